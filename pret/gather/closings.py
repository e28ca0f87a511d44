"""Closings imported from .ics files, as schools and software publish them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from pret.domain.closings import Closing, ClosingKind
from pret.errors import UnreadableFileError
from pret.gather.snapshot import ReadFile

FOLDER = "closings"
#: The file whose closings hold for every site.
EVERYWHERE = "all"
MOST_BYTES = 2 << 20
MOST_EVENTS = 2_000
#: Repetitions within a day: of no use here, and millions of them in a year.
_TOO_OFTEN = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
_ONE_DAY = timedelta(days=1)


def read_closings(file: ReadFile, first: date, last: date) -> tuple[Closing, ...]:
    """Return what a calendar closes in a period, repetitions included, in order.

    An event closes every day that it touches, whatever its hours; one that is cancelled, none.
    Raises UnreadableFileError.
    """
    import recurring_ical_events
    from icalendar import Calendar

    if len(file.content) > MOST_BYTES:
        raise UnreadableFileError(file.name, "ce calendrier dépasse 2 Mo : exportez moins de mois.")
    try:
        calendar = Calendar.from_ical(file.content)
        too_often = any(_repeats_too_often(event) for event in calendar.walk("VEVENT"))
        events = () if too_often else recurring_ical_events.of(calendar).between(first, last)
        found = [closing for event in events if (closing := _closing(event, file.name))]
    except (ValueError, KeyError, AttributeError, TypeError, IndexError, OverflowError) as error:
        reason = "ce n’est pas un calendrier .ics lisible. Exportez-le de nouveau."
        raise UnreadableFileError(file.name, reason) from error
    if too_often:
        raise UnreadableFileError(file.name, "un événement s’y répète plusieurs fois par jour.")
    if len(found) > MOST_EVENTS:
        reason = f"plus de {MOST_EVENTS} fermetures : gardez celles du programme."
        raise UnreadableFileError(file.name, reason)
    return tuple(sorted(found, key=lambda one: (one.first_day, one.last_day, one.label)))


def site_of(name: str) -> str | None:
    """Return the code of the site that a file is about; None when it is about all of them."""
    stem = name.removeprefix(f"{FOLDER}/").rpartition(".")[0]
    return None if stem == EVERYWHERE else stem


def _repeats_too_often(event: Mapping[str, object]) -> bool:
    rules = event.get("RRULE") or []
    several = rules if isinstance(rules, list) else [rules]
    return any(
        str(each).upper() in _TOO_OFTEN
        for rule in several
        if isinstance(rule, Mapping)
        for each in rule.get("FREQ", [])
    )


def _closing(event: Mapping[str, object], name: str) -> Closing | None:
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return None
    first, end = _moment(event["DTSTART"]), _moment(event.get("DTEND") or event["DTSTART"])
    # The end of an event is not of it: midnight belongs to the day before.
    last = _day(end)
    if end > first and not (isinstance(end, datetime) and end.time() > datetime.min.time()):
        last -= _ONE_DAY
    label = str(event.get("SUMMARY") or "").strip() or "fermeture"
    return Closing(
        _day(first), max(_day(first), last), label, f"fichier {name}", kind=ClosingKind.IMPORTED
    )


def _moment(value: object) -> date:
    found: date = value.dt  # type: ignore[attr-defined]
    return found


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
