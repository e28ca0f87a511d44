"""The earliest and the latest day of each point, by the windows that are never left alone.

A window says that a point is not before, or not after, a day that grows with the day of another.
Of two plans that respect such windows, the earlier days of both, point by point, are a plan too,
and so are the later ones. So the earliest days of each together are a plan, and the latest are one:
pushing days until no window is left finds whether there is any, without a search.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from pret.plan.windows import START, Reach, Strength, Window


def bounds(
    days: Mapping[str, Sequence[int]],
    windows: Iterable[Window],
    start: date,
    *,
    rule_days: int = 0,
) -> Mapping[str, tuple[int, int]] | None:
    """Return each point's first and last day in a plan, or None when there is no plan.

    days: key of a point → first days that it may have, as ordinals in order. windows: those of
    order are never left, those of rules by `rule_days` at most, the others do not count. start: the
    programme's first day.
    """
    if not all(days.values()):
        return None
    return _Ranges(days, start, rule_days).narrowed(each for each in windows if each.is_hard)


class _Ranges:
    """What is left of the days of each point: places in its sequence, both counted."""

    def __init__(self, days: Mapping[str, Sequence[int]], start: date, rule_days: int) -> None:
        self.days: dict[str, Sequence[int]] = {START: (start.toordinal(),), **days}
        self.first = dict.fromkeys(self.days, 0)
        self.last = {key: len(values) - 1 for key, values in self.days.items()}
        self.rule_days = rule_days

    def narrowed(self, windows: Iterable[Window]) -> Mapping[str, tuple[int, int]] | None:
        """Return what is left once no window takes anything more away."""
        known = tuple(windows)
        about: dict[str, list[int]] = {key: [] for key in self.days}
        for rank, window in enumerate(known):
            about[window.before].append(rank)
            about[window.after].append(rank)
        waiting = dict.fromkeys(range(len(known)))
        while waiting:
            rank = next(iter(waiting))
            del waiting[rank]
            for key in self.tightened(known[rank]):
                if self.first[key] > self.last[key]:
                    return None
                waiting.update(dict.fromkeys(about[key]))
        return {
            key: (values[self.first[key]], values[self.last[key]])
            for key, values in self.days.items()
            if key != START
        }

    def tightened(self, window: Window) -> Iterator[str]:
        """Take away what a window forbids; yield the points that lost days."""
        before, after = window.before, window.after
        spare = self.rule_days if window.strength is Strength.RULE else 0
        if window.least is not None:
            reach, values = window.least, self.days[before]
            day = _at(reach, values[self.first[before]]) - spare
            yield from self.not_before(after, bisect_left(self.days[after], day))
            if self.first[after] > self.last[after]:
                return
            day = self.days[after][self.last[after]] + spare
            yield from self.not_after(before, _count(values, day, reach))
            if self.first[before] > self.last[before]:
                return
        if window.most is not None:
            reach, values = window.most, self.days[before]
            day = _at(reach, values[self.last[before]]) + spare
            yield from self.not_after(after, bisect_right(self.days[after], day))
            if self.first[after] > self.last[after]:
                return
            day = self.days[after][self.first[after]] - spare
            yield from self.not_before(before, _count(values, day - 1, reach))

    def not_before(self, key: str, place: int) -> Iterator[str]:
        """Leave a point no day before a place; yield it if it had one."""
        if place > self.first[key]:
            self.first[key] = place
            yield key

    def not_after(self, key: str, place: int) -> Iterator[str]:
        """Leave a point no day from a place on; yield it if it had one."""
        if place <= self.last[key]:
            self.last[key] = place - 1
            yield key


def _count(values: Sequence[int], day: int, reach: Reach) -> int:
    """Return how many of these days have one within reach that comes no later than another day."""
    if reach.is_even:
        return bisect_right(values, day - reach.days)
    return bisect_right(values, day, key=lambda value: _at(reach, value))


def _at(reach: Reach, value: int) -> int:
    """Return the day at a distance, from an ordinal to another."""
    if reach.is_even:
        return value + reach.days
    return reach.after(date.fromordinal(value)).toordinal()
