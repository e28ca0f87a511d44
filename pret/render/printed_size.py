"""Pictures no larger than they are printed: lighter files, less to decode for each writer."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import PIL
from PIL import Image

from pret.domain.tree import Figure, Gallery, Picture
from pret.domain.tree_document import Document
from pret.render.charts import over_figures
from pret.render.layout_rules import gallery_rows

#: Points an inch at the printed width, at least: what a booklet is printed with.
PRINTED_PPI = 200
#: Few widths, so that one picture serves many documents.
WIDTHS_PX = (320, 640, 900, 1280)
#: A picture is not made again to gain less than this part of its width.
_WORTH = 0.8
#: A decoder halves for nothing: what is up to this much wider than asked for is left so.
_MOST_OVER = 1.1
_MM_PER_INCH = 25.4
_JPEG = "image/jpeg"
_QUALITY = 85

#: Gives a picture in another width, from 1 pixel.
Shrink = Callable[[Picture, int], Picture]


def at_printed_size(document: Document, shrink: Shrink) -> Document:
    """Return the document with its photos about as many points wide as their printed width asks.

    The cover's picture and those that fill the page of an opening stay as they are; so do drawings
    and PNGs, which have few colours.
    """
    blocks = over_figures(
        document.blocks, partial(_figure, shrink=shrink), partial(_gallery, shrink=shrink)
    )
    return replace(document, blocks=blocks)


def _figure(figure: Figure, *, shrink: Shrink) -> Figure:
    return figure if figure.bleed else _fitted(figure, figure.width_mm, shrink)


def _gallery(gallery: Gallery, *, shrink: Shrink) -> Gallery:
    rows = gallery_rows(gallery.figures, gallery.columns)
    return replace(
        gallery,
        figures=tuple(
            _fitted(figure, width_mm, shrink) for row in rows for figure, width_mm in row
        ),
    )


def _fitted(figure: Figure, width_mm: float, shrink: Shrink) -> Figure:
    picture = figure.picture
    wanted_px = width_mm / _MM_PER_INCH * PRINTED_PPI
    width_px = next((each for each in WIDTHS_PX if each >= wanted_px), picture.width_px)
    if picture.media_type != _JPEG or width_px >= picture.width_px * _WORTH:
        return figure
    return replace(figure, picture=shrink(picture, width_px))


def sized_key(key: str, width_px: int) -> str:
    """Return under what a smaller photo is kept: another encoder may give other bytes."""
    return f"width/2:{key}:{width_px}:{_QUALITY}:{PIL.__version__}"


def smaller(picture: Picture, width_px: int) -> Picture:
    """Return a picture in about this width, its proportions kept; its key is still to be known."""
    for halves in (2, 4, 8):
        halved_px = math.ceil(picture.width_px / halves)  # as JPEG decoders round
        if width_px <= halved_px <= width_px * _MOST_OVER:
            height_px = math.ceil(picture.height_px / halves)
            return replace(picture, key="", width_px=halved_px, height_px=height_px)
    height_px = max(1, round(picture.height_px * width_px / picture.width_px))
    return replace(picture, key="", width_px=width_px, height_px=height_px)


def shrunk(content: bytes, wanted: Picture) -> bytes:
    """Return a JPEG of ours at the size of `wanted`; the same bytes for the same ones."""
    size = wanted.width_px, wanted.height_px
    image = Image.open(io.BytesIO(content))
    image.draft("RGB", size)  # decodes no more points than needed
    resized = image if image.size == size else image.resize(size, Image.Resampling.BICUBIC)
    written = io.BytesIO()
    resized.save(written, "JPEG", quality=_QUALITY)
    return written.getvalue()
