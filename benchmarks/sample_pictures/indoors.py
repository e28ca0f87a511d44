"""Full-page illustrations set indoors: the open hall, the game, the woodwork shop."""

from __future__ import annotations

import math

from .colours import Palette, mix, rgb
from .curves import ellipse, rectangle, smooth, xy, xyz
from .figures import Crowd
from .furniture import table
from .lettering import paragraph, write
from .prototypes import cabin, cubes
from .sheet import Sheet
from .space import Camera, Look, Stage, axonometric, front, level, side

THREADS = (
    ((11, 0.2), (10.6, 4), (5.4, 9.6), (2.4, 11.4), (6, 10.2), (12, 8.4), (20.6, 12.6), (25, 13)),
    xy("11.6,0.2 13,5 19.4,3.6 25,3.4 20.4,4.6 14,8.6 8.6,13.6 9.4,15.4"),
    ((12.2, 0.2), (16, 3.2), (20.4, 5.4), (19, 9.4), (12.6, 12.4), (5.6, 13.2), (2.4, 14.6)),
    xy("10.8,0.2 8,2.6 3,3.4 7.4,5.4 12.2,6.6 11.8,9.0 10.2,6.4 11.4,0.4"),
)


def threads(sheet: Sheet, palette: Palette) -> None:
    """The hall without its roof, a thread for each pupil followed over a day."""
    sheet.fill(
        rectangle(0, 0, sheet.width, sheet.height),
        palette.third,
        mix(palette.third, palette.ink, 0.35),
        toward="diag",
    )
    camera = axonometric(46, (800, 610), turn=32, tilt=42, target=(14, 8, 0))
    stage = Stage(sheet, camera, palette, sun=(0.7, 0.25, -1.0), shadow=0.4)
    base = Stage(sheet, camera, palette, sun=stage.sun)
    base.box(
        (-0.6, -0.6, -0.9),
        (30.2, 17.6, 0.88),
        Look(mix(palette.soft, palette.shade, 0.1)),
        ground=False,
    )
    base.draw()
    stage.flat(level(0, 0, 29, 0, 16.4), mix(palette.paper, palette.light, 0.5))
    _hall_and_threads(sheet, palette, stage, camera)


def _hall_and_threads(sheet: Sheet, palette: Palette, stage: Stage, camera: Camera) -> None:
    """Rooms, walls, and the threads over them."""
    for x, y, wide, deep, tint in (
        (0, 8.8, 5, 7.6, palette.second),
        (22.4, 8.6, 6.6, 7.8, palette.main),
        (22.4, 0, 6.6, 8.4, palette.second),
        (0, 0, 5, 6.4, palette.main),
    ):
        stage.flat(level(0, x, x + wide, y, y + deep), mix(tint, palette.paper, 0.6))
    for x in range(5, 23):
        stage.line([(x, 0, 0), (x, 16.4, 0)], mix(palette.paper, palette.shade, 0.25), 0.9)
    for y in range(1, 17):
        stage.line([(5, y, 0), (22.4, y, 0)], mix(palette.paper, palette.shade, 0.25), 0.9)
    _cut_walls(stage)
    stage.draw(blur=1.5)
    tints = (rgb("C8402F"), rgb("1F4E79"), rgb("E0A02F"), rgb("7B4B94"))
    for path, tint in zip(THREADS, tints, strict=True):
        points = [camera.at((x, y, 0.35)) for x, y in smooth(path, steps=14)]
        sheet.curve([(x + 3, y + 9) for x, y in points], palette.shade, 6, opacity=0.28)
        sheet.curve(points, tint, 6.5, wobble=0.4)
        for x, y in path[1:]:
            px, py = camera.at((x, y, 0.35))
            sheet.fill(ellipse(px, py, 11, 9), tint)
            sheet.fill(ellipse(px, py - 1, 5, 4), palette.paper)
    for name, (x, y) in (
        ("Self", (24.2, 11.2)),
        ("Cdi", (24.6, 4.0)),
        ("Étude", (1.0, 12.6)),
        ("Loge", (1.0, 2.6)),
        ("Hall", (13.6, 11.0)),
    ):
        stage.letters(name, (x, y, 0.0), (1, 0, 0), (0, 1, 0), 0.95, palette.ink, 4.2)
    write(sheet, "8 h", *camera.at((8.4, -2.6, 0)), 34, palette.paper, width=3.6)
    write(sheet, "18 h", *camera.at((13.6, -2.6, 0)), 34, palette.paper, width=3.6)


