"""Points of the plane: smooth curves, ellipses, rotated frames."""

from __future__ import annotations

import math
from collections.abc import Sequence

Point = tuple[float, float]
Points = Sequence[Point]


def xy(written: str) -> list[Point]:
    """Points of the plane written as `x,y x,y …`, as in the path of a drawing."""
    pairs = (pair.split(",") for pair in written.split())
    return [(float(x), float(y)) for x, y in pairs]


def xyz(written: str) -> list[tuple[float, float, float]]:
    """Triples written as `a,b,c a,b,c …`."""
    triples = (triple.split(",") for triple in written.split())
    return [(float(a), float(b), float(c)) for a, b, c in triples]


def smooth(points: Points, *, closed: bool = False, steps: int = 8) -> list[Point]:
    """A Catmull-Rom curve through the points."""
    count = len(points)
    if count < 3:
        return list(points)
    spans = count if closed else count - 1
    curve: list[Point] = []
    for index in range(spans):
        around = [_neighbour(points, index + shift, closed=closed) for shift in (-1, 0, 1, 2)]
        curve += [_between(around, step / steps) for step in range(steps)]
    return curve if closed else [*curve, points[-1]]


def _neighbour(points: Points, index: int, *, closed: bool) -> Point:
    if closed:
        return points[index % len(points)]
    return points[min(max(index, 0), len(points) - 1)]


def _between(around: Points, t: float) -> Point:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = around
    return (_spline(ax, bx, cx, dx, t), _spline(ay, by, cy, dy, t))


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b
        + (c - a) * t
        + (2 * a - 5 * b + 4 * c - d) * t * t
        + (3 * b - a - 3 * c + d) * t * t * t
    )


def ellipse(
    x: float, y: float, rx: float, ry: float, *, start: float = 0, end: float = 360
) -> list[Point]:
    """An ellipse, or an arc of it between two angles in degrees (clockwise on the sheet)."""
    steps = max(12, round(abs(end - start) / 6))
    angles = [math.radians(start + (end - start) * step / steps) for step in range(steps + 1)]
    return [(x + rx * math.cos(angle), y + ry * math.sin(angle)) for angle in angles]


def rectangle(x: float, y: float, width: float, height: float, turn: float = 0) -> list[Point]:
    """A rectangle from its upper left corner, turned by degrees around its centre."""
    corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    return turned(corners, turn, (x + width / 2, y + height / 2)) if turn else corners


def rounded(x: float, y: float, width: float, height: float, radius: float) -> list[Point]:
    """A rectangle with round corners."""
    right, bottom, r = x + width, y + height, radius
    return [
        *ellipse(x + r, y + r, r, r, start=180, end=270),
        *ellipse(right - r, y + r, r, r, start=270, end=360),
        *ellipse(right - r, bottom - r, r, r, start=0, end=90),
        *ellipse(x + r, bottom - r, r, r, start=90, end=180),
    ]


def turned(points: Points, degrees: float, centre: Point) -> list[Point]:
    """The points turned clockwise around a centre."""
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    cx, cy = centre
    return [
        (cx + (x - cx) * cosine - (y - cy) * sine, cy + (x - cx) * sine + (y - cy) * cosine)
        for x, y in points
    ]


def moved(points: Points, dx: float, dy: float) -> list[Point]:
    """The points shifted."""
    return [(x + dx, y + dy) for x, y in points]


def tapered(points: Points, widths: Sequence[float]) -> list[Point]:
    """The outline of a stroke through the points, one width a point."""
    left: list[Point] = []
    right: list[Point] = []
    for index, (x, y) in enumerate(points):
        before, after = points[max(index - 1, 0)], points[min(index + 1, len(points) - 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = math.hypot(dx, dy) or 1.0
        half = widths[min(index, len(widths) - 1)] / 2
        nx, ny = -dy / length * half, dx / length * half
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    return left + right[::-1]


def capsule(points: Points, widths: Sequence[float]) -> list[list[Point]]:
    """The pieces of a limb: one quadrilateral a bone, one disc a joint."""
    pieces = [
        tapered(points[index : index + 2], widths[index : index + 2])
        for index in range(len(points) - 1)
    ]
    discs = [
        ellipse(x, y, width / 2, width / 2) for (x, y), width in zip(points, widths, strict=True)
    ]
    return pieces + discs


def convex_hull(points: Points) -> list[Point]:
    """The smallest convex polygon around the points (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered

    def half(sequence: Points) -> list[Point]:
        chain: list[Point] = []
        for point in sequence:
            while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
                chain.pop()
            chain.append(point)
        return chain[:-1]

    return half(ordered) + half(ordered[::-1])


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
