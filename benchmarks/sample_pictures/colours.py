"""Colours as RGB triples, and the limited palette of each site."""

from __future__ import annotations

from dataclasses import dataclass

RGB = tuple[int, int, int]


def rgb(code: str) -> RGB:
    """Six hexadecimal digits, without `#`, as a triple."""
    return int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16)


def mix(one: RGB, other: RGB, share: float) -> RGB:
    """`one` with `share` (0–1) of `other` in it."""
    low, high, part = one, other, min(1.0, max(0.0, share))
    return (
        round(low[0] + (high[0] - low[0]) * part),
        round(low[1] + (high[1] - low[1]) * part),
        round(low[2] + (high[2] - low[2]) * part),
    )


@dataclass(frozen=True)
class Palette:
    """What one site is drawn with: a paper, an ink, a tint for shadows, and a few gouaches."""

    paper: RGB
    ink: RGB
    shade: RGB
    light: RGB
    main: RGB
    second: RGB
    third: RGB
    soft: RGB
    sky: RGB
    wood: RGB


LOVELACE = Palette(
    paper=rgb("F4EEE2"),
    ink=rgb("2A3038"),
    shade=rgb("4B4668"),
    light=rgb("FFF3D6"),
    main=rgb("B9533A"),
    second=rgb("E0A94A"),
    third=rgb("2F6B70"),
    soft=rgb("E9D8BC"),
    sky=rgb("C9DBDA"),
    wood=rgb("D9A867"),
)
GIONO = Palette(
    paper=rgb("F3F0E4"),
    ink=rgb("2E3140"),
    shade=rgb("4E4C7A"),
    light=rgb("FFF4D2"),
    main=rgb("7E78AE"),
    second=rgb("D9B75A"),
    third=rgb("6E8B6A"),
    soft=rgb("E2D8C3"),
    sky=rgb("BFD6DE"),
    wood=rgb("CFA46E"),
)
VEIL = Palette(
    paper=rgb("EFF0EC"),
    ink=rgb("25313D"),
    shade=rgb("3F4D6B"),
    light=rgb("FFF6E0"),
    main=rgb("E5803A"),
    second=rgb("F0C04A"),
    third=rgb("3F6C99"),
    soft=rgb("C9CCC8"),
    sky=rgb("CFE0EA"),
    wood=rgb("D8B078"),
)
PAPERS = {"kraft": rgb("C69C6D"), "white": rgb("FBFAF5"), "cream": rgb("F6EFDD")}
STICKY = {
    "yellow": rgb("F7DF72"),
    "pink": rgb("F1A7A6"),
    "green": rgb("BCD98B"),
    "blue": rgb("A6CFE3"),
    "orange": rgb("F5B971"),
    "white": rgb("FAF7EE"),
}
SKIN = (rgb("F0C8A4"), rgb("D9A47A"), rgb("B57A52"), rgb("8A5A3C"), rgb("5F3D2B"))
HAIR = (rgb("2B2326"), rgb("4A3025"), rgb("7A4E2D"), rgb("C08B4A"), rgb("9A3F25"), rgb("8E8A86"))
CLOTHES = (
    rgb("2F4858"),
    rgb("8C3B3B"),
    rgb("D8A13A"),
    rgb("4F7267"),
    rgb("6B6A8E"),
    rgb("D8CFC0"),
    rgb("39393F"),
    rgb("B7674A"),
    rgb("7FA0A8"),
)
