"""The marks of a comparison in pandoc's tree: what is inserted or deleted as a whole.

What the writer adds to a text, such as the number of a caption, goes the way of that text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pret.domain.tree import Block, Foreign, Inline, Link, Paragraph, Style, Styled
from pret.domain.tree_walk import walk
from pret.render.pandoc_nodes import Node, node

#: The classes that pandoc's Word writer knows as tracked changes.
CHANGES = {Style.INSERTED: "insertion", Style.DELETED: "deletion"}


def changed(style: Style, content: list[Node]) -> Node:
    """Return inline nodes as inserted or deleted."""
    return node("Span", [["", [CHANGES[style]], []], content])


def like(change: Style | None, content: list[Node]) -> list[Node]:
    """Return inline nodes that go the way of a text: inserted, deleted, or staying (None)."""
    return content if change is None or not content else [changed(change, content)]


def whole_change(content: Iterable[Inline]) -> Style | None:
    """Return the one change that all of a text bears, or None."""
    found = set(_changes(content, None))
    return found.pop() if len(found) == 1 else None


def whole_change_of_blocks(blocks: tuple[Block, ...]) -> Style | None:
    """Return the one change that all paragraphs of some blocks bear, or None."""
    said = [block.content for block in walk(blocks) if isinstance(block, Paragraph)]
    return whole_change(inline for content in said for inline in content)


def newer(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return a text as it reads once its changes are accepted."""
    kept: list[Inline] = []
    for inline in content:
        match inline:
            case Styled(Style.DELETED):
                pass
            case Styled(style, inner):
                kept.append(Styled(style, newer(inner)))
            case Foreign(language, inner):
                kept.append(Foreign(language, newer(inner)))
            case Link(target, inner):
                kept.append(Link(target, newer(inner)))
            case _:
                kept.append(inline)
    return tuple(kept)


def _changes(content: Iterable[Inline], around: Style | None) -> Iterator[Style | None]:
    for inline in content:
        match inline:
            case Styled(style, inner):
                yield from _changes(inner, style if style in CHANGES else around)
            case Foreign(_, inner) | Link(_, inner):
                yield from _changes(inner, around)
            case _:
                yield around
