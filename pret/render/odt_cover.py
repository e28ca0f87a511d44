"""The cover of an ODT document: a picture to the edges, a panel with the title, names and marks."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from pret.domain.tree import Picture
from pret.domain.tree_document import Document
from pret.render.layout_rules import cover_names, issuer, programme_line, status_line, watermark
from pret.render.odt_automatic import Automatic
from pret.render.odt_frames import FrameMaker
from pret.render.odt_names import DRAFT_TAG, encoded, style_name
from pret.render.odt_pages import sheet
from pret.render.odt_pictures import Album
from pret.render.odt_style_xml import MM_PER_PT
from pret.render.odt_xml import add_text, mm, paragraph, span
from pret.render.openxml import Element
from pret.render.theme import Theme
from pret.render.word_style_spec import Border, Letters, Lines, StyleSpec
from pret.render.word_styles import StyleId

_PICTURE, _LOGOS, _MENTION = "Couverture image", "Couverture logos", "Couverture mention"
_PANEL = (StyleId.PROGRAMME_COVER, StyleId.TITLE_COVER, StyleId.SUBTITLE_COVER)
_SET_IN = (StyleId.DAY_COVER, StyleId.ORGANISATION, StyleId.IMPRINT)
_PANEL_GAP_PT = 26
# Everything else must hold on the cover: each line of names takes its share of the picture.
_PICTURE_SHARE, _PICTURE_LEAST_MM = 0.45, 60.0
_TITLE_LINE_SIGNS, _TITLE_LINE_MM = 30, 14.0
_USUAL_NAMES, _NAME_LINE_MM = 9, 6.0
# Above the panel of a cover without a picture.
_WITHOUT_PICTURE_MM = 70.0
# From the last line to the page's edge.
_FOOT_EDGE_MM = 14.0
# Square millimetres and millimetres. Marks of unlike shapes look of one size on equal areas.
_LOGO_AREA, _LOGO_TALLEST_MM, _LOGO_GAP_MM = 300.0, 18.0, 6.0


def cover_specs(theme: Theme, specs: Mapping[str, StyleSpec]) -> dict[str, StyleSpec]:
    """Return the cover's styles: its page has no margins, so each style brings its own."""
    side_mm = theme.page.margin_side_mm
    made: dict[str, StyleSpec] = {style: _panelled(specs[style], side_mm) for style in _PANEL}
    for style in _SET_IN:
        lines = replace(specs[style].lines, left_mm=side_mm, right_mm=side_mm)
        made[style] = replace(specs[style], lines=lines)
    inside = Lines(0, 8, left_mm=side_mm, right_mm=side_mm)
    own = (
        StyleSpec(_PICTURE, _PICTURE, parent=StyleId.NORMAL, letters=Letters(size_pt=1)),
        StyleSpec(_LOGOS, _LOGOS, parent=StyleId.NORMAL, lines=replace(inside, before_pt=16)),
        StyleSpec(_MENTION, _MENTION, parent=StyleId.MENTION, lines=replace(inside, after_pt=2)),
    )
    return {**specs, **made, **{spec.id: spec for spec in own}}


def _panelled(spec: StyleSpec, side_mm: float) -> StyleSpec:
    """Widen a style's rules to the page's edges: they carry its background there."""
    side_pt = round(side_mm / MM_PER_PT)

    def gap(rule: Border) -> int:
        return side_pt - round(rule.size_pt) if rule.side in ("left", "right") else _PANEL_GAP_PT

    borders = tuple(replace(rule, gap_pt=gap(rule)) for rule in spec.lines.borders)
    lines = replace(spec.lines, before_pt=0, left_mm=side_mm, right_mm=side_mm, borders=borders)
    return replace(spec, lines=lines)


def cover(document: Document, album: Album, automatic: Automatic, theme: Theme) -> list[Element]:
    """Return what stands on the title page."""
    panel = lines(
        (StyleId.PROGRAMME_COVER, programme_line(document)),
        (StyleId.TITLE_COVER, document.title),
        (StyleId.SUBTITLE_COVER, document.subtitle),
    )
    picture = document.cover_picture
    if picture is not None:
        panel.insert(0, _cover_picture(document, picture, album, theme))
    elif panel:
        gaps = {"fo:margin-top": mm(_WITHOUT_PICTURE_MM), "fo:margin-bottom": "8pt"}
        automatic.adjust(panel[0], gaps)
    page = sheet(theme, landscape=document.landscape)
    said = [
        *panel,
        *lines((StyleId.DAY_COVER, document.day_label)),
        *_status_tag(document),
        *lines(*((StyleId.ORGANISATION, name) for name in cover_names(document))),
    ]
    foot = [
        *logos(document, album, page.width_mm, _LOGOS),
        *lines(
            *((_MENTION, mention) for mention in document.mentions),
            (StyleId.IMPRINT, f"{issuer(document)} · {status_line(document)}"),
        ),
    ]
    FrameMaker(automatic).at_foot(said[-1], foot, page.page_width_mm, _FOOT_EDGE_MM)
    return said


def _status_tag(document: Document) -> list[Element]:
    """Return the mark of a draft: the picture would hide a word across the page."""
    word = watermark(document)
    if not word:
        return []
    # The no-break spaces widen the tag's background.
    tag = span(encoded(DRAFT_TAG), f"\u00a0{word}\u00a0")
    return [paragraph(style_name(StyleId.ORGANISATION), tag)]


def _cover_picture(document: Document, picture: Picture, album: Album, theme: Theme) -> Element:
    page = sheet(theme, landscape=document.landscape)
    names = len(cover_names(document)) + len(document.mentions)
    high_mm = page.page_height_mm * _PICTURE_SHARE
    high_mm -= _TITLE_LINE_MM * (len(document.title) // _TITLE_LINE_SIGNS)
    high_mm -= _NAME_LINE_MM * max(0, names - _USUAL_NAMES)
    high_mm = max(high_mm, _PICTURE_LEAST_MM)
    return paragraph(style_name(_PICTURE), album.filling(picture, page.page_width_mm, high_mm))


def logos(document: Document, album: Album, width_mm: float, style: str) -> list[Element]:
    """Return the organisations' marks in a row, in protocol order; an absent one is said."""
    if not document.logos:
        return []
    ratios = [_ratio(logo.picture) for logo in document.logos if logo.picture is not None]
    free_mm = width_mm - _LOGO_GAP_MM * len(document.logos)
    area = min(_LOGO_AREA, (free_mm / max(1.0, sum(map(math.sqrt, ratios)))) ** 2)
    made = paragraph(style_name(style))
    for place, logo in enumerate(document.logos):
        if place:
            add_text(made, "\u2003 ")
        if logo.picture is None:
            made.append(span(style_name(StyleId.MISSING), logo.gap))
            continue
        high_mm = min(math.sqrt(area / _ratio(logo.picture)), _LOGO_TALLEST_MM)
        made.append(album.frame(logo.picture, high_mm * _ratio(logo.picture), high_mm))
    return [made]


def _ratio(picture: Picture) -> float:
    return picture.width_px / max(picture.height_px, 1)


def lines(*said: tuple[str, str]) -> list[Element]:
    """Return a paragraph for each style and its words, but for those without words."""
    return [paragraph(style_name(style), line) for style, line in said if line]
