"""The colours of web pages: the theme's, and those derived from them for a dark screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pret.render.contrast import WHITE, contrast, luminance, mixed
from pret.render.theme_css import css_variables

if TYPE_CHECKING:
    from pret.render.theme import Colours, Theme

_DARK_GROUND = "12181D"
#: On dark, text is lightened until it has this contrast with the box that it may stand in
#: (WCAG 2.2 asks for 4.5).
_CONTRAST = 5.5
_STEPS = 40


def colours_and_fonts(theme: Theme) -> str:
    """Return the rules that give pages their colours and fonts; the style sheet names them."""
    # White stands on the panel of a cover, on light and dark screens alike.
    own = [":root {", *_rules({"ground": WHITE, "panel": theme.colours.accent}), "}"]
    on_dark = ["@media screen and (prefers-color-scheme: dark) {", ":root {"]
    on_dark += ["color-scheme: dark;", *_rules(dark(theme.colours)), "}", "}"]
    return "\n".join([css_variables(theme), *own, *on_dark])


def dark(colours: Colours) -> dict[str, str]:
    """Return the colours for a dark screen, under the same names, and that of the ground."""
    found = {"ground": _DARK_GROUND}
    grounds = {
        "accent_light": mixed(_DARK_GROUND, colours.accent, 0.3),
        "warm_light": mixed(_DARK_GROUND, colours.warm, 0.2),
        "ochre_light": mixed(_DARK_GROUND, colours.ochre, 0.25),
        "neutral_light": mixed(_DARK_GROUND, colours.muted, 0.2),
    }
    lightest = max(grounds.values(), key=luminance)
    found |= {"ink": readable(colours.ink, lightest, 2 * _CONTRAST)}
    found |= {
        name: readable(getattr(colours, name), lightest, _CONTRAST)
        for name in ("muted", "accent", "warm", "ochre")
    }
    return found | grounds | {"line": mixed(_DARK_GROUND, colours.line, 0.5)}


def readable(colour: str, ground: str, wanted: float) -> str:
    """Return the colour, lightened until its contrast with a dark ground is the one wanted."""
    for step in range(_STEPS):
        lightened = mixed(colour, WHITE, step / _STEPS)
        if contrast(lightened, ground) >= wanted:
            return lightened
    return WHITE


def _rules(colours: dict[str, str]) -> list[str]:
    return [f"--colour-{name.replace('_', '-')}: #{colour};" for name, colour in colours.items()]
