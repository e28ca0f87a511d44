"""Inline content put in order: neighbouring texts joined, ends trimmed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from pret.domain.tree import Inline, LineBreak, Link, Styled, Text

_SPACES = re.compile(" {2,}")


def joined(content: Iterable[Inline]) -> tuple[Inline, ...]:
    """Join neighbouring texts, without doubled ordinary spaces."""
    found: list[Inline] = []
    for is_text, run in groupby(content, key=lambda inline: isinstance(inline, Text)):
        if not is_text:
            found += run
            continue
        texts = [inline for inline in run if isinstance(inline, Text)]
        value = _SPACES.sub(" ", "".join(text.value for text in texts))
        if value:
            found.append(Text(value, texts[0].origin))
    return tuple(found)


def trimmed(content: Sequence[Inline]) -> tuple[Inline, ...]:
    """Return content without spaces or line breaks at its ends."""
    found = list(content)
    while found and _is_blank(found[0]):
        del found[0]
    while found and _is_blank(found[-1]):
        del found[-1]
    if found and isinstance(first := found[0], Text):
        found[0] = Text(first.value.lstrip(), first.origin)
    if found and isinstance(last := found[-1], Text):
        found[-1] = Text(last.value.rstrip(), last.origin)
    return tuple(found)


def _is_blank(inline: Inline) -> bool:
    match inline:
        case Text(value):
            return not value.strip()
        case LineBreak():
            return True
        case Styled(_, inner) | Link(_, inner):
            return all(_is_blank(one) for one in inner)
        case _:
            return False
