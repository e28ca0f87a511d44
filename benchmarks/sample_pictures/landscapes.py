"""Skies, grounds, cliffs, hills, cranes: what is behind the buildings."""

from __future__ import annotations

import math
import random

from .colours import GIONO, RGB, Palette, mix, rgb
from .curves import Point, Points, ellipse, smooth
from .furniture import LEAF
from .sheet import Sheet
from .space import Stage, front

NIGHT = rgb("232A4D")


def night_palette(palette: Palette) -> Palette:
    """The palette of a site when the sun is down."""
    from dataclasses import replace

    names = ("ink", "shade", "light", "main", "second", "third", "soft", "sky", "wood")
    return replace(palette, **{name: mix(getattr(palette, name), NIGHT, 0.68) for name in names})


def sky(sheet: Sheet, top: RGB, low: RGB, line: float, *, clouds: int = 5) -> None:
    """A sky down to a line, with a few flat clouds."""
    sheet.fill([(0, 0), (sheet.width, 0), (sheet.width, line + 4), (0, line + 4)], top, low)
    for _ in range(clouds):
        x, y = sheet.rng.uniform(0, sheet.width), sheet.rng.uniform(line * 0.05, line * 0.5)
        wide = sheet.rng.uniform(120, 330)
        puffs = [
            smooth(
                [
                    (x - wide * 0.6, y),
                    (x - wide * 0.2, y - wide * 0.035),
                    (x + wide * 0.1, y - wide * 0.1),
                    (x + wide * 0.34, y - wide * 0.05),
                    (x + wide * 0.7, y),
                    (x, y + wide * 0.012),
                ],
                closed=True,
            ),
            ellipse(x - wide * 0.35, y + wide * 0.06, wide * 0.34, wide * 0.012),
        ]
        sheet.fill_all(puffs, mix(low, (255, 255, 255), 0.6), opacity=0.6, blur=1.2)


def ground(stage: Stage, colour: RGB, reach: float) -> None:
    """The ground, lighter far away, with a few hand-drawn joints."""
    near = stage.camera.eye[1] + 0.3
    pal = stage.palette
    stage.flat(
        [(-reach, near, 0), (reach, near, 0), (reach * 9, 900, 0), (-reach * 9, 900, 0)],
        mix(colour, pal.light, 0.35),
        mix(colour, pal.shade, 0.16),
    )
    for index in range(-10, 12):
        stage.line(
            [(index * 3.0, near + 2, 0), (index * 3.0, 0, 0)],
            mix(colour, pal.shade, 0.3),
            0.8,
            opacity=0.5,
        )
    for y in range(int(near) + 2, 0, 3):
        stage.line(
            [(-reach / 2, y, 0), (reach / 2, y, 0)], mix(colour, pal.shade, 0.3), 0.8, opacity=0.5
        )


def towers(sheet: Sheet, palette: Palette) -> None:
    """The blocks of the Minguettes, far and pale."""
    pale = mix(palette.sky, palette.shade, 0.22)
    base = sheet.height * 0.71
    for index, (x, high) in enumerate(
        ((60, 250), (190, 330), (1290, 300), (1395, 390), (1510, 270), (420, 200))
    ):
        wide = 74 + 9 * (index % 3)
        block = [(x, base - high), (x + wide, base - high), (x + wide, base), (x, base)]
        sheet.fill(block, pale, mix(pale, palette.light, 0.5))
        for level in range(9):
            y = base - high + 14 + level * 26
            sheet.ink(
                [(x + 6, y), (x + wide - 6, y)], mix(pale, palette.ink, 0.25), 3.2, opacity=0.35
            )


def cliffs(sheet: Sheet, palette: Palette, line: float) -> None:
    """The long limestone cliff, its screes and the woods at its foot."""
    rng = random.Random(11)  # noqa: S311 (a drawing, not a secret)
    wide = sheet.width
    blue = mix(palette.sky, palette.shade, 0.32)
    ridge = [
        (wide * step / 14, line * (0.36 + 0.06 * math.sin(step * 1.3) + rng.uniform(-0.02, 0.02)))
        for step in range(15)
    ]
    sheet.fill([*smooth(ridge), (wide, line), (0, line)], blue, mix(blue, palette.light, 0.6))
    top = [
        (
            wide * (0.1 + 0.8 * step / 22),
            line
            * (
                0.17
                + 0.02 * math.sin(step)
                + rng.uniform(0, 0.03)
                + 0.26 * abs(step / 22 - 0.45) ** 2.2
            ),
        )
        for step in range(23)
    ]
    stone = (
        mix(rgb("DCD0BA"), palette.light, 0.2)
        if palette is GIONO
        else mix(palette.soft, palette.sky, 0.3)
    )
    wall = [
        (-40, line * 0.62),
        (wide * 0.06, line * 0.36),
        *top,
        (wide * 0.96, line * 0.4),
        (wide + 40, line * 0.6),
        (wide + 40, line),
        (-40, line),
    ]
    sheet.fill(wall, stone, mix(stone, palette.shade, 0.25))
    _ribs(sheet, palette, top, stone, line, rng)
    _woods(sheet, palette, line, rng)


