"""Work seen from above: cards, plans, games, notebooks, and the hands around them."""

from __future__ import annotations

import math

from .colours import CLOTHES, PAPERS, SKIN, STICKY, Palette, mix, rgb
from .curves import ellipse, rectangle, smooth, xy
from .desk import (
    Place,
    box_at,
    cardboard_room,
    cup,
    local,
    note,
    paper,
    pen,
    ruler,
    scissors,
    tape,
    token,
    top,
)
from .hands import hand
from .lettering import write
from .planwork import Plan
from .sheet import Sheet

OAK, PALE, WALNUT = rgb("C8A26F"), rgb("DCC7A2"), rgb("8A6547")


def three_sites_cards(sheet: Sheet, palette: Palette) -> None:
    """Cards of three colours sorted by several hands."""
    top(sheet, palette, PALE)
    tints = (
        mix(rgb("E79B7E"), (255, 255, 255), 0.1),
        mix(rgb("B9B3DB"), (255, 255, 255), 0.1),
        rgb("F3D27A"),
    )
    texts = (
        (
            "On mange debout",
            "Où poser son sac ?",
            "Le hall résonne",
            "Clés : jamais",
            "Rester après 17 h",
        ),
        (
            "Nulle part le soir",
            "Assis par terre",
            "On mange vite",
            "Clés : la loge",
            "Froid au CDI",
        ),
        ("Pas de banc prévu", "Hall = couloir", "Qui aura les clés ?", "Visites ?", "Bruit, déjà"),
    )
    for row, (tint, line) in enumerate(zip(tints, texts, strict=True)):
        for column, text in enumerate(line):
            turn = sheet.rng.uniform(-7, 7)
            x, y = (
                260 + column * 270 + sheet.rng.uniform(-18, 18),
                270 + row * 300 + sheet.rng.uniform(-24, 24),
            )
            note(sheet, (x, y, turn), text, tint, wide=220, high=142, size=22, curl=False)
    for place, text in (
        ((210, 92, -1), "Ada-Lovelace"),
        ((800, 96, 2), "Jean-Giono"),
        ((240, 1120, 1), "Simone-Veil"),
    ):
        tape(sheet, place, PAPERS["white"], wide=250, high=46)
        write(sheet, text, place[0], place[1] + 9, 23, palette.ink, anchor="m", angle=place[2])
    sheet.curve(ellipse(945, 575, 240, 250), rgb("B9472F"), 5, wobble=3)
    hand(sheet, (760, 800, -18), SKIN[1], CLOTHES[0])
    hand(sheet, (1290, 330, 195), SKIN[3], CLOTHES[2], left=True)
    hand(sheet, (330, 560, 74), SKIN[0], CLOTHES[7], pose="point")
    pen(sheet, (1150, 1090, 24), rgb("B9472F"))
    cup(sheet, (1450, 1000, 40), palette.main)


def kraft_timeline(sheet: Sheet, palette: Palette) -> None:
    """The programme on brown paper: cards, string, dates, and a red line."""
    kraft = PAPERS["kraft"]
    wall = mix(palette.soft, palette.light, 0.5)
    sheet.fill(
        rectangle(0, 0, sheet.width, sheet.height),
        wall,
        mix(wall, palette.shade, 0.15),
        toward="diag",
    )
    strip = [(0, 96), (sheet.width, 70), (sheet.width, sheet.height - 84), (0, sheet.height - 60)]
    sheet.drop(strip, dy=10, blur=10)
    sheet.fill(
        strip, mix(kraft, palette.light, 0.15), mix(kraft, palette.shade, 0.12), toward="right"
    )
    for y in range(100, 820, 9):
        sheet.ink(
            [(0, y), (sheet.width, y - 12)],
            mix(kraft, palette.ink, 0.3),
            0.7,
            wobble=2,
            opacity=0.22,
        )
    for x in (34, 800, 1566):
        tape(sheet, (x, 84, 88), PAPERS["white"], wide=90, high=34)
    sheet.curve(
        smooth([(40, 452), (400, 440), (800, 456), (1200, 438), (1570, 448)]), palette.ink, 5
    )
    _months(sheet, palette)
    _cards(sheet, palette)
    red = rgb("BF2F26")
    sheet.curve(smooth([(540, 436), (620, 396), (720, 394), (786, 430)]), red, 7, wobble=1.5)
    sheet.ink([(756, 432), (788, 432), (782, 398)], red, 7)
    write(sheet, "Pas de prototype avant la rentrée !", 330, 210, 25, red, angle=-2, width=3.4)
    hand(sheet, (1130, 700, -30), SKIN[2], CLOTHES[3], pose="point", scale=0.95)


