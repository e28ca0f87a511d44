"""What comes next, and when."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from pret.domain.milestones import LabDayRule, Phase, milestones
from pret.domain.schedule import (
    Calendar,
    DateStatus,
    PlannedMilestone,
    Step,
    accounts_due,
    following_steps,
    next_step,
    preparation_day,
    steps,
    undated_problems,
    working_day_after,
)
from tests.pret.plan.conftest import programme_of

ALL = milestones(
    immersion_weeks=1, lab_days=1, workshops=0, lab_day_rule=LabDayRule.AFTER_EACH_WEEK
)
TRIP, WEEK, LAB = ALL[1], ALL[2], ALL[3]
STEPS = (
    Step(TRIP, Phase.PREPARE, date(2027, 2, 14)),
    Step(TRIP, Phase.COMPLETE, date(2027, 3, 19)),
    Step(WEEK, Phase.COMPLETE, date(2027, 5, 3)),
    Step(LAB, Phase.PREPARE, date(2027, 4, 11)),
    Step(LAB, Phase.COMPLETE, date(2027, 5, 12)),
)


def test_the_day_after_a_friday_is_a_monday() -> None:
    assert working_day_after(date(2027, 4, 30)) == date(2027, 5, 3)
    assert working_day_after(date(2027, 5, 11)) == date(2027, 5, 12)


def test_public_holidays_are_no_working_days() -> None:
    assert working_day_after(date(2027, 5, 5)) == date(2027, 5, 7)  # Ascension
    assert working_day_after(date(2027, 5, 14)) == date(2027, 5, 18)  # Whit Monday
    assert working_day_after(date(2028, 12, 29)) == date(2029, 1, 2)


@pytest.mark.parametrize(
    ("first_day", "department", "prepared"),
    [
        (date(2027, 3, 17), None, date(2027, 2, 15)),  # a Monday
        (date(2027, 3, 16), None, date(2027, 2, 12)),  # not Sunday 14 February
        (date(2027, 6, 16), None, date(2027, 5, 14)),  # not Whit Monday nor the days before it
        (date(2027, 4, 28), None, date(2027, 3, 26)),  # not from Easter Monday to Saturday
        (date(2027, 4, 28), "67", date(2027, 3, 25)),  # Good Friday is a holiday there
        (date(2027, 2, 4), None, date(2027, 1, 11)),  # not before the programme
    ],
)
def test_a_milestone_is_prepared_on_a_working_day(
    first_day: date, department: str | None, prepared: date
) -> None:
    programme = programme_of("B")
    site = programme.sites[0].model_copy(update={"department": department})
    there = programme.model_copy(update={"sites": (site,)})
    assert preparation_day(there, first_day) == prepared


def test_nothing_is_prepared_before_the_first_working_day_of_a_programme() -> None:
    sunday = date(2027, 1, 10)
    assert preparation_day(programme_of("B", sunday), date(2027, 2, 1)) == date(2027, 1, 11)


def test_accounts_wait_for_a_working_day_of_the_sites() -> None:
    calendar = Calendar(
        version=1,
        milestones=(PlannedMilestone(milestone="lab-day-1", first_day=date(2027, 3, 25)),),
    )
    programme = programme_of("B")
    site = programme.sites[0].model_copy(update={"department": "57"})
    there = programme.model_copy(update={"sites": (site,)})
    assert [step.due for step in steps(programme, calendar)][-1] == date(2027, 3, 26)
    assert [step.due for step in steps(there, calendar)][-1] == date(2027, 3, 30)


def test_the_next_step_is_the_first_that_is_not_done() -> None:
    done = frozenset({"study-trip/prepare"})
    assert next_step(STEPS, done) == STEPS[1]


def test_at_the_end_there_is_no_next_step() -> None:
    assert next_step(STEPS, frozenset(step.key for step in STEPS)) is None


def test_after_preparing_comes_the_same_milestone_once_held() -> None:
    assert following_steps(STEPS, TRIP, Phase.PREPARE) == (STEPS[1],)


def test_after_completing_come_both_phases_of_the_next_milestone() -> None:
    assert following_steps(STEPS, WEEK, Phase.COMPLETE) == (STEPS[3], STEPS[4])


def test_a_restitution_ends_its_workshop() -> None:
    entry = PlannedMilestone(
        milestone="workshop-1", first_day=date(2027, 12, 7), restitution=date(2028, 1, 18)
    )
    assert entry.end == date(2028, 1, 18)


def test_a_milestone_without_dates_is_not_planned() -> None:
    calendar = Calendar(version=1, milestones=())
    assert calendar.planned("lab-day-1") is None
    assert PlannedMilestone(milestone="a", first_day=date(2027, 1, 1)).status == DateStatus.OPTION


def test_the_accounts_of_a_year_are_due_six_months_after_its_end() -> None:
    assert accounts_due(date(2028, 6, 29)) == date(2029, 6, 30)


def test_a_bare_number_is_no_date() -> None:
    with pytest.raises(ValidationError):
        PlannedMilestone.model_validate({"milestone": "a", "first_day": "86400"})


def test_milestones_without_dates_are_told_at_once() -> None:
    calendar = Calendar.model_validate(
        {"version": 1, "milestones": [{"milestone": "study-trip", "first_day": "2027-03-16"}]}
    )
    (found,) = undated_problems(ALL, calendar, "calendar.yaml")
    undated = ", ".join(each.code for each in ALL if each.code != "study-trip")
    assert found.found == f"sans date : {undated}."
    whole = Calendar(
        version=1,
        milestones=tuple(
            PlannedMilestone(milestone=each.code, first_day=date(2027, 3, 16)) for each in ALL
        ),
    )
    assert undated_problems(ALL, whole, "calendar.yaml") == ()
