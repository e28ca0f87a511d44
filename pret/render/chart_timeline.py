"""The months of a programme, drawn: a column a month, a row a milestone, each named beside it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from pret.domain.charts import Span, Timeline
from pret.render.chart_months import (
    HEAD_PT,
    SHADE,
    Ground,
    Scale,
    draw_months,
    draw_strips,
    strips_pt,
)
from pret.render.chart_svg import LINE_PT, SIZE_PT, SMALL_PT, Anchor, Drawing
from pret.render.chart_text import width_pt
from pret.render.theme import Theme

_ROW_PT, _LANE_PT = 14.0, 19.0
_BAR_PT, _GAP_PT, _SHORTEST_PT = 7.0, 5.0, 4.0
_BETWEEN_KEYS_PT = 12.0
#: Between a name and its dates.
_BETWEEN_PT = 7.0
_SURE, _UNSURE = "date ferme ou tenue", "date à confirmer"
_PREPARED, _RESTITUTION = "préparation", "restitution"
_CLOSED = "vacances scolaires d’un site au moins"
_ESTIMATED = "au-delà, vacances scolaires prévisionnelles"
_PREPARED_PT, _DASHES = 1.5, "2 1.5"


@dataclass(frozen=True, slots=True)
class _Rows:
    """Where the marks of spans stand, and their names."""

    drawing: Drawing
    scale: Scale
    ground: Ground

    def mark(self, span: Span) -> tuple[float, float]:
        """Return where the mark of a span starts and ends: a bar, or a diamond for a single day."""
        left, right = self.scale.x(span.first), self.scale.after(span.last)
        width_pt = self.scale.width_pt
        if span.first < span.last:
            return left, max(right, min(left + _SHORTEST_PT, width_pt))
        centre = min(max((left + right) / 2, _BAR_PT / 2), width_pt - _BAR_PT / 2)
        return centre - _BAR_PT / 2, centre + _BAR_PT / 2

    def start_of(self, span: Span) -> float:
        """Return where all that is drawn of a span starts, its preparation included."""
        return min(self.mark(span)[0], self.scale.x(span.begin))

    def end_of(self, span: Span) -> float:
        """Return where all that is drawn of a span ends, its restitution included."""
        right = self.mark(span)[1]
        return right if span.restitution is None else max(right, self.late(span) + _BAR_PT / 2)

    def late(self, span: Span) -> float:
        """Return the middle of the triangle of a span's restitution."""
        day = span.restitution or span.last
        return min(max(self.scale.x(day), _BAR_PT / 2), self.scale.width_pt - _BAR_PT / 2)

    def side(self, span: Span) -> str:
        """Return where the name of a span has room: `after` its mark, `before`, or `above` it."""
        wanted = _named_pt(span)
        if wanted <= self.scale.width_pt - self.end_of(span) - _GAP_PT:
            return "after"
        return "before" if wanted <= self.start_of(span) - _GAP_PT else "above"


def draw_timeline(chart: Timeline, theme: Theme, width_mm: float) -> tuple[bytes, float]:
    """Return the SVG of a timeline; a chart without any span gives an empty drawing."""
    drawing = Drawing(theme, width_mm)
    if not chart.spans:
        return drawing.svg(LINE_PT)
    first = min(span.begin for span in chart.spans)
    last = max(span.end for span in chart.spans)
    scale = Scale.of(first, last, drawing.width_pt)
    rows = _Rows(drawing, scale, Ground(drawing, scale, chart.strips))
    lanes = [(lane, list(spans)) for lane, spans in groupby(chart.spans, lambda span: span.lane)]
    lines = sum(2 if rows.side(span) == "above" else 1 for span in chart.spans)
    top = HEAD_PT + strips_pt(chart.strips)
    foot = top + _LANE_PT * len(lanes) + _ROW_PT * lines
    rows.ground.shade(HEAD_PT, foot)
    draw_months(drawing, scale, foot)
    if chart.strips:
        drawing.line((0, HEAD_PT), (drawing.width_pt, HEAD_PT), "muted")
        draw_strips(drawing, scale, rows.ground, chart.strips, HEAD_PT)
    unsure = _unsure_from(chart, scale)
    if unsure is not None:
        drawing.line((unsure, HEAD_PT), (unsure, foot), "ochre", width=1, dashes=_DASHES)
    for lane, spans in lanes:
        drawing.line((0, top), (drawing.width_pt, top), "muted")
        rows.ground.clear(0, top + 1, width_pt(lane, SIZE_PT, bold=True), _LANE_PT - 2)
        drawing.words(0, top + 13, lane, room=drawing.width_pt, bold=True, colour="accent")
        top += _LANE_PT
        for span in spans:
            top = _row(rows, span, top)
    drawing.line((0, foot), (drawing.width_pt, foot), "muted")
    return drawing.svg(_key(drawing, chart, foot, estimated=unsure is not None))


def _unsure_from(chart: Timeline, scale: Scale) -> float | None:
    """Return where the decrees on school holidays end, or None when they cover all of it."""
    if chart.sure_until is None or scale.after(chart.sure_until) >= scale.width_pt:
        return None
    return max(0.0, scale.after(chart.sure_until))


