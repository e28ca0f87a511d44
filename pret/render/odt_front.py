"""What stands before an ODT document's text: its cover or title, and its table of contents."""

from __future__ import annotations

from collections.abc import Sequence

from pret.domain.tree_document import Document
from pret.render.layout_rules import programme_line
from pret.render.odt_cover import lines, logos
from pret.render.odt_names import INDEX_LINK, encoded, style_name
from pret.render.odt_pages import Sheet
from pret.render.odt_pictures import Album
from pret.render.odt_places import Listed
from pret.render.odt_xml import add_text, holding, node, paragraph
from pret.render.openxml import Element
from pret.render.word_contents import DEPTH
from pret.render.word_styles import StyleId, contents_id

_CONTENTS_TITLE = "Sommaire"
_INDEX = "Sommaire"


def title_block(document: Document, album: Album, sheet: Sheet) -> list[Element]:
    """Return the title at the head of a text that has no cover."""
    facts = (document.day_label, *document.organisations)
    return logos(document, album, sheet.width_mm, StyleId.FIGURE) + lines(
        (StyleId.PROGRAMME, programme_line(document)),
        (StyleId.TITLE, document.title),
        (StyleId.SUBTITLE, document.subtitle),
        (StyleId.FACTS, " · ".join(fact for fact in facts if fact)),
        *((StyleId.MENTION, mention) for mention in document.mentions),
    )


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
