"""Papers seen from above: plans, booklets, notebooks, slips."""

from __future__ import annotations

from collections.abc import Sequence

from .colours import CLOTHES, PAPERS, RGB, SKIN, Palette, mix, rgb
from .curves import ellipse, rectangle, rounded, smooth
from .desk import (
    cup,
    local,
    note,
    paper,
    pen,
    top,
)
from .hands import hand
from .lettering import paragraph, typeset, write
from .planwork import Plan
from .sheet import Sheet

OAK, PALE, WALNUT = rgb("C8A26F"), rgb("DCC7A2"), rgb("8A6547")


def notebooks(sheet: Sheet, palette: Palette) -> None:
    """Three notebooks open at the fourth day."""
    top(sheet, palette, WALNUT)
    books = (
        (430.0, 340.0, -8.0, rgb("B9533A"), "Lovelace, jour 4"),
        (1140.0, 360.0, 6.0, rgb("7E78AE"), "Giono, jour 4"),
        (760.0, 860.0, -3.0, rgb("E5803A"), "Veil, jour 4"),
    )
    lines = (
        "Le banc 3 a disparu. Retrouvé dans la salle des profs.",
        "Deux élèves seulement ce soir. Match à la télé.",
        "Pluie. Visite annulée, on a dessiné sous le préau.",
    )
    _open_notebooks(sheet, palette, books, lines)


def _open_notebooks(
    sheet: Sheet,
    palette: Palette,
    books: Sequence[tuple[float, float, float, RGB, str]],
    lines: Sequence[str],
) -> None:
    """Each notebook, then the hand and the pens."""
    for (x, y, turn, cover, title), text in zip(books, lines, strict=True):
        place = (x, y, turn)
        paper(sheet, place, 640, 450, cover, deep=12)
        paper(sheet, (x - 2, y - 4, turn), 618, 430, PAPERS["cream"], deep=3)
        sheet.fill(
            [
                local(place, -26, -216),
                local(place, 26, -216),
                local(place, 26, 212),
                local(place, -26, 212),
            ],
            palette.shade,
            opacity=0.16,
            blur=9,
            blend="multiply",
        )
        sheet.ink(
            [local(place, 0, -216), local(place, 0, 210)],
            mix(palette.ink, PAPERS["cream"], 0.5),
            1.5,
        )
        write(sheet, title, *local(place, -290, -168), 24, cover, angle=turn)
        paragraph(sheet, text, (*local(place, -290, -112), 264), 20, palette.ink, angle=turn)
        for row in range(4):
            sheet.ink(
                [
                    local(place, -290, 70 + row * 34),
                    local(place, -40 - 40 * (row == 3), 70 + row * 34),
                ],
                mix(palette.ink, PAPERS["cream"], 0.45),
                1.6,
                wobble=2,
            )
        _notebook_sketch(sheet, palette, place, cover)
    hand(sheet, (1210, 960, -34), SKIN[1], CLOTHES[0], pose="hold")
    pen(sheet, (1092, 892, 216), palette.second, long=200)
    pen(sheet, (120, 760, 70), rgb("2F6B70"))
    cup(sheet, (230, 1010, 150), palette.second)


def _notebook_sketch(
    sheet: Sheet, palette: Palette, place: tuple[float, float, float], tint: tuple[int, int, int]
) -> None:
    for index in range(3):
        x, y = 90 + index * 70, -90 + 30 * (index % 2)
        box = [local(place, *p) for p in rectangle(x, y, 60, 40)]
        sheet.fill(box, mix(tint, PAPERS["cream"], 0.5))
        sheet.ink(box, palette.ink, 1.6, closed=True, over=6)
    curve = smooth(
        [
            local(place, 40, 140),
            local(place, 110, 60),
            local(place, 170, 110),
            local(place, 230, 30),
            local(place, 290, 50),
        ]
    )
    sheet.curve(curve, tint, 4, wobble=1)
    for end in ((290, 150), (40, 20)):
        sheet.ink([local(place, 40, 150), local(place, *end)], palette.ink, 1.8, over=6)


def request_slips(sheet: Sheet, palette: Palette) -> None:
    """Request slips in three piles."""
    top(sheet, palette, OAK)
    heads = (
        ("48 heures", rgb("BCD98B")),
        ("Personne ne sait", rgb("F1A7A6")),
        ("Ce trimestre", rgb("A6CFE3")),
    )
    slips = (
        ("Une prise près du banc ?", "Le micro-ondes fume.", "Perdu : gourde bleue."),
        ("Ouvrir le gymnase à midi ?", "Avoir une clé du hall.", "Dormir au CDI le jeudi."),
        ("Repeindre le foyer.", "Un frigo pour les internes.", "Plus de casiers bas."),
    )
    for column, ((head, tint), texts) in enumerate(zip(heads, slips, strict=True)):
        x = 300.0 + column * 500
        note(
            sheet, (x, 140, (-2, 1, 2)[column]), head, tint, wide=330, high=82, size=27, curl=False
        )
        for _ in range(4 + 5 * (column == 1)):
            paper(
                sheet,
                (
                    x + sheet.rng.uniform(-16, 16),
                    760 + sheet.rng.uniform(-14, 14),
                    sheet.rng.uniform(-9, 9),
                ),
                380,
                250,
                deep=3,
            )
        for index, text in enumerate(texts):
            place = (
                x + sheet.rng.uniform(-18, 18),
                380 + index * 270 - 20,
                sheet.rng.uniform(-6, 6),
            )
            _slip(sheet, palette, place, text, 31 - column * 9 - index * 2)
    hand(sheet, (1010, 1010, -20), SKIN[3], CLOTHES[4], pose="hold")
    _stamp(sheet, palette, 1490, 1010)
    pen(sheet, (92, 880, 82), palette.third)


