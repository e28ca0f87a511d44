"""The seminar room, the team from behind, the handover."""

from __future__ import annotations

from .bodies import Person
from .colours import CLOTHES, HAIR, PAPERS, RGB, SKIN, Palette, mix, rgb
from .curves import ellipse, rectangle, rounded, smooth
from .figures import Crowd, draw_person
from .landscapes import ground, lovelace_back, sky
from .sheet import Sheet
from .space import Camera, Look, Stage, front, level, side


def room(sheet: Sheet, palette: Palette) -> None:
    """Rows seen from behind, facing a large board and two speakers."""
    camera = Camera(
        (6.6, -4.9, 2.35),
        (7.0, 12, 2.35),
        1000,
        (sheet.width / 2, sheet.height * 0.4),
        upright=True,
    )
    stage = Stage(sheet, camera, palette, sun=(-0.5, -0.3, -1.0))
    _seminar_shell(stage)
    stage.box((10.6, 8.6, 0), (0.7, 0.5, 1.15), Look(palette.wood, planks=4, upright=True))
    crowd = Crowd(stage, sheet.rng)
    crowd.add(4.6, 9.3, pose="point", mirror=False, hair="curly", top=palette.main, bag=None)
    crowd.add(10.9, 9.4, pose="stand", hair="long", top=palette.third, bag=None)
    for row in range(5):
        for seat in range(9):
            x, y = 1.6 + seat * 1.22 + 0.5 * (row % 2), -1.6 + row * 1.75
            if (row * 9 + seat) % 11 == 4 or abs(x - 7.0) < 0.55:
                continue
            stage.box(
                (x - 0.24, y - 0.24, 0.0),
                (0.48, 0.06, 0.86),
                Look(mix(palette.third, palette.ink, 0.2)),
                ground=False,
            )
            stage.box(
                (x - 0.24, y - 0.2, 0.4), (0.48, 0.44, 0.06), Look(palette.third), ground=False
            )
            crowd.add(x, y + 0.05, 0.46, pose="sit", bag=None)
    stage.draw()


def _seminar_shell(stage: Stage) -> None:
    pal, near, deep, wide, high = stage.palette, -8.0, 11.0, 14.0, 4.4
    wall = mix(pal.soft, pal.light, 0.5)
    stage.flat(front(deep, 0, wide, 0, high), mix(wall, pal.light, 0.4), wall)
    stage.flat(
        level(high, 0, wide, near, deep), mix(wall, pal.shade, 0.3), mix(wall, pal.shade, 0.12)
    )
    for x in (3.4, 7.0, 10.6):
        for y in (-4.0, 0.0, 4.0, 8.0):
            stage.flat(
                level(high - 0.02, x - 0.8, x + 0.8, y, y + 1.6),
                (255, 253, 244),
                line=mix(pal.ink, wall, 0.5),
                pen=1.0,
            )
    stage.flat(
        side(wide, near, deep, 0, high),
        mix(pal.wood, wall, 0.5),
        mix(pal.wood, pal.shade, 0.3),
        toward="right",
    )
    stage.flat(side(0, near, deep, 0, high), wall, mix(wall, pal.shade, 0.2))
    for index in range(4):
        y = -2.6 + index * 3.4
        stage.flat(side(0, y, y + 2.6, 0.9, 3.5), pal.sky, pal.light, line=pal.ink, pen=1.8)
        stage.line([(0, y + 1.3, 0.9), (0, y + 1.3, 3.5)], pal.paper, 2.6)
    floor = mix(pal.third, pal.soft, 0.55)
    stage.flat(
        level(0, 0, wide, near, deep), mix(floor, pal.light, 0.3), mix(floor, pal.shade, 0.3)
    )
    for index in range(4):
        y = -2.6 + index * 3.4
        stage.flat(
            [(0.1, y, 0), (0.1, y + 2.6, 0), (4.6, y + 1.6, 0), (4.6, y - 1.0, 0)],
            pal.light,
            opacity=0.35,
            screen=True,
            blur=3,
        )
    _board(stage, deep)


