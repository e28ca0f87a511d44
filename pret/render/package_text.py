"""Blocks of a document as plain text: what any program can open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pret.domain.tree import (
    Block,
    BulletList,
    Callout,
    Card,
    Code,
    CodeBlock,
    Figure,
    Footnote,
    Foreign,
    Gallery,
    Heading,
    Inline,
    Landscape,
    LineBreak,
    Link,
    NumberedList,
    PageBreak,
    Paragraph,
    Quotation,
    Row,
    Styled,
    Table,
    Text,
)


def text_of(blocks: Iterable[Block], between: str = "\n\n") -> str:
    """Return blocks as plain text, in reading order. between: what separates two of them."""
    return between.join(part for block in blocks for part in _parts(block) if part)


def words_of(content: tuple[Inline, ...]) -> str:
    """Return inline content as plain text, each note between brackets where it is called."""
    said: list[str] = []
    for inline in content:
        match inline:
            case Text(value) | Code(value):
                said.append(value)
            case LineBreak():
                said.append("\n")
            case Styled(_, inner) | Foreign(_, inner) | Link(_, inner):
                said.append(words_of(inner))
            case Footnote(blocks):
                said.append(f" [note\u00a0: {text_of(blocks, ' ')}]")
    return "".join(said)


def _parts(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(content) | Heading(_, content):
            yield words_of(content)
        case BulletList(items):
            yield from (_item("–", item) for item in items)
        case NumberedList(items, start):
            yield from (_item(f"{number}.", item) for number, item in enumerate(items, start))
        case Quotation(blocks, attribution):
            yield text_of(blocks)
            yield f"— {words_of(attribution)}" if attribution else ""
        case Callout(_, blocks, title):
            yield words_of(title)
            yield text_of(blocks)
        case Card(title, blocks, label):
            yield " ".join(filter(None, (words_of(label), words_of(title.content))))
            yield text_of(blocks)
        case Table():
            yield words_of(block.caption)
            yield "\n".join(map(_row, (block.head, *block.body)))
        case Landscape(blocks) | Gallery(blocks):
            yield text_of(blocks)
        case Figure():
            yield "\n".join(filter(None, (words_of(block.caption), words_of(block.credit))))
        case CodeBlock(value):
            yield value
        case PageBreak():
            pass


def _item(mark: str, item: tuple[Block, ...]) -> str:
    return f"{mark} " + text_of(item, "\n").replace("\n", "\n  ")


def _row(row: Row) -> str:
    return "\t".join(text_of(cell, " ").replace("\n", " ") for cell in row)
