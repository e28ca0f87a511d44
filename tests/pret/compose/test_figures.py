from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from pret.compose.figures import budget_rows
from pret.compose.views import Filling
from pret.domain.budget import Budget, BudgetLine, BudgetPost, Expense

if TYPE_CHECKING:
    from pret.domain.gathered import GatheredProgramme


def amounts(programme: GatheredProgramme, name: str) -> list[str]:
    return [str(row[name]).replace("\u00a0", " ") for row in budget_rows(programme, Filling())]


def test_amounts_have_cents_in_a_column_where_one_has_some(programme: GatheredProgramme) -> None:
    lines = tuple(
        BudgetLine(code=code, label=code, planned=Decimal(50)) for code in ("pay", "trains")
    )
    post = BudgetPost(code="all", label="Tout", total=Decimal(100), lines=lines)
    budget = Budget(total=Decimal(100), posts=(post,))
    value = programme.programme.value.model_copy(update={"budget": budget})
    bill = Expense(
        day=date(2027, 4, 1), line="pay", label="Facture", committed=Decimal("6.5"), paid=Decimal(5)
    )
    spent = replace(
        programme, programme=replace(programme.programme, value=value), expenses=(bill,)
    )
    assert amounts(spent, "planned") == ["100 €", "50 €", "50 €", "100 €"]
    assert amounts(spent, "committed") == ["6,50 €", "6,50 €", "0,00 €", "6,50 €"]
    assert amounts(spent, "paid") == ["5 €", "5 €", "0 €", "5 €"]
    assert amounts(spent, "left") == ["93,50 €", "43,50 €", "50,00 €", "93,50 €"]
