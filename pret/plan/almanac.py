"""What is closed, and what is better avoided, on each day at each of a programme's sites.

Official days first, then what was imported from .ics files, then what the site declares: all of
them close, and the last one is told first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from pret.domain.closings import Closing, ClosingKind, Season, SeasonKind, Span
from pret.domain.programme import Programme, SchoolZone, Site
from pret.domain.schedule import PlannedMilestone
from pret.plan import official

S = TypeVar("S", bound=Span)

#: Working days after teachers are back in which nobody has time (rule C9).
RETURN_DAYS = 8
_ONE_DAY = timedelta(days=1)
_SATURDAY = 5
_DECEMBER = 12


class _ByDay(Generic[S]):
    """Spans found by day: those of a month are set apart once, in their order."""

    def __init__(self, spans: tuple[S, ...]) -> None:
        self.spans = spans
        self._months: dict[tuple[int, int], list[S]] = {}
        self._days: dict[date, tuple[S, ...]] = {}
        for span in spans:
            month = (span.first_day.year, span.first_day.month)
            while month <= (span.last_day.year, span.last_day.month):
                self._months.setdefault(month, []).append(span)
                month = (month[0], month[1] + 1) if month[1] < _DECEMBER else (month[0] + 1, 1)

    def on(self, day: date) -> tuple[S, ...]:
        """Return the spans that hold a day."""
        known = self._days.get(day)
        if known is None:
            near = self._months.get((day.year, day.month), ())
            known = self._days[day] = tuple(span for span in near if span.holds(day))
        return known


@dataclass(frozen=True, slots=True)
class Almanac:
    """The days of a programme's sites, each given by its code; None is the country at large."""

    closed: Mapping[str | None, _ByDay[Closing]]
    avoided: Mapping[str | None, _ByDay[Season]]

    def closings(self, site: str | None, day: date) -> tuple[Closing, ...]:
        """Return why a site is closed on a day: what the site says first. Empty when it is open.

        Raises KeyError for a code that is not a site of the programme. Weekends are not closings.
        """
        return self.closed[site].on(day)

    def seasons(self, site: str | None, day: date) -> tuple[Season, ...]:
        """Return why a day is better avoided at a site. Raises KeyError as `closings`."""
        return self.avoided[site].on(day)

    def is_open(self, site: str | None, day: date) -> bool:
        """Tell whether a day is a working day, from Monday to Friday, on which a site is open."""
        return day.weekday() < _SATURDAY and not self.closed[site].on(day)

    def rests_on_estimate(self, site: str | None, day: date) -> bool:
        """Tell whether what is said of a day could change: no decree covers it yet.

        Of the country at large nothing can: public holidays are known for ever.
        """
        return site is not None and self._has_zone(site) and day > official.decreed_until()

    def closed_between(self, site: str | None, first: date, last: date) -> tuple[Closing, ...]:
        """Return what closes a site within some days, both counted, each told whole."""
        return tuple(
            span
            for span in self.closed[site].spans
            if span.first_day <= last and span.last_day >= first
        )

    def also_closed(self, site: str, closing: Closing) -> Almanac:
        """Return the almanac in which a site is closed on more days."""
        spans = _ByDay((closing, *self.closed[site].spans))
        return Almanac({**self.closed, site: spans}, self.avoided)

    def _has_zone(self, site: str) -> bool:
        return any(span.kind is ClosingKind.SCHOOL_HOLIDAY for span in self.closed[site].spans)


def almanac(
    programme: Programme, imported: Mapping[str | None, tuple[Closing, ...]] | None = None
) -> Almanac:
    """Return the almanac of a programme's sites.

    imported: code of a site → what its .ics file closes; under None, what closes every site.
    """
    imported = imported or {}
    everywhere = imported.get(None, ())
    closed: dict[str | None, _ByDay[Closing]] = {
        None: _ByDay((*everywhere, *official.public_holidays(None)))
    }
    avoided: dict[str | None, _ByDay[Season]] = {None: _ByDay(_seasons(None))}
    for site in programme.sites:
        own = (*_declared(site), *imported.get(site.code, ()), *everywhere)
        school = official.school_holidays(site.zone) if site.zone else ()
        closed[site.code] = _ByDay((*own, *school, *official.public_holidays(site.department)))
        avoided[site.code] = _ByDay(_seasons(site.zone))
    return Almanac(closed, avoided)


def is_estimated(programme: Programme, known: Almanac, entry: PlannedMilestone) -> bool:
    """Tell whether a milestone's days were chosen among school holidays that nobody decreed."""
    days = [entry.first_day, entry.end]
    sites = [entry.site] if entry.site else [site.code for site in programme.sites]
    return any(known.rests_on_estimate(site, day) for site in sites for day in days)


def _declared(site: Site) -> tuple[Closing, ...]:
    return tuple(
        Closing(one.first_day, one.last_day or one.first_day, one.label, "déclaré par le site")
        for one in site.closings
    )


def _seasons(zone: SchoolZone | None) -> tuple[Season, ...]:
    """Return what is better avoided: in a zone, its school's year too."""
    public = (*official.elections(), *official.year_ends(), *_augusts())
    return (*_of_schools(zone), *public) if zone else public


def _of_schools(zone: SchoolZone) -> Iterable[Season]:
    holidays = official.school_holidays(zone)
    yield from official.exams()
    for following in holidays:
        if following.kind is ClosingKind.SCHOOL_HOLIDAY:
            yield _last_week(following)
        if following.last_day.month in (8, 9) and _is_summer(following, holidays):
            yield _return(following, zone)


def _is_summer(span: Closing, holidays: tuple[Closing, ...]) -> bool:
    """Tell whether a holiday of August or September is the end of a summer, not cut in two."""
    place = bisect_right([one.first_day for one in holidays], span.first_day)
    return place == len(holidays) or holidays[place].first_day > span.last_day + _ONE_DAY


def _last_week(holiday: Closing) -> Season:
    first = holiday.first_day - timedelta(days=7)
    return Season(
        first,
        holiday.first_day - _ONE_DAY,
        f"dernière semaine avant les {holiday.label}",
        holiday.source,
        holiday.estimated,
        SeasonKind.LAST_WEEK,
    )


def _return(summer: Closing, zone: SchoolZone) -> Season:
    """Return the first working days of a school year: teachers are back one before the pupils."""
    first = _working_day(summer.last_day + _ONE_DAY, +1)
    day = last = _working_day(first - _ONE_DAY, -1)
    for _ in range(RETURN_DAYS - 1):
        last = _working_day(last + _ONE_DAY, +1)
    return Season(
        day,
        last,
        f"rentrée scolaire, zone {zone}",
        summer.source,
        summer.estimated,
        SeasonKind.RETURN,
    )


def _working_day(day: date, step: int) -> date:
    while day.weekday() >= _SATURDAY:
        day += step * _ONE_DAY
    return day


def _augusts() -> Iterable[Season]:
    for year in official.YEARS:
        yield Season(
            date(year, 8, 1), date(year, 8, 31), "mois d’août", "usage", kind=SeasonKind.AUGUST
        )
