"""What the command line shows: tables and sentences in French."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.text import Text

from app.opening import Typed
from pret.domain.french import count_of, long_day, short_day, size
from pret.domain.gathered import GatheredMilestone, GatheredProgramme
from pret.domain.milestones import PHASE_LABELS
from pret.domain.statuses import Standing as DocumentStanding
from pret.domain.tree_document import STATUS_LABELS
from pret.domain.withheld import told_once
from pret.errors import NoPlanError, ProblemsError, StatusRefusedError, TemplateError
from pret.problems import PretError, Problem
from pret.service.session import Session

if TYPE_CHECKING:
    from flows.sitting import Report
    from pret.compose.views import Gap
    from pret.service.making import Made
    from pret.service.standing import Standing

_BEFORE_SIGN = re.compile(r" (?=»|[:;!?](?:\s|$))")

#: How many of the fields to fill are named where a document is made: `check` names them all.
FIRST_GAPS = 3


def show_error(err: Console, error: PretError) -> None:
    """Show an error, or each of several."""
    if isinstance(error, ProblemsError | TemplateError):
        count = len(error.problems)
        if isinstance(error, StatusRefusedError):
            say(err, f"{escape(error.document)} : le statut « {error.wanted} » lui est refusé.")
        err.print(f"[bold red]{count} problème{'s' if count > 1 else ''} à corriger[/bold red]")
        show_problems(err, error.problems)
        return
    if isinstance(error, NoPlanError):
        say(err, "[bold red]Aucun plan ne respecte ensemble :[/bold red]")
        for demand in error.demands:
            say(err, escape(demand), "  • ")
        say(err, escape(error.REMEDY))
        return
    say(err, f"[bold red]Erreur.[/bold red] {escape(str(error))}")


def say(console: Console, markup: str, lead: str = "") -> None:
    """Print a sentence, broken between words only: rich would part « from what it opens.

    lead: what stands before the first line; the next ones are set back as far.
    """
    text = Text.from_markup(_BEFORE_SIGN.sub("\u00a0", markup.replace("« ", "«\u00a0")))
    room = console.width - cell_len(lead)
    cuts: list[int] = []
    column = place = 0
    for word in text.plain.split(" "):
        if column and column + cell_len(word) > room:
            cuts.append(place)
            column = 0
        column += cell_len(word) + 1
        place += len(word) + 1
    for number, line in enumerate(text.divide(cuts)):
        line.rstrip()
        console.print(Text(" " * cell_len(lead) if number else lead) + line, soft_wrap=True)


def show_problems(console: Console, problems: Iterable[Problem]) -> None:
    """Show problems with their file and line, what was found and what to do."""
    for problem in problems:
        place = problem.file + (f", ligne {problem.line}" if problem.line else "")
        head = " — ".join(part for part in (place, problem.where) if part)
        body = f"{problem.found} {problem.remedy}".strip()
        text = f"[bold]{escape(head)}[/bold] : {escape(body)}" if head else escape(body)
        say(console, text, "  • ")


def show_unread(out: Console, problems: Sequence[Problem]) -> None:
    """Show what days and plans do not take into account, before them; nothing when all was read."""
    if problems:
        out.print("[bold]À corriger d’abord : ce qui suit n’en tient pas compte[/bold]")
        show_problems(out, problems)
        out.print()


def show_gaps(out: Console, gaps: Iterable[Gap]) -> None:
    """Show what is to be filled, each with its place."""
    for gap in gaps:
        line = f", ligne {gap.line}" if gap.line else ""
        hint = f" ({gap.hint})" if gap.hint else ""
        place = f"[dim]{escape(gap.file)}{line}[/dim]  " if gap.file else ""
        say(out, place + escape(gap.label + hint), "    ")


def show_first_gaps(out: Console, gaps: Sequence[Gap], milestone: str, typed: Typed) -> None:
    """Show the first fields to fill and where the others are told. milestone: its code."""
    show_gaps(out, gaps[:FIRST_GAPS])
    rest = len(gaps) - FIRST_GAPS
    if rest > 0:
        command = typed(f"check {milestone}")
        others = f"… et {count_of(rest, 'autre')} ; « {command} » les dit tous."
        say(out, others, "    ")


def show_set_aside(console: Console, aside: Iterable[tuple[str, str]]) -> None:
    """Show the files that could not be used, each with the reason."""
    for file, reason in aside:
        say(console, f"[yellow]Mis de côté[/yellow] {escape(file)} : {escape(reason)}", "  ")


def show_programme_problems(out: Console, programme: GatheredProgramme) -> None:
    """Show what is wrong in the programme's own files."""
    if programme.problems:
        out.print("[bold]Programme[/bold]")
        show_problems(out, programme.problems)
    show_set_aside(out, ((aside.file, aside.reason) for aside in programme.set_aside))


def standing_words(standing: DocumentStanding) -> str:
    """Return « validé, version 1.0 (1er juin 2027) », or what became of it since."""
    status, decision = STATUS_LABELS[standing.status], standing.decision
    if decision is None:
        return f"{status}, version {standing.version}"
    decided = f"{STATUS_LABELS[decision.status]} le {short_day(decision.day)}"
    if standing.changed:
        return f"{status}, version {standing.version} ; {decided}, il a changé depuis"
    return f"{decided}, version {standing.version}"


