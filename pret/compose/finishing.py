"""The last pass over a document's blocks: French typography, sections, identifiers."""

from __future__ import annotations

from dataclasses import replace

from pret.compose.typography import french_blocks
from pret.domain.references import slugged
from pret.domain.tree import (
    Block,
    BulletList,
    Callout,
    Card,
    Heading,
    Landscape,
    NumberedList,
    Paragraph,
    Quotation,
    Style,
    Styled,
)
from pret.domain.tree_walk import plain


def finished(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return a tree with French typography and an identifier on every heading.

    A heading inside a list, a quotation or a box is a strong paragraph: it opens no section.
    """
    seen: dict[str, int] = {}
    blocks = tuple(_flattened(block) for block in blocks)
    return tuple(_identified(block, seen) for block in french_blocks(blocks))


def _flattened(block: Block, *, inside: bool = False) -> Block:
    match block:
        case Heading(_, content) if inside:
            return Paragraph((Styled(Style.STRONG, content),))
        case BulletList(items) | NumberedList(items):
            kept = tuple(tuple(_flattened(each, inside=True) for each in item) for item in items)
            return replace(block, items=kept)
        case Quotation(blocks) | Callout(_, blocks):
            return replace(block, blocks=tuple(_flattened(each, inside=True) for each in blocks))
        case Card(_, blocks) | Landscape(blocks):
            return replace(block, blocks=tuple(_flattened(each, inside=inside) for each in blocks))
        case _:
            return block


def _identified(block: Block, seen: dict[str, int]) -> Block:
    match block:
        case Heading(_, content):
            slug = slugged(plain(content))
            seen[slug] = seen.get(slug, 0) + 1
            suffix = f"-{seen[slug]}" if seen[slug] > 1 else ""
            return replace(block, id=f"s-{slug}{suffix}")
        case Card(title, blocks):
            heading = _identified(title, seen)
            assert isinstance(heading, Heading)  # noqa: S101 - narrows the type
            inner = tuple(_identified(each, seen) for each in blocks)
            return replace(block, title=heading, blocks=inner)
        case Landscape(blocks):
            return replace(block, blocks=tuple(_identified(each, seen) for each in blocks))
        case _:
            return block
