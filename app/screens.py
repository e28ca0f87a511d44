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

from pret.domain.french import long_day, short_day, size
from pret.domain.gathered import GatheredMilestone, GatheredProgramme
from pret.domain.milestones import PHASE_LABELS
from pret.domain.statuses import Standing as DocumentStanding
from pret.domain.tree import STATUS_LABELS
from pret.errors import PretError, Problem, ProblemsError
from pret.service.session import Session

if TYPE_CHECKING:
    from flows.sitting import Report
    from pret.service.checking import DocumentState, MilestoneState
    from pret.service.making import Made
    from pret.service.plan_check import PlanCheck
    from pret.service.standing import Standing

_BEFORE_SIGN = re.compile(r" (?=»|[:;!?](?:\s|$))")

#: Exit code of `check` when something is missing.
INCOMPLETE = 3


def show_error(err: Console, error: PretError) -> None:
    """Show an error, or each of several."""
    if isinstance(error, ProblemsError):
        count = len(error.problems)
        err.print(f"[bold red]{count} problème{'s' if count > 1 else ''} à corriger[/bold red]")
        show_problems(err, error.problems)
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


def show_plan_check(out: Console, plan: PlanCheck) -> None:
    """Show what the rules of the calendar find in the plan: what to mend, then what to know."""
    for title, problems in (
        ("[bold]Calendrier[/bold]", plan.errors),
        ("[bold]Calendrier[/bold] : à savoir, rien n’est bloqué", plan.warnings),
    ):
        if problems:
            out.print(title)
            show_problems(out, problems)


def show_check(
    out: Console, programme: GatheredProgramme, plan: PlanCheck, states: Sequence[MilestoneState]
) -> bool:
    """Show what the programme, its plan and each milestone lack; tell whether nothing does."""
    show_programme_problems(out, programme)
    show_plan_check(out, plan)
    for state in states:
        _show_milestone(out, state)
    gaps = sum(len(document.gaps) for state in states for document in state.documents)
    problems = (
        len(programme.problems)
        + len(plan.errors)
        + sum(
            len(state.problems) + sum(len(document.problems) for document in state.documents)
            for state in states
        )
    )
    aside = len(programme.set_aside) + sum(len(state.set_aside) for state in states)
    out.print()
    if gaps or problems or aside:
        say(
            out,
            f"[bold]{count_of(gaps, 'champ')} à compléter, "
            f"{count_of(problems, 'problème')} à corriger, "
            f"{count_of(aside, 'fichier')} mis de côté.[/bold] "
            "Les documents se font quand même, en brouillon, avec des marques visibles.",
        )
        return False
    out.print("[bold green]Rien ne manque.[/bold green]")
    return True


def _show_milestone(out: Console, state: MilestoneState) -> None:
    told = state.problems or state.set_aside
    whole = all(document.complete for document in state.documents) and not told
    mark = "[green]✓[/green]" if whole else "[yellow]…[/yellow]"
    out.print(f"\n{mark} [bold]{state.milestone.label}[/bold] [dim]{state.milestone.folder}[/dim]")
    for document in state.documents:
        _show_document(out, document)
    show_problems(out, state.problems)
    for remark in state.remarks:
        say(out, f"[dim]{escape(str(remark))}[/dim]", "    ")
    show_set_aside(out, state.set_aside)


def _show_document(out: Console, state: DocumentState) -> None:
    if state.complete:
        out.print(f"  [green]complet[/green]  {escape(state.reference.label)}")
    else:
        out.print(
            f"  [yellow]{count_of(len(state.gaps), 'champ')} à compléter[/yellow]  "
            f"{escape(state.reference.label)}"
        )
    if state.standing.decision is not None:
        say(out, f"[dim]{standing_words(state.standing)}[/dim]", "    ")
    for gap in state.gaps:
        line = f", ligne {gap.line}" if gap.line else ""
        hint = f" ({gap.hint})" if gap.hint else ""
        say(out, f"[dim]{escape(gap.file)}{line}[/dim]  {escape(gap.label + hint)}", "    ")
    show_problems(out, (*state.problems, *state.undrawn))
    for sentence in state.withheld:
        say(out, f"[dim]{escape(sentence)}[/dim]", "    ")


