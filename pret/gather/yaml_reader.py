"""YAML as coordinators write it: a small, safe part of the language, with the line of every value.

No anchors, no tags, no merged keys; every key once; `true`, `false` and nothing at all are the only
values that are not text, so that `no`, `010` or `12:30` stay as they were typed. The parser gives
events and this module builds the values itself: nothing is built that was not counted, and neither
depth nor size can exhaust the machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from pret.domain.invisible import INVISIBLE
from pret.errors import ProblemsError
from pret.gather.text_gate import NotTextError, decode_strictly
from pret.gather.yaml_faults import explained
from pret.problems import Problem

YamlValue: TypeAlias = "str | bool | list[YamlValue] | dict[str, YamlValue] | None"

MOST_BYTES = 256 << 10
MOST_NODES = 20_000
MOST_DEPTH = 20
_MOST_PROBLEMS = 20

_CONSTANTS: Mapping[str, bool | None] = {
    "true": True,
    "false": False,
    "null": None,
    "~": None,
    "": None,
}
# A comment has a space after its sign; « Salle #3 » is a text that is about to be cut.
_CUT = re.compile(r":?\s+(#[^\s#].*)$")
_FOREIGN_SPACE = re.compile("^[\u00a0\u202f\u2000-\u200a\u3000]")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a YAML file holds.

    lines: path (`decisions[2].due`) → line in the file, from 1; the empty path is the whole.
    warnings: what was read, but perhaps not as it was meant.
    """

    data: YamlValue
    lines: Mapping[str, int]
    warnings: tuple[Problem, ...] = field(default=())


def read_yaml(content: bytes, file: str) -> Parsed:
    """Read a YAML file whose root is a mapping.

    file: its name in messages. Raises ProblemsError with one sentence for each thing to mend.
    """
    try:
        text = decode_strictly(content, most_bytes=MOST_BYTES)
    except NotTextError as fault:
        raise ProblemsError((Problem(file, fault.line, "", fault.found, fault.remedy),)) from None
    composer = _Composer(file, text)
    try:
        data = composer.document()
    except yaml.MarkedYAMLError as fault:
        composer.refused.append(explained(fault, text, file))
        data = None
    except _TooMuchError as excess:
        composer.refused.append(excess.problem)
        data = None
    if composer.refused:
        raise ProblemsError(tuple(composer.refused[:_MOST_PROBLEMS]))
    return Parsed(data, composer.lines, tuple(composer.warnings))


def joined(path: str, key: str) -> str:
    """Return the path of a key inside the mapping at `path`."""
    return f"{path}.{key}" if path else key


def _events(text: str) -> Iterator[Event]:
    """Yield events one at a time, so that the reader can stop before the parser does."""
    # libyaml takes a tenth of the time; wheels have it, some builds do not.
    parser: Any = getattr(yaml.cyaml, "CParser", yaml.SafeLoader)(text)
    while True:
        event = parser.get_event()
        if event is None or isinstance(event, StreamEndEvent):
            return
        yield event


