"""What a person must change when a YAML file cannot be parsed, told from the faulty line itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from pret.problems import Problem

_START = r"^\s*(?:- +)*"
_VALUE = _START + r"(?:[^\s:\"'#\[{][^:]*:\s+)?"

_TAB = re.compile(r"^\s*\t")
_FOREIGN_SPACE = re.compile("^\\s*[\u00a0\u202f\u2000-\u200a\u3000]")
_CURLY = re.compile(_VALUE + "[“”„«‘]")
_RESERVED = re.compile(_VALUE + r"([@`%&*!|>])")
_UNSPACED = re.compile(_START + r"[\w-]+:(?!//)\S")
_TWO_COLONS = re.compile(r"^\s*((?:- +)*[^\s:\"'#\[{][^:]*:\s+)([^\"'\[{|>\s].*?:(?:\s.*|$))")
_AFTER_QUOTE = re.compile(_VALUE + r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')\s*[^\s,\]}#:]")
_NO_SPACE_DASH = re.compile(r"^\s*-[^\s-]")


def explained(fault: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """Return the sentence for a parser's refusal.

    The parser's own words are in English and name its grammar; the line says better what was meant.
    """
    rows = text.split("\n")
    for number in _suspects(fault, rows):
        if told := _told_by_line(rows[number - 1]):
            return Problem(file, number, "", *told)
    return _told_by_context(fault, rows, file)


def _suspects(fault: yaml.MarkedYAMLError, rows: list[str]) -> Iterator[int]:
    """Yield the lines to look at, from 1: where it stopped, where it began, the one above."""
    stopped = _line(fault.problem_mark, rows) or 1
    yield stopped
    if began := _line(fault.context_mark, rows):
        yield began
    above = next((n for n in range(stopped - 1, 0, -1) if rows[n - 1].strip()), None)
    if above is not None:
        yield above


def _line(mark: object, rows: list[str]) -> int | None:
    number = getattr(mark, "line", None)
    return min(int(number) + 1, len(rows)) if number is not None else None


def _told_by_line(row: str) -> tuple[str, str] | None:
    """Return what is wrong with a line and what to write, or None when it looks right."""
    if _TAB.match(row):
        return (
            "la ligne commence par une tabulation.",
            "Remplacez la tabulation par deux espaces.",
        )
    if _FOREIGN_SPACE.match(row):
        return (
            "la ligne commence par une espace insécable au lieu d’espaces ordinaires.",
            "Effacez le début de la ligne et tapez des espaces avec la barre d’espace.",
        )
    if match := _RESERVED.match(row):
        return (
            f"une valeur ne peut pas commencer par « {match[1]} ».",
            f'Mettez-la entre guillemets droits : "{match[1]}…".',
        )
    if _AFTER_QUOTE.match(row):
        return (
            "du texte suit le guillemet fermant.",
            "Mettez toute la valeur entre guillemets droits, ou n’en mettez pas.",
        )
    if match := _TWO_COLONS.match(row):
        found = "la valeur contient elle-même « : », qui sépare une clé de sa valeur."
        if _CURLY.match(row):
            found = "les guillemets typographiques ne protègent pas un texte qui contient « : »."
        return found, f"Mettez des guillemets droits : {match[1]}{_quoted(match[2])}"
    if _UNSPACED.match(row):
        return (
            "il manque une espace après les deux-points.",
            "Écrivez « clé: valeur », avec une espace après « : ».",
        )
    if _NO_SPACE_DASH.match(row):
        return ("il manque une espace après le tiret.", "Écrivez « - valeur ».")
    return None


def _told_by_context(fault: yaml.MarkedYAMLError, rows: list[str], file: str) -> Problem:
    """Return the sentence for what was opened and never closed, or for a line out of place."""
    began = _line(fault.context_mark, rows)
    column = getattr(fault.context_mark, "column", 0)
    opened = rows[began - 1][column : column + 1] if began else ""
    if opened in ("'", '"'):
        return Problem(
            file,
            began,
            "",
            f"le guillemet {opened} ouvert ici n’est pas refermé.",
            f"Ajoutez {opened} à la fin de la valeur.",
        )
    if opened in ("[", "{"):
        closing = {"[": "]", "{": "}"}[opened]
        return Problem(
            file,
            began,
            "",
            f"« {opened} » est ouvert ici sans être bien refermé.",
            f"Fermez par « {closing} » et séparez les valeurs par des virgules.",
        )
    return Problem(
        file,
        _line(fault.problem_mark, rows),
        "",
        "cette ligne n’est pas à sa place : ni une clé, ni la suite de ce qui précède.",
        "Alignez-la avec les lignes voisines, ou écrivez « clé: valeur ».",
    )


def _quoted(value: str) -> str:
    """Return a value between straight quotes that it does not hold itself."""
    value = value.strip()
    if '"' not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "’") + "'"
