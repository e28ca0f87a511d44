"""What a person must choose between when no plan keeps all the rules with a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pret.plan.bounds import bounds
from pret.plan.conflicts import conflict
from pret.plan.findings import months_after
from pret.plan.prices import open_days
from pret.plan.rules_clock import PROGRAMME_MONTHS
from pret.plan.staying import Asked, held

_ONE_DAY = timedelta(days=1)
#: Days looked at to find out what cannot be had together: well beyond the programme's own.
_LOOKED_AT_MONTHS = 2 * PROGRAMME_MONTHS


@dataclass(frozen=True, slots=True)
class Choice:
    """Why no plan keeps all the rules.

    demands: in French, the fewest that cannot be had together. nearest: the day closest to the one
    asked for on which some plan keeps them all, or None.
    """

    demands: tuple[str, ...]
    nearest: date | None = None


def choice(asked: Asked) -> Choice:
    """Return what is to be chosen when a change leaves no plan that keeps all the rules."""
    days = _open_days(asked)
    return Choice(_demands(asked, days, rule_days=0), _nearest(asked, days))


def demands(asked: Asked, *, rule_days: int) -> tuple[str, ...]:
    """Return what cannot be had together if each rule is left by so many days at most."""
    return _demands(asked, _open_days(asked), rule_days)


def _demands(asked: Asked, days: Mapping[str, Sequence[int]], rule_days: int) -> tuple[str, ...]:
    of_placed = {key: _fixed(asked, key) or values for key, values in days.items()}
    start, kept = asked.programme.start, held(asked)
    return conflict(asked.placed, of_placed, kept, start, asked.fixed, asked.almanac, rule_days)


def _nearest(asked: Asked, days: Mapping[str, Sequence[int]]) -> date | None:
    """Return the first or the last day of all plans that keep the rules, if beyond is asked for."""
    wanted = asked.fixed.get(asked.wanted)
    if wanted is None:
        return None
    fixed = {key: day for key, day in asked.fixed.items() if key != asked.wanted}
    free = replace(asked, fixed=fixed)
    end = months_after(asked.programme.start, PROGRAMME_MONTHS).toordinal()
    of_placed = {
        point.key: _fixed(free, point.key)
        or [day for day in days[point.key] if day + point.length_days - 1 <= end]
        for point in asked.placed
    }
    between = bounds(of_placed, held(free), asked.programme.start)
    if between is None:
        return None
    first_day, last_day = map(date.fromordinal, between[asked.wanted])
    if first_day < wanted < last_day:
        return None  # there may be a nearer one between these than either
    return first_day if wanted < first_day else last_day


def _fixed(asked: Asked, key: str) -> tuple[int, ...]:
    return (asked.fixed[key].toordinal(),) if key in asked.fixed else ()


def _open_days(asked: Asked) -> Mapping[str, Sequence[int]]:
    """Return the days on which points can begin, as ordinals, and those on which they do today."""
    first = max(asked.today + _ONE_DAY, asked.programme.start)
    last = months_after(asked.programme.start, _LOOKED_AT_MONTHS)
    found: dict[str, Sequence[int]] = {}
    for point in asked.placed:
        days = set(open_days(asked.almanac, point, first, last))
        now = asked.day(point.key)
        if now is not None:
            days.add(now.toordinal())
        kept = (day for day in days if not asked.is_lost(point, date.fromordinal(day)))
        found[point.key] = sorted(kept)
    return found
