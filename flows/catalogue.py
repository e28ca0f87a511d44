"""The flow of each kind of milestone, and their registration on the Prefect server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from prefect import Flow
from prefect.settings import PREFECT_API_URL

from flows.closing_seminar import closing_seminar
from flows.closure import closure
from flows.deployment_scenario import deployment_scenario
from flows.immersion_week import immersion_week
from flows.lab_day import lab_day
from flows.preparation import preparation
from flows.prospective_workshop import prospective_workshop
from flows.study_trip import study_trip
from pret.domain.milestones import MilestoneKind
from tasks.booking import ensure_deployment

#: Every flow is registered once, under this deployment name.
DEPLOYMENT = "pret"

FLOWS: Mapping[MilestoneKind, Flow[..., Any]] = {
    MilestoneKind.PREPARATION: preparation,
    MilestoneKind.STUDY_TRIP: study_trip,
    MilestoneKind.IMMERSION_WEEK: immersion_week,
    MilestoneKind.LAB_DAY: lab_day,
    MilestoneKind.CLOSING_SEMINAR: closing_seminar,
    MilestoneKind.PROSPECTIVE_WORKSHOP: prospective_workshop,
    MilestoneKind.DEPLOYMENT_SCENARIO: deployment_scenario,
    MilestoneKind.CLOSURE: closure,
}

_registered: set[tuple[str, str, str]] = set()


def register(flow: Flow[..., Any], deployment: str) -> None:
    """Register a flow, once for each server that this process talks to."""
    key = (str(PREFECT_API_URL.value()), flow.name, deployment)
    if key not in _registered:
        ensure_deployment(flow, deployment)
        _registered.add(key)
