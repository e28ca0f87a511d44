"""The flow of the milestone kind `prospective_workshop`."""

from __future__ import annotations

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from flows.forms import MilestoneChoice, PhaseChoice, ProgrammeChoice
from flows.sequence import follow, run_name
from pret.domain.milestones import MilestoneKind


@flow(name="atelier-prospectif", flow_run_name=run_name, timeout_seconds=3600)
def prospective_workshop(
    programme: ProgrammeChoice, milestone: MilestoneChoice, phase: PhaseChoice
) -> State[Any]:
    """Convoque à un atelier prospectif, puis en rend la restitution.

    Args:
        programme: Dossier du programme dans inputs, par exemple lycees.
        milestone: Code du temps fort, par exemple workshop-1.
        phase: prepare (avant) ou complete (une fois le temps fort tenu).
    """
    return follow(MilestoneKind.PROSPECTIVE_WORKSHOP, programme, milestone, phase)
