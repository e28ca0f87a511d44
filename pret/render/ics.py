"""A programme's dates as an iCalendar file (RFC 5545), for anybody's own calendar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from pret.clock import PARIS
from pret.errors import UnreadableFileError

if TYPE_CHECKING:
    import icalendar

_PRODUCT = "-//Prêt//Calendrier du programme//FR"
_ONE_DAY = timedelta(days=1)
#: Rules of the European Union since 1996 (directive 2000/84/EC): last Sundays of March and October.
_PARIS = """\
BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """A milestone, or its restitution, as other people's calendars show it.

    uid: the same for ever. first_day, last_day: both count. categories: what it is filed under.
    start, end: hours in Paris of an event of one day, or None for whole days. sure: False for an
    option or a forecast. sequence: raised at each change, from 0.
    """

    uid: str
    first_day: date
    last_day: date
    title: str
    place: str
    description: str
    categories: tuple[str, ...] = ()
    start: time | None = None
    end: time | None = None
    sure: bool = True
    cancelled: bool = False
    sequence: int = 0


def write_ics(name: str, events: Iterable[CalendarEvent]) -> bytes:
    """Return the events as a calendar to subscribe to: the same bytes for the same events.

    name: as calendars show it. Hours are in Europe/Paris, with its rules (VTIMEZONE).
    """
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", PARIS.key)
    calendar.add_component(icalendar.Timezone.from_ical(_PARIS))
    for event in events:
        calendar.add_component(_component(event))
    return bytes(calendar.to_ical())


def _component(event: CalendarEvent) -> icalendar.Event:
    import icalendar

    made = icalendar.Event()
    made.add("uid", event.uid)
    made.add("sequence", event.sequence)
    # Of the event's own, not of the clock's: the same event is the same bytes.
    stamp = datetime.combine(event.first_day, time(), UTC) + timedelta(seconds=event.sequence)
    made.add("dtstamp", stamp)
    if event.start is not None and event.end is not None:
        made.add("dtstart", datetime.combine(event.first_day, event.start, PARIS))
        made.add("dtend", datetime.combine(event.last_day, event.end, PARIS))
    else:
        made.add("dtstart", event.first_day)
        made.add("dtend", event.last_day + _ONE_DAY)
    made.add("summary", event.title)
    if event.place:
        made.add("location", event.place)
    if event.description:
        made.add("description", event.description)
    if event.categories:
        made.add("categories", event.categories)
    status = "CONFIRMED" if event.sure else "TENTATIVE"
    made.add("status", "CANCELLED" if event.cancelled else status)
    made.add("transp", "OPAQUE")
    return made


def read_ics(content: bytes, file: str) -> tuple[CalendarEvent, ...]:
    """Return the events of a calendar that `write_ics` wrote.

    Raises UnreadableFileError for another one.
    """
    import icalendar

    try:
        calendar = icalendar.Calendar.from_ical(content)
        return tuple(_event(each) for each in calendar.events)
    except (ValueError, KeyError, AttributeError) as error:
        raise UnreadableFileError(file, "ce calendrier n’est pas un de ceux de Prêt.") from error


def _event(made: icalendar.Event) -> CalendarEvent:
    first, last = made.decoded("dtstart"), made.decoded("dtend")
    timed = isinstance(first, datetime)
    status = str(made["status"])
    return CalendarEvent(
        str(made["uid"]),
        first.date() if timed else first,
        last.date() if timed else last - _ONE_DAY,
        str(made["summary"]),
        str(made.get("location", "")),
        str(made.get("description", "")),
        tuple(map(str, made.categories)),
        first.time() if timed else None,
        last.time() if timed else None,
        status != "TENTATIVE",
        status == "CANCELLED",
        int(str(made["sequence"])),
    )


def latest(issued: Iterable[CalendarEvent]) -> dict[str, CalendarEvent]:
    """Return the last that was issued of each event, by its identifier, whatever the order."""
    last: dict[str, CalendarEvent] = {}
    for event in issued:
        if event.uid not in last or event.sequence > last[event.uid].sequence:
            last[event.uid] = event
    return last


def follow_up(
    wanted: Iterable[CalendarEvent], last: Mapping[str, CalendarEvent]
) -> tuple[CalendarEvent, ...]:
    """Return the events to issue after some were: a change raises the sequence, nothing vanishes.

    last: what was issued of each, as `latest` gives it. An event that is wanted no more stays, as
    cancelled, so that the calendars that took it drop it; cancelled before anybody took it, it is
    not told.
    """
    told = [event for event in wanted if event.uid in last or not event.cancelled]
    found = [_after(event, last.get(event.uid)) for event in told]
    kept = {event.uid for event in told}
    gone = [
        event if event.cancelled else replace(event, cancelled=True, sequence=event.sequence + 1)
        for event in last.values()
        if event.uid not in kept
    ]
    return (*found, *sorted(gone, key=lambda event: event.uid))


def _after(event: CalendarEvent, before: CalendarEvent | None) -> CalendarEvent:
    if before is None:
        return event
    same = replace(before, sequence=0) == replace(event, sequence=0)
    return replace(event, sequence=before.sequence + (0 if same else 1))
