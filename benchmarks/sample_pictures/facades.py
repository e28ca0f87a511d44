"""The three lycées from outside."""

from __future__ import annotations

from .colours import Palette, mix, rgb
from .curves import Point, ellipse, xy
from .figures import Crowd
from .furniture import LEAF, bench, tree
from .landscapes import NIGHT, cliffs, crane, far_hills, ground, night_palette, sky, towers
from .lettering import trace
from .sheet import Sheet
from .space import Camera, Look, Stage, front


def lovelace(sheet: Sheet, palette: Palette) -> None:
    """Brick sheds of a former cable works, and their forecourt in the morning."""
    camera = Camera(
        (4.0, -17.0, 1.7),
        (12.0, 16, 1.7),
        1330,
        (sheet.width * 0.5, sheet.height * 0.7),
        upright=True,
    )
    stage = Stage(sheet, camera, palette, sun=(0.7, 0.45, -1.0))
    sky(sheet, palette.sky, palette.light, sheet.height * 0.72)
    towers(sheet, palette)
    ground(stage, mix(palette.soft, palette.light, 0.2), 60)
    for index in range(6):
        _shed(stage, index)
    _entrance(stage)
    for x, y in ((-0.6, -8.2), (16.6, -5.4)):
        tree(stage, x, y, high=5.6, rng=sheet.rng, leaf=LEAF[1])
    for x in (1.5, 15.0):
        bench(stage, x, -6.2, length=2.2)
    crowd = Crowd(stage, sheet.rng)
    for x, y in xy(
        "8.6,-2.5 9.4,-2.2 10.6,-4.6 7.2,-7.5 8.1,-7.9 12.8,-8.2 4.0,-4.0 14.6,-3.0 5.4,-9.6"
    ):
        crowd.add(x, y, pose="walk")
    stage.draw()


def giono(sheet: Sheet, palette: Palette) -> None:
    """A low building with lavender shutters under the cliffs of the Glandasse."""
    line = sheet.height * 0.7
    sky(sheet, palette.sky, palette.light, line)
    cliffs(sheet, palette, line)
    camera = Camera(
        (6.0, -21.0, 1.8), (10.0, 16, 1.8), 1180, (sheet.width * 0.5, line), upright=True
    )
    stage = Stage(sheet, camera, palette, sun=(-0.8, 0.5, -1.0))
    ground(stage, mix(palette.second, palette.soft, 0.5), 70)
    _rural(stage, lit=False)
    _wall(stage)
    tree(stage, 1.4, -7.4, high=8.2, rng=sheet.rng, leaf=LEAF[0])
    bench(stage, 3.2, -8.2, length=2.4)
    crowd = Crowd(stage, sheet.rng)
    for x, y in ((12.6, -4.2), (13.4, -4.6), (8.6, -10.4), (16.4, -7.2)):
        crowd.add(x, y, pose="walk")
    crowd.add(4.0, -8.0, 0.46, pose="sit", bag=None)
    stage.draw()


def giono_night(sheet: Sheet, palette: Palette) -> None:
    """The same building at eight in the evening: one row of windows is lit."""
    line = sheet.height * 0.72
    dark = night_palette(palette)
    sky(sheet, rgb("1A2145"), rgb("5B5C8C"), line)
    for _ in range(90):
        x, y = sheet.rng.uniform(0, sheet.width), sheet.rng.uniform(0, line * 0.5)
        size = sheet.rng.uniform(0.6, 1.9)
        sheet.fill(ellipse(x, y, size, size), palette.light, opacity=sheet.rng.uniform(0.3, 0.9))
    cliffs(sheet, dark, line)
    camera = Camera(
        (13.0, -20.0, 1.8), (9.0, 16, 1.8), 1150, (sheet.width * 0.5, line), upright=True
    )
    stage = Stage(sheet, camera, dark, sun=(-0.5, -0.5, -1.0), shadow=0.2)
    ground(stage, rgb("2C3054"), 70)
    _rural(stage, lit=True)
    tree(stage, 20.0, -7.0, high=7.6, rng=sheet.rng, leaf=rgb("2B3A4C"))
    stage.draw()
    for index in range(9):
        x = 1.4 + index * 2.0
        spot = stage.camera.at((x, 0, 4.7))
        sheet.glow(*spot, 95, rgb("FFC873"), 0.2)
        stage.flat(
            [(x - 0.6, -0.4, 0), (x + 0.6, -0.4, 0), (x + 1.1, -5.2, 0), (x - 0.9, -5.2, 0)],
            rgb("FFC873"),
            opacity=0.16,
            screen=True,
            blur=7,
        )


