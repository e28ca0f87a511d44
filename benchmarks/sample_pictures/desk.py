"""A table seen from above: its top, papers, tools, cups, and hands."""

from __future__ import annotations

import math

from .colours import PAPERS, RGB, STICKY, Palette, mix, rgb
from .curves import Point, ellipse, rectangle, rounded, smooth, turned
from .lettering import paragraph, wrapped
from .sheet import Sheet

Place = tuple[float, float, float]
"""Centre of a thing on the sheet, and its turn in degrees."""


def top(sheet: Sheet, palette: Palette, colour: RGB, *, boards: int = 7) -> None:
    """A wooden table top in boards, lit from the upper left."""
    high = sheet.height / boards
    for index in range(boards):
        tint = mix(
            colour, palette.ink if index % 2 else palette.light, sheet.rng.uniform(0.02, 0.1)
        )
        board = rectangle(0, index * high, sheet.width, high + 1)
        sheet.fill(
            board, mix(tint, palette.light, 0.16), mix(tint, palette.shade, 0.16), toward="right"
        )
        for _ in range(7):
            y = index * high + sheet.rng.uniform(4, high - 4)
            wave = [
                (x, y + 5 * math.sin(x / 190 + y)) for x in range(-20, round(sheet.width) + 60, 60)
            ]
            sheet.curve(smooth(wave, steps=4), mix(tint, palette.ink, 0.4), 1.1, opacity=0.28)
        sheet.ink(
            [(0, index * high), (sheet.width, index * high)],
            mix(tint, palette.ink, 0.55),
            1.8,
            wobble=0.5,
        )


def box_at(place: Place, wide: float, high: float) -> list[Point]:
    """A rectangle around a place."""
    x, y, turn = place
    return rectangle(x - wide / 2, y - high / 2, wide, high, turn)


def paper(
    sheet: Sheet,
    place: Place,
    wide: float,
    high: float,
    colour: RGB = PAPERS["white"],
    *,
    deep: float = 6,
) -> list[Point]:
    """A sheet of paper or card, with its shadow."""
    shape = box_at(place, wide, high)
    sheet.drop(shape, dx=deep * 0.7, dy=deep, blur=deep * 0.9)
    sheet.fill(
        shape, mix(colour, (255, 255, 255), 0.22), mix(colour, (90, 80, 100), 0.07), toward="diag"
    )
    return shape


def local(place: Place, x: float, y: float) -> Point:
    """A point given from the centre of a place, turned with it."""
    return turned([(place[0] + x, place[1] + y)], place[2], (place[0], place[1]))[0]


def note(
    sheet: Sheet,
    place: Place,
    text: str,
    colour: RGB,
    *,
    wide: float = 150,
    high: float | None = None,
    size: float = 17,
    ink: RGB = (38, 42, 52),
    deep: float = 6,
    curl: bool = True,
    lift: float = 0,
) -> None:
    """A sticky note or a card with a text written by hand, centred upwards."""
    tall = high or wide
    shape = paper(sheet, place, wide, tall, colour, deep=deep)
    if curl:
        low = [
            shape[3],
            shape[2],
            local(place, wide * 0.5, tall * 0.36),
            local(place, -wide * 0.5, tall * 0.42),
        ]
        sheet.fill(low, (120, 100, 90), opacity=0.13, blend="multiply", blur=2)
    lines = wrapped(text, size, wide * 0.86)
    block = (len(lines) - 1) * size * 1.55
    x, y = local(place, -wide * 0.43, -block / 2 + size * 0.4 - lift)
    paragraph(sheet, text, (x, y, wide * 0.86), size, ink, leading=1.55, angle=place[2])


def tape(sheet: Sheet, place: Place, colour: RGB, *, wide: float = 74, high: float = 24) -> None:
    """A strip of translucent tape."""
    shape = box_at(place, wide, high)
    sheet.drop(shape, dx=2, dy=2, blur=2, dark=0.2)
    sheet.fill(shape, colour, opacity=0.82)
    sheet.hatch(
        shape, mix(colour, (255, 255, 255), 0.5), gap=8, angle=place[2] + 60, width=1.2, opacity=0.5
    )


def cup(sheet: Sheet, place: Place, colour: RGB, *, radius: float = 52) -> None:
    """A cup of coffee from above."""
    x, y, turn = place
    handle = turned(rounded(x + radius * 0.8, y - 14, radius * 0.62, 28, 13), turn, (x, y))
    saucer = ellipse(x, y, radius * 1.5, radius * 1.5)
    sheet.drop(saucer, dx=9, dy=12, blur=9)
    sheet.fill(saucer, PAPERS["white"], mix(PAPERS["white"], (90, 80, 110), 0.2), toward="diag")
    sheet.fill(handle, colour)
    rim = ellipse(x, y, radius, radius)
    sheet.drop(rim, dx=6, dy=8, blur=6)
    sheet.fill(
        rim, mix(colour, (255, 255, 255), 0.2), mix(colour, (40, 30, 60), 0.22), toward="diag"
    )
    sheet.fill(
        ellipse(x, y, radius * 0.84, radius * 0.84), rgb("5B3A26"), rgb("3A2418"), toward="diag"
    )
    sheet.fill(
        ellipse(x - radius * 0.25, y - radius * 0.28, radius * 0.3, radius * 0.16),
        rgb("A0714C"),
        opacity=0.6,
        blur=3,
    )


