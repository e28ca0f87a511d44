"""Scenes in the hall of Ada-Lovelace: empty, played with cardboard, then lived in."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from .colours import Palette, mix
from .curves import rectangle, xy, xyz
from .figures import Crowd
from .furniture import bench, foliage
from .hall import columns, hall_camera, hall_shell
from .lettering import write
from .prototypes import cabin, counter, cubes
from .sheet import Sheet
from .space import Camera, Look, Stage, front, level, side

SUN = (-0.38, -0.6, -1.0)


def ten_o_clock(sheet: Sheet, palette: Palette) -> None:
    """The hall at ten, crossed by a few pupils."""
    stage = _hall(sheet, palette)
    crowd = Crowd(stage, sheet.rng)
    for x, y in xy("6.1,-0.6 7.2,-0.2 13.4,3.2 9.4,6.8 10.3,7.2 16.4,9.8 6.3,11.6"):
        crowd.add(x, y, pose="walk")
    for x, y in ((15.2, 14.6), (16.0, 14.9)):
        crowd.add(x, y, pose="stand")
    crowd.add(3.8, 9.3, pose="lean", bag=None)
    stage.draw()


def cartons(sheet: Sheet, palette: Palette) -> None:
    """The hall played at full size with forty cardboard boxes."""
    stage = _hall(sheet, palette, x=11.5, aim=10.2)
    line = [(7.0 + step * 0.62, 6.5, 0.0) for step in range(5)]
    high = [(7.0 + step * 0.62, 6.5, 0.55) for step in range(4)] + [(7.6, 6.5, 1.1)]
    ring = xyz("12.6,4.0,0.0 13.3,3.6,0.0 14.1,3.8,0.0 14.4,4.6,0.0 12.5,4.8,0.0")
    tower = xyz("16.0,8.0,0.0 16.6,8.1,0.0 16.1,8.0,0.55 16.2,8.05,1.1 16.1,8.0,1.65")
    cubes(stage, line + high + ring + tower + [(9.2, 1.6, 0.0), (5.4, 2.2, 0.0), (6.1, 2.5, 0.0)])
    crowd = Crowd(stage, sheet.rng)
    for x, y, pose in (
        (8.4, 5.4, "point"),
        (10.6, 5.8, "carry"),
        (6.2, 1.2, "carry"),
        (15.1, 7.1, "lean"),
        (13.4, 2.6, "stand"),
        (11.4, 10.5, "walk"),
        (17.6, 9.2, "point"),
        (10.4, -0.5, "carry"),
    ):
        crowd.add(x, y, pose=pose, bag=None)
    for x, y in ((13.4, 4.4), (13.9, 4.9)):
        crowd.add(x, y, 0.42, pose="sit", bag=None)
    stage.draw()


def counter_in_use(sheet: Sheet, palette: Palette) -> None:
    """The pupils' counter during the break."""
    camera = Camera(
        (9.2, -5.2, 1.75),
        (10.4, 16, 1.75),
        1150,
        (sheet.width / 2, sheet.height * 0.5),
        upright=True,
    )
    stage = Stage(sheet, camera, palette, sun=SUN)
    hall_shell(stage)
    columns(stage)
    counter(stage, 9.0, 1.2, length=3.4, sign="Guichet des élèves")
    crowd = Crowd(stage, sheet.rng)
    crowd.add(9.9, 2.05, pose="tray", hair="bun", bag=None)
    crowd.add(9.7, 0.55, pose="lean", hair="long", bag=palette.second)
    crowd.add(11.6, 0.5, pose="tray", hair="short", bag=palette.third)
    crowd.add(7.6, -0.4, pose="stand", hair="curly", bag=None)
    for x, y in ((6.3, 4.5), (14.6, 6.2), (15.4, 6.6), (7.4, 9.0), (14.1, 12.0)):
        crowd.add(x, y, pose="walk")
    bench(stage, 13.6, 2.6, wheels=True, turn=-12)
    stage.draw()


def stairs(sheet: Sheet, palette: Palette) -> None:
    """Pupils seated on the great stairs, from behind, facing the glazing."""
    camera = Camera(
        (5.4, -1.15, 5.6), (5.6, 12, 5.6), 900, (sheet.width / 2, sheet.height * 0.17), upright=True
    )
    stage = Stage(sheet, camera, palette, sun=(-0.3, -0.7, -1.0))
    _stair_room(stage)
    high, run = 0.34, 0.72
    stone = Look(mix(palette.soft, palette.shade, 0.12), pen=1.6)
    rows = 9
    for row in range(rows):
        stage.box((0.6, row * run, 0), (10.2, run, (rows - row) * high), stone, ground=False)
    stage.box(
        (0.0, -2.0, 0), (11.4, 2.0, rows * high), replace(stone, colour=palette.soft), ground=False
    )
    for x in (0.5, 10.8):
        stage.box((x, -0.2, 0), (0.12, 0.1, rows * high + 1.0), Look(palette.main), ground=False)
    crowd = Crowd(stage, sheet.rng)
    seats = xy(
        "0,4.3 1,6.6 1,5.7 2,7.9 2,3.0 2,3.9 3,5.6 3,8.9 4,2.6 4,3.5 5,7.2 5,8.1 6,4.4 7,1.9 7,6.3"
    )
    for seat, x in seats:
        crowd.add(x, seat * run + 0.25, (rows - seat) * high, pose="sit", bag=None)
    crowd.add(9.3, 7.6, 0.01, pose="walk")
    crowd.add(3.8, 8.6, 0.01, pose="walk")
    stage.draw()


