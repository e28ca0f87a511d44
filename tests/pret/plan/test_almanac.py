"""The almanac: what is closed, what is better avoided, and what rests on an estimate."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pret.domain.closings import Closing, ClosingKind, SeasonKind
from pret.domain.programme import Programme, SchoolZone
from pret.plan import official
from pret.plan.almanac import Almanac, almanac

Build = Callable[..., Programme]
UNAVAILABLE = {SeasonKind.RETURN, SeasonKind.EXAMS}


def clean_weeks(days: Almanac, site: str, since: date, until: date) -> list[date]:
    monday = since + timedelta(days=-since.weekday() % 7)
    found = []
    while monday + timedelta(days=4) <= until:
        week = [monday + timedelta(days=each) for each in range(5)]
        if all(
            days.is_open(site, day)
            and not UNAVAILABLE & {season.kind for season in days.seasons(site, day)}
            for day in week
        ):
            found.append(monday)
        monday += timedelta(days=7)
    return found


@pytest.mark.parametrize("zone", "ABC")
def test_a_zone_has_41_clean_weeks_in_18_months_and_none_in_the_summer(
    build: Build, zone: str
) -> None:
    days = almanac(build(zone))
    site = f"z{zone.lower()}"
    found = clean_weeks(days, site, date(2027, 1, 4), date(2028, 6, 30))
    assert len(found) == 41
    assert not [each for each in found if date(2027, 6, 7) <= each <= date(2027, 9, 12)]
    spring = [each.month for each in found if each.year == 2027]
    assert spring.count(4) in (2, 3)
    assert spring.count(5) in (2, 3)


def test_where_published_sets_disagree_the_days_of_both_are_closed(build: Build) -> None:
    days = almanac(build("B"))
    doubtful = [
        date(2026, 5, 15),  # Ascension, absent from one of them
        date(2027, 5, 7),
        date(2028, 5, 26),
        date(2027, 9, 1),  # one ends the summer the day before
        date(2028, 7, 4),  # one begins it the day after
    ]
    assert all(not days.is_open("zb", day) for day in doubtful)
    assert not any(days.rests_on_estimate("zb", day) for day in doubtful)


def test_after_the_last_decree_school_holidays_are_estimates(build: Build) -> None:
    days = almanac(build("A"))
    (autumn,) = days.closings("za", date(2028, 10, 25))
    assert autumn.estimated
    assert "Toussaint" in autumn.label
    assert days.rests_on_estimate("za", date(2028, 11, 20))
    assert not days.rests_on_estimate("za", date(2028, 8, 31))
    assert not days.rests_on_estimate(None, date(2028, 11, 20))


def test_good_friday_is_a_holiday_in_alsace_and_moselle_only() -> None:
    good_friday = date(2027, 3, 26)
    closed = {
        department: [one for one in official.public_holidays(department) if one.holds(good_friday)]
        for department in (None, "69", "57", "67", "68")
    }
    assert {department for department, found in closed.items() if found} == {"57", "67", "68"}
    assert closed["57"][0].source == official.LOCAL_LAW


def test_what_a_site_declares_is_told_before_what_is_official(build: Build) -> None:
    programme = build("A")
    works = {"first_day": "2027-05-17", "label": "travaux du hall"}
    site = programme.sites[0].model_validate(
        programme.sites[0].model_dump() | {"closings": (works,)}
    )
    days = almanac(programme.model_copy(update={"sites": (site,)}))
    labels = [one.label for one in days.closings("za", date(2027, 5, 17))]
    assert labels == ["travaux du hall", "lundi de Pentecôte"]


def test_an_imported_closing_without_site_closes_every_site(build: Build) -> None:
    strike = Closing(
        date(2027, 3, 23), date(2027, 3, 23), "grève", "all.ics", kind=ClosingKind.IMPORTED
    )
    days = almanac(build("A-"), {None: (strike,)})
    assert all(not days.is_open(site, date(2027, 3, 23)) for site in ("za", "chantier", None))


def test_a_site_without_zone_has_public_holidays_only(build: Build) -> None:
    days = almanac(build("-"))
    assert days.is_open("chantier", date(2027, 4, 19))
    assert not days.is_open("chantier", date(2027, 5, 17))
    assert not days.rests_on_estimate("chantier", date(2029, 5, 17))


def test_the_return_to_school_is_eight_working_days_from_the_teachers_own(build: Build) -> None:
    seasons = almanac(build("B")).avoided["zb"].spans
    returns = {one.first_day: one.last_day for one in seasons if one.kind is SeasonKind.RETURN}
    assert returns[date(2023, 9, 1)] == date(2023, 9, 12)
    assert returns[date(2027, 9, 1)] == date(2027, 9, 10)


def test_exams_have_their_official_weeks_and_usual_ones_where_none_are_known() -> None:
    in_2026 = [one for one in official.exams() if one.first_day.year == 2026]
    assert [(one.first_day, one.last_day, one.estimated) for one in in_2026] == [
        (date(2026, 5, 20), date(2026, 6, 1), False),
        (date(2026, 6, 11), date(2026, 7, 10), False),
    ]
    (in_2028,) = [one for one in official.exams() if one.first_day.year == 2028]
    assert (in_2028.first_day, in_2028.estimated) == (date(2028, 6, 10), True)


def test_a_local_election_binds_public_bodies_from_the_sixth_month_before(build: Build) -> None:
    days = almanac(build("B"))
    kinds = {
        day: {one.kind for one in days.seasons(None, day)}
        & {SeasonKind.ELECTION, SeasonKind.PRE_ELECTION}
        for day in (date(2027, 4, 14), date(2027, 8, 31), date(2027, 9, 1), date(2028, 3, 1))
    }
    assert list(kinds.values()) == [
        {SeasonKind.ELECTION},
        set(),
        {SeasonKind.PRE_ELECTION},
        {SeasonKind.ELECTION},
    ]


def test_every_line_of_the_frozen_data_says_where_it_comes_from() -> None:
    frozen = [
        row
        for name in ("school_holidays", "exams", "elections", "budget_years")
        for row in official._rows(f"{name}.csv")
    ]
    assert all(row["source"] and row["label"] for row in frozen)
    assert all(row["first_day"] <= row["last_day"] for row in frozen)


def test_the_language_of_the_machine_changes_no_label() -> None:
    program = "from pret.plan import official as o; print(o.public_holidays(None)[:11])"
    told = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "LANG": language, "LC_ALL": language, "LANGUAGE": language},
            capture_output=True,
            check=True,
        ).stdout
        for language in ("C", "en_US.UTF-8", "fr_FR.UTF-8")
    ]
    assert told[0] == told[1] == told[2]
    assert "Fête du Travail".encode() in told[0]


@pytest.mark.parametrize("zone", list(SchoolZone))
def test_school_holidays_follow_one_another_without_overlap(zone: SchoolZone) -> None:
    spans = official.school_holidays(zone)
    assert all(span.first_day <= span.last_day for span in spans)
    assert all(before.last_day < after.first_day for before, after in itertools.pairwise(spans))
    assert all(span.source for span in spans)


@pytest.fixture(scope="module")
def all_zones(build: Build) -> Almanac:
    return almanac(build("ABC"))


@given(day=st.dates(date(2023, 1, 1), date(2030, 12, 31)), zone=st.sampled_from("ABC"))
def test_a_day_is_open_when_it_is_no_weekend_and_nothing_closes_it(
    all_zones: Almanac, day: date, zone: str
) -> None:
    closings = [
        one
        for one in (*official.school_holidays(SchoolZone(zone)), *official.public_holidays(None))
        if one.first_day <= day <= one.last_day
    ]
    assert all_zones.is_open(f"z{zone.lower()}", day) is (day.weekday() < 5 and not closings)
