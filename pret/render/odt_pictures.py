"""Pictures of an ODT file: frames in the line of text, with their alternative texts."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from pret.domain.tree import Picture
from pret.render.odt_automatic import Automatic
from pret.render.odt_names import PICTURE
from pret.render.odt_xml import holding, mm, named, node
from pret.render.openxml import Element

_SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", "image/svg+xml": "svg"}
# What a picture may take of a page's height: its caption and a heading need the rest.
_PAGE_SHARE = 0.78
_PX_PER_INCH = 96
_PNG_HEAD = 33  # bytes: the signature, then the chunk IHDR
_MM_PER_PX = 25.4 / _PX_PER_INCH


@dataclass(slots=True)
class Album:
    """The pictures met in a document.

    parts: part name → (media type, key). dense: keys of those whose bytes must tell a density.
    """

    automatic: Automatic
    parts: dict[str, tuple[str, str]] = field(default_factory=dict)
    dense: set[str] = field(default_factory=set)
    frames: int = 0

    def frame(
        self, picture: Picture, width_mm: float, height_mm: float, style: str = PICTURE
    ) -> Element:
        """Return a picture's frame at its printed size, standing in the line like a letter."""
        self.frames += 1
        made = node(
            "draw:frame",
            {
                "draw:name": f"Image {self.frames}",
                "draw:style-name": style,
                "text:anchor-type": "as-char",
                "svg:x": mm(0),
                "svg:y": mm(0),
                "svg:width": mm(width_mm),
                "svg:height": mm(height_mm),
                "draw:z-index": str(self.frames),
            },
        )
        made.append(self._image(picture.key, picture.media_type))
        if picture.fallback_key:
            made.append(self._image(picture.fallback_key, "image/png"))
        if picture.decorative:
            made.set(named("loext:decorative"), "true")
        else:
            made.append(holding("svg:desc", picture.alt))
        return made

    def fitted(self, picture: Picture, width_mm: float, room: tuple[float, float]) -> Element:
        """Return a picture's frame, shrunk to the room for it, proportions kept.

        room: width of the column and height of the page's text, in millimetres.
        """
        ratio = picture.width_px / max(picture.height_px, 1)
        width_mm = min(width_mm, room[0], room[1] * _PAGE_SHARE * ratio)
        return self.frame(picture, width_mm, width_mm / ratio)

    def filling(self, picture: Picture, width_mm: float, height_mm: float) -> Element:
        """Return a picture's frame that it fills, cropped alike on both sides.

        A crop is told in the picture's own size, which its points have only at a known density.
        """
        natural_mm = [px * _MM_PER_PX for px in (picture.width_px, picture.height_px)]
        scale = max(width_mm / natural_mm[0], height_mm / natural_mm[1])
        across, down = (
            mm((whole - shown / scale) / 2)
            for whole, shown in zip(natural_mm, (width_mm, height_mm), strict=True)
        )
        clip = {"fo:clip": f"rect({down}, {across}, {down}, {across})"}
        self.dense.add(picture.key)
        return self.frame(
            picture, width_mm, height_mm, self.automatic.style("graphic", clip, PICTURE)
        )

    def files(self, real: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return the parts that hold the pictures. real: picture key → bytes."""
        return {
            name: with_density(real[key]) if key in self.dense else real[key]
            for name, (_, key) in self.parts.items()
        }

    def _image(self, key: str, media_type: str) -> Element:
        name = f"Pictures/{key}.{_SUFFIXES[media_type]}"
        self.parts[name] = (media_type, key)
        return node(
            "draw:image",
            {
                "xlink:href": name,
                "xlink:type": "simple",
                "xlink:show": "embed",
                "xlink:actuate": "onLoad",
                "draw:mime-type": media_type,
            },
        )


def with_density(content: bytes) -> bytes:
    """Return a JPEG or PNG with the density that crops count on, its points untouched."""
    if content[6:11] == b"JFIF\0":  # ITU-T T.871, 10.1: units, then both densities
        return content[:13] + struct.pack(">BHH", 1, _PX_PER_INCH, _PX_PER_INCH) + content[18:]
    if content.startswith(b"\x89PNG") and b"pHYs" not in content[: _PNG_HEAD + 64]:
        per_metre = round(1000 / _MM_PER_PX)
        data = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
        chunk = struct.pack(">I", len(data) - 4) + data + struct.pack(">I", zlib.crc32(data))
        return content[:_PNG_HEAD] + chunk + content[_PNG_HEAD:]
    return content
