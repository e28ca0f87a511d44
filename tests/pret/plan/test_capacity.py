"""The capacity of a year, against the golden numbers of the programme's calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from pret.domain.programme import Programme
from pret.plan.almanac import almanac
from pret.plan.capacity import Week, starts, weeks

Build = Callable[..., Programme]


def between(programme: Programme, first: date, last: date) -> tuple[Week, ...]:
    return weeks(programme, almanac(programme), first, last)


@pytest.mark.parametrize("zone", "ABC")
def test_a_zone_has_41_free_weeks_in_18_months_and_none_in_the_summer(
    build: Build, zone: str
) -> None:
    found = between(build(zone), date(2027, 1, 4), date(2028, 6, 30))
    free = [week.monday for week in found if week.free]
    assert len(free) == 41
    assert not [each for each in free if date(2027, 6, 7) <= each <= date(2027, 9, 12)]


def test_sites_of_three_zones_have_fewer_weeks_in_common(build: Build) -> None:
    found = between(build("ABC"), date(2027, 1, 4), date(2028, 6, 30))
    common = sum(week.free for week in found)
    alone = sum("za" not in week.reasons for week in found)
    assert common < alone == 41


def test_a_week_that_is_not_free_says_what_takes_most_of_it(build: Build) -> None:
    (ascension,) = between(build("B"), date(2028, 5, 22), date(2028, 5, 26))
    assert ascension.reasons == {"zb": "pont de l’Ascension, zone B"}
    (holidays,) = between(build("B"), date(2028, 4, 10), date(2028, 4, 14))
    assert holidays.reasons == {"zb": "vacances de printemps"}


def test_weeks_after_the_last_decree_are_estimates(build: Build) -> None:
    found = between(build("B"), date(2028, 8, 21), date(2028, 9, 8))
    assert [week.estimated for week in found] == [False, True, True]


def test_only_whole_weeks_are_counted(build: Build) -> None:
    found = between(build("B"), date(2027, 1, 5), date(2027, 1, 21))
    assert [week.monday for week in found] == [date(2027, 1, 11)]


def test_each_month_of_departure_has_the_plan_that_it_would_give(build: Build) -> None:
    programme = build("B")
    found = starts(programme, almanac(programme), date(2027, 1, 11), 6)
    assert [start.first_day for start in found] == [
        date(2027, 1, 11),
        date(2027, 2, 1),
        date(2027, 3, 1),
        date(2027, 4, 1),
        date(2027, 5, 3),  # the first is a holiday, then comes a weekend
        date(2027, 6, 1),
    ]
    for start in found:
        assert start.trip is not None
        assert start.seminar is not None
        days = (start.first_day, start.trip, *start.weeks, start.seminar)
        assert len(start.weeks) == 3
        assert list(days) == sorted(days)


def test_a_departure_of_spring_pushes_immersions_over_the_summer(build: Build) -> None:
    programme = build("B")
    january, april, june = (
        starts(programme, almanac(programme), date(2027, month, 1), 1)[0] for month in (1, 4, 6)
    )
    assert january.over_summer
    for start in (april, june):
        assert not start.over_summer
        assert start.weeks[0] >= date(2027, 9, 13)


def test_a_departure_that_has_no_plan_says_what_cannot_be_had_together(build: Build) -> None:
    programme = build("B", field_months=9, workshop_months=9)
    (start,) = starts(programme, almanac(programme), date(2027, 1, 11), 1)
    assert (start.trip, start.weeks, start.seminar) == (None, (), None)
    assert not start.over_summer
    assert any("field_months" in demand for demand in start.demands)
    assert any("workshop_months" in demand for demand in start.demands)


def test_a_departure_after_the_last_decree_rests_on_estimates(build: Build) -> None:
    programme = build("B")
    early, late = (
        starts(programme, almanac(programme), date(year, 1, 4), 1)[0] for year in (2026, 2028)
    )
    assert (early.estimated, late.estimated) == (False, True)
