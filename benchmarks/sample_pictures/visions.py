"""One drawing for each prospective workshop."""

from __future__ import annotations

import math

from .colours import GIONO, LOVELACE, VEIL, Palette, mix, rgb
from .curves import ellipse, rectangle, smooth
from .figures import Crowd
from .furniture import LEAF, bench, foliage, tree
from .hall import columns, hall_camera, hall_shell
from .landscapes import sky
from .sheet import Sheet
from .space import Look, Stage, axonometric, front


def market(sheet: Sheet, palette: Palette) -> None:
    """Vision 1: the hall as a covered market place."""
    stage = Stage(
        sheet,
        hall_camera(sheet.width, sheet.height, x=9.6, eye=2.7, back=5.4, focal=1000, horizon=0.45),
        palette,
        sun=(-0.4, -0.55, -1.0),
    )
    hall_shell(stage)
    columns(stage)
    tints = (palette.main, palette.second, palette.third, rgb("7E78AE"))
    for index, (x, y) in enumerate(
        ((3.0, 5.8), (13.6, 2.2), (14.4, 7.6), (6.4, 10.4), (12.2, 12.0))
    ):
        _stall(stage, x, y, tints[index % 4])
    for x, y in ((10.6, 6.0), (5.4, 1.8), (17.8, 5.2)):
        stage.box((x - 0.5, y - 0.5, 0), (1.0, 1.0, 0.6), Look(palette.wood, planks=4))
        tree(stage, x, y, high=3.9, rng=sheet.rng, leaf=LEAF[1])
    bench(stage, 8.2, 3.6, length=2.2, turn=14)
    crowd = Crowd(stage, sheet.rng)
    for x, y, pose in (
        (7.4, 0.4, "walk"),
        (8.3, 0.2, "walk"),
        (14.4, 1.2, "tray"),
        (15.4, 1.3, "lean"),
        (4.6, 4.9, "tray"),
        (3.8, 4.8, "stand"),
        (11.8, 3.4, "walk"),
        (9.4, 8.4, "walk"),
        (10.2, 8.5, "walk"),
        (15.6, 6.6, "point"),
        (7.6, 9.4, "stand"),
        (12.6, 10.9, "tray"),
        (16.8, 10.5, "walk"),
        (9.9, 12.6, "walk"),
        (11.2, -0.9, "walk"),
        (17.0, 3.4, "walk"),
    ):
        crowd.add(x, y, pose=pose)
    for x in (8.6, 9.4):
        crowd.add(x, 3.75, 0.46, pose="sit", bag=None)
    stage.draw()
    _garland(stage, tints)


def _stall(stage: Stage, x: float, y: float, tint: tuple[int, int, int]) -> None:
    pal = stage.palette
    stage.box((x, y, 0), (2.8, 0.9, 0.9), Look(pal.wood, planks=10, upright=True))
    for index in range(6):
        crate = (LEAF[0], pal.main, pal.second, LEAF[1], mix(pal.main, pal.second, 0.5), pal.third)[
            index
        ]
        stage.box(
            (x + 0.1 + index * 0.44, y + 0.1, 0.9), (0.4, 0.6, 0.16), Look(crate), ground=False
        )
    for px in (x, x + 2.72):
        stage.box((px, y + 0.8, 0), (0.08, 0.08, 2.5), Look(pal.wood))
    for index in range(7):
        left = x - 0.1 + index * 3.0 / 7
        colour = tint if index % 2 else pal.paper
        stage.panel(
            [
                (left, y - 0.5, 2.05),
                (left + 3.0 / 7, y - 0.5, 2.05),
                (left + 3.0 / 7, y + 0.9, 2.6),
                (left, y + 0.9, 2.6),
            ],
            Look(colour, pen=1.0),
            cast=index == 3,
        )
        stage.panel(
            front(y - 0.52, left, left + 3.0 / 7, 1.85, 2.05), Look(colour, pen=1.0), cast=False
        )


def _garland(stage: Stage, tints: tuple[tuple[int, int, int], ...]) -> None:
    for y, sag in ((1.0, 0.7), (6.4, 0.6), (11.0, 0.5)):
        points = [
            (4.6 + step * 0.64, y, 4.6 - sag * math.sin(math.pi * step / 20)) for step in range(21)
        ]
        path = [stage.camera.at(p) for p in points]
        stage.sheet.curve(path, stage.palette.ink, 1.4)
        unit = stage.camera.unit_at(points[10]) * 0.14
        for index, (x, z) in enumerate(path[1:-1]):
            stage.sheet.fill([(x - unit, z), (x + unit, z), (x, z + unit * 2.4)], tints[index % 4])


