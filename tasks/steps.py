"""The steps that every milestone's flow goes through, as Prefect tasks: one call each.

What passes between them stays in this process: Prefect sees codes and counts, never names of
people nor what they wrote.
"""

from __future__ import annotations

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun

from pret.domain.milestones import Milestone, Phase
from pret.domain.references import DocumentReference
from pret.failures import BusyError, StorageError, ToolLimitError
from pret.problems import PretError
from pret.service import making
from pret.service.making import BookedStep, Made, Material, Outcome
from pret.service.session import Session


async def worth_retrying(_task: object, _run: TaskRun, state: State[object]) -> bool:
    """Tell whether a failure may pass by itself: a disk that was away, a tool that was stopped."""
    error = await state.aresult(raise_on_failure=False)
    passing = isinstance(error, (StorageError, BusyError, ToolLimitError))
    return passing or (isinstance(error, OSError) and not isinstance(error, PretError))


@task(
    name="Rassembler",
    task_run_name="Rassembler : {milestone.label}",
    cache_policy=NO_CACHE,
    retries=2,
    retry_delay_seconds=5,
    retry_condition_fn=worth_retrying,
    timeout_seconds=600,
)
def gather(session: Session, milestone: Milestone, phase: Phase) -> Material:
    """Read everything that the team left for a phase."""
    return making.material(session, milestone, phase)


@task(
    name="Composer et mettre en page",
    task_run_name="{reference.label}",
    cache_policy=NO_CACHE,
    retries=1,
    retry_delay_seconds=2,
    retry_condition_fn=worth_retrying,
)
def make_document(session: Session, reference: DocumentReference) -> Made:
    """Make one document in all its formats (the outside tools carry their own time limits)."""
    return making.make(session, reference)


@task(
    name="Publier",
    task_run_name="Publier : {milestone.label}",
    cache_policy=NO_CACHE,
    retries=2,
    retry_delay_seconds=5,
    retry_condition_fn=worth_retrying,
    timeout_seconds=600,
)
def publish(
    session: Session, milestone: Milestone, phase: Phase, read: Material, made: tuple[Made, ...]
) -> Outcome:
    """Publish a phase's documents to those who collect them, and record it."""
    return making.issue(session, milestone, phase, read, made)


@task(
    name="Réserver la suite",
    task_run_name="Réserver la suite de : {milestone.label}",
    cache_policy=NO_CACHE,
)
def steps_to_book(session: Session, milestone: Milestone, phase: Phase) -> tuple[BookedStep, ...]:
    """Read on the calendar what comes after a phase."""
    return making.to_book(session, milestone, phase)
