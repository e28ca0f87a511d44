"""Public holidays: those of the law, as an independent library has them."""

from __future__ import annotations

import holidays
import pytest

from pret.domain.public_holidays import public_holidays


@pytest.mark.parametrize("year", range(2008, 2101))
def test_a_year_has_the_holidays_that_another_library_gives(year: int) -> None:
    assert public_holidays(year) == frozenset(holidays.country_holidays("FR", years=year))


def test_two_holidays_may_be_the_same_day() -> None:
    assert len(public_holidays(2027)) == 11
    assert len(public_holidays(2008)) == 10  # the first of May was Ascension too
