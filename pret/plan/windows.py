"""What a plan is made of: points to place on days, and windows between two of them.

Everything comes from the programme's own milestones and settings: how many weeks, lab days and
workshops there are, and where lab days stand. The rules (C1 to C17) are those of the verifier,
written here a second time as bounds between points, so that each can be held against the other.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import partial

from pret.domain.milestones import Milestone, MilestoneKind
from pret.domain.programme import CalendarSettings, Programme
from pret.domain.schedule import Calendar, DateStatus, PlannedMilestone, site_of
from pret.plan.almanac import Almanac
from pret.plan.findings import months_after

Kind = MilestoneKind

#: The programme's first day, from which windows may be counted like from a point.
START = "start"
RESTITUTION = "/restitution"

#: A duration that is asked for holds within two weeks: no day of a plan can be had to the day.
ASKED_WITHIN_DAYS = 14
WEEK_DAYS = 5
TRIP_DAYS = 3
#: Milestones that fill the time between others: their dates follow from those.
SPANS = frozenset({Kind.PREPARATION, Kind.DEPLOYMENT_SCENARIO})


class Strength(StrEnum):
    """What it costs to leave a window."""

    ORDER = "order"  # never left
    RULE = "rule"  # an error of the verifier: only left when what stays leaves no choice
    ANNOUNCED = "announced"  # a firm date that people were given
    ADVICE = "advice"  # a warning of the verifier
    PROPOSED = "proposed"  # a date that is an option
    WISH = "wish"  # what a coordinator would rather have


#: What holds a date that a plan has already.
STAYING = frozenset({Strength.ANNOUNCED, Strength.PROPOSED})


@dataclass(frozen=True, slots=True)
class Point:
    """Consecutive days of one milestone that are placed together.

    key: the milestone's code, followed by `/restitution` for the second day of a workshop.
    site: code of the site that holds it, or None.
    """

    key: str
    milestone: Milestone
    length_days: int = 1
    site: str | None = None

    @property
    def is_restitution(self) -> bool:
        """Tell whether it is the second day of a workshop."""
        return self.key.endswith(RESTITUTION)

    @property
    def is_week(self) -> bool:
        """Tell whether it can begin on a Monday only."""
        return self.milestone.kind is Kind.IMMERSION_WEEK

    @property
    def named(self) -> str:
        """Return its French name inside a sentence."""
        name = self.milestone.named
        if not self.is_restitution:
            return name
        return f"la restitution de {name}"

    def days(self, first: date) -> tuple[date, ...]:
        """Return its days when it begins on a day."""
        return tuple(first + timedelta(days=number) for number in range(self.length_days))


@dataclass(frozen=True, slots=True)
class Reach:
    """A distance from a day: calendar months, then days, then open days of a site."""

    months: int = 0
    days: int = 0
    open_days: int = 0
    is_open: Callable[[date], bool] | None = field(default=None, compare=False)

    @property
    def is_even(self) -> bool:
        """Tell whether it is as many days from wherever it is counted."""
        return self.months == 0 and self.open_days == 0

    def after(self, day: date) -> date:
        """Return the day at this distance."""
        reached = months_after(day, self.months) + timedelta(days=self.days)
        left = self.open_days
        while left and self.is_open is not None:
            reached += timedelta(days=1)
            left -= self.is_open(reached)
        return reached


@dataclass(frozen=True, slots=True)
class Window:
    """Where a point may stand, seen from another: both are taken at their first days.

    before, after: keys of points; before may be START. rule: `C1`…, or empty. label: in French,
    what it asks, as it is read after « il faut » or in a list of demands.
    """

    before: str
    after: str
    strength: Strength
    label: str
    least: Reach | None = None
    most: Reach | None = None
    rule: str = ""

    @property
    def is_hard(self) -> bool:
        """Tell whether a plan that leaves it is refused."""
        return self.strength in (Strength.ORDER, Strength.RULE)

    def days_left(self, before: date, day: date) -> tuple[int, int]:
        """Return by how many days its points are too near and too far on these days, 0 if not."""
        short = (self.least.after(before) - day).days if self.least else 0
        over = (day - self.most.after(before)).days if self.most else 0
        return max(short, 0), max(over, 0)


def points(programme: Programme, calendar: Calendar) -> tuple[Point, ...]:
    """Return what has to be placed, in order: a cancelled milestone has not."""
    return tuple(itertools.chain.from_iterable(_points(programme, calendar)))


def _points(programme: Programme, calendar: Calendar) -> Iterator[tuple[Point, ...]]:
    for milestone in programme.milestones():
        planned = calendar.planned(milestone.code)
        if milestone.kind in SPANS or (planned and planned.status is DateStatus.CANCELLED):
            continue
        unplanned = PlannedMilestone(milestone=milestone.code, first_day=programme.start)
        site = site_of(programme, milestone, planned or unplanned)
        held = Point(milestone.code, milestone, _length_days(milestone, planned), site)
        if milestone.kind is Kind.PROSPECTIVE_WORKSHOP:
            yield held, Point(milestone.code + RESTITUTION, milestone)
        else:
            yield (held,)


def _length_days(milestone: Milestone, planned: PlannedMilestone | None) -> int:
    if milestone.kind is Kind.IMMERSION_WEEK:
        return WEEK_DAYS
    if milestone.kind is not Kind.STUDY_TRIP:
        return 1
    if planned is None or planned.last_day is None:
        return TRIP_DAYS
    return max(2, min(TRIP_DAYS, (planned.last_day - planned.first_day).days + 1))


#: Free days that coordinators leave between the end of one kind and the next: at least, at most.
_WISHED: Mapping[tuple[Kind, Kind], tuple[int, int]] = {
    (Kind.STUDY_TRIP, Kind.IMMERSION_WEEK): (14, 42),
    (Kind.STUDY_TRIP, Kind.LAB_DAY): (10, 35),
    (Kind.IMMERSION_WEEK, Kind.LAB_DAY): (10, 27),
    (Kind.LAB_DAY, Kind.IMMERSION_WEEK): (10, 42),
    (Kind.LAB_DAY, Kind.LAB_DAY): (10, 42),
    (Kind.LAB_DAY, Kind.CLOSING_SEMINAR): (8, 35),
    (Kind.IMMERSION_WEEK, Kind.CLOSING_SEMINAR): (14, 49),
    (Kind.CLOSING_SEMINAR, Kind.PROSPECTIVE_WORKSHOP): (28, 63),
    (Kind.PROSPECTIVE_WORKSHOP, Kind.PROSPECTIVE_WORKSHOP): (28, 63),
    (Kind.CLOSING_SEMINAR, Kind.CLOSURE): (42, 140),
    (Kind.PROSPECTIVE_WORKSHOP, Kind.CLOSURE): (20, 42),
}


def windows(
    programme: Programme, almanac: Almanac, placed: tuple[Point, ...]
) -> tuple[Window, ...]:
    """Return every window between these points."""
    by_kind: dict[Kind, list[Point]] = {}
    for point in placed:
        by_kind.setdefault(point.milestone.kind, []).append(point)
    return (
        *(_whole(point) for point in placed[-1:]),
        *_clocks(by_kind, programme.calendar),
        *itertools.chain.from_iterable(
            _between(almanac, before, after) for before, after in itertools.pairwise(placed)
        ),
        *(
            _gap(one, other, Strength.ADVICE, 20, None, "C10")
            for one, other in itertools.pairwise(by_kind.get(Kind.IMMERSION_WEEK, ()))
        ),
    )


def _clocks(by_kind: Mapping[Kind, list[Point]], settings: CalendarSettings) -> Iterator[Window]:
    """Yield what is counted in months: the two axes, the whole, what stands around them."""
    trip, seminar, workshops, closure = (
        by_kind.get(kind, [])
        for kind in (
            Kind.STUDY_TRIP,
            Kind.CLOSING_SEMINAR,
            Kind.PROSPECTIVE_WORKSHOP,
            Kind.CLOSURE,
        )
    )
    for point in trip:
        told = "un mois de préparation au moins avant le voyage d’étude"
        yield Window(START, point.key, Strength.RULE, told, Reach(1), None, "C3")
        told = "60 à 90 jours du début du programme au voyage d’étude"
        yield Window(START, point.key, Strength.WISH, told, Reach(0, 60), Reach(0, 90), "C15")
    for first, last in itertools.product(trip, seminar):
        told = "six à neuf mois du voyage d’étude au séminaire de clôture"
        yield Window(first.key, last.key, Strength.RULE, told, Reach(6), Reach(9), "C1")
        if settings.field_months:
            told = f"une phase de terrain de {settings.field_months} mois (field_months)"
            yield _asked(first, last, settings.field_months, told, "C1")
    for first, last in itertools.product(seminar, workshops[-1:]):
        told = "six à neuf mois du séminaire de clôture à la dernière restitution"
        yield Window(first.key, last.key, Strength.RULE, told, Reach(6), Reach(9), "C2")
        if settings.workshop_months:
            told = f"un cycle d’ateliers de {settings.workshop_months} mois (workshop_months)"
            yield _asked(first, last, settings.workshop_months, told, "C2")
    for last in closure:
        for first in workshops[-1:] or seminar:
            told = "deux semaines au moins avant la clôture"
            yield Window(first.key, last.key, Strength.RULE, told, Reach(0, 14), None, "C3")


def _whole(last: Point) -> Window:
    """Return the window of what comes last: its own last day is in the programme's months."""
    most = Reach(18, 1 - last.length_days)
    told = "18 mois pour le programme entier"
    return Window(START, last.key, Strength.RULE, told, None, most, "C3")


