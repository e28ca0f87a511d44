"""Doing a thing twice is the same as doing it once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pret.domain.milestones import phases
from pret.service.making import is_done, make, material

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Place

    from pret.service.making import Outcome
    from pret.service.session import Session


def stamps(place: Place) -> dict[str, tuple[int, int]]:
    """Return what would show that a file was written again: its inode and its date."""
    root = place.settings.outputs
    return {
        str(path): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in root.rglob("*")
        if path.is_file()
    }


def test_all_that_was_made_is_current_and_nothing_is_written_again(
    made: Place, run_through: Callable[[Session], list[Outcome]]
) -> None:
    before = stamps(made)
    assert len(before) > 40
    with made.session() as session:
        for milestone in session.milestones:
            for phase in phases(milestone.kind):
                assert material(session, milestone, phase).current
                assert is_done(session, milestone, phase)
        assert run_through(session) == []
    assert stamps(made) == before


def test_all_documents_are_the_same_byte_for_byte_after_a_start_from_nothing(
    made: Place, run_through: Callable[[Session], list[Outcome]]
) -> None:
    again = made.fresh("again")
    with again.session() as session:
        run_through(session)
    assert again.outputs() == made.outputs()


def test_a_document_that_is_found_gives_its_files_in_the_order_of_one_that_is_made(
    place: Place,
) -> None:
    with place.session() as session:
        reference = session.reference("lab-day-1/minutes")
        first = make(session, reference)
        again = make(session, reference)
    assert list(again.files.items()) == list(first.files.items())
