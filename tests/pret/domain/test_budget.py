"""The budget: sums checked, spent against planned."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pret.domain.budget import (
    Budget,
    BudgetLine,
    BudgetPost,
    Expense,
    budget_state,
    expense_problems,
    sum_problems,
    total_state,
)


def budget(total: int = 300, post_total: int = 300) -> Budget:
    lines = (
        BudgetLine(code="pay", label="Paye", planned=Decimal(200)),
        BudgetLine(code="travel", label="Trains", planned=Decimal(100)),
    )
    post = BudgetPost(code="residence", label="Résidence", total=Decimal(post_total), lines=lines)
    return Budget(total=Decimal(total), posts=(post,))


def expense(line: str, committed: int, paid: int) -> Expense:
    return Expense(day=date(2027, 4, 1), line=line, label="Facture", committed=committed, paid=paid)


def test_sums_that_are_right_raise_no_problem() -> None:
    assert sum_problems(budget(), "programme.yaml") == ()


def test_every_wrong_sum_is_told_with_the_right_one() -> None:
    found = sum_problems(budget(total=400, post_total=310), "programme.yaml")
    assert [problem.where for problem in found] == ["budget.posts[0].total", "budget.total"]
    assert "300" in found[0].remedy
    assert "310" in found[1].remedy


def test_amounts_are_read_as_people_write_them() -> None:
    line = BudgetLine.model_validate({"code": "a", "label": "A", "planned": "105\u202f400,50 €"})
    assert line.planned == Decimal("105400.50")


def test_a_line_counts_what_was_committed_and_paid_on_it() -> None:
    (post,) = budget_state(budget(), [expense("pay", 150, 100), expense("pay", 0, 20)])
    pay, travel = post.lines
    assert (pay.committed, pay.paid, pay.left, pay.overrun) == (150, 120, 50, False)
    assert (travel.paid, travel.left) == (0, 100)


def test_a_line_overrun_says_so_and_the_total_adds_up() -> None:
    posts = budget_state(budget(), [expense("travel", 0, 130)])
    assert posts[0].lines[1].overrun
    assert total_state(posts).paid == 130


def test_an_expense_on_an_unknown_line_is_told_with_its_row() -> None:
    (problem,) = expense_problems(budget(), [(7, expense("taxi", 0, 1))], "expenses.csv")
    assert (problem.line, problem.file) == (7, "expenses.csv")
    assert "pay, travel" in problem.remedy
