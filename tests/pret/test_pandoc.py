"""Word, ODT and HTML files read into the tree: what passes, what is mended, what is left out."""

from __future__ import annotations

import contextlib
import io
import json
import os
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument

from pret.domain.origins import OriginKind
from pret.domain.tree import (
    Block,
    BulletList,
    Code,
    CodeBlock,
    Footnote,
    Heading,
    LineBreak,
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
from pret.errors import UnreadableFileError
from pret.failures import ToolFailedError, ToolLimitError
from pret.pandoc import office_json, office_tree, pandoc_version, read_office, run_pandoc
from pret.pandoc.tidy import compacted


@pytest.fixture
def real_posts() -> Path:
    """Posts of the lab's own blog; the test that needs them skips without them."""
    root = Path(__file__).parents[2]
    folder = Path(os.environ.get("PRET_REAL") or root.parent / "shared" / "real") / "posts"
    if not folder.is_dir():
        pytest.skip(f"real posts are not in {folder} (PRET_REAL)")
    return folder


def html(text: str) -> tuple[Block, ...]:
    return read_office(text.encode(), "html", "notes/a.html")


def word(*fill: str) -> bytes:
    document = docx.Document()
    for line in fill:
        _write(document, line)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _write(document: WordDocument, line: str) -> None:
    """Write a line; `**` before it sets it in bold, `#` makes it a real heading."""
    if line.startswith("#"):
        document.add_heading(line.lstrip("# "), len(line) - len(line.lstrip("#")))
    elif line.startswith("**"):
        document.add_paragraph().add_run(line[2:]).bold = True
    else:
        document.add_paragraph(line)


def read_word(*fill: str) -> tuple[Block, ...]:
    return read_office(word(*fill), "docx", "notes/a.docx")


def outline(blocks: Sequence[Block]) -> list[str]:
    """Return headings as « 1 Title », lists as « - a / b », paragraphs as their text."""
    told: list[str] = []
    for block in blocks:
        match block:
            case Heading(level, content):
                told.append(f"{level} {plain(content)}")
            case BulletList(items):
                told.append("- " + " / ".join(plain(item[0].content) for item in items))
            case Paragraph(content):
                told.append(plain(content))
            case _:
                told.append(type(block).__name__)
    return told


def test_each_text_knows_its_file_and_the_rank_of_its_block() -> None:
    blocks = html("<h1>Titre</h1><p>Un <b>deux</b></p>")
    assert isinstance(blocks[1], Paragraph)
    first = blocks[1].content[0]
    assert isinstance(first, Text)
    assert (first.origin.kind, first.origin.file) == (OriginKind.NOTE, "notes/a.html")
    assert (first.origin.path, first.origin.line) == ("bloc 2", None)


def test_marks_of_text_pass_and_attributes_do_not() -> None:
    blocks = html(
        '<p class="x" onclick="y">a <em>b</em> <u>c</u> <sup>d</sup> <span style="z">e</span> '
        "<code>f</code><br>g <del>h</del></p>"
    )
    assert isinstance(blocks[0], Paragraph)
    content = blocks[0].content
    assert [one.style for one in content if isinstance(one, Styled)] == [
        Style.EMPHASIS,
        Style.SUPERSCRIPT,
        Style.STRIKEOUT,
    ]
    assert any(isinstance(one, Code) and one.value == "f" for one in content)
    assert any(isinstance(one, LineBreak) for one in content)
    assert plain(content) == "a b c d e f g h"
    assert "onclick" not in repr(blocks)


@pytest.mark.parametrize(
    ("target", "passes"),
    [
        ("https://exemple.fr/a", True),
        ("mailto:a@b.fr", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("#ancre", False),
        ("../secret.html", False),
        ("data:text/html,x", False),
    ],
)
def test_links_lead_only_to_the_web_and_to_mail(target: str, passes: bool) -> None:
    (block,) = html(f'<p><a href="{target}">ici</a></p>')
    assert isinstance(block, Paragraph)
    assert plain(block.content) == "ici"
    assert any(isinstance(one, Link) for one in block.content) is passes


def test_scripts_frames_and_pictures_do_not_pass_and_pictures_are_told() -> None:
    page = "<p>a<script>x()</script><img src='/etc/passwd'></p><iframe src='http://x'></iframe>"
    converted = office_tree(office_json(page.encode(), "html", "a"), "html", "a")
    assert outline(converted.blocks) == ["a"]
    assert converted.lost == ("images non reprises : 1. Déposez-les dans « photos/ ».",)


def test_lists_quotations_code_and_definitions_are_kept() -> None:
    blocks = html(
        "<ol start=3><li>a</li></ol><blockquote><p>b</p></blockquote><pre>c\nd</pre>"
        "<dl><dt>e</dt><dd>f</dd></dl><hr>"
    )
    kinds = [type(block) for block in blocks]
    assert kinds == [NumberedList, Quotation, CodeBlock, Paragraph, Paragraph]
    assert isinstance(blocks[0], NumberedList)
    assert blocks[0].start == 3


def test_a_regular_table_is_kept_and_its_header_has_no_empty_cell() -> None:
    (block,) = html("<table><tr><th></th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>")
    assert isinstance(block, Table)
    assert [outline(cell) for cell in block.head] == [["Colonne 1"], ["B"]]
    assert [[outline(cell) for cell in row] for row in block.body] == [[["1"], ["2"]]]
    assert sum(column.share for column in block.columns) == 1


def test_a_table_with_merged_cells_gives_its_text_and_is_told() -> None:
    page = "<table><tr><td colspan=2>a</td></tr><tr><td>b</td><td>c</td></tr></table>"
    converted = office_tree(office_json(page.encode(), "html", "a"), "html", "a")
    assert outline(converted.blocks) == ["a", "b", "c"]
    assert "cases fusionnées" in converted.lost[0]


def test_a_heading_inside_a_list_is_a_bold_paragraph() -> None:
    (block,) = html("<ul><li><h3>a</h3>b</li></ul>")
    assert not any(isinstance(inner, Heading) for inner in walk((block,)))


def test_levels_of_headings_start_at_one_and_skip_none() -> None:
    blocks = html("<h2>a</h2><h5>b</h5><h6>c</h6><h5>d</h5><h2>e</h2><p>f</p>")
    assert outline(blocks) == ["1 a", "2 b", "3 c", "2 d", "1 e", "f"]


def test_a_heading_above_the_first_level_comes_back_to_it() -> None:
    levels = [3, 2, 4, 1]
    compact = compacted([Heading(level, ()) for level in levels])
    assert [block.level for block in compact if isinstance(block, Heading)] == [1, 1, 2, 1]


def test_bold_lines_of_word_are_headings_below_the_last_real_one() -> None:
    blocks = read_word("# Lundi", "**Le hall", "On y passe.", "**Attention.", "**La fin")
    assert outline(blocks) == ["1 Lundi", "2 Le hall", "On y passe.", "Attention.", "La fin"]


def test_bullets_typed_in_word_are_lists() -> None:
    blocks = read_word(
        "Vu :", "• un banc", "•\tdeux bancs", "", "- a", "– b", "— Bonjour", "- seul"
    )
    assert outline(blocks) == ["Vu :", "- un banc / deux bancs", "- a / b", "— Bonjour", "- seul"]


def test_bullets_typed_with_forced_lines_are_lists_too() -> None:
    blocks = html("<p>Vu :<br>• un banc<br>• deux bancs</p>")
    assert outline(blocks) == ["Vu :", "- un banc / deux bancs"]


def test_empty_paragraphs_of_word_are_dropped() -> None:
    assert outline(read_word("a", "", "   ", "\u00a0", "b")) == ["a", "b"]


def test_the_title_and_subtitle_of_word_are_not_lost() -> None:
    document = docx.Document()
    document.add_paragraph("Carnet", style="Title")
    document.add_paragraph("Première semaine", style="Subtitle")
    document.add_heading("Lundi", 1)
    document.add_paragraph("Pluie.")
    saved = io.BytesIO()
    document.save(saved)
    blocks = read_office(saved.getvalue(), "docx", "a.docx")
    assert outline(blocks) == ["1 Carnet", "Première semaine", "2 Lundi", "Pluie."]


def test_footnotes_are_kept() -> None:
    odt = run_pandoc(("-f", "markdown", "-t", "odt", "-o", "-"), b"a[^1]\n\n[^1]: b\n")
    (block,) = read_office(odt, "odt", "a.odt")
    assert isinstance(block, Paragraph)
    assert isinstance(block.content[1], Footnote)
    assert outline(block.content[1].blocks) == ["b"]


def test_a_file_that_pandoc_cannot_read_is_refused_in_french() -> None:
    with pytest.raises(UnreadableFileError, match="fichier docx illisible"):
        read_office(b"PK\x03\x04rien", "docx", "notes/a.docx")


@pytest.mark.parametrize("mark", ["<ul><li>", "<b><i>", "<blockquote>", "<dl><dt>a<dd>", "<div>"])
def test_marks_left_open_by_hundreds_are_refused_at_once(mark: str) -> None:
    with pytest.raises(UnreadableFileError, match="trop imbriqué"):
        html(mark * 300 + "x")


def test_twenty_lists_left_open_are_read() -> None:
    assert html("<ul><li>" * 20 + "x") != ()


def test_characters_that_reverse_or_hide_text_are_taken_out_and_told_with_their_place() -> None:
    page = "<p>un</p><p>a\u202eb<code>c\u2066</code></p><ul><li>d\ufeff</li></ul>".encode()
    tree = office_json(page, "html", "a.html")
    converted = office_tree(tree, "html", "a.html")
    assert "\u202e" not in repr(converted.blocks)
    (told,) = converted.lost
    assert told.startswith("caractère invisible retiré : U+202E, U+2066, U+FEFF (bloc 2, bloc 3).")


@pytest.mark.parametrize("sign", ["\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060"])
def test_an_invisible_character_that_means_something_is_kept(sign: str) -> None:
    assert outline(html(f"<p>a{sign}b</p>")) == [f"a{sign}b"]
    assert outline(html("<p>\U0001f469\u200d\U0001f467</p>")) == ["\U0001f469\u200d\U0001f467"]


def test_a_kind_of_node_that_nobody_knows_is_a_bug_and_not_a_silence() -> None:
    tree = json.dumps({"meta": {}, "blocks": [{"t": "Nouveau", "c": []}]}).encode()
    with pytest.raises(ValueError, match="Nouveau"):
        office_tree(tree, "html", "a.html")


def test_pandoc_is_sandboxed_and_its_time_is_limited() -> None:
    with contextlib.suppress(ToolFailedError):
        assert b"root:" not in run_pandoc(("-f", "rst", "-t", "plain"), b".. include:: /etc/passwd")
    with pytest.raises(ToolLimitError):
        run_pandoc(("-f", "markdown", "-t", "json"), b"[" * 40, timeout_s=0.3)


def test_the_version_of_pandoc_is_known_without_starting_it() -> None:
    assert pandoc_version()[0].isdigit()


def test_real_posts_are_read_with_their_headings_and_links(real_posts: Path) -> None:
    paths = sorted(real_posts.glob("*.html"))
    for path in paths:
        blocks = read_office(path.read_bytes(), "html", path.name)
        headings = [block for block in walk(blocks) if isinstance(block, Heading)]
        assert headings[0].level == 1
        assert len(blocks) > 5
        assert all(block.level <= 4 for block in headings)
        assert "<" not in "".join(plain(heading.content) for heading in headings)
    assert len(paths) == 14