def _cut_walls(stage: Stage) -> None:
    pal = stage.palette
    wall = Look(mix(pal.main, pal.light, 0.12), pen=1.2)
    high = 1.5
    runs = [(0, 16.2, 29, 0.25), (0, 8.4, 5, 0.25), (0, 6.3, 5, 0.25), (22.4, 8.4, 6.6, 0.25)]
    ups = [
        (0, 0, 0.25, 16.4),
        (28.8, 0, 0.25, 16.4),
        (5, 0, 0.25, 2.2),
        (5, 4.2, 0.25, 2.2),
        (5, 8.5, 0.25, 1.8),
        (5, 12.2, 0.25, 4.0),
        (22.3, 0, 0.25, 2.4),
        (22.3, 4.6, 0.25, 6.6),
        (22.3, 13.6, 0.25, 2.6),
    ]
    for x, y, wide, deep in runs + ups:
        long = max(wide, deep)
        for part in range(math.ceil(long / 2)):
            step = min(2.0, long - part * 2)
            if wide > deep:
                stage.box((x + part * 2, y, 0), (step, deep, high), wall)
            else:
                stage.box((x, y + part * 2, 0), (wide, step, high), wall)
    for x in (0.0, 7.0, 15.4, 22.4):
        stage.box((x, -0.05, 0), (2.4 if x else 5.0, 0.25, 0.8), wall)
    for x in (8.4, 13.4, 18.4):
        for y in (4.2, 8.6, 13.0):
            stage.box((x, y, 0), (0.6, 0.6, 2.2), Look(pal.third))
    lockers_spot = 20.6
    for index in range(6):
        stage.box(
            (lockers_spot, 14.0 + index * 0.36, 0),
            (0.5, 0.34, 1.5),
            Look(mix(pal.third, pal.light, 0.25)),
        )
    for x, y in ((6.2, 15.2), (8.4, 15.2), (6.0, 7.2)):
        stage.box((x, y, 0), (1.6, 0.5, 0.45), Look(pal.wood))


def board_game(sheet: Sheet, palette: Palette) -> None:
    """The game of the hall: a board in perspective, pawns, partitions and cards."""
    ground = rgb("8A6547")
    sheet.fill(
        rectangle(0, 0, sheet.width, sheet.height),
        mix(ground, palette.light, 0.12),
        mix(ground, palette.ink, 0.3),
    )
    for row in range(12):
        y = 20 + row * row * 9.0
        sheet.ink([(0, y), (sheet.width, y)], mix(ground, palette.ink, 0.4), 2.2, opacity=0.6)
    camera = Camera((9.6, -7.6, 9.8), (11.2, 7.0, 0.0), 1290, (800, 500))
    stage = Stage(sheet, camera, palette, sun=(0.75, -0.1, -0.8), shadow=0.5)
    slab = Stage(sheet, camera, palette, sun=stage.sun)
    slab.box(
        (0, 0, -0.5), (22, 15, 0.49), Look(mix(palette.paper, palette.wood, 0.3)), ground=False
    )
    slab.draw()
    _board_squares(sheet, palette, stage, camera)


