"""Sheets of workbooks and CSV files, as typed cells with the number of their row."""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from pret.domain.invisible import INVISIBLE, dropped_words
from pret.errors import UnreadableFileError
from pret.gather.archive import check_archive
from pret.gather.text_gate import decode_kindly, dropped_problems
from pret.problems import Problem

if TYPE_CHECKING:
    from openpyxl import Workbook

MOST_ROWS = 5_000
MOST_COLUMNS = 60
_MOST_EMPTY_ROWS = 200
_DELIMITERS = (";", "\t", ",")
_MERGED = re.compile(rb'(?<=<mergeCell ref=")(?P<first>[A-Z]+)(?P<row>\d+):(?P<last>[A-Z]+)\d+')
_SHOWN_MERGED = 5

CellValue = str | int | float | bool | datetime | date | time | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's value, and how the workbook shows it (`0.00`, `#,##0`; empty in CSV)."""

    value: CellValue
    shown_as: str = ""

    @property
    def is_empty(self) -> bool:
        """Tell whether the cell holds nothing but spaces."""
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not empty. number: in the file, from 1."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class _Merged:
    """Merged cells, as `B2:C2`. row: the first of them. is_wide: they span several columns."""

    cells: str
    row: int
    is_wide: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet without its empty rows. title: the sheet's name, empty for a CSV file.

    heading: what stands above the titles of the columns, in a row of one merged cell.
    """

    title: str
    rows: tuple[Row, ...]
    heading: str = ""


def read_sheets(content: bytes, file: str) -> tuple[tuple[Sheet, ...], tuple[Problem, ...]]:
    """Return the sheets of a .csv or .xlsx file, and remarks on what may be missing from them.

    Raises UnreadableFileError.
    """
    if file.lower().endswith(".csv"):
        return _csv_sheet(content, file)
    remarks = [Problem(file, None, "", *told) for told in check_archive(content, "xlsx", file)]
    try:
        sheets, found = _workbook_sheets(content, file)
    except Exception as fault:  # openpyxl raises anything at all on workbooks it cannot follow
        reason = "classeur abîmé. Ouvrez-le et enregistrez-le de nouveau au format .xlsx."
        raise UnreadableFileError(file, reason) from fault
    merged = _merged(content)
    headed = [_headed(sheet, merged) for sheet in sheets]
    used = {row.number for _, rows in headed for row in rows}
    remarks += _merged_problems([each for each in merged if each.row not in used], file)
    return tuple(sheet for sheet, _ in headed), (*remarks, *found)


def _headed(sheet: Sheet, merged: Sequence[_Merged]) -> tuple[Sheet, tuple[Row, ...]]:
    """Return a sheet whose first rows of one merged cell are its heading, and those rows.

    Two rows are left at least: the titles of the columns, and one below them.
    """
    wide = {each.row for each in merged if each.is_wide}
    count = 0
    for row in sheet.rows[:-2]:
        if row.number not in wide or sum(not cell.is_empty for cell in row.cells) != 1:
            break
        count += 1
    above = sheet.rows[:count]
    said = [str(cell.value).strip() for row in above for cell in row.cells if not cell.is_empty]
    return Sheet(sheet.title, sheet.rows[count:], " – ".join(said)), above


def _csv_sheet(content: bytes, file: str) -> tuple[tuple[Sheet, ...], tuple[Problem, ...]]:
    decoded = decode_kindly(content, file)
    delimiter = _delimiter(decoded.text)
    reader = csv.reader(io.StringIO(decoded.text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    problems = list(dropped_problems(decoded, file))
    try:
        for values in reader:
            if len(rows) >= MOST_ROWS or len(values) > MOST_COLUMNS:
                problems.append(_too_large(file, reader.line_num))
                break
            rows += _row(reader.line_num, [Cell(value.strip()) for value in values])
    except csv.Error as fault:
        reason = f"ligne {reader.line_num} : ce CSV n’est pas régulier. Enregistrez-le de nouveau."
        raise UnreadableFileError(file, reason) from fault
    if decoded.old_windows:
        problems.append(
            Problem(
                file,
                None,
                "",
                "le fichier est en Windows-1252, et a été lu ainsi.",
                "Vérifiez les accents ; au prochain export, choisissez « CSV UTF-8 ».",
            )
        )
    return (Sheet("", tuple(rows)),), tuple(problems)


def _delimiter(text: str) -> str:
    """Return the separator that the first line shows most often outside quotes."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", first)
    return max(_DELIMITERS, key=bare.count)


def _row(number: int, cells: Sequence[Cell]) -> Iterator[Row]:
    """Yield a row without its empty end, or nothing."""
    last = max((rank for rank, cell in enumerate(cells, 1) if not cell.is_empty), default=0)
    if last:
        yield Row(number, tuple(cells[:last]))


def _too_large(file: str, number: int, sheet: str = "") -> Problem:
    return Problem(
        file,
        number,
        sheet,
        f"le tableau dépasse {MOST_ROWS} lignes ou {MOST_COLUMNS} colonnes ; la suite est laissée.",
        "Ne gardez que ce que les documents doivent montrer.",
    )


