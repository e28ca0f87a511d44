"""Text as the PDF may hold it: without controls, with breaks in long addresses, in a language."""

from __future__ import annotations

import re
from unicodedata import category

#: Shown in place of a character that no bundled font can draw.
STAND_IN = "□"

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}))?\Z")

# A line may break inside a long address, after these signs; the layout leaves no character there.
_LONG_WORD = re.compile(r"\S{14,}")
_BREAK_AFTER = re.compile(r"(?<=[/@_.?&=])(?=\w)")
_ZERO_WIDTH_SPACE = "\u200b"
# Longer than a French word: it would run off the page, so that it may break anywhere.
_ENDLESS_WORD = re.compile(r"[^\s\u200b\-–—]{40,}")
_ANYWHERE = re.compile(r"(?<=\w)(?=\w)")

# What PDF/A refuses in text or what would change its structure: controls, byte-order mark.
_UNPRINTABLE = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0xFEFF, 0xFFFE, 0xFFFF])
_UNPRINTABLE |= {ord("\t"): " ", ord("\n"): " ", ord("\r"): " ", 0x2028: " ", 0x2029: " "}
#: The same for verbatim lines, which keep their ends and their tabs as spaces.
VERBATIM = _UNPRINTABLE | {ord("\t"): "    ", ord("\n"): "\n"}


def clean(value: str) -> str:
    """Return text without what PDF/A refuses or what would change its structure."""
    return value.translate(_UNPRINTABLE)


def stand_in(sign: str) -> str:
    """Return what is printed for a sign that no font can draw: nothing for joiners and accents."""
    return "" if category(sign) in {"Cf", "Mn", "Me"} else STAND_IN


def run(value: str) -> str:
    """Return text with a break opportunity after the signs of long addresses, in endless words."""
    parted = _LONG_WORD.sub(lambda word: _BREAK_AFTER.sub(_ZERO_WIDTH_SPACE, word[0]), clean(value))
    return _ENDLESS_WORD.sub(lambda word: _ANYWHERE.sub(_ZERO_WIDTH_SPACE, word[0]), parted)


def language_of(tag: str) -> tuple[str, str | None]:
    """Return language and region (or None) of a BCP 47 tag; French when it is not one."""
    found = _LANGUAGE.match(tag)
    return (found[1].lower(), found[2].upper() if found[2] else None) if found else ("fr", "FR")
