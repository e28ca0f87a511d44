"""What one file says of itself and of others."""

from __future__ import annotations

from pret.domain.facts import StudyTripFacts
from pret.domain.people import People
from pret.gather.crosscheck import Known, reference_problems
from pret.gather.validation import validate
from pret.gather.yaml_reader import read_yaml


def told(model: type, text: str) -> list[tuple[int | None, str]]:
    sourced, _ = validate(model, read_yaml(text.encode(), "f.yaml"), "f.yaml")
    assert sourced is not None
    return [(each.line, each.found) for each in reference_problems(sourced, Known())]


def test_spans_that_end_before_they_begin_are_told() -> None:
    consent = """\
version: 1
people: []
consents:
  - code: C-001
    person: P-001
    kind: image
    uses: [public]
    signed_by: Elle
    first_day: 2027-11-08
    last_day: 2027-01-01
"""
    said = "la fin (1er janvier 2027) vient avant le début (8 novembre 2027)."
    assert told(People, consent) == [(10, said)]
    assert told(People, consent.replace("2027-01-01", "2027-11-08")) == []
    steps = "version: 1\nsteps:\n  - {day: 2027-11-08, start: 14 h, end: 12 h, title: Quai}\n"
    assert told(StudyTripFacts, steps) == [(3, "la fin (12 h) vient avant le début (14 h).")]


def test_a_persons_code_in_a_text_that_is_printed_as_it_is_is_told() -> None:
    text = "version: 1\nmeeting:\n  hosts: [P-002]\n  agenda:\n    - {title: Visite, lead: P-002}\n"
    said = "« P-002 » est un code, et ce champ s’imprime comme il est écrit."
    assert told(StudyTripFacts, text) == [(5, said)]
    assert told(StudyTripFacts, text.replace("lead: P-002", "lead: Malik Aouad")) == []
