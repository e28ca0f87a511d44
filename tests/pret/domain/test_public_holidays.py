"""Public holidays: those of the law, as an independent library has them."""

from __future__ import annotations

from datetime import date

import holidays
import pytest

from pret.domain.public_holidays import is_working_day, local_holidays, public_holidays


@pytest.mark.parametrize("year", range(2008, 2101))
def test_a_year_has_the_holidays_that_another_library_gives(year: int) -> None:
    assert public_holidays(year) == frozenset(holidays.country_holidays("FR", years=year))


def test_two_holidays_may_be_the_same_day() -> None:
    assert len(public_holidays(2027)) == 11
    assert len(public_holidays(2008)) == 10  # the first of May was Ascension too


def test_alsace_moselle_has_two_more() -> None:
    assert local_holidays("67", 2027) - public_holidays(2027) == {
        date(2027, 3, 26),
        date(2027, 12, 26),
    }
    assert local_holidays("69", 2027) == public_holidays(2027)


def test_a_day_off_in_one_department_is_no_working_day_for_a_programme_that_is_there() -> None:
    good_friday = date(2027, 3, 26)
    assert is_working_day(good_friday)
    assert is_working_day(good_friday, ["69"])
    assert not is_working_day(good_friday, ["69", "68"])
    assert not is_working_day(date(2027, 12, 20), ["974"])
    assert not is_working_day(date(2027, 3, 27))
