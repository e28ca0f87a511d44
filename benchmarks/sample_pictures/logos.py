"""Invented logos of the partners: a simple mark and a wordmark each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from .colours import RGB, mix, rgb
from .curves import ellipse, rectangle, rounded, smooth, tapered
from .lettering import typeset
from .sheet import Sheet

SIZE_PX = (1500, 520)
WHITE = rgb("FFFFFF")
INK = rgb("1D2733")


def write_logos(folder: Path) -> None:
    """Write the five logos into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, draw in LOGOS.items():
        sheet = Sheet(SIZE_PX, WHITE, name, width=1500)
        draw(sheet)
        sheet.finished(grain=0).quantize(24).save(folder / name, "PNG", optimize=True)


def _words(sheet: Sheet, first: str, second: str, colour: RGB, *, under: str = "") -> None:
    typeset(sheet, first, 520, 226 if under else 250, 96, INK, weight="Light")
    typeset(sheet, second, 520, 336 if under else 360, 112, colour, weight="Bold")
    if under:
        typeset(sheet, under, 524, 404, 44, mix(INK, WHITE, 0.25))


def council(sheet: Sheet) -> None:
    """Three hills and a river."""
    blue, green, gold = rgb("1F5F8B"), rgb("5B9A68"), rgb("E2B23A")
    sheet.fill(ellipse(260, 260, 176, 176), mix(blue, WHITE, 0.82))

    def hills() -> None:
        sheet.fill(ellipse(180, 420, 150, 170), green)
        sheet.fill(ellipse(340, 440, 170, 170), mix(green, blue, 0.45))
        sheet.fill(ellipse(330, 180, 44, 44), gold)
        bends = ((262, 268), (236, 300), (286, 340), (240, 388), (290, 440))
        river = smooth(bends, steps=12)
        sheet.fill(tapered(river, [6 + step * 0.7 for step in range(len(river))]), WHITE)

    sheet.clipped([ellipse(260, 260, 176, 176)], hills)
    _words(sheet, "Conseil régional", "Région partenaire", blue)


def fund(sheet: Sheet) -> None:
    """Four stacked blocks that make a town."""
    red, grey = rgb("B43A2E"), rgb("5D6670")
    for x, y, high, tint in (
        (100, 420, 150, grey),
        (186, 420, 250, red),
        (272, 420, 320, mix(red, WHITE, 0.35)),
        (358, 420, 200, grey),
    ):
        sheet.fill(rectangle(x, y - high, 72, high), tint)
    sheet.fill(rectangle(80, 432, 372, 16), INK)
    _words(sheet, "Caisse", "des territoires", red)


def academy(sheet: Sheet) -> None:
    """An open book under a circle."""
    violet, sand = rgb("5A4A8A"), rgb("E7C27A")
    sheet.fill(ellipse(260, 168, 62, 62), sand)
    sheet.fill([(252, 430), (84, 370), (84, 220), (252, 280)], violet)
    sheet.fill([(268, 430), (436, 370), (436, 220), (268, 280)], mix(violet, WHITE, 0.35))
    _words(sheet, "Académie", "rectorat partenaire", violet)


def workshop(sheet: Sheet) -> None:
    """A folding ruler in the shape of an A."""
    teal, ochre = rgb("0B5A5E"), rgb("D39A2E")
    for start, end, tint in (
        ((110, 430), (260, 90), teal),
        ((260, 90), (410, 430), ochre),
        ((170, 300), (350, 300), teal),
    ):
        sheet.fill(tapered([start, end], [40, 40]), tint)
    for x, y in ((110, 430), (260, 90), (410, 430), (170, 300), (350, 300)):
        sheet.fill(ellipse(x, y, 30, 30), WHITE)
        sheet.fill(ellipse(x, y, 21, 21), INK)
    _words(sheet, "L’Atelier", "des territoires", teal, under="laboratoire d’innovation publique")


def association(sheet: Sheet) -> None:
    """An open door."""
    orange, dark = rgb("D8662C"), rgb("2B3A4A")
    sheet.fill(rounded(120, 90, 280, 350, 26), mix(orange, WHITE, 0.78))
    sheet.fill([(160, 130), (290, 166), (290, 440), (160, 440)], orange)
    sheet.fill(ellipse(266, 318, 12, 12), WHITE)
    sheet.fill(rectangle(84, 440, 352, 18), dark)
    _words(sheet, "Association", "Lycées ouverts", orange)


LOGOS: dict[str, Callable[[Sheet], None]] = {
    "conseil-regional.png": council,
    "caisse-territoires.png": fund,
    "academie.png": academy,
    "atelier-des-territoires.png": workshop,
    "association-lycees-ouverts.png": association,
}
