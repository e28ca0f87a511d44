"""Contrast of a text on its ground, as the accessibility guidelines for the web define it.

Source: WCAG 2.2, definitions of relative luminance and contrast ratio; success criterion 1.4.3
asks for 4.5:1 at least.
"""

from __future__ import annotations

LEAST_CONTRAST = 4.5
BLACK, WHITE = "000000", "FFFFFF"

#: Share of each of red, green and blue in what the eye takes for light.
_WEIGHTS = (0.2126, 0.7152, 0.0722)
_STEPS = 100


def luminance(colour: str) -> float:
    """Return the relative luminance of six hexadecimal digits, from 0.0 (black) to 1.0 (white)."""
    shares = (part / 255 for part in bytes.fromhex(colour))
    linear = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return sum(weight * light for weight, light in zip(_WEIGHTS, linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1.0 (the same) to 21.0, whichever is the text."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def legible(colour: str, beside: str) -> str:
    """Return the nearest shade of a colour that contrasts enough with the one beside it.

    The darker of the two is made darker still, the lighter lighter; black or white always does.
    """
    away, back = (BLACK, WHITE) if luminance(colour) < luminance(beside) else (WHITE, BLACK)
    shades = (
        mixed(colour, end, step / _STEPS) for end in (away, back) for step in range(_STEPS + 1)
    )
    return next(shade for shade in shades if contrast(shade, beside) >= LEAST_CONTRAST)


def mixed(one: str, other: str, share: float) -> str:
    """Return two colours mixed. share: that of the second one, from 0 to 1."""
    pairs = zip(bytes.fromhex(one), bytes.fromhex(other), strict=True)
    return bytes(round(a + (b - a) * share) for a, b in pairs).hex().upper()
