"""Calendars as another library reads them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from pret.errors import UnreadableFileError
from pret.render.ics import CalendarEvent, follow_up, latest, read_ics, write_ics

LAB_DAY = CalendarEvent(
    "lab-day-1.gare@essai",
    date(2027, 5, 11),
    date(2027, 5, 11),
    "La gare – Journée labo 1",
    "Gare du Nord, 1 place de la Gare ; Lille",
    "Date : ferme.",
    ("La gare, et le quai", "Journée labo"),
    time(9, 30),
    time(17),
)
WEEK = CalendarEvent(
    "immersion-1.gare@essai",
    date(2027, 4, 12),
    date(2027, 4, 16),
    "La gare – Semaine d’immersion 1",
    "",
    "",
    sure=False,
)
#: What XML and iCalendar can carry: no control characters but newlines.
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), max_size=60)


def parsed(*events: CalendarEvent) -> list[vobject.base.Component]:
    calendar = vobject.readOne(write_ics("La gare", events).decode())
    return [each for each in calendar.getChildren() if each.name == "VEVENT"]


def test_hours_are_those_of_paris_and_days_are_whole() -> None:
    lab, week = parsed(LAB_DAY, WEEK)
    assert lab.dtstart.value.astimezone(UTC) == datetime(2027, 5, 11, 7, 30, tzinfo=UTC)
    assert lab.dtend.value.astimezone(UTC) == datetime(2027, 5, 11, 15, 0, tzinfo=UTC)
    assert (week.dtstart.value, week.dtend.value) == (date(2027, 4, 12), date(2027, 4, 17))


@pytest.mark.parametrize(
    ("day", "hour"),
    [
        (date(2027, 3, 27), 8),
        (date(2027, 3, 28), 7),
        (date(2027, 10, 30), 7),
        (date(2027, 10, 31), 8),
    ],
)
def test_clocks_change_on_the_last_sundays_of_march_and_october(day: date, hour: int) -> None:
    (event,) = parsed(replace(LAB_DAY, first_day=day, last_day=day, start=time(9)))
    begins = event.dtstart.value.astimezone(UTC)
    assert begins == datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def test_words_arrive_as_they_were_with_status_and_place() -> None:
    lab, week = parsed(LAB_DAY, WEEK)
    assert lab.summary.value == LAB_DAY.title
    assert lab.location.value == LAB_DAY.place
    assert lab.categories.value == list(LAB_DAY.categories)
    assert (lab.status.value, week.status.value) == ("CONFIRMED", "TENTATIVE")


@given(
    title=TEXT.filter(str.strip),
    place=TEXT,
    description=TEXT,
    categories=st.lists(TEXT.filter(str.strip), max_size=3).map(tuple),
)
def test_whatever_is_typed_arrives_as_the_same_text(
    title: str, place: str, description: str, categories: tuple[str, ...]
) -> None:
    event = replace(
        LAB_DAY, title=title, place=place, description=description, categories=categories
    )
    assert read_ics(write_ics("essai", [event]), "essai.ics") == (event,)


def test_the_same_events_are_the_same_bytes() -> None:
    assert write_ics("La gare", [LAB_DAY, WEEK]) == write_ics("La gare", [LAB_DAY, WEEK])


def test_lines_are_no_longer_than_75_bytes_and_end_as_the_standard_says() -> None:
    lines = write_ics("La gare", [replace(LAB_DAY, place="é" * 200)]).split(b"\r\n")
    assert max(map(len, lines)) <= 75


def test_a_change_raises_the_sequence_and_nothing_else_does() -> None:
    moved = replace(LAB_DAY, first_day=date(2027, 5, 18), last_day=date(2027, 5, 18))
    first = follow_up([LAB_DAY, WEEK], {})
    assert follow_up([LAB_DAY, WEEK], latest(first)) == first
    second = follow_up([moved, WEEK], latest(first))
    assert [event.sequence for event in second] == [1, 0]
    # Back to the first date: a third version, though an older one said the same.
    third = follow_up([LAB_DAY, WEEK], latest([*second, *first]))
    assert [event.sequence for event in third] == [2, 0]


def test_an_event_that_is_wanted_no_more_stays_as_cancelled_once() -> None:
    issued = follow_up([LAB_DAY, WEEK], {})
    (lab, week) = follow_up([LAB_DAY], latest(issued))
    assert (lab, week.uid, week.cancelled, week.sequence) == (LAB_DAY, WEEK.uid, True, 1)
    assert parsed(week)[0].status.value == "CANCELLED"
    assert follow_up([LAB_DAY], latest([*issued, lab, week])) == (lab, week)
    back = follow_up([LAB_DAY, WEEK], latest([*issued, week]))[1]
    assert (back.cancelled, back.sequence) == (False, 2)


def test_what_was_cancelled_before_anybody_took_it_is_not_told() -> None:
    assert follow_up([replace(LAB_DAY, cancelled=True), WEEK], {}) == (WEEK,)


def test_another_calendar_is_refused_in_words() -> None:
    with pytest.raises(UnreadableFileError):
        read_ics(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", "a.ics")
    with pytest.raises(UnreadableFileError):
        read_ics(b"bonjour", "a.ics")


def test_the_stamp_follows_the_sequence_and_never_the_clock() -> None:
    (first,), (second,) = parsed(LAB_DAY), parsed(replace(LAB_DAY, sequence=1))
    assert second.dtstamp.value - first.dtstamp.value == timedelta(seconds=1)
