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

from pret.render.theme import Theme
from pret.render.workbook import Formula, Sheet, SheetColumn, write_workbook

THEME = Theme.load(Path(__file__).parents[3] / "templates/theme.yaml")
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
SHEETS = (
    Sheet("Budget : 2027/28", "Budget", COLUMNS, ROWS),
    Sheet("Budget   2027 28", "Suivi", COLUMNS, (), heads=2),
)


def written(*sheets: Sheet) -> bytes:
    return write_workbook("Budget & suivi", sheets, DAY, THEME)


def first_page(content: bytes) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]


@pytest.fixture(scope="module")
def made() -> bytes:
    return written(*SHEETS)


@pytest.fixture(scope="module")
def page(made: bytes) -> Worksheet:
    return first_page(made)


def test_the_auditor_of_workbooks_finds_nothing(made: bytes, tmp_path: Path) -> None:
    path = tmp_path / "made.xlsx"
    path.write_bytes(made)
    assert OpenXmlValidator(FileFormat.MICROSOFT_365).validate(path).errors == []


def test_the_same_sheets_give_the_same_bytes(made: bytes) -> None:
    assert written(*SHEETS) == made


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


def test_amounts_all_show_their_cents(page: Worksheet) -> None:
    for cell in ("B2", "B3", "C2", "C3"):
        assert page[cell].number_format == "#,##0.00\\ [$€-40C]"
    assert page["D2"].number_format == "[$-40C]dd/mm/yyyy"


def test_the_header_row_stays_in_sight_on_screen_and_on_paper(page: Worksheet) -> None:
    assert (page.freeze_panes, page.sheet_view.pane.state) == ("A2", "frozen")
    assert page.print_title_rows == "$1:$1"
    assert page.print_title_cols is None
    assert page.page_setup.orientation == "landscape"
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page["A1"].font.bold
    assert page["A1"].fill.fgColor.rgb == f"FF{THEME.colours.accent_light}"


def test_columns_that_name_the_rows_stay_in_sight_too(made: bytes) -> None:
    page = openpyxl.load_workbook(io.BytesIO(made)).worksheets[1]
    assert page.freeze_panes == "C2"
    assert (page.print_title_cols, page.print_title_rows) == ("$A:$B", "$1:$1")


def test_each_sheet_is_a_table_of_its_own_that_is_filtered(made: bytes) -> None:
    pages = openpyxl.load_workbook(io.BytesIO(made)).worksheets
    told = [
        (table.displayName, table.id, table.ref, table.autoFilter.ref, table.totalsRowCount)
        for page in pages
        for table in page.tables.values()
    ]
    assert told == [
        ("Budget", 1, "A1:E4", "A1:E4", None),
        # A table without rows has an empty one to type in.
        ("Suivi", 2, "A1:E2", "A1:E2", None),
    ]
    names = [each.name for each in pages[0].tables["Budget"].tableColumns]
    assert names == [cell.value for cell in pages[0][1]] == [each.title for each in COLUMNS]


def test_a_total_row_is_outside_of_the_filter_and_new_rows_get_the_formula() -> None:
    columns = (*COLUMNS[:2], SheetColumn("Double", 14, "amount"))
    double = "2*Budget[[#This Row],[Prévu]]"
    rows = tuple(("x", each, Formula(double, 2 * each)) for each in (1, 2))
    total = (
        "Total",
        Formula("SUBTOTAL(109,Budget[Prévu])", 3),
        Formula("2*Budget[[#Totals],[Prévu]]", 6),
    )
    below = (("Écart", Formula("SUM(Budget[Prévu])-3", 0), None),)
    page = first_page(written(Sheet("S", "Budget", columns, rows, total, below)))
    table = page.tables["Budget"]
    assert (table.ref, table.autoFilter.ref, table.totalsRowCount) == ("A1:C4", "A1:C3", 1)
    label, planned, doubled = table.tableColumns
    assert label.totalsRowLabel == page["A4"].value == "Total"
    assert planned.totalsRowFunction == "sum"
    assert doubled.totalsRowFunction == "custom"
    assert doubled.totalsRowFormula.attr_text == total[2].text
    assert doubled.calculatedColumnFormula.attr_text == double
    assert planned.calculatedColumnFormula is None
    assert (page["A5"].value, page["A6"].value) == (None, "Écart")
    assert page["A4"].font.bold
    assert not page["A6"].font.bold


def test_a_wide_sheet_is_printed_on_several_sheets_of_a4_side_by_side() -> None:
    def printed(count: int, heads: int) -> tuple[int, int]:
        columns = tuple(SheetColumn(f"C{each}", 30, "text") for each in range(count))
        setup = first_page(written(Sheet("S", "T", columns, (), heads=heads))).page_setup
        return int(setup.paperSize), int(setup.fitToWidth)

    assert [printed(count, 0) for count in (6, 7, 14)] == [(9, 1), (9, 2), (9, 3)]
    assert [printed(count, 2) for count in (6, 7, 10)] == [(9, 1), (9, 2), (9, 2)]


def test_what_may_be_typed_is_chosen_in_a_list() -> None:
    columns = (
        SheetColumn("Niveau", 10, "number", ("1", "2", "3", "4")),
        SheetColumn("Code", 10, "text", chosen_in="'Codes'!$A$2:$A$9"),
    )
    rules = first_page(written(Sheet("S", "T", columns, ()))).data_validations.dataValidation
    assert [(str(each.sqref), each.type, each.formula1) for each in rules] == [
        ("A2:A1000", "list", '"1,2,3,4"'),
        ("B2:B1000", "list", "'Codes'!$A$2:$A$9"),
    ]
    assert all(each.showErrorMessage for each in rules)
    assert rules[0].error == "Valeurs possibles\u00a0: 1, 2, 3, 4."


def test_rows_are_as_high_as_their_longest_text(page: Worksheet) -> None:
    assert page.row_dimensions[2].height == 15
    assert page.row_dimensions[3].height > 45
    assert page["A3"].alignment.wrap_text


def test_sheets_have_names_that_excel_accepts(made: bytes) -> None:
    names = openpyxl.load_workbook(io.BytesIO(made)).sheetnames
    assert names == ["Budget 2027 28", "Budget 2027 28 (2)"]


def test_a_very_long_name_is_cut_and_an_empty_one_replaced() -> None:
    titles = ("N" * 40, "N" * 50, "?")
    sheets = (Sheet(each, f"T_{place}", COLUMNS, ()) for place, each in enumerate(titles))
    names = openpyxl.load_workbook(io.BytesIO(written(*sheets))).sheetnames
    assert names == ["N" * 31, "N" * 27 + " (2)", "Feuille 3"]


def test_the_properties_bear_the_title_and_the_day(made: bytes) -> None:
    read = openpyxl.load_workbook(io.BytesIO(made)).properties
    assert (read.title, read.language) == ("Budget & suivi", "fr-FR")
    assert read.created.date() == read.modified.date() == DAY


def test_a_row_without_one_value_a_column_is_refused() -> None:
    with pytest.raises(ValueError, match="one value a column"):
        written(Sheet("S", "T", COLUMNS, (("seul",),)))


def test_a_workbook_without_a_sheet_is_refused() -> None:
    with pytest.raises(ValueError, match="one sheet"):
        written()
