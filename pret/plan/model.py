"""The constraint model of a plan, solved by CP-SAT: points on days, windows between them.

One worker, a fixed seed, limits counted in work and not in seconds: the same question has the same
answer. Of all the answers that cost the least, it is the one whose first point is the earliest,
then whose second is, and so on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import prod
from typing import TypeAlias

from ortools.sat.python import cp_model

from pret.plan.bounds import bounds
from pret.plan.prices import COMFORT
from pret.plan.windows import START, STAYING, Point, Reach, Strength, Window

#: What it costs to leave a window: at all, then for each day before its least and after its most.
LEFT: Mapping[Strength, tuple[int, int, int]] = {
    Strength.ANNOUNCED: (4000, 3, 3),
    Strength.ADVICE: (1000, 10, 10),
    Strength.PROPOSED: (500, 1, 1),
    Strength.WISH: (0, 20, 2),
}
#: By how many days rules may be left, all together, when what stays leaves no choice: beyond, there
#: is no plan.
MOST_DAYS_OUTSIDE_RULE = 150
_ANY_DAYS = 1000
_SEED = 1
_ANSWERED = (cp_model.OPTIMAL, cp_model.FEASIBLE)
_Number: TypeAlias = cp_model.LinearExpr | int
#: In CP-SAT's own count of work, close to seconds: a plan takes a fortieth of it. Beyond, the best
#: that was found is the answer.
_MOST_WORK = 1.0
#: Numbers far below what the solver counts exactly.
_MOST_DIGITS = 2**40


@dataclass(frozen=True, slots=True)
class Question:
    """A plan to be made.

    prices: key of a point → first days that it may have, as ordinals, each with its price.
    rule_days: by how many days rules may be left, all together.
    """

    start: date
    points: tuple[Point, ...]
    windows: tuple[Window, ...]
    prices: Mapping[str, Mapping[int, int]]
    rule_days: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """The first day of each point, in order, and what the whole costs."""

    days: Mapping[str, date]
    cost: int


def solve(question: Question) -> Answer | None:
    """Return the cheapest plan, the earliest of those, or None when there is none at all."""
    model = _Model.of(question)
    found = model.cheapest() if model else None
    if model is None or found is None:
        return None
    return Answer(model.earliest(found), found.cost)


def cheapest(question: Question) -> Answer | None:
    """Return one of the cheapest plans, in half the time that `solve` takes, or None."""
    model = _Model.of(question)
    return model.cheapest() if model else None


def is_possible(question: Question) -> bool:
    """Tell whether there is a plan at all, whatever it costs, if each rule may be left as far."""
    return _between(question) is not None


def least_rule_days(question: Question) -> int:
    """Return by how few days rules can be left, all together, for there to be a plan.

    As many as the question allows when there is no plan at all.
    """
    asked = narrowed(question)
    if asked is None:
        return question.rule_days
    hard = tuple(window for window in asked.windows if window.is_hard)
    free = {key: dict.fromkeys(prices, 0) for key, prices in asked.prices.items()}
    model = _Model(replace(asked, windows=hard, prices=free))
    return model.least_outside()


def narrowed(question: Question) -> Question | None:
    """Return the question without the days that no plan can have, or None when there is no plan."""
    between = _between(question)
    if between is None:
        return None
    prices = {
        key: {day: price for day, price in question.prices[key].items() if first <= day <= last}
        for key, (first, last) in between.items()
    }
    return replace(question, prices=prices)


def _between(question: Question) -> Mapping[str, tuple[int, int]] | None:
    days = {point.key: sorted(question.prices.get(point.key, ())) for point in question.points}
    return bounds(days, question.windows, question.start, rule_days=question.rule_days)


class _Model:
    """CP-SAT's variables of a question."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.cp = cp_model.CpModel()
        self.variables: dict[str, cp_model.IntVar] = {}
        self.costs: list[_Number] = []
        self.outside_rules: list[_Number] = []
        for point in question.points:
            self.place(point.key)
        for window in question.windows:
            self.hold(window)
        if self.outside_rules:
            self.cp.add(sum(self.outside_rules) <= question.rule_days)

    @classmethod
    def of(cls, question: Question) -> _Model | None:
        """Return the model, or None when there is no plan at all."""
        asked = narrowed(question)
        return cls(asked) if asked else None

    def least_outside(self) -> int:
        """Return by how few days rules can be left, all together; what is allowed if by none."""
        self.cp.minimize(sum(self.outside_rules))
        solver = _solver()
        if solver.solve(self.cp) != cp_model.OPTIMAL:
            return self.question.rule_days
        return round(solver.objective_value)

    def cheapest(self) -> Answer | None:
        """Return one of the cheapest answers, or None when there is none."""
        self.cp.minimize(sum(self.costs))
        present = dict(self.present_days())
        for key, value in present.items():
            self.cp.add_hint(self.variables[key], value)
        solver = _solver()
        # From a plan that nearly holds, better ones are near; without one, bounds come first.
        solver.parameters.use_objective_lb_search = not present
        if solver.solve(self.cp) not in _ANSWERED:
            return None
        days = {key: date.fromordinal(solver.value(day)) for key, day in self.days()}
        return Answer(days, round(solver.objective_value))

    def present_days(self) -> Iterator[tuple[str, int]]:
        """Yield the days on which points stand today, as ordinals."""
        for window in self.question.windows:
            if window.strength in STAYING and window.least is not None:
                yield window.after, window.least.after(self.question.start).toordinal()

    def place(self, key: str) -> None:
        """Add a point's day, and its price."""
        prices = self.question.prices[key]
        domain = cp_model.Domain.from_values(list(prices))
        day = self.variables[key] = self.cp.new_int_var_from_domain(domain, key)
        # Two sums of few terms are solved five times faster than one of many.
        self.costs.append(self.told_by(day, {value: prices[value] % COMFORT for value in prices}))
        rest = {value: price - price % COMFORT for value, price in prices.items()}
        self.costs.append(self.told_by(day, rest))

    def told_by(self, day: cp_model.IntVar, numbers: Mapping[int, int]) -> _Number:
        """Return the number that goes with a day: one literal for each different number."""
        groups: dict[int, list[int]] = {}
        for value, number in numbers.items():
            groups.setdefault(number, []).append(value)
        if len(groups) == 1:
            return next(iter(groups))
        literals = {number: self.cp.new_bool_var(f"{day} {number}") for number in groups}
        for number, values in groups.items():
            domain = cp_model.Domain.from_values(values)
            inside = self.cp.add_linear_expression_in_domain(day, domain)
            inside.only_enforce_if(literals[number])
        self.cp.add_exactly_one(literals.values())
        return sum(number * literal for number, literal in literals.items())

    def hold(self, window: Window) -> None:
        """Add what a window asks, and what leaving it costs."""
        short, over = self.outside(window)
        day = self.variables[window.after]
        if window.least is not None:
            self.cp.add(day + short >= self.reach(window, window.least))
        if window.most is not None:
            self.cp.add(day - over <= self.reach(window, window.most))

    def outside(self, window: Window) -> tuple[_Number, _Number]:
        """Return by how many days a window is left on each side; what cannot be left is 0."""
        rule_days = self.question.rule_days
        if window.strength is Strength.RULE and rule_days:
            short, over = (self.cp.new_int_var(0, rule_days, "") for _ in range(2))
            self.outside_rules += [short, over]
            return short, over
        if window.is_hard:
            return 0, 0
        at_all, *each_day = LEFT[window.strength]
        sides = tuple(self.cp.new_int_var(0, _ANY_DAYS, "") for _ in each_day)
        self.costs += [price * days for price, days in zip(each_day, sides, strict=True)]
        if at_all:
            left = self.cp.new_bool_var("")
            self.costs.append(at_all * left)
            for days in sides:
                self.cp.add(days == 0).only_enforce_if(~left)
        return sides[0], sides[1]

    def reach(self, window: Window, reach: Reach) -> _Number:
        """Return the day at a distance from a window's first point."""
        if window.before == START:
            return reach.after(self.question.start).toordinal()
        before = self.variables[window.before]
        if reach.is_even:
            return before + reach.days
        lengths = {
            value: reach.after(date.fromordinal(value)).toordinal() - value
            for value in self.question.prices[window.before]
        }
        return before + self.told_by(before, lengths)

    def days(self) -> tuple[tuple[str, cp_model.IntVar], ...]:
        """Return the variable of each point, in order."""
        return tuple((point.key, self.variables[point.key]) for point in self.question.points)

    def earliest(self, answer: Answer) -> dict[str, date]:
        """Return the first days of the earliest answer that costs as much as one that was found.

        Points are told apart in one number as digits are, a few at a time.
        """
        self.cp.add(sum(self.costs) <= answer.cost)
        told = {key: day.toordinal() for key, day in answer.days.items()}
        for group in self.groups():
            number: _Number = 0
            for key, first, size in group:
                number = number * size + (self.variables[key] - first)
            self.cp.minimize(number)
            self.cp.clear_hints()  # type: ignore[no-untyped-call]
            for key, day in self.days():
                self.cp.add_hint(day, told[key])
            solver = _solver()
            if solver.solve(self.cp) == cp_model.OPTIMAL:
                told = {key: solver.value(day) for key, day in self.days()}
            for key, _, _ in group:
                self.cp.add(self.variables[key] == told[key])
        return {key: date.fromordinal(value) for key, value in told.items()}

    def groups(self) -> Iterator[list[tuple[str, int, int]]]:
        """Yield points, each with its first possible day and how many days it spans."""
        group: list[tuple[str, int, int]] = []
        for point in self.question.points:
            days = self.question.prices[point.key]
            first, size = min(days), max(days) - min(days) + 1
            if prod(each for _, _, each in group) * size > _MOST_DIGITS:
                yield group
                group = []
            group.append((point.key, first, size))
        yield group


def _solver() -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    settings = solver.parameters
    settings.num_workers = 1
    settings.random_seed = _SEED
    settings.max_deterministic_time = _MOST_WORK
    # The model is small: looking for simplifications takes ten times longer than solving it.
    settings.cp_model_probing_level = 0
    settings.symmetry_level = 0
    settings.linearization_level = 0
    settings.max_presolve_iterations = 1
    settings.inprocessing_dtime_ratio = 0
    settings.inprocessing_probing_dtime = 0
    settings.inprocessing_minimization_dtime = 0
    return solver
