"""What stands at a place of a Word page: portraits beside words, pictures that open chapters."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator
from trees import ORIGIN, Album, W, figure, line, part, style, word_reference

from pret.domain.tree import (
    Block,
    Callout,
    CalloutKind,
    Card,
    Column,
    Figure,
    Footnote,
    Heading,
    PageBreak,
    Paragraph,
    Quotation,
    Style,
    Styled,
    Table,
    Text,
)
from pret.domain.tree_document import Document, Status
from pret.render.word import write_word

EMU_PER_MM, TWIPS_PER_MM = 36_000, 1440 / 25.4
PICTURES = Album()


def portrait(width_px: int, height_px: int, alt: str = "Inès de face.") -> Figure:
    shown = PICTURES.picture(width_px, height_px, alt, "teal", "PNG")
    return figure(shown, 28.0, credit="© Tom")


WIDE, TALL = portrait(80, 60), portrait(60, 160)
NAME = Heading(3, (Text("Inès", ORIGIN),))
CARD = Card(NAME, (WIDE, line("Compte les chaises.")))
QUOTATION = Quotation((TALL, line("Arrêté, chez moi.")), (Text("Karim", ORIGIN),))
AFTER = line("Ce qui suit.")


def document(*blocks: Block) -> Document:
    return Document(
        title="Livret",
        subtitle="",
        programme="Prêt à déployer",
        reference="lycees/closure/booklet",
        day=date(2028, 6, 29),
        day_label="29 juin 2028",
        status=Status.APPROVED,
        blocks=blocks,
    )


@pytest.fixture(scope="module")
def reference() -> bytes:
    return word_reference()


def body_of(reference: bytes, *blocks: Block) -> list[etree._Element]:
    """Return the text's elements from the first block on."""
    packed = write_word(document(*blocks), PICTURES, reference=reference, heading_pages=None)
    return [
        node
        for node in part(packed)[0]
        if style(node) not in ("PretProgramme", "Title", "PretFacts")
    ]


def has(node: etree._Element, name: str) -> bool:
    return node.find(f"{W}pPr/{W}{name}") is not None


@pytest.mark.parametrize(
    ("block", "styles"),
    [
        (CARD, ["Heading3", "FirstParagraph"]),
        (QUOTATION, ["Quote", "PretAttribution"]),
    ],
)
def test_a_portrait_stands_beside_the_words_that_it_goes_with(
    block: Block, styles: list[str], reference: bytes
) -> None:
    found = body_of(reference, block, AFTER)
    said = [style(node) for node in found]
    framed = ["CaptionedFigure", "ImageCaption"]
    assert said == ["PretSpacer", *framed, *styles, "PretSpacer", "BodyText", ""]
    assert [node for node in found if has(node, "framePr")] == found[1:3]
    (frame,) = {tuple(node.find(f"{W}pPr/{W}framePr").items()) for node in found[1:3]}
    sizes = {key.removeprefix(W): value for key, value in frame}
    assert (sizes["w"], sizes["hSpace"]) == ("1587", "340")  # 28 mm and 6 mm
    # What follows stands under the portrait, and the words start at its top.
    (clear,) = found[-3].iter(f"{W}br")
    assert (clear.get(f"{W}type"), clear.get(f"{W}clear")) == ("textWrapping", "all")
    assert found[3].find(f"{W}pPr/{W}spacing").get(f"{W}before") == "0"
    # Two lines leave about 20 mm beside a picture of 37 and its credit.
    room = int(found[-3].find(f"{W}pPr/{W}spacing").get(f"{W}before"))
    assert 15 * TWIPS_PER_MM < room < 30 * TWIPS_PER_MM
    assert all(has(node, "keepNext") for node in found[:-3] if style(node) != "Quote")


def test_a_portrait_is_cropped_to_one_shape_whatever_the_photo(reference: bytes) -> None:
    found = body_of(reference, CARD, QUOTATION)
    extents = [each for node in found for each in node.iter("{*}extent")]
    sizes_mm = [
        (int(each.get("cx")) / EMU_PER_MM, int(each.get("cy")) / EMU_PER_MM) for each in extents
    ]
    for wide_mm, high_mm in sizes_mm:
        assert (round(wide_mm, 1), round(high_mm, 1)) == (28.0, 37.3)
    crops = [dict(each.items()) for node in found for each in node.iter("{*}srcRect")]
    # Of 80 × 60 points 45 are left across, of 60 × 160 points 80 down.
    assert [{side: round(int(cut) / 1000) for side, cut in crop.items()} for crop in crops] == [
        {"l": 22, "r": 22},
        {"t": 25, "b": 25},
    ]


def test_the_name_beside_a_portrait_is_a_heading_without_a_band(reference: bytes) -> None:
    beside = next(node for node in body_of(reference, CARD) if style(node) == "Heading3")
    plain = Card(NAME, (line("Compte."),))
    banded = next(node for node in body_of(reference, plain) if style(node) == "Heading3")
    assert (has(beside, "shd"), has(banded, "shd")) == (False, True)


