"""What the command line shows: tables and sentences in French."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from pret.compose.french import day_range, long_day, short_day
from pret.domain.gathered import GatheredProgramme
from pret.domain.milestones import PHASE_LABELS, Phase
from pret.domain.schedule import DATE_STATUS_LABELS
from pret.errors import PretError, Problem, ProblemsError
from pret.service.index import size_in_words
from pret.service.session import Session

if TYPE_CHECKING:
    from flows.sitting import Report
    from pret.service.checking import DocumentState, MilestoneState
    from pret.service.making import Made
    from pret.service.standing import MilestoneStanding, Standing

#: Exit code of `check` when something is missing.
INCOMPLETE = 3


def show_error(err: Console, error: PretError) -> None:
    """Show an error, or each of several."""
    if isinstance(error, ProblemsError):
        count = len(error.problems)
        err.print(f"[bold red]{count} problème{'s' if count > 1 else ''} à corriger[/bold red]")
        show_problems(err, error.problems)
        return
    err.print(f"[bold red]Erreur.[/bold red] {escape(str(error))}")


def show_problems(console: Console, problems: Iterable[Problem]) -> None:
    """Show problems with their file and line, what was found and what to do."""
    for problem in problems:
        place = problem.file + (f", ligne {problem.line}" if problem.line else "")
        head = " — ".join(part for part in (place, problem.where) if part)
        body = f"{problem.found} {problem.remedy}".strip()
        text = f"[bold]{escape(head)}[/bold] : {escape(body)}" if head else escape(body)
        console.print(Padding(f"• {text}", (0, 0, 0, 2)))


def show_programme_problems(out: Console, programme: GatheredProgramme) -> None:
    """Show what is wrong in the programme's own files."""
    if programme.problems:
        out.print("[bold]Programme[/bold]")
        show_problems(out, programme.problems)
    for aside in programme.set_aside:
        out.print(f"  [yellow]Mis de côté[/yellow] {escape(aside.file)} : {escape(aside.reason)}")


def show_check(out: Console, states: Sequence[MilestoneState]) -> bool:
    """Show what each milestone lacks; tell whether nothing does."""
    for state in states:
        _show_milestone(out, state)
    gaps = sum(len(document.gaps) for state in states for document in state.documents)
    problems = sum(
        len(state.problems) + sum(len(document.problems) for document in state.documents)
        for state in states
    )
    out.print()
    if gaps or problems:
        out.print(
            f"[bold]{_count(gaps, 'champ')} à compléter, "
            f"{_count(problems, 'problème')} à corriger.[/bold] "
            "Les documents se font quand même, en brouillon, avec des marques visibles."
        )
        return False
    out.print("[bold green]Rien ne manque.[/bold green]")
    return True


def _show_milestone(out: Console, state: MilestoneState) -> None:
    whole = all(document.complete for document in state.documents) and not state.problems
    mark = "[green]✓[/green]" if whole else "[yellow]…[/yellow]"
    out.print(f"\n{mark} [bold]{state.milestone.label}[/bold] [dim]{state.milestone.folder}[/dim]")
    for document in state.documents:
        _show_document(out, document)
    show_problems(out, state.problems)
    for sentence in state.set_aside:
        out.print(f"  [yellow]Mis de côté[/yellow] {escape(sentence)}")


def _show_document(out: Console, state: DocumentState) -> None:
    if state.complete:
        out.print(f"  [green]complet[/green]  {escape(state.reference.label)}")
    else:
        out.print(
            f"  [yellow]{_count(len(state.gaps), 'champ')} à compléter[/yellow]  "
            f"{escape(state.reference.label)}"
        )
    for gap in state.gaps:
        line = f", ligne {gap.line}" if gap.line else ""
        hint = f" ({gap.hint})" if gap.hint else ""
        out.print(f"    [dim]{escape(gap.file)}{line}[/dim]  {escape(gap.label + hint)}")
    show_problems(out, state.problems)
    for sentence in state.withheld:
        out.print(f"    [dim]{escape(sentence)}[/dim]")


