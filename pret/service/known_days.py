"""What is known of a plan's days, for the documents that tell them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from pret.domain.closings import Closing, ClosingKind, KnownDays, SitesClosing
from pret.domain.documents import DocumentKind
from pret.domain.gathered import GatheredProgramme
from pret.domain.references import DocumentReference
from pret.domain.schedule import DateStatus
from pret.plan import official
from pret.plan.almanac import is_estimated
from pret.service.plan_check import almanac_of

#: Kinds of documents that tell the closed days.
_TELLS_DAYS = frozenset({DocumentKind.PLANNING})
#: A programme of eighteen months that has no dates yet.
_USUAL_DAYS = 548
_SATURDAY = 5
#: Between the name of a school holiday and its zone.
_ZONE = ", zone "


def told_programme(programme: GatheredProgramme, reference: DocumentReference) -> GatheredProgramme:
    """Return the programme as a document needs it: with what is known of its days, if it tells."""
    if reference.kind not in _TELLS_DAYS:
        return programme
    return replace(programme, days=known_days(programme))


def known_days(programme: GatheredProgramme) -> KnownDays:
    """Return what closes the sites while the programme lasts, and which dates are estimates."""
    value, entries = programme.programme.value, programme.calendar.value.milestones
    almanac = almanac_of(programme)
    dated = [each for each in entries if each.status is not DateStatus.CANCELLED]
    first = min([value.start, *(each.first_day for each in dated)])
    last = max((each.end for each in dated), default=value.start + timedelta(days=_USUAL_DAYS))
    closings = {site.code: almanac.closed_between(site.code, first, last) for site in value.sites}
    return KnownDays(
        tuple(sorted(_by_days(closings), key=_order)),
        frozenset(each.milestone for each in dated if is_estimated(value, almanac, each)),
        official.decreed_until() if any(site.zone for site in value.sites) else None,
    )


def _by_days(closings: Mapping[str, tuple[Closing, ...]]) -> Iterator[SitesClosing]:
    """Yield what closes sites, once for all those that it closes on the same days.

    closings: by the code of a site. Zones on holiday together are told together.
    """
    sites: dict[Closing, dict[str, None]] = {}
    zones: dict[Closing, set[str]] = {}
    for code, closed in closings.items():
        for closing in filter(_matters, closed):
            label, _, zone = closing.label.partition(_ZONE)
            same = replace(closing, label=label)
            sites.setdefault(same, {})[code] = None
            zones.setdefault(same, set()).update(filter(None, [zone]))
    for closing, codes in sites.items():
        label = closing.label + _in_zones(sorted(zones[closing]))
        yield SitesClosing(replace(closing, label=label), tuple(codes))


def _in_zones(zones: list[str]) -> str:
    if len(zones) < 2:
        return "".join(f"{_ZONE}{zone}" for zone in zones)
    return f", zones {', '.join(zones[:-1])} et {zones[-1]}"


def _matters(closing: Closing) -> bool:
    """Tell whether a closing takes a day of work: a public holiday on a Sunday takes none."""
    return closing.kind is not ClosingKind.PUBLIC_HOLIDAY or closing.first_day.weekday() < _SATURDAY


def _order(each: SitesClosing) -> tuple[date, date, str]:
    return each.closing.first_day, each.closing.last_day, each.closing.label
