"""The life of a document: draft, in review, approved, published, withdrawn; and its version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pret.domain.tree_document import Status


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of a document.

    document: its code. status: approved, published, withdrawn, or in review when one of these is
    taken back. content: SHA-256 of what it said then. day: civil day of the decision. Who decided
    is nobody's business but theirs: it is not kept.
    """

    document: str
    status: Status
    content: str
    day: date


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a document stands.

    version: « 1.0 » for what was approved first, « 1.1 » for a draft after it, « 1.2 » for what is
    in review after it, « 2.0 » for what was approved next.
    decision: the last one that holds, or that held until the content changed.
    changed: approved or published, it has changed since; so it is a draft or in review again.
    """

    status: Status
    version: str
    decision: Decision | None = None
    changed: bool = False


def last_decision(decisions: tuple[Decision, ...]) -> Decision | None:
    """Return the last decision, or None when there is none or it was taken back."""
    last = decisions[-1] if decisions else None
    return None if last is None or last.status is Status.IN_REVIEW else last


def standing_of(decisions: tuple[Decision, ...], content: str, composed: Status) -> Standing:
    """Return where a document stands.

    decisions: all that were taken of it, the first one first. content: SHA-256 of what it says now.
    composed: draft when something is missing or to be mended, in review otherwise.
    """
    approved = _approvals(decisions)
    last = last_decision(decisions)
    whole = composed is not Status.DRAFT
    waiting = f"{approved}.{2 if whole else 1}"
    if last is None:
        return Standing(composed, waiting)
    if last.status is Status.WITHDRAWN:
        return Standing(Status.WITHDRAWN, f"{approved}.0" if approved else waiting, last)
    if last.content == content and whole:
        return Standing(last.status, f"{approved}.0", last)
    return Standing(composed, waiting, last, changed=True)


def _approvals(decisions: tuple[Decision, ...]) -> int:
    """Return how many contents were approved; the same one approved again is not another."""
    contents = [each.content for each in decisions if each.status is Status.APPROVED]
    return sum(
        content != before for content, before in zip(contents, ["", *contents], strict=False)
    )
