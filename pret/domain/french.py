"""Dates, hours and amounts in French words, whatever the machine's locale."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time
from decimal import Decimal

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_WRITTEN = re.compile(
    rf"^(?:le\s+)?(?:(?P<name>{'|'.join(DAYS)})\s+)?"
    r"(?P<day>\d{1,2})(?:er)?[\s/.]+(?P<month>[^\W\d_]+|\d{1,2})[\s/.]+(?P<year>\d{4})$"
)
_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
BRIEF_MONTHS = (
    *("janv.", "févr.", "mars", "avr.", "mai", "juin"),
    *("juil.", "août", "sept.", "oct.", "nov.", "déc."),
)
_NARROW = "\u202f"
_NO_BREAK = "\u00a0"


def _number_of_day(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)


def parse_day(text: str) -> date | None:
    """Return the day that a person wrote: « 10 mai 2027 », « 10/05/2027 » or « 2027-05-10 ».

    None when it is no date, or when it is not the day of the week that is said before it.
    """
    parts = parts_of_day(text)
    try:
        day = date(*parts) if parts else None
    except ValueError:
        return None
    written = _WRITTEN.match(_plain(text))
    wrong = day and written and written["name"] not in (None, DAYS[day.weekday()])
    return None if wrong else day


def parts_of_day(text: str) -> tuple[int, int, int] | None:
    """Return year, month and day as a person wrote them, even of a day that does not exist."""
    plain = _plain(text)
    if iso := _ISO.match(plain):
        return int(iso[1]), int(iso[2]), int(iso[3])
    written = _WRITTEN.match(plain)
    if written is None:
        return None
    named = written["month"]
    month = MONTHS.index(named) + 1 if named in MONTHS else int(named) if named.isdigit() else None
    return None if month is None else (int(written["year"]), month, int(written["day"]))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip().lower()


def short_day(day: date) -> str:
    """Return « 16 mars 2027 », « 1er juin 2027 »."""
    return f"{_number_of_day(day)}{_NO_BREAK}{MONTHS[day.month - 1]} {day.year}"


def brief_day(day: date) -> str:
    """Return « 16 mars », « 1er juil. », where the year is told otherwise."""
    return f"{_number_of_day(day)}{_NO_BREAK}{BRIEF_MONTHS[day.month - 1]}"


def long_day(day: date) -> str:
    """Return « mardi 16 mars 2027 »."""
    return f"{DAYS[day.weekday()]} {short_day(day)}"


def day_range(first: date, last: date) -> str:
    """Return « du 16 au 18 mars 2027 », or « le mardi 16 mars 2027 » when both are the same."""
    if first == last:
        return f"le {long_day(first)}"
    if first.year != last.year:
        return f"du {short_day(first)} au {short_day(last)}"
    if first.month != last.month:
        month = MONTHS[first.month - 1]
        return f"du {_number_of_day(first)}{_NO_BREAK}{month} au {short_day(last)}"
    return f"du {_number_of_day(first)} au {short_day(last)}"


def hour(moment: time) -> str:
    """Return « 9 h 30 », « 14 h »."""
    minutes = f"{_NO_BREAK}{moment.minute:02d}" if moment.minute else ""
    return f"{moment.hour}{_NO_BREAK}h{minutes}"


def number(value: int | Decimal, decimals: int = 2, *, always: bool = False) -> str:
    """Return a number with its digits grouped by three and a decimal comma when it needs one.

    always: with the decimals also when they are zeros, as the others of its column.
    """
    if not always and (isinstance(value, int) or value == value.to_integral_value()):
        return f"{int(value):,}".replace(",", _NARROW)
    whole, _, rest = f"{value:,.{decimals}f}".partition(".")
    return whole.replace(",", _NARROW) + "," + rest


def euros(value: int | Decimal, *, cents: bool = False) -> str:
    """Return « 166 200 € », or « 166 200,00 € » beside amounts that have cents."""
    return f"{number(value, always=cents)}{_NO_BREAK}€"


def percent(part: Decimal, whole: Decimal) -> str:
    """Return the rounded share of a part in a whole: « 63 % ». An empty whole gives « – »."""
    return f"{round(100 * part / whole)}{_NO_BREAK}%" if whole else "–"


def size(size_bytes: int) -> str:
    """Return « 3,4 Mo » or « 120 Ko »."""
    if size_bytes >= 1_000_000:
        return f"{size_bytes / 1_000_000:.1f}".replace(".", ",") + "\u00a0Mo"
    return f"{max(1, round(size_bytes / 1000))}\u00a0Ko"


def count_of(number: int, word: str) -> str:
    """Return « 3 fichiers », « 1 fichier »."""
    return f"{number} {word}{'s' if number > 1 else ''}"
