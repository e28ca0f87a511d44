"""Where a programme stands: what is done, what comes next and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pret.domain.milestones import Milestone, Phase, phases
from pret.domain.references import DocumentReference
from pret.domain.schedule import (
    Calendar,
    PlannedMilestone,
    Step,
    accounts_due,
    next_step,
    steps,
)
from pret.domain.statuses import Decision, last_decision
from pret.domain.statuses import Standing as DocumentStanding
from pret.service.session import UNFINISHED, Session
from pret.vault.publish import edited


@dataclass(frozen=True, slots=True)
class MilestoneStanding:
    """One milestone: its dates and, for each of its phases, whether it was run."""

    milestone: Milestone
    planned: PlannedMilestone | None
    done: tuple[Phase, ...]
    owed: tuple[Phase, ...]
    missing_count: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A whole programme.

    accounts_by: when the last financial report is due, once all is done. undated: names of the
    milestones that are neither done nor dated. edited: published files that were edited by hand,
    whose new versions wait. decided: the documents approved, published or withdrawn, and what
    became of them.
    """

    title: str
    milestones: tuple[MilestoneStanding, ...]
    next_step: Step | None
    accounts_by: date | None
    undated: tuple[str, ...]
    edited: tuple[str, ...]
    decided: tuple[tuple[DocumentReference, DocumentStanding], ...] = ()


def standing(session: Session) -> Standing:
    """Return where the programme stands according to the ledger and the calendar."""
    every = {(run.milestone, run.phase): run for run in session.ledger.runs(session.code)}
    latest = {key: run for key, run in every.items() if not run.manifest.startswith(UNFINISHED)}
    calendar = session.programme.calendar.value
    rows = []
    for milestone in session.milestones:
        runs = [latest[key] for key in latest if key[0] == milestone.code]
        owed = phases(milestone.kind)
        rows.append(
            MilestoneStanding(
                milestone,
                calendar.planned(milestone.code),
                tuple(phase for phase in owed if (milestone.code, phase) in latest),
                owed,
                sum(run.missing_count for run in runs),
            )
        )
    done = frozenset(f"{milestone}/{phase}" for milestone, phase in latest)
    programme = session.programme.programme.value
    following = next_step(steps(programme, calendar), done)
    undated = tuple(
        row.milestone.label for row in rows if row.planned is None and set(row.owed) - set(row.done)
    )
    return Standing(
        programme.title,
        tuple(rows),
        following,
        _accounts(calendar) if following is None and not undated else None,
        undated,
        edited(
            session.settings.outputs,
            (file.path for run in latest.values() for file in run.files),
            session.ledger,
        ),
        decided(session),
    )


def decided(session: Session) -> tuple[tuple[DocumentReference, DocumentStanding], ...]:
    """Return where the documents stand of which something was decided; no other is composed."""
    by_document: dict[str, tuple[Decision, ...]] = {}
    for decision in session.ledger.decisions(session.code):
        by_document[decision.document] = (*by_document.get(decision.document, ()), decision)
    held = {code for code, taken in by_document.items() if last_decision(taken) is not None}
    if not held:
        return ()
    from pret.service.stated import stated  # late: most of the time nothing is composed

    references = (
        reference
        for milestone in session.milestones
        if any(code.startswith(f"{milestone.code}/") for code in held)
        for reference in session.references(milestone)
    )
    return tuple(
        (reference, stated(session, reference).standing)
        for reference in references
        if reference.code in held
    )


def _accounts(calendar: Calendar) -> date | None:
    days = [entry.end for entry in calendar.milestones]
    return accounts_due(max(days)) if days else None
