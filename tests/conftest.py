"""What many tests share: a small programme made from code, and checks of the files made."""

from __future__ import annotations

import base64
import io
import os
import shutil
import socket
import socketserver
import ssl
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import page
import pikepdf
import pytest
from hypothesis import settings as hypothesis_settings
from lxml import html
from openxml_audit import FileFormat, OdfValidator, OpenXmlValidator
from PIL import Image

from pret.domain.milestones import phases
from pret.service.making import Outcome, issue, make, material, record_booking, to_book
from pret.service.session import Session
from pret.settings import Settings

# How long an example takes tells what else the machine is at, and nothing of the product.
hypothesis_settings.register_profile("pret", deadline=None)
hypothesis_settings.load_profile("pret")

ROOT = Path(__file__).parent.parent
CODE = "gare"

PROGRAMME = """\
version: 1
code: gare
title: La gare ouverte
policy: L’accueil dans les gares
start: 2027-01-11
summary: Une gare, deux sites, trois mois.
context: La gare change de mains.
coordinator: P-001
partners:
  - code: laboratoire
    name: Le Laboratoire
    role: operator
    logo: logos/laboratoire.png
sites:
  - code: nord
    name: Gare du Nord
    kind: gare
    town: Lille
    base_camp: true
    referent: P-002
    description: Une grande halle et douze quais.
  - code: halte
    name: Halte du Val
    kind: halte
    town: Hem
    referent: P-002
    description: Un quai, un abri.
team:
  - person: P-001
    duty: Coordination
calendar:
  immersion_weeks: 1
  lab_days: 1
  workshops: 0
budget:
  total: 1 000
  posts:
    - code: residence
      label: Résidence
      total: 1 000
      lines:
        - code: pay
          label: Rémunérations
          planned: 1 000
"""

PEOPLE = """\
version: 1
people:
  - code: P-001
    name: Zoé Quilleboeuf
    civility: Mme
    role: coordination
    function: coordinatrice
    organisation: Le Laboratoire
  - code: P-002
    name: Anatole Wizernes
    civility: M.
    role: staff
    function: chef de gare
    organisation: Gare du Nord
    site: nord
consents: []
"""

CALENDAR = """\
version: 1
milestones:
  - {milestone: preparation, first_day: 2027-01-11, last_day: 2027-02-26, status: held}
  - {milestone: study-trip, first_day: 2027-03-16, last_day: 2027-03-17, status: held}
  - {milestone: immersion-1, first_day: 2027-04-12, last_day: 2027-04-16, status: firm}
  - {milestone: lab-day-1, first_day: 2027-05-11, status: firm}
  - {milestone: closing-seminar, first_day: 2027-06-08, status: option}
  - {milestone: deployment-scenario, first_day: 2027-06-09, last_day: 2027-07-09}
  - {milestone: closure, first_day: 2027-09-14, status: forecast}
"""

MEETING = """\
meeting:
  place: Gare du Nord
  address: 1 place de la Gare, Lille
  start: 9 h 30
  end: 17 h
  purpose: Regarder ensemble ce qui se passe sur le quai.
  invited: [P-001, P-002]
  agenda:
    - {title: Accueil, start: 9 h 30, minutes: 30, lead: Le Laboratoire}
  hosts: [P-001]
  reply_by: 2027-03-01
  contact: P-001
  signatory: P-001
"""

STUDY_TRIP = (
    "version: 1\n"
    + MEETING
    + """\
starting_question: À qui est le quai ?
steps:
  - {day: 2027-03-16, start: 9 h, end: 12 h, site: nord, title: Visite, resource_person: Un agent}
present: [P-001, P-002]
observation_questions: ["Qui attend ?"]
observations:
  - {site: nord, author: P-001, theme: Attente, text: On attend debout., photo: quai.jpg}
surprises: ["Personne ne s’assoit."]
shared_problem: L’attente n’appartient à personne.
framed_questions: ["Où s’asseoir ?"]
scores:
  - {site: nord, criterion: Volonté, grade: 4, comment: Entière}
base_camp: La gare du Nord, pour sa halle.
logistics: {lodging: Aucun, transport: Le train, cost: 120}
next_steps: ["Revenir la nuit."]
"""
)

