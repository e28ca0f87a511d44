"""The tick: what the calendars say against what Prefect has booked, and the difference mended."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from prefect import flow
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.objects import State, StateType
from prefect.states import Completed

from pret.domain.french import count_of
from pret.service.agenda import Agenda, Appointment, agenda, last_mended, note_mended
from pret.service.refreshing import Refreshed, refresh_dates
from pret.settings import Settings
from tasks.mending import count_runs, known_runs, mend
from tasks.reconciling import Comparison, Difference, differences

ROOT = Path(__file__).parent.parent
#: States in which a run of the calendar's needs a closer look.
_TROUBLED = (StateType.RUNNING, StateType.PENDING, StateType.CRASHED, StateType.FAILED)


@dataclass(frozen=True, slots=True)
class Tick:
    """What a tick did.

    mended: what differed. late, given_up: what is left to people, as in `Comparison`.
    unread: programme and sentence, for each that cannot be read. programmes: how many were read.
    """

    mended: tuple[Difference, ...]
    late: tuple[Appointment, ...]
    given_up: tuple[Appointment, ...]
    unread: tuple[tuple[str, str], ...]


def reconcile(settings: Settings, now: datetime) -> Tick:
    """Mend what differs between the calendars and Prefect's runs. now: in UTC.

    With nothing to do, it asks Prefect two counts and the forms, whose lists it keeps as the
    programmes are, and reads no programme that did not change.
    """
    from flows.choices import offer_choices

    found = agenda(settings, settings.clock.civil(now))
    with get_client(sync_client=True) as client:
        offer_choices(client, found.choices)
        if _stands(settings, client, found):
            return Tick((), (), (), found.unread)
        compared = _compared(settings, client, found, now)
        deployments: dict[str, UUID] = {}
        for each in compared.differences:
            mend(client, each, lambda wanted: _deployment(client, wanted, deployments))
    whole = not (compared.late or compared.given_up)
    note_mended(settings, found.digest if whole else "")
    return Tick(compared.differences, compared.late, compared.given_up, found.unread)


def preview(settings: Settings, now: datetime) -> Comparison:
    """Return what a tick would mend. now: in UTC."""
    found = agenda(settings, settings.clock.civil(now))
    with get_client(sync_client=True) as client:
        return _compared(settings, client, found, now)


def _compared(
    settings: Settings, client: SyncPrefectClient, found: Agenda, now: datetime
) -> Comparison:
    return differences(found, known_runs(client), now, settings.clock, settings.late_days)


def _stands(settings: Settings, client: SyncPrefectClient, found: Agenda) -> bool:
    """Tell whether nothing can differ: the same agenda as when all was mended, all of it booked."""
    return (
        last_mended(settings) == found.digest
        and count_runs(client, [StateType.SCHEDULED]) == len(found.appointments)
        and count_runs(client, _TROUBLED) == 0
    )


def _deployment(client: SyncPrefectClient, wanted: Appointment, known: dict[str, UUID]) -> UUID:
    """Return the deployment of a kind of milestone, registered first if it is not yet."""
    from flows.catalogue import DEPLOYMENT, FLOWS, register

    wanted_flow = FLOWS[wanted.kind]
    if wanted_flow.name not in known:
        register(wanted_flow, DEPLOYMENT)
        registered = client.read_deployment_by_name(f"{wanted_flow.name}/{DEPLOYMENT}")
        known[wanted_flow.name] = registered.id
    return known[wanted_flow.name]


@flow(name="veille-du-calendrier", flow_run_name="Veille du calendrier", timeout_seconds=600)
def tick() -> State[Any]:
    """Compare les calendriers avec ce qui est réservé, et répare l’écart.

    Ce qui manque est réservé, ce qui a changé de date est déplacé, ce qui n’a plus lieu est retiré,
    ce qui s’est interrompu est relancé. Planning, agendas et invitations suivent
    les dates. Le refaire ne change rien.
    """
    settings = Settings.from_environ(os.environ, ROOT)
    done = reconcile(settings, datetime.now(UTC))
    return Completed(message=in_short(done, refresh_dates(settings)))


def in_short(done: Tick, dates: Refreshed) -> str:
    """Return what a tick did, in one French sentence; codes and counts only."""
    parts = []
    if dates.done:
        parts.append(f"dates publiées à nouveau pour {', '.join(dates.done)}")
    if dates.again:
        parts.append(f"invitations refaites, à renvoyer : {', '.join(dates.again)}")
    if dates.kept:
        parts.append(f"à leur ancienne date, modifiés à la main : {len(dates.kept)}")
    if dates.failed:
        parts.append(f"planning à refaire pour {', '.join(dates.failed)} (pret calendar)")
    if done.mended:
        mended = len(done.mended)
        parts.append(f"{count_of(mended, 'écart')} réparé{'s' if mended > 1 else ''}")
    if done.late:
        parts.append(f"{len(done.late)} en retard, à confirmer")
    if done.given_up:
        parts.append(f"à l’abandon après plusieurs arrêts : {len(done.given_up)}")
    if done.unread:
        unread = len(done.unread)
        parts.append(f"{count_of(unread, 'programme')} illisible{'s' if unread > 1 else ''}")
    return f"{', '.join(parts)}." if parts else "Tout est à jour."
