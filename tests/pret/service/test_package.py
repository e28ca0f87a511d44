"""The booklet's package as it is published: only what may be shown, at its full size."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING

import docx
import pytest
from PIL import Image

from pret.domain.documents import OutputFormat
from pret.domain.tree import Heading, Text
from pret.domain.tree_walk import walk
from pret.service.making import make, render_now
from pret.service.stated import stated

if TYPE_CHECKING:
    from conftest import Place

    from pret.service.session import Session

BOOKLET = "gare/06-closure/livret.zip"
CONSENT = """\
consents:
  - code: C-001
    person: P-002
    kind: image
    uses: [internal, partners, public]
    first_day: 2027-01-01
    last_day: 2030-01-01
    signed_by: Anatole Wizernes
"""


def opened(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(session: Session) -> dict[str, bytes]:
    """Return what the booklet's package holds, made or found as a run does."""
    made = make(session, session.reference("booklet"))
    (key,) = (key for path, key in made.files.items() if path.endswith(".zip"))
    return opened(session.store.object(key))


def pictures(parts: dict[str, bytes]) -> list[str]:
    return [name for name in parts if name.startswith("images/") and not name.endswith(".csv")]


def recognisable(place: Place) -> None:
    """Say that somebody can be recognised on the bench, who agrees to be shown."""
    photos = "02-immersion-1/photos/photos.yaml"
    place.change("people.yaml", "consents: []\n", CONSENT)
    place.change(photos, "caption: Le banc", "caption: Anatole assis")
    told = "people: [P-002], consents: [C-001], tags: [cover]"
    place.change(photos, "credit: Le Laboratoire}", f"credit: Le Laboratoire, {told}}}")


def test_the_package_is_published_beside_the_booklet_and_listed(made: Place) -> None:
    outputs = made.outputs()
    parts = opened(outputs[BOOKLET])
    assert "LISEZ-MOI.txt" in parts
    assert pictures(parts)
    assert "Dossier pour le graphiste" in outputs["gare/index.html"].decode()


def test_pictures_have_all_their_points_and_tell_nothing_of_who_took_them(made: Place) -> None:
    parts = opened(made.outputs()[BOOKLET])
    photos = [parts[name] for name in pictures(parts) if name.endswith(".jpg")]
    assert photos
    for content in photos:
        assert b"PRET-" not in content
        with Image.open(io.BytesIO(content)) as image:
            assert image.size == (180, 240)  # taken lying, turned by its orientation
            assert not image.getexif()
            assert "comment" not in image.info


def test_a_picture_is_there_while_its_consent_holds_and_no_longer(place: Place) -> None:
    recognisable(place)
    with place.session() as session:
        assert [name for name in pictures(packed(session)) if "anatole-assis" in name]
    place.change("people.yaml", "2030-01-01\n", "2030-01-01\n    withdrawn: 2027-06-01\n")
    with place.session() as session:
        parts = packed(session)
    assert [name for name in pictures(parts) if "anatole-assis" in name] == []
    assert "Anatole assis" not in parts["images/images.csv"].decode()


def test_a_chapter_says_in_word_what_the_booklet_says_there(
    session: Session, docx_faults: Callable[[bytes], list[str]]
) -> None:
    parts = packed(session)
    document = stated(session, session.reference("booklet")).composed.document
    wanted = [
        "".join(each.value for each in block.content if isinstance(each, Text))
        for block in walk(document.blocks)
        if isinstance(block, Heading)
    ]
    files = [name for name in parts if name.endswith(".docx")]
    read = [docx.Document(io.BytesIO(parts[name])) for name in files]
    headings = [
        paragraph.text
        for each in read
        for paragraph in each.paragraphs
        if paragraph.style is not None and paragraph.style.style_id.startswith("Heading")
    ]
    assert len(files) > 5
    assert headings == wanted
    assert all(not each.inline_shapes for each in read)
    faults = {name: docx_faults(parts[name]) for name in files}
    assert {name: found for name, found in faults.items() if found} == {}


def test_the_package_is_found_when_nothing_changed_and_made_again_when_a_picture_did(
    place: Place,
) -> None:
    with place.session() as session:
        first = packed(session)
    with place.session() as session:
        assert packed(session) == first
    photo = place.folder / "01-study-trip/photos/halle.jpg"
    written = io.BytesIO()
    Image.new("RGB", (300, 200), "olive").save(written, "JPEG")
    photo.write_bytes(written.getvalue())
    with place.session() as session:
        again = packed(session)
    assert pictures(again) == pictures(first)
    assert {name for name in first if again[name] != first[name]} >= {
        name for name in pictures(first) if "la-halle" in name
    }


def test_an_original_deleted_since_it_was_gathered_is_told_and_put_back_is_packed(
    place: Place,
) -> None:
    photo = place.folder / "01-study-trip/photos/halle.jpg"
    content = photo.read_bytes()
    with place.session() as session:
        session.sources(session.reference("booklet"))
        photo.unlink()
        told = packed(session)["LISEZ-MOI.txt"].decode()
    assert "ORIGINAUX INTROUVABLES" in told
    assert "la-halle" in told
    photo.write_bytes(content)
    with place.session() as session:
        assert "ORIGINAUX INTROUVABLES" not in packed(session)["LISEZ-MOI.txt"].decode()


@pytest.mark.parametrize("named", [True, False])
def test_the_contact_is_told_when_she_may_be_named(place: Place, *, named: bool) -> None:
    facts = place.folder / "06-closure/milestone.yaml"
    facts.parent.mkdir(exist_ok=True)
    facts.write_text("version: 1\ncontact: P-001\n", "utf-8")
    if not named:
        place.change("people.yaml", "    function: coordinatrice", "    named: false")
    with place.session() as session:
        told = packed(session)["LISEZ-MOI.txt"].decode()
    assert ("Zoé Quilleboeuf" in told) is named
    assert ("Voir le colophon" in told) is not named


def test_a_quick_look_gives_the_same_package(session: Session) -> None:
    content, _ = render_now(session, session.reference("booklet"), (OutputFormat.PACKAGE,))
    assert opened(content[OutputFormat.PACKAGE]) == packed(session)
