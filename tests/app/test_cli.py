"""The command line, as somebody types it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app import cli
from pret.errors import (
    OUTCOME,
    NotApprovedError,
    ProblemsError,
    StatusRefusedError,
    UnknownDocumentError,
)

if TYPE_CHECKING:
    from conftest import Place

COMMANDS = (
    "check",
    "status",
    "build",
    "run",
    "new",
    "setup",
    "approve",
    "publish",
    "withdraw",
    "review",
    "plan",
    "move",
)
ENGLISH = ("Usage:", "Commands", "Show this", "required", "Error", "Missing", "Invalid", "No such")


@dataclass(frozen=True, slots=True)
class Said:
    """What a command answered. out and err: lines joined, so that sentences can be looked for."""

    code: int
    out: str
    err: str


Pret = Callable[..., Said]


@pytest.fixture
def pret(place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Pret:
    """Call the command in this process, on the small programme."""
    for name, value in environment(place).items():
        monkeypatch.setenv(name, value)

    def call(*words: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["pret", *words])
        with pytest.raises(SystemExit) as left:
            cli.main()
        told = capsys.readouterr()
        return Said(int(left.value.code or 0), flowing(told.out), flowing(told.err))

    return call


def environment(place: Place) -> dict[str, str]:
    """Return the settings of a place as environment variables."""
    settings = place.settings
    return {
        "PRET_INPUTS": str(settings.inputs),
        "PRET_OUTPUTS": str(settings.outputs),
        "PRET_STATE": str(settings.state),
        "PRET_QUIET_S": "0",
    }


def flowing(told: str) -> str:
    """Return text without its line ends: where a line breaks depends on the screen."""
    return " ".join(told.split())


def outside(place: Place, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Call the command in a process of its own, as a shell does."""
    return subprocess.run(
        [sys.executable, "-m", "app.cli", *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment(place), **variables},
    )


@pytest.mark.parametrize("words", [(), ("--help",), *((name, "--help") for name in COMMANDS)])
def test_help_is_in_french_everywhere(pret: Pret, words: tuple[str, ...]) -> None:
    said = pret(*words)
    assert said.code == (0 if words else 2)
    assert "Usage : pret" in said.out
    assert "Affiche cette aide." in said.out
    assert [word for word in ENGLISH if word in said.out + said.err] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_help_names_no_type_of_a_programming_language(pret: Pret, name: str) -> None:
    said = pret(name, "--help").out
    assert [word for word in ("<bool>", "<str>", "<int>", "<path>") if word in said] == []


def test_each_command_has_its_panel_in_the_help(pret: Pret) -> None:
    said = pret("--help").out
    assert "─ Commandes ─" not in said, "put the new command in a panel of app/cli.py"
    assert said.index("Au quotidien") < said.index(" new ") < said.index(" check ")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("build",), "Il manque DOCUMENT."),
        (("chek",), "« chek » n’est pas une commande. Vouliez-vous dire « check » ?"),
        (("frobnicate",), "« frobnicate » n’est pas une commande."),
        (("check", "--programe", "a"), "« --programe » n’est pas une option. Vouliez-vous dire"),
        (("build", "booklet", "-f", "epub"), "« epub » n’est pas parmi docx, pdf, odt, html,"),
        (("build", "booklet", "-f"), "L’option -f attend une valeur."),
        (("check", "a", "b"), "« b » est de trop."),
        (("run",), "Donnez un temps fort, ou --all pour tous."),
        (("run", "lab-day-1", "--all"), "Donnez « lab-day-1 » ou --all, pas les deux."),
        (("move", "lab-day-1", "mardi"), "« mardi » n’est pas une date. Écrivez par exemple"),
        (("move", "lab-day-1", "mardi 12 mai 2027"), "Vérifiez le jour de la semaine."),
        (("run", "--all", "--phase", "bof"), "« bof » n’est pas parmi prepare, complete."),
        (("new", "gares", "--start", "9999-12-31"), "est de l’an 9999 : corrigez l’année."),
        (("new", ""), "Écrivez « gares »"),
        (("capacity", "--from", "9999-12"), "« 9999-12 » n’est pas un mois"),
        (("capacity", "--months", "0"), "--months : écrivez 1 ou plus."),
        (("serve", "--port", "99999"), "--port : écrivez 65535 ou moins."),
        (("serve", "--port", "http"), "--port attend un nombre entier."),
        (("new", "gares", "--start", "2027-02-30"), "« 2027-02-30 » n’est pas une date"),
        (("new", "gares", "--start", "demain"), "Écrivez par exemple 2027-05-10."),
        (("new", "Les Gares"), "Écrivez « les-gares » : minuscules, chiffres et tirets."),
    ],
)
def test_a_wrong_use_is_a_sentence_in_french_and_exit_2(
    pret: Pret, words: tuple[str, ...], sentence: str
) -> None:
    said = pret(*words)
    assert said.code == 2
    assert sentence in said.err
    assert "--help" in said.err
    assert [word for word in ENGLISH if word in said.err] == []


