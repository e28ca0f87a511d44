"""Times the planner: random programmes, replans, and a portfolio that shares its teams.

    python -m benchmarks.planning [PROGRAMMES]

Every plan is checked by the verifier and made twice. CPU seconds, since other work may be running.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar

from pret.domain.closings import Closing, ClosingKind
from pret.domain.milestones import LabDayRule, MilestoneKind
from pret.domain.programme import Programme
from pret.domain.schedule import Calendar, DateStatus
from pret.errors import NoPlanError
from pret.plan.almanac import Almanac, almanac
from pret.plan.changes import Moved
from pret.plan.findings import days_between
from pret.plan.planner import make_plan
from pret.plan.replanning import propose
from pret.plan.verifier import errors, verify

T = TypeVar("T")

ZONES = ("A", "B", "C", "AB", "AC", "BC", "ABC", "A-", "AAB", "BCC")
DEPARTMENTS = (None, "69", "67", "57", "2A", "971", "974")
TEAMS = 8
PORTFOLIO = 120


def random_programme(chance: random.Random, rank: int) -> Programme:
    """Return a programme that starts from 2023 to 2028, with any zones and closing days."""
    start = date(2023, 1, 1) + timedelta(days=chance.randrange(6 * 365))
    sites = []
    for number, zone in enumerate(chance.choice(ZONES)):
        site: dict[str, Any] = {
            "code": f"site-{number}",
            "name": f"Site {number}",
            "kind": "Lycée",
            "town": "Ville",
            "base_camp": number == 0,
            "department": chance.choice(DEPARTMENTS),
            "closings": [_closing(chance, start) for _ in range(chance.choice((0, 3, 12)))],
        }
        sites.append(site | ({"zone": zone} if zone != "-" else {}))
    calendar = {
        "immersion_weeks": chance.choice((2, 3, 3, 3, 4)),
        "lab_days": chance.choice((2, 3, 3, 3, 4)),
        "workshops": chance.choice((0, 1, 2, 3, 3, 3)),
        "lab_day_rule": chance.choice(tuple(LabDayRule)),
    }
    return programme_of(f"p-{rank}", start, sites, calendar)


def programme_of(
    code: str, start: date, sites: list[dict[str, Any]], calendar: dict[str, Any]
) -> Programme:
    """Return a programme with nothing but what a plan needs."""
    line = {"code": "x", "label": "x", "planned": 0}
    post = {"code": "x", "label": "x", "total": 0, "lines": [line]}
    return Programme.model_validate(
        {
            "version": 1,
            "code": code,
            "title": code,
            "policy": code,
            "start": start,
            "partners": [],
            "sites": sites,
            "team": [],
            "coordinator": "P-001",
            "calendar": calendar,
            "budget": {"total": 0, "posts": [post], "funding": []},
        }
    )


def _closing(chance: random.Random, start: date) -> dict[str, Any]:
    first = start + timedelta(days=chance.randrange(550))
    last = first + timedelta(days=chance.choice((0, 0, 1, 4)))
    return {"first_day": first, "last_day": last, "label": "fermé"}


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Return the CPU seconds that some work takes, and its result."""
    begun = time.process_time()
    result = work()
    return time.process_time() - begun, result


def told(name: str, seconds: Sequence[float]) -> None:
    """Print the median, the 95th centile and the worst, in milliseconds."""
    ordered = sorted(seconds)
    figures = (statistics.median(ordered), ordered[int(0.95 * (len(ordered) - 1))], ordered[-1])
    median, centile, worst = (f"{1000 * figure:.0f}" for figure in figures)
    print(f"{name}: {len(ordered)}, median {median} ms, 95 % {centile} ms, worst {worst} ms")


def plans(count: int) -> Iterator[tuple[Programme, Almanac, Calendar]]:
    """Make random plans, check them, make them again; print what was found."""
    chance = random.Random(20270111)  # noqa: S311
    times, warned, refused, wrong, unlike = [], [], 0, 0, 0
    first = random_programme(chance, count)
    make_plan(first, almanac(first))  # what is imported and read once is not counted
    for rank in range(count):
        programme = random_programme(chance, rank)
        days = almanac(programme)
        try:
            seconds, plan = timed(lambda p=programme, d=days: make_plan(p, d))
        except NoPlanError as refusal:
            refused += 1
            print(f"  {programme.code} ({programme.start}) refused: {refusal}")
            continue
        found = verify(programme, plan.calendar, days)
        wrong += bool(errors(found))
        warned.append(len(found) - len(errors(found)))
        unlike += plan != make_plan(programme, almanac(programme))
        times.append(seconds)
        yield programme, days, plan.calendar
    told("plans", times)
    slowest = max(range(len(times)), key=times.__getitem__)
    print(f"slowest: programme number {slowest} of those planned")
    print(f"refused {refused}, with an error {wrong}, not the same twice {unlike}, ", end="")
    print(f"warnings: median {statistics.median(warned)}, most {max(warned)}")


