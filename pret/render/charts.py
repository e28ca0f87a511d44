"""The drawn figures of a document: each chart made into a picture, once, for all formats."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import assert_never

from pret.domain.charts import Balance, BudgetBars, Chart, SiteScheme, Timeline
from pret.domain.tree import (
    Block,
    BulletList,
    Callout,
    Card,
    Figure,
    Gallery,
    Landscape,
    NumberedList,
    Quotation,
    Table,
)
from pret.domain.tree_document import Document
from pret.render.chart_balance import draw_balance
from pret.render.chart_budget import draw_budget
from pret.render.chart_sites import draw_sites
from pret.render.chart_svg import MM_PT, SVG_MEDIA_TYPE
from pret.render.chart_timeline import draw_timeline
from pret.render.theme import Theme

#: Of the PNG that stands for a drawing where a format has no vector pictures.
FALLBACK_PPI = 200


def drawn(document: Document, theme: Theme) -> tuple[Document, dict[str, bytes]]:
    """Return the document with every chart drawn as SVG, and the SVG's bytes by key.

    A picture that is drawn already, or that has no chart, stays as it is.
    """
    made: dict[str, bytes] = {}

    def draw(figure: Figure) -> Figure:
        chart = figure.picture.chart
        if chart is None or figure.picture.key:
            return figure
        svg, height_pt = draw_chart(chart, theme, figure.width_mm)
        key = hashlib.sha256(svg).hexdigest()
        made[key] = svg
        picture = replace(
            figure.picture,
            key=key,
            width_px=_pixels(figure.width_mm * MM_PT),
            height_px=_pixels(height_pt),
            media_type=SVG_MEDIA_TYPE,
        )
        return replace(figure, picture=picture)

    return replace(document, blocks=over_figures(document.blocks, draw)), made


def with_fallbacks(document: Document, raster: Callable[[str], str]) -> Document:
    """Return the document with the key of a PNG beside each drawing that has none.

    raster: from the key of an SVG, makes its PNG and returns the PNG's key.
    """

    def add(figure: Figure) -> Figure:
        picture = figure.picture
        if picture.media_type != SVG_MEDIA_TYPE or picture.fallback_key:
            return figure
        return replace(figure, picture=replace(picture, fallback_key=raster(picture.key)))

    return replace(document, blocks=over_figures(document.blocks, add))


def draw_chart(chart: Chart, theme: Theme, width_mm: float) -> tuple[bytes, float]:
    """Return a chart's SVG, printed so wide, and its height in points."""
    match chart:
        case Timeline():
            return draw_timeline(chart, theme, width_mm)
        case BudgetBars():
            return draw_budget(chart, theme, width_mm)
        case SiteScheme():
            return draw_sites(chart, theme, width_mm)
        case Balance():
            return draw_balance(chart, theme, width_mm)
        case _:
            assert_never(chart)


def _pixels(length_pt: float) -> int:
    return max(1, round(length_pt * FALLBACK_PPI / 72))


def over_figures(
    blocks: Iterable[Block],
    change: Callable[[Figure], Figure],
    change_gallery: Callable[[Gallery], Gallery] | None = None,
) -> tuple[Block, ...]:
    """Return blocks with every figure changed, at any depth (notes hold none).

    change_gallery: what is done to a gallery as a whole; by default, each of its figures changes.
    """

    def gallery(block: Gallery) -> Gallery:
        if change_gallery is not None:
            return change_gallery(block)
        return replace(block, figures=tuple(change(each) for each in block.figures))

    def inner(blocks: Iterable[Block]) -> tuple[Block, ...]:
        return over_figures(blocks, change, change_gallery)

    def inside(block: Block) -> Block:
        match block:
            case Figure():
                return change(block)
            case Gallery():
                return gallery(block)
            case BulletList(items) | NumberedList(items):
                return replace(block, items=tuple(map(inner, items)))
            case Quotation(held) | Callout(_, held) | Landscape(held) | Card(_, held):
                return replace(block, blocks=inner(held))
            case Table(body=body):
                return replace(block, body=tuple(tuple(map(inner, row)) for row in body))
            case _:
                return block

    return tuple(map(inside, blocks))
