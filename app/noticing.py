"""`pret notices`: what is due this week, what is missing, what was published."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.markup import escape

from app import screens
from app.opening import ProgrammeOption, open_session, out
from app.usage import FrenchCommand


def add_to(app: typer.Typer) -> None:
    """Add the command to the others."""
    app.command("notices", cls=FrenchCommand)(notices_command)


def notices_command(
    send: Annotated[
        bool,
        typer.Option("--send", help="Envoie la lettre à la coordination, par courriel."),
    ] = False,
    programme: ProgrammeOption = None,
) -> None:
    """Montre la lettre de la semaine : ce qui vient, ce qui manque, ce qui a été publié."""
    from pret.service.notices import may_go_alone, notice, send_notice, was_sent

    with open_session(programme) as session:
        today = session.settings.clock.civil(datetime.now(UTC)).date()
        found = notice(session, today)
        out.print(f"[bold]{escape(found.subject)}[/bold]")
        for heading, lines in found.sections:
            out.print(f"\n{heading}")
            for line in lines:
                screens.say(out, escape(line), "  • ")
        if not found.sections:
            out.print(found.text)
        out.print()
        if was_sent(session, found):
            out.print("[green]La lettre de cette semaine est déjà partie.[/green]")
        elif send:
            first = not may_go_alone(session)
            send_notice(session, found)
            out.print("[bold green]La lettre est partie.[/bold green]")
            if first:
                screens.say(out, "Les suivantes partiront seules, le lundi à 8 h 30.")
        elif may_go_alone(session):
            screens.say(out, "Elle part seule le lundi à 8 h 30 ; « --send » l’envoie maintenant.")
        else:
            screens.say(
                out,
                "Rien n’est envoyé sans votre accord : « pret notices --send » envoie cette lettre "
                "et laisse partir les suivantes, le lundi.",
            )
