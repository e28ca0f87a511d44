"""Drawings of a designer's desk: a sketchbook page, a storyboard, furniture with its dimensions."""

from __future__ import annotations

import math

from .bodies import Person
from .colours import Palette, mix
from .curves import Point, ellipse, smooth
from .figures import draw_person
from .furniture import STEEL, bench
from .lettering import paragraph, typeset, write
from .planwork import Plan
from .sheet import Sheet
from .space import Look, Stage, axonometric


def cabin_exploded(sheet: Sheet, palette: Palette) -> None:
    """The cabin in exploded axonometry, from the floor to the roof."""
    typeset(sheet, "La cabane du hall", 70, 100, 56, palette.main, weight="Bold")
    typeset(
        sheet, "P1. Axonométrie éclatée, 3,60 × 2,20 × 2,60 m, 214 kg", 70, 146, 27, palette.ink
    )
    camera = axonometric(146, (590, 800), turn=38, tilt=28, target=(1.8, 1.1, 2.6))
    stage = Stage(sheet, camera, palette, sun=(0.4, 0.5, -1.0), shadow=0.3)
    lifts = {"floor": 0.0, "frames": 1.0, "bench": 0.62, "sides": 1.0, "roof": 5.1}
    _exploded_pieces(stage, lifts)
    stage.draw(blur=0.6)
    for x, y in ((0.05, 0.05), (3.65, 0.05), (0.05, 2.15), (3.65, 2.15)):
        for low, high in ((0.15, 1.0), (3.7, 5.0)):
            _dashes(sheet, camera.at((x, y, low)), camera.at((x, y, high)), palette.ink)
    marks = (
        ("1", (3.9, 1.1, 5.3), "Toit ajouré : 9 lames de 40 mm"),
        ("2", (3.7, 0.1, 3.0), "4 portiques chevillés, sans vis"),
        ("3", (-0.1, 1.2, 2.3), "2 panneaux de côté, contreplaqué 10 mm"),
        ("4", (3.6, 1.7, 1.35), "Bancs : ils raidissent l’ensemble"),
        ("5", (3.9, 0.6, 0.1), "Plancher en 3 caissons"),
    )
    for number, spot, text in marks:
        x, y = camera.at(spot)
        side = 1110 if number != "3" else 66
        sheet.ink([(x, y), (side - 24 if number != "3" else side + 24, y - 20)], palette.main, 1.6)
        sheet.fill(ellipse(side, y - 20, 23, 23), palette.main)
        typeset(sheet, number, side, y - 11, 28, palette.paper, weight="Bold", anchor="ms")
        typeset(sheet, f"{number}. {text}", 70, 1416 + (int(number) - 1) * 34, 26, palette.ink)
    typeset(sheet, "Dessin : Jeanne Le Bihan", 1130, 1552, 22, palette.ink, anchor="rs")


def _exploded_pieces(stage: Stage, lift: dict[str, float]) -> None:
    pal = stage.palette
    wood, pale = Look(pal.wood), Look(mix(pal.wood, pal.light, 0.35))
    for index in range(3):
        stage.box(
            (index * 1.22, -0.05, lift["floor"]),
            (1.16, 2.3, 0.14),
            Look(pale.colour, planks=6, upright=True),
        )
    for index in range(4):
        x, z = index * 1.2, lift["frames"]
        for y in (0.0, 2.1):
            stage.box((x, y, z), (0.1, 0.1, 2.5), wood, ground=False)
        stage.box((x, 0, z + 2.5), (0.1, 2.2, 0.14), wood, ground=False)
    stage.box(
        (0.15, 1.7, lift["bench"]),
        (3.4, 0.45, 0.09),
        Look(mix(pal.main, pal.wood, 0.35), planks=4),
        ground=False,
    )
    stage.box(
        (-0.28, 0.15, lift["sides"] + 0.1),
        (0.05, 1.9, 1.9),
        Look(mix(pal.second, pal.light, 0.15), planks=8, upright=True),
        ground=False,
    )
    stage.box(
        (0.15, 2.42, lift["sides"] + 0.1),
        (3.4, 0.05, 1.2),
        Look(mix(pal.second, pal.light, 0.15), planks=14, upright=True),
        ground=False,
    )
    for index in range(9):
        stage.box((-0.15, index * 0.26, lift["roof"]), (4.0, 0.1, 0.08), pale, ground=False)


