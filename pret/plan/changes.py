"""What a coordinator may change in a plan, and what of it is possible."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pret.domain.closings import Closing
from pret.domain.french import day_range, long_day, short_day
from pret.domain.milestones import Milestone, MilestoneKind
from pret.domain.programme import Programme
from pret.domain.schedule import Calendar, DateStatus, PlannedMilestone
from pret.errors import MoveRefusedError
from pret.plan.almanac import Almanac
from pret.plan.planner import day_in, fixed_days
from pret.plan.reasons import closed_days
from pret.plan.spans import LED_TO
from pret.plan.staying import Asked, Lost
from pret.plan.windows import (
    RESTITUTION,
    SPANS,
    START,
    Point,
    Reach,
    Strength,
    Window,
    points,
    windows,
)

_ONE_DAY = timedelta(days=1)
#: How far after the day asked for one that is open is looked for: in days, or in weeks.
_LOOKED_AT = 200
#: How many reasons are told why an earlier day cannot be had.
_MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class Moved:
    """A milestone, or the restitution of a workshop, is wanted on a day."""

    milestone: Milestone
    day: date
    restitution: bool = False

    @property
    def key(self) -> str:
        """Return the key of the point that it is about."""
        return self.milestone.code + (RESTITUTION if self.restitution else "")


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A milestone will not be held."""

    milestone: Milestone


@dataclass(frozen=True, slots=True)
class Closed:
    """The place of a milestone closes; both the first and the last day count."""

    milestone: Milestone
    first_day: date
    last_day: date


Change = Moved | Cancelled | Closed


def asked_by(
    programme: Programme, almanac: Almanac, calendar: Calendar, change: Change, today: date
) -> tuple[Asked, tuple[str, ...]]:
    """Return the plan with the change in it, and why a day cannot be had as it was asked for.

    Raises MoveRefusedError when there is no open day for it.
    """
    former = points(programme, calendar)
    if isinstance(change, Cancelled):
        calendar = without(calendar, change.milestone)
    placed = tuple(
        point
        for point in points(programme, calendar)
        if takes_part(calendar, point) or point.milestone == change.milestone
    )
    fixed = dict(fixed_days(placed, calendar, today, staying=(DateStatus.HELD,)))
    told: tuple[str, ...] = ()
    wanted, lost, shift_days = "", None, 0
    led: tuple[Window, ...] = ()
    new: frozenset[tuple[str, str]] = frozenset()
    if isinstance(change, Cancelled):
        new = _pairs(programme, almanac, placed) - _pairs(programme, almanac, former)
    elif isinstance(change, Moved) and change.milestone.kind in SPANS:
        calendar = shifted(calendar, change)
        led = tuple(_led_to(programme, calendar, placed, change))
    elif isinstance(change, Moved):
        point = next(each for each in placed if each.key == change.key)
        now, wanted = day_in(calendar, point), point.key
        fixed[wanted], told = _nearest(programme, almanac, point, change.day)
        shift_days = abs((fixed[wanted] - now).days) if now else 0
    else:
        site = next((each.site for each in placed if each.milestone == change.milestone), None)
        lost = Lost(site, change.milestone, change.first_day, change.last_day)
        if site is not None:
            days = day_range(change.first_day, change.last_day)
            closing = Closing(change.first_day, change.last_day, f"fermeture {days}", "pret move")
            almanac = almanac.also_closed(site, closing)
    asked = Asked(
        programme, almanac, calendar, placed, fixed, today, wanted, lost, shift_days, led, new
    )
    return asked, told


def _pairs(
    programme: Programme, almanac: Almanac, placed: tuple[Point, ...]
) -> frozenset[tuple[str, str]]:
    """Return the points between which rules stand."""
    rules = (w for w in windows(programme, almanac, placed) if w.strength is Strength.RULE)
    return frozenset((window.before, window.after) for window in rules)


def _led_to(
    programme: Programme, calendar: Calendar, placed: tuple[Point, ...], change: Moved
) -> Iterator[Window]:
    """Yield where what a span leads to may stand: after its first day, in good time if it moves."""
    kind, ahead_days = LED_TO[change.milestone.kind]
    entry = calendar.planned(change.milestone.code)
    away_days = (change.day - programme.start).days
    for point in placed:
        now = day_in(calendar, point)
        if point.milestone.kind is not kind or now is None or entry is None:
            continue
        since = f"(à partir du {short_day(change.day)})"
        told = f"{point.named} vient après {change.milestone.named} {since}"
        after = Reach(days=away_days + 1)
        yield Window(START, point.key, Strength.RULE, told, after, None, "C3")
        if now <= change.day:
            length_days = (entry.end - entry.first_day).days + 1
            told = f"{ahead_days} jours au moins entre {change.milestone.named} et {point.named}"
            enough = Reach(days=away_days + length_days + ahead_days)
            yield Window(START, point.key, Strength.WISH, told, enough)


