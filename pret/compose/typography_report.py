"""What French typography changed, told from the texts before and after: no second set of rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pret.compose.over_tree import Content, contents
from pret.domain.origins import Origin
from pret.domain.tree import Block, LineBreak, Link, Style, Styled, Text


class ChangeKind(StrEnum):
    """What was changed, in the users' words, in the order in which it is counted."""

    FINE = "espace fine avant ; ! ?"
    COLON = "espace insécable avant :"
    QUOTES = "espace fine dans « »"
    MARKS = "guillemets"
    APOSTROPHE = "apostrophe"
    ELLIPSIS = "points de suspension"
    RAISED = "lettres montées"
    GROUPS = "tranches de trois chiffres"
    UNIT = "espace insécable après un nombre"
    TITLE = "espace insécable après M., Mme, n°"
    DOUBLE = "espaces en trop"


@dataclass(frozen=True, slots=True)
class TypographicChange:
    """One thing changed. before, after: the passage around it.

    In `after`, what a reader could not tell apart is shown: `_` for U+202F, `~` for U+00A0, `^`
    before raised letters.
    """

    origin: Origin
    kind: ChangeKind
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Sign:
    """A sign with the spaces before it. origin: None for what is not text."""

    spaces: str
    sign: str
    raised: bool
    origin: Origin | None


#: What is not told again right after another change: « mot » for "mot" is one, as is 1er.
_TOLD_WITH = {
    ChangeKind.RAISED: (ChangeKind.RAISED,),
    ChangeKind.QUOTES: (ChangeKind.MARKS,),
}
_SIGNS_AROUND = 12
_SPACES = " \u00a0\u202f"
_SHOWN = str.maketrans({"\u202f": "_", "\u00a0": "~"})


def typographic_changes(
    before: tuple[Block, ...], after: tuple[Block, ...]
) -> tuple[TypographicChange, ...]:
    """Return what the pass changed, in reading order.

    before, after: the same blocks, as they were typed and as they are set.
    """
    return tuple(
        change
        for typed, printed in zip(contents(before), contents(after), strict=True)
        if typed != printed
        for change in _in_content(list(_signs(typed)), list(_signs(printed)))
    )


def _signs(content: Content) -> Iterator[_Sign]:
    """Yield the signs of some content, and an empty one at the end for the spaces before it."""
    spaces, last = "", None
    for character, raised, origin in _characters(content, raised=False):
        if character in _SPACES:
            spaces += character
        else:
            yield _Sign(spaces, character, raised, origin)
            spaces = ""
        last = origin or last
    yield _Sign(spaces, "", False, last)


def _characters(content: Content, *, raised: bool) -> Iterator[tuple[str, bool, Origin | None]]:
    for inline in content:
        match inline:
            case Text(value, origin):
                yield from ((character, raised, origin) for character in value)
            case Styled(style, inner):
                yield from _characters(inner, raised=raised or style is Style.SUPERSCRIPT)
            case Link(_, inner):
                yield from _characters(inner, raised=raised)
            case _:  # nothing is done there; a footnote is a content of its own
                yield "\n" if isinstance(inline, LineBreak) else "\ufffc", False, None


def _in_content(typed: Sequence[_Sign], printed: Sequence[_Sign]) -> Iterator[TypographicChange]:
    place = 0
    told: ChangeKind | None = None
    for rank, new in enumerate(printed):
        old = typed[place]
        kind = _kind(old, new, printed[rank - 1] if rank else None)
        if kind is not None and told not in _TOLD_WITH.get(kind, ()):
            origin = old.origin or new.origin
            assert origin is not None  # noqa: S101 - only texts change
            around = _around(typed, place), _around(printed, rank, shown=True)
            yield TypographicChange(origin, kind, *around)
        told = kind
        place += 3 if kind is ChangeKind.ELLIPSIS else 1


def _kind(old: _Sign, new: _Sign, last: _Sign | None) -> ChangeKind | None:
    """Return what was changed at a sign or before it, or None. last: the sign before it."""
    if old.sign != new.sign:
        kinds = {"…": ChangeKind.ELLIPSIS, "’": ChangeKind.APOSTROPHE}
        return kinds.get(new.sign, ChangeKind.MARKS)
    if old.raised != new.raised:
        return ChangeKind.RAISED
    if old.spaces == new.spaces:
        return None
    if new.spaces == "\u202f":
        if new.sign.isdigit():
            return ChangeKind.GROUPS
        return ChangeKind.FINE if new.sign in ";!?" else ChangeKind.QUOTES
    if new.spaces == "\u00a0" and new.sign == ":":
        return ChangeKind.COLON
    if new.spaces == "\u00a0" and last is not None:
        after_number = last.sign.isdigit() or last.sign == "h"
        return ChangeKind.UNIT if after_number else ChangeKind.TITLE
    return ChangeKind.DOUBLE


def _around(signs: Sequence[_Sign], place: int, *, shown: bool = False) -> str:
    """Return the passage around a sign. shown: with what could not be told apart made visible."""
    first, end = max(0, place - _SIGNS_AROUND), min(len(signs), place + _SIGNS_AROUND)
    while first > 0 and not signs[first].spaces:  # whole words
        first -= 1
    while end < len(signs) and not signs[end].spaces:
        end += 1
    parts = []
    for rank in range(first, end):
        sign = signs[rank]
        up = shown and sign.raised and not (rank > first and signs[rank - 1].raised)
        # The spaces at both ends of the passage count only when they are what was changed.
        inside = rank == place or (rank > first and sign.sign)
        parts.append((sign.spaces if inside else "") + ("^" if up else "") + sign.sign)
    passage = "".join(parts).replace("\n", " ").replace("\ufffc", "[…]")
    return passage.translate(_SHOWN) if shown else passage
