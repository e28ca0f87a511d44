"""Facts of the deployment scenario and of the agile evaluation grid."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from pret.domain.documents import DocumentKind
from pret.domain.fields import (
    Day,
    Entry,
    Euros,
    Grade,
    Line,
    Prose,
    SiteCode,
    maybe,
    must,
    owed,
    owed_many,
)

_SCENARIO = DocumentKind.DEPLOYMENT_SCENARIO
_NOTE = DocumentKind.SCENARIO_NOTE
_GRID = DocumentKind.EVALUATION_GRID

TensionCode = Annotated[str, StringConstraints(pattern=r"^T\d{1,2}$")]
IndicatorCode = Annotated[str, StringConstraints(pattern=r"^E\d{1,2}$")]


class Principle(Entry):
    """What must not be lost in deployment, and why."""

    principle: Line = must("Principe")
    why: Line | None = owed("Pourquoi ce principe")
    proof: Line | None = owed("Ce qui le montre")


class Margin(Entry):
    """What each site may adapt: who decides, within which bounds."""

    element: Line = must("Élément adaptable")
    who: Line | None = owed("Qui décide de l’élément")
    bounds: Line | None = owed("Bornes de l’élément")


class Scale(Entry):
    """A scale of deployment compared with the others."""

    scale: Line = must("Échelle")
    in_favour: Line | None = owed("Pour cette échelle")
    against: Line | None = owed("Contre cette échelle")
    kept: bool = maybe("Échelle retenue", default=False)


class Stage(Entry):
    """A stage of deployment."""

    name: Line = must("Étape")
    period: Line | None = owed("Période de l’étape")
    entry: tuple[Line, ...] = owed_many("Conditions d’entrée dans l’étape")
    deliverables: tuple[Line, ...] = owed_many("Livrables de l’étape")
    owner: Line | None = owed("Porteur de l’étape")


class Lever(Entry):
    """A lever of success. tensions: those it answers."""

    statement: Line = must("Levier")
    by: Line | None = owed("Qui active le levier")
    proof: Line | None = maybe("Preuve")
    tensions: tuple[TensionCode, ...] = maybe("Tensions traitées", default=())


class Safeguard(Entry):
    """A safeguard (`garde-fou`). indicators: lines of the evaluation grid that watch it."""

    statement: Line = must("Garde-fou")
    risk: Line | None = owed("Risque évité")
    signal: Line | None = owed("Signal d’alerte")
    indicators: tuple[IndicatorCode, ...] = owed_many(
        "Lignes de la grille qui veillent au garde-fou"
    )
    then: Line | None = owed("Que faire si le signal apparaît")
    tensions: tuple[TensionCode, ...] = maybe("Tensions traitées", default=())


class Means(Entry):
    """An amount that deployment needs, from least to most, in euros."""

    post: Line = must("Poste")
    least: Euros = must("Montant minimal")
    most: Euros = must("Montant maximal")
    funder: Line | None = owed("Financeur du poste")


class Job(Entry):
    """How a job evolves."""

    job: Line = must("Fonction")
    change: Line | None = owed("Évolution de la fonction")
    training: Line | None = owed("Formation pour la fonction")


class Risk(Entry):
    """A risk or an assumption."""

    risk: Line = must("Risque ou hypothèse")
    answer: Line | None = owed("Réponse au risque")


class OpenQuestion(Entry):
    """What is still to be settled. tensions: those it leaves open."""

    question: Line = must("Question")
    who: Line | None = owed("Qui tranche la question")
    tensions: tuple[TensionCode, ...] = maybe("Tensions concernées", default=())


class EvaluationUse(StrEnum):
    """What a line of the grid serves."""

    STRATEGY = "strategy"
    STEERING = "steering"
    IMPROVEMENT = "improvement"
    DIALOGUE = "dialogue"


USE_LABELS = {
    EvaluationUse.STRATEGY: "stratégie",
    EvaluationUse.STEERING: "pilotage",
    EvaluationUse.IMPROVEMENT: "amélioration",
    EvaluationUse.DIALOGUE: "dialogue",
}


class EvaluationTheme(StrEnum):
    """The sections of the grid."""

    SERVICE = "service"
    VALUES = "values"
    STAFF = "staff"
    CULTURE = "culture"
    PROCESS = "process"
    SCALING = "scaling"


THEME_LABELS = {
    EvaluationTheme.SERVICE: "Service rendu",
    EvaluationTheme.VALUES: "Valeurs et utilité démocratique",
    EvaluationTheme.STAFF: "Agents",
    EvaluationTheme.CULTURE: "Culture et normes",
    EvaluationTheme.PROCESS: "Processus",
    EvaluationTheme.SCALING: "Passage à l’échelle",
}


class GridLine(Entry):
    """A line of the evaluation grid: it reopens the work instead of scoring it."""

    code: IndicatorCode = must("Code")
    theme: EvaluationTheme = must("Section")
    question: Line = must("Question évaluative")
    use: EvaluationUse = must("Usage")
    criterion: Line | None = owed("Critère de jugement")
    evidence: Line | None = owed("Indicateur ou preuve tangible")
    method: Line | None = owed("Méthode et source")
    collector: Line | None = owed("Qui collecte")
    frequency: Line | None = owed("Fréquence")
    level: Grade | None = maybe("Niveau actuel, de 1 à 4")
    level_proof: Line | None = maybe("Preuve du niveau")
    threshold: Line | None = owed("Seuil de remise en chantier")
    then: Line | None = owed("Décision à prendre si le seuil est atteint")
    local: SiteCode | None = maybe("Ligne propre à un site")
    margin: Line | None = maybe("Marge locale")
    revised: Day | None = maybe("Dernière révision")
    revised_by: Line | None = maybe("Révisée par")


class ScenarioFacts(Entry):
    """`milestone.yaml` of the deployment scenario."""

    version: Annotated[int, Field(ge=1, le=1)] = must("Version du fichier")
    title: Line | None = owed("Titre du scénario", _SCENARIO, _NOTE)
    horizon: Line | None = owed("Horizon du scénario", _SCENARIO, _NOTE)
    summary: Prose | None = owed("Résumé pour les décideurs", _SCENARIO, _NOTE)
    ambition: Prose | None = owed("Ambition", _SCENARIO, _NOTE)
    starting_point: Prose | None = owed("Point de départ", _SCENARIO)
    arrival_point: Prose | None = owed("Point d’arrivée", _SCENARIO)
    heart: tuple[Principle, ...] = owed_many("Cœur à ne pas dénaturer", _SCENARIO, _NOTE)
    margins: tuple[Margin, ...] = owed_many("Marges d’adaptation", _SCENARIO)
    scales: tuple[Scale, ...] = owed_many("Échelles comparées", _SCENARIO)
    stages: tuple[Stage, ...] = owed_many("Étapes et seuils", _SCENARIO, _NOTE)
    governance: Prose | None = owed("Gouvernance et portage", _SCENARIO)
    means: tuple[Means, ...] = owed_many("Moyens", _SCENARIO, _NOTE)
    jobs: tuple[Job, ...] = owed_many("Métiers et missions", _SCENARIO)
    levers: tuple[Lever, ...] = owed_many("Leviers de succès", _SCENARIO)
    safeguards: tuple[Safeguard, ...] = owed_many("Garde-fous", _SCENARIO, _NOTE)
    sharing_tools: tuple[Line, ...] = owed_many("Outils de partage et d’amélioration", _SCENARIO)
    risks: tuple[Risk, ...] = owed_many("Risques et hypothèses", _SCENARIO)
    open_questions: tuple[OpenQuestion, ...] = owed_many("Ce qui reste à trancher", _SCENARIO)
    asked_of_deciders: tuple[Line, ...] = owed_many("Ce qui est demandé aux décideurs", _NOTE)
    grid_intro: Prose | None = owed("Mode d’emploi de la grille", _GRID)
    grid: tuple[GridLine, ...] = owed_many("Lignes de la grille", _GRID)
