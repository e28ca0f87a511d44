"""Two schemes: the map of the three sites, and the stages of the deployment."""

from __future__ import annotations

from .colours import GIONO, LOVELACE, RGB, VEIL, Palette, mix, rgb
from .curves import Point, ellipse, rectangle, rounded, smooth, xy
from .furniture import LEAF
from .lettering import typeset, write
from .planwork import Plan
from .sheet import Sheet

PLACES: dict[str, tuple[float, float]] = {
    "Lyon": (45.758, 4.835),
    "Vénissieux": (45.697, 4.886),
    "Villefontaine": (45.613, 5.149),
    "Grenoble": (45.188, 5.724),
    "Valence": (44.933, 4.892),
    "Die": (44.753, 5.370),
    "Crest": (44.729, 5.022),
    "Vienne": (45.525, 4.874),
    "Voiron": (45.364, 5.592),
}
RHONE = xy(
    "46.0,5.3 45.86,5.16 45.79,4.98 45.757,4.86 45.71,4.835 45.6,4.8 45.525,4.865 "
    "45.4,4.76 45.2,4.81 45.07,4.83 44.93,4.87 44.75,4.77 44.6,4.74 44.4,4.69"
)
SAONE = ((46.05, 4.74), (45.9, 4.77), (45.8, 4.82), (45.74, 4.82))
ISERE = xy(
    "45.62,6.25 45.5,6.06 45.3,5.95 45.19,5.72 45.28,5.6 45.2,5.45 45.08,5.25 45.04,5.05 44.99,4.87"
)
DROME = xy("44.6,5.55 44.7,5.45 44.755,5.36 44.72,5.15 44.73,5.02 44.75,4.9 44.755,4.78")
DRAC = ((44.6, 5.95), (44.85, 5.75), (45.05, 5.7), (45.19, 5.7))


def _at(latitude: float, longitude: float) -> Point:
    return (610 + (longitude - 5.1) * 780 * 0.71, 90 + (45.95 - latitude) * 655)


def three_sites(sheet: Sheet, palette: Palette) -> None:
    """The three sites, the rivers and the mountains between them."""
    sheet.fill(rectangle(0, 0, 1600, 1200), mix(palette.paper, rgb("E6E7D2"), 0.6))
    _relief(sheet, palette)
    water = rgb("6FA3B5")
    for river, wide in ((DRAC, 4.0), (SAONE, 7.0), (ISERE, 6.5), (DROME, 5.0), (RHONE, 11.0)):
        sheet.curve(smooth([_at(*p) for p in river], steps=14), water, wide, wobble=1.4)
    for text, spot, angle in (
        ("Le Rhône", (45.3, 4.63), -76),
        ("L’Isère", (45.12, 5.1), -24),
        ("La Drôme", (44.785, 4.9), 0),
    ):
        write(sheet, text, *_at(*spot), 19, mix(water, palette.ink, 0.4), angle=angle)
    for text, spot in (
        ("Vercors", (44.98, 5.36)),
        ("Chartreuse", (45.5, 5.66)),
        ("Diois", (44.585, 5.36)),
        ("Nord-Isère", (45.5, 5.2)),
        ("Oisans", (44.9, 6.12)),
        ("Vivarais", (45.02, 4.2)),
    ):
        for colour, wide in (
            (mix(palette.paper, rgb("E6E7D2"), 0.6), 11.0),
            (mix(LEAF[2], palette.ink, 0.55), 2.8),
        ):
            write(sheet, text, *_at(*spot), 24, colour, width=wide, shake=0)
    _roads(sheet, palette)
    for name in ("Lyon", "Grenoble", "Valence", "Crest", "Vienne", "Voiron"):
        x, y = _at(*PLACES[name])
        sheet.fill(ellipse(x, y, 6, 6), palette.ink)
        right = name not in {"Lyon", "Vienne", "Valence"}
        typeset(
            sheet,
            name,
            x + (13 if right else -13),
            y + 8,
            25,
            palette.ink,
            anchor="ls" if right else "rs",
        )
    _pins(sheet, palette)
    _legend(sheet, palette)


