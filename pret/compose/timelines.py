"""The values of a timeline: a programme's milestones by axis, and what closes its sites."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pret.domain import french
from pret.domain.charts import ClosedDays, Span, Strip, Timeline
from pret.domain.closings import ClosingKind, SitesClosing
from pret.domain.gathered import GatheredProgramme
from pret.domain.milestones import Milestone, MilestoneKind, Phase
from pret.domain.schedule import DateStatus, PlannedMilestone, steps

_RESIDENCE, _WORKSHOPS = "Axe 1 – Résidence", "Axe 2 – Ateliers prospectifs"
_END = "Déploiement et clôture"
_LANES = {
    MilestoneKind.PROSPECTIVE_WORKSHOP: _WORKSHOPS,
    MilestoneKind.DEPLOYMENT_SCENARIO: _END,
    MilestoneKind.CLOSURE: _END,
}
_SURE = frozenset({DateStatus.FIRM, DateStatus.HELD})
_OF_SCHOOLS = frozenset({ClosingKind.SCHOOL_HOLIDAY, ClosingKind.BRIDGE})
_OTHERS = "Jours fériés et fermetures des sites"


def timeline_of(programme: GatheredProgramme, *, plan: bool) -> Timeline:
    """Return the milestones that have dates. plan: with preparations and closed days."""
    prepared = {
        step.milestone.code: step.due
        for step in steps(programme.programme.value, programme.calendar.value)
        if plan and step.phase is Phase.PREPARE
    }
    estimated = programme.days.estimated if plan else frozenset()
    spans = []
    for milestone in programme.programme.value.milestones():
        planned = programme.calendar.value.planned(milestone.code)
        if planned is not None and planned.status is not DateStatus.CANCELLED:
            begins = prepared.get(milestone.code, planned.first_day)
            spans.append(
                _span(
                    milestone,
                    planned,
                    prepared=begins if begins < planned.first_day else None,
                    estimated=milestone.code in estimated,
                )
            )
    lanes = dict.fromkeys(span.lane for span in spans)
    ordered = tuple(span for lane in lanes for span in spans if span.lane == lane)
    if not plan:
        return Timeline(ordered)
    return Timeline(ordered, tuple(_strips(programme)), programme.days.decreed_until)


def _span(
    milestone: Milestone,
    planned: PlannedMilestone,
    *,
    prepared: date | None,
    estimated: bool,
) -> Span:
    last = planned.last_day or planned.first_day
    when = french.day_range(planned.first_day, last).removeprefix("du ")
    if planned.first_day == last:
        when = french.short_day(last)
    if planned.restitution is not None:
        when += f", restitution le {french.short_day(planned.restitution)}"
    if estimated:
        when += ", prévisionnel"
    return Span(
        milestone.label,
        when,
        planned.first_day,
        max(last, planned.first_day),
        _LANES.get(milestone.kind, _RESIDENCE),
        planned.status in _SURE,
        planned.restitution,
        prepared,
    )


def _strips(programme: GatheredProgramme) -> Iterator[Strip]:
    """Yield the school holidays of each zone of the sites, then all other closed days."""
    known = programme.days.closings
    zones = {site.code: site.zone for site in programme.programme.value.sites}
    for zone in sorted({each for each in zones.values() if each is not None}):
        here = [
            each
            for each in known
            if each.closing.kind in _OF_SCHOOLS and any(zones[code] is zone for code in each.sites)
        ]
        if here:
            label = f"Vacances scolaires, zone {zone}"
            yield Strip(label, tuple(_closed(each) for each in here), shaded=True)
    others = [each for each in known if each.closing.kind not in _OF_SCHOOLS]
    if others:
        yield Strip(_OTHERS, tuple(_closed(each) for each in others))


def _closed(each: SitesClosing) -> ClosedDays:
    closing = each.closing
    return ClosedDays(_season(each), closing.first_day, closing.last_day, closing.estimated)


def _season(each: SitesClosing) -> str:
    """Return the short name of a school holiday (« hiver », « Toussaint »); no other has one."""
    if each.closing.kind is not ClosingKind.SCHOOL_HOLIDAY:
        return ""
    name = each.closing.label.partition(",")[0].partition(" ")[2]
    for article in ("d’", "de la ", "de "):
        name = name.removeprefix(article)
    return name
