"""Raw OpenXML of our own making that travels through pandoc to the pass over the Word file.

A mark is a processing instruction: pandoc passes it on untouched, and no text can imitate it.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from lxml import etree

from pret.render.openxml import Element
from pret.render.word_styles import StyleId

_TARGET = "pret"
# pandoc numbers bookmarks from 9 upwards, one or two a block; ours stay clear of them.
_FIRST_BOOKMARK = 700_001


class Mark(StrEnum):
    """What the pass must do at a place in the text."""

    LANDSCAPE = "landscape"  # pages in landscape begin here
    PORTRAIT = "portrait"  # and end here
    PAGE = "page"  # what follows starts a new page
    CHAPTER = "chapter"  # so does this heading, which opens a chapter
    BLEED = "bleed"  # the picture of the next paragraph spans the page, from its upper edge
    CONTENTS = "contents"  # the table of contents stands here
    CARD = "card"  # a sheet begins here
    CARD_END = "card-end"
    CALLOUT = "callout"  # a boxed passage begins here
    FOOT = "foot"  # what stands at the foot of the cover begins here
    FOOT_END = "foot-end"
    PORTRAIT_BESIDE = "portrait-beside"  # a portrait begins here, beside the words that follow
    BESIDE = "beside"  # so does another picture of a sheet
    BESIDE_END = "beside-end"
    CLEAR = "clear"  # those words end here: what follows stands under the picture


def mark_xml(mark: Mark) -> str:
    """Return the raw OpenXML of a mark."""
    return f"<?{_TARGET} {mark}?>"


def marks(root: Element) -> Iterator[tuple[Mark, Element]]:
    """Yield every mark with its node, in the order of the text."""
    for node in list(root.iter(etree.ProcessingInstruction)):
        if getattr(node, "target", "") == _TARGET:
            yield Mark(node.text or ""), node


def anchor_name(number: int) -> str:
    """Return the hidden bookmark of a heading; Word itself names those of contents lists so."""
    return f"_Toc{number:09d}"


def anchor_xml(number: int) -> tuple[str, str]:
    """Return the start and the end of a heading's bookmark. number: from 1, in reading order."""
    bookmark = _FIRST_BOOKMARK + number
    return (
        f'<w:bookmarkStart w:id="{bookmark}" w:name="{anchor_name(number)}"/>',
        f'<w:bookmarkEnd w:id="{bookmark}"/>',
    )


def caption_xml(label: str, number: int) -> str:
    """Return « Figure 3 – » as Word numbers it: label and number can be updated and referred to."""
    look = f'<w:rPr><w:rStyle w:val="{StyleId.LEAD}"/></w:rPr>'
    return (
        f'<w:r>{look}<w:t xml:space="preserve">{label}\u00a0</w:t></w:r>'
        f'<w:fldSimple w:instr=" SEQ {label} \\* ARABIC "><w:r>{look}<w:t>{number}</w:t></w:r>'
        f'</w:fldSimple><w:r>{look}<w:t xml:space="preserve"> – </w:t></w:r>'
    )
