"""OpenDocument elements: names, building, and text whose every space counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from lxml import etree

from pret.render.openxml import Element, printable

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
#: Prefixes and names of OpenDocument 1.3, part 3, and LibreOffice's extension for decorations.
NAMESPACES = {
    "office": f"{_OASIS}office:1.0",
    "style": f"{_OASIS}style:1.0",
    "text": f"{_OASIS}text:1.0",
    "table": f"{_OASIS}table:1.0",
    "draw": f"{_OASIS}drawing:1.0",
    "fo": f"{_OASIS}xsl-fo-compatible:1.0",
    "svg": f"{_OASIS}svg-compatible:1.0",
    "number": f"{_OASIS}datastyle:1.0",
    "meta": f"{_OASIS}meta:1.0",
    "config": f"{_OASIS}config:1.0",
    "manifest": f"{_OASIS}manifest:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}
VERSION = "1.3"

# A space stands as itself only between two other signs: OpenDocument 1.3, part 3, 6.1.2 drops
# the others, and would drop one next to the border of a span.
_PIECES = re.compile(r"(\r\n|[\n\r\t]| {2,}|(?<![^\n\r\t]) | (?![^\n\r\t]))")


@cache
def named(name: str) -> str:
    """Return a qualified name from a prefixed one: `named("text:p")`."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def node(name: str, attributes: Mapping[str, str] | None = None, *children: Element) -> Element:
    """Build an element; its name and its attributes' names are prefixed ones."""
    made = etree.Element(named(name))
    for key, value in (attributes or {}).items():
        made.set(named(key), value)
    made.extend(children)
    return made


def root(name: str, *children: Element) -> Element:
    """Build the root element of a part of a document."""
    prefix = name.partition(":")[0]
    made = etree.Element(named(name), nsmap=NAMESPACES)
    made.set(named(f"{prefix}:version"), VERSION)
    made.extend(children)
    return made


def part(top: Element) -> bytes:
    """Return a part's bytes."""
    etree.cleanup_namespaces(top)
    return etree.tostring(top, xml_declaration=True, encoding="UTF-8")


def add_text(parent: Element, value: str) -> None:
    """Add text at the end of an element: spaces, tabs and line breaks all arrive."""
    for piece in _PIECES.split(printable(value)):
        if not piece:
            continue
        if piece == "\t":
            parent.append(node("text:tab"))
        elif piece[0] in "\r\n":
            parent.append(node("text:line-break"))
        elif piece[0] == " ":
            count = {"text:c": str(len(piece))} if len(piece) > 1 else None
            parent.append(node("text:s", count))
        else:
            _append(parent, piece)


def _append(parent: Element, value: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + value
    else:
        parent.text = (parent.text or "") + value


def holding(name: str, value: str, attributes: Mapping[str, str] | None = None) -> Element:
    """Build an element that holds plain text and nothing else, such as a field."""
    made = node(name, attributes)
    made.text = printable(value)
    return made


def paragraph(style: str, *content: str | Element, tag: str = "text:p") -> Element:
    """Build a paragraph in a style, by the style's name in the file."""
    made = node(tag, {"text:style-name": style})
    for each in content:
        if isinstance(each, str):
            add_text(made, each)
        else:
            made.append(each)
    return made


def span(style: str, *content: str | Element) -> Element:
    """Build a stretch of text in a character style."""
    return paragraph(style, *content, tag="text:span")


def paragraphs(blocks: Iterable[Element]) -> list[Element]:
    """Return the paragraphs and headings of some blocks, those of lists included, not of tables."""
    found: list[Element] = []
    for block in blocks:
        if block.tag in (named("text:p"), named("text:h")):
            found.append(block)
        elif block.tag in (named("text:list"), named("text:list-item")):
            found += paragraphs(block)
    return found


def says(block: Element) -> bool:
    """Tell whether an element holds anything."""
    return bool(len(block)) or bool(block.text)


def mm(length_mm: float) -> str:
    """Return a length as OpenDocument writes it."""
    return f"{length_mm:.2f}mm"


def pt(length_pt: float) -> str:
    """Return a length in points, without needless zeros."""
    return f"{length_pt:g}pt"
