"""Tables that users left in `tables/`: each sheet as text, its first row as header."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import Any

from pret.domain.material import DataTable
from pret.domain.origins import Origin, OriginKind
from pret.gather.cache import Cache
from pret.gather.cell_text import is_number, printed
from pret.gather.row_entries import workbook_version
from pret.gather.sheets import Cell, Row, Sheet, read_sheets
from pret.gather.snapshot import ReadFile
from pret.problems import Problem

_DEFAULT_TITLE = re.compile(r"^(feuil|feuille|sheet|tableau)\s?\d*$", re.IGNORECASE)


def read_tables(file: ReadFile, cache: Cache) -> tuple[tuple[DataTable, ...], tuple[Problem, ...]]:
    """Return the tables of a .csv or .xlsx file, and remarks on them; kept by content.

    Raises UnreadableFileError.
    """
    key = f"tables/3/{workbook_version()}/{file.name}/{file.sha256}"
    kept = cache.get(key)
    if kept is not None:
        told = json.loads(kept)
        tables = tuple(_remembered(one) for one in told["tables"])
        return tables, tuple(Problem(**one) for one in told["problems"])
    tables, problems = _read(file)
    told = {"tables": [asdict(one) for one in tables], "problems": [asdict(p) for p in problems]}
    cache.put(key, json.dumps(told, ensure_ascii=False).encode())
    return tables, problems


def _remembered(told: dict[str, Any]) -> DataTable:
    """Return a table from what was kept of it."""
    origin = told["origin"]
    return DataTable(
        name=told["name"],
        title=told["title"],
        head=tuple(told["head"]),
        rows=tuple(tuple(row) for row in told["rows"]),
        numeric=tuple(told["numeric"]),
        origin=Origin(OriginKind(origin["kind"]), origin["file"], origin["path"], origin["line"]),
    )


def _read(file: ReadFile) -> tuple[tuple[DataTable, ...], tuple[Problem, ...]]:
    sheets, problems = read_sheets(file.content, file.name)
    found = list(problems)
    tables: list[DataTable] = []
    for sheet in sheets:
        if len(sheet.rows) < 2:
            found.append(
                Problem(
                    file.name,
                    None,
                    f"feuille « {sheet.title} »" if sheet.title else "",
                    "il n’y a pas de tableau : il faut une ligne de titres et au moins une ligne.",
                    "Complétez-le, ou retirez-le.",
                )
            )
            continue
        found += _untitled_columns(sheet, file.name)
        tables.append(_table(sheet, file.name))
    return tuple(tables), tuple(found)


def _untitled_columns(sheet: Sheet, file: str) -> list[Problem]:
    head = sheet.rows[0]
    return [
        Problem(
            file,
            head.number,
            f"colonne {rank}",
            "cette colonne n’a pas de titre.",
            "Donnez-lui un titre : les lecteurs d’écran en ont besoin.",
        )
        for rank in range(1, _width(sheet) + 1)
        if rank > len(head.cells) or head.cells[rank - 1].is_empty
    ]


def _width(sheet: Sheet) -> int:
    return max(len(row.cells) for row in sheet.rows)


def _table(sheet: Sheet, file: str) -> DataTable:
    width = _width(sheet)
    head, *body = (_padded(row, width) for row in sheet.rows)
    return DataTable(
        name=file.rsplit("/", 1)[-1],
        title=_title(sheet, file),
        head=tuple(printed(cell) or f"Colonne {rank}" for rank, cell in enumerate(head, 1)),
        rows=tuple(tuple(printed(cell) for cell in row) for row in body),
        numeric=tuple(_is_numeric([row[rank] for row in body]) for rank in range(width)),
        origin=Origin(OriginKind.FIELD, file, sheet.title, sheet.rows[0].number),
    )


def _padded(row: Row, width: int) -> tuple[Cell, ...]:
    return row.cells + (Cell(None),) * (width - len(row.cells))


def _is_numeric(cells: list[Cell]) -> bool:
    full = [cell for cell in cells if not cell.is_empty]
    return bool(full) and all(is_number(cell) for cell in full)


def _title(sheet: Sheet, file: str) -> str:
    """Return what stands above the table, else the sheet's name, else the file's."""
    if sheet.heading:
        return sheet.heading
    if sheet.title and not _DEFAULT_TITLE.match(sheet.title):
        return sheet.title
    stem = file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    words = re.sub(r"[-_]+", " ", stem).strip()
    return words[:1].upper() + words[1:]
