"""What files say of one another: codes that nobody has, absent files, codes given twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from difflib import get_close_matches
from typing import TypeVar

from pydantic import BaseModel

from pret.domain.facts.meeting import Meeting, Report
from pret.domain.french import hour, short_day
from pret.domain.gathered import Sourced
from pret.gather.shapes import Step, path_of, patterns, place_of
from pret.problems import Problem

M = TypeVar("M", bound=BaseModel)

PERSON = r"^P-\d{3}$"
CONSENT = r"^C-\d{3}$"
_CODE = r"^[a-z][a-z0-9-]*$"

#: Codes that a file gives and uses itself; those of another milestone's file are not checked here.
_OWN = {
    r"^P\d{1,2}$": "ce prototype",
    r"^C\d{1,2}$": "cette proposition",
    r"^T\d{1,2}$": "cette tension",
    r"^E\d{1,2}$": "cette ligne de la grille",
}
_SITE_KEYS = frozenset({"site", "sites", "base_camp", "local"})
_PARTNER_KEYS = frozenset({"partner", "funder"})
_SHOWN_CODES = 12
_SPANS = (("first_day", "last_day"), ("start", "end"))


@dataclass(frozen=True, slots=True)
class Known:
    """What may be referred to. A set that is None is not checked."""

    people: frozenset[str] | None = None
    consents: frozenset[str] | None = None
    sites: frozenset[str] | None = None
    partners: frozenset[str] | None = None
    photos: frozenset[str] | None = None
    notes: frozenset[str] | None = None
    reports: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A text of a value, with where it stands."""

    owner: type[BaseModel]
    key: str
    loc: tuple[Step, ...]
    text: str
    patterns: frozenset[str] = field(default=frozenset())


