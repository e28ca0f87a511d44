"""Where a programme stands, as a table."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from app.opening import Typed
from app.screens import say, show_next, standing_words
from pret.domain.french import BRIEF_MONTHS
from pret.domain.milestones import Phase
from pret.domain.schedule import DATE_STATUS_LABELS

if TYPE_CHECKING:
    from pret.service.standing import MilestoneStanding, Standing


def show_standing(out: Console, standing: Standing, typed: Typed) -> None:
    """Show where the programme stands."""
    table = Table(box=None, pad_edge=False, collapse_padding=True, header_style="dim")
    for title in ("Temps fort", "Dates", "Statut", "Avant", "Après", "Manques"):
        table.add_column(title, no_wrap=True)
    for row in standing.milestones:
        table.add_row(*_standing_row(row))
    out.print(f"[bold]{escape(standing.title)}[/bold]\n")
    out.print(table)
    out.print()
    for reference, found in standing.decided:
        say(out, f"{escape(reference.code)} : {standing_words(found)}")
    show_next(out, standing, typed)


def _standing_row(row: MilestoneStanding) -> tuple[str, ...]:
    planned = row.planned
    dates, status = "à fixer", "–"
    if planned is not None:
        dates = _short_range(planned.first_day, planned.last_day or planned.first_day)
        status = DATE_STATUS_LABELS[planned.status]
    marks = [
        "[green]✓[/green]" if phase in row.done else ("·" if phase in row.owed else "")
        for phase in Phase
    ]
    missing = str(row.missing_count) if row.missing_count else ""
    return (row.milestone.label, dates, status, *marks, missing)


def _short_range(first: date, last: date) -> str:
    """Return « 16–17 mars 2027 » or « 11 janv.–5 mars 2027 »: a table has to fit 80 columns."""
    ends = f"{last.day} {BRIEF_MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return ends
    same_month = (first.year, first.month) == (last.year, last.month)
    return f"{first.day}{'' if same_month else ' ' + BRIEF_MONTHS[first.month - 1]}–{ends}"
