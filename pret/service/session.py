"""One sitting over one programme: its material, its ledger, its renderers."""

from __future__ import annotations

import difflib
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pret.domain.documents import DocumentKind
from pret.domain.facts import FACTS
from pret.domain.gathered import GatheredMilestone, GatheredProgramme
from pret.domain.milestones import Milestone, MilestoneKind, Phase
from pret.domain.references import DocumentReference, references
from pret.domain.schedule import undated_problems
from pret.errors import (
    AmbiguousDocumentError,
    ProblemsError,
    UnknownDocumentError,
    UnknownMilestoneError,
)
from pret.failures import BusyError
from pret.gather.milestone import gather_milestone
from pret.gather.programme import gather_programme
from pret.problems import Problem
from pret.service.memory import share_one_heap
from pret.service.naming import naming_problems, stray_folders
from pret.service.store import Store
from pret.settings import Settings
from pret.vault.ledger import Ledger
from pret.vault.lock import programme_lock
from pret.vault.objects import Objects

if TYPE_CHECKING:
    from pret.compose.composer import Composer
    from pret.render.theme import Theme
    from pret.service.printer import Printer

LOCK_RETRY_S = 0.5
#: What the manifest of a run starts with when a document could not be made.
UNFINISHED = "inachevé "

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
        share_one_heap()
        self.settings, self.code = settings, programme
        self._gathered: dict[str, Future[GatheredMilestone]] = {}
        self._guard = threading.Lock()
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

    def reread(self) -> None:
        """Forget what was read of the programme's folder; keep what makes documents.

        For a change of the look (`programme.yaml`, the theme), open another session.
        """
        self._gathered = {}
        for name in ("_own_files", "programme", "milestones"):
            self.__dict__.pop(name, None)

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger, created on first use."""
        return Ledger.open(self.settings.ledger_address)

    @cached_property
    def store(self) -> Store:
        """Derived results, kept in the vault."""
        return self._open.enter_context(
            Store(self.ledger, Objects(self.settings.state / "objects"))
        )

    @cached_property
    def composer(self) -> Composer:
        """The templates, compiled once."""
        from pret.compose.composer import Composer  # late: `status` composes nothing

        return Composer(self.settings.templates)

    @cached_property
    def theme(self) -> Theme:
        """The look of the documents. Raises TemplateError when the house's cannot be used."""
        return self._look[0]

    @cached_property
    def _look(self) -> tuple[Theme, tuple[Problem, ...]]:
        from pret.service.look import load_theme, programme_theme  # late: see `printer`

        return programme_theme(load_theme(self.settings.templates), self._own_files.programme)

    @cached_property
    def printer(self) -> Printer:
        """The writers, one set for each thread that renders."""
        from pret.service.printer import Printer  # late: `status` and `check` render nothing

        return self._open.enter_context(Printer(self.settings, self.store, self.theme))

    @cached_property
    def pool(self) -> ThreadPoolExecutor:
        """The threads that make documents: each keeps its own PDF worker for the whole session."""
        self.printer, self.composer  # noqa: B018 - made once, before several threads ask for them
        return self._open.enter_context(ThreadPoolExecutor(self.settings.workers))

    @cached_property
    def _own_files(self) -> GatheredProgramme:
        folder = self.settings.inputs / self.code
        return gather_programme(folder, self.store, quiet_s=self.settings.quiet_s)

    @cached_property
    def programme(self) -> GatheredProgramme:
        """The programme's own files. Raises ProgrammeMissingError, ProblemsError."""
        found = self._own_files
        if problems := naming_problems(self.code, found.programme.value.code):
            raise ProblemsError(problems)
        ordered = found.programme.value.milestones()
        calendar = found.calendar
        dates = (
            undated_problems(ordered, calendar.value, calendar.file)
            if calendar.lines  # one that could not be read is told already
            else ()
        )
        strays = stray_folders(self.settings.inputs / self.code, ordered)
        look = self._look[1] if "look" in found.programme.lines else ()
        return replace(found, problems=(*found.problems, *look, *dates, *strays))

    @property
    def calendar_faults(self) -> tuple[Problem, ...]:
        """What is wrong in calendar.yaml itself: not all its dates are known then."""
        found, file = self._own_files, self._own_files.calendar.file
        aside = (each for each in found.set_aside if each.file == file)
        return (
            *(Problem(file, None, "", each.reason, "") for each in aside),
            *(each for each in found.problems if each.file == file),
        )

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

    def command(self, words: str) -> str:
        """Return a command as it is typed; it names the programme where there are several."""
        where = f" --programme {self.code}" if len(programmes(self.settings)) > 1 else ""
        return f"pret {words}{where}"

    def missing_count(self, milestone: Milestone, phase: Phase) -> int:
        """Return how many values were missing when a phase was last made."""
        last = self.ledger.last_run(self.code, milestone.code, phase)
        return last.missing_count if last is not None else 0

    def gathered(self, milestone: Milestone) -> GatheredMilestone:
        """Return all that was left in a milestone's folder."""
        return self._promised(milestone, self._gather).result()

    def gather_ahead(self, milestone: Milestone) -> None:
        """Begin to read a folder while something else is done: its photos take the longest."""
        self._promised(milestone, lambda each: self._ahead.submit(self._gather, each))

    def _promised(
        self,
        milestone: Milestone,
        read: Callable[[Milestone], GatheredMilestone | Future[GatheredMilestone]],
    ) -> Future[GatheredMilestone]:
        """Return the reading of a folder, begun once whoever asks."""
        with self._guard:
            promised = self._gathered.get(milestone.code)
            if promised is None:
                found = read(milestone)
                promised = found if isinstance(found, Future) else _kept(found)
                self._gathered[milestone.code] = promised
        return promised

    @cached_property
    def _ahead(self) -> ThreadPoolExecutor:
        return self._open.enter_context(ThreadPoolExecutor(1))

    def _gather(self, milestone: Milestone) -> GatheredMilestone:
        return gather_milestone(
            self.settings.inputs / self.code,
            milestone,
            self.programme,
            self.store,
            quiet_s=self.settings.quiet_s,
            workers=self.settings.workers,
        )

    def references(self, milestone: Milestone) -> tuple[DocumentReference, ...]:
        """Return the documents that a milestone owes."""
        return references(milestone, self.gathered(milestone).facts.value)

    def reference(self, code: str) -> DocumentReference:
        """Return a document by its code: `lab-day-1/minutes`, or `booklet` when it is alone.

        Only the folders that tell how many documents there are get read: a quick look stays quick.
        Raises UnknownDocumentError, with the nearest code.
        """
        asked = code.partition("/")[0]
        here = [milestone for milestone in self.milestones if milestone.code == asked]
        known = [ref for each in here or self.milestones for ref in self._known(each)]
        found = [ref for ref in known if ref.code == code]
        found = found or [ref for ref in known if ref.code.partition("/")[2] == code]
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousDocumentError(code, tuple(ref.code for ref in found))
        codes = tuple(ref.code for ref in known)
        near = difflib.get_close_matches(code, codes, 1, 0.5)
        raise UnknownDocumentError(code, codes, near[0] if near else None)

    def _known(self, milestone: Milestone) -> tuple[DocumentReference, ...]:
        """Return what a milestone owes; its folder is read for the only kind whose facts count."""
        if milestone.kind is MilestoneKind.IMMERSION_WEEK:
            return self.references(milestone)
        return references(milestone, FACTS[milestone.kind](version=1))

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


def _kept(gathered: GatheredMilestone) -> Future[GatheredMilestone]:
    kept: Future[GatheredMilestone] = Future()
    kept.set_result(gathered)
    return kept


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