class _TooMuchError(Exception):
    """The file is deeper or larger than any file written by hand."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


class _Composer:
    """Builds values from the parser's events, counting as it goes."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.rows = file, text.split("\n")
        self.events = _events(text)
        self.lines: dict[str, int] = {"": 1}
        self.refused: list[Problem] = []
        self.warnings: list[Problem] = []
        self.nodes = 0

    def refuse(self, event: Event, where: str, found: str, remedy: str) -> None:
        self.refused.append(Problem(self.file, _line(event), where, found, remedy))

    def document(self) -> YamlValue:
        """Return the value of the only document."""
        data: YamlValue = None
        documents = 0
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents == 2:
                    self.refuse(
                        event,
                        "",
                        "un second document commence ici (ligne « --- »).",
                        "Gardez un seul document par fichier : retirez cette ligne.",
                    )
                    break
            elif isinstance(event, NodeEvent):
                data = self.node(event, "", 0)
        if not self.refused and not isinstance(data, dict):
            self.refused.append(_wrong_root(self.file, data))
        return data

    def node(self, event: NodeEvent, path: str, depth: int) -> YamlValue:
        self.count(event, depth)
        if isinstance(event, AliasEvent):
            self.refuse(
                event,
                path,
                f"« *{event.anchor} » serait un renvoi (alias), ce qui n’est pas permis.",
                'Si c’est un texte, mettez-le entre guillemets droits : "*…".',
            )
            return None
        self.check_plain(event, path)
        if isinstance(event, ScalarEvent):
            return self.scalar(event, path)
        if isinstance(event, SequenceStartEvent):
            return self.sequence(path, depth)
        return self.mapping(path, depth)

    def count(self, event: Event, depth: int) -> None:
        self.nodes += 1
        if depth > MOST_DEPTH:
            found = f"plus de {MOST_DEPTH} niveaux les uns dans les autres."
        elif self.nodes > MOST_NODES:
            found = f"plus de {MOST_NODES} valeurs dans un fichier."
        else:
            return
        remedy = "Aucun fichier du programme n’en demande autant : reprenez-le d’un modèle."
        raise _TooMuchError(Problem(self.file, _line(event), "", found, remedy))

    def check_plain(self, event: NodeEvent, path: str) -> None:
        """Refuse anchors and tags, which no file of a programme needs."""
        if event.anchor is not None:
            self.refuse(
                event,
                path,
                f"« &{event.anchor} » serait une ancre, ce qui n’est pas permis.",
                'Si c’est un texte, mettez-le entre guillemets droits : "&…".',
            )
        if isinstance(event, ScalarEvent | CollectionStartEvent) and event.tag is not None:
            self.refuse(
                event,
                path,
                f"« {event.tag} » serait une étiquette de type, ce qui n’est pas permis.",
                'Si c’est un texte, mettez-le entre guillemets droits : "!…".',
            )

    def scalar(self, event: ScalarEvent, path: str) -> str | bool | None:
        value = str(event.value)
        if match := INVISIBLE.search(value):  # written as « \u0001 » between quotation marks
            found = f"caractère invisible U+{ord(match[0]):04X}."
            self.refuse(event, path, found, "Effacez-le : aucun document ne peut le montrer.")
            return None
        if not event.implicit[0]:  # quoted, or a block of text
            return value
        if _FOREIGN_SPACE.match(value) and self.begins_row(event):
            self.refuse_space(event, path)
        self.warn_if_cut(event, path)
        return _CONSTANTS.get(value, value)

    def begins_row(self, event: Event) -> bool:
        """Tell whether nothing but spaces stands before a value on its line."""
        mark: Any = event.start_mark
        return not self.rows[mark.line][: mark.column].strip()

    def refuse_space(self, event: Event, path: str) -> None:
        self.refuse(
            event,
            path,
            "la ligne commence par une espace insécable au lieu d’espaces ordinaires.",
            "Effacez le début de la ligne et tapez des espaces avec la barre d’espace.",
        )

    def warn_if_cut(self, event: ScalarEvent, path: str) -> None:
        mark: Any = event.end_mark
        row = int(mark.line)
        rest = self.rows[row][mark.column :] if row < len(self.rows) else ""
        if match := _CUT.match(rest):
            self.warnings.append(
                Problem(
                    self.file,
                    row + 1,
                    path,
                    f"le texte après « # » est perdu : « {match[1][:60]} ».",
                    f'Mettez toute la valeur entre guillemets droits : "{event.value} {match[1]}".',
                )
            )

    def sequence(self, path: str, depth: int) -> list[YamlValue]:
        found: list[YamlValue] = []
        for event in self.events:
            if isinstance(event, SequenceEndEvent):
                break
            inner = f"{path}[{len(found)}]"
            self.lines[inner] = _line(event)
            found.append(self.node(cast("NodeEvent", event), inner, depth + 1))
        return found

    def mapping(self, path: str, depth: int) -> dict[str, YamlValue]:
        found: dict[str, YamlValue] = {}
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                break
            key = self.key(cast("NodeEvent", event), path, depth, found)
            inner = joined(path, key)
            self.lines.setdefault(inner, _line(event))
            value = cast("NodeEvent", next(self.events))
            found.setdefault(key, self.node(value, inner, depth + 1))
        return found

    def key(self, event: NodeEvent, path: str, depth: int, known: Mapping[str, YamlValue]) -> str:
        """Return a mapping's key, refusing those that are no plain text and those seen before."""
        if not isinstance(event, ScalarEvent):
            self.node(event, path, depth + 1)
            self.refuse(event, path, "une clé doit être un mot.", "Écrivez « clé: valeur ».")
            return "?"
        self.check_plain(event, path)
        key = str(event.value)
        if _FOREIGN_SPACE.match(key):
            self.refuse_space(event, path)
        elif key in ("", "<<"):
            self.refuse(event, path, f"« {key}: » n’est pas une clé.", "Retirez cette ligne.")
        elif key in known:
            first = self.lines[joined(path, key)]
            self.refuse(
                event,
                joined(path, key),
                f"la clé « {key} » est écrite deux fois (lignes {first} et {_line(event)}).",
                "Gardez-en une seule.",
            )
        return key


def _wrong_root(file: str, data: YamlValue) -> Problem:
    if data is None:
        found, remedy = "le fichier est vide.", "Écrivez-y au moins « version: 1 »."
        return Problem(file, None, "", found, remedy)
    kind = "une liste" if isinstance(data, list) else "un simple texte"
    found = f"le fichier contient {kind} au lieu de lignes « clé: valeur »."
    return Problem(file, 1, "", found, "Commencez par « version: 1 », puis une clé par ligne.")


def _line(event: Event) -> int:
    mark: Any = event.start_mark
    return int(mark.line) + 1
