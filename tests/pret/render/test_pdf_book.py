"""The PDF of a book: chapters that open on a full page."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import (
    Block,
    Card,
    Figure,
    Gallery,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Quotation,
    Style,
    Styled,
    Text,
)
from pret.domain.tree_document import Document, Logo, Status
from pret.render.pdf import PdfWriter
from pret.render.theme import Theme

TEMPLATES = Path(__file__).parents[3] / "templates"
THEME = Theme.load(TEMPLATES / "theme.yaml")
HERE = Origin(OriginKind.TEMPLATE, "documents/essai.md.j2")
A4_PT = (595.28, 841.89)
LEAST_PX_PER_INCH = 199.9


def photo(width_px: int, height_px: int) -> tuple[Picture, bytes]:
    held = io.BytesIO()
    Image.new("RGB", (width_px, height_px), (120, 150, 140)).save(held, "JPEG")
    content = held.getvalue()
    key = hashlib.sha256(content).hexdigest()
    return Picture(key, width_px, height_px, "Une cour vide"), content


def paragraph(words: str) -> Paragraph:
    return Paragraph((Text(words, HERE),))


def opening(title: str, picture: Picture | None) -> tuple[Block, ...]:
    heading = Heading(1, (Text(title, HERE),))
    if picture is None:
        return (PageBreak(), heading, PageBreak())
    words = ((Text("La cour", HERE),), (Text("© A. B.", HERE),))
    return (PageBreak(), heading, Figure(picture, *words, 162, HERE, bleed=True))


def book(*blocks: Block) -> Document:
    return Document(
        title="Le lycée ouvert",
        subtitle="",
        programme="Le lycée ouvert",
        reference="lycees/closure/booklet",
        day=date(2028, 6, 16),
        day_label="16 juin 2028",
        status=Status.IN_REVIEW,
        blocks=blocks,
    )


@dataclass(frozen=True)
class Drawn:
    """A picture as drawn on a page, in points from the page's lower left corner."""

    width_px: int
    left: float
    right: float
    bottom: float
    top: float

    @property
    def px_per_inch(self) -> float:
        return self.width_px / (self.right - self.left) * 72


def drawn_pictures(page: pikepdf.Page) -> list[Drawn]:
    """Return the pictures of a page where its content puts them."""
    found, stack, here = [], [], pikepdf.Matrix()
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q":
                stack.append(here)
            case "Q":
                here = stack.pop()
            case "cm":
                here = pikepdf.Matrix(*(float(each) for each in operands)) @ here
            case "Do":
                image = page.resources["/XObject"][str(operands[0])]
                (left, bottom), (right, top) = here.transform((0, 0)), here.transform((1, 1))
                low, high = min(bottom, top), max(bottom, top)
                found.append(Drawn(int(image["/Width"]), left, right, low, high))
            case _:
                pass
    return found


def structure(node: pikepdf.Object) -> list[tuple[str, str]]:
    """Return the kind and the alternative text of each element of the structure, in order."""
    if isinstance(node, pikepdf.Array):
        return [each for item in node for each in structure(item)]
    if not isinstance(node, pikepdf.Dictionary):
        return []
    own = [(str(node["/S"]), str(node.get("/Alt", "")))] if "/S" in node else []
    return own + (structure(node["/K"]) if "/K" in node else [])


LARGE, LARGE_BYTES = photo(2240, 1680)
WIDE, WIDE_BYTES = photo(2240, 900)
UPRIGHT, UPRIGHT_BYTES = photo(1680, 2240)
SMALL, SMALL_BYTES = photo(800, 600)
PICTURES = {
    LARGE.key: LARGE_BYTES,
    WIDE.key: WIDE_BYTES,
    UPRIGHT.key: UPRIGHT_BYTES,
    SMALL.key: SMALL_BYTES,
}


def test_each_opening_takes_one_page_and_what_follows_starts_the_next(
    writer: PdfWriter, pdf_faults: Callable[[bytes], list[str]]
) -> None:
    made = writer.write(
        book(
            paragraph("avant"),
            *(*opening("Les terrains", LARGE), Heading(2, (Text("Le hall", HERE),))),
            *(*opening("Sans image", None), paragraph("b")),
            *(*opening("Petite image", SMALL), paragraph("c"), PageBreak()),
            *(Heading(1, (Text("Colophon", HERE),)), paragraph("d")),
        ),
        PICTURES,
    )
    assert made.heading_pages == (2, 3, 4, 6, 8)
    assert pdf_faults(made.content) == []
    with pikepdf.open(io.BytesIO(made.content)) as opened, opened.open_outline() as outline:
        assert len(opened.pages) == 8
        titles = [item.title for item in outline.root]
    assert titles == ["1 Les terrains", "2 Sans image", "3 Petite image", "Colophon"]