def _asked(first: Point, last: Point, months: int, told: str, rule: str) -> Window:
    within = ASKED_WITHIN_DAYS
    label = f"{told}, à deux semaines près"
    least, most = Reach(months, -within), Reach(months, within)
    return Window(first.key, last.key, Strength.RULE, label, least, most, rule)


def _between(almanac: Almanac, before: Point, after: Point) -> Iterator[Window]:
    """Yield the windows of two points that follow each other."""
    yield _gap(before, after, Strength.ORDER, 0, None)
    kinds = before.milestone.kind, after.milestone.kind
    if after.is_restitution:
        yield _gap(before, after, Strength.ADVICE, 20, 55, "C12")
    elif kinds == (Kind.IMMERSION_WEEK, Kind.LAB_DAY):
        yield _lab_day(almanac, before, after)
    if kinds in _WISHED and not after.is_restitution:
        yield _gap(before, after, Strength.WISH, *_WISHED[kinds])


def _lab_day(almanac: Almanac, week: Point, lab: Point) -> Window:
    """Return the window of a lab day, in days on which its site is open."""
    reach = partial(Reach, 0, WEEK_DAYS - 1, is_open=partial(almanac.is_open, lab.site))
    label = f"5 à 20 jours ouvrés entre {week.named} et {lab.named}"
    least, most = reach(open_days=5), reach(open_days=20)
    return Window(week.key, lab.key, Strength.ADVICE, label, least, most, "C10")


def _gap(
    before: Point,
    after: Point,
    strength: Strength,
    least_days: int,
    most_days: int | None,
    rule: str = "",
) -> Window:
    """Return a window counted in free days between the end of a point and the next one."""
    if strength is Strength.ORDER:
        label = f"{after.named} vient après {before.named}"
    else:
        many = f"{least_days} jours au moins"
        if most_days is not None:
            many = f"{least_days} à {most_days} jours"
        label = f"{many} entre {before.named} et {after.named}"
    length = before.length_days
    return Window(
        before.key,
        after.key,
        strength,
        label,
        Reach(0, least_days + length),
        Reach(0, most_days + length) if most_days is not None else None,
        rule,
    )
