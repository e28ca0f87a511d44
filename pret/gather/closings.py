"""Closings of sites from calendars that others keep (`closings/*.ics`, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pret.clock import PARIS
from pret.domain.closings import Closing, ClosingKind
from pret.domain.french import long_day
from pret.domain.gathered import SetAsideFile
from pret.domain.programme import Programme
from pret.errors import UnreadableFileError
from pret.gather.snapshot import ReadFile
from pret.gather.text_gate import decode_kindly
from pret.problems import Problem

if TYPE_CHECKING:
    import icalendar

FOLDER = "closings"
#: Name of the file whose events close every site.
EVERY_SITE = "all"
_MOST_EVENTS = 1_000
_MOST_REPEATED = 100
_MOST_LABEL_CHARACTERS = 120
_ONE_DAY = timedelta(days=1)
#: An event at given hours closes the days of which it takes all that a school is open.
_OPENING, _CLOSING = time(8), time(18)
_TOO_OFTEN = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
#: What the libraries raise for lines, dates, rules and spans that mean nothing: they have no class
#: of their own for all of them.
_NO_DATES = (ValueError, TypeError, KeyError, AttributeError, OverflowError)
_EXPORT = "Exportez de nouveau l’agenda au format iCalendar (.ics)."


@dataclass(frozen=True, slots=True)
class FoundClosings:
    """closings: code of a site → what its calendars close; under None, what closes every site."""

    closings: Mapping[str | None, tuple[Closing, ...]]
    problems: tuple[Problem, ...]
    set_aside: tuple[SetAsideFile, ...]


def gather_closings(files: Iterable[ReadFile], programme: Programme) -> FoundClosings:
    """Read the calendars of closings, each named by the code of its site, or `all`.

    They are read from a year before the programme to four after, whatever repeats for ever.
    """
    codes = [site.code for site in programme.sites]
    since, until = (programme.start + timedelta(days=365 * years) for years in (-1, 4))
    closings: dict[str | None, tuple[Closing, ...]] = {}
    problems: list[Problem] = []
    set_aside: list[SetAsideFile] = []
    for file in files:
        place = PurePosixPath(file.name)
        try:
            read = read_closings(file.content, file.name, since, until)
        except UnreadableFileError as refusal:
            set_aside.append(SetAsideFile(file.name, file.sha256, refusal.reason))
            continue
        if place.stem not in (EVERY_SITE, *codes):
            names = ", ".join(f"{code}.ics" for code in codes)
            told = f"« {place.stem} » n’est pas le code d’un site : ce fichier ne ferme rien."
            remedy = f"Nommez-le {names}, ou {EVERY_SITE}.ics pour tous les sites."
            problems.append(Problem(file.name, None, "", told, remedy))
            continue
        if not read:
            days = f"du {long_day(since)} au {long_day(until)}"
            told = f"aucun événement ne ferme une journée entière, {days}."
            remedy = "Cochez « Toute la journée » aux événements qui ferment le site."
            problems.append(Problem(file.name, None, "", told, remedy))
        site = None if place.stem == EVERY_SITE else place.stem
        closings[site] = (*closings.get(site, ()), *read)
    return FoundClosings(closings, tuple(problems), tuple(set_aside))


def read_closings(content: bytes, file: str, since: date, until: date) -> tuple[Closing, ...]:
    """Return what a calendar closes, in order: its whole days, each time that they come back.

    since, until: events that end before or begin after are left out. An event at given hours closes
    the days that it takes from 8:00 to 18:00 in Paris; a cancelled one closes nothing.
    Raises UnreadableFileError, with the event when it is one.
    """
    import icalendar
    import recurring_ical_events

    text = decode_kindly(content, file, long_lines=True).text
    try:
        calendar = icalendar.Calendar.from_ical(text)
    except _NO_DATES:
        raise UnreadableFileError(file, f"ce n’est pas un agenda. {_EXPORT}") from None
    if not isinstance(calendar, icalendar.Calendar):
        raise UnreadableFileError(file, f"ce n’est pas un agenda entier. {_EXPORT}")
    events = [each for each in calendar.walk("VEVENT") if isinstance(each, icalendar.Event)]
    repeated = [event for event in events if "RRULE" in event]
    for count, most in ((len(events), _MOST_EVENTS), (len(repeated), _MOST_REPEATED)):
        if count > most:
            which = "événements" if most == _MOST_EVENTS else "événements répétés"
            reason = f"{count} {which}, pour {most} au plus. Gardez les fermetures seules."
            raise UnreadableFileError(file, reason)
    for event in events:
        _check(event, file)
    try:
        found = recurring_ical_events.of(calendar).between(since, until + _ONE_DAY)
    except _NO_DATES:
        reason = f"un événement n’a pas de fin, ou sa répétition pas de sens. {_EXPORT}"
        raise UnreadableFileError(file, reason) from None
    closings = {each for event in found for each in _closings(event, file)}
    return tuple(sorted(closings, key=lambda each: (each.first_day, each.last_day, each.label)))


def _check(event: icalendar.Event, file: str) -> None:
    """Raise UnreadableFileError for an event without dates that can be used."""
    try:
        rule = event.get("RRULE") or {}
        often = {str(each).upper() for each in rule.get("FREQ", ())} & _TOO_OFTEN
        _days(event)
    except _NO_DATES:
        reason = f"les dates de « {_label(event)} » ne se lisent pas. Corrigez l’événement."
        raise UnreadableFileError(file, reason) from None
    if often:
        reason = f"« {_label(event)} » revient plusieurs fois par jour. Ôtez cet événement."
        raise UnreadableFileError(file, reason)


def _closings(event: icalendar.Event, file: str) -> Iterator[Closing]:
    first, last = _days(event)
    if first <= last and str(event.get("STATUS", "")).upper() != "CANCELLED":
        yield Closing(first, last, _label(event), f"fichier {file}", kind=ClosingKind.IMPORTED)


def _days(event: icalendar.Event) -> tuple[date, date]:
    """Return the first and the last day that an event takes; reversed when it takes none."""
    start, end = event.start, event.end
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        first = _day(start)
        return first, max(first, _day(end) - _ONE_DAY)
    start, end = _in_paris(start), _in_paris(end)
    first = start.date() if start.time() <= _OPENING else start.date() + _ONE_DAY
    last = end.date() if end.time() >= _CLOSING else end.date() - _ONE_DAY
    return first, last


def _day(moment: date) -> date:
    return _in_paris(moment).date() if isinstance(moment, datetime) else moment


def _in_paris(moment: datetime) -> datetime:
    """Return a moment as clocks show it in Paris; one without zone is already that."""
    return moment.astimezone(PARIS) if moment.tzinfo else moment


def _label(event: icalendar.Event) -> str:
    words = " ".join(str(event.get("SUMMARY", "")).split())
    return words[:_MOST_LABEL_CHARACTERS] or "fermeture"
