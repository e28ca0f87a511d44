"""The gate of accessibility: each fault with its place and its remedy."""

from __future__ import annotations

import pytest

from pret.compose.lint import lint, names_told
from pret.domain.documents import Audience
from pret.domain.people import People, Person, Role
from pret.domain.tree import (
    Block,
    Column,
    Figure,
    Heading,
    Inline,
    Link,
    Origin,
    OriginKind,
    Paragraph,
    Picture,
    Table,
    Text,
)

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
        ("IMG_2031.jpg", "nom de fichier"),
        ("La légende.", "répète la légende"),
        ("mot " * 60, "caractères"),
    ],
)
def test_a_poor_alternative_text_is_told(alt: str, found: str) -> None:
    (problem,) = lint((figure(alt),))
    assert found in problem.found


def test_an_empty_column_title_is_told() -> None:
    row = ((Paragraph(text("a")),), (Paragraph(text("b")),))
    table = Table(
        text("T"), (Column(0.5), Column(0.5)), ((Paragraph(text("A")),), ()), (row,), HERE
    )
    (problem,) = lint((table,))
    assert "colonne 2" in problem.found


def test_a_link_that_says_nothing_is_told() -> None:
    (problem,) = lint((Paragraph((Link("https://exemple.fr", text("ici")),)),))
    assert "https://exemple.fr" in problem.found


def test_somebody_who_may_not_be_named_is_told_in_public_documents_only() -> None:
    hidden = Person(code="P-031", name="Léo M.", role=Role.USER, minor=True)
    people = People(version=1, people=(hidden,))
    blocks = (Paragraph(text("Ce jour-là, Léo\u00a0M. a parlé.")),)
    (problem,) = names_told(blocks, people, Audience.PUBLIC)
    assert (problem.file, problem.line, problem.where) == ("notes/a.md", 7, "P-031")
    assert names_told(blocks, people, Audience.PARTNERS) == ()