def before_after(sheet: Sheet, palette: Palette) -> None:
    """The same angle twice: March above, October below."""
    gap, half = 26.0, (sheet.height - 78) / 2
    for index, title in enumerate(("Mars : on traverse", "Octobre : on reste")):
        top = gap + index * (half + gap)
        frame = rectangle(gap, top, sheet.width - 2 * gap, half)
        sheet.clipped([frame], partial(_half, sheet, palette, top, half, lived=index == 1))
        sheet.ink(frame, palette.ink, 2.4, closed=True, over=8)
        label = rectangle(gap + 22, top + half - 74, 36 + len(title) * 21.0, 52, -0.6)
        sheet.drop(label)
        sheet.fill(label, palette.paper)
        write(sheet, title, gap + 42, top + half - 38, 25, palette.ink)


def _half(sheet: Sheet, palette: Palette, top: float, high: float, *, lived: bool) -> None:
    camera = Camera(
        (8.2, -4.6, 2.6), (10.2, 16, 2.6), 800, (sheet.width / 2, top + high * 0.44), upright=True
    )
    stage = Stage(sheet, camera, palette, sun=SUN)
    hall_shell(stage)
    columns(stage)
    crowd = Crowd(stage, sheet.rng)
    if not lived:
        for x, y in ((6.6, 1.4), (12.8, 6.5), (8.8, 10.2)):
            crowd.add(x, y, pose="walk")
        stage.draw()
        return
    cabin(stage, 9.4, 3.4, bays=4)
    bench(stage, 6.4, 4.4, turn=70, wheels=True)
    for x in (10.2, 11.0, 12.6):
        crowd.add(x, 5.1, 0.5, pose="sit", bag=None)
    for x, y, pose in (
        (8.4, 2.4, "walk"),
        (12.0, 2.2, "lean"),
        (13.0, 2.0, "tray"),
        (14.8, 3.8, "stand"),
        (7.6, 6.8, "stand"),
        (8.3, 6.6, "tray"),
        (12.8, 10.4, "walk"),
    ):
        crowd.add(x, y, pose=pose)
    crowd.add(6.9, 4.9, 0.46, pose="sit", bag=None)
    stage.draw()


def _stair_room(stage: Stage) -> None:
    pal = stage.palette
    deep, wide = 13.0, 11.4
    stage.flat(front(deep + 9, -9, 22, -1, 12), pal.light, pal.sky, toward="up")
    for x, high in ((1.0, 5.4), (5.0, 6.2), (9.4, 5.2)):
        spot = (x, deep + 6, 0.0)
        foliage(
            stage,
            stage.camera.at(spot),
            stage.camera.unit_at(spot) * high,
            stage.sheet.rng,
            mix((126, 154, 107), pal.sky, 0.35),
        )
    stage.flat(front(deep, 0, wide, 0, 8), pal.light, opacity=0.2)
    bar = mix(pal.third, pal.ink, 0.3)
    for index in range(8):
        x = index * wide / 7
        stage.flat(front(deep, x - 0.05, x + 0.05, 0, 8), bar)
    for z in (0.0, 2.4, 5.0):
        stage.flat(front(deep, 0, wide, z, z + 0.12), bar)
    wall = mix(pal.soft, pal.shade, 0.08)
    for x in (0.0, wide):
        stage.flat(
            side(x, -3, deep, 0, 8),
            mix(pal.main, wall, 0.25),
            mix(pal.main, pal.shade, 0.25),
            line=pal.ink,
        )
        for z in range(1, 32):
            stage.line(
                [(x, -1, z * 0.25), (x, deep, z * 0.25)],
                mix(pal.main, pal.ink, 0.3),
                0.6,
                opacity=0.4,
            )
    stage.flat(level(8, 0, wide, -3, deep), mix(pal.soft, pal.shade, 0.15))
    stage.flat(
        level(0, 0, wide, 0, deep), mix(pal.soft, pal.light, 0.7), mix(pal.soft, pal.shade, 0.1)
    )
    for index in range(7):
        x = index * wide / 7
        stage.flat(
            [(x + 0.1, deep, 0), (x + 1.5, deep, 0), (x + 0.3, 7, 0), (x - 1.1, 7, 0)],
            pal.light,
            opacity=0.6,
            screen=True,
            blur=2,
        )


def _hall(sheet: Sheet, palette: Palette, *, x: float = 9.0, aim: float = 10.6) -> Stage:
    stage = Stage(sheet, hall_camera(sheet.width, sheet.height, x=x, aim=aim), palette, sun=SUN)
    hall_shell(stage)
    columns(stage)
    return stage
