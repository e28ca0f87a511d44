"""The sites of a programme, drawn: to scale where their coordinates are known, else as a scheme.

The places are at the left, their names in a column at the right, each joined to its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin

from pret.domain.charts import SitePoint, SiteScheme, distance_km, kilometres
from pret.render.chart_svg import LINE_PT, SIZE_PT, SMALL_PT, Drawing
from pret.render.chart_text import width_pt, wrapped
from pret.render.theme import Theme

_KM_A_DEGREE = 111.195  # of latitude, on a sphere of 6,371 km
_MAP_SHARE, _MOST_MAP_PT, _LEAST_MAP_PT = 0.36, 165.0, 110.0
_EDGE_PT, _LABEL_GAP_PT, _DOT_PT = 16.0, 9.0, 4.0
_FOOT_PT = 26.0
_NORTH = "N"


@dataclass(frozen=True, slots=True)
class _Label:
    """What is written about a site. lines: each with its size, colour and weight."""

    lines: tuple[tuple[str, float, str, bool], ...]

    @property
    def height_pt(self) -> float:
        return len(self.lines) * LINE_PT


def draw_sites(chart: SiteScheme, theme: Theme, width_mm: float) -> tuple[bytes, float]:
    """Return the SVG of the sites, the base camp as a square joined to each of the others."""
    drawing = Drawing(theme, width_mm)
    if not chart.sites:
        return drawing.svg(LINE_PT)
    map_width = drawing.width_pt * _MAP_SHARE
    column = map_width + 20
    labels = [_label(chart, site, drawing.width_pt - column) for site in chart.sites]
    stacked = sum(label.height_pt + _LABEL_GAP_PT for label in labels)
    if chart.placed:
        points, height, pt_a_km = _to_scale(chart.sites, map_width, stacked)
    else:
        height, pt_a_km = max(_LEAST_MAP_PT, stacked), 0.0
        points = _as_scheme(chart, map_width, height)
    tops = _spread([point[1] for point in points], [each.height_pt for each in labels], height)
    drawing.rect(0, 0, map_width, height, "accent_light")
    _spokes(drawing, chart, points)
    for site, point, label, top in zip(chart.sites, points, labels, tops, strict=True):
        _leader(drawing, point, (column - 5, top + 6), map_width)
        _mark(drawing, site, point)
        _write(drawing, label, column, top)
    if not chart.placed:
        note = "Schéma sans échelle."
        drawing.words(0, height + 14, note, room=drawing.width_pt, size=SMALL_PT, colour="muted")
        return drawing.svg(height + 18)
    _scale_bar(drawing, pt_a_km, map_width, height)
    return drawing.svg(height + _FOOT_PT)


def _label(chart: SiteScheme, site: SitePoint, room: float) -> _Label:
    names = wrapped(site.name, room, SIZE_PT, most_lines=2, bold=True)
    where = wrapped(f"{site.kind}, {site.town}", room, SMALL_PT, most_lines=2)
    lines = [(line, SIZE_PT, "ink", True) for line in names]
    lines += [(line, SMALL_PT, "muted", False) for line in where]
    if site.base_camp:
        lines.append(("Camp de base", SMALL_PT, "warm", True))
    elif chart.base is not None and chart.placed:
        away = distance_km(chart.base, site)
        lines.append((f"À {kilometres(away or 0.0)} du camp de base", SMALL_PT, "muted", False))
    return _Label(tuple(lines))


def _to_scale(
    sites: tuple[SitePoint, ...], width: float, stacked: float
) -> tuple[list[tuple[float, float]], float, float]:
    """Return the places of sites on a map, its height, and how many points a kilometre takes."""
    norths = [site.latitude or 0.0 for site in sites]
    easts = [site.longitude or 0.0 for site in sites]
    shrink = cos(radians((max(norths) + min(norths)) / 2))
    wide_km = max((max(easts) - min(easts)) * shrink * _KM_A_DEGREE, 0.001)
    high_km = max((max(norths) - min(norths)) * _KM_A_DEGREE, 0.001)
    room = width - 2 * _EDGE_PT
    pt_a_km = min(room / wide_km, (_MOST_MAP_PT - 2 * _EDGE_PT) / high_km)
    height = max(high_km * pt_a_km + 2 * _EDGE_PT, _LEAST_MAP_PT, stacked)
    left = (width - wide_km * pt_a_km) / 2
    top = (height - high_km * pt_a_km) / 2
    points = [
        (
            left + (east - min(easts)) * shrink * _KM_A_DEGREE * pt_a_km,
            top + (max(norths) - north) * _KM_A_DEGREE * pt_a_km,
        )
        for north, east in zip(norths, easts, strict=True)
    ]
    return points, height, pt_a_km


def _as_scheme(chart: SiteScheme, width: float, height: float) -> list[tuple[float, float]]:
    """Return places around the base camp: it stands at the left, the others on an arc."""
    others = [site for site in chart.sites if site is not chart.base]
    middle, radius_x, radius_y = height / 2, width * 0.62, height / 2 - _EDGE_PT
    found: list[tuple[float, float]] = []
    turned = 0
    for site in chart.sites:
        if site is chart.base:
            found.append((width * 0.2, middle))
            continue
        part = (turned + 0.5) / len(others) - 0.5
        found.append(
            (width * 0.2 + radius_x * cos(part * 2.2), middle + radius_y * sin(part * 2.6))
        )
        turned += 1
    return found


def _spread(middles: list[float], heights: list[float], height: float) -> list[float]:
    """Return the top of each label, beside its place but clear of the others."""
    order = sorted(range(len(middles)), key=lambda place: middles[place])
    tops = [0.0] * len(middles)
    free = 0.0
    for place in order:
        tops[place] = max(middles[place] - 6, free)
        free = tops[place] + heights[place] + _LABEL_GAP_PT
    limit = max(height, free - _LABEL_GAP_PT) if free - _LABEL_GAP_PT <= height else height
    for place in reversed(order):
        tops[place] = min(tops[place], limit - heights[place])
        limit = tops[place] - _LABEL_GAP_PT
    return tops


def _spokes(drawing: Drawing, chart: SiteScheme, points: list[tuple[float, float]]) -> None:
    base = next(
        (point for site, point in zip(chart.sites, points, strict=True) if site is chart.base), None
    )
    for point in points:
        if base is not None and point != base:
            drawing.line(base, point, "accent", width=1.1, dashes="3 2.4")


def _leader(
    drawing: Drawing, point: tuple[float, float], end: tuple[float, float], bend: float
) -> None:
    """Join a place to its name: straight across the map, then to the name's line."""
    drawing.line((point[0] + _DOT_PT + 2, point[1]), (bend, point[1]), "muted", width=0.5)
    drawing.line((bend, point[1]), end, "muted", width=0.5)


