"""Checks a plan against the rules of the calendar, whoever made it.

Written from the rules, not from the planner's model: what the planner forgets, this finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pret.domain.programme import Programme
from pret.domain.schedule import Calendar
from pret.plan import rules_clock as clock
from pret.plan import rules_days as days
from pret.plan.almanac import Almanac
from pret.plan.findings import Found, Level, Plan

_NOTE = "note méthodologique « Prêt à déployer »"
_PRACTICE = "usage des résidences"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the calendar. code: C1 to C17. name: in French. source: who says so."""

    code: str
    name: str
    level: Level
    source: str
    check: Callable[[Plan], Iterable[Found]]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found."""

    rule: Rule
    found: Found


RULES: tuple[Rule, ...] = (
    Rule("C1", "axe 1 : 6 à 9 mois", Level.ERROR, _NOTE, clock.axis_1),
    Rule("C2", "axe 2 : 6 à 9 mois", Level.ERROR, _NOTE, clock.axis_2),
    Rule("C3", "18 mois en tout", Level.ERROR, _NOTE, clock.whole_programme),
    Rule("C4", "voyage d’étude", Level.ERROR, _NOTE, clock.study_trip),
    Rule("C5", "semaines d’immersion", Level.ERROR, _NOTE, clock.immersion_weeks),
    Rule("C5", "nombre de semaines", Level.WARNING, _NOTE, clock.weeks_of_the_method),
    Rule("C6", "place des journées labo", Level.ERROR, _NOTE, clock.lab_days),
    Rule("C6", "nombre de journées labo", Level.WARNING, _NOTE, clock.lab_days_of_the_method),
    Rule("C7", "ateliers et restitutions", Level.ERROR, _NOTE, clock.workshops),
    Rule("C8", "site ouvert", Level.ERROR, "Code de l’éducation et arrêtés", days.open_sites),
    Rule("C9", "temps de l’école", Level.WARNING, "notes de service", days.busy_schools),
    Rule("C10", "temps de fabriquer", Level.WARNING, _PRACTICE, clock.time_to_prototype),
    Rule("C11", "participants présents", Level.WARNING, _PRACTICE, days.participants_at_work),
    Rule("C12", "délai de restitution", Level.WARNING, _PRACTICE, clock.restitutions),
    Rule("C13", "fin d’exercice", Level.WARNING, "Cerfa 15059", days.year_ends),
    Rule("C14", "élections", Level.WARNING, "Code électoral, art. L. 52-1", days.elections),
    Rule("C15", "convocations", Level.WARNING, _PRACTICE, days.convocations),
    Rule("C16", "autorisations des mineurs", Level.WARNING, _PRACTICE, days.minors_forms),
    Rule("C17", "jours ouvrés", Level.ERROR, "Code du travail", days.working_days),
)


def verify(programme: Programme, calendar: Calendar, almanac: Almanac) -> tuple[Finding, ...]:
    """Return all that the rules find in a plan, rule by rule, then in the order of milestones.

    Milestones without dates, cancelled or postponed are left out of it.
    """
    plan = Plan(programme, calendar, almanac)
    return tuple(Finding(rule, found) for rule in RULES for found in rule.check(plan))


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that forbid a plan."""
    return tuple(each for each in findings if each.rule.level is Level.ERROR)
