"""The pages of an ODT file: their sizes and margins, their running heads and feet."""

from __future__ import annotations

from dataclasses import dataclass

from pret.domain.tree import Style
from pret.domain.tree_document import Document
from pret.render.layout_rules import issuer, programme_line, status_line, warning
from pret.render.odt_names import DRAFT_MARK, STYLED, encoded, style_name
from pret.render.odt_xml import holding, mm, named, node, paragraph, span
from pret.render.openxml import Element
from pret.render.theme import Theme
from pret.render.word_parts import DOCUMENT_PROPERTY, ISSUER_PROPERTY, STATUS_PROPERTY
from pret.render.word_style_spec import Lines, StyleSpec
from pret.render.word_styles import StyleId

# Millimetres: the running head stands this far from the edge and from the text; so does the foot.
_HEAD_EDGE, _HEAD_GAP = 12.0, 6.0
_FOOT_EDGE, _FOOT_GAP = 9.0, 4.0
_WIDE = " paysage"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's size and the room for text on it, in millimetres."""

    page_width_mm: float
    page_height_mm: float
    width_mm: float
    height_mm: float


def sheet(theme: Theme, *, landscape: bool) -> Sheet:
    """Return the size of a page and of its text."""
    page = theme.page
    wide, high = page.width_mm, page.height_mm
    if landscape:
        wide, high = high, wide
    text_high = high - page.margin_top_mm - page.margin_bottom_mm
    return Sheet(wide, high, wide - 2 * page.margin_side_mm, text_high)


def page_name(*, landscape: bool, cover: bool = False, first: bool = False) -> str:
    """Return the name in the file of a page style."""
    return encoded(_shown(landscape=landscape, cover=cover, first=first))


def _shown(*, landscape: bool, cover: bool = False, first: bool = False) -> str:
    kind = "Couverture" if cover else "Première page" if first else "Page"
    return kind + (_WIDE if landscape else "")


def wide_styles(theme: Theme) -> tuple[StyleSpec, ...]:
    """Return the styles of running heads on landscape pages: their right edge is elsewhere."""
    right_mm = sheet(theme, landscape=True).width_mm
    return tuple(
        StyleSpec(
            id=_wide_id(style),
            name=_wide_id(style),
            parent=style,
            lines=Lines(right_tab_mm=right_mm),
        )
        for style in (StyleId.HEADER, StyleId.FOOTER)
    )


def _wide_id(style: StyleId) -> str:
    return ("En-tête" if style is StyleId.HEADER else "Pied de page") + _WIDE


def page_layouts(theme: Theme) -> list[Element]:
    """Return the page layouts, which are automatic styles of styles.xml."""
    return [
        _layout(theme, landscape=landscape, cover=cover)
        for landscape in (False, True)
        for cover in (False, True)
    ]


def _layout_name(*, landscape: bool, cover: bool) -> str:
    return "Mise_en_page_" + page_name(landscape=landscape, cover=cover)


def _layout(theme: Theme, *, landscape: bool, cover: bool) -> Element:
    size, page = sheet(theme, landscape=landscape), theme.page
    top_mm, bottom_mm = (0.0, 0.0) if cover else (_HEAD_EDGE, _FOOT_EDGE)
    side_mm = 0.0 if cover else page.margin_side_mm
    own = {
        "fo:page-width": mm(size.page_width_mm),
        "fo:page-height": mm(size.page_height_mm),
        "style:print-orientation": "landscape" if landscape else "portrait",
        "fo:margin-top": mm(top_mm),
        "fo:margin-bottom": mm(bottom_mm),
        "fo:margin-left": mm(side_mm),
        "fo:margin-right": mm(side_mm),
        "style:num-format": "1",
        "style:writing-mode": "lr-tb",
        "style:footnote-max-height": mm(0),
    }
    rule = {
        "style:width": "0.5pt",
        "style:distance-before-sep": mm(2),
        "style:distance-after-sep": mm(2),
        "style:line-style": "solid",
        "style:adjustment": "left",
        "style:rel-width": "21%",
        "style:color": f"#{theme.colours.line}",
    }
    properties = node("style:page-layout-properties", own, node("style:footnote-sep", rule))
    made = node(
        "style:page-layout",
        {"style:name": _layout_name(landscape=landscape, cover=cover)},
        properties,
    )
    if not cover:
        head_mm = page.margin_top_mm - _HEAD_EDGE
        foot_mm = page.margin_bottom_mm - _FOOT_EDGE
        made.append(_running("style:header-style", "fo:margin-bottom", head_mm, _HEAD_GAP))
        made.append(_running("style:footer-style", "fo:margin-top", foot_mm, _FOOT_GAP))
    return made


