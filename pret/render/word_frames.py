"""Frames of a Word text: paragraphs that stand at a place of the page, and are read in their turn.

A frame (ECMA-376 17.3.1.11) is a property of paragraphs of the text: unlike a text box, it hides
nothing from screen readers, searches and tracked changes, and LibreOffice keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pret.domain.tree import Picture
from pret.render.layout_rules import (
    PORTRAIT_GAP_MM,
    PORTRAIT_WIDTH_MM,
    bleed_height_mm,
    bleeds,
)
from pret.render.openxml import (
    TWIPS_PER_MM,
    WP,
    Element,
    element,
    paragraph,
    run,
    set_property,
    w,
)
from pret.render.word_dressing import Looks
from pret.render.word_marks import Mark, marks
from pret.render.word_pictures import EMU_PER_MM, float_at_top
from pret.render.word_sections import drop
from pret.render.word_styles import StyleId

_GAP = round(PORTRAIT_GAP_MM * TWIPS_PER_MM)

_GAP_BELOW = "200"  # twips
_THIN_LINE = {"line": "40", "lineRule": "exact"}


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


def lay_portraits(body: Element) -> None:
    """Stand each portrait at the left of the words that follow it; inside cells it stays above."""
    place = {"vAnchor": "text", "hAnchor": "margin", "xAlign": "left", "y": "1"}
    size = {"w": str(round(PORTRAIT_WIDTH_MM * TWIPS_PER_MM)), "hSpace": str(_GAP)}
    for end, blocks in _between(body, Mark.BESIDE, Mark.BESIDE_END):
        for block in blocks:
            set_property(block, element("framePr", **size, wrap="around", **place))
            set_property(block, element("keepNext"))
            set_property(block, element("spacing", before="0", after="40"))
        # The portrait's top is that of the words' first line.
        first = end.getnext()
        if first is not None and first.tag == w("p"):
            set_property(first, element("spacing", before="0"))
        drop(end)
    for mark, node in marks(body):
        if mark is Mark.CLEAR and node.getparent() is body:
            before = node.getprevious()
            if before is not None and before.tag == w("p"):
                set_property(before, element("keepNext"))
            clear = run(element("br", type="textWrapping", clear="all"))
            after = paragraph(StyleId.SPACER, clear)
            set_property(after, element("spacing", after=_GAP_BELOW))
            node.addnext(after)
        if mark in (Mark.BESIDE, Mark.BESIDE_END, Mark.CLEAR):
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
            set_property(block, element("spacing", before="0", after="0", **_THIN_LINE))
            tall = bleed_height_mm(picture, wide, high)
            frame = next(block.iter(f"{{{WP}}}inline"))
            float_at_top(frame, picture, round(wide * EMU_PER_MM), round(tall * EMU_PER_MM))


def is_framed(block: Element) -> bool:
    """Tell whether a paragraph stands in a frame."""
    return block.find(f"{w('pPr')}/{w('framePr')}") is not None


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
