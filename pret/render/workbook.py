"""Workbooks (.xlsx) for the documents whose tables people sort, filter and fill in."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from pret.render.office_properties import CoreProperties, app_part, core_part
from pret.render.openxml import printable
from pret.render.theme import Theme
from pret.render.workbook_looks import (
    DATE,
    EUROS,
    GENERAL,
    NUMBER,
    NUMBER_WITH_DECIMALS,
    PERCENT,
    CellLook,
    Place,
)
from pret.render.workbook_parts import WorkbookXml
from pret.render.workbook_sheet import Choice, Row, SheetXml, column_name
from pret.render.workbook_table import TableColumn, TableXml
from pret.render.zip_stable import write_zip

#: Rows that people add below a table are offered the same lists, and counted, down to this one.
LAST_TYPED_ROW = 1000
_LANGUAGE = "fr-FR"
_EXCEL_ORIGIN = date(1899, 12, 30)  # day 0 of Excel's calendar, from March 1900 on
_LONGEST_TITLE = 31  # Excel's limits
_LONGEST_TEXT = 32_767
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
_FORMULA_SIGNS = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, made by code only: no word that people wrote stands in it.

    text: in English, with commas, without its equal sign. value: what it gives when written, for
    readers that do not compute.
    """

    text: str
    value: int | Decimal | str


CellValue: TypeAlias = str | int | Decimal | date | bool | Formula | None


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column. width_chars: its width in characters of the default font.

    kind: how its values are shown: amounts are in euros and cents, a percent is a share of 1.
    choices: all that may be typed in it, without commas; or, chosen_in: the cells that hold it.
    """

    title: str
    width_chars: float
    kind: Literal["text", "amount", "date", "number", "percent"]
    choices: tuple[str, ...] = ()
    chosen_in: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a table of one header row, then rows of one value a column (None for none).

    table: the table's name in formulas: letters and underscores, one a workbook. total: its last
    row, if any. below: rows under the table, after an empty one.
    heads: how many first columns stay in sight on screen and on each printed page.
    """

    title: str
    table: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    total: tuple[CellValue, ...] = ()
    below: tuple[tuple[CellValue, ...], ...] = ()
    heads: int = 0


def write_workbook(title: str, sheets: tuple[Sheet, ...], day: date, theme: Theme) -> bytes:
    """Return a workbook of one sheet or more; the same arguments give the same bytes.

    Text stays text whatever it starts with: nothing that people wrote becomes a formula.
    Booleans are written « oui » and « non »; text is cut at Excel's 32,767 characters.
    Raises ValueError when a row has not one value a column, or when there is no sheet.
    """
    if not sheets:
        raise ValueError("a workbook needs one sheet at least")
    book = WorkbookXml(printable(title), theme)
    for sheet, name in zip(sheets, _distinct_titles(sheets), strict=True):
        book.sheets.append(_sheet_xml(sheet, name, book))
    parts = book.parts()
    parts["docProps/core.xml"] = core_part(CoreProperties(title, day, _LANGUAGE))
    parts["docProps/app.xml"] = app_part()
    return write_zip(parts, day)


def _distinct_titles(sheets: Iterable[Sheet]) -> list[str]:
    """Return names that Excel accepts: no forbidden sign, 31 characters at most, all different."""
    names: list[str] = []
    taken: set[str] = set()
    for number, sheet in enumerate(sheets, start=1):
        cleaned = " ".join(_NOT_IN_TITLES.sub(" ", printable(sheet.title)).split()).strip("'")
        name = cleaned[:_LONGEST_TITLE].strip(" '") or f"Feuille {number}"
        if name.casefold() in taken:
            suffix = f" ({number})"
            name = name[: _LONGEST_TITLE - len(suffix)] + suffix
        taken.add(name.casefold())
        names.append(name)
    return names


def _sheet_xml(sheet: Sheet, name: str, book: WorkbookXml) -> SheetXml:
    given = (*sheet.rows, *sheet.below, *filter(None, (sheet.total,)))
    if any(len(row) != len(sheet.columns) for row in given):
        raise ValueError("a row needs one value a column")
    # A table has one row at least, be it empty.
    rows = sheet.rows or ((None,) * len(sheet.columns),)
    made = [_row(sheet, book, tuple(each.title for each in sheet.columns), Place.HEAD)]
    made += [_row(sheet, book, values, Place.BODY) for values in rows]
    if sheet.total:
        made.append(_row(sheet, book, sheet.total, Place.TOTAL))
    if sheet.below:
        made.append(Row())
        made += [_row(sheet, book, values, Place.BODY) for values in sheet.below]
    widths_chars = tuple(column.width_chars for column in sheet.columns)
    return SheetXml(
        name, widths_chars, _table(sheet, rows), sheet.heads, _choices(sheet), tuple(made)
    )


