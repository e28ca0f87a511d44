"""`pret capacity`: the free weeks of the year, before a start month is chosen."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from app import screens
from app.opening import ProgrammeOption, open_session, out
from app.usage import FrenchCommand
from pret.domain.fields import YEARS
from pret.domain.french import MONTHS, brief_day, count_of, day_range, short_day

if TYPE_CHECKING:
    from pret.plan.capacity import Start, Week
    from pret.service.capacity import Capacity

#: A gap that no immersion season steps over: weeks are three weeks apart at least (rule C10).
_LONG_GAP_WEEKS = 8
_FREE, _TAKEN = "[green]■[/green]", "[dim]·[/dim]"


def add_to(app: typer.Typer) -> None:
    """Add the command to the others."""
    app.command("capacity", cls=FrenchCommand)(capacity_command)


def capacity_command(
    programme: ProgrammeOption = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="AAAA-MM", help="Premier mois. Par défaut, celui du programme."
        ),
    ] = None,
    months: Annotated[
        int | None,
        typer.Option("--months", metavar="N", min=1, max=36, help="Nombre de mois. 18 par défaut."),
    ] = None,
) -> None:
    """Montre les semaines libres de l’année pour vos sites, avant de choisir un mois de départ."""
    from pret.service.capacity import capacity
    from pret.service.plan_check import unread_of

    with open_session(programme) as session:
        screens.show_unread(out, unread_of(session.programme))
        show_capacity(out, capacity(session.programme, _month(since), months))


def show_capacity(out: Console, found: Capacity) -> None:
    """Show the free weeks by month and site, then what takes the others."""
    common = [week for week in found.weeks if week.free]
    free = "libre" if len(common) < 2 else "libres"
    screens.say(
        out,
        f"[bold]{count_of(len(common), 'semaine')} {free} pour tous les sites[/bold], "
        f"sur {len(found.weeks)} du lundi au vendredi, "
        f"{day_range(found.weeks[0].monday, found.weeks[-1].monday + timedelta(days=4))}.",
    )
    out.print()
    out.print(_by_month(found))
    out.print(f"{_FREE} semaine libre   {_TAKEN} semaine prise")
    for first, last in _long_gaps(found.weeks):
        screens.say(
            out,
            f"[yellow]Aucune semaine libre {day_range(first, last)}[/yellow] : un voyage d’étude "
            "fait dans les trois mois d’avant rejette après cette date une partie des immersions.",
        )
    out.print()
    out.print("[bold]Semaines prises[/bold]")
    for first, last, reason in _stretches(found):
        said = escape(reason)
        screens.say(out, f"{day_range(first, last)} : {said}", "  • ")
    if found.starts:
        out.print()
        out.print("[bold]Selon le mois de départ[/bold]")
        _show_starts(out, found.starts)
    estimated = next((week for week in found.weeks if week.estimated), None)
    if estimated:
        screens.say(
            out,
            f"[yellow]À partir du {short_day(estimated.monday)}[/yellow], les vacances scolaires "
            "sont prévisionnelles : aucun arrêté n’est publié.",
        )


def _show_starts(out: Console, starts: tuple[Start, ...]) -> None:
    """Show the plan that starting in each month would give."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("Départ", "Voyage", "Immersions", "Séminaire", "À savoir"):
        table.add_column(heading)
    for start in starts:
        month = f"{MONTHS[start.first_day.month - 1]} {start.first_day.year}"
        table.add_row(month, *_dates(start), _remarks(start))
    out.print(table)
    for start in starts:
        if start.trip is None:
            month = f"{MONTHS[start.first_day.month - 1]} {start.first_day.year}"
            demands = " ; ".join(escape(demand) for demand in start.demands)
            screens.say(out, f"{month}, aucun plan ne respecte ensemble : {demands}.", "  • ")
    legends = (
        (any(start.over_summer for start in starts), "été : les vacances coupent les immersions"),
        (any(start.estimated for start in starts), "* : vacances prévisionnelles"),
        (any(start.rules for start in starts), "C… : règle du guide, sans rien bloquer"),
    )
    if told := " ; ".join(legend for shown, legend in legends if shown):
        screens.say(out, f"[dim]{told}.[/dim]")


def _dates(start: Start) -> tuple[str, str, str]:
    if start.trip is None or start.seminar is None:
        return "–", "aucun plan", "–"
    immersions = ", ".join(brief_day(day) for day in start.weeks)
    return brief_day(start.trip), immersions, f"{brief_day(start.seminar)} {start.seminar.year}"


def _remarks(start: Start) -> str:
    mark = ("*",) if start.estimated else ()
    summer = ("été",) if start.over_summer else ()
    return " ".join((*mark, *summer, *start.rules))


def _long_gaps(weeks: tuple[Week, ...]) -> Iterator[tuple[date, date]]:
    """Yield the stretches without a free week that are long enough to cut a season in two."""
    for free, group in itertools.groupby(weeks, lambda week: week.free):
        taken = list(group)
        if not free and len(taken) >= _LONG_GAP_WEEKS:
            yield taken[0].monday, taken[-1].monday + timedelta(days=4)


def _by_month(found: Capacity) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("Mois")
    for town in found.sites.values():
        table.add_column(escape(town), no_wrap=True, overflow="ellipsis", max_width=14)
    table.add_column("Tous", justify="right")
    for (year, month), weeks in _months(found.weeks):
        marks = [
            "".join(_TAKEN if site in week.reasons else _FREE for week in weeks)
            for site in found.sites
        ]
        free = sum(week.free for week in weeks)
        table.add_row(f"{MONTHS[month - 1]} {year}", *marks, str(free))
    return table


def _months(weeks: tuple[Week, ...]) -> Iterator[tuple[tuple[int, int], list[Week]]]:
    """Yield the weeks by the month of their Monday."""
    for key, group in itertools.groupby(weeks, lambda one: (one.monday.year, one.monday.month)):
        yield key, list(group)


def _stretches(found: Capacity) -> Iterator[tuple[date, date, str]]:
    """Yield the weeks that are not free, joined while they follow each other for one reason."""
    for reason, group in itertools.groupby(found.weeks, lambda week: _said(found, week)):
        if reason:
            taken = list(group)
            yield taken[0].monday, taken[-1].monday + timedelta(days=4), reason


def _said(found: Capacity, week: Week) -> str:
    """Return why a week is not free: once for all sites, or site by site."""
    by_reason: dict[str, list[str]] = {}
    for site, reason in week.reasons.items():
        by_reason.setdefault(reason, []).append(found.sites[site])
    if len(by_reason) == 1 and len(week.reasons) == len(found.sites):
        return next(iter(by_reason))
    return " ; ".join(f"{reason} ({', '.join(towns)})" for reason, towns in by_reason.items())


def _month(written: str | None) -> date | None:
    if written is None:
        return None
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", written)
    if found is None or int(found[1]) not in YEARS:
        raise typer.BadParameter(f"« {written} » n’est pas un mois : écrivez par exemple 2027-01.")
    return date(int(found[1]), int(found[2]), 1)
