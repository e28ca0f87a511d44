"""What documents know of the days of a plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pret.domain.documents import DocumentKind
from pret.domain.gathered import GatheredProgramme
from pret.domain.milestones import Phase
from pret.domain.programme import SchoolZone
from pret.domain.references import DocumentReference
from pret.domain.schedule import DateStatus, PlannedMilestone
from pret.service.digest import shaping_files
from pret.service.known_days import known_days, told_programme
from pret.service.session import Session
from pret.settings import Settings

ROOT = Path(__file__).parents[3]
ALL = ("lovelace", "giono", "veil")


@pytest.fixture(scope="module")
def sample(
    tmp_path_factory: pytest.TempPathFactory, settings_in: Callable[[Path, Path], Settings]
) -> GatheredProgramme:
    settings = settings_in(tmp_path_factory.mktemp("days"), ROOT / "inputs")
    with Session(settings, "lycees") as session:
        return session.programme


def changed(
    sample: GatheredProgramme, zones: dict[str, SchoolZone | None], *planned: PlannedMilestone
) -> GatheredProgramme:
    """Return the sample with other zones, and other dates when some are given."""
    value, calendar = sample.programme.value, sample.calendar
    sites = tuple(
        site.model_copy(update={"zone": zones.get(site.code, site.zone)}) for site in value.sites
    )
    dates = calendar.value.model_copy(update={"milestones": planned} if planned else {})
    return replace(
        sample,
        programme=replace(sample.programme, value=value.model_copy(update={"sites": sites})),
        calendar=replace(calendar, value=dates),
    )


def told(programme: GatheredProgramme) -> dict[str, list[tuple[date, tuple[str, ...]]]]:
    found: dict[str, list[tuple[date, tuple[str, ...]]]] = {}
    for each in known_days(programme).closings:
        found.setdefault(each.closing.label, []).append((each.closing.first_day, each.sites))
    return found


def test_what_closes_all_sites_is_told_once_and_a_site_alone_is_named(
    sample: GatheredProgramme,
) -> None:
    found = told(sample)
    assert found["vacances d’hiver, zone A"] == [(date(2027, 2, 13), ALL), (date(2028, 2, 19), ALL)]
    assert found["lundi de Pentecôte"] == [(date(2027, 5, 17), ALL), (date(2028, 6, 5), ALL)]
    own = "Journée portes ouvertes, self et internat fermés aux visiteurs"
    assert found[own] == [(date(2028, 5, 19), ("giono",))]


def test_zones_on_holiday_on_the_same_days_are_told_together(sample: GatheredProgramme) -> None:
    found = told(changed(sample, {"giono": SchoolZone.B, "veil": SchoolZone.C}))
    assert found["vacances de Noël, zones A, B et C"] == [(date(2027, 12, 18), ALL)]
    assert found["vacances d’hiver, zone B"][0] == (date(2027, 2, 20), ("giono",))


def test_a_public_holiday_at_the_weekend_takes_no_day(sample: GatheredProgramme) -> None:
    # 1 and 8 May 2027 are Saturdays; 1 May 2028 is a Monday.
    found = told(sample)
    assert found["Fête du Travail"] == [(date(2028, 5, 1), ALL)]
    assert found["Fête de la Victoire"] == [(date(2028, 5, 8), ALL)]


def test_dates_after_the_last_decree_are_estimates_unless_no_site_has_a_zone(
    sample: GatheredProgramme,
) -> None:
    sure = PlannedMilestone(milestone="lab-day-1", first_day=date(2028, 5, 9))
    late = PlannedMilestone(milestone="lab-day-2", first_day=date(2029, 5, 15))
    gone = PlannedMilestone(
        milestone="closure", first_day=date(2029, 6, 28), status=DateStatus.CANCELLED
    )
    known = known_days(changed(sample, {}, sure, late, gone))
    assert known.estimated == {"lab-day-2"}
    assert known.decreed_until is not None
    assert any(each.closing.estimated for each in known.closings)
    elsewhere = known_days(changed(sample, dict.fromkeys(ALL), sure, late))
    assert elsewhere.estimated == frozenset()
    assert elsewhere.decreed_until is None


def test_a_new_decree_has_the_documents_made_again() -> None:
    files = shaping_files(ROOT / "pret", ROOT / "templates")
    assert {"/plan/data/school_holidays.csv", "/plan/almanac.py", "/theme.yaml"} <= files.keys()


def test_days_are_looked_up_for_the_planning_only(sample: GatheredProgramme) -> None:
    first = sample.programme.value.milestones()[0]

    def days_of(kind: DocumentKind) -> bool:
        reference = DocumentReference(kind, first, Phase.PREPARE)
        return bool(told_programme(sample, reference).days.closings)

    assert days_of(DocumentKind.PLANNING)
    assert not days_of(DocumentKind.BUDGET_REPORT)
