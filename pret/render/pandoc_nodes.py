"""Nodes of pandoc's JSON tree, and the tree as bytes."""

from __future__ import annotations

import json
from typing import Any, TypeAlias

from pret.render.openxml import printable
from pret.render.word_styles import NAMES, StyleId

#: One node of pandoc's tree: {"t": constructor, "c": contents}.
Node: TypeAlias = dict[str, Any]

#: Attributes of a node that has none: id, classes, key-value pairs.
PLAIN: list[Any] = ["", [], []]
_API_VERSION = [1, 23, 1]


def to_json(blocks: list[Node], language: str) -> bytes:
    """Return blocks as pandoc reads them on its standard input."""
    meta = {"lang": {"t": "MetaString", "c": language}}
    tree = {"pandoc-api-version": _API_VERSION, "meta": meta, "blocks": blocks}
    return json.dumps(tree, separators=(",", ":")).encode()


def dressed_line(style: StyleId, content: list[Node]) -> Node:
    """Return one paragraph of inline nodes in a paragraph style."""
    return dressing(style, [node("Para", content)])


def text_line(style: StyleId, value: str) -> Node:
    """Return one paragraph of plain text in a paragraph style."""
    return dressed_line(style, [text(value)])


def dressing(style: StyleId, nodes: list[Node]) -> Node:
    """Return blocks whose paragraphs take a style."""
    return node("Div", [["", [], [["custom-style", NAMES[style]]]], nodes])


def span(style: StyleId, nodes: list[Node]) -> Node:
    """Return inline nodes in a character style."""
    return node("Span", [["", [], [["custom-style", NAMES[style]]]], nodes])


def raw(kind: str, xml: str) -> Node:
    """Return OpenXML of our own making. kind: `RawBlock` or `RawInline`."""
    return node(kind, ["openxml", xml])


def text(value: str) -> Node:
    """Return plain text, spaces included."""
    return node("Str", printable(value))


def node(kind: str, content: Any) -> Node:
    """Return a node of a kind that has contents."""
    return {"t": kind, "c": content}
