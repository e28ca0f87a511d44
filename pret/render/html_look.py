"""The colours of web pages: the theme's, and those derived from them for a dark screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pret.render.theme_css import css_variables

if TYPE_CHECKING:
    from pret.render.theme import Colours, HexColour, Theme

_DARK_GROUND = "12181D"
_WHITE = "FFFFFF"
#: On dark, text is lightened until it has this contrast with the box that it may stand in
#: (WCAG 2.2 asks for 4.5).
_CONTRAST = 5.5
_STEPS = 40


def colours_and_fonts(theme: Theme) -> str:
    """Return the rules that give pages their colours and fonts; the style sheet names them."""
    # White stands on the panel of a cover, on light and dark screens alike.
    own = [":root {", *_rules({"ground": _WHITE, "panel": theme.colours.accent}), "}"]
    on_dark = ["@media screen and (prefers-color-scheme: dark) {", ":root {"]
    on_dark += ["color-scheme: dark;", *_rules(dark(theme.colours)), "}", "}"]
    return "\n".join([css_variables(theme), *own, *on_dark])


def dark(colours: Colours) -> dict[str, HexColour]:
    """Return the colours for a dark screen, under the same names, and that of the ground."""
    found = {"ground": _DARK_GROUND}
    grounds = {
        "accent_light": mixed(_DARK_GROUND, colours.accent, 0.3),
        "warm_light": mixed(_DARK_GROUND, colours.warm, 0.2),
        "ochre_light": mixed(_DARK_GROUND, colours.ochre, 0.25),
    }
    lightest = max(grounds.values(), key=luminance)
    found |= {"ink": readable(colours.ink, lightest, 2 * _CONTRAST)}
    found |= {
        name: readable(getattr(colours, name), lightest, _CONTRAST)
        for name in ("muted", "accent", "warm", "ochre")
    }
    return found | grounds | {"line": mixed(_DARK_GROUND, colours.line, 0.5)}


def readable(colour: HexColour, ground: HexColour, wanted: float) -> HexColour:
    """Return the colour, lightened until its contrast with a dark ground is the one wanted."""
    for step in range(_STEPS):
        lightened = mixed(colour, _WHITE, step / _STEPS)
        if contrast(lightened, ground) >= wanted:
            return lightened
    return _WHITE


def contrast(one: HexColour, other: HexColour) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2, « contrast ratio »)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: HexColour) -> float:
    """Return the relative luminance of a colour, from 0 to 1 (WCAG 2.2)."""
    parts = (part / 255 for part in bytes.fromhex(colour))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mixed(one: HexColour, other: HexColour, share: float) -> HexColour:
    """Return two colours mixed. share: that of the second one, from 0 to 1."""
    pairs = zip(bytes.fromhex(one), bytes.fromhex(other), strict=True)
    return bytes(round(a + (b - a) * share) for a, b in pairs).hex().upper()


def _rules(colours: dict[str, HexColour]) -> list[str]:
    return [f"--colour-{name.replace('_', '-')}: #{colour};" for name, colour in colours.items()]
