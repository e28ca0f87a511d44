"""An expert's own Word file as the reference: their styles, page, running heads and numbering.

The package is ours; only what shapes documents is taken over from theirs. Their text, comments,
macros and properties never reach a document.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date

from lxml import etree

from pret.errors import TemplateError
from pret.render.openxml import (
    WP,
    Element,
    R,
    element,
    paragraph,
    parse,
    part_reference,
    serialise,
    set_property,
    w,
)
from pret.render.word_expert_styles import merge_styles, stops_of
from pret.render.word_parts import add_part
from pret.render.word_sections import Room, room_of
from pret.render.word_style_ids import restore_style_ids
from pret.render.word_styles import StyleId
from pret.render.zip_stable import read_zip, write_zip

#: Its place under `templates/`.
NAME = "reference.docx"

_FIRST_DRAWING = 700_000
_DAY = date(2000, 1, 1)
_TEXT, _STYLES, _SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
_NUMBERING, _FONTS, _THEME = "word/numbering.xml", "word/fontTable.xml", "word/theme/theme1.xml"
_MOST_BYTES = 60_000_000
_NARROWEST_TWIPS, _LOWEST_TWIPS = 80 * 57, 100 * 57  # 80 mm by 100 mm
_REMEDY = "Ouvrez-le dans Word ou LibreOffice et enregistrez-le en .docx."
# What of their settings changes how pages look; the rest of the settings is ours.
_LOOKS_OF_PAGES = ("mirrorMargins", "evenAndOddHeaders")
_RELATION = f"{{{R}}}id"


def expert_reference(given: bytes, ours: bytes) -> bytes:
    """Return the reference file that an expert's file and ours make together.

    ours: a file of `reference_docx`. Styles that the expert's file defines stay as they are, and
    so do its page size, margins, running heads, theme and numbering.
    Raises TemplateError when the file cannot serve.
    """
    theirs = _read(given)
    restore_style_ids(theirs)
    section = _section(parse(theirs[_TEXT]))
    room = _room(section)
    parts = read_zip(ours)
    styles = parse(theirs[_STYLES])
    merge_styles(styles, parse(parts[_STYLES]), room.width)
    parts[_STYLES] = serialise(styles)
    for name in (_THEME, _NUMBERING, _FONTS):
        if name in theirs:
            parts[name] = _without_relations(theirs[name])
    parts[_SETTINGS] = _settings(parts[_SETTINGS], theirs.get(_SETTINGS))
    _take_heads(parts, theirs, section)
    _complete_heads(parts, section, styles, room)
    body = element("body", paragraph(StyleId.BODY), section)
    parts[_TEXT] = serialise(element("document", body))
    return write_zip(parts, _DAY)


def _read(given: bytes) -> dict[str, bytes]:
    """Return the parts of an expert's file, within limits of size."""
    try:
        parts = read_zip(given, most_bytes=_MOST_BYTES)
        for name in (_TEXT, _STYLES):
            if parse(parts[name]).tag not in (w("document"), w("styles")):
                raise TemplateError(NAME, None, f"enregistré en Open XML strict. {_REMEDY}")
        for name in parts:  # so that none of those taken over stops a document later
            if name.endswith((".xml", ".rels")):
                parse(parts[name])
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError) as error:
        raise TemplateError(NAME, None, f"ce n’est pas un fichier Word. {_REMEDY}") from error
    except (etree.XMLSyntaxError, zlib.error, EOFError) as error:
        raise TemplateError(NAME, None, f"le fichier est abîmé. {_REMEDY}") from error
    except OverflowError as error:
        raise TemplateError(NAME, None, "trop gros. N’y laissez que les styles.") from error
    return parts


def _section(document: Element) -> Element:
    """Return the last section of a text, without what only concerns its own pages."""
    found = document.find(f"{w('body')}/{w('sectPr')}")
    if found is None:
        raise TemplateError(NAME, None, f"aucune mise en page (format, marges). {_REMEDY}")
    for name in ("type", "pgNumType", "footnotePr", "endnotePr", "sectPrChange", "printerSettings"):
        for node in found.findall(w(name)):
            found.remove(node)
    return found


def _room(section: Element) -> Room:
    try:
        room = room_of(section)
    except ValueError as error:
        raise TemplateError(NAME, None, f"format ou marges absents. {_REMEDY}") from error
    size = section.find(w("pgSz"))
    if size is not None and int(size.get(w("w"), "0")) > int(size.get(w("h"), "0")):
        advice = "mettez la page en portrait ; les pages en paysage sont tournées par Prêt."
        raise TemplateError(NAME, None, advice)
    if room.width < _NARROWEST_TWIPS or room.height < _LOWEST_TWIPS:
        advice = "les marges laissent moins de 80 mm sur 100 mm au texte : réduisez-les."
        raise TemplateError(NAME, None, advice)
    return room


