"""What is published of a programme's dates, brought to what its calendar says now."""

from __future__ import annotations

from dataclasses import dataclass

from pret.domain.milestones import Milestone, Phase
from pret.errors import ProblemsError
from pret.problems import Problem
from pret.service.dates import date_files
from pret.service.making import issue, make, material
from pret.service.outdated import note_unknown, outdated
from pret.service.refreshing import note_dates
from pret.service.session import Session
from pret.vault.publish import Published, publish


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of each file. again: the milestones whose invitation was made again."""

    written: tuple[str, ...]
    kept: tuple[str, ...]
    again: tuple[Milestone, ...]


def publish_dates(session: Session) -> Followed:
    """Publish the planning, the calendars and the invitations that bear other dates.

    Raises ProblemsError when a file of the programme cannot be read, or not all of calendar.yaml.
    """
    return _published(session, planning=True)


def follow_dates(session: Session) -> Followed:
    """Do the same of what was published once: a planning is not published for the first time."""
    first = session.milestones[0].code
    planned = session.ledger.last_run(session.code, first, Phase.PREPARE) is not None
    return _published(session, planning=planned)


def _published(session: Session, *, planning: bool) -> Followed:
    if faults := session.calendar_faults:
        raise ProblemsError(faults)
    stale = [each.milestone for each in outdated(session) if each.remade]
    wanted = [session.milestones[0], *stale] if planning else stale
    done = [publish(session.settings.outputs, date_files(session), session.ledger)]
    unread: list[Problem] = []
    again: list[Milestone] = []
    for milestone in wanted:
        try:
            made = _prepared(session, milestone)
        except ProblemsError as error:
            unread += [each for each in error.problems if each not in unread]
            continue
        if made is not None:
            done.append(made)
            again.append(milestone)
    if unread:
        raise ProblemsError(tuple(unread))
    note_unknown(session)
    note_dates(session)
    return Followed(
        tuple(path for each in done for path in each.written),
        tuple(path for each in done for path in each.kept),
        tuple(each for each in again if each in stale),
    )


def _prepared(session: Session, milestone: Milestone) -> Published | None:
    """Make what is owed before a milestone again and publish it, unless nothing changed."""
    read = material(session, milestone, Phase.PREPARE)
    if read.current:
        return None
    made = tuple(make(session, reference) for reference in read.documents)
    return issue(session, milestone, Phase.PREPARE, read, made).published
