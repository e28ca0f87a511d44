"""How wide words are in the font of the drawn figures, and how they are cut to fit."""

from __future__ import annotations

from functools import lru_cache

from PIL import ImageFont

from pret.render.fonts import bundled_fonts

_MEASURED_AT_PX = 1000
_ELLIPSIS = "…"
_ROUNDING_PT = 0.01


@lru_cache(maxsize=2)
def _face(*, bold: bool) -> ImageFont.FreeTypeFont:
    wanted = "Semibold" if bold else "Regular"
    file = next(file for file in bundled_fonts() if file.stem.endswith(f"-{wanted}"))
    return ImageFont.truetype(file, _MEASURED_AT_PX, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def width_pt(words: str, size_pt: float, *, bold: bool = False) -> float:
    """Return the room that words take on one line, in points."""
    return _face(bold=bold).getlength(words) / _MEASURED_AT_PX * size_pt


def shortened(words: str, room_pt: float, size_pt: float, *, bold: bool = False) -> str:
    """Return words that fit in the room, cut with an ellipsis if need be, or none at all."""
    if width_pt(words, size_pt, bold=bold) <= room_pt + _ROUNDING_PT:
        return words
    shortest, longest = 0, len(words)
    while shortest < longest:  # the longest beginning that fits, found by halves
        middle = (shortest + longest + 1) // 2
        if (
            width_pt(words[:middle].rstrip() + _ELLIPSIS, size_pt, bold=bold)
            <= room_pt + _ROUNDING_PT
        ):
            shortest = middle
        else:
            longest = middle - 1
    cut = words[:shortest].rstrip() + _ELLIPSIS
    return cut if shortest or width_pt(cut, size_pt, bold=bold) <= room_pt else ""


def wrapped(
    words: str, room_pt: float, size_pt: float, *, most_lines: int, bold: bool = False
) -> tuple[str, ...]:
    """Return words on at most so many lines, the last one cut when they do not fit.

    Lines break at plain spaces only.
    """
    lines: list[str] = []
    waiting = [word for word in words.split(" ") if word]
    while waiting and len(lines) < most_lines - 1:
        taken = 1
        while taken < len(waiting) and (
            width_pt(" ".join(waiting[: taken + 1]), size_pt, bold=bold) <= room_pt + _ROUNDING_PT
        ):
            taken += 1
        if width_pt(waiting[0], size_pt, bold=bold) > room_pt:
            break  # a word longer than the line: the rest is cut below
        lines.append(" ".join(waiting[:taken]))
        waiting = waiting[taken:]
    if waiting:
        lines.append(shortened(" ".join(waiting), room_pt, size_pt, bold=bold))
    return tuple(lines)
