"""What `pret check` says of the plan: the rule, the line in calendar.yaml, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pret.service.plan_check import check_plan

if TYPE_CHECKING:
    from conftest import Place


def test_a_finding_bears_the_line_of_its_milestone_and_its_rule(place: Place) -> None:
    place.change("calendar.yaml", "first_day: 2027-05-11", "first_day: 2027-05-16")
    with place.session() as session:
        found = check_plan(session.programme, session.milestones).errors
    lines = (place.folder / "calendar.yaml").read_text("utf-8").splitlines()
    (sunday,) = [each for each in found if "dimanche" in each.found]
    assert sunday.where == "jours ouvrés (C17)"
    assert sunday.line is not None
    assert "lab-day-1" in lines[sunday.line - 1]


def test_only_the_milestones_asked_about_are_told(place: Place) -> None:
    place.change("calendar.yaml", "first_day: 2027-05-11", "first_day: 2027-05-16")
    with place.session() as session:
        trip = [session.milestone("study-trip")]
        told = check_plan(session.programme, trip).errors
    assert not [each for each in told if "dimanche" in each.found]


def test_a_calendar_that_cannot_be_read_has_no_finding(place: Place) -> None:
    (place.folder / "calendar.yaml").write_text("version: [\n", "utf-8")
    with place.session() as session:
        assert check_plan(session.programme, session.milestones).errors == ()
