"""The runs that Prefect has, and what is done to them when they differ from the calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterName,
    FlowFilter,
    FlowFilterName,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.states import Cancelled, Completed, Crashed, Scheduled

from pret.service.agenda import BOOKED_TAG, Appointment
from tasks.booking import BOOKED, create_run
from tasks.reconciling import BEGUN, REMOVED, TAKEN_BACK, Difference, Kind, KnownRun

if TYPE_CHECKING:
    from prefect import State

#: Prefect gives 200 runs at most at once.
PAGE = 200


def known_runs(client: SyncPrefectClient) -> Iterator[KnownRun]:
    """Yield the runs that the calendar booked, page by page."""
    filtered = FlowRunFilter(tags=FlowRunFilterTags(all_=[BOOKED_TAG]))
    offset = 0
    while True:
        page = client.read_flow_runs(
            flow_run_filter=filtered, limit=PAGE, offset=offset, sort=FlowRunSort.ID_DESC
        )
        yield from (_known(client, run) for run in page if run.idempotency_key)
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


def last_run_of(client: SyncPrefectClient, flow_name: str) -> KnownRun | None:
    """Return the run of a flow that ended last, or None."""
    ended = FlowRunFilterStateType(
        any_=[StateType.COMPLETED, StateType.FAILED, StateType.CRASHED, StateType.CANCELLED]
    )
    found = client.read_flow_runs(
        flow_filter=FlowFilter(name=FlowFilterName(any_=[flow_name])),
        flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=ended)),
        sort=FlowRunSort.END_TIME_DESC,
        limit=1,
    )
    return _known(client, found[0]) if found else None


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
    if run.state in BEGUN:
        abandoned: State[Any] = Crashed(message="Sans nouvelles : repris par le calendrier")
        client.set_flow_run_state(run.run_id, abandoned, force=True)
    client.set_flow_run_state(run.run_id, due, force=True)


def drop_begun(client: SyncPrefectClient, deployment: str, message: str) -> int:
    """Let go of the runs that a runner of this machine had begun, and return how many.

    deployment: the name that those of ours bear. For when no runner is alive any more: what ran is
    marked as crashed, and armed again; what was about to run waits for the next runner.
    """
    begun = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(BEGUN))))
    ours = DeploymentFilter(name=DeploymentFilterName(any_=[deployment]))
    found = client.read_flow_runs(deployment_filter=ours, flow_run_filter=begun, limit=PAGE)
    runs = [run for run in found if run.work_pool_name is None]
    for run in runs:
        never = run.state_type is StateType.PENDING and not run.run_count
        state: State[Any] = Scheduled(message=message) if never else Crashed(message=message)
        client.set_flow_run_state(run.id, state, force=True)
    return len(runs)


def _known(client: SyncPrefectClient, run: FlowRun) -> KnownRun:
    state = run.state
    crashed = run.state_type is StateType.CRASHED
    states = client.read_flow_run_states(run.id) if crashed else []
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
        sum(each.type is StateType.CRASHED for each in states),
    )
