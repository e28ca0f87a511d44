"""The budget as a workbook: sums, shares and what is spent are formulas over the expenses."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pret.domain.budget import (
    Budget,
    Expense,
    LineState,
    PostState,
    budget_state,
    total_state,
)
from pret.domain.programme import Programme
from pret.render.workbook import LAST_TYPED_ROW, CellValue, Formula, Sheet, SheetColumn

_BUDGET, _POSTS, _EXPENSES, _FUNDING = "Budget", "Postes", "Dépenses", "Financements"
_STATE_COLUMNS = (
    SheetColumn("Prévu", 16, "amount"),
    SheetColumn("Engagé", 16, "amount"),
    SheetColumn("Payé", 16, "amount"),
    SheetColumn("Reste", 16, "amount"),
    SheetColumn("Taux", 9, "percent"),
)
_SPENT = ("Engagé", "Payé")
_ROW, _TOTALS = "#This Row", "#Totals"
_BALANCED, _UNBALANCED = "Équilibré", "À corriger\u00a0: les deux totaux diffèrent"


def budget_sheets(programme: Programme, expenses: Sequence[Expense]) -> tuple[Sheet, ...]:
    """Return the budget by line and by post, the expenses that it counts, and who pays."""
    names = {partner.code: partner.name for partner in programme.partners}
    posts = budget_state(programme.budget, expenses)
    return (
        _lines(posts, max(LAST_TYPED_ROW, len(expenses) + 1)),
        _posts(posts),
        _expenses(programme.budget, expenses, names),
        _funding(programme.budget, names),
    )


def _lines(posts: tuple[PostState, ...], last: int) -> Sheet:
    columns = (
        SheetColumn("Poste", 34, "text"),
        SheetColumn("Ligne", 46, "text"),
        SheetColumn("Code", 25, "text"),
        *_STATE_COLUMNS,
    )
    spent = [_spent(each, last) for each in "DE"]
    rows = tuple(
        (post.sum.label, line.label, line.code, *_state(line, _BUDGET, _ROW, [None, *spent]))
        for post in posts
        for line in post.lines
    )
    total = ("Total", None, None, *_total(posts, _BUDGET))
    return Sheet(_BUDGET, _BUDGET, columns, rows, total)


def _posts(posts: tuple[PostState, ...]) -> Sheet:
    columns = (SheetColumn("Poste", 46, "text"), *_STATE_COLUMNS)
    # Compared as they are: the criterion of a SUMIFS would read signs in what people wrote.
    mine = f"{_BUDGET}[Poste]={_cell(_POSTS, _ROW, 'Poste')}"
    sums = [f"SUMPRODUCT(({mine})*{_BUDGET}[{each}])" for each in ("Prévu", *_SPENT)]
    rows = tuple((post.sum.label, *_state(post.sum, _POSTS, _ROW, sums)) for post in posts)
    return Sheet(_POSTS, _POSTS, columns, rows, ("Total", *_total(posts, _POSTS)))


def _cell(table: str, row: str, column: str) -> str:
    return f"{table}[[{row}],[{column}]]"


def _spent(column: str, last: int) -> str:
    """Return the sum of a line's expenses in a column of their sheet, down to a row.

    A range of cells, not of the table: LibreOffice leaves a table as it is when rows are typed
    below it.
    """
    amounts, codes = f"${column}$2:${column}${last}", f"$B$2:$B${last}"
    code = _cell(_BUDGET, _ROW, "Code")
    return f"SUMIFS('{_EXPENSES}'!{amounts},'{_EXPENSES}'!{codes},{code})"


def _total(posts: tuple[PostState, ...], table: str) -> tuple[CellValue, ...]:
    sums = [_sum(table, each) for each in ("Prévu", *_SPENT)]
    return _state(total_state(posts), table, _TOTALS, sums)


def _sum(table: str, column: str) -> str:
    """Return the sum of a table's column; rows that a filter hides are left out."""
    return f"SUBTOTAL(109,{table}[{column}])"


def _state(
    state: LineState, table: str, row: str, formulas: Sequence[str | None]
) -> tuple[CellValue, ...]:
    """Return planned, committed, paid, left and share; a formula for each of the first three."""
    amounts = [
        value if formula is None else Formula(formula, value)
        for formula, value in zip(
            formulas, (state.planned, state.committed, state.paid), strict=True
        )
    ]
    planned, committed, paid = (_cell(table, row, each) for each in ("Prévu", *_SPENT))
    greater = f"MAX({committed},{paid})"
    spent = max(state.committed, state.paid)
    return (
        *amounts,
        Formula(f"{planned}-{greater}", state.left),
        _share(greater, planned, spent, state.planned),
    )


def _share(part: str, whole: str, part_eur: Decimal, whole_eur: Decimal) -> Formula:
    value = part_eur / whole_eur if whole_eur else ""
    return Formula(f'IF({whole}=0,"",{part}/{whole})', value)


def _expenses(budget: Budget, expenses: Sequence[Expense], names: dict[str, str]) -> Sheet:
    lines = sum(len(post.lines) for post in budget.posts)
    funders = f"'{_FUNDING}'!$A$2:$A${1 + len(budget.funding)}" if budget.funding else ""
    columns = (
        SheetColumn("Date", 13, "date"),
        SheetColumn("Ligne du budget", 26, "text", chosen_in=f"'{_BUDGET}'!$C$2:$C${1 + lines}"),
        SheetColumn("Objet", 60, "text"),
        SheetColumn("Engagé", 16, "amount"),
        SheetColumn("Payé", 16, "amount"),
        SheetColumn("Financeur", 32, "text", chosen_in=funders),
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
    return Sheet(_EXPENSES, _EXPENSES, columns, rows)


def _funding(budget: Budget, names: dict[str, str]) -> Sheet:
    columns = (
        SheetColumn("Financeur", 44, "text"),
        SheetColumn("Montant", 18, "amount"),
        SheetColumn("Part", 9, "percent"),
        SheetColumn("Convention", 60, "text"),
    )
    paid = sum((each.amount for each in budget.funding), Decimal(0))
    planned = sum((line.planned for post in budget.posts for line in post.lines), Decimal(0))
    whole = f"SUM({_FUNDING}[Montant])"
    rows = tuple(
        (
            names.get(each.partner, each.partner),
            each.amount,
            _share(_cell(_FUNDING, _ROW, "Montant"), whole, each.amount, paid),
            each.agreement,
        )
        for each in budget.funding
    )
    total = (
        "Total",
        Formula(_sum(_FUNDING, "Montant"), paid),
        _share(_cell(_FUNDING, _TOTALS, "Montant"), whole, paid, paid),
        None,
    )
    # Below the header, the rows (one at least), the total and an empty row.
    first = max(1, len(budget.funding)) + 4
    verdict = Formula(
        f'IF(ROUND(B{first + 1},2)=0,"{_BALANCED}","{_UNBALANCED}")',
        _BALANCED if paid == planned else _UNBALANCED,
    )
    below = (
        ("Budget prévu", Formula(f"SUM({_BUDGET}[Prévu])", planned), None, None),
        ("Écart", Formula(f"{whole}-B{first}", paid - planned), None, verdict),
    )
    return Sheet(_FUNDING, _FUNDING, columns, rows, total, below)
