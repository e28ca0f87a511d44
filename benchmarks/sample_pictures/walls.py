"""Walls of paper: sticky notes, votes, charts, what was agreed and what was not."""

from __future__ import annotations

from .bodies import Person
from .colours import PAPERS, RGB, STICKY, Palette, mix, rgb
from .curves import ellipse, rectangle, smooth
from .desk import local, note, paper, tape
from .figures import draw_person
from .lettering import write
from .sheet import Sheet

GREEN, RED = rgb("5C9A5B"), rgb("C8402F")

_ASTONISHED: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "Hall",
        "yellow",
        (
            "On passe, on ne reste pas",
            "9 places pour 1 240 élèves",
            "Trop beau pour s’asseoir ?",
            "On s’entend de partout",
            "La vitre, c’est la télé",
        ),
    ),
    (
        "Self",
        "pink",
        (
            "12 min de queue debout",
            "Le pain part en premier",
            "Tables rondes > carrées",
            "Midi dix : la foule",
        ),
    ),
    (
        "Cdi",
        "blue",
        (
            "Fermé quand on est libre",
            "Ici on chuchote bien",
            "Un fauteuil, une file",
            "Qui a choisi les heures ?",
            "Prises : 4",
        ),
    ),
    (
        "Cour",
        "green",
        (
            "Le milieu reste vide",
            "On suit l’ombre",
            "Bancs vissés au soleil",
            "Où sont les filles ?",
        ),
    ),
    (
        "Vie sco",
        "orange",
        (
            "On y va pour un mot",
            "Ou pour parler, en vrai",
            "Le comptoir est haut",
            "Clés : non",
            "Ils connaissent nos noms",
        ),
    ),
)


def plaster(sheet: Sheet, palette: Palette, colour: RGB | None = None) -> None:
    """A wall lit from the upper left, with a skirting board."""
    wall = colour or mix(palette.soft, palette.light, 0.55)
    sheet.fill(
        rectangle(0, 0, sheet.width, sheet.height),
        mix(wall, palette.light, 0.3),
        mix(wall, palette.shade, 0.22),
        toward="diag",
    )
    beam = [(0, 120), (420, 0), (900, 0), (0, 620)]
    sheet.fill(beam, palette.light, opacity=0.25, blur=22, blend="screen")


def astonishments(sheet: Sheet, palette: Palette) -> None:
    """The wall of astonishments, five columns of notes."""
    plaster(sheet, palette)
    write(sheet, "Ce qui nous étonne", 70, 104, 50, palette.main, width=6.5)
    write(sheet, "mardi soir", 880, 104, 28, palette.ink)
    for column, (head, colour, texts) in enumerate(_ASTONISHED):
        x = 180.0 + column * 308
        write(sheet, head, x, 190, 32, palette.ink, anchor="m", width=4)
        sheet.curve(smooth([(x - 80, 206), (x, 210), (x + 84, 203)]), palette.ink, 3, taper=True)
        for row, text in enumerate(texts):
            place = (
                x + sheet.rng.uniform(-20, 20),
                308 + row * 186 + sheet.rng.uniform(-10, 10),
                sheet.rng.uniform(-6, 6),
            )
            tint = mix(STICKY[colour], (255, 255, 255), sheet.rng.uniform(0, 0.2))
            note(sheet, place, text, tint, wide=172, size=20)
    for start, end in (((270, 480), (1090, 330)), ((700, 860), (1330, 880))):
        sheet.curve(
            smooth([start, ((start[0] + end[0]) / 2, max(start[1], end[1]) + 40), end]),
            RED,
            3.2,
            wobble=0.6,
        )
        for x, y in (start, end):
            sheet.fill(ellipse(x, y, 9, 9), RED)
    draw_person(sheet, Person("point", "tail", top=palette.third), 500, 1320, 610, palette.shade)


_COUNTS = "310 60 45 50 290 80 55 70 340 300 210 90 60 50 55 280 120 150 70 20"


def counting(sheet: Sheet, palette: Palette) -> None:
    """Three days of counting, as bars drawn with a felt pen."""
    plaster(sheet, palette)
    place = (800.0, 600.0, -0.8)
    paper(sheet, place, 1360, 1020, PAPERS["white"], deep=10)
    for x, y in ((-640, -500), (640, -500), (-640, 500), (640, 500)):
        px, py = local(place, x, y)
        tape(sheet, (px, py, 40 if x * y > 0 else -40), STICKY["yellow"], wide=120, high=34)
    write(
        sheet,
        "Combien passent, combien restent ?",
        *local(place, -610, -410),
        44,
        palette.main,
        width=5.5,
        angle=-0.8,
    )
    write(
        sheet,
        "Hall, par demi-heure, moyenne de 3 jours",
        *local(place, -610, -350),
        25,
        palette.ink,
        angle=-0.8,
    )
    counts = tuple(int(count) for count in _COUNTS.split())
    _bars(sheet, palette, place, counts)
    write(
        sheet,
        "Restent plus de 5 min : 11 sur 100",
        *local(place, 40, -262),
        24,
        palette.third,
        angle=-2,
        width=3.4,
    )
    write(sheet, "récré !", *local(place, -330, -160), 25, RED, angle=-6)
    write(sheet, "self", *local(place, 6, -190), 25, RED, angle=4)


def _bars(
    sheet: Sheet, palette: Palette, place: tuple[float, float, float], counts: tuple[int, ...]
) -> None:
    base = 400.0
    for index, count in enumerate(counts):
        x, tall = -590 + index * 60, count * 1.5
        bar = [local(place, *p) for p in rectangle(x, base - tall, 40, tall)]
        peak = count > 200
        tint = palette.main if peak else palette.second
        sheet.fill(bar, mix(tint, PAPERS["white"], 0.35))
        sheet.hatch(bar, tint, gap=7, angle=62, width=3.2, opacity=0.9)
        sheet.ink(bar, palette.ink, 2.4, closed=True, over=7, wobble=1.4)
        stay = [
            local(place, *p)
            for p in rectangle(
                x + 6, base - min(tall, 14 + index * 1.2), 28, min(tall, 14 + index * 1.2)
            )
        ]
        sheet.fill(stay, palette.third)
        if index % 2 == 0:
            write(
                sheet,
                f"{8 + index // 2}h",
                *local(place, x + 20, base + 44),
                21,
                palette.ink,
                anchor="m",
            )
        if peak:
            write(
                sheet,
                str(count),
                *local(place, x + 20, base - tall - 16),
                21,
                palette.ink,
                anchor="m",
            )
    sheet.ink([local(place, -620, base), local(place, 630, base)], palette.ink, 3.6, over=12)
    for row, (text, tint) in enumerate((("passent", palette.main), ("restent", palette.third))):
        sheet.fill([local(place, *p) for p in rectangle(420, -400 + row * 44, 30, 26)], tint)
        write(sheet, text, *local(place, 466, -378 + row * 44), 23, palette.ink)
