from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from prefect import flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterIdempotencyKey
from prefect.exceptions import ObjectNotFound
from prefect.states import Completed, Crashed

from tasks.booking import book_run, ensure_deployment

if TYPE_CHECKING:
    from prefect.client.schemas.objects import FlowRun

DUE = datetime(2028, 3, 14, 7, 0, tzinfo=UTC)
LATER = DUE + timedelta(days=21)


@flow(name="booking-trial")
def trial(programme: str, milestone: str = "lab-day-1") -> None:
    """Hold a milestone that is only a trial."""


@pytest.fixture(autouse=True)
def deployed() -> None:
    ensure_deployment(trial, "lycees")


def book(key: str, due: datetime = DUE, *, milestone: str = "lab-day-1") -> str:
    parameters = {"programme": "lycees", "milestone": milestone}
    return book_run("booking-trial", "lycees", parameters, due, key, "Journée labo 1", ["lycees"])


def run_of(run_id: str) -> FlowRun:
    with get_client(sync_client=True) as client:
        return client.read_flow_run(UUID(run_id))


def runs_with(key: str) -> int:
    wanted = FlowRunFilter(idempotency_key=FlowRunFilterIdempotencyKey(any_=[key]))
    with get_client(sync_client=True) as client:
        return len(client.read_flow_runs(flow_run_filter=wanted))


def test_a_run_is_booked_at_its_date_with_its_name_and_parameters() -> None:
    run = run_of(book("first"))
    assert run.next_scheduled_start_time == DUE
    assert (run.name, run.tags) == ("Journée labo 1", ["lycees"])
    assert run.parameters == {"programme": "lycees", "milestone": "lab-day-1"}


def test_a_date_given_in_local_time_is_the_same_moment() -> None:
    paris = DUE.astimezone(tz=None)
    assert run_of(book("local", paris)).next_scheduled_start_time == DUE


def test_a_date_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        book("naive", DUE.replace(tzinfo=None))


def test_booking_twice_at_the_same_date_changes_nothing() -> None:
    first = run_of(book("twice"))
    second = run_of(book("twice"))
    assert (second.id, second.state) == (first.id, first.state)
    assert runs_with("twice") == 1


def test_another_date_moves_the_run_instead_of_making_a_second_one() -> None:
    before = book("moved")
    assert book("moved", LATER) == before
    assert run_of(before).next_scheduled_start_time == LATER
    assert runs_with("moved") == 1
    assert book("moved", DUE) == before
    assert run_of(before).next_scheduled_start_time == DUE


def test_what_a_waiting_run_is_to_do_follows_the_booking() -> None:
    run_id = book("changed")
    book("changed", milestone="lab-day-2")
    assert run_of(run_id).parameters["milestone"] == "lab-day-2"
    assert run_of(run_id).next_scheduled_start_time == DUE


def test_a_run_that_is_finished_is_left_alone() -> None:
    run_id = book("done")
    with get_client(sync_client=True) as client:
        client.set_flow_run_state(UUID(run_id), Completed(), force=True)
    before = run_of(run_id).state
    assert book("done", LATER) == run_id
    assert run_of(run_id).state == before


def test_a_run_that_was_lost_before_it_started_is_booked_again() -> None:
    run_id = book("lost")
    with get_client(sync_client=True) as client:
        client.set_flow_run_state(UUID(run_id), Crashed(), force=True)
    assert book("lost") == run_id
    run = run_of(run_id)
    assert run.state is not None
    assert run.state.is_scheduled()
    assert run.next_scheduled_start_time == DUE


def test_keys_of_different_runs_do_not_disturb_each_other() -> None:
    assert book("one") != book("other")


def test_an_unknown_deployment_is_refused() -> None:
    with pytest.raises(ObjectNotFound):
        book_run("booking-trial", "elsewhere", {}, DUE, "nowhere", "nowhere", [])


def test_a_deployment_tells_where_its_flow_is_and_what_it_asks_for() -> None:
    with get_client(sync_client=True) as client:
        found = client.read_deployment_by_name("booking-trial/lycees")
    assert found.entrypoint == f"{trial.fn.__module__}.trial"
    assert found.description == "Hold a milestone that is only a trial."
    assert found.parameter_openapi_schema is not None
    assert found.parameter_openapi_schema["properties"]["programme"]["type"] == "string"
    assert found.parameter_openapi_schema["required"] == ["programme"]


def test_registering_again_keeps_the_deployment_and_its_booked_runs() -> None:
    with get_client(sync_client=True) as client:
        before = client.read_deployment_by_name("booking-trial/lycees").id
        run_id = book("kept")
        ensure_deployment(trial, "lycees")
        assert client.read_deployment_by_name("booking-trial/lycees").id == before
    assert run_of(run_id).next_scheduled_start_time == DUE
