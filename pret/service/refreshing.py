"""The planning and the calendars of programmes whose dates changed since they were published."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from pret.errors import BusyError, PretError
from pret.gather.programme import CALENDAR, PROGRAMME
from pret.service.digest import digest
from pret.service.session import Session, programmes
from pret.service.store import Store
from pret.settings import Settings
from pret.vault.ledger import Ledger
from pret.vault.objects import Objects

#: The files that give a programme its dates.
_FILES = (PROGRAMME, CALENDAR)


@dataclass(frozen=True, slots=True)
class Refreshed:
    """Codes of the programmes whose dates were published again, and of those that could not be."""

    done: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()


def note_dates(session: Session) -> None:
    """Keep which dates are published, as they were read."""
    hashes = session.programme.hashes
    read = digest(hashes.get(name, "") for name in _FILES)
    session.store.put(_key(session.code), read.encode())


def refresh_dates(settings: Settings) -> Refreshed:
    """Publish the dates of every programme that published some and whose files say others now.

    A programme that another run is working on waits for the next time.
    """
    from pret.service.making import publish_dates  # late: most of the time there is nothing to make

    done: list[str] = []
    failed: list[str] = []
    for code in _changed(settings):
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
    ledger = Ledger.open(settings.ledger_address)
    found: list[str] = []
    with Store(ledger, Objects(settings.state / "objects")) as store:
        for code in programmes(settings):
            published = store.get(_key(code))
            if published is not None and published.decode() != _now(settings, code):
                found.append(code)
    return found


def _now(settings: Settings, code: str) -> str:
    paths = (settings.inputs / code / name for name in _FILES)
    return digest(
        hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "" for path in paths
    )


def _key(code: str) -> str:
    return f"dates/{code}"
