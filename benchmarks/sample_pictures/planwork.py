"""The vocabulary of a plan: walls, doors, windows, stairs, dimensions, north, scale, title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .colours import RGB, Palette, mix
from .curves import Point, ellipse, rectangle
from .lettering import typeset
from .sheet import Sheet


@dataclass
class Plan:
    """A plan in metres, x to the right and y down, at `unit` units of the sheet for a metre."""

    sheet: Sheet
    palette: Palette
    origin: Point
    unit: float

    def at(self, x: float, y: float) -> Point:
        """A point of the plan on the sheet."""
        return (self.origin[0] + x * self.unit, self.origin[1] + y * self.unit)

    def zone(
        self, x: float, y: float, wide: float, deep: float, colour: RGB, *, hatch: float = 0
    ) -> None:
        """A tinted rectangle, hatched when `hatch` gives a gap in units."""
        shape = [self.at(*p) for p in rectangle(x, y, wide, deep)]
        self.sheet.fill(shape, colour)
        if hatch:
            self.sheet.hatch(
                shape, mix(colour, self.palette.ink, 0.45), gap=hatch, width=0.9, opacity=0.6
            )

    def walls(self, runs: Sequence[Sequence[Point]], thick: float = 0.3) -> None:
        """Walls as black strips along polylines; corners are filled."""
        pieces: list[list[Point]] = []
        half = thick / 2
        for run in runs:
            for (ax, ay), (bx, by) in pairwise(run):
                left, right = min(ax, bx) - half, max(ax, bx) + half
                top, low = min(ay, by) - half, max(ay, by) + half
                pieces.append([self.at(*p) for p in rectangle(left, top, right - left, low - top)])
        self.sheet.fill_all(pieces, self.palette.ink)

    def gap(
        self, x: float, y: float, wide: float, *, upright: bool = False, fill: RGB | None = None
    ) -> None:
        """An opening in a wall that starts at (x, y)."""
        box = (x - 0.22, y, 0.44, wide) if upright else (x, y - 0.22, wide, 0.44)
        self.sheet.fill([self.at(*p) for p in rectangle(*box)], fill or self.palette.paper)

    def window(self, x: float, y: float, wide: float, *, upright: bool = False) -> None:
        """A window: an opening with two lines."""
        self.gap(x, y, wide, upright=upright)
        for shift in (-0.14, 0.0, 0.14):
            ends = (
                [(x + shift, y), (x + shift, y + wide)]
                if upright
                else [(x, y + shift), (x + wide, y + shift)]
            )
            self.line(ends, self.palette.ink, 1.3)

    def door(self, x: float, y: float, wide: float, start: float, *, upright: bool = False) -> None:
        """A door leaf with its swing; `start` is the angle where the swing begins, in degrees."""
        self.gap(x, y, wide, upright=upright)
        arc = [self.at(*p) for p in ellipse(x, y, wide, wide, start=start, end=start + 90)]
        self.sheet.curve(arc, self.palette.ink, 1.0, wobble=0.2)
        for end in (arc[0],) if upright == (start % 180 == 0) else (arc[-1],):
            self.sheet.ink([self.at(x, y), end], self.palette.ink, 2.0, wobble=0.2)

    def line(
        self, points: Sequence[Point], colour: RGB, width: float = 1.4, over: float = 0
    ) -> None:
        """A thin line."""
        self.sheet.ink([self.at(*p) for p in points], colour, width, wobble=0.35, over=over)

    def thing(
        self,
        x: float,
        y: float,
        wide: float,
        deep: float,
        colour: RGB | None = None,
        *,
        turn: float = 0,
        pen: float = 1.3,
    ) -> None:
        """A piece of furniture."""
        shape = [self.at(*p) for p in rectangle(x, y, wide, deep, turn)]
        self.sheet.fill(shape, colour or self.palette.paper)
        self.sheet.ink(shape, self.palette.ink, pen, closed=True, wobble=0.4, over=2)

    def disc(self, x: float, y: float, radius: float, colour: RGB, *, line: bool = True) -> None:
        """A round thing: a stool, a column, somebody."""
        ring = [self.at(*p) for p in ellipse(x, y, radius, radius)]
        self.sheet.fill(ring, colour)
        if line:
            self.sheet.curve(ring, self.palette.ink, 1.2, wobble=0.3)

    def crown(self, x: float, y: float, radius: float, colour: RGB) -> None:
        """A tree from above."""
        rng = self.sheet.rng
        ring = [
            (px + rng.uniform(-0.08, 0.08) * radius, py + rng.uniform(-0.08, 0.08) * radius)
            for px, py in ellipse(x, y, radius, radius)
        ]
        shadow = [self.at(px + radius * 0.18, py + radius * 0.22) for px, py in ring]
        self.sheet.fill(shadow, mix((255, 255, 255), self.palette.shade, 0.4), blend="multiply")
        self.sheet.fill([self.at(*p) for p in ring], colour)
        self.sheet.curve(
            [self.at(*p) for p in [*ring, ring[0]]], mix(colour, self.palette.ink, 0.6), 1.4
        )
        for step in range(7):
            px, py = ring[step * len(ring) // 7]
            self.line(
                [(x, y), (x + (px - x) * 0.75, y + (py - y) * 0.75)],
                mix(colour, self.palette.ink, 0.4),
                1.0,
            )

    def stairs(
        self, x: float, y: float, wide: float, deep: float, steps: int, *, upright: bool = True
    ) -> None:
        """A flight of steps with its arrow."""
        self.thing(x, y, wide, deep, mix(self.palette.paper, self.palette.soft, 0.6))
        for step in range(1, steps):
            t = step / steps
            ends = (
                [(x, y + deep * t), (x + wide, y + deep * t)]
                if upright
                else [(x + wide * t, y), (x + wide * t, y + deep)]
            )
            self.line(ends, self.palette.ink, 1.1)
        middle = [(x + wide / 2, y + deep * 0.92), (x + wide / 2, y + deep * 0.12)]
        self.line(middle, self.palette.main, 1.8)
        tip = middle[1]
        self.line(
            [(tip[0] - 0.3, tip[1] + 0.4), tip, (tip[0] + 0.3, tip[1] + 0.4)],
            self.palette.main,
            1.8,
        )

    def label(
        self,
        text: str,
        x: float,
        y: float,
        size: float = 23,
        colour: RGB | None = None,
        *,
        under: str = "",
        weight: str = "Semibold",
        anchor: str = "m",
    ) -> None:
        """The name of a room, and its area under it."""
        px, py = self.at(x, y)
        typeset(
            self.sheet,
            text,
            px,
            py,
            size,
            colour or self.palette.ink,
            weight=weight,
            anchor=f"{anchor}s",
            tracking=0.06,
        )
        if under:
            typeset(
                self.sheet,
                under,
                px,
                py + size * 1.15,
                size * 0.82,
                colour or self.palette.ink,
                weight="Regular",
                anchor=f"{anchor}s",
            )

    def dimension(self, start: Point, end: Point, text: str, *, shift: float = 14) -> None:
        """A dimension line with slanted ticks; horizontal or vertical."""
        ink = mix(self.palette.ink, self.palette.paper, 0.25)
        self.line([start, end], ink, 1.1, over=6)
        for x, y in (start, end):
            px, py = self.at(x, y)
            self.sheet.ink([(px - 6, py + 6), (px + 6, py - 6)], ink, 2.0, wobble=0.2)
        (ax, ay), (bx, by) = self.at(*start), self.at(*end)
        upright = abs(bx - ax) < abs(by - ay)
        x, y = (ax + bx) / 2, (ay + by) / 2
        at = (x - shift + 6, y) if upright else (x, y - shift + 6)
        typeset(
            self.sheet, text, *at, 19, self.palette.ink, anchor="ms", angle=-90 if upright else 0
        )

    def north(self, x: float, y: float, turn: float = 0) -> None:
        """A north arrow on the sheet (units)."""
        ring = ellipse(x, y, 34, 34)
        self.sheet.curve(ring, self.palette.ink, 1.6, wobble=0.2)
        from .curves import turned

        left = turned([(x, y - 46), (x - 15, y + 26), (x, y + 12)], turn, (x, y))
        right = turned([(x, y - 46), (x + 15, y + 26), (x, y + 12)], turn, (x, y))
        self.sheet.fill(left, self.palette.ink)
        self.sheet.ink(right, self.palette.ink, 1.5, closed=True, wobble=0.2)
        tip = turned([(x, y - 58)], turn, (x, y))[0]
        typeset(
            self.sheet, "N", tip[0], tip[1] + 4, 26, self.palette.ink, weight="Bold", anchor="ms"
        )

    def scale_bar(self, x: float, y: float, metres: int = 10, step: int = 2) -> None:
        """A scale bar on the sheet (units)."""
        for index in range(metres // step):
            part = rectangle(x + index * step * self.unit, y, step * self.unit, 9)
            if index % 2 == 0:
                self.sheet.fill(part, self.palette.ink)
            self.sheet.ink(part, self.palette.ink, 1.2, closed=True, wobble=0.1)
        for mark in (0, metres // 2, metres):
            text = f"{mark} m" if mark == metres else str(mark)
            typeset(
                self.sheet, text, x + mark * self.unit, y - 9, 19, self.palette.ink, anchor="ms"
            )

    def title(self, title: str, detail: str, author: str) -> None:
        """The title block at the foot of the sheet."""
        high = self.sheet.height
        ink = self.palette.ink
        self.sheet.ink(
            [(60, high - 104), (self.sheet.width - 60, high - 104)], ink, 2.0, wobble=0.3
        )
        typeset(self.sheet, title, 60, high - 62, 38, self.palette.main, weight="Bold")
        typeset(self.sheet, detail, 60, high - 30, 22, ink)
        typeset(self.sheet, author, self.sheet.width - 60, high - 30, 20, ink, anchor="rs")
