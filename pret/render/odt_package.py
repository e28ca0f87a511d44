"""The parts around an ODT document's text: manifest, properties, settings."""

from __future__ import annotations

from collections.abc import Mapping

from pret.domain.tree_document import Document
from pret.render.layout_rules import issuer, status_line
from pret.render.odt_xml import holding, named, node, part, root
from pret.render.openxml import Element
from pret.render.word_parts import (
    DOCUMENT_PROPERTY,
    ISSUER_PROPERTY,
    REFERENCE_PROPERTY,
    STATUS_PROPERTY,
    reference_mark,
)

MIMETYPE = "application/vnd.oasis.opendocument.text"
_XML = "text/xml"
#: How LibreOffice lays a text out. Unsaid, it takes a text for one of its oldest versions'.
_LAYOUT = {
    "AddParaTableSpacing": True,
    "AddParaTableSpacingAtStart": True,
    "AddParaSpacingToTableCells": True,
    "AddParaLineSpacingToTableCells": True,
    "UseFormerLineSpacing": False,
    "UseFormerObjectPositioning": False,
    "UseFormerTextWrapping": False,
    "IgnoreFirstLineIndentInNumbering": False,
    "IgnoreTabsAndBlanksForLineCalculation": False,
    "DoNotResetParaAttrsForNumFont": False,
    "TabAtLeftIndentForParagraphsInList": True,
    "PropLineSpacingShrinksFirstLine": True,
    "SurroundTextWrapSmall": False,
    "EmbedFonts": False,
}


def manifest_part(parts: Mapping[str, str]) -> bytes:
    """Return META-INF/manifest.xml. parts: part name → media type."""
    entries = [_entry("/", MIMETYPE)]
    entries[0].set(named("manifest:version"), "1.3")
    entries += [_entry(name, kind) for name, kind in sorted(parts.items())]
    return part(root("manifest:manifest", *entries))


def _entry(name: str, kind: str) -> Element:
    return node("manifest:file-entry", {"manifest:full-path": name, "manifest:media-type": kind})


def xml_parts(names: Mapping[str, bytes]) -> dict[str, str]:
    """Return the media types of the parts that are XML."""
    return {name: _XML for name in names if name.endswith(".xml")}


def meta_part(document: Document) -> bytes:
    """Return what the file says of itself, from the document; its dates are noon of its day."""
    makers = " ; ".join(document.organisations or document.authors)
    stamp = f"{document.day.isoformat()}T12:00:00"
    plain = {
        "meta:generator": "Prêt",
        "dc:title": document.title,
        "dc:description": document.subtitle,
        "dc:subject": document.programme,
        "meta:initial-creator": makers,
        "dc:creator": makers,
        "meta:creation-date": stamp,
        "dc:date": stamp,
        "dc:language": document.language,
    }
    own = {
        REFERENCE_PROPERTY: reference_mark(document),
        DOCUMENT_PROPERTY: document.reference,
        ISSUER_PROPERTY: issuer(document),
        STATUS_PROPERTY: status_line(document),
    }
    meta = node("office:meta", None, *(holding(name, said) for name, said in plain.items() if said))
    meta.extend(holding("meta:keyword", keyword) for keyword in document.keywords)
    for name, said in own.items():
        meta.append(
            holding("meta:user-defined", said, {"meta:name": name, "meta:value-type": "string"})
        )
    return part(root("office:document-meta", meta))


def settings_part() -> bytes:
    """Return how LibreOffice is to lay the text out."""
    items = [
        holding(
            "config:config-item",
            str(value).lower(),
            {"config:name": name, "config:type": "boolean"},
        )
        for name, value in _LAYOUT.items()
    ]
    layout = node("config:config-item-set", {"config:name": "ooo:configuration-settings"}, *items)
    return part(root("office:document-settings", node("office:settings", None, layout)))
