"""What people do in Word instead of styles, brought back to structure.

A short bold paragraph is a heading; « • » or « - » typed before lines is a list; levels of headings
start at 1 and never skip one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from pret.domain.tree import (
    Block,
    BulletList,
    Heading,
    Inline,
    LineBreak,
    Paragraph,
    Style,
    Styled,
    Text,
)
from pret.domain.tree_walk import plain
from pret.pandoc.inlines import trimmed

MOST_LEVELS = 4
_MOST_HEADING_CHARACTERS = 80

_BULLET = re.compile("^[•▪●◦‣·\uf0b7][ \t\u00a0\u202f]+|^[-–*][ \t\u00a0\u202f]+")


def tidied(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return blocks with headings, lists and levels as they were meant."""
    broken = [part for block in blocks for part in _broken_at_bullets(block)]
    return compacted(_with_lists(_with_headings(broken)))


def compacted(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks whose headings start at level 1, skip none and stop at 4."""
    found: list[Block] = []
    above: list[int] = []
    for block in blocks:
        if isinstance(block, Heading):
            while above and above[-1] >= block.level:
                above.pop()
            above.append(block.level)
            found.append(Heading(min(len(above), MOST_LEVELS), block.content, block.id))
        else:
            found.append(block)
    return tuple(found)


def _with_headings(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks in which bold lines before some text are headings, below the last real one."""
    found: list[Block] = []
    level = 0
    for number, block in enumerate(blocks):
        if isinstance(block, Heading):
            level = block.level
        content = _bold_line(block)
        if content is not None and _followed_by_text(blocks, number):
            found.append(Heading(level + 1, content))
        else:
            found.append(block)
    return found


def _bold_line(block: Block) -> tuple[Inline, ...] | None:
    """Return what a short paragraph in bold says, or None when it is no heading in disguise."""
    match block:
        case Paragraph((Styled(Style.STRONG, content),)):
            said = plain(content).strip()
            if any(isinstance(inline, LineBreak) for inline in content):
                return None
            if not 1 < len(said) <= _MOST_HEADING_CHARACTERS or said[-1] in ".,;…":
                return None
            return trimmed(content)
        case _:
            return None


def _followed_by_text(blocks: Sequence[Block], number: int) -> bool:
    """Tell whether something other than a heading comes before the next heading or the end."""
    after = blocks[number + 1] if number + 1 < len(blocks) else None
    return after is not None and not isinstance(after, Heading)


def _broken_at_bullets(block: Block) -> list[Block]:
    """Cut a paragraph whose forced lines begin with typed bullets into one paragraph a line."""
    if not isinstance(block, Paragraph):
        return [block]
    lines: list[list[Inline]] = [[]]
    for inline in block.content:
        if isinstance(inline, LineBreak):
            lines.append([])
        else:
            lines[-1].append(inline)
    lines = [line for line in lines if line]
    bulleted = sum(_bullet(line) is not None for line in lines)
    if bulleted < 2 or bulleted < len(lines) - 1:
        return [block]
    return [Paragraph(tuple(line)) for line in lines]


def _bullet(content: Sequence[Inline]) -> re.Match[str] | None:
    first = content[0] if content else None
    return _BULLET.match(first.value) if isinstance(first, Text) else None


def _with_lists(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks in which paragraphs with typed bullets are lists.

    One dash alone may open a dialogue; one « • » cannot.
    """
    found: list[Block] = []
    for kind, run in groupby(blocks, key=_bullet_kind):
        same = list(run)
        if kind == "dot" or (kind == "dash" and len(same) > 1):
            paragraphs = [block for block in same if isinstance(block, Paragraph)]
            found.append(BulletList(tuple((_without_bullet(one),) for one in paragraphs)))
        else:
            found += same
    return found


def _bullet_kind(block: Block) -> str:
    """Return « dot » or « dash » for a paragraph that begins with one, else nothing."""
    match = _bullet(block.content) if isinstance(block, Paragraph) else None
    if match is None:
        return ""
    return "dash" if match[0][0] in "-–*" else "dot"


def _without_bullet(paragraph: Paragraph) -> Paragraph:
    first, *rest = paragraph.content
    match = _bullet(paragraph.content)
    if match is None or not isinstance(first, Text):
        return paragraph
    left = first.value[match.end() :]
    return Paragraph((Text(left, first.origin), *rest) if left else tuple(rest))
