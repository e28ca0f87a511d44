"""Two versions of a document as one tree, in which what came and what went is marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pret.compose.alignment import Side, aligned
from pret.compose.comparison_marks import marked, marked_figure
from pret.compose.comparison_words import compared_words, notes
from pret.domain.tree import (
    Block,
    BulletList,
    Callout,
    Card,
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
    Row,
    Style,
    Table,
)
from pret.domain.tree_document import Document
from pret.domain.tree_walk import plain, walk

_WORD = re.compile(r"\w+|[^\w\s]")


def compared(old: Document, new: Document) -> Document:
    """Return the newer version with marks: without what is deleted it says what `new` says, and
    without what is inserted what `old` says.

    A picture that went is told in words where it stood. The table of contents, which would list
    what went, is left out. The title and the front are the newer version's.
    """
    return replace(new, blocks=_sequence(old.blocks, new.blocks), contents=False)


def _sequence(olds: tuple[Block, ...], news: tuple[Block, ...]) -> tuple[Block, ...]:
    if olds == news:
        return news
    if len(olds) == len(news) == 1 and _alike(olds[0], news[0]):
        return tuple(_paired(olds[0], news[0]))  # the one passage of a cell, an item, a box
    sides = aligned(olds, news, _words, _alike)
    return tuple(block for side in sides for block in _side(side))


def _side(side: Side[Block]) -> Iterator[Block]:
    if side.old is None:
        yield from () if side.new is None else marked((side.new,), Style.INSERTED)
    elif side.new is None:
        yield from marked((side.old,), Style.DELETED)
    elif side.same:
        yield side.new
    else:
        yield from _paired(side.old, side.new)


def _words(block: Block) -> tuple[str, ...]:
    """Return what a block says, word by word, after its kind; a picture is told by its key."""
    return tuple(word for each in walk((block,)) for word in _own_words(each))


def _own_words(block: Block) -> Iterator[str]:
    yield f"<{type(block).__name__}>"
    match block:
        case Paragraph(content) | Heading(content=content):
            yield from _said(content)
        case Quotation(_, attribution):
            yield from _said(attribution)
        case Callout(_, _, title):
            yield from _said(title)
        case Card(_, _, label):
            yield from _said(label)
        case Table():
            yield from _said(block.caption)
        case Figure(picture, caption, credit):
            yield picture.key or repr(picture.chart)
            yield from (*_said(caption), *_said(credit))
        case CodeBlock(value):
            yield value
        case _:
            pass


def _said(content: tuple[Inline, ...]) -> Iterator[str]:
    """Yield the words of some content, those of its notes last."""
    yield from _WORD.findall(plain(content))
    for note in notes(content):
        yield from (word for block in note.blocks for word in _words(block))


def _alike(old: Block, new: Block) -> bool:
    """Tell whether a block may be another one rewritten: both are of one kind and one shape."""
    match old, new:
        case (Table(), Table()):
            return len(old.columns) == len(new.columns)
        case (Figure(), Figure()):
            same_chart = old.picture.chart is not None and new.picture.chart is not None
            return old.picture.key == new.picture.key or same_chart
        case (CodeBlock(), CodeBlock()):
            return old.value == new.value
        case _:
            return type(old) is type(new)


def _paired(old: Block, new: Block) -> Iterator[Block]:
    match old, new:
        case (Paragraph(before), Paragraph(after)):
            yield Paragraph(_inlines(before, after))
        case (Heading(_, before), Heading(_, after)):
            yield replace(new, content=_inlines(before, after))
        case (PageBreak(), _) | (CodeBlock(), _):
            yield new
        case (BulletList(), BulletList()):
            yield replace(new, items=_items(old.items, new.items))
        case (NumberedList(), NumberedList()):
            yield replace(new, items=_items(old.items, new.items))
        case (Figure(), Figure()):
            yield _figure(old, new)
        case (Gallery(before), Gallery(after)):
            yield from _gallery(before, replace(new, figures=after))
        case (Table(), Table()):
            yield _table(old, new)
        case _:
            yield _framed(old, new)


def _framed(old: Block, new: Block) -> Block:
    match old, new:
        case (Quotation(), Quotation()):
            by = _inlines(old.attribution, new.attribution)
            return replace(new, blocks=_sequence(old.blocks, new.blocks), attribution=by)
        case (Callout(), Callout()):
            title = _inlines(old.title, new.title)
            return replace(new, blocks=_sequence(old.blocks, new.blocks), title=title)
        case (Card(), Card()):
            content = _inlines(old.title.content, new.title.content)
            return replace(
                new,
                title=replace(new.title, content=content),
                label=_inlines(old.label, new.label),
                blocks=_sequence(old.blocks, new.blocks),
            )
        case (Landscape(), Landscape()):
            return replace(new, blocks=_sequence(old.blocks, new.blocks))
        case _:
            return new


def _inlines(old: tuple[Inline, ...], new: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return compared_words(old, new, _sequence)


def _items(
    olds: tuple[tuple[Block, ...], ...], news: tuple[tuple[Block, ...], ...]
) -> tuple[tuple[Block, ...], ...]:
    def words(item: tuple[Block, ...]) -> tuple[str, ...]:
        return tuple(word for block in item for word in _words(block))

    return tuple(
        _sequence(side.old or (), side.new or ())
        for side in aligned(olds, news, words, lambda *_: True)
    )


def _figure(old: Figure, new: Figure) -> Figure:
    return replace(
        new,
        caption=_inlines(old.caption, new.caption),
        credit=_inlines(old.credit, new.credit),
    )


def _gallery(olds: tuple[Figure, ...], new: Gallery) -> Iterator[Block]:
    """Yield the gallery as it is now, then in words the pictures that went."""
    kept: list[Figure] = []
    gone: list[Figure] = []
    for side in aligned(olds, new.figures, _words, _alike):
        if side.new is None:
            gone += [] if side.old is None else [side.old]
        elif side.old is None:
            kept.append(marked_figure(side.new, Style.INSERTED))
        else:
            kept.append(_figure(side.old, side.new))
    yield replace(new, figures=tuple(kept))
    yield from marked(gone, Style.DELETED)


def _table(old: Table, new: Table) -> Table:
    def words(row: Row) -> tuple[str, ...]:
        return tuple(word for cell in row for block in cell for word in (*_words(block), "|"))

    def row(side: Side[Row]) -> Row:
        nothing: Row = ((),) * len(new.columns)
        pairs = zip(side.old or nothing, side.new or nothing, strict=True)
        return tuple(_sequence(before, after) for before, after in pairs)

    sides = aligned(old.body, new.body, words, lambda *_: True)
    return replace(
        new,
        caption=_inlines(old.caption, new.caption),
        head=row(Side(old.head, new.head)),
        body=tuple(row(side) for side in sides),
    )