def veil(sheet: Sheet, palette: Palette) -> None:
    """A building site: slabs, columns, scaffolding, a crane and a fence."""
    line = sheet.height * 0.74
    sky(sheet, palette.sky, palette.light, line)
    far_hills(sheet, palette, line)
    camera = Camera(
        (-3.0, -20.0, 2.4), (11.0, 16, 2.4), 1100, (sheet.width * 0.5, line), upright=True
    )
    stage = Stage(sheet, camera, palette, sun=(0.75, 0.5, -1.0))
    ground(stage, mix(rgb("C9B79A"), palette.light, 0.25), 70)
    crane(sheet, palette, stage.camera.at((21.0, 14.0, 0))[0], line + 8, line * 0.86)
    _frame(stage)
    _scaffold(stage)
    _fence(stage)
    crowd = Crowd(stage, sheet.rng)
    for x, y, pose in ((3.0, -11.2, "point"), (4.0, -11.6, "stand"), (9.4, -10.4, "walk")):
        crowd.add(x, y, pose=pose, hair="helmet", vest=palette.main, bag=None, skirt=False)
    crowd.add(8.2, 2.0, 3.4, pose="stand", hair="helmet", vest=palette.second, bag=None)
    stage.draw()


def _shed(stage: Stage, index: int) -> None:
    pal, x = stage.palette, -8.0 + index * 5.2
    wide, eave, ridge = 5.2, 4.6, 7.4
    brick = mix(pal.main, pal.light, 0.12)
    face = [
        (x, 0.0, 0.0),
        (x + wide, 0.0, 0.0),
        (x + wide, 0.0, eave),
        (x + 0.2, 0.0, ridge),
        (x, 0.0, ridge),
    ]
    shape = stage.flat(face, brick, mix(brick, pal.shade, 0.2), line=pal.ink, pen=1.8)
    stage.sheet.hatch(
        shape, mix(pal.main, pal.ink, 0.35), gap=6.5, angle=0.6, width=0.8, opacity=0.4
    )
    stage.flat(
        [
            (x + wide, 0, eave),
            (x + 0.2, 0, ridge),
            (x + 0.2, -0.35, ridge + 0.06),
            (x + wide, -0.35, eave + 0.06),
        ],
        mix(pal.third, pal.ink, 0.3),
        line=pal.ink,
        pen=1.0,
    )
    if index != 3:
        _window(stage, x + 0.9, 0.9, wide - 1.8, 2.6)
    _window(stage, x + 0.6, 4.75, 1.5, 1.25)


def _window(stage: Stage, x: float, z: float, wide: float, high: float) -> None:
    pal = stage.palette
    glass = mix(pal.sky, pal.third, 0.4)
    stage.flat(
        front(-0.02, x, x + wide, z, z + high),
        glass,
        mix(pal.sky, pal.light, 0.3),
        toward="diag",
        line=pal.ink,
        pen=1.6,
    )
    bars = max(2, round(wide / 0.6))
    for step in range(1, bars):
        at = x + wide * step / bars
        stage.line([(at, -0.03, z), (at, -0.03, z + high)], mix(pal.third, pal.ink, 0.5), 1.5)
    stage.line(
        [(x, -0.03, z + high * 0.6), (x + wide, -0.03, z + high * 0.6)],
        mix(pal.third, pal.ink, 0.5),
        1.5,
    )


