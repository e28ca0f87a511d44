"""What the drawn figures show: values only. How they look is the business of the writers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time. Both days count. lane: the row it belongs to (« Axe 1 »)."""

    label: str
    first: date
    last: date
    lane: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The months of a programme, with its milestones in time. spans: in order of time."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of the budget, in euros. post: the group it belongs to."""

    label: str
    post: str
    planned: Decimal
    committed: Decimal
    paid: Decimal


@dataclass(frozen=True, slots=True)
class BudgetBars:
    """A budget: what is planned, committed and paid, line by line."""

    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class SitePoint:
    """A site of the programme. kind: « lycée technique ». base_camp: where the team lives."""

    name: str
    kind: str
    town: str
    base_camp: bool


@dataclass(frozen=True, slots=True)
class SiteScheme:
    """The sites of a programme and the base camp from which the others are visited."""

    sites: tuple[SitePoint, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """How many people of one kind. label: « agents », « usagers »."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Balance:
    """Who sits around a table, kind by kind; a kind with nobody counts and is shown."""

    parts: tuple[Part, ...]


Chart = Timeline | BudgetBars | SiteScheme | Balance
