"""The workbooks of the budget and of the planning, computed anew by LibreOffice."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook
from openxml_audit import FileFormat, OpenXmlValidator

from pret.domain.budget import Expense, budget_state, total_state
from pret.domain.closings import Closing, KnownDays, SitesClosing
from pret.domain.gathered import GatheredProgramme
from pret.render.theme import Theme
from pret.render.workbook import Sheet, write_workbook
from pret.service.known_days import known_days
from pret.service.session import Session
from pret.service.workbook_budget import budget_sheets
from pret.service.workbook_planning import planning_sheets
from pret.service.workbooks import sheets_of
from pret.settings import Settings

ROOT = Path(__file__).parents[3]
THEME = Theme.load(ROOT / "templates/theme.yaml")
DAY = date(2028, 6, 30)
PLANTED = "=cmd|' /C calc'!A0"


@pytest.fixture(scope="module")
def session(
    tmp_path_factory: pytest.TempPathFactory, settings_in: Callable[[Path, Path], Settings]
) -> Iterator[Session]:
    settings = settings_in(tmp_path_factory.mktemp("workbooks"), ROOT / "inputs")
    with Session(settings, "lycees") as session:
        yield session


@pytest.fixture(scope="module")
def programme(session: Session) -> GatheredProgramme:
    return session.programme


@pytest.fixture(scope="module")
def sheets(programme: GatheredProgramme) -> tuple[Sheet, ...]:
    """The budget's four sheets, with an expense that somebody planted, and the planning's two."""
    line = programme.expenses[0].line
    planted = Expense(day=DAY, line=line, label=PLANTED, paid=Decimal("0.10"), voucher="@SUM(A1)")
    expenses = (*programme.expenses, planted)
    source = programme.programme.value
    dated = replace(programme, days=known_days(programme))
    return (*budget_sheets(source, expenses), *planning_sheets(dated))


@pytest.fixture(scope="module")
def made(sheets: tuple[Sheet, ...]) -> bytes:
    return write_workbook("Budget et planning", sheets, DAY, THEME)


def opened(content: bytes, *, values: bool) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def cells(book: Workbook) -> dict[str, Any]:
    """Return all that is not empty, by sheet and place."""
    return {
        f"{sheet.title}!{cell.coordinate}": cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in (None, "")
    }


def without_values(content: bytes) -> bytes:
    """Return a workbook whose formulas have to be computed: what they gave is taken out."""
    emptied = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(emptied, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"</f><v>[^<]*</v>", b"</f>", old.read(name)))
    return emptied.getvalue()


def computed(content: bytes, folder: Path) -> dict[str, Any]:
    """Return the cells as LibreOffice computes them."""
    (folder / "in").mkdir()
    (folder / "in" / "made.xlsx").write_bytes(without_values(content))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    order = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder)]
    subprocess.run([*order, str(folder / "in" / "made.xlsx")], check=True, capture_output=True)
    return cells(opened((folder / "made.xlsx").read_bytes(), values=True))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="soffice is not installed")
def test_each_formula_gives_in_libreoffice_the_value_written_with_it(
    made: bytes, tmp_path: Path
) -> None:
    written, found = cells(opened(made, values=True)), computed(made, tmp_path)
    formulas = [
        place
        for place, value in cells(opened(made, values=False)).items()
        if isinstance(value, str) and value.startswith("=") and value != PLANTED
    ]
    assert len(formulas) > 60
    assert written.keys() == found.keys()
    for place, value in written.items():
        wanted = pytest.approx(value) if isinstance(value, int | float) else value
        assert found[place] == wanted, place


def test_formulas_follow_the_state_of_the_budget(
    programme: GatheredProgramme, sheets: tuple[Sheet, ...], made: bytes
) -> None:
    book = opened(made, values=True)
    state = total_state(budget_state(programme.programme.value.budget, programme.expenses))
    for name, planned in (("Budget", 3), ("Postes", 1)):
        last = [cell.value for cell in book[name][book[name].max_row]]
        assert last[0] == "Total"
        assert last[1:planned] == [None] * (planned - 1)  # told once
        assert last[planned] == state.planned
        assert last[planned + 2] == pytest.approx(float(state.paid) + 0.10)
    formulas = opened(made, values=False)["Budget"]
    here = "Budget[[#This Row],[{}]]".format
    ranges = "'Dépenses'!$D$2:$D$1000,'Dépenses'!$B$2:$B$1000"
    assert formulas["E2"].value == f"=SUMIFS({ranges},{here('Code')})"
    greater = f"MAX({here('Engagé')},{here('Payé')})"
    assert formulas["G2"].value == f"={here('Prévu')}-{greater}"
    assert formulas["H2"].value == f'=IF({here("Prévu")}=0,"",{greater}/{here("Prévu")})'
    assert formulas[f"D{formulas.max_row}"].value == "=SUBTOTAL(109,Budget[Prévu])"
    assert len(sheets) == 6


def test_posts_and_lines_add_up_to_the_same(made: bytes) -> None:
    book = opened(made, values=True)
    lines = [row[3:7] for row in book["Budget"].iter_rows(min_row=2, values_only=True)]
    posts = [row[1:5] for row in book["Postes"].iter_rows(min_row=2, values_only=True)]
    assert len(posts) == 4
    assert posts[-1] == pytest.approx(lines[-1])
    for amount in range(3):
        assert sum(row[amount] for row in posts[:-1]) == pytest.approx(posts[-1][amount])


def test_an_expense_chooses_its_line_and_its_funder(made: bytes) -> None:
    book = opened(made, values=False)
    line, funder = book["Dépenses"].data_validations.dataValidation
    assert (str(line.sqref), line.formula1) == ("B2:B1000", "'Budget'!$C$2:$C$10")
    assert (str(funder.sqref), funder.formula1) == ("F2:F1000", "'Financements'!$A$2:$A$4")
    codes = [cell.value for (cell,) in book["Budget"]["C2:C10"]]
    assert {row[1] for row in book["Dépenses"].iter_rows(min_row=2, values_only=True)} <= set(codes)
    payers = {row[5] for row in book["Dépenses"].iter_rows(min_row=2, values_only=True)} - {None}
    assert payers <= {cell.value for (cell,) in book["Financements"]["A2:A4"]}


def test_levels_of_the_grid_are_chosen_from_one_to_four(
    programme: GatheredProgramme, session: Session
) -> None:
    reference = session.reference("deployment-scenario/evaluation-grid")
    gathered = session.gathered(reference.milestone)
    (grid,) = sheets_of(reference, gathered, programme)
    page = opened(write_workbook("T", (grid,), DAY, THEME), values=True).worksheets[0]
    (rule,) = page.data_validations.dataValidation
    head = page[f"{str(rule.sqref)[0]}1"].value
    assert (head, rule.formula1) == ("Niveau actuel (1\u00a0à\u00a04)", '"1,2,3,4"')
    levels = [cell.value for cell in page[str(rule.sqref)[0]][1:]]
    assert {type(each) for each in levels if each is not None} == {int}
    margins = [cell.value for cell in page["N"]]
    assert "propre au site\u00a0: Lycée rural Jean-Giono" in margins


def test_funding_that_does_not_cover_the_budget_is_told(programme: GatheredProgramme) -> None:
    source = programme.programme.value
    short = source.budget.model_copy(update={"funding": source.budget.funding[:1]})
    poor = source.model_copy(update={"budget": short})

    def verdict(given: Any) -> Any:
        page = opened(write_workbook("T", budget_sheets(given, ()), DAY, THEME), values=True)
        rows = list(page["Financements"].iter_rows(values_only=True))
        return rows[-1][3]

    assert verdict(source) == "Équilibré"
    assert verdict(poor) == "À corriger\u00a0: les deux totaux diffèrent"


def test_what_somebody_wrote_in_an_expense_stays_text(made: bytes) -> None:
    page = opened(made, values=False)["Dépenses"]
    last = page[page.max_row]
    assert [last[place].value for place in (2, 6)] == [PLANTED, "@SUM(A1)"]
    assert [last[place].data_type for place in (2, 6)] == ["s", "s"]
    assert all(last[place].quotePrefix for place in (2, 6))
    assert last[0].value == datetime(2028, 6, 30)  # noqa: DTZ001 - Excel knows no time zone
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        told = b"".join(package.read(each) for each in package.namelist() if "sheet" in each)
    assert b"cmd" not in b"".join(re.findall(rb"<f>[^<]*</f>", told))


def test_days_of_the_planning_are_dates_and_their_counts_formulas(
    programme: GatheredProgramme, made: bytes
) -> None:
    values, formulas = (opened(made, values=each)["Planning"] for each in (True, False))
    milestones = programme.programme.value.milestones()
    assert values.max_row == len(milestones) + 1
    place = next(each.position for each in milestones if each.code == "immersion-1") + 2
    planned = programme.calendar.value.planned("immersion-1")
    assert planned is not None
    assert planned.last_day is not None
    assert values[f"C{place}"].value.date() == planned.first_day
    assert values[f"I{place}"].value == (planned.last_day - planned.first_day).days + 1
    assert formulas[f"J{place}"].value == formulas["J2"].value
    before = programme.calendar.value.planned("study-trip")
    assert before is not None
    assert before.last_day is not None
    assert values[f"J{place}"].value == (planned.first_day - before.last_day).days


def test_a_milestone_without_dates_leaves_cells_to_fill(programme: GatheredProgramme) -> None:
    calendar = programme.calendar.value
    fewer = calendar.model_copy(update={"milestones": calendar.milestones[1:]})
    less = replace(programme, calendar=replace(programme.calendar, value=fewer))
    sheet = planning_sheets(less)[0]
    page = opened(write_workbook("T", (sheet,), DAY, THEME), values=True).worksheets[0]
    assert [page[f"{column}2"].value for column in "CDF"] == [None] * 3
    assert page["I2"].value in (None, "")
    assert page["J3"].value in (None, "")


def test_closed_days_are_dated_and_what_is_estimated_is_told(
    programme: GatheredProgramme, made: bytes
) -> None:
    page = opened(made, values=True)["Jours fermés"]
    first = [cell.value for cell in page[2]]
    assert (first[0].date(), first[1].date()) == (date(2027, 2, 13), date(2027, 2, 28))
    assert first[2:] == [
        "Vacances d’hiver, zone A",
        "tous les sites",
        None,
        "arrêté du 22 octobre 2025",
    ]
    later = KnownDays(
        (SitesClosing(Closing(DAY, DAY, "vacances", "estimation", estimated=True), ("giono",)),),
        frozenset({"closure"}),
    )
    planning, closed = planning_sheets(replace(programme, days=later))
    assert closed.rows[0][3:5] == ("Lycée rural Jean-Giono", "oui")
    told = {row[1]: row[6] for row in planning.rows}
    assert told["Clôture et restitution"] == "oui"
    assert told["Journée labo 1"] is None


def test_the_status_is_chosen_in_a_list(made: bytes) -> None:
    page = opened(made, values=False)["Planning"]
    (rule,) = page.data_validations.dataValidation
    assert rule.formula1 == '"option,ferme,prévisionnel,tenu,reporté,annulé"'
    assert str(rule.sqref) == "F2:F1000"


def test_the_auditor_finds_nothing_and_the_bytes_are_the_same(
    sheets: tuple[Sheet, ...], made: bytes, tmp_path: Path
) -> None:
    (tmp_path / "made.xlsx").write_bytes(made)
    found = OpenXmlValidator(FileFormat.MICROSOFT_365).validate(tmp_path / "made.xlsx")
    assert found.errors == []
    assert write_workbook("Budget et planning", sheets, DAY, THEME) == made
    fewer = (replace(sheets[0], rows=()), *sheets[1:])
    assert write_workbook("Budget et planning", fewer, DAY, THEME) != made
