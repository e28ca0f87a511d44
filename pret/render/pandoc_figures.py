"""Figures of the document tree as pandoc's: alone, side by side, or beside words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pret.domain.tree import Figure
from pret.render.beside import Beside
from pret.render.layout_rules import gallery_rows
from pret.render.pandoc_nodes import PLAIN, Node, dressed_line, node, span, text
from pret.render.word_marks import Mark
from pret.render.word_styles import StyleId

if TYPE_CHECKING:
    from pret.render.pandoc_json import PandocTree


def beside_nodes(tree: PandocTree, shown: Beside) -> list[Node]:
    """Convert a picture that stands beside words, with its caption, as the lines of a frame."""
    lines = [
        dressed_line(StyleId.FIGURE_CAPTIONED, [tree.image(shown.figure.picture, *shown.shown_mm)])
    ]
    caption = _caption(tree, shown.figure)
    lines += [dressed_line(StyleId.IMAGE_CAPTION, caption)] if caption else []
    start = Mark.PORTRAIT_BESIDE if shown.portrait else Mark.BESIDE
    return tree.between(start, lines, Mark.BESIDE_END)


def figure_nodes(tree: PandocTree, figure: Figure) -> list[Node]:
    """Convert a figure: a picture, and what stands under it."""
    if tree.words.inside_note:  # pandoc leaves pictures out of the notes' package: their words stay
        words = [*tree.words.row(figure.caption), *tree.words.row(figure.credit)]
        return [node("Para", words or [text(figure.picture.alt)])]
    image = tree.image(figure.picture, figure.width_mm)
    caption = _caption(tree, figure)
    if not caption:
        return [dressed_line(StyleId.FIGURE, [image])]
    legend = [None, [node("Plain", caption)]]
    return [node("Figure", [PLAIN, legend, [node("Plain", [image])]])]


def gallery_nodes(tree: PandocTree, figures: tuple[Figure, ...], columns: int) -> list[Node]:
    """Convert figures set side by side: a line of pictures, then all of their captions."""
    if tree.words.inside_note:
        return tree.blocks(figures)
    made: list[Node] = []
    for row in gallery_rows(figures, columns):
        images: list[Node] = []
        captions: list[Node] = []
        for figure, width_mm in row:
            images += [text("\u2002")] if images else []
            images.append(tree.image(figure.picture, width_mm))
            caption = _caption(tree, figure, gap=text("\u2002"))
            captions += [{"t": "LineBreak"}] if captions and caption else []
            captions += caption
        style = StyleId.FIGURE_CAPTIONED if captions else StyleId.FIGURE
        made.append(dressed_line(style, images))
        made += [dressed_line(StyleId.IMAGE_CAPTION, captions)] if captions else []
    return made


def _caption(tree: PandocTree, figure: Figure, gap: Node | None = None) -> list[Node]:
    """Convert a caption and its credit. gap: what parts them, a new line by default."""
    made: list[Node] = []
    if figure.caption:
        made = tree.caption("Figure", figure.caption)
    if figure.credit:
        made += [gap or {"t": "LineBreak"}] if made else []
        made.append(span(StyleId.CREDIT, tree.words.row(figure.credit)))
    return made
