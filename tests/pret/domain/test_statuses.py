"""The life of a document, from its decisions alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pret.domain.statuses import Decision, last_decision, standing_of
from pret.domain.tree_document import Status

DAY = date(2027, 6, 1)


def decisions(*told: tuple[Status, str]) -> tuple[Decision, ...]:
    return tuple(
        Decision("booklet", status, content, DAY + timedelta(place))
        for place, (status, content) in enumerate(told)
    )


APPROVED, PUBLISHED = (Status.APPROVED, "a"), (Status.PUBLISHED, "a")
WITHDRAWN, BACK = (Status.WITHDRAWN, "a"), (Status.IN_REVIEW, "a")


@pytest.mark.parametrize(
    ("told", "content", "status", "version", "changed"),
    [
        ((), "a", Status.IN_REVIEW, "0.2", False),
        ((APPROVED,), "a", Status.APPROVED, "1.0", False),
        ((APPROVED,), "b", Status.IN_REVIEW, "1.2", True),
        ((APPROVED, PUBLISHED), "a", Status.PUBLISHED, "1.0", False),
        ((APPROVED, PUBLISHED), "b", Status.IN_REVIEW, "1.2", True),
        ((APPROVED, BACK), "a", Status.IN_REVIEW, "1.2", False),
        ((APPROVED, BACK, APPROVED), "a", Status.APPROVED, "1.0", False),
        ((APPROVED, (Status.APPROVED, "b")), "b", Status.APPROVED, "2.0", False),
        ((APPROVED, (Status.APPROVED, "b"), APPROVED), "a", Status.APPROVED, "3.0", False),
        ((APPROVED, PUBLISHED, WITHDRAWN), "b", Status.WITHDRAWN, "1.0", False),
        ((WITHDRAWN,), "a", Status.WITHDRAWN, "0.2", False),
        ((WITHDRAWN, BACK), "a", Status.IN_REVIEW, "0.2", False),
    ],
)
def test_status_and_version_follow_the_decisions(
    told: tuple[tuple[Status, str], ...],
    content: str,
    status: Status,
    version: str,
    changed: bool,
) -> None:
    standing = standing_of(decisions(*told), content, Status.IN_REVIEW)
    assert (standing.status, standing.version, standing.changed) == (status, version, changed)


def test_an_approved_document_with_something_to_mend_is_a_draft_again() -> None:
    standing = standing_of(decisions(APPROVED, PUBLISHED), "a", Status.DRAFT)
    assert (standing.status, standing.version, standing.changed) == (Status.DRAFT, "1.1", True)
    assert standing_of((), "a", Status.DRAFT).version == "0.1"


def test_the_decision_that_held_is_told_with_its_day() -> None:
    standing = standing_of(decisions(APPROVED, PUBLISHED), "b", Status.IN_REVIEW)
    assert standing.decision == Decision("booklet", Status.PUBLISHED, "a", date(2027, 6, 2))
    assert last_decision(decisions(APPROVED, BACK)) is None


@given(
    st.lists(
        st.tuples(st.sampled_from([s for s in Status if s != Status.DRAFT]), st.sampled_from("ab"))
    ),
    st.sampled_from("ab"),
)
def test_nothing_is_approved_or_published_but_what_was_approved_or_published_as_it_is(
    told: list[tuple[Status, str]], content: str
) -> None:
    standing = standing_of(decisions(*told), content, Status.IN_REVIEW)
    if standing.status in (Status.APPROVED, Status.PUBLISHED):
        assert told[-1] == (standing.status, content)
    if standing.status is Status.DRAFT:
        pytest.fail("a whole document is no draft")
