"""Issued versions are kept as trees, and one of them is compared with what the inputs give now."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from pret.compose.comparison_summary import ChangeKind
from pret.domain.tree_document import Status
from pret.errors import NoVersionError
from pret.service.approval import approve, withdraw
from pret.service.versions import comparison, render_comparison, versions

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Place

    from pret.service.making import Outcome

DAY = date(2027, 2, 1)
FACTS = "03-lab-day-1/milestone.yaml"


def told(place: Place, since: int | None = None) -> list[tuple[ChangeKind, str, str]]:
    with place.session() as session:
        made = comparison(session, session.reference("lab-day-1/minutes"), since)
    return [(each.kind, each.before, each.after) for each in made.changes]


def test_nothing_has_changed_right_after_a_run(made: Place) -> None:
    assert told(made) == []


def test_what_was_written_since_the_last_run_is_told(made: Place) -> None:
    made.change(FACTS, "Poser un tapis.", "Poser un grand tapis.")
    assert told(made) == [(ChangeKind.CHANGED, "Poser un tapis.", "Poser un grand tapis.")]


def test_after_another_run_the_last_version_that_differs_is_compared(
    made: Place, run_through: Callable[..., list[Outcome]]
) -> None:
    for old, new in (("un tapis", "un grand tapis"), ("un grand tapis", "deux tapis")):
        made.change(FACTS, f"Poser {old}.", f"Poser {new}.")
        with made.session() as session:
            run_through(session, "lab-day-1")
    assert told(made) == [(ChangeKind.CHANGED, "Poser un grand tapis.", "Poser deux tapis.")]
    assert told(made, since=1) == [(ChangeKind.CHANGED, "Poser un tapis.", "Poser deux tapis.")]
    with made.session() as session:
        known = versions(session, session.reference("lab-day-1/minutes"))
    assert [each.number for each in known] == [1, 2, 3]


def test_versions_keep_their_numbers_where_the_workbook_is_the_same_in_all_of_them(
    place: Place, run_through: Callable[..., list[Outcome]]
) -> None:
    with place.session() as session:
        run_through(session, "preparation")
        reference = session.reference("preparation/planning")
        for decide in (approve, withdraw):
            decide(session, reference, DAY)
        known = versions(session, reference)
    said = [each.document.status for each in known]
    assert said == [Status.IN_REVIEW, Status.APPROVED, Status.WITHDRAWN]


def test_a_version_that_does_not_exist_is_refused_with_those_that_do(made: Place) -> None:
    with pytest.raises(NoVersionError, match=r"pas de version 7\. Versions : version 1 \("):
        told(made, since=7)


def test_a_document_never_issued_has_nothing_to_be_compared_with(place: Place) -> None:
    with pytest.raises(NoVersionError, match="aucune version publiée"):
        told(place)


def test_a_comparison_is_the_same_byte_for_byte(made: Place) -> None:
    made.change(FACTS, "Poser un tapis.", "Poser un grand tapis.")

    def rendered() -> dict[str, bytes]:
        with made.session() as session:
            found = comparison(session, session.reference("lab-day-1/minutes"))
            return {str(key): each for key, each in render_comparison(session, found).items()}

    assert rendered() == rendered()
