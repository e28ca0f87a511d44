"""Pages of a Word document: sections in portrait and landscape, and page breaks."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pret.render.openxml import (
    EMU_PER_TWIP,
    Element,
    R,
    element,
    elements_of,
    paragraph,
    part_reference,
    set_property,
    w,
)
from pret.render.word_changes import change_of
from pret.render.word_dressing import Looks
from pret.render.word_marks import Mark, marks
from pret.render.word_styles import StyleId

_SECTION = f"{w('pPr')}/{w('sectPr')}"
# What a picture may take of a page's height: its caption and a heading need the rest.
_PICTURE_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Room:
    """The place for text on a page, in twips."""

    width: int
    height: int

    @property
    def picture_emu(self) -> tuple[int, int]:
        """Return the largest width and height of a picture, in EMU."""
        return self.width * EMU_PER_TWIP, int(self.height * _PICTURE_SHARE) * EMU_PER_TWIP


def has_landscape(root: Element) -> bool:
    """Tell whether some pages are marked as landscape."""
    return any(mark is Mark.LANDSCAPE for mark, _node in marks(root))


def turned(section: Element, references: Mapping[str, str]) -> Element:
    """Return a section's properties turned to landscape.

    references: relation id of each running head -> that of the one for landscape pages.
    """
    made = copy.deepcopy(section)
    size = made.find(w("pgSz"))
    if size is not None:
        wide, high = size.get(w("w"), ""), size.get(w("h"), "")
        for name, value in (("w", high), ("h", wide), ("orient", "landscape")):
            size.set(w(name), value)
    relation = f"{{{R}}}id"
    for child in made:
        if child.get(relation) in references:
            child.set(relation, references[str(child.get(relation))])
    return made


def lay_sections(body: Element, portrait: Element, landscape: Element) -> None:
    """Turn the marks of landscape pages into sections. Marks inside cells are dropped."""
    for mark, node in marks(body):
        if mark not in (Mark.LANDSCAPE, Mark.PORTRAIT):
            continue
        if node.getparent() is body:
            _end_section(node, portrait if mark is Mark.LANDSCAPE else landscape)
        drop(node)
    _merge_empty_last_section(body)


def lay_page_breaks(body: Element, looks: Looks) -> None:
    """Turn the marks of page breaks into a property of what follows them.

    A break beside a new section, at the start or at the end would only make an empty page.
    """
    for mark, node in marks(body):
        if mark not in (Mark.PAGE, Mark.CHAPTER):
            continue
        before, after = _previous(node), _next(node)
        useful = before is not None and before.find(_SECTION) is None
        if node.getparent() is body and after is not None:
            if mark is Mark.CHAPTER:
                looks.dress_chapter(after)
            if useful:
                _start_page(after)
        drop(node)


def open_without_header(body: Element, *, with_footer: bool, head_id: str = "") -> None:
    """Leave the first page without its header, since it bears the title; a cover has no footer.

    head_id: relation of the header that it has instead, if any. Where the reference file gives
    the first page heads and feet of its own, those stay.
    """
    first, *others = body.iter(w("sectPr"))
    for section in others:
        _without_first_page(section)
    if first.find(w("titlePg")) is not None:
        return
    for footer in first.findall(w("footerReference")):
        if with_footer and footer.get(w("type")) == "default":
            opening = copy.deepcopy(footer)
            opening.set(w("type"), "first")
            footer.addnext(opening)
    if head_id:
        first.insert(0, part_reference("headerReference", head_id, "first"))
    # 17.6.17 (CT_SectPr): these three come after it.
    later = [first.find(w(name)) for name in ("textDirection", "bidi", "rtlGutter", "docGrid")]
    before = next((node for node in later if node is not None), None)
    if before is None:
        first.append(element("titlePg"))
    else:
        before.addprevious(element("titlePg"))


def _without_first_page(section: Element) -> None:
    """Take a title page's own heads and feet out of a section that has no title page."""
    for node in list(section):
        if node.tag == w("titlePg") or node.get(w("type")) == "first":
            section.remove(node)


def rooms(body: Element) -> Iterator[tuple[Room, list[Element]]]:
    """Yield each section's room for text with its blocks, in order."""
    blocks: list[Element] = []
    for block in elements_of(body):
        section = block if block.tag == w("sectPr") else block.find(_SECTION)
        if block.tag != w("sectPr"):
            blocks.append(block)
        if section is not None:
            yield room_of(section), blocks
            blocks = []


def drop(node: Element) -> None:
    """Take a mark out of the text; what follows it stays."""
    parent = node.getparent()
    if parent is not None:
        node.tail = None
        parent.remove(node)


def _end_section(node: Element, section: Element) -> None:
    before = _previous(node)
    if before is None or before.find(_SECTION) is not None:
        return  # nothing to end: a section without text would be an empty page
    # A section goes with the mark of its last paragraph: that mark must outlive the changes.
    if before.tag != w("p") or change_of(before) is not None:
        carrier = paragraph(StyleId.SPACER)
        before.addnext(carrier)
        before = carrier
    set_property(before, copy.deepcopy(section))


def _merge_empty_last_section(body: Element) -> None:
    final = body[-1]
    before = _previous(final)
    section = None if before is None else before.find(_SECTION)
    if section is not None:
        drop(final)
        body.append(section)


def _start_page(block: Element) -> None:
    if block.tag == w("tbl"):
        carrier = paragraph(StyleId.SPACER)
        block.addprevious(carrier)
        block = carrier
    first = block if block.tag == w("p") else next(block.iter(w("p")))
    set_property(first, element("pageBreakBefore"))
    gaps = first.find(f"{w('pPr')}/{w('spacing')}")
    if gaps is None:
        set_property(first, element("spacing", before="0"))
    else:
        gaps.set(w("before"), "0")


def _previous(node: Element) -> Element | None:
    found = node.getprevious()
    while found is not None and not isinstance(found.tag, str):
        found = found.getprevious()
    return found


def _next(node: Element) -> Element | None:
    found = node.getnext()
    while found is not None and not isinstance(found.tag, str):
        found = found.getnext()
    return None if found is None or found.tag == w("sectPr") else found


def room_of(section: Element) -> Room:
    """Return the room that a section's page size and margins leave."""
    size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
    if size is None or margins is None:
        raise ValueError("the reference file gives no page size or margins")

    def twips(of: Element, name: str) -> int:
        return int(of.get(w(name), "0"))

    return Room(
        twips(size, "w") - sum(twips(margins, side) for side in ("left", "right", "gutter")),
        twips(size, "h") - twips(margins, "top") - twips(margins, "bottom"),
    )
