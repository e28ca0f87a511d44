"""A document tree as JSON and back, so that an issued version can be compared with a later one."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from types import ModuleType
from typing import Any

from pret.domain import charts, origins, tree, tree_document
from pret.domain.tree_document import Document

_KIND = "@"  # no field of the tree is called so


def _classes(*modules: ModuleType) -> dict[str, type[Any]]:
    found = (value for module in modules for value in vars(module).values())
    return {each.__name__: each for each in found if isinstance(each, type)}


_CLASSES = _classes(charts, origins, tree, tree_document)


def encoded(document: Document) -> bytes:
    """Return a document as UTF-8 JSON; equal documents give the same bytes."""
    return json.dumps(_plain(document), ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


def decoded(content: bytes) -> Document:
    """Return the document that was encoded.

    Raises ValueError when it was written by a version whose tree has other kinds or fields.
    """
    try:
        found = _value(json.loads(content.decode("utf-8", "surrogatepass")))
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a tree of this version: {error}") from error
    if not isinstance(found, Document):
        raise ValueError("not a document")  # noqa: TRY004 - what is wrong is the content
    return found


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return {_KIND: type(value).__name__, "value": value.value}
        case date():
            return {_KIND: "date", "value": value.isoformat()}
        case Decimal():
            return {_KIND: "decimal", "value": str(value)}
        case tuple():
            return [_plain(each) for each in value]
        case _ if is_dataclass(value):
            said = {each.name: getattr(value, each.name) for each in _said(value)}
            return {_KIND: type(value).__name__} | {key: _plain(each) for key, each in said.items()}
        case _:
            return value


def _said(value: Any) -> list[Any]:
    """Return the fields that differ from their defaults: the rest need not be written."""
    return [
        each
        for each in fields(value)
        if each.default is MISSING or getattr(value, each.name) != each.default
    ]


def _value(plain: Any) -> Any:
    if isinstance(plain, list):
        return tuple(_value(each) for each in plain)
    if not isinstance(plain, dict):
        return plain
    kind = plain[_KIND]
    if kind == "date":
        return date.fromisoformat(plain["value"])
    if kind == "decimal":
        return Decimal(plain["value"])
    said = {key: _value(each) for key, each in plain.items() if key != _KIND}
    made = _CLASSES[kind]
    return made(said["value"]) if issubclass(made, Enum) else made(**said)
