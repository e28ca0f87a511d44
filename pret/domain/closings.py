"""Days on which a place is closed, and seasons in which it is better left alone."""

from __future__ import annotations

from collections.abc import Mapping
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
class SitesClosing:
    """A closing with the codes of the sites that it closes, in the programme's order."""

    closing: Closing
    sites: tuple[str, ...]

    @property
    def label(self) -> str:
        """Return what closes them, as a line of a table begins."""
        return self.closing.label[:1].upper() + self.closing.label[1:]

    def where(self, names: Mapping[str, str]) -> str:
        """Return the names of the sites. names: of all the programme's, by code."""
        if len(self.sites) == len(names):
            return "tous les sites"
        return ", ".join(names[code] for code in self.sites)


@dataclass(frozen=True, slots=True)
class KnownDays:
    """What is known of the days of a plan.

    closings: what closes the sites while the programme lasts, in order. estimated: codes of the
    milestones whose dates rest on school holidays that nobody decreed. decreed_until: last day that
    decrees cover, or None when no site has school holidays.
    """

    closings: tuple[SitesClosing, ...] = ()
    estimated: frozenset[str] = frozenset()
    decreed_until: date | None = None


@dataclass(frozen=True, slots=True)
class Season(Span):
    """Days better avoided."""

    kind: SeasonKind = SeasonKind.EXAMS