LAB_DAY = (
    "version: 1\n"
    + MEETING
    + """\
secretary: P-002
present: [P-001, P-002]
in_short: ["Un banc est décidé."]
sites:
  - {site: nord, text: Le banc tient.}
points:
  - {title: Le banc, summary: Il faut un dossier.}
crossings:
  - {subject: Les bancs, common: On y dort, different: La hauteur}
pitfalls: ["Ne pas visser."]
tips: ["Poser un tapis."]
adjustments:
  - {site: nord, subject: Le banc, change: Ajouter un dossier, reason: Le dos}
decisions:
  - {text: Acheter un dossier, owner: Le Laboratoire, due: 2027-06-01}
remarks_by: 2027-05-25
"""
)

IMMERSION = """\
version: 1
theme: Attendre
base_camp: nord
intent: Voir qui attend.
days:
  - day: 2027-04-12
    site: nord
    authors: [P-001]
    met: [{role: Voyageuse}]
    activities: [{kind: observation, title: Compter, description: Compter les gens assis.}]
    viewpoint: On attend mal.
    note: lundi.md
findings: [{title: Debout, text: On attend debout.}]
viewpoint: Il manque un banc.
questions: ["Qui paie le banc ?"]
posts:
  - {title: Debout, lead: On attend debout., day: 2027-04-16, authors: [P-001], note: billet.md}
"""

INTERVIEW = """\
version: 1
code: E-001
day: 2027-03-16
site: nord
role: Agente d’accueil
anonymity: role
summary: Elle connaît tout le monde.
quotes:
  - text: Je dis bonjour à ceux qui ratent leur train.
"""

PHOTOS = """\
version: 1
photos:
  - {file: quai.jpg, caption: Le quai à midi, alt: Un quai gris, credit: Le Laboratoire}
  - {file: halle.jpg, caption: La halle, alt: Une halle, credit: Le Laboratoire, tags: [cover]}
  - {file: plan.png, caption: Le plan, alt: Un plan, credit: Le Laboratoire, tags: [map]}
"""

ONE_PHOTO = """\
version: 1
photos:
  - {file: banc.jpg, caption: Le banc, alt: Un banc, credit: Le Laboratoire}
"""

TEXTS = {
    "programme.yaml": PROGRAMME,
    "people.yaml": PEOPLE,
    "calendar.yaml": CALENDAR,
    "00-preparation/milestone.yaml": "version: 1\npolicy_question: À qui est le quai ?\n",
    "01-study-trip/milestone.yaml": STUDY_TRIP,
    "01-study-trip/photos/photos.yaml": PHOTOS,
    "01-study-trip/interviews/e-001.yaml": INTERVIEW,
    "01-study-trip/notes/retour.md": "# Retour\n\nLe train avait *dix* minutes de retard.\n",
    "02-immersion-1/milestone.yaml": IMMERSION,
    "02-immersion-1/photos/photos.yaml": ONE_PHOTO,
    "02-immersion-1/interviews/e-002.yaml": INTERVIEW.replace("E-001", "E-002"),
    "02-immersion-1/notes/lundi.md": "Lundi, il pleut.\n\n- un parapluie\n- deux parapluies\n",
    "02-immersion-1/notes/billet.md": "Ils sont *debout*.\n\nNous aussi.\n",
    "03-lab-day-1/milestone.yaml": LAB_DAY,
    "03-lab-day-1/photos/photos.yaml": ONE_PHOTO,
}

#: What the pictures' own metadata say, and no document may.
TELLTALES = ("PRET-DEVICE", "PRET-ARTIST", "PRET-SERIAL")