def _months(sheet: Sheet, palette: Palette) -> None:
    months = ("janv.", "mars", "mai", "juil.", "sept.", "nov.", "janv.", "mars", "mai", "juin")
    for index, month in enumerate(months):
        x = 80 + index * 160
        sheet.ink([(x, 428), (x, 470)], palette.ink, 3)
        write(sheet, month.rstrip("."), x, 506, 22, palette.ink, anchor="m")
    write(sheet, "2027", 80, 548, 28, palette.main, anchor="m", width=3.4)
    write(sheet, "2028", 1040, 548, 28, palette.main, anchor="m", width=3.4)


def _cards(sheet: Sheet, palette: Palette) -> None:
    cards = (
        (110, 310, -3, "Choisir les sites", "white", 124),
        (264, 332, 4, "Voyage d’étude", "yellow", 262),
        (352, 650, -4, "Semaine 1", "orange", 392),
        (430, 326, 3, "Labo 1", "blue", 424),
        (508, 662, 2, "Semaine 2", "orange", 462),
        (578, 350, -3, "Labo 2", "blue", 496),
        (736, 650, 3, "Semaine 3", "orange", 790),
        (900, 662, -2, "Séminaire", "pink", 838),
        (1010, 330, 2, "Atelier 1", "green", 978),
        (1216, 318, -4, "Atelier 2", "green", 1220),
        (1400, 650, 3, "Atelier 3", "green", 1396),
        (1494, 320, 2, "Livret", "white", 1530),
    )
    for x, y, turn, text, colour, day in cards:
        sheet.ink([(x, y - 40 if y > 450 else y + 40), (day, 446)], rgb("8A3B2B"), 2.0, wobble=2)
        note(sheet, (x, y, turn), text, STICKY[colour], wide=136, high=112, size=18)
        tape(sheet, (x, y - 56, turn), mix(palette.third, PAPERS["white"], 0.4), wide=58, high=20)


def workshop(sheet: Sheet, palette: Palette) -> None:
    """Hands move small cardboard furniture on a plan."""
    top(sheet, palette, OAK)
    place = (800.0, 590.0, -2.0)
    paper(sheet, place, 1180, 860)
    _hall_on_paper(sheet, palette)
    for x, y, turn, wide, high in (
        (480, 470, 12, 110, 60),
        (640, 620, -24, 120, 50),
        (1000, 430, 40, 90, 90),
        (1120, 690, 8, 140, 54),
        (820, 820, -8, 100, 60),
        (560, 800, 70, 110, 46),
    ):
        cardboard_room(sheet, palette, (x, y, turn), wide, high)
    for x, y, tint in (
        (720, 480, palette.main),
        (770, 510, palette.second),
        (930, 640, palette.third),
        (1010, 560, palette.main),
        (640, 720, palette.second),
        (900, 740, palette.third),
        (1200, 560, palette.second),
    ):
        token(sheet, x, y, tint)
    hand(sheet, (560, 940, 16), SKIN[0], CLOTHES[3], pose="hold")
    hand(sheet, (1190, 880, -24), SKIN[3], CLOTHES[2], left=True)
    hand(sheet, (960, 250, 172), SKIN[2], CLOTHES[1], pose="hold")
    hand(sheet, (300, 330, 118), SKIN[1], CLOTHES[4], pose="point")
    scissors(sheet, (1460, 240, 60), palette.main)
    ruler(sheet, (130, 900, 82), palette.second, long=360)
    note(
        sheet,
        (1470, 640, 6),
        "On peut tout bouger sauf les poteaux",
        STICKY["yellow"],
        wide=170,
        size=20,
    )


