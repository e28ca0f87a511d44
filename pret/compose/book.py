"""Template functions that make a book of a long document: openings, portraits, credits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from pret.compose.picture_words import WIDTHS_MM, PictureWords
from pret.compose.scopes import MilestoneScope, PhotoView
from pret.compose.views import plain_value
from pret.domain.material import Anonymity
from pret.domain.tree import Block, PageBreak

#: Printed width of a portrait beside words.
PORTRAIT_MM = 28.0


class BookWords:
    """Makes what only a book has while one template is filled."""

    def __init__(self, words: PictureWords, scopes: Mapping[str, MilestoneScope]) -> None:
        """Take the functions that print pictures, and every milestone gathered, by code."""
        self.words, self.scopes = words, scopes

    def names(self) -> dict[str, Any]:
        """Return the functions under the names that templates know."""
        return {
            "opening": self.opening,
            "portrait": self.portrait,
            "portrait_of": self.portrait_of,
            "face_of": self.face_of,
            "picture_authors": self.picture_authors,
        }

    def opening(self, photo: PhotoView | None) -> Markup:
        """Give the heading just before, which starts a page, the whole page with its photo.

        Without a photo the heading stands alone on its page.
        """
        blocks: tuple[Block, ...] = (PageBreak(),)
        if photo is not None:
            figure = self.words.photo_figure(photo, WIDTHS_MM["full"])
            blocks = (replace(figure, bleed=True),)
        return self.words.shared.filling.graft(blocks)

    def portrait_of(self, code: Any) -> PhotoView | None:
        """Return a photo that shows somebody alone and that she lets be shown, or None.

        One that no document page shows yet comes before the others.
        """
        wanted = (str(plain_value(code)),)
        found = [
            photo
            for scope in self.scopes.values()
            for photo in scope.photos
            if photo.prepared_.photo.people == wanted
        ]
        fresh = [each for each in found if each.key_ not in self.words.shared.printed]
        return next(iter(fresh + found), None)

    def face_of(self, interview: Any) -> PhotoView | None:
        """Return the portrait of somebody interviewed under her name, or None."""
        raw = interview.model_
        if raw.anonymity is not Anonymity.NAMED or raw.person is None:
            return None
        return self.portrait_of(raw.person)

    def portrait(self, photo: PhotoView | None) -> Markup:
        """Print a photo without its caption, small, beside the words of a card or a quotation."""
        if photo is None:
            return Markup("")
        figure = self.words.photo_figure(photo, PORTRAIT_MM)
        return self.words.shared.filling.graft((replace(figure, caption=()),))

    def picture_authors(self) -> Markup:
        """Print who made the pictures printed so far in this document, each once, by name."""
        printed = self.words.shared.printed
        authors = {
            str(photo.credit): photo.credit
            for scope in self.scopes.values()
            for photo in scope.photos
            if photo.key_ in printed and photo.prepared_.photo.credit
        }
        return self.words.shared.words.join([authors[name] for name in sorted(authors)])
