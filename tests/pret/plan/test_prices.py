"""Prices of days, held against what the verifier says of the same days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pret.domain.schedule import Calendar, PlannedMilestone
from pret.plan.almanac import almanac
from pret.plan.findings import Level
from pret.plan.planner import EMPTY
from pret.plan.prices import COMFORT, WARNING, day_prices
from pret.plan.verifier import verify
from pret.plan.windows import RESTITUTION, points
from tests.pret.plan.conftest import programme_of

PROGRAMME = programme_of("BC")
DAYS = almanac(PROGRAMME)
POINTS = {point.key: point for point in points(PROGRAMME, EMPTY)}
FIRST, LAST = date(2027, 1, 11), date(2028, 7, 11)
#: Rules about days; the others are about what lies between two milestones.
OF_DAYS = {"C8", "C9", "C11", "C13", "C14", "C17"}


def found(key: str, first: date) -> dict[Level, int]:
    """Return how many findings of each level a milestone has when it is alone in the calendar."""
    point = POINTS[key]
    last = first + timedelta(days=point.length_days - 1)
    dates = {"first_day": first, "last_day": last}
    if key.endswith(RESTITUTION):  # the workshop itself stands on a day without a finding
        dates = {"first_day": date(2027, 1, 12), "restitution": first}
    entry = PlannedMilestone(milestone=point.milestone.code, **dates)
    findings = verify(PROGRAMME, Calendar(version=1, milestones=(entry,)), DAYS)
    counted = dict.fromkeys(Level, 0)
    for finding in findings:
        counted[finding.rule.level] += finding.rule.code in OF_DAYS
    return counted


@pytest.mark.parametrize(
    "key",
    [
        "immersion-1",
        "lab-day-1",
        "closing-seminar",
        "workshop-1",
        "workshop-1/restitution",
        "closure",
    ],
)
def test_each_day_costs_its_warnings_and_a_day_with_an_error_is_not_offered(key: str) -> None:
    prices = day_prices(PROGRAMME, DAYS, POINTS[key], FIRST, LAST)
    day = FIRST
    while day <= LAST:
        told = found(key, day)
        price = prices.get(day.toordinal())
        if price is not None:
            assert told[Level.ERROR] == 0, day
            assert price >= WARNING * told[Level.WARNING], day
        day += timedelta(days=7 if POINTS[key].is_week else 1)


def test_a_quiet_tuesday_costs_nothing_and_a_quiet_monday_a_little() -> None:
    prices = day_prices(PROGRAMME, DAYS, POINTS["lab-day-1"], FIRST, LAST)
    assert prices[date(2027, 1, 12).toordinal()] == 0
    assert 0 < prices[date(2027, 1, 18).toordinal()] < COMFORT


def test_nobody_is_called_in_august_or_between_christmas_and_the_new_year() -> None:
    prices = day_prices(PROGRAMME, DAYS, POINTS["workshop-1"], FIRST, LAST)
    for day in (date(2027, 8, 10), date(2027, 12, 28)):
        assert prices[day.toordinal()] >= 3 * WARNING