def test_check_tells_what_is_missing_and_exits_3(pret: Pret) -> None:
    said = pret("check")
    assert said.code == 3
    assert "✓ Journée labo 1 03-lab-day-1" in said.out
    assert "… Clôture et restitution" in said.out
    assert "04-closing-seminar/milestone.yaml Heure de début (par exemple 9 h 30)" in said.out


def test_check_of_a_complete_milestone_exits_0(pret: Pret) -> None:
    said = pret("check", "lab-day-1")
    assert (said.code, said.err) == (0, "")
    assert "Rien ne manque." in said.out


def test_check_names_the_file_the_line_and_the_remedy(pret: Pret, place: Place) -> None:
    place.change("03-lab-day-1/milestone.yaml", "2027-05-25", "2027-02-30")
    (place.folder / "03-lab-day-1/notes").mkdir()
    (place.folder / "03-lab-day-1/notes/abime.docx").write_bytes(b"PK rien")
    said = pret("check", "lab-day-1")
    assert said.code == 3
    assert "03-lab-day-1/milestone.yaml, ligne 30" in said.out
    assert "Corrigez le jour." in said.out
    assert "Mis de côté 03-lab-day-1/notes/abime.docx : fichier .docx abîmé" in said.out
    assert "1 champ à compléter, 1 problème à corriger, 1 fichier mis de côté." in said.out


def test_a_file_set_aside_alone_makes_a_milestone_incomplete(pret: Pret, place: Place) -> None:
    (place.folder / "02-immersion-1/notes/abime.docx").write_bytes(b"PK rien")
    assert pret("check", "immersion-1").code == 3


def test_status_tells_the_next_step_with_its_date_and_its_command(pret: Pret) -> None:
    said = pret("status")
    assert said.code == 0
    assert "Prochaine étape : Travail préparatoire, préparer, lundi 11 janvier 2027" in said.out
    assert "pret run preparation --phase prepare" in said.out


def test_the_table_of_status_fits_a_screen_of_80_columns(place: Place) -> None:
    told = outside(place, "status", COLUMNS="80").stdout.splitlines()
    assert "…" not in "".join(told)
    assert max(map(len, told)) <= 80


def test_build_writes_the_formats_asked_for_where_asked(pret: Pret, tmp_path: Path) -> None:
    said = pret("build", "minutes", "-f", "pdf", "--to", str(tmp_path / "ici"))
    assert said.code == 0
    (made,) = (tmp_path / "ici").iterdir()
    assert made.name == "compte-rendu-journee-labo-1.pdf"
    assert made.read_bytes().startswith(b"%PDF-")


def test_build_publishes_nothing(pret: Pret, place: Place) -> None:
    said = pret("build", "lab-day-1/minutes")
    assert said.code == 0
    written = sorted(path.name for path in (place.settings.state / "apercu" / "gare").iterdir())
    stem = "compte-rendu-journee-labo-1"
    assert written == [f"{stem}.docx", f"{stem}.odt", f"{stem}.pdf"]
    assert place.outputs() == {}


