"""The two automations that make Prefect mend its own accidents, installed by name.

`python -m flows.automations` installs them on the server of PREFECT_API_URL.

Without them a run whose machine died stays « running » for ever, and one that crashed stays so.
"""

from __future__ import annotations

from datetime import timedelta

from prefect.automations import Automation
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification

from flows.serving import served_flows
from tasks.reconciling import ATTEMPTS

#: A run tells that it lives every 30 s; three silences and it is taken for dead.
HEARTBEAT_S = 30
SILENCE = timedelta(seconds=3 * HEARTBEAT_S)
ABANDONED, CRASHED = "pret : exécution sans nouvelles", "pret : exécution interrompue"
_RUNS: dict[str, str | list[str]] = {"prefect.resource.id": "prefect.flow-run.*"}


def automations() -> tuple[Automation, ...]:
    """Return both: no news → crashed; crashed → scheduled again, as many times as it may begin.

    They are of our flows only, when a runner had them: the server may be that of others too, and
    nobody would take up again a run that a command began. One that never began (its code cannot
    be loaded) would crash again within seconds, for ever: it is left to the tick, which counts.
    """
    begun = {"prefect.run-count": [str(count) for count in range(1, ATTEMPTS + 1)]}
    ours = [
        ResourceSpecification(
            {"prefect.resource.role": "flow", "prefect.resource.name": list(served_flows())}
        ),
        ResourceSpecification({"prefect.resource.role": "deployment"}),
    ]
    return (
        Automation(
            name=ABANDONED,
            description="Une exécution qui ne donne plus signe de vie est tenue pour interrompue.",
            trigger=EventTrigger(
                after={"prefect.flow-run.heartbeat"},
                expect={"prefect.flow-run.*"},
                match=ResourceSpecification(_RUNS),
                match_related=ours,
                for_each={"prefect.resource.id"},
                posture=Posture.Proactive,
                threshold=1,
                within=SILENCE,
            ),
            actions=[
                ChangeFlowRunState(
                    state=StateType.CRASHED, message="Sans nouvelles depuis 90 secondes"
                )
            ],
        ),
        Automation(
            name=CRASHED,
            description="Une exécution interrompue est relancée, trois fois au plus.",
            trigger=EventTrigger(
                expect={"prefect.flow-run.Crashed"},
                match=ResourceSpecification({**_RUNS, **begun}),
                match_related=ours,
                posture=Posture.Reactive,
                threshold=1,
                within=timedelta(0),
            ),
            actions=[ChangeFlowRunState(state=StateType.SCHEDULED, name="AwaitingRetry")],
        ),
    )


def installed() -> frozenset[str]:
    """Return the names of those that the server has, as they are here, and that are on."""
    with get_client(sync_client=True) as client:
        return frozenset(
            each.name
            for each in automations()
            if any(_stands(known, each) for known in client.read_automations_by_name(each.name))
        )


def install() -> tuple[str, ...]:
    """Put in place those that are absent or of before, and return their names.

    Doing it again changes nothing.
    """
    known = installed()
    missing = tuple(each for each in automations() if each.name not in known)
    with get_client(sync_client=True) as client:
        for each in missing:
            for former in client.read_automations_by_name(each.name):
                client.delete_automation(former.id)
            each.create()
    return tuple(each.name for each in missing)


def _stands(known: AutomationCore, wanted: AutomationCore) -> bool:
    """Tell whether an automation is on and watches the same runs; the server gives it ids."""
    return known.enabled and known.trigger.model_dump(exclude={"id"}) == wanted.trigger.model_dump(
        exclude={"id"}
    )


if __name__ == "__main__":
    install()
