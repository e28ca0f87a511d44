"""A head and shoulders from the front, in gouache."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .colours import PAPERS, RGB, Palette, mix, rgb
from .curves import Point, ellipse, rounded, smooth, xy
from .sheet import Sheet

Placer = Callable[[Sequence[Point]], list[Point]]


@dataclass(frozen=True)
class Face:
    """A head and shoulders."""

    skin: RGB
    hairs: RGB
    top: RGB
    hair: str
    """grey-short, beard, tied, beanie, long, bald, curly."""
    glasses: str = ""
    """round or empty."""
    collar: RGB | None = None
    smile: float = 0.5
    scarf: RGB | None = None


def bust(sheet: Sheet, face: Face, x: float, y: float, tall: float, palette: Palette) -> None:
    """Draw a head whose middle is at (x, y) and whose height is `tall` units, and the shoulders."""
    unit = tall / 2

    def at(px: float, py: float) -> Point:
        return (x + px * unit, y - py * unit)

    def many(points: Sequence[Point]) -> list[Point]:
        return [at(*p) for p in points]

    _shoulders(sheet, face, many, palette)
    _back_hair(sheet, face, many)
    dim = mix(face.skin, palette.shade, 0.22)
    neck = many([(-0.34, -0.6), (0.34, -0.6), (0.42, -1.42), (0.0, -1.62), (-0.42, -1.42)])
    sheet.fill(neck, dim, mix(face.skin, palette.shade, 0.08))
    for side in (-1, 1):
        sheet.fill(many(ellipse(side * 0.75, -0.06, 0.13, 0.22)), face.skin if side < 0 else dim)
    skull = smooth(
        xy(
            "0,1.0 0.46,0.88 0.72,0.46 0.74,0.0 0.66,-0.46 0.4,-0.86 0,-1.0 -0.4,-0.86 "
            "-0.66,-0.46 -0.74,0.0 -0.72,0.46 -0.46,0.88"
        ),
        closed=True,
    )
    sheet.fill(many(skull), face.skin)
    right = smooth(
        xy(
            "0.1,1.0 0.46,0.88 0.72,0.46 0.74,0.0 0.66,-0.46 0.4,-0.86 0.05,-1.0 0.3,-0.7 "
            "0.42,-0.3 0.34,0.1 0.42,0.5"
        ),
        closed=True,
    )
    sheet.clipped(
        [many(skull)],
        lambda: sheet.fill(many(right), mix((255, 255, 255), palette.shade, 0.3), blend="multiply"),
    )
    for side in (-1, 1):
        sheet.fill(
            many(ellipse(side * 0.4, -0.3, 0.2, 0.13)),
            rgb("D9674F"),
            opacity=0.26,
            blur=unit * 0.05,
        )
    _features(sheet, face, many, unit)
    _front_hair(sheet, face, many, palette)
    if face.glasses:
        _glasses(sheet, many, unit, palette)


def _shoulders(sheet: Sheet, face: Face, many: Placer, palette: Palette) -> None:
    place = many
    body = smooth(
        xy(
            "-0.4,-1.24 -1.1,-1.5 -1.62,-1.9 -1.84,-3.2 -1.9,-6.5 1.9,-6.5 1.84,-3.2 "
            "1.62,-1.9 1.1,-1.5 0.4,-1.24 0,-1.5"
        ),
        closed=True,
    )
    shape = place(body)
    sheet.fill(
        [(px + 14, py + 16) for px, py in shape],
        (60, 50, 70),
        opacity=0.3,
        blur=12,
        blend="multiply",
    )
    sheet.fill(shape, face.top, mix(face.top, palette.shade, 0.35))
    side = place(
        smooth(
            xy("0.6,-1.32 1.1,-1.5 1.62,-1.9 1.84,-3.2 1.9,-6.5 0.9,-6.5 1.05,-3.6 0.9,-2.2"),
            closed=True,
        )
    )
    sheet.clipped(
        [shape],
        lambda: sheet.fill(side, mix((255, 255, 255), palette.shade, 0.36), blend="multiply"),
    )
    for sign in (-1, 1):
        fold = place(smooth([(sign * 1.28, -2.5), (sign * 1.2, -3.3), (sign * 1.32, -4.4)]))
        sheet.curve(fold, mix(face.top, palette.ink, 0.45), 3.2, taper=True)
    if face.collar:
        for sign in (-1, 1):
            flap = place(
                [(0, -1.72), (sign * 0.42, -1.24), (sign * 0.72, -1.44), (sign * 0.3, -2.04)]
            )
            sheet.fill(flap, face.collar if sign < 0 else mix(face.collar, palette.shade, 0.18))
    if face.scarf:
        band = place(
            smooth(
                xy("-0.6,-1.18 0,-1.5 0.6,-1.18 0.74,-1.5 0.2,-1.92 -0.2,-1.92 -0.74,-1.5"),
                closed=True,
            )
        )
        sheet.fill(band, face.scarf, mix(face.scarf, palette.shade, 0.3))
        tail = place([(0.0, -1.8), (0.3, -1.75), (0.5, -3.0), (0.14, -3.06)])
        sheet.fill(tail, mix(face.scarf, palette.shade, 0.14))


def _features(sheet: Sheet, face: Face, many: Placer, unit: float) -> None:
    place = many
    line = mix(face.skin, (50, 20, 25), 0.72)
    for side in (-1, 1):
        brow = place(smooth([(side * 0.16, 0.27), (side * 0.33, 0.35), (side * 0.53, 0.27)]))
        sheet.curve(brow, mix(face.hairs, line, 0.35), unit * 0.065, taper=True)
        white = place(
            smooth(
                [
                    (side * 0.18, 0.06),
                    (side * 0.33, 0.145),
                    (side * 0.49, 0.07),
                    (side * 0.33, 0.0),
                ],
                closed=True,
            )
        )
        sheet.fill(white, mix(PAPERS["white"], face.skin, 0.15))
        sheet.fill(place(ellipse(side * 0.33 + 0.02, 0.075, 0.075, 0.08)), rgb("2A2024"))
        sheet.fill(place(ellipse(side * 0.33 - 0.005, 0.105, 0.02, 0.022)), PAPERS["white"])
        lid = place(smooth([(side * 0.16, 0.07), (side * 0.33, 0.165), (side * 0.52, 0.075)]))
        sheet.curve(lid, line, unit * 0.035, taper=True)
    wedge = place([(0.03, 0.16), (0.15, -0.25), (0.02, -0.29)])
    sheet.fill(wedge, mix(face.skin, (120, 50, 50), 0.25), opacity=0.8)
    sheet.curve(
        place(smooth([(-0.1, -0.26), (0.0, -0.32), (0.13, -0.26)])), line, unit * 0.03, taper=True
    )
    lift = face.smile * 0.1
    lip = place(
        smooth(
            [
                (-0.25, -0.54 + lift),
                (-0.1, -0.58),
                (0.0, -0.575),
                (0.1, -0.58),
                (0.25, -0.54 + lift),
            ]
        )
    )
    low = place(smooth([(-0.16, -0.58), (0.0, -0.67), (0.16, -0.58), (0.0, -0.6)], closed=True))
    sheet.fill(low, mix(face.skin, rgb("B2434A"), 0.45), opacity=0.8)
    sheet.curve(lip, line, unit * 0.034, taper=True)


def _back_hair(sheet: Sheet, face: Face, many: Placer) -> None:
    place = many
    if face.hair == "long":
        back = smooth(
            xy(
                "0,1.22 0.72,1.02 0.96,0.3 0.98,-0.7 0.86,-1.5 0.4,-1.6 -0.4,-1.6 "
                "-0.86,-1.5 -0.98,-0.7 -0.96,0.3 -0.72,1.02"
            ),
            closed=True,
        )
        sheet.fill(place(back), mix(face.hairs, (20, 10, 20), 0.3))
    elif face.hair == "tied":
        sheet.fill(place(ellipse(0.1, 1.24, 0.36, 0.32)), mix(face.hairs, (20, 10, 20), 0.2))
    elif face.hair == "curly":
        lumps = [
            place(
                ellipse(
                    math.cos(step * math.tau / 18) * 0.98,
                    0.36 + math.sin(step * math.tau / 18) * 0.9,
                    0.34,
                    0.34,
                )
            )
            for step in range(18)
        ]
        sheet.fill_all([*lumps, place(ellipse(0, 0.36, 1.02, 0.95))], face.hairs)


def _front_hair(sheet: Sheet, face: Face, many: Placer, palette: Palette) -> None:
    place = many
    shine = mix(face.hairs, palette.light, 0.3)
    shapes: dict[str, list[Point]] = {
        "grey-short": xy(
            "-0.78,0.06 -0.84,0.62 -0.5,1.1 0.1,1.22 0.62,1.02 0.86,0.56 0.78,0.04 "
            "0.66,0.4 0.44,0.62 -0.1,0.72 -0.5,0.52 -0.66,0.34"
        ),
        "beard": xy(
            "-0.76,0.1 -0.82,0.6 -0.5,1.04 0.0,1.14 0.5,1.04 0.82,0.6 0.76,0.1 0.66,0.48 "
            "0.4,0.7 0,0.74 -0.4,0.7 -0.66,0.48"
        ),
        "tied": xy(
            "-0.74,0.0 -0.82,0.56 -0.52,1.04 0.0,1.16 0.52,1.04 0.82,0.56 0.74,0.0 "
            "0.64,0.4 0.2,0.78 0.05,0.8 -0.1,0.76 -0.62,0.4"
        ),
        "long": xy(
            "-0.9,-0.9 -0.94,0.4 -0.6,1.08 0.05,1.22 0.66,1.06 0.94,0.4 0.9,-0.9 "
            "0.72,-0.5 0.68,0.3 0.3,0.76 0.02,0.86 -0.4,0.62 -0.68,0.24 -0.72,-0.5"
        ),
        "curly": xy(
            "-0.7,0.2 -0.72,0.7 -0.3,1.0 0.2,1.02 0.7,0.72 0.7,0.2 0.5,0.58 0.2,0.5 "
            "0,0.66 -0.24,0.5 -0.5,0.6"
        ),
    }
    if face.hair in shapes:
        sheet.fill(place(smooth(shapes[face.hair], closed=True)), face.hairs)
        for arc in (
            ((-0.56, 0.62), (-0.3, 0.94), (0.06, 1.04)),
            ((-0.66, 0.4), (-0.5, 0.78), (-0.2, 0.96)),
        ):
            sheet.curve(place(smooth(arc)), shine, 4, taper=True, opacity=0.8)
    _bearded_or_covered(sheet, palette, face, place)


def _bearded_or_covered(sheet: Sheet, palette: Palette, face: Face, place: Placer) -> None:
    """A beard, a beanie, a bald head."""
    if face.hair == "beard":
        outer = xy(
            "-0.72,0.06 -0.7,-0.5 -0.42,-0.94 0,-1.1 0.42,-0.94 0.7,-0.5 0.72,0.06 "
            "0.6,-0.24 0.36,-0.4 0,-0.38 -0.36,-0.4 -0.6,-0.24"
        )
        sheet.fill(place(smooth(outer, closed=True)), face.hairs)
        mouth = smooth(
            [(-0.24, -0.56), (0, -0.52), (0.24, -0.56), (0.14, -0.66), (0, -0.68), (-0.14, -0.66)],
            closed=True,
        )
        sheet.fill(place(mouth), mix(face.skin, rgb("8C3B3B"), 0.45))
        sheet.curve(
            place(smooth([(-0.25, -0.57), (0, -0.6), (0.25, -0.57)])), rgb("3A1F22"), 3, taper=True
        )
    if face.hair == "beanie":
        sheet.fill(
            place(smooth([(-0.76, 0.1), (-0.78, 0.5), (-0.66, 0.5), (-0.64, 0.2)], closed=True)),
            face.hairs,
        )
        sheet.fill(
            place(smooth([(0.76, 0.1), (0.78, 0.5), (0.66, 0.5), (0.64, 0.2)], closed=True)),
            face.hairs,
        )
        wool = rgb("3F6C99")
        dome = place(
            smooth(xy("-0.84,0.46 -0.8,0.9 -0.44,1.34 0,1.44 0.44,1.34 0.8,0.9 0.84,0.46"))
        )
        sheet.fill(
            dome, mix(wool, palette.light, 0.15), mix(wool, palette.shade, 0.3), toward="right"
        )
        band = place(rounded(-0.9, 0.36, 1.8, 0.3, 0.1))
        sheet.fill(band, wool, mix(wool, palette.shade, 0.35), toward="right")
        for step in range(14):
            px = -0.82 + step * 0.126
            sheet.ink(place([(px, 0.4), (px, 0.62)]), mix(wool, palette.ink, 0.4), 2.2, wobble=0)
    if face.hair == "bald":
        sheet.curve(
            place(smooth([(-0.5, 0.7), (-0.26, 0.86), (0.02, 0.9)])),
            mix(face.skin, palette.light, 0.45),
            9,
            taper=True,
            opacity=0.7,
        )
        trim = smooth(
            xy("-0.46,-0.62 -0.3,-0.9 0,-1.02 0.3,-0.9 0.46,-0.62 0.26,-0.78 0,-0.84 -0.26,-0.78"),
            closed=True,
        )
        sheet.fill(place(trim), face.hairs, opacity=0.85)


def _glasses(sheet: Sheet, many: Placer, unit: float, palette: Palette) -> None:
    place = many
    for side in (-1, 1):
        ring = place(ellipse(side * 0.34, 0.07, 0.25, 0.24))
        sheet.fill(ring, palette.light, opacity=0.18)
        sheet.curve(ring, palette.ink, unit * 0.045, wobble=0.2)
        sheet.ink(
            place([(side * 0.59, 0.1), (side * 0.77, 0.14)]), palette.ink, unit * 0.04, wobble=0
        )
    sheet.curve(place(smooth([(-0.1, 0.1), (0, 0.14), (0.1, 0.1)])), palette.ink, unit * 0.04)
