"""The commands that decide of a document: approve, publish, withdraw, review again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import typer
from rich.markup import escape

from app import screens
from app.opening import DocumentArgument, ProgrammeOption, open_session, out
from app.usage import FrenchCommand
from pret.domain.references import DocumentReference
from pret.errors import EditedOutputError
from pret.service.session import Session

if TYPE_CHECKING:
    from pret.service.approval import Decided


def add_to(app: typer.Typer) -> None:
    """Add these commands to the others."""
    for command in (approve, publish, withdraw, review):
        app.command(cls=FrenchCommand)(command)


def approve(document: DocumentArgument, programme: ProgrammeOption = None) -> None:
    """Valide un document tel qu’il est ; refuse s’il y manque quelque chose."""
    from pret.service import approval

    _decide(document, programme, approval.approve)


def publish(document: DocumentArgument, programme: ProgrammeOption = None) -> None:
    """Publie un document validé ; refuse s’il a changé depuis ou s’il n’est pas accessible."""
    from pret.service import approval

    _decide(document, programme, approval.publish_document)


def withdraw(document: DocumentArgument, programme: ProgrammeOption = None) -> None:
    """Retire un document : chaque page de ses fichiers le dit désormais."""
    from pret.service import approval

    _decide(document, programme, approval.withdraw)


def review(document: DocumentArgument, programme: ProgrammeOption = None) -> None:
    """Remet en relecture un document validé, publié ou retiré."""
    from pret.service import approval

    _decide(document, programme, approval.review)


def _decide(
    document: str,
    programme: str | None,
    use: Callable[[Session, DocumentReference, date], Decided],
) -> None:
    with open_session(programme) as session:
        reference = session.reference(document)
        with out.status(f"{reference.label}…"):
            decided = use(session, reference, date.today())  # noqa: DTZ011 - the edge
    label, words = decided.reference.label, screens.standing_words(decided.standing)
    screens.say(out, f"{escape(label)} : [bold]{words}[/bold]")
    if decided.outcome is not None:
        for path in decided.outcome.published.written:
            out.print(f"  {escape(path)}", style="dim")
    if decided.outcome is not None and decided.outcome.published.kept:
        raise EditedOutputError(decided.outcome.published.kept)