def _without_relations(part: bytes) -> bytes:
    """Take out what points to parts that are left behind: embedded fonts, picture bullets."""
    root = parse(part)
    for node in list(root.iter(etree.Element)):
        name = etree.QName(node).localname
        parent = node.getparent()
        if parent is not None and (name.startswith("embed") or "icBullet" in name):
            parent.remove(node)
    return serialise(root)


def _settings(ours: bytes, theirs: bytes | None) -> bytes:
    root = parse(ours)
    given = {} if theirs is None else {node.tag: node for node in parse(theirs)}
    zoom = root[0]
    for name in reversed(_LOOKS_OF_PAGES):
        if w(name) in given and name == "mirrorMargins":
            zoom.addnext(element(name))
        elif w(name) in given:
            tab = root.find(w("defaultTabStop"))
            (zoom if tab is None else tab).addnext(element(name))
    return serialise(root)


def _take_heads(parts: dict[str, bytes], theirs: dict[str, bytes], section: Element) -> None:
    """Bring an expert's running heads over, with their pictures."""
    targets = {node.get("Id"): node.get("Target", "") for node in _relations(theirs, "document")}
    for number, reference in enumerate(_references(section), start=1):
        source = targets.get(reference.get(_RELATION), "").rpartition("/")[2]
        if f"word/{source}" not in theirs:
            section.remove(reference)
            continue
        kind = etree.QName(reference).localname.removesuffix("Reference")
        name = f"{kind}_expert_{number}.xml"
        head = _numbered_apart(theirs[f"word/{source}"], _FIRST_DRAWING + 100 * number)
        reference.set(_RELATION, add_part(parts, name, kind, head))
        related = f"word/_rels/{source}.rels"
        if related in theirs:
            parts[f"word/_rels/{name}.rels"] = theirs[related]
            _take_pictures(parts, theirs, source.removesuffix(".xml"))


def _numbered_apart(head: bytes, first: int) -> bytes:
    """Number a head's drawings apart from those of the text."""
    root = parse(head)
    for number, shown in enumerate(root.iter(f"{{{WP}}}docPr"), start=first):
        shown.set("id", str(number))
    return serialise(root)


def _take_pictures(parts: dict[str, bytes], theirs: dict[str, bytes], source: str) -> None:
    for relation in _relations(theirs, source):
        kind, target = relation.get("Type", "").rpartition("/")[2], relation.get("Target", "")
        if kind == "hyperlink":
            continue
        name = f"word/{target}"
        if kind != "image" or not re.fullmatch(r"word/media/[\w.-]+", name) or name not in theirs:
            advice = "un en-tête contient un objet lié : n’y laissez que du texte et des images."
            raise TemplateError(NAME, None, advice)
        parts[name] = theirs[name]


def _complete_heads(parts: dict[str, bytes], section: Element, styles: Element, room: Room) -> None:
    """Add our own head or foot where the expert's file has none on ordinary pages."""
    for kind in ("footer", "header"):
        found = section.findall(w(f"{kind}Reference"))
        if any(each.get(w("type"), "default") == "default" for each in found):
            parts.pop(f"word/{kind}1.xml")
            _forget(parts, f"{kind}1.xml")
            continue
        root = parse(parts[f"word/{kind}1.xml"])
        style = StyleId.HEADER if kind == "header" else StyleId.FOOTER
        stops = [element("tab", val="clear", pos=pos) for pos in stops_of(styles, style)]
        edge = element("tab", val="right", pos=str(room.width))
        kept = [stop for stop in stops if stop.get(w("pos")) != str(room.width)]
        for block in root.iter(w("p")):
            set_property(block, element("tabs", *kept, edge))
        parts[f"word/{kind}1.xml"] = serialise(root)
        relation = f"rIdPret{kind.title()}1"
        section.insert(0, part_reference(f"{kind}Reference", relation, "default"))


def _forget(parts: dict[str, bytes], name: str) -> None:
    for part, mark in (
        ("[Content_Types].xml", "PartName"),
        ("word/_rels/document.xml.rels", "Target"),
    ):
        root = parse(parts[part])
        for node in list(root):
            if node.get(mark, "").rpartition("/")[2] == name:
                root.remove(node)
        parts[part] = serialise(root)


def _references(section: Element) -> list[Element]:
    return [node for node in section if node.get(_RELATION) is not None]


def _relations(parts: dict[str, bytes], source: str) -> Iterator[Element]:
    name = f"word/_rels/{source}.xml.rels"
    return iter(parse(parts[name]) if name in parts else ())
