"""Facts of a prospective workshop and its restitution."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pret.domain.documents import DocumentKind
from pret.domain.facts.closing_seminar import ProposalCode
from pret.domain.facts.meeting import Meeting
from pret.domain.fields import Day, Entry, Line, PersonCode, Prose, maybe, must, owed, owed_many

_REPORT = DocumentKind.WORKSHOP_REPORT


class Sequence(Entry):
    """A time of the workshop."""

    title: Line = must("Temps")
    description: Prose = must("Déroulé")
    minutes: Annotated[int, Field(ge=5, le=480)] | None = maybe("Durée, en minutes")


class Group(Entry):
    """A working group and what it made. photos: files of `photos/`."""

    name: Line = must("Groupe")
    brief: Prose | None = owed("Consigne du groupe")
    members: Line | None = maybe("Composition")
    production: Prose | None = owed("Production du groupe")
    photos: tuple[Line, ...] = maybe("Photos", default=())


class Vision(Entry):
    """A vision or scenario sketched. horizon: a year or a term."""

    title: Line = must("Titre")
    horizon: Line | None = owed("Horizon de la vision")
    story: Prose | None = owed("Récit de la vision")
    tools: tuple[Line, ...] = maybe("Outils imaginés", default=())
    photo: Line | None = maybe("Photo")


class Controversy(Entry):
    """A statement debated, with the arguments on each side."""

    statement: Line = must("Énoncé")
    in_favour: tuple[Line, ...] = owed_many("Arguments pour")
    against: tuple[Line, ...] = owed_many("Arguments contre")
    outcome: Line | None = maybe("Où en est le débat")


class Commitment(Entry):
    """A test that an organisation commits to."""

    organisation: Line = must("Organisme")
    test: Line = must("Test in situ")
    due: Day | None = owed("Échéance de l’engagement")


class WorkshopFacts(Entry):
    """`milestone.yaml` of a prospective workshop."""

    version: Annotated[int, Field(ge=1, le=1)] = must("Version du fichier")
    title: Line | None = owed("Titre de l’atelier", _REPORT)
    meeting: Meeting = maybe("Organisation", default=Meeting())
    question: Prose | None = owed("Question de l’atelier", _REPORT)
    format: Prose | None = owed("Format de l’atelier", _REPORT)
    present: tuple[PersonCode, ...] = owed_many("Participants", _REPORT)
    excused: tuple[PersonCode, ...] = maybe("Excusés", default=())
    proposals: tuple[ProposalCode, ...] = owed_many("Propositions mises en débat", _REPORT)
    inputs: Prose | None = owed("Matériaux d’entrée", _REPORT)
    sequences: tuple[Sequence, ...] = owed_many("Déroulé", _REPORT)
    groups: tuple[Group, ...] = owed_many("Productions par groupe", _REPORT)
    visions: tuple[Vision, ...] = owed_many("Visions", _REPORT)
    agreements: tuple[Line, ...] = owed_many("Points d’accord", _REPORT)
    controversies: tuple[Controversy, ...] = owed_many("Controverses", _REPORT)
    tools: tuple[Line, ...] = owed_many("Outils et méthodes imaginés", _REPORT)
    commitments: tuple[Commitment, ...] = owed_many("Engagements de test", _REPORT)
    next_steps: tuple[Line, ...] = owed_many("Suites", _REPORT)
