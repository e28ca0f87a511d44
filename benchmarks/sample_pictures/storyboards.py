"""A page of a sketchbook and a storyboard."""

from __future__ import annotations

import math
from functools import partial

from .bodies import Person
from .colours import PAPERS, Palette, mix, rgb
from .curves import ellipse, rectangle, smooth
from .figures import draw_person, someone
from .lettering import paragraph, typeset, write
from .sheet import Sheet


def self_sketch(sheet: Sheet, palette: Palette) -> None:
    """A page of a sketchbook: the self of Die seen from above, annotated."""
    wood = rgb("A98562")
    sheet.fill(
        rectangle(0, 0, sheet.width, sheet.height),
        wood,
        mix(wood, palette.shade, 0.3),
        toward="diag",
    )
    for y in range(0, 1200, 54):
        sheet.ink(
            [(0, y), (sheet.width, y + 8)], mix(wood, palette.ink, 0.3), 1.2, wobble=3, opacity=0.5
        )
    page = rectangle(150, 60, 1300, 1080, -1.4)
    sheet.drop(page, dx=12, dy=18, blur=14)
    sheet.fill(page, PAPERS["cream"], mix(PAPERS["cream"], palette.shade, 0.08), toward="right")
    sheet.ink([(806, 66), (790, 1132)], mix(palette.ink, PAPERS["cream"], 0.6), 1.6, wobble=0.4)
    sheet.fill(
        [(760, 66), (812, 64), (796, 1134), (744, 1136)],
        palette.shade,
        opacity=0.1,
        blur=8,
        blend="multiply",
    )
    write(sheet, "Self de Die, 17 mars, 12 h 25", 210, 150, 28, palette.ink, angle=-1.4)
    _sketch_tables(sheet, palette)
    _sketch_notes(sheet, palette)
    pencil = [(1180, 1060), (1500, 930), (1508, 950), (1188, 1080)]
    sheet.drop(pencil)
    sheet.fill(pencil, palette.second, mix(palette.second, palette.ink, 0.3))
    sheet.fill([(1180, 1060), (1188, 1080), (1146, 1084)], rgb("E8CFA6"))
    sheet.fill([(1160, 1074), (1163, 1080), (1146, 1084)], palette.ink)


def _sketch_tables(sheet: Sheet, palette: Palette) -> None:
    ink = palette.ink
    for index, (x, y) in enumerate(
        ((300, 330), (520, 300), (390, 540), (630, 500), (280, 740), (560, 730))
    ):
        ring = ellipse(x, y, 74, 70)
        sheet.fill(
            ellipse(x + 4, y + 3, 72, 68),
            mix(palette.second, PAPERS["cream"], 0.35 if index != 4 else 0.75),
        )
        for turn in range(2):
            sheet.curve([(px + turn * 2.5, py - turn * 2) for px, py in ring], ink, 1.5, wobble=1.4)
        for seat in range(6):
            angle = seat * math.tau / 6 + index
            spot = (x + math.cos(angle) * 102, y + math.sin(angle) * 98)
            sheet.curve(ellipse(*spot, 17, 17), ink, 1.4, wobble=0.8)
            if index != 4 or seat == 2:
                sheet.hatch(
                    ellipse(*spot, 17, 17), palette.main, gap=4.5, angle=40, width=1.4, opacity=0.9
                )
    for index, (x, y) in enumerate(((900, 300), (900, 470), (900, 640), (1160, 300), (1160, 470))):
        box = rectangle(x, y, 190, 84, -1)
        sheet.fill(box, mix(palette.third, PAPERS["cream"], 0.62))
        sheet.ink(box, ink, 1.6, closed=True, over=9, wobble=1.4)
        for seat in range(6):
            spot = (x + 34 + (seat % 3) * 62, y - 20 if seat < 3 else y + 104)
            sheet.curve(ellipse(*spot, 15, 15), ink, 1.4, wobble=0.8)
            if (seat + index) % 4 == 0:
                sheet.hatch(
                    ellipse(*spot, 15, 15), palette.main, gap=4.5, angle=40, width=1.4, opacity=0.9
                )


