"""Workbooks and CSV files: typed cells, their text, and tables as documents print them."""

from __future__ import annotations

import contextlib
import functools
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from memory_cache import MemoryCache

from pret.domain.budget import Expense
from pret.domain.material import Photo, PhotoList
from pret.errors import UnreadableFileError
from pret.gather.cell_text import printed, written
from pret.gather.row_entries import read_row_entries
from pret.gather.sheets import Cell, CellValue, read_sheets
from pret.gather.snapshot import ReadFile
from pret.gather.tables import read_tables
from pret.gather.validation import validate


def workbook(fill: Callable[[openpyxl.Workbook], object]) -> bytes:
    book = openpyxl.Workbook()
    fill(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def rows(*given_rows: list[object]) -> bytes:
    return workbook(lambda book: [book.active.append(row) for row in given_rows])


@pytest.mark.parametrize(
    ("value", "shown_as", "expected"),
    [
        (None, "", ""),
        (" deux\u00a0mots ", "General", "deux\u00a0mots"),
        (True, "General", "oui"),
        (datetime.fromisoformat("2027-03-16"), "yyyy-mm-dd", "16/03/2027"),
        (datetime.fromisoformat("2027-03-16T09:05"), "", "16/03/2027 à 9 h 05"),
        (date(2027, 3, 16), "", "16/03/2027"),
        (time(14, 30), "", "14 h 30"),
        (12, "General", "12"),
        (105400.0, "General", "105400"),
        (0.1 + 0.2, "General", "0,3"),
        (105400, "#,##0", "105\u202f400"),
        (1234.5, "#,##0.00 €", "1\u202f234,50\u00a0€"),
        (0.125, "0.0%", "12,5\u00a0%"),
        (0.5, "0%", "50\u00a0%"),
        (2.345, "0.00", "2,35"),
        (1e300, "General", "1e+300"),
    ],
)
def test_a_cell_is_printed_in_french(value: CellValue, shown_as: str, expected: str) -> None:
    assert printed(Cell(value, shown_as)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (datetime.fromisoformat("2027-03-16"), "2027-03-16"),
        ("16/03/2027", "16/03/2027"),
        (3.0, "3"),
        ("  ", None),
        (time(9, 0), "09:00"),
        (False, False),
    ],
)
def test_a_cell_is_a_value_as_in_yaml(value: CellValue, expected: object) -> None:
    assert written(Cell(value)) == expected


def _tables(name: str, content: bytes) -> tuple[list[str], list[tuple[tuple[str, ...], ...]], str]:
    tables, problems = read_tables(ReadFile(name, content, "0" * 64), MemoryCache())
    told = "\n".join(str(problem) for problem in problems)
    return [table.title for table in tables], [(table.head, *table.rows) for table in tables], told


def test_a_sheet_becomes_a_table_with_its_numbers_known() -> None:
    content = rows(
        ["Jour", "Passages"],
        [datetime.fromisoformat("2027-03-16"), 12],
        [datetime.fromisoformat("2027-03-17"), 40],
    )
    tables, problems = read_tables(ReadFile("t/comptage-hall.xlsx", content, "0"), MemoryCache())
    assert problems == ()
    assert tables[0].title == "Comptage hall"
    assert tables[0].head == ("Jour", "Passages")
    assert tables[0].rows == (("16/03/2027", "12"), ("17/03/2027", "40"))
    assert tables[0].numeric == (False, True)


def test_a_table_is_remembered_by_its_content() -> None:
    cache = MemoryCache()
    file = ReadFile("t/a.xlsx", rows(["a", ""], [1, 2]), "0")
    first = read_tables(file, cache)
    assert read_tables(ReadFile("t/a.xlsx", b"", "0"), cache) == first
    assert first[1] != ()


