"""The planning and the calendars of programmes whose dates changed since they were published."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from pret.failures import BusyError
from pret.gather.programme import CALENDAR, PROGRAMME
from pret.problems import PretError
from pret.service.digest import digest
from pret.service.session import Session, programmes
from pret.settings import Settings
from pret.vault.ledger import Ledger

#: The files that give a programme its dates.
_FILES = (PROGRAMME, CALENDAR)
_PREFIX = "dates/"


@dataclass(frozen=True, slots=True)
class Refreshed:
    """Codes of the programmes whose dates were published again, and of those that could not be.

    again: the milestones whose invitation was made again, as `lycees/lab-day-1`. kept: published
    files that were edited by hand and so bear the dates that they had, by path under the outputs.
    """

    done: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def note_dates(session: Session) -> None:
    """Keep that all that is published bears the dates that were read."""
    hashes = session.programme.hashes
    read = digest(hashes.get(name, "") for name in _FILES)
    session.store.put(f"{_PREFIX}{session.code}", read.encode())


def refresh_dates(settings: Settings) -> Refreshed:
    """Publish the dates of every programme that published something and whose files say others.

    A programme that another run is working on waits for the next time.
    """
    done: list[str] = []
    failed: list[str] = []
    again: list[str] = []
    kept: list[str] = []
    for code in _changed(settings):
        from pret.service.following import follow_dates  # late: mostly, nothing changed

        try:
            with Session(settings, code) as session, session.locked():
                followed = follow_dates(session)
        except BusyError:
            continue
        except PretError:
            failed.append(code)
            continue
        done += [code] if followed.written else []
        again += [f"{code}/{each.code}" for each in followed.again]
        kept += followed.kept
    return Refreshed(tuple(done), tuple(failed), tuple(again), tuple(kept))


def _changed(settings: Settings) -> list[str]:
    """Return the programmes whose published dates are not known to be those of their files."""
    ledger = Ledger.open(settings.ledger_address)
    followed = ledger.cached_under(_PREFIX)
    published = {code for code, _, _ in ledger.last_runs()}
    return [
        code
        for code in programmes(settings)
        # What is kept is the object's own hash: the object need not be read.
        if code in published
        and followed.get(code) != hashlib.sha256(_now(settings, code).encode()).hexdigest()
    ]


def _now(settings: Settings, code: str) -> str:
    paths = (settings.inputs / code / name for name in _FILES)
    return digest(
        hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "" for path in paths
    )