def _jpeg(colour: str) -> bytes:
    """Return a photo as a phone takes it: turned, with its position, device and author."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F], exif[0x0110] = "PRET-DEVICE", "PRET-DEVICE 12"
    exif[0x013B] = "PRET-ARTIST"
    exif.get_ifd(0x8769)[0xA431] = "PRET-SERIAL"
    exif.get_ifd(0x8825).update({1: "N", 2: (50.0, 38.0, 14.0), 3: "E", 4: (3.0, 4.0, 16.0)})
    written = io.BytesIO()
    Image.new("RGB", (240, 180), colour).save(written, "JPEG", exif=exif, comment=b"PRET-ARTIST")
    return written.getvalue()


def _png(colour: str) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (200, 100), colour).save(written, "PNG")
    return written.getvalue()


def _pictures() -> dict[str, bytes]:
    return {
        "logos/laboratoire.png": _png("navy"),
        "01-study-trip/photos/quai.jpg": _jpeg("gray"),
        "01-study-trip/photos/halle.jpg": _jpeg("tan"),
        "01-study-trip/photos/plan.png": _png("white"),
        "02-immersion-1/photos/banc.jpg": _jpeg("brown"),
        "03-lab-day-1/photos/banc.jpg": _jpeg("brown"),
    }


_LANDMARKS = ("header", "main", "footer")
_LOADING = ("script", "iframe", "object", "embed", "base", "form", "video", "audio")


@dataclass(frozen=True, slots=True)
class Place:
    """A small programme on a disk of its own, and where its documents go."""

    settings: Settings
    code: str = CODE

    @property
    def folder(self) -> Path:
        """The programme's folder."""
        return self.settings.inputs / self.code

    def session(self) -> Session:
        """Open the programme anew, as each command does."""
        return Session(self.settings, self.code)

    def fresh(self, name: str) -> Place:
        """Return the same programme with nothing made yet, nothing kept."""
        root = self.settings.state.parent
        return replace(
            self,
            settings=replace(self.settings, outputs=root / name, state=root / f".{name}"),
        )

    def outputs(self) -> dict[str, bytes]:
        """Return every published file: path → content."""
        root = self.settings.outputs
        return {
            path.relative_to(root).as_posix(): path.read_bytes()
            for path in sorted(root.rglob("*"))
            if path.is_file()
        }

    def change(self, file: str, old: str, new: str) -> None:
        """Replace what one of the programme's files says; it must say it."""
        path = self.folder / file
        before = path.read_text("utf-8")
        assert old in before
        path.write_text(before.replace(old, new), "utf-8")


def settings_in(root: Path, inputs: Path | None = None) -> Settings:
    """Return settings whose everything is under one folder."""
    return Settings(
        inputs=inputs or root / "inputs",
        outputs=root / "outputs",
        templates=ROOT / "templates",
        state=root / ".pret",
        quiet_s=0,
    )


def _small_programme(root: Path) -> Place:
    place = Place(settings_in(root))
    files = {name: text.encode() for name, text in TEXTS.items()} | _pictures()
    for name, content in files.items():
        path = place.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return place


def run_through(session: Session, *codes: str) -> list[Outcome]:
    """Do what the flows do, without Prefect: each phase of these milestones, or of all."""
    wanted = [session.milestone(code) for code in codes] or session.milestones
    outcomes: list[Outcome] = []
    for milestone in wanted:
        for phase in phases(milestone.kind):
            read = material(session, milestone, phase)
            if not read.current:
                made = tuple(make(session, reference) for reference in read.documents)
                outcomes.append(issue(session, milestone, phase, read, made))
            for booked in to_book(session, milestone, phase):
                record_booking(session, booked)
    return outcomes


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A small programme of which nothing is made yet."""
    return _small_programme(tmp_path)


@pytest.fixture
def session(place: Place) -> Iterator[Session]:
    """A sitting over the small programme."""
    with place.session() as opened:
        yield opened


@pytest.fixture(scope="session")
def _made_once(tmp_path_factory: pytest.TempPathFactory) -> Place:
    place = _small_programme(tmp_path_factory.mktemp("small"))
    with place.session() as session:
        run_through(session)
    return place


@pytest.fixture
def made(_made_once: Place, tmp_path: Path) -> Place:
    """The small programme with all its documents published; a copy that the test may spoil."""
    root = tmp_path / "made"
    shutil.copytree(_made_once.settings.state.parent, root)
    return Place(settings_in(root))


@pytest.fixture(scope="session")
def small_programme() -> Callable[[Path], Place]:
    """Write the small programme in a folder, nothing made yet."""
    return _small_programme


@pytest.fixture(name="run_through", scope="session")
def run_through_fixture() -> Callable[..., list[Outcome]]:
    """Run milestones' phases in a session, without Prefect."""
    return run_through


@pytest.fixture(name="settings_in", scope="session")
def settings_in_fixture() -> Callable[..., Settings]:
    """Return settings whose everything is under one folder."""
    return settings_in


@pytest.fixture(scope="session")
def sample() -> Path:
    """The folder of inputs that holds the sample programme."""
    return ROOT / "inputs"


@pytest.fixture(scope="session")
def docx_faults() -> Callable[[bytes], list[str]]:
    """Return what an independent validator finds wrong in a Word file (none is fine)."""
    return _docx_faults


