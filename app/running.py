"""Running milestones' flows from the command line, with their progress on the screen."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from app import prefect_host
from flows.sitting import Report, sitting_over
from pret.domain.french import count_of
from pret.domain.milestones import PHASE_LABELS, Milestone, Phase
from pret.errors import ProblemsError
from pret.failures import RunFailedError
from pret.service.making import Made, is_done
from pret.service.session import Session


class OnScreen:
    """Shows what runs do, as they do it."""

    def __init__(self, progress: Progress, total: TaskID) -> None:
        self.progress, self.total = progress, total
        self.reports: list[Report] = []
        self.refusals: list[ProblemsError] = []

    def begins(self, milestone: Milestone, phase: Phase, documents: int) -> None:
        """Show what begins."""
        words = f"{milestone.label}, {PHASE_LABELS[phase]}"
        self.progress.update(
            self.total, description=words, documents=count_of(documents, "document")
        )

    def made(self, document: Made) -> None:
        """Show a document as it is made."""
        self.progress.update(self.total, documents=document.reference.label)

    def refused(self, error: ProblemsError) -> None:
        """Keep why a phase could not begin."""
        self.refusals.append(error)

    def ends(self, report: Report) -> None:
        """Keep what a phase came to, and move the bar on."""
        self.reports.append(report)
        self.progress.advance(self.total)


def run_phases(
    session: Session, todo: Sequence[tuple[Milestone, Phase]], out: Console
) -> list[Report]:
    """Run phases in order and return what each came to.

    Prefect is neither imported nor started when all of them are done and booked.
    A phase that could not be made whole does not stop the next ones: its report says why.
    Raises ProblemsError, with all of them, when a phase could not even begin.
    """
    if all(is_done(session, milestone, phase) for milestone, phase in todo):
        return [Report(milestone, phase, None, (), ()) for milestone, phase in todo]
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TextColumn("{task.completed}/{task.total}"),
        TextColumn("[dim]{task.fields[documents]}[/dim]"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=out, transient=True) as progress:
        total = progress.add_task("Démarrage de Prefect…", total=len(todo), documents="")

        def say(sentence: str) -> None:
            progress.update(total, description=sentence)

        with prefect_host.server(session.settings.state, say):
            return _run(session, todo, OnScreen(progress, total))


def _run(
    session: Session, todo: Sequence[tuple[Milestone, Phase]], screen: OnScreen
) -> list[Report]:
    from flows.catalogue import FLOWS

    with sitting_over(session, screen):
        for place, (milestone, phase) in enumerate(todo):
            for following, _ in todo[place + 1 : place + 3]:
                session.gather_ahead(following)
            try:
                FLOWS[milestone.kind](session.code, milestone.code, phase)
            except RunFailedError:
                continue  # its report tells what failed
    if screen.refusals:
        raise ProblemsError(
            tuple(dict.fromkeys(each for one in screen.refusals for each in one.problems))
        )
    return screen.reports
