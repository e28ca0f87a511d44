"""Why there is no plan: the fewest demands that cannot be had together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pret.domain.french import short_day
from pret.plan.model import Question, is_possible
from pret.plan.windows import Point, Strength, Window

#: Days looked at when a demand is set aside: far beyond 18 months.
_HORIZON_DAYS = 1000


@dataclass(frozen=True, slots=True)
class _Demand:
    """One thing asked of a plan. window: None when it is about the days of one point."""

    label: str
    window: Window | None = None
    point: Point | None = None


def conflict(question: Question, fixed: Mapping[str, date]) -> tuple[str, ...]:
    """Return demands, in French, that cannot be met together: without any one of them, all can.

    What is set aside first is what a person can do least about: closed days, then the order of
    milestones; so that what is left are settings, rules and dates.
    """
    demands = _demands(question, fixed)
    for demand in tuple(demands):
        rest = [each for each in demands if each != demand]
        if not is_possible(_asked(question, rest)):
            demands = rest
    return tuple(demand.label for demand in demands)


def _demands(question: Question, fixed: Mapping[str, date]) -> list[_Demand]:
    hard = [each for each in question.windows if each.is_hard]
    days = [
        _Demand(f"{point.named} un jour où l’on peut s’y réunir", point=point)
        for point in question.points
        if point.key not in fixed
    ]
    firm = [
        _Demand(f"{point.named} le {short_day(fixed[point.key])}", point=point)
        for point in question.points
        if point.key in fixed
    ]
    hard.sort(key=lambda window: window.strength is Strength.RULE)
    return [*days, *(_Demand(window.label, window) for window in hard), *firm]


def _asked(question: Question, demands: list[_Demand]) -> Question:
    """Return the question that asks these demands only."""
    windows = tuple(each.window for each in demands if each.window is not None)
    held = {each.point.key for each in demands if each.point is not None}
    return replace(
        question,
        windows=windows,
        prices={
            point.key: question.prices[point.key]
            if point.key in held
            else _any_day(question, point)
            for point in question.points
        },
    )


def _any_day(question: Question, point: Point) -> Mapping[int, int]:
    first = question.start + timedelta(days=-question.start.weekday() if point.is_week else 0)
    step = 7 if point.is_week else 1
    return {first.toordinal() + rank: 0 for rank in range(0, _HORIZON_DAYS, step)}
