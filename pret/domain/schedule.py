"""The calendar of a programme (`calendar.yaml`), and what comes next and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from pret.domain.fields import Day, Entry, Line, SiteCode, maybe, must
from pret.domain.milestones import Milestone, MilestoneKind, Phase, phases
from pret.domain.programme import Programme
from pret.domain.public_holidays import is_working_day
from pret.problems import Problem

_ONE_DAY = timedelta(days=1)


class DateStatus(StrEnum):
    """How sure a date is (coordinators' words)."""

    OPTION = "option"
    FIRM = "firm"
    FORECAST = "forecast"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


DATE_STATUS_LABELS = {
    DateStatus.OPTION: "option",
    DateStatus.FIRM: "ferme",
    DateStatus.FORECAST: "prévisionnel",
    DateStatus.HELD: "tenu",
    DateStatus.POSTPONED: "reporté",
    DateStatus.CANCELLED: "annulé",
}


class PlannedMilestone(Entry):
    """The dates of one milestone; both the first and the last day count."""

    milestone: Line = must("Temps fort")
    first_day: Day = must("Premier jour")
    last_day: Day | None = maybe("Dernier jour")
    restitution: Day | None = maybe("Restitution")
    status: DateStatus = maybe("Statut", default=DateStatus.OPTION)
    place: Line | None = maybe("Lieu")
    site: SiteCode | None = maybe("Site qui accueille")
    reminders: bool = maybe("Relances tant qu’il manque quelque chose", default=True)

    @property
    def end(self) -> date:
        """Return the last day, restitution included."""
        return max(self.first_day, self.last_day or date.min, self.restitution or date.min)


class Calendar(Entry):
    """The whole of `calendar.yaml`."""

    version: Annotated[int, Field(ge=1, le=1)] = must("Version du fichier")
    milestones: tuple[PlannedMilestone, ...] = must("Temps forts")

    def planned(self, code: str) -> PlannedMilestone | None:
        """Return the dates of a milestone, or None when it has none yet."""
        return next((entry for entry in self.milestones if entry.milestone == code), None)


@dataclass(frozen=True, slots=True)
class Step:
    """One phase of one milestone, due on a civil day."""

    milestone: Milestone
    phase: Phase
    due: date

    @property
    def key(self) -> str:
        """Return `milestone/phase`, unique in a programme."""
        return f"{self.milestone.code}/{self.phase}"


def site_of(programme: Programme, milestone: Milestone, planned: PlannedMilestone) -> str | None:
    """Return the code of the site that holds a milestone, or None when it is held elsewhere.

    Immersion weeks and lab days are at the base camp (the first site when none is said to be) when
    calendar.yaml gives them no site; other milestones are then at no site.
    """
    if planned.site is not None:
        return planned.site
    if milestone.kind not in (MilestoneKind.IMMERSION_WEEK, MilestoneKind.LAB_DAY):
        return None
    return next((site.code for site in programme.sites if site.base_camp), programme.sites[0].code)


def working_day_after(day: date, departments: Iterable[str] = ()) -> date:
    """Return the first day after a day that is neither of a weekend nor a public holiday.

    departments: whose own public holidays count too.
    """
    following = day + _ONE_DAY
    while not is_working_day(following, departments):
        following += _ONE_DAY
    return following


def working_day_until(day: date, departments: Iterable[str] = ()) -> date:
    """Return the last day, this one or before, that is neither of a weekend nor a public holiday.

    departments: as in `working_day_after`.
    """
    while not is_working_day(day, departments):
        day -= _ONE_DAY
    return day


def preparation_day(programme: Programme, first_day: date) -> date:
    """Return when a milestone is prepared, from its first day.

    It is `prepare_days` before, or on the last working day before that, and in the programme: on
    its first working day at the earliest.
    """
    departments = programme.departments
    ahead = timedelta(days=programme.calendar.prepare_days)
    day = working_day_until(first_day - ahead, departments)
    return max(day, working_day_after(programme.start - _ONE_DAY, departments))


def steps(programme: Programme, calendar: Calendar) -> tuple[Step, ...]:
    """Return every dated step in order of its due day, then of the milestones.

    A milestone that is cancelled or postponed has none. Another is prepared on its preparation day,
    and accounted for on the first working day after its last one, as its sites have them.
    """
    found: list[Step] = []
    for milestone in programme.milestones():
        planned = calendar.planned(milestone.code)
        if planned is None or planned.status in (DateStatus.CANCELLED, DateStatus.POSTPONED):
            continue
        due = {
            Phase.PREPARE: preparation_day(programme, planned.first_day),
            Phase.COMPLETE: working_day_after(planned.end, programme.departments),
        }
        found += [Step(milestone, phase, due[phase]) for phase in phases(milestone.kind)]
    return tuple(sorted(found, key=lambda step: (step.due, step.milestone.position, step.phase)))


def next_step(all_steps: Iterable[Step], done: frozenset[str]) -> Step | None:
    """Return the earliest step whose key is not done, or None when all are."""
    return next((step for step in all_steps if step.key not in done), None)


def following_steps(
    all_steps: Iterable[Step], milestone: Milestone, phase: Phase
) -> tuple[Step, ...]:
    """Return the steps to book once a phase has been run, in the order of their days.

    After `prepare`, the rest of the milestone. After `complete`, the next milestone that has
    dates, and whatever is due before it is over: preparing the one after may begin earlier.
    """
    ordered = tuple(all_steps)
    if phase is Phase.PREPARE:
        return tuple(
            step for step in ordered if step.milestone == milestone and step.phase is Phase.COMPLETE
        )
    later = [step for step in ordered if step.milestone.position > milestone.position]
    nearest = min((step.milestone.position for step in later), default=None)
    horizon = max(
        (step.due for step in later if step.milestone.position == nearest), default=date.min
    )
    return tuple(step for step in later if step.due <= horizon)


def undated_problems(
    milestones: tuple[Milestone, ...], calendar: Calendar, file: str
) -> tuple[Problem, ...]:
    """Return the milestones without dates as one problem, or none; dates are held to the rules."""
    undated = [each.code for each in milestones if calendar.planned(each.code) is None]
    if not undated:
        return ()
    remedy = "Ajoutez-les dès que leurs dates sont connues."
    return (Problem(file, None, "", f"sans date : {', '.join(undated)}.", remedy),)


def accounts_due(last_day: date) -> date:
    """Return by when the financial report of the year of a day is owed.

    Six months after the end of the financial year: Cerfa 15059, rule C13 of the calendar.
    """
    return date(last_day.year + 1, 6, 30)
