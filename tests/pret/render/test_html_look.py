"""The colours of web pages, on light and on dark screens."""

from __future__ import annotations

from pathlib import Path

import pytest

from pret.render.contrast import contrast
from pret.render.html_look import dark
from pret.render.theme import Theme

TEMPLATES = Path(__file__).parents[3] / "templates"
COLOURS = Theme.load(TEMPLATES / "theme.yaml").colours


@pytest.mark.parametrize("accent", ["0B5A5E", "000000", "5B2A86", "FFFFFF", "00A000"])
def test_text_can_be_read_on_a_dark_screen_whatever_the_theme(accent: str) -> None:
    found = dark(COLOURS.model_copy(update={"accent": accent}))
    grounds = [found[name] for name in ("ground", "accent_light", "warm_light", "ochre_light")]
    for text in ("ink", "muted", "accent", "warm", "ochre"):
        assert min(contrast(found[text], ground) for ground in grounds) >= 4.5, text


def test_white_can_be_read_on_the_panel_of_a_cover() -> None:
    assert contrast("FFFFFF", COLOURS.accent) >= 4.5
