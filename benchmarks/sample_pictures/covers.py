"""Full-page illustrations that open the documents."""

from __future__ import annotations

import math

from .colours import GIONO, VEIL, Palette, mix, rgb
from .curves import Point, Points, ellipse, rectangle, rounded, smooth, xy
from .figures import Crowd
from .furniture import LEAF, bench, tree
from .landscapes import cliffs, crane, sky
from .sheet import Sheet
from .space import Camera, Look, Stage, level


def trip(sheet: Sheet, palette: Palette) -> None:
    """A minibus on a winding road between a town, cliffs and a building site."""
    line = sheet.height * 0.56
    sky(sheet, rgb("9CC3C9"), rgb("FBE7BE"), line, clouds=6)
    sheet.fill(ellipse(1180, 250, 92, 92), rgb("FFF3CF"))
    sheet.glow(1180, 250, 300, rgb("FFE3A0"), 0.4)
    cliffs(sheet, GIONO, line)
    bands = (
        (0.52, rgb("8FA77C"), 0.1),
        (0.6, rgb("B7B874"), 0.05),
        (0.7, rgb("D9BE72"), 0.0),
        (0.82, rgb("B98B52"), 0.0),
    )
    for depth, tint, _ in bands:
        edge = [
            (
                sheet.width * step / 9,
                sheet.height * (depth + 0.03 * math.sin(step * 1.4 + depth * 20)),
            )
            for step in range(10)
        ]
        sheet.fill(
            [*smooth(edge), (sheet.width, sheet.height), (0, sheet.height)],
            tint,
            mix(tint, palette.shade, 0.2),
        )
        for _ in range(8):
            start = sheet.rng.uniform(0, sheet.width)
            y = sheet.height * (depth + 0.06 + sheet.rng.uniform(0, 0.08))
            sheet.curve(
                smooth([(start, y), (start + 120, y - 10), (start + 260, y + 4)]),
                mix(tint, palette.ink, 0.35),
                2.2,
                taper=True,
                opacity=0.5,
            )
    _town(sheet, palette)
    _works(sheet)
    road = xy("1010,622 880,650 960,700 1180,742 1120,800 800,850 520,930 600,1040 900,1180")
    _road(sheet, palette, road)
    _minibus(sheet, palette, 662, 876, 1.35)
    for x, y, tall, leaf in (
        (130, 900, 250, 0),
        (1440, 960, 330, 1),
        (1290, 830, 150, 2),
        (330, 800, 130, 1),
        (60, 1120, 300, 2),
        (1060, 1010, 120, 0),
    ):
        _poplar(sheet, palette, x, y, tall, LEAF[leaf])


