"""Faults of syntax are told in French, with what to write."""

from __future__ import annotations

import jinja2
import pytest

from pret.compose.environment import TemplateEnvironment
from pret.template_words import template_fault


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
    assert told in str(template_fault(refused.value, "minutes.md.j2", "documents", environment))


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("\n{{ absent }}", "ligne 2 : « absent » : ce nom n’existe pas."),
        ("{{ here.there }}", "« there » : ce champ n’existe pas ici."),
        ("{{ here.list[3] }}", "il n’y a pas d’élément 3 ici."),
        (
            "{{ none.there }}",
            "« there » est lu dans une valeur absente. Entourez-le de {% if",
        ),
        ("{{ here.list + 'a' }}", "Pour mettre des mots bout à bout, écrivez ~."),
        ("{{ 3 < 'a' }}", "ne se comparent pas"),
        ("{{ 1 // 0 }}", "une division par zéro."),
        ("{% for a in 3 %}{% endfor %}", "une boucle passe sur ce qui n’est pas une liste."),
        ("{{ here.list() }}", "ce qui est appelé n’est pas une fonction."),
        ("{{ give() }}", "« give » attend encore : 'a'."),
        ("{{ give(1, b=2) }}", "« give » n’a pas d’argument « b »."),
        ("{{ give(1, 2) }}", "« give » reçoit trop de valeurs."),
        ("{{ here.get('x') }}", "une valeur facultative est absente : entourez-la"),
        ("{{ 'a'.__class__.x }}", "« __class__ » est interdit dans un modèle."),
        ("{{ 'a' | abs }}", "(message d’origine : TypeError"),
    ],
)
def test_a_fault_that_shows_when_a_template_is_filled_is_told_in_french(
    source: str, told: str
) -> None:
    def give(a: int) -> int:
        return a

    environment = TemplateEnvironment(jinja2.DictLoader({"minutes.md.j2": source}))
    template = environment.get_template("minutes.md.j2")
    with pytest.raises(Exception) as refused:  # noqa: PT011 - whatever Python makes of it
        template.make_module({"here": {"list": [1]}, "give": give})
    fault = template_fault(refused.value, "minutes.md.j2", "documents", environment)
    assert told in str(fault)
    assert fault.line
