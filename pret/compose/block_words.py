"""The functions that templates call for blocks made from values: lists, tables, boxes, cards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from pret.compose import markers
from pret.compose.columns import TableColumn
from pret.compose.lint_words import problem_at
from pret.compose.views import Many, Missing, Value
from pret.compose.vocabulary import Vocabulary
from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import (
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Card,
    Column,
    Heading,
    Inline,
    Landscape,
    NumberedList,
    PageBreak,
    Paragraph,
    Quotation,
    Style,
    Styled,
    Table,
    Text,
)
from pret.markdown import read_blocks
from pret.markdown_lost import lost_text

#: What a box is called when its template gives it no title: colour alone must not tell.
CALLOUT_TITLES = {
    CalloutKind.KEY: "À retenir",
    CalloutKind.DECISION: "Décision",
    CalloutKind.TENSION: "Tension",
    CalloutKind.QUESTION: "Question",
    CalloutKind.WARNING: "Attention",
    CalloutKind.INFO: "À savoir",
}


class BlockWords:
    """Makes blocks while one template is filled."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words

    def names(self) -> dict[str, Any]:
        """Return the functions under the names that templates know."""
        return {
            "prose": self.prose,
            "bullets": self.bullets,
            "numbered": self.numbered,
            "table": self.table,
            "callout": self.callout,
            "quotation": self.quotation,
            "card": self.card,
            "landscape": self.landscape,
            "page_break": self.page_break,
            "small": self.small,
            "lead": self.lead,
        }

    def prose(self, value: Any, lead: Any = "") -> Markup:
        """Print a long field as paragraphs: its light Markdown is understood, nothing else.

        lead: words that start the first paragraph.
        """
        if isinstance(value, Missing) or not value:
            return self._graft((Paragraph(self.words.inline(value)),))
        blocks = self.read(value)
        return self._graft(self._led(blocks, self.words.inline(lead)) if lead else blocks)

    def read(self, value: Value) -> tuple[Block, ...]:
        """Return a long field as blocks; what of it no document shows is told."""
        origin, words = value.origin, markers.cleaned(value.words)

        def read_text(text: str, _line: int | None) -> tuple[Inline, ...]:
            return (Text(text, origin),)

        lost = (problem_at(origin, origin.path, *told) for _, _, *told in lost_text(words))
        self.words.filling.lost += lost
        return read_blocks(words, read_text, origin)

    def _led(self, blocks: tuple[Block, ...], lead: tuple[Inline, ...]) -> tuple[Block, ...]:
        first, *others = blocks
        if not isinstance(first, Paragraph):
            return (Paragraph(lead), *blocks)
        space = Text(" ", self.words.reader.wording())
        return (Paragraph((*lead, space, *first.content)), *others)

    def bullets(self, values: Any) -> Markup:
        """Print values as a bullet list, or the mark of the owed list that is empty."""
        return self._list(values, BulletList)

    def numbered(self, values: Any) -> Markup:
        """Print values as a numbered list, or the mark of the owed list that is empty."""
        return self._list(values, NumberedList)

    def _list(self, values: Any, kind: Callable[[tuple[tuple[Block, ...], ...]], Block]) -> Markup:
        gap = getattr(values, "missing_", None)
        if gap is not None:
            return self._graft((Paragraph(self.words.inline(gap)),))
        items = tuple((Paragraph(self.words.inline(value)),) for value in values)
        return self._graft((kind(items),) if items else ())

    def table(
        self,
        rows: Any,
        columns: list[TableColumn],
        caption: Any = "",
        *,
        totals: int = 0,
        small: bool = False,
        row_height_mm: float | None = None,
    ) -> Markup:
        """Print records as a table, one row each; or the mark of the owed list that is empty."""
        gap = getattr(rows, "missing_", None)
        if gap is not None:
            return self._graft((Paragraph(self.words.inline(gap)),))
        body = tuple(tuple(self._cell(col, row) for col in columns) for row in rows)
        if not body:
            return Markup("")
        whole = sum(col.share for col in columns)
        return self._graft(
            (
                Table(
                    caption=self.words.inline(caption) if caption else (),
                    columns=tuple(Column(col.share / whole, col.align) for col in columns),
                    head=tuple((Paragraph(self.words.inline(col.title)),) for col in columns),
                    body=body,
                    origin=self._origin(rows),
                    row_height_mm=row_height_mm,
                    total_rows=totals,
                    small=small,
                ),
            )
        )

    def _cell(self, col: TableColumn, row: Any) -> tuple[Block, ...]:
        value = col.of(row)
        if value is None or value == "":
            return ()
        if isinstance(value, Markup) and markers.GRAFT in value:
            return self.words.reader.blocks(str(value))
        if isinstance(value, Many) and value.gap_ is None:
            return tuple(Paragraph(self.words.inline(item)) for item in value)
        return (Paragraph(self.words.inline(value)),)

    def callout(self, kind: str, title: Any = "", *, caller: Callable[[], str]) -> Markup:
        """Box what the call holds. kind: key, decision, tension, question, warning or info."""
        blocks = self.words.reader.blocks(caller())
        heading = self.words.inline(title or CALLOUT_TITLES[CalloutKind(kind)])
        return self._graft((Callout(CalloutKind(kind), blocks, heading),) if blocks else ())

    def quotation(self, attribution: Any = "", *, caller: Callable[[], str]) -> Markup:
        """Set somebody's words apart."""
        blocks = self.words.reader.blocks(caller())
        by = self.words.inline(attribution) if attribution else ()
        return self._graft((Quotation(blocks, by),) if blocks else ())

    def card(
        self, title: Any, level: int = 3, label: Any = "", *, caller: Callable[[], str]
    ) -> Markup:
        """Make a sheet about one thing, under a heading of the given level."""
        heading = Heading(level, self.words.inline(title))
        tag = self.words.inline(label) if label else ()
        return self._graft((Card(heading, self.words.reader.blocks(caller()), tag),))

    def landscape(self, *, caller: Callable[[], str]) -> Markup:
        """Turn the pages of what the call holds."""
        return self._graft((Landscape(self.words.reader.blocks(caller())),))

    def page_break(self) -> Markup:
        """Start a new page."""
        return self._graft((PageBreak(),))

    def small(self, value: Any) -> Markup:
        """Print a paragraph in small letters (sources, mentions)."""
        return self._graft((Paragraph((Styled(Style.CREDIT, self.words.inline(value)),)),))

    def lead(self, label: Any, value: Any) -> Markup:
        """Print a paragraph that starts with a run-in label: « Porteur : … »."""
        content = (
            Styled(
                Style.LEAD, (*self.words.inline(label), Text(" :", self.words.reader.wording()))
            ),
            Text(" ", self.words.reader.wording()),
            *self.words.inline(value),
        )
        return self._graft((Paragraph(content),))

    def _graft(self, blocks: tuple[Block, ...]) -> Markup:
        return self.words.filling.graft(blocks)

    def _origin(self, rows: Any) -> Origin:
        place = getattr(rows, "place_", None)
        if place is None:
            return self.words.reader.wording()
        return Origin(OriginKind.FIELD, place.file, place.path, place.line)
