"""A programme's dates for other people's calendars: one file for all, one a milestone."""

from __future__ import annotations

from collections.abc import Iterator

from pret.domain.facts.meeting import Meeting
from pret.domain.milestones import Milestone
from pret.domain.programme import Programme
from pret.domain.references import slugged
from pret.domain.schedule import DATE_STATUS_LABELS, DateStatus, PlannedMilestone
from pret.errors import StorageError, UnreadableFileError
from pret.gather.milestone import read_facts
from pret.render.ics import CalendarEvent, follow_up, read_ics, write_ics
from pret.service.session import Session
from pret.vault.disk import Tree
from pret.vault.objects import Objects

FEED = "calendrier.ics"
_UNSURE = (DateStatus.OPTION, DateStatus.FORECAST)
_GONE = (DateStatus.CANCELLED, DateStatus.POSTPONED)


def date_files(session: Session) -> dict[str, bytes]:
    """Return the calendars by their path under the outputs: each milestone's, then the whole.

    What was issued before is taken from the objects, and from the outputs: numbers of changes go
    on even when the outputs were deleted.
    """
    path = f"{session.code}/{FEED}"
    events = follow_up(_wanted(session), _issued(session, path))
    title = session.programme.programme.value.title
    files: dict[str, bytes] = {}
    for milestone in session.milestones:
        own = [event for event in events if event.uid in _uids(session, milestone)]
        if own:
            stem = slugged(milestone.label)
            name = f"{session.code}/{milestone.folder}/{stem}.ics"
            files[name] = write_ics(f"{title} – {milestone.label}", own)
    whole = write_ics(title, events)
    Objects(session.settings.state / "objects").put(whole)
    return files | {path: whole}


def _issued(session: Session, path: str) -> Iterator[CalendarEvent]:
    """Yield every event ever issued; a copy that was damaged or edited is passed over."""
    objects = Objects(session.settings.state / "objects")
    contents = []
    for key in sorted(session.ledger.issued_hashes(path)):
        if objects.has(key):
            try:
                contents.append(objects.get(key))
            except StorageError:
                continue
    there = Tree(session.settings.outputs).read(path)
    for content in (*contents, there):
        if content:
            try:
                yield from read_ics(content, path)
            except UnreadableFileError:
                continue


def _wanted(session: Session) -> Iterator[CalendarEvent]:
    calendar = session.programme.calendar.value
    for milestone in session.milestones:
        planned = calendar.planned(milestone.code)
        if planned is not None:
            yield from _events(session, milestone, planned)


def _events(
    session: Session, milestone: Milestone, planned: PlannedMilestone
) -> Iterator[CalendarEvent]:
    programme = session.programme.programme.value
    last = planned.last_day or planned.first_day
    held = _meeting(session, milestone)
    one_day = last == planned.first_day and held is not None
    whole, restitution = _uids(session, milestone)
    yield CalendarEvent(
        whole,
        planned.first_day,
        last,
        f"{programme.title} – {milestone.label}",
        planned.place or "",
        _description(planned),
        held.start if one_day and held else None,
        held.end if one_day and held else None,
        planned.status not in _UNSURE,
        planned.status in _GONE,
    )
    if planned.restitution is not None:
        yield CalendarEvent(
            restitution,
            planned.restitution,
            planned.restitution,
            f"{programme.title} – {milestone.label}, restitution",
            planned.place or "",
            _description(planned),
            sure=planned.status not in _UNSURE,
            cancelled=planned.status in _GONE,
        )


def _meeting(session: Session, milestone: Milestone) -> Meeting | None:
    """Return the meeting's hours, when both are known and in order."""
    facts = read_facts(session.settings.inputs / session.code, milestone)
    meeting = getattr(facts, "meeting", None)
    if not isinstance(meeting, Meeting) or meeting.start is None or meeting.end is None:
        return None
    return meeting if meeting.start < meeting.end else None


def _description(planned: PlannedMilestone) -> str:
    return f"Date : {DATE_STATUS_LABELS[planned.status]}."


def _uids(session: Session, milestone: Milestone) -> tuple[str, str]:
    programme: Programme = session.programme.programme.value
    own = f"{milestone.code}.{programme.code}.{programme.start:%Y%m%d}@pret-a-deployer"
    return own, f"restitution.{own}"