def _slip(
    sheet: Sheet, palette: Palette, place: tuple[float, float, float], text: str, number: int
) -> None:
    turn = place[2]
    paper(sheet, place, 390, 240, PAPERS["cream"])
    typeset(
        sheet,
        f"Demande n° {number}",
        *local(place, -170, -82),
        23,
        palette.main,
        weight="Semibold",
        angle=turn,
    )
    for row in range(3):
        sheet.ink(
            [local(place, -170, -22 + row * 44), local(place, 170, -22 + row * 44)],
            mix(palette.sky, palette.ink, 0.2),
            1.3,
        )
    paragraph(
        sheet, text, (*local(place, -166, -28), 340), 23, palette.ink, leading=1.92, angle=turn
    )
    typeset(sheet, "réponse le :", *local(place, -170, 100), 18, palette.ink, angle=turn)


def _stamp(sheet: Sheet, palette: Palette, x: float, y: float) -> None:
    base = rounded(x - 60, y - 38, 120, 76, 10)
    sheet.drop(base, dx=10, dy=14, blur=8)
    sheet.fill(base, palette.ink)
    sheet.fill(
        ellipse(x, y, 34, 34),
        mix(palette.main, palette.light, 0.2),
        mix(palette.main, palette.ink, 0.4),
        toward="diag",
    )


def site_plans(sheet: Sheet, palette: Palette) -> None:
    """Hands on the plans of the works, two helmets, a tape measure."""
    grey = rgb("A9A59B")
    top(sheet, palette, grey, boards=3)
    place = (760.0, 600.0, -4.0)
    paper(sheet, place, 1240, 860, mix(palette.sky, (255, 255, 255), 0.62))
    plan = Plan(sheet, palette, (250, 300), 46)
    blue = palette.third

    def sketch() -> None:
        runs = (
            (((0, 0), (22, -1.5), (22.6, 12.5), (0.6, 14), (0, 0))),
            ((7, -0.5), (7.4, 13.5)),
            ((7.2, 6.5), (22.3, 5.4)),
            ((14.5, -1), (15.1, 13)),
        )
        for run in runs:
            for shift in (0.0, 0.22):
                plan.line([(x + shift, y + shift) for x, y in run], blue, 2.6)
        for x in range(0, 22, 3):
            plan.disc(x + 1.0, 2.0 - x * 0.068, 0.3, blue, line=False)
            plan.disc(x + 1.3, 10.6 - x * 0.068, 0.3, blue, line=False)

    sketch()
    for text, x, y in (
        ("Hall 620 m²", 400, 540),
        ("Salle A", 700, 440),
        ("Salle B", 1020, 420),
        ("Préau", 740, 830),
        ("Locaux", 1090, 810),
    ):
        write(sheet, text, x - 80, y, 26, blue, angle=-4)
    sheet.hatch(
        [plan.at(0.4, 0.4), plan.at(7, 0), plan.at(7.4, 13.2), plan.at(0.8, 13.6)],
        palette.main,
        gap=17,
        angle=50,
        width=2.2,
    )
    for x, y, tint in ((1430, 270, palette.light), (1400, 860, palette.main)):
        _helmet(sheet, palette, x, y, tint)
    _measure(sheet, palette, 190, 1060)
    pen(sheet, (820, 1040, -14), palette.main)
    hand(sheet, (560, 760, 14), SKIN[1], palette.main)
    hand(sheet, (1010, 640, -38), SKIN[3], CLOTHES[0], pose="point")
    hand(sheet, (310, 300, 128), SKIN[0], palette.second)


def _helmet(sheet: Sheet, palette: Palette, x: float, y: float, tint: tuple[int, int, int]) -> None:
    brim = ellipse(x, y + 14, 128, 150)
    sheet.drop(brim, dx=18, dy=24, blur=14)
    sheet.fill(brim, mix(tint, palette.shade, 0.18))
    sheet.fill(
        ellipse(x, y, 112, 128),
        mix(tint, (255, 255, 255), 0.4),
        mix(tint, palette.shade, 0.25),
        toward="diag",
    )
    for shift in (-26, 0, 26):
        sheet.curve(
            smooth([(x + shift, y - 116), (x + shift * 1.3, y), (x + shift, y + 118)]),
            mix(tint, palette.shade, 0.35),
            7,
            taper=True,
        )
    sheet.fill(ellipse(x - 44, y - 56, 24, 34), (255, 255, 255), opacity=0.5, blur=6)


