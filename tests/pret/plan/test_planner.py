"""The planner: plans that the verifier accepts, dates that stay, and refusals with their reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pret.domain.closings import Closing, ClosingKind
from pret.domain.milestones import LabDayRule
from pret.domain.programme import Programme, SiteClosing
from pret.domain.schedule import Calendar, DateStatus, PlannedMilestone
from pret.errors import NoPlanError
from pret.plan.almanac import almanac
from pret.plan.planner import MadePlan, make_plan
from pret.plan.verifier import errors, verify
from tests.pret.plan.conftest import programme_of

Build = Callable[..., Programme]

calendars = st.fixed_dictionaries(
    {
        "immersion_weeks": st.integers(1, 4),
        "lab_days": st.integers(0, 4),
        "workshops": st.integers(0, 3),
        "lab_day_rule": st.sampled_from(LabDayRule),
    }
)


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    start = draw(st.dates(date(2023, 1, 1), date(2028, 12, 31)))
    zones = draw(st.sampled_from(("A", "B", "C", "AB", "BC", "ABC", "C-", "-A")))
    programme = programme_of(zones, start, **draw(calendars))
    closings = tuple(
        SiteClosing(first_day=start + timedelta(days=after), label="fermé")
        for after in draw(st.lists(st.integers(0, 540), max_size=8))
    )
    sites = (programme.sites[0].model_copy(update={"closings": closings}), *programme.sites[1:])
    return programme.model_copy(update={"sites": sites})


def kept(*entries: dict[str, Any]) -> Calendar:
    return Calendar.model_validate({"version": 1, "milestones": entries})


def dates(plan: MadePlan, code: str) -> PlannedMilestone:
    entry = plan.calendar.planned(code)
    assert entry is not None
    return entry


@settings(max_examples=12)
@given(programmes())
def test_any_programme_gets_a_plan_without_an_error_and_the_same_one_twice(
    programme: Programme,
) -> None:
    plan = make_plan(programme, almanac(programme))
    assert errors(verify(programme, plan.calendar, almanac(programme))) == ()
    assert [entry.milestone for entry in plan.calendar.milestones] == [
        milestone.code for milestone in programme.milestones()
    ]
    assert make_plan(programme, almanac(programme)) == plan


@settings(max_examples=6)
@given(programmes(), st.data())
def test_what_is_firm_or_held_stays_when_a_plan_is_made_around_it(
    programme: Programme, data: st.DataObject
) -> None:
    whole = make_plan(programme, almanac(programme)).calendar
    stay = data.draw(st.sets(st.sampled_from([e.milestone for e in whole.milestones])))
    status = st.sampled_from((DateStatus.FIRM, DateStatus.HELD))
    held = tuple(
        entry.model_copy(update={"status": data.draw(status)})
        for entry in whole.milestones
        if entry.milestone in stay
    )
    again = make_plan(
        programme, almanac(programme), kept=Calendar(version=1, milestones=held)
    ).calendar
    assert all(entry in again.milestones for entry in held if "scenario" not in entry.milestone)
    assert errors(verify(programme, again, almanac(programme))) == ()


def test_nine_months_and_nine_months_are_refused_with_what_cannot_be_had_together(
    build: Build,
) -> None:
    programme = build("B", field_months=9, workshop_months=9)
    with pytest.raises(NoPlanError) as refusal:
        make_plan(programme, almanac(programme))
    assert set(refusal.value.demands) == {
        "un mois de préparation au moins avant le voyage d’étude",
        "une phase de terrain de 9 mois (field_months), à deux semaines près",
        "un cycle d’ateliers de 9 mois (workshop_months), à deux semaines près",
        "deux semaines au moins avant la clôture",
        "18 mois pour le programme entier",
    }


def test_eight_months_asked_for_are_had_within_two_weeks(build: Build) -> None:
    programme = build("B", field_months=8, workshop_months=7)
    plan = make_plan(programme, almanac(programme))
    days = (dates(plan, "closing-seminar").first_day - dates(plan, "study-trip").first_day).days
    assert 243 - 15 <= days <= 245 + 15


def test_a_firm_date_that_leaves_no_room_is_named(build: Build) -> None:
    programme = build("B")
    seminar = {"milestone": "closing-seminar", "first_day": "2027-04-15", "status": "firm"}
    with pytest.raises(NoPlanError) as refusal:
        make_plan(programme, almanac(programme), kept=kept(seminar))
    assert "le séminaire de clôture le 15\u00a0avril 2027" in refusal.value.demands


def test_a_site_that_never_opens_is_named(build: Build) -> None:
    programme = build("B")
    never = SiteClosing(first_day=date(2027, 1, 1), last_day=date(2031, 1, 1), label="travaux")
    site = programme.sites[0].model_copy(update={"closings": (never,)})
    closed = programme.model_copy(update={"sites": (site,)})
    with pytest.raises(NoPlanError) as refusal:
        make_plan(closed, almanac(closed))
    (demand,) = refusal.value.demands
    assert demand.endswith("un jour où l’on peut s’y réunir (souvent fermé : travaux)")


def test_what_takes_the_days_of_a_week_that_finds_no_place_is_named(build: Build) -> None:
    programme = build("B")
    taken = Closing(
        date(2027, 3, 1), date(2027, 12, 31), "équipe ailleurs", "", kind=ClosingKind.IMPORTED
    )
    with pytest.raises(NoPlanError) as refusal:
        make_plan(programme, almanac(programme, {None: (taken,)}))
    first, *others = refusal.value.demands
    assert "(souvent fermé : équipe ailleurs, " in first
    assert "18 mois pour le programme entier" in others


def test_dates_after_the_last_decree_are_forecasts(build: Build) -> None:
    programme = build("B", date(2027, 9, 1))
    plan = make_plan(programme, almanac(programme))
    assert "closure" in plan.estimated
    assert dates(plan, "closure").status is DateStatus.FORECAST
    assert dates(plan, "study-trip").status is DateStatus.OPTION


def test_what_is_cancelled_stays_so_and_the_rest_closes_up(build: Build) -> None:
    programme = build("B")
    cancelled = {"milestone": "lab-day-2", "first_day": "2027-06-08", "status": "cancelled"}
    plan = make_plan(programme, almanac(programme), kept=kept(cancelled))
    assert dates(plan, "lab-day-2").status is DateStatus.CANCELLED
    assert errors(verify(programme, plan.calendar, almanac(programme))) == ()


def test_no_new_date_is_in_the_past(build: Build) -> None:
    programme, today = build("B"), date(2027, 5, 3)
    trip = {"milestone": "study-trip", "first_day": "2027-03-16", "last_day": "2027-03-18"}
    plan = make_plan(programme, almanac(programme), kept=kept(trip), today=today)
    assert dates(plan, "study-trip").first_day == date(2027, 3, 16)
    assert dates(plan, "immersion-1").first_day > today
