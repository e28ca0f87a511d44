from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import (
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Card,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Quotation,
    Style,
    Styled,
    Text,
)
from pret.domain.tree_document import Document, Status
from pret.render.layout_rules import (
    contents_depth,
    fitted,
    gallery_rows,
    issuer,
    leads,
    opening_pages,
    openings,
    portrait,
    programme_line,
    runs_in,
    told_below,
)

HERE = Origin(OriginKind.NOTE, "notes/day.md", line=3)
DOCUMENT = Document(
    title="Bilan des prototypes",
    subtitle="",
    programme="Le lycée ouvert",
    reference="lycees/closing-seminar/prototype-review",
    day=date(2027, 10, 21),
    day_label="21 octobre 2027",
    status=Status.DRAFT,
    blocks=(),
    organisations=("Conseil régional", "L’Atelier"),
    authors=("L’Atelier",),
)


def paragraph(words: str) -> Paragraph:
    return Paragraph((Text(words, HERE),))


def heading(level: int) -> Heading:
    return Heading(level, (Text("Titre", HERE),))


def figure(width_px: int, height_px: int) -> Figure:
    picture = Picture(f"{width_px}", width_px, height_px, "Une cour.", False, "image/jpeg")
    return Figure(picture, (Text("La cour.", HERE),), (), 79.0, HERE)


@pytest.mark.parametrize(("headings", "depth"), [(42, 2), (43, 1)])
def test_a_long_document_lists_its_chapters_only(headings: int, depth: int) -> None:
    blocks: tuple[Block, ...] = tuple(heading(1 + number % 2) for number in range(headings))
    assert contents_depth(replace(DOCUMENT, blocks=blocks)) == depth


def test_a_programme_is_not_named_beside_a_title_that_repeats_it() -> None:
    assert programme_line(DOCUMENT) == "Le lycée ouvert"
    assert programme_line(replace(DOCUMENT, title="Le Lycée ouvert ")) == ""


def test_the_foot_of_a_page_names_an_organisation_and_never_a_code() -> None:
    assert issuer(DOCUMENT) == "L’Atelier"
    assert issuer(replace(DOCUMENT, authors=())) == "Conseil régional"
    assert issuer(replace(DOCUMENT, authors=(), organisations=())) == "Le lycée ouvert"


def test_only_a_first_level_heading_right_after_a_break_opens_a_chapter() -> None:
    blocks = (heading(1), PageBreak(), heading(1), PageBreak(), heading(2), heading(1))
    assert openings((*blocks, PageBreak(), heading(1), PageBreak())) == {2, 7}


def test_headings_look_alike_where_no_chapter_has_a_page_of_its_own() -> None:
    assert openings((heading(1), PageBreak(), heading(1), paragraph("Suite."))) == frozenset()


def test_a_title_runs_in_when_it_is_short_and_one_paragraph_follows() -> None:
    one = Callout(CalloutKind.INFO, (paragraph("Ouvrir."),), (Text("Conseil", HERE),))
    assert runs_in(one)
    assert not runs_in(replace(one, title=(Text("Un lieu ouvert le soir " * 3, HERE),)))
    assert not runs_in(replace(one, blocks=(*one.blocks, *one.blocks)))
    assert not runs_in(replace(one, blocks=(BulletList(((paragraph("Ouvrir."),),)),)))


def test_a_paragraph_announces_a_list_when_it_ends_with_a_colon() -> None:
    points = BulletList(((paragraph("Ouvrir."),),))
    assert leads(paragraph("On y entre quand\u00a0:"), points)
    assert not leads(paragraph("On y entre."), points)
    assert not leads(paragraph("On y entre quand\u00a0:"), paragraph("Suite."))


def test_words_stay_with_the_small_print_that_tells_their_source() -> None:
    source = Paragraph((Styled(Style.CREDIT, (Text("Entretien E-016", HERE),)),))
    assert leads(Quotation((paragraph("On se lève."),), ()), source)
    assert leads(paragraph("On se lève."), source)
    assert not leads(heading(2), source)
    assert not leads(Quotation((paragraph("On se lève."),), ()), paragraph("Suite."))


def test_the_pictures_of_a_row_are_of_equal_height_and_fit_the_page() -> None:
    (row,) = gallery_rows((figure(400, 300), figure(300, 400)), 2)
    heights = [width * each.picture.height_px / each.picture.width_px for each, width in row]
    assert heights[0] == pytest.approx(heights[1])
    assert sum(width for _, width in row) <= 162


def test_a_last_picture_alone_is_no_wider_than_its_column() -> None:
    rows = list(gallery_rows((figure(400, 300),) * 3, 2))
    assert [len(row) for row in rows] == [2, 1]
    assert rows[1][0][1] <= 79


def test_a_heading_alone_on_its_page_or_with_a_bleeding_picture_opens_on_a_full_page() -> None:
    picture = Picture("0" * 64, 1600, 1200, "Le hall")
    plain_figure = Figure(picture, (), (), 162, HERE)
    bleeding = replace(plain_figure, bleed=True)
    one = Heading(1, (Text("Un", HERE),))
    paragraph = Paragraph(one.content)
    blocks: tuple[Block, ...] = (
        *(PageBreak(), one, bleeding),
        *(PageBreak(), one, plain_figure),
        *(PageBreak(), one, PageBreak()),
        *(paragraph, one, bleeding),
    )
    assert opening_pages(blocks) == {1: bleeding, 7: None}


def test_a_book_lists_its_chapters_and_tells_their_sections_below() -> None:
    def titled(level: int, title: str) -> Heading:
        return Heading(level, (Text(title, HERE),))

    card = Card(titled(2, "La cabane"), ())
    blocks = (PageBreak(), titled(1, "Un"), PageBreak(), titled(2, "Le hall"), titled(3, "Détail"))
    book = (*blocks, card, titled(1, "Deux"), titled(2, "La cour"))
    assert contents_depth(replace(DOCUMENT, blocks=book)) == 1
    assert contents_depth(replace(DOCUMENT, blocks=book[3:])) == 2
    assert told_below(book, 1) == ("Le hall", "La cabane")


def test_a_portrait_is_a_picture_without_caption_that_comes_first() -> None:
    bare = Figure(Picture("0" * 64, 900, 1200, "Une femme"), (), (), 28, HERE)
    captioned = replace(bare, caption=(Text("Le hall", HERE),))
    words = Paragraph((Text("Elle compte.", HERE),))
    assert portrait((bare, words)) is bare
    assert portrait((captioned, words)) is None
    assert portrait((words, bare)) is None
    assert portrait(()) is None


def test_the_first_three_photos_after_a_break_of_a_book_may_be_set_smaller() -> None:
    photo = Figure(Picture("a", 2400, 1800, "Une cour"), (), (), 162, HERE)
    chart = replace(photo, picture=replace(photo.picture, media_type="image/svg+xml"))
    chapter: tuple[Block, ...] = (PageBreak(), heading(1), PageBreak())
    blocks = (*chapter, photo, chart, photo, photo, photo, PageBreak(), photo)
    assert fitted(blocks) == {3, 5, 6, 9}
    bleeding = (PageBreak(), heading(1), replace(photo, bleed=True), photo)
    assert fitted(bleeding) == {3}
    assert fitted((PageBreak(), photo)) == frozenset()
