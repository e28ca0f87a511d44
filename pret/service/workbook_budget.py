"""The budget as a workbook: sums, shares and what is spent are formulas over the expenses."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pret.domain.budget import Budget, Expense, LineState, budget_state, total_state
from pret.domain.programme import Programme
from pret.render.workbook import CellValue, Formula, Sheet, SheetColumn

_BUDGET, _EXPENSES, _FUNDING = "Budget", "Dépenses", "Financements"
# Expenses typed below the last one are counted too.
_LEAST_EXPENSES_ROW = 1000


def budget_sheets(programme: Programme, expenses: Sequence[Expense]) -> tuple[Sheet, ...]:
    """Return the budget by post and line, the expenses that it counts, and who pays."""
    names = {partner.code: partner.name for partner in programme.partners}
    return (
        _budget(programme.budget, expenses),
        _expenses(expenses, names),
        _funding(programme.budget, names),
    )


def _budget(budget: Budget, expenses: Sequence[Expense]) -> Sheet:
    posts = budget_state(budget, expenses)
    last = max(_LEAST_EXPENSES_ROW, len(expenses) + 1)
    rows: list[tuple[CellValue, ...]] = []
    sums: list[int] = []
    for post in posts:
        first = len(rows) + 3  # below the header and the post itself
        sums.append(first - 1)
        within = f"{{column}}{first}:{{column}}{first + len(post.lines) - 1}"
        rows.append(_row(post.sum, first - 1, [_sum(each, within) for each in "CDE"], "Poste"))
        for row, line in enumerate(post.lines, first):
            spent = [_spent(each, row, last) for each in "DE"]
            rows.append(_row(line, row, [None, *spent], line.code))
    total = len(rows) + 2
    added = ",".join(f"{{column}}{row}" for row in sums)
    formulas = [_sum(each, added) for each in "CDE"]
    rows.append(_row(total_state(posts), total, formulas, "Total"))
    columns = (
        SheetColumn("Code", 26, "text"),
        SheetColumn("Poste ou ligne", 52, "text"),
        SheetColumn("Prévu", 16, "amount"),
        SheetColumn("Engagé", 16, "amount"),
        SheetColumn("Payé", 16, "amount"),
        SheetColumn("Reste", 16, "amount"),
        SheetColumn("Taux", 10, "percent"),
    )
    strong = frozenset(row - 2 for row in (*sums, total))
    return Sheet(_BUDGET, columns, tuple(rows), strong, is_filtered=False)


def _sum(column: str, cells: str) -> str:
    return f"SUM({cells.format(column=column)})"


def _spent(column: str, row: int, last: int) -> str:
    """Return the sum of a line's expenses; columns D and E are the same in both sheets."""
    amounts, codes = f"${column}$2:${column}${last}", f"$B$2:$B${last}"
    return f"SUMIFS('{_EXPENSES}'!{amounts},'{_EXPENSES}'!{codes},$A{row})"


def _row(
    state: LineState, row: int, formulas: Sequence[str | None], code: str
) -> tuple[CellValue, ...]:
    amounts = [
        value if formula is None else Formula(formula, value)
        for formula, value in zip(
            formulas, (state.planned, state.committed, state.paid), strict=True
        )
    ]
    spent = max(state.committed, state.paid)
    return (
        code,
        state.label,
        *amounts,
        Formula(f"C{row}-MAX(D{row},E{row})", state.left),
        _share(f"MAX(D{row},E{row})", f"C{row}", spent, state.planned),
    )


def _share(part: str, whole: str, part_eur: Decimal, whole_eur: Decimal) -> Formula:
    value = part_eur / whole_eur if whole_eur else ""
    return Formula(f'IF({whole}=0,"",{part}/{whole})', value)


def _expenses(expenses: Sequence[Expense], names: dict[str, str]) -> Sheet:
    columns = (
        SheetColumn("Date", 13, "date"),
        SheetColumn("Ligne du budget", 26, "text"),
        SheetColumn("Objet", 60, "text"),
        SheetColumn("Engagé", 16, "amount"),
        SheetColumn("Payé", 16, "amount"),
        SheetColumn("Financeur", 32, "text"),
        SheetColumn("Justificatif", 22, "text"),
    )
    rows = tuple(
        (
            expense.day,
            expense.line,
            expense.label,
            expense.committed,
            expense.paid,
            names.get(expense.funder, expense.funder) if expense.funder else None,
            expense.voucher,
        )
        for expense in expenses
    )
    return Sheet(_EXPENSES, columns, rows)


def _funding(budget: Budget, names: dict[str, str]) -> Sheet:
    columns = (
        SheetColumn("Financeur", 44, "text"),
        SheetColumn("Montant", 18, "amount"),
        SheetColumn("Part", 10, "percent"),
        SheetColumn("Convention", 60, "text"),
    )
    total = len(budget.funding) + 2
    paid = sum((each.amount for each in budget.funding), Decimal(0))
    planned = sum((line.planned for post in budget.posts for line in post.lines), Decimal(0))
    # One row a post and one a line, below the header: the total comes next.
    planned_row = 2 + sum(1 + len(post.lines) for post in budget.posts)
    rows: list[tuple[CellValue, ...]] = [
        (
            names.get(each.partner, each.partner),
            each.amount,
            _share(f"B{row}", f"B${total}", each.amount, paid),
            each.agreement,
        )
        for row, each in enumerate(budget.funding, 2)
    ]
    added = Formula(f"SUM(B2:B{total - 1})", paid) if budget.funding else Decimal(0)
    verdict = Formula(
        f'IF(ROUND(B{total + 2},2)=0,"Équilibré","À corriger : les deux totaux diffèrent")',
        "Équilibré" if paid == planned else "À corriger : les deux totaux diffèrent",
    )
    rows += [
        ("Total des financements", added, _share(f"B{total}", f"B${total}", paid, paid), None),
        ("Budget prévu", Formula(f"'{_BUDGET}'!C{planned_row}", planned), None, None),
        ("Écart", Formula(f"B{total}-B{total + 1}", paid - planned), None, verdict),
    ]
    strong = frozenset({total - 2, total})
    return Sheet(_FUNDING, columns, tuple(rows), strong, is_filtered=False)
