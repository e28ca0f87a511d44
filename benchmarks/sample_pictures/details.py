"""Close views: a model, a workbench, a joint of wood, a castor."""

from __future__ import annotations

from .bodies import Person
from .colours import CLOTHES, PAPERS, SKIN, STICKY, Palette, mix, rgb
from .curves import ellipse, rectangle, rounded, smooth
from .desk import local, note, pen, top
from .figures import draw_person
from .hands import hand
from .lettering import measure, paragraph, write
from .prototypes import cabin
from .sheet import Sheet
from .space import Camera, Look, Stage, axonometric, level

TIMBER = rgb("E2B878")


def model(sheet: Sheet, palette: Palette) -> None:
    """The first model of the cabin, lit from the side."""
    back = mix(palette.third, palette.ink, 0.35)
    sheet.fill(
        rectangle(0, 0, 1200, 1600), mix(back, palette.ink, 0.2), mix(back, palette.light, 0.25)
    )
    sheet.fill(ellipse(300, 420, 420, 420), palette.light, opacity=0.28, blur=130, blend="screen")
    camera = Camera((-3.2, -6.2, 4.4), (1.7, 1.1, 1.0), 1120, (560, 800))
    stage = Stage(sheet, camera, palette, sun=(0.95, -0.25, -0.8), shadow=0.55)
    wood = mix(palette.wood, palette.light, 0.15)
    stage.flat(level(-0.24, -9, 14, -4.6, 7), wood, mix(wood, palette.shade, 0.35))
    base = Stage(sheet, camera, palette, sun=stage.sun)
    base.box((-1.2, -1.5, -0.24), (6.2, 5.0, 0.23), Look(PAPERS["white"]), ground=False)
    base.draw()
    cabin(stage, 0.0, 0.0, bays=3, colour=TIMBER)
    stage.draw(blur=2.0)
    for x, y, mirror in ((-0.5, -0.9, False), (2.3, -0.95, True), (4.3, 0.6, False)):
        foot = camera.at((x, y, 0))
        white = Person(
            "stand",
            "short",
            (238, 234, 226),
            (238, 234, 226),
            (238, 234, 226),
            (238, 234, 226),
            mirror=mirror,
        )
        draw_person(sheet, white, *foot, camera.unit_at((x, y, 0.8)) * 1.66, palette.shade)
    stage.letters("Cabane 1/20 v1", (-0.9, -1.35, 0.0), (1, 0, 0), (0, 1, 0), 0.3, palette.ink, 3.0)
    hand(sheet, (1010, 1240, -52), SKIN[0], CLOTHES[3], pose="hold", scale=1.5)


def workbench(sheet: Sheet, palette: Palette) -> None:
    """Hands put two pieces of wood together on a bench."""
    top(sheet, palette, rgb("B88A5A"), boards=4)
    for points in (rectangle(180, 430, 1150, 130, -5), rectangle(690, 160, 136, 860, 3)):
        sheet.drop(points, dx=12, dy=18, blur=11, dark=0.5)
        sheet.fill(
            points, mix(TIMBER, palette.light, 0.25), mix(TIMBER, palette.shade, 0.1), toward="diag"
        )
        sheet.ink(points, mix(TIMBER, palette.ink, 0.65), 2.4, closed=True, wobble=0.5)
    for row in range(5):
        sheet.curve(
            smooth([(200, 490 + row * 20), (420, 468 + row * 20), (650, 458 + row * 19)]),
            mix(TIMBER, palette.ink, 0.4),
            1.4,
            opacity=0.5,
        )
        sheet.curve(
            smooth([(714 + row * 22, 180), (724 + row * 22, 300), (716 + row * 22, 420)]),
            mix(TIMBER, palette.ink, 0.4),
            1.4,
            opacity=0.5,
        )
    notch = rectangle(688, 442, 140, 124, 3)
    sheet.fill(notch, mix(TIMBER, palette.shade, 0.3))
    sheet.ink(notch, palette.ink, 2.6, closed=True, over=10)
    sheet.ink([(640, 452), (644, 592)], palette.main, 2.6, over=12)
    sheet.ink([(868, 432), (872, 566)], palette.main, 2.6, over=12)
    write(sheet, "P1 - a", 240, 528, 28, palette.main, angle=-5, width=3.6)
    write(sheet, "b", 742, 960, 34, palette.main, width=4)
    _square(sheet, palette)
    _mallet(sheet, palette)
    _shavings(sheet, palette)
    pen(sheet, (1130, 690, 28), palette.second, long=190, thick=17)
    hand(sheet, (480, 700, 24), SKIN[1], CLOTHES[0], scale=1.25)
    hand(sheet, (980, 330, 205), SKIN[3], CLOTHES[7], scale=1.25, pose="hold")
    hand(sheet, (860, 900, -16), SKIN[3], CLOTHES[7], scale=1.25, pose="hold", left=True)


