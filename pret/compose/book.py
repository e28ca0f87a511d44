"""Template functions that make a book of a long document: openings, portraits, credits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from markupsafe import Markup

from pret.compose.scopes import WIDTHS_MM, PhotoView, ProgrammeWords
from pret.domain.tree import Block, PageBreak


class BookWords:
    """Makes what only a book has while one template is filled."""

    def __init__(self, words: ProgrammeWords) -> None:
        self.words = words

    def names(self) -> dict[str, Any]:
        """Return the functions under the names that templates know."""
        return {"opening": self.opening}

    def opening(self, photo: PhotoView | None) -> Markup:
        """Give the heading just before, which starts a page, the whole page with its photo.

        Without a photo the heading stands alone on its page.
        """
        blocks: tuple[Block, ...] = (PageBreak(),)
        if photo is not None:
            figure = self.words.photo_figure(photo, WIDTHS_MM["full"])
            blocks = (replace(figure, bleed=True),)
        return self.words.shared.filling.graft(blocks)
