"""The plan as a coordinator shows, changes, accepts and takes it back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from pret.domain.schedule import DateStatus
from pret.errors import ChangedMeanwhileError, NothingToUndoError, ProblemsError
from pret.plan.changes import Moved
from pret.service import planning

if TYPE_CHECKING:
    from conftest import Place

TODAY = date(2027, 3, 20)


def test_a_proposal_writes_nothing_until_it_is_accepted(place: Place) -> None:
    calendar = place.folder / "calendar.yaml"
    former = calendar.read_bytes()
    with place.session() as session:
        change = Moved(session.milestone("lab-day-1"), date(2027, 5, 13))
        proposal = planning.change(session, change, TODAY)
        assert calendar.read_bytes() == former
        assert proposal.moves
        planning.accept(session, proposal)
        planned = session.programme.calendar.value.planned("lab-day-1")
    assert planned is not None
    assert planned.first_day == date(2027, 5, 13)
    assert planned.status is DateStatus.OPTION


def test_an_accepted_plan_can_be_taken_back(place: Place) -> None:
    calendar = place.folder / "calendar.yaml"
    former = calendar.read_bytes()
    with place.session() as session:
        change = Moved(session.milestone("lab-day-1"), date(2027, 5, 13))
        planning.accept(session, planning.change(session, change, TODAY))
        assert calendar.read_bytes() != former
        planning.undo(session)
    assert calendar.read_bytes() == former


def test_without_an_accepted_plan_there_is_nothing_to_take_back(place: Place) -> None:
    with place.session() as session, pytest.raises(NothingToUndoError):
        planning.undo(session)


def test_a_calendar_edited_meanwhile_is_kept(place: Place) -> None:
    with place.session() as session:
        change = Moved(session.milestone("lab-day-1"), date(2027, 5, 13))
        proposal = planning.change(session, change, TODAY)
        place.change("calendar.yaml", "status: option", "status: firm")
        edited = (place.folder / "calendar.yaml").read_bytes()
        with pytest.raises(ChangedMeanwhileError):
            planning.accept(session, proposal)
    assert (place.folder / "calendar.yaml").read_bytes() == edited


def test_a_calendar_that_cannot_be_read_is_not_taken_for_an_empty_one(place: Place) -> None:
    (place.folder / "calendar.yaml").write_text("version: [\n", "utf-8")
    with place.session() as session, pytest.raises(ProblemsError):
        planning.new_plan(session, TODAY)


def test_a_programme_without_a_calendar_gets_a_whole_one(place: Place) -> None:
    (place.folder / "calendar.yaml").unlink()
    with place.session() as session:
        proposal = planning.new_plan(session, date(2026, 11, 27))
        planning.accept(session, proposal)
        shown = planning.shown_plan(session)
        codes = [milestone.code for milestone in session.milestones]
    assert [entry.milestone for entry in shown.calendar.milestones] == codes
    assert shown.check.errors == ()


def test_a_new_plan_keeps_what_is_firm_or_held(place: Place) -> None:
    with place.session() as session:
        before = session.programme.calendar.value
        after = planning.new_plan(session, TODAY).after
    for entry in before.milestones:
        if entry.status in (DateStatus.FIRM, DateStatus.HELD):
            assert after.planned(entry.milestone) == entry


def test_nothing_is_proposed_around_a_date_that_could_not_be_read(place: Place) -> None:
    place.change("calendar.yaml", "first_day: 2027-05-11", "first_day: 11 mai")
    former = (place.folder / "calendar.yaml").read_bytes()
    with place.session() as session:
        move = Moved(session.milestone("closure"), date(2028, 7, 4))
        for asked in (
            lambda: planning.new_plan(session, TODAY),
            lambda: planning.change(session, move, TODAY),
        ):
            with pytest.raises(ProblemsError, match="11 mai"):
                asked()
        assert planning.has_plan(session)
    assert (place.folder / "calendar.yaml").read_bytes() == former


def test_a_site_that_the_programme_does_not_have_is_told_and_stops_no_command(place: Place) -> None:
    place.change("calendar.yaml", "first_day: 2027-05-11", "site: di, first_day: 2027-05-11")
    with place.session() as session:
        (fault,) = session.calendar_faults
        assert "« di »" in fault.found
        assert planning.shown_plan(session).calendar.planned("lab-day-1")
        assert planning.site_held(session, session.milestone("lab-day-1")) == "nord"