def _row(rows: _Rows, span: Span, top: float) -> float:
    """Draw a span and its name; return where the next one starts."""
    drawing, side = rows.drawing, rows.side(span)
    above = _ROW_PT if side == "above" else 0.0
    middle, fill = top + above + _ROW_PT / 2, "accent" if span.firm else "white"
    left, right = rows.mark(span)
    if span.prepared is not None:
        start = rows.start_of(span)
        drawing.line((start, middle), (left, middle), "accent", width=_PREPARED_PT, dashes=_DASHES)
    if span.first == span.last:
        drawing.shape(_diamond((left + right) / 2, middle, _BAR_PT / 2), fill, edge="accent")
    else:
        drawing.rect(left, middle - _BAR_PT / 2, right - left, _BAR_PT, fill, edge="accent")
    if span.restitution is not None:
        point = rows.late(span)
        drawing.line((right, middle), (point - _BAR_PT / 2, middle), "accent")
        drawing.shape(_triangle(point, middle), "warm")
    room = min(_named_pt(span), drawing.width_pt)
    starts = {
        "after": rows.end_of(span) + _GAP_PT,
        "before": rows.start_of(span) - _GAP_PT - room,
        "above": min(left, drawing.width_pt - room),
    }
    _name(rows, span, starts[side], room, side, middle - above)
    return middle + _ROW_PT / 2


def _name(rows: _Rows, span: Span, left: float, room: float, side: str, middle: float) -> None:
    drawing = rows.drawing
    rows.ground.clear(left - 1, middle - _ROW_PT / 2 + 1, room + 2, _ROW_PT - 2)
    label, when = width_pt(span.label, SIZE_PT), width_pt(span.when, SMALL_PT)
    when = min(when, max(room / 2, room - _BETWEEN_PT - label))  # both are cut when both are long
    label = max(0.0, room - _BETWEEN_PT - when)
    base = middle + 3
    anchor: Anchor = "end" if side == "before" else "start"  # words stand towards their mark
    at = (left + label, left + room) if side == "before" else (left, left + room - when)
    drawing.words(at[0], base, span.label, room=label, anchor=anchor)
    drawing.words(at[1], base, span.when, room=when, size=SMALL_PT, colour="muted", anchor=anchor)


def _named_pt(span: Span) -> float:
    """Return the room that the name of a span and its dates take."""
    return width_pt(span.label, SIZE_PT) + _BETWEEN_PT + width_pt(span.when, SMALL_PT)


def _key(drawing: Drawing, chart: Timeline, foot: float, *, estimated: bool) -> float:
    """Say what the marks mean, where there are several; return the height of the whole."""
    told = _told(chart, estimated=estimated)
    x, middle = 0.0, foot + 10
    for words in told:
        room = min(width_pt(words, SMALL_PT), drawing.width_pt - _BAR_PT - 3)
        if x and x + _BAR_PT + 3 + room > drawing.width_pt:
            x, middle = 0.0, middle + LINE_PT
        _sign(drawing, words, x, middle)
        x += _BAR_PT + 3
        drawing.words(x, middle + 3, words, room=room, size=SMALL_PT, colour="muted")
        x += room + _BETWEEN_KEYS_PT
    return middle + 7 if told else foot + 1


def _told(chart: Timeline, *, estimated: bool) -> list[str]:
    """Return what the key has to say: a mark that stands alone speaks for itself."""
    firm = {span.firm for span in chart.spans}
    wanted = {
        _SURE: len(firm) > 1,
        _UNSURE: False in firm,
        _PREPARED: any(span.prepared is not None for span in chart.spans),
        _RESTITUTION: any(span.restitution is not None for span in chart.spans),
        _CLOSED: any(strip.shaded for strip in chart.strips),
        _ESTIMATED: estimated,
    }
    return [words for words, is_told in wanted.items() if is_told]


def _sign(drawing: Drawing, words: str, left: float, middle: float) -> None:
    """Draw the mark that some words of the key explain."""
    centre, top = left + _BAR_PT / 2, middle - _BAR_PT / 2
    if words == _RESTITUTION:
        drawing.shape(_triangle(centre, middle), "warm")
    elif words == _PREPARED:
        ends = ((left, middle), (left + _BAR_PT, middle))
        drawing.line(*ends, "accent", width=_PREPARED_PT, dashes=_DASHES)
    elif words == _CLOSED:
        drawing.rect(left, top, _BAR_PT, _BAR_PT, SHADE, edge="ochre")
    elif words == _ESTIMATED:
        drawing.line((centre, top), (centre, top + _BAR_PT), "ochre", width=1, dashes=_DASHES)
    else:
        fill = "white" if words == _UNSURE else "accent"
        drawing.shape(_diamond(centre, middle, _BAR_PT / 2), fill, edge="accent")


def _diamond(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    return [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]


def _triangle(x: float, y: float) -> list[tuple[float, float]]:
    return [(x - 3.5, y - 3), (x + 3.5, y - 3), (x, y + 3.5)]
