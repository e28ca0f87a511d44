"""The verifier: the worked plan is accepted, and each rule finds what breaks it alone."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from pret.domain.programme import Partner, PartnerRole, Programme
from pret.domain.schedule import Calendar
from pret.plan.almanac import almanac
from pret.plan.findings import months_after
from pret.plan.verifier import Finding, errors, verify

Build = Callable[..., Programme]

#: The worked plan of the programme's calendar: lycées in zone B, workshops in Paris.
WORKED: dict[str, dict[str, Any]] = {
    "preparation": {"first_day": "2027-01-11", "last_day": "2027-03-05"},
    "study-trip": {"first_day": "2027-03-16", "last_day": "2027-03-18"},
    "immersion-1": {"first_day": "2027-04-05", "last_day": "2027-04-09"},
    "lab-day-1": {"first_day": "2027-05-11"},
    "immersion-2": {"first_day": "2027-05-24", "last_day": "2027-05-28"},
    "lab-day-2": {"first_day": "2027-06-08"},
    "immersion-3": {"first_day": "2027-09-27", "last_day": "2027-10-01"},
    "lab-day-3": {"first_day": "2027-10-12"},
    "closing-seminar": {"first_day": "2027-10-21"},
    "workshop-1": {"first_day": "2027-12-07", "restitution": "2028-01-18"},
    "workshop-2": {"first_day": "2028-03-08", "restitution": "2028-03-30"},
    "workshop-3": {"first_day": "2028-05-16", "restitution": "2028-06-08"},
    "deployment-scenario": {"first_day": "2028-05-17", "last_day": "2028-06-16"},
    "closure": {"first_day": "2028-06-29"},
}

NO_LAB_DAYS: dict[str, None] = dict.fromkeys(("lab-day-1", "lab-day-2", "lab-day-3"))
MEETINGS = [code for code in WORKED if code not in ("preparation", "deployment-scenario")]


def calendar_of(changes: dict[str, dict[str, Any] | None] | None = None) -> Calendar:
    """Return the worked plan with some entries changed, or left out for None."""
    entries = [
        {"milestone": code, "status": "firm", **dates, **((changes or {}).get(code) or {})}
        for code, dates in WORKED.items()
        if (changes or {}).get(code, {}) is not None
    ]
    return Calendar.model_validate({"version": 1, "milestones": entries})


def findings(
    programme: Programme, changes: dict[str, dict[str, Any] | None] | None = None
) -> tuple[Finding, ...]:
    return verify(programme, calendar_of(changes), almanac(programme))


def codes(found: tuple[Finding, ...]) -> set[str]:
    return {each.rule.code for each in found}


def test_the_worked_plan_of_the_programme_is_accepted(build: Build) -> None:
    found = findings(build("B"))
    assert errors(found) == ()
    # What its authors knew and chose: elections of March 2028, and the end of term.
    assert codes(found) <= {"C9", "C14"}


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        (
            "C1",
            {
                "immersion-3": None,
                "lab-day-3": None,
                "closing-seminar": {"first_day": "2027-09-14"},
            },
        ),
        (
            "C2",
            {
                "workshop-1": {"first_day": "2027-11-23", "restitution": "2027-12-14"},
                "workshop-2": {"first_day": "2028-01-18", "restitution": "2028-02-10"},
                "workshop-3": {"first_day": "2028-03-23", "restitution": "2028-04-18"},
            },
        ),
        ("C1", {**NO_LAB_DAYS, "closing-seminar": {"first_day": "2027-09-28"}}),
        ("C2", {"workshop-1": {"first_day": "2027-10-14", "restitution": "2027-11-15"}}),
        ("C2", {"workshop-3": {"first_day": "2028-03-07", "restitution": "2028-04-27"}}),
        ("C3", {"preparation": {"first_day": "2026-12-07"}}),
        ("C3", {"preparation": {"first_day": "2027-03-22", "last_day": "2027-03-12"}}),
        ("C3", {"deployment-scenario": {"first_day": "2028-05-15"}}),
        ("C3", {"deployment-scenario": {"last_day": "2028-07-05"}}),
        ("C3", {"deployment-scenario": {"first_day": "2028-06-19"}}),
        ("C3", {"closure": {"first_day": "2028-07-12"}}),
        ("C3", {"closure": {"first_day": "2028-06-15"}}),
        ("C4", {"study-trip": {"last_day": "2027-03-19"}}),
        ("C4", {"study-trip": {"first_day": "2027-03-18", "last_day": "2027-03-18"}}),
        ("C5", {"immersion-2": {"first_day": "2027-05-25", "last_day": "2027-05-28"}}),
        ("C6", {"lab-day-2": {"first_day": "2027-06-08", "last_day": "2027-06-09"}}),
        ("C6", {"lab-day-3": {"first_day": "2027-09-23"}}),
        ("C7", {"workshop-2": {"restitution": None}}),
        ("C7", {"workshop-2": {"restitution": "2028-03-07"}}),
        ("C8", {"lab-day-1": {"first_day": "2027-05-07"}}),
        ("C8", {"closing-seminar": {"first_day": "2027-10-26", "site": "zb"}}),
        ("C8", {"closing-seminar": {"first_day": "2027-11-11", "site": "zb"}}),
        ("C9", {"lab-day-2": {"first_day": "2027-06-11"}}),
        (
            "C10",
            {
                "immersion-1": {"first_day": "2027-05-10", "last_day": "2027-05-14"},
                "lab-day-1": None,
            },
        ),
        ("C10", {"lab-day-3": {"first_day": "2027-10-06"}}),
        ("C11", {"workshop-2": {"first_day": "2028-02-09"}}),
        ("C12", {"workshop-3": {"restitution": "2028-05-30"}}),
        ("C13", {"closing-seminar": {"first_day": "2027-12-02"}}),
        (
            "C14",
            {
                **dict.fromkeys(("workshop-1", "workshop-2", "workshop-3", "deployment-scenario")),
                "closure": {"first_day": "2028-03-15"},
            },
        ),
        (
            "C14",
            {
                **dict.fromkeys(code for code in WORKED if code != "preparation"),
                "closure": {"first_day": "2027-04-14"},
            },
        ),
        ("C16", {"preparation": {"last_day": "2027-03-19"}}),
        ("C17", {"closing-seminar": {"first_day": "2027-11-11"}}),
        ("C17", {"workshop-2": {"first_day": "2028-03-04"}}),
        ("C17", {"workshop-2": {"first_day": "2028-03-05"}}),
    ],
)
def test_what_breaks_one_rule_is_told_by_that_rule_alone(
    build: Build, rule: str, changes: dict[str, dict[str, Any] | None]
) -> None:
    programme = build("B")
    before = {(each.rule.code, each.found.milestone) for each in findings(programme)}
    new = [
        each
        for each in findings(programme, changes)
        if (each.rule.code, each.found.milestone) not in before
    ]
    assert codes(tuple(new)) == {rule}
    assert all(each.found.found and each.found.remedy for each in new)


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(MEETINGS, 2)))
def test_two_milestones_that_change_places_are_refused(build: Build, one: str, other: str) -> None:
    exchanged = {
        code: {"last_day": None, "restitution": None, **WORKED[dates]}
        for code, dates in ((one, other), (other, one))
    }
    assert errors(findings(build("B"), exchanged))


@pytest.mark.parametrize("rule", ["after_each_week", "before_each_week", "between_weeks"])
def test_the_seminar_closes_the_weeks_wherever_lab_days_stand(build: Build, rule: str) -> None:
    programme = build("B", lab_days=2, lab_day_rule=rule)
    early = {"lab-day-3": None, "closing-seminar": {"first_day": "2027-09-30"}}
    assert "C1" in codes(errors(findings(programme, early)))


@pytest.mark.parametrize(("weeks", "told"), [(2, ["immersion-1"]), (3, [])])
def test_a_programme_of_other_than_three_weeks_is_reminded_of_the_method(
    build: Build, weeks: int, told: list[str]
) -> None:
    programme = build("B", immersion_weeks=weeks)
    gone = {"immersion-3": None, "lab-day-3": None} if weeks < 3 else {}
    found = findings(programme, gone)
    assert [each.found.milestone for each in found if each.rule.code == "C5"] == told
    assert errors(found) == ()


def test_a_programme_of_two_lab_days_is_reminded_of_the_method(build: Build) -> None:
    programme = build("B", lab_days=2, lab_day_rule="between_weeks")
    found = findings(programme, {"lab-day-3": None})
    assert [each.found.milestone for each in found if each.rule.code == "C6"] == ["lab-day-1"]
    assert errors(found) == ()


def test_public_bodies_are_invited_thirty_days_ahead(build: Build) -> None:
    council = Partner(code="conseil", name="Conseil", role=PartnerRole.FUNDER)
    late = build("B", prepare_days=20)
    assert "C15" not in codes(findings(late))
    assert "C15" in codes(findings(late.model_copy(update={"partners": (council,)})))


def test_saturdays_are_refused_unless_the_programme_allows_them(build: Build) -> None:
    moved = {"workshop-2": {"first_day": "2028-03-04", "restitution": "2028-03-30"}}
    assert "C17" in codes(findings(build("B"), moved))
    assert "C17" not in codes(findings(build("B", saturdays=True), moved))


def test_good_friday_is_refused_in_moselle(build: Build) -> None:
    programme = build("B")
    moselle = programme.sites[0].model_copy(update={"department": "57"})
    programme = programme.model_copy(update={"sites": (moselle,)})
    moved = {"immersion-1": {"first_day": "2027-03-22", "last_day": "2027-03-26"}}
    told = [each.found.days for each in findings(programme, moved) if each.rule.code == "C8"]
    assert told == [(date(2027, 3, 26),)]


def test_what_rests_on_an_estimate_says_so(build: Build) -> None:
    programme = build("B", start=date(2028, 1, 10))
    autumn = calendar_of({"lab-day-3": {"first_day": "2028-10-24"}})
    found = verify(programme, autumn, almanac(programme))
    told = [
        each for each in found if each.rule.code == "C8" and each.found.milestone == "lab-day-3"
    ]
    assert [each.found.estimated for each in told] == [True]


def test_what_is_cancelled_is_out_of_the_plan(build: Build) -> None:
    cancelled = {"lab-day-1": {"first_day": "2027-05-07", "status": "cancelled"}}
    assert errors(findings(build("B"), cancelled)) == ()


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 1, 11), 18, date(2028, 7, 11)),
        (date(2027, 12, 1), 1, date(2028, 1, 1)),
    ],
)
def test_months_are_counted_as_civil_law_does(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected
