"""What pictures and people's files know, and no output or record may tell."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pikepdf
import yaml
from PIL import Image

from pret.domain.tree import Heading, Paragraph
from pret.domain.tree_walk import plain, walk
from pret.domain.withheld import told_once
from pret.problems import Problem
from pret.service.checking import check

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Place

#: In the small programme's pictures: device, author, serial number, and the EXIF block's mark.
TELLTALES = [b"PRET-DEVICE", b"PRET-ARTIST", b"PRET-SERIAL", b"Exif\x00\x00"]
SPOKEN = [mark.decode().encode("utf-16-be") for mark in TELLTALES[:3]]
DOSSIER = "gare/01-study-trip/dossier-voyage-etude"


def pieces(content: bytes) -> Iterator[bytes]:
    """Yield all that a made file holds, unpacked: parts of a package, streams of a PDF."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            yield from (package.read(name) for name in package.namelist())
        return
    with pikepdf.open(io.BytesIO(content)) as pdf:
        yield str(pdf.docinfo).encode()
        for held in pdf.objects:
            if isinstance(held, pikepdf.Stream):
                yield held.read_raw_bytes()
                if held.get("/Filter") != pikepdf.Name.DCTDecode:
                    yield held.read_bytes()


def found_in(content: bytes) -> list[bytes]:
    """Return the telltales that a file holds, however it is packed."""
    whole = b"\n".join(pieces(content))
    return [mark for mark in [*TELLTALES, *SPOKEN] if mark in whole]


def test_the_telltales_are_in_the_inputs_and_would_be_seen(place: Place) -> None:
    photo = (place.folder / "01-study-trip/photos/quai.jpg").read_bytes()
    assert found_in_any([photo]) == TELLTALES
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/image1.jpg", photo)
    assert found_in(packed.getvalue()) == TELLTALES
    pdf = pikepdf.new()
    pdf.Root.Photo = pikepdf.Stream(pdf, photo, Filter=pikepdf.Name.DCTDecode)
    written = io.BytesIO()
    pdf.save(written)
    assert found_in(written.getvalue()) == TELLTALES


def found_in_any(contents: list[bytes]) -> list[bytes]:
    """Return the telltales that are in one of these contents as it is."""
    return [mark for mark in TELLTALES if any(mark in content for content in contents)]


def test_no_document_tells_position_device_or_author_of_a_picture(made: Place) -> None:
    documents = [
        path for path in made.outputs() if path.endswith((".docx", ".odt", ".pdf", ".xlsx", ".zip"))
    ]
    assert len(documents) > 40
    told = {path: found_in(made.outputs()[path]) for path in documents}
    assert {path: marks for path, marks in told.items() if marks} == {}


def test_the_pictures_of_the_dossier_are_there_upright_and_bare(made: Place) -> None:
    with zipfile.ZipFile(io.BytesIO(made.outputs()[f"{DOSSIER}.docx"])) as package:
        media = [package.read(name) for name in package.namelist() if "/media/" in name]
    photos = [picture for picture in media if picture.startswith(b"\xff\xd8")]
    assert len(photos) == 2
    for content in photos:
        with Image.open(io.BytesIO(content)) as picture:
            assert picture.height > picture.width  # taken lying, turned by its orientation
            assert not picture.getexif()
            assert "comment" not in picture.info


def names_of(people: Path) -> set[str]:
    """Return people's whole names, and those of their words that nothing else says."""
    listed = yaml.safe_load(people.read_text("utf-8"))["people"]
    whole = {person["name"] for person in listed}
    return whole | {word for name in whole for word in re.findall(r"\w{6,}", name)}


def test_the_ledger_and_the_names_of_objects_hold_no_name_of_a_person(made: Place) -> None:
    state = made.settings.state
    kept = (state / "ledger.db").read_bytes().lower()
    assert b"dossier-voyage-etude" in kept
    names = names_of(made.folder / "people.yaml")
    assert "Quilleboeuf" in names
    for name in names:
        for encoding in ("utf-8", "utf-16-le"):
            assert name.lower().encode(encoding) not in kept
    objects = [path.name for path in (state / "objects").rglob("*") if path.is_file()]
    assert len(objects) > 40
    assert all(re.fullmatch(r"[0-9a-f]{64}", name) for name in objects)


def test_what_is_kept_can_be_read_by_its_owner_only(made: Place) -> None:
    state = made.settings.state
    opened = {path: path.stat().st_mode & 0o077 for path in (state, state / "objects")}
    assert set(opened.values()) == {0}


def told(place: Place, code: str) -> tuple[str, tuple[Problem, ...]]:
    """Return a document's words, and what it leaves out."""
    with place.session() as session:
        reference = session.reference(code)
        sources = session.sources(reference)
        composed = session.composer.compose(reference, session.programme, sources)
    words = [
        plain(block.content)
        for block in walk(composed.document.blocks)
        if isinstance(block, (Paragraph, Heading))
    ]
    return " ".join(words), told_once(composed.withheld)


def interview(place: Place, **changes: str) -> None:
    """Change the interview of the study trip."""
    path = place.folder / "01-study-trip/interviews/e-001.yaml"
    read = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - text only
    path.write_text(yaml.safe_dump(read | changes, allow_unicode=True), "utf-8")


def test_an_anonymous_interview_shows_neither_role_nor_site(place: Place) -> None:
    interview(place, anonymity="anonymous", role="Proviseure unique")
    words, _ = told(place, "study-trip-dossier")
    assert "Entretien anonyme" in words
    assert "Proviseure unique" not in words


def test_words_under_a_name_without_consent_are_left_out_and_told(place: Place) -> None:
    interview(place, anonymity="named", person="P-001", consents=[], summary="Elle range.")  # type: ignore[arg-type]
    words, withheld = told(place, "study-trip-dossier")
    assert "Elle range." not in words
    (problem,) = withheld
    assert problem.where == "entretien E-001"
    assert (problem.file, problem.line) == ("01-study-trip/interviews/e-001.yaml", 1)
    assert "P-001 n’a pas d’autorisation de citer" in problem.found
    assert problem.remedy.endswith("Ou écrivez anonymity: role.")


def test_what_is_sent_before_a_milestone_says_nothing_of_its_photos(place: Place) -> None:
    place.change("03-lab-day-1/photos/photos.yaml", "alt: Un banc", "alt: Un banc, people: [P-002]")
    assert told(place, "lab-day-1/invitation")[1] == ()
    (problem,) = told(place, "lab-day-1/minutes")[1]
    assert (problem.where, problem.line) == ("photo banc.jpg", 3)


def test_a_name_typed_as_speaker_is_not_printed_without_the_persons_code(place: Place) -> None:
    quotes = [{"text": "On attend debout.", "speaker": "Jeanne Vraie"}]
    interview(place, anonymity="named", quotes=quotes)  # type: ignore[arg-type]
    words, _ = told(place, "study-trip-dossier")
    assert "Jeanne Vraie" not in words
    with place.session() as session:
        state = check(session, session.milestone("study-trip"))
    assert any("son code manque" in problem.found for problem in state.problems)