def _running(name: str, gap: str, high_mm: float, gap_mm: float) -> Element:
    own = {"fo:min-height": mm(high_mm), gap: mm(gap_mm), "style:dynamic-spacing": "false"}
    return node(name, None, node("style:header-footer-properties", own))


def master_pages(document: Document) -> list[Element]:
    """Return the page styles; the first page of a text and its cover lead to ordinary pages."""
    made: list[Element] = []
    for landscape in (False, True):
        following = page_name(landscape=landscape)
        made.append(_master(document, landscape=landscape))
        first = _master(document, landscape=landscape, first=True)
        cover = _master(document, landscape=landscape, cover=True)
        for page in (first, cover):
            page.set(named("style:next-style-name"), following)
        made += [first, cover]
    return made


def _master(
    document: Document, *, landscape: bool, cover: bool = False, first: bool = False
) -> Element:
    shown = _shown(landscape=landscape, cover=cover, first=first)
    own = {
        "style:name": encoded(shown),
        "style:display-name": shown,
        "style:page-layout-name": _layout_name(landscape=landscape, cover=cover),
    }
    if cover:
        return node("style:master-page", own)
    head = _first_head(document, landscape) if first else _head(document, landscape)
    header = node("style:header", None, head)
    footer = node("style:footer", None, *_foot(document, landscape))
    return node("style:master-page", own, header, footer)


def _running_style(style: StyleId, landscape: bool) -> str:
    return encoded(_wide_id(style)) if landscape else style_name(style)


def _head(document: Document, landscape: bool) -> Element:
    lead = encoded(STYLED[Style.LEAD])
    programme = programme_line(document)
    made = paragraph(_running_style(StyleId.HEADER, landscape))
    if programme:
        made.append(span(lead, holding("text:subject", programme)))
        made.append(span(lead, " · "))
    made.append(holding("text:title", document.title))
    if warning(document):
        made.append(node("text:tab"))
        made.append(span(encoded(DRAFT_MARK), status_line(document)))
    return made


def _first_head(document: Document, landscape: bool) -> Element:
    """Return the head of a first page: the title stands under it, a draft's mark alone is said."""
    mark = status_line(document) if warning(document) else ""
    style = _running_style(StyleId.HEADER, landscape) if mark else style_name(StyleId.NORMAL)
    made = paragraph(style)
    if mark:
        made.append(node("text:tab"))
        made.append(span(encoded(DRAFT_MARK), mark))
    return made


def _foot(document: Document, landscape: bool) -> list[Element]:
    style = _running_style(StyleId.FOOTER, landscape)
    top = paragraph(
        style,
        _property(ISSUER_PROPERTY, issuer(document)),
        node("text:tab"),
        "page ",
        holding("text:page-number", "1", {"text:select-page": "current"}),
        " sur ",
        holding("text:page-count", "1"),
    )
    bottom = paragraph(
        style,
        _property(STATUS_PROPERTY, status_line(document)),
        " · ",
        _property(DOCUMENT_PROPERTY, document.reference),
    )
    return [top, bottom]


def _property(name: str, shown: str) -> Element:
    return holding("text:user-defined", shown, {"text:name": name})
