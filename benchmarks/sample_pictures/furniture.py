"""Things that stand in the scenes: benches, counters, shelves, trees, and the five prototypes."""

from __future__ import annotations

import math
import random
from dataclasses import replace

from .colours import RGB, mix, rgb
from .curves import Point, ellipse, smooth
from .space import Look, Stage, front, side

STEEL = rgb("8E979B")
LEAF = (rgb("7E9A6B"), rgb("9AAF76"), rgb("5F7F63"))
BOOKS = (rgb("B9533A"), rgb("2F6B70"), rgb("D9B75A"), rgb("7E78AE"), rgb("E8E0CF"), rgb("4F5B66"))


def bench(
    stage: Stage,
    x: float,
    y: float,
    *,
    length: float = 1.8,
    turn: float = 0,
    wheels: bool = False,
    colour: RGB | None = None,
) -> None:
    """A plain bench, 45 cm high; on castors it shows two dark wheels and a coloured brake."""
    wood = Look(colour or stage.palette.wood, planks=3)
    legs = replace(wood, planks=0, colour=mix(wood.colour, stage.palette.ink, 0.15))
    low = 0.14 if wheels else 0.0
    for at in (0.12, length - 0.2):
        px, py = _turned(x, y, length, 0.42, at, 0.06, turn)
        stage.box((px - 0.05, py - 0.03, low), (0.1, 0.3, 0.38 - low), legs, turn=turn)
        if wheels:
            wheel = Look(rgb("33373D"))
            stage.box((px - 0.06, py + 0.03, 0), (0.12, 0.14, 0.14), wheel, turn=turn)
    stage.box((x, y, 0.38), (length, 0.42, 0.08), wood, turn=turn)


def table(
    stage: Stage,
    x: float,
    y: float,
    *,
    size: tuple[float, float] = (1.6, 0.8),
    high: float = 0.74,
    top: RGB | None = None,
    turn: float = 0,
) -> None:
    """A table on four legs."""
    look = Look(top or stage.palette.wood)
    legs = Look(STEEL)
    for ax in (0.08, size[0] - 0.14):
        for ay in (0.08, size[1] - 0.14):
            px, py = _turned(x, y, size[0], size[1], ax, ay, turn)
            stage.box((px, py, 0), (0.06, 0.06, high - 0.04), legs, turn=turn, ground=False)
    stage.box((x, y, high - 0.04), (size[0], size[1], 0.05), look, turn=turn)


def chair(
    stage: Stage, x: float, y: float, *, back: str = "front", colour: RGB | None = None
) -> None:
    """A school chair; `back` is front (near us) or far."""
    look, legs = Look(colour or stage.palette.third), Look(STEEL)
    for ax in (0.02, 0.36):
        for ay in (0.02, 0.36):
            stage.box((x + ax, y + ay, 0), (0.03, 0.03, 0.43), legs, ground=False)
    stage.box((x, y, 0.43), (0.42, 0.42, 0.04), look)
    stage.box(
        (x, y - 0.02 if back == "front" else y + 0.4, 0.55), (0.42, 0.04, 0.34), look, ground=False
    )


def lockers(stage: Stage, x: float, y: float, count: int, *, colour: RGB, along: str = "y") -> None:
    """A row of lockers against a wall on the left (`y`) or at the back (`x`)."""
    for index in range(count):
        shade = mix(colour, stage.palette.ink, 0.08 * (index % 3 == 1))
        at = (x, y + index * 0.6, 0.0) if along == "y" else (x + index * 0.6, y, 0.0)
        size = (0.45, 0.58, 1.8) if along == "y" else (0.58, 0.45, 1.8)
        stage.box(at, size, Look(shade, planks=3), ground=index == 0)


def shelf(
    stage: Stage,
    x: float,
    y: float,
    *,
    length: float,
    high: float = 2.0,
    rng: random.Random,
    depth: float = 0.34,
) -> None:
    """A bookcase along x, its books facing us."""
    look = Look(mix(stage.palette.wood, stage.palette.ink, 0.08))
    stage.box((x, y, 0), (length, depth, high), look)
    stage.later(
        (x + length / 2, y - 0.01, high / 2), lambda: _books(stage, x, y - 0.01, length, high, rng)
    )


def shelf_side(
    stage: Stage,
    x: float,
    y: float,
    *,
    length: float,
    high: float = 2.0,
    rng: random.Random,
    depth: float = 0.34,
    faces: int = 1,
) -> None:
    """A bookcase along y; its books face right (`faces` 1) or left (-1)."""
    look = Look(mix(stage.palette.wood, stage.palette.ink, 0.08))
    stage.box((x, y, 0), (depth, length, high), look)
    front = x + depth + 0.01 if faces > 0 else x - 0.01
    stage.later(
        (front, y + length / 2 - 0.05, high / 2),
        lambda: _books_side(stage, front, y, length, high, rng),
    )


