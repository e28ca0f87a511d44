"""Three plans: the hall and the yard of Ada-Lovelace, the CDI of Jean-Giono."""

from __future__ import annotations

from .colours import Palette, mix
from .curves import ellipse, smooth, xyz
from .lettering import write
from .planwork import Plan
from .sheet import Sheet


def hall(sheet: Sheet, palette: Palette) -> None:
    """The hall, its doors, and its nine seats."""
    plan = Plan(sheet, palette, (215, 165), 40.0)
    _hall_zones(plan)
    _hall_walls(plan)
    _hall_things(plan)
    seat = palette.main
    for x, y in ((5.2, 11.6), (5.9, 11.6), (6.6, 11.6), (15.6, 11.6), (16.3, 11.6), (17.0, 11.6)):
        plan.disc(x, y, 0.24, seat)
    for y in (5.4, 6.1, 6.8):
        plan.disc(20.6, y, 0.24, seat)
    write(sheet, "9 places assises", *plan.at(5.0, 13.0), 21, palette.main)
    plan.dimension((0, -1.1), (22, -1.1), "22,00")
    plan.dimension((-1.5, 0), (-1.5, 18.6), "18,60")
    plan.north(1490, 200, 20)
    plan.scale_bar(1120, 1048)
    plan.title(
        "Hall du lycée Ada-Lovelace",
        "État des lieux, 16 mars 2027. Surface utile 410 m². Relevé au ruban, cotes en mètres.",
        "Relevé et dessin : Jeanne Le Bihan",
    )


def _hall_zones(plan: Plan) -> None:
    pal = plan.palette
    plan.zone(0, 0, 22, 18.6, mix(pal.paper, pal.light, 0.4))
    plan.zone(-0.0, 0, 4.8, 6.2, mix(pal.third, pal.paper, 0.72))
    plan.zone(0, 6.2, 4.8, 5.6, mix(pal.second, pal.paper, 0.66))
    plan.zone(22, 0, 7.2, 8.4, mix(pal.main, pal.paper, 0.72))
    plan.zone(22, 8.4, 7.2, 10.2, mix(pal.third, pal.paper, 0.8))
    plan.zone(4.8, 0, 17.2, 2.0, pal.paper, hatch=15)


def _hall_walls(plan: Plan) -> None:
    plan.walls(
        [
            [(0, 0), (29.2, 0), (29.2, 18.6), (0, 18.6), (0, 0)],
            [(22, 0), (22, 18.6)],
            [(22, 8.4), (29.2, 8.4)],
            [(0, 6.2), (4.8, 6.2)],
            [(0, 11.8), (4.8, 11.8)],
            [(4.8, 0), (4.8, 11.8)],
        ]
    )
    for x in (5.4, 8.2, 11.0, 13.8, 16.6, 19.2):
        plan.window(x, 0, 2.2)
    for y in (1.2, 7.6):
        plan.window(0, y, 3.0, upright=True)
    for y in (1.5, 4.6, 10.0, 13.6):
        plan.window(29.2, y, 2.2, upright=True)
    plan.door(4.8, 2.4, 1.0, 0, upright=True)
    plan.door(4.8, 8.2, 1.0, 0, upright=True)
    plan.door(22, 4.0, 1.6, 0, upright=True)
    plan.door(22, 12.4, 1.4, 90, upright=True)
    for x in (8.8, 10.8, 12.8):
        plan.door(x, 18.6, 1.7, 180 + 90)
    for x in (7.4, 12.0, 16.6):
        for y in (5.2, 9.6, 14.0):
            plan.zone(x - 0.3, y - 0.3, 0.6, 0.6, plan.palette.ink)


