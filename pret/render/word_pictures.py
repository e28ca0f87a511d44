"""Pictures of a Word file: stand-ins for pandoc, then the real bytes and their alternative texts.

pandoc decodes every pixel of every picture to learn its size. It is given stand-ins of one pixel
with the size in centimetres, and the real bytes are put in their place afterwards.
"""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Mapping

from lxml import etree

from pret.domain.tree import Picture
from pret.render.openxml import EMU_PER_TWIP, PIC, WP, A, Element, cell_room, printable, w
from pret.render.word_vectors import add_vectors, link_vector, shown_key

_MEDIA = "word/media/"
# ECMA-376 20.1.10.41: parts of a picture are told in thousandths of a per cent.
_WHOLE = 100_000
# A lesser part of a picture is not cropped: sizes are rounded on their way.
_SEEN = 0.01
EMU_PER_MM = 36_000
_FLOATING = {
    **dict.fromkeys(("simplePos", "behindDoc", "locked"), "0"),
    **dict.fromkeys(("layoutInCell", "allowOverlap"), "1"),
}
# [MS-ODRAWXML] 2.27: how Office 2019 and later say that a picture carries no information.
DECORATIVE_URI = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"


def stand_in(picture: Picture) -> bytes:
    """Return a PNG of one pixel that carries the picture's key, hence unlike any other."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    chunks = (
        (b"IHDR", header),
        (b"tEXt", b"Comment\0" + picture.key.encode()),
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def address(picture: Picture) -> str:
    """Return the data: address under which pandoc receives a picture's stand-in.

    It bears the media type of what is shown, from which pandoc names and declares the file.
    """
    media_type = "image/png" if picture.fallback_key else picture.media_type
    return f"data:{media_type};base64," + base64.b64encode(stand_in(picture)).decode()


def put_real_bytes(
    parts: dict[str, bytes], used: Mapping[str, Picture], real: Mapping[str, bytes]
) -> None:
    """Replace every stand-in of a package. real: picture key -> bytes."""
    by_stand_in = {stand_in(picture): real[shown_key(picture)] for picture in used.values()}
    for name, content in parts.items():
        if name.startswith(_MEDIA):
            # The reference file's own pictures, in its running heads, stay.
            parts[name] = by_stand_in.get(content, content)
    add_vectors(parts, used.values(), real)


def describe(root: Element, used: Mapping[str, Picture]) -> None:
    """Put each picture's alternative text wherever Office reads it, and no address anywhere."""
    for frame in root.iter(f"{{{WP}}}inline"):
        outer, inner = frame.find(f"{{{WP}}}docPr"), next(frame.iter(f"{{{PIC}}}cNvPr"))
        if outer is None:
            continue
        picture = used[inner.get("descr", "")]
        _widen(frame, float(outer.attrib.pop("title")))
        _crop(frame, picture)
        for side in "TBLR":  # without these, LibreOffice keeps its own distance from the text
            frame.set(f"dist{side}", "0")
        for node in (outer, inner):
            node.set("descr", printable(picture.alt))
        if picture.decorative:
            outer.append(_decorative())
        if picture.fallback_key:
            link_vector(next(frame.iter(f"{{{A}}}blip")), picture)


def _widen(frame: Element, width_mm: float) -> None:
    """Give a picture the width that it was asked at: pandoc shrinks it to an upright page."""
    for extent in _extents(frame):
        wide, high = int(extent.get("cx", "1")), int(extent.get("cy", "1"))
        extent.set("cx", str(round(width_mm * EMU_PER_MM)))
        extent.set("cy", str(round(high * width_mm * EMU_PER_MM / wide)))


def _extents(frame: Element) -> list[Element]:
    """Return both places where a picture's size is told: on the line, and in the picture."""
    inner = frame.iterfind(f".//{{{PIC}}}spPr/{{{A}}}xfrm/{{{A}}}ext")
    return [*frame.findall(f"{{{WP}}}extent"), *inner]


def fit(block: Element, width_emu: int, height_emu: int) -> None:
    """Shrink the pictures of a block to the given room, or to their cell, keeping proportions."""
    for frame in block.iter(f"{{{WP}}}inline"):
        cell = next(frame.iterancestors(w("tc")), None)
        widest = width_emu if cell is None else cell_room(cell) * EMU_PER_TWIP
        for extent in _extents(frame):
            wide, high = int(extent.get("cx", "1")), int(extent.get("cy", "1"))
            ratio = min(1.0, widest / wide, height_emu / high)
            extent.set("cx", str(int(wide * ratio)))
            extent.set("cy", str(int(high * ratio)))


def float_at_top(
    frame: Element, picture: Picture, size_emu: tuple[int, int], below_mm: int
) -> None:
    """Take a picture out of its line to the upper edge of its page, the text below it.

    Text before it on the page moves down too (ECMA-376 20.4.2.3 and 20.4.2.20).
    size_emu: width and height, to which it is cropped.
    """
    for extent in _extents(frame):
        for side, length_emu in zip(("cx", "cy"), size_emu, strict=True):
            extent.set(side, str(length_emu))
    _crop(frame, picture)
    placed = (
        _wp("simplePos", x="0", y="0"),
        *(_wp(f"position{axis}", relativeFrom="page") for axis in "HV"),
    )
    for place in placed[1:]:
        offset = _wp("posOffset")
        offset.text = "0"
        place.append(offset)
    number = next(frame.iter(f"{{{WP}}}docPr")).get("id", "1")
    frame.tag = f"{{{WP}}}anchor"
    below = {"distB": str(below_mm * EMU_PER_MM), "relativeHeight": number}
    for name, value in (_FLOATING | below).items():
        frame.set(name, value)
    frame[:0] = placed
    next(frame.iter(f"{{{WP}}}docPr")).addprevious(_wp("wrapTopAndBottom"))


def _wp(name: str, **attributes: str) -> Element:
    return etree.Element(f"{{{WP}}}{name}", attributes)


def _crop(frame: Element, picture: Picture) -> None:
    """Crop a picture to the shape of its frame, on opposite sides alike."""
    extent = frame.find(f"{{{WP}}}extent")
    fill = next(frame.iter(f"{{{PIC}}}blipFill"), None)
    stretch = None if fill is None else fill.find(f"{{{A}}}stretch")
    if fill is None or extent is None or stretch is None:
        return
    for old in fill.findall(f"{{{A}}}srcRect"):
        fill.remove(old)
    own = picture.width_px / picture.height_px
    shape = int(extent.get("cx", "1")) / int(extent.get("cy", "1"))
    hidden, sides = (1 - own / shape, "tb") if own < shape else (1 - shape / own, "lr")
    if hidden > _SEEN:
        cut = str(int(hidden / 2 * _WHOLE))
        stretch.addprevious(etree.Element(f"{{{A}}}srcRect", dict.fromkeys(sides, cut)))


def _decorative() -> Element:
    flag = etree.Element(f"{{{DECORATIVE}}}decorative", nsmap={"adec": DECORATIVE}, val="1")
    extension = etree.Element(f"{{{A}}}ext", uri=DECORATIVE_URI)
    extension.append(flag)
    extensions = etree.Element(f"{{{A}}}extLst", nsmap={"a": A})
    extensions.append(extension)
    return extensions
