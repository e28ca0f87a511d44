"""Values checked against the domain: all problems at once, what is right kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from pydantic import BaseModel

from pret.domain.facts import FACTS, LabDayFacts
from pret.domain.material import Interview, PhotoList
from pret.domain.people import People
from pret.domain.programme import Programme
from pret.domain.schedule import Calendar
from pret.gather.sentences import PATTERN_REMEDIES
from pret.gather.shapes import model_inside, patterns
from pret.gather.validation import validate
from pret.gather.yaml_reader import read_yaml

LAB_DAY = """\
version: 1
meeting:
  place: Salle #3
  start: 25 h
  agenda:
    - {title: Accueil, minutes: 2}
    - {title: Suite, minutes: dix}
  hosts: P-001
  practical:
secretary:
present: [P-1, P-002, true]
in_short:
  - bonjour : le monde
  -
decisions:
  - text: Garder le comptoir
    due: 2027-02-30
  - due: 2027-03-01
  - text: Repeindre
    due: 16/03/2027
    porteur: Karim
  - text: [une, liste]
adjustments:
  - site: Lycée Ada
    subject: comptoir
    change: le déplacer
  - texte seul
sites: rien
remarksby: 2027-01-01
remarks_by: bientôt
"""
PEOPLE = """\
version: 1
people:
  - {code: P-001, name: A, role: élu, minor: oui}
  - {code: P-002, name: B, role: resident, college: agents}
  - {code: P-003, name: C, role: user, civility: Monsieur}
  - {code: P-004, role: user}
consents:
  - code: C-001
    person: P-002
    kind: image
    uses: [public]
    first_day: 2027-01-01
    last_day: 2030-01-01
    signed_by: B
    withdrawn: 2027-13-01
  - code: C-002
    person: P-002
    kind: photo
    uses: [tous]
    first_day: 2027-01-01
    last_day: 2030-01-01
    signed_by: B
"""


def _told(model: type[BaseModel], text: str, file: str) -> str:
    _, problems = validate(model, read_yaml(text.encode(), file), file)  # type: ignore[type-var]
    return "".join(f"{problem}\n" for problem in problems)


def test_every_problem_is_told_at_once_with_its_place_and_remedy(
    golden: Callable[[str, str], None],
) -> None:
    told = _told(LabDayFacts, LAB_DAY, "03-lab-day-1/milestone.yaml")
    golden("validation.txt", told + "\n" + _told(People, PEOPLE, "people.yaml"))


def test_what_is_right_is_kept_when_something_else_is_wrong() -> None:
    value, _ = validate(LabDayFacts, read_yaml(LAB_DAY.encode(), "m.yaml"), "m.yaml")
    assert value is not None
    facts = value.value
    assert [decision.text for decision in facts.decisions] == ["Garder le comptoir", "Repeindre"]
    assert [decision.due for decision in facts.decisions] == [None, date(2027, 3, 16)]
    assert facts.present == ("P-002",)
    assert facts.meeting.place == "Salle"


def test_lines_follow_entries_when_those_before_are_left_out() -> None:
    value, _ = validate(LabDayFacts, read_yaml(LAB_DAY.encode(), "m.yaml"), "m.yaml")
    assert value is not None
    assert value.lines["decisions[0].text"] == 16
    assert value.lines["decisions[1].text"] == 19
    assert "decisions[2]" not in value.lines


def test_a_key_left_empty_is_as_good_as_absent_and_its_line_is_known() -> None:
    text = b"version: 1\nmeeting:\npresent:\nsecretary:\n"
    value, problems = validate(LabDayFacts, read_yaml(text, "m.yaml"), "m.yaml")
    assert problems == ()
    assert value is not None
    assert value.value == LabDayFacts(version=1)
    assert value.lines["secretary"] == 4


def test_a_file_without_version_is_read_as_the_first_and_told() -> None:
    value, problems = validate(LabDayFacts, read_yaml(b"tips: [a]\n", "m.yaml"), "m.yaml")
    assert value is not None
    assert value.value.tips == ("a",)
    assert [problem.remedy for problem in problems] == ["Ajoutez en tête « version: 1 »."]


def test_a_file_of_a_later_version_gives_nothing() -> None:
    value, problems = validate(LabDayFacts, read_yaml(b"version: 2\n", "m.yaml"), "m.yaml")
    assert value is None
    assert "« 2 »" in problems[0].found


def test_a_consent_with_a_wrong_date_of_withdrawal_allows_nothing() -> None:
    value, _ = validate(People, read_yaml(PEOPLE.encode(), "people.yaml"), "people.yaml")
    assert value is not None
    assert value.value.consents == ()


def test_somebody_who_may_be_a_minor_is_not_taken_for_an_adult() -> None:
    value, _ = validate(People, read_yaml(PEOPLE.encode(), "people.yaml"), "people.yaml")
    assert value is not None
    assert [person.code for person in value.value.people] == ["P-002", "P-003"]


def test_a_photo_whose_people_are_not_understood_is_left_out() -> None:
    text = """\
