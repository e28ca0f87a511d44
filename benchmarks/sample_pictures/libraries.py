"""The CDI of Die: empty at half past five, then open in the evening."""

from __future__ import annotations

from .colours import Palette, mix, rgb
from .figures import Crowd
from .furniture import chair, shelf, shelf_side, table
from .landscapes import cliffs, ground, night_palette, sky
from .lettering import trace
from .sheet import Sheet
from .space import Camera, Look, Stage, front, level, side

DEEP, WIDE, HIGH = 12.0, 10.0, 3.5


def empty(sheet: Sheet, palette: Palette) -> None:
    """Half past five: nobody, and a low sun through the windows."""
    stage = Stage(sheet, _camera(sheet), palette, sun=(0.9, -0.15, -0.6))
    _room(stage, evening=False)
    _collections(stage)
    _tables(stage)
    stage.draw()


def evening(sheet: Sheet, palette: Palette) -> None:
    """An evening of chess: low lamps, boarders and neighbours around the tables."""
    stage = Stage(sheet, _camera(sheet), palette, sun=(-0.2, -0.2, -1.0), shadow=0.5)
    _room(stage, evening=True)
    _collections(stage)
    _tables(stage, chess=True)
    crowd = Crowd(stage, sheet.rng)
    for x, y in ((2.9, 1.1), (4.1, 1.1), (2.7, 4.1), (4.2, 4.1), (3.4, 7.1), (6.1, 2.6)):
        stage.box((x - 0.2, y - 0.1, 0), (0.4, 0.4, 0.45), Look(palette.main))
        crowd.add(x, y - 0.11, 0.46, pose="sit", bag=None)
    for x, y, mirror in (
        (1.6, 1.75, False),
        (5.4, 1.75, True),
        (1.6, 4.75, False),
        (5.4, 4.75, True),
        (5.3, 7.75, True),
    ):
        stage.box((x - 0.2, y - 0.1, 0), (0.4, 0.4, 0.45), Look(palette.main))
        crowd.add(x, y - 0.31, 0.01, pose="side", mirror=mirror, bag=None)
    for x, y, pose in ((7.2, 5.5, "stand"), (6.5, 3.6, "lean"), (8.3, 1.6, "tray")):
        crowd.add(x, y, pose=pose, bag=None)
    stage.draw()
    whole = [(0.0, 0.0), (sheet.width, 0.0), (sheet.width, sheet.height), (0.0, sheet.height)]
    sheet.fill(whole, rgb("A08CAE"), rgb("D8B49C"), blend="multiply", opacity=0.9)
    for index, (x, y) in enumerate(((3.5, 1.7), (3.5, 4.7), (3.5, 7.7))):
        spot = stage.camera.at((x, y, 1.95))
        unit = stage.camera.unit_at((x, y, 1.95))
        _lamp(sheet, spot, unit, palette)
        sheet.glow(spot[0], spot[1] + unit * 0.75, unit * 1.7, rgb("F0A040"), 0.36 - index * 0.05)
        stage.flat(
            [
                (x - 1.9, y - 1.1, 0),
                (x + 1.9, y - 1.1, 0),
                (x + 1.6, y + 1.2, 0),
                (x - 1.6, y + 1.2, 0),
            ],
            rgb("FFB452"),
            opacity=0.16,
            screen=True,
            blur=8,
        )


def from_street(sheet: Sheet, palette: Palette) -> None:
    """The lit CDI seen from the street at twenty to seven."""
    line = sheet.height * 0.66
    dark = night_palette(palette)
    sky(sheet, rgb("27305F"), rgb("D98E73"), line, clouds=3)
    cliffs(sheet, dark, line)
    camera = Camera((2.6, -10.0, 1.7), (6.6, 14, 1.7), 1300, (sheet.width / 2, line), upright=True)
    stage = Stage(sheet, camera, dark, sun=(0.2, -1.4, -1.0), shadow=0.25)
    ground(stage, rgb("34375C"), 60)
    _lit_room(stage, palette)
    crowd = Crowd(stage, sheet.rng)
    for x, y in ((3.3, -3.6), (8.4, -5.0)):
        crowd.add(
            x, y, pose="walk", top=rgb("232741"), legs=rgb("1B1E33"), bag=rgb("2E3357"), skirt=False
        )
    stage.draw()
    for index in range(4):
        x = 1.2 + index * 2.5
        stage.flat(
            [(x, -0.3, 0), (x + 2.1, -0.3, 0), (x + 2.6, -6.4, 0), (x - 0.9, -6.4, 0)],
            rgb("FFBE66"),
            opacity=0.2,
            screen=True,
            blur=6,
        )
    sheet.glow(*camera.at((6, 0, 1.7)), 420, rgb("FFB65C"), 0.16)


