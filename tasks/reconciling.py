"""The calendar is the truth, and Prefect's runs are its projection: what differs is mended.

`differences` decides, without Prefect; `mend` acts. Doing it again changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterName,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.states import Cancelled, Completed, Crashed, Scheduled

from pret.clock import Clock, RealClock, at_run_hour
from pret.domain.schedule import working_day_after
from pret.service.agenda import BOOKED_TAG, Agenda, Appointment
from tasks.booking import BOOKED, TOLERANCE, create_run

if TYPE_CHECKING:
    from prefect import State

#: Prefect gives 200 runs at most at once.
PAGE = 200
#: A run that crashed this many times after it had begun is left to people.
ATTEMPTS = 3
#: Flows end within the hour (their own time limit): one that still runs then was abandoned.
ABANDONED = timedelta(minutes=75)
#: A run goes from pending to running in seconds, or never.
STUCK = timedelta(minutes=10)
REMOVED = "Retiré par le calendrier"
ASKED = "À confirmer"
GIVEN_UP = "Interrompu trop souvent"
TAKEN_BACK = "Publié, repris du registre"

_WAITING = (StateType.SCHEDULED,)
_BEGUN = (StateType.PENDING, StateType.RUNNING)
_OPEN = (*_WAITING, *_BEGUN, StateType.PAUSED)


class Kind(StrEnum):
    """What is done to a run."""

    BOOK = "book"
    MOVE = "move"
    CANCEL = "cancel"
    REARM = "rearm"
    CLOSE = "close"


KIND_LABELS = {
    Kind.BOOK: "réservé",
    Kind.MOVE: "déplacé",
    Kind.CANCEL: "retiré",
    Kind.REARM: "relancé",
    Kind.CLOSE: "clos, déjà publié",
}


@dataclass(frozen=True, slots=True)
class KnownRun:
    """A run of Prefect's, as far as the calendar is concerned.

    starts: when it is planned to. since: when it entered its state.
    """

    run_id: UUID
    key: str
    name: str
    state: StateType
    state_name: str
    message: str
    starts: datetime | None
    since: datetime
    run_count: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Something to mend. run: None for a run to book. starts: in UTC, when the run should."""

    kind: Kind
    name: str
    run: KnownRun | None = None
    appointment: Appointment | None = None
    starts: datetime | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """differences: to mend. late: too late to run without asking. given_up: crashed too often."""

    differences: tuple[Difference, ...]
    late: tuple[Appointment, ...]
    given_up: tuple[Appointment, ...]


def differences(
    agenda: Agenda,
    runs: Iterable[KnownRun],
    now: datetime,
    clock: Clock | RealClock,
    late_days: int,
) -> Comparison:
    """Compare what should be with what is.

    now: in UTC. late_days: civil days after which a run asks before it starts. Only runs of the
    agenda's own programmes may be removed: others are those of another machine on the same
    server, or of programmes that cannot be read.
    """
    by_key = {run.key: run for run in runs}
    found: list[Difference] = []
    late: list[Appointment] = []
    given_up: list[Appointment] = []
    for key, appointment in agenda.appointments.items():
        run = by_key.get(key)
        starts = clock.moment(appointment.starts)
        if now > clock.moment(appointment.starts + timedelta(days=late_days)):
            late.append(appointment)
            if run is not None and run.state in _WAITING:
                found.append(Difference(Kind.CANCEL, appointment.run_name, run))
        elif run is None:
            found.append(
                Difference(Kind.BOOK, appointment.run_name, None, appointment, max(starts, now))
            )
        elif _given_up(run):
            given_up.append(appointment)
        elif (kind := _mending(run, starts, now)) is not None:
            again = _next_morning(run, clock) if run.state is StateType.FAILED else starts
            found.append(Difference(kind, appointment.run_name, run, appointment, max(again, now)))
    found += [
        Difference(kind, run.name, run)
        for key, run in by_key.items()
        if key not in agenda.appointments and (kind := _unwanted(run, agenda, now))
    ]
    return Comparison(tuple(found), tuple(late), tuple(given_up))


def _unwanted(run: KnownRun, agenda: Agenda, now: datetime) -> Kind | None:
    """Return what a run needs whose phase is not to be run any more, or None.

    One that was interrupted, or failed, though its phase is published, by it or by somebody's
    hand, says so: nobody has anything to do about it.
    """
    parts = run.key.split("/")
    published = "/".join(parts[:3]) in agenda.done  # a reminder's day comes after
    broken = run.state in (StateType.CRASHED, StateType.FAILED) or _is_abandoned(run, now)
    if broken:
        return Kind.CLOSE if published else None
    if run.state in _WAITING and parts[0] in agenda.ours and not _about_to_start(run, now):
        return Kind.CANCEL
    return None


