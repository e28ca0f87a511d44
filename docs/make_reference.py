"""Writes docs/reference.md: every file of a programme with its fields, told from the models.

Run it after a change of the models: `.venv/bin/python docs/make_reference.py`.
"""
# ruff: noqa: INP001 - a script beside the page that it writes, not a package

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from pret.domain.budget import Expense
from pret.domain.completeness import NEEDS
from pret.domain.documents import AUDIENCE_LABELS, SHAPES, DocumentKind
from pret.domain.facts import FACTS
from pret.domain.fields import hint_of, label_of, owed_by
from pret.domain.material import Interview, PhotoList
from pret.domain.milestones import (
    NUMBERED,
    PHASE_LABELS,
    MilestoneKind,
    Phase,
    documents_owed,
    milestone_label,
)
from pret.domain.people import People
from pret.domain.programme import Programme
from pret.domain.schedule import Calendar
from pret.gather.shapes import arms, choices, model_inside, patterns

PAGE = Path(__file__).with_name("reference.md")

_INTRODUCTION = """\
# Référence des fichiers

<!-- Page écrite par docs/make_reference.py à partir des modèles : ne la modifiez pas à la main. -->

Tous les fichiers d’un programme, champ par champ. Le [guide](guide.md) dit quand et pourquoi les
remplir ; cette page dit seulement comment.

Chaque champ porte l’un de ces trois mots :

- **indispensable** : sans lui, l’entrée n’a pas de sens ; elle est laissée de côté, et
  `pret check` le dit ;
- **demandé** : un document en a besoin ; tant qu’il manque, ce document sort en brouillon, avec la
  marque `[À COMPLÉTER : …]` à sa place ;
- **facultatif** : son absence ne se voit pas.

Comment s’écrivent les valeurs :

| Forme | Exemple |
|---|---|
| ligne | `title: Une soirée à l’internat` ; entre guillemets droits si elle contient « : » |
| texte | plusieurs paragraphes, après `|` et en retrait ; emphase, listes et liens de Markdown |
| date | `2027-05-11` : année, mois, jour |
| heure | `9 h 30` ou `14:30` |
| montant | `105 400` ou `1234,50`, en euros |
| oui ou non | `true` ou `false` |
| liste | un élément par ligne, chacun après un tiret et une espace : `- …` |
| entrée | une suite de clés, en retrait sous la sienne |

Un code relie les fichiers entre eux : une personne s’écrit `P-014` partout où il est question
d’elle. Une clé inconnue, une clé écrite deux fois, une date qui n’existe pas ou un code que rien
ne définit sont signalés avec leur ligne, tous à la fois. Chaque fichier YAML commence par
`version: 1`.
"""

#: How each kind of code is written, by the pattern that it must match.
_CODES: Mapping[str, str] = {
    r"^P-\d{3}$": "code de personne, comme `P-014`",
    r"^C-\d{3}$": "code d’autorisation, comme `C-021`",
    r"^E-\d{2,3}$": "code d’entretien, comme `E-07`",
    r"^P\d{1,2}$": "code de prototype, comme `P3`",
    r"^C\d{1,2}$": "code de proposition, comme `C5`",
    r"^T\d{1,2}$": "code de tension, comme `T2`",
    r"^E\d{1,2}$": "code de ligne de la grille, comme `E4`",
    r"^[a-z][a-z0-9-]*$": "code en minuscules, sans accent ni espace",
    r"^(M\.|Mme)$": "`M.` ou `Mme`",
    r"^https?://": "adresse en http:// ou https://",
    r"^[0-9A-Fa-f]{6}$": "couleur en six chiffres hexadécimaux, comme `0B5A5E`",
    r"^fr(-[A-Z]{2})?$": "`fr-FR`",
    r"^(0[1-9]|[1-8]\d|9[0-5]|2[AB]|9[78]\d)$": "numéro de département, comme `69` ou `2A`",
}
_WORDS: Mapping[type[Any], str] = {
    bool: "oui ou non",
    Decimal: "montant",
    date: "date",
    time: "heure",
}


@dataclass(frozen=True, slots=True)
class File:
    """One kind of file: what it is called, what it is for, the model of its content."""

    title: str
    about: str
    model: type[BaseModel]


@dataclass(frozen=True, slots=True)
class Part:
    """Entries held by a field: path from the file's root, the field's label, their model."""

    path: str
    label: str
    model: type[BaseModel]


