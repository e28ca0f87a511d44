"""The parts around a Word document's text: relations, running heads, lists, properties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pret.domain.tree_document import STATUS_LABELS, Document
from pret.render.layout_rules import issuer, programme_line, status_line
from pret.render.office_properties import CoreProperties, app_part, core_part, custom_part
from pret.render.openxml import (
    WP,
    Element,
    before_end,
    element,
    parse,
    printable,
    serialise,
    set_property,
    w,
)

#: Custom properties: the id that a returned file brings back, and what the footer shows.
REFERENCE_PROPERTY = "pret-reference"
DOCUMENT_PROPERTY = "pret-document"
ISSUER_PROPERTY = "pret-issuer"
STATUS_PROPERTY = "pret-status"

#: Twips: the indent of each level of a list, and the room of its bullet or number.
LIST_LEVEL, LIST_HANGING = 400, 300
_PANDOC_LEVEL = 720
# pandoc numbers the drawings of the text from 1; those of running heads stay clear of them.
_FIRST_DRAWING = 800_000
_INDENT = re.compile(r'<w:ind w:left="(\d+)" w:hanging="\d+"')

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
_RELATION_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
_RELATIONS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"


def add_part(parts: dict[str, bytes], name: str, kind: str, content: bytes) -> str:
    """Add `word/NAME` to a package and return the id by which the document refers to it.

    kind: `header` or `footer`.
    """
    relation = "rIdPret" + re.sub(r"\W", "", name.removesuffix(".xml")).title()
    parts[f"word/{name}"] = content
    parts[_TYPES] = before_end(
        parts[_TYPES],
        f'<Override PartName="/word/{name}" ContentType="{_CONTENT_TYPE.format(kind=kind)}"/>',
    )
    parts[_RELATIONS] = before_end(
        parts[_RELATIONS],
        f'<Relationship Id="{relation}" Type="{_RELATION_TYPE.format(kind=kind)}"'
        f' Target="{name}"/>',
    )
    return relation


def lay_properties(parts: dict[str, bytes], document: Document) -> None:
    """Write what the file says of itself, all of it from the document, nothing from the machine."""
    makers = document.organisations or document.authors
    core = CoreProperties(
        title=document.title,
        day=document.day,
        language=document.language,
        subject=document.programme,
        creator=" ; ".join(makers),
        keywords=", ".join(document.keywords),
        identifier=document.reference,
        status=STATUS_LABELS[document.status],
        version=document.version,
    )
    parts["docProps/core.xml"] = core_part(core)
    parts["docProps/app.xml"] = app_part()
    parts["docProps/custom.xml"] = custom_part(
        {
            REFERENCE_PROPERTY: reference_mark(document),
            DOCUMENT_PROPERTY: document.reference,
            ISSUER_PROPERTY: issuer(document),
            STATUS_PROPERTY: status_line(document),
        }
    )


def reference_mark(document: Document) -> str:
    """Return the id by which a returned file is recognised: `REFERENCE@VERSION`."""
    return f"{document.reference}@{document.version}"


def lay_running_heads(parts: dict[str, bytes], document: Document) -> None:
    """Show this document's title and state in the heads and feet that the reference file brought.

    Word computes these fields anew; the values here are for the readers that do not.
    """
    shown = {
        "TITLE": document.title,
        "SUBJECT": document.programme,
        f"DOCPROPERTY {DOCUMENT_PROPERTY}": document.reference,
        f"DOCPROPERTY {ISSUER_PROPERTY}": issuer(document),
        f"DOCPROPERTY {STATUS_PROPERTY}": status_line(document),
    }
    for name in running_heads(parts):
        root = parse(parts[name])
        if not programme_line(document):
            _without_programme(root)
        for instruction, texts in _fields(root):
            value = shown.get(instruction)
            if value is not None and texts:
                texts[0].text = printable(value)
                for rest in texts[1:]:
                    rest.text = ""
        parts[name] = serialise(root)


def _fields(root: Element) -> Iterator[tuple[str, list[Element]]]:
    """Yield each field's instruction and the texts that it shows, however it is written."""
    for node in root.iter(w("fldSimple")):
        yield _instruction(node.get(w("instr"), "")), list(node.iter(w("t")))
    # Word itself writes a field as runs: begin, instruction, separate, what is shown, end.
    said, texts, part = "", list[Element](), ""
    for node in root.iter(w("fldChar"), w("instrText"), w("t")):
        if node.tag == w("fldChar"):
            part = node.get(w("fldCharType"), "")
            if part == "begin":
                said, texts = "", []
            elif part == "end":
                yield _instruction(said), texts
        elif part == "begin" and node.tag == w("instrText"):
            said += node.text or ""
        elif part == "separate" and node.tag == w("t"):
            texts.append(node)


def _instruction(written: str) -> str:
    """Return a field's name and argument, without quotes and switches."""
    return " ".join(written.partition("\\")[0].replace('"', "").split())


def _without_programme(root: Element) -> None:
    """Take the programme's name, and what parts it from the title, out of a running head."""
    for node in list(root.iter(w("fldSimple"))):
        parent, gap = node.getparent(), node.getnext()
        if _instruction(node.get(w("instr"), "")) == "SUBJECT" and parent is not None:
            parent.remove(node)
            if gap is not None:
                parent.remove(gap)


def running_heads(parts: Mapping[str, bytes]) -> list[str]:
    """Return the names of a package's heads and feet."""
    return sorted(name for name in parts if re.fullmatch(r"word/(header|footer)\w*\.xml", name))


def widen_running_heads(parts: dict[str, bytes], portrait: int, landscape: int) -> dict[str, str]:
    """Add a wide copy of each head and foot, and return relation id -> id of its wide copy.

    portrait, landscape: widths of the text in twips. Only the stop of the right tab differs.
    """
    wide: dict[str, str] = {}
    relations = parse(parts[_RELATIONS])
    for relation in list(relations):
        name = f"word/{relation.get('Target')}"
        if name not in running_heads(parts):
            continue
        kind = str(relation.get("Type")).rpartition("/")[2]
        root = parse(parts[name])
        for block in root.iter(w("p")):
            move_right_tab(block, portrait, landscape)
        added = f"{kind}_landscape_{len(wide) + 1}.xml"
        for place, shown in enumerate(root.iter(f"{{{WP}}}docPr"), start=1):
            shown.set("id", str(_FIRST_DRAWING + 100 * len(wide) + place))
        related = f"word/_rels/{relation.get('Target')}.rels"
        if related in parts:
            parts[f"word/_rels/{added}.rels"] = parts[related]
        wide[str(relation.get("Id"))] = add_part(parts, added, kind, serialise(root))
    return wide


def move_right_tab(block: Element, old: int, new: int, leader: str = "none") -> None:
    """Move the right tab stop that a paragraph has from its style; places are in twips."""
    stops = (
        element("tab", val="clear", pos=str(old)),
        element("tab", val="right", leader=leader, pos=str(new)),
    )
    set_property(block, element("tabs", *stops))


def lay_numbering(parts: dict[str, bytes]) -> None:
    """Bring pandoc's list indents, half an inch a level, to the size that suits our text."""

    def tightened(found: re.Match[str]) -> str:
        level = int(found[1]) // _PANDOC_LEVEL
        return f'<w:ind w:left="{level * LIST_LEVEL}" w:hanging="{LIST_HANGING}"'

    part = parts["word/numbering.xml"].decode()
    parts["word/numbering.xml"] = _INDENT.sub(tightened, part).encode()
