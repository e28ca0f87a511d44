"""The two covers of the booklet."""

from __future__ import annotations

from .bodies import Person
from .colours import GIONO, HAIR, SKIN, VEIL, Palette, mix, rgb
from .curves import ellipse, rectangle
from .figures import Crowd, draw_person, someone
from .furniture import LEAF, foliage
from .landscapes import cliffs, crane, sky
from .prototypes import cabin
from .sheet import Sheet
from .space import Stage, axonometric


def open_door(sheet: Sheet, palette: Palette) -> None:
    """A large door open on a bright hall: the cover of the booklet."""
    brick = mix(palette.main, palette.ink, 0.08)
    sheet.fill(
        rectangle(0, 0, 1200, 1600), mix(brick, palette.light, 0.08), mix(brick, palette.shade, 0.4)
    )
    for row in range(54):
        y = row * 30.0
        sheet.ink([(0, y), (1200, y)], mix(brick, palette.ink, 0.35), 1.6, opacity=0.55)
        for column in range(17):
            x = column * 76 + 38 * (row % 2)
            sheet.ink([(x, y), (x, y + 30)], mix(brick, palette.ink, 0.35), 1.4, opacity=0.45)
            if sheet.rng.random() < 0.12:
                sheet.fill(
                    rectangle(x + 2, y + 2, 72, 26),
                    mix(brick, palette.light if sheet.rng.random() < 0.5 else palette.ink, 0.14),
                    opacity=0.7,
                )
    bay = [(300, 470), (900, 470), (900, 1420), (300, 1420)]
    sheet.clipped([bay], lambda: _bright_hall(sheet, palette))
    frame = mix(palette.third, palette.ink, 0.35)
    for part in (
        rectangle(278, 446, 644, 30),
        rectangle(278, 446, 26, 980),
        rectangle(896, 446, 26, 980),
    ):
        sheet.fill(part, frame, mix(frame, palette.ink, 0.3))
    _door_leaves(sheet, palette)


def _door_leaves(sheet: Sheet, palette: Palette) -> None:
    """The two leaves, the light on the step, and the pupils who go in."""
    for side, hinge, edge in ((-1, 300, 86), (1, 900, 1114)):
        leaf = [(hinge, 470), (edge, 392), (edge, 1530), (hinge, 1420)]
        sheet.fill(
            leaf, mix(palette.third, palette.light, 0.1), mix(palette.third, palette.shade, 0.35)
        )
        sheet.ink(leaf, palette.ink, 3.4, closed=True)
        for low, high in ((0.08, 0.46), (0.54, 0.92)):
            panel = [
                (
                    hinge + (edge - hinge) * u,
                    (470 + (392 - 470) * u) * (1 - v) + (1420 + (1530 - 1420) * u) * v,
                )
                for u, v in ((0.16, low), (0.84, low), (0.84, high), (0.16, high))
            ]
            sheet.fill(
                panel,
                mix(palette.sky, palette.light, 0.4)
                if low < 0.5
                else mix(palette.third, palette.ink, 0.18),
                mix(palette.sky, palette.third, 0.35)
                if low < 0.5
                else mix(palette.third, palette.ink, 0.3),
                toward="diag",
            )
            sheet.ink(panel, palette.ink, 2.2, closed=True)
        knob = hinge + (edge - hinge) * 0.9
        sheet.fill(
            ellipse(knob, 950, 15, 15),
            palette.second,
            mix(palette.second, palette.ink, 0.4),
            toward="diag",
        )
        del side
    _lit_step(sheet, palette)


def _lit_step(sheet: Sheet, palette: Palette) -> None:
    """The light on the step, and two pupils who go in."""
    step = [(270, 1424), (930, 1424), (1120, 1600), (80, 1600)]
    sheet.fill(step, rgb("FBE2A6"), mix(palette.soft, palette.shade, 0.35))
    sheet.fill(
        [(330, 1424), (870, 1424), (1010, 1600), (190, 1600)],
        rgb("FFF1C6"),
        opacity=0.6,
        blur=16,
        blend="screen",
    )
    for x, tall, person in (
        (
            470,
            400,
            Person(
                "walk", "long", SKIN[1], HAIR[0], palette.main, palette.third, bag=palette.second
            ),
        ),
        (700, 425, Person("walk", "curly", SKIN[3], HAIR[0], palette.second, palette.ink)),
    ):
        sheet.fill(
            [(x - 40, 1500), (x + 40, 1500), (x + 70, 1600), (x - 80, 1600)],
            palette.shade,
            opacity=0.4,
            blur=9,
            blend="multiply",
        )
        draw_person(sheet, person, x, 1510, tall, palette.shade)