_OWN = (
    File(
        "programme.yaml",
        "Le programme : titre, politique, partenaires, sites, équipe, budget. C’est le seul "
        "fichier sans lequel rien ne se fait. `lab_day_rule` place les journées labo après "
        "chaque semaine d’immersion, avant chacune d’elles, ou entre elles. Les sommes du budget "
        "sont vérifiées.",
        Programme,
    ),
    File(
        "people.yaml",
        "Tout le monde, une seule fois, sous un code ; et les autorisations : image, voix ou "
        "citation. Une autorisation dont un seul champ est faux est laissée de côté.",
        People,
    ),
    File(
        "calendar.yaml",
        "Les dates. Un temps fort sans date n’y figure pas encore. `milestone` est le code du "
        "temps fort, comme `lab-day-1`.",
        Calendar,
    ),
    File(
        "expenses.csv ou expenses.xlsx",
        "Les dépenses, une par ligne, facultatives. La première ligne porte les titres des "
        "colonnes, en français (« Ligne du budget ») ou par leur clé (`line`).",
        Expense,
    ),
    File(
        "photos/photos.yaml ou photos/photos.xlsx",
        "Les photos d’un temps fort. Une photo sans entrée n’est pas montrée. Le tableur a une "
        "photo par ligne, les mêmes colonnes en français ou par leur clé, et plusieurs codes dans "
        "une cellule se séparent par « ; ». Étiquettes reconnues : `cover` (couverture), `map` "
        "(carte du voyage), `portrait:CODE` (portrait d’un site), `prototype:CODE`.",
        PhotoList,
    ),
    File(
        "interviews/*.yaml",
        "Un entretien par fichier, sous le nom de fichier que vous voulez. `named` demande une "
        "personne et son autorisation de citation.",
        Interview,
    ),
)


def reference() -> str:
    """Return the whole page."""
    files = (*_OWN, *(_milestone_file(kind) for kind in MilestoneKind))
    shared = _shared(files)
    sections = [_INTRODUCTION, _documents(), *(_file(file, frozenset(shared)) for file in files)]
    return "\n".join([*sections, _common(shared)])


def _label(kind: MilestoneKind) -> str:
    """Return the name of a kind of milestone, without the number of those that repeat."""
    return milestone_label(kind, 1).removesuffix(" 1")


def _milestone_file(kind: MilestoneKind) -> File:
    folder = f"{kind}-1" if kind in NUMBERED else str(kind)
    about = f"Dans le dossier qui finit par `{folder}`."
    if "meeting" in FACTS[kind].model_fields:
        about += " Pour `meeting`, voir [Parties communes](#parties-communes)."
    return File(f"milestone.yaml : {_label(kind).lower()}", about, FACTS[kind])


def _documents() -> str:
    """Return the table of all documents, and the material that some need at least."""
    rows = [
        f"| {_label(kind)} | {PHASE_LABELS[phase]} | {SHAPES[document].label} | `{document}` "
        f"| {AUDIENCE_LABELS[SHAPES[document].audience]} | {', '.join(SHAPES[document].formats)} |"
        for kind in MilestoneKind
        for phase in Phase
        for document in documents_owed(kind, phase)
    ]
    needs = [
        f"- {SHAPES[document].label.lower()} : "
        + ", ".join(
            f"{need.what} (au moins {need.least}, dans `{need.folder}/`)"
            for need in NEEDS[document]
        )
        for document in DocumentKind
        if document in NEEDS
    ]
    head = (
        "| Temps fort | Phase | Document | Code | Pour qui | Formats |\n|---|---|---|---|---|---|"
    )
    told = "\nCertains demandent un minimum de matière :\n"
    return "\n".join(["## Les documents\n", head, *rows, told, *needs, ""])


def _file(file: File, shared: frozenset[type[BaseModel]]) -> str:
    lines = [f"## {file.title}\n", f"{file.about}\n", *_table(file.model), ""]
    for part in _parts(file.model, "", shared):
        lines += _part(f"`{part.path}`", part)
    return "\n".join(lines)


def _common(shared: Mapping[type[BaseModel], list[Part]]) -> str:
    """Return the entries that several files hold, told once."""
    lines = ["## Parties communes\n", "Ces entrées ont la même forme dans plusieurs fichiers.\n"]
    for parts in shared.values():
        paths = dict.fromkeys(f"`{part.path}`" for part in parts)
        lines += _part(", ".join(paths), parts[0])
    return "\n".join(lines).rstrip() + "\n"


def _part(name: str, part: Part) -> list[str]:
    return [f"### {name} : {part.label.lower()}\n", *_table(part.model), ""]


