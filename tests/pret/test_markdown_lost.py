"""What Markdown leaves out is told, with its line."""

from __future__ import annotations

import pytest

from pret.domain.tree import Link, Paragraph
from pret.domain.tree_walk import plain
from pret.markdown import MOST_NESTING, read_markdown
from pret.markdown_lost import lost_text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Un ![mur](mur.jpg) gris", "image non reprise : « mur »."),
        ("[ici](ftp://a.fr)", "adresse non reprise : « ftp://a.fr »."),
        ("[ici](https://a.fr 'bulle')", "le titre d’un lien n’est pas repris : « bulle »."),
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", "cases en trop, non reprises : « 3 »."),
        ("> | a |\n> |---|\n> | 1 | 2 |", "cases en trop, non reprises : « 2 »."),
        ("```\u0020deux mots\nx\n```", "« deux mots », après les accents graves"),
        (">" * (MOST_NESTING + 1) + " mot", "texte imbriqué sur plus de"),
        ("- " * MOST_NESTING + "mot", "texte imbriqué sur plus de"),
    ],
)
def test_what_is_left_out_is_told_with_its_line(typed: str, told: str) -> None:
    ((line, _, found, remedy),) = lost_text(f"Un mot.\n\n{typed}\n")
    assert line == (5 if "cases" in told else 3)
    assert told in found
    assert remedy


@pytest.mark.parametrize(
    "typed",
    [
        "# Un *mot* `code` [ici](https://a.fr) ~~non~~ <b>",
        "| a | b |\n|---|---|\n| 1 | 2 |\n| 1 \\| 1 |\n| 3 |",
        "```python\nx\n```\n\n***\n\n- a\n  - b",
        ">" * (MOST_NESTING - 2) + " mot",
    ],
)
def test_what_is_kept_is_told_of_nothing(typed: str) -> None:
    assert lost_text(typed) == ()


def test_titles_of_a_table_without_rows_are_kept_as_words() -> None:
    (block,) = read_markdown("| Quai | Banc |\n|---|---|\n", "a.md")
    assert isinstance(block, Paragraph)
    assert plain(block.content) == "Quai Banc"


def test_what_looks_like_the_definition_of_a_link_is_text() -> None:
    (block,) = read_markdown("[Marie]: bonjour", "a.md")
    assert isinstance(block, Paragraph)
    assert plain(block.content) == "[Marie]: bonjour"


def test_a_link_that_says_nothing_shows_its_address() -> None:
    (block,) = read_markdown("[](https://a.fr)", "a.md")
    assert isinstance(block, Paragraph)
    (link,) = block.content
    assert isinstance(link, Link)
    assert (link.target, plain(link.content)) == ("https://a.fr", "https://a.fr")
