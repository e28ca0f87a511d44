"""The tables and the drawn figures of a document as data: CSV for spreadsheets, JSON for programs.

Nothing is here that the document does not print.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias, assert_never

from pret.domain.charts import Balance, BudgetBars, Chart, SiteScheme, Timeline
from pret.domain.tree import Figure, Table
from pret.domain.tree_walk import walk
from pret.render.package_chapters import Chapter
from pret.render.package_text import text_of, words_of

Value: TypeAlias = str | int | Decimal | date | None
#: Excel takes UTF-8 for what it is with this mark only.
_MARK = "\ufeff"
#: What a spreadsheet may take for a formula (OWASP, CSV injection), full-width signs included.
_FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_CONTROLS = ("\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class DataSet:
    """A table of values. rows: each with one value a column."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def data_sets(chapters: Iterable[Chapter]) -> tuple[DataSet, ...]:
    """Return what each table prints, and the values of each drawn figure, in reading order."""
    found: list[DataSet] = []
    for chapter in chapters:
        for block in walk(chapter.blocks):
            if isinstance(block, Table):
                head, *body = (
                    tuple(text_of(cell, "\n") for cell in row) for row in (block.head, *block.body)
                )
                title = words_of(block.caption) or chapter.title
                found.append(DataSet(title, head, tuple(body)))
            elif isinstance(block, Figure) and block.picture.chart is not None:
                title = words_of(block.caption) or chapter.title
                found.append(DataSet(title, *_values(block.picture.chart)))
    return tuple(found)


def _values(chart: Chart) -> tuple[tuple[str, ...], tuple[tuple[Value, ...], ...]]:
    match chart:
        case Timeline(spans):
            head = ("Temps fort", "Rang", "Premier jour", "Dernier jour", "Restitution", "Dates")
            return head, tuple(
                (
                    *(span.label, span.lane, span.first, span.last, span.restitution),
                    "fermes" if span.firm else "à confirmer",
                )
                for span in spans
            )
        case BudgetBars(bars, spending):
            names = ("Poste", "Ligne", "Prévu", "Engagé", "Payé")
            rows = ((bar.post, bar.label, bar.planned, bar.committed, bar.paid) for bar in bars)
            shown = len(names) if spending else names.index("Engagé")
            return names[:shown], tuple(row[:shown] for row in rows)
        case SiteScheme(sites):
            return ("Site", "Type", "Commune", "Camp de base"), tuple(
                (site.name, site.kind, site.town, "oui" if site.base_camp else "non")
                for site in sites
            )
        case Balance(tables, parts):
            return ("Collège", *tables), tuple((part.label, *part.counts) for part in parts)
        case _:
            assert_never(chart)


def csv_of(head: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Return a table as French spreadsheets read it; text that looks like a formula stays text."""
    written = io.StringIO()
    lines = csv.writer(written, delimiter=";", lineterminator="\r\n")
    lines.writerow([_cell(each) for each in head])
    lines.writerows([_cell(each) for each in row] for row in rows)
    return (_MARK + written.getvalue()).encode()


def _cell(value: Value) -> str:
    match value:
        case None:
            return ""
        case str():
            starts = value.startswith(_CONTROLS) or value.lstrip().startswith(_FORMULA_SIGNS)
            return f"'{value}" if starts else value
        case date():
            return f"{value:%d/%m/%Y}"
        case _:
            return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else str(value)


def json_of(data: DataSet) -> bytes:
    """Return a table for programs: days as in ISO 8601, numbers as numbers, text as it is."""
    told = {"title": data.title, "columns": data.head, "rows": data.rows}
    return (json.dumps(told, ensure_ascii=False, indent=1, default=_plain) + "\n").encode()


def _plain(value: date | Decimal) -> str | float:
    return value.isoformat() if isinstance(value, date) else float(value)
