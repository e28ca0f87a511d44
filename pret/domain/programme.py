"""A programme: its sites, partners, team, settings and budget, as read from `programme.yaml`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from pret.domain.budget import Budget
from pret.domain.fields import (
    Colour,
    Day,
    Department,
    Entry,
    Latitude,
    Line,
    Longitude,
    PersonCode,
    Prose,
    SiteCode,
    Start,
    maybe,
    must,
    owed,
)
from pret.domain.milestones import LabDayRule, Milestone, milestones


class SchoolZone(StrEnum):
    """Zone of the school holidays."""

    A = "A"
    B = "B"
    C = "C"


class PartnerRole(StrEnum):
    """What a partner brings; funders come first in protocol order."""

    FUNDER = "funder"
    HOST = "host"
    STATE = "state"
    ASSOCIATION = "association"
    OPERATOR = "operator"


PARTNER_ROLE_LABELS = {
    PartnerRole.FUNDER: "financeur",
    PartnerRole.HOST: "établissement d’accueil",
    PartnerRole.STATE: "services de l’État",
    PartnerRole.ASSOCIATION: "association",
    PartnerRole.OPERATOR: "opérateur du programme",
}


class Partner(Entry):
    """An organisation of the programme; partners are listed in protocol order."""

    code: SiteCode = must("Code")
    name: Line = must("Nom")
    role: PartnerRole = must("Rôle")
    logo: Line | None = owed("Logo", hint="le chemin d’un fichier PNG ou JPEG, dans logos/")
    mention: Line | None = maybe("Mention obligatoire")


class Figure(Entry):
    """A key figure, such as « 1 240 élèves »."""

    label: Line = must("Intitulé")
    value: Line = must("Valeur")
    source: Line | None = maybe("Source")


class SiteClosing(Entry):
    """Days on which a site cannot receive anybody; both the first and the last day count."""

    first_day: Day = must("Premier jour de fermeture")
    last_day: Day | None = maybe("Dernier jour de fermeture")
    label: Line = must("Motif")


class Site(Entry):
    """A public place where the experiment is run."""

    code: SiteCode = must("Code")
    name: Line = must("Nom")
    kind: Line = must("Type de site")
    town: Line = must("Commune")
    zone: SchoolZone | None = maybe("Zone de vacances scolaires")
    department: Department | None = maybe("Département")
    closings: tuple[SiteClosing, ...] = maybe("Jours de fermeture", default=())
    latitude: Latitude | None = maybe("Latitude, en degrés")
    longitude: Longitude | None = maybe("Longitude, en degrés")
    academy: Line | None = maybe("Académie")
    referent: PersonCode | None = owed("Référent du site", hint="le code d’une personne")
    base_camp: bool = maybe("Camp de base", default=False)
    access: Line | None = maybe("Accès et accessibilité")
    description: Prose | None = owed("Présentation du site")
    figures: tuple[Figure, ...] = maybe("Chiffres clés", default=())
    common: Prose | None = maybe("Points communs avec les autres sites")
    specific: Prose | None = maybe("Spécificités")
    constraints: Prose | None = maybe("Contraintes")


class Look(Entry):
    """Colours of the programme's own documents; each that is absent is the house's."""

    ink: Colour | None = maybe("Texte courant")
    muted: Colour | None = maybe("Légendes, crédits, têtes de page")
    accent: Colour | None = maybe("Titres, filets, couvertures")
    accent_light: Colour | None = maybe("Fond des en-têtes de tableau et des encadrés")
    warm: Colour | None = maybe("Tensions, marques des brouillons")
    warm_light: Colour | None = maybe("Fond des tensions")
    ochre: Colour | None = maybe("Décisions, questions")
    ochre_light: Colour | None = maybe("Fond des décisions et des questions")
    line: Colour | None = maybe("Filets des tableaux")


class CalendarSettings(Entry):
    """How many milestones there are, and where lab days stand."""

    immersion_weeks: Annotated[int, Field(ge=1, le=6)] = maybe("Semaines d’immersion", default=3)
    lab_days: Annotated[int, Field(ge=0, le=6)] = maybe("Journées labo", default=3)
    workshops: Annotated[int, Field(ge=0, le=3)] = maybe("Ateliers prospectifs", default=3)
    lab_day_rule: LabDayRule = maybe("Place des journées labo", default=LabDayRule.AFTER_EACH_WEEK)
    saturdays: bool = maybe("Travail possible le samedi", default=False)
    prepare_days: Annotated[int, Field(ge=7, le=120)] = maybe(
        "Délai de préparation d’un temps fort, en jours", default=30
    )
    field_months: Annotated[int, Field(ge=6, le=9)] | None = maybe(
        "Durée voulue de la phase de terrain, en mois"
    )
    workshop_months: Annotated[int, Field(ge=6, le=9)] | None = maybe(
        "Durée voulue du cycle d’ateliers, en mois"
    )


class TeamMember(Entry):
    """Somebody of the team, by code, with what she does in the programme."""

    person: PersonCode = must("Personne")
    duty: Line = must("Fonction dans le programme")
    presentation: Prose | None = maybe("Présentation")


class Programme(Entry):
    """The whole of `programme.yaml`."""

    version: Annotated[int, Field(ge=1, le=1)] = must("Version du fichier")
    code: SiteCode = must("Code du programme")
    title: Line = must("Titre")
    subtitle: Line | None = maybe("Sous-titre")
    policy: Line = must("Politique publique")
    language: Annotated[str, StringConstraints(pattern=r"^fr(-[A-Z]{2})?$")] = maybe(
        "Langue", default="fr-FR"
    )
    start: Start = must("Premier jour du programme")
    summary: Prose | None = owed("Présentation du programme")
    context: Prose | None = owed("Contexte")
    licence: Line = maybe("Licence", default="CC BY-SA 4.0")
    partners: tuple[Partner, ...] = must("Partenaires")
    sites: Annotated[tuple[Site, ...], Field(min_length=1)] = must("Sites")
    team: tuple[TeamMember, ...] = must("Équipe")
    coordinator: PersonCode = must("Coordination")
    look: Look = maybe("Couleurs propres au programme", default=Look())
    calendar: CalendarSettings = maybe("Réglages du calendrier", default=CalendarSettings())
    budget: Budget = must("Budget")

    @property
    def departments(self) -> tuple[str, ...]:
        """Return the departments of its sites: their public holidays are no working days."""
        return tuple(dict.fromkeys(site.department for site in self.sites if site.department))

    def milestones(self) -> tuple[Milestone, ...]:
        """Return the programme's milestones in order, counted by its own settings."""
        settings = self.calendar
        return milestones(
            immersion_weeks=settings.immersion_weeks,
            lab_days=settings.lab_days,
            workshops=settings.workshops,
            lab_day_rule=settings.lab_day_rule,
        )