version: 1
photos:
  - {file: a.jpg, people: [P-1]}
  - {file: b.jpg, personnes: [P-001]}
  - {file: c.jpg, date: 2027-03-16, alt: une cour}
  - {file: d.jpg, site: Une Cour}
"""
    value, problems = validate(PhotoList, read_yaml(text.encode(), "p.yaml"), "p.yaml")
    assert value is not None
    assert [photo.file for photo in value.value.photos] == ["c.jpg", "d.jpg"]
    assert len(problems) == 4
    assert problems[2].remedy == "Vouliez-vous écrire « day » ?"


def test_an_interview_whose_anonymity_is_not_understood_is_left_out() -> None:
    text = b"version: 1\ncode: E-01\nday: 2027-03-16\nrole: CPE\nanonymity: anonyme\n"
    value, problems = validate(Interview, read_yaml(text, "e.yaml"), "e.yaml")
    assert value is None
    assert "Écrivez « anonymous »." in problems[0].remedy


def test_a_programme_without_its_start_cannot_be_used() -> None:
    value, problems = validate(Programme, read_yaml(b"version: 1\ntitle: A\n", "p.yaml"), "p.yaml")
    assert value is None
    assert {problem.where for problem in problems} >= {"Premier jour du programme (start)"}


def test_a_programme_begins_before_the_days_that_files_can_bear_end() -> None:
    read = read_yaml(b"version: 1\ntitle: A\nstart: 2107-01-01\n", "p.yaml")
    _, problems = validate(Programme, read, "p.yaml")
    told = next(each for each in problems if each.where.endswith("(start)"))
    assert (told.found, told.remedy) == (
        "« 2107-01-01 » est trop loin.",
        "Corrigez l’année.",
    )


def _models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for field in model.model_fields.values():
        inside = model_inside(field.annotation)
        if inside is not None:
            yield from _models(inside)


def test_every_form_that_the_domain_asks_for_is_explained() -> None:
    roots = (*FACTS.values(), Programme, People, Calendar, PhotoList, Interview)
    asked = {
        pattern
        for root in roots
        for model in _models(root)
        for key in model.model_fields
        for pattern in patterns(model, key)
    }
    assert len(asked) > 8
    assert asked - PATTERN_REMEDIES.keys() == set()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("8 novembre 2027", None),
        ("lundi 8 novembre 2027", None),
        ("8.11.2027", None),
        ("mardi 8 novembre 2027", "n’est pas ce jour de la semaine"),
        ("31 novembre 2027", "novembre 2027 a 30 jours"),
        ("8 novembr 2027", "n’est pas une date"),
        ("8 novembre", "n’est pas une date"),
        ("9999-11-08", "est de l’an 9999"),
        ("0207-11-08", "est de l’an 207"),
    ],
)
def test_a_date_is_read_as_people_write_it(written: str, told: str | None) -> None:
    text = f"version: 1\nmilestones:\n  - milestone: study-trip\n    first_day: {written}\n"
    value, problems = validate(Calendar, read_yaml(text.encode(), "c.yaml"), "c.yaml")
    if told is None:
        assert problems == ()
        assert value is not None
        assert value.value.milestones[0].first_day == date(2027, 11, 8)
    else:
        assert [told in problem.found for problem in problems] == [True]