def _dashes(sheet: Sheet, start: Point, end: Point, colour: tuple[int, int, int]) -> None:
    steps = max(2, round(math.dist(start, end) / 14))
    for step in range(0, steps, 2):
        a, b = step / steps, (step + 1) / steps
        sheet.ink(
            [
                (start[0] + (end[0] - start[0]) * a, start[1] + (end[1] - start[1]) * a),
                (start[0] + (end[0] - start[0]) * b, start[1] + (end[1] - start[1]) * b),
            ],
            colour,
            1.3,
            wobble=0,
        )


def castor_bench(sheet: Sheet, palette: Palette) -> None:
    """The bench on castors with its dimensions: front, side, and a view."""
    unit = 3.6
    front = Plan(sheet, palette, (130, 240), unit)
    tint = mix(palette.wood, palette.light, 0.3)
    front.thing(0, 0, 180, 8, tint)
    for x in (12, 156):
        front.thing(x, 8, 12, 24, palette.wood)
    for x in (14, 158):
        front.disc(x + 4, 39, 7, mix(palette.ink, STEEL, 0.3))
        front.disc(x + 4, 39, 2.4, palette.main)
    front.line([(-8, 46), (190, 46)], palette.ink, 2.0)
    front.dimension((0, -9), (180, -9), "180")
    front.dimension((196, 0), (196, 46), "46", shift=-10)
    front.dimension((12, 56), (168, 56), "156")
    typeset(sheet, "Face", 130, 490, 27, palette.ink, weight="Semibold")
    side = Plan(sheet, palette, (1080, 240), unit)
    side.thing(0, 0, 42, 8, tint)
    side.thing(5, 8, 32, 24, palette.wood)
    for x in (8, 32):
        side.disc(x + 1, 39, 7, mix(palette.ink, STEEL, 0.3))
    side.thing(0, 36, 5, 3, palette.main)
    side.line([(-8, 46), (52, 46)], palette.ink, 2.0)
    side.dimension((0, -9), (42, -9), "42")
    side.dimension((56, 32), (56, 46), "14", shift=-10)
    typeset(sheet, "Côté", 1080, 490, 27, palette.ink, weight="Semibold")
    write(sheet, "Frein au pied", 1180, 448, 22, palette.main)
    sheet.curve(smooth([(1172, 440), (1130, 425), (1096, 386)]), palette.main, 1.8, taper=True)
    _bench_view(sheet, palette)
    front.title(
        "Banc à roulettes « la cour qui se déplace »",
        "P3, version 2. Cotes en centimètres. Épicéa 40 mm, roulettes Ø 14, 19 kg.",
        "Dessin : Tom Ferrand",
    )


def _bench_view(sheet: Sheet, palette: Palette) -> None:
    camera = axonometric(330, (500, 850), turn=32, tilt=24, target=(0.9, 0.2, 0.2))
    stage = Stage(sheet, camera, palette, sun=(0.5, 0.3, -1.0), shadow=0.35)
    bench(stage, 0, 0, length=1.8, wheels=True)
    stage.draw(blur=1.0)
    typeset(sheet, "Vue d’ensemble", 130, 600, 27, palette.ink, weight="Semibold")
    paragraph(
        sheet,
        "Deux élèves le poussent. Un seul le tire, en soulevant le côté sans frein.",
        (960, 640, 540),
        25,
        palette.ink,
    )
    draw_person(
        sheet, Person("lean", "tail", top=palette.main, bag=None), 1080, 1062, 300, palette.shade
    )
    draw_person(
        sheet, Person("stand", "curly", top=palette.third, bag=None), 1260, 1062, 300, palette.shade
    )
    sheet.ink([(960, 1064), (1400, 1064)], palette.ink, 1.8)


