"""Facts of the preparation: candidate sites against criteria, and the choice."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pret.domain.documents import DocumentKind
from pret.domain.fields import Entry, Grade, Line, Prose, SiteCode, maybe, must, owed, owed_many

_GRID = DocumentKind.SITE_GRID


class Criterion(Entry):
    """What a site is judged on. weight: relative importance, 1 to 3."""

    code: SiteCode = must("Code du critère")
    label: Line = must("Critère")
    question: Line | None = maybe("Question posée")
    weight: Annotated[int, Field(ge=1, le=3)] = maybe("Poids", default=1)


class Score(Entry):
    """How a site meets one criterion, from 1 (little) to 4 (fully)."""

    criterion: SiteCode = must("Critère")
    grade: Grade | None = owed("Note du critère, de 1 à 4")
    comment: Line | None = owed("Commentaire de la note")


class Candidate(Entry):
    """A candidate site. site: code in programme.yaml when it was chosen."""

    name: Line = must("Nom")
    town: Line = must("Commune")
    kind: Line = must("Type")
    site: SiteCode | None = maybe("Code du site retenu")
    chosen: bool | None = owed("Site retenu ou non")
    reason: Prose | None = owed("Raison du choix")
    scores: tuple[Score, ...] = owed_many("Notes du site")


class PreparationFacts(Entry):
    """`milestone.yaml` of the preparation."""

    version: Annotated[int, Field(ge=1, le=1)] = must("Version du fichier")
    policy_question: Prose | None = owed("Question posée à la politique publique", _GRID)
    method: Prose | None = owed("Méthode de repérage des sites", _GRID)
    criteria: tuple[Criterion, ...] = owed_many("Critères de pertinence", _GRID)
    candidates: tuple[Candidate, ...] = owed_many("Sites candidats", _GRID)
    choice: Prose | None = owed("Choix et raisons", _GRID)
    base_camp: Prose | None = owed("Choix du camp de base", _GRID)
    next_steps: tuple[Line, ...] = owed_many("Suites", _GRID)