LYCEES: tuple[tuple[float, float, float, int], ...] = (
    (250, 880, 1.5, 0),
    (700, 720, 1.0, 1),
    (1190, 860, 1.4, 2),
    (480, 610, 0.75, 1),
    (980, 600, 0.7, 0),
    (1400, 640, 0.8, 1),
    (180, 640, 0.7, 2),
    (760, 1010, 1.7, 1),
)


def network(sheet: Sheet, palette: Palette) -> None:
    """Vision 3: a valley of lycées joined by coach lines that carry furniture."""
    line = 470.0
    sky(sheet, rgb("8EBBD0"), rgb("FBF0D2"), line, clouds=6)
    _mountains(sheet, palette, line)
    bands = (0.39, 0.47, 0.57, 0.7, 0.85)
    for index, depth in enumerate(bands):
        edge = [
            (
                sheet.width * step / 9,
                sheet.height * (depth + 0.02 * math.sin(step * 1.6 + index * 2)),
            )
            for step in range(10)
        ]
        tint = mix(
            (rgb("9DB68C"), rgb("B5BF83"), rgb("A9BC86"), rgb("CBBE7C"), rgb("8FA870"))[index],
            palette.light,
            0.12,
        )
        sheet.fill(
            [*smooth(edge), (sheet.width, sheet.height), (0, sheet.height)],
            tint,
            mix(tint, palette.shade, 0.12),
        )
    _lines_and_lycees(sheet, palette)


def _mountains(sheet: Sheet, palette: Palette, line: float) -> None:
    """Three ranges, the far ones paler."""
    for depth, tint in ((0.25, 0.62), (0.32, 0.45), (0.37, 0.28)):
        peaks = [
            (
                sheet.width * step / 14,
                sheet.height
                * (
                    depth
                    + (0.05 if step % 2 else -0.03) * (1.2 - depth)
                    + sheet.rng.uniform(-0.015, 0.015)
                ),
            )
            for step in range(15)
        ]
        colour = mix(rgb("5E7F93"), rgb("FBF0D2"), tint)
        sheet.fill(
            [*peaks, (sheet.width, line + 60), (0, line + 60)],
            colour,
            mix(colour, palette.light, 0.4),
        )
        sheet.curve(peaks, mix(colour, palette.ink, 0.3), 1.6, wobble=0.4)
        for x, y in peaks[::2]:
            sheet.fill(
                [(x, y), (x + 34, y + 60), (x + 12, y + 50), (x - 2, y + 70), (x - 24, y + 46)],
                (255, 255, 255),
                opacity=0.6,
            )


def _lines_and_lycees(sheet: Sheet, palette: Palette) -> None:
    """The river, the coach lines, the lycées and the trees."""
    river = smooth(
        [(1020, 500), (900, 560), (1080, 640), (860, 760), (1020, 880), (900, 1000), (1040, 1210)],
        steps=12,
    )
    sheet.fill(
        [
            *((x - 2 - (y - 500) * 0.05, y) for x, y in river),
            *((x + 3 + (y - 500) * 0.06, y) for x, y in river[::-1]),
        ],
        rgb("8FC0CC"),
        rgb("5F9DB0"),
    )
    links = ((0, 6), (6, 3), (3, 1), (1, 4), (4, 5), (5, 2), (2, 7), (7, 0), (1, 7), (0, 1), (2, 4))
    tints = (LOVELACE.main, VEIL.main, GIONO.main, VEIL.third)
    for index, (a, b) in enumerate(links):
        _line(sheet, LYCEES[a], LYCEES[b], tints[index % 4], palette)
    for x, y, size, kind in sorted(LYCEES, key=lambda spot: spot[1]):
        _little_lycee(sheet, x, y, size, kind)
    for _ in range(36):
        x, y = sheet.rng.uniform(20, 1580), sheet.rng.uniform(560, 1180)
        if (
            all(math.hypot(x - lx, (y - ly) * 1.6) > 150 * size for lx, ly, size, _ in LYCEES)
            and abs(x - 960) > 130
        ):
            tall = 26 + (y - 540) * 0.13
            foliage(
                Stage(sheet, axonometric(1, (0, 0)), palette),
                (x, y),
                tall,
                sheet.rng,
                LEAF[round(x) % 3],
            )


