"""What the team left in a milestone's folder: photos, interviews, notes, tables."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from pret.domain.documents import Audience
from pret.domain.fields import (
    ConsentCode,
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
from pret.domain.origins import Origin
from pret.domain.people import ConsentKind, People
from pret.domain.tree import Block, Picture

#: The tag of a photo that opens a document or a chapter, at the full width of the page.
COVER_TAG = "cover"


class Photo(Entry):
    """A photo's entry in `photos.yaml` or `photos.xlsx`.

    people: codes of those who can be recognised. consents: those that allow showing them.
    """

    file: Line = must("Fichier")
    caption: Line | None = owed("Légende")
    alt: Annotated[str, StringConstraints(strip_whitespace=True, max_length=250)] | None = owed(
        "Texte alternatif"
    )
    credit: Line | None = owed("Crédit")
    site: SiteCode | None = maybe("Site")
    day: Day | None = maybe("Date")
    place: Line | None = maybe("Lieu")
    people: tuple[PersonCode, ...] = maybe("Personnes reconnaissables", default=())
    consents: tuple[ConsentCode, ...] = maybe("Autorisations", default=())
    tags: tuple[Line, ...] = maybe("Étiquettes", default=())


class PhotoList(Entry):
    """The whole of `photos.yaml`."""

    version: Annotated[int, Field(ge=1, le=1)] = must("Version du fichier")
    photos: tuple[Photo, ...] = must("Photos")


class Anonymity(StrEnum):
    """How somebody interviewed may be named."""

    NAMED = "named"
    ROLE = "role"
    ANONYMOUS = "anonymous"


ANONYMITY_LABELS = {
    Anonymity.NAMED: "nom cité",
    Anonymity.ROLE: "fonction citée",
    Anonymity.ANONYMOUS: "anonyme",
}


class Quote(Entry):
    """Words of an interview. speaker: a pseudonym, or none."""

    text: Prose = must("Verbatim")
    speaker: Line | None = maybe("Pseudonyme")
    theme: Line | None = maybe("Thème")


class Interview(Entry):
    """One interview: a file of the folder `interviews/`."""

    version: Annotated[int, Field(ge=1, le=1)] = must("Version du fichier")
    code: Annotated[str, StringConstraints(pattern=r"^E-\d{2,3}$")] = must("Code")
    day: Day = must("Date")
    site: SiteCode | None = owed("Site de l’entretien")
    role: Line = must("Rôle de la personne")
    mode: Line | None = maybe("Mode d’entretien")
    anonymity: Anonymity = must("Niveau d’anonymat")
    person: PersonCode | None = maybe("Personne")
    consents: tuple[ConsentCode, ...] = maybe("Autorisations", default=())
    summary: Prose | None = owed("Résumé de l’entretien")
    quotes: tuple[Quote, ...] = owed_many("Verbatims")


@dataclass(frozen=True, slots=True)
class Note:
    """A note as a tree of its own. name: its file name. title: its first heading, or its name."""

    name: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class PreparedPhoto:
    """A photo with its prepared picture and where its entry stands."""

    photo: Photo
    picture: Picture
    origin: Origin


@dataclass(frozen=True, slots=True)
class WithheldPhoto:
    """A photo that a document may not show. people: those whose agreement is missing."""

    photo: Photo
    people: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class DataTable:
    """A sheet of a table that users left: typed text, first row as header."""

    name: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    origin: Origin


def allowed_photos(
    photos: tuple[PreparedPhoto, ...], people: People, audience: Audience, day: Day
) -> tuple[tuple[PreparedPhoto, ...], tuple[WithheldPhoto, ...]]:
    """Split photos into those that a document for this audience may show and those it may not.

    A photo in which somebody can be recognised needs that person's consent to her image for
    this audience on this day; otherwise it is left out, by default and by name of the missing.
    """
    shown: list[PreparedPhoto] = []
    withheld: list[WithheldPhoto] = []
    for prepared in photos:
        photo = prepared.photo
        lacking = people.without_consent(
            photo.people, photo.consents, ConsentKind.IMAGE, audience, day
        )
        if lacking:
            withheld.append(WithheldPhoto(photo, lacking, prepared.origin))
        else:
            shown.append(prepared)
    return tuple(shown), tuple(withheld)
