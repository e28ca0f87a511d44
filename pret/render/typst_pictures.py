"""Pictures and logos as plain data for the PDF layout."""

from __future__ import annotations

from typing import Any

from pret.domain.tree import Picture
from pret.domain.tree_document import Logo
from pret.render.typst_text import clean

_SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", "image/svg+xml": "svg"}


def picture_data(picture: Picture) -> dict[str, Any]:
    """Return a picture as data: its file, proportions, width in pixels and alternative text."""
    return {
        "file": picture_name(picture),
        "ratio": picture.width_px / picture.height_px,
        "width_px": picture.width_px,
        "alt": clean(picture.alt),
        "decorative": picture.decorative,
    }


def logo_data(logo: Logo) -> dict[str, Any]:
    """Return a logo's picture, or what stands for one that nobody gave."""
    if logo.picture is None:
        return {"picture": None, "gap": clean(logo.gap)}
    return {"picture": picture_data(logo.picture), "gap": ""}


def picture_name(picture: Picture) -> str:
    """Return the file name under which the layout finds a picture."""
    return f"{picture.key}.{_SUFFIXES[picture.media_type]}"
