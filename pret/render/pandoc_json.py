"""The document tree as pandoc's JSON tree, with what the pass over the Word file must know.

Text always travels as text; raw OpenXML holds only marks, anchors and numbers made here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, assert_never

from pret.domain.tree import (
    Align,
    Block,
    BulletList,
    Callout,
    Card,
    Cell,
    CodeBlock,
    Column,
    Figure,
    Gallery,
    Heading,
    Inline,
    Landscape,
    NumberedList,
    PageBreak,
    Paragraph,
    Picture,
    Quotation,
    Style,
    Table,
)
from pret.domain.tree_walk import plain
from pret.render.beside import Beside, beside
from pret.render.layout_rules import opening_pages, openings, runs_in
from pret.render.openxml import printable
from pret.render.pandoc_changes import (
    like,
    newer,
    whole_change,
    whole_change_of_blocks,
)
from pret.render.pandoc_figures import beside_nodes, figure_nodes, gallery_nodes
from pret.render.pandoc_inlines import PandocInlines
from pret.render.pandoc_nodes import PLAIN, Node, dressed_line, dressing, node, raw, span, text
from pret.render.word_marks import Mark, anchor_name, anchor_xml, caption_xml, mark_xml
from pret.render.word_pictures import address
from pret.render.word_styles import CALLOUT_STYLES, CALLOUT_TITLES, StyleId

_ALIGNMENTS = {
    Align.LEFT: "AlignDefault",
    Align.RIGHT: "AlignRight",
    Align.CENTER: "AlignCenter",
}


@dataclass(frozen=True, slots=True)
class Anchored:
    """A heading as the table of contents needs it. anchor: the name of its bookmark."""

    level: int
    text: str
    anchor: str


@dataclass(slots=True)
class PandocTree:
    """A tree in the making, and what was met on the way, in the order of the text.

    inner: number of each heading that has an id, for the links inside the document.
    headings, tables: those of the running text; those of footnotes are left to pandoc.
    pictures: each picture by the data: address that stands for it.
    lacks_mm: how much words beside a picture are shorter than it, for each in turn.
    bleeding: those that open chapters, on pages of their own.
    numbered: label of captions -> the last number given.
    """

    inner: dict[str, int]
    headings: list[Anchored] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)
    lacks_mm: list[float] = field(default_factory=list)
    bleeding: list[Picture] = field(default_factory=list)
    numbered: dict[str, int] = field(default_factory=dict)
    words: PandocInlines = field(init=False)

    def __post_init__(self) -> None:
        self.words = PandocInlines(self.inner, self.blocks)

    def blocks(self, blocks: Iterable[Block]) -> list[Node]:
        """Convert blocks in a row."""
        row = tuple(blocks)
        opens = {place - 1 for place in openings(row)}
        pictures = {place + 1: figure for place, figure in opening_pages(row).items()}
        made: list[Node] = []
        for place, block in enumerate(row):
            figure = pictures.get(place)
            if place in opens:
                made += self.mark(Mark.CHAPTER)
            elif figure is not None and not self.words.inside_note:
                self.bleeding.append(figure.picture)
                made += self.between(Mark.BLEED, self.block(figure), Mark.PAGE)
            else:
                made += self.block(block)
        return made

    def block(self, block: Block) -> list[Node]:  # noqa: C901 - one case a kind of block
        """Convert one block into one or more."""
        match block:
            case Paragraph(content):
                return [node("Para", self.words.row(content))]
            case Heading():
                return self.heading(block)
            case BulletList(items):
                return [node("BulletList", [self.blocks(item) for item in items])]
            case NumberedList(items, start):
                numbering = [start, {"t": "Decimal"}, {"t": "Period"}]
                return [node("OrderedList", [numbering, [self.blocks(item) for item in items]])]
            case Quotation():
                return self._quotation(block)
            case Callout():
                return self._callout(block)
            case Figure():
                return figure_nodes(self, block)
            case Gallery(figures, columns):
                return gallery_nodes(self, figures, columns)
            case Table():
                return [self._table(block)]
            case Landscape(blocks):
                return self.between(Mark.LANDSCAPE, self.blocks(blocks), Mark.PORTRAIT)
            case Card():
                return self.between(Mark.CARD, self._card(block), Mark.CARD_END)
            case CodeBlock(value):
                return [node("CodeBlock", [PLAIN, printable(value)])]
            case PageBreak():
                return self.mark(Mark.PAGE)
            case _:
                assert_never(block)

    def heading(self, heading: Heading, label: tuple[Inline, ...] = ()) -> list[Node]:
        """Convert a heading; a label becomes a tag in front of its text."""
        content = self.words.row(heading.content)
        if label:
            # The no-break spaces widen the tag's background.
            change = whole_change(label)
            room = like(change, [text("\u00a0")])
            tag = span(StyleId.TAG, [*room, *self.words.row(label), *room])
            content = [tag, *like(change, [text("\u2002")]), *content]
        if self.words.inside_note:
            return [node("Para", [node("Strong", content)])]
        number = len(self.headings) + 1
        parts = (plain(newer(label)), plain(newer(heading.content)))
        shown = " ".join(part for part in parts if part)
        self.headings.append(Anchored(heading.level, shown, anchor_name(number)))
        start, end = (raw("RawInline", xml) for xml in anchor_xml(number))
        return [node("Header", [heading.level, PLAIN, [start, *content, end]])]

    def mark(self, mark: Mark) -> list[Node]:
        """Return a mark for the pass; notes have none, the pass does not read them."""
        return [] if self.words.inside_note else [raw("RawBlock", mark_xml(mark))]

    def image(self, picture: Picture, width_mm: float, height_mm: float | None = None) -> Node:
        """Convert a picture at its printed width, as a stand-in. height_mm: its own by default."""
        height_mm = height_mm or width_mm * picture.height_px / picture.width_px
        size = [["width", f"{width_mm / 10:.3f}cm"], ["height", f"{height_mm / 10:.3f}cm"]]
        source = address(picture)
        self.pictures[source] = picture
        return node("Image", [["", [], size], [text(picture.alt)], [source, f"{width_mm:.3f}"]])

    def _card(self, card: Card) -> list[Node]:
        title = self.heading(card.title, card.label)
        shown = self._beside(card)
        if shown is None:
            return title + self.blocks(card.blocks)
        picture = beside_nodes(self, shown)
        words = title + self.blocks(shown.words)
        self.lacks_mm.append(shown.lack_mm)
        return picture + words + self.mark(Mark.CLEAR)

    def _quotation(self, quotation: Quotation) -> list[Node]:
        shown = self._beside(quotation)
        said = quotation.blocks if shown is None else shown.words
        made = [] if shown is None else beside_nodes(self, shown)
        made += self._dressed(StyleId.QUOTE, said)
        if quotation.attribution:
            dash = like(whole_change(quotation.attribution), [text("—\u00a0")])
            source = [*dash, *self.words.row(quotation.attribution)]
            made.append(dressed_line(StyleId.ATTRIBUTION, source))
        if shown is None:
            return made
        self.lacks_mm.append(shown.lack_mm)
        return made + self.mark(Mark.CLEAR)

    def _beside(self, block: Card | Quotation) -> Beside | None:
        """Return the picture that stands beside a block's words; notes have none."""
        return None if self.words.inside_note else beside(block)

    def _callout(self, callout: Callout) -> list[Node]:
        style = CALLOUT_STYLES[callout.kind]
        change = whole_change_of_blocks(callout.blocks)
        given = like(change, [text(CALLOUT_TITLES[callout.kind])])
        title = self.words.row(callout.title) or given
        rest = callout.blocks
        opening = [node("Strong", title)]
        if runs_in(callout) and isinstance(rest[0], Paragraph):
            colon = like(change, _colon(callout.title))
            opening = [node("Strong", [*title, *colon]), *like(change, [text(" ")])]
            opening += self.words.row(rest[0].content)
            rest = rest[1:]
        content = [dressed_line(style, opening), *self._dressed(style, rest)]
        return [*self.mark(Mark.CALLOUT), *content]

    def _dressed(self, style: StyleId, blocks: Iterable[Block]) -> list[Node]:
        """Convert blocks, giving a paragraph style to running text and lists only.

        Tables, figures and headings keep their own styles.
        """
        made: list[Node] = []
        for styled, group in groupby(blocks, _takes_a_style):
            nodes = self.blocks(group)
            made += [dressing(style, nodes)] if styled else nodes
        return made

    def between(self, start: Mark, content: list[Node], end: Mark) -> list[Node]:
        """Return nodes with a mark on either side."""
        return [*self.mark(start), *content, *self.mark(end)]

    def caption(self, label: str, content: tuple[Inline, ...]) -> list[Node]:
        """Convert a numbered caption; a deleted one takes no number from those that stay."""
        change = whole_change(content)
        number = self.numbered.get(label, 0) + 1
        if change is not Style.DELETED:
            self.numbered[label] = number
        shown = like(change, [raw("RawInline", caption_xml(label, number))])
        return [*shown, *self.words.row(content)]

    def _table(self, table: Table) -> Node:
        if not self.words.inside_note:
            self.tables.append(table)
        caption: list[Node] = []
        if table.caption:
            caption = [node("Plain", self.caption("Tableau", table.caption))]
        head = [PLAIN, [self._row(table.head)]]
        body = [PLAIN, 0, [], [self._row(row) for row in table.body]]
        columns = [_column(column) for column in table.columns]
        return node("Table", [PLAIN, [None, caption], columns, head, [body], [PLAIN, []]])

    def _row(self, cells: Iterable[Cell]) -> list[Any]:
        return [
            PLAIN,
            [[PLAIN, {"t": "AlignDefault"}, 1, 1, self.blocks(cell)] for cell in cells],
        ]


def _takes_a_style(block: Block) -> bool:
    return isinstance(block, Paragraph | BulletList | NumberedList)


def _colon(title: tuple[Inline, ...]) -> list[Node]:
    return [] if plain(title).rstrip().endswith(tuple(".:!?…")) else [text("\u00a0:")]


def _column(column: Column) -> list[Any]:
    return [{"t": _ALIGNMENTS[column.align]}, {"t": "ColWidth", "c": column.share}]