def _road(sheet: Sheet, palette: Palette, points: Points) -> None:
    path = smooth(points, steps=16)
    left, right, marks = [], [], []
    for index, (x, y) in enumerate(path):
        wide = 6 + ((y - 600) / 560) ** 1.6 * 120
        before, after = path[max(index - 1, 0)], path[min(index + 1, len(path) - 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = math.hypot(dx, dy) or 1
        left.append((x - dy / length * wide * 0.5, y + dx / length * wide * 0.32))
        right.append((x + dy / length * wide * 0.5, y - dx / length * wide * 0.32))
        marks.append((x, y, wide))
    sheet.fill(
        [*left, *right[::-1]],
        mix(palette.paper, palette.shade, 0.12),
        mix(palette.paper, palette.shade, 0.3),
    )
    for edge in (left, right):
        sheet.curve(edge, mix(palette.ink, palette.wood, 0.4), 2.2)
    for index in range(30, len(marks) - 3, 6):
        sheet.curve(
            [m[:2] for m in marks[index : index + 3]], palette.paper, marks[index][2] * 0.05
        )


def _minibus(sheet: Sheet, palette: Palette, x: float, y: float, scale: float) -> None:
    def at(points: list[Point]) -> list[Point]:
        return [(x + px * scale, y + py * scale) for px, py in points]

    sheet.fill(at(ellipse(4, 2, 88, 13)), palette.shade, opacity=0.5, blur=5)
    body = at(
        smooth(
            [(-84, -8), (-86, -58), (-78, -82), (30, -84), (58, -70), (82, -40), (86, -8)],
            closed=True,
            steps=6,
        )
    )
    sheet.fill(body, mix(palette.main, palette.light, 0.15), mix(palette.main, palette.shade, 0.2))
    sheet.fill(at([(-85, -34), (83, -34), (85, -26), (-85, -26)]), palette.paper)
    for left, right in ((-74, -44), (-38, -8), (-2, 26)):
        sheet.fill(
            at(rounded(left, -74, right - left, 30, 5)),
            mix(palette.sky, palette.ink, 0.3),
            palette.sky,
            toward="diag",
        )
    sheet.fill(
        at([(33, -74), (48, -72), (70, -44), (33, -44)]), mix(palette.sky, palette.light, 0.4)
    )
    for wheel in (-52, 50):
        sheet.fill(at(ellipse(wheel, -6, 17, 17)), rgb("2B2E33"))
        sheet.fill(at(ellipse(wheel, -6, 8, 8)), rgb("C3CACC"))
    for index, tint in enumerate((palette.wood, palette.second, palette.third)):
        sheet.fill(
            at(rectangle(-66 + index * 34, -98 - index % 2 * 6, 30, 15 + index % 2 * 6)), tint
        )
    sheet.curve([*body, body[0]], palette.ink, 2.0)


def _town(sheet: Sheet, palette: Palette) -> None:
    for index, (x, high) in enumerate(((40, 230), (120, 300), (210, 190), (300, 250))):
        block = rectangle(x, 690 - high, 66, high)
        sheet.fill(
            block, mix(palette.soft, palette.sky, 0.4), mix(palette.soft, palette.shade, 0.2)
        )
        for row in range(int(high / 24)):
            for column in range(3):
                sheet.fill(
                    rectangle(x + 9 + column * 18, 700 - high + row * 24, 10, 12),
                    mix(palette.ink, palette.sky, 0.35 + 0.1 * (index % 2)),
                )
    for index in range(4):
        left, y = 70 + index * 84.0, 730
        shed = [(left, y), (left, y - 78), (left + 84, y - 36), (left + 84, y)]
        sheet.fill(shed, palette.main, mix(palette.main, palette.shade, 0.25))
        sheet.ink(shed, palette.ink, 1.8, closed=True)
        sheet.fill(rectangle(left + 14, y - 30, 54, 20), mix(palette.sky, palette.ink, 0.2))


def _works(sheet: Sheet) -> None:
    crane(sheet, VEIL, 1370, 726, 360, reach=170)
    for storey in range(3):
        slab = rectangle(1230, 700 - storey * 52, 220 - storey * 34, 9)
        sheet.fill(slab, rgb("B4B7B4"))
        for column in range(4 - storey):
            sheet.fill(rectangle(1240 + column * 58, 709 - storey * 52, 9, 44), rgb("9DA2A2"))
    sheet.fill(rectangle(1200, 738, 280, 22), VEIL.main)


def _poplar(
    sheet: Sheet, palette: Palette, x: float, y: float, tall: float, leaf: tuple[int, int, int]
) -> None:
    sheet.fill(
        [
            (x, y),
            (x + tall * 0.1, y - 4),
            (x - tall * 0.7, y + tall * 0.22),
            (x - tall * 0.8, y + tall * 0.2),
        ],
        palette.shade,
        opacity=0.3,
        blur=4,
    )
    crown = smooth(
        [
            (x, y - tall),
            (x + tall * 0.13, y - tall * 0.62),
            (x + tall * 0.15, y - tall * 0.24),
            (x, y - tall * 0.06),
            (x - tall * 0.15, y - tall * 0.24),
            (x - tall * 0.13, y - tall * 0.62),
        ],
        closed=True,
    )
    sheet.fill(rectangle(x - tall * 0.015, y - tall * 0.12, tall * 0.03, tall * 0.12), palette.ink)
    sheet.fill(crown, mix(leaf, palette.light, 0.2), mix(leaf, palette.shade, 0.35), toward="right")
    for row in range(5):
        h = y - tall * (0.25 + row * 0.14)
        sheet.curve(
            smooth(
                [
                    (x - tall * 0.04, h),
                    (x + tall * 0.03, h - tall * 0.06),
                    (x + tall * 0.07, h - tall * 0.02),
                ]
            ),
            mix(leaf, palette.ink, 0.4),
            2.0,
            taper=True,
        )


def portals(sheet: Sheet, palette: Palette) -> None:
    """One row of portals, each lived in and coloured in its own way."""
    line = sheet.height * 0.46
    sky(sheet, rgb("F3C9A0"), rgb("FBEFD3"), line + 10, clouds=4)
    for depth, tint in ((0.36, 0.62), (0.42, 0.4)):
        edge = [
            (
                sheet.width * step / 9,
                sheet.height * (depth + 0.03 * math.sin(step * 1.7 + depth * 30)),
            )
            for step in range(10)
        ]
        sheet.fill(
            [*smooth(edge), (sheet.width, line + 10), (0, line + 10)],
            mix(rgb("7FA0A8"), rgb("FBEFD3"), tint),
        )
    camera = Camera((0.9, -5.0, 1.9), (1.7, 16, 1.9), 1000, (sheet.width * 0.5, line), upright=True)
    stage = Stage(sheet, camera, palette, sun=(0.75, -0.2, -0.9), shadow=0.4)
    _row_of_portals(sheet, palette, stage)


def _row_of_portals(sheet: Sheet, palette: Palette, stage: Stage) -> None:
    """The path, the portals, and who walks there."""
    stage.flat(
        [(-60, -5.2, 0), (60, -5.2, 0), (400, 600, 0), (-400, 600, 0)],
        mix(palette.soft, palette.light, 0.4),
        mix(palette.soft, palette.shade, 0.2),
    )
    stage.flat(
        level(0, -0.4, 3.4, -5.2, 120),
        mix(palette.second, palette.light, 0.55),
        mix(palette.second, palette.soft, 0.5),
    )
    tints = (
        palette.main,
        palette.third,
        palette.second,
        GIONO.main,
        VEIL.main,
        GIONO.third,
        VEIL.third,
        palette.main,
        palette.second,
        palette.third,
        GIONO.main,
    )
    for index, tint in enumerate(tints):
        _portal(stage, index * 3.2, tint, index)
    crowd = Crowd(stage, sheet.rng)
    for index in range(9):
        crowd.add(
            0.4 + (index * 1.3) % 2.6, index * 3.2 + 0.2, pose="walk" if index % 3 else "stand"
        )
    for x, y in ((-1.5, 1.4), (4.9, 2.2), (-2.9, 6.4)):
        crowd.add(x, y, pose="stand")
    stage.draw()


def _portal(stage: Stage, y: float, tint: tuple[int, int, int], index: int) -> None:
    wood = Look(mix(stage.palette.wood, tint, 0.2))
    for x in (-0.5, 3.4):
        stage.box((x, y, 0), (0.16, 0.16, 3.0), wood)
    stage.box((-0.7, y, 3.0), (4.5, 0.16, 0.2), wood)
    kind = (index + 2) % 4
    if kind == 0:
        stage.box((-0.34, y + 0.04, 2.5), (3.7, 0.06, 0.5), Look(tint, opacity=0.92), ground=False)
    elif kind == 1:
        for step in range(9):
            stage.box(
                (-0.3 + step * 0.42, y + 0.02, 2.2),
                (0.2, 0.05, 0.8),
                Look(mix(tint, stage.palette.light, 0.15 * (step % 3))),
                ground=False,
            )
    elif kind == 2:
        bench(stage, 3.7, y - 0.2, length=1.9, turn=90, colour=tint)
        stage.box((-1.6, y, 0), (0.9, 0.5, 0.8), Look(tint))
    else:
        stage.box((3.56, y - 0.6, 0), (0.06, 1.4, 2.2), Look(tint, planks=6, upright=True))
        tree(stage, -1.9, y + 0.4, high=2.8, rng=stage.sheet.rng, leaf=LEAF[1])
