"""The building site of Simone-Veil: a slab, a visit, a full-scale model, remarks in chalk."""

from __future__ import annotations

from .colours import RGB, Palette, mix, rgb
from .curves import ellipse, rectangle, smooth, xy
from .figures import Crowd
from .furniture import bench
from .landscapes import crane, far_hills, sky
from .lettering import paragraph, trace
from .sheet import Sheet
from .space import Camera, Look, Stage, front, level

CHALK = rgb("FBFBF2")
CONCRETE = rgb("B4B7B4")
DEEP, WIDE, HIGH = 15.0, 16.0, 3.6


def slab(sheet: Sheet, palette: Palette) -> None:
    """The future hall from the first floor, chalk lines on the slab."""
    stage = _slab(sheet, palette)
    _chalk_plan(stage)
    crowd = Crowd(stage, sheet.rng)
    for x, pose in ((6.4, "stand"), (7.3, "point")):
        crowd.add(x, 3.2, pose=pose, hair="helmet", vest=palette.main, bag=None, skirt=False)
    stage.draw()


def full_scale(sheet: Sheet, palette: Palette) -> None:
    """The full-scale model in battens and sheeting, crossed by visitors."""
    stage = _slab(sheet, palette)
    _chalk_plan(stage)
    batten = Look(palette.wood, pen=1.1)
    for x in (3.0, 5.4, 7.8, 10.2):
        for y in (3.0, 6.6):
            stage.box((x, y, 0), (0.09, 0.09, 2.6), batten)
        stage.box((x, 3.0, 2.6), (0.09, 3.7, 0.09), batten)
    for y in (3.0, 6.6):
        stage.box((3.0, y, 2.6), (7.3, 0.09, 0.09), batten, ground=False)
    sheeting = Look(mix(palette.sky, palette.light, 0.5), opacity=0.72)
    stage.box((3.1, 6.68, 0.3), (4.7, 0.03, 2.2), sheeting)
    stage.box((10.22, 3.1, 0.3), (0.03, 3.4, 2.2), replace_colour(sheeting, palette.second))
    bench(stage, 4.0, 5.4, length=2.2)
    stage.box((8.3, 4.2, 0), (1.4, 0.6, 1.0), Look(rgb("C99F6C")))
    crowd = Crowd(stage, sheet.rng)
    for x, y, pose in (
        (4.6, 4.4, "stand"),
        (6.3, 3.6, "point"),
        (7.1, 2.2, "stand"),
        (8.6, 3.4, "lean"),
        (11.6, 4.6, "walk"),
        (2.2, 1.4, "stand"),
        (3.0, 1.2, "tray"),
        (12.8, 8.6, "stand"),
    ):
        crowd.add(
            x,
            y,
            pose=pose,
            hair="helmet",
            vest=palette.main if x < 8 else palette.second,
            bag=None,
            skirt=False,
        )
    stage.draw()


def visit(sheet: Sheet, palette: Palette) -> None:
    """A group in helmets, from behind, led along a walkway."""
    camera = Camera(
        (3.0, -4.6, 2.0),
        (7.5, 14, 2.0),
        1080,
        (sheet.width * 0.5, sheet.height * 0.4),
        upright=True,
    )
    stage = Stage(sheet, camera, palette, sun=(0.7, 0.4, -1.0))
    _background(sheet, palette, sheet.height * 0.42)
    _floor_slab(stage)
    _columns(stage)
    for post in range(-3, 12, 2):
        stage.box((1.2, post, 0), (0.06, 0.06, 1.1), Look(palette.main), ground=False)
    for z in (0.55, 1.05):
        stage.box((1.2, -3.0, z), (0.05, 14.0, 0.06), Look(palette.main), ground=False)
    crowd = Crowd(stage, sheet.rng)
    group = xy("2.6,-0.6 3.7,-0.2 4.8,-0.7 3.1,1.0 4.4,1.2 5.6,0.9 5.0,2.4 3.8,2.7 6.6,1.9")
    for index, (x, y) in enumerate(group):
        crowd.add(
            x,
            y,
            pose="walk" if index % 3 else "stand",
            hair="helmet",
            skirt=False,
            size=0.86 + 0.04 * (index % 3),
            vest=palette.second if index % 2 else palette.main,
            bag=None,
        )
    crowd.add(7.8, 5.2, pose="point", hair="helmet", vest=palette.third, bag=None, skirt=False)
    stage.draw()


