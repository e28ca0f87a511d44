"""Bytes of a text file, decoded once, with what is wrong told by its line."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from pret.domain.invisible import INVISIBLE, dropped_words
from pret.errors import UnreadableFileError
from pret.problems import Problem

MOST_TEXT_BYTES = 2 << 20
_MOST_LINE_CHARACTERS = 20_000
_MOST_TOLD_LINES = 20
#: How much of a file is looked at to tell its encoding.
_SEEN_BYTES = 400


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
    """Return a text that must be UTF-8 (or UTF-16) without invisible characters.

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
            if _utf_16(content):
                raise
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
    if wide := _utf_16(content):
        try:
            return content.decode(wide).removeprefix("\ufeff")
        except UnicodeDecodeError:
            raise NotTextError(
                "ce texte est en UTF-16, et abîmé ou incomplet.",
                "Reprenez l’original et enregistrez-le en choisissant l’encodage « UTF-8 ».",
            ) from None
    return _decoded(
        content,
        "utf-8-sig",
        "ce texte n’est pas en UTF-8 ; il a sans doute été enregistré en Windows-1252.",
    )


def _decoded(content: bytes, encoding: str, otherwise: str) -> str:
    """Return a text in an encoding. otherwise: what is told, with the line, when it is not."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise NotTextError(
            otherwise,
            "Enregistrez le fichier de nouveau en choisissant l’encodage « UTF-8 ».",
            line,
        ) from None


def _utf_16(content: bytes) -> str:
    """Return which UTF-16 a text is in, by its mark or by its zeros; empty when it is in neither.

    Without a mark, every other byte of a text in Latin letters is a zero, or nearly.
    """
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    start = content[:_SEEN_BYTES]
    for encoding, high, low in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        zeros = start[high::2].count(0)
        if zeros > 1 and zeros * 10 > len(start[high::2]) * 9 and 0 not in start[low::2]:
            return encoding
    return ""


def _decode_windows(content: bytes) -> str:
    if b"\x00" in content:
        raise NotTextError("ce n’est pas un fichier de texte.", "Vérifiez son format.")
    return _decoded(content, "cp1252", "ce texte n’est ni en UTF-8 ni en Windows-1252.")


def _ended_by_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