def test_an_opening_is_read_as_its_heading_then_its_figure_with_its_text(
    writer: PdfWriter,
) -> None:
    made = writer.write(book(*opening("Les terrains", LARGE), paragraph("a")), PICTURES)
    with pikepdf.open(io.BytesIO(made.content)) as opened:
        found = structure(opened.Root["/StructTreeRoot"]["/K"])
    kinds = [kind for kind, _ in found]
    after = kinds[kinds.index("/H1") :]
    assert after.count("/Figure") == after.count("/Caption") == 1
    assert [alt for kind, alt in found if kind == "/Figure"] == ["Une cour vide"]


@pytest.mark.parametrize("picture", [LARGE, WIDE, UPRIGHT])
def test_a_picture_with_points_enough_fills_its_page_to_three_edges(
    writer: PdfWriter, picture: Picture
) -> None:
    made = writer.write(book(*opening("Un", picture), paragraph("a")), PICTURES)
    with pikepdf.open(io.BytesIO(made.content)) as opened:
        (drawn,) = drawn_pictures(opened.pages[1])
    assert drawn.left <= 0.1
    assert drawn.right >= A4_PT[0] - 0.1
    assert drawn.top >= A4_PT[1] - 0.1
    assert drawn.px_per_inch >= LEAST_PX_PER_INCH


def test_a_picture_with_few_points_is_printed_small_and_never_blown_up(writer: PdfWriter) -> None:
    made = writer.write(book(*opening("Un", SMALL), paragraph("a")), PICTURES)
    with pikepdf.open(io.BytesIO(made.content)) as opened:
        (drawn,) = drawn_pictures(opened.pages[1])
    assert drawn.left > 60
    assert drawn.px_per_inch >= LEAST_PX_PER_INCH


def test_a_picture_that_bleeds_elsewhere_is_a_figure_like_any_other(writer: PdfWriter) -> None:
    figure = replace(opening("", LARGE)[2], bleed=True)
    made = writer.write(book(paragraph("a"), figure, paragraph("b")), PICTURES)
    with pikepdf.open(io.BytesIO(made.content)) as opened:
        assert len(opened.pages) == 1
        (drawn,) = drawn_pictures(opened.pages[0])
    assert drawn.right < A4_PT[0] - 60


def test_portraits_stand_small_and_upright_beside_the_words(
    writer: PdfWriter, pdf_faults: Callable[[bytes], list[str]]
) -> None:
    face = Figure(SMALL, (), (Text("© A. B.", HERE),), 28, HERE)
    name = Heading(2, (Text("Ana Roux", HERE),))
    words = paragraph("Elle commence par compter les chaises. " * 4)
    chapter = (*opening("L’équipe", None), Card(name, (face, words)), Quotation((face, words)))
    made = writer.write(replace(book(*chapter), contents=True, cover=True), PICTURES)
    assert pdf_faults(made.content) == []
    with pikepdf.open(io.BytesIO(made.content)) as opened:
        drawn = drawn_pictures(opened.pages[4])
    assert len(drawn) == 2
    for each in drawn:
        # Cropped to 28 mm by 37.3 mm: its height is shown whole, in points.
        assert each.top - each.bottom == pytest.approx(28 * 4 / 3 / 25.4 * 72, abs=0.2)


def test_small_print_at_the_end_of_a_document_with_a_cover_opens_no_page(
    writer: PdfWriter, pdf_faults: Callable[[bytes], list[str]]
) -> None:
    mention = Paragraph((Styled(Style.CREDIT, (Text("En couverture : le hall.", HERE),)),))
    title = Heading(1, (Text("Un", HERE),))

    def page_count(*blocks: Block) -> int:
        made = writer.write(replace(book(title, *blocks), contents=True, cover=True), {})
        assert pdf_faults(made.content) == []
        with pikepdf.open(io.BytesIO(made.content)) as opened:
            return len(opened.pages)

    line = paragraph("Une ligne.")
    counts = {lines: page_count(*[line] * lines) for lines in range(30, 42, 2)}
    assert set(counts.values()) == {3, 4}  # the page is filled between the first and the last
    assert {lines: page_count(*[line] * lines, mention) for lines in counts} == counts


