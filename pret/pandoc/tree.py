"""From pandoc's tree to ours, node by node, by an allow-list that knows every node of pandoc."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from pret.domain.invisible import INVISIBLE, dropped_words
from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import (
    Block,
    BulletList,
    Cell,
    Code,
    CodeBlock,
    Column,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    Link,
    NumberedList,
    Paragraph,
    Quotation,
    Row,
    Style,
    Styled,
    Table,
    Text,
    is_address,
)
from pret.pandoc.inlines import joined, trimmed

MOST_DEPTH = 60

_STYLES = {
    "Emph": Style.EMPHASIS,
    "Strong": Style.STRONG,
    "Strikeout": Style.STRIKEOUT,
    "Superscript": Style.SUPERSCRIPT,
    "Subscript": Style.SUBSCRIPT,
}
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("«\u00a0", "\u00a0»")}


Node = dict[str, Any]
_BREAK: Node = {"t": "LineBreak"}


class TooDeepError(Exception):
    """Nodes inside nodes past any depth that a person writes."""


class Reader:
    """Reads pandoc's nodes; counts what it leaves out."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.origin = Origin(OriginKind.NOTE, file)
        self.depth = 0
        self.dropped: Counter[str] = Counter()
        self._hidden: list[tuple[str, str]] = []

    def lost(self) -> tuple[str, ...]:
        """Return in French what was not taken over."""
        found: list[str] = []
        if count := self.dropped["pictures"]:
            found.append(f"images non reprises : {count}. Déposez-les dans « photos/ ».")
        if count := self.dropped["tables"]:
            found.append(f"tableaux aux cases fusionnées, repris en simple texte : {count}.")
        if self.dropped["raw"]:
            found.append("du code n’a pas été repris.")
        if self._hidden:
            places = ", ".join(dict.fromkeys(place for place, _ in self._hidden))
            words = dropped_words(sign for _, sign in self._hidden).rstrip(".")
            found.append(f"{words} ({places}). Le reste est repris : relisez-le.")
        return tuple(found)

    def _cleaned(self, value: str) -> str:
        """Return text without the characters that nobody sees, which are told."""
        self._hidden += [(self.origin.path, sign) for sign in INVISIBLE.findall(value)]
        return INVISIBLE.sub("", value)

    def front(self, meta: Node, *, is_title: bool) -> Iterator[Block]:
        """Yield what a title, a subtitle or an author's paragraph holds; a title is of level 0."""
        self.origin = Origin(OriginKind.NOTE, self.file, "titre")
        kind, content = meta["t"], meta["c"]
        if kind == "MetaList":
            for inner in content:
                yield from self.front(inner, is_title=False)
        elif kind == "MetaInlines" and (inlines := self.inlines(content)):
            yield Heading(0, inlines) if is_title else Paragraph(inlines)
        elif kind == "MetaBlocks":
            yield from self.blocks(content)

    def top(self, nodes: Sequence[Node]) -> Iterator[Block]:
        """Yield the blocks of a whole file, each under the rank of its place there, from 1."""
        for rank, node in enumerate(nodes, 1):
            self.origin = Origin(OriginKind.NOTE, self.file, f"bloc {rank}")
            yield from self.block(node, at_top=True)

    def blocks(self, nodes: Sequence[Node], *, at_top: bool = False) -> tuple[Block, ...]:
        """Return blocks inside another; headings there are bold paragraphs."""
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise TooDeepError
        found = tuple(chain.from_iterable(self.block(node, at_top=at_top) for node in nodes))
        self.depth -= 1
        return found

    def block(self, node: Node, *, at_top: bool = False) -> tuple[Block, ...]:
        content: Any = node.get("c")
        match node["t"]:
            case "Para" | "Plain":
                return self.paragraph(content)
            case "Header":
                inlines = self.inlines(content[2])
                if at_top and inlines:
                    return (Heading(int(content[0]), inlines),)
                return (Paragraph((Styled(Style.STRONG, inlines),)),) if inlines else ()
            case "BulletList":
                items = self.items(content)
                return (BulletList(items),) if items else ()
            case "OrderedList":
                items = self.items(content[1])
                return (NumberedList(items, max(0, int(content[0][0]))),) if items else ()
            case "BlockQuote":
                inner = self.blocks(content)
                return (Quotation(inner),) if inner else ()
            case "Div":
                return self.blocks(content[1], at_top=at_top)
            case "Table":
                return self.table(content)
            case _:
                return self.rarer_block(node)

    def rarer_block(self, node: Node) -> tuple[Block, ...]:
        content: Any = node.get("c")
        match node["t"]:
            case "LineBlock":
                return self.paragraph([node for line in content for node in (*line, _BREAK)])
            case "CodeBlock":
                return (
                    (CodeBlock(self._cleaned(content[1]), self.origin),)
                    if content[1].strip()
                    else ()
                )
            case "DefinitionList":
                return tuple(chain.from_iterable(self.definition(item) for item in content))
            case "Figure":
                return self.figure(content)
            case "RawBlock":
                self.dropped["raw"] += 1
                return ()
            case "HorizontalRule" | "Null":
                return ()
            case unknown:
                raise ValueError(f"nœud de pandoc inconnu : {unknown}")

    def paragraph(self, nodes: Sequence[Node]) -> tuple[Block, ...]:
        inlines = self.inlines(nodes)
        return (Paragraph(inlines),) if inlines else ()

    def items(self, items: Sequence[Sequence[Node]]) -> tuple[tuple[Block, ...], ...]:
        return tuple(inner for item in items if (inner := self.blocks(item)))

    def definition(self, item: Any) -> Iterator[Block]:
        term, meanings = item
        if inlines := self.inlines(term):
            yield Paragraph((Styled(Style.STRONG, inlines),))
        for meaning in meanings:
            yield from self.blocks(meaning)

    def figure(self, content: Any) -> tuple[Block, ...]:
        """Return a figure's own text, if it has any; a picture's caption goes with it."""
        before = self.dropped["pictures"]
        inner = self.blocks(content[2])
        return inner if self.dropped["pictures"] == before else ()

    def table(self, content: Any) -> tuple[Block, ...]:
        """Return a table whose rows all have one cell a column; any other as its cells' text."""
        _, _, columns, head, bodies, foot = content
        head_rows = list(head[1])
        body_rows = [row for body in bodies for row in (*body[2], *body[3])] + list(foot[1])
        rows = [[*row[1]] for row in (*head_rows, *body_rows)]
        cells = [tuple(self.blocks(cell[4]) for cell in row) for row in rows]
        regular = all(
            len(row) == len(columns) and all(cell[2] == cell[3] == 1 for cell in row)
            for row in rows
        )
        if len(columns) == 1 or not regular or len(head_rows) > 1 or _nested(cells):
            self.dropped["tables"] += len(columns) > 1
            return tuple(chain.from_iterable(chain.from_iterable(cells)))
        kept = [row for row in cells if any(row)]
        if len(kept) < 2:
            return tuple(chain.from_iterable(chain.from_iterable(kept)))
        share = 1 / len(columns)
        return (
            Table(
                (),
                tuple(Column(share) for _ in columns),
                _named(kept[0]),
                tuple(kept[1:]),
                self.origin,
            ),
        )

    def inlines(self, nodes: Sequence[Node]) -> tuple[Inline, ...]:
        """Return inline content with neighbouring texts joined and its ends trimmed."""
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise TooDeepError
        found = trimmed(joined(chain.from_iterable(self.inline(node) for node in nodes)))
        self.depth -= 1
        return found

    def inside(self, nodes: Sequence[Node]) -> tuple[Inline, ...]:
        """Return inline content inside a mark, where spaces at the ends count."""
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise TooDeepError
        found = joined(chain.from_iterable(self.inline(node) for node in nodes))
        self.depth -= 1
        return found

    def text(self, value: str) -> tuple[Inline, ...]:
        return (Text(value, self.origin),) if value else ()

    def inline(self, node: Node) -> tuple[Inline, ...]:
        content: Any = node.get("c")
        match node["t"]:
            case "Str":
                return self.text(self._cleaned(content))
            case "Space" | "SoftBreak":
                return self.text(" ")
            case "LineBreak":
                return (LineBreak(),)
            case "Emph" | "Strong" | "Strikeout" | "Superscript" | "Subscript" as name:
                inner = self.inside(content)
                return (Styled(_STYLES[name], inner),) if inner else ()
            case "Underline" | "SmallCaps":
                return self.inside(content)
            case "Span" | "Cite":
                return self.inside(content[1])
            case "Link":
                return self.link(content)
            case "Note":
                inner_blocks = self.blocks(content)
                return (Footnote(inner_blocks),) if inner_blocks else ()
            case _:
                return self.rarer_inline(node)

    def rarer_inline(self, node: Node) -> tuple[Inline, ...]:
        content: Any = node.get("c")
        match node["t"]:
            case "Quoted":
                opening, closing = _QUOTES[content[0]["t"]]
                return (*self.text(opening), *self.inside(content[1]), *self.text(closing))
            case "Code" | "Math":
                value = self._cleaned(content[1])
                return (Code(value, self.origin),) if value.strip() else ()
            case "Image":
                self.dropped["pictures"] += 1
                return ()
            case "RawInline":
                self.dropped["raw"] += 1
                return ()
            case unknown:
                raise ValueError(f"nœud de pandoc inconnu : {unknown}")

    def link(self, content: Any) -> tuple[Inline, ...]:
        inner, target = self.inside(content[1]), str(content[2][0]).strip()
        if inner and is_address(target):
            return (Link(target, inner),)
        return inner


def _nested(cells: Sequence[Row]) -> bool:
    return any(isinstance(block, Table) for row in cells for cell in row for block in cell)


def _named(head: Row) -> Row:
    """Return a header row in which no cell is empty: screen readers need its names."""
    computed = Origin(OriginKind.COMPUTED, "")
    return tuple(
        cell or _cell(Text(f"Colonne {number}", computed)) for number, cell in enumerate(head, 1)
    )


def _cell(text: Text) -> Cell:
    return (Paragraph((text,)),)