def _board_squares(sheet: Sheet, palette: Palette, stage: Stage, camera: Camera) -> None:
    """The squares, the partitions, the pawns and the cards."""
    tints = (
        palette.paper,
        palette.soft,
        mix(palette.second, palette.paper, 0.35),
        mix(palette.third, palette.paper, 0.5),
        mix(palette.main, palette.paper, 0.5),
    )
    for column in range(11):
        for row in range(7):
            key = (column * 3 + row * 5 + column * row) % 9
            tint = tints[key if key < 5 else (column + row) % 2]
            x, y = column * 2 + 0.05, row * 2 + 0.5
            stage.flat(
                level(0, x, x + 1.9, y, y + 1.9), tint, line=mix(palette.ink, tint, 0.5), pen=1.2
            )
    for text, x, y in (
        ("Départ", 0.35, 1.2),
        ("Self", 16.4, 11.2),
        ("Sieste", 8.25, 11.2),
        ("Clés ?", 12.3, 5.2),
        ("Bruit", 4.35, 7.2),
    ):
        stage.letters(text, (x, y, 0), (1, 0, 0), (0, 1, 0), 0.42, palette.ink, 3.0)
    card = Look(rgb("CBA574"))
    for x, y, wide, deep in (
        (4, 4.4, 4, 0.18),
        (4, 4.4, 0.18, 4.2),
        (14, 8.5, 4.2, 0.18),
        (14, 4.6, 0.18, 3.9),
        (10, 10.4, 0.18, 4),
    ):
        stage.box((x, y, 0), (wide, deep, 1.5), card)
    for x, y, kind in xyz(
        "1.4,2.6,0 3.0,9.4,1 7.2,7.4,2 11.0,3.4,0 12.8,12.2,1 15.4,6.6,3 18.6,3.4,2 "
        "19.4,11.6,0 9.0,1.4,3"
    ):
        _pawn(stage, x, y, (palette.main, palette.second, palette.third, rgb("7E78AE"))[int(kind)])
    stage.box((6.4, 2.2, 0), (0.9, 0.9, 0.9), Look(palette.paper), turn=24)
    stage.draw(blur=3)
    _die_and_cards(sheet, palette, camera)


def _die_and_cards(sheet: Sheet, palette: Palette, camera: Camera) -> None:
    """The spots of the die, and four cards."""
    die = [camera.at(p) for p in ((6.6, 2.5, 0.92), (7.05, 2.75, 0.92), (6.85, 2.9, 0.92))]
    for x, y in die:
        sheet.fill(ellipse(x, y, 6, 4.6), palette.ink)
    for index, text in enumerate(
        ("La proviseure passe", "Il pleut", "Un banc casse", "Fête du lycée")
    ):
        shape = rectangle(
            110 + index * 360, 1010 - 14 * (index % 2), 270, 250, (-5, 3, -2, 6)[index]
        )
        sheet.drop(shape, dy=12, blur=9)
        sheet.fill(
            shape,
            (palette.paper, palette.second, palette.sky, mix(palette.main, palette.paper, 0.45))[
                index
            ],
        )
        sheet.ink(shape, palette.ink, 2.0, closed=True)
        turn = (-5, 3, -2, 6)[index]
        paragraph(sheet, text, (136 + index * 360, 1086, 220), 22, palette.ink, angle=turn)


def _pawn(stage: Stage, x: float, y: float, tint: tuple[int, int, int]) -> None:
    stage.disc_shadow(x, y, 0.36, stretch=1.5)

    def draw() -> None:
        px, py = stage.camera.at((x, y, 0))
        u = stage.camera.unit_at((x, y, 0)) * 0.62
        sheet, dark = stage.sheet, mix(tint, stage.palette.shade, 0.4)
        body = smooth(
            [
                (px - u * 0.62, py),
                (px - u * 0.5, py - u * 0.3),
                (px - u * 0.2, py - u * 1.3),
                (px + u * 0.2, py - u * 1.3),
                (px + u * 0.5, py - u * 0.3),
                (px + u * 0.62, py),
                (px, py + u * 0.26),
            ],
            closed=True,
        )
        sheet.fill(body, mix(tint, stage.palette.light, 0.25), dark, toward="right")
        sheet.fill(
            ellipse(px, py - u * 1.62, u * 0.48, u * 0.48),
            mix(tint, stage.palette.light, 0.35),
            dark,
            toward="diag",
        )
        sheet.fill(
            ellipse(px - u * 0.16, py - u * 1.8, u * 0.12, u * 0.1),
            stage.palette.light,
            opacity=0.8,
        )

    stage.later((x, y, 0.3), draw)


