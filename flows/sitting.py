"""The sitting that flows share: one session over the programme, and who listens to progress."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pret.domain.milestones import Milestone, Phase
from pret.errors import ProblemsError
from pret.service.making import BookedStep, Made, Outcome
from pret.service.session import Session
from pret.settings import Settings


@dataclass(frozen=True, slots=True)
class Report:
    """What one run came to. outcome: None when everything was made already.

    failed: each document that could not be made, as a sentence.
    """

    milestone: Milestone
    phase: Phase
    outcome: Outcome | None
    booked: tuple[BookedStep, ...]
    failed: tuple[str, ...]


class Listener(Protocol):
    """Somebody who watches runs go on."""

    def begins(self, milestone: Milestone, phase: Phase, documents: int) -> None:
        """Hear that a phase begins, with how many documents."""

    def made(self, document: Made) -> None:
        """Hear that a document is made."""

    def ends(self, report: Report) -> None:
        """Hear what a phase came to."""

    def refused(self, error: ProblemsError) -> None:
        """Hear, in full, why a phase could not begin: Prefect is told less."""


class Silence:
    """Nobody listens."""

    def begins(self, milestone: Milestone, phase: Phase, documents: int) -> None:
        """Hear nothing."""

    def made(self, document: Made) -> None:
        """Hear nothing."""

    def ends(self, report: Report) -> None:
        """Hear nothing."""

    def refused(self, error: ProblemsError) -> None:
        """Hear nothing."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """One session and its listener."""

    session: Session
    listener: Listener


_current: ContextVar[Sitting | None] = ContextVar("sitting", default=None)

#: How long a run waits for another one on the same programme, in seconds.
LOCK_WAIT_S = 300.0


@contextmanager
def sitting(settings: Settings, programme: str, listener: Listener) -> Iterator[Sitting]:
    """Open a sitting that the flows called inside will share."""
    with Session(settings, programme) as session, sitting_over(session, listener) as opened:
        yield opened


@contextmanager
def sitting_over(session: Session, listener: Listener) -> Iterator[Sitting]:
    """Let the flows called inside share a session that is open already."""
    opened = Sitting(session, listener)
    token = _current.set(opened)
    try:
        yield opened
    finally:
        _current.reset(token)


@contextmanager
def joined(programme: str) -> Iterator[Sitting]:
    """Join the sitting that is open on this programme, or open one from the environment."""
    current = _current.get()
    if current is not None and current.session.code == programme:
        yield current
        return
    settings = Settings.from_environ(os.environ, Path(__file__).parent.parent)
    with sitting(settings, programme, Silence()) as opened:
        yield opened
