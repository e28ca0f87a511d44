"""What stands before a Word document's text: its cover or title, and its table of contents."""

from __future__ import annotations

from pret.domain.tree_document import Document
from pret.render.layout_rules import body_and_ending, issuer, programme_line, status_line
from pret.render.pandoc_json import PandocTree
from pret.render.pandoc_nodes import Node, dressed_line, text_line
from pret.render.word_logos import COVER_MM2, LETTERHEAD_MM2, logo_rows
from pret.render.word_marks import Mark
from pret.render.word_styles import StyleId

# Width and height at most; a narrower page shrinks the picture further. Everything else must hold
# on the same page: a title or a subtitle of two lines, and each line of names, takes its share.
_COVER_PICTURE_MM = (162.0, 112.0)
_TITLE_LINE_SIGNS, _TITLE_LINE_MM = 30, 14.0
_LOGOS_MM = 28.0
_USUAL_NAMES, _NAME_LINE_MM = 8, 6.0


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
            *((StyleId.ORGANISATION, name) for name in document.organisations),
        ),
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
    wide_mm, high_mm = _COVER_PICTURE_MM
    names = len(document.organisations) + len(document.mentions)
    high_mm -= _TITLE_LINE_MM * (len(document.title) // _TITLE_LINE_SIGNS)
    high_mm -= _LOGOS_MM if document.logos else 0.0
    high_mm = max(40.0, high_mm - _NAME_LINE_MM * max(0, names - _USUAL_NAMES))
    high_mm = min(high_mm, wide_mm * picture.height_px / picture.width_px)
    return [dressed_line(StyleId.FIGURE, [tree.image(picture, wide_mm, high_mm)])]


def _lines(*lines: tuple[StyleId, str]) -> list[Node]:
    return [text_line(style, line) for style, line in lines if line]
