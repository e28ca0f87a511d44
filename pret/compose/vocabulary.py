"""The functions that templates call for words in French."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from decimal import Decimal
from typing import Any, cast

from markupsafe import Markup

from pret.compose import markers
from pret.compose.columns import blank_rows, column, grouped, lookup, pluck
from pret.compose.filled import FilledReader
from pret.compose.views import Filling, Gap, Many, Missing, Record, Value, computed, plain_value
from pret.domain import french
from pret.domain.facts.preparation import Candidate, Criterion
from pret.domain.relevance import weighted_mean
from pret.domain.tree import Inline
from pret.template_words import UnusableValueError


class Vocabulary:
    """Makes words while one template is filled."""

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
            "column": column,
            "blank_rows": blank_rows,
            "lookup": lookup,
            "matching": self.matching,
            "relevance": self.relevance,
            "out_of": self.out_of,
            "pluck": pluck,
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

    def todo(self, label: str, file: str = "") -> Missing:
        """Print the visible mark of something that is missing, and count it.

        file: where to write it, relative to the programme's folder, when there is one place.
        """
        return Missing(Gap(label, file, label, None, ""), self.filling)

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

    def _inline_source(self, value: Any) -> Markup:
        if isinstance(value, Record):
            raise UnusableValueError(
                "un enregistrement ne s’imprime pas : choisissez un de ses champs"
            )
        if hasattr(value, "__html__"):
            return Markup(value.__html__())  # noqa: S704 - values escape themselves
        return Markup(markers.escaped(str(value)))  # noqa: S704 - escaped for Markdown

    def inline(self, value: Any) -> tuple[Inline, ...]:
        """Return a value as inline content."""
        return self.reader.inline(str(self._inline_source(value)))


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
