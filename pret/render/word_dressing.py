"""Paragraphs that keep their style and borrow from the look of another.

Headings that open a chapter or a sheet: in another style they would no longer be headings for many
programs that read Word files. The foot of a cover: one rule stands above all of its lines.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass

from pret.render.openxml import Element, element, parse, set_property, style_of, w
from pret.render.word_styles import CARD_STYLES, StyleId

# What a sheet or a chapter borrows from its look; the rest stays the heading's.
_BORROWED = ("pBdr", "shd", "spacing", "ind")


@dataclass(frozen=True, slots=True)
class Looks:
    """The looks that the reference file gives, each by the id of the style that holds it."""

    by_style: Mapping[str, Element]

    def dress_card(self, title: Element) -> None:
        """Give the title of a sheet its band."""
        style = CARD_STYLES.get(style_of(title))
        if style is not None:
            self._lend(style, title)

    def dress_chapter(self, title: Element) -> None:
        """Give the title of a chapter its bar and its larger letters."""
        self._lend(StyleId.CHAPTER, title)
        size = self._find(StyleId.CHAPTER, "rPr/sz")
        if size is None:
            return
        for run in title.iter(w("r")):
            own = run.find(w("rPr"))
            if own is None:
                own = element("rPr")
                run.insert(0, own)
            own.append(copy.deepcopy(size))

    def dress_foot(self, line: Element) -> None:
        """Give a line at the foot of a cover the rule of the last: lines alike share one rule."""
        rule = self._find(StyleId.IMPRINT, "pPr/pBdr")
        if rule is not None:
            set_property(line, copy.deepcopy(rule))

    def ground(self, style: StyleId) -> str:
        """Return the colour behind a style's paragraphs, or "" without one."""
        shade = self._find(style, "pPr/shd")
        fill = "" if shade is None else shade.get(w("fill"), "")
        return "" if fill == "auto" else fill

    def _lend(self, style: StyleId, block: Element) -> None:
        for name in _BORROWED:
            wanted = self._find(style, f"pPr/{name}")
            if wanted is not None:
                set_property(block, copy.deepcopy(wanted))

    def _find(self, style: StyleId, path: str) -> Element | None:
        found = self.by_style.get(style)
        return None if found is None else found.find("/".join(w(name) for name in path.split("/")))


def looks_of(style_sheet: bytes) -> Looks:
    """Return the looks that a package's style sheet holds."""
    wanted = {StyleId.CHAPTER, StyleId.IMPRINT, StyleId.TITLE_COVER, *CARD_STYLES.values()}
    styles = parse(style_sheet).iter(w("style"))
    return Looks(
        {
            style.get(w("styleId"), ""): style
            for style in styles
            if style.get(w("styleId")) in wanted
        }
    )
