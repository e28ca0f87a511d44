"""A plan, and what a proposal changes in it, as they are read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from app.screens import say, show_problems
from pret.domain.french import day_range, long_day
from pret.domain.gathered import GatheredProgramme
from pret.domain.milestones import label_of_code
from pret.domain.schedule import (
    DATE_STATUS_LABELS,
    DateStatus,
    PlannedMilestone,
)

if TYPE_CHECKING:
    from pret.plan.choices import Choice
    from pret.plan.reasons import Move
    from pret.plan.replanning import Proposal
    from pret.plan.verifier import Finding
    from pret.service.planning import ShownPlan

_ESTIMATED = "≈"


def show_plan(out: Console, programme: GatheredProgramme, plan: ShownPlan) -> None:
    """Show a plan in the order of its milestones, then what the rules say of it."""
    value, check = programme.programme.value, plan.check
    out.print(f"[bold]{escape(value.title)}[/bold]\n")
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for title in ("Temps fort", "Dates", "Statut"):
        table.add_column(title, no_wrap=True)
    for milestone in value.milestones():
        entry = plan.calendar.planned(milestone.code)
        if entry is None:
            table.add_row(milestone.label, "à fixer", "–")
            continue
        mark = f" {_ESTIMATED}" if entry.milestone in plan.estimated else ""
        status = f"{DATE_STATUS_LABELS[entry.status]}{mark}"
        table.add_row(milestone.label, _days(entry), status, style=_style(entry.status))
        if entry.restitution:
            table.add_row("  restitution", _day(entry.restitution), "")
    out.print(table)
    out.print()
    if plan.estimated:
        say(
            out,
            "choisi parmi des vacances scolaires estimées : aucun arrêté ne les fixe encore.",
            f"{_ESTIMATED} ",
        )
    if plan.undated:
        say(out, "Des temps forts n’ont pas de date : « pret plan --new » en propose.")
    for title, problems in (("À corriger", check.errors), ("À savoir", check.warnings)):
        if problems:
            out.print(f"[bold]{title}[/bold]")
            show_problems(out, problems)
    if not check.errors and not plan.undated:
        out.print("[green]Le plan respecte les règles du programme.[/green]")


def show_proposal(out: Console, proposal: Proposal) -> None:
    """Show what a proposal changes, why, what is late for it, and what the rules say of it."""
    for sentence in proposal.asked:
        say(out, f"{escape(_capital(sentence))}.")
    if proposal.asked:
        out.print()
    if proposal.choice is not None:
        _show_choice(out, proposal.choice)
    if not proposal.moves:
        say(out, "Rien ne change : le plan tient comme il est.")
        return
    out.print("[bold]Ce qui change[/bold]")
    for move in proposal.moves:
        _show_move(out, move)
    if proposal.late:
        out.print("\n[bold]Délais qui ne peuvent plus être tenus[/bold]")
        for name, missed in proposal.late.items():
            say(out, escape(f"{name} : {' ; '.join(missed)}."), "  • ")
    else:
        out.print("\n[green]Les délais de convocation peuvent être tenus.[/green]")
    _show_findings(out, proposal)


def _show_choice(out: Console, choice: Choice) -> None:
    """Show why some rule is broken by what is proposed, and the nearest day that breaks none."""
    out.print("[bold]Il faut choisir[/bold]")
    say(out, "Aucun plan ne respecte ensemble :", "  ")
    for demand in choice.demands:
        say(out, escape(demand), "  • ")
    if choice.nearest is not None:
        told = f"La date la plus proche qui respecte les règles est le {long_day(choice.nearest)}."
        say(out, told, "  ")
    say(out, "À défaut, voici ce qui s’en écarte le moins :", "  ")
    out.print()


def _show_move(out: Console, move: Move) -> None:
    """Show the dates of a milestone before and after, and why they change."""
    before, after = move.before, move.after
    say(out, f"[bold]{move.milestone.label}[/bold]", "  ")
    if after is not None and after.status is DateStatus.CANCELLED:
        out.print("    annulé")
    else:
        for told in _changes(before, after):
            say(out, told, "    ")
    if before is not None and before.status is DateStatus.FIRM:
        say(out, "[yellow]cette date était ferme[/yellow]", "    ")
    for reason in move.reasons:
        say(out, f"[dim]{escape(reason)}[/dim]", "    ")


def _changes(before: PlannedMilestone | None, after: PlannedMilestone | None) -> Iterable[str]:
    """Yield « le mardi 11 mai 2027 → le mardi 18 mai 2027 », for the restitution too."""
    if after is None:
        return
    had, has = (_days(before) if before else "sans date"), _days(after)
    if had != has:
        yield f"{had} → {has}" if before else has
    if after.restitution and (before is None or before.restitution != after.restitution):
        was = f"{_day(before.restitution)} → " if before and before.restitution else ""
        yield f"restitution : {was}{_day(after.restitution)}"


def _show_findings(out: Console, proposal: Proposal) -> None:
    """Show what the rules find in the plan proposed and not in the present one, and the rest."""
    before, after = proposal.found_before, proposal.found_after
    had, has = {_about(finding) for finding in before}, {_about(finding) for finding in after}
    more = [finding for finding in after if _about(finding) not in had]
    fewer = [finding for finding in before if _about(finding) not in has]
    for title, findings in (
        ("Ce que les règles y trouvent de plus", more),
        ("Ce qu’elles n’y trouvent plus", fewer),
    ):
        if findings:
            out.print(f"\n[bold]{title}[/bold]")
        for finding in findings:
            _show_finding(out, finding)
    if not proposal.found_after:
        out.print("\n[green]Le plan respecte toutes les règles du programme.[/green]")


def _show_finding(out: Console, finding: Finding) -> None:
    from pret.plan.findings import LEVEL_LABELS

    rule, found = finding.rule, finding.found
    say(
        out,
        f"[bold]{label_of_code(found.milestone)}[/bold], {escape(rule.name)} ({rule.code}, "
        f"{LEVEL_LABELS[rule.level]}) : {escape(found.found)} {escape(found.remedy)}",
        "  • ",
    )


def _about(finding: Finding) -> tuple[str, str]:
    return finding.rule.name, finding.found.milestone


def _days(entry: PlannedMilestone) -> str:
    return day_range(entry.first_day, entry.last_day or entry.first_day)


def _day(day: date) -> str:
    return f"le {long_day(day)}"


def _style(status: DateStatus) -> str:
    return "dim" if status in (DateStatus.CANCELLED, DateStatus.HELD) else ""


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
