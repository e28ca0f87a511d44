"""The capacity of a year, against the golden numbers of the programme's calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from pret.domain.programme import Programme
from pret.plan.almanac import almanac
from pret.plan.capacity import Week, weeks

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
