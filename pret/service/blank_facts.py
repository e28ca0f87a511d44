"""A blank `milestone.yaml`: every field that is asked for, as comments to fill."""

from __future__ import annotations

import types
from collections.abc import Iterator
from datetime import date, time
from enum import Enum
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from pret.domain.facts import FACTS
from pret.domain.fields import hint_of, label_of, owed_by
from pret.domain.milestones import Milestone


def blank_facts(milestone: Milestone) -> str:
    """Return the file, valid as it is: nothing is filled yet."""
    model = FACTS[milestone.kind]
    lines = [
        f"# {milestone.label}",
        "# Pour remplir une ligne, retirez son dièse et l’espace qui le suit.",
        "",
        "version: 1",
    ]
    for name in model.model_fields:
        if name != "version":
            lines += ["", *(f"# {line}" for line in _field(model, name))]
    return "\n".join(lines) + "\n"


def _field(model: type[BaseModel], name: str) -> Iterator[str]:
    """Yield the lines of one field, and of those inside it."""
    kind, many = _kind(model.model_fields[name].annotation)
    asked = "demandé" if owed_by(model, name) is not None else ""
    hints = [each for each in (asked, hint_of(model, name) or _hint(kind, many)) if each]
    told = f" ({', '.join(hints)})" if hints else ""
    yield f"{name}:  # {label_of(model, name)}{told}"
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        first = "  - " if many else "  "
        for inner in kind.model_fields:
            for line in _field(kind, inner):
                yield first + line
                first = " " * len(first)


def _kind(annotation: Any) -> tuple[Any, bool]:
    """Return what a field holds, and whether it holds several."""
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _kind(inside[0])
    if origin in (Union, types.UnionType):
        return _kind(next(each for each in inside if each is not type(None)))
    if origin is tuple:
        return _kind(inside[0])[0], True
    return annotation, False


def _hint(kind: Any, many: bool) -> str:
    """Return what to write in a field of this kind, or nothing when its label says it."""
    if kind is date:
        return "par exemple 2027-03-16"
    if kind is time:
        return "par exemple 9 h 30"
    if kind is bool:
        return "true ou false"
    if isinstance(kind, type) and issubclass(kind, Enum):
        return ", ".join(each.value for each in kind)
    if many and not (isinstance(kind, type) and issubclass(kind, BaseModel)):
        return "une liste, un tiret par ligne"
    return ""