def _square(sheet: Sheet, palette: Palette) -> None:
    blade = rectangle(150, 120, 420, 46, 8)
    stock = rectangle(126, 120, 62, 260, 8)
    for part, tint in ((blade, rgb("C9CFD1")), (stock, rgb("6D4A30"))):
        sheet.drop(part, dx=8, dy=12, blur=7)
        sheet.fill(part, mix(tint, palette.light, 0.25), tint, toward="diag")
    for step in range(17):
        x, y = local((360, 143, 8), -170 + step * 23, 20)
        sheet.ink(
            [(x, y), local((360, 143, 8), -170 + step * 23, 6 if step % 2 else -2)],
            palette.ink,
            1.6,
            wobble=0,
        )


def _mallet(sheet: Sheet, palette: Palette) -> None:
    handle, head = rectangle(1240, 900, 320, 40, -24), rectangle(1150, 850, 140, 220, -24)
    for part, tint in ((handle, rgb("D8A867")), (head, rgb("9C6B3F"))):
        sheet.drop(part, dx=14, dy=20, blur=11, dark=0.45)
        sheet.fill(
            part, mix(tint, palette.light, 0.25), mix(tint, palette.shade, 0.2), toward="diag"
        )
        sheet.ink(part, mix(tint, palette.ink, 0.6), 2.0, closed=True)


def _shavings(sheet: Sheet, palette: Palette) -> None:
    rng = sheet.rng
    for _ in range(26):
        x, y, size = rng.uniform(120, 1500), rng.uniform(640, 1160), rng.uniform(14, 38)
        curl = ellipse(x, y, size, size * 0.6, start=rng.uniform(0, 120), end=rng.uniform(240, 400))
        sheet.curve([(px + 5, py + 7) for px, py in curl], palette.shade, size * 0.26, opacity=0.25)
        sheet.curve(
            curl, mix(TIMBER, palette.light, rng.uniform(0.2, 0.6)), size * 0.26, taper=True
        )
    sheet.speckle(rectangle(100, 560, 1300, 600), mix(TIMBER, palette.light, 0.5), 260, 3.0, 0.8)


def joint(sheet: Sheet, palette: Palette) -> None:
    """The through tenon and its key, with dimensions and a hand."""
    page = rectangle(0, 0, sheet.width, sheet.height)
    sheet.fill(page, palette.paper, mix(palette.paper, palette.shade, 0.12), toward="diag")
    for step in range(0, 1600, 50):
        sheet.ink(
            [(step, 0), (step, 1200)], mix(palette.third, palette.paper, 0.75), 0.8, wobble=0.2
        )
        if step < 1200:
            sheet.ink(
                [(0, step), (1600, step)], mix(palette.third, palette.paper, 0.75), 0.8, wobble=0.2
            )
    camera = axonometric(600, (800, 640), turn=38, tilt=24, target=(0.1, 0.1, 0.55))
    stage = Stage(sheet, camera, palette, sun=(0.5, 0.45, -1.0), shadow=0.0)
    _joint_pieces(stage)
    stage.shadows = []
    stage.draw()
    notes = (
        ("Poteau 80 × 80", (1080, 200), (0.2, 0.1, 1.02)),
        ("Traverse 120 × 40", (1180, 760), (0.85, 0.1, 0.6)),
        ("Tenon, 24 mm d’épaisseur", (70, 420), (-0.2, 0.1, 0.62)),
        ("Clé de hêtre", (90, 740), (-0.16, 0.1, 0.42)),
    )
    for text, (x, y), spot in notes:
        end = camera.at(spot)
        start = (x - 12, y - 8) if x > 700 else (x + measure(text, 29) + 12, y - 10)
        sheet.curve(
            smooth([start, ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 - 26), end]),
            palette.main,
            2.4,
            taper=True,
        )
        write(sheet, text, x, y, 29, palette.main, width=3.4)
    write(sheet, "Tient sans vis ni colle", 70, 110, 46, palette.ink, width=5.5)
    paragraph(
        sheet,
        "On frappe la clé : ça serre.|On la chasse : ça se démonte.",
        (70, 175, 760),
        27,
        palette.ink,
        width=3,
    )
    hand(sheet, (500, 960, 26), SKIN[2], CLOTHES[0], pose="hold", scale=1.5)
    note(sheet, (1430, 1050, 5), "20 min à quatre", STICKY["yellow"], wide=190, size=27)


