"""What a sitting reads, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pret.errors import UnknownDocumentError
from pret.failures import BusyError
from pret.service.session import Session
from pret.service.stated import stated

if TYPE_CHECKING:
    from conftest import Place


def folders_read(session: Session) -> list[str]:
    """Return the milestones whose folder was read in this sitting."""
    return sorted(session._gathered)


def test_naming_a_document_reads_its_milestone_only(session: Session) -> None:
    assert session.reference("lab-day-1/minutes").code == "lab-day-1/minutes"
    assert folders_read(session) == []
    assert session.reference("immersion-1/blog-post-1").title == "Debout"
    assert folders_read(session) == ["immersion-1"]


def test_a_document_that_is_alone_of_its_kind_needs_no_milestone(session: Session) -> None:
    assert session.reference("booklet").code == "closure/booklet"


def test_the_codes_known_are_those_of_the_documents_owed(session: Session) -> None:
    owed = [ref.code for milestone in session.milestones for ref in session.references(milestone)]
    with pytest.raises(UnknownDocumentError) as told:
        session.reference("zzz")
    assert list(told.value.known) == owed
    assert [session.reference(code).code for code in owed] == owed


def test_two_runs_at_once_on_a_programme_are_told_apart(place: Place) -> None:
    with (
        place.session() as one,
        place.session() as other,
        one.locked(),
        pytest.raises(BusyError, match="gare"),
        other.locked(),
    ):
        pass
    with place.session() as later, later.locked():
        pass


def test_a_folder_number_names_a_milestone_too(session: Session) -> None:
    assert session.milestone("03-lab-day-1") == session.milestone("lab-day-1")


def words_of(session: Session, code: str) -> str:
    document = stated(session, session.reference(code)).composed.document
    return "\n".join(str(block) for block in document.blocks)


def test_session_notes_are_annexed_to_the_minutes_until_they_are_written_up(place: Place) -> None:
    notes = place.folder / "03-lab-day-1/notes"
    notes.mkdir(exist_ok=True)
    (notes / "seance.md").write_text("# Au vol\n\nOn rit beaucoup du banc.\n", "utf-8")
    with place.session() as session:
        assert "On rit beaucoup" not in words_of(session, "lab-day-1/minutes")
    place.change(
        "03-lab-day-1/milestone.yaml",
        "points:\n  - {title: Le banc, summary: Il faut un dossier.}\n",
        "",
    )
    with place.session() as session:
        assert "On rit beaucoup" in words_of(session, "lab-day-1/minutes")


def test_those_who_could_not_come_are_told_without_a_gender(place: Place) -> None:
    facts = "03-lab-day-1/milestone.yaml"
    place.change(facts, "in_short:", "excused: [P-002]\nin_short:")
    with place.session() as session:
        assert "Absence excusée" in words_of(session, "lab-day-1/minutes")
    place.change(facts, "excused: [P-002]", "excused: [P-001, P-002]")
    with place.session() as session:
        assert "Absences excusées" in words_of(session, "lab-day-1/minutes")


def test_a_command_names_the_programme_only_where_there_are_several(place: Place) -> None:
    with place.session() as session:
        assert session.command("check lab-day-1") == "pret check lab-day-1"
        other = place.settings.inputs / "autre"
        other.mkdir()
        (other / "programme.yaml").touch()
        assert session.command("status") == f"pret status --programme {place.code}"
