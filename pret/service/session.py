"""One sitting over one programme: its material, its ledger, its renderers."""

from __future__ import annotations

import difflib
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import cached_property
from types import TracebackType
from typing import Self

from pret.compose.composer import Composer
from pret.domain.documents import DocumentKind
from pret.domain.gathered import GatheredMilestone, GatheredProgramme
from pret.domain.milestones import Milestone, MilestoneKind
from pret.domain.references import DocumentReference, references
from pret.errors import BusyError, UnknownDocumentError, UnknownMilestoneError
from pret.gather.milestone import gather_milestone
from pret.gather.programme import gather_programme
from pret.service.printer import Printer
from pret.service.store import Store
from pret.settings import Settings
from pret.vault.ledger import Ledger
from pret.vault.lock import programme_lock
from pret.vault.objects import Objects

LOCK_RETRY_S = 0.5

#: Kinds of documents that draw on other milestones than their own, and on which kinds.
DRAWS_ON: Mapping[DocumentKind, frozenset[MilestoneKind]] = {
    DocumentKind.WORKSHOP_REPORT: frozenset({MilestoneKind.CLOSING_SEMINAR}),
    DocumentKind.DEPLOYMENT_SCENARIO: frozenset({MilestoneKind.CLOSING_SEMINAR}),
    DocumentKind.BOOKLET: frozenset(MilestoneKind),
}


class Session:
    """Holds what several use cases share while one programme is worked on.

    Reads each folder once: two steps of one session see the same material.
    """

    def __init__(self, settings: Settings, programme: str) -> None:
        self.settings, self.code = settings, programme
        self._gathered: dict[str, GatheredMilestone] = {}
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger, created on first use."""
        url = self.settings.ledger_url or f"sqlite:///{self.settings.state / 'ledger.db'}"
        return Ledger.open(url)

    @cached_property
    def store(self) -> Store:
        """Derived results, kept in the vault."""
        return self._open.enter_context(
            Store(self.ledger, Objects(self.settings.state / "objects"))
        )

    @cached_property
    def composer(self) -> Composer:
        """The templates, compiled once."""
        return Composer(self.settings.templates)

    @cached_property
    def printer(self) -> Printer:
        """The writers, one set for each thread that renders."""
        return self._open.enter_context(Printer(self.settings, self.store))

    @cached_property
    def programme(self) -> GatheredProgramme:
        """The programme's own files. Raises ProgrammeMissingError, ProblemsError."""
        folder = self.settings.inputs / self.code
        return gather_programme(folder, self.store, quiet_s=self.settings.quiet_s)

    @cached_property
    def milestones(self) -> tuple[Milestone, ...]:
        """The programme's milestones in order."""
        return self.programme.programme.value.milestones()

    def milestone(self, code: str) -> Milestone:
        """Return the milestone of this code. Raises UnknownMilestoneError, with the nearest one."""
        for milestone in self.milestones:
            if code in (milestone.code, milestone.folder):
                return milestone
        known = tuple(milestone.code for milestone in self.milestones)
        near = difflib.get_close_matches(code, known, 1, 0.5)
        raise UnknownMilestoneError(code, known, near[0] if near else None)

    def gathered(self, milestone: Milestone) -> GatheredMilestone:
        """Return all that was left in a milestone's folder."""
        if milestone.code not in self._gathered:
            self._gathered[milestone.code] = gather_milestone(
                self.settings.inputs / self.code,
                milestone,
                self.programme,
                self.store,
                quiet_s=self.settings.quiet_s,
                workers=self.settings.workers,
            )
        return self._gathered[milestone.code]

    def references(self, milestone: Milestone) -> tuple[DocumentReference, ...]:
        """Return the documents that a milestone owes."""
        return references(milestone, self.gathered(milestone).facts.value)

    def reference(self, code: str) -> DocumentReference:
        """Return a document by its code: `lab-day-1/minutes`, or `booklet` when it is alone.

        Raises UnknownDocumentError, with the nearest code.
        """
        known = [ref for milestone in self.milestones for ref in self.references(milestone)]
        found = [ref for ref in known if ref.code == code]
        found = found or [ref for ref in known if ref.code.partition("/")[2] == code]
        if len(found) == 1:
            return found[0]
        codes = tuple(ref.code for ref in (found or known))
        near = difflib.get_close_matches(code, codes, 1, 0.5)
        raise UnknownDocumentError(code, codes, near[0] if near else None)

    def sources(self, reference: DocumentReference) -> dict[str, GatheredMilestone]:
        """Return what a document is made from: its own milestone's material, and others' if any."""
        kinds = DRAWS_ON.get(reference.kind, frozenset())
        return {
            milestone.code: self.gathered(milestone)
            for milestone in self.milestones
            if milestone == reference.milestone or milestone.kind in kinds
        }

    @contextmanager
    def locked(self, wait_s: float = 0.0) -> Iterator[None]:
        """Keep other runs off the programme; raise BusyError when one is at it after wait_s."""
        deadline = time.monotonic() + wait_s
        with ExitStack() as held:
            while True:
                try:
                    held.enter_context(programme_lock(self.settings.state, self.code))
                    break
                except BusyError:
                    if time.monotonic() >= deadline:
                        raise
                    time.sleep(LOCK_RETRY_S)
            yield


def programmes(settings: Settings) -> tuple[str, ...]:
    """Return the codes of the programmes found in the inputs."""
    if not settings.inputs.is_dir():
        return ()
    return tuple(
        sorted(
            folder.name
            for folder in settings.inputs.iterdir()
            if (folder / "programme.yaml").is_file()
        )
    )
