"""Names of a template held against what exists, without filling it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from pret.compose.environment import TemplateEnvironment
from pret.compose.template_names import name_faults
from pret.compose.views import Filling, Place, Record
from pret.domain.facts.lab_day import LabDayFacts

FACTS = Record(LabDayFacts(version=1), Place("milestone.yaml", "", {}), Filling())
SCOPE = SimpleNamespace(facts=FACTS, label="Journée labo 1", tagged=lambda _tag: [])


def faults(source: str, **names: Any) -> list[str]:
    known = {"facts": FACTS, "table": None, "column": None, "prose": None, "milestone": SCOPE}
    known["of"] = lambda _code: SCOPE
    from jinja2 import DictLoader

    tree = TemplateEnvironment(DictLoader({})).parse(source)
    found = name_faults(tree, "templates/documents/minutes.md.j2", known | names)
    return [f"{each.line} {each.where} {each.remedy}" for each in found]


def test_a_template_that_names_what_exists_has_no_fault() -> None:
    source = """
{% set title %}Compte rendu{% endset %}
{% macro owner(row) %}{{ row.anything }}{% endmacro %}
{% for decision in facts.decisions %}{{ loop.index }}{{ decision.text }}{% endfor %}
{{ table(facts.decisions, [column("Quoi", "text"), column("Qui", owner)]) }}
{% set lab = of("lab-day-1") %}{{ lab.facts.in_short }}{{ milestone.label }}{{ title }}
"""
    assert faults(source) == []


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("{{ fact.decisions }}", "1 « fact » Écrivez « facts »."),
        ("\n{{ facts.decision }}", "2 « decision » Écrivez « decisions »."),
        (
            "{% for d in facts.decisions %}\n{{ d.texte }}{% endfor %}",
            "2 « texte » Écrivez « text ».",
        ),
        ('{{ table(facts.decisions, [column("Q", "texte")]) }}', "1 « texte » Écrivez « text »."),
        ("{% set d = facts.decisions %}{{ d[0].texte }}", "1 « texte » Écrivez « text »."),
        ('{% set m = of("lab-day-1") %}{{ m.labell }}', "1 « labell » Écrivez « label »."),
        ('{{ of("lab-day-1").facts.decision }}', "1 « decision » Écrivez « decisions »."),
        ("{% if facts.decision %}oui{% endif %}", "1 « decision » Écrivez « decisions »."),
        ("{% set x %}{{ facts.decision }}{% endset %}", "1 « decision » Écrivez « decisions »."),
        ("{% macro m(r) %}{{ nowhere }}{% endmacro %}", "1 « nowhere » Possibles"),
    ],
)
def test_a_name_that_does_not_exist_is_told_with_its_line_and_what_to_write(
    source: str, told: str
) -> None:
    (found,) = faults(source)
    assert found.startswith(told)


def test_all_faults_are_told_at_once_and_each_once() -> None:
    source = "{{ facts.decision }}{{ facts.decision }}\n{{ facts.decision }}{{ factz }}"
    assert len(faults(source)) == 3


def test_what_is_not_known_is_not_blamed() -> None:
    assert faults("{{ milestone.tagged('x')[0].anything }}{{ prose(facts.sites[0].text).x }}") == []
