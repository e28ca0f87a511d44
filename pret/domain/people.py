"""People and their consents, as read from `people.yaml`; and what may be shown of whom."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from pret.domain.documents import Audience
from pret.domain.fields import ConsentCode, Day, Entry, Line, PersonCode, SiteCode, maybe, must


class Role(StrEnum):
    """What somebody is in the programme."""

    RESIDENT = "resident"
    COORDINATION = "coordination"
    PARTNER = "partner"
    STAFF = "staff"
    ELECTED = "elected"
    USER = "user"
    EXPERT = "expert"


ROLE_LABELS = {
    Role.RESIDENT: "résidence",
    Role.COORDINATION: "coordination",
    Role.PARTNER: "partenaire",
    Role.STAFF: "agent du site",
    Role.ELECTED: "élu",
    Role.USER: "usager",
    Role.EXPERT: "intervenant",
}


class College(StrEnum):
    """Who somebody stands for at a workshop's table (brief: « People »)."""

    DECIDER = "decider"
    PRACTITIONER = "practitioner"
    AGENT = "agent"
    USER = "user"
    PUBLIC_BODY = "public_body"
    ASSOCIATION = "association"


COLLEGE_LABELS = {
    College.DECIDER: "décideurs",
    College.PRACTITIONER: "praticiens",
    College.AGENT: "agents",
    College.USER: "usagers",
    College.PUBLIC_BODY: "organismes publics",
    College.ASSOCIATION: "associations",
}


class Person(Entry):
    """Somebody, once, under a code that is used everywhere else."""

    code: PersonCode = must("Code")
    name: Line = must("Nom")
    civility: Annotated[str, Field(pattern=r"^(M\.|Mme)$")] | None = maybe("Civilité")
    function: Line | None = maybe("Fonction")
    organisation: Line | None = maybe("Organisme")
    role: Role = must("Rôle")
    college: College | None = maybe("Collège")
    site: SiteCode | None = maybe("Site")
    email: Line | None = maybe("Courriel")
    minor: bool = maybe("Mineur", default=False)
    named: bool = maybe("Peut être nommé dans un document public", default=True)


class ConsentKind(StrEnum):
    """What a consent is about."""

    IMAGE = "image"
    VOICE = "voice"
    QUOTE = "quote"


class Consent(Entry):
    """What somebody agreed to: kind, uses and time; a refusal is kept too."""

    code: ConsentCode = must("Code")
    person: PersonCode = must("Personne")
    kind: ConsentKind = must("Objet")
    uses: tuple[Audience, ...] = must("Usages autorisés")
    first_day: Day = must("À partir du")
    last_day: Day = must("Jusqu’au")
    signed_by: Line = must("Signé par")
    evidence: Line | None = maybe("Pièce")
    refused: bool = maybe("Refus", default=False)
    withdrawn: Day | None = maybe("Retiré le")

    def covers(self, kind: ConsentKind, audience: Audience, day: Day) -> bool:
        """Tell whether this consent allows one use on one day; once withdrawn, it allows none.

        A withdrawal takes effect on every document made after it, whatever day it bears: what is
        made again is made without (GDPR, article 7-3).
        """
        return (
            self.kind is kind
            and not self.refused
            and audience in self.uses
            and self.first_day <= day <= self.last_day
            and self.withdrawn is None
        )


class People(Entry):
    """The whole of `people.yaml`."""

    version: Annotated[int, Field(ge=1, le=1)] = must("Version du fichier")
    people: tuple[Person, ...] = must("Personnes")
    consents: tuple[Consent, ...] = maybe("Autorisations", default=())

    def without_consent(
        self,
        shown: tuple[str, ...],
        given: tuple[str, ...],
        kind: ConsentKind,
        audience: Audience,
        day: Day,
    ) -> tuple[str, ...]:
        """Return the codes of the persons shown whom no given consent covers for this use.

        shown: codes of recognisable persons. given: codes of the consents that the entry names.
        """
        valid = {
            consent.person
            for consent in self.consents
            if consent.code in given and consent.covers(kind, audience, day)
        }
        return tuple(code for code in shown if code not in valid)
