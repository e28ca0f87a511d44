"""Pictures that stand beside words in Word and ODT: portraits, a sheet's only small picture."""

from __future__ import annotations

from dataclasses import dataclass

from pret.domain.tree import (
    Block,
    BulletList,
    Card,
    Figure,
    Heading,
    NumberedList,
    Paragraph,
    Quotation,
)
from pret.domain.tree_walk import plain, walk
from pret.render.layout_rules import portrait

#: A portrait beside words, and another picture of a sheet; what parts them from the words
#: (`templates/pdf/figure.typ`, `blocks.typ`).
PORTRAIT_MM, BESIDE_MM, BESIDE_GAP_MM = 28.0, 54.0, 6.0
_BESIDE_TALLEST_MM, _BESIDE_WIDEST_MM = 60.0, 80.0
# A line of text, one of small print, and what parts two paragraphs.
_LINE_MM, _TITLE_LINE_MM, _SMALL_LINE_MM, _APART_MM = 5.1, 6.5, 4.0, 2.0
_TEXT_MM = 162.0


@dataclass(frozen=True, slots=True)
class Beside:
    """A picture that stands at the left of words. portrait: cropped to an upright shape.

    The PDF has pictures of sheets at the right; LibreOffice 7.4 would not end the words there.
    """

    figure: Figure
    words: tuple[Block, ...]
    portrait: bool
    title: str = ""

    @property
    def width_mm(self) -> float:
        """Return the width that the picture and its caption take, in millimetres."""
        return PORTRAIT_MM if self.portrait else BESIDE_MM

    @property
    def shown_mm(self) -> tuple[float, float]:
        """Return the picture's width and height, in millimetres."""
        if self.portrait:
            return PORTRAIT_MM, PORTRAIT_MM * 4 / 3
        picture = self.figure.picture
        ratio = picture.width_px / max(picture.height_px, 1)
        wide_mm = min(BESIDE_MM, _BESIDE_TALLEST_MM * ratio)
        return wide_mm, wide_mm / ratio

    @property
    def lack_mm(self) -> float:
        """Return how much the words are shorter than the picture, by a rough count, or 0.

        A line less than that: too much would show, and what follows stands under both anyway.
        """
        caption = plain(self.figure.caption + self.figure.credit)
        beside_mm = self.shown_mm[1] + _lines_mm(caption, self.width_mm, _SMALL_LINE_MM)
        wide_mm = _TEXT_MM - self.width_mm - BESIDE_GAP_MM
        said = (each.content for each in walk(self.words) if isinstance(each, Paragraph | Heading))
        words_mm = sum(_lines_mm(plain(each), wide_mm, _LINE_MM) + _APART_MM for each in said)
        words_mm += _lines_mm(self.title, wide_mm, _TITLE_LINE_MM)
        return max(0.0, beside_mm - words_mm - _LINE_MM)


def _lines_mm(said: str, wide_mm: float, line_mm: float) -> float:
    """Estimate the height of a paragraph: its letters are about 0.36 times as wide as high."""
    return line_mm * (1 + int(len(said) * line_mm * 0.36 / wide_mm)) if said else 0.0


def beside(block: Card | Quotation) -> Beside | None:
    """Return the picture that stands beside the words of a sheet or a quotation, and those.

    A portrait comes first and is bare. A sheet's only picture, when it is small, stands beside what
    has no ground of its own: running text and lists.
    """
    figure = portrait(block.blocks)
    if figure is not None:
        return Beside(figure, block.blocks[1:], portrait=True, title=_title_of(block))
    figures = [each for each in block.blocks if isinstance(each, Figure)]
    words = tuple(each for each in block.blocks if not isinstance(each, Figure))
    plain_words = all(isinstance(each, Paragraph | BulletList | NumberedList) for each in words)
    small = len(figures) == 1 and figures[0].width_mm < _BESIDE_WIDEST_MM
    if isinstance(block, Card) and small and words and plain_words:
        return Beside(figures[0], words, portrait=False, title=_title_of(block))
    return None


def _title_of(block: Card | Quotation) -> str:
    return plain(block.label + block.title.content) if isinstance(block, Card) else ""
