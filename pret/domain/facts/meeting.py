"""What every meeting asks for: before it, who is invited to what; after it, who came."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pret.domain.documents import DocumentKind
from pret.domain.fields import (
    Day,
    Entry,
    Hour,
    Line,
    PersonCode,
    Prose,
    SiteCode,
    maybe,
    must,
    owed,
    owed_many,
)

_INVITATION = DocumentKind.INVITATION
_AGENDA = DocumentKind.AGENDA
_SHEET = DocumentKind.ATTENDANCE_SHEET


class AgendaItem(Entry):
    """A point of the agenda. day: for meetings of several days."""

    title: Line = must("Point")
    day: Day | None = maybe("Jour")
    start: Hour | None = owed("Heure de début du point")
    minutes: Annotated[int, Field(ge=5, le=600)] | None = owed("Durée du point, en minutes")
    lead: Line | None = owed("Qui porte le point")
    aim: Line | None = maybe("Ce que l’on en attend")


class Meeting(Entry):
    """The practical side of a meeting, owed before it is held."""

    place: Line | None = owed("Lieu de la réunion", _INVITATION, _AGENDA, _SHEET)
    address: Line | None = owed("Adresse", _INVITATION)
    start: Hour | None = owed(
        "Heure de début", _INVITATION, _AGENDA, _SHEET, hint="par exemple 9 h 30"
    )
    end: Hour | None = owed("Heure de fin", _INVITATION, _AGENDA, _SHEET, hint="par exemple 17 h")
    purpose: Prose | None = owed("Objet de la réunion", _INVITATION, _AGENDA)
    invited: tuple[PersonCode, ...] = owed_many("Personnes invitées", _INVITATION, _SHEET)
    agenda: tuple[AgendaItem, ...] = owed_many("Ordre du jour", _INVITATION, _AGENDA)
    hosts: tuple[PersonCode, ...] = owed_many("Animation", _AGENDA)
    prepare: tuple[Line, ...] = maybe("À préparer par les participants", default=())
    practical: Prose | None = maybe("Informations pratiques")
    reply_by: Day | None = owed("Date limite de réponse", _INVITATION)
    contact: PersonCode | None = owed("Contact", _INVITATION)
    signatory: PersonCode | None = owed("Signataire de l’invitation", _INVITATION)


class Decision(Entry):
    """A decision or an action: what, who, by when."""

    text: Line = must("Décision")
    owner: Line | None = owed("Qui porte la décision")
    due: Day | None = owed("Échéance de la décision")
    state: Line | None = maybe("État")


class Report(Entry):
    """A document written by others. file: in the folder `reports/` of the milestone."""

    title: Line = must("Titre")
    author: Line | None = maybe("Auteur")
    year: Line | None = maybe("Année")
    link: Annotated[str, Field(pattern=r"^https?://")] | None = maybe("Lien")
    file: Line | None = maybe("Fichier")
    what_for: Line | None = maybe("Ce qu’on y trouve")


class SiteNote(Entry):
    """A few lines about one site."""

    site: SiteCode = must("Site")
    text: Prose = must("Texte")
