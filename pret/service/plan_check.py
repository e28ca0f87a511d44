"""What the rules of the calendar say of a programme's plan, with the lines of calendar.yaml."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from pret.domain.gathered import GatheredProgramme
from pret.domain.milestones import Milestone
from pret.gather.closings import FOLDER as CLOSINGS
from pret.gather.programme import PROGRAMME
from pret.plan.almanac import Almanac, almanac
from pret.plan.findings import Level
from pret.plan.verifier import Finding, verify
from pret.problems import Problem


@dataclass(frozen=True, slots=True)
class PlanCheck:
    """What the rules find. errors: what forbids the plan. warnings: what may be lived with."""

    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def unread_of(programme: GatheredProgramme) -> tuple[Problem, ...]:
    """Return what a plan knows nothing of: what is wrong in sites, settings and closing days."""
    closings = f"{CLOSINGS}/"
    aside = (
        Problem(each.file, None, "", each.reason, "")
        for each in programme.set_aside
        if each.file.startswith(closings)
    )
    wrong = (
        each
        for each in programme.problems
        if each.file.startswith(closings)
        or (each.file == PROGRAMME and ("(sites" in each.where or "(calendar" in each.where))
    )
    return (*aside, *wrong)


def almanac_of(programme: GatheredProgramme) -> Almanac:
    """Return the almanac of a programme's sites, with what was imported for them."""
    return almanac(programme.programme.value, programme.closings)


def check_plan(programme: GatheredProgramme, about: Collection[Milestone]) -> PlanCheck:
    """Check the plan of calendar.yaml, and return what concerns some milestones."""
    value, calendar = programme.programme.value, programme.calendar.value
    codes = {milestone.code for milestone in about}
    told: dict[Level, list[Problem]] = {level: [] for level in Level}
    for finding in verify(value, calendar, almanac_of(programme)):
        if finding.found.milestone in codes:
            told[finding.rule.level].append(problem_of(programme, finding))
    return PlanCheck(tuple(told[Level.ERROR]), tuple(told[Level.WARNING]))


def problem_of(programme: GatheredProgramme, finding: Finding) -> Problem:
    """Return a finding with its line in calendar.yaml."""
    calendar, found = programme.calendar, finding.found
    rank = next(
        place
        for place, planned in enumerate(calendar.value.milestones)
        if planned.milestone == found.milestone
    )
    estimate = " (Prévisionnel : ces dates ne sont pas encore fixées.)" if found.estimated else ""
    return Problem(
        calendar.file,
        calendar.lines.get(f"milestones[{rank}].milestone"),
        f"{finding.rule.name} ({finding.rule.code})",
        found.found + estimate,
        found.remedy,
    )
