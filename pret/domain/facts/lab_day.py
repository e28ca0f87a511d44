"""Facts of a lab day: what the actors of all sites said, adjusted and decided."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pret.domain.documents import DocumentKind
from pret.domain.facts.meeting import Decision, Meeting, SiteNote
from pret.domain.fields import (
    Day,
    Entry,
    Line,
    PersonCode,
    Prose,
    SiteCode,
    maybe,
    must,
    owed,
    owed_many,
)

_MINUTES = DocumentKind.MINUTES


class Point(Entry):
    """A point discussed. photos: files of `photos/`."""

    title: Line = must("Point")
    summary: Prose | None = owed("Synthèse du point")
    disagreements: Prose | None = maybe("Désaccords")
    photos: tuple[Line, ...] = maybe("Photos", default=())


class Adjustment(Entry):
    """A change made to the experiment for the next week."""

    site: SiteCode = must("Site")
    subject: Line = must("Prototype ou action")
    change: Line = must("Changement")
    reason: Line | None = owed("Raison du changement")


class Crossing(Entry):
    """What the sites share, and what sets them apart, on one subject."""

    subject: Line = must("Sujet")
    common: Line | None = owed("Points communs")
    different: Line | None = owed("Différences")


class LabDayFacts(Entry):
    """`milestone.yaml` of a lab day."""

    version: Annotated[int, Field(ge=1, le=1)] = must("Version du fichier")
    meeting: Meeting = maybe("Organisation", default=Meeting())
    secretary: PersonCode | None = owed("Secrétaire de séance", _MINUTES)
    present: tuple[PersonCode, ...] = owed_many("Présents", _MINUTES)
    excused: tuple[PersonCode, ...] = maybe("Excusés", default=())
    in_short: tuple[Line, ...] = owed_many("En bref", _MINUTES, hint="cinq lignes au plus")
    sites: tuple[SiteNote, ...] = owed_many("Où en est chaque site", _MINUTES)
    points: tuple[Point, ...] = owed_many("Points discutés", _MINUTES)
    crossings: tuple[Crossing, ...] = owed_many("Croisements entre les sites", _MINUTES)
    pitfalls: tuple[Line, ...] = owed_many("Écueils à éviter", _MINUTES)
    tips: tuple[Line, ...] = owed_many("Astuces", _MINUTES)
    adjustments: tuple[Adjustment, ...] = owed_many("Ajustements décidés", _MINUTES)
    decisions: tuple[Decision, ...] = owed_many("Relevé de décisions", _MINUTES)
    open_points: tuple[Line, ...] = maybe("Points ouverts", default=())
    remarks_by: Day | None = owed("Date limite des remarques", _MINUTES)