def _entrance(stage: Stage) -> None:
    pal, x = stage.palette, 7.6
    dark = mix(pal.shade, pal.ink, 0.5)
    stage.flat(
        front(-0.04, x + 0.6, x + 4.6, 0, 3.0),
        dark,
        mix(dark, pal.second, 0.45),
        line=pal.ink,
        pen=2.0,
    )
    for at in (1.9, 2.6, 3.3):
        stage.line([(x + at, -0.06, 0), (x + at, -0.06, 3.0)], pal.second, 2.4)
    canopy = Look(pal.third)
    stage.box((x + 0.1, -1.9, 3.05), (5.0, 2.0, 0.22), canopy)
    for at in (0.3, 4.8):
        stage.box(
            (x + at, -1.7, 0), (0.12, 0.12, 3.05), Look(mix(pal.third, pal.ink, 0.4)), ground=False
        )

    def sign() -> None:
        pen = stage.camera.unit_at((x, -1.9, 3.5)) * 0.07
        stage.letters(
            "Lycée Ada-Lovelace", (x - 0.75, -1.9, 3.45), (1, 0, 0), (0, 0, 1), 0.5, pal.light, pen
        )

    stage.later((x, -2.0, 3.4), sign)


def _rural(stage: Stage, *, lit: bool) -> None:
    pal = stage.palette
    wall = mix(pal.soft, pal.light, 0.55)
    long, high = 22.0, 6.2
    shape = stage.flat(
        front(0, -1, long, 0, high), wall, mix(wall, pal.shade, 0.14), line=pal.ink, pen=1.8
    )
    stage.sheet.hatch(shape, mix(wall, pal.ink, 0.3), gap=22, angle=82, width=0.7, opacity=0.16)
    roof = rgb("B5694B") if not lit else mix(rgb("B5694B"), NIGHT, 0.7)
    tiles = stage.flat(
        [
            (-1.8, -0.7, high - 0.1),
            (long + 0.8, -0.7, high - 0.1),
            (long - 1.0, 4, high + 2.3),
            (1, 4, high + 2.3),
        ],
        mix(roof, pal.light, 0.18),
        roof,
        line=pal.ink,
        pen=1.8,
    )
    stage.sheet.hatch(tiles, mix(roof, pal.ink, 0.4), gap=11, angle=86, width=0.9, opacity=0.45)
    stage.flat(front(-0.02, -1, long, 0, 0.7), mix(wall, pal.shade, 0.3))
    for level, low in ((0, 1.1), (1, 3.9)):
        for index in range(10):
            x = 0.8 + index * 2.0
            if level == 0 and index in {6, 7}:
                continue
            _shuttered(stage, x, low, glow=lit and level == 1 and index < 9)
    _porch(stage, lit=lit)


def _shuttered(stage: Stage, x: float, z: float, *, glow: bool) -> None:
    pal, wide, high = stage.palette, 0.9, 1.5
    glass = rgb("FFD98A") if glow else mix(pal.sky, pal.ink, 0.45)
    stage.flat(
        front(-0.03, x, x + wide, z, z + high),
        glass,
        rgb("F3A64E") if glow else mix(pal.sky, pal.light, 0.2),
        line=pal.ink,
        pen=1.3,
    )
    stage.line(
        [(x + wide / 2, -0.04, z), (x + wide / 2, -0.04, z + high)],
        pal.light if not glow else pal.ink,
        1.6,
    )
    stage.line(
        [(x, -0.04, z + high * 0.6), (x + wide, -0.04, z + high * 0.6)],
        pal.light if not glow else pal.ink,
        1.4,
    )
    for left in (x - 0.5, x + wide + 0.05):
        leaf = stage.flat(
            front(-0.05, left, left + 0.45, z - 0.05, z + high + 0.05),
            pal.main,
            line=mix(pal.main, pal.ink, 0.6),
            pen=1.0,
        )
        stage.sheet.hatch(leaf, mix(pal.main, pal.ink, 0.5), gap=5, angle=1, width=0.8, opacity=0.5)