def chalk_remarks(sheet: Sheet, palette: Palette) -> None:
    """The slab from above: chalk, orange tape, and what visitors wrote."""
    whole = rectangle(0, 0, sheet.width, sheet.height)
    sheet.fill(
        whole, mix(CONCRETE, palette.light, 0.1), mix(CONCRETE, palette.shade, 0.18), toward="diag"
    )
    sheet.speckle(whole, mix(CONCRETE, palette.ink, 0.5), 900, 2.2, 0.3)
    sheet.speckle(whole, palette.light, 700, 2.6, 0.3)
    crack = smooth(
        [(0, 860), (260, 820), (470, 880), (720, 840), (980, 910), (1240, 880), (1600, 960)]
    )
    sheet.curve(crack, mix(CONCRETE, palette.ink, 0.55), 1.6)
    for points in (
        ((120, 180), (1080, 180), (1080, 640), (760, 640)),
        ((120, 180), (120, 980)),
        ((560, 180), (560, 470)),
    ):
        for shift in (0, 5):
            sheet.ink(
                [(x + shift, y + shift) for x, y in points], CHALK, 4.2, wobble=2.2, opacity=0.62
            )
    sheet.curve(
        ellipse(120, 980, 250, 250, start=270, end=360), CHALK, 3.0, wobble=1.4, opacity=0.7
    )
    _tape(sheet, palette, (640, 640), (120, 640))
    _tape(sheet, palette, (1080, 640), (1500, 760))
    _tape(sheet, palette, (1490, 110), (1490, 500))
    notes = (
        ("Cabane ici ?", 190, 290, 40, 3),
        ("Trop loin|de la prise", 620, 280, 30, -4),
        ("Banc au soleil|à 10 h", 1130, 330, 32, 5),
        ("Porte + 40 cm|(fauteuil)", 170, 545, 30, -3),
        ("On s’entend|d’ici au self", 690, 760, 32, -6),
        ("Oui ! ×14", 250, 400, 36, -8),
        ("Vestiaire|ou casiers ?", 1250, 860, 30, 6),
        ("La pluie|passe", 1260, 1110, 34, -5),
        ("Entrée élèves →", 560, 1080, 40, -2),
    )
    for text, x, y, size, angle in notes:
        paragraph(sheet, text, (x, y, 900), size, CHALK, angle=angle, width=4.6, leading=1.5)
    for x, y in ((1060, 980), (1160, 1000)):
        _boot(sheet, palette, x, y)
    sheet.drop(rectangle(890, 900, 74, 20, -28), blur=4)
    sheet.fill(rectangle(890, 900, 74, 20, -28), CHALK)


def replace_colour(look: Look, colour: RGB) -> Look:
    """The same finish in another colour."""
    return Look(colour, look.line, look.pen, look.planks, look.upright, look.opacity)


def _slab(sheet: Sheet, palette: Palette) -> Stage:
    camera = Camera(
        (6.2, -5.6, 3.0),
        (8.2, 14, 3.0),
        1080,
        (sheet.width * 0.5, sheet.height * 0.36),
        upright=True,
    )
    stage = Stage(sheet, camera, palette, sun=(0.8, -0.3, -1.0))
    _background(sheet, palette, sheet.height * 0.38)
    _floor_slab(stage)
    _columns(stage)
    return stage


def _background(sheet: Sheet, palette: Palette, line: float) -> None:
    sky(sheet, palette.sky, palette.light, line + 20)
    far_hills(sheet, palette, line)
    earth = mix(rgb("C9B79A"), palette.light, 0.25)
    sheet.fill(
        rectangle(0, line, sheet.width, sheet.height - line), earth, mix(earth, palette.shade, 0.2)
    )
    for index in range(5):
        x = 140 + index * 290.0
        tint = (palette.third, palette.main, mix(palette.soft, palette.light, 0.5))[index % 3]
        hut = rectangle(x, line - 12, 120, 52)
        sheet.fill(hut, mix(tint, palette.sky, 0.35))
        sheet.hatch(hut, mix(tint, palette.ink, 0.4), gap=7, angle=90, width=0.8, opacity=0.4)
    crane(sheet, palette, sheet.width * 0.78, line + 10, line * 0.72, reach=360)


