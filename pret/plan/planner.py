"""Makes a plan: the cheapest days for every milestone, from the first day to the closure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from pret.domain.milestones import Milestone
from pret.domain.programme import Programme
from pret.domain.schedule import Calendar, DateStatus, PlannedMilestone
from pret.errors import NoPlanError
from pret.plan.almanac import Almanac, is_estimated
from pret.plan.bounds import bounds
from pret.plan.conflicts import conflict
from pret.plan.findings import months_after
from pret.plan.model import Question, solve
from pret.plan.prices import day_prices, first_days, open_days
from pret.plan.rules_clock import PROGRAMME_MONTHS
from pret.plan.spans import limits, span_of
from pret.plan.windows import (
    RESTITUTION,
    SPANS,
    START,
    Point,
    Window,
    points,
    windows,
)

EMPTY = Calendar(version=1, milestones=())
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class MadePlan:
    """A plan. estimated: codes of the milestones whose dates no decree covers yet."""

    calendar: Calendar
    estimated: frozenset[str]


def make_plan(
    programme: Programme,
    almanac: Almanac,
    *,
    kept: Calendar | None = None,
    today: date | None = None,
) -> MadePlan:
    """Return a plan without an error of the verifier, with as few warnings as there can be.

    kept: the calendar so far. What was held, what is firm and what has begun keeps its dates; what
    is cancelled stays so; places are kept. today: no new date is on that day or before.
    Raises NoPlanError with what cannot be had together.
    """
    kept = kept or EMPTY
    placed = points(programme, kept)
    fixed = fixed_days(placed, kept, today)
    question = question_of(programme, almanac, placed, fixed, since=today)
    answer = solve(question)
    if answer is None:
        raise NoPlanError(_demands(question, almanac, fixed, since=today))
    return made(programme, almanac, kept, placed, answer.days)


def _demands(
    question: Question, almanac: Almanac, fixed: Mapping[str, date], *, since: date | None
) -> tuple[str, ...]:
    """Return what cannot be had together, looked for in twice 18 months."""
    first = max(since + _ONE_DAY, question.start) if since else question.start
    last = months_after(question.start, 2 * PROGRAMME_MONTHS)
    days = {
        point.key: (fixed[point.key].toordinal(),)
        if point.key in fixed
        else open_days(almanac, point, first, last)
        for point in question.points
    }
    return conflict(question.points, days, question.windows, question.start, fixed, almanac)


def fixed_days(
    placed: Iterable[Point],
    calendar: Calendar,
    today: date | None,
    staying: Collection[DateStatus] = (DateStatus.HELD, DateStatus.FIRM),
) -> Mapping[str, date]:
    """Return the points that keep their days: those of some statuses, and what has begun."""
    found: dict[str, date] = {}
    for point in placed:
        entry = calendar.planned(point.milestone.code)
        day = day_in(calendar, point)
        if entry is None or day is None or entry.status is DateStatus.POSTPONED:
            continue
        begun = today is not None and day <= today
        if begun or entry.status in staying:
            found[point.key] = day
    return found


def day_in(calendar: Calendar, point: Point) -> date | None:
    """Return the first day that a calendar gives a point, or None."""
    entry = calendar.planned(point.milestone.code)
    if entry is None:
        return None
    return entry.restitution if point.is_restitution else entry.first_day


def question_of(
    programme: Programme,
    almanac: Almanac,
    placed: tuple[Point, ...],
    fixed: Mapping[str, date],
    *,
    since: date | None,
) -> Question:
    """Return what is asked of the model when rules are kept whatever it costs.

    since: no new date is on that day or before. It has no days when there is no plan.
    """
    last = months_after(programme.start, PROGRAMME_MONTHS)
    earliest = max(since + _ONE_DAY, programme.start) if since else programme.start
    asked = undecided(windows(programme, almanac, placed), fixed)
    days = {
        point.key: (fixed[point.key].toordinal(),)
        if point.key in fixed
        else first_days(point, earliest, last - timedelta(days=point.length_days - 1))
        for point in placed
    }
    between = bounds(days, asked, programme.start) or {}
    prices = {
        point.key: {fixed[point.key].toordinal(): 0}
        if point.key in fixed
        else day_prices(programme, almanac, point, *map(date.fromordinal, between[point.key]))
        for point in placed
        if between
    }
    return Question(programme.start, placed, asked, prices)


def undecided(asked: Iterable[Window], fixed: Mapping[str, date]) -> tuple[Window, ...]:
    """Return the windows about which there is something left to decide."""
    known = {START, *fixed}
    return tuple(each for each in asked if not {each.before, each.after} <= known)


def made(
    programme: Programme,
    almanac: Almanac,
    kept: Calendar,
    placed: tuple[Point, ...],
    days: Mapping[str, date],
    *,
    anew: bool = True,
    asked: Milestone | None = None,
) -> MadePlan:
    """Return the calendar that gives points these days; dates that change are options again.

    anew: the preparation and the scenario are dated again, unless they are firm or held. Otherwise
    only those that points leave less or more room than they did, and the one that was asked for.
    """
    present = {point.key: day for point in placed if (day := day_in(kept, point)) is not None}
    entries: list[PlannedMilestone] = []
    estimated: set[str] = set()
    by_key = {point.key: point for point in placed}
    for milestone in programme.milestones():
        former = kept.planned(milestone.code)
        room = partial(limits, milestone, programme, placed)
        stays = not anew and milestone != asked
        if milestone.kind in SPANS and stays and room(days) == room(present):
            entry = former
        elif milestone.kind in SPANS and (former or anew):
            entry = span_of(milestone, former, programme, almanac, placed, days, anew=anew)
        elif milestone.code in days:
            entry = _entry(by_key[milestone.code], former, days)
        else:
            entry = former
        if entry is None:
            continue
        if entry.status is not DateStatus.CANCELLED and is_estimated(programme, almanac, entry):
            estimated.add(milestone.code)
            if entry.status is DateStatus.OPTION and entry is not former:
                entry = entry.model_copy(update={"status": DateStatus.FORECAST})
        entries.append(entry)
    others = tuple(
        each
        for each in kept.milestones
        if all(entry.milestone != each.milestone for entry in entries)
    )
    return MadePlan(Calendar(version=1, milestones=(*entries, *others)), frozenset(estimated))


def _entry(
    point: Point, former: PlannedMilestone | None, days: Mapping[str, date]
) -> PlannedMilestone:
    first = days[point.key]
    last: date | None = first + timedelta(days=point.length_days - 1)
    if last == first and (former is None or former.last_day is None):
        last = None
    restitution = days.get(point.key + RESTITUTION)
    wanted = {"first_day": first, "last_day": last, "restitution": restitution}
    if former is None:
        return PlannedMilestone(milestone=point.milestone.code, **wanted)
    same = all(getattr(former, name) == day for name, day in wanted.items())
    if same and former.status is not DateStatus.POSTPONED:
        return former
    return former.model_copy(update={**wanted, "status": DateStatus.OPTION})
