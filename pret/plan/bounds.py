"""The earliest and the latest day of each point, from the windows that are never left alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from pret.plan.findings import months_after
from pret.plan.windows import START, Point, Reach, Window

#: A month taken back and added again may be this many days off: from 31 January to 28 February.
_CLAMPED_DAYS = 3


def bounds(
    points: Iterable[Point],
    windows: Iterable[Window],
    start: date,
    last: date,
    fixed: Mapping[str, date],
) -> Mapping[str, tuple[date, date]]:
    """Return between which days each point may begin, by windows that cannot be left.

    start: the programme's first day. last: the last day that a point may begin on. fixed: points
    whose day is known. No day outside can be part of a plan; many inside cannot either. The first
    comes after the second where there is no plan at all.
    """
    earliest = {START: start} | {point.key: fixed.get(point.key, start) for point in points}
    latest = {START: start} | {point.key: fixed.get(point.key, last) for point in points}
    known = tuple(windows)
    for _ in range(len(earliest)):  # each turn makes at least one more day right
        before = (dict(earliest), dict(latest))
        for window in known:
            _tighten(window, earliest, latest, fixed)
        if before == (earliest, latest):
            break
    return {key: (earliest[key], latest[key]) for key in earliest if key != START}


def _tighten(
    window: Window,
    earliest: dict[str, date],
    latest: dict[str, date],
    fixed: Mapping[str, date],
) -> None:
    one, other = window.before, window.after
    if window.least is not None:
        if other not in fixed:
            earliest[other] = max(earliest[other], window.least.after(earliest[one]))
        if one != START and one not in fixed:
            latest[one] = min(latest[one], _before(window.least, latest[other], _CLAMPED_DAYS))
    if window.most is not None:
        if other not in fixed:
            latest[other] = min(latest[other], window.most.after(latest[one]))
        if one != START and one not in fixed:
            least = _before(window.most, earliest[other], -_CLAMPED_DAYS)
            earliest[one] = max(earliest[one], least)


def _before(reach: Reach, day: date, margin_days: int) -> date:
    margin = margin_days if reach.months else 0
    return months_after(day, -reach.months) + timedelta(days=margin - reach.days)
