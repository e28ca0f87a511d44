"""The flow of the milestone kind `immersion_week`."""

from __future__ import annotations

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from flows.forms import MilestoneChoice, PhaseChoice, ProgrammeChoice
from flows.sequence import follow, run_name
from pret.domain.milestones import MilestoneKind


@flow(name="semaine-d-immersion", flow_run_name=run_name, timeout_seconds=3600)
def immersion_week(
    programme: ProgrammeChoice, milestone: MilestoneChoice, phase: PhaseChoice
) -> State[Any]:
    """Rend le carnet de terrain et les billets de blog d’une semaine d’immersion.

    Args:
        programme: Dossier du programme dans inputs, par exemple lycees.
        milestone: Code du temps fort, par exemple immersion-1.
        phase: prepare (avant) ou complete (une fois le temps fort tenu).
    """
    return follow(MilestoneKind.IMMERSION_WEEK, programme, milestone, phase)