def _camera(sheet: Sheet) -> Camera:
    return Camera(
        (6.0, -3.1, 2.05),
        (4.5, 12, 2.05),
        960,
        (sheet.width * 0.5, sheet.height * 0.4),
        upright=True,
    )


def _room(stage: Stage, *, evening: bool) -> None:
    pal, near = stage.palette, -5.0
    wall = mix(pal.soft, pal.light, 0.4)
    if evening:
        wall = mix(wall, rgb("8A5A3C"), 0.35)
    stage.flat(front(DEEP, 0, WIDE, 0, HIGH), wall, mix(wall, pal.shade, 0.15))
    stage.flat(
        level(HIGH, 0, WIDE, near, DEEP), mix(wall, pal.shade, 0.35), mix(wall, pal.shade, 0.12)
    )
    for y in range(-3, 12, 2):
        stage.flat(
            front(y, 0, WIDE, HIGH - 0.2, HIGH),
            mix(pal.wood, pal.shade, 0.2),
            line=pal.ink,
            pen=0.9,
        )
    stage.flat(
        side(WIDE, near, DEEP, 0, HIGH),
        mix(wall, pal.shade, 0.14),
        mix(wall, pal.shade, 0.3),
        toward="right",
    )
    stage.flat(side(0, near, DEEP, 0, HIGH), wall, mix(wall, pal.shade, 0.2))
    floor = mix(pal.wood, pal.soft, 0.3)
    stage.flat(
        level(0, 0, WIDE, near, DEEP),
        mix(floor, pal.light, 0.4),
        mix(floor, pal.shade, 0.35 if evening else 0.2),
    )
    for x in range(1, 20):
        stage.line(
            [(x / 2, near, 0), (x / 2, DEEP, 0)], mix(floor, pal.ink, 0.3), 0.8, opacity=0.55
        )
    _windows(stage, evening=evening)


def _windows(stage: Stage, *, evening: bool) -> None:
    pal = stage.palette
    out, low = (rgb("2B3365"), rgb("5A5E93")) if evening else (pal.sky, pal.light)
    for index in range(4):
        y = 0.2 + index * 3.0
        stage.flat(side(0, y, y + 2.2, 0.8, 3.0), out, low, line=pal.ink, pen=1.8)
        for share in (0.33, 0.66):
            stage.line([(0, y + 2.2 * share, 0.8), (0, y + 2.2 * share, 3.0)], pal.paper, 2.0)
        stage.line([(0, y, 2.2), (0, y + 2.2, 2.2)], pal.paper, 2.0)
        if not evening:
            stage.flat(
                [(0.6, y, 0), (0.6, y + 2.2, 0), (6.6, y + 1.2, 0), (6.6, y - 0.8, 0)],
                mix(pal.light, pal.second, 0.5),
                opacity=0.5,
                screen=True,
                blur=2.5,
            )
            stage.flat(
                side(WIDE, y - 1.4, y + 0.8, 0.1, 1.5), pal.light, opacity=0.25, screen=True, blur=3
            )


def _collections(stage: Stage) -> None:
    rng = stage.sheet.rng
    for x in (0.4, 3.6, 6.8):
        shelf(stage, x, DEEP - 0.4, length=2.9, high=2.3, rng=rng)
    for index in range(4):
        shelf_side(stage, WIDE - 0.4, 0.2 + index * 2.8, length=2.6, high=2.3, rng=rng, faces=-1)
    shelf_side(stage, 7.6, 6.6, length=2.8, high=1.35, rng=rng, faces=-1)


def _tables(stage: Stage, *, chess: bool = False) -> None:
    pal = stage.palette
    for y in (1.4, 4.4, 7.4):
        table(stage, 2.2, y, size=(2.7, 0.95))
        if chess:
            for x in (2.6, 3.9):
                stage.box(
                    (x, y + 0.28, 0.76), (0.42, 0.42, 0.03), Look(pal.light, planks=4), ground=False
                )
            continue
        for x in (2.45, 3.55):
            chair(stage, x, y - 0.55)
            chair(stage, x, y + 1.05, back="far")
    stage.box((6.2, 4.4, 0), (1.9, 0.7, 1.05), Look(pal.main, planks=9, upright=True))
    stage.box((6.1, 4.3, 1.05), (2.1, 0.85, 0.05), Look(pal.wood), ground=False)
    stage.box((6.5, 4.6, 1.1), (0.3, 0.24, 0.16), Look(pal.second), ground=False)
    stage.box((7.3, 4.6, 1.1), (0.26, 0.2, 0.26), Look(pal.third), ground=False)


