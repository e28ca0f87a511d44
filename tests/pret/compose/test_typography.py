"""French typography: spaces and signs, and nothing where none is wanted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pret.compose.typography import set_in_french
from pret.domain.tree import Code, Inline, Origin, OriginKind, Style, Styled, Text, plain

HERE = Origin(OriginKind.NOTE, "notes/a.md", "", 1)
THERE = Origin(OriginKind.FIELD, "milestone.yaml", "a", 2)


def french(text: str) -> str:
    return plain(set_in_french((Text(text, HERE),)))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Vraiment ?", "Vraiment\u202f?"),
        ("Oui ; non !", "Oui\u202f; non\u202f!"),
        ("Lieu : la cour", "Lieu\u00a0: la cour"),
        ("« bonjour »", "«\u202fbonjour\u202f»"),
        ("166 200 €", "166\u202f200\u00a0€"),
        ("le 12 000e visiteur", "le 12\u202f000e visiteur"),
        ("40 % et 12 km", "40\u00a0% et 12\u00a0km"),
        ("l'élève", "l’élève"),
        ("et puis...", "et puis…"),
        ("M. Benali et Mme Roche", "M.\u00a0Benali et Mme\u00a0Roche"),
        ("deux  espaces", "deux espaces"),
    ],
)
def test_spaces_and_signs_are_those_of_the_imprimerie_nationale(typed: str, printed: str) -> None:
    assert french(typed) == printed


@pytest.mark.parametrize(
    "typed", ["10:30", "http://exemple.fr/a?b=1", "ratio 3:1", "En 2027 430 élèves", "C++ ;-)"]
)
def test_hours_addresses_and_years_are_left_alone(typed: str) -> None:
    assert french(typed).replace("\u202f", " ") == typed


@pytest.mark.parametrize("typed", ["le 1er juin", "la 27e Région", "le XXIe siècle"])
def test_ordinals_are_raised(typed: str) -> None:
    raised = [
        inline for inline in set_in_french((Text(typed, HERE),)) if isinstance(inline, Styled)
    ]
    assert [inline.style for inline in raised] == [Style.SUPERSCRIPT]


def test_code_is_never_touched() -> None:
    content: tuple[Inline, ...] = (Text("Tapez ", HERE), Code("a ? b : c", HERE))
    assert set_in_french(content)[1] == Code("a ? b : c", HERE)


def test_a_rule_reaches_across_two_origins_without_mixing_them() -> None:
    content: tuple[Inline, ...] = (Text("Qui décide", THERE), Text(" ?", HERE))
    assert set_in_french(content) == (Text("Qui décide", THERE), Text("\u202f?", HERE))


def test_a_rule_reaches_into_bold() -> None:
    content: tuple[Inline, ...] = (
        Styled(Style.STRONG, (Text("Lieu", HERE),)),
        Text(" : ici", HERE),
    )
    assert plain(set_in_french(content)) == "Lieu\u00a0: ici"


@given(st.text(st.characters(blacklist_categories=("Cs", "Co")), max_size=80))
def test_typography_changes_spaces_and_signs_only(typed: str) -> None:
    def bare(text: str) -> str:
        kept = text.replace("...", "…").replace("'", "’")
        return "".join(sign for sign in kept if not sign.isspace())

    assert bare(french(typed)) == bare(typed)


@given(st.text(st.sampled_from("aé 1.:;!?«»'0\u00a0\u202f…"), max_size=40))
def test_typography_done_twice_is_typography_done_once(typed: str) -> None:
    assert french(french(typed)) == french(typed)
