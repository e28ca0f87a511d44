"""Good documents are not replaced by what could not be read; what is owed no more goes away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pret.domain.milestones import Phase
from pret.errors import ProblemsError, PublishedFolderError
from pret.service.making import Outcome, issue, make, material
from pret.service.preview import write_preview

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Place


def run(place: Place, code: str, phase: Phase = Phase.COMPLETE) -> Outcome:
    with place.session() as session:
        milestone = session.milestone(code)
        read = material(session, milestone, phase)
        made = tuple(make(session, reference) for reference in read.documents)
        return issue(session, milestone, phase, read, made)


@pytest.mark.parametrize("file", ["people.yaml", "calendar.yaml", "03-lab-day-1/milestone.yaml"])
def test_a_file_that_cannot_be_read_replaces_nothing(place: Place, file: str) -> None:
    run(place, "lab-day-1")
    before = place.outputs()
    path = place.folder / file
    path.write_text(path.read_text("utf-8") + "\n  : [\n", "utf-8")
    with pytest.raises(ProblemsError) as told:
        run(place, "lab-day-1")
    assert {problem.file for problem in told.value.problems} == {file}
    assert place.outputs() == before


def test_a_folder_with_another_number_is_told_with_its_right_name(place: Place) -> None:
    run(place, "lab-day-1")
    before = place.outputs()
    (place.folder / "03-lab-day-1").rename(place.folder / "04-lab-day-1")
    with pytest.raises(ProblemsError, match="Renommez-le 03-lab-day-1"):
        run(place, "lab-day-1")
    assert place.outputs() == before


def test_a_document_owed_no_more_is_removed(place: Place) -> None:
    run(place, "immersion-1")
    old = [path for path in place.outputs() if "billet-1-debout" in path]
    assert {path.rpartition(".")[2] for path in old} >= {"docx", "html", "pdf"}
    place.change("02-immersion-1/milestone.yaml", "title: Debout", "title: Assis")
    run(place, "immersion-1")
    now = [path for path in place.outputs() if "billet-1" in path]
    assert sorted(now) == [path.replace("debout", "assis") for path in sorted(old)]


def test_a_document_owed_no_more_is_kept_when_it_was_edited_by_hand(place: Place) -> None:
    run(place, "immersion-1")
    edited = place.settings.outputs / "gare/02-immersion-1/billet-1-debout.docx"
    edited.write_bytes(edited.read_bytes() + b"relu")
    place.change("02-immersion-1/milestone.yaml", "title: Debout", "title: Assis")
    run(place, "immersion-1")
    assert edited.exists()


def test_a_quick_look_is_not_written_among_published_documents(place: Place) -> None:
    with pytest.raises(PublishedFolderError):
        write_preview(place.settings, "gare", place.settings.outputs / "gare", "a", {})


def test_a_quick_look_finds_no_other_way_to_the_published_documents(
    place: Place, tmp_path: Path
) -> None:
    outputs = place.settings.outputs
    outputs.mkdir(parents=True)
    link = tmp_path / "lien"
    link.symlink_to(outputs)
    for folder in (link / "gare", outputs.parent / "vue" / ".." / outputs.name / "gare"):
        with pytest.raises(PublishedFolderError, match="un aperçu n’y est pas écrit"):
            write_preview(place.settings, "gare", folder, "a", {})


def test_a_damaged_object_is_made_again(place: Place) -> None:
    outcome = run(place, "lab-day-1")
    key = next(iter(outcome.made[0].files.values()))
    (place.settings.state / "objects" / key[:2] / key).write_bytes(b"abime")
    for path in outcome.made[0].files:
        (place.settings.outputs / path).unlink()
    again = run(place, "lab-day-1")
    assert set(again.published.written) == set(outcome.made[0].files)


def test_a_folder_that_is_not_the_programmes_code_is_refused(place: Place) -> None:
    place.change("programme.yaml", "code: gare", "code: autre")
    with pytest.raises(ProblemsError, match="code: gare"), place.session() as session:
        assert session.programme