def _measure(sheet: Sheet, palette: Palette, x: float, y: float) -> None:
    blade = [(x + 40, y - 16), (x + 520, y - 96), (x + 524, y - 66), (x + 44, y + 18)]
    sheet.drop(blade)
    sheet.fill(blade, palette.second)
    for step in range(26):
        a = (x + 70 + step * 17, y - 20 - step * 2.85)
        sheet.ink([a, (a[0] + 2, a[1] + (16 if step % 5 else 26))], palette.ink, 1.5, wobble=0)
    case = rounded(x - 86, y - 66, 136, 128, 34)
    sheet.drop(case, dx=12, dy=16, blur=10)
    sheet.fill(case, palette.ink, mix(palette.ink, palette.third, 0.5), toward="up")
    sheet.fill(ellipse(x - 18, y - 2, 40, 40), palette.main)


def booklets(sheet: Sheet, palette: Palette) -> None:
    """The printed booklet: a pile, and one open on a plan and a page of text."""
    top(sheet, palette, rgb("D8CDBB"))
    _pile(sheet)
    place = (950.0, 640.0, 4.0)
    paper(sheet, place, 1060, 740, PAPERS["white"], deep=16)
    for shift in (5, 10):
        sheet.ink(
            [local(place, 530 + shift, -360), local(place, 530 + shift, 372)], rgb("C9C2B4"), 2
        )
    sheet.fill(
        [
            local(place, -44, -370),
            local(place, 44, -370),
            local(place, 44, 370),
            local(place, -44, 370),
        ],
        palette.shade,
        opacity=0.2,
        blur=14,
        blend="multiply",
    )
    for y in (-250, -80, 90, 250):
        sheet.ink([local(place, 0, y), local(place, 0, y + 46)], rgb("B9472F"), 3)
    _left_page(sheet, palette, place)
    typeset(
        sheet,
        "4. Ce que la cabane change",
        *local(place, 70, -280),
        34,
        palette.third,
        weight="Bold",
        angle=4,
    )
    for row in range(17):
        end = 480 - (row % 6 == 5) * 190 - (row * 37 % 23)
        sheet.ink(
            [local(place, 70, -226 + row * 31), local(place, end, -226 + row * 31)],
            mix(palette.ink, PAPERS["white"], 0.5),
            4.5,
            wobble=0.3,
        )
    quote = [local(place, *p) for p in rectangle(70, 308, 410, 44)]
    sheet.fill(quote, mix(palette.main, PAPERS["white"], 0.7))
    hand(sheet, (560, 960, 26), SKIN[2], CLOTHES[3])


def _pile(sheet: Sheet) -> None:
    for index in range(5):
        place = (250.0 + index * 5, 330.0 - index * 8, -9.0 + index * 2.6)
        paper(
            sheet,
            place,
            400,
            540,
            rgb("B9533A") if index == 4 else mix(rgb("B9533A"), PAPERS["white"], 0.75),
            deep=9,
        )
    place = (270.0, 298.0, 1.4)
    door = [local(place, *p) for p in rectangle(-70, -60, 140, 250)]
    sheet.fill(door, rgb("F6D98C"), rgb("F0B55C"))
    sheet.fill(
        [
            local(place, -70, -60),
            local(place, -150, -20),
            local(place, -150, 216),
            local(place, -70, 190),
        ],
        rgb("7C2F22"),
    )
    write(sheet, "Le lycée", *local(place, -160, -176), 42, PAPERS["cream"], width=5, angle=1.4)
    write(sheet, "ouvert", *local(place, -160, -112), 42, PAPERS["cream"], width=5, angle=1.4)


def _left_page(sheet: Sheet, palette: Palette, place: tuple[float, float, float]) -> None:
    frame = [local(place, *p) for p in rectangle(-480, -310, 410, 380)]
    sheet.fill(frame, mix(palette.second, PAPERS["white"], 0.72))
    runs: tuple[tuple[tuple[float, float], ...], ...] = (
        ((-460, -290), (-90, -290), (-90, 40), (-460, 40), (-460, -290)),
        ((-460, -180), (-380, -180), (-380, -290)),
        ((-200, -290), (-200, -120)),
    )
    for run in runs:
        sheet.ink([local(place, *p) for p in run], palette.ink, 9, wobble=0.2, over=4)
    for x in (-330, -250, -170):
        for y in (-90, -10):
            sheet.fill([local(place, *p) for p in rectangle(x, y, 14, 14)], palette.ink)
    sheet.fill([local(place, *p) for p in rectangle(-320, -60, 130, 40)], palette.main)
    for row in range(6):
        sheet.ink(
            [
                local(place, -480, 120 + row * 31),
                local(place, -80 - (row == 5) * 200, 120 + row * 31),
            ],
            mix(palette.ink, PAPERS["white"], 0.5),
            4.5,
            wobble=0.3,
        )
