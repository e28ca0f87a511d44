"""Calendars of closings: which days they close, and why one is not read."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from memory_cache import MemoryCache

from pret.domain.closings import Closing, ClosingKind
from pret.errors import UnreadableFileError
from pret.gather.closings import read_closings
from pret.gather.programme import gather_programme
from pret.plan.almanac import almanac
from pret.service.plan_check import check_plan

if TYPE_CHECKING:
    from conftest import Place

SINCE, UNTIL = date(2026, 1, 11), date(2031, 1, 11)
FILE = "closings/die.ics"


def ics(*events: str) -> bytes:
    """Return a calendar of events, each given by its own lines."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Essai//FR"]
    for number, event in enumerate(events):
        own = [each.strip() for each in event.strip().splitlines()]
        lines += ["BEGIN:VEVENT", f"UID:{number}", "DTSTAMP:20260101T000000Z", *own, "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def days(*events: str) -> list[tuple[str, str, str]]:
    """Return the first day, last day and label of what a calendar closes."""
    found = read_closings(ics(*events), FILE, SINCE, UNTIL)
    return [(str(each.first_day), str(each.last_day), each.label) for each in found]


def read_or_reason(content: bytes) -> tuple[Closing, ...] | str:
    """Return what a calendar closes, or why it is refused; anything else is raised."""
    try:
        return read_closings(content, FILE, SINCE, UNTIL)
    except UnreadableFileError as refusal:
        return refusal.reason


STRIKE = """
DTSTART;VALUE=DATE:20270323
DTEND;VALUE=DATE:20270325
SUMMARY:grève
"""


def test_whole_days_close_from_the_first_to_the_last() -> None:
    assert days(STRIKE) == [("2027-03-23", "2027-03-24", "grève")]
    (closing,) = read_closings(ics(STRIKE), FILE, SINCE, UNTIL)
    assert (closing.kind, closing.source) == (ClosingKind.IMPORTED, "fichier closings/die.ics")


def test_an_event_of_one_day_needs_no_end_nor_title() -> None:
    assert days("DTSTART;VALUE=DATE:20270323") == [("2027-03-23", "2027-03-23", "fermeture")]


def test_repetitions_are_followed_without_those_that_were_taken_out_or_moved() -> None:
    weekly = """
    DTSTART;VALUE=DATE:20270106
    RRULE:FREQ=WEEKLY;COUNT=4
    EXDATE;VALUE=DATE:20270113
    """
    moved = """
    RECURRENCE-ID;VALUE=DATE:20270120
    DTSTART;VALUE=DATE:20270121
    """
    content = ics(weekly, moved).replace(b"UID:1", b"UID:0")
    found = read_closings(content, FILE, SINCE, UNTIL)
    assert [str(each.first_day) for each in found] == ["2027-01-06", "2027-01-21", "2027-01-27"]


def test_what_repeats_for_ever_is_followed_as_far_as_a_programme_goes() -> None:
    found = days("DTSTART;VALUE=DATE:20150714\nRRULE:FREQ=YEARLY\nSUMMARY:bal")
    assert [first[:4] for first, _, _ in found] == ["2026", "2027", "2028", "2029", "2030"]


@pytest.mark.parametrize(
    ("hours", "closed"),
    [
        ("DTSTART;TZID=Europe/Paris:20270323T080000\nDTEND;TZID=Europe/Paris:20270324T180000", 2),
        ("DTSTART:20270323T070000Z\nDTEND:20270323T170000Z", 1),  # 8:00 to 18:00 in Paris
        ("DTSTART:20270623T070000Z\nDTEND:20270623T160000Z", 0),  # from 9:00, in summer
        ("DTSTART:20270323T140000\nDURATION:PT2H", 0),
        ("DTSTART:20270323T000000\nDTEND:20270324T000000", 1),
    ],
)
def test_hours_close_the_days_that_they_take_from_8_to_18_in_paris(hours: str, closed: int) -> None:
    found = read_closings(ics(hours), FILE, SINCE, UNTIL)
    assert sum((each.last_day - each.first_day).days + 1 for each in found) == closed


def test_a_cancelled_event_closes_nothing() -> None:
    assert days(f"{STRIKE}STATUS:CANCELLED") == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"bonjour", "pas un agenda"),
        (b"<html></html>", "pas un agenda"),
        (b"\x00\x01\x02\xff", "pas un fichier de texte"),
        (ics(STRIKE) * 2, "pas un agenda"),
        (ics("SUMMARY:sans date"), "« sans date »"),
        (ics("DTSTART;VALUE=DATE:20271301\nSUMMARY:mois 13"), "« mois 13 »"),
        (ics("DTSTART;VALUE=DATE:20270101\nRRULE:FREQ=FOIS"), "« fermeture »"),
        (ics("DTSTART:20270101T000000Z\nRRULE:FREQ=SECONDLY"), "plusieurs fois par jour"),
        (ics("DTSTART;VALUE=DATE:20270101\nDTEND;VALUE=DATE:99991231"), "pas de fin"),
        (ics(*["DTSTART;VALUE=DATE:20270101"] * 1001), "1001 événements"),
        (ics(*["DTSTART;VALUE=DATE:20270101\nRRULE:FREQ=YEARLY"] * 101), "101 événements répétés"),
    ],
)
def test_what_cannot_be_read_is_refused_with_words(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFileError) as refusal:
        read_closings(content, FILE, SINCE, UNTIL)
    assert reason in str(refusal.value)


