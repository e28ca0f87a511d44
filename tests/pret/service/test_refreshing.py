"""The planning and the calendars follow the dates of the programmes that published some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pret.domain.milestones import Phase
from pret.render.ics import read_ics
from pret.service.making import issue, make, material, publish_dates
from pret.service.refreshing import Refreshed, refresh_dates

if TYPE_CHECKING:
    from conftest import Place

FEED = "gare/calendrier.ics"
LAB = ("first_day: 2027-05-11", "first_day: 2027-05-18")


def lab_day(place: Place) -> str:
    found = read_ics((place.settings.outputs / FEED).read_bytes(), FEED)
    return next(str(each.first_day) for each in found if each.uid.startswith("lab-day-1"))


def test_nothing_goes_out_before_somebody_published_once(place: Place) -> None:
    assert refresh_dates(place.settings) == Refreshed()
    assert place.outputs() == {}


def test_dates_that_moved_are_published_again_once(place: Place) -> None:
    with place.session() as session:
        publish_dates(session)
    assert refresh_dates(place.settings) == Refreshed()
    before = place.outputs()
    place.change("calendar.yaml", *LAB)
    assert refresh_dates(place.settings) == Refreshed(done=("gare",))
    assert lab_day(place) == "2027-05-18"
    planning = "gare/00-preparation/planning.xlsx"
    assert place.outputs()[planning] != before[planning]
    assert refresh_dates(place.settings) == Refreshed()


def test_a_run_of_the_preparation_publishes_the_dates_too(place: Place) -> None:
    with place.session() as session:
        first = session.milestones[0]
        read = material(session, first, Phase.PREPARE)
        made = tuple(make(session, each) for each in read.documents)
        issue(session, first, Phase.PREPARE, read, made)
    assert refresh_dates(place.settings) == Refreshed()
    place.change("calendar.yaml", *LAB)
    assert refresh_dates(place.settings) == Refreshed(done=("gare",))


def test_what_cannot_be_read_is_told_and_goes_out_when_it_is_mended(place: Place) -> None:
    with place.session() as session:
        publish_dates(session)
    place.change("calendar.yaml", LAB[0], "first_day: 2027-05-41")
    assert refresh_dates(place.settings) == Refreshed(failed=("gare",))
    assert lab_day(place) == "2027-05-11"
    place.change("calendar.yaml", "first_day: 2027-05-41", LAB[1])
    assert refresh_dates(place.settings) == Refreshed(done=("gare",))
    assert lab_day(place) == "2027-05-18"


def test_a_programme_that_is_being_worked_on_waits(place: Place) -> None:
    with place.session() as session:
        publish_dates(session)
    place.change("calendar.yaml", *LAB)
    with place.session() as other, other.locked():
        assert refresh_dates(place.settings) == Refreshed()
    assert refresh_dates(place.settings) == Refreshed(done=("gare",))