def _line(
    sheet: Sheet,
    start: tuple[float, float, float, int],
    end: tuple[float, float, float, int],
    tint: tuple[int, int, int],
    palette: Palette,
) -> None:
    (ax, ay), (bx, by) = start[:2], end[:2]
    path = smooth(
        [(ax, ay + 10), ((ax + bx) / 2 + (by - ay) * 0.12, (ay + by) / 2 + 34), (bx, by + 10)],
        steps=16,
    )
    sheet.curve([(x + 2, y + 5) for x, y in path], palette.shade, 8, opacity=0.2)
    sheet.curve(path, tint, 6.5, wobble=0.4)
    sheet.curve(path, palette.paper, 1.6, wobble=0.4)
    x, y = path[len(path) // 2]
    u = 0.5 + (y - 540) / 560
    sheet.fill(
        rectangle(x - 30 * u, y - 34 * u, 60 * u, 26 * u),
        mix(tint, palette.light, 0.2),
        mix(tint, palette.shade, 0.2),
    )
    sheet.ink(rectangle(x - 30 * u, y - 34 * u, 60 * u, 26 * u), palette.ink, 1.4, closed=True)
    for step in range(3):
        sheet.fill(rectangle(x - 25 * u + step * 18 * u, y - 30 * u, 13 * u, 10 * u), palette.sky)
    for wheel in (-17, 17):
        sheet.fill(ellipse(x + wheel * u, y - 7 * u, 6 * u, 6 * u), rgb("2B2E33"))
    sheet.fill(rectangle(x - 22 * u, y - 41 * u, 40 * u, 6 * u), palette.wood)
    sheet.fill(
        rectangle(x - 10 * u, y - 48 * u, 20 * u, 7 * u), mix(palette.wood, palette.ink, 0.25)
    )


def _little_lycee(sheet: Sheet, x: float, y: float, size: float, kind: int) -> None:
    pal = (LOVELACE, GIONO, VEIL)[kind]
    u = 100 * size
    sheet.fill(ellipse(x + u * 0.2, y + 4, u * 1.1, u * 0.2), pal.shade, opacity=0.3, blur=6)
    (_little_sheds, _little_roof, _little_storeys)[kind](sheet, pal, x, y, u)
    sheet.ink([(x, y - u * 0.8), (x, y - u * 1.15)], pal.ink, 1.8)
    sheet.fill([(x, y - u * 1.15), (x + u * 0.3, y - u * 1.06), (x, y - u * 0.97)], pal.second)


def _little_sheds(sheet: Sheet, pal: Palette, x: float, y: float, u: float) -> None:
    """Three sheds of brick."""
    for index in range(3):
        left = x - u * 0.9 + index * u * 0.6
        shed = [
            (left, y),
            (left, y - u * 0.72),
            (left + u * 0.6, y - u * 0.42),
            (left + u * 0.6, y),
        ]
        sheet.fill(shed, mix(pal.main, pal.light, 0.1), mix(pal.main, pal.shade, 0.2))
        sheet.ink(shed, pal.ink, 1.8, closed=True)
        sheet.fill(rectangle(left + u * 0.12, y - u * 0.34, u * 0.36, u * 0.18), pal.sky)


def _little_roof(sheet: Sheet, pal: Palette, x: float, y: float, u: float) -> None:
    """A long roof and shutters."""
    body = rectangle(x - u * 0.9, y - u * 0.5, u * 1.8, u * 0.5)
    sheet.fill(body, mix(pal.soft, pal.light, 0.5))
    roof = [
        (x - u, y - u * 0.48),
        (x + u, y - u * 0.48),
        (x + u * 0.76, y - u * 0.8),
        (x - u * 0.76, y - u * 0.8),
    ]
    sheet.fill(roof, rgb("B5694B"), rgb("96523A"))
    sheet.ink(roof, pal.ink, 1.8, closed=True)
    sheet.ink(body, pal.ink, 1.8, closed=True)
    for index in range(6):
        sheet.fill(
            rectangle(x - u * 0.78 + index * u * 0.28, y - u * 0.36, u * 0.14, u * 0.2),
            pal.main,
        )


def _little_storeys(sheet: Sheet, pal: Palette, x: float, y: float, u: float) -> None:
    """Two new storeys."""
    for level in range(2):
        body = rectangle(
            x - u * 0.8 + level * u * 0.14,
            y - u * 0.4 * (level + 1),
            u * 1.6 - level * u * 0.3,
            u * 0.4,
        )
        sheet.fill(body, mix(pal.soft, pal.light, 0.5), mix(pal.soft, pal.shade, 0.1))
        sheet.ink(body, pal.ink, 1.8, closed=True)
        for index in range(5):
            tint = (pal.main, pal.third, pal.second)[(index + level) % 3]
            sheet.fill(
                rectangle(
                    x - u * 0.66 + level * u * 0.1 + index * u * 0.27,
                    y - u * 0.4 * level - u * 0.31,
                    u * 0.17,
                    u * 0.2,
                ),
                tint,
            )
