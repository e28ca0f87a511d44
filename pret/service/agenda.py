"""What is to be run, and when: derived from each programme's calendar and from the ledger.

Reading a programme takes a tenth of a second; what its two files gave is kept as long as they have
the same size and date, so that a thousand programmes that did not change are looked at in a second.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pret.clock import at_run_hour
from pret.domain.milestones import PHASE_LABELS, Milestone, MilestoneKind, Phase, label_of_code
from pret.domain.schedule import steps, working_day_after
from pret.errors import ProblemsError
from pret.problems import PretError
from pret.service.session import UNFINISHED, Session, programmes
from pret.service.store import Store
from pret.settings import Settings
from pret.vault.ledger import Ledger
from pret.vault.objects import Objects
from pret.vault.records import LastRun

#: Form of what is kept; another number forgets what an older version kept.
_FORM = 3
_FILES = ("programme.yaml", "calendar.yaml")
_MENDED = f"agenda/{_FORM}/mended"
#: Tag of the runs that the calendar books, those that it may move and cancel.
BOOKED_TAG = "calendrier"


@dataclass(frozen=True, slots=True)
class Appointment:
    """A phase to run on a civil day at nine o'clock in Paris.

    milestone, kind, phase: as in the domain. again: a reminder, since something was missing.
    """

    programme: str
    milestone: str
    kind: MilestoneKind
    phase: Phase
    due: date
    again: bool = False

    @property
    def key(self) -> str:
        """Return the key of its run, the same whatever its date; a reminder has one a day."""
        key = booking_key(self.programme, self.milestone, self.phase)
        return f"{key}/{self.due.isoformat()}" if self.again else key

    @property
    def starts(self) -> datetime:
        """Return its civil time."""
        return at_run_hour(self.due)

    @property
    def run_name(self) -> str:
        """Return the name of its run: « lycees – Journée labo 1 – préparer »."""
        return f"{self.programme} – {label_of_code(self.milestone)} – {PHASE_LABELS[self.phase]}"

    @property
    def parameters(self) -> dict[str, str]:
        """Return what its flow is given."""
        return {
            "programme": self.programme,
            "milestone": self.milestone,
            "phase": self.phase.value,
        }

    @property
    def tags(self) -> list[str]:
        """Return the tags of its run."""
        return run_tags(self.programme, self.milestone)


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody may ask to be run.

    programmes: title by code, empty for one that cannot be read. milestones: of all programmes, in
    order, dated or not, by kind.
    """

    programmes: dict[str, str]
    milestones: dict[MilestoneKind, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is to be run, by key.

    unread: programme and sentence, for each that cannot be read. ours: the programmes that were
    read, and those that the ledger knows though their folder is gone. done: keys of the phases that
    were published whole.
    """

    appointments: dict[str, Appointment]
    unread: tuple[tuple[str, str], ...]
    ours: frozenset[str]
    done: frozenset[str]
    choices: Choices

    @property
    def digest(self) -> str:
        """Return what changes when anything is to be run at another date, or no more."""
        dates = sorted(f"{key} {one.due.isoformat()}" for key, one in self.appointments.items())
        return hashlib.sha256("\n".join(dates).encode()).hexdigest()


def booking_key(programme: str, milestone: str, phase: Phase) -> str:
    """Return the key of the one run that a phase has, wherever its date goes."""
    return f"{programme}/{milestone}/{phase}"


def run_tags(programme: str, milestone: str) -> list[str]:
    """Return the tags of a run that the calendar books."""
    return [BOOKED_TAG, f"programme:{programme}", f"milestone:{milestone}"]


def agenda(settings: Settings, civil: datetime) -> Agenda:
    """Return what is to be run, from what is past and not done to the end of each programme.

    civil: what time it is, in Paris. A programme that cannot be read keeps nothing to run, and is
    told.
    """
    ledger = Ledger.open(settings.ledger_address)
    found: dict[str, Appointment] = {}
    unread: list[tuple[str, str]] = []
    last = ledger.last_runs()
    titles = dict.fromkeys(programmes(settings), "")
    codes: dict[MilestoneKind, set[str]] = {kind: set() for kind in MilestoneKind}
    with Store(ledger, Objects(settings.state / "objects")) as store:
        for code in titles:
            try:
                read = _known(settings, code, store)
            except PretError as error:
                unread.append((code, str(error)))
                continue
            titles[code] = read.title
            for milestone, kind in read.milestones:
                codes[kind].add(milestone)
            for one in read.dated:
                done_before = last.get((code, one.milestone, one.phase))
                wanted = _wanted(one, done_before, civil, read.departments)
                if wanted is not None:
                    found[wanted.key] = wanted
    ours = {*titles, *(code for code, _, _ in last)} - {code for code, _ in unread}
    # « lab-day-10 » comes after « lab-day-9 ».
    ordered = {kind: tuple(sorted(each, key=lambda c: (len(c), c))) for kind, each in codes.items()}
    whole = [each for each, run in last.items() if not run.manifest.startswith(UNFINISHED)]
    done = frozenset(booking_key(code, milestone, Phase(phase)) for code, milestone, phase in whole)
    return Agenda(found, tuple(unread), frozenset(ours), done, Choices(titles, ordered))


@dataclass(frozen=True, slots=True)
class _Dated(Appointment):
    """An appointment as the calendar has it. reminders: whether to ask again."""

    reminders: bool = True


def _wanted(
    dated: _Dated, done: LastRun | None, civil: datetime, departments: tuple[str, ...]
) -> Appointment | None:
    """Return the run that a phase needs: on its day, then while something is missing.

    One that was made before its hour keeps its run: it is made again if something changed since.
    """
    values = (dated.programme, dated.milestone, dated.kind, dated.phase)
    if done is None or dated.starts > civil:
        return Appointment(*values, dated.due)
    lacks = done.missing_count or done.manifest.startswith(UNFINISHED)
    if not (lacks and dated.reminders and dated.phase is Phase.COMPLETE):
        return None
    return Appointment(*values, _next_run_day(civil, departments), again=True)


def _next_run_day(civil: datetime, departments: tuple[str, ...]) -> date:
    """Return the working day whose run hour comes next: today, as long as it has not come.

    departments: those of the programme's sites.
    """
    today = civil.date()
    come = civil >= at_run_hour(today)
    return working_day_after(today if come else today - timedelta(days=1), departments)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is kept of a programme. milestones: all of them, each with its kind."""

    title: str
    departments: tuple[str, ...]
    milestones: tuple[tuple[str, MilestoneKind], ...]
    dated: tuple[_Dated, ...]


def _known(settings: Settings, code: str, store: Store) -> _Known:
    """Return what is kept of a programme, read again only when its files changed."""
    key = f"agenda/{_FORM}/{code}/{_stamp(settings, code)}"
    kept = store.get(key)
    if kept is None:
        kept = json.dumps(_read(settings, code)).encode()
        store.put(key, kept)
    title, departments, milestones, dated = json.loads(kept)
    return _Known(
        title,
        tuple(departments),
        tuple((milestone, MilestoneKind(kind)) for milestone, kind in milestones),
        tuple(
            _Dated(
                code,
                milestone,
                MilestoneKind(kind),
                Phase(phase),
                date.fromisoformat(due),
                reminders=reminders,
            )
            for milestone, kind, phase, due, reminders in dated
        ),
    )


def _read(settings: Settings, code: str) -> list[object]:
    with Session(settings, code) as session:
        source = session.programme
        calendar = source.calendar.value
        unread = tuple(each for each in source.problems if each.file == source.calendar.file)
        if unread and not source.calendar.lines:
            raise ProblemsError(unread)
        dated = [
            (
                step.milestone.code,
                step.milestone.kind.value,
                step.phase.value,
                step.due.isoformat(),
                _reminders(session, step.milestone),
            )
            for step in steps(source.programme.value, calendar)
        ]
        milestones = [(each.code, each.kind.value) for each in session.milestones]
        programme = source.programme.value
        return [programme.title, programme.departments, milestones, dated]


def _reminders(session: Session, milestone: Milestone) -> bool:
    planned = session.programme.calendar.value.planned(milestone.code)
    return planned is None or planned.reminders


def _stamp(settings: Settings, code: str) -> str:
    """Return what changes when one of the two files does."""
    found: list[str] = []
    for name in _FILES:
        path = settings.inputs / code / name
        if path.is_file():
            status = path.stat()
            found.append(f"{name}/{status.st_size}/{status.st_mtime_ns}")
    return hashlib.sha256("|".join(found).encode()).hexdigest()


def last_mended(settings: Settings) -> str | None:
    """Return the digest of the last agenda that was booked whole, or None."""
    with _store(settings) as store:
        kept = store.get(_MENDED)
    return kept.decode() if kept is not None else None


def note_mended(settings: Settings, digest: str) -> None:
    """Keep the digest of an agenda that is booked whole; empty when it is not."""
    with _store(settings) as store:
        store.put(_MENDED, digest.encode())


def _store(settings: Settings) -> Store:
    ledger = Ledger.open(settings.ledger_address)
    return Store(ledger, Objects(settings.state / "objects"))
