"""What the drawn figures show: values only. How they look is the business of the writers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import asin, cos, radians, sin, sqrt

_EARTH_RADIUS_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time. Both days count.

    when: the days in French words. lane: the row it belongs to (« Axe 1 »).
    firm: whether the dates are sure. restitution: a later day that belongs to it, or None.
    prepared: the day on which its preparation begins, or None when it is not shown.
    """

    label: str
    when: str
    first: date
    last: date
    lane: str
    firm: bool = True
    restitution: date | None = None
    prepared: date | None = None

    @property
    def begin(self) -> date:
        """Return the first day, preparation included."""
        return min(self.first, self.prepared or self.first)

    @property
    def end(self) -> date:
        """Return the last day, restitution included."""
        return max(self.last, self.restitution or self.last)


@dataclass(frozen=True, slots=True)
class ClosedDays:
    """Days on which sites are closed, both counted. name: empty when they are not named."""

    name: str
    first: date
    last: date
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """Closed days of one sort, such as a zone's school holidays. shaded: over the whole height."""

    label: str
    closed: tuple[ClosedDays, ...]
    shaded: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """The months of a programme, with its milestones.

    spans: in the order of the programme. strips: what closes the sites. sure_until: last day that
    the decrees on school holidays cover, or None when all shown is.
    """

    spans: tuple[Span, ...]
    strips: tuple[Strip, ...] = ()
    sure_until: date | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of the budget, in euros. post: the group it belongs to."""

    label: str
    post: str
    planned: Decimal
    committed: Decimal
    paid: Decimal


@dataclass(frozen=True, slots=True)
class BudgetBars:
    """A budget, line by line. spending: whether what is committed and paid is shown too."""

    bars: tuple[Bar, ...]
    spending: bool


@dataclass(frozen=True, slots=True)
class SitePoint:
    """A site of the programme. kind: « lycée technique ». base_camp: where the team lives.

    latitude, longitude: in degrees north and east (WGS 84), or both None.
    """

    name: str
    kind: str
    town: str
    base_camp: bool
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class SiteScheme:
    """The sites of a programme and the base camp from which the others are visited."""

    sites: tuple[SitePoint, ...]

    @property
    def base(self) -> SitePoint | None:
        """Return the base camp, or None when no site is one."""
        return next((site for site in self.sites if site.base_camp), None)

    @property
    def placed(self) -> bool:
        """Tell whether every site has its coordinates, and one is not where another is."""
        places = {(site.latitude, site.longitude) for site in self.sites}
        return len(places) > 1 and not any(None in place for place in places)


@dataclass(frozen=True, slots=True)
class Part:
    """How many people of one kind sit at each table. label: « agents », « usagers »."""

    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """Who sits around one table or several, kind by kind; a kind with nobody is shown.

    tables: the name of each table; each part has as many counts.
    """

    tables: tuple[str, ...]
    parts: tuple[Part, ...]


Chart = Timeline | BudgetBars | SiteScheme | Balance


def distance_km(one: SitePoint, other: SitePoint) -> float | None:
    """Return the distance between two sites as the crow flies, or None without coordinates."""
    places = (one.latitude, one.longitude, other.latitude, other.longitude)
    if None in places:
        return None
    north, east, far_north, far_east = (radians(degrees or 0.0) for degrees in places)
    half = (
        sin((far_north - north) / 2) ** 2
        + cos(north) * cos(far_north) * sin((far_east - east) / 2) ** 2
    )
    return 2 * _EARTH_RADIUS_KM * asin(sqrt(half))


def kilometres(distance: float) -> str:
    """Return a distance of so many kilometres in words: « 800 m », « 4,5 km », « 112 km »."""
    if round(distance, 1) < 1:
        return f"{round(distance * 1000)}\u00a0m"
    if round(distance, 1) < 10:
        return f"{distance:.1f}".replace(".0", "").replace(".", ",") + "\u00a0km"
    return f"{round(distance):,}".replace(",", "\u202f") + "\u00a0km"
