"""`pret compare`: a document beside one of its issued versions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from app import screens
from app.opening import DocumentArgument, FolderOption, ProgrammeOption, open_session, out
from app.usage import FrenchCommand
from pret.domain.french import count_of, size

if TYPE_CHECKING:
    from pret.service.versions import Comparison

#: Longer passages are cut on the screen; the files hold them whole.
_LONGEST_PASSAGE, _WORDS_BEFORE_A_CHANGE = 200, 60


def add_to(app: typer.Typer) -> None:
    """Add the command to the others."""
    app.command(cls=FrenchCommand)(compare)


def compare(
    document: DocumentArgument,
    since: Annotated[
        int | None,
        typer.Option(
            "--since",
            metavar="N",
            help="Numéro de la version publiée à comparer ; par défaut, la dernière qui diffère.",
        ),
    ] = None,
    programme: ProgrammeOption = None,
    to: FolderOption = None,
) -> None:
    """Compare un document, mot à mot, avec une version déjà publiée : en Word et en HTML."""
    from pret.service.preview import write_preview
    from pret.service.versions import comparison, render_comparison

    with open_session(programme) as session:
        reference = session.reference(document)
        with out.status(f"{reference.label}…"):
            made = comparison(session, reference, since)
            content = render_comparison(session, made)
            stem = f"{reference.stem}-comparaison"
            files = write_preview(session.settings, session.code, to, stem, content)
        show_comparison(out, made, files)


def show_comparison(out: Console, made: Comparison, files: Mapping[str, Path]) -> None:
    """Show what changed between two versions, passage by passage, and the files made."""
    from pret.compose.comparison_summary import CHANGE_LABELS

    screens.say(out, f"[bold]{escape(made.document.title)}[/bold] : {made.old} → {made.new}")
    counted = [
        f"{count_of(count, 'passage')} {label}{'s' if count > 1 else ''}"
        for kind, label in CHANGE_LABELS.items()
        if (count := sum(each.kind is kind for each in made.changes))
    ]
    screens.say(out, ", ".join(counted) if counted else "Rien n’a changé dans le texte.")
    section = ""
    for change in made.changes:
        if change.section != section:
            section = change.section
            screens.say(out, f"\n[bold]{escape(section)}[/bold]")
        start = _shared_start(change.before, change.after)
        for sign, words in (("−", change.before), ("+", change.after)):
            if words:
                screens.say(out, escape(_cut(words, start)), lead=f"  {sign} ")
    out.print()
    for path in files.values():
        screens.say(out, f"{escape(screens.shown(path))}  [dim]{size(path.stat().st_size)}[/dim]")


def _shared_start(before: str, after: str) -> int:
    """Return how much of a passage may be left out before its first change: whole words."""
    pairs = enumerate(zip(before, after, strict=False))
    common = next((place for place, (old, new) in pairs if old != new), 0)
    if common <= _WORDS_BEFORE_A_CHANGE:
        return 0
    return before.rfind(" ", 0, common - _WORDS_BEFORE_A_CHANGE) + 1


def _cut(words: str, start: int) -> str:
    shown = f"…{words[start:]}" if start else words
    return shown if len(shown) <= _LONGEST_PASSAGE else f"{shown[: _LONGEST_PASSAGE - 1]}…"
