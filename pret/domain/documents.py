"""The documents that milestones owe: kinds, French names, audience and shape."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
    """Who a document is for, from the fewest to the most."""

    INTERNAL = "internal"
    PARTNERS = "partners"
    PUBLIC = "public"


AUDIENCE_LABELS = {
    Audience.INTERNAL: "interne",
    Audience.PARTNERS: "partenaires",
    Audience.PUBLIC: "public",
}


class DocumentKind(StrEnum):
    """Every kind of document of the programme (brief: « The deliverables »)."""

    SITE_GRID = "site-grid"
    PLANNING = "planning"
    BUDGET_REPORT = "budget-report"
    INVITATION = "invitation"
    AGENDA = "agenda"
    ATTENDANCE_SHEET = "attendance-sheet"
    STUDY_TRIP_DOSSIER = "study-trip-dossier"
    FIELD_NOTEBOOK = "field-notebook"
    BLOG_POST = "blog-post"
    MINUTES = "minutes"
    PROTOTYPE_REVIEW = "prototype-review"
    PROPOSALS_NOTEBOOK = "proposals-notebook"
    PROPOSAL_CARDS = "proposal-cards"
    WORKSHOP_REPORT = "workshop-report"
    DEPLOYMENT_SCENARIO = "deployment-scenario"
    SCENARIO_NOTE = "scenario-note"
    EVALUATION_GRID = "evaluation-grid"
    BOOKLET = "booklet"


class OutputFormat(StrEnum):
    """A file format that a document is issued in; the value is the file's suffix."""

    WORD = "docx"
    PDF = "pdf"
    ODT = "odt"
    HTML = "html"
    WORKBOOK = "xlsx"
    PACKAGE = "zip"


_OFFICE = (OutputFormat.WORD, OutputFormat.PDF, OutputFormat.ODT)


@dataclass(frozen=True, slots=True)
class DocumentShape:
    """How a kind of document is called, for whom it is and how it is laid out.

    label: in French, as in the programme's note. slug: start of its file name, in French.
    letterhead: without a cover, it still bears the partners' logos, over its title.
    cards: its PDF lays its cards on sheets to be cut.
    """

    label: str
    slug: str
    audience: Audience
    landscape: bool = False
    contents: bool = False
    cover: bool = False
    letterhead: bool = False
    cards: bool = False
    formats: tuple[OutputFormat, ...] = _OFFICE


_WITH_WORKBOOK = (*_OFFICE, OutputFormat.WORKBOOK)
#: What is public is a web page as well.
_WITH_PAGE = (*_OFFICE, OutputFormat.HTML)
#: What a graphic designer lays out anew comes with a package of its texts and pictures.
_WITH_PACKAGE = (*_WITH_PAGE, OutputFormat.PACKAGE)

SHAPES: dict[DocumentKind, DocumentShape] = {
    DocumentKind.SITE_GRID: DocumentShape(
        "Grille de pertinence des sites", "grille-de-pertinence", Audience.PARTNERS
    ),
    DocumentKind.PLANNING: DocumentShape(
        "Planning", "planning", Audience.PARTNERS, landscape=True, formats=_WITH_WORKBOOK
    ),
    DocumentKind.BUDGET_REPORT: DocumentShape(
        "État du budget", "budget", Audience.PARTNERS, formats=_WITH_WORKBOOK
    ),
    DocumentKind.INVITATION: DocumentShape(
        "Invitation", "invitation", Audience.PARTNERS, letterhead=True
    ),
    DocumentKind.AGENDA: DocumentShape("Ordre du jour", "ordre-du-jour", Audience.PARTNERS),
    DocumentKind.ATTENDANCE_SHEET: DocumentShape(
        "Feuille d’émargement", "feuille-emargement", Audience.INTERNAL, landscape=True
    ),
    DocumentKind.STUDY_TRIP_DOSSIER: DocumentShape(
        "Dossier de voyage d’étude",
        "dossier-voyage-etude",
        Audience.PARTNERS,
        contents=True,
        cover=True,
    ),
    DocumentKind.FIELD_NOTEBOOK: DocumentShape(
        "Carnet de terrain", "carnet-de-terrain", Audience.PARTNERS, contents=True, cover=True
    ),
    DocumentKind.BLOG_POST: DocumentShape(
        "Billet de blog", "billet", Audience.PUBLIC, formats=_WITH_PAGE
    ),
    DocumentKind.MINUTES: DocumentShape(
        "Compte rendu de journée labo", "compte-rendu", Audience.PARTNERS
    ),
    DocumentKind.PROTOTYPE_REVIEW: DocumentShape(
        "Bilan des prototypes", "bilan-prototypes", Audience.PARTNERS, contents=True, cover=True
    ),
    DocumentKind.PROPOSALS_NOTEBOOK: DocumentShape(
        "Cahier de propositions créatives",
        "cahier-propositions",
        Audience.PARTNERS,
        contents=True,
        cover=True,
    ),
    DocumentKind.PROPOSAL_CARDS: DocumentShape(
        "Cartes des propositions", "cartes-propositions", Audience.PARTNERS, cards=True
    ),
    DocumentKind.WORKSHOP_REPORT: DocumentShape(
        "Restitution d’atelier prospectif",
        "restitution",
        Audience.PARTNERS,
        contents=True,
        cover=True,
    ),
    DocumentKind.DEPLOYMENT_SCENARIO: DocumentShape(
        "Scénario souhaitable de déploiement",
        "scenario-deploiement",
        Audience.PARTNERS,
        contents=True,
        cover=True,
    ),
    DocumentKind.SCENARIO_NOTE: DocumentShape(
        "Note de deux pages sur le scénario", "note-scenario", Audience.PARTNERS
    ),
    DocumentKind.EVALUATION_GRID: DocumentShape(
        "Grille d’évaluation agile",
        "grille-evaluation",
        Audience.PARTNERS,
        landscape=True,
        formats=_WITH_WORKBOOK,
    ),
    DocumentKind.BOOKLET: DocumentShape(
        "Livret", "livret", Audience.PUBLIC, contents=True, cover=True, formats=_WITH_PACKAGE
    ),
}