def _lamp(sheet: Sheet, spot: tuple[float, float], unit: float, palette: Palette) -> None:
    x, y = spot
    sheet.ink([(x, y - unit * 1.6), (x, y - unit * 0.2)], palette.ink, 1.6)
    sheet.fill(
        [
            (x - unit * 0.08, y - unit * 0.25),
            (x + unit * 0.08, y - unit * 0.25),
            (x + unit * 0.32, y),
            (x - unit * 0.32, y),
        ],
        palette.second,
        mix(palette.second, palette.ink, 0.25),
        toward="right",
    )
    sheet.fill(
        [
            (x - unit * 0.32, y),
            (x + unit * 0.32, y),
            (x + unit * 0.28, y + unit * 0.05),
            (x - unit * 0.28, y + unit * 0.05),
        ],
        rgb("FFF3C9"),
    )


def _lit_room(stage: Stage, palette: Palette) -> None:
    """The room behind its bays, in the day's palette, then the wall around it."""
    dark, warm = stage.palette, rgb("F2B765")
    inside = Stage(stage.sheet, stage.camera, palette, sun=(0.1, -0.3, -1.0))
    inside.flat(front(5, 0.2, 11.8, 0, 3.2), mix(warm, palette.light, 0.35), warm)
    inside.flat(
        level(0, 0.2, 11.8, 0, 5), mix(warm, palette.wood, 0.5), mix(warm, palette.ink, 0.2)
    )
    inside.flat(level(3.2, 0.2, 11.8, 0, 5), mix(warm, palette.light, 0.55))
    inside.flat(side(11.8, 0, 5, 0, 3.2), mix(warm, palette.ink, 0.12))
    for x in (0.5, 3.4, 6.3, 9.2):
        shelf(inside, x, 4.5, length=2.5, high=2.1, rng=stage.sheet.rng)
    for x in (1.4, 5.0, 8.6):
        table(inside, x, 1.7, size=(1.7, 0.8))
    crowd = Crowd(inside, stage.sheet.rng)
    for x, mirror in (
        (1.0, False),
        (3.3, True),
        (4.6, False),
        (6.9, True),
        (8.2, False),
        (10.5, True),
    ):
        crowd.add(x, 1.9, 0.01, pose="side", mirror=mirror, bag=None)
    for x, y in ((7.6, 3.6), (3.9, 3.4)):
        crowd.add(x, y, pose="stand", bag=None)
    inside.draw()
    _dark_front(stage, dark)


def _dark_front(stage: Stage, dark: Palette) -> None:
    wall, bar = mix(dark.soft, dark.ink, 0.1), rgb("20243F")
    for left, right, low, high in (
        (-9.0, 0.2, 0, 4.3),
        (11.8, 24.0, 0, 4.3),
        (0.2, 11.8, 3.2, 4.3),
        (0.2, 11.8, 0, 0.35),
    ):
        stage.flat(front(0, left, right, low, high), mix(wall, dark.light, 0.1), wall)
    for index in range(9):
        x = 0.2 + index * 11.6 / 8
        wide = 0.09 if index % 2 else 0.16
        stage.flat(front(0, x - wide, x + wide, 0, 3.2), bar)
    stage.flat(front(0, 0.2, 11.8, 2.3, 2.42), bar)
    roof = [(-9.5, -0.8, 4.3), (24.5, -0.8, 4.3), (24.5, 0, 5.2), (-9.5, 0, 5.2)]
    shape = stage.flat(roof, rgb("3A2F4A"), rgb("2A2742"))
    stage.sheet.hatch(shape, rgb("191B33"), gap=10, angle=88, width=1, opacity=0.5)
    pen = stage.camera.unit_at((5, 0, 3.7)) * 0.06

    def frame(u: float, v: float) -> tuple[float, float]:
        return stage.camera.at((1.2 + u, -0.02, 3.5 + v))

    trace(
        stage.sheet,
        "Cdi · ouvert ce soir".replace("·", "-"),
        0.42,
        frame,
        rgb("FFD98A"),
        pen,
        shake=0.15,
    )
