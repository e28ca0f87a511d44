"""The root of the tree: a whole document with its front matter and its status."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pret.domain.tree import Block, Figure, Picture
from pret.domain.tree_walk import walk


class Status(StrEnum):
    """A document's state in its life cycle."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


STATUS_LABELS = {
    Status.DRAFT: "brouillon",
    Status.IN_REVIEW: "en relecture",
    Status.APPROVED: "validé",
    Status.PUBLISHED: "publié",
    Status.WITHDRAWN: "retiré",
}


@dataclass(frozen=True, slots=True)
class Logo:
    """An organisation's mark. name: the organisation, which the alternative text says.

    picture: None while nobody has given a usable file; `gap` is then printed in its place.
    """

    name: str
    picture: Picture | None

    @property
    def gap(self) -> str:
        """Return the visible mark that stands for a logo that is not there."""
        return f"[À COMPLÉTER\u00a0: logo ({self.name})]"


@dataclass(frozen=True, slots=True)
class Document:
    """One composed document, ready for every writer.

    reference: kept in the file's properties (`lycees/lab-day-1/minutes`).
    day: the civil date that the document bears; made files are stamped with it, not with the clock.
    landscape: the whole document is in landscape.
    contents: a table of contents is wanted. cover: a title page of its own is wanted.
    organisations: authors and partners in protocol order, as printed.
    logos: the organisations' marks, in protocol order; empty where the kind shows none.
    cards: the PDF lays the document's cards as A6 cards on A4 sheets, fronts then backs.
    not_before: it is under embargo until that day, or None.
    entry: of a blog post, what tells it from the others whatever its rank and its title.
    """

    title: str
    subtitle: str
    programme: str
    reference: str
    day: date
    day_label: str
    status: Status
    blocks: tuple[Block, ...]
    version: str = "0.1"
    language: str = "fr-FR"
    organisations: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    landscape: bool = False
    contents: bool = False
    cover: bool = False
    cover_picture: Picture | None = None
    logos: tuple[Logo, ...] = ()
    cards: bool = False
    not_before: date | None = None
    missing: tuple[str, ...] = field(default=())
    entry: str = ""


def pictures(document: Document) -> tuple[Picture, ...]:
    """Return each distinct picture of a document once: cover, logos, then in reading order."""
    found: dict[str, Picture] = {}
    if document.cover_picture is not None:
        found[document.cover_picture.key] = document.cover_picture
    for logo in document.logos:
        if logo.picture is not None:
            found.setdefault(logo.picture.key, logo.picture)
    for block in walk(document.blocks):
        if isinstance(block, Figure):
            found.setdefault(block.picture.key, block.picture)
    return tuple(found.values())
