"""What a comparison holds, passage by passage, in the words that a person reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pret.compose.comparison_words import notes
from pret.domain.tree import (
    Block,
    Callout,
    Card,
    Code,
    Figure,
    Foreign,
    Heading,
    Inline,
    LineBreak,
    Link,
    Paragraph,
    Quotation,
    Row,
    Style,
    Styled,
    Table,
    Text,
)
from pret.domain.tree_document import Document
from pret.domain.tree_walk import walk


class ChangeKind(StrEnum):
    """What happened to a passage."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


CHANGE_LABELS = {
    ChangeKind.ADDED: "ajouté",
    ChangeKind.REMOVED: "retiré",
    ChangeKind.CHANGED: "modifié",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One passage that differs. section: the heading above it, as it is now; empty at the start."""

    kind: ChangeKind
    section: str
    before: str
    after: str


def changes(document: Document) -> tuple[Change, ...]:
    """Return the passages of a compared document that differ, in reading order."""
    return tuple(_changes(document))


def _changes(document: Document) -> Iterator[Change]:
    section = ""
    told_by_row: set[int] = set()
    for block in walk(document.blocks):
        if isinstance(block, Heading):
            section = said(block.content, Style.INSERTED) or section
        if isinstance(block, Table):
            for row in block.body:
                change = _row_change(row, section)
                if change is not None:
                    told_by_row |= {id(inner) for cell in row for inner in walk(cell)}
                    yield change
        if id(block) not in told_by_row:
            found = (_change(content, section) for content in _contents(block))
            yield from (each for each in found if each is not None)


def _row_change(row: Row, section: str) -> Change | None:
    """Return a whole row that came or went as one change."""
    cells = [
        [_change(content, section) for block in walk(cell) for content in _contents(block)]
        for cell in row
    ]
    told = [change for cell in cells for change in cell]
    kinds = {change.kind if change is not None else None for change in told}
    if len(kinds) != 1 or kinds & {None, ChangeKind.CHANGED}:
        return None
    before = " | ".join(change.before for change in told if change is not None and change.before)
    after = " | ".join(change.after for change in told if change is not None and change.after)
    return Change(kinds.pop() or ChangeKind.CHANGED, section, before, after)


def _contents(block: Block) -> Iterator[tuple[Inline, ...]]:
    found: tuple[tuple[Inline, ...], ...]
    match block:
        case Paragraph(content) | Heading(content=content):
            found = (content,)
        case Quotation(_, attribution):
            found = (attribution,)
        case Callout(_, _, title):
            found = (title,)
        case Card(_, _, label):
            found = (label,)
        case Table() | Figure():
            found = (block.caption, block.credit) if isinstance(block, Figure) else (block.caption,)
        case _:
            found = ()
    for content in found:
        yield content
        for note in notes(content):
            yield from (inner for each in walk(note.blocks) for inner in _contents(each))


def _change(content: tuple[Inline, ...], section: str) -> Change | None:
    before, after = said(content, Style.DELETED), said(content, Style.INSERTED)
    if before == after:
        return None
    kind = ChangeKind.CHANGED
    if not before.strip():
        kind = ChangeKind.ADDED
    elif not after.strip():
        kind = ChangeKind.REMOVED
    return Change(kind, section, before, after)


def said(content: tuple[Inline, ...], version: Style) -> str:
    """Return what one version says. version: DELETED for the older one, INSERTED for the newer."""
    other = Style.INSERTED if version is Style.DELETED else Style.DELETED
    parts: list[str] = []
    for inline in content:
        match inline:
            case Text(value) | Code(value):
                parts.append(value)
            case LineBreak():
                parts.append(" ")
            case Styled(style, inner):
                parts.append("" if style is other else said(inner, version))
            case Link(_, inner) | Foreign(_, inner):
                parts.append(said(inner, version))
            case _:
                pass  # a note is a passage of its own
    return "".join(parts)