def takes_part(calendar: Calendar, point: Point) -> bool:
    """Tell whether a point is dated; what is postponed waits for a date of its own."""
    entry = calendar.planned(point.milestone.code)
    waits = entry is None or entry.status is DateStatus.POSTPONED
    return not waits and day_in(calendar, point) is not None


def without(calendar: Calendar, milestone: Milestone) -> Calendar:
    """Return the calendar in which a milestone is cancelled."""
    entry = calendar.planned(milestone.code)
    if entry is None:
        return calendar
    return replaced(calendar, entry.model_copy(update={"status": DateStatus.CANCELLED}))


def shifted(calendar: Calendar, change: Moved) -> Calendar:
    """Return the calendar in which a span of days begins on the day asked, as long as it was."""
    entry = calendar.planned(change.milestone.code)
    if entry is None:
        new = PlannedMilestone(milestone=change.milestone.code, first_day=change.day)
        return Calendar(version=1, milestones=(*calendar.milestones, new))
    moved = {"first_day": change.day, "status": DateStatus.OPTION}
    if entry.last_day is not None:
        moved["last_day"] = entry.last_day + (change.day - entry.first_day)
    return replaced(calendar, entry.model_copy(update=moved))


def replaced(calendar: Calendar, entry: PlannedMilestone) -> Calendar:
    """Return the calendar with the dates of one milestone in place of those that it had."""
    entries = tuple(
        entry if each.milestone == entry.milestone else each for each in calendar.milestones
    )
    return calendar.model_copy(update={"milestones": entries})


def refuse(calendar: Calendar, change: Change, today: date) -> None:
    """Raise MoveRefusedError for what is over, and for what makes no sense."""
    milestone, entry = change.milestone, calendar.planned(change.milestone.code)
    status = entry.status if entry else None
    if entry is not None and status is DateStatus.HELD:
        told = f"a le statut « tenu », le {short_day(entry.first_day)} : cela ne bouge plus."
        raise MoveRefusedError(milestone.label, told, "S’il n’a pas eu lieu, corrigez son statut.")
    if status is DateStatus.CANCELLED:
        remedy = "Redonnez-lui le statut option dans calendar.yaml, puis recommencez."
        raise MoveRefusedError(milestone.label, "a le statut « annulé ».", remedy)
    if isinstance(change, Moved):
        _refuse_day(change, today)
    elif entry is None:
        remedy = "Donnez-lui une date, ou faites un plan : « pret plan »."
        raise MoveRefusedError(milestone.label, "n’a pas encore de dates.", remedy)


def _refuse_day(change: Moved, today: date) -> None:
    label = change.milestone.label
    if change.restitution and change.milestone.kind is not MilestoneKind.PROSPECTIVE_WORKSHOP:
        told = "n’a pas de restitution : seuls les ateliers en ont une."
        raise MoveRefusedError(label, told, "Ôtez --restitution.")
    if change.day <= today:
        told = f"ne peut pas aller au {long_day(change.day)} : ce jour n’est pas à venir."
        remedy = "Ce qui a déjà eu lieu se note dans calendar.yaml, avec le statut held."
        raise MoveRefusedError(label, told, remedy)


def _nearest(
    programme: Programme, almanac: Almanac, point: Point, wanted: date
) -> tuple[date, tuple[str, ...]]:
    """Return the first day from the one wanted on which a point can begin, and why not before."""
    told: list[str] = []
    day, step = wanted, _ONE_DAY
    if point.is_week:
        step = timedelta(days=7)
        day += timedelta(days=(-wanted.weekday() if wanted.weekday() < 5 else 7 - wanted.weekday()))
        if day != wanted:
            told.append(f"une semaine d’immersion commence un lundi : le {long_day(day)}")
    for _ in range(_LOOKED_AT):
        reasons = closed_days(almanac, point, day, saturdays=programme.calendar.saturdays)
        if not reasons:
            return day, tuple(told)
        told += [each for each in reasons if each not in told][: _MOST_REASONS - len(told)]
        day += step
    raise MoveRefusedError(
        point.milestone.label, "n’a ensuite aucun jour ouvert.", "Voyez « pret capacity »."
    )
