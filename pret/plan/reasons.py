"""Why a milestone moves, in French: the day it had is closed, or what staying would cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from pret.domain.closings import ClosingKind
from pret.domain.french import count_of, long_day, short_day
from pret.domain.milestones import Milestone
from pret.domain.programme import Programme
from pret.domain.schedule import Calendar, PlannedMilestone
from pret.plan.almanac import Almanac
from pret.plan.model import Answer, Question, cheapest, is_possible
from pret.plan.staying import Asked
from pret.plan.windows import SPANS, START, STAYING, Point, Strength, Window

_SATURDAY = 5
#: For how many points it is tried what staying would cost: the next ones follow from these.
_MOST_TRIED = 3
_MOST_COSTS = 3


@dataclass(frozen=True, slots=True)
class Move:
    """One milestone whose dates or status change. before, after: None without dates."""

    milestone: Milestone
    before: PlannedMilestone | None
    after: PlannedMilestone | None
    reasons: tuple[str, ...] = ()


def moves(
    programme: Programme,
    before: Calendar,
    after: Calendar,
    why: Mapping[str, tuple[str, ...]],
) -> tuple[Move, ...]:
    """Return what differs from a calendar to another, in the order of the milestones.

    why: code of a milestone → reasons.
    """
    return tuple(
        Move(milestone, former, new, why.get(milestone.code, ()))
        for milestone in programme.milestones()
        if (former := before.planned(milestone.code)) != (new := after.planned(milestone.code))
    )


def closed_days(
    almanac: Almanac, point: Point, first: date, *, saturdays: bool = False
) -> tuple[str, ...]:
    """Return why a point cannot begin on a day, one reason for each; none when it can.

    saturdays: one may meet on a Saturday (rule C17), though no trip and no week holds one (C4, C5).
    """
    found: list[str] = []
    weekend = _SATURDAY + (saturdays and point.length_days == 1)
    for day in point.days(first):
        closing = next(iter(almanac.closings(point.site, day)), None)
        if day.weekday() >= weekend:
            name = "samedi" if day.weekday() == _SATURDAY else "dimanche"
            found.append(f"le {short_day(day)} est un {name}")
        elif closing is not None and closing.kind is ClosingKind.PUBLIC_HOLIDAY:
            found.append(f"le {short_day(day)} est férié : {closing.label}")
        elif closing is not None:
            found.append(f"le {short_day(day)}, le site est fermé : {closing.label}")
    return tuple(found)


def reasons(
    asked: Asked, question: Question, answer: Answer, *, of: Milestone
) -> Mapping[str, tuple[str, ...]]:
    """Return milestone's code → why it moves, for those that nobody asked to move.

    of: the milestone that was asked to.
    """
    found: dict[str, tuple[str, ...]] = {}
    for milestone in asked.programme.milestones():
        if milestone.kind in SPANS and milestone != of:
            found[milestone.code] = ("suit les temps forts qui l’entourent",)
    moved = [
        (point, old)
        for point in asked.placed
        if (old := asked.day(point.key)) is not None
        and point.key not in asked.fixed
        and answer.days[point.key] != old
    ]
    for rank, (point, old) in enumerate(moved):
        told = _why(asked, question, answer, point, old, tried=rank < _MOST_TRIED)
        found[point.milestone.code] = (*found.get(point.milestone.code, ()), *told)
    return found


def _why(
    asked: Asked, question: Question, answer: Answer, point: Point, old: date, *, tried: bool
) -> Iterator[str]:
    """Yield what a point would not respect if it stayed alone, and what its staying would take.

    tried: find out what would have to move in its place.
    """
    if asked.is_lost(point, old):
        yield f"le lieu est fermé le {long_day(old)}"
        return
    staying = f"rester le {long_day(old)}"
    days = {**answer.days, point.key: old}
    broken = _broken(question, days, answer.days)
    there = replace(question, prices={**question.prices, point.key: {old.toordinal(): 0}})
    possible = is_possible(there)
    other = cheapest(there) if tried and possible else None
    if other is not None:
        costs = sorted(_costs(asked, question, answer, other))[:_MOST_COSTS]
        if broken and not any(broken.label in told for _, told in costs):
            yield _needed(broken)
        if costs:
            yield f"{staying} coûterait : {' ; '.join(told for _, told in costs)}"
            return
    if broken is None:
        yield f"{staying} coûterait autant ou plus au reste du plan"
    elif other is not None:
        return
    elif broken.strength is Strength.RULE and broken not in asked.windows:
        yield f"{staying} enfreindrait une règle : {_told_left(question, broken, days)}"
    elif broken.is_hard and not possible:
        yield f"{staying} est impossible : {broken.label}"
    else:
        yield _needed(broken)


def _needed(window: Window) -> str:
    return window.label if window.strength is Strength.ORDER else f"il faut {window.label}"


def _broken(
    question: Question, days: Mapping[str, date], than: Mapping[str, date]
) -> Window | None:
    """Return the gravest of the windows that some days leave by more than others do."""
    ranks = {strength: rank for rank, strength in enumerate(Strength)}
    broken = tuple(_more_left(question, days, than))
    return min(broken, key=lambda window: ranks[window.strength], default=None)


def _costs(
    asked: Asked, question: Question, answer: Answer, other: Answer
) -> Iterator[tuple[int, str]]:
    """Yield what another answer moves further, or respects less, than the one proposed.

    Each with its rank: rules first, then dates, then advice and wishes.
    """
    for window in _more_left(question, other.days, answer.days):
        rank = 0 if window.strength is Strength.RULE else 2 if window.rule else 3
        yield rank, _told_left(question, window, other.days)
    for point in asked.placed:
        old = asked.day(point.key)
        if old is None or point.key in asked.fixed:
            continue
        days_moved = abs((other.days[point.key] - old).days)
        if days_moved > abs((answer.days[point.key] - old).days):
            yield 1, f"déplacer {point.named} de {count_of(days_moved, 'jour')}"


def _told_left(question: Question, window: Window, days: Mapping[str, date]) -> str:
    """Return by how many days some days leave a window: « 7 jours de moins que … »."""
    short, over = window.days_left(_before(question, window, days), days[window.after])
    many = count_of(max(short, over), "jour")
    return f"{many} de {'plus' if over else 'moins'} que {window.label}"


def _more_left(
    question: Question, days: Mapping[str, date], than: Mapping[str, date]
) -> Iterator[Window]:
    """Yield the windows that some days leave by more than others do, dates to keep apart."""
    for window in question.windows:
        if window.strength not in STAYING:
            left, less = (
                max(window.days_left(_before(question, window, each), each[window.after]))
                for each in (days, than)
            )
            if left > less:
                yield window


def _before(question: Question, window: Window, days: Mapping[str, date]) -> date:
    return question.start if window.before == START else days[window.before]
