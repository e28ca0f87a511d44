"""The facts that each kind of milestone asks for in its `milestone.yaml`."""

from __future__ import annotations

from pret.domain.facts.closing_seminar import ClosingSeminarFacts
from pret.domain.facts.closure import ClosureFacts
from pret.domain.facts.immersion_week import ImmersionWeekFacts
from pret.domain.facts.lab_day import LabDayFacts
from pret.domain.facts.preparation import PreparationFacts
from pret.domain.facts.scenario import ScenarioFacts
from pret.domain.facts.study_trip import StudyTripFacts
from pret.domain.facts.workshop import WorkshopFacts
from pret.domain.milestones import MilestoneKind

Facts = (
    PreparationFacts
    | StudyTripFacts
    | ImmersionWeekFacts
    | LabDayFacts
    | ClosingSeminarFacts
    | WorkshopFacts
    | ScenarioFacts
    | ClosureFacts
)

FACTS: dict[MilestoneKind, type[Facts]] = {
    MilestoneKind.PREPARATION: PreparationFacts,
    MilestoneKind.STUDY_TRIP: StudyTripFacts,
    MilestoneKind.IMMERSION_WEEK: ImmersionWeekFacts,
    MilestoneKind.LAB_DAY: LabDayFacts,
    MilestoneKind.CLOSING_SEMINAR: ClosingSeminarFacts,
    MilestoneKind.PROSPECTIVE_WORKSHOP: WorkshopFacts,
    MilestoneKind.DEPLOYMENT_SCENARIO: ScenarioFacts,
    MilestoneKind.CLOSURE: ClosureFacts,
}
