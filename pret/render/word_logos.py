"""The partners' logos of a Word document: rows of pictures that look of one size."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pret.domain.tree_document import Logo
from pret.render.pandoc_json import PandocTree
from pret.render.pandoc_nodes import Node, dressed_line, span, text
from pret.render.word_styles import StyleId

# Square millimetres that a logo covers: marks of unlike shapes look of one size when they cover
# equal areas. The same rule as the PDF's (templates/pdf/marks.typ).
COVER_MM2, LETTERHEAD_MM2 = 420.0, 300.0
_LEAST_IN_ONE_ROW_MM2 = 190.0
_TALLEST_MM, _GAP_MM = 21.0, 8.0
#: The width that a row of logos is made for.
LOGOS_ROOM_MM = 162.0
# The words that stand for a logo nobody gave take about this much.
_GAP_RATIO = 2.6
_GAP = "\u2003\u2003"


def logo_rows(tree: PandocTree, logos: Sequence[Logo], largest_mm2: float) -> list[Node]:
    """Return the logos in protocol order, on one row or two."""
    if not logos:
        return []
    whole = min(largest_mm2, _fitting_mm2(logos))
    one = whole >= min(_LEAST_IN_ONE_ROW_MM2, largest_mm2 * 0.6) or len(logos) < 3
    half = len(logos) if one else math.ceil(len(logos) / 2)
    rows = [logos[:half], logos[half:]] if half < len(logos) else [logos]
    area_mm2 = min(largest_mm2, *(_fitting_mm2(row) for row in rows))
    return [dressed_line(StyleId.LOGOS, _row(tree, row, area_mm2)) for row in rows]


def _row(tree: PandocTree, logos: Sequence[Logo], area_mm2: float) -> list[Node]:
    made: list[Node] = []
    for logo in logos:
        made += [text(_GAP)] if made else []
        if logo.picture is None:
            made.append(span(StyleId.MISSING, [text(logo.gap)]))
            continue
        ratio = _ratio(logo)
        high_mm = min(math.sqrt(area_mm2 / ratio), _TALLEST_MM)
        made.append(tree.image(logo.picture, high_mm * ratio, high_mm))
    return made


def _ratio(logo: Logo) -> float:
    picture = logo.picture
    return _GAP_RATIO if picture is None else picture.width_px / picture.height_px


def _fitting_mm2(logos: Sequence[Logo]) -> float:
    """Return the area at which a row of logos is as wide as the room."""
    free_mm = LOGOS_ROOM_MM - _GAP_MM * (len(logos) - 1)
    return (max(free_mm, 1.0) / math.fsum(math.sqrt(_ratio(logo)) for logo in logos)) ** 2