def wood_workshop(sheet: Sheet, palette: Palette) -> None:
    """The frame of the cabin goes up in the woodwork shop."""
    camera = Camera(
        (5.2, -4.9, 2.1), (6.5, 12, 2.1), 1130, (sheet.width / 2, sheet.height * 0.46), upright=True
    )
    stage = Stage(sheet, camera, palette, sun=(-0.6, -0.35, -1.0), shadow=0.45)
    _shop(stage)
    cabin(stage, 4.0, 2.6, bays=3, sides=False)
    for x, y, turn in ((0.8, 0.6, 8), (10.2, 1.4, -6)):
        table(
            stage,
            x,
            y,
            size=(2.3, 0.95),
            high=0.86,
            top=mix(palette.wood, palette.light, 0.2),
            turn=turn,
        )
        stage.box(
            (x + 0.4, y + 0.3, 0.9), (1.3, 0.12, 0.1), Look(palette.wood), ground=False, turn=turn
        )
    for index in range(6):
        stage.box(
            (9.4 + index * 0.16, 5.8, 0),
            (0.1, 0.1, 2.6 - index * 0.1),
            Look(mix(palette.wood, palette.light, 0.2)),
        )
    stage.box((1.2, -1.4, 0), (0.8, 0.5, 0.42), Look(palette.main))
    cubes(stage, [(11.4, 5.0, 0.0), (11.6, 5.1, 0.55)])
    crowd = Crowd(stage, sheet.rng)
    for x, y, pose, hair in (
        (3.4, 1.9, "point", "tail"),
        (6.0, 1.6, "lean", "short"),
        (8.2, 2.2, "point", "curly"),
        (1.9, -0.2, "tray", "bun"),
        (10.4, 0.7, "tray", "cap"),
        (5.2, 3.8, "point", "short"),
        (8.8, 6.4, "walk", "long"),
    ):
        crowd.add(
            x, y, 0.12 if (x, y) == (5.2, 3.8) else 0.0, pose=pose, hair=hair, bag=None, skirt=False
        )
    stage.draw()
    for _ in range(120):
        x, y = sheet.rng.uniform(150, 1400), sheet.rng.uniform(250, 900)
        sheet.fill(ellipse(x, y, 1.8, 1.8), palette.light, opacity=sheet.rng.uniform(0.2, 0.7))


def _shop(stage: Stage) -> None:
    pal, near, deep, wide, high = stage.palette, -8.0, 9.0, 13.0, 5.2
    wall = mix(pal.soft, pal.light, 0.3)
    stage.flat(front(deep, 0, wide, 0, high), wall, mix(wall, pal.shade, 0.15))
    stage.flat(
        level(high, 0, wide, near, deep), mix(wall, pal.shade, 0.4), mix(wall, pal.shade, 0.2)
    )
    stage.flat(
        side(0, near, deep, 0, high), mix(pal.main, wall, 0.2), mix(pal.main, pal.shade, 0.3)
    )
    stage.flat(
        side(wide, near, deep, 0, high),
        mix(wall, pal.light, 0.4),
        mix(wall, pal.shade, 0.2),
        toward="right",
    )
    for index in range(3):
        y = -2.4 + index * 3.8
        stage.flat(side(wide, y, y + 3.0, 1.6, 4.6), pal.light, pal.sky, line=pal.ink, pen=2.0)
        for share in (1, 2):
            stage.line(
                [(wide, y + share, 1.6), (wide, y + share, 4.6)], mix(pal.third, pal.ink, 0.3), 3.0
            )
    floor = mix(pal.wood, pal.soft, 0.45)
    stage.flat(
        level(0, 0, wide, near, deep), mix(floor, pal.light, 0.35), mix(floor, pal.shade, 0.35)
    )
    for index in range(3):
        y = -2.4 + index * 3.8
        stage.flat(
            [(wide - 0.4, y, 0), (wide - 0.4, y + 3, 0), (6.0, y + 1.4, 0), (6.0, y - 1.6, 0)],
            mix(pal.light, pal.second, 0.3),
            opacity=0.5,
            screen=True,
            blur=3,
        )
    board = mix(pal.third, pal.ink, 0.15)
    stage.flat(front(deep - 0.02, 1.2, 11.8, 1.5, 4.2), board, line=pal.ink, pen=1.6)
    for index in range(16):
        x, z = 1.7 + index * 0.64, 3.7 - 0.2 * (index % 3)
        tint = (pal.second, pal.main, rgb("C3CACC"))[index % 3]
        stage.flat(front(deep - 0.05, x, x + 0.14, z - 0.5, z), tint)
        stage.flat(front(deep - 0.05, x + 0.03, x + 0.11, z - 1.2, z - 0.5), rgb("C3CACC"))
