"""The yard that moves: furniture on castors, in use and as three states of one day."""

from __future__ import annotations

from .colours import Palette, mix
from .curves import xyz
from .figures import Crowd
from .furniture import LEAF, bench, table, tree
from .landscapes import ground, sky, towers
from .lettering import paragraph, write
from .sheet import Sheet
from .space import Camera, Look, Stage, axonometric, front, level

Spot = tuple[float, float, float]
STATES: tuple[tuple[str, str, list[Spot]], ...] = (
    (
        "10 h",
        "Dispersés, par deux ou trois, au soleil.",
        xyz(
            "1.2,1.0,10 4.6,1.6,-25 7.6,0.9,40 1.6,4.6,80 5.2,4.8,15 8.2,5.4,-30 "
            "3.2,7.6,5 7.0,8.2,60"
        ),
    ),
    (
        "12 h",
        "En cercle, autour de ceux qui ont un plat à réchauffer.",
        xyz(
            "4.1,1.6,0 6.6,2.6,45 7.6,4.8,90 6.6,7.0,135 4.1,8.0,0 1.6,7.0,45 0.6,4.8,90 "
            "1.6,2.6,135"
        ),
    ),
    (
        "16 h",
        "En rangs, à l’ombre du préau, pour attendre le car.",
        xyz("0.8,5.6,0 3.2,5.6,0 5.6,5.6,0 8.0,5.6,0 0.8,7.2,0 3.2,7.2,0 5.6,7.2,0 8.0,7.2,0"),
    ),
)


def in_use(sheet: Sheet, palette: Palette) -> None:
    """Wednesday noon: pupils push the benches after the sun."""
    line = sheet.height * 0.36
    sky(sheet, palette.sky, palette.light, line + 8)
    towers(sheet, palette)
    camera = Camera((6.6, -5.6, 2.9), (9.2, 16, 2.9), 1150, (sheet.width / 2, line), upright=True)
    stage = Stage(sheet, camera, palette, sun=(0.75, -0.25, -0.9))
    ground(stage, mix(palette.soft, palette.second, 0.22), 60)
    _back(stage)
    for x, y, high in ((1.4, 9.2, 6.2), (16.6, 8.2, 6.0)):
        tree(stage, x, y, high=high, rng=sheet.rng, leaf=LEAF[1])
    tints = (palette.main, palette.second, palette.third, palette.wood)
    spots = xyz("4.0,1.4,18 8.4,0.2,-28 11.4,3.2,62 6.6,5.2,0 13.2,6.6,-18 3.2,6.2,80")
    for index, (x, y, turn) in enumerate(spots):
        bench(stage, x, y, length=2.0, turn=turn, wheels=True, colour=tints[index % 4])
    table(stage, 6.8, 2.6, size=(1.5, 0.9), top=palette.second, turn=12)
    crowd = Crowd(stage, sheet.rng)
    crowd.add(7.9, -0.6, pose="tray", hair="tail", bag=None)
    crowd.add(10.9, 0.4, pose="point", hair="short", bag=None)
    for x, y in ((4.6, 1.6), (5.4, 1.9), (7.2, 5.4), (8.0, 5.4), (13.9, 6.7), (3.9, 6.6)):
        crowd.add(x, y, 0.46, pose="sit", bag=None)
    for x, y, pose in (
        (5.2, -0.5, "walk"),
        (12.6, 2.9, "stand"),
        (11.2, 9.2, "walk"),
        (12.0, 9.4, "walk"),
        (5.2, 9.6, "stand"),
        (9.4, 7.2, "walk"),
    ):
        crowd.add(x, y, pose=pose)
    stage.draw()


def three_states(sheet: Sheet, palette: Palette) -> None:
    """The same yard at ten, noon and four."""
    third = sheet.width / 3
    for index, (hour, text, spots) in enumerate(STATES):
        x = third * index + third / 2
        camera = axonometric(33, (x, sheet.height * 0.52), turn=35, tilt=38, target=(5, 5, 0))
        sun = ((-0.9, 0.3, -0.8), (0.1, 0.5, -1.2), (0.9, 0.2, -0.7))[index]
        stage = Stage(sheet, camera, palette, sun=sun, shadow=0.36)
        _court(stage)
        _canopy(stage)
        tints = (palette.main, palette.second, palette.third, palette.wood)
        for number, (bx, by, turn) in enumerate(spots):
            bench(stage, bx, by, length=1.8, turn=turn, wheels=True, colour=tints[number % 4])
        crowd = Crowd(stage, sheet.rng)
        for number, (bx, by, _) in enumerate(spots):
            if (number + index) % 3:
                crowd.add(bx + 0.9, by + 0.7, pose="stand")
        stage.draw(blur=1.0)
        write(sheet, hour, x - third * 0.4, 84, 38, palette.main, width=4)
        paragraph(
            sheet,
            text,
            (x - third * 0.4, sheet.height - 62, third * 0.82),
            16,
            palette.ink,
            leading=1.6,
        )
        if index:
            sheet.ink(
                [(third * index, 60), (third * index, sheet.height - 50)],
                mix(palette.ink, palette.paper, 0.5),
                1.2,
            )


def _court(stage: Stage) -> None:
    pal = stage.palette
    stone = mix(pal.soft, pal.light, 0.2)
    stage.flat(
        level(0, -0.6, 10.8, -0.6, 10.8), stone, mix(stone, pal.second, 0.2), line=pal.ink, pen=1.6
    )
    for step in range(1, 6):
        for ends in (
            [(step * 1.8, -0.6, 0), (step * 1.8, 10.8, 0)],
            [(-0.6, step * 1.8, 0), (10.8, step * 1.8, 0)],
        ):
            stage.line(ends, mix(stone, pal.shade, 0.3), 0.8, opacity=0.6)
    for x, y in ((0.9, 9.6), (9.8, 0.4)):
        tree(stage, x, y, high=3.4, rng=stage.sheet.rng, leaf=LEAF[0])


def _canopy(stage: Stage) -> None:
    pal = stage.palette
    for x in (0.4, 5.2, 10.2):
        stage.box((x, 10.4, 0), (0.18, 0.18, 2.6), Look(pal.third))
    stage.box(
        (-0.4, 9.0, 2.6),
        (11.2, 1.8, 0.14),
        Look(mix(pal.third, pal.light, 0.2), planks=12, upright=True, opacity=0.9),
    )


def _back(stage: Stage) -> None:
    pal = stage.palette
    brick = mix(pal.main, pal.light, 0.15)
    for index in range(7):
        x = -10.0 + index * 6.0
        face = [(x, 15, 0), (x + 6, 15, 0), (x + 6, 15, 4.2), (x + 0.2, 15, 6.4), (x, 15, 6.4)]
        shape = stage.flat(face, brick, mix(brick, pal.shade, 0.22), line=pal.ink, pen=1.4)
        stage.sheet.hatch(
            shape, mix(pal.main, pal.ink, 0.3), gap=6, angle=0, width=0.7, opacity=0.35
        )
        stage.flat(
            front(14.9, x + 0.8, x + 5.2, 0.8, 3.2),
            mix(pal.sky, pal.third, 0.35),
            mix(pal.sky, pal.light, 0.4),
            toward="diag",
            line=pal.ink,
            pen=1.2,
        )
        for step in range(1, 5):
            stage.line(
                [(x + 0.8 + step * 0.88, 14.9, 0.8), (x + 0.8 + step * 0.88, 14.9, 3.2)],
                mix(pal.third, pal.ink, 0.4),
                1.2,
            )
