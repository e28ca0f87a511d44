"""WordprocessingML elements: names, building, and the order in which Word wants properties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml gives its element class no public name

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

#: Twips: the margins of a cell, both sides together, as in the reference's table style.
CELL_MARGINS = 170
TWIPS_PER_PT = 20
TWIPS_PER_MM = 1440 / 25.4
EMU_PER_TWIP = 635

# ECMA-376 part 1, 17.3.1.26 (CT_PPr): children in this order, else the file is invalid.
_PARAGRAPH_ORDER = re.findall(
    r"\w+",
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr"
    " shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE"
    " autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents"
    " suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr"
    " sectPr pPrChange",
)
_PARAGRAPH_RANK = {f"{{{W}}}{name}": rank for rank, name in enumerate(_PARAGRAPH_ORDER)}

# The same for runs: 17.3.2.28 (CT_RPr).
_RUN_ORDER = re.findall(
    r"\w+",
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof"
    " snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd"
    " fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
)
_RUN_RANK = {f"{{{W}}}{name}": rank for rank, name in enumerate(_RUN_ORDER)}

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def twips(length_mm: float) -> str:
    """Return a length as OpenXML tells it. length_mm: in millimetres."""
    return str(round(length_mm * TWIPS_PER_MM))


def parse(xml: bytes) -> Element:
    """Parse one part of a package, without entities and without network."""
    return etree.fromstring(xml, _PARSER)


def serialise(root: Element) -> bytes:
    """Return a part's bytes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def w(name: str) -> str:
    """Return a qualified WordprocessingML name: `w("p")`."""
    return f"{{{W}}}{name}"


def element(name: str, *children: Element, **attributes: str) -> Element:
    """Build a WordprocessingML element; attributes are in the same namespace."""
    made = etree.Element(w(name), nsmap={"w": W})
    for key, value in attributes.items():
        made.set(w(key), value)
    made.extend(children)
    return made


def part_reference(name: str, relation: str, kind: str) -> Element:
    """Build a section's reference to a head or a foot, by its relation; kind: of pages.

    Its prefixes are its own: lxml would take those that some library of the process registered.
    """
    made = etree.Element(w(name), nsmap={"w": W, "r": R})
    made.set(f"{{{R}}}id", relation)
    made.set(w("type"), kind)
    return made


def printable(value: str) -> str:
    """Drop the characters that XML cannot carry: controls, lone surrogates, non-characters."""
    return _NOT_XML.sub("", value)


def text_element(name: str, value: str) -> Element:
    """Build an element holding text whose spaces count (`t`, `instrText`)."""
    made = element(name)
    made.text = printable(value)
    made.set(XML_SPACE, "preserve")
    return made


def run(*children: Element) -> Element:
    """Build a run."""
    return element("r", *children)


def text_run(value: str) -> Element:
    """Build a run of plain text."""
    return run(text_element("t", value))


def field(instruction: str, shown: str) -> tuple[Element, ...]:
    """Build the runs of a field with the result that it shows until Word updates it."""
    return (
        run(element("fldChar", fldCharType="begin")),
        run(text_element("instrText", f" {instruction} ")),
        run(element("fldChar", fldCharType="separate")),
        text_run(shown),
        run(element("fldChar", fldCharType="end")),
    )


def field_simple(instruction: str, shown: str) -> Element:
    """Build a field in one element, with the result that it shows until Word updates it."""
    return element("fldSimple", text_run(shown), instr=f" {instruction} ")


def paragraph(style: str, *children: Element) -> Element:
    """Build a paragraph in a style, by the style's id."""
    return element("p", element("pPr", element("pStyle", val=style)), *children)


def properties(block: Element) -> Element:
    """Return a paragraph's properties, made if absent."""
    found = block.find(w("pPr"))
    if found is None:
        found = element("pPr")
        block.insert(0, found)
    return found


def set_property(block: Element, wanted: Element) -> None:
    """Put one property into a paragraph, at its place, instead of one of the same name."""
    own = properties(block)
    for old in own.findall(wanted.tag):
        own.remove(old)
    rank = _PARAGRAPH_RANK[str(wanted.tag)]
    place = sum(1 for child in own if _PARAGRAPH_RANK.get(str(child.tag), -1) < rank)
    own.insert(place, wanted)


def tidy_runs(root: Element) -> None:
    """Put run properties in order, each once: pandoc repeats bold inside bold, and the like."""
    for own in root.iter(w("rPr")):
        if len(own) > 1:
            first = {child.tag: child for child in reversed(own)}
            own[:] = sorted(first.values(), key=lambda child: _RUN_RANK.get(str(child.tag), 0))


def style_of(block: Element) -> str:
    """Return the id of a paragraph's style, empty when it has none."""
    found = block.find(f"{w('pPr')}/{w('pStyle')}")
    return "" if found is None else found.get(w("val"), "")


def is_list_item(block: Element) -> bool:
    """Tell whether a paragraph carries a list's numbering."""
    return block.find(f"{w('pPr')}/{w('numPr')}") is not None


def cell_room(cell: Element) -> int:
    """Return the width of a cell's text in twips; the cell must know its own width (`tcW`)."""
    own = cell.find(f"{w('tcPr')}/{w('tcW')}")
    return int(own.get(w("w"), "0")) - CELL_MARGINS if own is not None else 0


def elements_of(parent: Element) -> Iterator[Element]:
    """Yield a parent's child elements, without comments and processing instructions."""
    return (child for child in parent if isinstance(child.tag, str))


def before_end(part: bytes, addition: str) -> bytes:
    """Return a part with something added as the last child of its root."""
    head, closing = part.rstrip().rsplit(b"</", 1)
    return head + addition.encode() + b"</" + closing
