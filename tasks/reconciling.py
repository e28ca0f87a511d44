"""The calendar is the truth, and Prefect's runs are its projection: what differs is mended.

`differences` decides, without asking Prefect; `tasks/mending.py` acts, twice as well as once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from prefect.client.schemas.objects import StateType

from pret.clock import Clock, RealClock, at_run_hour
from pret.domain.schedule import working_day_after
from pret.service.agenda import Agenda, Appointment
from tasks.booking import TOLERANCE

#: A run that crashed this many times is left to people.
ATTEMPTS = 3
#: Flows end within the hour (their own time limit): one that still runs then was abandoned.
ABANDONED = timedelta(minutes=75)
#: A run goes from pending to running in seconds, or never.
STUCK = timedelta(minutes=10)
REMOVED = "Retiré par le calendrier"
ASKED = "À confirmer"
GIVEN_UP = "Interrompu trop souvent"
TAKEN_BACK = "Publié, repris du registre"

_WAITING = (StateType.SCHEDULED,)
BEGUN = (StateType.PENDING, StateType.RUNNING)


class Kind(StrEnum):
    """What is done to a run."""

    BOOK = "book"
    MOVE = "move"
    CANCEL = "cancel"
    REARM = "rearm"
    CLOSE = "close"


KIND_LABELS = {
    Kind.BOOK: "réservé",
    Kind.MOVE: "déplacé",
    Kind.CANCEL: "retiré",
    Kind.REARM: "relancé",
    Kind.CLOSE: "clos, déjà publié",
}


@dataclass(frozen=True, slots=True)
class KnownRun:
    """A run of Prefect's, as far as the calendar is concerned.

    starts: when it is planned to. since: when it entered its state. run_count: how many times it
    began. crashes: of one that crashed, how many times it did, whether it had begun or not.
    """

    run_id: UUID
    key: str
    name: str
    state: StateType
    state_name: str
    message: str
    starts: datetime | None
    since: datetime
    run_count: int
    crashes: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """Something to mend. run: None for a run to book. starts: in UTC, when the run should."""

    kind: Kind
    name: str
    run: KnownRun | None = None
    appointment: Appointment | None = None
    starts: datetime | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """differences: to mend. late: too late to run without asking. given_up: crashed too often."""

    differences: tuple[Difference, ...]
    late: tuple[Appointment, ...]
    given_up: tuple[Appointment, ...]


def differences(
    agenda: Agenda,
    runs: Iterable[KnownRun],
    now: datetime,
    clock: Clock | RealClock,
    late_days: int,
) -> Comparison:
    """Compare what should be with what is.

    now: in UTC. late_days: civil days after which a run asks before it starts. Only runs of the
    agenda's own programmes may be removed: others are those of another machine on the same
    server, or of programmes that cannot be read.
    """
    by_key = {run.key: run for run in runs}
    found: list[Difference] = []
    late: list[Appointment] = []
    given_up: list[Appointment] = []
    for key, appointment in agenda.appointments.items():
        run = by_key.get(key)
        starts = clock.moment(appointment.starts)
        if now > clock.moment(appointment.starts + timedelta(days=late_days)):
            late.append(appointment)
            if run is not None and run.state in _WAITING:
                found.append(Difference(Kind.CANCEL, appointment.run_name, run))
        elif run is None:
            found.append(
                Difference(Kind.BOOK, appointment.run_name, None, appointment, max(starts, now))
            )
        elif _given_up(run):
            given_up.append(appointment)
        elif (kind := _mending(run, starts, now)) is not None:
            again = _next_morning(run, clock) if run.state is StateType.FAILED else starts
            found.append(Difference(kind, appointment.run_name, run, appointment, max(again, now)))
    found += [
        Difference(kind, run.name, run)
        for key, run in by_key.items()
        if key not in agenda.appointments and (kind := _unwanted(run, agenda, now))
    ]
    return Comparison(tuple(found), tuple(late), tuple(given_up))


def _unwanted(run: KnownRun, agenda: Agenda, now: datetime) -> Kind | None:
    """Return what a run needs whose phase is not to be run any more, or None.

    One that was interrupted, or failed, though its phase is published, by it or by somebody's
    hand, says so: nobody has anything to do about it.
    """
    parts = run.key.split("/")
    published = "/".join(parts[:3]) in agenda.done  # a reminder's day comes after
    broken = run.state in (StateType.CRASHED, StateType.FAILED) or _is_abandoned(run, now)
    if broken:
        return Kind.CLOSE if published else None
    if run.state in _WAITING and parts[0] in agenda.ours and not _about_to_start(run, now):
        return Kind.CANCEL
    return None


def _mending(run: KnownRun, starts: datetime, now: datetime) -> Kind | None:
    """Return what a run needs whose phase is yet to be made, or None."""
    if run.state is StateType.SCHEDULED:
        due = run.starts is None or abs(run.starts - starts) <= TOLERANCE
        # One that is late starts as soon as somebody serves; one armed again has its own hour.
        late = starts <= now and (run.run_count > 0 or (run.starts or now) <= now)
        return None if due or late else Kind.MOVE
    if run.state is StateType.COMPLETED:
        return Kind.REARM if starts > now + TOLERANCE else None
    if run.state in (StateType.CRASHED, StateType.FAILED):
        return Kind.REARM
    if run.state is StateType.CANCELLED:
        return Kind.REARM if run.message == REMOVED else None
    return Kind.REARM if _is_abandoned(run, now) else None


def _is_abandoned(run: KnownRun, now: datetime) -> bool:
    """Tell whether a run has been under way for longer than any can."""
    age = now - run.since
    return (run.state is StateType.RUNNING and age > ABANDONED) or (
        run.state is StateType.PENDING and age > STUCK
    )


def _next_morning(run: KnownRun, clock: Clock | RealClock) -> datetime:
    """Return when to try again what failed: on the next working day, since people may mend it."""
    return clock.moment(at_run_hour(working_day_after(clock.civil(run.since).date())))


def _given_up(run: KnownRun) -> bool:
    return run.state_name == GIVEN_UP or (
        run.state is StateType.CRASHED and (run.run_count or run.crashes) >= ATTEMPTS
    )


def _about_to_start(run: KnownRun, now: datetime) -> bool:
    """Tell whether the hour of a run has come, though it is not wanted: its flow decides.

    A reminder waits for somebody to serve it; the others have as long as a run takes to begin.
    """
    if run.starts is None or run.starts > now:
        return False
    return run.key.count("/") > 2 or now - run.starts < STUCK
