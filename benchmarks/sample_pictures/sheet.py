"""A sheet to draw on: gouache fills, ink lines, hatches, shadows and light, oversampled."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Literal

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .colours import RGB
from .curves import Point, Points, ellipse, tapered

Direction = Literal["down", "up", "right", "left", "diag"]
Blend = Literal["paint", "multiply", "screen"]
_TURNS = {
    "up": Image.Transpose.ROTATE_180,
    "right": Image.Transpose.ROTATE_90,
    "left": Image.Transpose.ROTATE_270,
}


class Sheet:
    """A picture in the making; lengths are in units, `width` of them across."""

    def __init__(
        self, size_px: tuple[int, int], paper: RGB, seed: str, *, width: float = 1600
    ) -> None:
        self.size_px = size_px
        self.over = 2
        self.k = size_px[0] * self.over / width
        self.width = width
        self.height = width * size_px[1] / size_px[0]
        self.rng = random.Random(seed)  # noqa: S311 (a drawing, not a secret)
        self.paper = paper
        self.image = Image.new("RGB", (size_px[0] * self.over, size_px[1] * self.over), paper)
        self.clip: Image.Image | None = None

    def fill(
        self,
        points: Points,
        colour: RGB,
        to: RGB | None = None,
        *,
        toward: Direction = "down",
        opacity: float = 1.0,
        blur: float = 0.0,
        blend: Blend = "paint",
    ) -> None:
        """Lay a colour (or a gradient `toward` a side) on a polygon; `blur` in units."""
        self.fill_all([points], colour, to, toward=toward, opacity=opacity, blur=blur, blend=blend)

    def fill_all(
        self,
        polygons: Sequence[Points],
        colour: RGB,
        to: RGB | None = None,
        *,
        toward: Direction = "down",
        opacity: float = 1.0,
        blur: float = 0.0,
        blend: Blend = "paint",
    ) -> None:
        """Lay one colour on several polygons at once: where they overlap it counts once."""
        masked = self._mask([p for p in polygons if len(p) > 2], blur)
        if masked is None:
            return
        mask, box = masked
        size = (box[2] - box[0], box[3] - box[1])
        paint = Image.new("RGB", size, colour)
        if to is not None:
            paint = Image.composite(Image.new("RGB", size, to), paint, _ramp(size, toward))
        if blend != "paint":
            under = self.image.crop(box)
            paint = (ImageChops.multiply if blend == "multiply" else ImageChops.screen)(
                under, paint
            )
        if opacity < 1:
            mask = mask.point([round(value * opacity) for value in range(256)])
        if self.clip is not None:
            mask = ImageChops.multiply(mask, self.clip.crop(box))
        self.image.paste(paint, box, mask)

    def clipped(self, polygons: Sequence[Points], draw: Callable[[], None]) -> None:
        """Draw inside the polygons only."""
        outer = self.clip
        mask = Image.new("L", self.image.size, 0)
        pen = ImageDraw.Draw(mask)
        for points in polygons:
            pen.polygon([(x * self.k, y * self.k) for x, y in points], fill=255)
        self.clip = mask if outer is None else ImageChops.multiply(mask, outer)
        draw()
        self.clip = outer

    def ink(
        self,
        points: Points,
        colour: RGB,
        width: float = 1.6,
        *,
        wobble: float = 0.9,
        closed: bool = False,
        over: float = 0.0,
        opacity: float = 1.0,
    ) -> None:
        """Draw a polyline by hand: it trembles, swells, and overshoots its ends by `over`."""
        path = [*points, points[0]] if closed else list(points)
        strips = []
        for start, end in pairwise(path):
            strips.append(self._stroke(start, end, width, wobble, over))
        self.fill_all([strip for strip in strips if strip], colour, opacity=opacity)

    def curve(
        self,
        points: Points,
        colour: RGB,
        width: float = 1.6,
        *,
        wobble: float = 0.5,
        opacity: float = 1.0,
        taper: bool = False,
    ) -> None:
        """Draw a smooth line through many points; `taper` thins both ends."""
        if len(points) < 2:
            return
        phase, speed = self.rng.uniform(0, 6.3), self.rng.uniform(0.15, 0.3)
        shaken, widths, last = [], [], len(points) - 1
        for index, (x, y) in enumerate(points):
            drift = wobble * math.sin(phase + index * speed)
            shaken.append((x + drift, y - drift * 0.7))
            swell = 1 + 0.18 * math.sin(phase * 2 + index * speed * 1.7)
            ends = math.sin(math.pi * (index + 0.4) / (last + 0.8)) ** 0.6 if taper else 1
            widths.append(width * swell * ends)
        caps = [ellipse(*shaken[i], widths[i] / 2, widths[i] / 2) for i in (0, -1)]
        self.fill_all([*_pieces(shaken, widths), *caps], colour, opacity=opacity)

    def hatch(
        self,
        points: Points,
        colour: RGB,
        *,
        gap: float = 9,
        angle: float = 45,
        width: float = 1.1,
        opacity: float = 0.6,
    ) -> None:
        """Hatch a polygon with parallel strokes."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        cx, cy = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        reach = math.hypot(max(xs) - min(xs), max(ys) - min(ys)) / 2
        along = (math.cos(math.radians(angle)), math.sin(math.radians(angle)))
        strips, offset = [], -reach
        while offset < reach:
            shift = offset + self.rng.uniform(-0.18, 0.18) * gap
            for low, high in _crossings(points, (cx, cy), along, shift):
                trim = self.rng.uniform(0, gap * 0.4)
                a = _on(cx, cy, along, shift, low + trim)
                b = _on(cx, cy, along, shift, high - trim)
                if high - low > 2 * trim:
                    strips.append(self._stroke(a, b, width, 0.5, 0))
            offset += gap
        self.fill_all([strip for strip in strips if strip], colour, opacity=opacity)

    def glow(self, x: float, y: float, radius: float, colour: RGB, opacity: float = 0.5) -> None:
        """A halo of light."""
        self.fill(
            ellipse(x, y, radius * 0.6, radius * 0.6),
            colour,
            opacity=opacity,
            blur=radius * 0.35,
            blend="screen",
        )

    def drop(
        self, points: Points, *, dx: float = 5, dy: float = 7, blur: float = 6, dark: float = 0.35
    ) -> None:
        """The shadow that a flat thing casts on what it lies on."""
        shifted = [(x + dx, y + dy) for x, y in points]
        self.fill(shifted, (60, 52, 66), opacity=dark, blur=blur, blend="multiply")

    def speckle(self, points: Points, colour: RGB, count: int, size: float, opacity: float) -> None:
        """Small random dots inside the bounding box of a polygon, clipped to it."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        dots = []
        for _ in range(count):
            x, y = self.rng.uniform(min(xs), max(xs)), self.rng.uniform(min(ys), max(ys))
            radius = size * self.rng.uniform(0.4, 1.2)
            dots.append(ellipse(x, y, radius, radius * self.rng.uniform(0.6, 1)))
        self.clipped([points], lambda: self.fill_all(dots, colour, opacity=opacity))

    def finished(self, *, grain: float = 1.0) -> Image.Image:
        """The picture at its final size, with the tooth of the paper when `grain` is not 0."""
        small = self.image.reduce(self.over)
        if grain <= 0:
            return small
        wash = _noise(self.rng, (28, 21), 128, 10 * grain).resize(
            small.size, Image.Resampling.BICUBIC
        )
        tooth = _tiled(
            _noise(self.rng, (320, 320), 128, 34 * grain).filter(ImageFilter.GaussianBlur(0.9)),
            small.size,
        )
        for layer in (wash, tooth):
            small = ImageChops.soft_light(small, Image.merge("RGB", (layer, layer, layer)))
        return small

    def save(self, path: Path) -> None:
        """Write a plain preview."""
        self.finished().save(path)

    def _stroke(
        self, start: Point, end: Point, width: float, wobble: float, over: float
    ) -> list[Point]:
        dx, dy = end[0] - start[0], end[1] - start[1]
        length = math.hypot(dx, dy)
        if length < 0.01:
            return []
        ux, uy = dx / length, dy / length
        low, high = -over * self.rng.random(), length + over * self.rng.random()
        steps = max(2, min(60, round(length / 12)))
        phases = [self.rng.uniform(0, 6.3) for _ in range(3)]
        amplitude = wobble * min(1.0, length / 60)
        path, widths = [], []
        for step in range(steps + 1):
            at = low + (high - low) * step / steps
            drift = amplitude * (
                0.65 * math.sin(at / 47 + phases[0]) + 0.35 * math.sin(at / 17 + phases[1])
            )
            path.append((start[0] + ux * at - uy * drift, start[1] + uy * at + ux * drift))
            widths.append(width * (1 + 0.2 * math.sin(at / 31 + phases[2])))
        return tapered(path, widths)

    def _mask(
        self, polygons: Sequence[Points], blur: float
    ) -> tuple[Image.Image, tuple[int, int, int, int]] | None:
        if not polygons:
            return None
        k, margin = self.k, math.ceil(blur * self.k * 3) + 1
        xs = [x * k for points in polygons for x, _ in points]
        ys = [y * k for points in polygons for _, y in points]
        wide, high = self.image.size
        left, top = max(0, math.floor(min(xs)) - margin), max(0, math.floor(min(ys)) - margin)
        right = min(wide, math.ceil(max(xs)) + margin)
        bottom = min(high, math.ceil(max(ys)) + margin)
        if right <= left or bottom <= top:
            return None
        mask = Image.new("L", (right - left, bottom - top), 0)
        pen = ImageDraw.Draw(mask)
        for points in polygons:
            pen.polygon([(x * k - left, y * k - top) for x, y in points], fill=255)
        return (_blurred(mask, blur * k) if blur else mask), (left, top, right, bottom)


def _blurred(mask: Image.Image, radius_px: float) -> Image.Image:
    """A Gaussian blur; wide ones are made on a reduced mask, which nobody can see."""
    factor = max(1, int(radius_px / 6))
    if factor == 1 or min(mask.size) < factor * 3:
        return mask.filter(ImageFilter.GaussianBlur(radius_px))
    small = mask.reduce(factor).filter(ImageFilter.GaussianBlur(radius_px / factor))
    return small.resize(mask.size, Image.Resampling.BILINEAR)


def _ramp(size: tuple[int, int], toward: Direction) -> Image.Image:
    base = Image.linear_gradient("L")
    if toward == "diag":
        base = ImageChops.add(base, base.transpose(Image.Transpose.ROTATE_90), 2)
    elif toward in _TURNS:
        base = base.transpose(_TURNS[toward])
    return base.resize(size, Image.Resampling.BILINEAR)


def _noise(rng: random.Random, size: tuple[int, int], middle: int, spread: float) -> Image.Image:
    raw = Image.frombytes("L", size, rng.randbytes(size[0] * size[1]))
    table = [round(middle + (value - 127.5) / 127.5 * spread) for value in range(256)]
    return raw.point(table)


def _tiled(tile: Image.Image, size: tuple[int, int]) -> Image.Image:
    whole = Image.new("L", size)
    for x in range(0, size[0], tile.width):
        for y in range(0, size[1], tile.height):
            whole.paste(tile, (x, y))
    return whole


def _pieces(path: Points, widths: Sequence[float]) -> list[list[Point]]:
    """A strip cut into short overlapping pieces, so that a sharp bend leaves no hole."""
    return [
        tapered(path[start : start + 5], widths[start : start + 5])
        for start in range(0, len(path) - 1, 4)
    ]


def _on(cx: float, cy: float, along: Point, shift: float, at: float) -> Point:
    return (cx - along[1] * shift + along[0] * at, cy + along[0] * shift + along[1] * at)


def _crossings(
    points: Points, centre: Point, along: Point, shift: float
) -> list[tuple[float, float]]:
    """Where a hatching line enters and leaves a polygon, as distances along the line."""
    cuts = []
    for (ax, ay), (bx, by) in zip(points, [*points[1:], points[0]], strict=True):
        da = -(ax - centre[0]) * along[1] + (ay - centre[1]) * along[0] - shift
        db = -(bx - centre[0]) * along[1] + (by - centre[1]) * along[0] - shift
        if (da > 0) != (db > 0):
            t = da / (da - db)
            x, y = ax + (bx - ax) * t - centre[0], ay + (by - ay) * t - centre[1]
            cuts.append(x * along[0] + y * along[1])
    cuts.sort()
    return list(zip(cuts[::2], cuts[1::2], strict=False))
