"""A one-stroke alphabet of capitals, as an architect letters a plan.

Each stroke is a row of two-digit points: x (0–8), then y (0 at the base line, 8 at the top).
A stroke that starts with `~` is a smooth curve.
"""

from __future__ import annotations

import unicodedata

GLYPHS: dict[str, tuple[str, ...]] = {
    "A": ("00 38 60", "13 53"),
    "B": ("08 00", "~08 38 57 46 24 04", "~04 34 53 51 30 00"),
    "C": ("~57 38 17 04 11 30 51",),
    "D": ("08 00", "~08 28 56 52 20 00"),
    "E": ("58 08 00 50", "04 44"),
    "F": ("58 08 00", "04 44"),
    "G": ("~57 38 17 04 11 30 52", "34 54 51"),
    "H": ("08 00", "58 50", "04 54"),
    "I": ("08 00",),
    "J": ("48 43", "~43 31 20 02"),
    "K": ("08 00", "58 03", "14 50"),
    "L": ("08 00 50",),
    "M": ("00 08 33 68 60",),
    "N": ("00 08 50 58",),
    "O": ("~38 17 04 11 30 51 64 57 38",),
    "P": ("08 00", "~08 38 57 55 34 04"),
    "Q": ("~38 17 04 11 30 51 64 57 38", "42 70"),
    "R": ("08 00", "~08 38 57 55 34 04", "24 50"),
    "S": ("~57 38 18 06 15 43 52 40 20 01",),
    "T": ("08 68", "38 30"),
    "U": ("08 03", "~03 11 30 51 63", "63 68"),
    "V": ("08 30 68",),
    "W": ("08 20 46 60 88",),
    "X": ("00 58", "08 50"),
    "Y": ("08 34 68", "34 30"),
    "Z": ("08 58 00 50",),
    "0": ("~28 06 02 20 40 52 56 38 28",),
    "1": ("06 28 20",),
    "2": ("~06 18 38 56 44 00", "00 50"),
    "3": ("~07 28 47 45 24", "~24 53 51 30 00"),
    "4": ("48 40", "48 02 62"),
    "5": ("58 08 05", "~05 35 53 51 30 00"),
    "6": ("~47 25 03 11 30 52 43 24 02",),
    "7": ("08 58 20",),
    "8": ("~24 06 28 46 24 02 20 42 24",),
    "9": ("~55 34 15 07 28 47 55 53 31 10",),
    ".": ("00 01",),
    ",": ("11 0/",),
    ":": ("01 02", "05 06"),
    ";": ("05 06", "11 0/"),
    "!": ("08 03", "00 01"),
    "?": ("~07 28 47 45 23", "21 20"),
    "’": ("18 06",),
    "'": ("18 06",),
    "-": ("04 34",),
    "–": ("04 54",),
    "/": ("00 48",),
    "(": ("~28 06 02 20",),
    ")": ("~08 26 22 00",),
    "«": ("36 04 32", "66 34 62"),
    "»": ("06 34 02", "36 64 32"),
    "+": ("04 44", "26 22"),
    "=": ("03 43", "05 45"),
    "%": ("00 58", "~18 07 16 27 18", "~42 31 40 51 42"),
    "→": ("04 74", "56 74 52"),
    "€": ("~57 38 17 04 11 30 51", "03 43", "05 45"),
    ">": ("06 34 02",),
    "×": ("02 46", "06 42"),
    "²": ("~08 18 27 06", "06 26"),
    "°": ("~18 07 16 27 18",),
    "Œ": ("~48 17 04 11 40", "88 48 40 80", "44 74"),
}
_MARKS = {
    "\u0301": ("29 4;",),
    "\u0300": ("2; 49",),
    "\u0302": ("19 3; 59",),
    "\u0308": ("19 1:", "49 4:"),
    "\u0327": ("30 3/ 2.",),
}
WIDTHS = {
    " ": 3.6,
    "\u00a0": 3.2,
    "I": 1.2,
    ".": 1.2,
    ",": 1.6,
    ":": 1.2,
    "!": 1.2,
    "’": 2,
    "'": 2,
    "1": 3,
}

Stroke = tuple[bool, tuple[tuple[float, float], ...]]


def strokes_of(character: str) -> tuple[list[Stroke], float]:
    """The strokes of a character (unit: an eighth of a capital's height) and its width."""
    base, *marks = list(unicodedata.normalize("NFD", character.upper()))
    strokes = [_stroke(code) for code in (() if base.isspace() else GLYPHS[base])]
    widest = max((x for _, points in strokes for x, _ in points), default=0.0)
    width = WIDTHS.get(base, widest)
    shift = (min(width, 6) - 6) / 2
    for mark in marks:
        for curved, points in (_stroke(code) for code in _MARKS.get(mark, ())):
            strokes.append((curved, tuple((x + shift, y) for x, y in points)))
    return strokes, width


def _stroke(code: str) -> Stroke:
    curved = code.startswith("~")
    points = tuple(
        (float(ord(pair[0]) - 48), float(ord(pair[1]) - 48)) for pair in code.lstrip("~").split()
    )
    return curved, points
