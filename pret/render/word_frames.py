"""Frames of a Word text: paragraphs that stand at a place of the page, and are read in their turn.

A frame (ECMA-376 17.3.1.11) is a property of paragraphs of the text: unlike a text box, it hides
nothing from screen readers, searches and tracked changes, and LibreOffice keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator

from pret.render.openxml import Element, element, paragraph, set_property, w
from pret.render.word_dressing import Looks
from pret.render.word_marks import Mark, marks
from pret.render.word_sections import drop
from pret.render.word_styles import StyleId


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
