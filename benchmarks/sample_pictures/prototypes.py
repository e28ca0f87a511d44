"""The cabin, the counter, the cardboard boxes."""

from __future__ import annotations

from dataclasses import replace

from .colours import RGB, mix, rgb
from .space import Look, Stage, front

CARDBOARD = rgb("C99F6C")


def cabin(
    stage: Stage,
    x: float,
    y: float,
    *,
    bays: int = 3,
    colour: RGB | None = None,
    sides: bool = True,
    depth: float = 2.2,
    roof: bool = True,
) -> None:
    """The cabin of the hall: portals 1.2 m apart, a slatted roof, a bench that stiffens it."""
    wood = Look(colour or stage.palette.wood)
    pale = replace(wood, colour=mix(wood.colour, stage.palette.light, 0.3))
    high, pitch, post = 2.5, 1.2, 0.1
    stage.box(
        (x - 0.1, y - 0.1, 0), (bays * pitch + 0.3, depth + 0.2, 0.12), replace(pale, planks=9)
    )
    for index in range(bays + 1):
        at = x + index * pitch
        for far in (0.0, depth - post):
            stage.box((at, y + far, 0.12), (post, post, high), wood)
        stage.box((at, y, 0.12 + high), (post, depth, 0.14), wood)
    length = bays * pitch + post
    stage.box(
        (x + post, y + depth - 0.55, 0.42), (length - 2 * post, 0.5, 0.08), replace(pale, planks=4)
    )
    if sides:
        stage.box(
            (x + post, y + depth - 0.06, 0.5),
            (length - 2 * post, 0.04, 1.2),
            replace(pale, planks=12, upright=True),
            ground=False,
        )
        stage.box(
            (x, y + post, 0.12),
            (0.05, depth - 2 * post, high - 0.5),
            replace(pale, planks=8, upright=True),
            ground=False,
        )
    if roof:
        slats = round(depth / 0.3)
        for index in range(slats + 1):
            stage.box(
                (x - 0.15, y + index * (depth - 0.08) / slats, high + 0.27),
                (length + 0.3, 0.08, 0.07),
                pale,
            )


def counter(
    stage: Stage, x: float, y: float, *, length: float = 2.4, sign: str = "Guichet"
) -> None:
    """The pupils' counter: two heights, pigeon-holes behind, a sign above."""
    pal = stage.palette
    wood = Look(pal.wood, planks=10, upright=True)
    dark = mix(pal.wood, pal.ink, 0.2)
    stage.box((x, y + 1.3, 0), (length, 0.35, 2.1), Look(dark))
    stage.later((x, y + 1.28, 1), lambda: _pigeonholes(stage, x, y + 1.29, length))
    low = length * 0.4
    stage.box((x, y, 0), (length - low, 0.5, 1.05), wood)
    stage.box((x + length - low, y, 0), (low, 0.5, 0.76), wood)
    top = Look(mix(pal.wood, pal.light, 0.45))
    stage.box((x - 0.06, y - 0.1, 1.05), (length - low + 0.08, 0.66, 0.05), top, ground=False)
    stage.box((x + length - low, y - 0.1, 0.76), (low + 0.06, 0.66, 0.05), top, ground=False)
    for at in (x, x + length - 0.08):
        stage.box((at, y + 0.2, 0), (0.08, 0.08, 2.75), Look(pal.wood))
    stage.box((x - 0.1, y + 0.16, 2.4), (length + 0.2, 0.08, 0.5), Look(pal.third), ground=False)
    stage.later(
        (x, y - 0.3, 2.6),
        lambda: stage.letters(
            sign,
            (x + 0.14, y + 0.15, 2.53),
            (1, 0, 0),
            (0, 0, 1),
            0.26,
            pal.light,
            stage.camera.unit_at((x, y, 2.6)) * 0.04,
        ),
    )


def _pigeonholes(stage: Stage, x: float, y: float, length: float) -> None:
    pal, columns = stage.palette, round(length / 0.3)
    for column in range(columns):
        for row in range(5):
            left, low = x + 0.06 + column * (length - 0.08) / columns, 0.2 + row * 0.37
            wide = (length - 0.08) / columns - 0.04
            stage.flat(front(y, left, left + wide, low, low + 0.31), mix(pal.ink, pal.wood, 0.3))
            if (column * 7 + row * 3) % 5 < 3:
                paper = (pal.second, pal.paper, pal.main)[(column + row) % 3]
                stage.flat(
                    [
                        (left + 0.02, y, low),
                        (left + wide - 0.02, y, low),
                        (left + wide - 0.02, y, low + 0.09),
                        (left + 0.02, y, low + 0.12),
                    ],
                    paper,
                )


def cubes(stage: Stage, spots: list[tuple[float, float, float]], edge: float = 0.55) -> None:
    """Cardboard boxes, each with a strip of tape."""
    for index, (x, y, z) in enumerate(spots):
        stage.box(
            (x, y, z),
            (edge, edge, edge),
            Look(CARDBOARD),
            turn=(index * 23) % 30 - 15,
            ground=z == 0,
        )
