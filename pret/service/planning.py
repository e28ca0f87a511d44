"""The plan of a programme: shown, made, changed, accepted, taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256

from pret.domain.milestones import Milestone
from pret.domain.schedule import Calendar, site_of
from pret.errors import ChangedMeanwhileError, NothingToUndoError, ProblemsError
from pret.gather.programme import CALENDAR
from pret.plan.almanac import is_estimated
from pret.plan.changes import Change
from pret.plan.planner import make_plan
from pret.plan.reasons import moves
from pret.plan.replanning import Proposal, compared, propose
from pret.plan.windows import SPANS
from pret.problems import Problem
from pret.service.calendar_text import rewritten
from pret.service.guests import calls_public_bodies
from pret.service.plan_check import PlanCheck, almanac_of, check_plan
from pret.service.session import Session
from pret.vault.disk import Tree
from pret.vault.own_files import go_back, replace_own


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """A plan as it stands.

    estimated: codes of the milestones whose dates no decree covers yet. undated: names of those
    that have no date.
    """

    calendar: Calendar
    estimated: frozenset[str]
    undated: tuple[str, ...]
    check: PlanCheck


def shown_plan(session: Session) -> ShownPlan:
    """Return the plan of calendar.yaml, and what the rules say of it.

    Raises ProblemsError when calendar.yaml cannot be understood.
    """
    calendar = _calendar(session)
    found = session.programme
    estimated = estimated_of(session, calendar)
    undated = tuple(each.label for each in session.milestones if not calendar.planned(each.code))
    return ShownPlan(calendar, estimated, undated, check_plan(found, session.milestones))


def has_plan(session: Session) -> bool:
    """Tell whether anything is dated but what only fills the time between milestones."""
    calendar = _calendar(session)
    return any(calendar.planned(each.code) for each in session.milestones if each.kind not in SPANS)


def new_plan(session: Session, today: date) -> Proposal:
    """Return a new plan around what was held, is firm or has begun.

    Raises NoPlanError with what cannot be had together, ProblemsError when anything in
    calendar.yaml is to be corrected: what was not read would be planned, and written, anew.
    """
    calendar = _whole_calendar(session)
    programme, days = session.programme.programme.value, almanac_of(session.programme)
    after = make_plan(programme, days, kept=calendar, today=today).calendar
    found = moves(programme, calendar, after, {})
    public = partial(calls_public_bodies, session)
    return compared(programme, (days, days), calendar, after, found, today, public=public)


def change(session: Session, asked: Change, today: date) -> Proposal:
    """Return the plan with a change in it, and what else has to move.

    Raises MoveRefusedError, NoPlanError, and ProblemsError as `new_plan`.
    """
    calendar = _whole_calendar(session)
    found = session.programme
    public = partial(calls_public_bodies, session)
    programme, days = found.programme.value, almanac_of(found)
    return propose(programme, days, calendar, asked, today, public=public)


def site_held(session: Session, milestone: Milestone) -> str | None:
    """Return the code of the site that holds a milestone, or None when it is at no site."""
    found = session.programme
    entry = found.calendar.value.planned(milestone.code)
    return site_of(found.programme.value, milestone, entry) if entry else None


def accept(session: Session, proposal: Proposal) -> bool:
    """Write the plan proposed in calendar.yaml; return whether its comments could be kept.

    Raises ChangedMeanwhileError when calendar.yaml is not the one that was read any more,
    BusyError when another run is at work on the programme.
    """
    own, state = _trees(session)
    with session.locked():
        seen = own.read(CALENDAR)
        read = session.programme.hashes.get(CALENDAR)
        if read != (sha256(seen).hexdigest() if seen is not None else None):
            raise ChangedMeanwhileError(CALENDAR)
        text, kept = rewritten(seen.decode() if seen is not None else None, proposal.after)
        replace_own(own, CALENDAR, text.encode(), seen=seen, state=state, programme=session.code)
    session.reread()
    return kept


def undo(session: Session) -> None:
    """Put back calendar.yaml as it was before the last plan accepted; once more, and it is as now.

    Raises NothingToUndoError when no plan was accepted here.
    """
    own, state = _trees(session)
    with session.locked():
        if not go_back(own, CALENDAR, state=state, programme=session.code):
            raise NothingToUndoError(session.code)
    session.reread()


def estimated_of(session: Session, calendar: Calendar) -> frozenset[str]:
    """Return the codes of the milestones whose dates were chosen among estimated holidays."""
    programme, days = session.programme.programme.value, almanac_of(session.programme)
    return frozenset(
        entry.milestone for entry in calendar.milestones if is_estimated(programme, days, entry)
    )


def _calendar(session: Session) -> Calendar:
    """Return the calendar as it was read; one that could not be read is no empty one."""
    calendar = session.programme.calendar
    if not calendar.lines and (faults := _faults(session)):
        raise ProblemsError(faults)
    return calendar.value


def _whole_calendar(session: Session) -> Calendar:
    """Return the calendar when all of it was read. Raises ProblemsError otherwise."""
    if faults := _faults(session):
        raise ProblemsError(faults)
    return session.programme.calendar.value


def _faults(session: Session) -> tuple[Problem, ...]:
    """Return what is wrong in calendar.yaml; that there is none yet is not."""
    found = session.programme
    there = CALENDAR in found.hashes or any(each.file == CALENDAR for each in found.set_aside)
    return session.calendar_faults if there else ()


def _trees(session: Session) -> tuple[Tree, Tree]:
    own = Tree(session.settings.inputs / session.code)
    return own, Tree(session.settings.state, private=True)
