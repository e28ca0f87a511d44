"""Rooms and yards in metres, seen through a camera and drawn from back to front."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .colours import RGB, Palette, mix
from .curves import Point, convex_hull, ellipse
from .lettering import trace
from .sheet import Blend, Direction, Sheet

Vec = tuple[float, float, float]


def _minus(a: Vec, b: Vec) -> Vec:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def _dot(a: Vec, b: Vec) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def _cross(a: Vec, b: Vec) -> Vec:
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def _unit(a: Vec) -> Vec:
    length = math.sqrt(_dot(a, a)) or 1.0
    return (a[0] / length, a[1] / length, a[2] / length)


def front(y: float, x0: float, x1: float, z0: float, z1: float) -> list[Vec]:
    """An upright rectangle that faces us."""
    return [(x0, y, z0), (x1, y, z0), (x1, y, z1), (x0, y, z1)]


def side(x: float, y0: float, y1: float, z0: float, z1: float) -> list[Vec]:
    """An upright rectangle that runs away from us."""
    return [(x, y0, z0), (x, y1, z0), (x, y1, z1), (x, y0, z1)]


def level(z: float, x0: float, x1: float, y0: float, y1: float) -> list[Vec]:
    """A horizontal rectangle."""
    return [(x0, y0, z), (x1, y0, z), (x1, y1, z), (x0, y1, z)]


@dataclass(frozen=True)
class Camera:
    """Where one looks from; x to the right, y away, z up, in metres.

    `focal` is in units of the sheet for one metre at one metre; with `flat` the view is
    axonometric and `focal` is the units of one metre.
    """

    eye: Vec
    target: Vec
    focal: float
    centre: Point
    flat: bool = False
    upright: bool = False
    """Keep verticals vertical: a shift lens, as in architectural photographs."""

    def seen(self, point: Vec) -> Vec:
        """The point as (right, up, away) from the eye."""
        forward = _minus(self.target, self.eye)
        if self.upright:
            forward = (forward[0], forward[1], 0.0)
        forward = _unit(forward)
        right = _unit(_cross(forward, (0, 0, 1)))
        up = _cross(right, forward)
        ray = _minus(point, self.eye)
        return (_dot(ray, right), _dot(ray, up), _dot(ray, forward))

    def at(self, point: Vec) -> Point:
        """The point on the sheet."""
        return self.screen(self.seen(point))

    def screen(self, seen: Vec) -> Point:
        """A point (right, up, away) on the sheet."""
        scale = self.focal if self.flat else self.focal / max(seen[2], NEAR_M)
        return (self.centre[0] + seen[0] * scale, self.centre[1] - seen[1] * scale)

    def polygon(self, points: Sequence[Vec]) -> list[Point]:
        """A polygon on the sheet, cut where it passes behind the eye."""
        seen = [self.seen(point) for point in points]
        return [self.screen(p) for p in (seen if self.flat else _in_front(seen))]

    def unit_at(self, point: Vec) -> float:
        """How many units of the sheet one metre takes at a point."""
        return self.focal if self.flat else self.focal / max(self.seen(point)[2], NEAR_M)


NEAR_M = 0.12


def axonometric(
    focal: float, centre: Point, *, turn: float = 45, tilt: float = 32, target: Vec = (0, 0, 0)
) -> Camera:
    """An axonometric camera: turned by degrees around the vertical, tilted down by degrees."""
    away, height = math.cos(math.radians(tilt)), math.sin(math.radians(tilt))
    x, y = math.sin(math.radians(turn)), math.cos(math.radians(turn))
    far = 200.0
    eye = (target[0] - x * away * far, target[1] - y * away * far, target[2] + height * far)
    return Camera(eye, target, focal, centre, flat=True)


def _in_front(points: Sequence[Vec]) -> list[Vec]:
    kept: list[Vec] = []
    for a, b in zip(points, [*points[1:], points[0]], strict=True):
        if a[2] >= NEAR_M:
            kept.append(a)
        if (a[2] >= NEAR_M) != (b[2] >= NEAR_M):
            t = (NEAR_M - a[2]) / (b[2] - a[2])
            kept.append((a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, NEAR_M))
    return kept


@dataclass(frozen=True)
class Look:
    """How a solid is finished."""

    colour: RGB
    line: RGB | None = None
    pen: float = 1.3
    planks: int = 0
    upright: bool = False
    """Planks run upwards on the sides."""
    opacity: float = 1.0


class Stage:
    """A scene: flat things are drawn at once, solids and people wait for `draw`."""

    def __init__(
        self,
        sheet: Sheet,
        camera: Camera,
        palette: Palette,
        *,
        sun: Vec = (0.55, 0.35, -1.0),
        shadow: float = 0.42,
    ) -> None:
        self.sheet, self.camera, self.palette = sheet, camera, palette
        self.sun = sun
        self.shadow = shadow
        self.waiting: list[tuple[float, int, Callable[[], None]]] = []
        self.shadows: list[list[Point]] = []

    def flat(
        self,
        points: Sequence[Vec],
        colour: RGB,
        to: RGB | None = None,
        *,
        toward: Direction = "down",
        line: RGB | None = None,
        pen: float = 1.4,
        opacity: float = 1.0,
        blur: float = 0.0,
        screen: bool = False,
    ) -> list[Point]:
        """Draw a polygon now."""
        shape = self.camera.polygon(points)
        blend: Blend = "screen" if screen else "paint"
        self.sheet.fill(shape, colour, to, toward=toward, opacity=opacity, blur=blur, blend=blend)
        if line is not None and len(shape) > 2:
            self.sheet.ink(shape, line, pen, closed=True)
        return shape

    def line(
        self,
        points: Sequence[Vec],
        colour: RGB,
        pen: float = 1.3,
        *,
        wobble: float = 0.9,
        opacity: float = 1.0,
    ) -> None:
        """Draw a polyline now, cut where it passes behind the eye."""
        for a, b in pairwise(points):
            ends = _in_front([self.camera.seen(a), self.camera.seen(b)])
            if len(ends) >= 2:
                shown = [self.camera.screen(p) for p in ends[:2]]
                self.sheet.ink(shown, colour, pen, wobble=wobble, opacity=opacity)

    def letters(
        self, text: str, origin: Vec, along: Vec, up: Vec, size: float, colour: RGB, pen: float
    ) -> None:
        """Letter a text on a plane; `size` in metres, `pen` in units of the sheet."""

        def frame(u: float, v: float) -> Point:
            return self.camera.at(
                (
                    origin[0] + along[0] * u + up[0] * v,
                    origin[1] + along[1] * u + up[1] * v,
                    origin[2] + along[2] * u + up[2] * v,
                )
            )

        trace(self.sheet, text, size, frame, colour, pen, shake=0.15)

    def later(self, at: Vec, draw: Callable[[], None]) -> None:
        """Keep a drawing until everything behind `at` is drawn."""
        self.waiting.append((-self.camera.seen(at)[2], len(self.waiting), draw))

    def box(
        self, corner: Vec, size: Vec, look: Look, *, turn: float = 0, ground: bool = True
    ) -> None:
        """A box on its lower corner, turned by degrees around the vertical through its middle."""
        base = _footprint(corner, size, turn)
        low, high = corner[2], corner[2] + size[2]
        if ground:
            self._cast([*((x, y, low) for x, y in base), *((x, y, high) for x, y in base)])
        middle = (corner[0] + size[0] / 2, corner[1] + size[1] / 2, low + size[2] / 2)
        self.later(middle, lambda: self._prism(base, low, high, look))

    def prism(self, base: Sequence[Point], low: float, high: float, look: Look) -> None:
        """An upright prism over a counter-clockwise floor polygon."""
        self._cast([*((x, y, low) for x, y in base), *((x, y, high) for x, y in base)])
        count = len(base)
        middle = (sum(x for x, _ in base) / count, sum(y for _, y in base) / count, low)
        self.later(middle, lambda: self._prism(list(base), low, high, look))

    def panel(self, points: Sequence[Vec], look: Look, *, cast: bool = True) -> None:
        """A thin flat piece anywhere in space."""
        if cast:
            self._cast(points)
        count = len(points)
        middle = tuple(sum(p[i] for p in points) / count for i in range(3))
        normal = _unit(_cross(_minus(points[1], points[0]), _minus(points[2], points[0])))
        if _dot(normal, _minus(self.camera.eye, points[0])) < 0:
            normal = (-normal[0], -normal[1], -normal[2])
        self.later((middle[0], middle[1], middle[2]), lambda: self._face(points, normal, look))

    def disc_shadow(self, x: float, y: float, radius: float, *, stretch: float = 1.0) -> None:
        """The soft stain under something that stands at a point."""
        ring = ellipse(x, y, radius, radius)
        self.shadows.append(self.camera.polygon([(px, py, 0.0) for px, py in ring]))
        far = (x + self.sun[0] * stretch, y + self.sun[1] * stretch)
        side = _unit((-self.sun[1], self.sun[0], 0))
        strip = [
            (x - side[0] * radius, y - side[1] * radius, 0.0),
            (x + side[0] * radius, y + side[1] * radius, 0.0),
            (far[0] + side[0] * radius * 0.8, far[1] + side[1] * radius * 0.8, 0.0),
            (far[0] - side[0] * radius * 0.8, far[1] - side[1] * radius * 0.8, 0.0),
        ]
        self.shadows.append(self.camera.polygon(strip))

    def draw(self, *, blur: float = 3.0) -> None:
        """Lay the shadows on the floor, then everything that waits, from back to front."""
        if self.shadows:
            tint = mix((255, 255, 255), self.palette.shade, self.shadow)
            self.sheet.fill_all(self.shadows, tint, blur=blur, blend="multiply")
            self.shadows = []
        for _, _, draw in sorted(self.waiting, key=lambda item: item[:2]):
            draw()
        self.waiting = []

    def lit(self, colour: RGB, normal: Vec) -> RGB:
        """A colour on a face of that normal, under the sun of the scene."""
        light = -_dot(_unit(self.sun), normal)
        if light > 0:
            return mix(colour, self.palette.light, 0.38 * light)
        return mix(colour, self.palette.shade, 0.10 - 0.26 * light)

    def _cast(self, points: Sequence[Vec]) -> None:
        fallen = []
        for x, y, z in points:
            drop = z / -self.sun[2]
            fallen.append((x + self.sun[0] * drop, y + self.sun[1] * drop))
        hull = convex_hull(fallen)
        if len(hull) > 2:
            self.shadows.append(self.camera.polygon([(x, y, 0.0) for x, y in hull]))

    def _prism(self, base: list[Point], low: float, high: float, look: Look) -> None:
        faces: list[tuple[float, list[Vec], Vec]] = []
        for (ax, ay), (bx, by) in zip(base, [*base[1:], base[0]], strict=True):
            normal = _unit((by - ay, ax - bx, 0))
            face: list[Vec] = [(ax, ay, low), (bx, by, low), (bx, by, high), (ax, ay, high)]
            faces.append((0, face, normal))
        faces.append((0, [(x, y, high) for x, y in base], (0, 0, 1)))
        faces.append((0, [(x, y, low) for x, y in base], (0, 0, -1)))
        for _, face, normal in faces:
            if _dot(normal, _minus(self.camera.eye, face[0])) > 0:
                self._face(face, normal, look)

    def _face(self, points: Sequence[Vec], normal: Vec, look: Look) -> None:
        shape = self.camera.polygon(points)
        if len(shape) < 3:
            return
        colour = self.lit(look.colour, normal)
        darker = mix(colour, self.palette.shade, 0.13 if normal[2] < 0.5 else 0.03)
        self.sheet.fill(shape, colour, darker, opacity=look.opacity)
        line = look.line or mix(look.colour, self.palette.ink, 0.75)
        if look.planks and len(points) == 4:
            self._planks(points, mix(darker, self.palette.ink, 0.28), look)
        self.sheet.ink(shape, line, look.pen, closed=True, over=2.0, wobble=0.6)

    def _planks(self, points: Sequence[Vec], colour: RGB, look: Look) -> None:
        order = points if look.upright else [points[1], points[2], points[3], points[0]]
        a, b, c, d = order
        for step in range(1, look.planks):
            t = step / look.planks
            low = tuple(a[i] + (b[i] - a[i]) * t for i in range(3))
            high = tuple(d[i] + (c[i] - d[i]) * t for i in range(3))
            ends = [(low[0], low[1], low[2]), (high[0], high[1], high[2])]
            self.line(ends, colour, look.pen * 0.7, wobble=0.4)


def _footprint(corner: Vec, size: Vec, turn: float) -> list[Point]:
    x, y = corner[0], corner[1]
    raw = [(x, y), (x + size[0], y), (x + size[0], y + size[1]), (x, y + size[1])]
    if not turn:
        return raw
    cx, cy = x + size[0] / 2, y + size[1] / 2
    cosine, sine = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    return [
        (cx + (px - cx) * cosine - (py - cy) * sine, cy + (px - cx) * sine + (py - cy) * cosine)
        for px, py in raw
    ]
