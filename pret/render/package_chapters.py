"""The chapters of a document, each as a document of its own, its pictures told by their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pret.domain.references import slugged
from pret.domain.tree import (
    Block,
    BulletList,
    Callout,
    Card,
    Figure,
    Gallery,
    Heading,
    Inline,
    Landscape,
    LineBreak,
    NumberedList,
    PageBreak,
    Paragraph,
    Quotation,
    Style,
    Styled,
    Table,
    Text,
)
from pret.domain.tree_document import Document
from pret.domain.tree_walk import plain

#: Of a file's name in all, its number and its suffix included.
_LONGEST_NAME = 60
_NUMBER_AND_SUFFIX = len("000-.json")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its heading of the first level, and all that follows until the next one.

    name: of its files, without suffix.
    """

    name: str
    title: str
    blocks: tuple[Block, ...]


def numbered(number: int, words: str) -> str:
    """Return a safe file name without suffix, unlike all others of its folder."""
    return f"{number:02}-{slugged(words, _LONGEST_NAME - _NUMBER_AND_SUFFIX)}"


def chapters_of(document: Document) -> tuple[Chapter, ...]:
    """Return a document's chapters in order; what stands before the first heading is one too."""
    parts: list[list[Block]] = [[]]
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            parts.append([])
        parts[-1].append(block)
    told = [part for part in parts if any(not isinstance(block, PageBreak) for block in part)]
    titles = (
        plain(part[0].content) if isinstance(part[0], Heading) else document.title for part in told
    )
    return tuple(
        Chapter(numbered(number, title), title, tuple(part))
        for number, (title, part) in enumerate(zip(titles, told, strict=True), start=1)
    )


def chapter_document(document: Document, chapter: Chapter, names: Mapping[str, str]) -> Document:
    """Return a chapter as a document without cover, contents nor pictures.

    names: file name of each picture in the package, by the picture's key.
    """
    return replace(
        document,
        blocks=_without_pictures(chapter.blocks, names),
        contents=False,
        cover=False,
        cover_picture=None,
        logos=(),
        organisations=(),
        mentions=(),
        subtitle="",
    )


def _without_pictures(blocks: Iterable[Block], names: Mapping[str, str]) -> tuple[Block, ...]:
    return tuple(made for block in blocks for made in _without(block, names))


def _without(block: Block, names: Mapping[str, str]) -> Iterator[Block]:
    match block:
        case Figure():
            yield _told(block, names)
        case Gallery(figures):
            yield from (_told(figure, names) for figure in figures)
        case Landscape(inner):
            yield from _without_pictures(inner, names)
        case Quotation(inner) | Callout(_, inner) | Card(_, inner):
            yield replace(block, blocks=_without_pictures(inner, names))
        case BulletList(items) | NumberedList(items):
            yield replace(block, items=tuple(_without_pictures(item, names) for item in items))
        case Table():
            head, *body = (
                tuple(_without_pictures(cell, names) for cell in row)
                for row in (block.head, *block.body)
            )
            yield replace(block, head=head, body=tuple(body))
        case PageBreak():
            pass
        case _:
            yield block


def _told(figure: Figure, names: Mapping[str, str]) -> Paragraph:
    """Return the name of a picture's file, its caption and its credit, each on its line."""
    name = Text(f"[Image\u00a0: {names[figure.picture.key]}]", figure.origin)
    said: tuple[Inline, ...] = (Styled(Style.STRONG, (name,)),)
    if figure.caption:
        said += (LineBreak(), *figure.caption)
    if figure.credit:
        said += (LineBreak(), Styled(Style.CREDIT, figure.credit))
    return Paragraph(said)
