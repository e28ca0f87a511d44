"""Milestones that fill the time between others: the preparation, and the deployment scenario."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from pret.domain.milestones import Milestone, MilestoneKind
from pret.domain.programme import Programme
from pret.domain.schedule import DateStatus, PlannedMilestone
from pret.plan.almanac import Almanac
from pret.plan.windows import Point

#: Free days at the least before what a span leads to.
BEFORE_TRIP_DAYS = 7
BEFORE_CLOSURE_DAYS = 10
#: What a span leads to, and how many days after its end.
LED_TO = {
    MilestoneKind.PREPARATION: (MilestoneKind.STUDY_TRIP, BEFORE_TRIP_DAYS),
    MilestoneKind.DEPLOYMENT_SCENARIO: (MilestoneKind.CLOSURE, BEFORE_CLOSURE_DAYS),
}
#: Forms of minors leave this many days before the first week: the preparation is over (rule C16).
BEFORE_WEEK_DAYS = 21
#: How long a scenario is worked on when no closure bounds it.
_SCENARIO_DAYS = 30
_ONE_DAY = timedelta(days=1)


def span_of(
    milestone: Milestone,
    former: PlannedMilestone | None,
    programme: Programme,
    almanac: Almanac,
    placed: tuple[Point, ...],
    days: Mapping[str, date],
    *,
    anew: bool,
) -> PlannedMilestone | None:
    """Return the dates of a span between points that have theirs.

    anew: those that are only options are chosen again. Otherwise dates stay as far as they hold.
    """
    if former is not None and former.status in (DateStatus.HELD, DateStatus.CANCELLED):
        return former
    earliest, last = limits(milestone, programme, placed, days)
    first = _open_day(almanac, earliest)
    loose = former is None or former.status is DateStatus.POSTPONED
    if former is None or loose or (anew and former.status is not DateStatus.FIRM):
        return _of(milestone, first, max(first, _friday(last)), former)
    kept_first, kept_last = former.first_day, former.last_day or former.first_day
    if milestone.kind is MilestoneKind.PREPARATION or kept_first >= first:
        first = kept_first
    wished = max(kept_last, first + (kept_last - kept_first)) if first > kept_first else kept_last
    last = wished if wished <= last else max(first, _friday(last))
    if (first, last) == (kept_first, kept_last):
        return former
    return _of(milestone, first, max(first, last), former)


def limits(
    milestone: Milestone,
    programme: Programme,
    placed: tuple[Point, ...],
    days: Mapping[str, date],
) -> tuple[date, date]:
    """Return from when, and until when at the latest, a span may last between points on days."""
    if milestone.kind is MilestoneKind.PREPARATION:
        return _preparation(programme, placed, days)
    return _scenario(programme, placed, days)


def _preparation(
    programme: Programme, placed: tuple[Point, ...], days: Mapping[str, date]
) -> tuple[date, date]:
    """Return from when, and until when at the latest, sites and the trip are prepared."""
    first = programme.start
    ends = [
        days[point.key] - timedelta(days=ahead)
        for kind, ahead in (
            (MilestoneKind.STUDY_TRIP, BEFORE_TRIP_DAYS),
            (MilestoneKind.IMMERSION_WEEK, BEFORE_WEEK_DAYS),
        )
        for point in placed
        if point.milestone.kind is kind and point.key in days
    ]
    return first, min(ends, default=first + timedelta(days=_SCENARIO_DAYS))


def _scenario(
    programme: Programme, placed: tuple[Point, ...], days: Mapping[str, date]
) -> tuple[date, date]:
    """Return from when, and until when at the latest, the scenario is written."""
    before = [
        days[point.key]
        for point in placed
        if point.milestone.kind is not MilestoneKind.CLOSURE
        and not point.is_restitution
        and point.key in days
    ]
    first = max(before, default=programme.start) + _ONE_DAY
    closure = next(
        (
            days[point.key]
            for point in placed
            if point.milestone.kind is MilestoneKind.CLOSURE and point.key in days
        ),
        None,
    )
    if closure is None:
        return first, first + timedelta(days=_SCENARIO_DAYS)
    return first, closure - timedelta(days=BEFORE_CLOSURE_DAYS)


def _open_day(almanac: Almanac, day: date) -> date:
    while not almanac.is_open(None, day):
        day += _ONE_DAY
    return day


def _friday(day: date) -> date:
    return day - timedelta(days=(day.weekday() - 4) % 7)


def _of(
    milestone: Milestone, first: date, last: date, former: PlannedMilestone | None
) -> PlannedMilestone:
    if former is None:
        return PlannedMilestone(milestone=milestone.code, first_day=first, last_day=last)
    changed = {"first_day": first, "last_day": last, "status": DateStatus.OPTION}
    return former.model_copy(update=changed)
