"""The second vision: a house in section."""

from __future__ import annotations

import math
from functools import partial

from .colours import Palette, mix, rgb
from .curves import ellipse, rectangle, smooth
from .figures import draw_person, someone
from .furniture import LEAF, foliage
from .landscapes import sky
from .lettering import write
from .sheet import Sheet
from .space import Stage, axonometric


def house(sheet: Sheet, palette: Palette) -> None:
    """Vision 2: a house in section, kept by its pupils."""
    pal = palette
    sky(sheet, rgb("4A5287"), rgb("E9A987"), 1010, clouds=3)
    for _ in range(60):
        x, y = sheet.rng.uniform(0, 1600), sheet.rng.uniform(0, 420)
        sheet.fill(ellipse(x, y, 1.6, 1.6), pal.light, opacity=sheet.rng.uniform(0.3, 0.9))
    hill = smooth([(-20, 1000), (300, 930), (800, 960), (1300, 920), (1620, 980)])
    sheet.fill(
        [*hill, (1620, 1210), (-20, 1210)],
        mix(LEAF[2], pal.shade, 0.35),
        mix(LEAF[2], pal.ink, 0.5),
    )
    left, base, wide, high = 330.0, 1080.0, 470.0, 250.0
    tints = (
        rgb("F7D795"),
        rgb("F3C07E"),
        rgb("E8B69A"),
        rgb("F6E0B0"),
        rgb("D9C6DD"),
        rgb("F2C98B"),
    )
    for index in range(6):
        x, y = left + (index % 2) * wide, base - (index // 2 + 1) * high
        room = rectangle(x, y, wide, high)
        sheet.fill(room, mix(tints[index], pal.light, 0.35), mix(tints[index], pal.shade, 0.12))
        sheet.clipped([room], partial(_room, sheet, pal, x, y + high, index))
        sheet.ink(room, pal.ink, 11, closed=True, wobble=0.8)
    roof = [
        (left - 50, base - 3 * high),
        (left + wide, base - 3 * high - 240),
        (left + 2 * wide + 50, base - 3 * high),
    ]
    sheet.fill(roof, pal.main, mix(pal.main, pal.shade, 0.4))
    sheet.hatch(roof, mix(pal.main, pal.ink, 0.5), gap=13, angle=4, width=1.2)
    sheet.ink(roof, pal.ink, 6, closed=True)
    _keys(sheet, left + wide, base - 3 * high - 150)
    for x, y in ((160, base - 40), (1420, base - 50)):
        foliage(
            Stage(sheet, axonometric(1, (0, 0)), pal),
            (x, y),
            330,
            sheet.rng,
            mix(LEAF[2], pal.shade, 0.3),
        )
    for index, x in enumerate((120, 215, 1350, 1480)):
        draw_person(sheet, someone(sheet.rng, pose="walk"), x, 1140, 190, pal.shade)
        del index


def _room(sheet: Sheet, pal: Palette, x: float, base: float, index: int) -> None:
    rng, shade = sheet.rng, pal.shade
    low = base - 8
    names = ("Cuisine", "Atelier", "Accueil", "Étude", "Radio", "Jardin d’hiver")
    write(sheet, names[index], x + 26, base - 200, 25, mix(pal.ink, pal.wood, 0.2), width=3)
    _furnish(sheet, pal, x, low, index)
    poses = (
        (("tray", 130), ("tray", 400)),
        (("lean", 110), ("stand", 420)),
        (("stand", 160), ("point", 250), ("walk", 400)),
        (("side", 90), ("side", 190)),
        (("stand", 130), ("stand", 400)),
        (("point", 240),),
    )
    for number, (pose, at) in enumerate(poses[index]):
        draw_person(
            sheet, someone(rng, pose=pose, mirror=bool(number), bag=None), x + at, low, 172, shade
        )


def _furnish(sheet: Sheet, pal: Palette, x: float, low: float, index: int) -> None:
    """What stands in a room, by its number."""
    rng, shade = sheet.rng, pal.shade
    if index == 0:
        sheet.fill(rectangle(x + 150, low - 74, 210, 74), pal.third, mix(pal.third, shade, 0.3))
        sheet.fill(rectangle(x + 140, low - 86, 230, 14), pal.light)
        for pot in (176, 250, 320):
            sheet.fill(rectangle(x + pot, low - 112, 40, 26), pal.main)
    elif index == 1:
        sheet.fill(rectangle(x + 130, low - 74, 240, 16), pal.wood)
        for leg in (146, 336):
            sheet.fill(rectangle(x + leg, low - 60, 16, 60), mix(pal.wood, pal.ink, 0.3))
        sheet.fill(rectangle(x + 190, low - 90, 130, 16, -6), mix(pal.wood, pal.light, 0.4))
    elif index == 3:
        for shelf in range(2):
            sheet.fill(
                rectangle(x + 260, low - 170 + shelf * 62, 180, 52), mix(pal.wood, pal.ink, 0.35)
            )
            at = x + 264
            while at < x + 428:
                step = rng.uniform(8, 14)
                sheet.fill(
                    rectangle(at, low - 122 + shelf * 62 - 40, step, 40),
                    rng.choice((pal.main, pal.second, pal.third, pal.sky)),
                )
                at += step + 2
    elif index == 4:
        sheet.fill(rectangle(x + 180, low - 80, 170, 80), mix(pal.main, pal.ink, 0.3))
        sheet.ink([(x + 260, low - 80), (x + 240, low - 130), (x + 270, low - 150)], pal.ink, 5)
        sheet.fill(ellipse(x + 276, low - 154, 15, 15), pal.ink)
    elif index == 5:
        for plant in (90, 180, 300, 400):
            foliage(
                Stage(sheet, axonometric(1, (0, 0)), pal),
                (x + plant, low),
                110 + plant % 50,
                rng,
                LEAF[plant % 3],
            )


def _keys(sheet: Sheet, x: float, y: float) -> None:
    gold = rgb("F0C25A")
    sheet.curve(ellipse(x, y, 46, 46), gold, 9, wobble=0.3)
    for index, turn in enumerate((-38, -12, 14, 40)):
        angle = math.radians(90 + turn)
        start = (x + math.cos(angle) * 46, y + math.sin(angle) * 46)
        end = (start[0] + math.cos(angle) * 84, start[1] + math.sin(angle) * 84)
        tint = (gold, rgb("E8E2D0"), rgb("E58F65"), rgb("BFD6DE"))[index]
        sheet.curve(
            ellipse(start[0] + math.cos(angle) * 15, start[1] + math.sin(angle) * 15, 14, 14),
            tint,
            6,
            wobble=0.2,
        )
        sheet.ink(
            [(start[0] + math.cos(angle) * 28, start[1] + math.sin(angle) * 28), end],
            tint,
            7,
            wobble=0,
        )
        side = (math.cos(angle + 1.57) * 17, math.sin(angle + 1.57) * 17)
        for back in (0, 18):
            tooth = (end[0] - math.cos(angle) * back, end[1] - math.sin(angle) * back)
            sheet.ink([tooth, (tooth[0] + side[0], tooth[1] + side[1])], tint, 6, wobble=0)
