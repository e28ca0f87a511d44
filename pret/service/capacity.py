"""The free weeks of a programme's sites, over the months that a programme may last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pret.domain.gathered import GatheredProgramme
from pret.plan.capacity import Start, Week, starts, weeks
from pret.plan.findings import months_after
from pret.plan.rules_clock import PROGRAMME_MONTHS
from pret.service.plan_check import almanac_of


@dataclass(frozen=True, slots=True)
class Capacity:
    """sites: code → town of each. weeks: from Monday to Friday, in order. starts: by month."""

    sites: dict[str, str]
    weeks: tuple[Week, ...]
    starts: tuple[Start, ...] = ()


def capacity(programme: GatheredProgramme, since: date | None, months: int | None) -> Capacity:
    """Return the weeks of a period, and what starting in each of its months would give.

    The period is that of the programme unless another is asked for.
    """
    value, days = programme.programme.value, almanac_of(programme)
    first, count = since or value.start, months or PROGRAMME_MONTHS
    last = months_after(first, count) - timedelta(days=1)
    return Capacity(
        {site.code: site.town for site in value.sites},
        weeks(value, days, first, last),
        starts(value, days, first, count),
    )
