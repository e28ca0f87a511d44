"""Which names may be written: those that every system that shares the folder can hold."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from pret.failures import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Windows, where most colleagues open the files, refuses these; the others confuse a reader.
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
_RENAME = "Renommez-le, ou changez le titre dont ce nom vient."
_LONGEST_BYTES = 255  # of one name, on the usual file systems


def safe_parts(path: str) -> tuple[str, ...]:
    """Return the names of a relative posix path, at least one.

    Raises StorageError for a path that is empty, absolute, climbs, or holds a name that some
    system cannot keep.
    """
    parts = tuple(path.split("/"))
    for name in parts:
        fault = _fault(name)
        if fault:
            raise StorageError(
                ascii(path)[1:-1] if not path.isprintable() else path, fault, _RENAME
            )
    return parts


def check_together(paths: Iterable[str]) -> None:
    """Raise StorageError when one of the paths is unsafe, or two of them cannot live together."""
    seen: dict[str, str] = {}
    folders: dict[str, str] = {}
    for path in paths:
        parts = safe_parts(path)
        folded = path.casefold()
        other = seen.setdefault(folded, path)
        if other != path:
            raise StorageError(path, f"ne diffère de « {other} » que par ses majuscules", _RENAME)
        for depth in range(1, len(parts)):
            folders.setdefault("/".join(parts[:depth]).casefold(), path)
    for folded, path in seen.items():
        if folded in folders:
            raise StorageError(
                path, f"est aussi le nom d’un dossier, pour « {folders[folded]} »", _RENAME
            )


def _fault(name: str) -> str:
    """Return why this single name is refused, or nothing."""
    if name in {"", ".", ".."}:
        return "chemin refusé : il doit rester dans le dossier"
    if _FORBIDDEN.search(name) or _RESERVED.fullmatch(name):
        return f"nom refusé : « {ascii(name)[1:-1]} » n’est pas possible sous tous les systèmes"
    if name[-1] in " ." or name[0] == " ":
        return "nom refusé : il commence ou finit par une espace, ou finit par un point"
    if any(unicodedata.category(letter) == "Cs" for letter in name):
        return "nom refusé : il contient un caractère abîmé"
    if not unicodedata.is_normalized("NFC", name):
        return "nom refusé : ses accents sont écrits en deux caractères"
    if len(name.encode()) > _LONGEST_BYTES:
        return "nom trop long"
    return ""