def _joint_pieces(stage: Stage) -> None:
    wood = Look(TIMBER, pen=2.2)
    pale, key = (
        Look(mix(TIMBER, stage.palette.light, 0.35), pen=2.2),
        Look(stage.palette.main, pen=2.2),
    )
    stage.box((0.0, 0.0, -0.35), (0.2, 0.2, 0.83), wood, ground=False)
    stage.box((0.0, 0.0, 0.48), (0.2, 0.07, 0.3), wood, ground=False)
    stage.box((0.0, 0.13, 0.48), (0.2, 0.07, 0.3), wood, ground=False)
    stage.box((0.0, 0.0, 0.78), (0.2, 0.2, 0.4), wood, ground=False)
    stage.box((0.2, 0.04, 0.44), (1.0, 0.12, 0.38), pale, ground=False)
    stage.box((-0.32, 0.075, 0.5), (0.32, 0.05, 0.26), pale, ground=False)
    stage.box((-0.13, 0.06, 0.34), (0.06, 0.08, 0.56), key, ground=False)


def castor(sheet: Sheet, palette: Palette) -> None:
    """The second castor, its red brake, and the gutter where the first one stuck."""
    wall = mix(palette.main, palette.light, 0.25)
    sheet.fill(
        rectangle(0, 0, 1600, 760), mix(wall, palette.light, 0.4), mix(wall, palette.shade, 0.12)
    )
    for row in range(9):
        sheet.ink(
            [(0, 40 + row * 80), (1600, 40 + row * 80)],
            mix(wall, palette.ink, 0.25),
            2.0,
            opacity=0.5,
        )
        for column in range(9):
            x = column * 200 + 100 * (row % 2)
            sheet.ink(
                [(x, 40 + row * 80), (x, 120 + row * 80)],
                mix(wall, palette.ink, 0.25),
                2.0,
                opacity=0.5,
            )
    stone = mix(palette.soft, palette.shade, 0.12)
    ground = [(0.0, 760.0), (1600.0, 740.0), (1600.0, 1200.0), (0.0, 1200.0)]
    sheet.fill(ground, mix(stone, palette.light, 0.35), mix(stone, palette.shade, 0.22))
    sheet.speckle(ground, mix(stone, palette.ink, 0.5), 500, 3, 0.35)
    _gutter(sheet, palette, stone)
    _bench_end(sheet, palette)


