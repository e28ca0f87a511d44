"""Writing: by hand with the one-stroke alphabet, or set in Source Sans Pro."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import cache
from importlib.metadata import files
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from .colours import RGB
from .curves import Point, ellipse, smooth, tapered
from .glyphs import strokes_of
from .sheet import Sheet

SPACING = 2.3
"""Between two letters, in eighths of a capital's height."""

_SPACED = re.compile(r" (?=[?!:;»€])|(?<=\d) (?=\d{3}\b)|(?<=«) ")

Frame = Callable[[float, float], Point]


def measure(text: str, size: float) -> float:
    """Width of a hand-written line whose capitals are `size` high."""
    return sum((strokes_of(c)[1] + SPACING) * _scale(c, size) for c in text) - SPACING * size / 8


def write(
    sheet: Sheet,
    text: str,
    x: float,
    y: float,
    size: float,
    colour: RGB,
    *,
    width: float | None = None,
    angle: float = 0,
    anchor: str = "l",
    slant: float = 0.1,
    shake: float = 0.35,
) -> None:
    """Write one line by hand; (x, y) is on the base line, `anchor` is l, m or r."""
    length = measure(text, size)
    start = {"l": 0.0, "m": -length / 2, "r": -length}[anchor]
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))

    def frame(u: float, v: float) -> Point:
        along, up = start + u + v * slant, v
        return (x + along * cosine + up * sine, y + along * sine - up * cosine)

    pen = width if width is not None else max(1.1, size * 0.1)
    trace(sheet, text, size, frame, colour, pen, shake=shake)


def trace(
    sheet: Sheet,
    text: str,
    size: float,
    frame: Frame,
    colour: RGB,
    pen: float,
    *,
    shake: float = 0.3,
) -> None:
    """Write along any frame: (distance along, height above the line) → point of the sheet."""
    at = 0.0
    shapes: list[list[Point]] = []
    for character in text:
        scale = _scale(character, size) / 1.0
        strokes, advance = strokes_of(character)
        lift = sheet.rng.uniform(-shake, shake) * size / 14
        lean = sheet.rng.uniform(-shake, shake) * 0.12
        for curved, raw in strokes:
            points = [
                (at + (px + lean * py) * scale, py * scale + lift + _jolt(sheet, shake) * size)
                for px, py in raw
            ]
            line = smooth(points, steps=6) if curved else points
            shapes += _strip([frame(u, v) for u, v in line], pen, curved=curved)
        at += (advance + SPACING) * scale
    sheet.fill_all(shapes, colour)


def paragraph(
    sheet: Sheet,
    text: str,
    box: tuple[float, float, float],
    size: float,
    colour: RGB,
    *,
    leading: float = 1.75,
    angle: float = 0,
    width: float | None = None,
) -> float:
    """Write lines by hand in a column (x, base line of the first, width); returns the last y."""
    x, y, room = box
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    down = 0.0
    for line in wrapped(text, size, room):
        write(
            sheet, line, x - down * sine, y + down * cosine, size, colour, angle=angle, width=width
        )
        down += size * leading
    return y + down - size * leading


def wrapped(text: str, size: float, room: float) -> list[str]:
    """The lines of a text that fit in a width; `|` forces a break."""
    lines: list[str] = []
    for part in _SPACED.sub("\u00a0", text).split("|"):
        line = ""
        for word in part.split(" "):
            longer = f"{line} {word}".strip()
            if line and measure(longer, size) > room:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines


def typeset(
    sheet: Sheet,
    text: str,
    x: float,
    y: float,
    size: float,
    colour: RGB,
    *,
    weight: str = "Regular",
    anchor: str = "ls",
    tracking: float = 0,
    angle: float = 0,
) -> float:
    """Set a line in Source Sans Pro at (x, y), `size` in units; returns its width in units."""
    font = ImageFont.truetype(str(font_file(weight)), round(size * sheet.k))
    gap = tracking * size * sheet.k
    width = sum(font.getlength(c) + gap for c in text) - gap if gap else font.getlength(text)
    high = round(size * sheet.k * 1.6)
    mask = Image.new("L", (math.ceil(width) + high, high * 2), 0)
    pen, at = ImageDraw.Draw(mask), high / 2
    for part in text if gap else [text]:
        pen.text((at, high), part, font=font, fill=255, anchor="ls")
        at += font.getlength(part) + gap
    shift = {"l": 0.0, "m": width / 2, "r": width}[anchor[0]]
    _stamp(sheet, mask, (x * sheet.k, y * sheet.k), (high / 2 + shift, float(high)), colour, angle)
    return width / sheet.k


def _stamp(
    sheet: Sheet, mask: Image.Image, at: Point, origin: Point, colour: RGB, angle: float
) -> None:
    """Paste a mask of text so that its origin falls on a point, turned clockwise around it."""
    if angle:
        reach = math.ceil(math.hypot(*mask.size))
        wide = Image.new("L", (2 * reach, 2 * reach), 0)
        wide.paste(mask, (round(reach - origin[0]), round(reach - origin[1])))
        mask = wide.rotate(-angle, resample=Image.Resampling.BICUBIC)
        origin = (float(reach), float(reach))
    place = (round(at[0] - origin[0]), round(at[1] - origin[1]))
    sheet.image.paste(colour, place, mask)


@cache
def font_file(weight: str) -> Path:
    """The file of a weight of Source Sans Pro, found through the installed package."""
    name = f"SourceSansPro-{weight}.ttf"
    for entry in files("font-source-sans-pro") or []:
        if entry.name == name:
            return Path(str(entry.locate()))
    raise FileNotFoundError(name)


def _scale(character: str, size: float) -> float:
    """Small letters are small capitals."""
    return size / 8 * (0.8 if character.islower() else 1.0)


def _jolt(sheet: Sheet, shake: float) -> float:
    return sheet.rng.uniform(-1, 1) * shake * 0.02


def _strip(points: list[Point], pen: float, *, curved: bool) -> list[list[Point]]:
    caps = [ellipse(*points[i], pen / 2, pen / 2) for i in (0, -1)]
    if curved:
        return [
            *(tapered(points[i : i + 4], [pen] * 4) for i in range(0, len(points) - 1, 3)),
            *caps,
        ]
    joints = [ellipse(*point, pen / 2, pen / 2) for point in points[1:-1]]
    legs = [tapered(points[i : i + 2], [pen, pen]) for i in range(len(points) - 1)]
    return [*legs, *joints, *caps]
