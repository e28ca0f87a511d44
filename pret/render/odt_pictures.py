"""Pictures of an ODT file: frames in the line of text, with their alternative texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pret.domain.tree import Picture
from pret.render.odt_names import PICTURE
from pret.render.odt_xml import holding, mm, named, node
from pret.render.openxml import Element

_SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", "image/svg+xml": "svg"}
# What a picture may take of a page's height: its caption and a heading need the rest.
_PAGE_SHARE = 0.78


@dataclass(slots=True)
class Album:
    """The pictures met in a document: part name → (media type, key)."""

    parts: dict[str, tuple[str, str]] = field(default_factory=dict)
    frames: int = 0

    def frame(self, picture: Picture, width_mm: float, height_mm: float) -> Element:
        """Return a picture's frame at its printed size, standing in the line like a letter."""
        self.frames += 1
        made = node(
            "draw:frame",
            {
                "draw:name": f"Image {self.frames}",
                "draw:style-name": PICTURE,
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

    def files(self, real: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return the parts that hold the pictures. real: picture key → bytes."""
        return {name: real[key] for name, (_, key) in self.parts.items()}

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
