"""A programme's calendars: one for all, one a milestone, and their numbers of changes."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from pret.errors import ProblemsError
from pret.render.ics import CalendarEvent, read_ics
from pret.service.dates import date_files
from pret.service.following import publish_dates

if TYPE_CHECKING:
    from conftest import Place

FEED = "gare/calendrier.ics"


def published(place: Place) -> tuple[str, ...]:
    with place.session() as session:
        return publish_dates(session).written


def events(place: Place, path: str = FEED) -> dict[str, CalendarEvent]:
    found = read_ics((place.settings.outputs / path).read_bytes(), path)
    return {event.uid.partition(".gare")[0]: event for event in found}


def test_each_dated_milestone_has_its_calendar_beside_its_documents(place: Place) -> None:
    written = published(place)
    assert FEED in written
    assert "gare/03-lab-day-1/journee-labo-1.ics" in written
    (lab,) = events(place, "gare/03-lab-day-1/journee-labo-1.ics").values()
    assert lab == events(place)["lab-day-1"]
    assert lab.start is not None
    assert str(lab.start) == "09:30:00"


def test_publishing_again_writes_nothing(place: Place) -> None:
    published(place)
    assert published(place) == ()


def test_a_moved_milestone_has_a_higher_sequence_even_when_the_outputs_were_deleted(
    place: Place,
) -> None:
    published(place)
    place.change("calendar.yaml", "first_day: 2027-05-11", "first_day: 2027-05-18")
    published(place)
    assert events(place)["lab-day-1"].sequence == 1
    shutil.rmtree(place.settings.outputs)
    place.change("calendar.yaml", "first_day: 2027-05-18", "first_day: 2027-05-25")
    published(place)
    assert events(place)["lab-day-1"].sequence == 2
    assert events(place)["study-trip"].sequence == 0


def test_a_cancelled_milestone_is_cancelled_for_those_who_had_it(place: Place) -> None:
    published(place)
    lab = "first_day: 2027-05-11, status: firm"
    place.change("calendar.yaml", lab, lab.replace("firm", "cancelled"))
    published(place)
    gone = events(place)["lab-day-1"]
    assert (gone.cancelled, gone.sequence) == (True, 1)


def test_a_calendar_edited_by_hand_is_kept(place: Place) -> None:
    published(place)
    path = place.settings.outputs / FEED
    path.write_bytes(path.read_bytes() + b"\r\n")
    place.change("calendar.yaml", "first_day: 2027-05-11", "first_day: 2027-05-18")
    with place.session() as session:
        assert FEED in publish_dates(session).kept


@pytest.mark.parametrize(
    ("old", "slip"),
    [
        ("first_day: 2027-05-11", "first_day: 2027-05-41"),
        ("milestone: lab-day-1", "milestone: labday-1"),
        ("version: 1", "version: ["),
    ],
)
def test_a_slip_in_the_calendar_cancels_nothing(place: Place, old: str, slip: str) -> None:
    published(place)
    before = (place.settings.outputs / FEED).read_bytes()
    place.change("calendar.yaml", old, slip)
    with place.session() as session:
        assert date_files(session) == {}
        with pytest.raises(ProblemsError):
            publish_dates(session)
    assert (place.settings.outputs / FEED).read_bytes() == before
    place.change("calendar.yaml", slip, old)
    assert published(place) == ()


def test_a_meeting_that_cannot_be_read_keeps_its_place_and_hours(place: Place) -> None:
    published(place)
    place.change("03-lab-day-1/milestone.yaml", "start: 9 h 30", "start: neuf heures")
    published(place)
    lab = events(place)["lab-day-1"]
    assert (str(lab.start), lab.place, lab.sequence) == (
        "09:30:00",
        "Gare du Nord, 1 place de la Gare, Lille",
        0,
    )
    assert lab.categories == ("La gare ouverte", "Journée labo")


def test_nobody_is_named(place: Place) -> None:
    published(place)
    for path in place.settings.outputs.rglob("*.ics"):
        assert b"Quilleboeuf" not in path.read_bytes()
        assert b"Wizernes" not in path.read_bytes()
