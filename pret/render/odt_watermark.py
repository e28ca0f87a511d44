"""The word that lies across the pages of a draft or a withdrawn document, behind the text."""

from __future__ import annotations

import math
from collections.abc import Iterable

from pret.domain.tree_document import Document
from pret.render.layout_rules import watermark
from pret.render.odt_pages import Sheet, page_name, sheet
from pret.render.odt_xml import mm, named, node
from pret.render.openxml import Element
from pret.render.theme import Theme

#: LibreOffice knows a watermark by this name: its dialog changes or removes the word.
_NAME = "PowerPlusWaterMarkObject"
_STYLE = "Filigrane"
# Of the page's diagonal, and of the word's length for each of its letters.
_LENGTH_SHARE, _LETTER_RATIO = 0.62, 1.45


def lay_watermark(masters: Iterable[Element], document: Document, theme: Theme) -> list[Element]:
    """Put the word into the heads of page styles; return its look, for the automatic styles."""
    if not watermark(document):
        return []
    turned = {page_name(landscape=True), page_name(landscape=True, first=True)}
    for number, master in enumerate(masters):
        landscape = master.get(named("style:name")) in turned
        for head in master.findall(f"{named('style:header')}/{named('text:p')}"):
            head.insert(0, _shape(document, theme, landscape=landscape, number=number))
    return [_look(theme)]


def _look(theme: Theme) -> Element:
    look = {
        "draw:stroke": "none",
        "draw:fill": "solid",
        "draw:fill-color": f"#{theme.colours.watermark}",
        "draw:auto-grow-width": "false",
        "draw:auto-grow-height": "false",
        "style:run-through": "background",
        "style:wrap": "run-through",
        "style:number-wrapped-paragraphs": "no-limit",
        "style:horizontal-pos": "from-left",
        "style:horizontal-rel": "page",
        "style:vertical-pos": "from-top",
        "style:vertical-rel": "page",
        "style:flow-with-text": "false",
    }
    letters = {"style:font-name": theme.fonts.word_display, "fo:font-weight": "bold"}
    own = {"style:name": _STYLE, "style:family": "graphic"}
    return node(
        "style:style",
        own,
        node("style:graphic-properties", look),
        node("style:text-properties", letters),
    )


def _shape(document: Document, theme: Theme, *, landscape: bool, number: int) -> Element:
    """Return the word as letters drawn along the page's diagonal.

    number: of the page style whose head holds it, which tells its name from the others'.
    """
    word, page = watermark(document), sheet(theme, landscape=landscape)
    length_mm = math.hypot(page.page_width_mm, page.page_height_mm) * _LENGTH_SHARE
    high_mm = length_mm / len(word) * _LETTER_RATIO
    geometry = node(
        "draw:enhanced-geometry",
        {
            "svg:viewBox": "0 0 21600 21600",
            "draw:text-areas": "0 0 21600 21600",
            "draw:text-path": "true",
            "draw:text-path-mode": "shape",
            "draw:text-path-scale": "path",
            "draw:type": "fontwork-plain-text",
            "draw:enhanced-path": "M 0 0 L 21600 0 N M 0 21600 L 21600 21600 N",
        },
    )
    made = node(
        "draw:custom-shape",
        {
            "draw:name": f"{_NAME}{number}",
            "draw:style-name": _STYLE,
            "text:anchor-type": "char",
            "draw:z-index": "0",
            "svg:width": mm(length_mm),
            "svg:height": mm(high_mm),
            "draw:transform": _placed(page, length_mm, high_mm),
        },
        node("text:p"),
        geometry,
    )
    made[0].text = word
    made.set(named("loext:decorative"), "true")
    return made


def _placed(page: Sheet, length_mm: float, high_mm: float) -> str:
    """Return the turn and the shift that lay a shape on the rising diagonal of a page."""
    angle = math.atan2(page.page_height_mm, page.page_width_mm)
    across = (length_mm * math.cos(angle) + high_mm * math.sin(angle)) / 2
    down = (high_mm * math.cos(angle) - length_mm * math.sin(angle)) / 2
    left, top = page.page_width_mm / 2 - across, page.page_height_mm / 2 - down
    return f"rotate ({angle:.5f}) translate ({mm(left)} {mm(top)})"
