"""Word files of the sample through LibreOffice and back: what another word processor keeps."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from lxml import etree
from PIL import Image
from trees import W, part

from pret.domain.documents import OutputFormat
from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import Footnote, Heading, Paragraph, Picture, Text
from pret.domain.tree_document import Document, Logo, Status
from pret.render.word import write_word
from pret.render.word_reference import reference_docx
from pret.service.look import load_theme
from pret.service.making import render_now
from pret.service.session import Session
from pret.settings import Settings

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")

ROOT = Path(__file__).parent.parent
ODF = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{address}:1.0"
    for name, address in {
        "text": "text",
        "table": "table",
        "svg": "svg-compatible",
        "style": "style",
        "fo": "xsl-fo-compatible",
        "office": "office",
    }.items()
}
NAMES = (
    "closure/booklet",
    "deployment-scenario/evaluation-grid",
    "lab-day-1/minutes",
    "lab-day-1/attendance-sheet",
    "preparation/planning",
    "study-trip/study-trip-dossier",
)


ORIGIN = Origin(OriginKind.NOTE, "notes/day.md", line=1)
#: The sample has no notes at the foot of its pages; this has.
WITH_NOTES = Document(
    title="Compte rendu",
    subtitle="",
    programme="Prêt à déployer",
    reference="lycees/lab-day-1/notes",
    day=date(2027, 3, 18),
    day_label="18 mars 2027",
    status=Status.DRAFT,
    blocks=(
        Heading(1, (Text("Vu", ORIGIN),)),
        Paragraph(
            (
                Text("On mange debout", ORIGIN),
                Footnote((Paragraph((Text("Le midi.", ORIGIN),)),)),
                Text(", puis assis", ORIGIN),
                Footnote((Paragraph((Text("Le soir.", ORIGIN),)),)),
            )
        ),
    ),
)
FILES = (*(name.partition("/")[2] for name in NAMES), "notes")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with our files, and as LibreOffice saved them in `docx/` and `odt/`."""
    where = tmp_path_factory.mktemp("libreoffice")
    settings = Settings.from_environ({"PRET_STATE": str(where / "state")}, ROOT)
    with Session(settings, "lycees") as session:
        for name in NAMES:
            content, _made = render_now(session, session.reference(name), (OutputFormat.WORD,))
            made = where / f"{name.partition('/')[2]}.docx"
            made.write_bytes(content[OutputFormat.WORD])
    reference = reference_docx(load_theme(settings.templates))
    noted = write_word(WITH_NOTES, {}, reference=reference, heading_pages=None)
    (where / "notes.docx").write_bytes(noted)
    profile = f"-env:UserInstallation={(where / 'profile').as_uri()}"
    ours = sorted(str(path) for path in where.glob("*.docx"))
    for kind in ("docx", "odt"):
        subprocess.run(
            [
                *(str(SOFFICE), profile, "--headless", "--convert-to", kind),
                *("--outdir", str(where / kind), *ours),
            ],
            check=True,
            capture_output=True,
            timeout=300,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
    return where


def headings(root: etree._Element, styles: etree._Element) -> list[tuple[str, str]]:
    """Return each heading's level and words; LibreOffice gives styles other ids than ours."""
    named = {
        str(style.get(f"{W}styleId")): str(style.find(f"{W}name").get(f"{W}val")).casefold()
        for style in styles.iter(f"{W}style")
    }
    found = []
    for block in root.iter(f"{W}p"):
        style = block.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else named.get(str(style.get(f"{W}val")), "")
        if name.startswith("heading "):
            words = "".join(node.text or "" for node in block.iter(f"{W}t"))
            found.append((name, " ".join(words.split())))
    return found


def kept_in_word(path: Path) -> dict[str, object]:
    """Return what must survive of a Word file, in a form that does not depend on who saved it."""
    root = part(path.read_bytes(), "word/document.xml")
    fields = [str(node.get(f"{W}instr")) for node in root.iter(f"{W}fldSimple")]
    fields += [node.text or "" for node in root.iter(f"{W}instrText")]
    return {
        "headings": headings(root, part(path.read_bytes(), "word/styles.xml")),
        "alternative texts": Counter(
            str(node.get("descr")) for node in root.iter("{*}docPr") if node.get("descr")
        ),
        "header rows": len(list(root.iter(f"{W}tblHeader"))),
        "sections": [node.get(f"{W}orient") or "portrait" for node in root.iter(f"{W}pgSz")],
        "notes": len(list(root.iter(f"{W}footnoteReference"))),
        "numbers": Counter(field.split()[1] for field in fields if field.split()[:1] == ["SEQ"]),
    }


@pytest.mark.parametrize("name", FILES)
def test_a_word_file_saved_by_libreoffice_keeps_its_structure(folder: Path, name: str) -> None:
    ours = kept_in_word(folder / f"{name}.docx")
    assert kept_in_word(folder / "docx" / f"{name}.docx") == ours


@pytest.mark.parametrize("name", FILES)
def test_a_word_file_saved_as_odt_keeps_its_structure(folder: Path, name: str) -> None:
    ours = kept_in_word(folder / f"{name}.docx")
    root = part((folder / "odt" / f"{name}.odt").read_bytes(), "content.xml")

    def count(path: str) -> int:
        return len(root.xpath(path, namespaces=ODF))

    texts = root.xpath("//svg:desc/text()", namespaces=ODF)
    assert Counter(map(str, texts)) == ours["alternative texts"]
    assert count("//text:h[normalize-space()]") == len(ours["headings"])  # type: ignore[arg-type]
    assert count("//table:table-header-rows") == ours["header rows"]
    assert count("//text:note[@text:note-class='footnote']") == ours["notes"]
    assert count("//text:sequence") == sum(ours["numbers"].values())  # type: ignore[attr-defined]


def test_the_sample_holds_what_these_tests_look_for(folder: Path) -> None:
    found = [kept_in_word(folder / f"{name}.docx") for name in FILES]
    assert (
        sum(bool(each["headings"]) for each in found) == len(FILES) - 1
    )  # a sheet to sign has none
    assert any("landscape" in each["sections"] for each in found)  # type: ignore[operator]
    assert any(each["notes"] for each in found)
    assert any(each["alternative texts"] for each in found)
    assert any(each["numbers"] for each in found)


#: Documents that have as many pages everywhere, in Word files, in ODT and in PDF.
PAGES = {"deployment-scenario/scenario-note": 2, "lab-day-1/agenda": 1, "lab-day-1/invitation": 2}


def has_carlito() -> bool:
    """Tell whether LibreOffice finds Carlito, whose letters are as wide as those of Calibri."""
    listed = subprocess.run(["fc-list", ":family=Carlito"], capture_output=True, check=True)
    return bool(listed.stdout.strip())


@pytest.mark.skipif(SOFFICE is not None and not has_carlito(), reason="Carlito is not installed")
@pytest.mark.parametrize("form", [OutputFormat.WORD, OutputFormat.ODT])
def test_a_note_of_two_pages_has_two_in_libreoffice_and_an_agenda_one(
    tmp_path: Path, form: OutputFormat
) -> None:
    settings = Settings.from_environ({"PRET_STATE": str(tmp_path / "state")}, ROOT)
    with Session(settings, "lycees") as session:
        for name in PAGES:
            content, _made = render_now(session, session.reference(name), (form,))
            (tmp_path / f"{name.partition('/')[2]}.{form.value}").write_bytes(content[form])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    ours = sorted(str(path) for path in tmp_path.glob(f"*.{form.value}"))
    subprocess.run(
        [str(SOFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, *ours],
        check=True,
        capture_output=True,
        timeout=300,
    )
    found = {}
    for name in PAGES:
        with pikepdf.open(tmp_path / f"{name.partition('/')[2]}.pdf") as pdf:
            found[name] = len(pdf.pages)
    assert found == PAGES


LONG = replace(
    WITH_NOTES,
    title="Ce que dix-huit mois nous ont appris des lieux de vie collectifs des lycées",
    subtitle="La participation des élèves à la gestion de leurs lieux, et ce qu’on peut en refaire",
    organisations=tuple(f"Organisme {place}" for place in range(12)),
    mentions=tuple(f"Avec le soutien de l’organisme {place}" for place in range(6)),
    logos=tuple(Logo(f"Organisme {place}", None) for place in range(5)),
)
COVERS = {
    "short": replace(WITH_NOTES, subtitle="Avec des notes", status=Status.APPROVED),
    "long": LONG,
    "wide": replace(WITH_NOTES, landscape=True, organisations=("La Région", "La Caisse")),
    "small": replace(WITH_NOTES, organisations=("La Région", "La Caisse")),
}


def test_a_cover_holds_on_one_page(tmp_path: Path) -> None:
    made = io.BytesIO()
    Image.new("RGB", (1200, 900), "orange").save(made, "PNG")
    yard = Picture("yard", 1200, 900, "La cour.", media_type="image/png")
    theme = load_theme(ROOT / "templates")
    for name, document in COVERS.items():
        page = theme.page.model_copy(update={"paper": "a5" if name == "small" else "a4"})
        reference = reference_docx(theme.model_copy(update={"page": page}))
        covered = replace(document, cover=True, cover_picture=yard)
        pictures = {"yard": made.getvalue()}
        content = write_word(covered, pictures, reference=reference, heading_pages=None)
        (tmp_path / f"{name}.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [str(tmp_path / f"{name}.docx") for name in COVERS]
    subprocess.run(
        [str(SOFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, *files],
        check=True,
        capture_output=True,
        timeout=300,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    pages = {}
    for name in COVERS:
        with pikepdf.open(tmp_path / f"{name}.pdf") as pdf:
            pages[name] = len(pdf.pages)
    assert pages == dict.fromkeys(COVERS, 2)  # the cover, and the text
