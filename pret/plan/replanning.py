"""Moves what must be moved in a plan, and says why: a proposal that a person accepts or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from pret.domain.french import long_day
from pret.domain.milestones import Milestone
from pret.domain.programme import Programme
from pret.domain.schedule import Calendar
from pret.errors import NoPlanError
from pret.plan.almanac import Almanac
from pret.plan.changes import Change, Moved, asked_by, refuse
from pret.plan.choices import Choice, choice, demands
from pret.plan.findings import Plan
from pret.plan.model import MOST_DAYS_OUTSIDE_RULE, solve
from pret.plan.planner import made
from pret.plan.reasons import Move, moves, reasons
from pret.plan.rules_days import has_public_bodies, lead_times_missed
from pret.plan.staying import question_of_change
from pret.plan.verifier import Finding, verify
from pret.plan.windows import SPANS

#: Tells whether public bodies are called to a milestone.
Called: TypeAlias = Callable[[Milestone], bool]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A calendar to accept or to refuse; nothing is written.

    asked: French sentences on a day that cannot be had as it was asked for. moves: what differs.
    late: name of a milestone that moves → notices that can no longer be given in time.
    found_before, found_after: what the verifier says of each calendar. choice: why some rule of
    level error is left, when no plan keeps them all with this change.
    """

    before: Calendar
    after: Calendar
    asked: tuple[str, ...]
    moves: tuple[Move, ...]
    late: Mapping[str, tuple[str, ...]]
    found_before: tuple[Finding, ...]
    found_after: tuple[Finding, ...]
    choice: Choice | None = None


def propose(
    programme: Programme,
    almanac: Almanac,
    calendar: Calendar,
    change: Change,
    today: date,
    *,
    public: Called | None = None,
) -> Proposal:
    """Return the plan with a change, and as little else moved as the rules allow.

    What was held or has begun stays; a firm date is moved only when a rule of level error or a
    closed day leaves nothing else. A date that moves is an option again.
    today: no new date is on that day or before; notices are counted from it. public: as in
    `compared`.
    Raises MoveRefusedError when the change makes no sense, NoPlanError when nothing holds around
    what stays.
    """
    refuse(calendar, change, today)
    asked, told = asked_by(programme, almanac, calendar, change, today)
    question = question_of_change(asked)
    answer = solve(question)
    if answer is None:
        raise NoPlanError(demands(asked, rule_days=MOST_DAYS_OUTSIDE_RULE))
    after = made(
        programme,
        asked.almanac,
        asked.calendar,
        asked.placed,
        answer.days,
        anew=False,
        asked=change.milestone,
    ).calendar
    told += _not_before(change, after)
    why = reasons(asked, question, answer, of=change.milestone)
    found = moves(programme, calendar, after, why)
    almanacs = almanac, asked.almanac
    between = choice(asked) if question.rule_days else None
    proposal = compared(programme, almanacs, calendar, after, found, today, public=public)
    return replace(proposal, asked=told, choice=between)


def _not_before(change: Change, after: Calendar) -> tuple[str, ...]:
    """Say when a span of days begins later than it was asked to: it follows what comes before."""
    entry = after.planned(change.milestone.code)
    if not isinstance(change, Moved) or entry is None or change.milestone.kind not in SPANS:
        return ()
    if entry.first_day <= change.day:
        return ()
    named, day = change.milestone.named, long_day(entry.first_day)
    return (f"{named} suit ce qui le précède : pas avant le {day}",)


def compared(
    programme: Programme,
    almanacs: tuple[Almanac, Almanac],
    before: Calendar,
    after: Calendar,
    found: tuple[Move, ...],
    today: date,
    *,
    public: Called | None = None,
) -> Proposal:
    """Return a proposal of a calendar in place of another, each with its own almanac.

    public: tells whether public bodies are called to a milestone; without it, the programme's
    partners do.
    """
    called: Called = public or (lambda _: has_public_bodies(programme))
    moved = {move.milestone.code for move in found}
    dated = Plan(programme, after, almanacs[1]).dated
    late = {
        each.milestone.label: missed
        for each in dated
        if each.code in moved
        and each.milestone.kind not in SPANS
        and (missed := lead_times_missed(each, today, public=called(each.milestone)))
    }
    return Proposal(
        before,
        after,
        (),
        found,
        late,
        verify(programme, before, almanacs[0]),
        verify(programme, after, almanacs[1]),
    )
