"""One milestone's folder: all that is right is there, all that is wrong is told."""

from __future__ import annotations

import io
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from memory_cache import MemoryCache
from PIL import Image

from pret.domain.facts import LabDayFacts
from pret.domain.gathered import GatheredMilestone
from pret.domain.milestones import Milestone, MilestoneKind
from pret.errors import ProblemsError, ProgrammeMissingError
from pret.gather.milestone import gather_milestone
from pret.gather.programme import gather_programme

LAB_DAY = Milestone(MilestoneKind.LAB_DAY, 3)

FACTS = """\
version: 1
present: [P-001, P-002]
points:
  - {title: Le hall, photos: [hall.jpg]}
sites:
  - {site: lovelace, text: Le comptoir est posé.}
"""


def gathered(folder: Path, cache: MemoryCache | None = None) -> GatheredMilestone:
    cache = cache or MemoryCache()
    programme = gather_programme(folder, cache, quiet_s=0)
    return gather_milestone(folder, LAB_DAY, programme, cache, quiet_s=0)


def jpeg() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(written, "JPEG")
    return written.getvalue()


@pytest.fixture
def lab_day(programme_folder: Path) -> Path:
    """The folder of a lab day that has nothing wrong."""
    folder = programme_folder / "03-lab-day-1"
    for name in ("notes", "photos", "interviews", "tables", "reports"):
        (folder / name).mkdir(parents=True)
    (folder / "milestone.yaml").write_text(FACTS, "utf-8")
    (folder / "notes" / "matin.md").write_text("# Matin\n\nDu monde.\n", "utf-8")
    (folder / "photos" / "hall.jpg").write_bytes(jpeg())
    entries = "version: 1\nphotos:\n  - {file: hall.jpg, people: [P-002], consents: [C-001]}\n"
    (folder / "photos" / "photos.yaml").write_text(entries, "utf-8")
    interview = (
        "version: 1\ncode: E-01\nday: 2027-05-01\nrole: CPE\nanonymity: role\nsite: lovelace\n"
    )
    (folder / "interviews" / "cpe.yaml").write_text(interview, "utf-8")
    (folder / "tables" / "votes.csv").write_text("Idée;Voix\nBanc;12\n", "utf-8")
    (folder / "reports" / "rapport.pdf").write_bytes(b"%PDF-1.7")
    return folder


def test_all_that_the_team_left_is_there(lab_day: Path) -> None:
    found = gathered(lab_day.parent)
    assert (found.problems, found.set_aside) == ((), ())
    assert isinstance(found.facts.value, LabDayFacts)
    assert found.facts.file == "03-lab-day-1/milestone.yaml"
    assert found.facts.lines["points[0].photos[0]"] == 4
    assert [note.name for note in found.notes] == ["matin.md"]
    assert [prepared.photo.file for prepared in found.photos] == ["hall.jpg"]
    assert [interview.value.code for interview in found.interviews] == ["E-01"]
    assert [table.rows for table in found.tables] == [(("Banc", "12"),)]
    assert found.reports == ("rapport.pdf",)
    assert len(found.hashes) == 7


def test_gathering_twice_gives_the_same_and_decodes_nothing_again(lab_day: Path) -> None:
    cache = MemoryCache()
    first = gathered(lab_day.parent, cache)
    kept = dict(cache.kept)
    assert gathered(lab_day.parent, cache) == first
    assert cache.kept == kept


@pytest.mark.parametrize("left", ["nothing", "an empty folder", "notes only"])
def test_a_milestone_without_facts_is_empty_and_says_what_to_create(
    programme_folder: Path, left: str
) -> None:
    folder = programme_folder / "03-lab-day-1"
    if left != "nothing":
        folder.mkdir()
    if left == "notes only":
        (folder / "notes").mkdir()
        (folder / "notes" / "a.md").write_text("Un mot.", "utf-8")
    found = gathered(programme_folder)
    assert found.facts.value == LabDayFacts(version=1)
    assert [problem.file for problem in found.problems] == ["03-lab-day-1/milestone.yaml"]
    assert "version: 1" in found.problems[0].remedy
    assert len(found.notes) == (left == "notes only")


