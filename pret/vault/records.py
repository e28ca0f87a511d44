"""What the ledger keeps, as values: runs and their files, bookings, notices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class IssuedFile:
    """A file made by a run. path: posix, relative to the outputs, as given to `publish`."""

    document: str
    path: str
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class SetAside:
    """An input that could not be used. reason: in the users' words."""

    path: str
    sha256: str
    reason: str


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One phase of one milestone, done. manifest: SHA-256 of everything that it depends on."""

    programme: str
    milestone: str
    phase: str
    manifest: str
    files: tuple[IssuedFile, ...]
    set_aside: tuple[SetAside, ...]
    missing_count: int


@dataclass(frozen=True, slots=True)
class LastRun:
    """What the last run of a phase came to: manifest and missing_count as in RunRecord."""

    manifest: str
    missing_count: int


@dataclass(frozen=True, slots=True)
class Booking:
    """A phase of a milestone to come. due: civil date. run_key: its idempotency key in Prefect."""

    programme: str
    milestone: str
    phase: str
    due: date
    run_key: str


@dataclass(frozen=True, slots=True)
class SentNotice:
    """A weekly notice that went out. week: `2027-W19`. until: last event that it told."""

    programme: str
    week: str
    until: int
