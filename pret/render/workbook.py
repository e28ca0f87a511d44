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
from pret.render.workbook_looks import (
    BODY_LOOK,
    DATE,
    EUROS,
    EUROS_AND_CENTS,
    HEAD_LOOK,
    NUMBER,
    NUMBER_WITH_DECIMALS,
    PERCENT,
    CellLook,
)
from pret.render.workbook_parts import Row, SheetXml, WorkbookXml
from pret.render.zip_stable import write_zip

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

    kind: how its values are shown; amounts are in euros, a percent is a share from 0 to 1.
    choices: all that may be typed in it, without commas; empty when anything may.
    """

    title: str
    width_chars: float
    kind: Literal["text", "amount", "date", "number", "percent"]
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a header row, then the rows, each with one value a column (None for none).

    strong: places of the rows that are sums, from 0. is_filtered: whether rows can be filtered.
    """

    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    strong: frozenset[int] = frozenset()
    is_filtered: bool = True


def write_workbook(title: str, sheets: tuple[Sheet, ...], day: date) -> bytes:
    """Return a workbook of one sheet or more; the same arguments give the same bytes.

    Text stays text whatever it starts with: nothing that people wrote becomes a formula.
    Booleans are written « oui » and « non »; text is cut at Excel's 32,767 characters.
    Raises ValueError when a row has not one value a column, or when there is no sheet.
    """
    if not sheets:
        raise ValueError("a workbook needs one sheet at least")
    book = WorkbookXml(printable(title))
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
    made = SheetXml(name, tuple(column.width_chars for column in sheet.columns))
    made.is_filtered = sheet.is_filtered
    made.choices = {
        place: column.choices for place, column in enumerate(sheet.columns, 1) if column.choices
    }
    head = Row()
    for column in sheet.columns:
        head.lines = max(head.lines, _lines(column.title, column))
        head.text(book.shared(_text(column.title)), book.style(HEAD_LOOK[_is_figure(column)]))
    made.rows.append(head)
    formats = [_number_format(sheet, place) for place in range(len(sheet.columns))]
    for place, values in enumerate(sheet.rows):
        row = Row()
        looks = HEAD_LOOK if place in sheet.strong else BODY_LOOK
        for value, column, number_format in zip(values, sheet.columns, formats, strict=True):
            row.lines = max(row.lines, _lines(value, column))
            _put(row, book, value, looks[_is_figure(column)], number_format)
        made.rows.append(row)
    return made


def _put(row: Row, book: WorkbookXml, value: CellValue, look: CellLook, figures: str) -> None:
    match value:
        case None | "":
            row.empty(book.style(look))
        case bool():
            row.text(book.shared("oui" if value else "non"), book.style(look))
        case str():
            text = _text(value)
            # Quoted, it stays text even after somebody has edited the cell.
            quoted = text.startswith(_FORMULA_SIGNS)
            row.text(book.shared(text), book.style(look.shown(quoted=quoted)))
        case date():
            days = str((value - _EXCEL_ORIGIN).days)
            row.number(days, book.style(look.shown(DATE)))
        case Formula():
            is_text = isinstance(value.value, str)
            row.formula(
                value.text, _figures(value.value), book.style(look.shown(figures)), is_text=is_text
            )
        case _:
            row.number(_figures(value), book.style(look.shown(figures)))


def _figures(value: Decimal | int | str) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _lines(value: CellValue, column: SheetColumn) -> int:
    """Estimate how many lines a value takes in its column; readers do not always fit the rows."""
    if not isinstance(value, str):
        return 1
    width = max(1, int(column.width_chars) - 1)
    return sum(max(1, len(textwrap.wrap(line, width))) for line in value.split("\n"))


def _text(value: str) -> str:
    return printable(value)[:_LONGEST_TEXT]


def _is_figure(column: SheetColumn) -> bool:
    return column.kind in ("amount", "number", "percent")


def _number_format(sheet: Sheet, place: int) -> str:
    """Return one format for a whole column: with decimals as soon as one of its values has some."""
    if sheet.columns[place].kind == "percent":
        return PERCENT
    cells = (row[place] for row in sheet.rows if place < len(row))
    values = (cell.value if isinstance(cell, Formula) else cell for cell in cells)
    decimals = any(
        isinstance(value, Decimal) and value != value.to_integral_value() for value in values
    )
    if sheet.columns[place].kind == "amount":
        return EUROS_AND_CENTS if decimals else EUROS
    return NUMBER_WITH_DECIMALS if decimals else NUMBER
