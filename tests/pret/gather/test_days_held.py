"""Days written in facts are held to the milestone's dates in the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from pret.domain.facts import ImmersionWeekFacts, StudyTripFacts
from pret.domain.schedule import DateStatus, PlannedMilestone
from pret.gather.days_held import day_problems
from pret.gather.validation import validate
from pret.gather.yaml_reader import read_yaml

TRIP = """\
version: 1
meeting:
  start: 14 h
  end: 12 h
  reply_by: 2027-11-01
  agenda:
    - {title: Die, day: 2027-11-15}
    - {title: Sans jour}
    - {title: Veynes, day: 2027-11-17}
steps:
  - {day: 2027-11-16, start: 9 h, end: 10 h, title: Quai}
"""


def told(first: str, last: str | None, status: str = "firm", text: str = TRIP) -> list[str]:
    model = ImmersionWeekFacts if "days:" in text else StudyTripFacts
    facts, problems = validate(model, read_yaml(text.encode(), "m.yaml"), "m.yaml")  # type: ignore[type-var]
    assert facts is not None
    assert problems == ()
    planned = PlannedMilestone(
        milestone="study-trip",
        first_day=date.fromisoformat(first),
        last_day=date.fromisoformat(last) if last else None,
        status=DateStatus(status),
    )
    found = day_problems(facts, planned)
    return [f"{each.line} {each.where.rpartition('(')[2].rstrip(')')}" for each in found]


def test_a_milestone_that_moved_tells_the_days_that_stayed_behind() -> None:
    assert told("2027-11-15", "2027-11-17") == []
    assert told("2027-11-16", "2027-11-18") == ["7 meeting.agenda[0].day"]
    assert told("2027-11-22", "2027-11-24") == [
        "7 meeting.agenda[0].day",
        "9 meeting.agenda[2].day",
        "11 steps[0].day",
    ]


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_what_is_not_held_has_no_days_to_hold_to(status: str) -> None:
    assert told("2027-11-22", "2027-11-24", status) == []


def test_an_answer_is_asked_for_before_the_meeting() -> None:
    assert told("2027-11-15", "2027-11-17", text=TRIP.replace("11-01", "11-15")) == [
        "5 meeting.reply_by"
    ]


def test_a_meeting_of_one_day_ends_after_it_begins() -> None:
    text = "version: 1\nmeeting: {start: 14 h, end: 12 h}\n"
    assert told("2027-11-15", None, text=text) == ["2 meeting.end"]
    assert told("2027-11-15", "2027-11-16", text=text) == []


def test_the_sheets_of_a_week_are_of_its_days() -> None:
    text = "version: 1\ndays:\n  - {day: 2027-12-06, site: die}\n  - {day: 2027-12-13, site: die}\n"
    assert told("2027-12-06", "2027-12-10", text=text) == ["4 days[1].day"]