def _ribs(
    sheet: Sheet, palette: Palette, top: Points, stone: RGB, line: float, rng: random.Random
) -> None:
    """The shadows and cracks that come down from the edge."""
    wide = sheet.width
    for index, (x, y) in enumerate(top):
        drop = line * rng.uniform(0.1, 0.2)
        rib = [
            (x, y),
            (x + wide * 0.02, y + 8),
            (x + wide * 0.014, y + drop),
            (x + wide * 0.002, y + drop * 0.7),
        ]
        sheet.fill(rib, mix(stone, palette.shade, 0.28 if index % 2 else 0.18), opacity=0.85)
        sheet.curve(
            smooth([(x, y), (x + 6, y + drop * 0.5), (x - 3, y + drop)]),
            mix(stone, palette.ink, 0.45),
            1.2,
            taper=True,
        )
    sheet.curve(top, mix(stone, palette.ink, 0.6), 1.8)


def _woods(sheet: Sheet, palette: Palette, line: float, rng: random.Random) -> None:
    """The wooded slopes at the foot of the cliff."""
    wide = sheet.width
    for depth, tint in ((0.58, 0.25), (0.7, 0.1), (0.84, 0.0)):
        edge = [
            (
                wide * step / 18,
                line
                * (depth + 0.035 * math.sin(step * 1.9 + depth * 20) + rng.uniform(-0.012, 0.012)),
            )
            for step in range(19)
        ]
        green = mix(palette.third, palette.sky, 0.2 + tint)
        sheet.fill(
            [*smooth(edge), (wide, line + 6), (0, line + 6)],
            green,
            mix(green, palette.second, 0.22),
        )
        for _ in range(70):
            x = rng.uniform(0, wide)
            y = line * depth + rng.uniform(0, line * 0.1)
            size = rng.uniform(5, 13)
            sheet.fill(
                ellipse(x, y, size, size * 0.8),
                mix(green, palette.shade, rng.uniform(0.08, 0.3)),
                opacity=0.55,
            )


def far_hills(sheet: Sheet, palette: Palette, line: float) -> None:
    """Low hills of the Isère plain."""
    for depth, tint in ((0.72, 0.6), (0.84, 0.4)):
        edge: list[Point] = [
            (sheet.width * step / 10, line * (depth + 0.05 * math.sin(step * 1.1 + depth * 9)))
            for step in range(11)
        ]
        colour = mix(mix(palette.third, LEAF[0], 0.6), palette.sky, tint)
        sheet.fill([*smooth(edge), (sheet.width, line + 4), (0, line + 4)], colour)


def crane(
    sheet: Sheet, palette: Palette, x: float, foot: float, high: float, *, reach: float = 620
) -> None:
    """A tower crane, on the sheet."""
    steel, dark = palette.second, mix(palette.second, palette.ink, 0.55)
    top, half = foot - high, 13.0
    for side in (-half, half):
        sheet.ink([(x + side, foot), (x + side, top)], dark, 3.4, wobble=0.4)
    steps = round(high / 30)
    zigzag = [
        (x + (half if step % 2 else -half), foot - high * step / steps) for step in range(steps + 1)
    ]
    sheet.ink(zigzag, steel, 2.6, wobble=0.3)
    jib = top + 34
    for y in (jib, jib - 26):
        sheet.ink(
            [(x - reach, y if y == jib else y + 12), (x + reach * 0.34, y)], dark, 3.0, wobble=0.4
        )
    teeth = [
        (x - reach + step * 26, jib - (14 if step % 2 else 0))
        for step in range(round(reach * 1.34 / 26))
    ]
    sheet.ink(teeth, steel, 2.2, wobble=0.2)
    sheet.ink([(x - reach * 0.6, jib - 18), (x, top - 44), (x + reach * 0.3, jib - 20)], dark, 1.8)
    sheet.fill(
        [
            (x + reach * 0.24, jib),
            (x + reach * 0.34, jib),
            (x + reach * 0.34, jib + 52),
            (x + reach * 0.24, jib + 52),
        ],
        mix(palette.soft, palette.ink, 0.35),
    )
    sheet.fill(
        [(x - 30, jib + 6), (x + 2, jib + 6), (x + 2, jib + 48), (x - 26, jib + 48)], palette.main
    )
    hook = x - reach * 0.62
    sheet.ink([(hook, jib), (hook, jib + 190)], dark, 1.4)
    sheet.fill(
        [
            (hook - 46, jib + 210),
            (hook + 46, jib + 210),
            (hook + 46, jib + 224),
            (hook - 46, jib + 224),
        ],
        palette.wood,
    )
    sheet.ink([(hook - 40, jib + 210), (hook, jib + 188), (hook + 40, jib + 210)], dark, 1.2)


def lovelace_back(stage: Stage, y: float) -> None:
    """The brick sheds, far, as a background."""
    pal = stage.palette
    brick = mix(pal.main, pal.light, 0.2)
    for index in range(9):
        x = -16.0 + index * 6.0
        face = [(x, y, 0.0), (x + 6, y, 0.0), (x + 6, y, 4.2), (x + 0.2, y, 6.6), (x, y, 6.6)]
        shape = stage.flat(face, brick, mix(brick, pal.shade, 0.2), line=pal.ink, pen=1.4)
        stage.sheet.hatch(
            shape, mix(pal.main, pal.ink, 0.3), gap=6, angle=0, width=0.7, opacity=0.35
        )
        stage.flat(
            front(y - 0.1, x + 1, x + 5, 0.9, 3.2),
            mix(pal.sky, pal.third, 0.3),
            mix(pal.sky, pal.light, 0.4),
            toward="diag",
            line=pal.ink,
            pen=1.2,
        )