def _books(
    stage: Stage, x: float, y: float, length: float, high: float, rng: random.Random
) -> None:
    rows = max(2, round(high / 0.36))
    step = (high - 0.1) / rows
    for row in range(rows):
        low = 0.08 + row * step
        stage.flat(
            front(y, x + 0.04, x + length - 0.04, low, low + step - 0.04),
            mix(stage.palette.ink, stage.palette.wood, 0.25),
        )
        at = x + 0.06
        while at < x + length - 0.1:
            wide, tall = rng.uniform(0.03, 0.07), step * rng.uniform(0.55, 0.86)
            if rng.random() > 0.12:
                stage.flat(front(y, at, at + wide, low, low + tall), rng.choice(BOOKS))
            at += wide + 0.006


def _books_side(
    stage: Stage, x: float, y: float, length: float, high: float, rng: random.Random
) -> None:
    rows = max(2, round(high / 0.36))
    step = (high - 0.1) / rows
    for row in range(rows):
        low = 0.08 + row * step
        stage.flat(
            side(x, y + 0.04, y + length - 0.04, low, low + step - 0.04),
            mix(stage.palette.ink, stage.palette.wood, 0.25),
        )
        at = y + 0.06
        while at < y + length - 0.1:
            wide, tall = rng.uniform(0.04, 0.08), step * rng.uniform(0.55, 0.86)
            if rng.random() > 0.12:
                stage.flat(side(x, at, at + wide, low, low + tall), rng.choice(BOOKS))
            at += wide + 0.006


def tree(
    stage: Stage,
    x: float,
    y: float,
    *,
    high: float = 6.0,
    rng: random.Random,
    leaf: RGB | None = None,
) -> None:
    """A tree: a trunk, and foliage in rounded lumps."""
    stage.disc_shadow(x, y, high * 0.22, stretch=high * 0.4)
    stage.later((x, y, 0), lambda: _tree(stage, x, y, high, rng, leaf or LEAF[0]))


def _tree(stage: Stage, x: float, y: float, high: float, rng: random.Random, leaf: RGB) -> None:
    foot, unit = stage.camera.at((x, y, 0)), stage.camera.unit_at((x, y, 0))
    foliage(stage, foot, unit * high, rng, leaf)


def foliage(stage: Stage, foot: Point, tall: float, rng: random.Random, leaf: RGB) -> None:
    """A tree on the sheet, `tall` units from its foot."""
    sheet, ink = stage.sheet, stage.palette.ink
    trunk = mix(ink, stage.palette.wood, 0.45)
    fx, fy = foot
    wide = tall * 0.035
    sheet.fill(
        [
            (fx - wide, fy),
            (fx + wide, fy),
            (fx + wide * 0.6, fy - tall * 0.6),
            (fx - wide * 0.6, fy - tall * 0.6),
        ],
        trunk,
    )
    lumps = []
    for step in range(11):
        angle = step * math.tau / 11
        radius = tall * rng.uniform(0.12, 0.17)
        lumps.append(
            (
                fx + math.cos(angle) * tall * 0.2,
                fy - tall * 0.7 + math.sin(angle) * tall * 0.19,
                radius,
            )
        )
    lumps.append((fx, fy - tall * 0.7, tall * 0.24))
    dark = mix(leaf, stage.palette.shade, 0.38)
    sheet.fill_all([_lump(rng, lx + tall * 0.02, ly + tall * 0.03, r) for lx, ly, r in lumps], dark)
    sheet.fill_all(
        [_lump(rng, lx - tall * 0.01, ly - tall * 0.01, r * 0.93) for lx, ly, r in lumps], leaf
    )
    light = mix(leaf, stage.palette.light, 0.4)
    sheet.fill_all(
        [_lump(rng, lx - tall * 0.05, ly - tall * 0.06, r * 0.5) for lx, ly, r in lumps[::2]],
        light,
        opacity=0.7,
    )
    for lx, ly, r in lumps[:11:3]:
        sheet.curve(
            ellipse(lx, ly, r * 0.8, r * 0.8, start=200, end=300), dark, tall * 0.006, taper=True
        )


def _lump(rng: random.Random, x: float, y: float, radius: float) -> list[Point]:
    points = []
    for step in range(9):
        angle, reach = step * math.tau / 9, radius * rng.uniform(0.86, 1.1)
        points.append((x + math.cos(angle) * reach, y + math.sin(angle) * reach))
    return smooth(points, closed=True, steps=5)


def _turned(
    x: float, y: float, length: float, depth: float, at: float, by: float, turn: float
) -> Point:
    cx, cy = x + length / 2, y + depth / 2
    cosine, sine = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    px, py = x + at - cx, y + by - cy
    return (cx + px * cosine - py * sine, cy + px * sine + py * cosine)
