"""`pret tick`: the calendars against what Prefect has booked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.markup import escape

from app import screens
from app.opening import machine_settings, out
from app.usage import FrenchCommand
from pret.domain.french import long_day
from pret.domain.milestones import label_of_code
from pret.service.refreshing import Refreshed, refresh_dates

if TYPE_CHECKING:
    from flows.tick import Tick
    from pret.settings import Settings


def add_to(app: typer.Typer) -> None:
    """Add the command to the others."""
    app.command("tick", cls=FrenchCommand)(tick_command)


def tick_command() -> None:
    """Compare les calendriers avec ce qui est réservé dans Prefect, et répare l’écart."""
    from app import prefect_host

    settings = machine_settings()
    with prefect_host.server(settings.state, lambda sentence: out.print(sentence, style="dim")):
        from flows.tick import reconcile

        done = reconcile(settings, datetime.now(UTC))
    show_tick(out, done, settings)
    with out.status("Calendrier…"):
        dates = refresh_dates(settings)
    show_refreshed(out, dates)


def show_refreshed(out: Console, dates: Refreshed) -> None:
    """Show whose dates were published again, and what is left to people."""
    for code in dates.done:
        screens.say(out, f"dates publiées à nouveau : {escape(code)}.", "  • ")
    for again in dates.again:
        code, _, milestone = again.partition("/")
        told = f"[yellow]invitation refaite, à renvoyer[/yellow] : {escape(code)}"
        screens.say(out, f"{told}, {label_of_code(milestone)}.", "  • ")
    for path in dates.kept:
        told = f"[yellow]gardé, modifié à la main, à son ancienne date[/yellow] : {escape(path)}"
        screens.say(out, told, "  • ")
    for code in dates.failed:
        told = f"[yellow]planning à refaire[/yellow] : {escape(code)}."
        screens.say(out, f"{told} Pour voir : « pret calendar --programme {escape(code)} »", "  • ")


def show_tick(out: Console, done: Tick, settings: Settings) -> None:
    """Show what was mended, then what is left to people."""
    from tasks.reconciling import KIND_LABELS

    for each in done.mended:
        day = settings.clock.civil(each.starts).date() if each.starts else None
        when = f", {long_day(day)}" if day else ""
        screens.say(out, f"{KIND_LABELS[each.kind]} : {escape(each.name)}{when}", "  • ")
    for late in done.late:
        told = f"[yellow]en retard[/yellow] : {escape(late.run_name)}, prévu {long_day(late.due)}."
        screens.say(out, f"{told} Pour le faire : {_run(late.programme, late.milestone)}", "  • ")
    for lost in done.given_up:
        told = f"[red]interrompu plusieurs fois[/red] : {escape(lost.run_name)}."
        screens.say(out, f"{told} Pour voir : {_run(lost.programme, lost.milestone)}", "  • ")
    for code, sentence in done.unread:
        screens.say(out, f"[red]illisible[/red] : {escape(code)}. {escape(sentence)}", "  • ")
    if not done.mended:
        out.print("[bold green]Tout ce qui est au calendrier est réservé.[/bold green]")


def _run(programme: str, milestone: str) -> str:
    return f"« pret run {milestone} --programme {programme} »"
