"""Tracked changes of a Word document: accepting all gives the newer text, refusing all the older.

pandoc writes insertions and deletions inside paragraphs. The pass makes them valid, and tracks what
pandoc cannot: the marks of whole paragraphs and whole rows of tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lxml import etree

from pret.render.openxml import Element, element, elements_of, field, properties, w

#: Who made the changes, as Word names them.
AUTHOR = "Prêt"
_CHANGES = (w("ins"), w("del"))
# ECMA-376 17.13.5: a deleted run holds its words under other names.
_DELETED_NAMES = {w("t"): w("delText"), w("instrText"): w("delInstrText")}
# What a change may not hold (17.13.5.18, CT_RunTrackChange): the change goes inside it.
_NOT_INSIDE = (w("hyperlink"), w("fldSimple"))


def lay_changes(body: Element) -> None:
    """Make the tracked changes of a text whole: their form, paragraphs and rows."""
    tidy_changes(body)
    if next(body.iter(*_CHANGES), None) is None:
        return
    for row in body.iter(w("tr")):
        _track_row(row)
    for block in body.iter(w("p")):
        kind = change_of(block)
        if kind is not None and not _keeps_its_mark(block):
            _track_mark(block, kind)


def tidy_changes(root: Element) -> None:
    """Give the changes inside paragraphs the form that Word reads."""
    for change in list(root.iter(*_CHANGES)):
        _spell_fields_out(change)
        _turn_inside_out(change)
    for deletion in root.iter(w("del")):
        for node in deletion.iter(*_DELETED_NAMES):
            node.tag = _DELETED_NAMES[str(node.tag)]


def sign_changes(roots: Iterable[Element], day: date) -> None:
    """Number all changes of a package and sign them at noon of the document's day."""
    changes = (change for root in roots for change in root.iter(*_CHANGES))
    for number, change in enumerate(changes, start=1):
        change.set(w("id"), str(number))
        change.set(w("author"), AUTHOR)
        change.set(w("date"), f"{day.isoformat()}T12:00:00Z")


def change_of(block: Element) -> str | None:
    """Return `ins` or `del` when all that a paragraph shows is inserted, or all deleted."""
    kinds = set()
    for run in block.iter(w("r")):
        change = next(run.iterancestors(*_CHANGES), None)
        kinds.add("" if change is None else etree.QName(change).localname)
    return kinds.pop() if len(kinds) == 1 and kinds != {""} else None


def _track_mark(block: Element, kind: str) -> None:
    own = properties(block)
    mark = own.find(w("rPr"))
    if mark is None:
        mark = element("rPr")
        # Only the section and a change of properties come after it (17.3.1.26).
        later = sum(1 for child in own if child.tag in (w("sectPr"), w("pPrChange")))
        own.insert(len(own) - later, mark)
    mark.insert(0, element(kind))


def _track_row(row: Element) -> None:
    """Track a row whose cells are all new, or all gone; empty cells go with the others."""
    blocks = [block for block in row.iter(w("p")) if next(block.iter(w("r")), None) is not None]
    kinds = {change_of(block) for block in blocks}
    kind = kinds.pop() if len(kinds) == 1 else None
    if kind is None:
        return
    own = row.find(w("trPr"))
    if own is None:
        own = element("trPr")
        row.insert(0, own)
    own.append(element(kind))


def _keeps_its_mark(block: Element) -> bool:
    """Tell whether a paragraph is the last of a cell or of the text: there is none to join."""
    following = block.getnext()
    return following is None or following.tag == w("sectPr")


def _spell_fields_out(change: Element) -> None:
    """Write fields in runs: a deleted field in one element would stay, empty."""
    for simple in change.findall(w("fldSimple")):
        shown = "".join(text.text or "" for text in simple.iter(w("t")))
        for part in field(simple.get(w("instr"), "").strip(), shown):
            simple.addprevious(part)
        change.remove(simple)


def _turn_inside_out(change: Element) -> None:
    """Split a change around the links that it holds, and put it inside each of them."""
    if not any(child.tag in _NOT_INSIDE for child in change):
        return
    piece: Element | None = None
    for child in list(elements_of(change)):
        if child.tag in _NOT_INSIDE:
            inner = etree.Element(change.tag)
            inner.extend(list(child))
            child.append(inner)
            change.addprevious(child)
            piece = None
        else:
            if piece is None:
                piece = etree.Element(change.tag)
                change.addprevious(piece)
            piece.append(child)
    parent = change.getparent()
    if parent is not None:
        parent.remove(change)
