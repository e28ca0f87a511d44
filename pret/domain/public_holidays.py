"""The public holidays of France, and of a department: nothing is due on one of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

_FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
#: Easter Monday, Ascension, Whit Monday.
_AFTER_EASTER_DAYS = (1, 39, 50)
_SATURDAY = 5
#: Department → subdivision of the package `holidays` (ISO 3166-2:FR), of those that have holidays
#: of their own: Alsace-Moselle (droit local) and overseas.
SUBDIVISIONS = {
    "57": "57",
    "67": "6AE",
    "68": "6AE",
    "971": "971",
    "972": "972",
    "973": "973",
    "974": "974",
    "975": "PM",
    "976": "976",
    "977": "BL",
    "978": "MF",
    "986": "WF",
    "987": "PF",
    "988": "NC",
}


@cache
def public_holidays(year: int) -> frozenset[date]:
    """Return the eleven public holidays of a year (Code du travail, art. L. 3133-1).

    Without those of Alsace-Moselle and overseas.
    """
    easter = _easter(year)
    moving = (easter + timedelta(days=days) for days in _AFTER_EASTER_DAYS)
    return frozenset((*(date(year, month, day) for month, day in _FIXED), *moving))


@cache
def local_holidays(department: str, year: int) -> frozenset[date]:
    """Return the public holidays of a department (« 67 », « 974 »), the country's with them."""
    subdivision = SUBDIVISIONS.get(department)
    if subdivision is None:
        return public_holidays(year)
    import holidays  # takes a fifth of a second, and few departments have holidays of their own

    return frozenset(holidays.country_holidays("FR", subdiv=subdivision, years=year))


def is_working_day(day: date, departments: Iterable[str] = ()) -> bool:
    """Tell whether a day is neither of a weekend nor a public holiday, there or in the country."""
    return (
        day.weekday() < _SATURDAY
        and day not in public_holidays(day.year)
        and all(day not in local_holidays(department, day.year) for department in departments)
    )


def _easter(year: int) -> date:
    """Return Easter Sunday (Gregorian computus of Meeus, Jones and Butcher)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (
        19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
