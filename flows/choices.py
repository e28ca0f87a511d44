"""The lists that the forms of Prefect's pages offer: the programmes and milestones there are."""

from __future__ import annotations

from typing import Any

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.actions import DeploymentUpdate
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterName,
    FlowFilter,
    FlowFilterName,
)
from prefect.utilities.callables import parameter_schema

from flows.catalogue import DEPLOYMENT, FLOWS
from pret.domain.milestones import PHASE_LABELS, MilestoneKind, label_of_code, phases
from pret.service.agenda import Choices

#: With more programmes than this their titles are not told under the field: nobody would read it.
TOLD_PROGRAMMES = 30


def offer_choices(client: SyncPrefectClient, choices: Choices) -> int:
    """Have each form that is registered offer these lists; return how many did not.

    Booked runs stay. What a list does not know yet can be booked all the same (`create_run`).
    """
    kinds = {flow.name: kind for kind, flow in FLOWS.items()}
    named = FlowFilter(name=FlowFilterName(any_=list(kinds)))
    kind_of = {each.id: kinds[each.name] for each in client.read_flows(flow_filter=named)}
    registered = client.read_deployments(
        flow_filter=named,
        deployment_filter=DeploymentFilter(name=DeploymentFilterName(any_=[DEPLOYMENT])),
    )
    changed = 0
    for each in registered:
        wanted = form_of(kind_of[each.flow_id], choices)
        if each.parameter_openapi_schema != wanted:
            update = DeploymentUpdate(parameter_openapi_schema=wanted)
            client.update_deployment(each.id, update)
            changed += 1
    return changed


def form_of(kind: MilestoneKind, choices: Choices) -> dict[str, Any]:
    """Return what the form of a kind of milestone asks for, with its lists and their French names.

    A list that would be empty stays a field to be typed.
    """
    schema = parameter_schema(FLOWS[kind])
    titled = {code: title for code, title in choices.programmes.items() if title}
    if len(titled) > TOLD_PROGRAMMES:
        titled = {}
    milestones = {code: label_of_code(code) for code in choices.milestones[kind]}
    owed = {phase.value: PHASE_LABELS[phase] for phase in phases(kind)}
    fields = schema.properties
    fields["programme"] |= _list("Programme", list(choices.programmes), titled)
    fields["milestone"] |= _list("Temps fort", list(milestones), milestones)
    fields["phase"] = {
        "position": fields["phase"]["position"],
        "type": "string",
        **_list("Étape", list(owed), owed),
    }
    return schema.model_dump(include={"title", "type", "properties", "required"})


def _list(title: str, values: list[str], labels: dict[str, str]) -> dict[str, Any]:
    """Return a field that offers values: Prefect shows no other names beside them."""
    field: dict[str, Any] = {"title": title}
    if values:
        field["enum"] = values
    if len(values) == 1:
        field["default"] = values[0]  # chosen already
    if labels:
        told = " ; ".join(f"{value} : {label}" for value, label in labels.items())
        field["description"] = f"{told}."
    return field