def test_a_book_has_a_half_title_and_its_chapters_in_its_contents(
    writer: PdfWriter, pdf_faults: Callable[[bytes], list[str]]
) -> None:
    section = Heading(2, (Text("Le hall", HERE),))
    chapter = (*opening("Les terrains", LARGE), section, paragraph("a"))
    made = writer.write(replace(book(*chapter), contents=True, cover=True), PICTURES)
    assert made.heading_pages == (4, 5)
    assert pdf_faults(made.content) == []


def test_a_book_ends_on_its_partners_logos(writer: PdfWriter) -> None:
    blocks = (*opening("Le récit", None), paragraph("Suite."))
    signed = replace(book(*blocks), logos=(Logo("Région", SMALL), Logo("Académie", WIDE)))
    for document, count in (
        (signed, 2),
        (book(*blocks), 0),
        (replace(signed, blocks=blocks[3:]), 0),
    ):
        made = writer.write(document, PICTURES).content
        with pikepdf.open(io.BytesIO(made)) as pdf:
            drawn = drawn_pictures(pdf.pages[-1])
        below = [each for each in drawn if each.top < A4_PT[1] / 4]
        assert len(below) == count


def height_on_each_page(content: bytes) -> list[float]:
    """Return the height of the picture on each page after the opening, in points; 0 for none."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        drawn = [drawn_pictures(page) for page in pdf.pages]
    return [each[0].top - each[0].bottom if each else 0 for each in drawn[2:]]


def test_a_photo_of_a_book_is_set_smaller_to_end_a_page_or_goes_to_the_next_one_whole(
    writer: PdfWriter, pdf_faults: Callable[[bytes], list[str]]
) -> None:
    shown = Figure(LARGE, (Text("Le hall", HERE),), (), 162, HERE)
    section = Heading(2, (Text("Le hall", HERE),))
    whole = 162 * 3 / 4 / 25.4 * 72
    seen = set()
    for lines in range(10, 28, 2):
        before = [paragraph("Une ligne.")] * lines
        made = writer.write(book(*opening("Un", None), *before, section, shown), PICTURES)
        heights = height_on_each_page(made.content)
        assert sum(map(bool, heights)) == 1
        drawn = heights[made.heading_pages[-1] - 3]  # on the page of its heading
        assert 0.54 * whole < drawn < whole + 1
        if len(heights) == 2:
            assert drawn == pytest.approx(whole, abs=0.2)
        seen.add((len(heights), drawn < whole - 1))
    assert seen == {(1, False), (1, True), (2, False)}
    assert pdf_faults(made.content) == []


def test_a_photo_of_a_document_that_is_no_book_keeps_its_size(writer: PdfWriter) -> None:
    shown = Figure(LARGE, (Text("Le hall", HERE),), (), 162, HERE)
    blocks = (*[paragraph("Une ligne.")] * 22, shown)
    made = writer.write(book(paragraph("a"), PageBreak(), paragraph("b"), *blocks), PICTURES)
    assert height_on_each_page(made.content) == [pytest.approx(162 * 3 / 4 / 25.4 * 72, abs=0.2)]


def test_text_goes_on_where_photos_side_by_side_have_no_room(
    writer: PdfWriter, pdf_faults: Callable[[bytes], list[str]]
) -> None:
    one = Figure(LARGE, (Text("Le hall", HERE),), (), 77, HERE)
    section = Heading(2, (Text("Suite", HERE),))
    lines = [paragraph("Une ligne.")] * 27
    photos = Gallery((one, replace(one, picture=UPRIGHT)))
    blocks = (*opening("Un", None), *lines, photos, section, paragraph("b"))
    made = writer.write(book(*blocks), PICTURES)
    assert made.heading_pages == (2, 3)
    assert [bool(height) for height in height_on_each_page(made.content)] == [False, True]
    assert pdf_faults(made.content) == []
    below = writer.write(book(*blocks[:-2]), PICTURES)  # nothing follows: nothing to fill
    assert [bool(height) for height in height_on_each_page(below.content)] == [False, True]
