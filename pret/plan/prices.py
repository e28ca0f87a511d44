"""What each day would cost a point: closed days are out, days better avoided have a price.

A price is a number of points that only means something beside the others. Those of warnings are
far above those of wishes: a plan has as few warnings as it can, then is as comfortable as it can.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from pret.domain.closings import ClosingKind, SeasonKind
from pret.domain.milestones import MilestoneKind
from pret.domain.programme import Programme
from pret.plan.almanac import Almanac
from pret.plan.windows import WEEK_DAYS, Point

#: What makes a day comfortable costs less than this; all other prices are multiples of it.
COMFORT = 10
#: What one warning of the verifier costs.
WARNING = 1000
#: What is not a rule, but would leave a meeting half empty.
NUISANCE = 300

#: What August costs, and the days around Christmas and the new year.
_NOBODY = 3 * WARNING
_YEAR_END, _NEW_YEAR = (12, 22), (1, 3)

_IN_SCHOOLS = frozenset({MilestoneKind.IMMERSION_WEEK, MilestoneKind.LAB_DAY})
_SIGNED = frozenset({MilestoneKind.CLOSING_SEMINAR, MilestoneKind.CLOSURE})
_AT_POLLS = frozenset({SeasonKind.PRE_ELECTION, SeasonKind.ELECTION})
_AT_SCHOOLS = frozenset({SeasonKind.RETURN, SeasonKind.EXAMS, SeasonKind.LAST_WEEK})
_ELECTIONS = frozenset({SeasonKind.PRE_ELECTION, SeasonKind.ELECTION})
#: From Monday to Friday: people travel on the first day, leave on the last, children are free on
#: Wednesdays.
_WEEKDAYS = (4, 0, 2, 0, 4)


def day_prices(
    programme: Programme, almanac: Almanac, point: Point, first: date, last: date
) -> Mapping[int, int]:
    """Return the days on which a point may begin, as ordinals, each with its price.

    first, last: of the days that it may begin on. A day is absent when one of the point's days is
    closed where it is held, or is no working day (rules C4, C5, C8, C17).
    """
    return {
        value: _price(programme, almanac, point, point.days(date.fromordinal(value)))
        for value in open_days(almanac, point, first, last)
    }


def open_days(almanac: Almanac, point: Point, first: date, last: date) -> tuple[int, ...]:
    """Return the days of `day_prices`, without their prices."""
    length_days = point.length_days
    opened = {
        value
        for value in range(first.toordinal(), last.toordinal() + length_days)
        if almanac.is_open(point.site, date.fromordinal(value))
    }
    return tuple(
        value
        for value in first_days(point, first, last)
        if all(value + rank in opened for rank in range(length_days))
    )


def first_days(point: Point, first: date, last: date) -> range:
    """Return the days on which a point could begin if all were open, as ordinals."""
    if point.is_week:
        first += timedelta(days=-first.weekday() % 7)
    return range(first.toordinal(), last.toordinal() + 1, 7 if point.is_week else 1)


def _price(programme: Programme, almanac: Almanac, point: Point, days: tuple[date, ...]) -> int:
    kind = point.milestone.kind
    sites = tuple(site.code for site in programme.sites)
    price = 0 if len(days) > 1 else _WEEKDAYS[days[0].weekday()]
    if any((day.month, day.day) >= _YEAR_END or (day.month, day.day) <= _NEW_YEAR for day in days):
        price += _NOBODY
    visited = sites if kind is MilestoneKind.STUDY_TRIP else (point.site,)
    for season in {
        season.kind for site in visited for day in days for season in almanac.seasons(site, day)
    }:
        price += _season_price(point, season)
    if kind is MilestoneKind.STUDY_TRIP:  # it visits the sites: nobody would be there
        price += 2 * WARNING * sum(_on_holiday(almanac, site, days) for site in sites)
    elif point.site is None:
        price += NUISANCE * sum(_on_holiday(almanac, site, days) for site in sites)
    if kind is MilestoneKind.PROSPECTIVE_WORKSHOP and not point.is_restitution:
        monday = days[0] - timedelta(days=days[0].weekday())
        week = tuple(monday + timedelta(days=number) for number in range(WEEK_DAYS))
        price += WARNING * sum(_on_holiday(almanac, site, week) for site in sites)  # C11
    return price


def _season_price(point: Point, season: SeasonKind) -> int:
    """Return what a season costs a point: rules C9, C13 and C14."""
    kind = point.milestone.kind
    if season is SeasonKind.AUGUST:
        return _NOBODY
    if season in _AT_SCHOOLS and kind in _IN_SCHOOLS:
        return WARNING
    if season in _ELECTIONS and (kind in _SIGNED or point.is_restitution):
        return WARNING
    if season is SeasonKind.YEAR_END:
        return WARNING if kind in _SIGNED else 0
    return 0 if season is SeasonKind.PRE_ELECTION else NUISANCE


def _on_holiday(almanac: Almanac, site: str, days: tuple[date, ...]) -> bool:
    return any(
        closing.kind is ClosingKind.SCHOOL_HOLIDAY
        for day in days
        for closing in almanac.closings(site, day)
    )
