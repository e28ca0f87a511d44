"""Characters that nobody sees and that no format prints: what they are, and how they are told."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Controls, directions that reverse what is read, byte order marks inside the text, halves of
#: pairs, non-characters, and the private marks of pret/compose/markers.py: no format prints them.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U000f0019]"
)


def dropped_words(characters: Iterable[str]) -> str:
    """Tell invisible characters that were taken out, in French, by their codes."""
    codes = ", ".join(f"U+{ord(each):04X}" for each in dict.fromkeys(characters))
    return f"caractère invisible retiré : {codes}."