def _row(sheet: Sheet, book: WorkbookXml, values: tuple[CellValue, ...], place: Place) -> Row:
    row = Row()
    for number, (value, column) in enumerate(zip(values, sheet.columns, strict=True)):
        row.lines = max(row.lines, _lines(value, column))
        look = CellLook(place, is_figure=column.kind in ("amount", "number", "percent"))
        _put(row, book, value, look, _number_format(sheet, number))
    return row


def _table(sheet: Sheet, rows: tuple[tuple[CellValue, ...], ...]) -> TableXml:
    totals = sheet.total or (None,) * len(sheet.columns)
    columns = tuple(
        TableColumn(
            _text(column.title),
            _formula_of_all(rows, number),
            total_text=total if isinstance(total, str) else "",
            total_formula=total.text if isinstance(total, Formula) else "",
        )
        for number, (column, total) in enumerate(zip(sheet.columns, totals, strict=True))
    )
    return TableXml(
        sheet.table, columns, column_name(len(columns)), len(rows), has_total=bool(sheet.total)
    )


def _formula_of_all(rows: tuple[tuple[CellValue, ...], ...], number: int) -> str:
    """Return the formula that all rows have in a column; empty when they have not one."""
    cells = [row[number] for row in rows]
    formulas = {cell.text if isinstance(cell, Formula) else "" for cell in cells}
    return formulas.pop() if len(formulas) == 1 else ""


def _choices(sheet: Sheet) -> tuple[Choice, ...]:
    found: list[Choice] = []
    for number, column in enumerate(sheet.columns, start=1):
        cells = f"{column_name(number)}2:{column_name(number)}{LAST_TYPED_ROW}"
        if column.choices:
            listed = ",".join(column.choices)
            told = f"Valeurs possibles\u00a0: {', '.join(column.choices)}."
            found.append(Choice(cells, f'"{listed}"', told))
        elif column.chosen_in:
            found.append(Choice(cells, column.chosen_in, "Choisissez une valeur de la liste."))
    return tuple(found)


def _put(row: Row, book: WorkbookXml, value: CellValue, look: CellLook, shown: str) -> None:
    """Add a cell. shown: the number format of its column, which empty cells wait with."""
    match value:
        case None | "":
            row.empty(book.style(look.shown(shown)))
        case bool():
            row.text(book.shared("oui" if value else "non"), book.style(look))
        case str():
            text = _text(value)
            # Quoted, it stays text even after somebody has edited the cell.
            quoted = text.startswith(_FORMULA_SIGNS)
            row.text(book.shared(text), book.style(look.shown(quoted=quoted)))
        case date():
            row.number(str((value - _EXCEL_ORIGIN).days), book.style(look.shown(shown)))
        case Formula():
            figures, is_text = _figures(value.value), isinstance(value.value, str)
            row.formula(value.text, figures, book.style(look.shown(shown)), is_text=is_text)
        case _:
            row.number(_figures(value), book.style(look.shown(shown)))


def _figures(value: Decimal | int | str) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _lines(value: CellValue, column: SheetColumn) -> int:
    """Estimate how many lines a value takes in its column; readers do not always fit the rows."""
    if not isinstance(value, str):
        return 1
    # A width is told in digits; letters are narrower by a tenth, and indented.
    width = max(1, int(column.width_chars * 1.1) - 2)
    return sum(max(1, len(textwrap.wrap(line, width))) for line in value.split("\n"))


def _text(value: str) -> str:
    return printable(value)[:_LONGEST_TEXT]


def _number_format(sheet: Sheet, number: int) -> str:
    """Return one format for a whole column: numbers have decimals as soon as one of them has."""
    match sheet.columns[number].kind:
        case "text":
            return GENERAL
        case "date":
            return DATE
        case "percent":
            return PERCENT
        case "amount":
            return EUROS
        case "number":
            cells = (row[number] for row in sheet.rows)
            has_decimals = any(
                isinstance(cell, Decimal) and cell != cell.to_integral_value() for cell in cells
            )
            return NUMBER_WITH_DECIMALS if has_decimals else NUMBER
