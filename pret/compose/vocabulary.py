"""The functions that templates call: words in French, and blocks made from values."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from decimal import Decimal
from typing import Any, cast

from markupsafe import Markup

from pret.compose import markers
from pret.compose.columns import TableColumn, blank_rows, column, grouped, lookup, pluck
from pret.compose.filled import FilledReader
from pret.compose.lint_words import problem_at
from pret.compose.views import Filling, Gap, Many, Missing, Record, Value, computed, plain_value
from pret.domain import french
from pret.domain.facts.preparation import Candidate, Criterion
from pret.domain.relevance import weighted_mean
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
    Origin,
    OriginKind,
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
from pret.template_words import UnusableValueError

#: What a box is called when its template gives it no title: colour alone must not tell.
CALLOUT_TITLES = {
    CalloutKind.KEY: "À retenir",
    CalloutKind.DECISION: "Décision",
    CalloutKind.TENSION: "Tension",
    CalloutKind.QUESTION: "Question",
    CalloutKind.WARNING: "Attention",
    CalloutKind.INFO: "À savoir",
}


class Vocabulary:
    """Makes words and blocks while one template is filled."""

    def __init__(self, filling: Filling, reader: FilledReader) -> None:
        self.filling, self.reader = filling, reader

    def names(self) -> dict[str, Any]:
        """Return the functions under the names that templates know."""
        return {
            "day": self.day,
            "days": self.days,
            "euros": self.euros,
            "percent": self.percent,
            "join": self.join,
            "todo": self.todo,
            "prose": self.prose,
            "bullets": self.bullets,
            "numbered": self.numbered,
            "column": column,
            "table": self.table,
            "callout": self.callout,
            "quotation": self.quotation,
            "card": self.card,
            "landscape": self.landscape,
            "page_break": self.page_break,
            "small": self.small,
            "blank_rows": blank_rows,
            "lookup": lookup,
            "matching": self.matching,
            "relevance": self.relevance,
            "out_of": self.out_of,
            "pluck": pluck,
            "lead": self.lead,
            "count": self.count,
            "sentence": self.sentence,
            "each_day": self.each_day,
            "grouped": grouped,
        }

    # Words

    def day(self, value: Any) -> Any:
        """Print a date with its day of the week."""
        return value.with_words(french.long_day(value.raw)) if value else value

    def days(self, first: Any, last: Any) -> Any:
        """Print a range of dates; the origin kept is the first day's."""
        if not first:
            return first
        end = last.raw if last else first.raw
        return first.with_words(french.day_range(first.raw, end))

    def euros(self, value: Any) -> Any:
        """Print an amount."""
        if isinstance(value, (int, Decimal)):
            return computed(french.euros(value), self.filling)
        return value if isinstance(value, Missing) else value.with_words(french.euros(value.raw))

    def percent(self, part: Any, whole: Any) -> Value:
        """Print a rounded share."""
        return computed(french.percent(plain_value(part), plain_value(whole)), self.filling)

    def join(self, values: Iterable[Any], separator: str = ", ", last: str | None = None) -> Markup:
        """Print values one after another; `last` goes before the last one (« et »)."""
        gap = getattr(values, "missing_", None)
        if gap is not None:
            return Markup.escape(gap)
        items = [self._inline_source(value) for value in values]
        if last is not None and len(items) > 1:
            items = [*items[:-2], Markup(last).join(items[-2:])]  # noqa: S704 - from templates
        return Markup(separator).join(items)  # noqa: S704 - from templates

    def todo(self, label: str) -> Missing:
        """Print the visible mark of something that is missing, and count it."""
        return Missing(Gap(label, "", label, None, ""), self.filling)

    def out_of(self, value: Any, most: int = 4) -> Any:
        """Print a mark with its scale: « 3/4 »."""
        return value if isinstance(value, Missing) else value.with_words(f"{value}/{most}")

    def count(self, value: Any, one: str, more: str = "") -> Any:
        """Print a number with its noun: « 1 participant », « 4 participants »."""
        if isinstance(value, Missing):
            return value
        noun = one if plain_value(value) < 2 else more or f"{one}s"
        return value.with_words(f"{value}\u00a0{noun}")

    def duration(self, minutes: Any) -> Any:
        """Print a number of minutes: « 45 min », « 1 h 30 »."""
        if not minutes:
            return minutes
        if minutes.raw < 60:
            return minutes.with_words(f"{minutes}\u00a0min")
        hours, rest = divmod(minutes.raw, 60)
        return minutes.with_words(f"{hours}\u00a0h" + (f"\u00a0{rest:02d}" if rest else ""))

    def sentence(self, value: Any) -> Any:
        """Print a line with the full stop that it may lack."""
        words = str(value)
        ended = isinstance(value, Missing) or words.endswith((".", "!", "?", "…"))
        return value if ended else value.with_words(f"{words}.")

    def each_day(self, first: Any, last: Any) -> list[Value]:
        """Return every day from the first to the last, printed « mardi 16 mars »."""
        end = last.raw if last else first.raw
        days = [first.raw + timedelta(days=each) for each in range((end - first.raw).days + 1)]
        return [computed(french.long_day(day).rsplit(" ", 1)[0], self.filling) for day in days]

    def relevance(self, candidate: Record, criteria: Many) -> Value:
        """Print the weighted mean of a candidate site's marks."""
        mean = weighted_mean(
            cast("Candidate", candidate.model_), cast("tuple[Criterion, ...]", criteria.items_)
        )
        words = french.number(mean, decimals=1) if mean is not None else "non noté"
        return computed(words, self.filling)

    def matching(
        self, items: Iterable[Any], field: str, key: str, shown: str, **fixed: Any
    ) -> Callable[[Any], Markup]:
        """Return what gives a row the `shown` fields of the items whose `field` is its `key`.

        fixed: other fields that the items must have, by name.
        """

        def of(row: Any) -> Markup:
            wanted = plain_value(getattr(row, key))
            found = [
                getattr(item, shown)
                for item in items
                if plain_value(getattr(item, field)) == wanted
                and all(plain_value(getattr(item, n)) == plain_value(v) for n, v in fixed.items())
            ]
            return self.join(found)

        return of

    # Blocks

    def prose(self, value: Any, lead: Any = "") -> Markup:
        """Print a long field as paragraphs: its light Markdown is understood, nothing else.

        lead: words that start the first paragraph.
        """
        if isinstance(value, Missing) or not value:
            return self._graft((Paragraph(self.inline(value)),))
        blocks = self.read(value)
        return self._graft(self._led(blocks, self.inline(lead)) if lead else blocks)

    def read(self, value: Value) -> tuple[Block, ...]:
        """Return a long field as blocks; what of it no document shows is told."""
        origin, words = value.origin, markers.cleaned(value.words)

        def read_text(text: str, _line: int | None) -> tuple[Inline, ...]:
            return (Text(text, origin),)

        lost = (problem_at(origin, origin.path, *told) for _, _, *told in lost_text(words))
        self.filling.lost += lost
        return read_blocks(words, read_text, origin)

    def _led(self, blocks: tuple[Block, ...], lead: tuple[Inline, ...]) -> tuple[Block, ...]:
        first, *others = blocks
        if not isinstance(first, Paragraph):
            return (Paragraph(lead), *blocks)
        space = Text(" ", self.reader.wording())
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
            return self._graft((Paragraph(self.inline(gap)),))
        items = tuple((Paragraph(self.inline(value)),) for value in values)
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
            return self._graft((Paragraph(self.inline(gap)),))
        body = tuple(tuple(self._cell(col, row) for col in columns) for row in rows)
        if not body:
            return Markup("")
        whole = sum(col.share for col in columns)
        return self._graft(
            (
                Table(
                    caption=self.inline(caption) if caption else (),
                    columns=tuple(Column(col.share / whole, col.align) for col in columns),
                    head=tuple((Paragraph(self.inline(col.title)),) for col in columns),
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
            return self.reader.blocks(str(value))
        if isinstance(value, Many) and value.gap_ is None:
            return tuple(Paragraph(self.inline(item)) for item in value)
        return (Paragraph(self.inline(value)),)

    def callout(self, kind: str, title: Any = "", *, caller: Callable[[], str]) -> Markup:
        """Box what the call holds. kind: key, decision, tension, question, warning or info."""
        blocks = self.reader.blocks(caller())
        heading = self.inline(title or CALLOUT_TITLES[CalloutKind(kind)])
        return self._graft((Callout(CalloutKind(kind), blocks, heading),) if blocks else ())

    def quotation(self, attribution: Any = "", *, caller: Callable[[], str]) -> Markup:
        """Set somebody's words apart."""
        blocks = self.reader.blocks(caller())
        by = self.inline(attribution) if attribution else ()
        return self._graft((Quotation(blocks, by),) if blocks else ())

    def card(
        self, title: Any, level: int = 3, label: Any = "", *, caller: Callable[[], str]
    ) -> Markup:
        """Make a sheet about one thing, under a heading of the given level."""
        heading = Heading(level, self.inline(title))
        tag = self.inline(label) if label else ()
        return self._graft((Card(heading, self.reader.blocks(caller()), tag),))

    def landscape(self, *, caller: Callable[[], str]) -> Markup:
        """Turn the pages of what the call holds."""
        return self._graft((Landscape(self.reader.blocks(caller())),))

    def page_break(self) -> Markup:
        """Start a new page."""
        return self._graft((PageBreak(),))

    def small(self, value: Any) -> Markup:
        """Print a paragraph in small letters (sources, mentions)."""
        return self._graft((Paragraph((Styled(Style.CREDIT, self.inline(value)),)),))

    def lead(self, label: Any, value: Any) -> Markup:
        """Print a paragraph that starts with a run-in label: « Porteur : … »."""
        content = (
            Styled(Style.LEAD, (*self.inline(label), Text(" :", self.reader.wording()))),
            Text(" ", self.reader.wording()),
            *self.inline(value),
        )
        return self._graft((Paragraph(content),))

    # What the others are made of

    def _graft(self, blocks: tuple[Block, ...]) -> Markup:
        return self.filling.graft(blocks)

    def _inline_source(self, value: Any) -> Markup:
        if isinstance(value, Record):
            raise UnusableValueError(
                "un enregistrement ne s’imprime pas : choisissez un de ses champs"
            )
        if hasattr(value, "__html__"):
            return Markup(value.__html__())  # noqa: S704 - values escape themselves
        return Markup(markers.escaped(str(value)))  # noqa: S704 - escaped for Markdown

    def inline(self, value: Any) -> tuple[Inline, ...]:
        return self.reader.inline(str(self._inline_source(value)))

    def _origin(self, rows: Any) -> Origin:
        place = getattr(rows, "place_", None)
        if place is None:
            return self.reader.wording()
        return Origin(OriginKind.FIELD, place.file, place.path, place.line)


def lower_first(value: Any) -> Any:
    """Print a value with a small first letter, for use inside a sentence; initials stay."""
    words = str(value)
    if isinstance(value, Missing) or words[1:2].isupper():
        return value
    return value.with_words(words[:1].lower() + words[1:])


def first_upper(value: Any) -> Any:
    """Print a value with a capital first letter, for use at the start of a sentence."""
    words = str(value)
    return value.with_words(words[:1].upper() + words[1:])
