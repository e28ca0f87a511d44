"""What drawn figures say to those who do not see them: short texts made from their values."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from pret.compose.lint import DRAWN_ALT_MOST_CHARACTERS
from pret.domain import french
from pret.domain.charts import (
    Balance,
    Bar,
    SitePoint,
    SiteScheme,
    Timeline,
    distance_km,
    kilometres,
)


def within(told: str) -> str:
    """Return an alternative text, cut after a word when a programme has very many parts."""
    if len(told) <= DRAWN_ALT_MOST_CHARACTERS:
        return told
    return told[:DRAWN_ALT_MOST_CHARACTERS].rpartition(" ")[0].rstrip(" ,;:") + "…"


def timeline_told(chart: Timeline) -> str:
    """Say how many milestones a timeline shows, and when."""
    first = min(span.first for span in chart.spans)
    last = max(span.end for span in chart.spans)
    lanes = dict.fromkeys(span.lane for span in chart.spans)
    parts = []
    for lane in lanes:
        here = [span for span in chart.spans if span.lane == lane]
        period = _months(min(span.first for span in here), max(span.end for span in here))
        parts.append(f"{lane.partition(' – ')[2] or lane}, {len(here)}, {period}")
    count = len(chart.spans)
    noun = "temps fort" if count < 2 else "temps forts"
    told = f"Frise de {count}\u00a0{noun}, {_months(first, last)}. {' ; '.join(parts)}."
    if chart.strips:
        strips = [strip.label[:1].lower() + strip.label[1:] for strip in chart.strips]
        told += f" Avec les préparations, et en haut : {' ; '.join(strips)}."
    if chart.sure_until is not None and chart.sure_until < last:
        told += f" Vacances prévisionnelles après le {french.short_day(chart.sure_until)}."
    return told


def _months(first: date, last: date) -> str:
    start, end = (f"{french.MONTHS[day.month - 1]} {day.year}" for day in (first, last))
    if start == end:
        return f"en {start}"
    if first.year == last.year:
        start = start.partition(" ")[0]
    elided = "d’" if start[0] in "ao" else "de "
    return f"{elided}{start} à {end}"


def budget_told(bars: tuple[Bar, ...], *, spending: bool) -> str:
    """Say the sums of a budget, and those of its posts."""

    def total(field: str, of: Iterable[Bar]) -> Decimal:
        return sum((getattr(bar, field) for bar in of), Decimal(0))

    posts = []
    for post in dict.fromkeys(bar.post for bar in bars):
        here = [bar for bar in bars if bar.post == post]
        amount = french.euros(total("planned", here))
        if spending:
            amount = f"{french.euros(total('paid', here))} payés sur {amount}"
        posts.append(f"{post}, {amount}")
    planned = french.euros(total("planned", bars))
    head = f"Barres du budget : {planned} prévus"
    if spending:
        committed = french.euros(total("committed", bars))
        head += f", {committed} engagés, {french.euros(total('paid', bars))} payés"
    return f"{head}. {' ; '.join(posts)}."


def sites_told(chart: SiteScheme) -> str:
    """Say which sites a map or a scheme shows, and how far they are."""
    base = chart.base
    others = [site for site in chart.sites if site is not base]
    if base is None:
        return f"Schéma des {len(others)} sites : {', '.join(_place(site) for site in others)}."
    if not chart.placed:
        places = ", ".join(_place(site) for site in others)
        return f"Schéma : le camp de base, {_place(base)}, est relié à {places}."
    places = ", ".join(
        f"{_place(site)} à {kilometres(distance_km(base, site) or 0.0)}" for site in others
    )
    return f"Carte à l’échelle : autour du camp de base, {_place(base)}, {places}."


def _place(site: SitePoint) -> str:
    return f"{site.name} ({site.town})"


def balance_told(chart: Balance) -> str:
    """Say how many people of each kind sit at each table."""
    parts = []
    for part in chart.parts:
        counts = ", ".join(str(count) for count in part.counts)
        parts.append(f"{part.label.lower()} {counts}")
    totals = [sum(part.counts[place] for part in chart.parts) for place in range(len(chart.tables))]
    if len(totals) == 1:
        noun = "personne" if totals[0] < 2 else "personnes"
        return f"{totals[0]}\u00a0{noun}, un carré chacune : {' ; '.join(parts)}."
    said = ", ".join(str(total) for total in totals)
    return f"{said} personnes, une table après l’autre : {' ; '.join(parts)}."
