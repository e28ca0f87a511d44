"""Facts of the study trip."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pret.domain.documents import DocumentKind
from pret.domain.facts.meeting import Meeting, Report
from pret.domain.fields import (
    Day,
    Entry,
    Euros,
    Grade,
    Hour,
    Line,
    PersonCode,
    Prose,
    SiteCode,
    maybe,
    must,
    owed,
    owed_many,
)

_DOSSIER = DocumentKind.STUDY_TRIP_DOSSIER


class Step(Entry):
    """A step of the visit."""

    day: Day = must("Jour")
    start: Hour = must("Début")
    end: Hour = must("Fin")
    site: SiteCode | None = maybe("Site")
    title: Line = must("Étape")
    resource_person: Line | None = owed("Personne-ressource de l’étape")
    lead: Line | None = maybe("Animation")


class Observation(Entry):
    """What somebody of the team saw. photo: file in `photos/`."""

    site: SiteCode = must("Site")
    author: PersonCode | None = owed("Auteur de l’observation")
    theme: Line = must("Thème")
    text: Prose = must("Observation")
    photo: Line | None = maybe("Photo")


class SiteScore(Entry):
    """A criterion's mark for one site after the visit, from 1 to 4."""

    site: SiteCode = must("Site")
    criterion: Line = must("Critère")
    grade: Grade | None = owed("Note après la visite, de 1 à 4")
    comment: Line | None = owed("Commentaire après la visite")


class Logistics(Entry):
    """How the trip was organised; deliberation: reference, needed when elected members travel."""

    lodging: Line | None = owed("Hébergement")
    transport: Line | None = owed("Transports")
    cost: Euros | None = owed("Coût prévisionnel")
    deliberation: Line | None = maybe("Délibération")


class StudyTripFacts(Entry):
    """`milestone.yaml` of the study trip."""

    version: Annotated[int, Field(ge=1, le=1)] = must("Version du fichier")
    meeting: Meeting = maybe("Organisation", default=Meeting())
    starting_question: Prose | None = owed("Question de départ", _DOSSIER)
    steps: tuple[Step, ...] = owed_many("Programme heure par heure", _DOSSIER)
    present: tuple[PersonCode, ...] = owed_many("Participants", _DOSSIER)
    excused: tuple[PersonCode, ...] = maybe("Excusés", default=())
    observation_questions: tuple[Line, ...] = owed_many("Grille d’observation", _DOSSIER)
    observations: tuple[Observation, ...] = owed_many("Observations", _DOSSIER)
    surprises: tuple[Line, ...] = owed_many("Étonnements", _DOSSIER)
    shared_problem: Prose | None = owed("Problématique commune", _DOSSIER)
    framed_questions: tuple[Line, ...] = owed_many("Questions formulées ensemble", _DOSSIER)
    scores: tuple[SiteScore, ...] = owed_many("Pertinence des sites après visite", _DOSSIER)
    base_camp: Prose | None = owed("Choix du camp de base", _DOSSIER)
    logistics: Logistics | None = owed("Logistique", _DOSSIER)
    reports: tuple[Report, ...] = maybe("Rapports réunis", default=())
    next_steps: tuple[Line, ...] = owed_many("Suites", _DOSSIER)
