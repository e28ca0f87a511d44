"""An expert's styles with ours beside them: theirs stay as they are, those they lack are added."""

from __future__ import annotations

import copy
from collections.abc import Iterator

from pret.render.openxml import Element, element, set_property, w
from pret.render.word_contents import DEPTH
from pret.render.word_styles import StyleId, contents_id

# Styles whose right tab stop stands at the edge of the text.
_CONTENTS = frozenset(map(contents_id, range(1, DEPTH + 1)))
_TO_THE_EDGE = frozenset({StyleId.HEADER, StyleId.FOOTER, *_CONTENTS})


def merge_styles(theirs: Element, ours: Element, width: int) -> None:
    """Add to an expert's style sheet the styles that it lacks.

    Ids must be ours already (`restore_style_ids`). width: of the text on their page, in twips.
    """
    ids = {style.get(w("styleId"), "") for style in _styles(theirs)}
    names = {_name(style) for style in _styles(theirs)}
    defaults = {style.get(w("type")) for style in _styles(theirs) if style.get(w("default"))}
    for style in _styles(ours):
        own = style.get(w("styleId"), "")
        if own in ids or _name(style) in names:
            continue
        added = copy.deepcopy(style)
        if added.get(w("type")) in defaults:
            added.attrib.pop(w("default"), "")
        if own in _TO_THE_EDGE:
            _tab_at_the_edge(added, width)
        theirs.append(added)
    for style in _styles(theirs):
        # Without a stop, the page numbers of the contents would stand in the middle of the line.
        if (
            style.get(w("styleId"), "") in _CONTENTS
            and style.find(f"{w('pPr')}/{w('tabs')}") is None
        ):
            _tab_at_the_edge(style, width)


def _tab_at_the_edge(style: Element, width: int) -> None:
    """Give a style one tab stop, at the right edge of the text; it keeps its leader."""
    old = next(style.iter(w("tab")), None)
    leader = "dot" if old is None else old.get(w("leader"), "none")
    stop = element("tab", val="right", leader=leader, pos=str(width))
    own = style.find(w("pPr"))
    if own is None:
        own = element("pPr")
        letters = style.find(w("rPr"))
        style.append(own) if letters is None else letters.addprevious(own)
    set_property(style, element("tabs", stop))


def stops_of(sheet: Element, style: str) -> list[str]:
    """Return the places of a style's own tab stops, in twips."""
    wanted = (each for each in _styles(sheet) if each.get(w("styleId")) == style)
    return [tab.get(w("pos"), "0") for each in wanted for tab in each.iter(w("tab"))]


def _styles(sheet: Element) -> Iterator[Element]:
    return sheet.iterchildren(w("style"))


def _name(style: Element) -> str:
    name = style.find(w("name"))
    return "" if name is None else name.get(w("val"), "").casefold()
