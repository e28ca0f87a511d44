"""What the command line shows."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from app import screens
from app.check_screen import show_check
from app.standing_screen import show_standing
from pret.compose.views import Gap
from pret.domain.documents import Audience
from pret.domain.gathered import GatheredMilestone, GatheredProgramme, Sourced
from pret.domain.milestones import Milestone, MilestoneKind
from pret.domain.withheld import Withheld
from pret.errors import ProblemsError, StatusRefusedError
from pret.failures import BusyError
from pret.problems import Problem
from pret.service.checking import MilestoneState, check
from pret.service.making import refuse_unread
from pret.service.plan_check import PlanCheck
from pret.service.standing import Standing, standing

if TYPE_CHECKING:
    from conftest import Place

CLOSURE = Milestone(MilestoneKind.CLOSURE, 6)
NOTHING = Sourced(None, "programme.yaml")
PROGRAMME = GatheredProgramme(NOTHING, NOTHING, NOTHING, (), {}, (), (), {})
PROBLEM = Problem(
    "03-lab-day-1/milestone.yaml",
    30,
    "Date limite des remarques (remarks_by)",
    "le «\u00a02027-02-30\u00a0» n’existe pas\u00a0: février 2027 a 28 jours.",
    "Corrigez le jour.",
)


def typed(words: str) -> str:
    """Return a command as it is typed where there is one programme."""
    return f"pret {words}"


def flowing(told: str) -> str:
    """Return text with one plain space between words, wherever its lines break."""
    return " ".join(told.split())


class Screen(Console):
    """A screen of a given width whose text can be read back."""

    def __init__(self, width: int) -> None:
        super().__init__(file=io.StringIO(), width=width, highlight=False)

    @property
    def told(self) -> str:
        held = self.file
        assert isinstance(held, io.StringIO)
        return held.getvalue()


@pytest.fixture
def screen() -> Screen:
    return Screen(60)


@pytest.mark.parametrize("width", range(40, 90, 7))
def test_lines_break_between_words_and_never_at_a_no_break_space(width: int) -> None:
    screen = Screen(width)
    screens.show_problems(screen, [PROBLEM])
    lines = screen.told.splitlines()
    assert max(map(len, lines)) <= width
    assert flowing(screen.told) == flowing(f"• {PROBLEM}")
    assert all(line.strip()[0] not in "»:;?!" and line.strip()[-1] != "«" for line in lines)


def test_the_lines_of_a_problem_are_set_back_under_its_first_word(screen: Screen) -> None:
    screens.show_problems(screen, [PROBLEM])
    first, *others = screen.told.splitlines()
    assert first.startswith("  • 03-lab-day-1/milestone.yaml, ligne 30")
    assert others
    assert all(line.startswith("    ") for line in others)


def test_what_people_wrote_is_never_taken_for_markup(screen: Screen) -> None:
    screens.show_error(screen, BusyError("[bold]gare[/bold] [/]"))
    assert "[bold]gare[/bold] [/]" in screen.told
    aside = [("notes/[red]a[/red].md", "[/dim] illisible.")]
    screens.show_set_aside(screen, aside)
    assert "notes/[red]a[/red].md : [/dim] illisible." in flowing(screen.told)


def test_a_long_path_is_left_whole(screen: Screen) -> None:
    path = "/srv/" + "programmes-en-cours/" * 5 + "livret.pdf"
    screens.say(screen, f"Voyez {path} maintenant.")
    assert path in screen.told


def test_each_of_several_problems_is_shown(screen: Screen) -> None:
    screens.show_error(screen, ProblemsError((PROBLEM, PROBLEM)))
    assert "2 problèmes à corriger" in screen.told
    assert screen.told.count("•") == 2


def test_a_status_that_is_refused_is_named_before_what_is_to_be_mended(screen: Screen) -> None:
    screens.show_error(screen, StatusRefusedError("Livret", "validé", (PROBLEM,)))
    told = flowing(screen.told)
    assert told.startswith("Livret : le statut « validé » lui est refusé. 1 problème à corriger")


def test_nothing_missing_is_said_and_true(screen: Screen) -> None:
    assert show_check(screen, PROGRAMME, PlanCheck(), [MilestoneState(CLOSURE, (), (), ())])
    assert "✓ Clôture et restitution 06-closure" in screen.told
    assert "Rien ne manque." in flowing(screen.told)


@pytest.mark.parametrize(
    "state",
    [
        MilestoneState(CLOSURE, (), (PROBLEM,), ()),
        MilestoneState(CLOSURE, (), (), (("notes/a.docx", "abîmé."),)),
    ],
)
def test_a_problem_or_a_file_set_aside_is_something_missing(
    state: MilestoneState, screen: Screen
) -> None:
    assert not show_check(screen, PROGRAMME, PlanCheck(), [state])
    assert "… Clôture et restitution" in screen.told


def test_a_plan_that_breaks_a_rule_is_something_missing_and_a_warning_is_not(
    screen: Screen,
) -> None:
    whole = MilestoneState(CLOSURE, (), (), ())
    assert not show_check(screen, PROGRAMME, PlanCheck(errors=(PROBLEM,)), [whole])
    assert show_check(screen, PROGRAMME, PlanCheck(warnings=(PROBLEM,)), [whole])
    assert "rien n’est bloqué" in flowing(screen.told)


def test_a_problem_of_the_programme_itself_is_something_missing_too(screen: Screen) -> None:
    whole = MilestoneState(CLOSURE, (), (), ())
    assert not show_check(screen, replace(PROGRAMME, problems=(PROBLEM,)), PlanCheck(), [whole])
    assert "Rien ne manque" not in screen.told
    assert "1 problème à corriger" in flowing(screen.told)


def test_a_file_that_cannot_be_read_is_told_first_and_its_consequences_are_counted(
    screen: Screen, place: Place
) -> None:
    place.change("03-lab-day-1/milestone.yaml", "version: 1", "version: [1")
    with place.session() as session:
        lab_day = check(session, session.milestone("lab-day-1"))
        assert not show_check(screen, session.programme, PlanCheck(), [lab_day])
        gaps = sum(len(document.gaps) for document in lab_day.documents)
        with pytest.raises(ProblemsError) as refused:
            refuse_unread(session, lab_day.milestone)
    assert refused.value.problems == lab_day.unread
    assert gaps > 20
    told = flowing(screen.told)
    assert told.index("ligne 1") < told.index(f"et {gaps} champs qui en dépendent")
    assert "en attente Invitation" in told
    assert told.count("03-lab-day-1/milestone.yaml") == 2
    assert "0 champ à compléter, 1 problème à corriger" in told
    assert "« pret run » refuse « Journée labo 1 » tant que 03-lab-day-1/milestone.yaml" in told
    assert "en brouillon" not in told


def test_a_photo_left_out_of_several_documents_is_told_once(screen: Screen, place: Place) -> None:
    place.change(
        "02-immersion-1/photos/photos.yaml", "alt: Un banc", "alt: Un banc, people: [P-002]"
    )
    with place.session() as session:
        states = [check(session, session.milestone(each)) for each in ("immersion-1", "closure")]
        show_check(screen, session.programme, PlanCheck(), states)
    told = flowing(screen.told)
    assert told.count("photo banc.jpg") == 1
    assert "02-immersion-1/photos/photos.yaml, ligne 3 — photo banc.jpg" in told
    assert "dans les documents « partenaires » et « public »" in told


def test_after_the_last_milestone_the_accounts_come_next(screen: Screen) -> None:
    screens.show_next(screen, Standing("La gare", (), None, date(2029, 6, 30), (), ()), typed)
    assert "compte rendu financier" in flowing(screen.told)
    assert "30 juin 2029" in flowing(screen.told)


def test_without_any_date_the_calendar_is_to_be_filled(screen: Screen) -> None:
    undated = ("Voyage d’étude", "Journée labo 1")
    screens.show_next(screen, Standing("La gare", (), None, None, undated, ()), typed)
    told = flowing(screen.told)
    assert "Dates à fixer dans calendar.yaml : Voyage d’étude, Journée labo 1." in told


def test_status_names_the_files_edited_by_hand(screen: Screen) -> None:
    screens.show_next(screen, Standing("La gare", (), None, None, (), ("gare/a/cr.docx",)), typed)
    assert "gare/a/cr.docx" in screen.told
    assert "Renommez le fichier" in flowing(screen.told)


def test_status_counts_what_was_made(made: Place) -> None:
    screen = Screen(80)
    (made.folder / "calendar.yaml").write_text(
        "\n".join((made.folder / "calendar.yaml").read_text("utf-8").splitlines()[:-1]), "utf-8"
    )
    with made.session() as session:
        state = standing(session)
        show_standing(screen, state, typed)
    (day,) = [each for each in state.milestones if each.milestone.code == "lab-day-1"]
    assert (day.missing_count, day.done) == (0, day.owed)
    assert "16–17 mars 2027" in screen.told
    assert "11 janv.–26 févr. 2027" in screen.told
    assert "11 mai 2027" in screen.told
    assert "à fixer" in screen.told


def test_the_material_of_a_milestone_is_what_build_tells_about(screen: Screen) -> None:
    facts = Sourced(None, "06-closure/milestone.yaml")
    gathered = GatheredMilestone(CLOSURE, facts, (), (), (), (), (), (PROBLEM,), (), {})
    photo = Problem("a/photos.yaml", 7, "photo a.jpg", "P-031 a refusé (C-031).", "Une autre.")
    made = type(
        "Made",
        (),
        {
            "gaps": tuple(
                Gap(f"Champ {each}", "a.yaml", f"f{each}", each, "") for each in range(5)
            ),
            "problems": (),
            "withheld": (Withheld(photo, Audience.PUBLIC),),
            "undrawn": (),
        },
    )()
    screens.show_built(screen, made, {}, gathered, typed)
    told = flowing(screen.told)
    assert "ligne 30" in told
    assert (
        "a/photos.yaml, ligne 7 — photo a.jpg : ne paraît pas dans les documents « public »" in told
    )
    assert "a.yaml, ligne 2 Champ 2 … et 2 autres ; « pret check closure » les dit tous." in told
    assert "Champ 3" not in told


@pytest.mark.parametrize(
    ("files", "written", "told"),
    [
        (9, 9, ""),
        (9, 0, ", aucun n’a changé"),
        (3, 1, ", dont 1 nouveau ou changé"),
        (9, 2, ", dont 2 nouveaux ou changés"),
    ],
)
def test_the_files_that_are_not_as_they_were_are_counted(
    files: int, written: int, told: str
) -> None:
    assert screens.changed_words(files, written) == told
