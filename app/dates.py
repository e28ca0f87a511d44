"""`pret calendar`: the planning document and the .ics files, as calendar.yaml is now."""

from __future__ import annotations

import typer
from rich.markup import escape

from app import screens
from app.opening import ProgrammeOption, open_session, out
from app.usage import FrenchCommand
from pret.domain.french import count_of


def add_to(app: typer.Typer) -> None:
    """Add the command to the others."""
    app.command("calendar", cls=FrenchCommand)(calendar_command)


def calendar_command(programme: ProgrammeOption = None) -> None:
    """Publie planning, .ics et invitations déjà publiées, aux dates du calendrier."""
    from pret.service.following import publish_dates

    with open_session(programme) as session:
        with out.status("Calendrier…"), session.locked():
            done = publish_dates(session)
        where = screens.shown(session.settings.outputs / session.code)
        for path in done.written:
            screens.say(out, escape(path.partition("/")[2]), "  • ")
        for milestone in done.again:
            told = f"[yellow]à renvoyer, les dates ont changé[/yellow] : {milestone.label}"
            screens.say(out, told, "  • ")
        for path in done.kept:
            screens.say(out, f"[yellow]gardé, modifié à la main[/yellow] : {escape(path)}", "  • ")
        if not done.written:
            screens.say(out, f"[bold green]Le calendrier est à jour[/bold green] dans {where}.")
        else:
            count = count_of(len(done.written), "fichier")
            screens.say(out, f"[bold]{count} dans {where}.[/bold]")