def test_build_says_what_was_wrong_in_the_folder(pret: Pret, place: Place) -> None:
    place.change("03-lab-day-1/milestone.yaml", "secretary:", "in_short: []\nsecretary:")
    said = pret("build", "lab-day-1/minutes", "-f", "pdf")
    assert said.code == 0
    assert "la clé « in_short » est écrite deux fois" in said.out
    assert "champs à compléter" in said.out


def test_build_among_the_published_documents_is_refused(pret: Pret, place: Place) -> None:
    said = pret("build", "minutes", "-f", "pdf", "--to", str(place.settings.outputs / "gare"))
    assert said.code == 29
    assert "aperçu" in said.err
    assert place.outputs() == {}


def test_build_in_a_format_that_is_not_made_is_told(pret: Pret) -> None:
    said = pret("build", "minutes", "-f", "xlsx")
    assert said.code == 28
    assert "Formats possibles : docx, pdf, odt." in said.err


def test_build_where_a_file_stands_in_the_way_is_told(pret: Pret, tmp_path: Path) -> None:
    (tmp_path / "ici").write_text("un fichier")
    said = pret("build", "minutes", "-f", "pdf", "--to", str(tmp_path / "ici"))
    assert said.code == 21
    assert "Erreur." in said.err


def test_new_makes_a_programme_that_check_and_build_accept_at_once(
    pret: Pret, place: Place
) -> None:
    shutil.rmtree(place.settings.inputs)
    said = pret("new", "gares", "--title", "Les gares", "--start", "11 janvier 2027")
    assert said.code == 0
    assert f"{place.settings.inputs}/gares" in said.out
    assert "pret check --programme gares" in said.out
    assert pret("check").code == 3
    built = pret("build", "study-trip/invitation", "-f", "docx")
    assert built.code == 0
    assert "champs à compléter" in built.out
    assert pret("new", "gares").code == 12


def test_without_any_programme_one_is_to_be_created(pret: Pret, place: Place) -> None:
    shutil.rmtree(place.settings.inputs)
    said = pret("status")
    assert said.code == 11
    assert "pret new NOM" in said.err


def test_among_several_programmes_one_is_to_be_named(pret: Pret, place: Place) -> None:
    shutil.copytree(place.folder, place.folder.with_name("autre"))
    said = pret("status")
    assert said.code == 2
    assert "il y a plusieurs programmes (autre, gare)" in said.err.lower()
    assert pret("status", "--programme", "gare").code == 0
    assert pret("status", "-p", "gars").code == 11
    assert pret("status", "-p", "").code == 2


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("version: 1\ntitle: a\ntitle: b\n", "lignes 2 et 3"),
        ("version: 1\nstart: 2027-02-30\n", "ligne 2"),
        ("", "fichier vide"),
        ("- a\n", "une liste au lieu de"),
        ("a: [\n", "ligne"),
        ("\x00\x01", "programme.yaml"),
    ],
)
def test_a_programme_file_that_cannot_be_used_is_told_and_exits_10(
    pret: Pret, place: Place, content: str, told: str
) -> None:
    (place.folder / "programme.yaml").write_text(content, "utf-8")
    for words in (("status",), ("check",), ("build", "booklet"), ("run", "--all")):
        said = pret(*words)
        assert said.code == OUTCOME[ProblemsError][0]
        assert told in said.err
        assert "à corriger" in said.err
        assert "Traceback" not in said.err


def test_an_unknown_milestone_and_an_unknown_document_get_a_suggestion(pret: Pret) -> None:
    for words in (("check", "lab-day"), ("run", "lab-day")):
        said = pret(*words)
        assert said.code == 13
        assert "Vouliez-vous dire « lab-day-1 » ?" in said.err
    said = pret("build", "bookelt")
    assert said.code == OUTCOME[UnknownDocumentError][0]
    assert "Vouliez-vous dire" in said.err
    assert " ; closure/invitation, agenda, attendance-sheet, booklet, budget-report." in said.err


