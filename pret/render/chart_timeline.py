"""The months of a programme, drawn: a column a month, a row a milestone, each named beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from pret.domain.charts import Span, Timeline
from pret.render.chart_svg import LINE_PT, SIZE_PT, SMALL_PT, Anchor, Drawing
from pret.render.chart_text import width_pt
from pret.render.theme import Theme

_MONTHS = (
    "janv.",
    "févr.",
    "mars",
    "avril",
    "mai",
    "juin",
    "juil.",
    "août",
    "sept.",
    "oct.",
    "nov.",
    "déc.",
)
_HEAD_PT, _ROW_PT, _LANE_PT = 27.0, 14.0, 19.0
_BAR_PT, _GAP_PT, _SHORTEST_PT = 7.0, 5.0, 4.0
_BETWEEN_KEYS_PT = 12.0
#: Between a name and its dates.
_BETWEEN_PT = 7.0
_SURE, _UNSURE = "date ferme ou tenue", "date à confirmer"
_RESTITUTION = "restitution"


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days to points. first: the first day of the first month. end: the day after the last one."""

    first: date
    end: date
    width_pt: float

    def x(self, day: date) -> float:
        return self.width_pt * (day - self.first).days / (self.end - self.first).days

    def mark(self, span: Span) -> tuple[float, float]:
        """Return where the mark of a span starts and ends: a bar, or a diamond for a single day."""
        left, right = (
            self.x(span.first),
            self.x(min(span.last, date.max - timedelta(days=1)) + timedelta(days=1)),
        )
        if span.first < span.last:
            return left, max(right, min(left + _SHORTEST_PT, self.width_pt))
        centre = min(max((left + right) / 2, _BAR_PT / 2), self.width_pt - _BAR_PT / 2)
        return centre - _BAR_PT / 2, centre + _BAR_PT / 2

    def end_of(self, span: Span) -> float:
        """Return where all that is drawn of a span ends, its restitution included."""
        right = self.mark(span)[1]
        return right if span.restitution is None else max(right, self.late(span.restitution))

    def late(self, restitution: date) -> float:
        """Return where the triangle of a restitution ends."""
        return min(max(self.x(restitution), _BAR_PT / 2) + _BAR_PT / 2, self.width_pt)

    def side(self, span: Span) -> str:
        """Return where the name of a span has room: `after` its mark, `before`, or `above` it."""
        wanted = _named_pt(span)
        if wanted <= self.width_pt - self.end_of(span) - _GAP_PT:
            return "after"
        return "before" if wanted <= self.mark(span)[0] - _GAP_PT else "above"

    def months(self) -> list[date]:
        found = [self.first]
        while (following := _next_month(found[-1])) < self.end:
            found.append(following)
        return found


def draw_timeline(chart: Timeline, theme: Theme, width_mm: float) -> tuple[bytes, float]:
    """Return the SVG of a timeline; a chart without any span gives an empty drawing."""
    drawing = Drawing(theme, width_mm)
    if not chart.spans:
        return drawing.svg(LINE_PT)
    last = max(span.end for span in chart.spans)
    first = min(span.first for span in chart.spans)
    scale = _Scale(date(first.year, first.month, 1), _next_month(last), drawing.width_pt)
    lanes = [(lane, list(spans)) for lane, spans in groupby(chart.spans, lambda span: span.lane)]
    lines = sum(2 if scale.side(span) == "above" else 1 for span in chart.spans)
    foot = _HEAD_PT + _LANE_PT * len(lanes) + _ROW_PT * lines
    _grid(drawing, scale, foot)
    top = _HEAD_PT
    for lane, spans in lanes:
        drawing.line((0, top), (drawing.width_pt, top), "muted")
        drawing.blank(0, top + 1, width_pt(lane, SIZE_PT, bold=True), _LANE_PT - 2)
        drawing.words(0, top + 13, lane, room=drawing.width_pt, bold=True, colour="accent")
        top += _LANE_PT
        for span in spans:
            top = _row(drawing, scale, span, top)
    drawing.line((0, foot), (drawing.width_pt, foot), "muted")
    return drawing.svg(_key(drawing, chart, foot))


