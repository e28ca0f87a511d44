"""The command that tells what French typography changed in a document."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import typer
from rich.markup import escape

from app import screens
from app.opening import DocumentArgument, ProgrammeOption, open_session, out
from app.usage import FrenchCommand
from pret.domain.origins import OriginKind

if TYPE_CHECKING:
    from pret.compose.typography_report import TypographicChange


def add_to(app: typer.Typer) -> None:
    """Add this command to the others."""
    app.command(cls=FrenchCommand)(typography)


def typography(document: DocumentArgument, programme: ProgrammeOption = None) -> None:
    """Dit ce que la typographie française a changé dans un document. N’écrit rien."""
    from pret.compose.typography_report import typographic_changes
    from pret.service.stated import stated

    with open_session(programme) as session:
        reference = session.reference(document)
        composed = stated(session, reference).composed
    changes = typographic_changes(composed.typed, composed.document.blocks)
    screens.say(out, f"[bold]{escape(reference.label)}[/bold]")
    if not changes:
        screens.say(out, "Rien n’a été changé.")
        return
    _show_counts(changes)
    for file in dict.fromkeys(_file(change) for change in changes):
        screens.say(out, f"\n[bold]{escape(file)}[/bold]")
        for change in changes:
            if _file(change) == file:
                line = f"ligne {change.origin.line}  " if change.origin.line else ""
                passage = f"{escape(change.before)} [dim]→[/dim] {escape(change.after)}"
                out.print(f"  [dim]{line}[/dim]{passage}", soft_wrap=True)
    screens.say(
        out,
        "\n[dim]_ : espace fine insécable. ~ : espace insécable. ^ : lettres montées. "
        "Vos fichiers n’ont pas été touchés.[/dim]",
    )


def _file(change: TypographicChange) -> str:
    origin = change.origin
    return (
        f"templates/{origin.file}"
        if origin.kind is OriginKind.TEMPLATE
        else origin.file or "texte de Prêt"
    )


def _show_counts(changes: tuple[TypographicChange, ...]) -> None:
    from pret.compose.typography_report import ChangeKind

    counts = Counter(change.kind for change in changes)
    for kind in ChangeKind:
        if counts[kind]:
            screens.say(out, f"{counts[kind]:5d}  {kind}")
