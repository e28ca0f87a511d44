"""Bad input: a clear sentence, the right exit code, nothing lost, and the rest goes on."""

from __future__ import annotations

import errno
import shutil
import subprocess
import threading
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pret.errors import (
    OUTCOME,
    AmbiguousDocumentError,
    ProblemsError,
    ProgrammeMissingError,
    UnknownDocumentError,
    UnknownMilestoneError,
)
from pret.failures import DiskFullError
from pret.service.checking import check
from pret.service.making import issue, make, material
from pret.service.session import Session, programmes
from pret.vault.disk import Posix
from pret.vault.publish import publish

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Place

    from pret.service.checking import MilestoneState
    from pret.service.making import Made


def checked(place: Place, code: str) -> MilestoneState:
    """Check one milestone in a sitting of its own."""
    with place.session() as session:
        return check(session, session.milestone(code))


def reasons(place: Place, code: str) -> dict[str, str]:
    """Return what is set aside: file → reason."""
    return dict(checked(place, code).set_aside)


def made_document(place: Place, code: str) -> Made:
    """Make one document in a sitting of its own."""
    with place.session() as session:
        return make(session, session.reference(code))


def test_the_small_programme_has_nothing_to_mend_where_it_is_filled(place: Place) -> None:
    for code in ("study-trip", "immersion-1", "lab-day-1"):
        state = checked(place, code)
        assert state.problems == ()
        assert state.set_aside == ()
        assert all(document.complete for document in state.documents)


def test_without_a_programme_file_the_others_are_named(place: Place) -> None:
    (place.settings.inputs / "vide").mkdir()
    with (
        Session(place.settings, "vide") as session,
        pytest.raises(ProgrammeMissingError, match=r"programme\.yaml.*gare.*pret new") as told,
    ):
        _ = session.programme
    assert OUTCOME[type(told.value)] == (11, 404)


def test_an_absent_folder_of_inputs_holds_no_programme(place: Place) -> None:
    shutil.rmtree(place.settings.inputs)
    assert programmes(place.settings) == ()


def test_an_empty_milestone_folder_gives_drafts_and_says_what_to_create(place: Place) -> None:
    folder = place.folder / "03-lab-day-1"
    shutil.rmtree(folder)
    folder.mkdir()
    (problem,) = [each for each in checked(place, "lab-day-1").problems if "milestone" in each.file]
    assert "le dossier est vide" in problem.found
    assert "version: 1" in problem.remedy
    made = made_document(place, "lab-day-1/minutes")
    assert len(made.gaps) > 10
    assert {name.rpartition(".")[2] for name in made.files} == {"docx", "odt", "pdf"}


@pytest.mark.parametrize(("asked", "near"), [("lab-day", "lab-day-1"), ("labday-1", "lab-day-1")])
def test_an_unknown_milestone_gets_the_nearest_one(session: Session, asked: str, near: str) -> None:
    with pytest.raises(UnknownMilestoneError, match=f"Vouliez-vous dire « {near} »") as told:
        session.milestone(asked)
    assert OUTCOME[type(told.value)] == (13, 404)


def test_an_unknown_document_gets_the_nearest_one(session: Session) -> None:
    with pytest.raises(UnknownDocumentError, match="Vouliez-vous dire « lab-day-1/minutes »"):
        session.reference("lab-day-1/minute")


def test_a_name_that_several_documents_share_is_not_guessed(session: Session) -> None:
    with pytest.raises(AmbiguousDocumentError, match="study-trip/agenda, lab-day-1/agenda"):
        session.reference("agenda")


def test_a_corrupt_photo_is_set_aside_and_the_others_are_shown(place: Place) -> None:
    photo = place.folder / "01-study-trip/photos/quai.jpg"
    photo.write_bytes(photo.read_bytes()[:500])
    assert reasons(place, "study-trip") == {
        "01-study-trip/photos/quai.jpg": (
            "photo abîmée ou incomplète. Déposez de nouveau l’original."
        )
    }
    assert len(made_document(place, "study-trip/study-trip-dossier").files) == 3


def test_a_corrupt_word_note_is_set_aside_and_recorded(place: Place) -> None:
    (place.folder / "02-immersion-1/notes/abime.docx").write_bytes(b"PK\x03\x04 rien de bon")
    with place.session() as session:
        week = session.milestone("immersion-1")
        read = material(session, week, session.references(week)[0].phase)
        (aside,) = read.set_aside
        assert aside.path == "02-immersion-1/notes/abime.docx"
        assert "abîmé" in aside.reason
        made = tuple(make(session, reference) for reference in read.documents)
        outcome = issue(session, week, read.documents[0].phase, read, made)
        assert set(outcome.published.written) == {path for each in made for path in each.files}
        last = session.ledger.last_run("gare", "immersion-1", read.documents[0].phase)
        assert last is not None
        (kept,) = last.set_aside
    assert (kept.sha256, kept.reason) == (aside.sha256, aside.reason)
    assert "abime" not in kept.path  # a file's name may be somebody's


def test_a_date_that_does_not_exist_is_told_with_its_line_and_the_rest_goes_on(
    place: Place,
) -> None:
    place.change("03-lab-day-1/milestone.yaml", "2027-05-25", "2027-02-30")
    state = checked(place, "lab-day-1")
    (problem,) = state.problems
    text = (place.folder / "03-lab-day-1/milestone.yaml").read_text("utf-8")
    assert problem.line == text[: text.index("2027-02-30")].count("\n") + 1
    assert "février 2027 a 28 jours" in problem.found
    assert problem.remedy
    (minutes,) = [each for each in state.documents if each.gaps]
    assert [gap.label for gap in minutes.gaps] == ["Date limite des remarques"]


