"""Closings imported from .ics files: whole days, repetitions, and what is refused in words."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pret.domain.closings import Closing, ClosingKind
from pret.errors import UnreadableFileError
from pret.gather.closings import read_closings, site_of
from pret.gather.snapshot import ReadFile
from pret.service.plan_check import almanac_of, check_plan

if TYPE_CHECKING:
    from conftest import Place

FIRST, LAST = date(2027, 1, 1), date(2028, 12, 31)


def file_of(*events: str, name: str = "closings/nord.ics") -> ReadFile:
    body = "".join(
        f"BEGIN:VEVENT\r\nUID:{rank}\r\n{event}\r\nEND:VEVENT\r\n"
        for rank, event in enumerate(events)
    )
    content = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}END:VCALENDAR\r\n".encode()
    return ReadFile(name, content, hashlib.sha256(content).hexdigest())


def closed(*events: str) -> list[tuple[date, date, str]]:
    found = read_closings(file_of(*events), FIRST, LAST)
    return [(one.first_day, one.last_day, one.label) for one in found]


def test_a_day_a_week_and_an_evening_close_the_days_they_touch() -> None:
    assert closed(
        "SUMMARY:Portes ouvertes\r\nDTSTART;VALUE=DATE:20270320",
        "SUMMARY:Travaux\r\nDTSTART;VALUE=DATE:20270405\r\nDTEND;VALUE=DATE:20270410",
        "SUMMARY:Conseils\r\nDTSTART:20270614T170000\r\nDTEND:20270614T190000",
        "SUMMARY:Nuit\r\nDTSTART:20270615T200000\r\nDTEND:20270616T000000",
    ) == [
        (date(2027, 3, 20), date(2027, 3, 20), "Portes ouvertes"),
        (date(2027, 4, 5), date(2027, 4, 9), "Travaux"),
        (date(2027, 6, 14), date(2027, 6, 14), "Conseils"),
        (date(2027, 6, 15), date(2027, 6, 15), "Nuit"),
    ]


def test_repetitions_are_followed_but_for_their_exceptions_and_cancelled_ones() -> None:
    weekly = (
        "SUMMARY:Marché\r\nDTSTART;VALUE=DATE:20270302\r\n"
        "RRULE:FREQ=WEEKLY;COUNT=3\r\nEXDATE;VALUE=DATE:20270309"
    )
    gone = "SUMMARY:Annulé\r\nSTATUS:CANCELLED\r\nDTSTART;VALUE=DATE:20270401"
    assert [first for first, _, _ in closed(weekly, gone)] == [date(2027, 3, 2), date(2027, 3, 16)]


def test_an_event_without_a_name_is_a_closing_all_the_same() -> None:
    assert closed("DTSTART;VALUE=DATE:20270320") == [
        (date(2027, 3, 20), date(2027, 3, 20), "fermeture")
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"bonjour",
        b"",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:hier\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
    ],
)
def test_what_is_no_calendar_is_refused_in_words(content: bytes) -> None:
    file = ReadFile("closings/nord.ics", content, "0" * 64)
    with pytest.raises(UnreadableFileError, match="lisible"):
        read_closings(file, FIRST, LAST)


def test_an_event_that_repeats_every_second_is_refused() -> None:
    bomb = "SUMMARY:x\r\nDTSTART:20270302T000000\r\nRRULE:FREQ=SECONDLY"
    with pytest.raises(UnreadableFileError, match="plusieurs fois par jour"):
        read_closings(file_of(bomb), FIRST, LAST)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    file = ReadFile("closings/nord.ics", b"BEGIN:VCALENDAR\r\n" + content, "0" * 64)
    try:
        found = read_closings(file, FIRST, LAST)
    except UnreadableFileError:
        return
    assert all(isinstance(one, Closing) for one in found)


def test_a_file_is_named_after_its_site_or_all() -> None:
    assert (site_of("closings/nord.ics"), site_of("closings/all.ics")) == ("nord", None)


def test_an_imported_closing_is_held_against_the_plan(place: Place) -> None:
    folder = place.folder / "closings"
    folder.mkdir()
    event = "SUMMARY:Grève du 11 mai\r\nDTSTART;VALUE=DATE:20270511"
    (folder / "nord.ics").write_bytes(file_of(event).content)
    (folder / "ailleurs.ics").write_bytes(file_of(event).content)
    (folder / "lisez-moi.txt").write_text("bonjour", "utf-8")
    with place.session() as session:
        programme = session.programme
        (closing,) = almanac_of(programme).closings("nord", date(2027, 5, 11))
        told = check_plan(programme, session.milestones).errors
    assert (closing.kind, closing.source) == (ClosingKind.IMPORTED, "fichier closings/nord.ics")
    assert any("Grève du 11 mai" in each.found for each in told)
    assert {aside.file for aside in programme.set_aside} == {
        "closings/ailleurs.ics",
        "closings/lisez-moi.txt",
    }
