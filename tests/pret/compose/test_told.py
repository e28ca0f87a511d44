"""Notes set inside a document."""

from __future__ import annotations

from pret.compose.told import illustrated, told
from pret.domain.material import Note
from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import Block, Figure, Gallery, Heading, Paragraph, Picture, Text
from pret.domain.tree_walk import plain

ORIGIN = Origin(OriginKind.FIELD, "notes/billet.md", "", 1)


def _heading(words: str, level: int = 1) -> Heading:
    return Heading(level, (Text(words, ORIGIN),))


def _paragraph(words: str) -> Paragraph:
    return Paragraph((Text(words, ORIGIN),))


def _figure(caption: str) -> Figure:
    picture = Picture("0" * 64, 400, 300, "Dessin")
    return Figure(picture, (Text(caption, ORIGIN),), (), 79.0, ORIGIN)


STORY = (
    _paragraph("Il fait nuit."),
    _heading("Le compteur"),
    _paragraph("Deux compteurs à main, une galerie."),
    _heading("La marche"),
    _paragraph("Les élèves s’assoient dans l’escalier d’honneur."),
)


def _shapes(blocks: tuple[Block, ...]) -> list[str]:
    return [type(block).__name__ for block in blocks]


def test_a_note_loses_the_headings_that_repeat_its_title() -> None:
    note = Note("jour.odt", "Le jour", (_paragraph("Tom"), _heading("Le  Jour"), *STORY))
    words = [
        plain(each.content) for each in told(note, 3, title=False) if isinstance(each, Heading)
    ]
    assert words == ["Le compteur", "La marche"]
    assert _heading("Le  Jour", 3) in told(note, 3, title=True)


def test_a_figure_stands_at_the_end_of_the_section_that_speaks_of_it() -> None:
    blocks = illustrated(STORY, [_figure("Un compteur de la galerie")])
    assert _shapes(blocks) == [
        "Paragraph",
        "Heading",
        "Paragraph",
        "Figure",
        "Heading",
        "Paragraph",
    ]


def test_figures_of_one_section_stand_side_by_side() -> None:
    both = [_figure("L’escalier d’honneur"), _figure("Des élèves assis")]
    blocks = illustrated(STORY, both)
    assert blocks[-1] == Gallery(tuple(both))


def test_a_figure_that_nothing_speaks_of_comes_last() -> None:
    blocks = illustrated(STORY, [_figure("Un minibus")])
    assert _shapes(blocks)[-1] == "Figure"
