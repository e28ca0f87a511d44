"""The question that a change asks: what is already planned costs nothing, only a change does.

A firm date is dearer to move than an option, and both are dearer than what a planner would merely
like better. A rule is dearer still: it is only left around what cannot move.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pret.domain.milestones import Milestone
from pret.domain.programme import Programme
from pret.domain.schedule import Calendar, DateStatus
from pret.plan.almanac import Almanac
from pret.plan.bounds import bounds
from pret.plan.findings import months_after
from pret.plan.model import MOST_DAYS_OUTSIDE_RULE, Question
from pret.plan.planner import day_in, undecided
from pret.plan.prices import NUISANCE, WARNING, day_prices
from pret.plan.rules_clock import PROGRAMME_MONTHS
from pret.plan.rules_days import PUBLIC_BODY_DAYS, SAVE_THE_DATE_DAYS
from pret.plan.windows import START, Point, Reach, Strength, Window, windows

#: How far from its present day a point may go, in days, beyond what the change itself moves.
_MOST_DAYS_AWAY = 90
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
    lost: days that a place has just lost. shift_days: how far the change itself goes.
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

    def day(self, key: str) -> date | None:
        """Return the present first day of a point."""
        return next(day_in(self.calendar, point) for point in self.placed if point.key == key)

    def is_lost(self, point: Point, first: date) -> bool:
        """Tell whether a point that begins on a day would meet days that its place has lost."""
        return self.lost is not None and self.lost.takes(point, first)


def question_of_change(asked: Asked) -> Question:
    """Return the question whose cheapest answer changes the plan the least."""
    every = windows(asked.programme, asked.almanac, asked.placed)
    stay = {key: day for key, day in asked.fixed.items() if key != asked.wanted}
    held = tuple(
        widened
        for window in undecided(every, stay)
        if (widened := _widened(asked, window)) is not None
    )
    order = (window for window in held if window.strength is Strength.ORDER)
    last = months_after(asked.programme.start, PROGRAMME_MONTHS)
    last += timedelta(days=MOST_DAYS_OUTSIDE_RULE)
    between = bounds(asked.placed, order, asked.programme.start, last, asked.fixed)
    prices = {
        point.key: {asked.fixed[point.key].toordinal(): 0}
        if point.key in asked.fixed
        else _prices(asked, point, *between[point.key])
        for point in asked.placed
    }
    soft = (*held, *_stays(asked))
    return Question(asked.programme.start, asked.placed, soft, prices, firmly=False)


def _widened(asked: Asked, window: Window) -> Window | None:
    """Return a window that the present plan does not leave; None when it is out of order already.

    What the plan is today is nobody's question: it must not be mended along with something else.
    """
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
    first = max(first, asked.today + _ONE_DAY)
    if now is not None:
        away = timedelta(days=_MOST_DAYS_AWAY + asked.shift_days)
        first, last = max(first, now - away), min(last, now + away)
    found = dict(day_prices(asked.programme, asked.almanac, point, first, last))
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
