"""Figures of an ODT file: one under the other or side by side, with numbered captions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pret.domain.tree import Figure
from pret.render.beside import Beside
from pret.render.layout_rules import bleed_height_mm, bleeds, gallery_rows
from pret.render.odt_inlines import InlineWriter
from pret.render.odt_names import style_name
from pret.render.odt_pages import Sheet
from pret.render.odt_pictures import Album
from pret.render.odt_places import Place
from pret.render.odt_xml import add_text, named, node, paragraph, says, span
from pret.render.openxml import Element
from pret.render.word_styles import StyleId

_GALLERY_GAP_MM = 4.0
_AT_TOP = {
    "style:vertical-pos": "top",
    "style:vertical-rel": "page",
    "style:horizontal-pos": "left",
    "style:horizontal-rel": "page",
    "style:wrap": "none",
    "fo:margin-bottom": "12mm",
}
_CLOSE = {"fo:margin-top": "0pt", "fo:margin-bottom": "0pt"}


@dataclass(frozen=True, slots=True)
class FigureWriter:
    """Writes figures, each picture in the line of text but for those that span a page.

    page: the upright one.
    """

    inlines: InlineWriter
    album: Album
    page: Sheet

    def figure(self, figure: Figure, place: Place) -> list[Element]:
        if self.inlines.inside_note:  # notes hold no pictures: their words stay
            said = [part for part in (figure.caption, figure.credit) if part]
            style = style_name(place.text)
            words = [self.inlines.paragraph(style, part) for part in said]
            return words or [paragraph(style, figure.picture.alt)]
        frame = self.album.fitted(figure.picture, figure.width_mm, place.room)
        caption = paragraph(style_name(StyleId.IMAGE_CAPTION))
        self._caption(caption, figure, node("text:line-break"))
        return _pictured([frame], caption)

    def beside(self, shown: Beside) -> list[Element]:
        """Write a picture and its caption as the lines of a frame beside words."""
        picture = shown.figure.picture
        frame = self.album.filling if shown.portrait else self.album.frame
        caption = paragraph(style_name(StyleId.IMAGE_CAPTION))
        self._caption(caption, shown.figure, node("text:line-break"))
        lines = _pictured([frame(picture, *shown.shown_mm)], caption)
        self.album.automatic.adjust(lines[0], _CLOSE)
        return lines

    def opening(self, figure: Figure, place: Place) -> list[Element]:
        """Write the picture that opens a chapter: it spans its page where it has points enough."""
        wide_mm, high_mm = self.page.page_width_mm, self.page.page_height_mm
        if not bleeds(figure.picture, wide_mm):
            return self.figure(figure, place)
        tall_mm = bleed_height_mm(figure.picture, wide_mm, high_mm)
        frame = self.album.filling(figure.picture, wide_mm, tall_mm)
        frame.set(named("text:anchor-type"), "paragraph")
        style = frame.get(named("draw:style-name"), "")
        frame.set(named("draw:style-name"), self.album.automatic.style("graphic", _AT_TOP, style))
        caption = paragraph(style_name(StyleId.IMAGE_CAPTION))
        self._caption(caption, figure, "\u2002")
        host = paragraph(style_name(StyleId.SPACER), frame)
        return [host, caption] if says(caption) else [host]

    def gallery(self, figures: tuple[Figure, ...], columns: int, place: Place) -> list[Element]:
        """Write figures set side by side: a line of pictures, then all of their captions."""
        if self.inlines.inside_note:
            return [each for figure in figures for each in self.figure(figure, place)]
        made: list[Element] = []
        for row in gallery_rows(figures, columns):
            wanted_mm = sum(width_mm for _, width_mm in row)
            share = min(1.0, (place.width_mm - _GALLERY_GAP_MM * (len(row) - 1)) / wanted_mm)
            frames: list[str | Element] = []
            caption = paragraph(style_name(StyleId.IMAGE_CAPTION))
            for figure, width_mm in row:
                frames += ["\u2002"] if frames else []
                frames.append(self.album.fitted(figure.picture, width_mm * share, place.room))
                if says(caption) and (figure.caption or figure.credit):
                    caption.append(node("text:line-break"))
                self._caption(caption, figure, "\u2002")
            made += _pictured(frames, caption)
        return made

    def _caption(self, into: Element, figure: Figure, gap: str | Element) -> None:
        """Write a caption and its credit. gap: what parts them."""
        if figure.caption:
            into.append(self.inlines.caption_number("Figure"))
            self.inlines.into(into, figure.caption)
        if figure.caption and figure.credit:
            if isinstance(gap, str):
                add_text(into, gap)
            else:
                into.append(gap)
        if figure.credit:
            credit = span(style_name(StyleId.CREDIT))
            into.append(self.inlines.into(credit, figure.credit))


def _pictured(frames: Sequence[str | Element], caption: Element) -> list[Element]:
    """Return the line of pictures, and their caption when it says something."""
    if not says(caption):
        return [paragraph(style_name(StyleId.FIGURE), *frames)]
    return [paragraph(style_name(StyleId.FIGURE_CAPTIONED), *frames), caption]
