"""Why there is no plan: the fewest demands that cannot be had together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pret.domain.french import short_day
from pret.plan.bounds import bounds
from pret.plan.model import Question
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

    question: without a plan, its days being those on which points can be held whatever windows say.
    What is set aside first is what a person can do least about: closed days, then the order of
    milestones; so that what is left are settings, rules and dates.
    """
    return tuple(demand.label for demand in _needed(question, _demands(question, fixed), ()))


def _needed(
    question: Question, demands: Sequence[_Demand], others: tuple[_Demand, ...]
) -> tuple[_Demand, ...]:
    """Return which demands are needed, beside others, for there to be no plan.

    The first ones are set aside first: one by one, but for those that can go together.
    """
    if not _has_plan(question, others):
        return ()
    if len(demands) == 1:
        return tuple(demands)
    half = len(demands) // 2
    last = tuple(demands[half:])
    first = _needed(question, demands[:half], (*last, *others))
    return (*first, *_needed(question, last, (*first, *others)))


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


def _has_plan(question: Question, demands: tuple[_Demand, ...]) -> bool:
    """Tell whether these demands only can be met."""
    windows = (each.window for each in demands if each.window is not None)
    held = {each.point.key for each in demands if each.point is not None}
    days = {
        point.key: sorted(question.prices[point.key])
        if point.key in held
        else _any_day(question, point)
        for point in question.points
    }
    return bounds(days, windows, question.start, rule_days=question.rule_days) is not None


def _any_day(question: Question, point: Point) -> range:
    first = question.start + timedelta(days=-question.start.weekday() if point.is_week else 0)
    step = 7 if point.is_week else 1
    return range(first.toordinal(), first.toordinal() + _HORIZON_DAYS, step)