@pytest.mark.parametrize("content", [b"a;b\n1,5;x\n", b'a,b\n"1,5",x\n', b"a\tb\n1,5\tx\n"])
def test_the_separator_of_a_csv_is_found(content: bytes) -> None:
    assert _tables("t/a.csv", content)[1] == [(("a", "b"), ("1,5", "x"))]


def test_a_csv_of_old_windows_is_read_and_told() -> None:
    titles, found, told = _tables("t/été.csv", "Élève;Âge\nZoé;15\n".encode("cp1252"))
    assert found == [(("Élève", "Âge"), ("Zoé", "15"))]
    assert "Windows-1252" in told
    assert titles == ["Été"]


def test_a_csv_that_is_not_regular_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="ligne 2"):
        read_sheets(b'a;"b\n1;2\n', "t/a.csv")


def test_a_hidden_sheet_is_not_shown() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.append(["a"])
        book.active.append(["b"])
        book.create_sheet("brouillon").sheet_state = "hidden"

    assert len(read_sheets(workbook(fill), "t/a.xlsx")[0]) == 1


def test_x2_a_cell_far_away_does_not_fill_the_memory() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active["A1"], book.active["XFD1048576"] = "a", "b"

    sheets, problems = read_sheets(workbook(fill), "t/a.xlsx")
    assert len(sheets[0].rows) == 1
    assert "la suite est laissée" in str(problems[0])


def test_x4_a_wrong_declared_size_loses_no_row() -> None:
    content = rows(["a", "b"], [1, 2], [3, 4])
    spoilt = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(spoilt, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', part))
    assert _tables("t/a.xlsx", spoilt.getvalue())[1] == [(("a", "b"), ("1", "2"), ("3", "4"))]


def test_x5_a_formula_without_result_and_an_error_are_told_by_their_cell() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.append(["a", "b"])
        book.active.append([1, "=A2*2"])
        book.active["A3"] = "#REF!"
        book.active["A3"].data_type = "e"

    told = _tables("t/a.xlsx", workbook(fill))[2]
    assert "cellule B2 : la formule n’a pas de résultat" in told
    assert "cellule A3 : la formule donne l’erreur « #REF! »" in told


def test_merged_cells_and_untitled_columns_are_told() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.append(["a", "b"])
        book.active.append([1, 2])
        book.active.merge_cells("A1:B1")

    _, found, told = _tables("t/a.xlsx", workbook(fill))
    assert found == [(("a", "Colonne 2"), ("1", "2"))]
    assert "fusionnées" in told
    assert "colonne 2" in told


def test_a_merged_row_above_the_titles_of_the_columns_is_the_title_of_the_table() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        for row in (
            ["Fréquentation", None, None],
            ["Relevé de 2027", None, None],
            ["Gare", "Voyageurs", None],
            ["Die", 11, 12],
        ):
            book.active.append(row)
        for cells in ("A1:C1", "A2:C2", "B3:C3", "A4:A5"):
            book.active.merge_cells(cells)

    titles, found, told = _tables("t/a.xlsx", workbook(fill))
    assert titles == ["Fréquentation – Relevé de 2027"]
    assert found == [(("Gare", "Voyageurs", "Colonne 3"), ("Die", "11", "12"))]
    assert "ligne 3 — cellules B3:C3, A4:A5 : elles sont fusionnées" in told


def test_x6_a_truncated_workbook_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="abîmé"):
        read_sheets(rows(["a"], ["b"])[:2000], "t/a.xlsx")


