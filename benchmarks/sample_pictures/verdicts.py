"""Walls on which a group decided: votes, columns, agreements."""

from __future__ import annotations

from .bodies import Person
from .colours import PAPERS, STICKY, Palette, mix, rgb
from .curves import ellipse, rectangle, smooth
from .desk import Place, local, note, paper, tape
from .figures import draw_person
from .lettering import paragraph, typeset, write
from .sheet import Sheet
from .walls import GREEN, RED, plaster

_IDEAS = (
    "Cabane du hall",
    "Sieste au gymnase",
    "CDI du soir",
    "Micro-ondes en libre",
    "Cour mobile",
    "Radio du self",
    "Guichet élèves",
    "Casiers musicaux",
    "Visite de chantier",
    "Potager en bac",
    "Marché du jeudi",
    "Clés tournantes",
    "Mur à écrire",
    "Hamacs",
    "Horloge molle",
    "Garage à vélos",
    "Piano du hall",
    "Boîte à outils",
    "Cuisine ouverte",
    "Salle sans nom",
    "Ping-pong",
    "Cinéma du soir",
    "Troc de livres",
)


_KEPT = {0, 2, 4, 6, 8}


def votes(sheet: Sheet, palette: Palette) -> None:
    """Twenty-three ideas, dots of two colours, five of them framed."""
    plaster(sheet, palette, mix(palette.third, palette.paper, 0.62))
    write(sheet, "23 idées, 5 à essayer", 70, 100, 46, palette.ink, width=6)
    for x, tint, text in ((960.0, GREEN, "j’y crois"), (1240.0, RED, "à discuter")):
        sheet.fill(ellipse(x, 84, 15, 15), tint)
        write(sheet, text, x + 28, 95, 27, palette.ink)
    for index, idea in enumerate(_IDEAS):
        x, y = 180.0 + (index % 6) * 250, 226 + (index // 6) * 262.0
        place = (
            x + sheet.rng.uniform(-12, 12),
            y + sheet.rng.uniform(-8, 8),
            sheet.rng.uniform(-4, 4),
        )
        kept = index in _KEPT
        note(
            sheet,
            place,
            idea,
            PAPERS["white"] if not kept else STICKY["yellow"],
            wide=208,
            high=176,
            size=22,
            curl=False,
            lift=34,
        )
        _dots(
            sheet,
            place,
            9 if kept else sheet.rng.randint(0, 4),
            2 + index % 4 if kept else sheet.rng.randint(0, 3),
        )
        if kept:
            for shift in (0, 6):
                frame = [
                    local(place, *p)
                    for p in rectangle(-120 - shift, -104 - shift, 240 + 2 * shift, 208 + 2 * shift)
                ]
                sheet.ink(frame, palette.main, 5, closed=True, wobble=3, over=12)
    draw_person(
        sheet,
        Person("point", "curly", top=palette.second, mirror=True),
        1420,
        1310,
        600,
        palette.shade,
    )


def _dots(sheet: Sheet, place: tuple[float, float, float], green: int, red: int) -> None:
    for index in range(green + red):
        x, y = -86 + (index % 8) * 24, 44 + (index // 8) * 25
        spot = local(place, x + sheet.rng.uniform(-4, 4), y + sheet.rng.uniform(-4, 4))
        sheet.fill(ellipse(*spot, 11, 11), GREEN if index < green else RED)


_COLUMNS = (
    (
        "Garder",
        GREEN,
        (
            "Le bord où s’asseoir (P1)",
            "L’étude jusqu’à 19 h (P2)",
            "La règle de rangement (P3)",
            "Les réponses affichées (P4)",
        ),
    ),
    (
        "Adapter",
        rgb("D39A2E"),
        (
            "Le toit : trop sombre (P1)",
            "Le tour de garde (P2)",
            "Des roues plus larges (P3)",
            "Deux hauteurs (P4)",
            "La visite, mais par dix (P5)",
            "Le bruit du soir (P2)",
            "Qui répare ? (P3)",
        ),
    ),
    (
        "Abandonner",
        RED,
        (
            "Les rideaux de la cabane : on se cache, donc on surveille",
            "Le guichet en ligne : personne n’y va deux fois",
        ),
    ),
)


def three_columns(sheet: Sheet, palette: Palette) -> None:
    """Keep, adapt, drop."""
    plaster(sheet, palette)
    for index, (head, tint, texts) in enumerate(_COLUMNS):
        x = 290.0 + index * 510
        sheet.fill(rectangle(x - 235, 60, 470, 1100), mix(tint, palette.paper, 0.78))
        note(sheet, (x, 116, (-1, 1, -2)[index]), "", tint, wide=430, high=92, curl=False)
        write(sheet, head, x, 134, 42, PAPERS["white"], anchor="m", width=6)
        wide = 208 if len(texts) > 2 else 400
        for row, text in enumerate(texts):
            column, line = (row % 2, row // 2) if wide < 300 else (0, row)
            px = x - 110 + column * 220 if wide < 300 else x
            place = (
                px,
                292 + line * (222 if wide < 300 else 300) + (row % 3) * 6.0,
                sheet.rng.uniform(-4, 4),
            )
            note(
                sheet,
                place,
                text,
                PAPERS["white"] if row % 2 else mix(tint, PAPERS["white"], 0.72),
                wide=wide,
                high=190 if wide < 300 else 250,
                size=23 if wide < 300 else 27,
                curl=False,
            )
            spot = local(place, 0, -88 if wide < 300 else -118)
            sheet.fill(ellipse(spot[0] + 2, spot[1] + 3, 10, 10), (60, 50, 60), opacity=0.5)
            sheet.fill(ellipse(*spot, 9, 9), tint)
    draw_person(sheet, Person("lean", "bun", top=palette.main), 1330, 1330, 640, palette.shade)


def agreements(sheet: Sheet, palette: Palette) -> None:
    """Agreements to the left, disputes to the right, and the keys in the middle."""
    plaster(sheet, palette)
    write(sheet, "D’accord", 110, 124, 50, GREEN, width=7)
    write(sheet, "En dispute", 1130, 124, 50, RED, width=7)
    left = (
        "Un lieu chauffé le soir",
        "Des meubles qu’on déplace",
        "Les élèves au conseil",
        "Une enveloppe de 3 000 €",
        "La cour en dernier",
    )
    right = (
        "Ouvert le samedi ?",
        "Qui répond la nuit ?",
        "Payer un agent",
        "Filmer le hall",
        "Qui paie la MJC ?",
    )
    spots = ((200, 270), (420, 330), (190, 540), (410, 620), (230, 830))
    middle = (800.0, 590.0, 1.5)
    for (x, y), text in zip(spots, left, strict=True):
        sheet.curve(
            smooth([(x + 40, y), ((x + 760) / 2, y + 60), (720, 560)]),
            mix(GREEN, palette.ink, 0.2),
            2.4,
            opacity=0.8,
        )
        note(sheet, (x, y, sheet.rng.uniform(-6, 6)), text, STICKY["green"], wide=184, size=23)
    for (x, y), text in zip(spots, right, strict=True):
        mirrored = 1600.0 - x
        sheet.curve(
            smooth([(mirrored - 40, y), ((mirrored + 840) / 2, y + 40), (880, 600)]),
            RED,
            2.4,
            opacity=0.8,
        )
        note(
            sheet, (mirrored, y, sheet.rng.uniform(-6, 6)), text, STICKY["pink"], wide=184, size=23
        )
    _keys_sheet(sheet, palette, middle)


def _keys_sheet(sheet: Sheet, palette: Palette, middle: Place) -> None:
    """The sheet in the middle, and two people who look at it."""
    paper(sheet, middle, 330, 430, PAPERS["white"], deep=9)
    tape(sheet, (*local(middle, 0, -214), 1.5), STICKY["yellow"], wide=130, high=34)
    write(sheet, "Les clés", *local(middle, 0, -120), 46, palette.ink, anchor="m", width=6)
    paragraph(
        sheet, "À qui, quand, et qui dit non ?", (*local(middle, -130, -50), 270), 27, palette.main
    )
    ring = local(middle, -60, 110)
    sheet.curve(ellipse(*ring, 36, 36), palette.second, 12)
    sheet.ink([(ring[0] + 36, ring[1]), (ring[0] + 170, ring[1])], palette.second, 12, wobble=0)
    for drop in (130, 158):
        sheet.ink(
            [(ring[0] + drop, ring[1]), (ring[0] + drop, ring[1] + 30)],
            palette.second,
            10,
            wobble=0,
        )
    for x, hair, tint, mirror in (
        (560, "short", palette.main, False),
        (1060, "scarf", palette.third, True),
    ):
        draw_person(
            sheet, Person("stand", hair, top=tint, mirror=mirror), x, 1330, 560, palette.shade
        )
    typeset(sheet, "Table 3, 8 mars 2028", 640, 850, 24, palette.ink)