def _floor_slab(stage: Stage) -> None:
    pal, near = stage.palette, -7.0
    grey = mix(CONCRETE, pal.light, 0.3)
    stage.flat(
        level(0, 0, WIDE, near, DEEP),
        mix(grey, pal.light, 0.3),
        mix(grey, pal.shade, 0.2),
        line=pal.ink,
    )
    for x in range(0, 17, 4):
        stage.line([(x, near, 0), (x, DEEP, 0)], mix(grey, pal.ink, 0.35), 1.1, opacity=0.6)
    for y in range(-4, 15, 4):
        stage.line([(0, y, 0), (WIDE, y, 0)], mix(grey, pal.ink, 0.35), 1.1, opacity=0.6)
    floor = stage.camera.polygon(level(0, 0, WIDE, near, DEEP))
    stage.sheet.speckle(floor, mix(grey, pal.ink, 0.5), 350, 1.8, 0.3)
    ceiling = level(HIGH, 0, WIDE, near, DEEP)
    stage.flat(ceiling, mix(grey, pal.shade, 0.45), mix(grey, pal.shade, 0.2), line=pal.ink)
    for x in range(1, 16, 2):
        stage.line([(x, near, HIGH), (x, DEEP, HIGH)], mix(grey, pal.ink, 0.5), 0.9, opacity=0.6)
    stage.flat(front(DEEP, 0, WIDE, HIGH, HIGH + 0.4), grey)
    for z in (0.55, 1.05):
        stage.line([(0, DEEP, z), (WIDE, DEEP, z)], pal.main, 3.2)
    for x in range(0, 17, 2):
        stage.line([(x, DEEP, 0), (x, DEEP, 1.1)], pal.main, 2.6)


def _columns(stage: Stage) -> None:
    look = Look(mix(CONCRETE, stage.palette.light, 0.25))
    for y in (1.4, 7.4, 13.6):
        for x in (0.3, 10.9, 15.4) if y < 2 else (0.3, 5.2, 10.4, 15.4):
            stage.box((x, y, 0), (0.45, 0.45, HIGH), look)
    for y in (2.0, 8.0):
        stage.box((14.0, y, 0), (0.08, 0.08, HIGH), Look(stage.palette.main), ground=False)


def _chalk_plan(stage: Stage) -> None:
    for ends in (
        [(3, 3, 0), (10.3, 3, 0), (10.3, 6.7, 0), (3, 6.7, 0), (3, 3, 0)],
        [(3, 9, 0), (13, 9, 0)],
        [(6.6, 3, 0), (6.6, 6.7, 0)],
        [(1.4, 0.8, 0), (4.6, 0.8, 0)],
    ):
        stage.line(ends, CHALK, 3.4, wobble=1.6, opacity=0.85)
    for text, x, y in (("Vie scolaire ?", 3.3, 9.3), ("Cabane", 4.0, 5.6), ("Entrée", 3.4, 0.0)):

        def frame(u: float, v: float, x: float = x, y: float = y) -> tuple[float, float]:
            return stage.camera.at((x + u, y + v * 1.8, 0))

        trace(stage.sheet, text, 0.5, frame, CHALK, 3.4)


def _tape(
    sheet: Sheet, palette: Palette, start: tuple[float, float], end: tuple[float, float]
) -> None:
    for shift in (3.0, 0.0):
        colour = palette.shade if shift else palette.main
        sheet.ink(
            [(start[0] + shift, start[1] + shift), (end[0] + shift, end[1] + shift)],
            colour,
            24,
            wobble=0.8,
            opacity=0.35 if shift else 0.95,
        )


def _boot(sheet: Sheet, palette: Palette, x: float, y: float) -> None:
    sole = smooth(
        [
            (x, y),
            (x + 34, y - 8),
            (x + 46, y + 44),
            (x + 38, y + 96),
            (x + 6, y + 98),
            (x - 2, y + 46),
        ],
        closed=True,
    )
    sheet.drop(sole)
    sheet.fill(sole, rgb("7A5A3E"), rgb("5B4130"))
    leg = smooth(
        [(x + 2, y + 70), (x + 40, y + 68), (x + 52, y + 220), (x - 8, y + 226)], closed=True
    )
    sheet.drop(leg)
    sheet.fill(leg, mix(palette.third, palette.ink, 0.3), mix(palette.third, palette.ink, 0.6))
    for step in range(3):
        sheet.ink([(x + 8, y + 22 + step * 14), (x + 36, y + 20 + step * 14)], palette.second, 2.2)
