"""Booking runs ahead: one run a key, whose date follows the calendar."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.objects import FlowRun, StateType, VersionInfo
from prefect.deployments.runner import RunnerDeployment
from prefect.exceptions import ObjectNotFound
from prefect.states import Scheduled
from prefect.types.entrypoint import EntrypointType

if TYPE_CHECKING:
    from prefect import Flow, State

#: Dates nearer than this are the same.
TOLERANCE = timedelta(seconds=1)


def ensure_deployment(flow: Flow[..., Any], name: str) -> None:
    """Register a flow under this name, or bring what is registered up to date.

    The flow is recorded by its dotted path, so that it is found from any folder; its docstring
    becomes the description, and its typed parameters the form of Prefect's pages. Runs that are
    booked already stay. A deployment of a work pool (`prefect.yaml`) is left as it is.
    """
    with get_client(sync_client=True) as client, suppress(ObjectNotFound):
        if client.read_deployment_by_name(f"{flow.name}/{name}").work_pool_name:
            return
    by_module = EntrypointType.MODULE_PATH
    deployment = RunnerDeployment.from_flow(flow, name, entrypoint_type=by_module)
    # With a version given, since Prefect would otherwise ask git for one.
    deployment.apply(version_info=VersionInfo(type="prefect:simple", version=flow.version or ""))


def book_run(
    flow_name: str,
    deployment: str,
    parameters: dict[str, str],
    due: datetime,
    key: str,
    run_name: str,
    tags: list[str],
) -> str:
    """Have one run of a deployment start at a date, and return the run's id.

    due: with its time zone. key: one run for ever, among those of the flow: booking it again at
    the same date changes nothing, at another date moves the run. A run that has started, whatever
    became of it, is left as it is; one that Prefect lost before it started is booked again.
    Raises ValueError if due has no time zone, prefect's ObjectNotFound without such a deployment.
    """
    if due.tzinfo is None:
        raise ValueError("a booking's date needs its time zone")
    with get_client(sync_client=True) as client:
        registered = client.read_deployment_by_name(f"{flow_name}/{deployment}")
        # A key that is taken gives its run back, with the date that it has.
        run = client.create_flow_run_from_deployment(
            registered.id,
            parameters=parameters,
            state=Scheduled(scheduled_time=due, message="Réservé par le calendrier"),
            name=run_name,
            tags=tags,
            idempotency_key=key,
        )
        if _waits(run):
            _follow(client, run, due, parameters, run_name, tags)
        return str(run.id)


def _waits(run: FlowRun) -> bool:
    """Tell whether a run is yet to start: it is scheduled, or was lost before it could start."""
    if run.state_type == StateType.CRASHED:
        return not run.run_count
    return run.state_type == StateType.SCHEDULED


def _follow(
    client: SyncPrefectClient,
    run: FlowRun,
    due: datetime,
    parameters: dict[str, str],
    run_name: str,
    tags: list[str],
) -> None:
    """Give a waiting run the date, the parameters, the name and the tags that it should have."""
    if run.parameters != parameters or run.name != run_name or set(run.tags) != set(tags):
        client.update_flow_run(run.id, parameters=parameters, name=run_name, tags=tags)
    lost = run.state_type == StateType.CRASHED
    # expected_start_time keeps the first date for ever
    planned = cast("datetime | None", run.next_scheduled_start_time)
    if lost or planned is None or abs(planned - due) > TOLERANCE:
        when = max(due, datetime.now(UTC)) if lost else due
        state: State[None] = Scheduled(scheduled_time=when, message="Déplacé par le calendrier")
        client.set_flow_run_state(run.id, state, force=True)
