"""The runner: starts each flow when its run is due. `python -m flows.serving`, alone.

Runs are executed in processes of theirs. Stopping it leaves the schedules as they are.
"""

from __future__ import annotations

import asyncio
import os
from datetime import UTC, datetime, timedelta
from typing import Any

from prefect import Flow
from prefect.client.orchestration import get_client
from prefect.deployments.runner import RunnerDeployment
from prefect.runner import Runner
from prefect.schedules import Cron, Interval, Schedule
from prefect.types.entrypoint import EntrypointType

from flows.catalogue import DEPLOYMENT, FLOWS
from flows.choices import offer_choices
from flows.notices import NOTICES_CRON, notices
from flows.tick import ROOT, tick
from pret.clock import PARIS
from pret.service.agenda import agenda
from pret.settings import Settings

RUNNER_NAME = "pret"
#: How often runs that are due are asked for, in seconds.
QUERY_S = 5
#: Runs at once: each takes a processor and the memory of a few documents.
AT_ONCE = 2
TICK_CRON = "*/15 * * * *"


def tick_schedule(settings: Settings) -> Schedule:
    """Return when the calendars are looked at: every quarter of an hour, in Paris."""
    if settings.tick_s:
        return Interval(timedelta(seconds=settings.tick_s))
    return Cron(TICK_CRON, timezone=PARIS.key)


def served_flows() -> tuple[str, ...]:
    """Return the names of all flows of Prêt, by which a server that others use too knows ours."""
    return (*(flow.name for flow in FLOWS.values()), tick.name, notices.name)


def deployments(settings: Settings) -> list[RunnerDeployment]:
    """Return one deployment a flow, found by its dotted path; two of them have a schedule."""
    found = [_deployment(flow) for flow in FLOWS.values()]
    letters = _deployment(notices, Cron(NOTICES_CRON, timezone=PARIS.key))
    return [*found, _deployment(tick, tick_schedule(settings)), letters]


def _deployment(flow: Flow[..., Any], schedule: Schedule | None = None) -> RunnerDeployment:
    return RunnerDeployment.from_flow(
        flow, DEPLOYMENT, entrypoint_type=EntrypointType.MODULE_PATH, schedule=schedule
    )


async def serve() -> None:
    """Register every deployment and start their runs as they become due, until stopped.

    Registering empties the lists of the forms; the calendars fill them again at once.
    """
    runner = Runner(name=RUNNER_NAME, query_seconds=QUERY_S, limit=AT_ONCE, pause_on_shutdown=False)
    settings = Settings.from_environ(os.environ, ROOT)
    for deployment in deployments(settings):
        await runner.aadd_deployment(deployment)
    found = agenda(settings, settings.clock.civil(datetime.now(UTC)))
    with get_client(sync_client=True) as client:
        offer_choices(client, found.choices)
    await runner.start()


if __name__ == "__main__":
    asyncio.run(serve())
