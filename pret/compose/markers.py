"""Private-use marks that carry, through the Markdown of a filled template, where text comes from.

A printed value becomes `OPEN id SEP escaped text CLOSE`; each line of wording ends with
`LINE file SEP line END`; a block made elsewhere is `GRAFT id END` in a paragraph of its own.
Ids are written in private-use digits, so that no Markdown construct can see them.
"""

from __future__ import annotations

import re

_BASE = 0xF0000  # supplementary private use: met in no font that people type with
OPEN, SEP, CLOSE, LINE, GRAFT, END = (chr(_BASE + offset) for offset in range(6))
_ZERO = _BASE + 0x10
_DIGITS = "".join(chr(_ZERO + digit) for digit in range(10))

MARKS = re.compile(
    f"{OPEN}([{_DIGITS}]+){SEP}|({CLOSE})|{LINE}([{_DIGITS}]+){SEP}([{_DIGITS}]+){END}"
)
GRAFTS = re.compile(f"{GRAFT}([{_DIGITS}]+){END}")
_OURS = re.compile(f"[{chr(_BASE)}-{chr(_ZERO + 9)}]")
_SOURCE_MARKS = re.compile(
    f"{OPEN}[{_DIGITS}]+{SEP}|{CLOSE}|{LINE}[{_DIGITS}]+{SEP}[{_DIGITS}]+{END}"
)
_ADDRESSES = re.compile(r"\]\((?:\\.|[^)\\])*\)")
_PUNCTUATION = re.compile(r"([!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~])")
_SPACES = re.compile(r"[ \t\r\n\f\v\u2028\u2029]+")
#: Ends of lines that Markdown does not know: some formats would break there, others not.
_LINE_SIGNS = re.compile("[\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def number(mark: str) -> int:
    """Return the number written in private-use digits."""
    return int("".join(str(ord(digit) - _ZERO) for digit in mark))


def digits(value: int) -> str:
    """Write a number from 0 in private-use digits."""
    return "".join(chr(_ZERO + int(digit)) for digit in str(value))


def cleaned(text: str) -> str:
    """Return users' text without our own marks and without control characters."""
    return _CONTROLS.sub("", _OURS.sub("\ufffd", _LINE_SIGNS.sub(" ", text)))


def escaped(text: str) -> str:
    """Return users' text so that Markdown reads it back as the same text, on one line."""
    return _PUNCTUATION.sub(r"\\\1", _SPACES.sub(" ", cleaned(text)))


def marked(source_id: int, text: str) -> str:
    """Return users' text, escaped, between the marks of its source."""
    return f"{OPEN}{digits(source_id)}{SEP}{escaped(text)}{CLOSE}"


def grafted(graft_id: int) -> str:
    """Return the mark of a block made elsewhere, as a paragraph of its own."""
    return f"\n\n{GRAFT}{digits(graft_id)}{END}\n\n"


def with_bare_addresses(filled: str) -> str:
    """Return filled Markdown whose links' addresses are rid of marks: an address is no text."""
    return _ADDRESSES.sub(lambda found: _SOURCE_MARKS.sub("", found[0]), filled)


def mark_lines(wording: str, file_id: int, first_line: int) -> str:
    """Add, after the last letter or digit of each line of a template's wording, its place.

    Lines that are structure rather than wording (table rules, addresses of links) stay as they are.
    """
    lines = wording.split("\n")
    return "\n".join(
        _mark_line(line, file_id, first_line + offset) for offset, line in enumerate(lines)
    )


def _mark_line(line: str, file_id: int, number_of_line: int) -> str:
    if not re.search(r"[^\W\d_]", line):  # no letter: structure, numbering or spaces
        return line
    if re.search(r"\]\([^)]*$", line) or re.search(r"\]\([^)]*\)\W*$", line):
        return line
    end = max(match.end() for match in re.finditer(r"[^\W_]", line))
    mark = f"{LINE}{digits(file_id)}{SEP}{digits(number_of_line)}{END}"
    return line[:end] + mark + line[end:]