def test_a_date_that_does_not_exist_in_the_programme_stops_with_its_line(place: Place) -> None:
    place.change("programme.yaml", "start: 2027-01-11", "start: 2027-02-30")
    with place.session() as session, pytest.raises(ProblemsError, match=r"ligne 5 .*28 jours") as t:
        _ = session.programme
    assert OUTCOME[type(t.value)] == (10, 422)


def test_a_key_written_twice_is_told_with_both_lines(place: Place) -> None:
    place.change("programme.yaml", "policy:", "title: Autre titre\npolicy:")
    with place.session() as session, pytest.raises(ProblemsError, match=r"deux fois .*3 et 4"):
        _ = session.programme


def test_every_fault_of_a_file_is_told_at_once(place: Place) -> None:
    place.change("programme.yaml", "start: 2027-01-11", "start: hier")
    place.change("programme.yaml", "base_camp: true", "base_camp: peut-être")
    place.change("programme.yaml", "role: operator", "role: roi")
    with place.session() as session, pytest.raises(ProblemsError) as told:
        _ = session.programme
    assert [problem.line for problem in told.value.problems] == [5, 12, 19]
    assert all(problem.remedy for problem in told.value.problems)


@contextmanager
def growing(path: Path) -> Iterator[None]:
    """Have a file grow without rest, as a slow copy does."""
    stop = threading.Event()

    def write() -> None:
        with path.open("a", encoding="utf-8") as file:
            while not stop.wait(0.01):
                file.write("encore une ligne\n")
                file.flush()

    path.write_text("une ligne\n", "utf-8")
    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield
    finally:
        stop.set()
        writer.join()


def test_a_file_that_is_being_written_waits_for_the_next_time(place: Place) -> None:
    slow = replace(place, settings=replace(place.settings, quiet_s=0.3))
    note = place.folder / "02-immersion-1/notes/copie.md"
    with growing(note):
        told = reasons(slow, "immersion-1")
    assert list(told) == ["02-immersion-1/notes/copie.md"]
    assert "en cours d’écriture" in told["02-immersion-1/notes/copie.md"]
    assert reasons(slow, "immersion-1") == {}
    with slow.session() as session:
        notes = session.gathered(session.milestone("immersion-1")).notes
    assert "copie.md" in [each.name for each in notes]


class Full(Posix):
    """A disk that has room for a few files only."""

    def __init__(self, files: int) -> None:
        self.left = files

    def write(self, file: int, content: bytes) -> None:
        if not self.left:
            super().write(file, content[: len(content) // 2])
            raise OSError(errno.ENOSPC, "plein")
        self.left -= 1
        super().write(file, content)


def test_a_disk_that_fills_up_leaves_whole_files_and_the_next_run_completes_them(
    place: Place, made: Place, run_through: Callable[..., object]
) -> None:
    with place.session() as session:
        day = session.milestone("lab-day-1")
        phase = session.references(day)[0].phase
        read = material(session, day, phase)
        documents = tuple(make(session, reference) for reference in read.documents)
        keys = [item for each in documents for item in each.files.items()]
        files = {path: session.store.object(key) for path, key in keys}
        with pytest.raises(DiskFullError, match="Libérez de la place") as told:
            publish(place.settings.outputs, files, session.ledger, effects=Full(2))
        assert OUTCOME[type(told.value)] == (20, 507)
        assert place.outputs() == dict(list(files.items())[:2])
        assert not material(session, day, phase).current
        run_through(session, "lab-day-1")
    assert {path: made.outputs()[path] for path in files} == {
        path: place.outputs()[path] for path in files
    }


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 400 KiB."""
    folder = tmp_path / "disque"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("mounting a small disk is not allowed here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_on_a_small_disk_nothing_is_published_and_nothing_is_recorded(
    place: Place, small_disk: Path, run_through: Callable[..., object]
) -> None:
    full = replace(place, settings=replace(place.settings, outputs=small_disk / "outputs"))
    with full.session() as session:
        with pytest.raises(DiskFullError, match="Mo"):
            run_through(session, "study-trip")
        assert session.ledger.runs("gare") == ()
    assert full.outputs() == {}


def test_with_a_state_on_a_full_disk_nothing_is_half_kept(
    place: Place, small_disk: Path, run_through: Callable[..., object]
) -> None:
    full = replace(place, settings=replace(place.settings, state=small_disk / "state"))
    with pytest.raises(DiskFullError), full.session() as session:
        run_through(session)
    shutil.rmtree(small_disk / "state/objects")
    with full.session() as session:
        assert check(session, session.milestone("lab-day-1")).problems == ()


def test_a_calendar_that_cannot_be_read_leaves_the_dates_to_be_set(place: Place) -> None:
    (place.folder / "calendar.yaml").write_text("milestones: [", "utf-8")
    with place.session() as session:
        assert {problem.file for problem in session.programme.problems} == {"calendar.yaml"}
        assert session.programme.calendar.value.planned("study-trip") is None
        made = make(session, session.reference("study-trip/invitation"))
    assert "date de la réunion" in [gap.label for gap in made.gaps]


@pytest.mark.parametrize("file", ["people.yaml", "calendar.yaml", "03-lab-day-1/milestone.yaml"])
def test_good_documents_are_not_published_over_by_drafts_of_what_cannot_be_read(
    made: Place, file: str, run_through: Callable[..., object]
) -> None:
    before = made.outputs()
    with (made.folder / file).open("a", encoding="utf-8") as written:
        written.write("version: 1\n")
    with made.session() as session, pytest.raises(ProblemsError, match="deux fois"):
        run_through(session, "lab-day-1")
    assert made.outputs() == before
    assert len(made_document(made, "lab-day-1/minutes").files) == 3
