"""The theme: what is accepted is legible, whatever the colours."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pret.domain.programme import Look
from pret.render.contrast import contrast
from pret.render.theme import GROUND_ROLES, TEXT_ROLES, Colours, LowContrastError, Theme, lines_of

PATH = Path(__file__).parents[3] / "templates/theme.yaml"
HOUSE = Theme.load(PATH)
#: Half of them dark or light enough to be accepted now and then.
COLOUR = st.integers(0, 0xFFFFFF).map(lambda value: f"{value:06x}")
DARK = st.tuples(*[st.integers(0, 0x70)] * 3).map(lambda rgb: "{:02X}{:02X}{:02X}".format(*rgb))
LIGHT = st.tuples(*[st.integers(0xD0, 0xFF)] * 3).map(lambda rgb: "{:02X}{:02X}{:02X}".format(*rgb))


def pairs(told: dict[str, str]) -> list[tuple[str, str]]:
    """Return the pairs of a text and a ground that cannot be read, worked out apart."""
    both = {"white": "FFFFFF", **told}
    return [
        (text, ground)
        for text, ground in product(TEXT_ROLES, GROUND_ROLES)
        if contrast(both[text], both[ground]) < 4.5
    ]


@given(
    st.fixed_dictionaries(
        {},
        optional={
            role: st.one_of(COLOUR, DARK if role in TEXT_ROLES else LIGHT)
            for role in Colours.model_fields
        },
    )
)
def test_every_accepted_theme_is_legible_and_every_refusal_names_its_pairs(
    changed: dict[str, str],
) -> None:
    told = HOUSE.colours.model_dump() | changed
    try:
        accepted = Colours.model_validate(told)
    except ValidationError as refusal:
        (error,) = refusal.errors()
        carried = error["ctx"]["error"]
        assert isinstance(carried, LowContrastError)
        assert [(each.text, each.ground) for each in carried.faults] == pairs(told)
        assert all(1 <= each.ratio < 4.5 for each in carried.faults)
    else:
        assert pairs(accepted.model_dump()) == []


def test_every_role_has_its_place_among_texts_and_grounds_or_is_a_rule() -> None:
    assert {*TEXT_ROLES, *GROUND_ROLES, "line"} == {*Colours.model_fields, "white"}


def test_a_programme_may_change_only_colours_that_the_theme_has() -> None:
    assert set(Look.model_fields) < set(Colours.model_fields)


@pytest.mark.parametrize("wrong", ["0B5A5", "##0B5A5E", "vert", "0B5A5G", ""])
def test_a_colour_is_six_hexadecimal_digits(wrong: str) -> None:
    with pytest.raises(ValidationError):
        Colours.model_validate(HOUSE.colours.model_dump() | {"accent": wrong})


def test_a_colour_made_of_digits_only_needs_no_quotation_marks() -> None:
    text = PATH.read_text("utf-8").replace('"0B5A5E"', "004400")
    assert Theme.parsed(text).colours.accent == "004400"


def test_the_line_of_each_key_is_known() -> None:
    lines = lines_of("# en tête\nversion: 1\ncolours:\n  ink: '000000'\n\n  line: 'FFFFFF'\n")
    assert lines == {"version": 2, "colours": 3, "colours.ink": 4, "colours.line": 6}


def test_each_family_that_word_names_has_a_fallback() -> None:
    text = PATH.read_text("utf-8").replace('word_text: "Calibri"', 'word_text: "Verdana"')
    with pytest.raises(ValidationError):
        Theme.parsed(text)
