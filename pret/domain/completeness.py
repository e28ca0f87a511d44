"""What is found against what is owed: material that a document cannot do without."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pret.domain.documents import SHAPES, DocumentKind
from pret.domain.gathered import GatheredMilestone
from pret.domain.material import COVER_TAG, Anonymity
from pret.domain.milestones import MilestoneKind, Phase, documents_owed
from pret.problems import Problem


@dataclass(frozen=True, slots=True)
class Need:
    """Material that a kind of document needs at least. least: how many, from 1."""

    what: str
    least: int
    folder: str
    count: Callable[[GatheredMilestone], int]


def _photos(gathered: GatheredMilestone) -> int:
    return len(gathered.photos)


def _interviews(gathered: GatheredMilestone) -> int:
    return len(gathered.interviews)


def _cover(gathered: GatheredMilestone) -> int:
    return sum(COVER_TAG in each.photo.tags for each in gathered.photos)


_COVER = Need("photo étiquetée « cover » pour la couverture", 1, "photos", _cover)

#: Least counts of the deliverables' table (deliverables, D1 to D9).
NEEDS: Mapping[DocumentKind, tuple[Need, ...]] = {
    DocumentKind.STUDY_TRIP_DOSSIER: (
        Need("photos", 3, "photos", _photos),
        Need("entretien", 1, "interviews", _interviews),
        _COVER,
    ),
    DocumentKind.FIELD_NOTEBOOK: (
        Need("photo", 1, "photos", _photos),
        Need("entretien", 1, "interviews", _interviews),
    ),
    DocumentKind.MINUTES: (Need("photo de la séance", 1, "photos", _photos),),
    DocumentKind.PROTOTYPE_REVIEW: (Need("photos des prototypes", 2, "photos", _photos),),
    DocumentKind.WORKSHOP_REPORT: (Need("photo de l’atelier", 1, "photos", _photos),),
    DocumentKind.BOOKLET: (_COVER,),
}


def lacking(gathered: GatheredMilestone) -> tuple[Problem, ...]:
    """Return the material that a milestone's documents need and that is not in its folder."""
    kind: MilestoneKind = gathered.milestone.kind
    unnamed = tuple(
        Problem(
            interview.file,
            interview.lines.get("anonymity"),
            interview.value.code,
            "le nom de la personne doit être cité, mais son code manque.",
            "Écrivez person: avec son code, ou anonymity: role.",
        )
        for interview in gathered.interviews
        if interview.value.anonymity is Anonymity.NAMED and interview.value.person is None
    )
    return unnamed + tuple(
        Problem(
            f"{gathered.milestone.folder}/{need.folder}",
            None,
            SHAPES[document].label,
            f"il manque : {need.what} ({need.count(gathered)} sur {need.least}).",
            f"Déposez-en dans {gathered.milestone.folder}/{need.folder}.",
        )
        for phase in Phase
        for document in documents_owed(kind, phase)
        for need in NEEDS.get(document, ())
        if need.count(gathered) < need.least
    )
