"""What templates see of the programme: values that remember where they come from.

A template reads `{{ facts.decisions[0].due }}` as it would read the model itself; printed, the
value carries the file, YAML path and line that it came from. A value that is owed and absent
prints as `[À COMPLÉTER : label]` and is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel

from pret.compose import markers
from pret.compose.labels import label
from pret.domain import french
from pret.domain.fields import hint_of, label_of, owed_by
from pret.domain.gathered import Sourced
from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import Block
from pret.problems import Problem


@dataclass
class Filling:
    """What filling one template collects: sources of values, blocks made apart, what is missing.

    lost: what was typed in long fields and no document shows.
    """

    sources: list[Origin] = field(default_factory=list)
    known: dict[Origin, int] = field(default_factory=dict)
    grafts: list[tuple[Block, ...]] = field(default_factory=list)
    missing: dict[str, Gap] = field(default_factory=dict)
    gaps: set[Origin] = field(default_factory=set)
    lost: list[Problem] = field(default_factory=list)

    def source(self, origin: Origin) -> int:
        """Return the number of a source, new or known."""
        if origin not in self.known:
            self.known[origin] = len(self.sources)
            self.sources.append(origin)
        return self.known[origin]

    def graft(self, blocks: tuple[Block, ...]) -> Markup:
        """Keep blocks made apart; return the mark that stands for them in the template's output."""
        self.grafts.append(blocks)
        return Markup(markers.grafted(len(self.grafts) - 1))  # noqa: S704 - our own marks


@dataclass(frozen=True, slots=True)
class Gap:
    """An owed value that is absent."""

    label: str
    file: str
    path: str
    line: int | None
    hint: str


def in_words(raw: object) -> str:
    """Return a value as French readers write it."""
    match raw:
        case StrEnum():
            return label(raw)
        case bool():
            return "oui" if raw else "non"
        case int() | Decimal():
            return french.number(raw)
        case date():
            return french.short_day(raw)
        case time():
            return french.hour(raw)
        case _:
            return str(raw)


class Value:
    """A printable value with its origin. Compares, sorts and hashes as the value itself."""

    def __init__(
        self, raw: Any, origin: Origin, filling: Filling, words: str | None = None
    ) -> None:
        self.raw, self.origin, self.filling = raw, origin, filling
        self.words = in_words(raw) if words is None else words

    def __html__(self) -> str:
        return markers.marked(self.filling.source(self.origin), self.words)

    def __str__(self) -> str:
        return self.words

    def __eq__(self, other: object) -> bool:
        return bool(self.raw == plain_value(other))

    def __lt__(self, other: object) -> bool:
        return bool(self.raw < plain_value(other))

    def __gt__(self, other: object) -> bool:
        return bool(self.raw > plain_value(other))

    def __ge__(self, other: object) -> bool:
        return bool(self.raw >= plain_value(other))

    def __le__(self, other: object) -> bool:
        return bool(self.raw <= plain_value(other))

    def __hash__(self) -> int:
        return hash(self.raw)

    def __bool__(self) -> bool:
        return bool(self.raw)

    def with_words(self, words: str) -> Value:
        """Return the same value printed otherwise (its origin is kept)."""
        return Value(self.raw, self.origin, self.filling, words)


class Missing(Value):
    """An owed value that nobody has filled yet: prints its visible mark, counts as false."""

    def __init__(self, gap: Gap, filling: Filling) -> None:
        origin = Origin(OriginKind.FIELD, gap.file, gap.path, gap.line)
        super().__init__(None, origin, filling, f"[À COMPLÉTER : {gap.label}]")
        self.gap = gap

    def __html__(self) -> str:
        self.filling.missing[f"{self.gap.file}#{self.gap.path}"] = self.gap
        self.filling.gaps.add(self.origin)
        return super().__html__()

    def __iter__(self) -> Iterator[Value]:
        return iter(())

    def with_words(self, words: str) -> Value:  # noqa: ARG002 - a gap stays a gap
        return self


