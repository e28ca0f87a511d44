"""Entries kept in a spreadsheet: one a row, one field a column, named in French or by their key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from pret.domain.references import slugged
from pret.gather.cell_text import written
from pret.gather.sentences import nearest_key
from pret.gather.sheets import Cell, Sheet
from pret.gather.validation import CAREFUL
from pret.gather.yaml_reader import Parsed, YamlValue
from pret.problems import Problem

#: « Personnes », « personne visible »: letters by which such titles are known.
_STEM = 6
_CODE = re.compile(r"\b[PC]-\d{3}\b")
_SEPARATORS = re.compile(r"[;,\n]")


@dataclass(frozen=True, slots=True)
class _Column:
    """A column that holds a field."""

    rank: int
    key: str
    is_list: bool


def parsed_rows(sheet: Sheet, model: type[BaseModel], under: str, file: str) -> Parsed:
    """Return a sheet's rows as the list of entries that a YAML file would hold under a key.

    model: of one entry; its fields' French labels and keys both name columns.
    """
    if not sheet.rows:
        found, remedy = "le tableau est vide.", "Mettez les titres des colonnes en première ligne."
        return Parsed({under: []}, {}, (Problem(file, None, sheet.title, found, remedy),))
    head, *rows = sheet.rows
    columns, warnings = _columns(head.cells, model, file, head.number)
    unread = _unread(head.cells, columns)
    entries: list[YamlValue] = []
    lines: dict[str, int] = {"": 1, under: head.number}
    for row in rows:
        entry = {
            column.key: _value(column, row.cells[column.rank])
            for column in columns
            if column.rank < len(row.cells)
        }
        # Kept under its own title, which is no field: the entry is then left out as a whole.
        entry |= {
            title: str(cell.value)
            for rank, title in unread.items()
            if rank < len(row.cells) and _tells_of_whom(model, title, cell := row.cells[rank])
        }
        if any(value is not None for value in entry.values()):
            path = f"{under}[{len(entries)}]"
            lines[path] = row.number
            lines.update({f"{path}.{key}": row.number for key in entry})
            entries.append(entry)
    return Parsed({under: entries}, lines, tuple(warnings))


def _columns(
    head: tuple[Cell, ...], model: type[BaseModel], file: str, row: int
) -> tuple[list[_Column], list[Problem]]:
    names = _names(model)
    columns: list[_Column] = []
    problems: list[Problem] = []
    for rank, cell in enumerate(head):
        title = str(cell.value or "").strip()
        key = names.get(slugged(title)) if title else None
        if key is None or any(column.key == key for column in columns):
            if title:
                problems.append(_unknown(title, model, file, row, twice=key is not None))
            continue
        field = model.model_fields[key]
        columns.append(_Column(rank, key, _is_list(field)))
    return columns, problems


def _unread(head: tuple[Cell, ...], columns: list[_Column]) -> Mapping[int, str]:
    """Return the columns that are no field's: rank → title."""
    known = {column.rank for column in columns}
    return {rank: str(cell.value) for rank, cell in enumerate(head) if rank not in known}


def _tells_of_whom(model: type[BaseModel], title: str, cell: Cell) -> bool:
    """Tell whether a cell that is not read may say of whom something may be shown."""
    careful = next((keys for each, keys in CAREFUL.items() if each is model), frozenset())
    if not careful or cell.is_empty:
        return False
    labels = (f"{key} {model.model_fields[key].title}" for key in careful)
    stems = {word[:_STEM] for label in labels for word in slugged(label).split("-")}
    return (
        any(word[:_STEM] in stems for word in slugged(title).split("-"))
        or nearest_key(model, title) in careful
        or _CODE.search(str(cell.value)) is not None
    )


def _names(model: type[BaseModel]) -> Mapping[str, str]:
    """Return how a column may be titled → the key of its field."""
    names = {slugged(key): key for key in model.model_fields}
    for key, field in model.model_fields.items():
        names.setdefault(slugged(field.title or key), key)
    return names


def _unknown(title: str, model: type[BaseModel], file: str, row: int, *, twice: bool) -> Problem:
    where = f"colonne « {title[:60]} »"
    if twice:
        return Problem(file, row, where, "cette colonne est en double.", "Gardez-en une seule.")
    near = nearest_key(model, title)
    known = [field.title or key for key, field in model.model_fields.items()]
    remedy = (
        f"Vouliez-vous dire « {model.model_fields[near].title} » ?"
        if near
        else f"Colonnes possibles : {', '.join(known)}."
    )
    return Problem(file, row, where, "cette colonne n’est pas connue et n’est pas lue.", remedy)


def _is_list(field: FieldInfo) -> bool:
    annotation = field.annotation
    return get_origin(annotation) is tuple or any(
        get_origin(arm) is tuple for arm in get_args(annotation)
    )


def _value(column: _Column, cell: Cell) -> YamlValue:
    value = written(cell)
    if column.is_list and isinstance(value, str):
        return [part.strip() for part in _SEPARATORS.split(value) if part.strip()]
    return value