def _bright_hall(sheet: Sheet, palette: Palette) -> None:
    from .hall import columns, hall_camera, hall_shell

    camera = hall_camera(1200, 1600, x=10.4, eye=1.9, back=4.4, focal=760, horizon=0.66, aim=10.9)
    stage = Stage(sheet, camera, palette, sun=(-0.3, -0.6, -1.0))
    hall_shell(stage)
    columns(stage)
    cabin(stage, 9.4, 6.2, bays=3)
    crowd = Crowd(stage, sheet.rng)
    for x in (10.0, 11.1, 12.2):
        crowd.add(x, 7.9, 0.5, pose="sit", bag=None)
    for x, y in ((8.4, 4.4), (13.0, 5.0), (8.2, 10.6), (14.0, 9.6)):
        crowd.add(x, y, pose="walk")
    stage.draw()
    sheet.fill(rectangle(300, 470, 600, 950), rgb("FFE9B4"), opacity=0.22, blend="screen")


def skyline(sheet: Sheet, palette: Palette) -> None:
    """The three lycées on one horizon."""
    line = sheet.height * 0.76
    sky(sheet, rgb("8FBAC4"), rgb("FCE9C2"), line, clouds=7)
    sheet.fill(ellipse(560, 300, 70, 70), rgb("FFF6DC"))
    sheet.glow(560, 300, 260, rgb("FFE3A0"), 0.35)
    cliffs(sheet, GIONO, line)
    base = line + 6
    sheet.fill(rectangle(0, line - 4, 1600, sheet.height), rgb("D9BE86"), rgb("A9784F"))
    for index in range(6):
        x = 30 + index * 82.0
        shed = [
            (x, base),
            (x, base - 168),
            (x + 8, base - 168),
            (x + 82, base - 92),
            (x + 82, base),
        ]
        sheet.fill(
            shed, mix(palette.main, palette.light, 0.08), mix(palette.main, palette.shade, 0.25)
        )
        sheet.hatch(
            shed, mix(palette.main, palette.ink, 0.4), gap=6, angle=0, width=0.8, opacity=0.4
        )
        sheet.ink(shed, palette.ink, 2, closed=True)
        sheet.fill(
            rectangle(x + 14, base - 74, 54, 40),
            mix(palette.sky, palette.third, 0.4),
            palette.light,
            toward="diag",
        )
        sheet.fill(rectangle(x + 14, base - 128, 26, 22), mix(palette.sky, palette.third, 0.4))
    _new_lycee(sheet, base)
    _old_lycee(sheet, base)
    for x, tall, tint in (
        (556.0, 170.0, 0),
        (604.0, 120.0, 1),
        (1040.0, 190.0, 2),
        (1540.0, 210.0, 0),
    ):
        spot = Stage(sheet, axonometric(1, (0, 0)), palette)
        foliage(spot, (x, base + 4), tall, sheet.rng, LEAF[tint])
    for index in range(22):
        x, y = 40 + index * 72 + sheet.rng.uniform(-22, 22), base + sheet.rng.uniform(26, 110)
        tall = 62 + (y - base) * 0.45
        sheet.fill(
            ellipse(x - 12, y, tall * 0.24, tall * 0.04), palette.shade, opacity=0.35, blur=2
        )
        draw_person(
            sheet, someone(sheet.rng, pose=("walk", "stand")[index % 2]), x, y, tall, palette.shade
        )


def _new_lycee(sheet: Sheet, base: float) -> None:
    pal, x = VEIL, 650.0
    crane(sheet, pal, x + 330, base, 400, reach=190)
    for level in range(3):
        y = base - 62 * (level + 1)
        floor = rectangle(x + level * 16, y, 350 - level * 16, 62)
        sheet.fill(floor, mix(pal.soft, pal.light, 0.5), mix(pal.soft, pal.shade, 0.15))
        sheet.ink(floor, pal.ink, 1.8, closed=True)
        for column in range(8 - level):
            tint = (mix(pal.third, pal.sky, 0.4), pal.main, pal.second)[(column * 2 + level) % 3]
            sheet.fill(
                rectangle(x + 14 + level * 22 + column * 41, y + 12, 26, 38),
                tint,
                mix(tint, pal.light, 0.4),
                toward="diag",
            )


def _old_lycee(sheet: Sheet, base: float) -> None:
    pal, x = GIONO, 1090.0
    wall = rectangle(x, base - 140, 420, 140)
    sheet.fill(wall, mix(pal.soft, pal.light, 0.6), mix(pal.soft, pal.shade, 0.15))
    roof = [
        (x - 20, base - 138),
        (x + 440, base - 138),
        (x + 396, base - 184),
        (x + 24, base - 184),
    ]
    sheet.fill(roof, rgb("C27D5C"), rgb("A55F43"))
    sheet.hatch(roof, rgb("6D3E2E"), gap=9, angle=86, width=0.9, opacity=0.5)
    sheet.ink(roof, pal.ink, 1.8, closed=True)
    sheet.ink(wall, pal.ink, 1.8, closed=True)
    for row in range(2):
        for column in range(8):
            left = x + 24 + column * 49
            top = base - 122 + row * 66
            sheet.fill(
                rectangle(left, top, 18, 38), mix(pal.sky, pal.ink, 0.35), pal.light, toward="diag"
            )
            for side in (-11, 19):
                sheet.fill(rectangle(left + side, top - 1, 10, 40), pal.main)
