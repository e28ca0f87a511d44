"""Workbooks, read back by an independent reader."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from openxml_audit import FileFormat, OpenXmlValidator

from pret.render.workbook import Sheet, SheetColumn, write_workbook

DAY = date(2027, 3, 18)
COLUMNS = (
    SheetColumn("Poste & ligne", 30, "text"),
    SheetColumn("Prévu", 14, "amount"),
    SheetColumn("Dépensé", 14, "amount"),
    SheetColumn("Le", 12, "date"),
    SheetColumn("Niveau", 10, "number"),
)
ROWS = (
    ("=1+1", 166_200, Decimal("1200.50"), date(2027, 3, 1), 3),
    ("texte <b> & « long »\x07 " * 6, None, 80, None, None),
    ("-12 %", 5, 0, None, True),
)
SHEETS = (Sheet("Budget : 2027/28", COLUMNS, ROWS), Sheet("Budget   2027 28", COLUMNS, ()))


@pytest.fixture(scope="module")
def made() -> bytes:
    return write_workbook("Budget & suivi", SHEETS, DAY)


@pytest.fixture(scope="module")
def page(made: bytes) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(made)).worksheets[0]


def test_the_auditor_of_workbooks_finds_nothing(made: bytes, tmp_path: Path) -> None:
    path = tmp_path / "made.xlsx"
    path.write_bytes(made)
    assert OpenXmlValidator(FileFormat.MICROSOFT_365).validate(path).errors == []


def test_the_same_sheets_give_the_same_bytes(made: bytes) -> None:
    assert write_workbook("Budget & suivi", SHEETS, DAY) == made


def test_what_people_wrote_never_becomes_a_formula(page: Worksheet) -> None:
    for cell in ("A2", "A4"):
        assert page[cell].data_type == "s"
        assert page[cell].quotePrefix
    assert page["A2"].value == "=1+1"
    assert not page["A3"].quotePrefix


def test_values_keep_their_types(page: Worksheet) -> None:
    assert page["B2"].value == 166_200
    assert page["C2"].value == 1200.5
    assert page["D2"].value == datetime(2027, 3, 1)  # noqa: DTZ001 - Excel knows no time zone
    assert page["E4"].value == "oui"
    assert page["B3"].value is None
    assert page["A3"].value == "texte <b> & « long » " * 6


def test_amounts_show_cents_only_where_a_column_has_some(page: Worksheet) -> None:
    assert page["B2"].number_format == "#,##0\\ [$€-40C]"
    assert page["C3"].number_format == "#,##0.00\\ [$€-40C]"
    assert page["D2"].number_format == "[$-40C]dd/mm/yyyy"


def test_the_header_row_stays_in_sight_on_screen_and_on_paper(page: Worksheet) -> None:
    assert (page.freeze_panes, page.sheet_view.pane.state) == ("A2", "frozen")
    assert page.auto_filter.ref == "A1:E4"
    assert page.print_title_rows == "$1:$1"
    assert page.page_setup.orientation == "landscape"
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page["A1"].font.bold


def test_a_wide_sheet_is_printed_on_larger_paper_and_then_on_several_sheets() -> None:
    def printed(count: int) -> tuple[int, int]:
        columns = tuple(SheetColumn(f"C{each}", 30, "text") for each in range(count))
        made = write_workbook("T", (Sheet("S", columns, ()),), DAY)
        setup = openpyxl.load_workbook(io.BytesIO(made)).worksheets[0].page_setup
        return int(setup.paperSize), int(setup.fitToWidth)

    assert [printed(count) for count in (7, 8, 11)] == [(9, 1), (8, 1), (8, 2)]


def test_rows_are_as_high_as_their_longest_text(page: Worksheet) -> None:
    assert page.row_dimensions[2].height == 15
    assert page.row_dimensions[3].height > 45
    assert page["A3"].alignment.wrap_text


def test_sheets_have_names_that_excel_accepts(made: bytes) -> None:
    names = openpyxl.load_workbook(io.BytesIO(made)).sheetnames
    assert names == ["Budget 2027 28", "Budget 2027 28 (2)"]


def test_a_very_long_name_is_cut_and_an_empty_one_replaced() -> None:
    sheets = (Sheet("N" * 40, COLUMNS, ()), Sheet("N" * 50, COLUMNS, ()), Sheet("?", COLUMNS, ()))
    names = openpyxl.load_workbook(io.BytesIO(write_workbook("T", sheets, DAY))).sheetnames
    assert names == ["N" * 31, "N" * 27 + " (2)", "Feuille 3"]


def test_the_properties_bear_the_title_and_the_day(made: bytes) -> None:
    read = openpyxl.load_workbook(io.BytesIO(made)).properties
    assert (read.title, read.language) == ("Budget & suivi", "fr-FR")
    assert read.created.date() == read.modified.date() == DAY


def test_a_row_without_one_value_a_column_is_refused() -> None:
    with pytest.raises(ValueError, match="argument"):
        write_workbook("T", (Sheet("S", COLUMNS, (("seul",),)),), DAY)


def test_a_workbook_without_a_sheet_is_refused() -> None:
    with pytest.raises(ValueError, match="one sheet"):
        write_workbook("T", (), DAY)
