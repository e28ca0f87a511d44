"""Bytes of a text file, decoded once, with what is wrong told by its line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pret.errors import UnreadableFileError
from pret.problems import Problem

MOST_TEXT_BYTES = 2 << 20
_MOST_LINE_CHARACTERS = 20_000
_MOST_TOLD_LINES = 20

#: Controls, directions that reverse what is read, byte order marks inside the text, halves of
#: pairs, non-characters, and the private marks of pret/compose/markers.py: no format prints them.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U000f0019]"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text in NFC, its lines ended by line feeds. old_windows: it was not in UTF-8.

    dropped: the invisible characters taken out of it, each with its line, from 1.
    """

    text: str
    old_windows: bool = False
    dropped: tuple[tuple[int, str], ...] = field(default=())


class NotTextError(Exception):
    """The bytes are not a text that can be used. line: from 1, or None for the whole file."""

    def __init__(self, found: str, remedy: str, line: int | None = None) -> None:
        self.found, self.remedy, self.line = found, remedy, line
        super().__init__(found)


def decode_strictly(content: bytes, *, most_bytes: int = MOST_TEXT_BYTES) -> str:
    """Return a text that must be UTF-8 (or UTF-16 with its mark) without invisible characters.

    Raises NotTextError with the line of the first fault.
    """
    _check_size(content, most_bytes)
    text = _ended_by_line_feeds(_decode(content))
    for number, line in enumerate(text.split("\n"), 1):
        if match := INVISIBLE.search(line):
            raise NotTextError(
                f"caractère invisible U+{ord(match[0]):04X} à la position {match.start() + 1}.",
                "Effacez la ligne et tapez-la de nouveau.",
                number,
            )
        _check_line(line, number)
    return unicodedata.normalize("NFC", text)


def decode_kindly(content: bytes, file: str, *, long_lines: bool = False) -> Decoded:
    """Return a text in UTF-8 or in the older Windows-1252, cleaned of invisible characters.

    A vertical tab, which Word puts for a forced line, becomes a line end. long_lines: lines may be
    of any length, as in web pages.
    Raises UnreadableFileError when the bytes are no text at all.
    """
    old_windows = False
    try:
        _check_size(content, MOST_TEXT_BYTES)
        try:
            text = _decode(content)
        except NotTextError:
            text, old_windows = _decode_windows(content), True
        text = _ended_by_line_feeds(text).replace("\x0b", "\n")
        dropped = tuple(
            (text.count("\n", 0, found.start()) + 1, found[0]) for found in INVISIBLE.finditer(text)
        )
        text = INVISIBLE.sub("", text)
        for number, line in enumerate(() if long_lines else text.split("\n"), 1):
            _check_line(line, number)
    except NotTextError as fault:
        place = f"ligne {fault.line} : " if fault.line else ""
        raise UnreadableFileError(file, f"{place}{fault.found} {fault.remedy}") from None
    return Decoded(unicodedata.normalize("NFC", text), old_windows, dropped)


def dropped_problems(decoded: Decoded, file: str) -> Iterator[Problem]:
    """Yield a problem for each line that invisible characters were taken out of."""
    by_line: dict[int, list[str]] = {}
    for line, character in decoded.dropped:
        by_line.setdefault(line, []).append(character)
    remedy = "Le reste de la ligne est repris : relisez-la."
    for line in list(by_line)[:_MOST_TOLD_LINES]:
        yield Problem(file, line, "", dropped_words(by_line[line]), remedy)
    if (more := len(by_line) - _MOST_TOLD_LINES) > 0:
        found = f"caractères invisibles retirés de {more} autres lignes."
        yield Problem(file, None, "", found, "Tapez ce texte de nouveau, sans le copier.")


def dropped_words(characters: Iterable[str]) -> str:
    """Tell invisible characters that were taken out, in French, by their codes."""
    codes = ", ".join(f"U+{ord(each):04X}" for each in dict.fromkeys(characters))
    return f"caractère invisible retiré : {codes}."


def _check_size(content: bytes, most_bytes: int) -> None:
    if len(content) > most_bytes:
        raise NotTextError(
            f"{len(content) // 1024} Ko de texte, pour {most_bytes // 1024} Ko au plus.",
            "Coupez le fichier en plusieurs.",
        )


def _check_line(line: str, number: int) -> None:
    if len(line) > _MOST_LINE_CHARACTERS:
        raise NotTextError(f"ligne de {len(line)} caractères.", "Coupez-la en paragraphes.", number)


def _decode(content: bytes) -> str:
    encoding = "utf-8-sig"
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise NotTextError(
            "ce texte n’est pas en UTF-8 ; il a sans doute été enregistré en Windows-1252.",
            "Enregistrez le fichier de nouveau en choisissant l’encodage « UTF-8 ».",
            line,
        ) from None


def _decode_windows(content: bytes) -> str:
    if b"\x00" in content:
        raise NotTextError("ce n’est pas un fichier de texte.", "Vérifiez son format.")
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise NotTextError(
            "ce texte n’est ni en UTF-8 ni en Windows-1252.",
            "Enregistrez le fichier de nouveau en choisissant l’encodage « UTF-8 ».",
            line,
        ) from None


def _ended_by_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