def test_a_run_of_what_is_done_already_says_so_without_prefect(
    made: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = outside(made, "run", "--all", PYTHONPROFILEIMPORTTIME="1")
    assert ran.returncode == 0
    assert "Tout est déjà fait" in ran.stdout
    assert imported(ran.stderr) & {"prefect", "fastapi"} == set()


def imported(told: str) -> set[str]:
    """Return the packages that a process imported, from python's own account."""
    names = [
        line.rpartition("|")[2].strip() for line in told.splitlines() if "import time:" in line
    ]
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize(
    ("words", "others"),
    [
        (("check",), set()),
        (("status",), {"jinja2", "docx"}),
        (("build", "lab-day-1/minutes"), set()),
        (("--help",), {"sqlalchemy", "docx", "PIL"}),
        (("chek",), {"sqlalchemy", "docx", "PIL"}),
    ],
)
def test_commands_that_run_nothing_do_not_import_prefect(
    place: Place, words: tuple[str, ...], others: set[str]
) -> None:
    ran = outside(place, *words, PYTHONPROFILEIMPORTTIME="1")
    assert "Traceback" not in ran.stderr
    seen = imported(ran.stderr)
    assert "app" in seen
    assert seen & ({"prefect", "fastapi", "uvicorn"} | others) == set()


def test_building_reaches_no_network(place: Place) -> None:
    """In a name space of its own, a process has no network at all, not even the machine's own."""
    alone = ["unshare", "-rn"]
    if not shutil.which("unshare") or subprocess.run([*alone, "true"], check=False).returncode:
        pytest.skip("a name space without network is not allowed here")
    ran = subprocess.run(
        [*alone, sys.executable, "-m", "app.cli", "build", "study-trip-dossier"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment(place)},
    )
    assert ran.returncode == 0, ran.stderr
    assert "dossier-voyage-etude.pdf" in flowing(ran.stdout)


GUARD = """\
import os, sys

def watch(event, given):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.bind"):
        with open(os.environ["PRET_TEST_CALLS"], "a") as file:
            print(event, given[1:], file=file)
        raise PermissionError("no network in this test")

sys.addaudithook(watch)
"""


def test_building_does_not_even_try_to_reach_the_network(place: Place, tmp_path: Path) -> None:
    guarded, calls = tmp_path / "guard", tmp_path / "calls"
    guarded.mkdir()
    (guarded / "sitecustomize.py").write_text(GUARD)
    variables = {"PYTHONPATH": str(guarded), "PRET_TEST_CALLS": str(calls)}
    tried = "import socket; socket.create_connection(('127.0.0.1', 9))"
    subprocess.run(
        [sys.executable, "-c", tried],
        capture_output=True,
        check=False,
        env={**os.environ, **variables},
    )
    assert "getaddrinfo" in calls.read_text()
    calls.unlink()
    ran = outside(place, "build", "study-trip-dossier", **variables)
    assert ran.returncode == 0, ran.stderr
    assert not calls.exists()


def test_a_run_keeps_a_word_file_edited_by_hand_and_exits_19(made: Place) -> None:
    minutes = made.settings.outputs / "gare/03-lab-day-1/compte-rendu-journee-labo-1.docx"
    minutes.write_bytes(minutes.read_bytes() + b"relu")
    made.change("03-lab-day-1/milestone.yaml", "Poser un tapis.", "Poser un grand tapis.")
    ran = outside(made, "run", "lab-day-1", "--phase", "complete")
    assert ran.returncode == 19, ran.stderr
    assert "compte-rendu-journee-labo-1.docx" in flowing(ran.stderr)
    assert "Renommez ou déplacez" in flowing(ran.stderr)
    assert "Traceback" not in ran.stderr
    assert minutes.read_bytes().endswith(b"relu")
    again = outside(made, "run", "lab-day-1", "--phase", "complete")
    assert (again.returncode, "Tout est déjà fait" in again.stdout) == (0, True)


def test_a_group_without_a_word_shows_its_help_and_no_error(pret: Pret) -> None:
    said = pret("templates")
    assert (said.code, said.err) == (2, "")
    assert "check" in said.out


def test_the_templates_are_checked_from_the_command_line(pret: Pret) -> None:
    said = pret("templates", "check")
    assert (said.code, said.err) == (0, "")
    assert "Aucune faute dans les modèles." in said.out


def test_compare_shows_what_changed_and_writes_the_files(
    pret: Pret, place: Place, tmp_path: Path
) -> None:
    assert pret("run", "lab-day-1").code == 0
    place.change("03-lab-day-1/milestone.yaml", "Poser un tapis.", "Poser un grand tapis.")
    said = pret("compare", "lab-day-1/minutes", "--to", str(tmp_path / "vue"))
    assert said.code == 0
    assert "1 passage modifié" in said.out
    assert "− Poser un tapis. + Poser un grand tapis." in said.out
    written = {path.suffix for path in (tmp_path / "vue").iterdir()}
    assert written == {".docx", ".html"}


def test_compare_before_any_run_says_what_to_do(pret: Pret) -> None:
    said = pret("compare", "lab-day-1/minutes")
    assert said.code == 40
    assert "aucune version publiée. Publiez-la d’abord avec « pret run »." in said.err


def test_a_document_is_approved_published_and_withdrawn_and_status_and_check_say_so(
    pret: Pret, made: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment(made).items():
        monkeypatch.setenv(name, value)
    minutes = "lab-day-1/minutes"
    said = pret("publish", minutes)
    assert said.code == OUTCOME[NotApprovedError][0]
    assert (
        "est « en relecture ». Validez-le d’abord : « pret approve lab-day-1/minutes »" in said.err
    )
    said = pret("approve", minutes)
    assert (said.code, said.err) == (0, "")
    assert "Compte rendu de journée labo : validé le" in said.out
    assert "gare/03-lab-day-1/compte-rendu-journee-labo-1.docx" in said.out
    assert pret("publish", minutes).code == 0
    assert f"{minutes} : publié le" in pret("status").out
    assert "publié le" in pret("check", "lab-day-1").out
    made.change("03-lab-day-1/milestone.yaml", "Poser un tapis.", "Poser un grand tapis.")
    assert "en relecture, version 1.2 ; publié le" in pret("check", "lab-day-1").out
    assert "il a changé depuis" in pret("status").out
    assert "retiré le" in pret("withdraw", minutes).out
    assert "en relecture, version 1.2" in pret("review", minutes).out
    assert minutes not in pret("status").out


def test_an_unfinished_document_is_not_approved_and_every_reason_is_told(
    pret: Pret, made: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment(made).items():
        monkeypatch.setenv(name, value)
    made.change("03-lab-day-1/milestone.yaml", "remarks_by: 2027-05-25\n", "")
    made.change("03-lab-day-1/photos/photos.yaml", "alt: Un banc", "alt: IMG_0001.jpg")
    said = pret("approve", "lab-day-1/minutes")
    assert said.code == OUTCOME[StatusRefusedError][0]
    assert "2 problèmes à corriger" in said.err
    assert "Date limite des remarques : ce champ est à compléter." in said.err
    assert "03-lab-day-1/photos/photos.yaml, ligne 3" in said.err


def test_typography_tells_what_was_changed_where_and_writes_nothing(
    pret: Pret, place: Place
) -> None:
    before = sorted(place.settings.inputs.rglob("*"))
    place.change(
        "03-lab-day-1/milestone.yaml", '["Poser un tapis."]', "['Poser  \"un\" : 1200€ ?']"
    )
    said = pret("typography", "lab-day-1/minutes")
    assert (said.code, said.err) == (0, "")
    assert "espace insécable avant :" in said.out
    assert "03-lab-day-1/milestone.yaml" in said.out
    assert "→ Poser «_un_»~:" in said.out
    assert "1_200~€_?" in said.out
    assert not place.settings.outputs.exists()
    assert sorted(place.settings.inputs.rglob("*")) == before
