"""Contrast, against values published with the guidelines, and shades that reach it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pret.render.contrast import LEAST_CONTRAST, contrast, legible, mixed

COLOUR = st.integers(0, 0xFFFFFF).map(lambda value: f"{value:06X}")


@pytest.mark.parametrize(
    ("text", "ground", "ratio"),
    [
        ("000000", "FFFFFF", 21.0),
        ("FFFFFF", "FFFFFF", 1.0),
        ("767676", "FFFFFF", 4.54),
        ("777777", "FFFFFF", 4.48),
        ("FF0000", "FFFFFF", 4.0),
        ("0000FF", "FFFFFF", 8.59),
    ],
)
def test_the_ratio_is_that_of_the_guidelines(text: str, ground: str, ratio: float) -> None:
    assert contrast(text, ground) == pytest.approx(ratio, abs=0.005)
    assert contrast(ground, text) == contrast(text, ground)


@given(COLOUR, COLOUR)
def test_the_shade_that_is_advised_is_always_legible(colour: str, beside: str) -> None:
    assert contrast(legible(colour, beside), beside) >= LEAST_CONTRAST


@given(COLOUR)
def test_a_colour_that_is_legible_is_advised_as_it_is(colour: str) -> None:
    if contrast(colour, "FFFFFF") >= LEAST_CONTRAST:
        assert legible(colour, "FFFFFF") == colour


def test_mixing_goes_from_one_colour_to_the_other() -> None:
    assert [mixed("000000", "FF8000", share) for share in (0, 0.5, 1)] == [
        "000000",
        "804000",
        "FF8000",
    ]
