"""A budget, drawn: a bar a line, under its post; what is paid inside what is planned."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby

from pret.domain.charts import Bar, BudgetBars
from pret.render.chart_svg import LINE_PT, SIZE_PT, SMALL_PT, Drawing
from pret.render.chart_text import width_pt, wrapped
from pret.render.theme import Theme

_BAR_PT, _PAID_PT, _POST_PT, _HEAD_PT = 9.0, 4.6, 20.0, 18.0
_GAP_PT, _AIR_PT = 8.0, 6.0
_LABELS_SHARE = 0.36
_OVERRUN = "dépassement"


def draw_budget(chart: BudgetBars, theme: Theme, width_mm: float) -> tuple[bytes, float]:
    """Return the SVG of a budget, with its amounts in whole euros."""
    drawing = Drawing(theme, width_mm)
    figures = _Figures(chart)
    labels = drawing.width_pt * _LABELS_SHARE
    end = drawing.width_pt - figures.width_pt - (_GAP_PT if figures.width_pt else 0.0)
    page = _Page(drawing, labels, labels + _GAP_PT, end, _largest(chart), figures)
    top = _head(page, chart)
    for post, lines in groupby(chart.bars, lambda bar: bar.post):
        bars = list(lines)
        drawing.line((0, top), (drawing.width_pt, top), "line")
        room = page.end - _GAP_PT
        drawing.words(0, top + 14, post, room=room, bold=True, colour="accent")
        page.figures.write(drawing, bars, top + 14, bold=True)
        top += _POST_PT
        for bar in bars:
            top = _row(page, chart, bar, top)
        top += 3
    return drawing.svg(top)


class _Figures:
    """The columns of amounts at the right: paid, then planned."""

    def __init__(self, chart: BudgetBars) -> None:
        heads = {"Payé": "paid"} if chart.spending else {}
        self.fields = heads | {"Prévu": "planned"}
        widest = max(
            (width_pt(_euros(total), SIZE_PT, bold=True) for total in _totals(chart)), default=0.0
        )
        self.column_pt = max(widest, width_pt("Prévu", SMALL_PT)) + 2
        self.width_pt = len(self.fields) * self.column_pt + (len(self.fields) - 1) * _GAP_PT

    def rights(self, drawing: Drawing) -> list[float]:
        step = self.column_pt + _GAP_PT
        count = len(self.fields)
        return [drawing.width_pt - step * (count - 1 - place) for place in range(count)]

    def write(self, drawing: Drawing, bars: list[Bar], baseline: float, *, bold: bool) -> None:
        for right, field in zip(self.rights(drawing), self.fields.values(), strict=True):
            total = sum((getattr(bar, field) for bar in bars), Decimal(0))
            drawing.words(
                right, baseline, _euros(total), room=self.column_pt, bold=bold, anchor="end"
            )


class _Page:
    """Where things stand across the drawing, in points; largest: the amount of a whole bar."""

    def __init__(
        self,
        drawing: Drawing,
        labels: float,
        start: float,
        end: float,
        largest: Decimal,
        figures: _Figures,
    ) -> None:
        self.drawing, self.labels, self.start = drawing, labels, start
        self.end, self.largest, self.figures = max(end, start), largest, figures

    def length(self, amount: Decimal) -> float:
        """Return how long a bar is; what is below zero has none."""
        return (self.end - self.start) * float(max(amount, Decimal(0)) / self.largest)


def _head(page: _Page, chart: BudgetBars) -> float:
    drawing, baseline = page.drawing, 10.0
    for right, name in zip(page.figures.rights(drawing), page.figures.fields, strict=True):
        room = page.figures.column_pt
        drawing.words(right, baseline, name, room=room, size=SMALL_PT, colour="muted", anchor="end")
    if chart.spending:
        x = page.start
        for name in ("prévu", "engagé", "payé"):
            drawing.rect(x, 3.5, 14, 8, "white", edge="muted", hatched=name == "engagé")
            if name == "payé":
                drawing.rect(x, 5.2, 14, _PAID_PT, "accent")
            room = min(width_pt(name, SMALL_PT), max(0.0, page.end - x - 18))
            drawing.words(x + 18, baseline, name, room=room, size=SMALL_PT, colour="muted")
            x += 18 + room + 10
    return _HEAD_PT


def _row(page: _Page, chart: BudgetBars, bar: Bar, top: float) -> float:
    """Draw a line of the budget; return where the next one starts."""
    drawing = page.drawing
    lines = wrapped(bar.label, page.labels, SIZE_PT, most_lines=2)
    for number, line in enumerate(lines):
        drawing.words(0, top + 8 + number * LINE_PT, line, room=page.labels)
    _bar(page, bar, top + 0.4, spending=chart.spending)
    page.figures.write(drawing, [bar], top + 8, bold=False)
    return top + max(1, len(lines)) * LINE_PT + _AIR_PT


def _bar(page: _Page, bar: Bar, top: float, *, spending: bool) -> None:
    drawing, start = page.drawing, page.start
    planned = page.length(bar.planned)
    plain = "white" if spending else "accent_light"
    drawing.rect(start, top, planned, _BAR_PT, plain, edge="muted" if spending else "accent")
    if not spending:
        return
    committed, paid = page.length(bar.committed), page.length(bar.paid)
    if committed:
        drawing.rect(start, top, committed, _BAR_PT, "accent_light", edge="muted", hatched=True)
    if paid:
        drawing.rect(start, top + (_BAR_PT - _PAID_PT) / 2, paid, _PAID_PT, "accent")
    if max(bar.committed, bar.paid) > bar.planned:
        limit = start + planned
        drawing.line((limit, top - 2), (limit, top + _BAR_PT + 2), "warm", width=1.4)
        room = width_pt(_OVERRUN, SMALL_PT)
        left = min(start + max(committed, paid) + 5, page.end - room)
        low = left < start + max(committed, paid) + 5  # no room beside the bar: under it
        baseline = top + _BAR_PT + 8 if low else top + 7.6
        drawing.words(left, baseline, _OVERRUN, room=room, size=SMALL_PT, colour="warm")


def _totals(chart: BudgetBars) -> list[Decimal]:
    fields = ("planned", "paid") if chart.spending else ("planned",)
    return [abs(sum((getattr(bar, field) for bar in chart.bars), Decimal(0))) for field in fields]


def _largest(chart: BudgetBars) -> Decimal:
    """Return the largest amount of the chart, or 1 where all are zero."""
    amounts = [each for bar in chart.bars for each in (bar.planned, bar.committed, bar.paid)]
    return max([*amounts, Decimal(0)]) or Decimal(1)


def _euros(amount: Decimal) -> str:
    """Return an amount in whole euros: « 12 300 € »."""
    grouped = f"{amount:,.0f}".replace(",", "\u202f").replace("-", "\u2212")
    return f"{grouped}\u00a0€"
