"""Changing or reading every paragraph-like content of a tree, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from pret.domain.tree import (
    Block,
    BulletList,
    Callout,
    Card,
    Figure,
    Footnote,
    Foreign,
    Gallery,
    Heading,
    Inline,
    Landscape,
    Link,
    NumberedList,
    Paragraph,
    Quotation,
    Styled,
    Table,
)

Content = tuple[Inline, ...]
Change = Callable[[Content], Content]
_B = TypeVar("_B", bound=Block)


def over_blocks(
    blocks: tuple[Block, ...], change: Change, in_cells: Change | None = None
) -> tuple[Block, ...]:
    """Return blocks with every paragraph-like content changed, in reading order.

    in_cells: the change for what stands in the cells of tables, when it is another.
    """
    return tuple(over_block(block, change, in_cells or change) for block in blocks)


def over_block(block: _B, change: Change, in_cells: Change) -> _B:
    """Return one block with every paragraph-like content inside it changed."""

    def all_of(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return over_blocks(blocks, change, in_cells)

    match block:
        case Paragraph(content) | Heading(content=content):
            return replace(block, content=change(content))
        case BulletList(items) | NumberedList(items):
            return replace(block, items=tuple(all_of(item) for item in items))
        case Quotation(blocks, attribution):
            return replace(block, blocks=all_of(blocks), attribution=change(attribution))
        case Callout(_, blocks, title):
            return replace(block, title=change(title), blocks=all_of(blocks))
        case Card(title, blocks, tag):
            heading = over_block(title, change, in_cells)
            return replace(block, label=change(tag), title=heading, blocks=all_of(blocks))
        case Landscape(blocks):
            return replace(block, blocks=all_of(blocks))
        case Figure():
            return replace(block, caption=change(block.caption), credit=change(block.credit))
        case Gallery(figures):
            drawn = tuple(over_block(figure, change, in_cells) for figure in figures)
            return replace(block, figures=drawn)
        case Table():
            caption = change(block.caption)
            head, *body = (
                tuple(over_blocks(cell, in_cells) for cell in row)
                for row in (block.head, *block.body)
            )
            return replace(block, caption=caption, head=head, body=tuple(body))
        case _:
            return block


def contents(blocks: tuple[Block, ...]) -> Iterator[Content]:
    """Yield every content, footnotes right after the content that calls them."""
    found: list[Content] = []

    def keep(content: Content) -> Content:
        found.append(content)
        return content

    over_blocks(blocks, keep)
    for content in found:
        yield content
        for note in notes(content):
            yield from contents(note.blocks)


def notes(content: Content) -> Iterator[Footnote]:
    """Yield the footnotes called in some content."""
    for inline in content:
        match inline:
            case Footnote():
                yield inline
            case Styled(_, inner) | Foreign(_, inner) | Link(_, inner):
                yield from notes(inner)
            case _:
                pass