def _board(stage: Stage, deep: float) -> None:
    pal, y = stage.palette, deep - 0.05
    stage.flat(front(y, 2.4, 11.6, 0.9, 4.0), PAPERS["white"], line=pal.ink, pen=2.2)
    pen = stage.camera.unit_at((7, y, 2)) * 0.045
    stage.letters("5 prototypes", (2.8, y, 3.4), (1, 0, 0), (0, 0, 1), 0.36, pal.main, pen * 1.2)
    for index, name in enumerate(("Cabane", "Cdi", "Cour", "Guichet", "Visite")):
        x = 2.8 + index * 1.76
        tint = (pal.main, pal.second, pal.third, mix(pal.main, pal.light, 0.4), pal.sky)[index]
        stage.flat(
            front(y, x, x + 1.5, 1.7, 3.0), mix(tint, PAPERS["white"], 0.35), line=pal.ink, pen=1.2
        )
        stage.letters(name, (x + 0.06, y, 1.3), (1, 0, 0), (0, 0, 1), 0.24, pal.ink, pen * 0.8)
        stage.line([(x + 0.3, y, 1.9), (x + 0.7, y, 2.6), (x + 1.2, y, 2.1)], pal.ink, 2.0)


def team(sheet: Sheet, palette: Palette) -> None:
    """Four residents from behind, the last evening."""
    line = sheet.height * 0.74
    sky(sheet, rgb("E7A66B"), rgb("F9E3B4"), line)
    sun = (1080.0, 560.0)
    sheet.fill(ellipse(*sun, 120, 120), rgb("FFF0C8"))
    sheet.glow(*sun, 420, rgb("FFD98A"), 0.5)
    for depth, tint in ((0.5, 0.55), (0.62, 0.3)):
        edge = [
            (sheet.width * step / 12, line * (depth + 0.05 * ((step * 7) % 5 - 2) / 2))
            for step in range(13)
        ]
        sheet.fill(
            [*smooth(edge), (sheet.width, line), (0, line)], mix(rgb("7E5F7E"), rgb("F2C58C"), tint)
        )
    sheet.fill(rectangle(0, line, sheet.width, sheet.height - line), rgb("C98F63"), rgb("7B5660"))
    _four_from_behind(sheet, palette)


def _four_from_behind(sheet: Sheet, palette: Palette) -> None:
    """Their shadows, themselves, and what they carry."""
    for x in (310, 640, 960, 1280):
        sheet.fill(
            [(x - 60, 1098), (x + 60, 1098), (x - 180, 1240), (x - 330, 1240)],
            palette.shade,
            opacity=0.4,
            blur=12,
            blend="multiply",
        )
    people = (
        (310, Person("stand", "long", SKIN[1], HAIR[0], rgb("2F6B70"), CLOTHES[6]), 800),
        (640, Person("stand", "short", SKIN[2], HAIR[0], rgb("D8A13A"), CLOTHES[0]), 850),
        (960, Person("stand", "bun", SKIN[0], HAIR[4], rgb("4F7267"), CLOTHES[4]), 790),
        (
            1280,
            Person("stand", "cap", SKIN[1], HAIR[1], rgb("3F6C99"), CLOTHES[5], bag=rgb("8C3B3B")),
            840,
        ),
    )
    for x, person, tall in people:
        draw_person(sheet, person, x, 1110, tall, palette.shade)
    book = rectangle(404, 740, 90, 118, 8)
    sheet.fill(book, palette.main, mix(palette.main, palette.shade, 0.4))
    strap = [(560, 470), (760, 850)]
    sheet.ink(strap, rgb("5B3A26"), 12, wobble=0)
    sheet.fill(rounded(700, 770, 130, 130, 24), rgb("8A5A3C"), rgb("5B3A26"))
    roll = rectangle(1040, 380, 40, 420, 18)
    sheet.fill(roll, PAPERS["white"], mix(PAPERS["white"], palette.shade, 0.35), toward="right")
    plank = rectangle(1400, 330, 66, 780, 3)
    sheet.fill(plank, rgb("E2B878"), rgb("A9774A"), toward="right")
    for shift in (18, 40):
        sheet.curve(
            smooth([(1400 + shift, 350), (1394 + shift, 700), (1380 + shift, 1090)]),
            rgb("8A5A3C"),
            2.0,
            opacity=0.6,
        )