def _opened(content: bytes, *, data_only: bool) -> Workbook:
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(content), read_only=True, data_only=data_only)


def _workbook_sheets(content: bytes, file: str) -> tuple[tuple[Sheet, ...], tuple[Problem, ...]]:
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    with warnings.catch_warnings():
        # It warns of drop-down lists and headers that it does not keep, which nobody asked for.
        warnings.simplefilter("ignore")
        book = _opened(content, data_only=True)
        try:
            for sheet in book.worksheets:
                if sheet.sheet_state == "visible":
                    rows, found = _sheet_rows(sheet, file)
                    sheets.append(Sheet(str(sheet.title), rows))
                    problems += found
        finally:
            book.close()
        problems += _formulas_without_value(content, file)
    return tuple(sheets), tuple(problems)


def _sheet_rows(sheet: Any, file: str) -> tuple[tuple[Row, ...], list[Problem]]:
    # The size that a sheet declares is sometimes wrong, and rows would be lost without a word.
    sheet.reset_dimensions()
    rows: list[Row] = []
    problems: list[Problem] = []
    empty = 0
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if len(rows) >= MOST_ROWS or empty > _MOST_EMPTY_ROWS:
            problems.append(_too_large(file, number, str(sheet.title)))
            break
        wide = any(cell.value is not None for cell in cells[MOST_COLUMNS:])
        if wide:
            problems.append(_too_large(file, number, str(sheet.title)))
        typed = [Cell(_visible(cell.value), _format(cell)) for cell in cells[:MOST_COLUMNS]]
        row = tuple(_row(number, typed))
        empty = 0 if row else empty + 1
        rows += row
        problems += _wrong_cells(cells[:MOST_COLUMNS], file, str(sheet.title))
    return tuple(rows), problems


def _visible(value: Any) -> Any:
    """Return a cell's value; a text without its invisible characters."""
    return INVISIBLE.sub("", value) if isinstance(value, str) else value


def _format(cell: Any) -> str:
    return str(cell.number_format) if cell.value is not None else ""


def _wrong_cells(cells: Sequence[Any], file: str, sheet: str) -> Iterator[Problem]:
    for cell in cells:
        if isinstance(cell.value, str) and cell.data_type == "e":
            yield Problem(
                file,
                cell.row,
                f"feuille « {sheet} », cellule {cell.coordinate}",
                f"la formule donne l’erreur « {cell.value} ».",
                "Corrigez la formule, ou tapez la valeur.",
            )
        elif isinstance(cell.value, str) and (dropped := INVISIBLE.findall(cell.value)):
            yield Problem(
                file,
                cell.row,
                f"feuille « {sheet} », cellule {cell.coordinate}",
                dropped_words(dropped),
                "Le reste de la cellule est repris : relisez-la.",
            )


def _formulas_without_value(content: bytes, file: str) -> Iterator[Problem]:
    """Yield the formulas whose result was never computed: they read as empty cells."""
    if not any(b"<f" in part for part in _sheet_parts(content)):
        return
    values, formulas = _opened(content, data_only=True), _opened(content, data_only=False)
    try:
        for shown, written in zip(values.worksheets, formulas.worksheets, strict=True):
            shown.reset_dimensions()
            written.reset_dimensions()
            rows = zip(shown.iter_rows(), written.iter_rows(), strict=False)
            for _, (got, formula) in zip(range(MOST_ROWS), rows, strict=False):
                yield from _uncomputed(got, formula, file, str(written.title))
    finally:
        values.close()
        formulas.close()


def _uncomputed(
    shown: Sequence[Any], written: Sequence[Any], file: str, sheet: str
) -> Iterator[Problem]:
    for got, formula in zip(shown, written, strict=False):
        if got.value is None and formula.value is not None and formula.data_type == "f":
            yield Problem(
                file,
                formula.row,
                f"feuille « {sheet} », cellule {formula.coordinate}",
                "la formule n’a pas de résultat enregistré ; la cellule est lue comme vide.",
                "Ouvrez le classeur dans un tableur, enregistrez-le, ou tapez la valeur.",
            )


def _sheet_parts(content: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                yield archive.read(name)


def _merged(content: bytes) -> list[_Merged]:
    return [
        _Merged(found[0].decode(), int(found["row"]), is_wide=found["first"] != found["last"])
        for part in _sheet_parts(content)
        for found in _MERGED.finditer(part)
    ]


def _merged_problems(merged: Sequence[_Merged], file: str) -> list[Problem]:
    if not merged:
        return []
    rest = len(merged) - _SHOWN_MERGED
    where = ", ".join(each.cells for each in merged[:_SHOWN_MERGED])
    return [
        Problem(
            file,
            merged[0].row,
            f"cellules {where}" + (f" et {rest} autres" if rest > 0 else ""),
            "elles sont fusionnées ; seule la première garde la valeur.",
            "Défusionnez-les : un titre propre à chaque colonne, une valeur dans chaque cellule.",
        )
    ]