def _relief(sheet: Sheet, palette: Palette) -> None:
    rng = sheet.rng
    spots = [(45.05 + i * 0.075, 5.42 + (i % 3) * 0.06) for i in range(4)] + [
        (44.68 + i * 0.07, 5.48 + (i % 2) * 0.08) for i in range(5)
    ]
    spots += [(45.3 + i * 0.07, 5.78 + (i % 2) * 0.05) for i in range(3)] + [
        (44.72 + i * 0.1, 5.95 + (i % 2) * 0.1) for i in range(9)
    ]
    spots += [(44.52 + i * 0.02, 5.2 + i * 0.12) for i in range(5)]
    spots += [
        (44.6 + i * 0.13, 6.2 + j * 0.2 + (i % 2) * 0.1) for i in range(10) for j in range(3)
    ] + [(44.55 + i * 0.15, 4.46 - j * 0.16 - (i % 2) * 0.06) for i in range(9) for j in range(3)]
    spots = [
        (a + rng.uniform(-0.03, 0.03), o + rng.uniform(-0.05, 0.05))
        for a, o in spots
        if rng.random() > 0.12
    ]
    for latitude, longitude in sorted(spots, reverse=True):
        x, y = _at(latitude, longitude)
        high = 1.35 if longitude > 6 else 0.62 if longitude < 4.6 else 1.0
        tall, wide = rng.uniform(38, 74) * high, rng.uniform(40, 62)
        slope: RGB = mix(LEAF[2], palette.paper, 0.42)
        peak = (x + rng.uniform(-6, 6), y - tall)
        sheet.fill([(x - wide, y), peak, (x + wide, y)], mix(slope, palette.light, 0.25))
        sheet.fill(
            [peak, (x + wide, y), (x + wide * 0.12, y), (x + wide * 0.2, y - tall * 0.45)],
            mix(slope, palette.shade, 0.3),
        )
        sheet.ink([(x - wide, y), peak, (x + wide, y)], mix(slope, palette.ink, 0.55), 1.8, over=3)