def _hall_on_paper(sheet: Sheet, palette: Palette) -> None:
    plan = Plan(sheet, palette, (330, 250), 43)
    plan.walls(
        [
            [(0, 0), (22, 0), (22, 15.4), (14, 15.4)],
            [(8, 15.4), (0, 15.4), (0, 0)],
            [(0, 5), (4, 5), (4, 0)],
        ],
        0.3,
    )
    for x in (6.4, 11.0, 15.6):
        for y in (4.2, 9.6):
            plan.zone(x - 0.35, y - 0.35, 0.7, 0.7, palette.ink)
    for x in range(1, 22):
        plan.line([(x, 0.2), (x, 15.2)], mix(palette.third, PAPERS["white"], 0.7), 0.8)
    for y in range(1, 15):
        plan.line([(0.2, y), (21.8, y)], mix(palette.third, PAPERS["white"], 0.7), 0.8)
    write(sheet, "Vie sco", 352, 380, 20, palette.ink)
    write(sheet, "Hall 1/50", 1080, 350, 26, palette.main)
    write(sheet, "Entrée", 770, 960, 22, palette.ink)


def roles(sheet: Sheet, palette: Palette) -> None:
    """A round table with the chart of roles."""
    floor = mix(palette.third, palette.ink, 0.25)
    sheet.fill(
        rectangle(0, 0, sheet.width, sheet.height),
        floor,
        mix(floor, palette.ink, 0.3),
        toward="diag",
    )
    disc = ellipse(800, 610, 690, 600)
    sheet.drop(disc, dx=20, dy=30, blur=20)
    sheet.clipped([disc], lambda: top(sheet, palette, PALE, boards=9))
    sheet.curve([*disc, disc[0]], mix(PALE, palette.ink, 0.5), 4)
    place = (800.0, 600.0, 2.0)
    paper(sheet, place, 800, 560)
    rows, columns = (
        ("Ouvrir", "Fermer", "Ranger", "Réparer", "Payer"),
        ("Élèves", "Agents", "CDI", "Vie sco", "Région"),
    )
    for index, text in enumerate(columns):
        x, y = local(place, -210 + index * 122, -210)
        write(sheet, text, x, y, 21, palette.main, anchor="m", angle=2)
    for index, text in enumerate(rows):
        x, y = local(place, -380, -130 + index * 88)
        write(sheet, text, x, y, 22, palette.ink, angle=2)
        sheet.ink(
            [local(place, -385, -96 + index * 88), local(place, 380, -96 + index * 88)],
            palette.ink,
            1.4,
        )
    for index in range(6):
        x = -268 + index * 122
        sheet.ink([local(place, x, -250), local(place, x, 260)], palette.ink, 1.4)
    tints = (palette.main, palette.second, rgb("B9472F"))
    for row, marks in enumerate(((0, 0, 3), (1, 3), (0, 0, 0, 1), (1, 4, 0), (4, 3))):
        for index, column in enumerate(marks):
            x, y = local(
                place, -222 + column * 122 + (index % 3) * 18, -142 + row * 88 + (index % 2) * 12
            )
            token(sheet, x, y, tints[(row + index) % 3], radius=15)
    cup(sheet, (300, 330, 200), palette.second)
    cup(sheet, (1300, 860, 20), palette.main)
    note(sheet, (360, 900, -12), "Qui a la clé le mercredi ?", STICKY["pink"], wide=165, size=20)
    hand(sheet, (640, 930, 8), SKIN[0], CLOTHES[8], pose="hold")
    hand(sheet, (1290, 420, 232), SKIN[4], CLOTHES[7])
    hand(sheet, (300, 620, 82), SKIN[2], CLOTHES[6], pose="point")


