"""The question that a change asks: what is already planned costs nothing, only a change does.

A firm date is dearer to move than an option, and both are dearer than what a planner would merely
like better. A rule is dearer still: it is only left around what cannot move.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pret.domain.milestones import Milestone
from pret.domain.programme import Programme
from pret.domain.schedule import Calendar, DateStatus
from pret.plan.almanac import Almanac
from pret.plan.bounds import bounds
from pret.plan.findings import months_after
from pret.plan.model import MOST_DAYS_OUTSIDE_RULE, Question, is_possible, least_rule_days
from pret.plan.planner import day_in, undecided
from pret.plan.prices import NUISANCE, WARNING, day_prices, first_days
from pret.plan.rules_clock import PROGRAMME_MONTHS
from pret.plan.rules_days import PUBLIC_BODY_DAYS, SAVE_THE_DATE_DAYS
from pret.plan.windows import START, Point, Reach, Strength, Window, windows

#: How far from its present day a point may go, in days, beyond what the change itself moves; any
#: number only where there is no plan otherwise.
_MOST_DAYS_AWAY = 90
_ANY_DAYS_AWAY = 1000
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Lost:
    """Days on which a site, or the place of one milestone that is at no site, has closed."""

    site: str | None
    milestone: Milestone
    first_day: date
    last_day: date

    def takes(self, point: Point, first: date) -> bool:
        """Tell whether a point that begins on a day would meet these days."""
        here = point.site == self.site if self.site else point.milestone == self.milestone
        return here and any(self.first_day <= day <= self.last_day for day in point.days(first))


@dataclass(frozen=True, slots=True)
class Asked:
    """A plan with one thing changed in it.

    calendar: the plan, without what is cancelled. placed: the points that take part in it. fixed:
    those whose days are known. wanted: key of the one among them that was asked for, or empty.
    lost: days that a place has just lost. shift_days: how far the change itself goes. windows: what
    the change asks beside the rules. new: pairs of points between which a rule came with it.
    """

    programme: Programme
    almanac: Almanac
    calendar: Calendar
    placed: tuple[Point, ...]
    fixed: Mapping[str, date]
    today: date
    wanted: str = ""
    lost: Lost | None = None
    shift_days: int = 0
    windows: tuple[Window, ...] = ()
    new: frozenset[tuple[str, str]] = frozenset()

    def day(self, key: str) -> date | None:
        """Return the present first day of a point."""
        return next(day_in(self.calendar, point) for point in self.placed if point.key == key)

    def is_lost(self, point: Point, first: date) -> bool:
        """Tell whether a point that begins on a day would meet days that its place has lost."""
        return self.lost is not None and self.lost.takes(point, first)


def question_of_change(asked: Asked) -> Question:
    """Return the question whose cheapest answer changes the plan the least.

    Rules are never left when there is such a plan; otherwise by as few days as can be together. It
    has no days when there is no plan at all.
    """
    kept = held(asked)
    near = _MOST_DAYS_AWAY + asked.shift_days
    for most_days_away in (near, _ANY_DAYS_AWAY):
        firm = _question(asked, kept, 0, most_days_away)
        if is_possible(firm):
            return firm
    loose = _question(asked, kept, MOST_DAYS_OUTSIDE_RULE, near)
    return replace(loose, rule_days=least_rule_days(loose))


def held(asked: Asked) -> tuple[Window, ...]:
    """Return the windows that are held, as the present plan leaves them."""
    stay = {key: day for key, day in asked.fixed.items() if key != asked.wanted}
    every = undecided(windows(asked.programme, asked.almanac, asked.placed), stay)
    widened = (_widened(asked, window) for window in every)
    return (*(window for window in widened if window is not None), *asked.windows)


def _question(
    asked: Asked, kept: tuple[Window, ...], rule_days: int, most_days_away: int
) -> Question:
    start = asked.programme.start
    days = {point.key: _days(asked, point, rule_days, most_days_away) for point in asked.placed}
    between = bounds(days, kept, start, rule_days=rule_days) or {}
    prices = {
        point.key: {asked.fixed[point.key].toordinal(): 0}
        if point.key in asked.fixed
        else _prices(asked, point, *map(date.fromordinal, between[point.key]))
        for point in asked.placed
        if between
    }
    return Question(start, asked.placed, (*kept, *_stays(asked)), prices, rule_days)


def _days(asked: Asked, point: Point, rule_days: int, most_days_away: int) -> Sequence[int]:
    """Return the days that are looked at for a point, open or not, as ordinals in order."""
    if point.key in asked.fixed:
        return (asked.fixed[point.key].toordinal(),)
    first = max(asked.today + _ONE_DAY, asked.programme.start)
    last = months_after(asked.programme.start, PROGRAMME_MONTHS)
    last += timedelta(days=rule_days - (point.length_days - 1))
    now = day_in(asked.calendar, point)
    if now is None:
        return first_days(point, first, last)
    away = timedelta(days=most_days_away)
    first, last = max(first, now - away), min(last, now + away)
    return sorted({*first_days(point, first, last), now.toordinal()})


def _widened(asked: Asked, window: Window) -> Window | None:
    """Return a window that the present plan does not leave; None when it is out of order already.

    What the plan is today is nobody's question: it must not be mended along with something else. A
    rule that the change itself brings between two points is held as it is.
    """
    if window.strength is Strength.RULE and (window.before, window.after) in asked.new:
        return window
    before = asked.programme.start if window.before == START else asked.day(window.before)
    day = asked.day(window.after)
    if before is None or day is None or not any(window.days_left(before, day)):
        return window
    if window.strength is Strength.ORDER:
        return None
    gap = Reach(days=(day - before).days)
    if window.least is not None and day < window.least.after(before):
        return replace(window, least=gap)
    return replace(window, most=gap)


def _stays(asked: Asked) -> Iterator[Window]:
    """Yield what holds each point on its present day."""
    for point in asked.placed:
        day = day_in(asked.calendar, point)
        entry = asked.calendar.planned(point.milestone.code)
        if point.key in asked.fixed or day is None or entry is None:
            continue
        firm = entry.status is DateStatus.FIRM
        here = Reach(days=(day - asked.programme.start).days)
        strength = Strength.ANNOUNCED if firm else Strength.PROPOSED
        yield Window(START, point.key, strength, "", here, here)


def _prices(asked: Asked, point: Point, first: date, last: date) -> Mapping[int, int]:
    """Return the days that a point may have, dearer only by what they have against them."""
    now = day_in(asked.calendar, point)
    found = day_prices(asked.programme, asked.almanac, point, first, last)
    own = found.get(now.toordinal(), 0) if now is not None else 0
    found = {
        value: max(0, price - own) + _haste(asked.today, date.fromordinal(value))
        for value, price in found.items()
        if not asked.is_lost(point, date.fromordinal(value))
    }
    if now is not None and not asked.is_lost(point, now):
        found[now.toordinal()] = 0
    return found


def _haste(today: date, day: date) -> int:
    """Return what it costs to call people to a new day (rule C15)."""
    left_days = (day - today).days
    if left_days < PUBLIC_BODY_DAYS:
        return WARNING
    return NUISANCE if left_days < SAVE_THE_DATE_DAYS else 0