def told(width_mm: float) -> Figure:
    return figure(WIDE.picture, width_mm, "Au guichet")


def test_the_only_small_picture_of_a_sheet_stands_beside_its_words(reference: bytes) -> None:
    found = body_of(reference, Card(NAME, (line("Compte."), told(78.0), line("Vu."))), AFTER)
    framed = [node for node in found if has(node, "framePr")]
    assert [style(node) for node in framed] == ["CaptionedFigure", "ImageCaption"]
    assert "".join(framed[1].itertext()) == "Figure\u00a01 – Au guichet"
    title = framed[1].getnext()
    assert (style(title), has(title, "shd")) == ("Heading3", True)
    assert title.find(f"{W}pPr/{W}spacing").get(f"{W}before") == "0"
    extent = next(framed[0].iter("{*}extent"))
    assert [round(int(extent.get(side)) / EMU_PER_MM, 1) for side in ("cx", "cy")] == [54.0, 40.5]
    assert not list(framed[0].iter("{*}srcRect"))


@pytest.mark.parametrize(
    "blocks",
    [
        (line("Compte."), told(110.0)),
        (line("Compte."), told(78.0), told(78.0)),
        (line("Compte."), told(78.0), Callout(CalloutKind.KEY, (line("Vu."),))),
        (told(78.0),),
    ],
    ids=["large", "two", "box", "no words"],
)
def test_other_pictures_of_a_sheet_stay_in_their_place(
    blocks: tuple[Block, ...], reference: bytes
) -> None:
    found = body_of(reference, Card(NAME, blocks))
    assert not [node for node in found if has(node, "framePr")]


def test_in_a_cell_or_a_note_a_portrait_stays_with_the_words(reference: bytes) -> None:
    cells = ((QUOTATION,), (line("Oui"),))
    table = Table((), (Column(0.5), Column(0.5)), ((line("Dit"),), (line("Vu"),)), (cells,), ORIGIN)
    noted = Paragraph((Text("Dit", ORIGIN), Footnote((QUOTATION,))))
    found = body_of(reference, table, noted)
    assert not [each for node in found for each in node.iter(f"{W}framePr", f"{W}br")]
    assert not [each for node in found for each in node.iter(etree.ProcessingInstruction)]
    assert len([each for node in found for each in node.iter("{*}srcRect")]) == 1


def opening(width_px: int, height_px: int) -> tuple[Block, ...]:
    """Return a chapter that opens with a picture, after other words."""
    shown = portrait(width_px, height_px, "La vallée.").picture
    bleed = Figure(shown, (Text("Trois lycées", ORIGIN),), (), 162.0, ORIGIN, bleed=True)
    return (line("Avant."), PageBreak(), Heading(1, (Text("Terrains", ORIGIN),)), bleed, AFTER)


@pytest.mark.parametrize(
    ("size_px", "shown_mm", "cropped"),
    [((2100, 1400), (210, 140), []), ((2100, 2800), (210, 198), ["tb"])],
)
def test_a_picture_that_opens_a_chapter_spans_its_page(
    size_px: tuple[int, int], shown_mm: tuple[int, int], cropped: list[str], reference: bytes
) -> None:
    found = body_of(reference, *opening(*size_px))
    said = [style(node) for node in found]
    # Its title comes first for whoever has the document read; what follows has the next page.
    assert said[1:5] == ["Heading1", "CaptionedFigure", "ImageCaption", "BodyText"]
    assert [has(node, "pageBreakBefore") for node in found[1:5]] == [True, False, False, True]
    (anchor,) = found[2].iter("{*}anchor")
    for axis in "HV":
        place = anchor.find(f"{{*}}position{axis}")
        assert (place.get("relativeFrom"), place[0].text) == ("page", "0")
    assert anchor.find("{*}wrapTopAndBottom") is not None
    extent = anchor.find("{*}extent")
    assert tuple(round(int(extent.get(side)) / EMU_PER_MM) for side in ("cx", "cy")) == shown_mm
    assert anchor.find("{*}docPr").get("descr") == "La vallée."
    crops = list(anchor.iter("{*}srcRect"))
    assert ["".join(sorted(crop.keys(), reverse=True)) for crop in crops] == cropped


def test_a_picture_with_few_points_is_not_blown_up_to_its_page(reference: bytes) -> None:
    found = body_of(reference, *opening(1280, 960))
    assert not [each for node in found for each in node.iter("{*}anchor")]
    assert has(found[4], "pageBreakBefore")


def test_the_auditor_of_word_files_finds_nothing(reference: bytes, tmp_path: Path) -> None:
    path = tmp_path / "made.docx"
    credit = Paragraph((Styled(Style.CREDIT, (Text("Photos", ORIGIN),)),))
    made = document(CARD, CARD, QUOTATION, AFTER, *opening(2100, 1400), credit)
    path.write_bytes(write_word(made, PICTURES, reference=reference, heading_pages=None))
    errors = OpenXmlValidator(FileFormat.MICROSOFT_365).validate(path).errors
    assert [str(error) for error in errors] == []
