"""The sequence that every milestone follows: gather, make, publish, book what comes next."""

from __future__ import annotations

from contextvars import copy_context
from datetime import UTC, datetime
from typing import cast
from uuid import UUID

from prefect.artifacts import create_progress_artifact, update_progress_artifact
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Cancelled, Completed

from flows.announcing import announce, count_failed
from flows.sitting import LOCK_WAIT_S, Listener, Report, Sitting, joined
from pret.clock import at_run_hour
from pret.domain.french import count_of
from pret.domain.milestones import PHASE_LABELS, Milestone, MilestoneKind, Phase, label_of_code
from pret.domain.references import DocumentReference
from pret.domain.schedule import steps as dated_steps
from pret.errors import ProblemsError, UnknownMilestoneError
from pret.failures import RunFailedError
from pret.problems import PretError
from pret.service.agenda import BOOKED_TAG, run_tags
from pret.service.making import (
    BookedStep,
    Made,
    Material,
    Outcome,
    is_cancelled,
    record_booking,
)
from pret.service.session import UNFINISHED, Session
from tasks import steps
from tasks.booking import book_run
from tasks.reconciling import ASKED, ATTEMPTS, GIVEN_UP

#: Name of the state of a run whose milestone left something to be filled: it is asked again.
AWAITED = "Matériau attendu"
#: From this many documents a run shows its progress in Prefect's pages.
PROGRESS_FROM = 3


def run_name() -> str:
    """Return the name of a run in a coordinator's words: « lycees – Journée labo 1 – préparer »."""
    given = flow_run.parameters
    phase = PHASE_LABELS[Phase(given["phase"])]
    return f"{given['programme']} – {label_of_code(given['milestone'])} – {phase}"


def follow(kind: MilestoneKind, programme: str, milestone: str, phase: Phase) -> State[Report]:
    """Run one phase of one milestone of this kind; doing it twice is the same as once.

    Raises UnknownMilestoneError when the milestone is not of this kind, RunFailedError when a
    document could not be made (the others are published all the same).
    """
    if flow_run.run_count > ATTEMPTS:
        return Cancelled(name=GIVEN_UP, message=f"Interrompu {ATTEMPTS} fois : « pret doctor ».")
    with joined(programme) as sitting, sitting.session.locked(LOCK_WAIT_S):
        found = sitting.session.milestone(milestone)
        if is_cancelled(sitting.session, found):
            return Cancelled(message=f"{found.label} est annulé au calendrier.")
        if late_days := _late_days(sitting.session, found, phase):
            told = f"{late_days} jours de retard : « pret run {milestone} » la fait quand même."
            return Cancelled(name=ASKED, message=told)
        if found.kind is not kind:
            known = tuple(each.code for each in sitting.session.milestones if each.kind is kind)
            raise UnknownMilestoneError(milestone, known, None)
        try:
            report = _followed(sitting, found, phase)
        except ProblemsError as error:
            # Prefect keeps what is raised: it is told how many, not what people wrote.
            sitting.listener.refused(error)
            told = (
                f"{count_of(len(error.problems), 'problème')} ; voyez « pret check {milestone} »."
            )
            raise RunFailedError(found.label, (told,)) from None
    if report.failed:
        raise RunFailedError(f"{found.label}, {PHASE_LABELS[phase]}", (count_failed(report),))
    missing_count = sitting.session.missing_count(found, phase)
    if phase is Phase.COMPLETE and missing_count:
        told = f"{count_of(missing_count, 'champ')} à compléter ; voyez « pret check {milestone} »."
        return Completed(name=AWAITED, message=told, data=report)
    return Completed(message=_in_short(report), data=report)


def _late_days(session: Session, milestone: Milestone, phase: Phase) -> int:
    """Return by how many days a booked run is too late to start without asking, or 0.

    A run started by hand is never late. One that was moved keeps its first date for ever in
    Prefect: the calendar's own counts too.
    """
    if BOOKED_TAG not in flow_run.tags:
        return 0
    clock = session.settings.clock
    source = session.programme
    due = [
        at_run_hour(step.due)
        for step in dated_steps(source.programme.value, source.calendar.value)
        if (step.milestone, step.phase) == (milestone, phase)
    ]
    latest = max(clock.civil(flow_run.scheduled_start_time), *due) if due else None
    if latest is None:
        return 0
    late_days = (clock.civil(datetime.now(UTC)) - latest).days
    return late_days if late_days > session.settings.late_days else 0


def _followed(sitting: Sitting, milestone: Milestone, phase: Phase) -> Report:
    session, listener = sitting.session, sitting.listener
    read = steps.gather(session, milestone, phase)
    outcome: Outcome | None = None
    failed: tuple[str, ...] = ()
    if read.current:
        listener.begins(milestone, phase, 0)
    else:
        listener.begins(milestone, phase, len(read.documents))
        made, failed = _make_all(session, listener, read)
        outcome = steps.publish(session, milestone, phase, _if_whole(read, failed), made)
    booked = _book(session, steps.steps_to_book(session, milestone, phase))
    report = Report(milestone, phase, outcome, booked, failed)
    announce(session, report)
    listener.ends(report)
    return report


def _if_whole(read: Material, failed: tuple[str, ...]) -> Material:
    """Return the material, under another manifest when a document failed: it is to be redone."""
    if not failed:
        return read
    return Material(
        f"{UNFINISHED}{read.manifest}", False, read.documents, read.problems, read.set_aside
    )


def _make_all(
    session: Session, listener: Listener, read: Material
) -> tuple[tuple[Made, ...], tuple[str, ...]]:
    """Make a phase's documents, several at once; one that fails does not stop the others."""
    progress = (
        create_progress_artifact(0.0, description="Documents du temps fort")
        if len(read.documents) >= PROGRESS_FROM
        else None
    )
    made: list[Made] = []
    failed: list[str] = []

    def one(reference: DocumentReference) -> Made | str:
        try:
            return steps.make_document(session, reference)
        except PretError as error:
            return f"{reference.label} : {error}"

    waiting = [session.pool.submit(copy_context().run, one, ref) for ref in read.documents]
    for future in waiting:
        result = future.result()
        if isinstance(result, Made):
            made.append(result)
            listener.made(result)
        else:
            failed.append(result)
        if progress is not None:
            done = 100 * (len(made) + len(failed)) / len(read.documents)
            update_progress_artifact(cast("UUID", progress), done)
    return tuple(made), tuple(failed)


def _book(session: Session, wanted: tuple[BookedStep, ...]) -> tuple[BookedStep, ...]:
    """Book runs ahead, one a key; a date that moved moves its run."""
    from flows.catalogue import (
        DEPLOYMENT,
        FLOWS,
        register,
    )  # the catalogue knows the flows, which know us

    for booked in wanted:
        step = booked.step
        flow = FLOWS[step.milestone.kind]
        register(flow, DEPLOYMENT)
        book_run(
            flow.name,
            DEPLOYMENT,
            {
                "programme": session.code,
                "milestone": step.milestone.code,
                "phase": step.phase.value,
            },
            booked.starts,
            booked.key,
            f"{session.code} – {step.milestone.label} – {PHASE_LABELS[step.phase]}",
            run_tags(session.code, step.milestone.code),
        )
        record_booking(session, booked)
    return wanted


def _in_short(report: Report) -> str:
    if report.outcome is None:
        return "Tout était déjà fait."
    files = sum(len(made.files) for made in report.outcome.made)
    gaps = sum(len(made.gaps) for made in report.outcome.made)
    return (
        f"Documents faits : {len(report.outcome.made)} ; "
        f"fichiers : {files} ; champs à compléter : {gaps}."
    )
