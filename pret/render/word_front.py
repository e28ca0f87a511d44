"""What stands before a Word document's text: its cover or title, and its table of contents."""

from __future__ import annotations

from pret.domain.tree import STATUS_LABELS, Document, Status
from pret.render.pandoc_json import PandocTree
from pret.render.pandoc_nodes import Node, dressed_line, text_line
from pret.render.word_marks import Mark
from pret.render.word_styles import StyleId

# Width and height at most; a narrower page shrinks the picture further.
_COVER_PICTURE_MM = (170, 120)
_WARNINGS = {
    Status.DRAFT: "Document de travail — brouillon",
    Status.WITHDRAWN: "Document retiré",
}


def status_line(document: Document) -> str:
    """Return a document's state as printed: « validé, version 1.0 »."""
    state = _WARNINGS.get(document.status, STATUS_LABELS[document.status])
    return f"{state}, version {document.version}"


def front_matter(document: Document, tree: PandocTree) -> list[Node]:
    """Return the nodes that precede the text."""
    opening = _cover(document, tree) if document.cover else _title_block(document)
    contents = tree.mark(Mark.CONTENTS) if document.contents else []
    if document.cover and contents:
        contents += tree.mark(Mark.PAGE)
    return opening + contents


def _title_block(document: Document) -> list[Node]:
    facts = (document.day_label, *document.organisations)
    return _lines(
        (StyleId.PROGRAMME, document.programme),
        (StyleId.TITLE, document.title),
        (StyleId.SUBTITLE, document.subtitle),
        (StyleId.FACTS, " · ".join(fact for fact in facts if fact)),
        *((StyleId.MENTION, mention) for mention in document.mentions),
    )


def _cover(document: Document, tree: PandocTree) -> list[Node]:
    return [
        *_cover_picture(document, tree),
        *_lines(
            (StyleId.PROGRAMME_COVER, document.programme),
            (StyleId.TITLE_COVER, document.title),
            (StyleId.SUBTITLE_COVER, document.subtitle),
            (StyleId.DAY_COVER, document.day_label),
            *((StyleId.ORGANISATION, name) for name in document.organisations),
            (StyleId.IMPRINT, f"{document.reference} · {status_line(document)}"),
            *((StyleId.MENTION, mention) for mention in document.mentions),
        ),
        *tree.mark(Mark.PAGE),
    ]


def _cover_picture(document: Document, tree: PandocTree) -> list[Node]:
    picture = document.cover_picture
    if picture is None:
        return []
    wide_mm, high_mm = _COVER_PICTURE_MM
    width_mm = min(wide_mm, high_mm * picture.width_px / picture.height_px)
    return [dressed_line(StyleId.FIGURE, [tree.image(picture, width_mm)])]


def _lines(*lines: tuple[StyleId, str]) -> list[Node]:
    return [text_line(style, line) for style, line in lines if line]
