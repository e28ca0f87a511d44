"""The months of a timeline: days to points, a column a month, the weeks of holidays behind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from pret.domain.charts import ClosedDays, Strip
from pret.render.chart_svg import SIZE_PT, SMALL_PT, Drawing
from pret.render.chart_text import width_pt

HEAD_PT = 27.0
#: The colour of holidays, behind what is planned.
SHADE = "ochre_light"
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
_YEAR_PT, _MONTH_PT = 14.0, 23.0
_NAMED_PT, _STRIP_PT, _CLOSED_PT, _BETWEEN_PT = 11.0, 22.0, 7.0, 5.0
_SHORTEST_PT = 1.2


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to points. first: the first day of the first month. end: the day after the last one."""

    first: date
    end: date
    width_pt: float

    @classmethod
    def of(cls, first: date, last: date, width_pt: float) -> Scale:
        """Return the scale of the whole months that hold some days."""
        return cls(date(first.year, first.month, 1), _next_month(last), width_pt)

    def x(self, day: date) -> float:
        """Return where a day starts."""
        return self.width_pt * (day - self.first).days / (self.end - self.first).days

    def after(self, day: date) -> float:
        """Return where a day ends."""
        return self.x(min(day, date.max - timedelta(days=1)) + timedelta(days=1))

    def within(self, closed: ClosedDays) -> tuple[float, float] | None:
        """Return where closed days start and end, or None when none of them is shown."""
        if closed.last < self.first or closed.first >= self.end:
            return None
        return max(0.0, self.x(closed.first)), min(self.width_pt, self.after(closed.last))

    def months(self) -> list[date]:
        """Return the first day of each month."""
        found = [self.first]
        while (following := _next_month(found[-1])) < self.end:
            found.append(following)
        return found


class Ground:
    """What stands behind the rows of a timeline: white paper, and the weeks of holidays."""

    def __init__(self, drawing: Drawing, scale: Scale, strips: Iterable[Strip]) -> None:
        self._drawing = drawing
        self._shades = sorted(
            found
            for strip in strips
            if strip.shaded
            for closed in strip.closed
            if (found := scale.within(closed)) is not None
        )

    def shade(self, top: float, foot: float) -> None:
        """Shade the weeks of holidays between two heights."""
        for left, right in self._shades:
            self._drawing.rect(left, top, right - left, foot - top, SHADE)

    def clear(self, left: float, top: float, width: float, height: float) -> None:
        """Clear the ground of words, which lines would cross: what is behind stays."""
        self._drawing.blank(left, top, width, height)
        end = min(left + width, self._drawing.width_pt)
        for start, stop in self._shades:
            shown = min(end, stop) - max(left, start, 0.0)
            if shown > 0:
                self._drawing.rect(max(left, start, 0.0), top, shown, height, SHADE)


def draw_months(drawing: Drawing, scale: Scale, foot: float) -> None:
    """Draw a line at the start of each month down to the foot, with its name and the year's."""
    months = scale.months()
    names = [_MONTHS[month.month - 1] for month in months]
    room = min(scale.x(_next_month(month)) - scale.x(month) for month in months)
    if max(width_pt(name, SMALL_PT) for name in names) > room:
        names = [name[0].upper() for name in names]
    fits = max(width_pt(name, SMALL_PT) for name in names) <= room
    for month, name in zip(months, names, strict=True):
        left, right = scale.x(month), scale.x(_next_month(month))
        year_starts = month.month == 1 or month == scale.first
        drawing.line((left, _YEAR_PT if year_starts else HEAD_PT), (left, foot), "line", width=0.25)
        if fits:
            middle = (left + right) / 2
            drawing.words(
                middle, _MONTH_PT, name, room=room, size=SMALL_PT, colour="muted", anchor="middle"
            )
        if year_starts:
            following = min(date(min(month.year + 1, date.max.year), 1, 1), scale.end)
            year = width_pt(str(month.year), SIZE_PT, bold=True)
            if year <= scale.x(following) - left:
                drawing.words(left, 10, str(month.year), room=year, bold=True)


def strips_pt(strips: tuple[Strip, ...]) -> float:
    """Return the height that strips of closed days take."""
    return _STRIP_PT * len(strips)


def draw_strips(
    drawing: Drawing, scale: Scale, ground: Ground, strips: tuple[Strip, ...], top: float
) -> None:
    """Draw each sort of closed days on a line of its own, under what names it."""
    for strip in strips:
        ground.clear(0, top + 1, width_pt(strip.label, SMALL_PT, bold=True) + 2, _NAMED_PT - 1)
        drawing.words(
            0, top + 9, strip.label, room=drawing.width_pt, size=SMALL_PT, bold=True, colour="ochre"
        )
        used = width_pt(strip.label, SMALL_PT, bold=True)
        named = ""
        for closed in strip.closed:
            found = scale.within(closed)
            if found is None:
                continue
            left = min(found[0], drawing.width_pt - _SHORTEST_PT)
            width = max(found[1] - left, _SHORTEST_PT)
            fill = "white" if closed.estimated else "ochre"
            drawing.rect(left, top + _NAMED_PT, width, _CLOSED_PT, fill, edge="ochre")
            if closed.name != named:  # what goes on under an estimate is named once
                used = _name_above(drawing, ground, closed.name, left + width / 2, top, used)
            named = closed.name
        top += _STRIP_PT


def _name_above(
    drawing: Drawing, ground: Ground, name: str, middle: float, top: float, used: float
) -> float:
    """Name closed days where there is room after what is written; return where words end."""
    wide = width_pt(name, SMALL_PT)
    left = min(middle - wide / 2, drawing.width_pt - wide)
    if not name or left < used + _BETWEEN_PT:
        return used
    ground.clear(left - 1, top + 1, wide + 2, _NAMED_PT - 1)
    drawing.words(left, top + 9, name, room=wide, size=SMALL_PT, colour="muted")
    return left + wide


def _next_month(day: date) -> date:
    if (day.year, day.month) == (date.max.year, 12):
        return date.max
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
