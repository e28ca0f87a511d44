"""`pret plan` and `pret move` as they are typed and read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from app import cli

if TYPE_CHECKING:
    from conftest import Place

Pret = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def pret(place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Pret:
    """Call the command on the small programme, on 20 March 2027, on a screen of 80 columns."""
    settings = place.settings
    for name, value in {
        "PRET_INPUTS": str(settings.inputs),
        "PRET_OUTPUTS": str(settings.outputs),
        "PRET_STATE": str(settings.state),
        "PRET_QUIET_S": "0",
        # A day so long that it is still the first one.
        "PRET_CLOCK": "2027-03-20 2020-01-01T00:00:00+00:00 1000000000",
        "COLUMNS": "80",
    }.items():
        monkeypatch.setenv(name, value)

    def call(*words: str) -> tuple[int, list[str]]:
        monkeypatch.setattr(sys, "argv", ["pret", *words])
        with pytest.raises(SystemExit) as left:
            cli.main()
        told = capsys.readouterr()
        lines = (told.out + told.err).replace("\u00a0", " ").splitlines()
        return int(left.value.code or 0), [line.rstrip() for line in lines]

    return call


def test_the_plan_has_a_line_for_each_milestone_with_its_dates_in_words(pret: Pret) -> None:
    code, lines = pret("plan")
    assert code == 0
    (line,) = [line for line in lines if line.startswith("Journée labo 1")]
    assert "  le mardi 11 mai 2027  " in line
    assert line.endswith("  ferme")
    assert all(len(line) <= 80 for line in lines)


def test_a_day_that_no_plan_can_keep_shows_what_to_choose_between(pret: Pret) -> None:
    code, lines = pret("move", "closure", "2028-09-05")
    assert code == 0
    assert lines[:6] == [
        "Il faut choisir",
        "  Aucun plan ne respecte ensemble :",
        "  • 18 mois pour le programme entier",
        "  • la clôture et restitution le 5 septembre 2028",
        "  La date la plus proche qui respecte les règles est le mardi 11 juillet 2028.",
        "  À défaut, voici ce qui s’en écarte le moins :",
    ]


def test_moving_says_why_and_writes_nothing(pret: Pret, place: Place) -> None:
    former = (place.folder / "calendar.yaml").read_bytes()
    code, lines = pret("move", "lab-day-1", "lundi 17 mai 2027")
    assert code == 0
    assert lines[0] == "Le 17 mai 2027 est férié : lundi de Pentecôte."
    assert "    le mardi 11 mai 2027 → le mardi 18 mai 2027" in lines
    assert lines[-1] == '  pret move lab-day-1 "lundi 17 mai 2027" --accept'
    assert (place.folder / "calendar.yaml").read_bytes() == former


def test_where_there_are_several_programmes_the_commands_shown_name_theirs(
    pret: Pret, place: Place
) -> None:
    other = place.settings.inputs / "autre"
    other.mkdir()
    (other / "programme.yaml").touch()
    named = ("--programme", place.code)
    assert pret("move", "lab-day-1", "2027-05-18", *named)[1][-1] == (
        f"  pret move lab-day-1 2027-05-18 --programme {place.code} --accept"
    )
    assert pret("status", *named)[1][-1].endswith(f"--phase prepare --programme {place.code}")
    undo = f"Revenir : pret plan --undo --programme {place.code}"
    assert any(
        undo in line for line in pret("move", "lab-day-1", "2027-05-18", "--accept", *named)[1]
    )


def test_what_is_accepted_is_written_and_can_be_taken_back(pret: Pret, place: Place) -> None:
    calendar = place.folder / "calendar.yaml"
    former = calendar.read_text("utf-8")
    assert pret("move", "lab-day-1", "2027-05-18", "--accept")[0] == 0
    assert "milestone: lab-day-1, first_day: 2027-05-18" in calendar.read_text("utf-8")
    assert pret("plan", "--undo")[0] == 0
    assert calendar.read_text("utf-8") == former


def test_accepting_says_which_documents_have_the_former_date_and_who_makes_them_again(
    pret: Pret, place: Place, run_through: Callable[..., object]
) -> None:
    with place.session() as session:
        run_through(session, "lab-day-1")
    code, lines = pret("move", "lab-day-1", "2027-05-18", "--accept")
    assert code == 0
    told = " ".join(" ".join(lines).split())
    assert (
        "Journée labo 1 (le mardi 11 mai 2027) : invitation, ordre du jour, feuille d’émargement. "
        "À refaire et à renvoyer. « pret calendar » les refait maintenant"
    ) in told
    assert any("à renvoyer" in line and "Journée labo 1" in line for line in pret("calendar")[1])
    assert not any("à renvoyer" in line for line in pret("calendar")[1])
    told = " ".join(" ".join(pret("move", "lab-day-1", "--cancel", "--accept")[1]).split())
    assert "Journée labo 1 (le mardi 18 mai 2027) :" in told
    assert "Rien n’est refait : prévenez qui les a reçus." in told
    assert "« pret calendar » les refait" not in told


def test_a_place_that_closes_says_what_to_note_for_good(pret: Pret) -> None:
    code, lines = pret("move", "lab-day-1", "--closed", "2027-05-10", "12 mai 2027")
    assert code == 0
    assert "    le lieu est fermé le mardi 11 mai 2027" in lines
    assert lines[-4:] == [
        "    closings:",
        "      - first_day: 2027-05-10",
        "        last_day: 2027-05-12",
        "        label: le motif, par exemple travaux",
    ]


def test_what_cannot_be_had_together_is_a_list(pret: Pret, place: Place) -> None:
    place.change("programme.yaml", "  workshops: 0", "  workshops: 1\n  field_months: 9")
    place.change("programme.yaml", "  field_months: 9", "  field_months: 9\n  workshop_months: 9")
    (place.folder / "calendar.yaml").write_text("version: 1\nmilestones: []\n", "utf-8")
    code, lines = pret("plan")
    assert code == 43
    assert lines[0] == "Aucun plan ne respecte ensemble :"
    assert sum(line.startswith("  • ") for line in lines) == 5


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("move", "lab-day-1"), 2, "donnez une date, ou --closed"),
        (("move", "lab-day-1", "mardi 17 mai 2027"), 2, "Vérifiez le jour de la semaine."),
        (("move", "study-trip", "2027-05-17"), 44, "a le statut « tenu »"),
        (("plan", "--undo"), 48, "il n’y a rien à annuler"),
        (("plan", "--undo", "--new"), 2, "--undo s’emploie seul"),
        (("move", "lab-day-9", "2027-05-17"), 13, "n’existe pas"),
    ],
)
def test_what_makes_no_sense_is_said_in_french(
    pret: Pret, words: tuple[str, ...], code: int, told: str
) -> None:
    left, lines = pret(*words)
    assert left == code
    assert told.lower() in " ".join(lines).lower()


def test_a_closing_that_was_not_read_is_told_before_any_plan_or_free_week(
    pret: Pret, place: Place
) -> None:
    place.change("programme.yaml", "lab_days: 1", "lab_days: 1\n  prepare_days: beaucoup")
    for words in (("plan",), ("move", "lab-day-1", "2027-05-13"), ("capacity", "--months", "1")):
        code, lines = pret(*words)
        assert code == 0
        assert lines[0] == "À corriger d’abord : ce qui suit n’en tient pas compte"
        assert "« beaucoup »" in " ".join(lines[1:4])


def test_a_plan_with_a_line_to_correct_is_shown_and_not_changed(pret: Pret, place: Place) -> None:
    place.change("calendar.yaml", "first_day: 2027-05-11", "first_day: 11 mai")
    code, lines = pret("plan")
    assert code == 0
    assert lines[0] == "À corriger d’abord, sans quoi rien ne sera proposé"
    code, lines = pret("plan", "--new", "--accept")
    assert code == 10
    assert lines[0] == "1 problème à corriger"
