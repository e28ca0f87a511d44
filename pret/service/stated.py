"""A document as its inputs make it, with the status and the version that the ledger gives it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pret.compose.composer import Composed
from pret.domain.references import DocumentReference
from pret.domain.statuses import Standing, standing_of
from pret.service.digest import content_digest
from pret.service.known_days import told_programme
from pret.service.session import Session


@dataclass(frozen=True, slots=True)
class Stated:
    """A composed document that bears its status. content: SHA-256 of what it says."""

    composed: Composed
    standing: Standing
    content: str


def stated(session: Session, reference: DocumentReference) -> Stated:
    """Compose a document and give it its status and version."""
    told = told_programme(session.programme, reference)
    composed = session.composer.compose(reference, told, session.sources(reference))
    document = composed.document
    decisions = tuple(
        each for each in session.ledger.decisions(session.code) if each.document == reference.code
    )
    content = content_digest(document)
    standing = standing_of(decisions, content, document.status)
    document = replace(document, status=standing.status, version=standing.version)
    return Stated(replace(composed, document=document), standing, content)
