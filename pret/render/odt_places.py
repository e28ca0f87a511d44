"""Where the blocks of an ODT file stand, and what their running text looks like there."""

from __future__ import annotations

from dataclasses import dataclass

from pret.domain.tree import Align
from pret.render.odt_lists import ListPlace
from pret.render.word_styles import StyleId


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks stand, and what their running text looks like there.

    width_mm: of the column. height_mm: of the page's text. text, item: styles of paragraphs and of
    list items. top: directly on a page, where pages may be turned or broken. depth: of lists.
    """

    width_mm: float
    height_mm: float
    text: StyleId = StyleId.BODY
    item: StyleId = StyleId.LIST
    lists: ListPlace = ListPlace.TEXT
    align: Align = Align.LEFT
    top: bool = True
    depth: int = 0

    @property
    def room(self) -> tuple[float, float]:
        """Return the room for a picture: width and height, in millimetres."""
        return self.width_mm, self.height_mm


@dataclass(frozen=True, slots=True)
class Listed:
    """A heading as the table of contents shows it."""

    level: int
    text: str
    anchor: str
