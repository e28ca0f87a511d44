"""Whose accidents the two automations mend: ours, on a server that others may use too."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from prefect.server.events.schemas.automations import EventTrigger
from prefect.server.events.schemas.events import RelatedResource, Resource

from flows.automations import automations

if TYPE_CHECKING:
    from prefect.automations import Automation

BOTH = pytest.mark.parametrize("automation", automations(), ids=lambda each: each.name)


def covers(automation: Automation, flow: str, *, deployed: bool = True) -> bool:
    """Ask the server's own trigger about an event of a run, as heartbeats describe it."""
    trigger = EventTrigger.model_validate(automation.trigger.model_dump())
    related = [_related("flow", flow)]
    if deployed:
        related.append(_related("deployment"))
    run = Resource({"prefect.resource.id": f"prefect.flow-run.{uuid4()}"})
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
