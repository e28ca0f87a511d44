"""`pret plan` and `pret move`: the plan is shown, made, changed; nothing is written unasked."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from app import screens
from app.opening import ProgrammeOption, open_session, out, typed_day
from app.planning_screen import show_plan, show_proposal
from app.usage import FrenchCommand
from pret.domain.documents import SHAPES
from pret.domain.milestones import Milestone
from pret.service.session import Session

if TYPE_CHECKING:
    from pret.plan.changes import Change, Closed
    from pret.plan.replanning import Proposal

AcceptOption = Annotated[
    bool, typer.Option("--accept", help="Écrit la proposition dans calendar.yaml.")
]


def add_to(app: typer.Typer) -> None:
    """Add these commands to the others."""
    app.command("plan", cls=FrenchCommand)(plan_command)
    app.command("move", cls=FrenchCommand)(move_command)


def plan_command(
    new: Annotated[
        bool,
        typer.Option("--new", help="Propose un nouveau plan autour de ce qui est ferme ou tenu."),
    ] = False,
    accept: AcceptOption = False,
    undo: Annotated[
        bool, typer.Option("--undo", help="Revient au calendrier d’avant la dernière acceptation.")
    ] = False,
    programme: ProgrammeOption = None,
) -> None:
    """Montre le plan des 18 mois, ou en propose un s’il n’y en a pas."""
    from pret.service import planning

    if undo and (new or accept):
        raise typer.BadParameter("--undo s’emploie seul.")
    with open_session(programme) as session:
        _tell_unread(session)
        if undo:
            planning.undo(session)
            screens.say(out, "calendar.yaml est tel qu’avant. La même commande refait le chemin.")
            _tell_outdated(session)
        elif new or accept or not planning.has_plan(session):
            proposal = planning.new_plan(session, _today(session))
            again = session.command("plan --new")
            _answer(session, proposal, again, accept=accept)
        else:
            plan = planning.shown_plan(session)
            if faults := session.calendar_faults:
                out.print("[bold]À corriger d’abord, sans quoi rien ne sera proposé[/bold]")
                screens.show_problems(out, faults)
                out.print()
            show_plan(out, session.programme, plan)


def move_command(
    milestone: Annotated[str, typer.Argument(metavar="TEMPS_FORT", help="Par exemple lab-day-1.")],
    day: Annotated[
        str | None,
        typer.Argument(metavar="DATE", help="Par exemple 2027-05-10 ou « 10 mai 2027 »."),
    ] = None,
    restitution: Annotated[
        bool, typer.Option("--restitution", help="Déplace la restitution d’un atelier.")
    ] = False,
    closed: Annotated[
        tuple[str, str] | None,
        typer.Option("--closed", metavar="PREMIER DERNIER", help="Jours où le lieu est fermé."),
    ] = None,
    cancel: Annotated[bool, typer.Option("--cancel", help="Annule le temps fort.")] = False,
    accept: AcceptOption = False,
    programme: ProgrammeOption = None,
) -> None:
    """Propose de déplacer un temps fort, et dit ce qui bouge avec lui et pourquoi."""
    from pret.plan.changes import Closed
    from pret.service import planning

    if sum((day is not None, closed is not None, cancel)) != 1:
        raise typer.BadParameter("donnez une date, ou --closed et deux dates, ou --cancel.")
    if restitution and day is None:
        raise typer.BadParameter("--restitution demande une date.")
    with open_session(programme) as session:
        _tell_unread(session)
        change = _change(session.milestone(milestone), day, closed, restitution=restitution)
        proposal = planning.change(session, change, _today(session))
        words = ["move", milestone, *([day] if day else [])]
        words += ["--restitution"] if restitution else []
        words += ["--closed", *closed] if closed else []
        words += ["--cancel"] if cancel else []
        again = session.command(" ".join(f'"{word}"' if " " in word else word for word in words))
        _answer(session, proposal, again, accept=accept)
        if isinstance(change, Closed) and (site := planning.site_held(session, change.milestone)):
            _tell_closing(site, change)


def _tell_closing(site: str, change: Closed) -> None:
    """Say how Prêt is told of a closing for good: programme.yaml is written by people only."""
    out.print()
    screens.say(
        out, f"Pour que Prêt s’en souvienne, notez la fermeture dans programme.yaml, site {site} :"
    )
    out.print("    closings:")
    out.print(f"      - first_day: {change.first_day}")
    out.print(f"        last_day: {change.last_day}")
    out.print("        label: le motif, par exemple travaux")


def _change(
    milestone: Milestone,
    day: str | None,
    closed: tuple[str, str] | None,
    *,
    restitution: bool,
) -> Change:
    from pret.plan.changes import Cancelled, Closed, Moved

    if day is not None:
        return Moved(milestone, typed_day(day), restitution)
    if closed is None:
        return Cancelled(milestone)
    first, last = (typed_day(each) for each in closed)
    if last < first:
        raise typer.BadParameter("le dernier jour de --closed vient avant le premier.")
    return Closed(milestone, first, last)


def _answer(session: Session, proposal: Proposal, again: str, *, accept: bool) -> None:
    """Show a proposal, and write it when it was accepted."""
    from pret.service import planning

    show_proposal(out, proposal)
    if not proposal.moves:
        return
    out.print()
    if not accept:
        screens.say(out, "[bold]Rien n’est écrit.[/bold] Pour accepter :")
        out.print(f"  {again} --accept", markup=False, soft_wrap=True)
        return
    kept = planning.accept(session, proposal)
    back = session.command("plan --undo")
    screens.say(out, f"[green]calendar.yaml est à jour.[/green] Revenir : {back}")
    if not kept:
        screens.say(out, "Ses commentaires n’ont pas pu être gardés.")
    screens.say(out, f"Pour que le planning et les agendas suivent : {session.command('calendar')}")
    _tell_outdated(session)


def _tell_unread(session: Session) -> None:
    from pret.service.plan_check import unread_of

    screens.show_unread(out, unread_of(session.programme))


def _tell_outdated(session: Session) -> None:
    """Say which published documents call people to dates that are no more, and what to do."""
    from pret.service.outdated import outdated

    found = outdated(session)
    if found:
        out.print("\n[bold]Déjà publié, à une autre date[/bold]")
    for each in found:
        labels = ", ".join(SHAPES[kind].label.lower() for kind in each.documents)
        head = f"[bold]{each.milestone.label}[/bold] ({each.dates}) : {labels}."
        gone = "Rien n’est refait : prévenez qui les a reçus."
        screens.say(out, f"{head} {'À refaire et à renvoyer.' if each.remade else gone}", "  • ")
    if any(each.remade for each in found):
        command, check = session.command("calendar"), session.command("check")
        screens.say(
            out,
            f"« {command} » les refait maintenant, et leurs .ics ; « pret serve » le fait dans "
            "le quart d’heure. Vérifiez d’abord la date limite de réponse (reply_by) ; "
            f"« {check} » dit les jours de l’ordre du jour qui ne vont plus. Puis renvoyez-les.",
        )


def _today(session: Session) -> date:
    return session.settings.clock.civil(datetime.now(UTC)).date()
