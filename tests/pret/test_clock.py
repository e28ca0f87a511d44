"""Civil time, everybody's and that of rehearsals."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pret.clock import PARIS, Clock, RealClock, at_run_hour
from pret.errors import SettingError
from pret.settings import Settings

FAST = Clock(date(2027, 1, 11), datetime(2026, 11, 27, 21, 0, tzinfo=UTC), 2.0)


def test_nine_in_paris_is_nine_in_winter_and_in_summer() -> None:
    real = RealClock()
    assert real.moment(at_run_hour(date(2027, 1, 11))) == datetime(2027, 1, 11, 8, tzinfo=UTC)
    assert real.moment(at_run_hour(date(2027, 7, 1))) == datetime(2027, 7, 1, 7, tzinfo=UTC)


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 10, 31)])
def test_on_the_day_of_the_change_nine_comes_once(day: date) -> None:
    real = RealClock()
    assert real.civil(real.moment(at_run_hour(day))) == at_run_hour(day)


def test_a_day_of_the_fast_clock_lasts_two_seconds() -> None:
    first, second = (FAST.moment(at_run_hour(date(2027, 1, day))) for day in (11, 12))
    assert second - first == timedelta(seconds=2)
    assert first == FAST.begins + timedelta(seconds=2 * 9 / 24)


@given(st.dates(date(2027, 1, 11), date(2028, 7, 11)), st.times())
def test_the_fast_clock_goes_both_ways(day: date, hour: time) -> None:
    civil = datetime.combine(day, hour, PARIS)
    told = FAST.civil(FAST.moment(civil)).replace(tzinfo=None)
    assert abs(told - civil.replace(tzinfo=None)) < timedelta(seconds=1)


def test_a_clock_that_is_not_one_is_refused_with_what_to_write(tmp_path: object) -> None:
    for written in ("demain", "2027-01-11 2026-11-27T21:00:00 2", "2027-01-11 hier 2"):
        with pytest.raises(SettingError, match="PRET_CLOCK"):
            Settings.from_environ({"PRET_CLOCK": written}, tmp_path)  # type: ignore[arg-type]
