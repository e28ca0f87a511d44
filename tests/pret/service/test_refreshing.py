"""Planning, calendars and invitations follow the dates of the programmes that published some."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import docx
import pytest

from pret.clock import Clock
from pret.domain.milestones import Phase
from pret.render.ics import read_ics
from pret.service.following import publish_dates
from pret.service.making import issue, make, material
from pret.service.outdated import outdated
from pret.service.refreshing import Refreshed, refresh_dates
from pret.service.versions import versions
from pret.vault.ledger import Ledger
from pret.vault.objects import Objects

if TYPE_CHECKING:
    from conftest import Place

    from pret.render.ics import CalendarEvent

FEED = "gare/calendrier.ics"
LAB = ("first_day: 2027-05-11", "first_day: 2027-05-18")


OWN_FEED = "gare/03-lab-day-1/journee-labo-1.ics"
INVITATION = "gare/03-lab-day-1/invitation-journee-labo-1.docx"
#: A day so long that it is still 20 March 2027.
CLOCK = Clock(date(2027, 3, 20), datetime(2020, 1, 1, tzinfo=UTC), 1e9)


def event(place: Place, path: str = FEED) -> CalendarEvent:
    found = read_ics((place.settings.outputs / path).read_bytes(), path)
    return next(each for each in found if each.uid.startswith("lab-day-1"))


def lab_day(place: Place) -> str:
    return str(event(place).first_day)


@pytest.fixture
def invited(place: Place) -> Place:
    """The small programme, on 20 March 2027: people were called to its lab day."""
    there = replace(place, settings=replace(place.settings, clock=CLOCK))
    prepare(there, "lab-day-1")
    assert refresh_dates(there.settings) == Refreshed()
    return there


def prepare(place: Place, code: str) -> None:
    with place.session() as session:
        milestone = session.milestone(code)
        read = material(session, milestone, Phase.PREPARE)
        made = tuple(make(session, each) for each in read.documents)
        issue(session, milestone, Phase.PREPARE, read, made)


def said(place: Place) -> str:
    read = docx.Document(io.BytesIO((place.settings.outputs / INVITATION).read_bytes()))
    return "".join(read.element.itertext()).replace("\u00a0", " ")


def told(place: Place) -> list[tuple[str, str, bool]]:
    with place.session() as session:
        return [(each.milestone.code, each.dates, each.remade) for each in outdated(session)]


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
    prepare(place, "preparation")
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


def test_an_invitation_follows_its_milestone_at_once_as_a_new_version(invited: Place) -> None:
    assert "mardi 11 mai 2027" in said(invited)
    invited.change("calendar.yaml", *LAB)
    assert told(invited) == [("lab-day-1", "le mardi 11\u00a0mai 2027", True)]
    done = refresh_dates(invited.settings)
    assert done == Refreshed(done=("gare",), again=("gare/lab-day-1",))
    assert "mardi 18 mai 2027" in said(invited)
    assert "11 mai" not in said(invited)
    for path in (FEED, OWN_FEED):
        assert (str(event(invited, path).first_day), event(invited, path).sequence) == (
            "2027-05-18",
            1,
        )
    with invited.session() as session:
        assert len(versions(session, session.reference("lab-day-1/invitation"))) == 2
    assert told(invited) == []
    assert refresh_dates(invited.settings) == Refreshed()


def test_a_planning_that_was_never_published_is_not_for_that(invited: Place) -> None:
    invited.change("calendar.yaml", *LAB)
    refresh_dates(invited.settings)
    assert not list((invited.settings.outputs / "gare/00-preparation").glob("planning*"))


def test_a_run_of_something_else_hides_no_invitation_at_other_dates(invited: Place) -> None:
    invited.change("calendar.yaml", *LAB)
    prepare(invited, "preparation")
    prepare(invited, "closing-seminar")
    assert refresh_dates(invited.settings).again == ("gare/lab-day-1",)


def test_a_change_that_is_not_of_the_dates_makes_no_invitation_again(invited: Place) -> None:
    before = said(invited)
    invited.change("calendar.yaml", "05-11, status: firm", "05-11, status: option")
    invited.change("programme.yaml", "title: La gare ouverte", "title: La gare close")
    assert refresh_dates(invited.settings).again == ()
    assert said(invited) == before


@pytest.mark.parametrize(
    "gone", ["first_day: 2027-05-11, status: cancelled", "first_day: 2027-03-02, status: firm"]
)
def test_nobody_is_called_again_to_what_is_cancelled_or_past(invited: Place, gone: str) -> None:
    invited.change("calendar.yaml", "first_day: 2027-05-11, status: firm", gone)
    assert told(invited) == [("lab-day-1", "le mardi 11\u00a0mai 2027", False)]
    assert refresh_dates(invited.settings).again == ()
    assert "mardi 11 mai 2027" in said(invited)


def test_what_was_held_calls_nobody_any_more(invited: Place) -> None:
    invited.change("calendar.yaml", "05-11, status: firm", "05-12, status: held")
    assert told(invited) == []


def test_an_invitation_edited_by_hand_is_kept_and_told(invited: Place) -> None:
    path = invited.settings.outputs / INVITATION
    path.write_bytes(path.read_bytes() + b" ")
    invited.change("calendar.yaml", *LAB)
    assert refresh_dates(invited.settings).kept == (INVITATION,)


def test_an_invitation_that_cannot_be_made_is_told_until_it_can(invited: Place) -> None:
    invited.change("calendar.yaml", *LAB)
    invited.change("03-lab-day-1/milestone.yaml", "meeting:", "meeting: [")
    assert refresh_dates(invited.settings).failed == ("gare",)
    assert refresh_dates(invited.settings).failed == ("gare",)
    assert event(invited).sequence == 1
    invited.change("03-lab-day-1/milestone.yaml", "meeting: [", "meeting:")
    assert refresh_dates(invited.settings).again == ("gare/lab-day-1",)


def test_an_invitation_of_an_older_version_follows_from_the_first_look_on(invited: Place) -> None:
    ledger = Ledger.open(invited.settings.ledger_address)
    nothing = Objects(invited.settings.state / "objects").put(b"")
    ledger.remember({"dates/gare": nothing})
    forgotten = ledger.cached("dates-borne/gare/lab-day-1")
    assert forgotten is not None
    (invited.settings.state / f"objects/{forgotten[:2]}/{forgotten}").unlink()
    assert refresh_dates(invited.settings).again == ()
    invited.change("calendar.yaml", *LAB)
    assert refresh_dates(invited.settings).again == ("gare/lab-day-1",)
