"""Why there is no plan: the fewest demands that cannot be had together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pret.domain.french import short_day
from pret.plan.almanac import Almanac
from pret.plan.bounds import bounds
from pret.plan.findings import days_between, months_after
from pret.plan.prices import first_days
from pret.plan.rules_clock import PROGRAMME_MONTHS
from pret.plan.windows import WEEK_DAYS, Point, Strength, Window

#: Days looked at when a demand is set aside: far beyond 18 months.
_HORIZON_DAYS = 1000
#: How many of the things that take days from a point are told.
_MOST_TAKEN = 3


@dataclass(frozen=True, slots=True)
class _Demand:
    """One thing asked of a plan. window: None when it is about the days of one point."""

    label: str
    window: Window | None = None
    point: Point | None = None


def conflict(
    placed: Sequence[Point],
    days: Mapping[str, Sequence[int]],
    windows: Iterable[Window],
    start: date,
    fixed: Mapping[str, date],
    almanac: Almanac,
    rule_days: int = 0,
) -> tuple[str, ...]:
    """Return demands, in French, that cannot be met together: without any one of them, all can.

    days: key of a point → first days on which it can be held, whatever windows say. fixed: those
    that have one day only. almanac: says what takes most of their days from the points for which
    none is left. rule_days: by how many days each rule may be left.
    Nothing is returned when there is a plan with all of them. What is set aside first is what a
    person can do least about: closed days, then the order of milestones; so that what is left are
    settings, rules and dates.
    """

    def has_plan(demands: tuple[_Demand, ...]) -> bool:
        kept = (each.window for each in demands if each.window is not None)
        met = {each.point.key for each in demands if each.point is not None}
        tried = {
            point.key: days[point.key] if point.key in met else _any_day(start, point)
            for point in placed
        }
        return bounds(tried, kept, start, rule_days=rule_days) is not None

    every = _demands(placed, windows, fixed)
    needed = () if has_plan(every) else _needed(has_plan, every, ())
    return tuple(
        demand.label
        if demand.point is None or demand.point.key in fixed
        else f"{demand.label}{_taken(almanac, demand.point, start)}"
        for demand in needed
    )


def _taken(almanac: Almanac, point: Point, start: date) -> str:
    """Return what closes the most working days to a point while the programme lasts."""
    counts: Counter[str] = Counter()
    for day in days_between(start, months_after(start, PROGRAMME_MONTHS)):
        if day.weekday() < WEEK_DAYS:
            closings = almanac.closings(point.site, day)[:1]
            counts.update(closing.label.partition(", zone")[0] for closing in closings)
    most = ", ".join(label for label, _ in counts.most_common(_MOST_TAKEN))
    return f" (souvent fermé : {most})" if most else ""


def _needed(
    has_plan: Callable[[tuple[_Demand, ...]], bool],
    demands: tuple[_Demand, ...],
    others: tuple[_Demand, ...],
) -> tuple[_Demand, ...]:
    """Return which demands are needed, beside others, for there to be no plan.

    The first ones are set aside first: one by one, but for those that can go together.
    """
    if not has_plan(others):
        return ()
    if len(demands) == 1:
        return demands
    half = len(demands) // 2
    last = demands[half:]
    first = _needed(has_plan, demands[:half], (*last, *others))
    return (*first, *_needed(has_plan, last, (*first, *others)))


def _demands(
    placed: Sequence[Point], windows: Iterable[Window], fixed: Mapping[str, date]
) -> tuple[_Demand, ...]:
    hard = [each for each in windows if each.is_hard]
    days = [
        _Demand(f"{point.named} un jour où l’on peut s’y réunir", point=point)
        for point in placed
        if point.key not in fixed
    ]
    firm = [
        _Demand(f"{point.named} le {short_day(fixed[point.key])}", point=point)
        for point in placed
        if point.key in fixed
    ]
    hard.sort(key=lambda window: window.strength is Strength.RULE)
    return (*days, *(_Demand(window.label, window) for window in hard), *firm)


def _any_day(start: date, point: Point) -> range:
    """Return any day for a point, whether it can be held on it or not."""
    last = start + timedelta(days=_HORIZON_DAYS)
    return first_days(point, start - timedelta(days=start.weekday()), last)
