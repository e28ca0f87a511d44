"""Who sits around a table, drawn: a square a person, a row a kind, a column a table."""

from __future__ import annotations

from pret.domain.charts import Balance, Part
from pret.render.chart_svg import LINE_PT, SIZE_PT, SMALL_PT, Drawing
from pret.render.chart_text import width_pt, wrapped
from pret.render.theme import Theme

_ROW_PT, _SQUARE_PT, _BETWEEN_PT, _GAP_PT = 16.0, 9.0, 1.4, 14.0
#: Below this width, the squares of people run into one bar.
_NARROWEST_PT = 3.5
_LABELS_MOST_SHARE = 0.3


def draw_balance(chart: Balance, theme: Theme, width_mm: float) -> tuple[bytes, float]:
    """Return the SVG of who sits around one table or several."""
    drawing = Drawing(theme, width_mm)
    widest = max((width_pt(part.label, SIZE_PT) for part in chart.parts), default=0.0)
    labels = min(widest, drawing.width_pt * _LABELS_MOST_SHARE)
    tables = max(1, len(chart.tables))
    column = (drawing.width_pt - labels - _GAP_PT * tables) / tables
    starts = [labels + _GAP_PT + place * (column + _GAP_PT) for place in range(tables)]
    most = max((count for part in chart.parts for count in part.counts), default=0)
    figure = width_pt(str(most), SIZE_PT, bold=True) + 5
    unit = min(_SQUARE_PT + _BETWEEN_PT, (column - figure) / max(1, most))
    top = _heads(drawing, chart, starts, column)
    for part in chart.parts:
        drawing.words(0, top + 11, part.label, room=labels)
        for start, count in zip(starts, part.counts, strict=True):
            _people(drawing, (start, start + column), top, count, max(unit, 0.0))
        top += _ROW_PT
    drawing.line((0, top + 1), (drawing.width_pt, top + 1), "line")
    _totals(drawing, chart.parts, starts, column, top + 14)
    return drawing.svg(top + 19)


def _heads(drawing: Drawing, chart: Balance, starts: list[float], column: float) -> float:
    """Write the names of the tables, where there are several; return where the rows start."""
    if len(chart.tables) < 2:
        return 0.0
    lines = [wrapped(name, column, SIZE_PT, most_lines=2, bold=True) for name in chart.tables]
    for start, name in zip(starts, lines, strict=True):
        for number, line in enumerate(name):
            baseline = 10 + number * LINE_PT
            drawing.words(start, baseline, line, room=column, bold=True, colour="accent")
    foot = max(map(len, lines)) * LINE_PT + 5
    drawing.line((0, foot), (drawing.width_pt, foot), "line")
    return foot + 4


def _people(
    drawing: Drawing, column: tuple[float, float], top: float, count: int, unit: float
) -> None:
    """Draw so many people and their number; where nobody sits, the number says so."""
    start, limit = column
    square_top = top + (_ROW_PT - _SQUARE_PT) / 2
    if count and unit >= _NARROWEST_PT:
        for place in range(count):
            drawing.rect(start + place * unit, square_top, unit - _BETWEEN_PT, _SQUARE_PT, "accent")
    elif count:
        drawing.rect(start, square_top, count * unit, _SQUARE_PT, "accent")
    end = start + count * unit + 3 if count else start
    colour = "ink" if count else "muted"
    drawing.words(end, top + 11, str(count), room=limit - end, bold=True, colour=colour)


def _totals(
    drawing: Drawing, parts: tuple[Part, ...], starts: list[float], column: float, baseline: float
) -> None:
    for place, start in enumerate(starts):
        total = sum(part.counts[place] for part in parts if place < len(part.counts))
        noun = "personne" if total < 2 else "personnes"
        drawing.words(
            start, baseline, f"{total}\u00a0{noun}", room=column, size=SMALL_PT, colour="muted"
        )
