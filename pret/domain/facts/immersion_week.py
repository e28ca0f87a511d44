"""Facts of an immersion week: day sheets, and the posts drawn from them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from pret.domain.documents import DocumentKind
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

_NOTEBOOK = DocumentKind.FIELD_NOTEBOOK
_POST = DocumentKind.BLOG_POST


class ActivityKind(StrEnum):
    """What the team did."""

    OBSERVATION = "observation"
    INTERVIEW = "interview"
    WORKSHOP = "workshop"
    GAME = "game"
    TEST = "test"
    EXHIBITION = "exhibition"


ACTIVITY_LABELS = {
    ActivityKind.OBSERVATION: "observation",
    ActivityKind.INTERVIEW: "entretien",
    ActivityKind.WORKSHOP: "atelier",
    ActivityKind.GAME: "jeu",
    ActivityKind.TEST: "test",
    ActivityKind.EXHIBITION: "exposition",
}


class Encounter(Entry):
    """Somebody met, by what she does; person: her code when she agreed to be named."""

    role: Line = must("Rôle")
    structure: Line | None = maybe("Structure")
    place: Line | None = maybe("Lieu")
    person: PersonCode | None = maybe("Personne")


class Activity(Entry):
    """Something done with or among the people of a site."""

    kind: ActivityKind = must("Type d’activité")
    title: Line = must("Titre")
    description: Prose = must("Description")
    participants: Annotated[int, Field(ge=0)] | None = maybe("Nombre de participants")
    aim: Line | None = maybe("Objectif")


class DaySheet(Entry):
    """One day on the sites. note: a file of `notes/` that tells the day at length."""

    day: Day = must("Date")
    site: SiteCode = must("Site")
    authors: tuple[PersonCode, ...] = owed_many("Auteurs de la journée")
    met: tuple[Encounter, ...] = owed_many("Rencontres de la journée")
    activities: tuple[Activity, ...] = owed_many("Activités de la journée")
    viewpoint: Prose | None = owed("Point de vue des résidents sur la journée")
    questions: tuple[Line, ...] = maybe("Étonnements et questions", default=())
    tomorrow: Line | None = maybe("Demain")
    note: Line | None = maybe("Note de la journée")


class Finding(Entry):
    """What the week teaches: a use seen, a vision, a prototype in place."""

    title: Line = must("Titre")
    text: Prose = must("Texte")
    site: SiteCode | None = maybe("Site")
    photo: Line | None = maybe("Photo")


class Actor(Entry):
    """Somebody or something around the table of the site (map of actors)."""

    name: Line = must("Acteur")
    site: SiteCode = must("Site")
    part: Line = must("Ce qu’il fait ou pourrait faire")
    stance: Line | None = maybe("Position")


class Post(Entry):
    """A blog post. note: the file of `notes/` that holds its text. lead: at most 60 words."""

    title: Annotated[str, StringConstraints(strip_whitespace=True, max_length=70)] = must("Titre")
    lead: Prose | None = owed("Chapô du billet")
    day: Day = must("Date")
    authors: tuple[PersonCode, ...] = owed_many("Auteurs du billet")
    site: SiteCode | None = maybe("Site")
    note: Line = must("Fichier du texte")
    photos: tuple[Line, ...] = maybe("Photos", default=())
    keywords: tuple[Line, ...] = maybe("Mots-clés", default=())
    not_before: Day | None = maybe("Ne pas publier avant le")


class ImmersionWeekFacts(Entry):
    """`milestone.yaml` of an immersion week."""

    version: Annotated[int, Field(ge=1, le=1)] = must("Version du fichier")
    theme: Line | None = owed("Thème de la semaine", _NOTEBOOK)
    base_camp: SiteCode | None = owed("Camp de base de la semaine", _NOTEBOOK)
    intent: Prose | None = owed("Intention de la semaine", _NOTEBOOK)
    days: tuple[DaySheet, ...] = owed_many("Journées de la semaine", _NOTEBOOK)
    findings_title: Line = maybe(
        "Titre des enseignements", default="Ce que la semaine nous apprend"
    )
    findings: tuple[Finding, ...] = owed_many("Enseignements de la semaine", _NOTEBOOK)
    actors: tuple[Actor, ...] = maybe("Acteurs", default=())
    viewpoint: Prose | None = owed("Point de vue des résidents", _NOTEBOOK)
    questions: tuple[Line, ...] = owed_many("Questions pour la suite", _NOTEBOOK)
    next_steps: tuple[Line, ...] = maybe("Suites", default=())
    posts: tuple[Post, ...] = owed_many("Billets de blog", _POST)
