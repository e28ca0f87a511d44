"""A whole passage marked as inserted or deleted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from pret.compose.comparison_words import marked_words
from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import (
    Block,
    BulletList,
    Callout,
    Card,
    Code,
    CodeBlock,
    Figure,
    Gallery,
    Heading,
    Inline,
    Landscape,
    NumberedList,
    PageBreak,
    Paragraph,
    Quotation,
    Style,
    Styled,
    Table,
    Text,
)

_OURS = Origin(OriginKind.COMPUTED, "")
_GONE: tuple[Inline, ...] = (Text("[Image retirée] ", _OURS),)


def marked(blocks: Iterable[Block], style: Style) -> tuple[Block, ...]:
    """Return blocks marked as INSERTED or DELETED.

    Of what is deleted, pictures are told in words, page breaks and turned pages are left out, and
    headings have no id: no link leads to them. Verbatim lines become paragraphs, which can bear a
    mark.
    """
    return tuple(each for block in blocks for each in _marked(block, style))


def _marked(block: Block, style: Style) -> Iterator[Block]:
    match block:
        case Paragraph(content):
            yield Paragraph(marked_words(content, style))
        case Heading():
            yield _heading(block, style)
        case BulletList(items) | NumberedList(items):
            yield replace(block, items=tuple(marked(item, style) for item in items))
        case Figure() | Gallery() | CodeBlock() | PageBreak():
            yield from _unlike_text(block, style)
        case Table():
            yield _table(block, style)
        case Landscape(blocks):
            inner = marked(blocks, style)
            yield from inner if style is Style.DELETED else (Landscape(inner),)
        case Quotation() | Callout() | Card():
            yield _frame(block, style)
        case _:
            assert_never(block)


def _heading(heading: Heading, style: Style) -> Heading:
    id_ = "" if style is Style.DELETED else heading.id
    return replace(heading, content=marked_words(heading.content, style), id=id_)


def _frame(block: Quotation | Callout | Card, style: Style) -> Block:
    blocks = marked(block.blocks, style)
    match block:
        case Quotation(_, attribution):
            return Quotation(blocks, marked_words(attribution, style))
        case Callout(_, _, title):
            return replace(block, blocks=blocks, title=marked_words(title, style))
        case Card(title, _, label):
            heading = _heading(title, style)
            return replace(block, title=heading, blocks=blocks, label=marked_words(label, style))


def _unlike_text(block: Figure | Gallery | CodeBlock | PageBreak, style: Style) -> Iterator[Block]:
    gone = style is Style.DELETED
    match block:
        case Figure():
            said = (*_GONE, *block.caption)
            yield Paragraph(marked_words(said, style)) if gone else marked_figure(block, style)
        case Gallery(figures) if gone:
            yield from marked(figures, style)
        case Gallery(figures):
            yield replace(block, figures=tuple(marked_figure(each, style) for each in figures))
        case CodeBlock(value, origin):
            for line in filter(None, value.split("\n")):
                yield Paragraph((Styled(style, (Code(line, origin),)),))
        case PageBreak():
            yield from () if gone else (block,)


def marked_figure(figure: Figure, style: Style) -> Figure:
    """Return a figure whose caption and credit are marked."""
    caption, credit = (marked_words(each, style) for each in (figure.caption, figure.credit))
    return replace(figure, caption=caption, credit=credit)


def _table(table: Table, style: Style) -> Table:
    return replace(
        table,
        caption=marked_words(table.caption, style),
        head=tuple(marked(cell, style) for cell in table.head),
        body=tuple(tuple(marked(cell, style) for cell in row) for row in table.body),
    )