def _shared(files: tuple[File, ...]) -> dict[type[BaseModel], list[Part]]:
    """Return the models that more than one file holds, each with its places."""
    places: dict[type[BaseModel], list[Part]] = {}
    holders: dict[type[BaseModel], set[str]] = {}
    for file in files:
        for part in _parts(file.model, "", frozenset()):
            places.setdefault(part.model, []).append(part)
            holders.setdefault(part.model, set()).add(file.title)
    return {model: places[model] for model in places if len(holders[model]) > 1}


def _parts(
    model: type[BaseModel], path: str, skipped: frozenset[type[BaseModel]]
) -> Iterator[Part]:
    """Yield the entries that a model holds, each with those that it holds in turn."""
    for key, field in model.model_fields.items():
        inner = model_inside(field.annotation)
        if inner is None or inner in skipped:
            continue
        place = f"{path}.{key}" if path else key
        place += "[]" if _is_list(field) else ""
        yield Part(place, label_of(model, key), inner)
        yield from _parts(inner, place, skipped)


def _table(model: type[BaseModel]) -> list[str]:
    """Return a model's fields; who asks for them is told once when it is the same for all."""
    askers = {asker for key in model.model_fields if (asker := _asker(model, key))}
    rows = [
        f"| `{key}` | {label_of(model, key)} | {_asked(model, key, with_asker=len(askers) > 1)} "
        f"| {_shape(model, key)} |"
        for key in model.model_fields
    ]
    head = ["| Clé | Ce que c’est | Statut | Comment l’écrire |", "|---|---|---|---|"]
    told = [f"Document qui demande : {next(iter(askers))}.\n"] if len(askers) == 1 else []
    return [*told, *head, *rows]


def _asker(model: type[BaseModel], key: str) -> str:
    documents = owed_by(model, key) or ()
    return ", ".join(SHAPES[kind].label.lower() for kind in documents)


def _asked(model: type[BaseModel], key: str, *, with_asker: bool) -> str:
    """Return the word of a field, with the documents that ask for it where they differ."""
    if model.model_fields[key].is_required():
        return "indispensable"
    if owed_by(model, key) is None:
        return "facultatif"
    asker = _asker(model, key)
    return f"demandé ({asker})" if asker and with_asker else "demandé"


def _shape(model: type[BaseModel], key: str) -> str:
    field = model.model_fields[key]
    said = _kind(model, key, field)
    if _is_list(field):
        said = "liste d’entrées" if model_inside(field.annotation) else f"liste ({said})"
    default = field.get_default()
    if isinstance(default, Enum | bool | int | Decimal | str):
        value = default.value if isinstance(default, Enum) else default
        said += f" ; sans lui : `{str(value).lower() if isinstance(default, bool) else value}`"
    hint = hint_of(model, key)
    return f"{said} ; {hint}" if hint else said


def _kind(model: type[BaseModel], key: str, field: FieldInfo) -> str:
    """Return how one value of a field is written. Raises KeyError for a pattern not told here."""
    allowed = choices(field.annotation)
    if allowed:
        return ", ".join(f"`{value}`" + (f" ({said})" if said else "") for value, said in allowed)
    pattern = next(iter(patterns(model, key)), None)
    if pattern is not None:
        return _CODES[pattern]
    kind = next(arms(field.annotation))
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return "entrée"
    if kind in _WORDS:
        return _WORDS[kind]
    limits = [field.annotation, *field.metadata]
    if kind is int:
        return _whole_number(limits)
    # `Prose` and `Line` are the same to pydantic; only the model's source tells them apart.
    word = "texte" if "Prose" in str(model.__annotations__[key]) else "ligne"
    longest = next(_found(limits, "max_length"), None)
    return f"{word}, {longest} caractères au plus" if longest else word


def _whole_number(limits: list[Any]) -> str:
    least, most = next(_found(limits, "ge"), None), next(_found(limits, "le"), None)
    if least is not None and least == most:
        return f"`{least}`"
    if most is not None:
        return f"nombre entier, de {least} à {most}"
    return f"nombre entier, {least} ou plus" if least is not None else "nombre entier"


def _found(things: list[Any], name: str) -> Iterator[Any]:
    """Yield what annotations say under a name (`ge`, `le`, `max_length`)."""
    for thing in things:
        if isinstance(thing, FieldInfo):
            yield from _found(list(thing.metadata), name)
        elif get_origin(thing) is not None and not isinstance(thing, StringConstraints):
            yield from _found(list(get_args(thing)), name)
        elif getattr(thing, name, None) is not None:
            yield getattr(thing, name)


def _is_list(field: FieldInfo) -> bool:
    return any(
        get_origin(each) is tuple for each in (field.annotation, *get_args(field.annotation))
    )


if __name__ == "__main__":
    PAGE.write_text(reference(), "utf-8")
