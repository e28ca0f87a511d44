"""Portraits from the front: the residents, two hosts, a pupil. Nobody real."""

from __future__ import annotations

from .bodies import Person
from .colours import CLOTHES, HAIR, PAPERS, SKIN, Palette, mix, rgb
from .curves import capsule, ellipse, rectangle, rounded, smooth, xy
from .faces import Face, bust
from .figures import draw_person
from .furniture import shelf
from .hands import hand
from .lettering import write
from .sheet import Sheet
from .space import Camera, Stage
from .walls import plaster

HELENE = Face(
    SKIN[0],
    rgb("B9B6B2"),
    rgb("2F4858"),
    "grey-short",
    "round",
    collar=rgb("F4EFE6"),
    scarf=rgb("B9533A"),
)
MALIK = Face(SKIN[2], rgb("2B2326"), rgb("D8A13A"), "beard", smile=0.4, collar=rgb("39393F"))
JEANNE = Face(SKIN[0], rgb("B3542E"), rgb("4F7267"), "tied", smile=0.6)
TOM = Face(SKIN[1], rgb("4A3025"), rgb("8C3B3B"), "beanie", smile=0.7)
INES = Face(SKIN[1], rgb("231D22"), rgb("2F6B70"), "long", smile=0.6, scarf=None)
SAMUEL = Face(
    SKIN[3], rgb("2B2326"), rgb("5F7F63"), "bald", "round", collar=rgb("F4EFE6"), smile=0.8
)
PUPIL = Face(SKIN[3], rgb("2B2326"), rgb("D8A13A"), "curly", smile=0.3)


def marchetti(sheet: Sheet, palette: Palette) -> None:
    """The head of Ada-Lovelace before a bay."""
    _office(sheet, palette)
    bust(sheet, HELENE, 610, 690, 420, palette)


def aouad(sheet: Sheet, palette: Palette) -> None:
    """Malik Aouad in an interview, facing somebody seen from behind."""
    wall = mix(palette.third, palette.paper, 0.5)
    plaster(sheet, palette, wall)
    for x in (90, 520, 950):
        bay = rectangle(x, 60, 330, 420)
        sheet.fill(bay, palette.sky, palette.light)
        sheet.ink(bay, mix(palette.third, palette.ink, 0.4), 9, closed=True, wobble=0.3)
        sheet.ink(
            [(x + 165, 60), (x + 165, 480)], mix(palette.third, palette.ink, 0.4), 6, wobble=0.3
        )
    bust(sheet, MALIK, 620, 440, 300, palette)
    sheet.fill(
        [(0, 960), (1600, 930), (1600, 1200), (0, 1200)],
        palette.wood,
        mix(palette.wood, palette.shade, 0.3),
    )
    sheet.ink([(0, 960), (1600, 930)], palette.ink, 2.4)
    closed = [(540, 1000), (780, 986), (806, 1060), (552, 1078)]
    sheet.drop(closed)
    sheet.fill(closed, palette.main)
    sheet.ink([(548, 1074), (802, 1056)], palette.paper, 5, wobble=0)
    draw_person(
        sheet,
        Person("stand", "bun", SKIN[0], HAIR[4], rgb("F1EFE9"), CLOTHES[6]),
        1260,
        1980,
        1560,
        palette.shade,
    )


def le_bihan(sheet: Sheet, palette: Palette) -> None:
    """Jeanne Le Bihan before the section of the future hall."""
    plaster(sheet, palette, mix(palette.soft, palette.light, 0.6))
    plate = rectangle(90, 110, 1020, 640, -1)
    sheet.drop(plate, blur=8)
    sheet.fill(plate, PAPERS["white"])
    _section_plate(sheet, palette)
    bust(sheet, JEANNE, 600, 900, 390, palette)


def ferrand(sheet: Sheet, palette: Palette) -> None:
    """Tom Ferrand with a castor in his hand."""
    plaster(sheet, palette, mix(palette.wood, palette.paper, 0.45))
    _tools(sheet, palette)
    bust(sheet, TOM, 640, 520, 350, palette)
    hand(sheet, (1190, 850, -14), TOM.skin, TOM.top, pose="hold", scale=1.45)
    _castor(sheet, palette, 1172, 660)


