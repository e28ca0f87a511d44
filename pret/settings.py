"""Settings, built once at the edge and passed on."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from pret.clock import Clock, RealClock
from pret.errors import SettingError


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are.

    inputs: one folder a programme. outputs: the published tree. templates: wording and look.
    state: ledger, objects and Prefect's home; must not be inside a synchronised folder.
    ledger_url: SQLAlchemy address of the ledger; empty means SQLite under `state`.
    workers: how many documents are rendered at once, from 1.
    quiet_s: a file modified more recently than this is held back as being written.
    late_days: from how many days late a booked phase asks before it runs.
    tick_s: seconds between two looks at the calendars, or 0 for every quarter of an hour.
    smtp_url: where mail goes out, as smtp://user:password@host:587; empty for nowhere.
    mail_from: the address that mail comes from.
    clock: civil time; faster than everybody's in rehearsals only.
    """

    inputs: Path
    outputs: Path
    templates: Path
    state: Path
    ledger_url: str = ""
    workers: int = 2
    quiet_s: float = 2.0
    late_days: int = 7
    tick_s: float = 0
    smtp_url: str = field(default="", repr=False)  # it holds a password
    mail_from: str = ""
    clock: Clock | RealClock = field(default_factory=RealClock)

    @property
    def ledger_file(self) -> Path:
        """The ledger's own file, where no address is set."""
        return self.state / "ledger.db"

    @property
    def ledger_address(self) -> str:
        """Return the ledger's SQLAlchemy address, whichever way it was set."""
        return self.ledger_url or f"sqlite:///{self.ledger_file}"

    @classmethod
    def from_environ(cls, environ: Mapping[str, str], root: Path) -> Settings:
        """Read PRET_INPUTS, PRET_OUTPUTS, PRET_TEMPLATES, PRET_STATE and the other PRET_ settings.

        root: folder of the checkout, which gives the defaults.
        Raises SettingError for a setting that is not what it should be.
        """

        def folder(name: str, default: str) -> Path:
            return Path(environ.get(name) or root / default).absolute()

        def number(name: str, default: float) -> float:
            try:
                found = float(environ.get(name) or default)
            except ValueError:
                found = math.nan
            if not math.isfinite(found):
                raise SettingError(name, environ[name], "un nombre, par exemple 2")
            return found

        return cls(
            inputs=folder("PRET_INPUTS", "inputs"),
            outputs=folder("PRET_OUTPUTS", "outputs"),
            templates=folder("PRET_TEMPLATES", "templates"),
            state=folder("PRET_STATE", ".pret"),
            ledger_url=environ.get("PRET_LEDGER_URL", ""),
            workers=max(1, int(number("PRET_WORKERS", 2))),
            quiet_s=max(0.0, number("PRET_QUIET_S", 2)),
            late_days=max(0, int(number("PRET_LATE_DAYS", 7))),
            tick_s=max(0.0, number("PRET_TICK_S", 0)),
            smtp_url=environ.get("PRET_SMTP_URL", ""),
            mail_from=environ.get("PRET_MAIL_FROM", ""),
            clock=_clock(environ.get("PRET_CLOCK", "")),
        )


def _clock(written: str) -> Clock | RealClock:
    """Return the clock of « 2027-01-11 2026-11-27T21:50:00+00:00 0.5 »: day, instant, seconds."""
    if not written:
        return RealClock()
    try:
        first_day, begins, day_s = written.split()
        clock = Clock(date.fromisoformat(first_day), datetime.fromisoformat(begins), float(day_s))
    except ValueError:
        clock = None
    if clock is None or clock.day_s <= 0 or clock.begins.tzinfo is None:
        wanted = "un jour, un instant avec son fuseau et les secondes d’un jour"
        raise SettingError("PRET_CLOCK", written, wanted)
    return clock
