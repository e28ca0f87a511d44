"""What a rule finds in a plan, and the plan as rules read it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from pret.domain.milestones import Milestone, MilestoneKind
from pret.domain.programme import Programme
from pret.domain.schedule import Calendar, DateStatus, PlannedMilestone, site_of
from pret.plan.almanac import Almanac


class Level(StrEnum):
    """What a finding asks for: an error is to be mended, a warning may be lived with."""

    ERROR = "error"
    WARNING = "warning"


LEVEL_LABELS = {Level.ERROR: "à corriger", Level.WARNING: "à savoir"}


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule says of one milestone.

    milestone: its code. days: those concerned, in order. found, remedy: French sentences.
    estimated: rests on days that no decree covers yet.
    """

    milestone: str
    days: tuple[date, ...]
    found: str
    remedy: str
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """A milestone that has dates, and the site that holds it (None: at no site)."""

    milestone: Milestone
    planned: PlannedMilestone
    site: str | None

    @property
    def code(self) -> str:
        """Return the milestone's code."""
        return self.milestone.code

    @property
    def label(self) -> str:
        """Return the milestone's French name with its article."""
        return self.milestone.named

    @property
    def first(self) -> date:
        """Return the first day."""
        return self.planned.first_day

    @property
    def last(self) -> date:
        """Return the last day, without the restitution."""
        return self.planned.last_day or self.planned.first_day

    @property
    def days(self) -> tuple[date, ...]:
        """Return every day from the first to the last."""
        return days_between(self.first, self.last)


class Plan:
    """A programme's dated milestones in their order; those cancelled or postponed are out of it."""

    def __init__(self, programme: Programme, calendar: Calendar, almanac: Almanac) -> None:
        self.programme, self.almanac = programme, almanac
        self.dated = tuple(
            Dated(milestone, planned, site_of(programme, milestone, planned))
            for milestone in programme.milestones()
            if (planned := calendar.planned(milestone.code)) is not None
            and planned.status not in (DateStatus.CANCELLED, DateStatus.POSTPONED)
        )

    def of(self, kind: MilestoneKind) -> tuple[Dated, ...]:
        """Return the dated milestones of a kind, in their order."""
        return tuple(each for each in self.dated if each.milestone.kind is kind)

    def one(self, kind: MilestoneKind) -> Dated | None:
        """Return the milestone of a kind that comes once, or None without dates."""
        return next(iter(self.of(kind)), None)

    @cached_property
    def at_sites(self) -> tuple[Dated, ...]:
        """Return the immersion weeks and lab days: they need a site that is open."""
        kinds = (MilestoneKind.IMMERSION_WEEK, MilestoneKind.LAB_DAY)
        return tuple(each for each in self.dated if each.milestone.kind in kinds)

    def after(self, dated: Dated) -> Dated | None:
        """Return the dated milestone that comes next in the programme's order, or None."""
        later = (e for e in self.dated if e.milestone.position > dated.milestone.position)
        return next(later, None)

    def estimated(self, site: str | None, days: Iterable[date]) -> bool:
        """Tell whether what is said of some days at a site could change with the next decree."""
        return any(self.almanac.rests_on_estimate(site, day) for day in days)


def days_between(first: date, last: date) -> tuple[date, ...]:
    """Return every day from the first to the last, both included; none when they are reversed."""
    return tuple(first + timedelta(days=each) for each in range((last - first).days + 1))


def months_after(day: date, months: int) -> date:
    """Return the same day of the month, some months later; the last of a month that is shorter.

    31 August plus 6 months is 28 (or 29) February: the civil reckoning of delays in months.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
