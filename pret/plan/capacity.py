"""The capacity of a year: which weeks are free at a programme's sites, and why others are not.

And, for each month in which the programme could start, the plan that it would have.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pret.domain.closings import ClosingKind, SeasonKind
from pret.domain.milestones import MilestoneKind
from pret.domain.programme import Programme
from pret.errors import NoPlanError
from pret.plan.almanac import Almanac
from pret.plan.findings import Plan, months_after
from pret.plan.planner import make_plan
from pret.plan.verifier import verify

WORKING_DAYS = 5
#: A week with one of these, though open, is not free (rule C9); the others are told only.
_TAKEN = (SeasonKind.RETURN, SeasonKind.EXAMS)


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday to Friday.

    reasons: code of a site → why it is not free there, in French; a site without is free.
    estimated: some of it rests on no decree yet.
    """

    monday: date
    reasons: Mapping[str, str]
    estimated: bool

    @property
    def free(self) -> bool:
        """Tell whether the week is free at every site."""
        return not self.reasons


@dataclass(frozen=True, slots=True)
class Start:
    """What starting the programme on a day would give, by the first days of its plan.

    trip, seminar: None when there is no plan; weeks is then empty, and demands says, in French,
    what cannot be had together. rules: codes of the rules of which the plan has warnings, in their
    order. estimated: some of its dates rest on no decree yet.
    """

    first_day: date
    trip: date | None = None
    weeks: tuple[date, ...] = ()
    seminar: date | None = None
    demands: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    estimated: bool = False

    @property
    def over_summer(self) -> bool:
        """Tell whether a summer stands between two immersion weeks."""
        return any(
            before < date(before.year, 8, 1) <= after
            for before, after in itertools.pairwise(self.weeks)
        )


def starts(programme: Programme, almanac: Almanac, since: date, months: int) -> tuple[Start, ...]:
    """Return what starting in each month would give, on its first working day.

    since: the first month counts from that day on only. months: how many, from 1.
    """
    first_of_month = date(since.year, since.month, 1)
    days = (since, *(months_after(first_of_month, each) for each in range(1, months)))
    return tuple(_start(programme, almanac, _first_open(almanac, day)) for day in days)


def _start(programme: Programme, almanac: Almanac, day: date) -> Start:
    there = programme.model_copy(update={"start": day})
    try:
        made = make_plan(there, almanac)
    except NoPlanError as refusal:
        return Start(day, demands=refusal.demands)
    rules = (finding.rule.code for finding in verify(there, made.calendar, almanac))
    plan = Plan(there, made.calendar, almanac)
    (trip,), weeks_held, (seminar,) = (
        tuple(each.first for each in plan.of(kind))
        for kind in (
            MilestoneKind.STUDY_TRIP,
            MilestoneKind.IMMERSION_WEEK,
            MilestoneKind.CLOSING_SEMINAR,
        )
    )
    return Start(
        day,
        trip,
        weeks_held,
        seminar,
        rules=tuple(dict.fromkeys(rules)),
        estimated=bool(made.estimated),
    )


def _first_open(almanac: Almanac, day: date) -> date:
    while not almanac.is_open(None, day):
        day += timedelta(days=1)
    return day


def weeks(programme: Programme, almanac: Almanac, since: date, until: date) -> tuple[Week, ...]:
    """Return the weeks from a Monday on or after since to a Friday on or before until, in order."""
    monday = since + timedelta(days=-since.weekday() % 7)
    found: list[Week] = []
    while monday + timedelta(days=WORKING_DAYS - 1) <= until:
        found.append(_week(programme, almanac, monday))
        monday += timedelta(days=7)
    return tuple(found)


def _week(programme: Programme, almanac: Almanac, monday: date) -> Week:
    days = [monday + timedelta(days=rank) for rank in range(WORKING_DAYS)]
    reasons = {
        site.code: reason
        for site in programme.sites
        if (reason := _reason(almanac, site.code, days)) is not None
    }
    estimated = any(
        almanac.rests_on_estimate(site.code, day) for site in programme.sites for day in days
    )
    return Week(monday, reasons, estimated)


def _reason(almanac: Almanac, site: str, days: list[date]) -> str | None:
    """Return why a site is not free on some days: what takes the most of them, then the first."""
    counts: dict[str, int] = {}
    for day in days:
        closings = almanac.closings(site, day)
        for closing in closings[:1]:
            label = closing.label
            if closing.kind is ClosingKind.SCHOOL_HOLIDAY:
                label = label.partition(", zone")[0]
            counts[label] = counts.get(label, 0) + 1
        if not closings:
            for season in almanac.seasons(site, day):
                if season.kind in _TAKEN:
                    label = season.label.partition(", zone")[0]
                    counts[label] = counts.get(label, 0) + 1
    return max(counts, key=lambda label: counts[label]) if counts else None
