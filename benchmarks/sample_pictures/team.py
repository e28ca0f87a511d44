"""Portraits of the residents as silhouettes from behind, on a tinted disc."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from .bodies import Person
from .colours import CLOTHES, HAIR, LOVELACE, RGB, SKIN, mix, rgb
from .curves import ellipse, rectangle
from .figures import draw_person
from .sheet import Sheet

SIDE_PX = 900
TEAM: dict[str, tuple[Person, RGB]] = {
    "ines-caradec.png": (
        Person("stand", "long", SKIN[1], HAIR[0], rgb("2F6B70"), CLOTHES[6]),
        rgb("E9C9A0"),
    ),
    "malik-aouad.png": (
        Person("stand", "short", SKIN[2], HAIR[0], rgb("D8A13A"), CLOTHES[0]),
        rgb("B7CFCB"),
    ),
    "jeanne-le-bihan.png": (
        Person("stand", "bun", SKIN[0], HAIR[4], rgb("4F7267"), CLOTHES[4]),
        rgb("F0D9A4"),
    ),
    "tom-ferrand.png": (
        Person("stand", "cap", SKIN[1], HAIR[1], rgb("3F6C99"), CLOTHES[5]),
        rgb("E8B9A2"),
    ),
}


def write_portraits(folder: Path) -> None:
    """Write the four portraits into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (person, tint) in TEAM.items():
        sheet = Sheet((SIDE_PX, SIDE_PX), (255, 255, 255), name, width=900)
        disc = ellipse(450, 450, 430, 430)
        sheet.fill(
            disc, mix(tint, LOVELACE.light, 0.4), mix(tint, LOVELACE.shade, 0.12), toward="diag"
        )
        sheet.clipped([disc], partial(_bust, sheet, person))
        sheet.finished(grain=0).quantize(96).save(folder / name, "PNG", optimize=True)


def _bust(sheet: Sheet, person: Person) -> None:
    draw_person(sheet, person, 450, 1890, 1780, LOVELACE.shade)
    sheet.fill(rectangle(0, 780, 900, 120), LOVELACE.shade, opacity=0.12, blur=40, blend="multiply")
