"""Frames of a Word text: paragraphs that stand at a place of the page, and are read in their turn.

A frame (ECMA-376 17.3.1.11) is a property of paragraphs of the text: unlike a text box, it hides
nothing from screen readers, searches and tracked changes, and LibreOffice keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pret.domain.tree import Picture
from pret.render.beside import BESIDE_GAP_MM, BESIDE_MM, PORTRAIT_MM
from pret.render.layout_rules import bleed_height_mm, bleeds
from pret.render.openxml import (
    TWIPS_PER_MM,
    WP,
    Element,
    element,
    paragraph,
    run,
    set_property,
    twips,
    w,
)
from pret.render.word_dressing import Looks
from pret.render.word_marks import Mark, marks
from pret.render.word_pictures import EMU_PER_MM, float_at_top
from pret.render.word_sections import drop
from pret.render.word_styles import StyleId

_BESIDE_MM = {Mark.PORTRAIT_BESIDE: PORTRAIT_MM, Mark.BESIDE: BESIDE_MM}
# Twips.
_GAP_ABOVE = _GAP_BELOW = "160"
_BELOW_BLEED_MM = 12
#: A paragraph that only holds what stands elsewhere on its page.
THIN_LINE = {"line": "40", "lineRule": "exact"}


def lay_foot(body: Element, width: int, looks: Looks) -> None:
    """Stand the last lines of the cover on the foot of its page. width: of the text, in twips."""
    place = {"vAnchor": "margin", "hAnchor": "margin", "xAlign": "left", "yAlign": "bottom"}
    for end, blocks in _between(body, Mark.FOOT, Mark.FOOT_END):
        for block in blocks:
            looks.dress_foot(block)
            set_property(block, element("framePr", w=str(width), wrap="around", **place))
        # A frame is tied to the paragraph after it, which must be on the same page.
        end.addnext(paragraph(StyleId.SPACER))
        drop(end)


def lay_beside(body: Element, lacks_mm: Iterable[float]) -> None:
    """Stand pictures at the left of the words that follow; inside cells they stay above.

    lacks_mm: how much the words of each are shorter than it, in the order of the text. That room is
    kept below them, for programs that do not know where words beside a frame end.
    """
    place = {"vAnchor": "text", "hAnchor": "margin", "xAlign": "left", "y": "1"}
    for start, width_mm in _BESIDE_MM.items():
        size = {"w": twips(width_mm), "hSpace": twips(BESIDE_GAP_MM), "wrap": "around"}
        for end, blocks in _between(body, start, Mark.BESIDE_END):
            for block in blocks:
                set_property(block, element("framePr", **size, **place))
                set_property(block, element("keepNext"))
                set_property(block, element("spacing", before="0", after="40"))
            apart = paragraph(StyleId.SPACER)
            set_property(apart, element("keepNext"))
            set_property(apart, element("spacing", before=_GAP_ABOVE))
            blocks[0].addprevious(apart)
            # The picture's top is that of the words' first line.
            first = end.getnext()
            if first is not None and first.tag == w("p"):
                set_property(first, element("spacing", before="0"))
            drop(end)
    ends = (node for mark, node in marks(body) if mark is Mark.CLEAR)
    for node, lack_mm in zip(ends, lacks_mm, strict=True):
        if node.getparent() is body:
            before = node.getprevious()
            if before is not None and before.tag == w("p"):
                set_property(before, element("keepNext"))
            clear = run(element("br", type="textWrapping", clear="all"))
            after = paragraph(StyleId.SPACER, clear)
            set_property(after, element("spacing", before=twips(lack_mm), after=_GAP_BELOW))
            node.addnext(after)
    for mark, node in marks(body):
        if mark in (*_BESIDE_MM, Mark.BESIDE_END, Mark.CLEAR):
            drop(node)


def lay_bleeds(body: Element, pictures: Iterable[Picture]) -> None:
    """Let the pictures that open chapters span their pages, where they have points enough.

    pictures: those of the marks, in the order of the text.
    """
    size = next(body[-1].iter(w("pgSz")))
    wide, high = (int(size.get(w(side), "0")) / TWIPS_PER_MM for side in "wh")
    found = (node for mark, node in marks(body) if mark is Mark.BLEED)
    for node, picture in zip(found, pictures, strict=True):
        block = node.getnext()
        drop(node)
        if block is not None and bleeds(picture, wide):
            set_property(block, element("spacing", before="0", after="0", **THIN_LINE))
            tall = bleed_height_mm(picture, wide, high)
            frame = next(block.iter(f"{{{WP}}}inline"))
            size_emu = (round(wide * EMU_PER_MM), round(tall * EMU_PER_MM))
            float_at_top(frame, picture, size_emu, _BELOW_BLEED_MM)


def is_framed(block: Element) -> bool:
    """Tell whether a paragraph stands in a frame."""
    return block.find(f"{w('pPr')}/{w('framePr')}") is not None


def is_portrait(block: Element) -> bool:
    """Tell whether a paragraph stands in the frame of a portrait."""
    frame = block.find(f"{w('pPr')}/{w('framePr')}")
    return frame is not None and frame.get(w("w")) == twips(PORTRAIT_MM)


def _between(body: Element, start: Mark, end: Mark) -> Iterator[tuple[Element, list[Element]]]:
    """Yield the paragraphs between each two marks, after the mark that ends them."""
    blocks: list[Element] | None = None
    found = {node: mark for mark, node in marks(body) if mark in (start, end)}
    for node in list(body):
        mark = found.get(node)
        if mark is start:
            blocks = []
            drop(node)
        elif mark is end and blocks is not None:
            yield node, blocks
            blocks = None
        elif blocks is not None and node.tag == w("p"):
            blocks.append(node)