def _porch(stage: Stage, *, lit: bool) -> None:
    pal = stage.palette
    dark = rgb("F0B25E") if lit else mix(pal.ink, pal.main, 0.3)
    stage.flat(
        front(-0.06, 12.4, 15.8, 0, 2.7), dark, mix(dark, pal.light, 0.1), line=pal.ink, pen=2.0
    )
    for at in (13.5, 14.7):
        stage.line([(at, -0.07, 0), (at, -0.07, 2.7)], pal.light if not lit else pal.ink, 2.0)
    stage.box((12.0, -1.6, 2.8), (4.2, 1.7, 0.2), Look(pal.wood, planks=8))
    for at in (12.2, 15.9):
        stage.box((at, -1.5, 0), (0.14, 0.14, 2.8), Look(pal.wood), ground=False)
    pen = stage.camera.unit_at((14, 0, 3.3)) * 0.05
    ink = mix(pal.ink, pal.main, 0.3) if not lit else pal.light

    def sign() -> None:
        def frame(u: float, v: float) -> Point:
            return stage.camera.at((12.25 + u, -0.1, 3.2 + v))

        trace(stage.sheet, "Lycée Jean-Giono", 0.36, frame, ink, pen, shake=0.15)

    stage.later((14, -0.1, 3.2), sign)


def _wall(stage: Stage) -> None:
    stone = Look(mix(stage.palette.soft, stage.palette.shade, 0.1), planks=4)
    for x in (-16.0, -8.0):
        stage.box((x, -5.0, 0), (7.9, 0.5, 1.0), stone)
    stage.box((19.0, -5.0, 0), (12.0, 0.5, 1.0), stone)


def _frame(stage: Stage) -> None:
    pal = stage.palette
    concrete = Look(mix(pal.soft, pal.light, 0.25))
    for level, (left, right) in enumerate(((-2.0, 20.0), (-2.0, 20.0), (-2.0, 14.0))):
        low = level * 3.4
        if level:
            stage.box(
                (left - 0.3, -0.2, low - 0.3),
                (right - left + 0.6, 9.0, 0.3),
                concrete,
                ground=level == 1,
            )
        for post in range(int(left), int(right), 4):
            for y in (0.0, 4.2, 8.2):
                stage.box((post + 0.2, y, low), (0.42, 0.42, 3.1), concrete, ground=False)
    stage.box((-2.3, -0.2, 9.9), (12.6, 9.0, 0.3), concrete, ground=False)
    for x in (-1.6, 2.4, 6.4, 9.6):
        for step in range(3):
            stage.box(
                (x + step * 0.16, 0.1, 10.2), (0.04, 0.04, 1.1), Look(rgb("8A4B2F")), ground=False
            )
    stage.box((12.0, 3.0, 0), (3.4, 3.4, 11.6), Look(mix(pal.soft, pal.shade, 0.08)), ground=False)


def _scaffold(stage: Stage) -> None:
    pal = stage.palette
    tube, deck = Look(mix(pal.third, pal.ink, 0.2), pen=1.0), Look(pal.wood, planks=3)
    for x in range(14, 22, 2):
        for y in (-1.7, -0.6):
            stage.box((x, y, 0), (0.08, 0.08, 7.6), tube, ground=False)
    for level in (2.0, 4.0, 6.0):
        stage.box((14.0, -1.7, level), (6.1, 1.1, 0.07), deck, ground=False)
        stage.box((14.0, -1.7, level + 0.95), (6.1, 0.06, 0.06), Look(pal.main), ground=False)


def _fence(stage: Stage) -> None:
    pal = stage.palette
    for index in range(12):
        x = -14.0 + index * 2.6
        if index in {6, 7}:
            continue
        stage.box(
            (x, -8.2, 0),
            (2.5, 0.06, 1.9),
            Look(pal.main if index % 2 else mix(pal.main, pal.light, 0.25), planks=7, upright=True),
        )
    stage.box((17.4, -8.3, 0), (3.4, 0.1, 2.5), Look(pal.light))

    def sign() -> None:
        pen = stage.camera.unit_at((17, -8.3, 2)) * 0.03
        for text, z, size in (
            ("Ici s’ouvre", 1.95, 0.24),
            ("Lycée Simone-Veil", 1.5, 0.25),
            ("Rentrée 2028", 0.95, 0.24),
        ):
            stage.letters(text, (17.55, -8.42, z), (1, 0, 0), (0, 0, 1), size, pal.third, pen * 1.1)

    stage.later((17.5, -8.6, 1.5), sign)
