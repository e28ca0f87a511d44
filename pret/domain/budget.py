"""The budget: three posts and their lines, checked sums, spent against planned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from pret.domain.fields import Day, Entry, Euros, Line, SiteCode, maybe, must
from pret.problems import Problem


class BudgetLine(Entry):
    """A line of a post."""

    code: SiteCode = must("Code de la ligne")
    label: Line = must("Intitulé")
    planned: Euros = must("Montant prévu")


class BudgetPost(Entry):
    """A post with the total that its lines must add up to."""

    code: SiteCode = must("Code du poste")
    label: Line = must("Intitulé")
    total: Euros = must("Total du poste")
    lines: Annotated[tuple[BudgetLine, ...], Field(min_length=1)] = must("Lignes")


class Funding(Entry):
    """What a partner pays."""

    partner: SiteCode = must("Partenaire")
    amount: Euros = must("Montant")
    agreement: Line | None = maybe("Convention")


class Budget(Entry):
    """The planned budget of a programme, in euros."""

    total: Euros = must("Total général")
    posts: Annotated[tuple[BudgetPost, ...], Field(min_length=1)] = must("Postes")
    funding: tuple[Funding, ...] = maybe("Financements", default=())

    def line_codes(self) -> frozenset[str]:
        """Return the codes of all lines."""
        return frozenset(line.code for post in self.posts for line in post.lines)


class Expense(Entry):
    """An amount committed or paid on a line, as read from `expenses.csv` or `.xlsx`."""

    day: Day = must("Date")
    line: SiteCode = must("Ligne du budget")
    label: Line = must("Objet")
    committed: Euros = maybe("Engagé", default=Decimal(0))
    paid: Euros = maybe("Payé", default=Decimal(0))
    funder: SiteCode | None = maybe("Financeur")
    voucher: Line | None = maybe("Justificatif")


@dataclass(frozen=True, slots=True)
class LineState:
    """Where one line stands, in euros. left: planned less the greater of committed and paid."""

    code: str
    label: str
    planned: Decimal
    committed: Decimal
    paid: Decimal

    @property
    def left(self) -> Decimal:
        """Return what may still be committed; below zero when the line is overrun."""
        return self.planned - max(self.committed, self.paid)

    @property
    def overrun(self) -> bool:
        """Tell whether more was committed or paid than planned."""
        return self.left < 0


@dataclass(frozen=True, slots=True)
class PostState:
    """Where one post stands: its lines and their sum."""

    code: str
    lines: tuple[LineState, ...]
    sum: LineState


def sum_problems(budget: Budget, file: str) -> tuple[Problem, ...]:
    """Return every total that its parts do not add up to, and what they add up to."""
    found: list[Problem] = []
    for number, post in enumerate(budget.posts):
        added = sum((line.planned for line in post.lines), Decimal(0))
        if added != post.total:
            found.append(_wrong_sum(file, f"budget.posts[{number}].total", post.total, added))
    added = sum((post.total for post in budget.posts), Decimal(0))
    if added != budget.total:
        found.append(_wrong_sum(file, "budget.total", budget.total, added))
    paid = sum((funding.amount for funding in budget.funding), Decimal(0))
    if budget.funding and paid != budget.total:
        found.append(
            Problem(
                file,
                None,
                "budget.funding",
                f"les financements font {paid} € pour un budget de {budget.total} €.",
                "Corrigez un financement, ou le total.",
            )
        )
    return tuple(found)


def _wrong_sum(file: str, where: str, written: Decimal, added: Decimal) -> Problem:
    return Problem(
        file,
        None,
        where,
        f"le total écrit est {written} € mais les lignes font {added} €.",
        f"Écrivez {added}, ou corrigez une ligne.",
    )


def budget_state(budget: Budget, expenses: Iterable[Expense]) -> tuple[PostState, ...]:
    """Return planned, committed and paid amounts by post and line, in the budget's order.

    Expenses on unknown lines are not counted: `expense_problems` names them.
    """
    spent = tuple(expenses)
    posts: list[PostState] = []
    for post in budget.posts:
        lines = tuple(_line_state(line, spent) for line in post.lines)
        posts.append(PostState(post.code, lines, _added(post.code, post.label, lines)))
    return tuple(posts)


def total_state(posts: tuple[PostState, ...]) -> LineState:
    """Return the sum of all posts."""
    return _added("total", "Total", tuple(post.sum for post in posts))


def expense_problems(
    budget: Budget, expenses: Iterable[tuple[int, Expense]], file: str
) -> tuple[Problem, ...]:
    """Return every expense on a line that the budget does not have, with its row in the file."""
    known = budget.line_codes()
    return tuple(
        Problem(
            file,
            row,
            "line",
            f"« {expense.line} » n’est pas une ligne du budget.",
            f"Lignes possibles : {', '.join(sorted(known))}.",
        )
        for row, expense in expenses
        if expense.line not in known
    )


def _line_state(line: BudgetLine, expenses: tuple[Expense, ...]) -> LineState:
    mine = [expense for expense in expenses if expense.line == line.code]
    committed = sum((expense.committed for expense in mine), Decimal(0))
    paid = sum((expense.paid for expense in mine), Decimal(0))
    return LineState(line.code, line.label, line.planned, committed, paid)


def _added(code: str, label: str, lines: tuple[LineState, ...]) -> LineState:
    return LineState(
        code,
        label,
        sum((line.planned for line in lines), Decimal(0)),
        sum((line.committed for line in lines), Decimal(0)),
        sum((line.paid for line in lines), Decimal(0)),
    )
