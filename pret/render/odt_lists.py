"""The list styles of an ODT file: bullets and numbers, in the text, in boxes and in cells."""

from __future__ import annotations

from enum import StrEnum

from pret.render.odt_names import encoded
from pret.render.odt_xml import mm, node
from pret.render.openxml import Element
from pret.render.theme import Theme

_LEVELS = 10
_BULLETS = "•–"
_NUMBERS = "1ai"


class ListPlace(StrEnum):
    """Where a list stands; its indents follow."""

    TEXT = ""
    BOX = " d’encadré"
    CELL = " de tableau"


#: Millimetres: the indent of each level of a list in a box.
BOX_STEP_MM = 5.0
#: Millimetres: where the text of the first level starts, its hanging mark, each level's step.
_INDENTS = {
    ListPlace.TEXT: (6.0, 5.0, 6.0),
    ListPlace.BOX: (BOX_STEP_MM, BOX_STEP_MM, BOX_STEP_MM),
    ListPlace.CELL: (3.9, 3.9, 3.9),
}


def list_style_name(place: ListPlace, *, numbered: bool) -> str:
    """Return the name in the file of a list's style."""
    return encoded(_shown(place, numbered=numbered))


def _shown(place: ListPlace, *, numbered: bool) -> str:
    return ("Numéros" if numbered else "Puces") + place.value


def list_styles(theme: Theme, box_left_mm: float) -> list[Element]:
    """Return all list styles, and the character style of their marks.

    box_left_mm: from the edge of a box to its text; LibreOffice counts tab stops from there.
    """
    mark = node(
        "style:style",
        {
            "style:name": _MARK,
            "style:display-name": "Puce",
            "style:family": "text",
        },
        node("style:text-properties", {"fo:color": f"#{theme.colours.accent}"}),
    )
    made = [
        _list_style(place, numbered, box_left_mm)
        for place in ListPlace
        for numbered in (False, True)
    ]
    return [mark, *made]


_MARK = "Puce"


def _list_style(place: ListPlace, numbered: bool, box_left_mm: float) -> Element:
    shown = _shown(place, numbered=numbered)
    own = {"style:name": encoded(shown), "style:display-name": shown}
    levels = (_level(place, level, numbered, box_left_mm) for level in range(1, _LEVELS + 1))
    return node("text:list-style", own, *levels)


def _level(place: ListPlace, level: int, numbered: bool, box_left_mm: float) -> Element:
    own = {"text:level": str(level)}
    if numbered:
        own |= {
            "style:num-format": _NUMBERS[(level - 1) % len(_NUMBERS)],
            "style:num-suffix": ".",
        }
        made = node("text:list-level-style-number", own)
    else:
        own |= {
            "text:style-name": _MARK,
            "text:bullet-char": _BULLETS[(level - 1) % len(_BULLETS)],
        }
        made = node("text:list-level-style-bullet", own)
    made.append(_alignment(place, level, box_left_mm))
    return made


def _alignment(place: ListPlace, level: int, box_left_mm: float) -> Element:
    first_mm, hanging_mm, step_mm = _INDENTS[place]
    left_mm = first_mm + (level - 1) * step_mm
    stop_mm = left_mm + (box_left_mm if place is ListPlace.BOX else 0)
    own = {
        "text:label-followed-by": "listtab",
        "text:list-tab-stop-position": mm(stop_mm),
        "fo:text-indent": mm(-hanging_mm),
        "fo:margin-left": mm(left_mm),
    }
    alignment = node("style:list-level-label-alignment", own)
    return node(
        "style:list-level-properties",
        {"text:list-level-position-and-space-mode": "label-alignment"},
        alignment,
    )
