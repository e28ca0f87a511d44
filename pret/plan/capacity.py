"""The capacity of a year: which weeks are free at a programme's sites, and why others are not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pret.domain.closings import ClosingKind, SeasonKind
from pret.domain.programme import Programme
from pret.plan.almanac import Almanac

WORKING_DAYS = 5
#: A week with one of these, though open, is not free (rule C9); the others are told only.
_TAKEN = (SeasonKind.RETURN, SeasonKind.EXAMS)


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday to Friday.

    reasons: code of a site → why it is not free there, in French; a site without is free.
    estimated: some of it rests on no decree yet.
    """

    monday: date
    reasons: Mapping[str, str]
    estimated: bool

    @property
    def free(self) -> bool:
        """Tell whether the week is free at every site."""
        return not self.reasons


def weeks(programme: Programme, almanac: Almanac, since: date, until: date) -> tuple[Week, ...]:
    """Return the weeks from a Monday on or after since to a Friday on or before until, in order."""
    monday = since + timedelta(days=-since.weekday() % 7)
    found: list[Week] = []
    while monday + timedelta(days=WORKING_DAYS - 1) <= until:
        found.append(_week(programme, almanac, monday))
        monday += timedelta(days=7)
    return tuple(found)


def _week(programme: Programme, almanac: Almanac, monday: date) -> Week:
    days = [monday + timedelta(days=rank) for rank in range(WORKING_DAYS)]
    reasons = {
        site.code: reason
        for site in programme.sites
        if (reason := _reason(almanac, site.code, days)) is not None
    }
    estimated = any(
        almanac.rests_on_estimate(site.code, day) for site in programme.sites for day in days
    )
    return Week(monday, reasons, estimated)


def _reason(almanac: Almanac, site: str, days: list[date]) -> str | None:
    """Return why a site is not free on some days: what takes the most of them, then the first."""
    counts: dict[str, int] = {}
    for day in days:
        closings = almanac.closings(site, day)
        for closing in closings[:1]:
            label = closing.label
            if closing.kind is ClosingKind.SCHOOL_HOLIDAY:
                label = label.partition(", zone")[0]
            counts[label] = counts.get(label, 0) + 1
        if not closings:
            for season in almanac.seasons(site, day):
                if season.kind in _TAKEN:
                    label = season.label.partition(", zone")[0]
                    counts[label] = counts.get(label, 0) + 1
    return max(counts, key=lambda label: counts[label]) if counts else None