def replans(made: Sequence[tuple[Programme, Almanac, Calendar]]) -> None:
    """Move a milestone of each plan by days, weeks or months; some dates are firm.

    Where a rule of level error is left, no plan keeps them all: that is looked for again on the
    nearest day that is told, and beyond it. What remains is a fault.
    """
    chance = random.Random(10)  # noqa: S311
    times, refused, moved, chosen, unlike, faults = [], 0, [], [], 0, 0
    for programme, days, calendar in made:
        entries = tuple(
            entry.model_copy(update={"status": chance.choice((DateStatus.OPTION, DateStatus.FIRM))})
            for entry in calendar.milestones
        )
        milestone = chance.choice(programme.milestones()[1:])
        entry = next(each for each in entries if each.milestone == milestone.code)
        away = timedelta(days=chance.choice((-14, -7, 1, 7, 14, 21, 30, 45, 60, 90)))
        change = Moved(milestone, max(entry.first_day + away, programme.start + timedelta(days=8)))
        plan = Calendar(version=1, milestones=entries)
        today = programme.start + timedelta(days=7)
        try:
            seconds, proposal = timed(
                lambda p=programme, d=days, c=plan, m=change, t=today: propose(p, d, c, m, t)
            )
        except NoPlanError:
            refused += 1
            continue
        times.append(seconds)
        moved.append(len(proposal.moves))
        unlike += proposal != propose(programme, almanac(programme), plan, change, today)
        if proposal.choice is None:
            faults += len(errors(proposal.found_after)) > len(errors(proposal.found_before))
            continue
        chosen.append(proposal.choice)
        if proposal.choice.nearest is not None:
            there = replace(change, day=proposal.choice.nearest)
            nearest = propose(programme, days, plan, there, today)
            faults += nearest.choice is not None or bool(errors(nearest.found_after))
    told("replans", times)
    print(f"refused {refused}, not the same twice {unlike}, ", end="")
    print(f"milestones moved: median {statistics.median(moved)}, most {max(moved)}")
    print(f"no plan keeps all the rules in {len(chosen)} of them, for (French labels):")
    rules = Counter(demand for each in chosen for demand in each.demands if not _dated(demand))
    for demand, count in rules.most_common():
        print(f"  {count:3} {demand}")
    near = sum(each.nearest is not None for each in chosen)
    print(f"with a nearest day that keeps them {near}; an error that some plan avoids {faults}")


def _dated(demand: str) -> bool:
    """Tell whether a demand is a date or an order, not a rule of the programme."""
    return " vient après " in demand or any(letter.isdigit() for letter in demand[2:])


def portfolio() -> None:
    """Plan programmes one by one: the days of a team's earlier weeks and lab days are closed."""
    chance = random.Random(8)  # noqa: S311
    busy: dict[int, tuple[Closing, ...]] = dict.fromkeys(range(TEAMS), ())
    begun = time.process_time()
    planned = refused = 0
    for rank in range(PORTFOLIO):
        programme, team = random_programme(chance, rank), rank % TEAMS
        days = almanac(programme, {None: busy[team]})
        try:
            plan = make_plan(programme, days)
        except NoPlanError as refusal:
            refused += 1
            print(f"  {programme.code} ({programme.start}) refused: {refusal}")
            continue
        planned += 1
        taken = tuple(_taken(programme, plan.calendar))
        met = {day for one in busy[team] for day in days_between(one.first_day, one.last_day)}
        if any(one.holds(day) for one in taken for day in met):
            raise AssertionError(f"team {team} is at two places at once")
        busy[team] += taken
    seconds = time.process_time() - begun
    print(f"portfolio: {planned} planned and {refused} refused of {PORTFOLIO} in {seconds:.1f} s")


def _taken(programme: Programme, calendar: Calendar) -> Iterator[Closing]:
    """Yield the days on which a programme's team is at work on its sites."""
    for milestone in programme.milestones():
        entry = calendar.planned(milestone.code)
        if entry and milestone.kind in (MilestoneKind.IMMERSION_WEEK, MilestoneKind.LAB_DAY):
            last = entry.last_day or entry.first_day
            label = f"équipe prise par {programme.code}"
            yield Closing(entry.first_day, last, label, "portefeuille", kind=ClosingKind.IMPORTED)


if __name__ == "__main__":
    replans(list(plans(int(sys.argv[1]) if len(sys.argv) > 1 else 500)))
    portfolio()
