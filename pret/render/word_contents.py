"""The table of contents of a Word document, filled in: Word asks nothing when it opens the file."""

from __future__ import annotations

from collections.abc import Sequence

from pret.render.openxml import (
    Element,
    element,
    field,
    paragraph,
    run,
    style_of,
    text_element,
    text_run,
    w,
)
from pret.render.pandoc_json import Anchored
from pret.render.word_marks import Mark, marks
from pret.render.word_parts import move_right_tab
from pret.render.word_sections import drop
from pret.render.word_styles import StyleId, contents_id

#: Headings down to this level are listed.
DEPTH = 2
_TITLE = "Sommaire"


def lay_contents(
    root: Element, headings: Sequence[Anchored], pages: Sequence[int] | None, depth: int = DEPTH
) -> None:
    """Put the table of contents at its mark.

    headings: all of the document's. depth: the deepest level listed, 1 or 2.
    pages: the page of each heading, or None when nobody knows; entries then
    show no number until Word updates the table.
    Raises ValueError when there are not as many pages as headings.
    """
    if pages is not None and len(pages) != len(headings):
        raise ValueError(f"{len(headings)} headings, but pages for {len(pages)}")
    known = pages if pages is not None else [None] * len(headings)
    entries = [
        (heading, page)
        for heading, page in zip(headings, known, strict=True)
        if heading.level <= depth and heading.text
    ]
    for mark, node in marks(root):
        if mark is Mark.CONTENTS:
            if entries:
                node.addprevious(_contents(entries, depth))
            drop(node)


def widen_contents(root: Element, old: int, new: int) -> None:
    """Move the page numbers to the right edge of a wider page; widths of text in twips."""
    styles = {contents_id(level) for level in range(1, DEPTH + 1)}
    for block in root.iter(w("p")):
        if style_of(block) in styles:
            move_right_tab(block, old, new, leader="dot")


def _contents(entries: Sequence[tuple[Anchored, int | None]], depth: int) -> Element:
    with_pages = entries[0][1] is not None
    instruction = f' TOC \\o "1-{depth}" \\h \\z \\u' + ("" if with_pages else " \\n")
    opening = (
        run(element("fldChar", fldCharType="begin")),
        run(text_element("instrText", f"{instruction} ")),
        run(element("fldChar", fldCharType="separate")),
    )
    lines = [_entry(heading, page) for heading, page in entries]
    for place, part in enumerate(opening, start=1):
        lines[0].insert(place, part)
    lines[-1].append(run(element("fldChar", fldCharType="end")))
    gallery = element(
        "docPartObj",
        element("docPartGallery", val="Table of Contents"),
        element("docPartUnique"),
    )
    title = paragraph(StyleId.CONTENTS_TITLE, text_run(_TITLE))
    return element("sdt", element("sdtPr", gallery), element("sdtContent", title, *lines))


def _entry(heading: Anchored, page: int | None) -> Element:
    link = element("hyperlink", text_run(heading.text), anchor=heading.anchor, history="1")
    if page is not None:
        link.append(run(element("tab")))
        link.extend(field(f"PAGEREF {heading.anchor} \\h", str(page)))
    return paragraph(contents_id(heading.level), link)