def _sketch_notes(sheet: Sheet, palette: Palette) -> None:
    write(sheet, "Rondes : pleines en 6 min", 220, 900, 27, palette.main, angle=-2)
    write(sheet, "Rectangulaires : on s’y pose seul", 850, 810, 24, palette.main, angle=-2)
    paragraph(
        sheet,
        "À six autour d’une ronde, tout le monde se voit. "
        "Aux rectangles, celui du bout mange et s’en va.",
        (850, 880, 520),
        21,
        palette.ink,
        angle=-2,
    )
    paragraph(
        sheet,
        "Une seule vide, près de la porte : courant d’air.",
        (220, 970, 480),
        21,
        palette.ink,
        angle=-2,
    )
    for path in (((214, 880), (186, 840), (200, 800)), ((860, 780), (880, 756), (930, 745))):
        sheet.curve(smooth(path), palette.main, 2.0, taper=True)


_PANELS = (
    ("17 h 30. La sonnerie, d’habitude on ferme.", "bell"),
    ("Samuel tire la cloison devant les collections.", "wall"),
    ("On entre par la cour, avec le club d’échecs.", "door"),
    ("Étude d’un côté, jeu de l’autre.", "tables"),
    ("Un interne tient la banque : c’est son tour.", "desk"),
    ("19 h. On range, on éteint, on rend la clé.", "key"),
)


