"""`pret capacity` as it is read."""

from __future__ import annotations

import io
from datetime import date

from rich.console import Console

from app.capacity import show_capacity
from pret.plan.capacity import Week
from pret.service.capacity import Capacity


def told(*weeks: Week) -> str:
    screen = Console(file=io.StringIO(), width=80, color_system=None)
    show_capacity(screen, Capacity({"nord": "Lille", "halte": "Hem"}, weeks))
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
