"""The SVG of a drawn figure in the making: a few shapes, words that stay words, fixed bytes."""

from __future__ import annotations

from typing import Literal
from unicodedata import category
from xml.sax.saxutils import escape, quoteattr

from pret.render.chart_text import shortened, width_pt
from pret.render.theme import Theme

SVG_MEDIA_TYPE = "image/svg+xml"
MM_PT = 72 / 25.4
#: The size of a figure's words, printed: nothing in it is smaller than 8 points.
SIZE_PT, SMALL_PT = 9.0, 8.0
LINE_PT = 11.0

#: What XML cannot carry, or PDF/A refuses in text: controls and lone halves of characters.
_UNWRITABLE = frozenset({"Cc", "Cs"})
_NOT_CHARACTERS = frozenset("\ufeff\ufffe\uffff")

Anchor = Literal["start", "middle", "end"]


class Drawing:
    """A figure in the making, in points from its top left corner.

    width_pt: its printed width. Names of colours are those of the theme.
    """

    def __init__(self, theme: Theme, width_mm: float) -> None:
        self.width_pt = width_mm * MM_PT
        self._colours = theme.colours.model_dump()
        self._family = f"{theme.fonts.pdf_text}, {theme.fonts.word_text}, sans-serif"
        self._pieces: list[str] = []

    def rect(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        fill: str,
        *,
        edge: str = "",
        hatched: bool = False,
    ) -> None:
        """Draw a rectangle. edge: colour of a thin outline. hatched: with slanted lines."""
        inset = 0.4 if edge else 0.0  # the outline stays inside
        shape = (
            f'<rect x="{_n(left + inset)}" y="{_n(top + inset)}" '
            f'width="{_n(max(0.0, width - 2 * inset))}" '
            f'height="{_n(max(0.0, height - 2 * inset))}"'
        )
        line = f' stroke="{self._colour(edge)}" stroke-width="0.8"' if edge else ""
        paint = "url(#hatch)" if hatched else self._colour(fill)
        self._pieces.append(f'{shape} fill="{paint}"{line}/>')

    def blank(self, left: float, top: float, width: float, height: float) -> None:
        """Clear the ground of words, which lines would cross; no further than the edges."""
        right = min(left + width, self.width_pt)
        left = max(left, 0.0)
        self.rect(left, top, right - left, height, "white")

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        colour: str,
        *,
        width: float = 0.5,
        dashes: str = "",
    ) -> None:
        """Draw a straight line. dashes: lengths of strokes and gaps, in points."""
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        self._pieces.append(
            f'<line x1="{_n(start[0])}" y1="{_n(start[1])}" x2="{_n(end[0])}" y2="{_n(end[1])}" '
            f'stroke="{self._colour(colour)}" stroke-width="{_n(width)}"{dashed}/>'
        )

    def shape(self, points: list[tuple[float, float]], fill: str, *, edge: str = "") -> None:
        """Draw a closed shape through points."""
        path = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        line = f' stroke="{self._colour(edge)}" stroke-width="0.8"' if edge else ""
        self._pieces.append(f'<polygon points="{path}" fill="{self._colour(fill)}"{line}/>')

    def dot(self, x: float, y: float, radius: float, fill: str, *, edge: str = "") -> None:
        """Draw a disc."""
        line = f' stroke="{self._colour(edge)}" stroke-width="1.2"' if edge else ""
        self._pieces.append(
            f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" '
            f'fill="{self._colour(fill)}"{line}/>'
        )

    def words(
        self,
        x: float,
        baseline: float,
        words: str,
        *,
        room: float,
        size: float = SIZE_PT,
        colour: str = "ink",
        bold: bool = False,
        anchor: Anchor = "start",
    ) -> None:
        """Write words on one line, cut to the room that they have."""
        shown = shortened(_writable(words), room, size, bold=bold)
        if not shown.strip():
            return
        weight = ' font-weight="600"' if bold else ""
        side = f' text-anchor="{anchor}"' if anchor != "start" else ""
        # On a machine that lacks the font, another one is fitted to the same length.
        length = _n(width_pt(shown, size, bold=bold))
        self._pieces.append(
            f'<text x="{_n(x)}" y="{_n(baseline)}" font-size="{_n(size)}"{weight}{side} '
            f'textLength="{length}" lengthAdjust="spacingAndGlyphs" '
            f'fill="{self._colour(colour)}">{escape(shown)}</text>'
        )

    def svg(self, height_pt: float) -> tuple[bytes, float]:
        """Return the whole drawing, so many points high, and this height."""
        wide, high = _n(self.width_pt), _n(height_pt)
        body = "\n".join(self._pieces)
        hatch = (
            '<defs><pattern id="hatch" width="3" height="3" patternUnits="userSpaceOnUse">'
            f'<rect width="3" height="3" fill="{self._colour("accent_light")}"/>'
            f'<path d="M-1 1 l2 -2 M0 3 l3 -3 M2 4 l2 -2" stroke="{self._colour("accent")}" '
            'stroke-width="0.6"/></pattern></defs>\n'
            if "url(#hatch)" in body
            else ""
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}pt" height="{high}pt" '
            f'viewBox="0 0 {wide} {high}" font-family={quoteattr(self._family)}>\n'
            f"{hatch}{body}\n</svg>\n"
        ).encode(), height_pt

    def _colour(self, name: str) -> str:
        return "#FFFFFF" if name == "white" else f"#{self._colours[name]}"


def _n(value: float) -> str:
    """Return a length with two decimals at most, never in scientific notation."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _writable(words: str) -> str:
    """Return words without what no drawing can hold; ends of lines and tabs become spaces."""
    spaced = " ".join(words.split("\n")).replace("\t", " ").replace("\r", " ")
    return "".join(
        sign for sign in spaced if category(sign) not in _UNWRITABLE and sign not in _NOT_CHARACTERS
    )
