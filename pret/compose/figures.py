"""Computed rows that documents print: the state of the budget, the plan of the 18 months."""

from __future__ import annotations

from typing import Any

from pret.compose.views import Filling, Place, Record, Value, computed
from pret.domain import french
from pret.domain.budget import LineState, budget_state, total_state
from pret.domain.documents import SHAPES
from pret.domain.gathered import GatheredProgramme
from pret.domain.milestones import Phase, documents_owed
from pret.domain.origins import Origin, OriginKind
from pret.domain.schedule import steps


def budget_rows(programme: GatheredProgramme, filling: Filling) -> list[dict[str, Any]]:
    """Return the budget's lines with their posts' sums and the total, in euros in words.

    Each row has kind (`line`, `post`, `total`), label, planned, committed, paid, left, share, over.
    """
    posts = budget_state(programme.programme.value.budget, programme.expenses)
    rows: list[dict[str, Any]] = []
    for post in posts:
        rows.append(_row("post", post.sum, filling))
        rows += [_row("line", line, filling) for line in post.lines]
    rows.append(_row("total", total_state(posts), filling))
    return rows


def _row(kind: str, line: LineState, filling: Filling) -> dict[str, Any]:
    origin = Origin(OriginKind.COMPUTED, "programme.yaml", f"budget/{line.code}")
    spent = max(line.committed, line.paid)

    def amount(raw: Any) -> Value:
        return Value(raw, origin, filling, french.euros(raw).replace("-", "\u2212"))

    return {
        "kind": kind,
        "label": Value(line.label, origin, filling),
        "planned": amount(line.planned),
        "committed": amount(line.committed),
        "paid": amount(line.paid),
        "left": amount(line.left),
        "share": Value(spent, origin, filling, french.percent(spent, line.planned)),
        "over": line.overrun,
    }


def plan_rows(programme: GatheredProgramme, filling: Filling) -> list[dict[str, Any]]:
    """Return the programme's milestones with their dates, status and documents, in order.

    Each row has number, label, dates, status, estimated, place, prepare, complete, documents.
    estimated: whether the dates rest on school holidays that nobody decreed.
    """
    source, calendar = programme.programme.value, programme.calendar
    due = {step.key: step.due for step in steps(source, calendar.value)}
    codes = [entry.milestone for entry in calendar.value.milestones]
    rows: list[dict[str, Any]] = []
    for milestone in source.milestones():
        row: dict[str, Any] = {
            "number": computed(str(milestone.position), filling),
            "label": computed(milestone.label, filling),
            "dates": computed("à fixer", filling),
            "status": computed("à fixer", filling),
            "restitution": "",
            "estimated": milestone.code in programme.days.estimated,
            "prepare": _due(due.get(f"{milestone.code}/{Phase.PREPARE}"), filling),
            "complete": _due(due.get(f"{milestone.code}/{Phase.COMPLETE}"), filling),
            "documents": [
                computed(SHAPES[kind].label, filling)
                for phase in Phase
                for kind in documents_owed(milestone.kind, phase)
            ],
        }
        if milestone.code in codes:
            index = codes.index(milestone.code)
            place = Place(calendar.file, f"milestones[{index}]", calendar.lines)
            entry = Record(calendar.value.milestones[index], place, filling)
            first, last = entry.first_day, entry.last_day
            words = french.day_range(first.raw, last.raw if last else first.raw)
            words = words.removeprefix("le ")
            row |= {
                "dates": first.with_words(words),
                "status": entry.status,
                "restitution": entry.restitution or "",
            }
        rows.append(row)
    return rows


def closed_rows(programme: GatheredProgramme, filling: Filling) -> list[dict[str, Value]]:
    """Return what closes the sites while the programme lasts, in the order of the days.

    Each row has label, dates, sites, source, all in words.
    """
    names = {site.code: site.name for site in programme.programme.value.sites}
    rows: list[dict[str, Value]] = []
    for each in programme.days.closings:
        closing = each.closing
        dates = french.day_range(closing.first_day, closing.last_day).removeprefix("le ")
        words = {
            "label": each.label,
            "dates": f"{dates} (prévisionnel)" if closing.estimated else dates,
            "sites": each.where(names),
            "source": closing.source,
        }
        rows.append({name: computed(said, filling) for name, said in words.items()})
    return rows


def _due(day: Any, filling: Filling) -> Value:
    return computed(french.short_day(day) if day else "sans objet", filling)
