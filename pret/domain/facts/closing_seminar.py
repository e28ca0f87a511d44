"""Facts of the closing seminar: the prototypes' joint review, then proposals and tensions."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from pret.domain.documents import DocumentKind
from pret.domain.facts.meeting import Meeting
from pret.domain.fields import (
    Entry,
    Euros,
    Grade,
    Line,
    PersonCode,
    Prose,
    SiteCode,
    maybe,
    must,
    owed,
    owed_many,
)

_REVIEW = DocumentKind.PROTOTYPE_REVIEW
_NOTEBOOK = DocumentKind.PROPOSALS_NOTEBOOK

PrototypeCode = Annotated[str, StringConstraints(pattern=r"^P\d{1,2}$")]
ProposalCode = Annotated[str, StringConstraints(pattern=r"^C\d{1,2}$")]


class Verdict(StrEnum):
    """What the seminar wants done with a prototype (brief: keep / adapt / drop)."""

    KEEP = "keep"
    ADAPT = "adapt"
    DROP = "drop"


VERDICT_LABELS = {
    Verdict.KEEP: "déployer",
    Verdict.ADAPT: "adapter",
    Verdict.DROP: "arrêter",
}


class TestedOn(Entry):
    """A site where a prototype was tested."""

    site: SiteCode = must("Site")
    dates: Line | None = owed("Dates du test")
    people: Annotated[int, Field(ge=0)] | None = owed("Nombre de personnes concernées par le test")


class Voice(Entry):
    """What somebody said of it; interview: code of the interview it comes from."""

    role: Line = must("Rôle")
    text: Line = must("Propos")
    interview: Line | None = maybe("Entretien")


class Measure(Entry):
    """A measured indicator."""

    name: Line = must("Indicateur")
    value: Line = must("Mesure")
    source: Line | None = owed("Source de la mesure")


class Vote(Entry):
    """How the seminar voted, in people."""

    yes: Annotated[int, Field(ge=0)] = must("Pour")
    reserved: Annotated[int, Field(ge=0)] = must("Avec réserve")
    no: Annotated[int, Field(ge=0)] = must("Contre")


class RoadStep(Entry):
    """A step towards deployment."""

    step: Line = must("Étape")
    who: Line | None = owed("Qui porte l’étape")
    when: Line | None = owed("Quand a lieu l’étape")


class Prototype(Entry):
    """One prototype under review; its pictures are those tagged `prototype:CODE`."""

    code: PrototypeCode = must("Code")
    name: Line = must("Nom")
    hypothesis: Prose | None = owed("Hypothèse du prototype")
    question: Line | None = owed("Question testée")
    version: Line | None = owed("Version du prototype")
    tested_on: tuple[TestedOn, ...] = owed_many("Sites du test")
    setup: Prose | None = owed("Dispositif")
    cost: Euros | None = owed("Coût réel")
    works: tuple[Line, ...] = owed_many("Ce qui marche")
    blocks: tuple[Line, ...] = owed_many("Ce qui bloque")
    voices: tuple[Voice, ...] = owed_many("Retours")
    measures: tuple[Measure, ...] = maybe("Indicateurs", default=())
    unexpected: Prose | None = maybe("Effets inattendus")
    verdict: Verdict | None = owed("Appréciation collective")
    vote: Vote | None = maybe("Vote")
    conditions: tuple[Line, ...] = owed_many("Conditions de déploiement")
    owner: Line | None = owed("Porteur pressenti")
    road: tuple[RoadStep, ...] = maybe("Feuille de route", default=())


class Maturity(StrEnum):
    """How far a proposal has come."""

    IDEA = "idea"
    MOCK_UP = "mock_up"
    TESTED = "tested"


MATURITY_LABELS = {
    Maturity.IDEA: "idée",
    Maturity.MOCK_UP: "maquette",
    Maturity.TESTED: "prototype testé",
}


class Horizon(StrEnum):
    """When a proposal could be deployed."""

    OBVIOUS = "obvious"
    TO_ADAPT = "to_adapt"
    LONG_TERM = "long_term"


HORIZON_LABELS = {
    Horizon.OBVIOUS: "évident",
    Horizon.TO_ADAPT: "à adapter",
    Horizon.LONG_TERM: "long terme",
}


class Proposal(Entry):
    """A creative proposal. photo: its illustration in `photos/`. prototype: where it comes from."""

    code: ProposalCode = must("Code")
    title: Line = must("Titre")
    hook: Annotated[str, StringConstraints(strip_whitespace=True, max_length=140)] | None = owed(
        "Accroche de la proposition"
    )
    for_whom: Line | None = owed("Pour qui")
    problem: Prose | None = owed("Problème traité")
    description: Prose | None = owed("Description de la proposition")
    storyboard: tuple[Line, ...] = maybe("Scénario d’usage", default=())
    photo: Line | None = owed("Illustration de la proposition")
    already_works: tuple[Line, ...] = owed_many("Ce qui fonctionne déjà")
    will_be_hard: tuple[Line, ...] = owed_many("Ce qui va être difficile")
    suggestions: tuple[Line, ...] = maybe("Suggestions", default=())
    steps: tuple[Line, ...] = owed_many("Étapes de la proposition")
    maturity: Maturity | None = owed("Maturité")
    horizon: Horizon | None = owed("Horizon")
    cost: Line | None = maybe("Coût estimé et hypothèses")
    sites: tuple[SiteCode, ...] = owed_many("Sites concernés")
    prototype: PrototypeCode | None = maybe("Prototype d’origine")


class TensionFamily(StrEnum):
    """What a tension is about."""

    LOGISTICS = "logistics"
    FUNDING = "funding"
    JOBS = "jobs"
    MISSIONS = "missions"
    LEGAL = "legal"
    GOVERNANCE = "governance"
    ACCEPTANCE = "acceptance"
    DIGITAL = "digital"
    OTHER = "other"


TENSION_LABELS = {
    TensionFamily.LOGISTICS: "logistique",
    TensionFamily.FUNDING: "financement",
    TensionFamily.JOBS: "évolution des métiers",
    TensionFamily.MISSIONS: "évolution des missions",
    TensionFamily.LEGAL: "juridique",
    TensionFamily.GOVERNANCE: "gouvernance",
    TensionFamily.ACCEPTANCE: "acceptabilité",
    TensionFamily.DIGITAL: "numérique",
    TensionFamily.OTHER: "autre",
}


class Tension(Entry):
    """A tension that deployment raises, « entre … et … ». gravity: 1 to 4."""

    code: Annotated[str, StringConstraints(pattern=r"^T\d{1,2}$")] = must("Code")
    proposal: ProposalCode = must("Proposition")
    family: TensionFamily = must("Famille")
    statement: Line = must("Énoncé")
    actors: tuple[Line, ...] = owed_many("Acteurs concernés par la tension")
    gravity: Grade | None = owed("Gravité de la tension, de 1 à 4")
    leads: tuple[Line, ...] = owed_many("Pistes pour la tension")


class Lesson(Entry):
    """A key lesson of axis 1."""

    title: Line = must("Enseignement")
    text: Prose = must("Texte")


class Foreword(Entry):
    """An opening text signed by somebody."""

    author: PersonCode = must("Auteur")
    text: Prose = must("Texte")


class Deployment(Entry):
    """Conditions of deployment by term."""

    short: tuple[Line, ...] = owed_many("Conditions à court terme", _REVIEW)
    medium: tuple[Line, ...] = owed_many("Conditions à moyen terme", _REVIEW)
    long: tuple[Line, ...] = owed_many("Conditions à long terme", _REVIEW)


class StrongIdea(Entry):
    """What one group of people said: its strong idea and its main fear."""

    group: Line = must("Groupe")
    idea: Line = must("Idée forte")
    fear: Line = must("Principale crainte")


class ClosingSeminarFacts(Entry):
    """`milestone.yaml` of the closing seminar."""

    version: Annotated[int, Field(ge=1, le=1)] = must("Version du fichier")
    meeting: Meeting = maybe("Organisation", default=Meeting())
    present: tuple[PersonCode, ...] = owed_many("Présents", _REVIEW)
    excused: tuple[PersonCode, ...] = maybe("Excusés", default=())
    summary: Prose | None = owed("Synthèse du bilan", _REVIEW)
    hypotheses: tuple[Line, ...] = owed_many("Rappel des hypothèses", _REVIEW)
    prototypes: tuple[Prototype, ...] = owed_many("Prototypes", _REVIEW)
    strong_ideas: tuple[StrongIdea, ...] = owed_many("Ce que disent les groupes", _REVIEW)
    deployment: Deployment = maybe("Conditions de déploiement", default=Deployment())
    foreword: Foreword | None = owed("Édito du cahier", _NOTEBOOK)
    how_to_read: Prose | None = owed("Mode d’emploi du cahier", _NOTEBOOK)
    lessons: tuple[Lesson, ...] = owed_many("Enseignements clés", _NOTEBOOK)
    proposals: tuple[Proposal, ...] = owed_many("Propositions", _NOTEBOOK)
    tensions: tuple[Tension, ...] = owed_many("Tensions", _NOTEBOOK)
    questions: tuple[Line, ...] = owed_many("Questions pour l’axe 2", _NOTEBOOK)
