"""A team's notes set inside a document: under its headings, with their pictures beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pret.domain.material import Note
from pret.domain.tree import Block, Figure, Gallery, Heading
from pret.domain.tree_walk import plain

#: Words shorter than this (in letters) say nothing about what a picture shows.
_TELLING_WORD_LETTERS = 5
_WORD = re.compile(r"\w+")


def told(note: Note, level: int, *, title: bool) -> tuple[Block, ...]:
    """Return a note's blocks with their headings starting at `level`.

    title: whether to keep the headings that only repeat the note's title.
    """
    blocks = note.blocks
    if not title:
        named = _folded(note.title)
        blocks = tuple(
            block
            for index, block in enumerate(blocks)
            if not isinstance(block, Heading)
            or (index > 0 and _folded(plain(block.content)) != named)
        )
    return under(blocks, level)


def under(blocks: tuple[Block, ...], level: int) -> tuple[Block, ...]:
    """Return a note's blocks with their headings starting at `level` and never skipping one."""
    found: list[Block] = []
    deepest = level - 1
    first = min((block.level for block in blocks if isinstance(block, Heading)), default=1)
    for block in blocks:
        if isinstance(block, Heading):
            wanted = min(level + block.level - first, deepest + 1, 4)
            deepest = wanted
            found.append(Heading(wanted, block.content, block.id))
        else:
            found.append(block)
    return tuple(found)


def illustrated(blocks: tuple[Block, ...], figures: Sequence[Figure]) -> tuple[Block, ...]:
    """Return blocks with each figure at the end of the section whose words are most its own.

    A figure that shares no word with any section comes last.
    """
    sections: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, Heading):
            sections.append([])
        sections[-1].append(block)
    words = [_words(*section) for section in sections]
    placed: list[list[Figure]] = [[] for _ in sections]
    for figure in figures:
        shared = [len(_words(figure) & section) for section in words]
        placed[shared.index(max(shared)) if max(shared) else -1].append(figure)
    return tuple(
        block
        for section, here in zip(sections, placed, strict=True)
        for block in (*section, *_side_by_side(here))
    )


def _side_by_side(figures: Sequence[Figure]) -> tuple[Block, ...]:
    return (Gallery(tuple(figures)),) if len(figures) > 1 else tuple(figures)


def _words(*blocks: Block) -> set[str]:
    """Return the telling words of blocks, without case or plural."""
    return {
        word.rstrip("sx")
        for block in blocks
        for word in _WORD.findall(_text(block).lower())
        if len(word) >= _TELLING_WORD_LETTERS
    }


def _text(block: Block) -> str:
    if isinstance(block, Figure):
        return f"{plain(block.caption)} {block.picture.alt}"
    content = getattr(block, "content", ())
    inner = [_text(each) for each in getattr(block, "blocks", ())]
    items = [_text(each) for item in getattr(block, "items", ()) for each in item]
    return " ".join([plain(content), *inner, *items])


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()
