"""The planning and the calendars of programmes whose dates changed since they were published."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from pret.errors import BusyError, PretError
from pret.gather.programme import CALENDAR, PROGRAMME
from pret.service.digest import digest
from pret.service.session import Session, programmes
from pret.settings import Settings
from pret.vault.ledger import Ledger

#: The files that give a programme its dates.
_FILES = (PROGRAMME, CALENDAR)
_PREFIX = "dates/"


@dataclass(frozen=True, slots=True)
class Refreshed:
    """Codes of the programmes whose dates were published again, and of those that could not be."""

    done: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()


def note_dates(session: Session) -> None:
    """Keep which dates are published, as they were read."""
    hashes = session.programme.hashes
    read = digest(hashes.get(name, "") for name in _FILES)
    session.store.put(f"{_PREFIX}{session.code}", read.encode())


def refresh_dates(settings: Settings) -> Refreshed:
    """Publish the dates of every programme that published some and whose files say others now.

    A programme that another run is working on waits for the next time.
    """
    done: list[str] = []
    failed: list[str] = []
    for code in _changed(settings):
        from pret.service.making import publish_dates  # late: most of the time, nothing changed

        try:
            with Session(settings, code) as session, session.locked():
                publish_dates(session)
            done.append(code)
        except BusyError:
            continue
        except PretError:
            failed.append(code)
    return Refreshed(tuple(done), tuple(failed))


def _changed(settings: Settings) -> list[str]:
    """Return the programmes whose published dates are not those of their files."""
    published = Ledger.open(settings.ledger_address).cached_under(_PREFIX)
    return [
        code
        for code in programmes(settings)
        # What is kept is the object's own hash: the object need not be read.
        if code in published
        and published[code] != hashlib.sha256(_now(settings, code).encode()).hexdigest()
    ]


def _now(settings: Settings, code: str) -> str:
    paths = (settings.inputs / code / name for name in _FILES)
    return digest(
        hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "" for path in paths
    )
