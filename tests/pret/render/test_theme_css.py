"""The theme as CSS."""

from __future__ import annotations

from pathlib import Path

from pret.render.theme import Theme
from pret.render.theme_css import css_variables

THEME = Theme.load(Path(__file__).parents[3] / "templates/theme.yaml")


def test_every_colour_is_given_under_its_role() -> None:
    lines = css_variables(THEME).splitlines()
    for role, hexa in THEME.colours:
        assert f"  --colour-{role.replace('_', '-')}: #{hexa};" in lines


def test_fonts_and_sizes_follow_the_theme() -> None:
    lines = css_variables(THEME).splitlines()
    assert '  --font-text: "Source Sans Pro", "Calibri", system-ui, sans-serif;' in lines
    assert "  --size-text: 1.000rem;" in lines
    assert f"  --size-title: {THEME.sizes_pt.title / THEME.sizes_pt.text:.3f}rem;" in lines
    assert (lines[0], lines[-1]) == (":root {", "}")