def _bench_end(sheet: Sheet, palette: Palette) -> None:
    """The end of the bench, its castor, and the notes."""
    beam = [(0, 170), (1180, 190), (1180, 330), (0, 340)]
    sheet.fill(
        [(70, 1010), (1110, 960), (1260, 1010), (300, 1080)],
        palette.shade,
        opacity=0.45,
        blur=16,
        blend="multiply",
    )
    leg = [(470, 320), (800, 322), (780, 520), (490, 520)]
    for part in (leg, beam):
        sheet.fill(part, mix(TIMBER, palette.light, 0.2), mix(TIMBER, palette.shade, 0.22))
        sheet.ink(part, mix(TIMBER, palette.ink, 0.7), 3.2, closed=True, over=6)
    for row in range(4):
        y = 200 + row * 34
        sheet.curve(
            smooth([(0, y), (400, y + 10), (800, y - 4), (1170, y + 8)]),
            mix(TIMBER, palette.ink, 0.4),
            1.8,
            opacity=0.5,
        )
    _wheel(sheet, palette, 636, 790)
    write(sheet, "v2 : 140 mm, bande large", 990, 450, 33, palette.ink, width=3.8)
    sheet.curve(smooth([(980, 450), (890, 510), (806, 690)]), palette.ink, 2.6, taper=True)
    write(sheet, "Rouge = bloqué", 1080, 610, 33, rgb("A3281F"), width=3.8)
    sheet.curve(smooth([(1070, 606), (960, 620), (850, 650)]), rgb("A3281F"), 2.6, taper=True)
    write(sheet, "v1 coinçait ici", 1110, 1130, 33, palette.ink, width=3.8)


def _gutter(sheet: Sheet, palette: Palette, stone: tuple[int, int, int]) -> None:
    slot = [(900, 905), (1600, 862), (1600, 962), (940, 1015)]
    sheet.fill(slot, mix(stone, palette.ink, 0.55), mix(stone, palette.ink, 0.8))
    for step in range(15):
        x = 930 + step * 48
        sheet.fill(
            [
                (x, 905 - step * 3.0),
                (x + 22, 904 - step * 3.0),
                (x + 36, 1012 - step * 3.4),
                (x + 12, 1014 - step * 3.4),
            ],
            mix(rgb("8E979B"), palette.light, 0.3),
            rgb("6D757A"),
        )
    sheet.ink(slot, palette.ink, 2.8, closed=True, over=6)
    sheet.ink([(0, 956), (900, 905)], mix(stone, palette.ink, 0.5), 2.2)


def _wheel(sheet: Sheet, palette: Palette, x: float, y: float) -> None:
    steel = rgb("C3CACC")
    plate = rectangle(x - 180, y - 272, 360, 44)
    sheet.fill(plate, mix(steel, palette.light, 0.4), mix(steel, palette.ink, 0.25))
    sheet.ink(plate, palette.ink, 2.6, closed=True)
    rim = ellipse(x, y, 214, 214)
    sheet.fill(rim, rgb("4A4D52"), rgb("202327"), toward="diag")
    sheet.curve([*rim, rim[0]], palette.ink, 3)
    sheet.fill(ellipse(x, y, 150, 150), rgb("5C6066"), rgb("34373C"), toward="diag")
    sheet.fill(
        ellipse(x, y, 132, 132), mix(steel, palette.light, 0.3), rgb("7C868A"), toward="diag"
    )
    fork = smooth(
        [
            (x - 120, y - 230),
            (x + 120, y - 230),
            (x + 84, y - 80),
            (x + 48, y + 44),
            (x, y + 66),
            (x - 48, y + 44),
            (x - 84, y - 80),
        ],
        closed=True,
    )
    sheet.fill(fork, mix(steel, palette.light, 0.45), mix(steel, palette.ink, 0.3), toward="right")
    sheet.curve([*fork, fork[0]], palette.ink, 3)
    sheet.fill(ellipse(x, y, 36, 36), rgb("6D757A"), rgb("434A4E"), toward="diag")
    sheet.fill(ellipse(x - 8, y - 9, 12, 10), palette.light, opacity=0.7)
    red = rgb("C8402F")
    brake = [
        (x + 66, y - 226),
        (x + 150, y - 236),
        (x + 262, y - 120),
        (x + 226, y - 76),
        (x + 120, y - 150),
    ]
    sheet.drop(brake, blur=8)
    sheet.fill(brake, mix(red, palette.light, 0.25), mix(red, palette.shade, 0.25), toward="diag")
    sheet.ink(brake, mix(red, palette.ink, 0.6), 2.8, closed=True)
    for px in (-150, 150):
        bolt = rounded(x + px - 20, y - 300, 40, 30, 8)
        sheet.fill(bolt, rgb("9AA3A7"), rgb("6D757A"))
        sheet.ink(bolt, palette.ink, 2.0, closed=True)
