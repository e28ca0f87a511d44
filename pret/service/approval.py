"""Approving, publishing and withdrawing a document: a decision, then its files made again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pret.domain.references import DocumentReference
from pret.domain.statuses import Decision, Standing
from pret.domain.tree_document import STATUS_LABELS, Status
from pret.errors import NotApprovedError, StatusRefusedError
from pret.problems import Problem
from pret.service.glyphs import glyph_problems
from pret.service.making import Outcome, issue, make, material
from pret.service.session import Session
from pret.service.stated import Stated, stated


@dataclass(frozen=True, slots=True)
class Decided:
    """What a document became. outcome: the files made again, None when they bore it already."""

    reference: DocumentReference
    standing: Standing
    outcome: Outcome | None


def approve(session: Session, reference: DocumentReference, day: date) -> Decided:
    """Approve a document as it is now; published already, it stays so.

    Raises StatusRefusedError with all that is missing or to be mended, NotApprovedError for one
    that was withdrawn, BusyError.
    """
    with session.locked():
        found = stated(session, reference)
        if found.standing.status is Status.WITHDRAWN:
            command = session.command(f"review {reference.code}")
            remedy = f"Remettez-le d’abord en relecture : « {command} »."
            raise NotApprovedError(reference.label, STATUS_LABELS[Status.WITHDRAWN], remedy)
        _refuse_unfinished(reference, found, Status.APPROVED)
        if found.standing.status is Status.IN_REVIEW:
            _record(session, reference, Status.APPROVED, found.content, day)
        return _made_again(session, reference)


def publish_document(session: Session, reference: DocumentReference, day: date) -> Decided:
    """Publish a document that was approved and has not changed since.

    Raises StatusRefusedError with all that is missing, to be mended or that the PDF cannot show,
    NotApprovedError, BusyError.
    """
    with session.locked():
        found = stated(session, reference)
        _refuse_unfinished(reference, found, Status.PUBLISHED)
        standing = found.standing
        if standing.status not in (Status.APPROVED, Status.PUBLISHED):
            command = session.command(f"approve {reference.code}")
            remedy = f"Validez-le d’abord : « {command} »."
            if standing.changed:
                remedy = f"Il a changé depuis qu’il a été validé. {remedy}"
            raise NotApprovedError(reference.label, STATUS_LABELS[standing.status], remedy)
        undrawn = glyph_problems(session, found.composed.document)
        if undrawn:
            raise StatusRefusedError(reference.label, STATUS_LABELS[Status.PUBLISHED], undrawn)
        if standing.status is Status.APPROVED:
            _record(session, reference, Status.PUBLISHED, found.content, day)
        return _made_again(session, reference)


def withdraw(session: Session, reference: DocumentReference, day: date) -> Decided:
    """Withdraw a document, whatever it says from now on; its files say so. Raises BusyError."""
    return _become(session, reference, Status.WITHDRAWN, day)


def review(session: Session, reference: DocumentReference, day: date) -> Decided:
    """Take back what was decided of a document: it is in review again. Raises BusyError."""
    return _become(session, reference, Status.IN_REVIEW, day)


def _become(session: Session, reference: DocumentReference, status: Status, day: date) -> Decided:
    with session.locked():
        found = stated(session, reference)
        decided = found.standing.decision
        if (decided.status if decided else Status.IN_REVIEW) is not status:
            _record(session, reference, status, found.content, day)
        return _made_again(session, reference)


def _refuse_unfinished(reference: DocumentReference, found: Stated, wanted: Status) -> None:
    composed = found.composed
    missing = (
        Problem(gap.file, gap.line, gap.label, "ce champ est à compléter.", _hinted(gap.hint))
        for gap in composed.gaps
    )
    problems = (*missing, *composed.problems)
    if problems:
        raise StatusRefusedError(reference.label, STATUS_LABELS[wanted], problems)


def _hinted(hint: str) -> str:
    return f"Écrivez-le ({hint})." if hint else "Écrivez-le."


def _record(
    session: Session, reference: DocumentReference, status: Status, content: str, day: date
) -> None:
    session.ledger.decide(session.code, Decision(reference.code, status, content, day))


def _made_again(session: Session, reference: DocumentReference) -> Decided:
    """Make the documents of the phase again: those whose status did not change are found made."""
    read = material(session, reference.milestone, reference.phase)
    outcome = None
    if not read.current:
        made = tuple(session.pool.map(lambda each: make(session, each), read.documents))
        outcome = issue(session, reference.milestone, reference.phase, read, made)
    return Decided(reference, stated(session, reference).standing, outcome)
