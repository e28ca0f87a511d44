"""Inline text as nodes of pandoc's tree: marks, languages, links and notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import assert_never

from pret.domain.tree import (
    Block,
    Code,
    Footnote,
    Foreign,
    Inline,
    LineBreak,
    Link,
    Paragraph,
    Style,
    Styled,
    Text,
    is_address,
)
from pret.render.openxml import printable
from pret.render.pandoc_changes import CHANGES, changed
from pret.render.pandoc_nodes import PLAIN, Node, node, span, text
from pret.render.word_styles import StyleId

#: What a link to a heading of the same document starts with, on its way through pandoc.
INNER_LINK = "pret-"
_PLAIN_STYLES = {
    Style.EMPHASIS: "Emph",
    Style.STRONG: "Strong",
    Style.SUPERSCRIPT: "Superscript",
    Style.SUBSCRIPT: "Subscript",
    Style.STRIKEOUT: "Strikeout",
}
_OWN_STYLES = {
    Style.MISSING: StyleId.MISSING,
    Style.CREDIT: StyleId.CREDIT,
    Style.LEAD: StyleId.LEAD,
}


@dataclass(slots=True)
class PandocInlines:
    """Converts inline content.

    inner: number of each heading that has an id, for the links inside the document.
    note_body: converts a note's blocks; the tree of blocks gives it.
    """

    inner: dict[str, int]
    note_body: Callable[[tuple[Block, ...]], list[Node]]
    inside_note: bool = False

    def row(self, content: Iterable[Inline]) -> list[Node]:
        """Convert inline content in a row."""
        return [node for inline in content for node in self._inline(inline)]

    def _inline(self, inline: Inline) -> list[Node]:
        """Convert one inline into none, one or more."""
        match inline:
            case Text(value):
                return [text(value)]
            case LineBreak():
                return [{"t": "LineBreak"}]
            case Code(value):
                return [node("Code", [PLAIN, printable(value)])]
            case Styled(style, content):
                return [self._styled(style, self.row(content))]
            case Foreign(language, content):
                return [
                    node("Span", [["", [], [["lang", printable(language)]]], self.row(content)])
                ]
            case Link(target, content):
                return self._link(target, self.row(content))
            case Footnote(blocks):
                return self._footnote(blocks)
            case _:
                assert_never(inline)

    def _styled(self, style: Style, content: list[Node]) -> Node:
        if style in CHANGES:
            return changed(style, content)
        if style in _PLAIN_STYLES:
            return node(_PLAIN_STYLES[style], content)
        return span(_OWN_STYLES[style], content)

    def _link(self, target: str, content: list[Node]) -> list[Node]:
        if target.startswith("#") and target[1:] in self.inner:
            target = f"#{INNER_LINK}{self.inner[target[1:]]}"
        elif not is_address(target):
            return content
        return [node("Link", [PLAIN, content, [printable(target), ""]])]

    def _footnote(self, blocks: tuple[Block, ...]) -> list[Node]:
        if self.inside_note:  # Word has no notes to notes: the words stay, between brackets
            said = (block.content for block in blocks if isinstance(block, Paragraph))
            return [
                text(" ("),
                *(node for part in said for node in self.row(part)),
                text(")"),
            ]
        self.inside_note = True
        content = self.note_body(blocks)
        self.inside_note = False
        return [node("Note", content)]
