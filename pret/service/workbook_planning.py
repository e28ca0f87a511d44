"""The planning as a workbook: typed days, and how many there are, as formulas."""

from __future__ import annotations

from datetime import date

from pret.domain.documents import SHAPES
from pret.domain.gathered import GatheredProgramme
from pret.domain.milestones import Phase, documents_owed
from pret.domain.schedule import DATE_STATUS_LABELS, steps
from pret.render.workbook import CellValue, Formula, Sheet, SheetColumn

_COLUMNS = (
    SheetColumn("N°", 5, "text"),
    SheetColumn("Temps fort", 28, "text"),
    SheetColumn("Premier jour", 13, "date"),
    SheetColumn("Dernier jour", 13, "date"),
    SheetColumn("Restitution", 13, "date"),
    SheetColumn("Statut", 14, "text", tuple(DATE_STATUS_LABELS.values())),
    SheetColumn("Prévisionnel", 12, "text"),
    SheetColumn("Lieu", 28, "text"),
    SheetColumn("Durée en jours", 10, "number"),
    SheetColumn("Jours depuis le précédent", 13, "number"),
    SheetColumn("À préparer le", 13, "date"),
    SheetColumn("Documents attendus le", 13, "date"),
    SheetColumn("Documents", 30, "text"),
)
_CLOSED_COLUMNS = (
    SheetColumn("Premier jour", 13, "date"),
    SheetColumn("Dernier jour", 13, "date"),
    SheetColumn("Motif", 40, "text"),
    SheetColumn("Sites", 40, "text"),
    SheetColumn("Prévisionnel", 13, "text"),
    SheetColumn("Source", 36, "text"),
)
_ESTIMATED = "oui"
_FIRST, _LAST = (f"Planning[[#This Row],[{each}]]" for each in ("Premier jour", "Dernier jour"))


def planning_sheets(gathered: GatheredProgramme) -> tuple[Sheet, ...]:
    """Return the milestones, then the days on which the sites are closed, when some are known."""
    closed = _closed_days(gathered)
    return (_milestones(gathered), closed) if closed.rows else (_milestones(gathered),)


def _closed_days(gathered: GatheredProgramme) -> Sheet:
    names = {site.code: site.name for site in gathered.programme.value.sites}
    rows = tuple(
        (
            each.closing.first_day,
            each.closing.last_day,
            each.label,
            each.where(names),
            _ESTIMATED if each.closing.estimated else None,
            each.closing.source,
        )
        for each in gathered.days.closings
    )
    return Sheet("Jours fermés", "Jours_fermés", _CLOSED_COLUMNS, rows)


def _milestones(gathered: GatheredProgramme) -> Sheet:
    """Return every milestone in order; those without dates have empty cells to fill."""
    programme, calendar = gathered.programme.value, gathered.calendar.value
    due = {step.key: step.due for step in steps(programme, calendar)}
    rows: list[tuple[CellValue, ...]] = []
    previous: date | None = None
    for milestone in programme.milestones():
        planned = calendar.planned(milestone.code)
        first = planned.first_day if planned else None
        last = planned.last_day or planned.first_day if planned else None
        names = [
            SHAPES[kind].label for phase in Phase for kind in documents_owed(milestone.kind, phase)
        ]
        rows.append(
            (
                milestone.position,
                milestone.label,
                first,
                last,
                planned.restitution if planned else None,
                DATE_STATUS_LABELS[planned.status] if planned else None,
                _ESTIMATED if milestone.code in gathered.days.estimated else None,
                planned.place if planned else None,
                _length(first, last),
                _since(previous, first),
                due.get(f"{milestone.code}/{Phase.PREPARE}"),
                due.get(f"{milestone.code}/{Phase.COMPLETE}"),
                ", ".join([names[0], *(each[:1].lower() + each[1:] for each in names[1:])]),
            )
        )
        previous = last
    return Sheet("Planning", "Planning", _COLUMNS, tuple(rows), heads=2)


def _length(first: date | None, last: date | None) -> Formula:
    """Return how many days a milestone lasts, both counted; nothing when one is empty."""
    value = (last - first).days + 1 if first and last else ""
    return Formula(f'IF(OR({_FIRST}="",{_LAST}=""),"",{_LAST}-{_FIRST}+1)', value)


def _since(previous: date | None, first: date | None) -> Formula:
    """Return the days since the milestone before, wherever its row has been sorted to."""
    value = (first - previous).days if previous and first else ""
    before = "SUMIFS(Planning[Dernier jour],Planning[N°],Planning[[#This Row],[N°]]-1)"
    return Formula(f'IF(OR({_FIRST}="",{before}=0),"",{_FIRST}-{before})', value)