def show_standing(out: Console, standing: Standing) -> None:
    """Show where the programme stands."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for title in ("Temps fort", "Dates", "Statut", "Préparé", "Rendu", "À compléter"):
        table.add_column(title, no_wrap=True)
    for row in standing.milestones:
        table.add_row(*_standing_row(row))
    out.print(f"[bold]{escape(standing.title)}[/bold]\n")
    out.print(table)
    out.print()
    show_next(out, standing)


def _standing_row(row: MilestoneStanding) -> tuple[str, ...]:
    planned = row.planned
    dates, status = "à fixer", "–"
    if planned is not None:
        dates = day_range(planned.first_day, planned.last_day or planned.first_day)
        dates = dates.removeprefix("le ")
        status = DATE_STATUS_LABELS[planned.status]
    marks = [
        "[green]✓[/green]" if phase in row.done else ("·" if phase in row.owed else "")
        for phase in Phase
    ]
    missing = str(row.missing_count) if row.missing_count else ""
    return (row.milestone.label, dates, status, *marks, missing)


def show_next(out: Console, standing: Standing) -> None:
    """Show the next step with its date."""
    step = standing.next_step
    if step is not None:
        command = f"pret run {step.milestone.code} --phase {step.phase}"
        out.print(
            f"[bold]Prochaine étape :[/bold] {step.milestone.label}, {PHASE_LABELS[step.phase]}, "
            f"{long_day(step.due)}  [dim]{command}[/dim]"
        )
    elif standing.accounts_by is not None:
        out.print(
            "Tous les temps forts sont rendus. [bold]Prochaine étape :[/bold] compte rendu "
            f"financier du dernier exercice, dû avant le {short_day(standing.accounts_by)}."
        )
    else:
        out.print("Aucune date au calendrier : remplissez calendar.yaml.")


def show_built(out: Console, made: Made, files: Mapping[str, Path]) -> None:
    """Show a document made for a quick look."""
    for path in files.values():
        out.print(f"{_shown(path)}  [dim]{size_in_words(path.stat().st_size)}[/dim]")
    if made.gaps:
        out.print(f"[yellow]{_count(len(made.gaps), 'champ')} à compléter[/yellow]")
    show_problems(out, made.problems)
    for sentence in made.withheld:
        out.print(f"[dim]{escape(sentence)}[/dim]")


def show_reports(out: Console, session: Session, reports: Sequence[Report]) -> None:
    """Show the documents made and the next step."""
    from pret.service.standing import standing

    fresh = [report for report in reports if report.outcome is not None]
    for report in fresh:
        _show_report(out, report)
    out.print()
    if not fresh:
        out.print(
            "[bold green]Tout est déjà fait[/bold green] : rien n’a changé, rien n’a été refait."
        )
    else:
        made = sum(len(report.outcome.made) for report in fresh if report.outcome)
        files = sum(len(report.outcome.published.written) for report in fresh if report.outcome)
        folder = _shown(session.settings.outputs / session.code)
        out.print(
            f"[bold green]{_count(made, 'document')}[/bold green] "
            f"en {_count(files, 'fichier')} dans {folder}"
        )
    show_next(out, standing(session))


def _show_report(out: Console, report: Report) -> None:
    assert report.outcome is not None  # noqa: S101 - the caller looked
    out.print(f"\n[bold]{report.milestone.label}[/bold], {PHASE_LABELS[report.phase]}")
    for made in report.outcome.made:
        formats = " ".join(path.rpartition(".")[2] for path in made.files)
        gaps = f"  [yellow]{_count(len(made.gaps), 'champ')} à compléter[/yellow]"
        out.print(
            f"  [green]✓[/green] {escape(made.reference.label)}  [dim]{formats}[/dim]"
            f"{gaps if made.gaps else ''}"
        )
    for sentence in report.failed:
        out.print(f"  [red]✗ {escape(sentence)}[/red]")
    for aside in report.outcome.material.set_aside:
        out.print(f"  [yellow]Mis de côté[/yellow] {escape(aside.path)} : {escape(aside.reason)}")
    withheld = {sentence for made in report.outcome.made for sentence in made.withheld}
    for sentence in sorted(withheld):
        out.print(f"  [dim]{escape(sentence)}[/dim]")


def show_new(out: Console, name: str, files: Sequence[str]) -> None:
    """Show what a new programme consists of."""
    out.print(
        f"[bold green]Programme créé[/bold green] : inputs/{name} ({_count(len(files), 'fichier')})"
    )
    out.print(f"Remplissez d’abord inputs/{name}/programme.yaml, puis voyez ce qui manque :")
    out.print(f"  pret check --programme {name}")


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'s' if number > 1 else ''}"


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
