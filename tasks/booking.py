"""Booking runs ahead: one run a key, whose date follows the calendar."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import DeploymentFlowRunCreate
from prefect.client.schemas.objects import FlowRun, StateType, VersionInfo
from prefect.deployments.runner import RunnerDeployment
from prefect.exceptions import ObjectNotFound
from prefect.states import Scheduled, to_state_create
from prefect.types.entrypoint import EntrypointType

if TYPE_CHECKING:
    from uuid import UUID

    from prefect import Flow, State

#: Dates nearer than this are the same.
TOLERANCE = timedelta(seconds=1)
BOOKED = "Réservé par le calendrier"


def ensure_deployment(flow: Flow[..., Any], name: str) -> None:
    """Register a flow under this name, unless it is.

    The flow is recorded by its dotted path, so that it is found from any folder; its docstring
    becomes the description, and its typed parameters the form of Prefect's pages. What is
    registered is left as it is: whoever serves it brings it up to date.
    """
    with get_client(sync_client=True) as client, suppress(ObjectNotFound):
        client.read_deployment_by_name(f"{flow.name}/{name}")
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
        state: State[None] = Scheduled(scheduled_time=due, message=BOOKED)
        # A key that is taken gives its run back, with the date that it has.
        run = create_run(client, registered.id, parameters, state, key, run_name, tags)
        if _waits(run):
            _follow(client, run, due, parameters, run_name, tags)
        return str(run.id)


def create_run(
    client: SyncPrefectClient,
    deployment: UUID,
    parameters: dict[str, str],
    state: State[Any],
    key: str,
    run_name: str,
    tags: list[str],
) -> FlowRun:
    """Create the run of a key, or return the one that has it.

    The calendar is the truth: what it asks for is never refused because the lists that a form
    offers are of before. The client's own method cannot say so.
    """
    wanted = DeploymentFlowRunCreate(
        name=run_name,
        parameters=parameters,
        enforce_parameter_schema=False,
        state=to_state_create(state),
        tags=tags,
        idempotency_key=key,
    )
    answer = client.request(
        "POST",
        "/deployments/{id}/create_flow_run",
        path_params={"id": deployment},
        json=wanted.model_dump(mode="json", exclude_unset=True),
    )
    return FlowRun.model_validate(answer.json())


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