def _roads(sheet: Sheet, palette: Palette) -> None:
    roads = (
        ("Vénissieux", (45.64, 5.02), "Villefontaine", "34 min"),
        ("Vénissieux", (45.35, 4.95), "Valence", ""),
        ("Valence", (44.82, 4.96), "Crest", ""),
        ("Crest", (44.79, 5.2), "Die", "2 h 05"),
    )
    for start, bend, end, text in roads:
        path = smooth([_at(*PLACES[start]), _at(*bend), _at(*PLACES[end])], steps=16)
        for index in range(0, len(path) - 2, 3):
            sheet.ink(path[index : index + 3], palette.ink, 3.4, wobble=0.2)
        if text:
            x, y = path[len(path) // 2]
            tag = rounded(x - 50, y - 46 if text != "34 min" else y + 12, 100, 34, 10)
            sheet.fill(tag, palette.ink)
            typeset(
                sheet,
                text,
                x,
                tag[0][1] + 15 if text == "34 min" else y - 21,
                24,
                palette.paper,
                anchor="ms",
                weight="Semibold",
            )


def _pins(sheet: Sheet, palette: Palette) -> None:
    pins = (
        (
            "Vénissieux",
            LOVELACE.main,
            "Lycée technique Ada-Lovelace",
            "Vénissieux, camp de base",
            1,
        ),
        ("Villefontaine", VEIL.main, "Lycée Simone-Veil", "Villefontaine, en chantier", 1),
        ("Die", GIONO.main, "Lycée rural Jean-Giono", "Die, internat", 1),
    )
    for town, tint, name, detail, _ in pins:
        x, y = _at(*PLACES[town])
        sheet.fill(ellipse(x, y + 4, 22, 9), palette.shade, opacity=0.35, blur=4)
        drop = smooth(
            [
                (x, y),
                (x - 26, y - 44),
                (x - 24, y - 76),
                (x, y - 90),
                (x + 24, y - 76),
                (x + 26, y - 44),
            ],
            closed=True,
        )
        sheet.fill(
            drop, mix(tint, palette.light, 0.15), mix(tint, palette.shade, 0.15), toward="right"
        )
        sheet.fill(ellipse(x, y - 58, 13, 13), palette.paper)
        left, y = x + 40, y - (66 if town == "Vénissieux" else 0)
        label = rectangle(left, y - 92, 32 + max(len(name) * 13.4, len(detail) * 11.4), 72)
        sheet.fill([(px + 4, py + 5) for px, py in label], palette.shade, opacity=0.25)
        sheet.fill(label, palette.paper)
        sheet.fill(rectangle(left, y - 92, 7, 72), tint)
        typeset(sheet, name, left + 20, y - 60, 27, palette.ink, weight="Bold")
        typeset(sheet, detail, left + 20, y - 31, 23, palette.ink)


def _legend(sheet: Sheet, palette: Palette) -> None:
    box = rectangle(1130, 950, 420, 200)
    sheet.fill(box, palette.paper)
    sheet.ink(box, palette.ink, 1.8, closed=True, over=5)
    typeset(sheet, "Les trois sites", 1156, 998, 34, palette.main, weight="Bold")
    typeset(sheet, "Temps de route depuis le camp de base.", 1156, 1030, 21, palette.ink)
    typeset(sheet, "Zone A, académies de Lyon et de Grenoble.", 1156, 1058, 21, palette.ink)
    plan = Plan(sheet, palette, (0, 0), 655 / 111.0 / 1.0)
    plan.scale_bar(1156, 1112, 40, 10)
    sheet.fill(rectangle(1378, 1084, 60, 24), palette.paper)
    typeset(sheet, "40 km", 1156 + 40 * plan.unit, 1103, 19, palette.ink, anchor="ms")
    sheet.fill(ellipse(1490, 130, 78, 84), mix(palette.paper, rgb("E6E7D2"), 0.6))
    plan.north(1490, 140)


_STAGES = (
    (
        "1",
        "3 lycées",
        "2028 – 2029",
        "Consolider là où l’on a commencé",
        ("Trois référents, du temps compté", "Une enveloppe de 3 000 €", "Le guichet des élèves"),
    ),
    (
        "2",
        "12 lycées",
        "2029 – 2031",
        "Quatre bassins, de voisin à voisin",
        ("Revues de bassin", "Plans ouverts, avec les pannes", "Référents formés ensemble"),
    ),
    (
        "3",
        "40 lycées",
        "2031 – 2033",
        "Par ceux qui ont déjà essayé",
        ("Une délibération cadre", "Chantiers habités", "L’animation passe aux bassins"),
    ),
)


def deployment(sheet: Sheet, palette: Palette) -> None:
    """Three stages, what is common, what each lycée decides, and the two ways back."""
    pal = palette
    typeset(
        sheet, "Un déploiement qui sait revenir en arrière", 70, 92, 48, pal.main, weight="Bold"
    )
    tints = (pal.main, pal.second, pal.third)
    counts = (3, 12, 40)
    for index, (number, head, years, motto, common) in enumerate(_STAGES):
        x, y, wide = 70 + index * 505.0, 640 - index * 130.0, 450.0
        step = [(x, y), (x + wide, y), (x + wide, 900), (x, 900)]
        sheet.fill(step, mix(tints[index], pal.paper, 0.62), mix(tints[index], pal.paper, 0.82))
        sheet.ink(step, pal.ink, 2.4, closed=True, over=8)
        _crowd_of_schools(sheet, pal, x + wide / 2, y - 14, counts[index], tints[index])
        sheet.fill(ellipse(x + 44, y + 46, 27, 27), tints[index])
        typeset(sheet, number, x + 44, y + 57, 32, pal.paper, weight="Bold", anchor="ms")
        typeset(sheet, head, x + 86, y + 58, 37, pal.ink, weight="Bold")
        typeset(sheet, years, x + wide - 22, y + 56, 26, pal.ink, anchor="rs")
        typeset(sheet, motto, x + 24, y + 108, 27, pal.ink, weight="Semibold")
        for row, text in enumerate(common):
            sheet.fill(rectangle(x + 26, y + 135 + row * 36, 10, 10), tints[index])
            typeset(sheet, text, x + 50, y + 148 + row * 36, 25, pal.ink)
    _ways_back(sheet)
    sheet.fill(rectangle(70, 916, 1460, 58), mix(pal.soft, pal.light, 0.3))
    sheet.hatch(
        rectangle(70, 916, 1460, 58), mix(pal.wood, pal.paper, 0.4), gap=12, angle=60, opacity=0.5
    )
    typeset(
        sheet,
        "Marges de chaque lycée : l’emplacement, les horaires, qui tient la clé, "
        "ce qu’on n’installe pas",
        800,
        954,
        27,
        pal.ink,
        weight="Semibold",
        anchor="ms",
    )


def _crowd_of_schools(
    sheet: Sheet, palette: Palette, x: float, y: float, count: int, tint: RGB
) -> None:
    columns = {3: 3, 12: 6, 40: 10}[count]
    size = {3: 46.0, 12: 34.0, 40: 27.0}[count]
    for index in range(count):
        row, column = divmod(index, columns)
        left = x - columns * size * 1.35 / 2 + column * size * 1.35 + size * 0.17
        low = y - row * size * 1.05
        colour = (tint, mix(tint, palette.light, 0.4), mix(tint, palette.ink, 0.25))[
            (index * 7) % 3
        ]
        shapes = (
            [
                (left, low),
                (left, low - size * 0.8),
                (left + size, low - size * 0.45),
                (left + size, low),
            ],
            [
                (left, low),
                (left, low - size * 0.5),
                (left + size / 2, low - size * 0.85),
                (left + size, low - size * 0.5),
                (left + size, low),
            ],
            [
                (left, low),
                (left, low - size * 0.66),
                (left + size, low - size * 0.66),
                (left + size, low),
            ],
        )
        shape = shapes[(index * 5 + count) % 3]
        sheet.fill(shape, colour)
        sheet.ink(shape, palette.ink, 1.4, closed=True, wobble=0.3)
        sheet.fill(
            rectangle(left + size * 0.4, low - size * 0.3, size * 0.2, size * 0.3), palette.ink
        )


def _ways_back(sheet: Sheet) -> None:
    red = rgb("B9472F")
    for index, text in enumerate(
        (
            ("si le temps des référents", "n’est pas compensé"),
            ("si la revue de mai 2031", "le demande"),
        )
    ):
        x, y = 560 + index * 505.0, 560 - index * 130.0
        path = smooth(
            [(x + 40, y - 84), (x - 10, y - 150), (x - 84, y - 120), (x - 104, y - 20 + 60)]
        )
        if index == 0:
            path = smooth(
                [(x + 66, y - 96), (x - 10, y - 150), (x - 80, y - 110), (x - 96, y + 52)]
            )
        sheet.curve(path, red, 5, wobble=0.8)
        tip = path[-1]
        sheet.ink([(tip[0] - 16, tip[1] - 22), tip, (tip[0] + 20, tip[1] - 18)], red, 5)
        for row, line in enumerate(("Retour", *text)):
            write(
                sheet,
                line,
                x - 128,
                y - 170 + row * 34,
                24 if row == 0 else 19,
                red,
                width=3 if row == 0 else None,
                anchor="r",
            )