class Record:
    """A model seen from a template: its fields are attributes."""

    def __init__(self, model: BaseModel, place: Place, filling: Filling) -> None:
        self.model_, self.place_, self.filling_ = model, place, filling

    def __getattr__(self, name: str) -> Any:
        kind = type(self.model_)
        if name not in kind.model_fields:
            raise AttributeError(f"« {name} » n’est pas un champ de {kind.__name__}")
        raw = getattr(self.model_, name)
        place = self.place_.child(name)
        owed = owed_by(kind, name) is not None
        if owed and (raw is None or raw == ()):
            gap = Gap(label_of(kind, name), place.file, place.path, place.line, hint_of(kind, name))
            return (
                Missing(gap, self.filling_) if raw is None else Many((), place, self.filling_, gap)
            )
        return seen(raw, place, self.filling_)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and other.model_ == self.model_

    def __hash__(self) -> int:
        return hash(self.model_)


class Many:
    """A list seen from a template. gap: what is missing when it is owed and empty."""

    def __init__(
        self, items: tuple[Any, ...], place: Place, filling: Filling, gap: Gap | None = None
    ) -> None:
        self.items_, self.place_, self.filling_, self.gap_ = items, place, filling, gap

    def __iter__(self) -> Iterator[Any]:
        return (self[index] for index in range(len(self.items_)))

    def __getitem__(self, index: int) -> Any:
        return seen(self.items_[index], self.place_.item(index), self.filling_)

    def __len__(self) -> int:
        return len(self.items_)

    def __contains__(self, other: object) -> bool:
        return plain_value(other) in self.items_

    @property
    def missing_(self) -> Missing | None:
        """Return the mark of the owed list when it is empty."""
        return Missing(self.gap_, self.filling_) if self.gap_ is not None else None

    def __html__(self) -> str:
        """Print the list as words joined by commas, or its visible mark."""
        if self.gap_ is not None:
            return Missing(self.gap_, self.filling_).__html__()
        return ", ".join(Markup.escape(item) for item in self)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: file, YAML path, and the lines known of that file."""

    file: str
    path: str
    lines: Mapping[str, int]

    @property
    def line(self) -> int | None:
        """Return the line of the value, or of the nearest parent that has one."""
        path = self.path
        while path:
            if path in self.lines:
                return self.lines[path]
            cut = max(path.rfind("."), path.rfind("["))
            path = path[:cut] if cut > 0 else ""
        return None

    def child(self, name: str) -> Place:
        """Return the place of a key of this mapping."""
        return Place(self.file, f"{self.path}.{name}" if self.path else name, self.lines)

    def item(self, index: int) -> Place:
        """Return the place of an item of this list."""
        return Place(self.file, f"{self.path}[{index}]", self.lines)


def seen(raw: Any, place: Place, filling: Filling) -> Any:
    """Return a raw value as templates see it. None and booleans stay themselves."""
    match raw:
        case None | bool():
            return raw
        case BaseModel():
            return Record(raw, place, filling)
        case tuple():
            return Many(raw, place, filling)
        case _:
            origin = Origin(OriginKind.FIELD, place.file, place.path, place.line)
            return Value(raw, origin, filling)


def record(sourced: Sourced[Any], filling: Filling) -> Record:
    """Return a whole file as templates see it."""
    return Record(sourced.value, Place(sourced.file, "", sourced.lines), filling)


def computed(words: str, filling: Filling) -> Value:
    """Return a value that the product worked out by itself."""
    return Value(words, Origin(OriginKind.COMPUTED, ""), filling)


def plain_value(value: object) -> Any:
    """Return what a template's value stands for."""
    if isinstance(value, Value):
        return value.raw
    if isinstance(value, Many):
        return value.items_
    if isinstance(value, Record):
        return value.model_
    return value