def reference_problems(sourced: Sourced[M], known: Known) -> tuple[Problem, ...]:
    """Return every reference to something that is not known, in the order of the file."""
    found = tuple(mentions(sourced.value))
    own = {
        pattern: frozenset(m.text for m in found if m.key == "code" and pattern in m.patterns)
        for pattern in _OWN
    }
    problems = [
        _problem(sourced, mention, *told)
        for mention in found
        if (told := _unknown(mention, known, own)) is not None
    ]
    backwards = _backwards(sourced, sourced.value, ())
    return (*problems, *_twice(sourced, found), *backwards)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems as somebody goes through them: file by file, from top to bottom."""
    return tuple(sorted(problems, key=lambda problem: (problem.file, problem.line or 0)))


def placed(sourced: Sourced[M], loc: tuple[Step, ...], found: str, remedy: str) -> Problem:
    """Return a problem at a place of a value, with its line and its French name."""
    model = type(sourced.value)
    line = next(
        (
            sourced.lines[path]
            for length in range(len(loc), 0, -1)
            if (path := path_of(loc[:length])) in sourced.lines
        ),
        None,
    )
    return Problem(sourced.file, line, place_of(model, loc), found, remedy)


def mentions(value: BaseModel, loc: tuple[Step, ...] = ()) -> Iterator[Mention]:
    """Yield every text of a value, in the order of its fields."""
    for key in type(value).model_fields:
        inside = getattr(value, key)
        many = inside if isinstance(inside, tuple) else (inside,)
        for rank, one in enumerate(many):
            place = (*loc, key, rank) if isinstance(inside, tuple) else (*loc, key)
            if isinstance(one, BaseModel):
                yield from mentions(one, place)
            elif isinstance(one, str):
                yield Mention(type(value), key, place, str(one), patterns(type(value), key))


def _unknown(
    mention: Mention, known: Known, own: Mapping[str, frozenset[str]]
) -> tuple[str, str] | None:
    """Return what is wrong with a reference and what to do, or None when nothing is."""
    text, key = mention.text, mention.key
    if key == "code":
        return None
    if re.match(PERSON, text) and not mention.patterns:
        return (
            f"« {text} » est un code, et ce champ s’imprime comme il est écrit.",
            "Écrivez le nom de la personne, ou sa fonction.",
        )
    if PERSON in mention.patterns:
        return _absent(text, known.people, "cette personne", "people.yaml")
    if CONSENT in mention.patterns:
        return _absent(text, known.consents, "cette autorisation", "people.yaml")
    if _CODE in mention.patterns and key in _SITE_KEYS:
        return _absent(text, known.sites, "ce site", "programme.yaml")
    if _CODE in mention.patterns and key in _PARTNER_KEYS:
        return _absent(text, known.partners, "ce partenaire", "programme.yaml")
    for pattern in mention.patterns & own.keys():
        return _absent(text, own[pattern] or None, _OWN[pattern], "ce fichier")
    if key in ("photo", "photos"):
        return _no_file(text, known.photos, "photos")
    if key == "note":
        return _no_file(text, known.notes, "notes")
    if key == "file" and issubclass(mention.owner, Report):
        return _no_file(text, known.reports, "reports")
    return None


def _absent(
    text: str, known: frozenset[str] | None, what: str, file: str
) -> tuple[str, str] | None:
    if known is None or text in known:
        return None
    found = f"« {text} » : {what} n’est pas dans {file}."
    if 0 < len(known) <= _SHOWN_CODES:
        return found, f"Codes connus : {', '.join(sorted(known))}."
    return found, f"Ajoutez-la dans {file}, ou corrigez le code."


def _no_file(text: str, known: frozenset[str] | None, folder: str) -> tuple[str, str] | None:
    if known is None or text in known:
        return None
    found = f"« {text} » n’est pas dans le dossier {folder}/."
    near = get_close_matches(text.removeprefix(f"{folder}/"), known, n=1, cutoff=0.7)
    if near:
        return found, f"Vouliez-vous dire « {near[0]} » ?"
    return found, "Déposez-y le fichier, ou retirez la mention."


def _problem(sourced: Sourced[M], mention: Mention, found: str, remedy: str) -> Problem:
    return placed(sourced, mention.loc, found, remedy)


def _twice(sourced: Sourced[M], mentions: Iterable[Mention]) -> Iterator[Problem]:
    """Yield the codes that two entries of one list bear."""
    seen: Counter[tuple[tuple[Step, ...], str]] = Counter()
    for mention in mentions:
        if mention.key not in ("code", "milestone") or len(mention.loc) < 2:
            continue
        listed = mention.loc[:-2], mention.text
        seen[listed] += 1
        if seen[listed] == 2:
            told = f"le code « {mention.text} » est donné deux fois."
            remedy = "Donnez un code à chacun."
            if mention.key == "milestone":
                remedy = "Gardez une seule des deux entrées."
            yield placed(sourced, mention.loc, told, remedy)


def _backwards(sourced: Sourced[M], value: BaseModel, loc: tuple[Step, ...]) -> Iterator[Problem]:
    """Yield the spans of days or hours that end before they begin.

    Not the hours of a meeting: one of several days may begin at 14 h and end at noon.
    """
    for first, last in _SPANS:
        if isinstance(value, Meeting) or not {first, last} <= type(value).model_fields.keys():
            continue
        begins, ends = getattr(value, first), getattr(value, last)
        if begins is not None and ends is not None and ends < begins:
            said = f"la fin ({_in_words(ends)}) vient avant le début ({_in_words(begins)})."
            yield placed(sourced, (*loc, last), said, "Corrigez l’un des deux.")
    for key in type(value).model_fields:
        inside = getattr(value, key)
        for rank, one in enumerate(inside if isinstance(inside, tuple) else (inside,)):
            if isinstance(one, BaseModel):
                place = (*loc, key, rank) if isinstance(inside, tuple) else (*loc, key)
                yield from _backwards(sourced, one, place)


def _in_words(moment: date | time) -> str:
    return hour(moment) if isinstance(moment, time) else short_day(moment)
