"""The milestones (`temps forts`) of a programme, in order, from its own settings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from pret.domain.documents import DocumentKind


class MilestoneKind(StrEnum):
    """Every kind of milestone (brief: « The milestones »)."""

    PREPARATION = "preparation"
    STUDY_TRIP = "study-trip"
    IMMERSION_WEEK = "immersion"
    LAB_DAY = "lab-day"
    CLOSING_SEMINAR = "closing-seminar"
    PROSPECTIVE_WORKSHOP = "workshop"
    DEPLOYMENT_SCENARIO = "deployment-scenario"
    CLOSURE = "closure"


class Phase(StrEnum):
    """The two times that a milestone is worked on."""

    PREPARE = "prepare"
    COMPLETE = "complete"


PHASE_LABELS = {Phase.PREPARE: "préparer", Phase.COMPLETE: "rendre compte"}


class LabDayRule(StrEnum):
    """Where lab days stand among the immersion weeks (calendar rule C6)."""

    AFTER_EACH_WEEK = "after_each_week"
    BEFORE_EACH_WEEK = "before_each_week"
    BETWEEN_WEEKS = "between_weeks"


@dataclass(frozen=True, slots=True)
class Milestone:
    """One milestone of one programme.

    position: rank from 0, which numbers its folder. number: rank among its kind, from 1.
    count: how many of its kind the programme holds.
    """

    kind: MilestoneKind
    position: int
    number: int = 1
    count: int = 1

    @property
    def code(self) -> str:
        """Return the code used on the command line: `lab-day-2`, `study-trip`."""
        return f"{self.kind}-{self.number}" if self.kind in NUMBERED else str(self.kind)

    @property
    def folder(self) -> str:
        """Return the name of its folder under the programme's: `05-lab-day-2`."""
        return f"{self.position:02d}-{self.code}"

    @property
    def label(self) -> str:
        """Return its French name: `Journée labo 2`."""
        return milestone_label(self.kind, self.number)

    @property
    def named(self) -> str:
        """Return its French name inside a sentence: `la journée labo 2`."""
        name = self.label[0].lower() + self.label[1:]
        article = ARTICLES[self.kind]
        return f"{article}{name}" if article.endswith("’") else f"{article} {name}"


ARTICLES = {
    MilestoneKind.PREPARATION: "le",
    MilestoneKind.STUDY_TRIP: "le",
    MilestoneKind.IMMERSION_WEEK: "la",
    MilestoneKind.LAB_DAY: "la",
    MilestoneKind.CLOSING_SEMINAR: "le",
    MilestoneKind.PROSPECTIVE_WORKSHOP: "l’",
    MilestoneKind.DEPLOYMENT_SCENARIO: "le",
    MilestoneKind.CLOSURE: "la",
}

NUMBERED = frozenset(
    {MilestoneKind.IMMERSION_WEEK, MilestoneKind.LAB_DAY, MilestoneKind.PROSPECTIVE_WORKSHOP}
)

#: What each week of the standard shape is about (brief, milestones 2, 4 and 6).
WEEK_THEMES = (
    "observation et compréhension des usages",
    "idéation et projection",
    "prototypes et dispositifs de test",
)


def milestone_label(kind: MilestoneKind, number: int) -> str:
    """Return the French name of a milestone; number counts only for the kinds that repeat."""
    match kind:
        case MilestoneKind.PREPARATION:
            return "Travail préparatoire"
        case MilestoneKind.STUDY_TRIP:
            return "Voyage d’étude"
        case MilestoneKind.IMMERSION_WEEK:
            return f"Semaine d’immersion {number}"
        case MilestoneKind.LAB_DAY:
            return f"Journée labo {number}"
        case MilestoneKind.CLOSING_SEMINAR:
            return "Séminaire de clôture"
        case MilestoneKind.PROSPECTIVE_WORKSHOP:
            return f"Atelier prospectif {number}"
        case MilestoneKind.DEPLOYMENT_SCENARIO:
            return "Scénario de déploiement"
        case MilestoneKind.CLOSURE:
            return "Clôture et restitution"
        case _:
            assert_never(kind)


