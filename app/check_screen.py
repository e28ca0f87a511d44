"""What `pret check` shows: what is missing, causes first, each thing once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from rich.console import Console
from rich.markup import escape

from app.screens import (
    say,
    show_gaps,
    show_problems,
    show_programme_problems,
    show_set_aside,
    standing_words,
)
from pret.domain.french import count_of
from pret.domain.gathered import GatheredProgramme
from pret.domain.withheld import Withheld, told_once
from pret.problems import Problem
from pret.service.checking import DocumentState, MilestoneState
from pret.service.plan_check import PlanCheck

#: Exit code of `check` when something is missing.
INCOMPLETE = 3


def show_check(
    out: Console, programme: GatheredProgramme, plan: PlanCheck, states: Sequence[MilestoneState]
) -> bool:
    """Show what the programme, its plan and each milestone lack; tell whether nothing does."""
    show_programme_problems(out, programme)
    _show_plan_check(out, plan)
    held: dict[str, list[Withheld]] = {}
    for state in states:
        for each in chain.from_iterable(document.withheld for document in state.documents):
            held.setdefault(f"{each.problem.file}#{each.problem.where}", []).append(each)
    for state in states:
        _show_milestone(out, state, held)
    gaps = sum(len(document.gaps) for state in states for document in state.documents)
    gaps -= sum(map(_dependent, states))
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
    if not (gaps or problems or aside):
        out.print("[bold green]Rien ne manque.[/bold green]")
        return True
    say(
        out,
        f"[bold]{count_of(gaps, 'champ')} à compléter, {count_of(problems, 'problème')} "
        f"à corriger, {count_of(aside, 'fichier')} mis de côté.[/bold] {_what_run_does(states)}",
    )
    return False


def _show_plan_check(out: Console, plan: PlanCheck) -> None:
    """Show what the rules of the calendar find in the plan: what to mend, then what to know."""
    for title, problems in (
        ("[bold]Calendrier[/bold]", plan.errors),
        ("[bold]Calendrier[/bold] : à savoir, rien n’est bloqué", plan.warnings),
    ):
        if problems:
            out.print(title)
            show_problems(out, problems)


def _what_run_does(states: Sequence[MilestoneState]) -> str:
    """Say what becomes of the documents: made as drafts, or refused by `run`."""
    refused = [state for state in states if state.unread]
    if not refused:
        return "Les documents se font quand même, en brouillon, avec des marques visibles."
    files = sorted({problem.file for state in refused for problem in state.unread})
    which = ", ".join(f"« {state.milestone.label} »" for state in refused)
    if len(refused) == len(states) > 1:
        which = "tous les temps forts"
    return (
        f"« pret run » refuse {which} tant que {', '.join(files)} n’est pas "
        "corrigé : ce qui est publié reste comme il est."
    )


def _show_milestone(out: Console, state: MilestoneState, held: dict[str, list[Withheld]]) -> None:
    told = state.problems or state.set_aside
    whole = all(document.complete for document in state.documents) and not told
    mark = "[green]✓[/green]" if whole else "[yellow]…[/yellow]"
    out.print(f"\n{mark} [bold]{state.milestone.label}[/bold] [dim]{state.milestone.folder}[/dim]")
    own = [problem for problem in state.problems if problem in state.unread]
    show_problems(out, own)
    unread = {problem.file for problem in state.unread}
    if count := _dependent(state):
        fields = f"{count_of(count, 'champ')} qui en dépend{'ent' if count > 1 else ''}"
        say(out, f"[dim]et {fields}[/dim]", "    ")
    for document in state.documents:
        _show_document(out, document, unread)
    show_problems(out, (problem for problem in state.problems if problem not in own))
    show_problems(out, _withheld_here(state, held))
    for remark in state.remarks:
        say(out, f"[dim]{escape(str(remark))}[/dim]", "    ")
    show_set_aside(out, state.set_aside)


def _dependent(state: MilestoneState) -> int:
    """Count the fields that are only missing because their file cannot be read."""
    unread = {problem.file for problem in state.unread}
    return sum(gap.file in unread for document in state.documents for gap in document.gaps)


def _show_document(out: Console, state: DocumentState, unread: set[str]) -> None:
    label = escape(state.reference.label)
    gaps = [gap for gap in state.gaps if gap.file not in unread]
    if state.complete:
        out.print(f"  [green]complet[/green]  {label}")
    elif state.gaps and not gaps:
        out.print(f"  [yellow]en attente[/yellow]  {label}")
    elif gaps:
        out.print(f"  [yellow]{count_of(len(gaps), 'champ')} à compléter[/yellow]  {label}")
    else:
        out.print(f"  [yellow]à corriger[/yellow]  {label}")
    if state.standing.decision is not None:
        say(out, f"[dim]{standing_words(state.standing)}[/dim]", "    ")
    show_gaps(out, gaps)
    show_problems(out, (*state.problems, *state.undrawn))


def _withheld_here(state: MilestoneState, held: dict[str, list[Withheld]]) -> tuple[Problem, ...]:
    """Return what this milestone's documents leave out and that was not told further up."""
    places = {
        f"{each.problem.file}#{each.problem.where}"
        for document in state.documents
        for each in document.withheld
    }
    mine = [held.pop(place) for place in sorted(places) if place in held]
    return told_once(chain.from_iterable(mine))
