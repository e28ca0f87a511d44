"""The cover of the closing seminar: a building in section, a prototype in each room."""

from __future__ import annotations

import random

from .colours import GIONO, RGB, VEIL, Palette, mix, rgb
from .curves import ellipse, rectangle
from .figures import draw_person, someone
from .furniture import LEAF, foliage
from .landscapes import sky
from .lettering import write
from .prototypes import cabin
from .sheet import Sheet
from .space import Camera, Stage, axonometric


def section(sheet: Sheet, palette: Palette) -> None:
    """A building in section: each prototype in its own room."""
    sky(sheet, mix(palette.sky, palette.third, 0.2), palette.light, sheet.height * 0.86, clouds=5)
    base, floor = 1040.0, 420.0
    sheet.fill(rectangle(0, base, 1600, 200), rgb("A98562"), rgb("6D5140"))
    rooms = (
        (130, base - floor, 560, floor, mix(palette.soft, palette.light, 0.5)),
        (690, base - floor, 390, floor, mix(palette.third, palette.paper, 0.6)),
        (130, base - 2 * floor + 40, 430, floor - 40, mix(GIONO.main, palette.paper, 0.55)),
        (560, base - 2 * floor + 40, 520, floor - 40, mix(VEIL.soft, VEIL.light, 0.4)),
    )
    for x, y, wide, high, tint in rooms:
        sheet.fill(
            rectangle(x, y, wide, high),
            mix(tint, palette.light, 0.3),
            mix(tint, palette.shade, 0.14),
        )
    _section_rooms(sheet, palette, base, floor)
    for x, y, wide, high, _ in rooms:
        sheet.ink(rectangle(x, y, wide, high), palette.ink, 13, closed=True, wobble=0.6)
    top = base - 2 * floor + 40
    for index in range(4):
        left = 130 + index * 237.5
        roof = [(left, top), (left, top - 130), (left + 237.5, top - 20), (left + 237.5, top)]
        sheet.fill(roof, palette.main, mix(palette.main, palette.shade, 0.25))
        sheet.ink(roof, palette.ink, 5, closed=True)
        sheet.fill(
            [
                (left + 12, top - 14),
                (left + 12, top - 100),
                (left + 60, top - 78),
                (left + 60, top - 14),
            ],
            mix(palette.sky, palette.light, 0.4),
        )
    _section_yard(sheet, palette, base)


def _section_rooms(sheet: Sheet, palette: Palette, base: float, floor: float) -> None:
    rng, shade = sheet.rng, palette.shade
    sub = Camera((2.7, -9.0, 1.5), (2.7, 5, 1.5), 900, (410, base - 1.5 * 100), upright=True)
    stage = Stage(sheet, sub, palette, sun=(0.4, 0.4, -1.0), shadow=0.0)
    cabin(stage, 0.7, 0.4, bays=3)
    stage.shadows = []
    stage.draw()
    for x, person in (
        (250, someone(rng, pose="side", bag=None)),
        (330, someone(rng, pose="stand")),
        (500, someone(rng, pose="side", mirror=True, bag=None)),
        (620, someone(rng, pose="walk")),
    ):
        draw_person(sheet, person, x, base - 8, 232, shade)
    sheet.fill(rectangle(800, base - 330, 220, 70), palette.third)
    write(sheet, "Guichet", 815, base - 282, 34, palette.light, width=4.6)
    draw_person(sheet, someone(rng, pose="tray", bag=None, hair="bun"), 950, base - 8, 235, shade)
    sheet.fill(rectangle(800, base - 130, 220, 124), palette.wood, mix(palette.wood, shade, 0.25))
    sheet.fill(rectangle(790, base - 142, 240, 16), mix(palette.wood, palette.light, 0.4))
    draw_person(sheet, someone(rng, pose="lean"), 745, base - 8, 225, shade)
    up = base - floor - 8
    _section_upstairs(sheet, palette, rng, shade, up)


def _section_upstairs(
    sheet: Sheet, palette: Palette, rng: random.Random, shade: RGB, up: float
) -> None:
    """The evening library and the building site, upstairs."""
    for row in range(3):
        sheet.fill(
            rectangle(160, up - 300 + row * 78, 370, 66), mix(palette.wood, palette.ink, 0.35)
        )
        at = 166.0
        while at < 512:
            wide, tall = rng.uniform(9, 17), rng.uniform(38, 60)
            sheet.fill(
                rectangle(at, up - 234 + row * 78 - tall, wide, tall),
                rng.choice((palette.main, palette.second, palette.third, palette.sky, GIONO.main)),
            )
            at += wide + 2
    for x, mirror in ((240, False), (400, True), (500, True)):
        draw_person(sheet, someone(rng, pose="side", mirror=mirror, bag=None), x, up, 218, shade)
    sheet.fill(rectangle(276, up - 96, 90, 12), palette.wood)
    sheet.fill(rectangle(314, up - 84, 12, 84), mix(palette.wood, palette.ink, 0.3))
    sheet.glow(320, up - 150, 190, rgb("FFC873"), 0.35)
    for x in (620, 800, 1000):
        sheet.fill(rectangle(x, up - 330, 26, 330), rgb("B4B7B4"), rgb("8E9494"), toward="right")
    for x in (660, 760, 900):
        sheet.ink([(x, up), (x, up - 240)], palette.wood, 7, wobble=0.4)
    sheet.ink([(650, up - 240), (912, up - 240)], palette.wood, 7, wobble=0.4)
    for x, pose in ((710, "stand"), (850, "point"), (955, "stand")):
        draw_person(
            sheet,
            someone(rng, pose=pose, hair="helmet", vest=VEIL.main, bag=None, skirt=False),
            x,
            up,
            215,
            shade,
        )


def _section_yard(sheet: Sheet, palette: Palette, base: float) -> None:
    rng = sheet.rng
    spot = Stage(sheet, axonometric(1, (0, 0)), palette)
    foliage(spot, (1440, base + 4), 430, rng, LEAF[1])
    for x, tint in ((1130, palette.main), (1290, palette.second)):
        sheet.fill(rectangle(x, base - 64, 140, 14), tint)
        for leg in (14, 108):
            sheet.fill(rectangle(x + leg, base - 50, 16, 34), mix(tint, palette.ink, 0.3))
            sheet.fill(ellipse(x + leg + 8, base - 10, 11, 11), rgb("2B2E33"))
    draw_person(sheet, someone(rng, pose="lean", bag=None), 1220, base, 225, palette.shade)
    draw_person(
        sheet, someone(rng, pose="side", mirror=True, bag=None), 1366, base - 2, 218, palette.shade
    )
    draw_person(sheet, someone(rng, pose="walk"), 1530, base, 225, palette.shade)
    draw_person(sheet, someone(rng, pose="walk"), 60, base, 225, palette.shade)