def _grid(drawing: Drawing, scale: _Scale, foot: float) -> None:
    months = scale.months()
    names = [_MONTHS[month.month - 1] for month in months]
    room = min(scale.x(_next_month(month)) - scale.x(month) for month in months)
    if max(width_pt(name, SMALL_PT) for name in names) > room:
        names = [name[0].upper() for name in names]
    fits = max(width_pt(name, SMALL_PT) for name in names) <= room
    for month, name in zip(months, names, strict=True):
        left, right = scale.x(month), scale.x(_next_month(month))
        year_starts = month.month == 1 or month == scale.first
        drawing.line((left, 14.0 if year_starts else _HEAD_PT), (left, foot), "line", width=0.25)
        if fits:
            middle = (left + right) / 2
            drawing.words(
                middle, 23, name, room=room, size=SMALL_PT, colour="muted", anchor="middle"
            )
        if year_starts:
            following = min(date(min(month.year + 1, date.max.year), 1, 1), scale.end)
            year = width_pt(str(month.year), SIZE_PT, bold=True)
            if year <= scale.x(following) - left:
                drawing.words(left, 10, str(month.year), room=year, bold=True)


def _row(drawing: Drawing, scale: _Scale, span: Span, top: float) -> float:
    """Draw a span and its name; return where the next one starts."""
    side = scale.side(span)
    above = _ROW_PT if side == "above" else 0.0
    middle, fill = top + above + _ROW_PT / 2, "accent" if span.firm else "white"
    left, right = scale.mark(span)
    if span.first == span.last:
        drawing.shape(_diamond((left + right) / 2, middle, _BAR_PT / 2), fill, edge="accent")
    else:
        drawing.rect(left, middle - _BAR_PT / 2, right - left, _BAR_PT, fill, edge="accent")
    if span.restitution is not None:
        point = scale.late(span.restitution) - _BAR_PT / 2
        drawing.line((right, middle), (point - _BAR_PT / 2, middle), "accent")
        drawing.shape(_triangle(point, middle), "warm")
    room = min(_named_pt(span), drawing.width_pt)
    starts = {
        "after": scale.end_of(span) + _GAP_PT,
        "before": left - _GAP_PT - room,
        "above": min(left, drawing.width_pt - room),
    }
    _name(drawing, span, starts[side], room, side, middle - above)
    return middle + _ROW_PT / 2


def _name(drawing: Drawing, span: Span, left: float, room: float, side: str, middle: float) -> None:
    drawing.blank(left - 1, middle - _ROW_PT / 2 + 1, room + 2, _ROW_PT - 2)
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


def _key(drawing: Drawing, chart: Timeline, foot: float) -> float:
    """Say what the marks mean, where there are several; return the height of the whole."""
    firm = {span.firm for span in chart.spans}
    told = [(_SURE, "accent")] if len(firm) > 1 else []
    told += [(_UNSURE, "white")] if False in firm else []
    if any(span.restitution is not None for span in chart.spans):
        told.append((_RESTITUTION, "warm"))
    x, middle = 0.0, foot + 10
    for words, fill in told:
        room = width_pt(words, SMALL_PT)
        if x and x + _BAR_PT + 3 + room > drawing.width_pt:
            x, middle = 0.0, middle + LINE_PT
        centre = x + _BAR_PT / 2
        if words == _RESTITUTION:
            drawing.shape(_triangle(centre, middle), fill)
        else:
            drawing.shape(_diamond(centre, middle, _BAR_PT / 2), fill, edge="accent")
        x += _BAR_PT + 3
        drawing.words(x, middle + 3, words, room=room, size=SMALL_PT, colour="muted")
        x += room + _BETWEEN_KEYS_PT
    return middle + 7 if told else foot + 1


def _diamond(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    return [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]


def _triangle(x: float, y: float) -> list[tuple[float, float]]:
    return [(x - 3.5, y - 3), (x + 3.5, y - 3), (x, y + 3.5)]


def _next_month(day: date) -> date:
    if (day.year, day.month) == (date.max.year, 12):
        return date.max
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
