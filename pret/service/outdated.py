"""Which published documents call people to a milestone at dates that it has no more."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime

from pret.domain.documents import DocumentKind
from pret.domain.french import day_range, long_day
from pret.domain.milestones import Milestone, MilestoneKind, Phase
from pret.domain.schedule import DateStatus, PlannedMilestone
from pret.service.session import Session

_PREFIX = "dates-borne/"
_TO_COME = (DateStatus.OPTION, DateStatus.FIRM, DateStatus.FORECAST)


@dataclass(frozen=True, slots=True)
class Outdated:
    """What was published before a milestone, at dates that are not the calendar's any more.

    dates: those that the documents bear, in words. remade: whether they are made again by
    themselves; those of a milestone that is cancelled, postponed or past are not.
    """

    milestone: Milestone
    dates: str
    documents: tuple[DocumentKind, ...]
    remade: bool


def note_dates_borne(session: Session, milestone: Milestone) -> None:
    """Keep at which dates the documents of a milestone's preparation were published."""
    planned = session.programme.calendar.value.planned(milestone.code)
    if planned is not None:
        session.store.put(_key(session, milestone), json.dumps(_dates(planned)).encode())


def note_unknown(session: Session) -> None:
    """Take what an older version published as being at today's dates: the next ones will tell."""
    for milestone in _prepared(session):
        if session.store.get(_key(session, milestone)) is None:
            note_dates_borne(session, milestone)


def outdated(session: Session) -> tuple[Outdated, ...]:
    """Return the milestones whose published invitation has other dates than the calendar."""
    today = session.settings.clock.civil(datetime.now(UTC)).date()
    found: list[Outdated] = []
    for milestone in _prepared(session):
        kept = session.store.get(_key(session, milestone))
        planned = session.programme.calendar.value.planned(milestone.code)
        if kept is None or (planned and planned.status is DateStatus.HELD):
            continue
        to_come = planned is not None and planned.status in _TO_COME
        if planned is None or not to_come or json.loads(kept) != _dates(planned):
            remade = planned is not None and to_come and planned.first_day >= today
            documents = _documents(session, milestone)
            found.append(Outdated(milestone, _in_words(json.loads(kept)), documents, remade))
    return tuple(found)


def _prepared(session: Session) -> tuple[Milestone, ...]:
    """Return the milestones that people were called to; the planning follows the dates anyway."""
    return tuple(
        milestone
        for milestone in session.milestones
        if milestone.kind is not MilestoneKind.PREPARATION and _documents(session, milestone)
    )


def _documents(session: Session, milestone: Milestone) -> tuple[DocumentKind, ...]:
    last = session.ledger.last_run(session.code, milestone.code, Phase.PREPARE)
    codes = [file.document for file in last.files] if last is not None else []
    return tuple(DocumentKind(code.partition("/")[2]) for code in dict.fromkeys(codes))


def _dates(planned: PlannedMilestone) -> list[str | None]:
    days = (planned.first_day, planned.last_day or planned.first_day, planned.restitution)
    return [day.isoformat() if day else None for day in days]


def _in_words(dates: list[str | None]) -> str:
    first, last, restitution = (date.fromisoformat(each) if each else None for each in dates)
    assert first is not None  # noqa: S101 - as written by `_dates`
    assert last is not None  # noqa: S101
    told = day_range(first, last)
    return f"{told}, restitution le {long_day(restitution)}" if restitution else told


def _key(session: Session, milestone: Milestone) -> str:
    return f"{_PREFIX}{session.code}/{milestone.code}"
