"""Days that a milestone's facts give to what is done during it, held to its dates in the calendar.

A milestone that is moved takes its documents with it, not the days that somebody wrote in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from pret.domain.facts import Facts
from pret.domain.facts.meeting import Meeting
from pret.domain.french import day_range, hour, short_day
from pret.domain.gathered import Sourced
from pret.domain.schedule import DateStatus, PlannedMilestone
from pret.gather.crosscheck import placed
from pret.gather.shapes import Step
from pret.problems import Problem

#: Where facts say on which of its days something is done.
_DURING = (("meeting", "agenda"), ("steps",), ("days",))
_NOT_HELD = (DateStatus.CANCELLED, DateStatus.POSTPONED)


def day_problems(facts: Sourced[Facts], planned: PlannedMilestone | None) -> Iterator[Problem]:
    """Yield the days outside a milestone, an answer asked for too late, hours the wrong way."""
    if planned is None or planned.status in _NOT_HELD:
        return
    first, last = planned.first_day, planned.last_day or planned.first_day
    held = day_range(first, last)
    for loc, day in _days(facts.value):
        if not first <= day <= last:
            said = f"le {short_day(day)} n’est pas pendant le temps fort ({held})."
            remedy = "Corrigez ce jour, ou la date dans calendar.yaml."
            yield placed(facts, loc, said, remedy)
    meeting = getattr(facts.value, "meeting", None)
    if not isinstance(meeting, Meeting):
        return
    if meeting.reply_by is not None and meeting.reply_by >= first:
        said = f"le {short_day(meeting.reply_by)} ne vient pas avant le temps fort ({held})."
        yield placed(facts, ("meeting", "reply_by"), said, "Corrigez la date limite.")
    if first == last and meeting.start and meeting.end and meeting.end <= meeting.start:
        said = f"la fin ({hour(meeting.end)}) ne vient pas après le début ({hour(meeting.start)})."
        yield placed(facts, ("meeting", "end"), said, "Corrigez l’une des deux heures.")


def _days(facts: Facts) -> Iterator[tuple[tuple[Step, ...], date]]:
    for path in _DURING:
        entries: Any = facts
        for key in path:
            entries = getattr(entries, key, ())
        for rank, each in enumerate(entries):
            if each.day is not None:
                yield (*path, rank, "day"), each.day
