"""Markdown as people write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import (
    BulletList,
    CodeBlock,
    Foreign,
    Heading,
    Link,
    NumberedList,
    Paragraph,
    Quotation,
    Style,
    Styled,
    Table,
    Text,
)
from pret.domain.tree_walk import plain, walk
from pret.markdown import read_markdown


def test_every_kind_of_block_is_read() -> None:
    blocks = read_markdown(
        "# Titre\n\nTexte.\n\n- a\n- b\n\n2. c\n3. d\n\n> cité\n\n```\ncode\n```\n\n"
        "| A | B |\n|---|--:|\n| 1 | 2 |\n",
        "notes/a.md",
    )
    kinds = [Heading, Paragraph, BulletList, NumberedList, Quotation, CodeBlock, Table]
    assert [type(block) for block in blocks] == kinds
    assert blocks[3] == NumberedList(blocks[3].items, 2)  # type: ignore[union-attr]


def test_each_text_remembers_its_line() -> None:
    blocks = read_markdown("# Un\n\nDeux.\n", "notes/a.md", first_line=10)
    lines = [
        block.content[0].origin.line  # type: ignore[union-attr]
        for block in blocks
        if isinstance(block, (Heading, Paragraph))
    ]
    assert lines == [10, 12]


def test_emphasis_and_links_are_kept() -> None:
    (block,) = read_markdown("Un *mot* **fort** et [le site](https://a.fr).", "a.md")
    assert isinstance(block, Paragraph)
    styles = [each.style for each in block.content if isinstance(each, Styled)]
    assert styles == [Style.EMPHASIS, Style.STRONG]
    assert [each.target for each in block.content if isinstance(each, Link)] == ["https://a.fr"]


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"]
)
def test_a_dangerous_link_becomes_plain_text(target: str) -> None:
    (block,) = read_markdown(f"[clic]({target})", "a.md")
    assert isinstance(block, Paragraph)
    assert not any(isinstance(each, Link) for each in block.content)


def test_raw_html_is_text() -> None:
    (block,) = read_markdown("<script>alert(1)</script> et <b>gras</b>", "a.md")
    assert isinstance(block, Paragraph)
    assert plain(block.content) == "<script>alert(1)</script> et <b>gras</b>"


def test_a_picture_of_a_note_is_dropped() -> None:
    assert read_markdown("![secret](/etc/passwd)", "a.md") == ()


@pytest.mark.parametrize(
    "attack", ["[" * 20000, ">" * 5000, "`" * 3000, "*a_" * 5000, "[a](" * 5000, "- " * 3000]
)
def test_a_text_made_to_choke_readers_is_read(attack: str) -> None:
    assert isinstance(read_markdown(attack, "a.md"), tuple)


@given(st.text(max_size=200))
def test_whatever_is_typed_is_read(typed: str) -> None:
    for block in walk(read_markdown(typed, "a.md")):
        assert block is not None


def test_a_passage_in_another_language_is_marked_and_keeps_its_marks_and_its_line() -> None:
    (block,) = read_markdown("Un\n[*learning* by [doing](https://a.en)]{en}, dit-on.", "a.md")
    assert isinstance(block, Paragraph)
    (passage,) = [each for each in block.content if isinstance(each, Foreign)]
    assert passage.language == "en"
    assert plain(passage.content) == "learning by doing"
    assert [type(each) for each in passage.content] == [Styled, Text, Link]
    assert plain(block.content) == "Un learning by doing, dit-on."
    (regional,) = read_markdown("[Guten Tag]{de-AT}", "a.md")
    assert regional == Paragraph((Foreign("de-AT", (Text("Guten Tag", passage_origin()),)),))


def passage_origin() -> Origin:
    return Origin(OriginKind.NOTE, "a.md", "", 1)


@pytest.mark.parametrize(
    "typed",
    [
        "[mot]{ok?}",
        "[mot]{anglais}",
        "[mot] {en}",
        "[]{en}",
        "un tableau t[i]{",
        "[mot]{EN}",
        "mot]{en}",
        "[mot{en}",
    ],
)
def test_what_only_looks_like_a_passage_stays_as_it_was_typed(typed: str) -> None:
    (block,) = read_markdown(typed, "a.md")
    assert isinstance(block, Paragraph)
    assert plain(block.content) == typed


def test_thousands_of_brackets_take_no_time_to_speak_of() -> None:
    (block,) = read_markdown("[" * 3000 + "mot" + "]{en}" * 3000, "a.md")
    assert "mot" in plain(block.content)  # type: ignore[union-attr]