@pytest.fixture(scope="session")
def odt_faults() -> Callable[[bytes], list[str]]:
    """Return what an independent validator finds wrong in an ODT file (none is fine)."""
    return _odt_faults


@pytest.fixture(scope="session")
def pdf_faults() -> Callable[[bytes], list[str]]:
    """Return what an independent validator finds wrong in a PDF file (none is fine)."""
    return _pdf_faults


@pytest.fixture(scope="session")
def html_faults() -> Callable[[bytes], list[str]]:
    """Return what is wrong in a web page: loading, landmarks, links, texts (none is fine)."""
    return _html_faults


def _html_faults(content: bytes) -> list[str]:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    tree = html.document_fromstring(content, parser=parser)
    ids = [each.get("id") for each in tree.iter("*") if each.get("id")]
    inner = [each.get("href")[1:] for each in tree.iter("a") if each.get("href")[0] == "#"]
    named = [each.get("aria-labelledby") for each in tree.iter("*") if each.get("aria-labelledby")]
    levels = [int(each.tag[1]) for each in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    steps = zip([0, *levels], levels, strict=False)
    sources = {each.get("src", "").partition(":")[0] for each in tree.iter("img")}
    policy = [each.get("content") for each in tree.iter("meta") if each.get("http-equiv")]
    wrong = {
        "an id is given twice": len(ids) != len(set(ids)),
        "a link or a label leads nowhere": not {*inner, *named} <= set(ids),
        "a level of heading is skipped": any(after > before + 1 for before, after in steps),
        "there is not one main title": levels.count(1) != 1,
        "a landmark is missing": any(len(list(tree.body.iter(name))) < 1 for name in _LANDMARKS),
        "a picture has no alternative text": any(
            each.get("alt") is None for each in tree.iter("img")
        ),
        "a header cell says no scope": any(each.get("scope") != "col" for each in tree.iter("th")),
        "a table has no header row": any(each.find("thead") is None for each in tree.iter("table")),
        "something is loaded": not sources <= {"data"} or bool(list(tree.iter(*_LOADING))),
        "something may be loaded": not policy or "default-src 'none'" not in policy[0],
        "the language is not told": not tree.get("lang"),
        "a link says nothing": any(not each.text_content().strip() for each in tree.iter("a")),
    }
    return [fault for fault, is_so in wrong.items() if is_so]


def _docx_faults(content: bytes) -> list[str]:
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        file.write(content)
        file.flush()
        report = OpenXmlValidator(FileFormat.MICROSOFT_365).validate(file.name)
    return [str(fault) for fault in report.errors]


def _odt_faults(content: bytes) -> list[str]:
    with tempfile.NamedTemporaryFile(suffix=".odt") as file:
        file.write(content)
        file.flush()
        report = OdfValidator(FileFormat.ODF_1_3).validate(file.name)
    return [str(fault) for fault in report.errors]


def _pdf_faults(content: bytes) -> list[str]:
    found: list[str] = []
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        report = page.validate_pdf_bytes(content, profile=profile)
        found += [f"{fault.rule_id}: {fault.message}" for fault in report.failures]
    lengths = [fault for fault in found if "STREAM-LENGTH" in fault]
    # A compressed stream that ends with 0x0D is taken for a wrong length: pikepdf tells.
    if lengths and not _has_wrong_lengths(content):
        found = [fault for fault in found if fault not in lengths]
    return found


def _has_wrong_lengths(content: bytes) -> bool:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return bool(pdf.check_pdf_syntax())


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A Prefect server on a database of its own, without analytics and without heartbeats.

    One for all tests that need it: it takes some ten seconds to start.
    """
    from prefect.settings import (
        PREFECT_FLOWS_HEARTBEAT_FREQUENCY,
        PREFECT_LOCAL_STORAGE_PATH,
        PREFECT_SERVER_ANALYTICS_ENABLED,
        temporary_settings,
    )
    from prefect.testing.utilities import prefect_test_harness

    settings = {
        PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None,  # each flow run would last a second longer
        PREFECT_LOCAL_STORAGE_PATH: tmp_path_factory.mktemp("results"),
        PREFECT_SERVER_ANALYTICS_ENABLED: False,
    }
    with temporary_settings(settings), prefect_test_harness(server_startup_timeout=180):
        yield


class Postman(socketserver.ThreadingTCPServer):
    """A mail server on this machine that keeps what it is given.

    certificate: of its TLS, with its key, spoken from the start or when asked to.
    """

    daemon_threads = True

    def __init__(
        self,
        *,
        refuses: bytes = b"",
        address: str = "127.0.0.1",
        certificate: Path | None = None,
        from_the_start: bool = False,
    ) -> None:
        super().__init__((address, 0), _Talk)
        self.refuses, self.mails, self.passwords = refuses, list[bytes](), list[str]()
        self.asked: list[bytes] = []
        self.tls: ssl.SSLContext | None = None
        if certificate is not None:
            self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.tls.load_cert_chain(certificate)
        self.from_the_start = from_the_start

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *_: object) -> None:
        """Say nothing of a client that left: one that trusts nobody does."""


class _Talk(socketserver.StreamRequestHandler):
    server: Postman

    def handle(self) -> None:
        if self.server.from_the_start:
            self._speak_tls()
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper()
            self.server.asked.append(word)
            if self.server.refuses and word == self.server.refuses:
                self.wfile.write(b"535 no\r\n" if word == b"AUTH" else b"550 no\r\n")
            elif word == b"EHLO":
                offered = b"250-STARTTLS\r\n" if self.server.tls else b""
                self.wfile.write(b"250-here\r\n" + offered + b"250 AUTH PLAIN\r\n")
            elif word == b"STAR":
                self.wfile.write(b"220 go on\r\n")
                self._speak_tls()
            elif word == b"AUTH":
                said = base64.b64decode(line.split()[2]).decode()
                self.server.passwords.append(said.removeprefix("\0"))
                self.wfile.write(b"235 welcome\r\n")
            elif word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                kept = []
                while (said_line := self.rfile.readline()) != b".\r\n":
                    kept.append(said_line)
                self.server.mails.append(b"".join(kept))
                self.wfile.write(b"250 kept\r\n")
            elif word == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            else:
                self.wfile.write(b"250 yes\r\n")

    def finish(self) -> None:
        super().finish()
        self.connection.close()

    def _speak_tls(self) -> None:
        assert self.server.tls is not None
        self.connection = self.server.tls.wrap_socket(self.connection, server_side=True)
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)


def _certified(folder: Path) -> Path:
    """Return a certificate of this machine, signed by nobody else, and its key, in one file."""
    key, made = folder / "key.pem", folder / "certificate.pem"
    order = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    order += ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(
        [*order, "-keyout", str(key), "-out", str(made)], check=True, capture_output=True
    )
    both = folder / "both.pem"
    both.write_bytes(made.read_bytes() + key.read_bytes())
    return both


@pytest.fixture
def mail_server() -> Callable[..., AbstractContextManager[Postman]]:
    """Serve mail on this machine while a block runs; it is given what a `Postman` is."""
    return _served


@contextmanager
def _served(**given: Any) -> Iterator[Postman]:
    with Postman(**given) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Make a certificate of this machine, signed by nobody else, with its key."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    return _certified(tmp_path)


def _as_postgres() -> list[str]:
    """Return what stands before a command of PostgreSQL's: its server refuses to run as root."""
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


@pytest.fixture(scope="session")
def _postgresql_server() -> Iterator[str]:
    """A PostgreSQL server on a socket of its own and on loopback, in a folder of its own."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.skip("PostgreSQL's server is not installed")
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    programs, data = found[-1].parent, Path(tempfile.mkdtemp(prefix="pret-postgresql-"))
    if _as_postgres():
        shutil.chown(data, "postgres")

    def call(name: str, *words: str) -> None:
        command = [*_as_postgres(), str(programs / name), *words]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    base, options = str(data / "base"), f"-p {port} -c listen_addresses=127.0.0.1 -k {data}"
    call("initdb", "-D", base, "-U", "pret", "-A", "trust", "-N")
    call("pg_ctl", "-D", base, "-l", str(data / "log"), "-w", "-o", f"{options} -F", "start")
    try:
        yield f"postgresql+psycopg://pret@127.0.0.1:{port}"
    finally:
        call("pg_ctl", "-D", base, "-m", "immediate", "stop")
        shutil.rmtree(data)


@pytest.fixture
def postgresql(_postgresql_server: str) -> Callable[[], str]:
    """Make an empty base on a PostgreSQL server, and return its address; once a call."""
    psycopg = pytest.importorskip("psycopg")
    server = _postgresql_server.replace("+psycopg", "")

    def made() -> str:
        name = f"base_{uuid4().hex}"
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"{_postgresql_server}/{name}"

    return made
