"""The shape of the domain's models, as messages need it: fields along a path, labels, choices."""

from __future__ import annotations

import functools
import re
import sys
import types
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from pret.domain.fields import label_of

Step = str | int


def arms(annotation: Any) -> Iterator[Any]:
    """Yield the plain types inside an annotation: of a union, of a tuple's elements."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from arms(get_args(annotation)[0])
    elif origin in (Union, types.UnionType):
        for arm in get_args(annotation):
            yield from arms(arm)
    elif origin is tuple:
        yield from arms(get_args(annotation)[0])
    elif annotation is not type(None):
        yield annotation


def model_inside(annotation: Any) -> type[BaseModel] | None:
    """Return the model that an annotation is about, such as that of a tuple's elements."""
    return next(
        (arm for arm in arms(annotation) if isinstance(arm, type) and issubclass(arm, BaseModel)),
        None,
    )


def choices(annotation: Any) -> tuple[tuple[str, str], ...]:
    """Return the values that an enumerated field allows, each with its French name or nothing."""
    enums = (arm for arm in arms(annotation) if isinstance(arm, type) and issubclass(arm, Enum))
    chosen = next(enums, None)
    if chosen is None:
        return ()
    labels = _labels(chosen)
    return tuple((str(member.value), labels.get(member, "")) for member in chosen)


def _labels(chosen: type[Enum]) -> dict[Any, str]:
    """Return the domain's dictionary of French names of an enumeration, which stands beside it."""
    members = set(chosen)
    beside = vars(sys.modules[chosen.__module__]).values()
    return next((d for d in beside if isinstance(d, dict) and d and set(d) == members), {})


@functools.cache
def patterns(model: type[BaseModel], key: str) -> frozenset[str]:
    """Return the regular expressions that a field's texts, or its list's elements, must match."""
    field = model.model_fields[key]
    return frozenset(_patterns([field.annotation, *field.metadata]))


def _patterns(things: Sequence[Any]) -> Iterator[str]:
    for thing in things:
        if isinstance(thing, StringConstraints):
            if isinstance(thing.pattern, str):
                yield thing.pattern
        elif isinstance(pattern := getattr(thing, "pattern", None), str):
            yield pattern
        elif isinstance(thing, FieldInfo):
            yield from _patterns(thing.metadata)
        elif get_origin(thing) is not None:
            yield from _patterns(get_args(thing))


def field_at(model: type[BaseModel], loc: Sequence[Step]) -> FieldInfo | None:
    """Return the field that a path ends in, or None when no model has it."""
    field: FieldInfo | None = None
    owner: type[BaseModel] | None = model
    for step in loc:
        if isinstance(step, int):
            continue
        if owner is None or step not in owner.model_fields:
            return None
        field = owner.model_fields[step]
        owner = model_inside(field.annotation)
    return field


def model_at(model: type[BaseModel], loc: Sequence[Step]) -> type[BaseModel] | None:
    """Return the model of the entry that a path ends in."""
    if not any(isinstance(step, str) for step in loc):
        return model
    field = field_at(model, loc)
    return model_inside(field.annotation) if field is not None else None


def path_of(loc: Sequence[Step]) -> str:
    """Return a path as users see it: `decisions[2].due`."""
    written = ""
    for step in loc:
        if isinstance(step, int):
            written += f"[{step}]"
        else:
            written += f".{step}" if written else step
    return written


_STEPS = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


def loc_of(path: str) -> tuple[Step, ...]:
    """Return the steps of a path written `decisions[2].due`."""
    return tuple(int(rank) if rank else key for rank, key in _STEPS.findall(path))


def labels_of(model: type[BaseModel], loc: Sequence[Step]) -> str:
    """Return a path in French labels: « Relevé de décisions 3, Échéance de la décision »."""
    parts: list[str] = []
    owner: type[BaseModel] | None = model
    for step in loc:
        if isinstance(step, int):
            if parts:
                parts[-1] += f" {step + 1}"
        elif owner is None or step not in owner.model_fields:
            break
        else:
            parts.append(label_of(owner, step))
            owner = model_inside(owner.model_fields[step].annotation)
    return ", ".join(parts)


def place_of(model: type[BaseModel], loc: Sequence[Step]) -> str:
    """Return a path in French labels with the path to look for in the file."""
    labels, path = labels_of(model, loc), path_of(loc)
    return f"{labels} ({path})" if labels and path else path