def _mending(run: KnownRun, starts: datetime, now: datetime) -> Kind | None:
    """Return what a run needs whose phase is yet to be made, or None."""
    if run.state is StateType.SCHEDULED:
        due = run.starts is None or abs(run.starts - starts) <= TOLERANCE
        # One that is late starts as soon as somebody serves; one armed again has its own hour.
        late = starts <= now and (run.run_count > 0 or (run.starts or now) <= now)
        return None if due or late else Kind.MOVE
    if run.state is StateType.COMPLETED:
        return Kind.REARM if starts > now + TOLERANCE else None
    if run.state in (StateType.CRASHED, StateType.FAILED):
        return Kind.REARM
    if run.state is StateType.CANCELLED:
        return Kind.REARM if run.message == REMOVED else None
    return Kind.REARM if _is_abandoned(run, now) else None


def _is_abandoned(run: KnownRun, now: datetime) -> bool:
    """Tell whether a run has been under way for longer than any can."""
    age = now - run.since
    return (run.state is StateType.RUNNING and age > ABANDONED) or (
        run.state is StateType.PENDING and age > STUCK
    )


def _next_morning(run: KnownRun, clock: Clock | RealClock) -> datetime:
    """Return when to try again what failed: on the next working day, since people may mend it."""
    return clock.moment(at_run_hour(working_day_after(clock.civil(run.since).date())))


def _given_up(run: KnownRun) -> bool:
    return run.state_name == GIVEN_UP or (
        run.state is StateType.CRASHED and run.run_count >= ATTEMPTS
    )


def _about_to_start(run: KnownRun, now: datetime) -> bool:
    """Tell whether the hour of a run has come, though it is not wanted: its flow decides.

    A reminder waits for somebody to serve it; the others have as long as a run takes to begin.
    """
    if run.starts is None or run.starts > now:
        return False
    return run.key.count("/") > 2 or now - run.starts < STUCK


def known_runs(client: SyncPrefectClient) -> Iterator[KnownRun]:
    """Yield the runs that the calendar booked, page by page."""
    filtered = FlowRunFilter(tags=FlowRunFilterTags(all_=[BOOKED_TAG]))
    offset = 0
    while True:
        page = client.read_flow_runs(
            flow_run_filter=filtered, limit=PAGE, offset=offset, sort=FlowRunSort.ID_DESC
        )
        yield from (_known(run) for run in page if run.idempotency_key)
        if len(page) < PAGE:
            return
        offset += PAGE


def count_runs(client: SyncPrefectClient, states: Iterable[StateType]) -> int:
    """Return how many of the calendar's runs are in some states."""
    return client.count_flow_runs(
        flow_run_filter=FlowRunFilter(
            tags=FlowRunFilterTags(all_=[BOOKED_TAG]),
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(states))),
        )
    )


def mend(
    client: SyncPrefectClient,
    difference: Difference,
    deployment_of: Callable[[Appointment], UUID],
) -> None:
    """Mend one difference. deployment_of: the deployment whose run an appointment is."""
    run, appointment = difference.run, difference.appointment
    if difference.kind in (Kind.CANCEL, Kind.CLOSE):
        assert run is not None  # noqa: S101 - only a known run is ended
        removed = difference.kind is Kind.CANCEL
        state: State[Any] = Cancelled(message=REMOVED) if removed else Completed(name=TAKEN_BACK)
        client.set_flow_run_state(run.run_id, state, force=True)
        return
    assert appointment is not None  # noqa: S101 - whatever runs is wanted
    due: State[Any] = Scheduled(scheduled_time=difference.starts, message=BOOKED)
    if run is None:
        create_run(
            client,
            deployment_of(appointment),
            appointment.parameters,
            due,
            appointment.key,
            appointment.run_name,
            appointment.tags,
        )
        return
    if run.state in _BEGUN:
        abandoned: State[Any] = Crashed(message="Sans nouvelles : repris par le calendrier")
        client.set_flow_run_state(run.run_id, abandoned, force=True)
    client.set_flow_run_state(run.run_id, due, force=True)


def drop_begun(client: SyncPrefectClient, deployment: str, message: str) -> int:
    """Mark as crashed the runs that a runner of this machine had begun, and return how many.

    deployment: the name that those of ours bear. For when no runner is alive any more: the next
    tick arms them again.
    """
    begun = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(_BEGUN))))
    ours = DeploymentFilter(name=DeploymentFilterName(any_=[deployment]))
    found = client.read_flow_runs(deployment_filter=ours, flow_run_filter=begun, limit=PAGE)
    runs = [run for run in found if run.work_pool_name is None]
    for run in runs:
        state: State[Any] = Crashed(message=message)
        client.set_flow_run_state(run.id, state, force=True)
    return len(runs)


def _known(run: FlowRun) -> KnownRun:
    state = run.state
    return KnownRun(
        run.id,
        run.idempotency_key or "",
        run.name,
        cast("StateType", run.state_type),
        run.state_name or "",
        (state.message or "") if state else "",
        cast("datetime | None", run.next_scheduled_start_time),
        state.timestamp if state else datetime.now(UTC),
        run.run_count,
    )