def standing_words(standing: DocumentStanding) -> str:
    """Return « validé, version 1.0 (1er juin 2027) », or what became of it since."""
    status, decision = STATUS_LABELS[standing.status], standing.decision
    if decision is None:
        return f"{status}, version {standing.version}"
    decided = f"{STATUS_LABELS[decision.status]} le {short_day(decision.day)}"
    if standing.changed:
        return f"{status}, version {standing.version} ; {decided}, il a changé depuis"
    return f"{decided}, version {standing.version}"


def show_next(out: Console, standing: Standing) -> None:
    """Show the next step with its date."""
    step = standing.next_step
    if step is not None:
        command = f"pret run {step.milestone.code} --phase {step.phase}"
        say(
            out,
            f"[bold]Prochaine étape :[/bold] {step.milestone.label}, {PHASE_LABELS[step.phase]}, "
            f"{long_day(step.due)}",
        )
        out.print(f"  [dim]{command}[/dim]")
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
    out: Console, made: Made, files: Mapping[str, Path], gathered: GatheredMilestone
) -> None:
    """Show a document made for a quick look, and what was wrong in its milestone's folder."""
    for path in files.values():
        weight = size(path.stat().st_size)
        say(out, f"{escape(shown(path))}  [dim]{weight}[/dim]")
    if made.gaps:
        out.print(f"[yellow]{count_of(len(made.gaps), 'champ')} à compléter[/yellow]")
    show_problems(out, (*gathered.problems, *made.problems, *made.undrawn))
    show_set_aside(out, ((aside.file, aside.reason) for aside in gathered.set_aside))
    for sentence in made.withheld:
        say(out, f"[dim]{escape(sentence)}[/dim]")


def show_reports(out: Console, session: Session, reports: Sequence[Report]) -> None:
    """Show the documents made and the next step."""
    from pret.service.standing import standing

    fresh = [report for report in reports if report.outcome is not None]
    for report in fresh:
        _show_report(out, report)
    _show_faults(out, fresh)
    out.print()
    if not fresh:
        out.print(
            "[bold green]Tout est déjà fait[/bold green] : rien n’a changé, rien n’a été refait."
        )
    else:
        made = sum(len(report.outcome.made) for report in fresh if report.outcome)
        files = sum(len(report.outcome.published.written) for report in fresh if report.outcome)
        folder = shown(session.settings.outputs / session.code)
        say(
            out,
            f"[bold green]{count_of(made, 'document')}[/bold green] "
            f"en {count_of(files, 'fichier')} dans {escape(folder)}",
        )
    show_next(out, standing(session))


def _show_report(out: Console, report: Report) -> None:
    assert report.outcome is not None  # noqa: S101 - the caller looked
    out.print(f"\n[bold]{report.milestone.label}[/bold], {PHASE_LABELS[report.phase]}")
    for made in report.outcome.made:
        formats = " ".join(path.rpartition(".")[2] for path in made.files)
        gaps = f"  [yellow]{count_of(len(made.gaps), 'champ')} à compléter[/yellow]"
        out.print(
            f"  [green]✓[/green] {escape(made.reference.label)}  [dim]{formats}[/dim]"
            f"{gaps if made.gaps else ''}"
        )
        show_problems(out, made.undrawn)
    for sentence in report.failed:
        say(out, f"[red]{escape(sentence)}[/red]", "  ✗ ")
    withheld = {sentence for made in report.outcome.made for sentence in made.withheld}
    for sentence in sorted(withheld):
        say(out, f"[dim]{escape(sentence)}[/dim]", "  ")


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


def count_of(number: int, word: str) -> str:
    """Return « 3 fichiers », « 1 fichier »."""
    return f"{number} {word}{'s' if number > 1 else ''}"


def shown(path: Path) -> str:
    """Return a path as people type it: from the folder that they are in."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
