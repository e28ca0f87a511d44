"""The cover of a Word document: a picture to the page's edges, the title on a ground below it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator
from trees import Album, W, line, part, style

from pret.domain.tree import Picture
from pret.domain.tree_document import Document, Status
from pret.render.theme import Theme
from pret.render.word import write_word
from pret.render.word_reference import reference_docx

EMU_PER_MM, TWIPS_PER_MM = 36_000, 1440 / 25.4
THEME = Theme.load(Path(__file__).parents[3] / "templates/theme.yaml")


PICTURES = Album()
YARD = PICTURES.picture(600, 600, "La cour.", "orange", "PNG")
DOCUMENT = Document(
    title="Le lycée ouvert",
    subtitle="Trois lycées, dix-huit mois",
    programme="Prêt à déployer",
    reference="lycees/closure/booklet",
    day=date(2028, 6, 29),
    day_label="29 juin 2028",
    status=Status.APPROVED,
    blocks=(line("Texte."),),
    organisations=("La 27e Région",),
    cover=True,
    cover_picture=YARD,
)
PANEL = ["PretProgrammeCover", "PretTitleCover", "PretSubtitleCover"]


@pytest.fixture(scope="module")
def reference() -> bytes:
    return reference_docx(THEME)


def write(document: Document, reference: bytes) -> bytes:
    return write_word(document, PICTURES, reference=reference, heading_pages=None)


def body_of(packed: bytes) -> etree._Element:
    return part(packed)[0]


def frame(block: etree._Element) -> dict[str, str]:
    found = block.find(f"{W}pPr/{W}framePr")
    return {} if found is None else {key.removeprefix(W): value for key, value in found.items()}


def place_mm(anchor: etree._Element) -> tuple[int, ...]:
    """Return where something stands on its page, and its size: left, top, width, height."""
    offsets = [int(anchor.find(f"{{*}}position{axis}")[0].text) for axis in "HV"]
    assert [anchor.find(f"{{*}}position{axis}").get("relativeFrom") for axis in "HV"] == [
        "page"
    ] * 2
    extent = anchor.find("{*}extent")
    sizes = [int(extent.get(side)) for side in ("cx", "cy")]
    return tuple(round(each / EMU_PER_MM) for each in (*offsets, *sizes))


def test_the_picture_goes_to_the_edges_and_the_title_stands_on_a_ground_below(
    reference: bytes,
) -> None:
    body = body_of(write(DOCUMENT, reference))
    picture, ground = body[0].iter("{*}anchor")
    assert place_mm(picture) == (0, 0, 210, 125)  # 42 % of the page, as in the PDF
    crop = next(picture.iter("{*}srcRect"))
    assert {side: round(int(cut) / 1000) for side, cut in crop.items()} == {"t": 20, "b": 20}
    left, top, wide, high = place_mm(ground)
    assert (left, top, wide) == (0, 125, 210)
    assert ground.get("behindDoc") == "1"
    assert next(ground.iter("{*}solidFill"))[0].get("val") == THEME.colours.accent
    # The title's lines are one frame over the ground, as high, at the margins of the text.
    panel = [block for block in body if style(block) in PANEL]
    assert [style(block) for block in panel] == PANEL
    (held,) = {tuple(sorted(frame(block).items())) for block in panel}
    sizes_mm = {key: round(int(value) / TWIPS_PER_MM) for key, value in held if value.isdigit()}
    assert sizes_mm == {"x": 24, "y": 125, "w": 162, "h": high}
    assert dict(held)["hRule"] == "atLeast"  # a longer title is not cut off


def test_more_words_take_their_room_from_the_picture(reference: bytes) -> None:
    told = replace(
        DOCUMENT,
        title="Ce que dix-huit mois nous ont appris des lieux de vie collectifs des lycées",
        mentions=tuple(f"Mention {place}" for place in range(6)),
        organisations=tuple(f"Organisme {place}" for place in range(5)),
    )
    body = body_of(write(told, reference))
    picture, ground = body[0].iter("{*}anchor")
    assert place_mm(picture)[3] == place_mm(ground)[1] < 125


def test_many_names_are_told_in_one_paragraph(reference: bytes) -> None:
    names = tuple(f"Organisme {place}" for place in range(6))
    body = body_of(write(replace(DOCUMENT, organisations=names), reference))
    said = ["".join(p.itertext()) for p in body if style(p) == "PretOrganisation"]
    assert said == [" · ".join(names)]


def test_a_cover_without_a_picture_has_its_ground_from_the_upper_edge(reference: bytes) -> None:
    body = body_of(write(replace(DOCUMENT, cover_picture=None), reference))
    (ground,) = body[0].iter("{*}anchor")
    left, top, wide, high = place_mm(ground)
    assert (left, top, wide) == (0, 0, 210)
    assert high > 100


def test_a_title_without_a_ground_of_its_own_follows_the_picture(reference: bytes) -> None:
    """An expert's reference file may have plain titles: black on our ground would not be read."""
    with zipfile.ZipFile(io.BytesIO(reference)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    styles = etree.fromstring(parts["word/styles.xml"])
    title = next(each for each in styles if each.get(f"{W}styleId") == "PretTitleCover")
    own = title.find(f"{W}pPr")
    own.remove(own.find(f"{W}shd"))
    parts["word/styles.xml"] = etree.tostring(styles)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    body = body_of(write(DOCUMENT, packed.getvalue()))
    assert len(list(body[0].iter("{*}anchor"))) == 1
    assert not [block for block in body if style(block) in PANEL and frame(block)]


def test_a_draft_says_so_beside_its_day_since_the_picture_hides_the_watermark(
    reference: bytes,
) -> None:
    body = body_of(write(replace(DOCUMENT, status=Status.DRAFT), reference))
    said = ["".join(p.itertext()).strip() for p in body if style(p) == "PretOrganisation"]
    assert said == ["BROUILLON", "La 27e Région"]


@pytest.mark.parametrize("picture", [YARD, None])
def test_the_auditor_of_word_files_finds_nothing(
    picture: Picture | None, reference: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "made.docx"
    path.write_bytes(write(replace(DOCUMENT, cover_picture=picture), reference))
    errors = OpenXmlValidator(FileFormat.MICROSOFT_365).validate(path).errors
    assert [str(error) for error in errors] == []
