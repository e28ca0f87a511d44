"""The model of a plan, held against every plan there is on small cases."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pret.domain.milestones import Milestone, MilestoneKind
from pret.plan.model import LEFT, Question, is_possible, least_rule_days, solve
from pret.plan.windows import START, Point, Reach, Strength, Window

FIRST = date(2027, 1, 11)


def point(key: str) -> Point:
    return Point(key, Milestone(MilestoneKind.LAB_DAY, 1))


def cost_of(question: Question, days: Mapping[str, date]) -> int | None:
    """Return what a plan costs by the words of the model's documentation; None when it is none."""
    cost = sum(question.prices[key][day.toordinal()] for key, day in days.items())
    if days_outside_rules(question, days) > question.rule_days:
        return None
    for window in question.windows:
        short, over = days_left(question, window, days)
        if window.strength is Strength.RULE or not max(short, over):
            continue
        if window.strength is Strength.ORDER:
            return None
        at_all, each_short, each_over = LEFT[window.strength]
        cost += at_all + each_short * short + each_over * over
    return cost


def days_left(question: Question, window: Window, days: Mapping[str, date]) -> tuple[int, int]:
    before = question.start if window.before == START else days[window.before]
    return window.days_left(before, days[window.after])


def days_outside_rules(question: Question, days: Mapping[str, date]) -> int:
    return sum(
        sum(days_left(question, window, days))
        for window in question.windows
        if window.strength is Strength.RULE
    )


def every_plan(question: Question) -> Iterator[tuple[int, tuple[date, ...]]]:
    keys = [each.key for each in question.points]
    choices = [sorted(question.prices[key]) for key in keys]
    for chosen in itertools.product(*choices):
        days = tuple(date.fromordinal(value) for value in chosen)
        cost = cost_of(question, dict(zip(keys, days, strict=True)))
        if cost is not None:
            yield cost, days


reaches = st.builds(Reach, st.integers(0, 2), st.integers(0, 40)) | st.builds(
    Reach,
    st.just(0),
    st.integers(0, 5),
    st.integers(1, 8),
    is_open=st.just(lambda day: day.weekday() < 5),
)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    keys = [f"p{number}" for number in range(draw(st.integers(1, 4)))]
    prices = {
        key: draw(
            st.dictionaries(
                st.integers(0, 120).map(lambda n: (FIRST + timedelta(days=n)).toordinal()),
                st.sampled_from((0, 0, 2, 4, 300, 1002)),
                min_size=1,
                max_size=6,
            )
        )
        for key in keys
    }
    pairs = [(START, key) for key in keys] + list(itertools.combinations(keys, 2))
    windows = []
    for before, after in draw(st.lists(st.sampled_from(pairs), max_size=5)):
        strength = draw(st.sampled_from(Strength))
        bounds = draw(
            st.tuples(reaches, st.none())
            | st.tuples(st.none(), reaches)
            | st.tuples(reaches, reaches).filter(
                lambda both: both[0].after(FIRST) <= both[1].after(FIRST)
            )
        )
        windows.append(Window(before, after, strength, "", *bounds))
    placed = tuple(point(key) for key in keys)
    return Question(FIRST, placed, tuple(windows), prices, draw(st.sampled_from((0, 0, 15, 150))))


@settings(max_examples=150)
@given(questions())
def test_the_answer_is_the_cheapest_plan_and_the_earliest_of_those(question: Question) -> None:
    every = sorted(every_plan(question))
    answer = solve(question)
    if question.rule_days == 0 or every:
        assert is_possible(question) == bool(every)
    if not every:
        assert answer is None
    else:
        assert answer is not None
        assert (answer.cost, tuple(answer.days.values())) == every[0]


@settings(max_examples=20)
@given(questions())
def test_the_same_question_has_the_same_answer(question: Question) -> None:
    assert solve(question) == solve(question)


@settings(max_examples=100)
@given(questions())
def test_rules_are_left_by_as_few_days_as_can_be_all_together(question: Question) -> None:
    keys = [each.key for each in question.points]
    question = replace(question, rule_days=150)
    least = min(
        (
            days_outside_rules(question, dict(zip(keys, days, strict=True)))
            for _, days in every_plan(question)
        ),
        default=150,
    )
    assert least_rule_days(question) == least


def test_days_outside_rules_are_counted_all_together() -> None:
    here = FIRST.toordinal()
    late = Reach(days=10)
    question = Question(
        FIRST,
        (point("a"), point("b")),
        tuple(Window(START, key, Strength.RULE, "", late) for key in ("a", "b")),
        {"a": {here: 0}, "b": {here: 0}},
        rule_days=15,
    )
    assert solve(question) is None
    assert least_rule_days(replace(question, rule_days=150)) == 20
    assert solve(replace(question, rule_days=20)) is not None
