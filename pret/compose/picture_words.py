"""Template functions that print pictures, notes and tables as the team left them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from pret.compose.scopes import PhotoView, Shared
from pret.compose.sheets import set_table
from pret.compose.told import illustrated, told
from pret.compose.views import Missing
from pret.domain.material import DataTable, Note
from pret.domain.tree import Figure, Gallery, Picture

#: Printed widths in millimetres; the text is 162 mm wide on a portrait page.
WIDTHS_MM = {"full": 162.0, "large": 130.0, "half": 79.0, "third": 52.0}
#: The height of an upright picture, in parts of the width that a wide one would have.
_TALLEST = 0.8


class PictureWords:
    """Prints what the team left while one template is filled."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared

    def names(self) -> dict[str, Any]:
        """Return the functions under the names that templates know."""
        return {
            "figure": self.figure,
            "gallery": self.gallery,
            "cover_mention": self.cover_mention,
            "note": self.note,
            "sheet": self.sheet,
        }

    def figure(self, photo: PhotoView | None, width: str = "full") -> Markup:
        """Print a photo with caption and credit; nothing when there is none."""
        if photo is None:
            return Markup("")
        return self.shared.filling.graft((self.photo_figure(photo, WIDTHS_MM[width]),))

    def gallery(self, photos: Iterable[PhotoView | None], columns: int = 2) -> Markup:
        """Print photos side by side."""
        width = WIDTHS_MM["half" if columns == 2 else "third"]
        figures = tuple(self.photo_figure(photo, width) for photo in photos if photo is not None)
        if len(figures) < 2:
            return self.shared.filling.graft(figures)
        return self.shared.filling.graft((Gallery(figures, columns),))

    def photo_figure(self, photo: PhotoView, width_mm: float) -> Figure:
        """Return a photo with caption and credit; from here on it counts as printed."""
        prepared, words = photo.prepared_, self.shared.words
        self.shared.printed.add(photo.key_)
        entry, picture = prepared.photo, prepared.picture
        alt = entry.alt or str(Missing.__str__(photo.alt))
        # An upright picture is no taller than a wide one is about wide: text stays near it.
        tallest = _TALLEST * width_mm
        printed = min(width_mm, tallest * picture.width_px / max(picture.height_px, 1))
        if not entry.alt:
            photo.alt.__html__()  # counted as missing
        shown = Picture(
            picture.key, picture.width_px, picture.height_px, alt, False, picture.media_type
        )
        credit = photo.credit
        line = (
            credit if isinstance(credit, Missing) else credit.with_words(f"©\u00a0{entry.credit}")
        )
        return Figure(
            shown, words.inline(photo.caption), words.inline(line), printed, prepared.origin
        )

    def cover_mention(self, photo: PhotoView | None) -> Markup:
        """Print what the cover shows and who made it; nothing without a cover."""
        if photo is None:
            return Markup("")
        words = self.shared.words
        parts = ["En couverture : ", photo.caption, " ©\u00a0", photo.credit]
        return self.shared.blocks.small(words.join(parts, ""))

    def note(
        self,
        note: Note | None,
        level: int = 3,
        *,
        title: bool = True,
        photos: Iterable[PhotoView | None] = (),
    ) -> Markup:
        """Print a note with its headings brought under `level`.

        title: whether to keep its own title. photos: set beside the words that speak of them.
        """
        if note is None:
            return Markup.escape(self.shared.words.todo("note"))
        figures = [
            self.photo_figure(each, WIDTHS_MM["half"]) for each in photos if each is not None
        ]
        blocks = told(note, level, title=title)
        return self.shared.filling.graft(illustrated(blocks, figures))

    def sheet(self, table: DataTable) -> Markup:
        """Print a table that the team left, its first row as header."""
        made = set_table(table)
        return self.shared.filling.graft((made,) if made is not None else ())