def _mark(drawing: Drawing, site: SitePoint, point: tuple[float, float]) -> None:
    x, y = point
    if site.base_camp:
        side = _DOT_PT + 1
        drawing.rect(x - side, y - side, 2 * side, 2 * side, "warm", edge="white")
    else:
        drawing.dot(x, y, _DOT_PT, "accent", edge="white")


def _write(drawing: Drawing, label: _Label, left: float, top: float) -> None:
    for number, (line, size, colour, bold) in enumerate(label.lines):
        drawing.words(
            left,
            top + 9 + number * LINE_PT,
            line,
            room=drawing.width_pt - left,
            size=size,
            colour=colour,
            bold=bold,
        )


def _scale_bar(drawing: Drawing, pt_a_km: float, map_width: float, height: float) -> None:
    """Draw a bar of a round length, and where the north is."""
    most_km = map_width * 0.45 / pt_a_km
    power = 10.0 ** (len(str(int(most_km))) - 1) if most_km >= 1 else 0.1
    length_km = max(step * power for step in (1, 2, 5) if step * power <= most_km or step == 1)
    y, end = height + 12, length_km * pt_a_km
    drawing.line((0, y), (end, y), "ink", width=1)
    for x in (0.5, end - 0.5):
        drawing.line((x, y - 3), (x, y), "ink", width=1)
    words = kilometres(length_km)
    drawing.words(end + 5, y + 1, words, room=width_pt(words, SMALL_PT), size=SMALL_PT)
    north = map_width - 5
    drawing.shape([(north, y - 9), (north + 3.4, y), (north, y - 2), (north - 3.4, y)], "ink")
    drawing.words(north, y + 10, _NORTH, room=12, size=SMALL_PT, bold=True, anchor="middle")