def pen(sheet: Sheet, place: Place, colour: RGB, *, long: float = 230, thick: float = 15) -> None:
    """A felt pen or a pencil."""
    body = box_at(place, long, thick)
    sheet.drop(body, dx=5, dy=7, blur=5)
    sheet.fill(body, mix(colour, (255, 255, 255), 0.25), mix(colour, (20, 20, 40), 0.25))
    tip = [
        local(place, long / 2, -thick * 0.45),
        local(place, long / 2 + thick * 1.6, 0),
        local(place, long / 2, thick * 0.45),
    ]
    sheet.fill(tip, rgb("E7CDA2"))
    lead = [
        local(place, long / 2 + thick * 1.0, -thick * 0.16),
        local(place, long / 2 + thick * 1.6, 0),
        local(place, long / 2 + thick * 1.0, thick * 0.16),
    ]
    sheet.fill(lead, rgb("2B2A30"))
    cap = [
        local(place, -long / 2, -thick / 2),
        local(place, -long / 2 + 26, -thick / 2),
        local(place, -long / 2 + 26, thick / 2),
        local(place, -long / 2, thick / 2),
    ]
    sheet.fill(cap, mix(colour, (20, 20, 40), 0.35))


def ruler(sheet: Sheet, place: Place, colour: RGB, *, long: float = 420) -> None:
    """A graduated ruler."""
    shape = paper(sheet, place, long, 42, colour, deep=4)
    for step in range(int(long / 12)):
        tall = 16 if step % 5 == 0 else 9
        x = -long / 2 + 6 + step * 12
        sheet.ink([local(place, x, -20), local(place, x, -20 + tall)], rgb("3A3A44"), 1.3, wobble=0)
    sheet.ink(shape, mix(colour, (30, 30, 40), 0.5), 1.0, closed=True, wobble=0.1)


def scissors(sheet: Sheet, place: Place, colour: RGB) -> None:
    """A pair of scissors, slightly open."""
    for sign in (-1, 1):
        blade = [
            local(place, -10, -5 * sign),
            local(place, 130, 20 * sign),
            local(place, 122, 32 * sign),
            local(place, -16, 9 * sign),
        ]
        ring = [local(place, *p) for p in ellipse(-74, 34 * -sign, 46, 27)]
        hole = [local(place, *p) for p in ellipse(-76, 34 * -sign, 31, 15)]
        sheet.drop(blade, dx=4, dy=6, blur=4)
        sheet.fill(blade, rgb("DDE1E2"), rgb("8F989C"))
        sheet.drop(ring, dx=4, dy=6, blur=4)
        sheet.fill(ring, colour, mix(colour, (20, 20, 40), 0.2))
        sheet.fill(hole, rgb("A9875F"))
    sheet.fill([local(place, *p) for p in ellipse(4, 0, 6, 6)], rgb("5A6064"))


def token(
    sheet: Sheet, x: float, y: float, colour: RGB, *, radius: float = 17, tall: float = 8
) -> None:
    """A wooden counter of a game."""
    base = ellipse(x, y, radius, radius)
    sheet.drop(base, dx=tall * 0.9, dy=tall * 1.1, blur=4, dark=0.45)
    sheet.fill(base, mix(colour, (20, 20, 40), 0.3))
    sheet.fill(
        ellipse(x - tall * 0.25, y - tall * 0.4, radius, radius),
        mix(colour, (255, 255, 255), 0.18),
        colour,
        toward="diag",
    )


def cardboard_room(
    sheet: Sheet, palette: Palette, place: Place, wide: float, high: float, tall: float = 22
) -> None:
    """A small cardboard volume from above, its shadow long."""
    base = box_at(place, wide, high)
    sheet.fill(
        [(x + tall, y + tall * 1.3) for x, y in base],
        (70, 58, 72),
        opacity=0.4,
        blur=5,
        blend="multiply",
    )
    colour = rgb("CBA574")
    sheet.fill(base, mix(colour, palette.shade, 0.3))
    lifted = [(x - tall * 0.2, y - tall * 0.3) for x, y in base]
    sheet.fill(lifted, mix(colour, (255, 255, 255), 0.2), colour, toward="diag")
    sheet.ink(lifted, mix(colour, palette.ink, 0.6), 1.3, closed=True, wobble=0.3)


def sticky(name: str) -> RGB:
    """The colour of a sticky note."""
    return STICKY[name]