def storyboard(sheet: Sheet, palette: Palette) -> None:
    """Six panels: an evening at the CDI."""
    typeset(sheet, "Une soirée au CDI", 70, 84, 46, palette.main, weight="Bold")
    typeset(sheet, "Scénario d’usage P2, raconté par six internes de Die", 430, 84, 25, palette.ink)
    wide, high, gap = 460.0, 390.0, 40.0
    for index, (text, scene) in enumerate(_PANELS):
        x, y = 70 + (index % 3) * (wide + gap), 124 + (index // 3) * (high + 140)
        frame = rectangle(x, y, wide, high)
        sheet.clipped([frame], partial(_panel, sheet, palette, x, y, scene, index))
        sheet.ink(frame, palette.ink, 3.2, closed=True, over=8)
        sheet.fill(ellipse(x + 8, y + 8, 25, 25), palette.main)
        typeset(sheet, str(index + 1), x + 8, y + 18, 29, palette.paper, weight="Bold", anchor="ms")
        paragraph(sheet, text, (x + 4, y + high + 38, wide - 6), 20, palette.ink, leading=1.65)


def _panel(sheet: Sheet, palette: Palette, x: float, y: float, scene: str, index: int) -> None:
    dusk = (
        rgb("F3D9A0"),
        rgb("EBC389"),
        rgb("B9A3C4"),
        rgb("E9C58E"),
        rgb("EFCF96"),
        rgb("4E5083"),
    )[index]
    sheet.fill(rectangle(x, y, 460, 390), dusk, mix(dusk, palette.light, 0.4))
    sheet.fill(
        rectangle(x, y + 300, 460, 90), mix(dusk, palette.wood, 0.6), mix(dusk, palette.shade, 0.35)
    )
    _panel_back(sheet, palette, x, y, scene)
    _panel_people(sheet, palette, x, y, scene)


def _panel_people(sheet: Sheet, palette: Palette, x: float, y: float, scene: str) -> None:
    """Who is in a panel, and what they hold on to."""
    shade, rng = palette.shade, sheet.rng
    if scene in {"bell", "wall"}:
        draw_person(
            sheet,
            Person(
                "point" if scene == "wall" else "stand",
                "cap" if scene == "bell" else "short",
                top=palette.third,
            ),
            x + 300,
            y + 372,
            250,
            shade,
        )
    if scene == "bell":
        draw_person(sheet, someone(rng, pose="walk"), x + 120, y + 372, 235, shade)
    if scene == "door":
        for step, at in enumerate((120, 215, 330)):
            draw_person(sheet, someone(rng, pose="walk"), x + at, y + 376 - step * 6, 235, shade)
    if scene == "tables":
        for at, mirror in ((70, False), (225, True), (265, False), (415, True)):
            draw_person(
                sheet,
                someone(rng, pose="side", mirror=mirror, bag=None),
                x + at,
                y + 376,
                240,
                shade,
            )
        for at in (110, 305):
            sheet.fill(rectangle(x + at, y + 262, 78, 12), palette.wood)
            sheet.fill(rectangle(x + at + 34, y + 272, 9, 102), mix(palette.wood, palette.ink, 0.3))
    if scene == "desk":
        draw_person(
            sheet, someone(rng, pose="stand", hair="curly", bag=None), x + 170, y + 372, 250, shade
        )
        sheet.fill(
            rectangle(x + 210, y + 250, 220, 130), palette.main, mix(palette.main, shade, 0.3)
        )
        sheet.fill(rectangle(x + 200, y + 238, 240, 16), palette.wood)
        draw_person(
            sheet, someone(rng, pose="tray", hair="bun", bag=None), x + 330, y + 392, 250, shade
        )
        sheet.fill(rectangle(x + 236, y + 206, 64, 32, -3), palette.paper)
    if scene == "key":
        draw_person(sheet, someone(rng, pose="walk", hair="tail"), x + 300, y + 376, 250, shade)


def _panel_back(sheet: Sheet, palette: Palette, x: float, y: float, scene: str) -> None:
    ink = mix(palette.ink, palette.wood, 0.2)
    if scene in {"bell", "tables", "desk", "wall"}:
        for row in range(3):
            shelf = rectangle(x + 30, y + 60 + row * 66, 250 if scene == "wall" else 400, 54)
            sheet.fill(shelf, mix(palette.wood, palette.ink, 0.35))
            at = x + 36
            while at < x + (268 if scene == "wall" else 418):
                wide = sheet.rng.uniform(7, 15)
                tall = sheet.rng.uniform(32, 48)
                colour = sheet.rng.choice(
                    (palette.main, palette.second, palette.third, palette.soft, palette.sky)
                )
                sheet.fill(rectangle(at, y + 112 + row * 66 - tall, wide, tall), colour)
                at += wide + 1.5
    if scene == "bell":
        sheet.fill(ellipse(x + 400, y + 66, 32, 32), palette.paper)
        sheet.curve(ellipse(x + 400, y + 66, 32, 32), ink, 3)
        sheet.ink([(x + 400, y + 66), (x + 408, y + 88)], ink, 3)
        sheet.ink([(x + 400, y + 66), (x + 390, y + 82)], ink, 3)
    if scene == "wall":
        for step in range(6):
            lean = 10 if step % 2 else -10
            sheet.fill(
                [
                    (x + 30 + step * 44, y + 40 + lean),
                    (x + 72 + step * 44, y + 40 - lean),
                    (x + 72 + step * 44, y + 330 - lean),
                    (x + 30 + step * 44, y + 330 + lean),
                ],
                palette.main if step % 2 else mix(palette.main, palette.light, 0.25),
            )
    if scene in {"door", "key"}:
        lit = scene == "door"
        sheet.fill(
            rectangle(x + 150, y + 70, 170, 250),
            rgb("FFD27A") if lit else rgb("33365C"),
            rgb("F5A94F") if lit else rgb("252845"),
        )
        sheet.ink(rectangle(x + 150, y + 70, 170, 250), palette.ink, 4, closed=True)
        sheet.ink([(x + 235, y + 70), (x + 235, y + 320)], palette.ink, 3)
        write(sheet, "Cdi", x + 205, y + 56, 28, palette.ink if lit else palette.light, width=3.4)
    if scene == "key":
        kx, ky = x + 90, y + 150
        sheet.curve(ellipse(kx, ky, 30, 30), palette.second, 11)
        sheet.ink([(kx, ky + 30), (kx, ky + 130)], palette.second, 11, wobble=0)
        for drop in (92, 118):
            sheet.ink([(kx, ky + drop), (kx + 28, ky + drop)], palette.second, 9, wobble=0)