def test_columns_are_known_by_their_french_titles_or_by_their_keys() -> None:
    content = rows(
        ["Fichier", "Légende", "Texte alternatif", "credit", "Étiquettes", "Date", "Météo"],
        ["a.jpg", "La cour", None, "Inès", "cour; jeu, midi", "16/03/2027", "pluie"],
        [None, None, None, None, None, None, None],
        ["b.jpg", "Le hall", None, None, None, datetime.fromisoformat("2027-03-17"), None],
    )
    file = ReadFile("p/photos.xlsx", content, "0")
    parsed = read_row_entries(file, Photo, "photos", MemoryCache())
    assert parsed.data == {
        "photos": [
            {
                "file": "a.jpg",
                "caption": "La cour",
                "alt": None,
                "credit": "Inès",
                "tags": ["cour", "jeu", "midi"],
                "day": "16/03/2027",
            },
            {
                "file": "b.jpg",
                "caption": "Le hall",
                "alt": None,
                "credit": None,
                "tags": None,
                "day": "2027-03-17",
            },
        ]
    }
    assert (parsed.lines["photos[0]"], parsed.lines["photos[1]"]) == (2, 4)
    assert [warning.where for warning in parsed.warnings] == ["colonne « Météo »"]


@pytest.mark.parametrize(
    ("title", "cell", "kept"),
    [
        ("Personnes", "Jeanne Roux", False),
        ("personne visible", "oui", False),
        ("Personnes reconaissables", "P-003", False),
        ("Autorisation écrite", "C-001", False),
        ("Qui", "P-003", False),
        ("Personnes", None, True),
        ("Météo", "pluie", True),
        ("Remarque", "à refaire", True),
    ],
)
def test_a_photo_is_left_out_when_a_column_that_is_not_read_may_say_who_is_on_it(
    title: str, cell: str | None, kept: bool
) -> None:
    content = rows(["Fichier", "Légende", "Crédit", title], ["a.jpg", "Le quai", "Inès", cell])
    parsed = read_row_entries(
        ReadFile("p/photos.xlsx", content, "0"), Photo, "photos", MemoryCache()
    )
    marked = replace(parsed, data={"version": "1", **parsed.data})  # type: ignore[dict-item]
    found, problems = validate(PhotoList, marked, "p/photos.xlsx")
    assert found is not None
    assert len(found.value.photos) == int(kept)
    (told, *left_out) = [each for each in problems if title in str(each)]
    assert "n’est pas lue" in told.found
    assert [each.line for each in left_out] == [2] * (not kept)


def test_expenses_are_read_from_a_csv_of_a_spreadsheet() -> None:
    content = "Date;Ligne du budget;Objet;Engagé;Payé\n16/03/2027;paie;Résidents;1 234,50 €;\n"
    parsed = read_row_entries(
        ReadFile("expenses.csv", content.encode(), "0"), Expense, "expenses", MemoryCache()
    )
    assert isinstance(parsed.data, dict)
    assert parsed.data["expenses"] == [
        {"day": "16/03/2027", "line": "paie", "label": "Résidents", "committed": "1 234,50 €"}
    ]


@functools.cache
def _sound_workbook() -> bytes:
    # Made once: openpyxl writes the time, which changes the size that examples are drawn for.
    return rows(["a", "b"], [1, 2])


@settings(max_examples=40)
@given(st.data())
def test_a_spoilt_workbook_is_read_or_refused_and_never_anything_else(data: st.DataObject) -> None:
    content = bytearray(_sound_workbook())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(UnreadableFileError):
        read_sheets(bytes(content), "t/a.xlsx")


def test_invisible_characters_of_a_csv_are_taken_out_and_told_with_their_line() -> None:
    (sheet,), (told,) = read_sheets("a;b\n1;d\u0001eu\u202dx\n".encode(), "t.csv")
    assert sheet.rows[1].cells[1].value == "deux"
    assert (told.file, told.line) == ("t.csv", 2)
    assert "U+0001, U+202D" in told.found


def test_invisible_characters_of_a_workbook_are_taken_out_and_told_with_their_cell() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.worksheets[0].append(["a", "b"])
        book.worksheets[0].append(["1", "d\u202eeux"])

    (sheet,), (told,) = read_sheets(workbook(fill), "t.xlsx")
    assert sheet.rows[1].cells[1].value == "deux"
    assert "cellule B2" in told.where
    assert "U+202E" in told.found
