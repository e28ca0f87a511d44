"""Facts of the closure: what the booklet adds to all that was made before."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pret.domain.documents import DocumentKind
from pret.domain.facts.closing_seminar import Foreword, ProposalCode
from pret.domain.facts.meeting import Meeting
from pret.domain.fields import (
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
from pret.domain.programme import Figure

_BOOKLET = DocumentKind.BOOKLET


class Testimony(Entry):
    """What somebody says afterwards. interview: where it comes from."""

    role: Line = must("Rôle")
    text: Prose = must("Propos")
    site: SiteCode | None = maybe("Site")
    interview: Line | None = maybe("Entretien")


class GlossaryEntry(Entry):
    """A word explained."""

    term: Line = must("Terme")
    meaning: Line = must("Sens")


class Lesson(Entry):
    """A lesson of the whole programme."""

    title: Line = must("Enseignement")
    text: Prose = must("Texte")


class MethodStep(Entry):
    """A step of the method that others may reuse."""

    title: Line = must("Étape")
    text: Prose = must("Texte")
    tip: Line | None = maybe("Conseil")


class ClosureFacts(Entry):
    """`milestone.yaml` of the closure."""

    version: Annotated[int, Field(ge=1, le=1)] = must("Version du fichier")
    meeting: Meeting = maybe("Organisation", default=Meeting())
    title: Line | None = owed("Titre du livret", _BOOKLET)
    subtitle: Line | None = maybe("Sous-titre du livret")
    forewords: tuple[Foreword, ...] = owed_many("Éditos", _BOOKLET)
    in_one_page: Prose | None = owed("Le programme en une page", _BOOKLET)
    key_figures: tuple[Figure, ...] = owed_many("Chiffres clés", _BOOKLET)
    story: Prose | None = owed("Récit de la démarche", _BOOKLET)
    lessons: tuple[Lesson, ...] = owed_many("Enseignements", _BOOKLET)
    chosen_proposals: tuple[ProposalCode, ...] = owed_many("Propositions choisies", _BOOKLET)
    changed: Prose | None = owed("Ce qui a changé", _BOOKLET)
    testimonies: tuple[Testimony, ...] = owed_many("Paroles d’acteurs", _BOOKLET)
    method: tuple[MethodStep, ...] = owed_many("Méthode réutilisable", _BOOKLET)
    thanks: Prose | None = owed("Remerciements", _BOOKLET)
    glossary: tuple[GlossaryEntry, ...] = maybe("Glossaire", default=())
    credits: Prose | None = owed("Crédits", _BOOKLET)
    isbn: Line | None = maybe("ISBN")
    contact: PersonCode | None = maybe("Contact")
