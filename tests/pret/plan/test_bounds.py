"""The earliest and the latest days of a plan, held against every plan there is on small cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings

from pret.plan.bounds import bounds
from pret.plan.model import Question
from pret.plan.windows import START, Reach, Strength, Window
from tests.pret.plan.test_model import FIRST, every_plan, questions


def days_of(question: Question) -> dict[str, list[int]]:
    return {key: sorted(prices) for key, prices in question.prices.items()}


@settings(max_examples=150)
@given(questions())
def test_they_are_the_first_and_the_last_days_of_all_plans_together(question: Question) -> None:
    question = replace(question, rule_days=0)
    every = [days for _, days in every_plan(question)]
    found = bounds(days_of(question), question.windows, question.start)
    if not every:
        assert found is None
    else:
        assert found == {
            key: (min(day).toordinal(), max(day).toordinal())
            for key, day in zip(question.prices, zip(*every, strict=True), strict=True)
        }


@settings(max_examples=50)
@given(questions())
def test_a_rule_that_may_be_left_takes_no_day_of_a_plan_away(question: Question) -> None:
    found = bounds(
        days_of(question), question.windows, question.start, rule_days=question.rule_days
    )
    for _, days in every_plan(question):
        assert found is not None
        for key, day in zip(question.prices, days, strict=True):
            assert found[key][0] <= day.toordinal() <= found[key][1]


def test_a_month_counted_from_its_last_day_is_taken_back_as_it_was_given() -> None:
    january = [date(2027, 1, day).toordinal() for day in (28, 29, 30, 31)]
    february = [date(2027, 2, 28).toordinal()]
    month = Window("a", "b", Strength.ORDER, "", Reach(months=1), Reach(months=1))
    found = bounds({"a": january, "b": february}, [month], FIRST)
    assert found == {"a": (january[0], january[-1]), "b": (february[0], february[0])}


def test_a_point_without_any_day_leaves_no_plan() -> None:
    assert bounds({"a": [], "b": [FIRST.toordinal()]}, (), FIRST) is None


def test_demands_that_go_round_in_circles_end() -> None:
    days = range(FIRST.toordinal(), FIRST.toordinal() + 1000)
    later = Window("a", "b", Strength.ORDER, "", Reach(days=1), None)
    sooner = Window("a", "b", Strength.ORDER, "", None, Reach(days=0))
    after_start = Window(START, "a", Strength.ORDER, "", Reach(days=1), None)
    assert bounds({"a": days, "b": days}, [later, sooner, after_start], FIRST) is None
