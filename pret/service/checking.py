"""What is missing, by milestone and by document; nothing is made or written."""

from __future__ import annotations

from dataclasses import dataclass

from pret.compose.views import Gap
from pret.domain.completeness import lacking
from pret.domain.facts.closing_seminar import ClosingSeminarFacts
from pret.domain.facts.scenario import ScenarioFacts
from pret.domain.milestones import Milestone, MilestoneKind
from pret.domain.references import DocumentReference
from pret.domain.statuses import Standing
from pret.domain.tensions import scenario_problems
from pret.domain.withheld import Withheld
from pret.problems import Problem
from pret.service.glyphs import glyph_problems
from pret.service.session import Session
from pret.service.stated import stated


@dataclass(frozen=True, slots=True)
class DocumentState:
    """What one document lacks. gaps: owed values that are absent.

    undrawn: the characters that its PDF cannot show; it is complete all the same.
    """

    reference: DocumentReference
    gaps: tuple[Gap, ...]
    problems: tuple[Problem, ...]
    withheld: tuple[Withheld, ...]
    standing: Standing
    undrawn: tuple[Problem, ...]

    @property
    def complete(self) -> bool:
        """Tell whether nothing is missing and nothing is to be mended."""
        return not (self.gaps or self.problems)


@dataclass(frozen=True, slots=True)
class MilestoneState:
    """What one milestone lacks.

    problems: in its files, whatever the document. set_aside: file and reason. remarks: how its
    notes were read, with nothing to mend. unread: those of the problems for which `run` refuses it.
    """

    milestone: Milestone
    documents: tuple[DocumentState, ...]
    problems: tuple[Problem, ...]
    set_aside: tuple[tuple[str, str], ...]
    remarks: tuple[Problem, ...] = ()
    unread: tuple[Problem, ...] = ()


def check(session: Session, milestone: Milestone) -> MilestoneState:
    """Tell what a milestone lacks, by composing its documents without rendering them."""
    gathered = session.gathered(milestone)
    documents = []
    for reference in session.references(milestone):
        found = stated(session, reference)
        composed = found.composed
        documents.append(
            DocumentState(
                reference,
                composed.gaps,
                composed.problems,
                composed.withheld,
                found.standing,
                glyph_problems(session, composed.document),
            )
        )
    return MilestoneState(
        milestone,
        tuple(documents),
        problems_of(session, milestone),
        tuple((each.file, each.reason) for each in gathered.set_aside),
        gathered.remarks,
        unread_problems(session, milestone),
    )


def problems_of(session: Session, milestone: Milestone) -> tuple[Problem, ...]:
    """Return what is to be mended in a milestone's folder and what it lacks, documents apart."""
    gathered = session.gathered(milestone)
    return (*gathered.problems, *lacking(gathered), *_across(session, milestone))


def unread_problems(session: Session, milestone: Milestone) -> tuple[Problem, ...]:
    """Return why nothing of a milestone may be published: what it rests on cannot be read.

    That is people.yaml, calendar.yaml or the milestone's own file when it is there and could not
    be understood, or a folder that bears another number.
    """
    source, gathered = session.programme, session.gathered(milestone)
    read = {**source.hashes, **gathered.hashes}
    unread = {
        each.file
        for each in (source.people, source.calendar, gathered.facts)
        if each.file in read and not each.lines
    }
    misnamed = not (session.settings.inputs / session.code / milestone.folder).is_dir()
    return tuple(
        problem
        for problem in (*source.problems, *gathered.problems)
        if problem.file in unread or (misnamed and problem.file.partition("-")[2] == milestone.code)
    )


def _across(session: Session, milestone: Milestone) -> tuple[Problem, ...]:
    """Return problems that only show between two milestones."""
    if milestone.kind is not MilestoneKind.DEPLOYMENT_SCENARIO:
        return ()
    scenario = session.gathered(milestone).facts
    seminars = [
        session.gathered(other).facts.value
        for other in session.milestones
        if other.kind is MilestoneKind.CLOSING_SEMINAR
    ]
    if not isinstance(scenario.value, ScenarioFacts):
        return ()
    return tuple(
        problem
        for seminar in seminars
        if isinstance(seminar, ClosingSeminarFacts)
        for problem in scenario_problems(seminar.tensions, scenario.value, scenario.file)
    )