def caradec(sheet: Sheet, palette: Palette) -> None:
    """Inès Caradec before a board of notes."""
    plaster(sheet, palette, mix(palette.third, palette.ink, 0.25))
    board = rectangle(70, 90, 1060, 760)
    sheet.fill(board, PAPERS["white"])
    sheet.ink(board, palette.ink, 5, closed=True)
    write(sheet, "Ce qui n’a pas marché", 120, 190, 44, palette.main, width=6)
    for index, text in enumerate(("les rideaux", "le site web", "les roues, v1", "nos horaires")):
        write(
            sheet,
            f"- {text}",
            140 + 540 * (index % 2),
            270 + 62 * (index // 2),
            31,
            palette.ink,
            width=3.6,
        )
    for index, tint in enumerate((palette.second, palette.main, palette.sky, palette.second)):
        note = rectangle(
            130 + index * 250, 420 + 130 * (index in {0, 3}), 130, 130, (-5, 4, -3, 6)[index]
        )
        sheet.drop(note)
        sheet.fill(note, mix(tint, (255, 255, 255), 0.3))
    bust(sheet, INES, 600, 860, 400, palette)


def brun(sheet: Sheet, palette: Palette) -> None:
    """Samuel Brun, a book in his hand, before the shelves."""
    camera = Camera((3, -4.4, 1.5), (3, 6, 1.5), 1500, (600, 640), upright=True)
    stage = Stage(sheet, camera, palette, sun=(-0.4, 0.4, -1.0))
    sheet.fill(rectangle(0, 0, 1200, 1600), mix(palette.wood, palette.light, 0.4))
    for x in (-0.6, 1.9, 4.4):
        shelf(stage, x, 0.6, length=2.4, high=3.2, rng=sheet.rng)
    stage.draw()
    sheet.fill(rectangle(0, 0, 1200, 1600), palette.shade, opacity=0.22, blend="multiply")
    bust(sheet, SAMUEL, 580, 680, 410, palette)
    book = rectangle(790, 1180, 230, 310, -12)
    sheet.drop(book, blur=9)
    sheet.fill(book, palette.main, mix(palette.main, palette.shade, 0.3))
    sheet.ink(rectangle(816, 1210, 176, 250, -12), palette.light, 3, closed=True)
    hand(sheet, (850, 1460, 22), SAMUEL.skin, SAMUEL.top, scale=1.3)


def pupil(sheet: Sheet, palette: Palette) -> None:
    """A pupil leaning on the counter of the vie scolaire."""
    plaster(sheet, palette, mix(palette.second, palette.paper, 0.55))
    board = rectangle(130, 120, 940, 460)
    sheet.fill(board, rgb("8B6B4A"))
    for index in range(9):
        slip = rectangle(
            160 + (index % 5) * 180, 150 + (index // 5) * 210, 140, 178, sheet.rng.uniform(-4, 4)
        )
        sheet.drop(slip, dx=3, dy=4, blur=3)
        sheet.fill(
            slip, (palette.paper, palette.light, mix(palette.sky, palette.paper, 0.5))[index % 3]
        )
        for row in range(4):
            y = slip[0][1] + 40 + row * 28
            sheet.ink(
                [(slip[0][0] + 20, y), (slip[0][0] + 116 - row * 12, y)],
                mix(palette.ink, palette.paper, 0.4),
                3.4,
            )
    bust(sheet, PUPIL, 600, 730, 370, palette)
    top = [(0, 1360), (1200, 1340), (1200, 1600), (0, 1600)]
    sheet.fill(top, palette.wood, mix(palette.wood, palette.shade, 0.35))
    sheet.ink(top[:2], palette.ink, 3)
    for start, end, tint in (((930, 1440), (420, 1400), 0.2), ((270, 1450), (790, 1372), 0.0)):
        sleeve = mix(PUPIL.top, palette.shade, tint)
        bone = [start, ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 - 6), end]
        sheet.fill_all(
            [[(x + 8, y + 22) for x, y in piece] for piece in capsule(bone, [150, 128, 92])],
            palette.shade,
            opacity=0.3,
            blur=8,
            blend="multiply",
        )
        sheet.fill_all(
            capsule([end, (end[0] + (end[0] - start[0]) * 0.13, end[1] + 4)], [84, 56]), PUPIL.skin
        )
        sheet.fill_all(capsule(bone, [150, 128, 92]), sleeve)
        sheet.curve(
            smooth(
                [(start[0], start[1] + 70), (bone[1][0], bone[1][1] + 62), (end[0], end[1] + 44)]
            ),
            mix(sleeve, palette.ink, 0.4),
            4,
            taper=True,
        )


def _office(sheet: Sheet, palette: Palette) -> None:
    sheet.fill(
        rectangle(0, 0, 1200, 1600),
        mix(palette.soft, palette.light, 0.4),
        mix(palette.soft, palette.shade, 0.2),
    )
    bay = rectangle(120, 90, 960, 940)
    sheet.fill(bay, palette.sky, palette.light)
    sheet.fill(
        [(120, 760), (420, 700), (800, 740), (1080, 690), (1080, 1030), (120, 1030)],
        mix(rgb("7E9A6B"), palette.sky, 0.4),
    )
    for x, high in ((200, 330), (310, 430), (830, 380), (930, 300)):
        block = rectangle(x, 740 - high, 84, high)
        sheet.fill(block, mix(palette.sky, palette.shade, 0.22))
        sheet.hatch(
            block, mix(palette.sky, palette.ink, 0.3), gap=22, angle=0, width=4, opacity=0.3
        )
    frame = mix(palette.third, palette.ink, 0.3)
    for x in (120, 440, 760, 1080):
        sheet.ink([(x, 80), (x, 1040)], frame, 12, wobble=0.3)
    for y in (90, 330, 1030):
        sheet.ink([(114, y), (1086, y)], frame, 12, wobble=0.3)
    sheet.fill(
        [(0, 1100), (1200, 1060), (1200, 1600), (0, 1600)], mix(palette.soft, palette.shade, 0.2)
    )


def _section_plate(sheet: Sheet, palette: Palette) -> None:
    blue = palette.third
    for points in (
        ((160, 640), (1040, 624)),
        ((200, 638), (200, 330), (620, 290), (1000, 340), (1000, 626)),
        ((200, 480), (430, 476)),
        ((760, 474), (1000, 470)),
    ):
        sheet.ink(list(points), palette.ink, 6, wobble=0.6, over=8)
    roof = xy(
        "180,330 330,230 330,318 480,220 480,304 630,212 630,296 780,222 780,310 930,236 1010,336"
    )
    sheet.ink(roof, blue, 4, wobble=0.6, over=6)
    for x in (330, 540, 690, 880):
        draw_person(
            sheet,
            Person("stand", top=mix(blue, PAPERS["white"], 0.3), legs=blue),
            x,
            632,
            92,
            palette.shade,
        )
    write(sheet, "Coupe AA - hall", 210, 700, 27, blue, angle=-1)


def _tools(sheet: Sheet, palette: Palette) -> None:
    panel = rectangle(60, 60, 1480, 660)
    sheet.fill(panel, mix(palette.wood, palette.ink, 0.12), mix(palette.wood, palette.shade, 0.3))
    for x in range(100, 1520, 44):
        for y in range(96, 700, 44):
            sheet.fill(ellipse(x, y, 3.4, 3.4), mix(palette.wood, palette.ink, 0.6))
    for x in (150, 260, 1130, 1240, 1350):
        sheet.fill(rectangle(x, 140, 26, 150), palette.main if x % 220 else palette.second)
        sheet.fill(rectangle(x + 6, 290, 14, 170), rgb("A7AEB1"))
        sheet.fill(rectangle(x - 18, 276, 62, 20), rgb("6D757A"))
    sheet.ink([(150, 540), (440, 540), (440, 640)], rgb("6D757A"), 22, wobble=0)


def _castor(sheet: Sheet, palette: Palette, x: float, y: float) -> None:
    plate = rectangle(x - 70, y - 118, 140, 22)
    fork = [(x - 36, y - 96), (x + 36, y - 96), (x + 30, y + 10), (x - 30, y + 10)]
    wheel = ellipse(x, y, 76, 76)
    sheet.drop(wheel, dx=10, dy=14, blur=8)
    sheet.fill(wheel, rgb("3A3D42"), rgb("1F2226"))
    sheet.fill(ellipse(x, y, 46, 46), rgb("C9CFD1"), rgb("868F93"), toward="diag")
    sheet.fill(fork, rgb("C3CACC"), rgb("7C868A"), toward="right")
    sheet.fill(plate, rgb("B7BEC1"), rgb("838D91"))
    sheet.fill(ellipse(x, y, 13, 13), rgb("5A6468"))
    sheet.fill(rounded(x + 40, y - 74, 74, 24, 10), palette.main)
    for step in (-50, 50):
        sheet.fill(ellipse(x + step, y - 107, 6, 6), rgb("4A5256"))
