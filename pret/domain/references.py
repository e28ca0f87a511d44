"""Names of documents: codes on the command line, file names, references printed on the pages."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from pret.domain.documents import SHAPES, DocumentKind, OutputFormat
from pret.domain.facts import Facts
from pret.domain.facts.immersion_week import ImmersionWeekFacts
from pret.domain.milestones import Milestone, Phase, documents_owed, phases

#: Kinds that one milestone only owes: their file name needs no more than their own name.
_ALONE = frozenset(
    {
        DocumentKind.SITE_GRID,
        DocumentKind.PLANNING,
        DocumentKind.STUDY_TRIP_DOSSIER,
        DocumentKind.PROTOTYPE_REVIEW,
        DocumentKind.PROPOSALS_NOTEBOOK,
        DocumentKind.PROPOSAL_CARDS,
        DocumentKind.DEPLOYMENT_SCENARIO,
        DocumentKind.SCENARIO_NOTE,
        DocumentKind.EVALUATION_GRID,
        DocumentKind.BOOKLET,
    }
)


@dataclass(frozen=True, slots=True)
class DocumentReference:
    """One document of one milestone.

    number: rank among those of its kind in the milestone, from 1; 0 when it is the only one.
    title: its own title when it has one (blog posts), which its file name then tells.
    """

    kind: DocumentKind
    milestone: Milestone
    phase: Phase
    number: int = 0
    title: str = ""

    @property
    def code(self) -> str:
        """Return `lab-day-1/minutes`, `immersion-1/blog-post-2`."""
        suffix = f"-{self.number}" if self.number else ""
        return f"{self.milestone.code}/{self.kind}{suffix}"

    @property
    def label(self) -> str:
        """Return its French name, with its own title when it has one."""
        name = SHAPES[self.kind].label
        return f"{name} {self.number} : {self.title}" if self.number else name

    @property
    def stem(self) -> str:
        """Return its file name without suffix: `compte-rendu-journee-labo-1`."""
        slug = SHAPES[self.kind].slug
        if self.number:
            return f"{slug}-{self.number}-{slugged(self.title)}"
        return slug if self.kind in _ALONE else f"{slug}-{slugged(self.milestone.label)}"

    def path(self, programme: str, output_format: OutputFormat) -> str:
        """Return where it is published under the outputs, as a posix path."""
        return f"{programme}/{self.milestone.folder}/{self.stem}.{output_format}"


def slugged(text: str, most_characters: int = 60, unnamed: str = "document") -> str:
    """Return text as lower-case ASCII words joined by dashes, cut at a word.

    unnamed: what is returned when no word is left.
    """
    plain = text.replace("œ", "oe").replace("Œ", "oe").replace("’", " ")
    ascii_text = unicodedata.normalize("NFKD", plain)
    words = re.findall(r"[a-z0-9]+", ascii_text.encode("ascii", "ignore").decode().lower())
    slug = ""
    for word in words:
        if len(slug) + len(word) >= most_characters:
            break
        slug = f"{slug}-{word}" if slug else word
    return slug or unnamed


def references(milestone: Milestone, facts: Facts) -> tuple[DocumentReference, ...]:
    """Return every document that a milestone owes, in the order of its phases.

    An immersion week owes one blog post for each entry of its `posts`.
    """
    found: list[DocumentReference] = []
    for phase in phases(milestone.kind):
        for kind in documents_owed(milestone.kind, phase):
            if kind is DocumentKind.BLOG_POST:
                posts = facts.posts if isinstance(facts, ImmersionWeekFacts) else ()
                found += [
                    DocumentReference(kind, milestone, phase, number, post.title)
                    for number, post in enumerate(posts, 1)
                ]
            else:
                found.append(DocumentReference(kind, milestone, phase))
    return tuple(found)
