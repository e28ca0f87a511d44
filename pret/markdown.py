"""Markdown as people write it, read into the document tree.

CommonMark with tables, strikeout, and `[learning by doing]{en}` for a passage in another language;
raw HTML stays text, images are dropped (pictures come in through `photos/`), links lead only to
http, https and mailto addresses or inside the document, and are not defined apart (`[a]: …` is
text). What is left out is told by `pret.markdown_lost`.
The parser is linear in the text's length and limits nesting, whatever is typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import (
    Align,
    Block,
    BulletList,
    Code,
    CodeBlock,
    Column,
    Foreign,
    Heading,
    Inline,
    LineBreak,
    Link,
    NumberedList,
    Paragraph,
    Quotation,
    Style,
    Styled,
    Table,
    Text,
    is_address,
)

TextReader = Callable[[str, int | None], tuple[Inline, ...]]
"""Turns a run of text, with the line of its block, into inline content."""

_STYLES = {"em": Style.EMPHASIS, "strong": Style.STRONG, "s": Style.STRIKEOUT}
_LANGUAGE = re.compile(r"\{([a-z]{2}(?:-[A-Z]{2})?)\}")
_ALIGNS = {"text-align:right": Align.RIGHT, "text-align:center": Align.CENTER}


#: Deeper than any note and shallow enough for every writer.
MOST_NESTING = 40


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """Return the parser of what people type, built once."""
    options = {"html": False, "maxNesting": MOST_NESTING, "linkify": False}
    made = MarkdownIt("commonmark", options)
    made.inline.ruler.before("link", "foreign", _foreign)
    return made.enable(["table", "strikethrough"]).disable("reference")


def leads(target: str) -> bool:
    """Tell whether a link is kept: to an address, or to a heading of the document."""
    return is_address(target) or target.startswith("#")


def _foreign(state: StateInline, silent: bool) -> bool:
    """Read `[words]{en}` where the parser stands; tell whether it was there."""
    if state.src[state.pos] != "[" or state.src.find("]{", state.pos) < 0:
        return False
    start, end = state.pos + 1, state.md.helpers.parseLinkLabel(state, state.pos)
    language = _LANGUAGE.match(state.src, end + 1) if end > start else None
    if language is None:
        return False
    if not silent:
        last = state.posMax
        state.pos, state.posMax = start, end
        state.push("foreign_open", "", 1).attrs = {"lang": language[1]}
        state.md.inline.tokenize(state)
        state.push("foreign_close", "", -1)
        state.posMax = last
    state.pos = language.end()
    return True


def read_markdown(text: str, file: str, *, first_line: int = 1) -> tuple[Block, ...]:
    """Read a note or a long field as blocks; each text remembers its file and line.

    first_line: line of the file on which the text starts, from 1.
    """

    def plain_text(value: str, line: int | None) -> tuple[Inline, ...]:
        return (Text(value, Origin(OriginKind.NOTE, file, "", line)),)

    return read_blocks(text, plain_text, Origin(OriginKind.NOTE, file), first_line=first_line)


def read_blocks(
    text: str, read_text: TextReader, origin: Origin, *, first_line: int | None = 1
) -> tuple[Block, ...]:
    """Read Markdown as blocks, handing every run of text to `read_text`.

    first_line: line of the text's first line, or None when lines mean nothing to the reader.
    origin: of what carries no text of its own (code, tables).
    """
    reader = _Reader(read_text, origin, first_line)
    return tuple(reader.blocks(iter(parser().parse(text.replace("\x00", "\ufffd")))))


def read_inline(text: str, read_text: TextReader, origin: Origin) -> tuple[Inline, ...]:
    """Read Markdown as inline content only: block marks such as `#` stay text."""
    tokens = parser().parseInline(text.replace("\x00", "\ufffd"))
    return _Reader(read_text, origin, None).inlines(tokens[0].children or [], None)


class _Reader:
    """Walks the parser's flat tokens, opening and closing what they open and close."""

    def __init__(self, read_text: TextReader, origin: Origin, first_line: int | None) -> None:
        self.read_text, self.origin, self.first_line = read_text, origin, first_line

    def line(self, token: Token) -> int | None:
        if self.first_line is None or token.map is None:
            return None
        return token.map[0] + self.first_line

    def at(self, token: Token) -> Origin:
        return Origin(self.origin.kind, self.origin.file, self.origin.path, self.line(token))

    def blocks(self, tokens: Iterator[Token], until: str = "") -> Iterator[Block]:
        for token in tokens:
            if token.type == until:
                return
            block = self.block(token, tokens)
            if block is not None:
                yield block

    def block(self, token: Token, tokens: Iterator[Token]) -> Block | None:
        match token.type:
            case "paragraph_open":
                content = self.inline_until(tokens, "paragraph_close")
                return Paragraph(content) if content else None
            case "heading_open":
                content = self.inline_until(tokens, "heading_close")
                return Heading(min(int(token.tag[1]), 4), content) if content else None
            case "bullet_list_open":
                return BulletList(self.items(tokens, "bullet_list_close"))
            case "ordered_list_open":
                start = token.attrs.get("start", 1)
                return NumberedList(self.items(tokens, "ordered_list_close"), int(start))
            case "blockquote_open":
                return Quotation(tuple(self.blocks(tokens, "blockquote_close")))
            case "fence" | "code_block":
                return CodeBlock(token.content.rstrip("\n"), self.at(token))
            case "table_open":
                return self.table(token, tokens)
            case _:  # a thematic break; nothing else is enabled
                return None

    def items(self, tokens: Iterator[Token], until: str) -> tuple[tuple[Block, ...], ...]:
        found: list[tuple[Block, ...]] = []
        for token in tokens:
            if token.type == until:
                break
            if token.type == "list_item_open":
                found.append(tuple(self.blocks(tokens, "list_item_close")))
        return tuple(item for item in found if item)

    def inline_until(self, tokens: Iterator[Token], until: str) -> tuple[Inline, ...]:
        content: tuple[Inline, ...] = ()
        for token in tokens:
            if token.type == until:
                break
            if token.type == "inline":
                content += self.inlines(token.children or [], self.line(token))
        return content

    def table(self, opened: Token, tokens: Iterator[Token]) -> Table | Paragraph | None:
        rows: list[list[tuple[Inline, ...]]] = []
        aligns: list[Align] = []
        for token in tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type in ("th_open", "td_open"):
                if token.type == "th_open":
                    aligns.append(_ALIGNS.get(str(token.attrs.get("style")), Align.LEFT))
                rows[-1].append(self.inline_until(tokens, token.type.replace("open", "close")))
        if len(rows) < 2:  # titles above nothing: words all the same
            words = self.inlined(rows[0], self.line(opened))
            return Paragraph(words) if words else None
        cells = [tuple((Paragraph(c),) if c else () for c in row) for row in rows]
        columns = tuple(Column(1 / len(aligns), align) for align in aligns)
        return Table((), columns, cells[0], tuple(cells[1:]), self.at(opened))

    def inlined(self, cells: Sequence[tuple[Inline, ...]], line: int | None) -> tuple[Inline, ...]:
        """Return the cells of a row as running text."""
        found: list[Inline] = []
        for cell in filter(None, cells):
            found += (*self.read_text(" ", line), *cell) if found else cell
        return _merged(found)

    def inlines(self, tokens: Sequence[Token], line: int | None) -> tuple[Inline, ...]:
        found, _ = self._inlines(tokens, 0, line)
        return _merged(found)

    def _inlines(
        self, tokens: Sequence[Token], start: int, line: int | None
    ) -> tuple[list[Inline], int]:
        """Read siblings from `start`; return them with the index after their parent's closing."""
        found: list[Inline] = []
        index = start
        while index < len(tokens):
            token = tokens[index]
            index += 1
            if token.nesting == -1:
                return found, index
            if token.nesting == 1:
                inner, index = self._inlines(tokens, index, line)
                found += self.wrapped(token, tuple(inner), line)
            else:
                found += self.leaf(token, line)
        return found, index

    def wrapped(self, token: Token, inner: tuple[Inline, ...], line: int | None) -> list[Inline]:
        if token.type == "link_open":
            target = str(token.attrs.get("href", ""))
            if leads(target):  # one that says nothing shows its address
                return [Link(target, _merged(list(inner or self.read_text(target, line))))]
            return list(inner)
        if token.type == "foreign_open":
            return [Foreign(str(token.attrs["lang"]), _merged(list(inner)))] if inner else []
        style = _STYLES.get(token.tag)
        return [Styled(style, _merged(list(inner)))] if style and inner else list(inner)

    def leaf(self, token: Token, line: int | None) -> list[Inline]:
        match token.type:
            case "text" | "text_special" | "html_inline":
                return list(self.read_text(token.content, line)) if token.content else []
            case "softbreak":
                return list(self.read_text(" ", line))
            case "hardbreak":
                return [LineBreak()]
            case "code_inline":
                origin = Origin(self.origin.kind, self.origin.file, self.origin.path, line)
                return [Code(token.content, origin)]
            case _:  # images: pictures come in through photos/, with caption, credit and consent
                return []


def _merged(content: list[Inline]) -> tuple[Inline, ...]:
    """Join neighbouring texts of one origin."""
    found: list[Inline] = []
    for inline in content:
        last = found[-1] if found else None
        if isinstance(inline, Text) and isinstance(last, Text) and inline.origin == last.origin:
            found[-1] = Text(last.value + inline.value, inline.origin)
        else:
            found.append(inline)
    return tuple(found)
