"""Computed rows that documents print: the state of the budget, the plan of the 18 months."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from pret.compose.views import Filling, Place, Record, Value, computed
from pret.domain import french
from pret.domain.budget import LineState, budget_state, total_state
from pret.domain.documents import SHAPES
from pret.domain.gathered import GatheredProgramme
from pret.domain.milestones import Phase, documents_owed
from pret.domain.origins import Origin, OriginKind
from pret.domain.schedule import steps

_AMOUNTS = ("planned", "committed", "paid", "left")


def budget_rows(programme: GatheredProgramme, filling: Filling) -> list[dict[str, Any]]:
    """Return the budget's lines with their posts' sums and the total, in euros in words.

    Each row has kind (`line`, `post`, `total`), label, planned, committed, paid, left, share, over.
    """
    posts = budget_state(programme.programme.value.budget, programme.expenses)
    states: list[tuple[str, LineState]] = []
    for post in posts:
        states += [("post", post.sum), *(("line", line) for line in post.lines)]
    states.append(("total", total_state(posts)))
    cents = {name for name in _AMOUNTS if any(getattr(line, name) % 1 for _, line in states)}
    return [_row(kind, line, filling, cents) for kind, line in states]


def _row(kind: str, line: LineState, filling: Filling, cents: Set[str]) -> dict[str, Any]:
    """Return a row. cents: the amounts that are printed with theirs in all rows."""
    origin = Origin(OriginKind.COMPUTED, "programme.yaml", f"budget/{line.code}")
    spent = max(line.committed, line.paid)

    def amount(name: str) -> Value:
        raw = getattr(line, name)
        words = french.euros(raw, cents=name in cents).replace("-", "\u2212")
        return Value(raw, origin, filling, words)

    return {
        "kind": kind,
        "label": Value(line.label, origin, filling),
        **{name: amount(name) for name in _AMOUNTS},
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