def show_next(out: Console, standing: Standing, typed: Typed) -> None:
    """Show the next step with its date."""
    step = standing.next_step
    if step is not None:
        command = typed(f"run {step.milestone.code} --phase {step.phase}")
        say(
            out,
            f"[bold]Prochaine étape :[/bold] {step.milestone.label}, {PHASE_LABELS[step.phase]}, "
            f"{long_day(step.due)}",
        )
        out.print(f"  [dim]{command}[/dim]", soft_wrap=True)
    elif standing.accounts_by is not None:
        say(
            out,
            "Tous les temps forts sont rendus. [bold]Prochaine étape :[/bold] compte rendu "
            f"financier du dernier exercice, dû avant le {short_day(standing.accounts_by)}.",
        )
    else:
        say(out, f"Dates à fixer dans calendar.yaml : {', '.join(standing.undated)}.")
    if standing.edited:
        say(
            out,
            "[yellow]Modifié à la main, donc conservé[/yellow] ; la nouvelle version attend : "
            f"{escape(', '.join(standing.edited))}. Renommez le fichier, puis relancez.",
        )


def show_built(
    out: Console,
    made: Made,
    files: Mapping[str, Path],
    gathered: GatheredMilestone,
    typed: Typed,
) -> None:
    """Show a document made for a quick look, and what was wrong in its milestone's folder."""
    for path in files.values():
        weight = size(path.stat().st_size)
        say(out, f"{escape(shown(path))}  [dim]{weight}[/dim]")
    show_problems(out, gathered.problems)
    if made.gaps:
        out.print(f"[yellow]{count_of(len(made.gaps), 'champ')} à compléter[/yellow]")
        show_first_gaps(out, made.gaps, gathered.milestone.code, typed)
    show_problems(out, (*made.problems, *made.undrawn))
    show_set_aside(out, ((aside.file, aside.reason) for aside in gathered.set_aside))
    show_problems(out, told_once(made.withheld))


def show_reports(out: Console, session: Session, reports: Sequence[Report]) -> None:
    """Show the documents made and the next step."""
    from pret.service.standing import standing

    typed = session.command
    fresh = [report for report in reports if report.outcome is not None]
    for report in fresh:
        _show_report(out, report, typed)
    _show_faults(out, fresh)
    out.print()
    if not fresh:
        out.print(
            "[bold green]Tout est déjà fait[/bold green] : rien n’a changé, rien n’a été refait."
        )
    else:
        outcomes = [report.outcome for report in fresh if report.outcome]
        made = sum(len(each.made) for each in outcomes)
        files = sum(len(document.files) for each in outcomes for document in each.made)
        written = sum(len(each.published.written) for each in outcomes)
        folder = shown(session.settings.outputs / session.code)
        say(
            out,
            f"[bold green]{count_of(made, 'document')}[/bold green] en "
            f"{count_of(files, 'fichier')} dans {escape(folder)}{changed_words(files, written)}",
        )
    show_next(out, standing(session), typed)


def changed_words(files: int, written: int) -> str:
    """Say how many files are not as they were; nothing when that is all of them."""
    if written == files:
        return ""
    if written == 0:
        return ", aucun n’a changé"
    return f", dont {written} {'nouveau ou changé' if written == 1 else 'nouveaux ou changés'}"


def _show_report(out: Console, report: Report, typed: Typed) -> None:
    assert report.outcome is not None  # noqa: S101 - the caller looked
    out.print(f"\n[bold]{report.milestone.label}[/bold], {PHASE_LABELS[report.phase]}")
    for made in report.outcome.made:
        formats = " ".join(path.rpartition(".")[2] for path in made.files)
        gaps = f"  [yellow]{count_of(len(made.gaps), 'champ')} à compléter[/yellow]"
        out.print(
            f"  [green]✓[/green] {escape(made.reference.label)}  [dim]{formats}[/dim]"
            f"{gaps if made.gaps else ''}"
        )
        show_first_gaps(out, made.gaps, report.milestone.code, typed)
        show_problems(out, made.undrawn)
    for sentence in report.failed:
        say(out, f"[red]{escape(sentence)}[/red]", "  ✗ ")
    show_problems(out, told_once(each for made in report.outcome.made for each in made.withheld))


def _show_faults(out: Console, reports: Iterable[Report]) -> None:
    """Show what is wrong in the folders, once: the programme's own files serve every phase."""
    read = [report.outcome.material for report in reports if report.outcome]
    problems = dict.fromkeys(problem for each in read for problem in each.problems)
    aside = dict.fromkeys((one.path, one.reason) for each in read for one in each.set_aside)
    if problems or aside:
        out.print("\n[bold]À corriger[/bold]")
    show_problems(out, problems)
    show_set_aside(out, aside)


def show_new(out: Console, folder: Path, files: Sequence[str]) -> None:
    """Show what a new programme consists of."""
    name = folder.name
    say(
        out,
        f"[bold green]Programme créé[/bold green] : {escape(shown(folder))} "
        f"({count_of(len(files), 'fichier')})",
    )
    say(out, "Remplissez d’abord son fichier programme.yaml, puis voyez ce qui manque :")
    out.print(f"  pret check --programme {name}")


def shown(path: Path) -> str:
    """Return a path as people type it: from the folder that they are in."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
