"""What stands before a Word document's text: its cover or title, and its table of contents."""

from __future__ import annotations

from pret.domain.tree_document import Document
from pret.render.layout_rules import (
    body_and_ending,
    cover_names,
    issuer,
    programme_line,
    status_line,
    watermark,
)
from pret.render.pandoc_json import PandocTree
from pret.render.pandoc_nodes import Node, dressed_line, span, text, text_line
from pret.render.word_logos import COVER_MM2, LETTERHEAD_MM2, logo_rows
from pret.render.word_marks import Mark
from pret.render.word_styles import StyleId

# Until the pass over the file gives it the page's.
_PICTURE_MM = 162.0


def front_matter(document: Document, tree: PandocTree) -> list[Node]:
    """Return the nodes that precede the text."""
    opening = _cover(document, tree) if document.cover else _title_block(document, tree)
    contents = tree.mark(Mark.CONTENTS) if document.contents else []
    if document.cover and contents:
        _text, ending = body_and_ending(document)
        contents += tree.blocks(ending) + tree.mark(Mark.PAGE)
    return opening + contents


def _title_block(document: Document, tree: PandocTree) -> list[Node]:
    facts = (document.day_label, *document.organisations)
    return logo_rows(tree, document.logos, LETTERHEAD_MM2) + _lines(
        (StyleId.PROGRAMME, programme_line(document)),
        (StyleId.TITLE, document.title),
        (StyleId.SUBTITLE, document.subtitle),
        (StyleId.FACTS, " · ".join(fact for fact in facts if fact)),
        *((StyleId.MENTION, mention) for mention in document.mentions),
    )


def _cover(document: Document, tree: PandocTree) -> list[Node]:
    return [
        *_cover_picture(document, tree),
        *_lines(
            (StyleId.PROGRAMME_COVER, programme_line(document)),
            (StyleId.TITLE_COVER, document.title),
            (StyleId.SUBTITLE_COVER, document.subtitle),
            (StyleId.DAY_COVER, document.day_label),
        ),
        *_status_tag(document),
        *_lines(*((StyleId.ORGANISATION, name) for name in cover_names(document))),
        *tree.mark(Mark.FOOT),
        *logo_rows(tree, document.logos, COVER_MM2),
        *_lines(
            *((StyleId.MENTION, mention) for mention in document.mentions),
            (StyleId.IMPRINT, f"{issuer(document)} · {status_line(document)}"),
        ),
        *tree.mark(Mark.FOOT_END),
        *tree.mark(Mark.PAGE),
    ]


def _cover_picture(document: Document, tree: PandocTree) -> list[Node]:
    picture = document.cover_picture
    if picture is None:
        return []
    return [dressed_line(StyleId.FIGURE, [tree.image(picture, _PICTURE_MM)])]


def _status_tag(document: Document) -> list[Node]:
    """Return the mark of a draft: the picture hides the word that lies across the page."""
    word = watermark(document)
    if not word:
        return []
    # The no-break spaces widen the tag's background.
    return [dressed_line(StyleId.ORGANISATION, [span(StyleId.TAG, [text(f"\u00a0{word}\u00a0")])])]


def _lines(*lines: tuple[StyleId, str]) -> list[Node]:
    return [text_line(style, line) for style, line in lines if line]