def _hall_things(plan: Plan) -> None:
    pal = plan.palette
    plan.stairs(0.4, 12.6, 3.6, 5.4, 14)
    plan.label("VIE SCOLAIRE", 2.4, 3.3, under="29 m²")
    plan.label("ÉTUDE", 2.4, 9.2, under="27 m²")
    plan.label("SELF", 25.6, 4.3, under="file d’attente → hall")
    plan.label("CDI", 25.6, 13.2, under="73 m², ouvert 9 h – 17 h")
    plan.label("HALL", 12.0, 7.6, 34, under="410 m²")
    plan.label("PANNEAUX D’AFFICHAGE", 13.4, 1.2, 17, weight="Regular")
    plan.label("ESCALIER", 2.2, 12.35, 17, weight="Regular")
    plan.label("ENTRÉE", 11.6, 19.75, 22, pal.main)
    for x in (5.6, 6.5, 7.4):
        plan.thing(x, 16.9, 0.8, 0.5, mix(pal.second, pal.paper, 0.3))
    for index in range(10):
        plan.thing(21.3, 13.9 + index * 0.42, 0.5, 0.4, mix(pal.third, pal.paper, 0.4), pen=1.0)
    plan.label("CASIERS", 19.9, 16.2, 17, weight="Regular")
    flows = (
        ((11.6, 18.2), (11.4, 13.0), (7.2, 8.6), (5.2, 3.0)),
        ((11.8, 18.2), (13.0, 12.4), (18.4, 7.0), (21.6, 4.8)),
        ((11.7, 18.2), (8.4, 16.6), (5.0, 16.6), (2.4, 15.6)),
        ((20.9, 15.2), (18.6, 13.4), (19.4, 8.4), (21.5, 5.0)),
    )
    for flow in flows:
        path = [plan.at(*p) for p in smooth(flow, steps=14)]
        for start in range(0, len(path) - 4, 6):
            plan.sheet.curve(path[start : start + 4], pal.third, 2.6, wobble=0.3)


def yard(sheet: Sheet, palette: Palette) -> None:
    """The yard at noon: groups follow the shade and the ledges."""
    plan = Plan(sheet, palette, (150, 150), 29.0)
    _yard_ground(plan)
    _yard_groups(plan)
    plan.north(1490, 190, 20)
    plan.scale_bar(1220, 1048, 10, 2)
    plan.title(
        "Cour du lycée Ada-Lovelace à midi",
        "Relevé du 27 avril 2027, 12 h 20 – 12 h 40, ciel dégagé. "
        "Un point pour un élève, 195 présents.",
        "Observation et dessin : Jeanne Le Bihan",
    )


def _yard_ground(plan: Plan) -> None:
    pal = plan.palette
    plan.zone(0, 0, 44, 28, mix(pal.soft, pal.paper, 0.35))
    plan.zone(1, 1, 42, 4.2, mix(pal.third, pal.paper, 0.62), hatch=13)
    plan.zone(34, 18, 9, 9, mix(pal.second, pal.paper, 0.5))
    plan.zone(1.0, 22.6, 20, 4.2, mix((126, 154, 107), pal.paper, 0.35))
    plan.walls([[(0, 28), (0, 0), (44, 0), (44, 12)], [(44, 16), (44, 28), (0, 28)]], 0.5)
    for post in (3, 10, 17, 24, 31, 38):
        plan.zone(post, 5.0, 0.5, 0.5, pal.ink)
    for x, y, radius in xyz(
        "8,12.5,2.6 17.5,15.2,3.0 29.5,11.4,2.7 38.4,12.0,2.2 5.2,24.6,1.7 12.8,24.8,1.8 "
        "18.6,24.4,1.5"
    ):
        plan.crown(x, y, radius, mix((140, 168, 118), pal.paper, 0.15))
    plan.label("PRÉAU", 21, 3.4, 26)
    plan.label("PELOUSE (interdite)", 10.4, 22.0, 19, weight="Regular")
    plan.label("TERRAIN", 38.5, 20.6, 22)
    plan.sheet.curve([plan.at(*p) for p in ellipse(38.5, 22.8, 1.8, 1.8)], pal.ink, 1.4)
    plan.label("MILIEU VIDE", 26.5, 20.6, 24, pal.main, under="68 % de la surface, 4 % des élèves")
    plan.label("vers le hall", 22, -0.7, 20, weight="Regular")
    plan.thing(20.4, 5.6, 4.2, 0.5, pal.wood)


def _yard_groups(plan: Plan) -> None:
    pal, rng = plan.palette, plan.sheet.rng
    groups = xyz(
        "2.2,7.0,11 7.4,5.9,16 14.0,5.9,18 26.0,6.0,17 33.0,6.1,13 40.0,6.0,12 "
        "9.4,14.2,15 19.6,17.0,16 31.4,13.4,14 40.2,13.9,9 22.0,23.0,13 2.0,20.8,10 "
        "36.6,24.6,10 42.2,19.4,7 27.0,15.5,5 16.4,11.2,9"
    )
    for x, y, count in groups:
        for index in range(int(count)):
            px, py = x + rng.gauss(0, 0.8), y + rng.gauss(0, 0.6)
            colour = pal.main if index % 4 else pal.second
            plan.disc(min(max(px, 0.8), 43.2), max(5.4, py), 0.2, colour, line=False)


