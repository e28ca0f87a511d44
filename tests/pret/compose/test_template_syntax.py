"""Faults of syntax are told in French, with what to write."""

from __future__ import annotations

import jinja2
import pytest

from pret.compose.environment import TemplateEnvironment, template_fault


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("{% for a in b %}\n{% endfr %}", "ligne 2 : la balise « endfr » n’est pas attendue ici"),
        ("{% for a in b %}", "Fermez-le par {% endfor %}."),
        ("{% frobnicate %}", "la balise « frobnicate » n’existe pas."),
        ("{{ a b }}", "Refermez la valeur par }} avant"),
        ("{% if a b %}{% endif %}", "Refermez la balise par %} avant."),
        (
            "{{ a | lower_frist }}",
            "le filtre « lower_frist » n’existe pas. Écrivez « lower_first ».",
        ),
        ("{{ a is oddd }}", "le test « oddd » n’existe pas. Écrivez « odd »."),
        ("{{ (a }}", "n’est pas attendu ici."),
        ("{{ f(a, ", "se termine trop tôt"),
    ],
)
def test_a_fault_of_syntax_says_what_to_write(source: str, told: str) -> None:
    environment = TemplateEnvironment(jinja2.DictLoader({"minutes.md.j2": source}))
    with pytest.raises(jinja2.TemplateError) as refused:
        environment.get_template("minutes.md.j2")
    assert told in str(template_fault(refused.value, "minutes.md.j2"))