def milestones(
    *, immersion_weeks: int, lab_days: int, workshops: int, lab_day_rule: LabDayRule
) -> tuple[Milestone, ...]:
    """Return a programme's milestones in order.

    immersion_weeks: 1 or more. lab_days: 0 or more; those beyond the places that the rule gives
    stand before the closing seminar. workshops: 0 to 3 (calendar rule C7).
    """
    kinds = [MilestoneKind.PREPARATION, MilestoneKind.STUDY_TRIP]
    left = lab_days
    for week in range(1, immersion_weeks + 1):
        if lab_day_rule is LabDayRule.BEFORE_EACH_WEEK and left:
            kinds.append(MilestoneKind.LAB_DAY)
            left -= 1
        kinds.append(MilestoneKind.IMMERSION_WEEK)
        last = week == immersion_weeks
        between = lab_day_rule is LabDayRule.BETWEEN_WEEKS and not last
        if left and (between or lab_day_rule is LabDayRule.AFTER_EACH_WEEK):
            kinds.append(MilestoneKind.LAB_DAY)
            left -= 1
    kinds += [MilestoneKind.LAB_DAY] * left
    kinds.append(MilestoneKind.CLOSING_SEMINAR)
    kinds += [MilestoneKind.PROSPECTIVE_WORKSHOP] * workshops
    kinds += [MilestoneKind.DEPLOYMENT_SCENARIO, MilestoneKind.CLOSURE]
    return tuple(
        Milestone(kind, position, kinds[: position + 1].count(kind), kinds.count(kind))
        for position, kind in enumerate(kinds)
    )


_MEETING = (DocumentKind.INVITATION, DocumentKind.AGENDA, DocumentKind.ATTENDANCE_SHEET)

_OWED: dict[tuple[MilestoneKind, Phase], tuple[DocumentKind, ...]] = {
    (MilestoneKind.PREPARATION, Phase.PREPARE): (
        DocumentKind.PLANNING,
        DocumentKind.BUDGET_REPORT,
    ),
    (MilestoneKind.PREPARATION, Phase.COMPLETE): (DocumentKind.SITE_GRID,),
    (MilestoneKind.STUDY_TRIP, Phase.PREPARE): _MEETING,
    (MilestoneKind.STUDY_TRIP, Phase.COMPLETE): (DocumentKind.STUDY_TRIP_DOSSIER,),
    (MilestoneKind.IMMERSION_WEEK, Phase.COMPLETE): (
        DocumentKind.FIELD_NOTEBOOK,
        DocumentKind.BLOG_POST,
    ),
    (MilestoneKind.LAB_DAY, Phase.PREPARE): _MEETING,
    (MilestoneKind.LAB_DAY, Phase.COMPLETE): (DocumentKind.MINUTES,),
    (MilestoneKind.CLOSING_SEMINAR, Phase.PREPARE): _MEETING,
    (MilestoneKind.CLOSING_SEMINAR, Phase.COMPLETE): (
        DocumentKind.PROTOTYPE_REVIEW,
        DocumentKind.PROPOSALS_NOTEBOOK,
        DocumentKind.PROPOSAL_CARDS,
    ),
    (MilestoneKind.PROSPECTIVE_WORKSHOP, Phase.PREPARE): _MEETING,
    (MilestoneKind.PROSPECTIVE_WORKSHOP, Phase.COMPLETE): (DocumentKind.WORKSHOP_REPORT,),
    (MilestoneKind.DEPLOYMENT_SCENARIO, Phase.COMPLETE): (
        DocumentKind.DEPLOYMENT_SCENARIO,
        DocumentKind.SCENARIO_NOTE,
        DocumentKind.EVALUATION_GRID,
    ),
    (MilestoneKind.CLOSURE, Phase.PREPARE): _MEETING,
    (MilestoneKind.CLOSURE, Phase.COMPLETE): (
        DocumentKind.BOOKLET,
        DocumentKind.BUDGET_REPORT,
    ),
}


def documents_owed(kind: MilestoneKind, phase: Phase) -> tuple[DocumentKind, ...]:
    """Return the documents that a kind of milestone owes in one phase, in the order of reading."""
    return _OWED.get((kind, phase), ())


def phases(kind: MilestoneKind) -> tuple[Phase, ...]:
    """Return the phases in which a kind of milestone owes something, in order."""
    return tuple(phase for phase in Phase if documents_owed(kind, phase))


def label_of_code(code: str) -> str:
    """Return the French name of a milestone from its code alone, or the code when it is none."""
    kind, _, number = code.rpartition("-")
    try:
        if number.isdigit() and MilestoneKind(kind) in NUMBERED:
            return milestone_label(MilestoneKind(kind), int(number))
        return milestone_label(MilestoneKind(code), 1)
    except ValueError:
        return code
