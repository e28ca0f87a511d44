"""Drawings in a Word file: a PNG for every reader, and beside it the SVG that recent ones show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import quoteattr

from lxml import etree

from pret.domain.tree import Picture
from pret.render.chart_svg import SVG_MEDIA_TYPE
from pret.render.openxml import A, Element, R, before_end

# [MS-ODRAWXML] 2.3.3: the extension by which Office 2016 and later know the vector of a picture.
_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_TYPES, _RELATIONS = "[Content_Types].xml", "word/_rels/document.xml.rels"


def shown_key(picture: Picture) -> str:
    """Return the key of the bytes that every reader can show: the PNG of a drawing."""
    return picture.fallback_key or picture.key


def link_vector(blip: Element, picture: Picture) -> None:
    """Point the picture of a frame to its drawing, which `add_vectors` puts in the package."""
    extensions = etree.SubElement(blip, f"{{{A}}}extLst")
    extension = etree.SubElement(extensions, f"{{{A}}}ext", uri=_EXTENSION)
    link = etree.SubElement(extension, f"{{{_SVG}}}svgBlip", nsmap={"asvg": _SVG})
    link.set(f"{{{R}}}embed", _relation(picture.key))


def add_vectors(
    parts: dict[str, bytes], used: Iterable[Picture], real: Mapping[str, bytes]
) -> None:
    """Add the drawings to a package, each once, with their types and relations.

    real: picture key -> bytes.
    """
    keys = sorted({each.key for each in used if each.media_type == SVG_MEDIA_TYPE})
    for key in keys:
        name = f"media/drawing-{key[:16]}.svg"
        parts[f"word/{name}"] = real[key]
        override = f'<Override PartName="/word/{name}" ContentType="{SVG_MEDIA_TYPE}"/>'
        relation = (
            f'<Relationship Id={quoteattr(_relation(key))} Type="{R}/image" Target="{name}"/>'
        )
        parts[_TYPES] = before_end(parts[_TYPES], override)
        parts[_RELATIONS] = before_end(parts[_RELATIONS], relation)


def _relation(key: str) -> str:
    return f"rIdDrawing{key[:16]}"
