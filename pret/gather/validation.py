"""Values read from a file made into the domain's, with every problem at once.

What cannot be used is left out, entry by entry, and the rest is kept: one wrong date does not lose
the minutes of a whole day. Only a file whose own indispensable keys are wrong gives nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from pret.domain.fields import Entry
from pret.domain.gathered import Sourced
from pret.domain.material import Interview, Photo
from pret.domain.people import Consent, Person
from pret.gather.sentences import nearest_key, told
from pret.gather.shapes import Step, loc_of, model_at, path_of, place_of
from pret.gather.yaml_reader import Parsed, YamlValue
from pret.problems import Problem

E = TypeVar("E", bound=Entry)

_MOST_ROUNDS = 20
_MOST_PROBLEMS = 100

#: Entries that say of whom what may be shown: a fault there leaves out the whole entry, because
#: without the faulty part somebody could be shown who did not agree. An unknown key counts too,
#: unless it is clearly meant for a field that is not one of these.
CAREFUL: Mapping[type[Entry], frozenset[str]] = {
    Consent: frozenset(Consent.model_fields),
    Photo: frozenset({"people", "consents"}),
    Interview: frozenset({"anonymity", "person", "consents"}),
    Person: frozenset({"minor", "named"}),
}

#: Stands in a list for an element left out, so that the others keep their places in the file.
_GONE = object()


def validate(
    model: type[E], parsed: Parsed, file: str
) -> tuple[Sourced[E] | None, tuple[Problem, ...]]:
    """Return what a file holds as the model's values, and every problem found in it.

    Entries that cannot be used are absent from the value, whose lines are those of what is left.
    None when the file lacks what the model cannot do without.
    """
    marked = _marked(parsed.data)
    problems = [
        replace(warning, where=place_of(model, loc_of(warning.where)))
        for warning in parsed.warnings
    ]
    problems += _version_problem(model, marked, parsed, file)
    for round_number in range(_MOST_ROUNDS):
        try:
            value = model.model_validate(_compact(marked))
        except ValidationError as refusal:
            errors = _own_errors(refusal)
            if round_number == 0:
                problems += _problems(model, errors, parsed.lines, file)
            places = [_original(marked, _to_leave_out(model, error)) for error in errors]
            if not all(places):
                return None, tuple(problems)
            for place in places:
                _leave_out(marked, place)
        else:
            return Sourced(value, file, _kept_lines(marked, parsed.lines)), tuple(problems)
    return None, tuple(problems)


def _version_problem(model: type[Entry], marked: Any, parsed: Parsed, file: str) -> list[Problem]:
    """Take a file without version for one of version 1, and say so."""
    if "version" not in model.model_fields or not isinstance(marked, dict) or "version" in marked:
        return []
    marked["version"] = "1"
    return [
        Problem(
            file,
            parsed.lines.get("version"),
            place_of(model, ("version",)),
            "le fichier ne dit pas de quelle version il est.",
            "Ajoutez en tête « version: 1 ».",
        )
    ]


def _own_errors(refusal: ValidationError) -> list[ErrorDetails]:
    """Return the errors without those that only follow from others.

    A list whose elements are refused is also told to be too short: it counts the others only.
    """
    errors = refusal.errors(include_url=False)
    return [
        error
        for error in errors
        if error["type"] != "too_short"
        or not any(_is_inside(other["loc"], error["loc"]) for other in errors)
    ]


def _is_inside(loc: Sequence[Step], around: Sequence[Step]) -> bool:
    return len(loc) > len(around) and tuple(loc[: len(around)]) == tuple(around)


def _problems(
    model: type[Entry], errors: Sequence[ErrorDetails], lines: Mapping[str, int], file: str
) -> list[Problem]:
    found = [
        Problem(
            file, _line(error["loc"], lines), place_of(model, error["loc"]), *told(model, error)
        )
        for error in errors[:_MOST_PROBLEMS]
    ]
    if len(errors) > _MOST_PROBLEMS:
        rest = len(errors) - _MOST_PROBLEMS
        found.append(
            Problem(file, None, "", f"et {rest} autres erreurs.", "Corrigez les premières.")
        )
    return sorted(found, key=lambda problem: problem.line or 0)


def _line(loc: Sequence[Step], lines: Mapping[str, int]) -> int | None:
    """Return the line of a place, or of the nearest thing around it that the file has."""
    for length in range(len(loc), 0, -1):
        if (line := lines.get(path_of(loc[:length]))) is not None:
            return line
    return None


def _to_leave_out(model: type[Entry], error: ErrorDetails) -> tuple[Step, ...]:
    """Return the place of what cannot be used: an entry that lacks a part, else the value."""
    loc = error["loc"]
    for length, key in enumerate(loc):
        owner = model_at(model, loc[:length])
        if owner in CAREFUL and isinstance(key, str):
            careful = cast("type[Entry]", owner)
            known = key in careful.model_fields
            meant = key if known else nearest_key(careful, key)
            if meant is None or meant in CAREFUL[careful]:
                return loc[:length]
    return loc[:-1] if error["type"] == "missing" else loc


def _marked(value: YamlValue) -> Any:
    """Copy values, leaving out keys without a value: they are as good as absent."""
    if isinstance(value, dict):
        return {key: _marked(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_marked(inner) for inner in value]
    return value


def _compact(marked: Any) -> Any:
    """Return the values without the places of what was left out."""
    if isinstance(marked, dict):
        return {key: _compact(inner) for key, inner in marked.items()}
    if isinstance(marked, list):
        return [_compact(inner) for inner in marked if inner is not _GONE]
    return marked


def _original(marked: Any, loc: Sequence[Step]) -> tuple[Step, ...]:
    """Return the place in the file of a place among the values that are left."""
    found: list[Step] = []
    for step in loc:
        if isinstance(marked, list) and isinstance(step, int):
            kept = [index for index, inner in enumerate(marked) if inner is not _GONE]
            index = kept[step]
            found.append(index)
            marked = marked[index]
        elif isinstance(marked, dict) and step in marked:
            found.append(step)
            marked = marked[cast("str", step)]
        else:
            break
    return tuple(found)


def _leave_out(marked: Any, place: Sequence[Step]) -> None:
    """Take one value out, unless what holds it is out already."""
    for step in place[:-1]:
        inside = isinstance(marked, list) or (isinstance(marked, dict) and step in marked)
        if not inside:
            return
        marked = marked[step]
    if isinstance(marked, list):
        marked[cast("int", place[-1])] = _GONE
    elif isinstance(marked, dict):
        marked.pop(place[-1], None)


def _kept_lines(marked: Any, lines: Mapping[str, int]) -> dict[str, int]:
    """Return the lines under the places that things have now."""
    if not _has_gone(marked):
        return dict(lines)
    kept = {"": lines.get("", 1)}
    for before, after in _places(marked, (), ()):
        if (line := lines.get(path_of(before))) is not None:
            kept[path_of(after)] = line
    # Keys left empty have no value, yet their line is where to write one.
    kept.update(
        {path: line for path, line in lines.items() if path not in kept and "[" not in path}
    )
    return kept


def _has_gone(marked: Any) -> bool:
    """Tell whether an element of a list was left out, so that those after it have moved."""
    if isinstance(marked, dict):
        return any(_has_gone(inner) for inner in marked.values())
    if isinstance(marked, list):
        return any(inner is _GONE or _has_gone(inner) for inner in marked)
    return False


def _places(
    marked: Any, before: tuple[Step, ...], after: tuple[Step, ...]
) -> Iterator[tuple[tuple[Step, ...], tuple[Step, ...]]]:
    """Yield the place of each value in the file and among the values that are left."""
    if isinstance(marked, dict):
        for key, inner in marked.items():
            places = (*before, key), (*after, key)
            yield places
            yield from _places(inner, *places)
    elif isinstance(marked, list):
        kept = [(index, inner) for index, inner in enumerate(marked) if inner is not _GONE]
        for rank, (index, inner) in enumerate(kept):
            places = (*before, index), (*after, rank)
            yield places
            yield from _places(inner, *places)