@given(content=st.binary(max_size=400))
def test_no_bytes_do_worse_than_being_refused(content: bytes) -> None:
    for whole in (content, ics("DTSTART;VALUE=DATE:20270323").replace(b"20270323", content)):
        assert isinstance(read_or_reason(whole), tuple | str)


@given(
    first=st.dates(SINCE, UNTIL),
    length_days=st.integers(1, 60),
    title=st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60),
)
def test_whatever_another_library_writes_is_read_as_it_meant(
    first: date, length_days: int, title: str
) -> None:
    event = icalendar.Event()
    event.add("uid", "essai")
    event.add("summary", title)
    event.add("dtstart", first)
    event.add("dtend", first + timedelta(days=length_days))
    calendar = icalendar.Calendar()
    calendar.add_component(event)
    (found,) = read_closings(calendar.to_ical(), FILE, SINCE, UNTIL)
    assert (found.first_day, (found.last_day - found.first_day).days + 1) == (first, length_days)
    assert found.label


def put(folder: Path, name: str, content: bytes) -> None:
    (folder / "closings").mkdir(exist_ok=True)
    (folder / "closings" / name).write_bytes(content)


def test_a_calendar_closes_the_site_that_names_it_and_all_closes_every_one(
    programme_folder: Path,
) -> None:
    put(programme_folder, "die.ics", ics(STRIKE))
    put(programme_folder, "all.ics", ics("DTSTART;VALUE=DATE:20270604\nSUMMARY:fermeture"))
    gathered = gather_programme(programme_folder, MemoryCache(), quiet_s=0)
    assert gathered.problems == ()
    assert "closings/die.ics" in gathered.hashes
    found = almanac(gathered.programme.value, gathered.closings)
    assert not found.is_open("die", date(2027, 3, 24))
    assert found.is_open("lovelace", date(2027, 3, 24))
    assert not any(found.is_open(site, date(2027, 6, 4)) for site in ("die", "lovelace"))


def test_an_imported_closing_is_held_against_the_plan(place: Place) -> None:
    put(place.folder, "nord.ics", ics("DTSTART;VALUE=DATE:20270511\nSUMMARY:Grève du 11 mai"))
    with place.session() as session:
        told = check_plan(session.programme, session.milestones).errors
    assert any("Grève du 11 mai" in each.found for each in told)


def test_a_calendar_that_closes_nothing_or_nobody_is_told(programme_folder: Path) -> None:
    put(programme_folder, "dye.ics", ics(STRIKE))
    put(programme_folder, "die.ics", ics("DTSTART:20270323T140000\nDURATION:PT2H"))
    put(programme_folder, "lovelace.ics", b"rien")
    put(programme_folder, "notes.txt", b"rien")
    gathered = gather_programme(programme_folder, MemoryCache(), quiet_s=0)
    told = " ".join(str(problem) for problem in gathered.problems)
    assert "« dye » n’est pas le code d’un site" in told
    assert "lovelace.ics, die.ics, ou all.ics" in told
    assert "aucun événement ne ferme une journée entière" in told
    assert [each.file for each in gathered.set_aside] == [
        "closings/lovelace.ics",
        "closings/notes.txt",
    ]
