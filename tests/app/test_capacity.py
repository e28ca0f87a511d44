"""`pret capacity` as it is read."""

from __future__ import annotations

import io
from datetime import date

from rich.console import Console

from app.capacity import show_capacity
from pret.plan.capacity import Start, Week
from pret.service.capacity import Capacity


def told(*weeks: Week, starts: tuple[Start, ...] = ()) -> str:
    screen = Console(file=io.StringIO(), width=80, color_system=None)
    show_capacity(screen, Capacity({"nord": "Lille", "halte": "Hem"}, weeks, starts))
    assert isinstance(screen.file, io.StringIO)
    return screen.file.getvalue()


FREE = Week(date(2027, 1, 11), {}, estimated=False)
WORKS = Week(date(2027, 1, 18), {"halte": "travaux"}, estimated=False)
HOLIDAY = Week(date(2027, 1, 25), {"nord": "vacances", "halte": "vacances"}, estimated=True)


def test_each_site_has_its_line_of_weeks_and_all_sites_their_count() -> None:
    (line,) = [each for each in told(FREE, WORKS, HOLIDAY).splitlines() if each.startswith("janv")]
    assert line.split() == ["janvier", "2027", "■■·", "■··", "1"]


def test_what_takes_a_week_is_told_once_for_all_sites_or_site_by_site() -> None:
    said = told(FREE, WORKS, HOLIDAY)
    assert "du 18 au 22\u00a0janvier 2027\u00a0: travaux (Hem)" in said
    assert "du 25 au 29\u00a0janvier 2027\u00a0: vacances\n" in said


def test_where_estimates_begin_is_told() -> None:
    assert "prévisionnelles" in told(FREE, HOLIDAY)
    assert "prévisionnelles" not in told(FREE, WORKS)


def test_each_month_of_departure_has_its_line_and_its_reason_when_it_has_no_plan() -> None:
    weeks = (date(2027, 4, 26), date(2027, 5, 24), date(2027, 9, 27))
    good = Start(
        date(2027, 1, 11),
        date(2027, 3, 16),
        weeks,
        date(2027, 10, 21),
        rules=("C9", "C14"),
        estimated=True,
    )
    none = Start(date(2027, 2, 1), demands=("une phase de neuf mois", "18 mois en tout"))
    said = told(FREE, starts=(good, none)).replace("\u00a0", " ")
    (line,) = [each for each in said.splitlines() if "16 mars" in each]
    assert line.split("  ")[0] == "janvier 2027"
    assert "26 avr., 24 mai, 27 sept." in line
    assert line.rstrip().endswith("21 oct. 2027  * été C9 C14")
    assert "février 2027, aucun plan ne respecte ensemble" in said
    assert "une phase de neuf mois" in said
    assert all(len(each) <= 80 for each in said.splitlines())
