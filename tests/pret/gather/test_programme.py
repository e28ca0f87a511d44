"""The programme's own files: what is read, and everything wrong told at once."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from memory_cache import MemoryCache
from PIL import Image

from pret.errors import ProblemsError, ProgrammeMissingError
from pret.gather.programme import gather_programme


def change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), "utf-8")


def told(folder: Path) -> list[str]:
    gathered = gather_programme(folder, MemoryCache(), quiet_s=0)
    return [str(problem) for problem in gathered.problems]


def test_a_programme_with_nothing_wrong_has_no_problem(programme_folder: Path) -> None:
    gathered = gather_programme(programme_folder, MemoryCache(), quiet_s=0)
    assert gathered.problems == ()
    assert gathered.set_aside == ()
    assert gathered.programme.value.title == "Le lycée ouvert"
    assert gathered.programme.lines["coordinator"] == 19
    assert [person.code for person in gathered.people.value.people] == ["P-001", "P-002"]
    assert list(gathered.hashes) == ["calendar.yaml", "people.yaml", "programme.yaml"]


def test_a_folder_without_programme_names_those_beside_it(programme_folder: Path) -> None:
    other = programme_folder.parent / "autre"
    other.mkdir()
    with pytest.raises(ProgrammeMissingError, match="Programmes trouvés : essai"):
        gather_programme(other, MemoryCache(), quiet_s=0)
    with pytest.raises(ProgrammeMissingError):
        gather_programme(programme_folder.parent / "nulle-part", MemoryCache(), quiet_s=0)


def test_a_programme_that_cannot_be_understood_is_refused_with_all_reasons(
    programme_folder: Path,
) -> None:
    change(programme_folder, "programme.yaml", "start: 2027-01-11", "start: 2027-02-30")
    change(programme_folder, "programme.yaml", "title: ", "titre: ")
    with pytest.raises(ProblemsError) as refusal:
        gather_programme(programme_folder, MemoryCache(), quiet_s=0)
    assert len(refusal.value.problems) == 3
    assert "le 2027-02-30 n’existe pas" in str(refusal.value)


def test_a_programme_being_written_or_empty_is_refused_with_its_reason(
    programme_folder: Path,
) -> None:
    (programme_folder / "programme.yaml").write_bytes(b"")
    with pytest.raises(ProblemsError, match="fichier vide"):
        gather_programme(programme_folder, MemoryCache(), quiet_s=0)


def test_without_people_and_calendar_the_programme_goes_on(programme_folder: Path) -> None:
    (programme_folder / "people.yaml").unlink()
    (programme_folder / "calendar.yaml").write_bytes(b"- liste\n")
    gathered = gather_programme(programme_folder, MemoryCache(), quiet_s=0)
    assert [problem.file for problem in gathered.problems] == ["calendar.yaml", "people.yaml"]
    assert gathered.people.value.people == ()
    assert gathered.calendar.value.milestones == ()


def test_what_files_say_of_one_another_is_checked(
    programme_folder: Path, golden: Callable[[str, str], None]
) -> None:
    change(programme_folder, "programme.yaml", "referent: P-002", "referent: P-009")
    change(programme_folder, "programme.yaml", "partner: region", "partner: etat")
    change(programme_folder, "programme.yaml", "planned: 80", "planned: 70")
    change(programme_folder, "programme.yaml", "code: die", "code: lovelace")
    change(programme_folder, "programme.yaml", "role: funder", "logo: logos/x.png, role: funder")
    change(programme_folder, "people.yaml", "site: lovelace", "site: gap")
    change(programme_folder, "people.yaml", "person: P-002", "person: P-003")
    change(programme_folder, "people.yaml", "code: P-002", "code: P-001")
    with (programme_folder / "calendar.yaml").open("a", encoding="utf-8") as calendar:
        calendar.write("  - {milestone: study-trip, first_day: 2027-03-16}\n")
        calendar.write("  - {milestone: labo-1, first_day: 2027-05-02, last_day: 2027-05-01}\n")
    (programme_folder / "expenses.csv").write_text(
        "Date;Ligne du budget;Objet;Payé;Financeur\n"
        "2027-03-16;paie;Résidents;10,50;region\n"
        "31/02/2027;paie;Résidents;10;region\n"
        "2027-03-18;train;Billets;20;region\n"
        "2027-03-19;paie;Cartons;vingt;etat\n",
        "utf-8",
    )
    golden("programme-cross-checks.txt", "\n".join(told(programme_folder)) + "\n")


def test_expenses_that_are_right_are_kept(programme_folder: Path) -> None:
    text = "line;day;label;paid\npaie;2027-03-16;Résidents;1 234,50 €\npaie;hier;Autre;1\n"
    (programme_folder / "expenses.csv").write_text(text, "utf-8")
    gathered = gather_programme(programme_folder, MemoryCache(), quiet_s=0)
    assert [expense.paid for expense in gathered.expenses] == [Decimal("1234.50")]
    assert [problem.line for problem in gathered.problems] == [3]


def test_a_refused_line_of_the_budget_is_not_told_again_as_a_wrong_sum(
    programme_folder: Path,
) -> None:
    change(programme_folder, "programme.yaml", "planned: 80", "planned: beaucoup")
    problems = told(programme_folder)
    assert len(problems) == 1
    assert "« beaucoup » n’est pas un montant" in problems[0]


def test_logos_are_given_by_partner_and_a_damaged_one_is_set_aside(
    programme_folder: Path,
) -> None:
    change(programme_folder, "programme.yaml", "role: funder", "role: funder, logo: logos/a.png")
    change(programme_folder, "programme.yaml", "role: state", "role: state, logo: logos/b.png")
    (programme_folder / "logos").mkdir()
    Image.new("RGBA", (50, 20), "red").save(programme_folder / "logos" / "a.png")
    (programme_folder / "logos" / "b.png").write_bytes(b"\x89PNG\r\n\x1a\nrien")
    cache = MemoryCache()
    gathered = gather_programme(programme_folder, cache, quiet_s=0)
    assert list(gathered.logos) == ["region"]
    assert gathered.logos["region"].alt == "Logo : Conseil régional"
    assert [one.file for one in gathered.set_aside] == ["logos/b.png"]
    assert gathered.problems == ()
    written = io.BytesIO(next(iter(cache.kept.values())))
    assert Image.open(written).size == (50, 20)


def test_a_conflict_copy_beside_the_programme_is_told(programme_folder: Path) -> None:
    name = "programme (conflicted copy 2027-03-16).yaml"
    (programme_folder / name).write_bytes(b"version: 1\n")
    gathered = gather_programme(programme_folder, MemoryCache(), quiet_s=0)
    assert [one.file for one in gathered.set_aside] == [name]


def test_a_site_with_one_coordinate_or_a_wrong_one_is_told_with_its_line(
    programme_folder: Path,
) -> None:
    change(programme_folder, "programme.yaml", "town: Die", "town: Die, latitude: 44,7536")
    [problem] = told(programme_folder)
    assert "latitude sans longitude" in problem
    assert "ligne" in problem
    change(programme_folder, "programme.yaml", "44,7536", "nord, longitude: 5,37")
    assert "« nord » n’est pas un nombre de degrés." in " ".join(told(programme_folder))
    change(programme_folder, "programme.yaml", "latitude: nord", "latitude: 144,7")
    assert told(programme_folder)
    change(programme_folder, "programme.yaml", "latitude: 144,7", 'latitude: "44,7536"')
    assert told(programme_folder) == []
