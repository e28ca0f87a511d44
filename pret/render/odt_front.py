"""What stands before an ODT document's text: its cover or title, and its table of contents."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pret.domain.tree import Document, Picture
from pret.render.layout_rules import issuer, programme_line
from pret.render.odt_names import INDEX_LINK, encoded, style_name
from pret.render.odt_pages import Sheet
from pret.render.odt_pictures import Album
from pret.render.odt_places import Listed
from pret.render.odt_xml import add_text, holding, node, paragraph, span
from pret.render.openxml import Element
from pret.render.word_contents import DEPTH
from pret.render.word_front import status_line
from pret.render.word_styles import StyleId, contents_id

_CONTENTS_TITLE = "Sommaire"
_INDEX = "Sommaire"
# Millimetres. Everything else must hold on the cover: each line of names takes its share.
_COVER_PICTURE_TALLEST, _COVER_PICTURE_LEAST = 122.0, 40.0
_TITLE_LINE_SIGNS, _TITLE_LINE_MM = 30, 14.0
_USUAL_NAMES, _NAME_LINE_MM = 6, 6.0
# Square millimetres and millimetres. Marks of unlike shapes look of one size on equal areas.
_LOGO_AREA, _LOGO_TALLEST_MM, _LOGO_GAP_MM = 300.0, 18.0, 6.0


def title_block(document: Document, album: Album, sheet: Sheet) -> list[Element]:
    """Return the title at the head of a text that has no cover."""
    facts = (document.day_label, *document.organisations)
    return _logos(document, album, sheet) + _lines(
        (StyleId.PROGRAMME, programme_line(document)),
        (StyleId.TITLE, document.title),
        (StyleId.SUBTITLE, document.subtitle),
        (StyleId.FACTS, " · ".join(fact for fact in facts if fact)),
        *((StyleId.MENTION, mention) for mention in document.mentions),
    )


def cover(document: Document, album: Album, sheet: Sheet) -> list[Element]:
    """Return what stands on the title page."""
    picture = document.cover_picture
    return [
        *([] if picture is None else _cover_picture(document, picture, album, sheet)),
        *_lines(
            (StyleId.PROGRAMME_COVER, programme_line(document)),
            (StyleId.TITLE_COVER, document.title),
            (StyleId.SUBTITLE_COVER, document.subtitle),
            (StyleId.DAY_COVER, document.day_label),
            *((StyleId.ORGANISATION, name) for name in document.organisations),
        ),
        *_logos(document, album, sheet),
        *_lines(
            (StyleId.IMPRINT, f"{issuer(document)} · {status_line(document)}"),
            *((StyleId.MENTION, mention) for mention in document.mentions),
        ),
    ]


def _cover_picture(
    document: Document, picture: Picture, album: Album, sheet: Sheet
) -> list[Element]:
    names = len(document.organisations) + len(document.mentions)
    high_mm = _COVER_PICTURE_TALLEST
    high_mm -= _TITLE_LINE_MM * (len(document.title) // _TITLE_LINE_SIGNS)
    high_mm -= _NAME_LINE_MM * max(0, names - _USUAL_NAMES)
    ratio = _ratio(picture)
    high_mm = min(max(high_mm, _COVER_PICTURE_LEAST), sheet.width_mm / ratio)
    frame = album.frame(picture, high_mm * ratio, high_mm)
    return [paragraph(style_name(StyleId.FIGURE), frame)]


def _logos(document: Document, album: Album, sheet: Sheet) -> list[Element]:
    """Return the organisations' marks in a row, in protocol order; an absent one is said."""
    if not document.logos:
        return []
    ratios = [_ratio(logo.picture) for logo in document.logos if logo.picture is not None]
    free_mm = sheet.width_mm - _LOGO_GAP_MM * len(document.logos)
    area = min(_LOGO_AREA, (free_mm / max(1.0, sum(map(math.sqrt, ratios)))) ** 2)
    made = paragraph(style_name(StyleId.FIGURE))
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


def _lines(*lines: tuple[StyleId, str]) -> list[Element]:
    return [paragraph(style_name(style), line) for style, line in lines if line]


def contents(headings: Sequence[Listed], pages: Sequence[int] | None, depth: int) -> list[Element]:
    """Return the table of contents, filled in.

    headings: all of the document's. depth: the deepest level listed.
    pages: the page of each heading, or None when nobody knows; then entries show none until the
    reader's program updates the table.
    Raises ValueError when there are not as many pages as headings.
    """
    known = pages if pages is not None else [0] * len(headings)
    if len(known) != len(headings):
        raise ValueError(f"{len(headings)} headings, but pages for {len(known)}")
    entries = [
        _entry(heading, page)
        for heading, page in zip(headings, known, strict=True)
        if heading.level <= depth
    ]
    if not entries:
        return []
    title = paragraph(style_name(StyleId.CONTENTS_TITLE), _CONTENTS_TITLE)
    index_title = node("text:index-title", {"text:name": f"{_INDEX}_titre"}, title)
    body = node("text:index-body", None, index_title, *entries)
    own = {"text:name": _INDEX, "text:protected": "true"}
    return [node("text:table-of-content", own, _source(depth), body)]


def _entry(heading: Listed, page: int) -> Element:
    own = {
        "xlink:type": "simple",
        "xlink:href": f"#{heading.anchor}",
        "text:style-name": encoded(INDEX_LINK),
        "text:visited-style-name": encoded(INDEX_LINK),
    }
    link = node("text:a", own)
    add_text(link, f"{heading.text}\t{page}" if page else heading.text)
    return paragraph(style_name(contents_id(heading.level)), link)


def _source(depth: int) -> Element:
    """Return how a reader's program makes the table again."""
    title = holding(
        "text:index-title-template",
        _CONTENTS_TITLE,
        {"text:style-name": style_name(StyleId.CONTENTS_TITLE)},
    )
    own = {"text:outline-level": str(depth), "text:use-index-marks": "false"}
    return node(
        "text:table-of-content-source",
        own,
        title,
        *(_template(level) for level in range(1, DEPTH + 1)),
    )


def _template(level: int) -> Element:
    style = style_name(contents_id(level))
    return node(
        "text:table-of-content-entry-template",
        {"text:outline-level": str(level), "text:style-name": style},
        node("text:index-entry-link-start"),
        node("text:index-entry-text"),
        node("text:index-entry-tab-stop", {"style:type": "right", "style:leader-char": "."}),
        node("text:index-entry-page-number"),
        node("text:index-entry-link-end"),
    )
