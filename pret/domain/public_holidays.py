"""The public holidays of the whole of France: what is due on one of them is due the day after."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

_FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
#: Easter Monday, Ascension, Whit Monday.
_AFTER_EASTER_DAYS = (1, 39, 50)


@cache
def public_holidays(year: int) -> frozenset[date]:
    """Return the eleven public holidays of a year (Code du travail, art. L. 3133-1).

    Those of Alsace-Moselle and overseas are the almanac's, which knows where a site is.
    """
    easter = _easter(year)
    moving = (easter + timedelta(days=days) for days in _AFTER_EASTER_DAYS)
    return frozenset((*(date(year, month, day) for month, day in _FIXED), *moving))


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
