"""The flow of the milestone kind `closing_seminar`."""

from __future__ import annotations

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from flows.forms import MilestoneChoice, PhaseChoice, ProgrammeChoice
from flows.sequence import follow, run_name
from pret.domain.milestones import MilestoneKind


@flow(name="seminaire-de-cloture", flow_run_name=run_name, timeout_seconds=3600)
def closing_seminar(
    programme: ProgrammeChoice, milestone: MilestoneChoice, phase: PhaseChoice
) -> State[Any]:
    """Convoque au séminaire de clôture, puis rend bilan des prototypes et cahier de propositions.

    Args:
        programme: Dossier du programme dans inputs, par exemple lycees.
        milestone: Code du temps fort, par exemple closing-seminar.
        phase: prepare (avant) ou complete (une fois le temps fort tenu).
    """
    return follow(MilestoneKind.CLOSING_SEMINAR, programme, milestone, phase)
