"""Passing and waiting: the corridor of Die, the queue of the self."""

from __future__ import annotations

from .colours import Palette, mix
from .figures import Crowd
from .furniture import STEEL, lockers
from .sheet import Sheet
from .space import Camera, Look, Stage, front, level, side

LONG, WIDE, HIGH = 40.0, 3.4, 3.0


def lockers_corridor(sheet: Sheet, palette: Palette) -> None:
    """Forty metres of lockers, a window at the end, a pupil on the floor."""
    camera = Camera(
        (1.95, -1.2, 1.55),
        (1.6, 40, 1.55),
        900,
        (sheet.width * 0.52, sheet.height * 0.47),
        upright=True,
    )
    stage = Stage(sheet, camera, palette, sun=(-0.2, -0.9, -1.0))
    _tube(stage)
    lockers(stage, 0.0, 0.6, 40, colour=palette.main)
    crowd = Crowd(stage, sheet.rng)
    crowd.add(0.95, 3.6, 0.02, pose="sit", hair="curly", top=palette.second, bag=None)
    crowd.add(2.5, 10.5, pose="walk", hair="tail", bag=palette.third)
    crowd.add(1.7, 17.0, pose="walk", hair="short")
    crowd.add(2.2, 17.6, pose="walk", hair="long")
    crowd.add(1.9, 31.0, pose="walk")
    stage.draw()


def _tube(stage: Stage) -> None:
    pal, near = stage.palette, -3.0
    wall = mix(pal.soft, pal.light, 0.45)
    end = front(LONG, 0, WIDE, 0, HIGH)
    stage.flat(end, pal.light, mix(pal.light, pal.second, 0.3))
    stage.flat(
        level(HIGH, 0, WIDE, near, LONG), mix(wall, pal.shade, 0.24), mix(wall, pal.light, 0.5)
    )
    stage.flat(side(0, near, LONG, 0, HIGH), wall, mix(wall, pal.shade, 0.2), toward="left")
    stage.flat(
        side(WIDE, near, LONG, 0, HIGH),
        mix(wall, pal.shade, 0.05),
        mix(wall, pal.shade, 0.28),
        toward="right",
    )
    stage.flat(
        side(WIDE, near, LONG, 0, 1.0), pal.third, mix(pal.third, pal.shade, 0.3), toward="right"
    )
    floor = mix(pal.second, pal.soft, 0.6)
    stage.flat(
        level(0, 0, WIDE, near, LONG), mix(floor, pal.light, 0.7), mix(floor, pal.shade, 0.3)
    )
    for y in range(0, 40, 2):
        stage.line([(0, y, 0), (WIDE, y, 0)], mix(floor, pal.shade, 0.4), 0.9, opacity=0.6)
    for x in (0.85, 1.7, 2.55):
        stage.line([(x, near, 0), (x, LONG, 0)], mix(floor, pal.shade, 0.4), 0.9, opacity=0.6)
    _doors(stage, wall)
    _neon(stage)
    stage.flat(
        [(0.5, LONG, 0), (WIDE - 0.5, LONG, 0), (WIDE - 0.2, 9, 0), (0.4, 9, 0)],
        pal.light,
        opacity=0.5,
        screen=True,
        blur=9,
    )
    for x in (0.0, WIDE):
        for z in (0.0, HIGH):
            stage.line([(x, near, z), (x, LONG, z)], pal.ink, 1.4)
    for x in (1.1, 2.25):
        stage.line([(x, LONG, 0), (x, LONG, HIGH)], pal.ink, 1.0)
    stage.sheet.ink(stage.camera.polygon(end), pal.ink, 1.2, closed=True)


def _doors(stage: Stage, wall: tuple[int, int, int]) -> None:
    pal = stage.palette
    for index in range(6):
        y = 1.8 + index * 6.2
        door = mix(pal.wood, wall, 0.2)
        stage.flat(
            side(WIDE, y, y + 1.1, 0, 2.15), door, mix(door, pal.shade, 0.3), line=pal.ink, pen=1.3
        )
        stage.flat(
            side(WIDE, y + 0.65, y + 0.9, 1.2, 1.8),
            mix(pal.sky, pal.ink, 0.3),
            line=pal.ink,
            pen=1.0,
        )
        stage.flat(
            side(WIDE - 0.03, y + 1.4, y + 1.75, 1.5, 1.75), pal.paper, line=pal.ink, pen=0.9
        )


def _neon(stage: Stage) -> None:
    pal = stage.palette
    for index in range(9):
        y = 0.4 + index * 4.4
        stage.flat(
            level(HIGH - 0.02, 1.5, 1.9, y, y + 2.0),
            mix(pal.light, (255, 255, 255), 0.6),
            line=mix(pal.ink, pal.soft, 0.5),
            pen=0.8,
        )
        stage.flat(level(0, 1.2, 2.2, y, y + 2.0), pal.light, opacity=0.3, screen=True, blur=4)