def test_everything_wrong_in_a_folder_is_told_at_once(
    lab_day: Path, golden: Callable[[str, str], None]
) -> None:
    (lab_day / "milestone.yaml").write_text(
        FACTS.replace("P-002", "P-009").replace("hall.jpg", "hal.jpg").replace("lovelace", "gap"),
        "utf-8",
    )
    photos = lab_day / "photos" / "photos.yaml"
    photos.write_text(photos.read_text("utf-8").replace("C-001", "C-007"), "utf-8")
    interviews = lab_day / "interviews"
    shutil.copy(interviews / "cpe.yaml", interviews / "double.yaml")
    (interviews / "faux.yaml").write_text("version: 1\ncode: 12\n", "utf-8")
    (interviews / "mot.docx").write_bytes(b"PK")
    (lab_day / "notes" / "abime.docx").write_bytes(b"PK\x03\x04rien")
    (lab_day / "notes" / "vide.md").touch()
    (lab_day / "notes" / "photo.jpg").write_bytes(jpeg())
    (lab_day / "tables" / "votes.xls").write_bytes(b"x")
    (lab_day / "tables" / "abime.xlsx").write_bytes(b"PK\x03\x04rien")
    (lab_day / "Photos").mkdir()
    (lab_day / "Photos" / "a.jpg").write_bytes(jpeg())
    (lab_day / "notes.docx").write_bytes(b"x")
    found = gathered(lab_day.parent)
    told = [str(problem) for problem in found.problems]
    told += [f"écarté : {one.file} : {one.reason}" for one in found.set_aside]
    golden("milestone.txt", "\n".join(told) + "\n")
    assert [note.name for note in found.notes] == ["matin.md"]
    assert [table.name for table in found.tables] == ["votes.csv"]
    assert [interview.file for interview in found.interviews] == [
        "03-lab-day-1/interviews/cpe.yaml"
    ]


def test_a_file_set_aside_is_not_told_again_as_missing(lab_day: Path) -> None:
    (lab_day / "photos" / "hall.jpg").write_bytes(jpeg()[:200])
    found = gathered(lab_day.parent)
    assert [one.file for one in found.set_aside] == ["03-lab-day-1/photos/hall.jpg"]
    assert found.problems == ()


def test_facts_that_cannot_be_read_do_not_hide_the_rest(lab_day: Path) -> None:
    (lab_day / "milestone.yaml").write_bytes(b"version: 1\nversion: 1\n")
    found = gathered(lab_day.parent)
    assert found.facts.value == LabDayFacts(version=1)
    assert [problem.line for problem in found.problems] == [2]
    assert len(found.photos) == len(found.notes) == 1


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000))
def test_whatever_happens_to_the_files_gathering_tells_and_goes_on(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    source = ROOT / "inputs" / "lycees"
    if not source.is_dir():
        pytest.skip("the sample programme is not there")
    chance = random.Random(seed)  # noqa: S311 - which bytes to spoil
    folder = tmp_path_factory.mktemp("spoilt") / "lycees"
    folder.mkdir()
    names = ["programme.yaml", "people.yaml", "calendar.yaml"]
    names += [path.relative_to(source).as_posix() for path in source.glob("03-*/*.yaml")]
    for name in names:
        content = bytearray((source / name).read_bytes())
        for _ in range(chance.randint(0, 3)):
            place = chance.randrange(len(content))
            content[place : place + chance.randint(0, 3)] = chance.choice(SPOILERS)
        target = folder / name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(content)
    try:
        programme = gather_programme(folder, MemoryCache(), quiet_s=0)
    except (ProblemsError, ProgrammeMissingError):
        return
    gather_milestone(folder, LAB_DAY, programme, MemoryCache(), quiet_s=0)


ROOT = Path(__file__).parents[3]
SPOILERS = (
    b"",
    b"\t",
    b"\n",
    b": ",
    b"- ",
    b"#",
    b'"',
    b"[",
    b"{",
    b"&a ",
    b"*a",
    b"\xff",
    b"\x00",
)
