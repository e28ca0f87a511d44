"""Template functions that put a label before a long text, or a word in place of a dash."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from pret.compose.block_words import BlockWords
from pret.compose.views import Missing
from pret.domain.tree import Block, Inline, Paragraph, Style, Styled, Text

#: What ends a sentence.
_STOPS = (".", "?", "!", "…")


class Phrases:
    """Makes labelled passages while one template is filled."""

    def __init__(self, blocks: BlockWords) -> None:
        self.blocks, self.words = blocks, blocks.words

    def names(self) -> dict[str, Any]:
        """Return the functions under the names that templates know."""
        return {"labelled": self.labelled, "otherwise": otherwise}

    def labelled(self, label: Any, value: Any, sign: str = " :") -> Markup:
        """Print a long field as paragraphs, the first of which starts with a label.

        As `prose`, it understands the light Markdown of a long field; as `lead`, it labels.
        sign: what ends the label; a full stop after a label that is a sentence itself.
        """
        sign = "" if sign == "." and str(label).rstrip().endswith(_STOPS) else sign
        words = self.words
        wording = words.reader.wording()
        opening: tuple[Inline, ...] = (
            Styled(Style.LEAD, (*words.inline(label), Text(sign, wording))),
            Text(" ", wording),
        )
        blocks = self._blocks(value)
        if blocks and isinstance(blocks[0], Paragraph):
            first: Block = Paragraph((*opening, *blocks[0].content))
            return words.filling.graft((first, *blocks[1:]))
        return words.filling.graft((Paragraph(opening[:1]), *blocks))

    def _blocks(self, value: Any) -> tuple[Block, ...]:
        if isinstance(value, Missing) or not value:
            return (Paragraph(self.words.inline(value)),)
        return self.blocks.read(value)


def otherwise(cell: Callable[[Any], Any], words: str) -> Callable[[Any], Any]:
    """Return what gives a row's cell, with words where there would be a dash or nothing."""

    def of(row: Any) -> Any:
        found = cell(row)
        return words if str(found).strip() in ("", "–") else found

    return of