def library(sheet: Sheet, palette: Palette) -> None:
    """The CDI of the evening: what closes, what stays open."""
    plan = Plan(sheet, palette, (190, 190), 62.0)
    pal = palette
    plan.zone(0, 0, 19.4, 11.4, mix(pal.paper, pal.light, 0.4))
    plan.zone(0, 0, 11.6, 11.4, mix(pal.second, pal.paper, 0.5))
    plan.zone(11.6, 0, 7.8, 11.4, pal.paper, hatch=16)
    plan.walls(
        [
            [(0, 0), (19.4, 0), (19.4, 11.4), (0, 11.4), (0, 0)],
            [(15.8, 0), (15.8, 3.4), (19.4, 3.4)],
        ],
        0.28,
    )
    for x in (1.2, 4.6, 8.0, 12.4):
        plan.window(x, 11.4, 2.4)
    for x in (2.0, 6.0, 10.0):
        plan.window(x, 0, 2.0)
    plan.door(0, 4.6, 1.6, 0, upright=True)
    plan.door(19.4, 6.2, 1.2, 90, upright=True)
    _library_things(plan)
    plan.dimension((0, -1.0), (11.6, -1.0), "zone du soir 11,60")
    plan.dimension((11.6, -1.0), (19.4, -1.0), "collections 7,80")
    plan.dimension((-1.35, 0), (-1.35, 11.4), "11,40")
    plan.north(1490, 170, -12)
    plan.scale_bar(1110, 1048, 5, 1)
    plan.title(
        "Le CDI du soir, lycée Jean-Giono",
        "Essai du 28 septembre au 19 octobre 2027. "
        "En jaune, ce qui reste ouvert de 17 h 30 à 19 h.",
        "Dessin : Jeanne Le Bihan",
    )


def _library_things(plan: Plan) -> None:
    pal = plan.palette
    for y in (0.5, 10.4):
        for x in (12.4, 14.0) if y < 1 else (12.4, 14.6, 16.8):
            plan.thing(x, y, 1.5 if y < 1 else 1.9, 0.5, pal.wood)
    for x in (12.8, 14.6, 16.4):
        plan.thing(x, 4.6, 0.55, 4.2, pal.wood)
    for x, y in ((2.6, 1.6), (6.2, 1.6), (2.6, 8.2), (6.2, 8.2)):
        plan.thing(x, y, 2.3, 1.1, mix(pal.wood, pal.paper, 0.4))
        for step in (0.5, 1.15, 1.8):
            plan.disc(x + step, y - 0.38, 0.22, pal.main)
            plan.disc(x + step, y + 1.48, 0.22, pal.main)
    plan.disc(6.2, 5.4, 0.9, mix(pal.wood, pal.paper, 0.4))
    for dx, dy in ((-1.3, 0), (1.3, 0), (0, -1.3), (0, 1.3)):
        plan.disc(6.2 + dx, 5.4 + dy, 0.24, pal.main)
    plan.thing(9.2, 4.4, 0.8, 2.4, mix(pal.third, pal.paper, 0.35))
    plan.label("banque de prêt", 9.4, 7.3, 17, weight="Regular")
    plan.label("ÉTUDE DU SOIR", 4.4, 4.0, 24, under="44 places", anchor="m")
    plan.label("COLLECTIONS", 15.5, 9.6, 23)
    plan.label("RÉSERVE", 17.6, 1.9, 18, under="12 m²")
    for step in range(12):
        plan.thing(
            11.5, 0.25 + step * 0.92, 0.2, 0.8, pal.main, turn=9 if step % 2 else -9, pen=1.0
        )
    write(plan.sheet, "Cloison mobile", *plan.at(7.25, 10.85), 20, pal.main)
    plan.sheet.curve(
        smooth([plan.at(10.6, 10.4), plan.at(11.0, 10.1), plan.at(11.35, 9.8)]),
        pal.main,
        1.8,
        taper=True,
    )
    write(plan.sheet, "Entrée par la cour", *plan.at(0.35, 6.8), 21, pal.ink)
    plan.line([(-0.9, 5.4), (0.9, 5.4)], pal.main, 3.4)
    plan.line([(0.5, 5.1), (0.9, 5.4), (0.5, 5.7)], pal.main, 3.4)