def queue(sheet: Sheet, palette: Palette) -> None:
    """The queue of the self at ten past twelve, from behind."""
    camera = Camera(
        (3.4, -3.6, 1.75),
        (6.0, 14, 1.75),
        1080,
        (sheet.width * 0.47, sheet.height * 0.42),
        upright=True,
    )
    stage = Stage(sheet, camera, palette, sun=(-0.5, -0.5, -1.0))
    _self_room(stage)
    counter = Look(mix(STEEL, palette.light, 0.45), planks=5, upright=True)
    for index in range(5):
        y = 1.0 + index * 2.0
        stage.box((7.6, y, 0), (0.9, 1.96, 0.9), counter, ground=index == 0)
        stage.box(
            (8.4, y, 1.0),
            (0.08, 1.96, 0.5),
            Look(mix(palette.sky, palette.light, 0.5), opacity=0.75),
            ground=False,
        )
        stage.box((7.2, y, 0.82), (0.36, 1.96, 0.04), Look(STEEL), ground=False)
        stage.box((7.5, y + 0.2, 1.75), (0.7, 1.5, 0.16), Look(palette.main), ground=False)
    crowd = Crowd(stage, sheet.rng)
    for index in range(9):
        y = 0.2 + index * 1.12
        crowd.add(6.6 + 0.18 * (index % 2), y, pose="tray")
    for x, y, pose in (
        (4.9, -0.9, "stand"),
        (5.8, -0.5, "stand"),
        (5.3, 0.9, "walk"),
        (3.0, 5.2, "tray"),
        (1.9, 9.4, "walk"),
    ):
        crowd.add(x, y, pose=pose)
    stage.draw()
    for index in range(5):
        spot = stage.camera.at((7.9, 2.0 + index * 2.0, 1.7))
        sheet.glow(*spot, 620 / (5.6 + index * 2.0), palette.second, 0.35)


def _self_room(stage: Stage) -> None:
    pal, near, deep, wide, high = stage.palette, -5.0, 15.0, 10.6, 3.4
    wall = mix(pal.soft, pal.second, 0.22)
    stage.flat(front(deep, -1, wide, 0, high), mix(wall, pal.light, 0.4), wall)
    stage.flat(
        level(high, -1, wide, near, deep), mix(wall, pal.shade, 0.3), mix(wall, pal.shade, 0.1)
    )
    stage.flat(
        side(wide, near, deep, 0, high),
        mix(pal.third, pal.light, 0.2),
        mix(pal.third, pal.shade, 0.3),
        toward="right",
    )
    stage.flat(side(-1, near, deep, 0, high), wall, mix(wall, pal.shade, 0.15))
    floor = mix(pal.main, pal.soft, 0.55)
    stage.flat(
        level(0, -1, wide, near, deep), mix(floor, pal.light, 0.45), mix(floor, pal.shade, 0.25)
    )
    for x in range(-1, 11):
        stage.line([(x, near, 0), (x, deep, 0)], mix(floor, pal.shade, 0.35), 0.8, opacity=0.6)
    for away in range(-4, 15):
        stage.line([(-1, away, 0), (wide, away, 0)], mix(floor, pal.shade, 0.35), 0.8, opacity=0.6)
    for index in range(4):
        y = 1.2 + index * 3.4
        stage.flat(side(-1, y, y + 2.4, 1.0, 2.8), pal.light, pal.sky, line=pal.ink)
        stage.flat(
            [(-1, y, 0), (-1, y + 2.4, 0), (3.4, y + 1.2, 0), (3.4, y - 1.0, 0)],
            pal.light,
            opacity=0.42,
            screen=True,
            blur=3,
        )
        stage.flat(level(high - 0.02, 1.0, 1.3, y - 1, y + 1), (255, 253, 244))
    pen = stage.camera.unit_at((4, deep, 2.5)) * 0.07
    stage.letters("Self", (2.2, deep - 0.05, 2.35), (1, 0, 0), (0, 0, 1), 0.7, pal.main, pen)
    stage.letters(
        "Menu du mardi", (4.9, deep - 0.05, 2.7), (1, 0, 0), (0, 0, 1), 0.26, pal.ink, pen * 0.5
    )
    for index, text in enumerate(
        ("Dal de lentilles", "Ou poulet basquaise", "Riz, carottes", "Pomme de la Drôme")
    ):
        stage.letters(
            text,
            (4.9, deep - 0.05, 2.25 - index * 0.36),
            (1, 0, 0),
            (0, 0, 1),
            0.2,
            pal.ink,
            pen * 0.4,
        )