def handover(sheet: Sheet, palette: Palette) -> None:
    """Panels of the cabin go into the hold of a school coach."""
    camera = Camera(
        (4.4, -10.6, 1.75),
        (7.4, 14, 1.75),
        1250,
        (sheet.width / 2, sheet.height * 0.56),
        upright=True,
    )
    stage = Stage(sheet, camera, palette, sun=(0.6, -0.3, -1.0))
    sky(sheet, palette.sky, palette.light, sheet.height * 0.58)
    ground(stage, mix(palette.soft, palette.light, 0.2), 60)
    lovelace_back(stage, 14.0)
    _coach(stage)
    wood = Look(palette.wood, planks=6)
    for index in range(4):
        stage.box(
            (0.6, -3.4 + index * 0.1, 0.0), (1.9, 0.06, 1.3 + 0.1 * index), wood, ground=index == 0
        )
    stage.box((8.9, -3.8, 0), (2.2, 0.5, 0.14), Look(palette.wood, planks=3))
    crowd = Crowd(stage, sheet.rng)
    for x, y, pose in (
        (3.3, -3.6, "carry"),
        (5.0, -2.2, "carry"),
        (6.0, -1.6, "lean"),
        (8.3, -4.6, "stand"),
        (2.0, -5.0, "point"),
        (9.9, -2.8, "walk"),
    ):
        crowd.add(x, y, pose=pose, bag=None)
    stage.draw()


def _coach(stage: Stage) -> None:
    pal = stage.palette
    body = mix(pal.second, pal.light, 0.1)
    stage.box((0.2, 0.4, 0.55), (11.2, 2.5, 2.75), Look(body, pen=2.0))
    stage.later((5.8, 0.2, 1.5), lambda: _coach_side(stage, body))


def _coach_side(stage: Stage, body: RGB) -> None:
    """The windows, the open hold, the name and the wheels."""
    pal, near = stage.palette, 0.38
    stage.flat(
        front(near, 0.5, 11.1, 1.75, 2.85),
        mix(pal.ink, pal.sky, 0.35),
        mix(pal.sky, pal.ink, 0.2),
        toward="diag",
        line=pal.ink,
    )
    for x in range(2, 11, 2):
        stage.flat(front(near - 0.01, x - 0.06, x + 0.06, 1.75, 2.85), body)
    stage.flat(
        front(near, 3.4, 8.2, 0.6, 1.5),
        mix(pal.ink, pal.shade, 0.2),
        pal.ink,
        line=pal.ink,
        pen=2.0,
    )
    for index in range(4):
        stage.flat(
            front(near - 0.02, 6.6 + index * 0.35, 6.9 + index * 0.35, 0.7, 1.35),
            pal.wood,
            line=mix(pal.wood, pal.ink, 0.5),
            pen=1.2,
        )
    stage.flat(
        [(3.4, -0.5, 1.9), (8.2, -0.5, 1.9), (8.2, near, 1.52), (3.4, near, 1.52)],
        mix(body, pal.shade, 0.25),
        line=pal.ink,
        pen=1.6,
    )
    pen = stage.camera.unit_at((1, near, 1)) * 0.05
    stage.letters(
        "Transport scolaire",
        (4.2, near - 0.02, 2.95),
        (1, 0, 0),
        (0, 0, 1),
        0.2,
        pal.ink,
        pen * 0.7,
    )
    _coach_wheels(stage, near)


def _coach_wheels(stage: Stage, near: float) -> None:
    """Two wheels."""
    for x in (2.0, 9.9):
        wheel = [
            stage.camera.at((x + px, near - 0.03, 0.52 + pz))
            for px, pz in ellipse(0, 0, 0.52, 0.52)
        ]
        stage.sheet.fill(wheel, rgb("2B2E33"))
        hub = [
            stage.camera.at((x + px, near - 0.04, 0.52 + pz))
            for px, pz in ellipse(0, 0, 0.24, 0.24)
        ]
        stage.sheet.fill(hub, rgb("AEB6B9"))
