"""The gate of accessibility: each fault with its place and its remedy."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pret.compose.lint import lint, names_told
from pret.domain.documents import Audience
from pret.domain.origins import Origin, OriginKind
from pret.domain.people import People, Person, Role
from pret.domain.tree import (
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Card,
    Column,
    Figure,
    Footnote,
    Foreign,
    Heading,
    Inline,
    Landscape,
    Link,
    Paragraph,
    Picture,
    Quotation,
    Style,
    Styled,
    Table,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Origin(OriginKind.NOTE, "notes/a.md", "", 7)


def text(words: str) -> tuple[Inline, ...]:
    return (Text(words, HERE),)


def figure(alt: str, caption: str = "La légende.") -> Figure:
    return Figure(Picture("0" * 64, 4, 3, alt), text(caption), text("© A"), 80, HERE)


def test_a_sound_document_has_no_fault() -> None:
    blocks: tuple[Block, ...] = (
        Heading(1, text("Un")),
        Heading(2, text("Deux")),
        figure("Une cour vide sous la pluie"),
        Paragraph((Link("https://exemple.fr", text("le site du programme")),)),
    )
    assert lint(blocks) == ()


def test_a_skipped_level_is_told_with_its_line() -> None:
    (problem,) = lint((Heading(1, text("Un")), Heading(3, text("Trois"))))
    assert (problem.file, problem.line) == ("notes/a.md", 7)
    assert "niveau 3 après un titre de niveau 1" in problem.found


@pytest.mark.parametrize(
    ("alt", "found"),
    [
        ("", "texte alternatif absent"),
        (" . ", "texte alternatif absent"),
        ("IMG_2031.jpg", "nom de fichier"),
        ("IMG_2031", "nom de fichier"),
        ("plan-du-hall.svg", "nom de fichier"),
        ("La légende.", "répète la légende"),
        ("« la  légende »", "répète la légende"),
        ("LA\u00a0LÉGENDE", "répète la légende"),
        ("Photo de la cour", "commence par « photo de »"),
        ("Une image représentant la cour", "commence par « une image représentant »"),
        ("mot " * 60, "caractères"),
    ],
)
def test_a_poor_alternative_text_is_told(alt: str, found: str) -> None:
    (problem,) = lint((figure(alt),))
    assert found in problem.found
    assert problem.remedy
    assert (problem.file, problem.line) == ("notes/a.md", 7)


@pytest.mark.parametrize("alt", ["Dessin d’une cour", "Photographe au travail", "Imagerie"])
def test_what_tells_how_the_picture_was_made_is_no_fault(alt: str) -> None:
    assert lint((figure(alt),)) == ()


def test_a_decorative_picture_needs_no_text() -> None:
    bare = figure("")
    assert lint((replace(bare, picture=replace(bare.picture, decorative=True)),)) == ()


def test_headings_are_followed_into_cards_and_landscape_pages() -> None:
    card = Card(Heading(2, text("Carte")), (Heading(4, text("Trop bas")),))
    blocks: tuple[Block, ...] = (Heading(1, text("Un")), card, Landscape((Heading(4, text("X")),)))
    (problem,) = lint(blocks)
    assert problem.where == "Trop bas"
    (first,) = lint((Landscape((Heading(2, text("Deux")),)),))
    assert "le premier titre est de niveau 2" in first.found


def test_an_empty_heading_is_told() -> None:
    (problem,) = lint((Heading(1, text("  ")),))
    assert "un titre est vide" in problem.found


def table(*titles: str, origin: Origin = HERE, caption: str = "T") -> Table:
    cells = tuple((Paragraph(text(title)),) if title else () for title in titles)
    columns = tuple(Column(1 / len(titles)) for _ in titles)
    return Table(text(caption), columns, cells, (cells,), origin)


@pytest.mark.parametrize(
    ("titles", "found"),
    [
        (("A", ""), "la colonne 2 n’a pas de titre"),
        (("", ""), "pas de ligne de titres"),
        (("Nom", "Date", "nom "), "deux colonnes s’appellent « nom »"),
    ],
)
def test_a_poor_header_row_is_told(titles: tuple[str, ...], found: str) -> None:
    (problem,) = lint((table(*titles),))
    assert found in problem.found
    assert (problem.file, problem.line, problem.where) == ("notes/a.md", 7, "T")


def test_a_table_without_a_line_is_told_where_its_titles_were_written() -> None:
    (problem,) = lint((table("A", "", origin=Origin(OriginKind.NOTE, "notes/b.md")),))
    assert (problem.file, problem.line) == ("notes/a.md", 7)


def link(words: str, target: str = "https://exemple.fr") -> Link:
    return Link(target, text(words))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ici", "ne dit rien"),
        ("Lire la suite…", "ne dit rien"),
        ("En savoir plus !", "ne dit rien"),
        ("https://exemple.fr/page", "est une adresse"),
        ("  ", "n’a pas d’intitulé"),
    ],
)
def test_a_link_that_says_nothing_is_told(words: str, found: str) -> None:
    (problem,) = lint((Paragraph((link(words),)),))
    assert found in problem.found
    assert problem.line == 7


@pytest.mark.parametrize(
    "place",
    [
        lambda one: Paragraph((Foreign("en", (one,)),)),
        lambda one: Paragraph((Text("a", HERE), Footnote((Paragraph((one,)),)))),
        lambda one: replace(table("A"), body=(((Paragraph((one,)),),),)),
        lambda one: replace(figure("Une cour"), caption=(one,)),
        lambda one: replace(figure("Une cour"), credit=(Styled(Style.CREDIT, (one,)),)),
        lambda one: Quotation((Paragraph(text("a")),), (one,)),
        lambda one: Callout(CalloutKind.KEY, (Paragraph(text("a")),), (one,)),
        lambda one: BulletList(((Paragraph((one,)),),)),
    ],
)
def test_links_are_looked_for_everywhere(place: Callable[[Link], Block]) -> None:
    assert lint((place(link("le site du programme")),)) == ()
    (problem,) = lint((place(link("ici")),))
    assert "https://exemple.fr" in problem.found


def test_the_same_words_may_not_lead_to_two_places() -> None:
    twice = Paragraph((link("le rapport"), link("Le rapport.")))
    assert lint((twice,)) == ()
    (problem,) = lint((twice, Paragraph((link("le rapport", "https://ailleurs.fr"),))))
    assert "https://exemple.fr et à https://ailleurs.fr" in problem.found


def test_an_address_of_the_post_may_be_shown() -> None:
    assert lint((Paragraph((link("a@exemple.fr", "mailto:a@exemple.fr"),)),)) == ()


def test_somebody_who_may_not_be_named_is_told_in_public_documents_only() -> None:
    hidden = Person(code="P-031", name="Léo M.", role=Role.USER, minor=True)
    people = People(version=1, people=(hidden,))
    blocks = (Paragraph(text("Ce jour-là, Léo\u00a0M. a parlé.")),)
    (problem,) = names_told(blocks, people, Audience.PUBLIC)
    assert (problem.file, problem.line, problem.where) == ("notes/a.md", 7, "P-031")
    assert names_told(blocks, people, Audience.PARTNERS) == ()
