"""Days on which a place is closed, and seasons in which it is better left alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ClosingKind(StrEnum):
    """Why a day is closed."""

    PUBLIC_HOLIDAY = "public_holiday"
    SCHOOL_HOLIDAY = "school_holiday"
    BRIDGE = "bridge"
    SITE = "site"
    IMPORTED = "imported"


class SeasonKind(StrEnum):
    """Why a day, though open, is better avoided (rules C9, C13, C14 of the calendar)."""

    RETURN = "return"
    EXAMS = "exams"
    LAST_WEEK = "last_week"
    AUGUST = "august"
    YEAR_END = "year_end"
    ELECTION = "election"
    PRE_ELECTION = "pre_election"


@dataclass(frozen=True, slots=True)
class Span:
    """Consecutive days: both the first and the last count.

    label: in French, without an article (« vacances d’hiver, zone B »). source: the decree, the law
    or the file that says so. estimated: no decree says so yet (« prévisionnel »).
    """

    first_day: date
    last_day: date
    label: str
    source: str
    estimated: bool = False

    def holds(self, day: date) -> bool:
        """Tell whether a day is one of these."""
        return self.first_day <= day <= self.last_day


@dataclass(frozen=True, slots=True)
class Closing(Span):
    """Days on which a place is closed."""

    kind: ClosingKind = ClosingKind.SITE


@dataclass(frozen=True, slots=True)
class Season(Span):
    """Days better avoided."""

    kind: SeasonKind = SeasonKind.EXAMS
