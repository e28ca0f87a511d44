"""The flow of the milestone kind `deployment_scenario`."""

from __future__ import annotations

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from flows.forms import MilestoneChoice, PhaseChoice, ProgrammeChoice
from flows.sequence import follow, run_name
from pret.domain.milestones import MilestoneKind


@flow(name="scenario-de-deploiement", flow_run_name=run_name, timeout_seconds=3600)
def deployment_scenario(
    programme: ProgrammeChoice, milestone: MilestoneChoice, phase: PhaseChoice
) -> State[Any]:
    """Rend le scénario de déploiement, sa note et la grille d’évaluation agile.

    Args:
        programme: Dossier du programme dans inputs, par exemple lycees.
        milestone: Code du temps fort, par exemple deployment-scenario.
        phase: prepare (avant) ou complete (une fois le temps fort tenu).
    """
    return follow(MilestoneKind.DEPLOYMENT_SCENARIO, programme, milestone, phase)