def what_if(sheet: Sheet, palette: Palette) -> None:
    """The table of the first workshop: « et si » cards around a large sheet."""
    top(sheet, palette, PALE)
    place = (800.0, 600.0, 1.0)
    paper(sheet, place, 900, 620, PAPERS["white"])
    write(sheet, "2040", *local(place, -80, -210), 74, palette.main, width=9)
    write(
        sheet, "Le lycée est ouvert le samedi.", *local(place, -390, -80), 32, palette.ink, angle=1
    )
    write(sheet, "Qui accueille ?", *local(place, -390, 0), 32, palette.third, angle=1)
    write(sheet, "Qui paie le chauffage ?", *local(place, -390, 80), 32, palette.third, angle=1)
    write(
        sheet, "Qui a le droit de dire non ?", *local(place, -390, 160), 32, rgb("B9472F"), angle=1
    )
    sheet.curve(
        smooth([local(place, -390, 190), local(place, -100, 182), local(place, 230, 192)]),
        rgb("B9472F"),
        4,
    )
    cards = (
        ("Et si les élèves avaient la clé ?", 190, 220, -9),
        ("Et si le hall devenait une gare ?", 1420, 230, 8),
        ("Et si rien n’était fixé au sol ?", 1430, 960, -6),
        ("", 180, 980, 10),
        ("", 1440, 600, 4),
        ("", 168, 610, -5),
    )
    for index, (text, x, y, turn) in enumerate(cards):
        tint = (
            (palette.second, palette.sky, mix(palette.main, (255, 255, 255), 0.4))[index % 3]
            if text
            else palette.third
        )
        note(sheet, (x, y, turn), text, tint, wide=200, high=270, size=25, curl=False)
        if not text:
            shape = box_at((x, y, turn), 170, 240)
            sheet.ink(shape, palette.light, 3, closed=True)
            sheet.hatch(shape, palette.light, gap=16, angle=45 + turn, width=1.4, opacity=0.4)
    cup(sheet, (520, 130, 30), palette.main)
    cup(sheet, (1120, 1100, 200), palette.second)
    hand(sheet, (560, 900, 12), SKIN[0], rgb("3A4452"))
    hand(sheet, (1210, 700, -62), SKIN[2], CLOTHES[1], pose="point")
    hand(sheet, (1110, 250, 190), SKIN[1], CLOTHES[5], pose="flat")


def tokens_map(sheet: Sheet, palette: Palette) -> None:
    """Counters on a map, grouped by basin."""
    top(sheet, palette, OAK)
    place = (800.0, 590.0, -1.5)
    paper(sheet, place, 1240, 920, mix(palette.paper, palette.sky, 0.15))
    blob = smooth(
        [
            local(place, *p)
            for p in xy(
                "-540,-300 -200,-400 180,-360 520,-260 560,80 360,360 0,400 -380,340 -560,60"
            )
        ],
        closed=True,
    )
    sheet.fill(blob, mix(rgb("A9BF8E"), palette.paper, 0.45))
    sheet.curve([*blob, blob[0]], palette.ink, 3, wobble=1.5)
    for river in (
        ((-180, -400), (-140, -160), (-170, 60), (-120, 390)),
        ((540, -60), (200, -20), (-150, 90)),
        ((420, 300), (140, 250), (-140, 260)),
    ):
        sheet.curve(
            smooth([local(place, *p) for p in river], steps=14),
            mix(palette.third, palette.sky, 0.3),
            9,
            wobble=1.2,
        )
    _basins(sheet, palette, place)


def _basins(sheet: Sheet, palette: Palette, place: Place) -> None:
    """Counters grouped by basin, what is written, and the hands."""
    tints = (palette.main, palette.second, palette.third, rgb("7E78AE"), rgb("B9472F"))
    for index, (x, y) in enumerate(
        ((-360, -180), (120, -220), (360, 20), (80, 120), (-330, 170), (240, 330))
    ):
        ring = [local(place, *p) for p in ellipse(x, y, 112, 92)]
        sheet.curve(ring, palette.ink, 2.4, wobble=2)
        for step in range(3):
            angle = step * math.tau / 3 + index
            token(
                sheet,
                *local(place, x + math.cos(angle) * 48, y + math.sin(angle) * 42),
                tints[index % 5],
                radius=26,
                tall=11,
            )
    write(sheet, "Bassins, pas académies", *local(place, -560, -405), 30, palette.ink, angle=-1.5)
    note(
        sheet,
        (1490, 200, 7),
        "3 lycées voisins se prêtent tout",
        STICKY["yellow"],
        wide=180,
        size=21,
    )
    note(sheet, (110, 1010, -7), "30 : on ne se connaît plus", STICKY["pink"], wide=170, size=20)
    hand(sheet, (1110, 880, -22), SKIN[3], CLOTHES[0], pose="hold")
    hand(sheet, (320, 480, 96), SKIN[0], CLOTHES[7], pose="point")
    hand(sheet, (940, 260, 190), SKIN[1], CLOTHES[3], pose="hold")