def counter_elevation(sheet: Sheet, palette: Palette) -> None:
    """The pupils' counter in elevation, with people to scale."""
    unit = 230.0
    plan = Plan(sheet, palette, (330, 215), unit)
    wood, pale = palette.wood, mix(palette.wood, palette.light, 0.4)
    ground = 3.0
    for x in (0.0, 3.32):
        plan.thing(x, 0.2, 0.08, ground - 0.2, wood)
    plan.thing(0.3, 0.75, 2.8, 2.0, mix(wood, palette.ink, 0.25))
    for column in range(9):
        for row in range(4):
            x, y = 0.36 + column * 0.305, 0.82 + row * 0.3
            plan.thing(x, y, 0.26, 0.25, mix(palette.ink, wood, 0.35), pen=1.0)
            if (column * 5 + row * 2) % 7 < 4:
                plan.thing(
                    x + 0.03,
                    y + 0.15,
                    0.2,
                    0.09,
                    (palette.second, palette.paper, palette.main)[(column + row) % 3],
                    pen=0.8,
                )
    plan.thing(0.08, ground - 1.05, 2.0, 1.05, wood)
    plan.thing(2.08, ground - 0.76, 1.24, 0.76, wood)
    for step in range(1, 17):
        top = ground - (1.05 if step < 10 else 0.76)
        plan.line(
            [(0.08 + step * 0.2, top), (0.08 + step * 0.2, ground)],
            mix(wood, palette.ink, 0.35),
            1.0,
        )
    plan.thing(0.02, ground - 1.1, 2.12, 0.06, pale)
    plan.thing(2.04, ground - 0.81, 1.38, 0.06, pale)
    _counter_sign_and_scale(sheet, palette, plan, ground, unit)


def _counter_sign_and_scale(
    sheet: Sheet, palette: Palette, plan: Plan, ground: float, unit: float
) -> None:
    """The sign, the ground, the dimensions, and people to scale."""
    plan.thing(-0.1, 0.02, 3.6, 0.42, palette.third)
    write(sheet, "Guichet des élèves", *plan.at(0.2, 0.34), 50, palette.light, width=6.5)
    plan.line([(-1.2, ground), (4.9, ground)], palette.ink, 2.6)
    sheet.hatch(
        [
            plan.at(-1.2, ground),
            plan.at(4.9, ground),
            plan.at(4.9, ground + 0.1),
            plan.at(-1.2, ground + 0.1),
        ],
        palette.ink,
        gap=12,
    )
    plan.dimension((-0.42, ground - 1.05), (-0.42, ground), "105")
    plan.dimension((3.78, ground - 0.76), (3.78, ground), "76")
    plan.dimension((0.08, ground + 0.36), (2.08, ground + 0.36), "200")
    plan.dimension((2.08, ground + 0.36), (3.32, ground + 0.36), "124")
    draw_person(
        sheet,
        Person("stand", "tail", top=palette.main, bag=palette.second),
        *plan.at(-0.82, ground),
        1.66 * unit,
        palette.shade,
    )
    _wheelchair(sheet, palette, plan.at(4.35, ground), unit)
    plan.title(
        "Le guichet des élèves, élévation",
        "P4, version 2, lycées Ada-Lovelace et Jean-Giono. Cotes en centimètres.",
        "Dessin : Tom Ferrand",
    )


def _wheelchair(sheet: Sheet, palette: Palette, foot: Point, unit: float) -> None:
    x, y = foot
    draw_person(
        sheet,
        Person("side", "short", top=palette.second, legs=palette.third, mirror=True),
        x + 0.05 * unit,
        y - 0.05 * unit,
        1.62 * unit,
        palette.shade,
    )
    wheel = ellipse(x + 0.1 * unit, y - 0.31 * unit, 0.31 * unit, 0.31 * unit)
    sheet.curve(wheel, palette.ink, 5, wobble=0.3)
    sheet.curve(
        ellipse(x + 0.1 * unit, y - 0.31 * unit, 0.26 * unit, 0.26 * unit),
        palette.ink,
        1.4,
        wobble=0.3,
    )
    sheet.curve(
        ellipse(x - 0.32 * unit, y - 0.09 * unit, 0.09 * unit, 0.09 * unit),
        palette.ink,
        4,
        wobble=0.2,
    )
    sheet.ink(
        [
            (x + 0.24 * unit, y - 0.5 * unit),
            (x + 0.26 * unit, y - 0.98 * unit),
            (x + 0.38 * unit, y - 0.99 * unit),
        ],
        palette.ink,
        4.5,
    )
    sheet.ink(
        [
            (x + 0.24 * unit, y - 0.5 * unit),
            (x - 0.3 * unit, y - 0.48 * unit),
            (x - 0.34 * unit, y - 0.18 * unit),
        ],
        palette.ink,
        4,
    )
