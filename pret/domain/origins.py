"""Where each piece of a document comes from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class OriginKind(StrEnum):
    """Where a piece of text comes from."""

    TEMPLATE = "template"
    FIELD = "field"
    NOTE = "note"
    COMPUTED = "computed"


@dataclass(frozen=True, slots=True)
class Origin:
    """The place a piece of text comes from.

    file: posix path, relative to the programme's folder for inputs, to `templates/` for wording.
    path: for fields, the YAML path (`decisions[2].due`), empty otherwise.
    line: line in that file, from 1, or None where the format has no lines.
    """

    kind: OriginKind
    file: str
    path: str = ""
    line: int | None = None
