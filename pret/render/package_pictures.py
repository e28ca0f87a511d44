"""The pictures that a document prints, as a designer needs them: file names, sizes, credits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pret.domain.tree import Block, Figure, Gallery, Picture
from pret.domain.tree_document import Document
from pret.domain.tree_walk import children
from pret.render.chart_svg import SVG_MEDIA_TYPE
from pret.render.layout_rules import gallery_rows
from pret.render.package_chapters import Chapter, numbered
from pret.render.package_text import words_of

#: Below it, points begin to be seen in print.
LEAST_PPI = 200
PRINT_PPI = 300
_MM_AN_INCH = 25.4
#: The width of an A4 page, which covers and openings fill.
_PAGE_MM = 210.0
_SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", SVG_MEDIA_TYPE: "svg"}
_COVER = "Couverture"


@dataclass(frozen=True, slots=True)
class PrintedPicture:
    """A picture where it is printed first. width_mm: the widest that it is printed.

    picture: as printed. full: with all its points; None when its original is not to be had.
    """

    file: str
    picture: Picture
    full: Picture | None
    caption: str
    credit: str
    chapter: str
    width_mm: float

    @property
    def given(self) -> Picture:
        """Return the picture that the package holds: the one printed for want of a better."""
        return self.full or self.picture

    @property
    def ppi(self) -> int:
        """Return how many points an inch it has, as wide as it is printed."""
        return round(self.given.width_px / max(self.width_mm, 1) * _MM_AN_INCH)

    @property
    def width_at_print_ppi_mm(self) -> int:
        """Return how wide it may be printed well, in whole millimetres."""
        return int(self.given.width_px / PRINT_PPI * _MM_AN_INCH)

    @property
    def note(self) -> str:
        """Return what to know before using it; nothing when all is well."""
        told = []
        if self.full is None:
            told.append("original introuvable, image réduite")
        if self.ppi < LEAST_PPI:
            told.append(f"{self.ppi} ppp à la largeur imprimée, moins de {LEAST_PPI}")
        return " ; ".join(told)


def printed_pictures(
    document: Document, chapters: Iterable[Chapter], full: Mapping[str, Picture]
) -> tuple[PrintedPicture, ...]:
    """Return each photo printed once, in order, the cover first; drawings are not photos.

    full: the full-size picture by the key of the printed one.
    """
    found: dict[str, PrintedPicture] = {}
    for each in _as_printed(document, chapters):
        key = each.picture.key
        known = found.get(key)
        if known is not None:
            found[key] = replace(known, width_mm=max(known.width_mm, each.width_mm))
        elif each.picture.media_type != SVG_MEDIA_TYPE:
            found[key] = replace(each, full=full.get(key))
    return tuple(_named(found.values(), "images"))


def drawings(document: Document, chapters: Iterable[Chapter]) -> tuple[PrintedPicture, ...]:
    """Return each drawn figure once, in order."""
    found = {
        each.picture.key: each
        for each in _as_printed(document, chapters)
        if each.picture.media_type == SVG_MEDIA_TYPE
    }
    return tuple(_named(found.values(), "dessins"))


def picture_file(folder: str, number: int, words: str, picture: Picture) -> str:
    """Return where a picture stands in the package."""
    return f"{folder}/{numbered(number, words)}.{_SUFFIXES[picture.media_type]}"


def _named(pictures: Iterable[PrintedPicture], folder: str) -> Iterator[PrintedPicture]:
    for number, each in enumerate(pictures, start=1):
        words = each.caption or each.picture.alt
        words = f"{_COVER} {words}" if each.chapter == _COVER else words
        yield replace(each, file=picture_file(folder, number, words, each.given))


def _as_printed(document: Document, chapters: Iterable[Chapter]) -> Iterator[PrintedPicture]:
    cover = document.cover_picture
    if cover is not None:
        yield PrintedPicture("", cover, None, "", "", _COVER, _PAGE_MM)
    for chapter in chapters:
        for figure, width_mm in _figures(chapter.blocks):
            said = words_of(figure.caption), words_of(figure.credit)
            yield PrintedPicture("", figure.picture, None, *said, chapter.title, width_mm)


def _figures(blocks: Iterable[Block]) -> Iterator[tuple[Figure, float]]:
    """Yield each figure with the width in millimetres that it is printed at."""
    for block in blocks:
        match block:
            case Figure():
                yield block, _PAGE_MM if block.bleed else block.width_mm
            case Gallery(figures, columns):
                for row in gallery_rows(figures, columns):
                    yield from row
            case _:
                yield from _figures(children(block))
