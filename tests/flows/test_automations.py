"""Whose accidents the two automations mend: ours, on a server that others may use too."""

from __future__ import annotations

from uuid import uuid4

import pytest
from prefect.automations import Automation
from prefect.client.orchestration import get_client
from prefect.events.schemas.events import ResourceSpecification
from prefect.server.events.schemas.automations import EventTrigger
from prefect.server.events.schemas.events import RelatedResource, Resource

from flows.automations import CRASHED, automations, install, installed

BOTH = pytest.mark.parametrize("automation", automations(), ids=lambda each: each.name)


def covers(automation: Automation, flow: str, *, deployed: bool = True, run_count: int = 1) -> bool:
    """Ask the server's own trigger about an event of a run, as heartbeats describe it."""
    trigger = EventTrigger.model_validate(automation.trigger.model_dump())
    related = [_related("flow", flow)]
    if deployed:
        related.append(_related("deployment"))
    run = Resource(
        {
            "prefect.resource.id": f"prefect.flow-run.{uuid4()}",
            "prefect.run-count": str(run_count),
        }
    )
    return trigger.covers_resources(run, related)


def _related(role: str, name: str | None = None) -> RelatedResource:
    labels = {
        "prefect.resource.id": f"prefect.{role}.{uuid4()}",
        "prefect.resource.role": role,
    }
    return RelatedResource(labels | ({"prefect.resource.name": name} if name else {}))


@BOTH
@pytest.mark.parametrize("flow", ["journee-labo", "cloture-et-restitution", "veille-du-calendrier"])
def test_a_run_of_ours_is_mended(automation: Automation, flow: str) -> None:
    assert covers(automation, flow)


@BOTH
def test_a_run_of_others_is_left_alone(automation: Automation) -> None:
    assert not covers(automation, "export-comptable")


@BOTH
def test_a_run_that_a_command_began_is_left_to_who_typed_it(automation: Automation) -> None:
    assert not covers(automation, "journee-labo", deployed=False)


@pytest.mark.parametrize(("run_count", "again"), [(0, False), (1, True), (3, True), (4, False)])
def test_what_crashed_before_it_began_or_too_often_is_not_armed_again_at_once(
    run_count: int, *, again: bool
) -> None:
    (crashed,) = [each for each in automations() if each.name == CRASHED]
    assert covers(crashed, "journee-labo", run_count=run_count) is again


def test_an_automation_of_an_older_version_gives_way_to_ours() -> None:
    (wanted,) = [each for each in automations() if each.name == CRASHED]
    former = wanted.model_copy(deep=True)
    former.trigger.match = ResourceSpecification({"prefect.resource.id": "prefect.flow-run.*"})
    former.create()
    try:
        assert CRASHED not in installed()
        assert CRASHED in install()
        assert install() == ()
        with get_client(sync_client=True) as client:
            assert len(client.read_automations_by_name(CRASHED)) == 1
    finally:
        # The server is that of other tests too, which crash runs and look at them.
        for name in installed():
            Automation.read(name=name).delete()
