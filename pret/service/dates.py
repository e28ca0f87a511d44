"""A programme's dates for other people's calendars: one file for all, one a milestone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import time

from pret.domain.milestones import Milestone
from pret.domain.programme import Programme
from pret.domain.references import slugged
from pret.domain.schedule import DATE_STATUS_LABELS, DateStatus, PlannedMilestone
from pret.errors import UnreadableFileError
from pret.failures import StorageError
from pret.gather.milestone import read_meeting
from pret.render.ics import CalendarEvent, follow_up, latest, read_ics, write_ics
from pret.service.session import Session
from pret.vault.disk import Tree
from pret.vault.objects import Objects

FEED = "calendrier.ics"
_UNSURE = (DateStatus.OPTION, DateStatus.FORECAST)
_GONE = (DateStatus.CANCELLED, DateStatus.POSTPONED)


def date_files(session: Session) -> dict[str, bytes]:
    """Return the calendars by their path under the outputs: each milestone's, then the whole.

    What was issued before is taken from the objects, and from the outputs: numbers of changes go
    on even when the outputs were deleted. None while something of calendar.yaml cannot be read: a
    slip of the keyboard cancels nothing in anybody's calendar.
    """
    if session.calendar_faults:
        return {}
    path = f"{session.code}/{FEED}"
    last = latest(_issued(session, path))
    events = follow_up(_wanted(session, last), last)
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


def _wanted(session: Session, last: Mapping[str, CalendarEvent]) -> Iterator[CalendarEvent]:
    calendar = session.programme.calendar.value
    for milestone in session.milestones:
        planned = calendar.planned(milestone.code)
        if planned is not None:
            yield from _events(session, milestone, planned, last)


def _events(
    session: Session,
    milestone: Milestone,
    planned: PlannedMilestone,
    last: Mapping[str, CalendarEvent],
) -> Iterator[CalendarEvent]:
    programme = session.programme.programme.value
    whole, restitution = _uids(session, milestone)
    place, start, end = _place_and_hours(session, milestone, planned, last.get(whole))
    event = CalendarEvent(
        whole,
        planned.first_day,
        planned.last_day or planned.first_day,
        f"{programme.title} – {milestone.label}",
        place,
        f"Date : {DATE_STATUS_LABELS[planned.status]}.",
        (programme.title, milestone.label.removesuffix(f" {milestone.number}")),
        start,
        end,
        planned.status not in _UNSURE,
        planned.status in _GONE,
    )
    yield event
    if planned.restitution is not None:
        yield replace(
            event,
            uid=restitution,
            first_day=planned.restitution,
            last_day=planned.restitution,
            title=f"{event.title}, restitution",
            place=planned.place or "",
            start=None,
            end=None,
        )


def _place_and_hours(
    session: Session,
    milestone: Milestone,
    planned: PlannedMilestone,
    issued: CalendarEvent | None,
) -> tuple[str, time | None, time | None]:
    """Return where and when a meeting is: the place and the hours of its invitation.

    While milestone.yaml cannot be read, as they were issued. Hours only when both are known, in
    order, and all is on one day.
    """
    meeting = read_meeting(session.settings.inputs / session.code, milestone)
    if meeting is None:
        return (
            (issued.place, issued.start, issued.end)
            if issued
            else (planned.place or "", None, None)
        )
    place = ", ".join(filter(None, (meeting.place or planned.place, meeting.address)))
    one_day = planned.last_day in (None, planned.first_day)
    if not one_day or meeting.start is None or meeting.end is None or meeting.start >= meeting.end:
        return place, None, None
    return place, meeting.start, meeting.end


def _uids(session: Session, milestone: Milestone) -> tuple[str, str]:
    programme: Programme = session.programme.programme.value
    own = f"{milestone.code}.{programme.code}.{programme.start:%Y%m%d}@pret-a-deployer"
    return own, f"restitution.{own}"
