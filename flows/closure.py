"""The flow of the milestone kind `closure`."""

from __future__ import annotations

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from flows.forms import MilestoneChoice, PhaseChoice, ProgrammeChoice
from flows.sequence import follow, run_name
from pret.domain.milestones import MilestoneKind


@flow(name="cloture-et-restitution", flow_run_name=run_name, timeout_seconds=3600)
def closure(
    programme: ProgrammeChoice, milestone: MilestoneChoice, phase: PhaseChoice
) -> State[Any]:
    """Convoque à la restitution finale, puis rend le livret et l’état du budget.

    Args:
        programme: Dossier du programme dans inputs, par exemple lycees.
        milestone: Code du temps fort, par exemple closure.
        phase: prepare (avant) ou complete (une fois le temps fort tenu).
    """
    return follow(MilestoneKind.CLOSURE, programme, milestone, phase)
