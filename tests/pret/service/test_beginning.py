"""A new programme can be checked and built at once: its documents come out as drafts."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import yaml

from pret.domain.documents import OutputFormat
from pret.domain.milestones import LabDayRule, milestones
from pret.domain.tree import Block, Heading
from pret.domain.tree_document import Status
from pret.domain.tree_walk import plain
from pret.errors import ProgrammeExistsError
from pret.service.beginning import begin, standard_files
from pret.service.blank_facts import blank_facts
from pret.service.checking import check
from pret.service.making import render_now
from pret.service.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pret.settings import Settings

STANDARD = milestones(
    immersion_weeks=3, lab_days=3, workshops=3, lab_day_rule=LabDayRule.AFTER_EACH_WEEK
)


@pytest.fixture
def gares(tmp_path: Path, settings_in: Callable[[Path], Settings]) -> Iterator[Session]:
    settings = settings_in(tmp_path)
    begin(settings, "gares", "Les gares", date(2027, 1, 11))
    with Session(settings, "gares") as session:
        yield session


def test_a_new_programme_has_a_folder_for_each_kind_of_material(gares: Session) -> None:
    folder = gares.settings.inputs / "gares"
    assert [each.folder for each in gares.milestones] == sorted(
        path.name for path in folder.iterdir() if path.is_dir()
    )
    inside = {path.name for path in (folder / "05-lab-day-2").iterdir()}
    assert inside == {"milestone.yaml", "notes", "photos", "interviews", "tables", "reports"}
    assert not list(folder.rglob("*.part"))


def test_nothing_of_a_new_programme_is_wrong_it_is_only_to_be_filled(gares: Session) -> None:
    told = [problem for problem in gares.programme.problems if "sans date" not in problem.found]
    assert told == []
    for milestone in gares.milestones:
        gathered = gares.gathered(milestone)
        assert gathered.problems == ()
        assert gathered.set_aside == ()
        assert any(document.gaps for document in check(gares, milestone).documents)


def test_every_document_of_a_new_programme_is_a_valid_draft(
    gares: Session,
    pdf_faults: Callable[[bytes], list[str]],
    docx_faults: Callable[[bytes], list[str]],
) -> None:
    faults: dict[str, list[str]] = {}
    drafts = 0
    for milestone in gares.milestones:
        if milestone.number > 1:
            continue
        for reference in gares.references(milestone):
            formats = (OutputFormat.WORD, OutputFormat.PDF)
            content, made = render_now(gares, reference, formats)
            drafts += bool(made.gaps)
            found = pdf_faults(content[OutputFormat.PDF]) + docx_faults(content[OutputFormat.WORD])
            if found or made.problems:
                faults[reference.code] = [*found, *map(str, made.problems)]
    assert faults == {}
    assert drafts > 20


def test_a_draft_bears_its_status_and_visible_marks(gares: Session) -> None:
    reference = gares.reference("booklet")
    composed = gares.composer.compose(reference, gares.programme, gares.sources(reference))
    assert composed.document.status is Status.DRAFT
    assert "À COMPLÉTER" in repr(composed.document)


def test_a_title_with_any_character_arrives_as_it_was_typed(
    tmp_path: Path, settings_in: Callable[[Path], Settings]
) -> None:
    settings = settings_in(tmp_path)
    title = "Les « gares » : \"ouvertes\" \\ #1 {{ title }} 'ici'"
    begin(settings, "gares", title, date(2027, 1, 11))
    with Session(settings, "gares") as session:
        assert session.programme.programme.value.title == title


def test_a_programme_that_exists_is_not_written_over(gares: Session) -> None:
    before = (gares.settings.inputs / "gares/programme.yaml").read_bytes()
    with pytest.raises(ProgrammeExistsError, match="rien n’a été écrit"):
        begin(gares.settings, "gares", "Autre", date(2028, 1, 1))
    assert (gares.settings.inputs / "gares/programme.yaml").read_bytes() == before


@pytest.mark.parametrize("milestone", STANDARD[:3] + STANDARD[3:4] + STANDARD[8:10] + STANDARD[12:])
def test_a_blank_file_uncommented_asks_for_values_and_breaks_nothing(
    milestone: object, gares: Session
) -> None:
    found = gares.milestone(milestone.code)
    blank = blank_facts(found)
    assert list(yaml.safe_load(blank)) == ["version"]
    whole = re.sub(r"^# (?=\s*(?:- )?\w+:  #)", "", blank, flags=re.MULTILINE)
    assert len(yaml.safe_load(whole)) > 5
    place = gares.settings.inputs / "gares" / found.folder / "milestone.yaml"
    place.write_text(whole, "utf-8")
    problems = gares.gathered(found).problems
    assert problems
    for problem in problems:
        assert problem.line
        assert "indispensable" in problem.found
        assert "Ajoutez" in problem.remedy


def test_the_standard_files_name_every_milestone(tmp_path: Path, gares: Session) -> None:
    files = standard_files(gares.settings.templates, "gares", "Les gares", date(2027, 1, 11))
    assert all(each.code in files["calendar.yaml"] for each in STANDARD)


def _empty_titles(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield the titles below which there is nothing but the next title as high, or the end."""
    for block, following in pairwise((*blocks, Heading(0, ()))):
        if not (isinstance(block, Heading) and isinstance(following, Heading)):
            continue
        if following.level <= block.level:
            yield plain(block.content)


def test_each_title_of_its_documents_has_something_below(gares: Session) -> None:
    empty: list[str] = []
    for milestone in gares.milestones:
        for reference in gares.references(milestone):
            sources = gares.sources(reference)
            composed = gares.composer.compose(reference, gares.programme, sources)
            titles = _empty_titles(composed.document.blocks)
            empty += [f"{milestone.code}/{reference.stem}, {title}" for title in titles]
    assert empty == []
