"""Going through a tree in reading order, whatever is done there."""

from __future__ import annotations

from collections.abc import Iterator

from pret.domain.tree import (
    Block,
    BulletList,
    Callout,
    Card,
    Code,
    Footnote,
    Foreign,
    Gallery,
    Inline,
    Landscape,
    LineBreak,
    Link,
    NumberedList,
    Quotation,
    Styled,
    Table,
    Text,
)


def children(block: Block) -> tuple[Block, ...]:
    """Return the blocks directly inside a block, in reading order."""
    match block:
        case BulletList(items) | NumberedList(items):
            return tuple(inner for item in items for inner in item)
        case Quotation(blocks) | Callout(_, blocks) | Landscape(blocks):
            return blocks
        case Card(title, blocks):
            return (title, *blocks)
        case Gallery(figures):
            return figures
        case Table():
            rows = (block.head, *block.body)
            return tuple(inner for row in rows for cell in row for inner in cell)
        case _:
            return ()


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield every block, parents before children, in reading order."""
    for block in blocks:
        yield block
        yield from walk(children(block))


def plain(content: tuple[Inline, ...]) -> str:
    """Return inline content as plain text, without notes."""
    parts: list[str] = []
    for inline in content:
        match inline:
            case Text(value) | Code(value):
                parts.append(value)
            case LineBreak():
                parts.append(" ")
            case Styled(_, inner) | Foreign(_, inner) | Link(_, inner):
                parts.append(plain(inner))
            case Footnote():
                pass
    return "".join(parts)
