"""Holidays, exams and elections: frozen official data, and estimates after the last decree.

`data/*.csv` bears the decree of each line. Two published sets of school holidays disagree on a few
days (bridge of Ascension, ends of summers): the lines hold the days of both, since a week planned
on a doubtful day is the dearer mistake.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from functools import cache
from importlib import resources

from pret.domain.closings import Closing, ClosingKind, Season, SeasonKind
from pret.domain.programme import SchoolZone
from pret.domain.public_holidays import SUBDIVISIONS

#: Years for which something may be asked: before, no data; after, estimates would mean nothing.
YEARS = range(2022, 2041)
LABOUR_CODE = "Code du travail, art. L. 3133-1"
LOCAL_LAW = "droit local (Alsace-Moselle, outre-mer)"
ESTIMATE = "estimation : aucun arrêté publié"
_ONE_DAY = timedelta(days=1)


@cache
def public_holidays(department: str | None) -> tuple[Closing, ...]:
    """Return the public holidays of a department (« 69 », « 2A », « 971 »), in order.

    Those of the whole country without one. None of them depends on the machine's language.
    """
    import holidays

    subdivision = SUBDIVISIONS.get(department or "")
    national = holidays.country_holidays("FR", years=YEARS, language="fr")
    local = holidays.country_holidays("FR", subdiv=subdivision, years=YEARS, language="fr")
    return tuple(
        Closing(
            day,
            day,
            _sentence(name),
            LABOUR_CODE if day in national else LOCAL_LAW,
            kind=ClosingKind.PUBLIC_HOLIDAY,
        )
        for day, name in sorted(local.items())
    )


@cache
def school_holidays(zone: SchoolZone) -> tuple[Closing, ...]:
    """Return the school holidays and bridges of a zone in order, estimated after the decrees."""
    decreed = tuple(
        _closing(row, f"{row['label']}, zone {zone}", estimated=False)
        for row in _rows("school_holidays.csv")
        if zone.value in row["zones"]
    )
    return (*decreed, *_estimated(zone, decreed[-1].last_day + _ONE_DAY))


def decreed_until() -> date:
    """Return the last day about which a decree says whether it is a school holiday."""
    return max(date.fromisoformat(row["last_day"]) for row in _rows("school_holidays.csv"))


@cache
def exams() -> tuple[Season, ...]:
    """Return the weeks of baccalauréat and brevet of each year, in order.

    Where no official date is at hand, from 10 June to 11 July, as those of 2024 nearly were.
    """
    known = [
        Season(
            date.fromisoformat(row["first_day"]),
            date.fromisoformat(row["last_day"]),
            row["label"],
            row["source"],
            kind=SeasonKind.EXAMS,
        )
        for row in _rows("exams.csv")
    ]
    usual = [
        Season(
            date(year, 6, 10),
            date(year, 7, 11),
            "baccalauréat et brevet",
            "période habituelle ; note de service publiée à l’automne précédent",
            estimated=True,
            kind=SeasonKind.EXAMS,
        )
        for year in YEARS
        if all(season.first_day.year != year for season in known)
    ]
    return tuple(sorted((*known, *usual), key=lambda season: season.first_day))


@cache
def year_ends() -> tuple[Season, ...]:
    """Return when partners close each budget year, in order."""
    return tuple(
        Season(
            date.fromisoformat(f"{year}-{row['first_day']}"),
            date.fromisoformat(f"{year}-{row['last_day']}"),
            row["label"],
            row["source"],
            kind=SeasonKind.YEAR_END,
        )
        for year in YEARS
        for row in _rows("budget_years.csv")
    )


@cache
def elections() -> tuple[Season, ...]:
    """Return the elections known today, each after the months before it that bind public bodies.

    An election that is not of local authorities has no such months: only its campaign and votes.
    """
    found: list[Season] = []
    for row in _rows("elections.csv"):
        first, last = date.fromisoformat(row["first_day"]), date.fromisoformat(row["last_day"])
        estimated = row["estimated"] == "yes"
        vote = Season(
            first, last, row["label"], row["source"], estimated=estimated, kind=SeasonKind.ELECTION
        )
        if row["restricted_from"]:
            found.append(
                Season(
                    date.fromisoformat(row["restricted_from"]),
                    first - _ONE_DAY,
                    f"période préélectorale ({row['label']})",
                    row["source"],
                    estimated=estimated,
                    kind=SeasonKind.PRE_ELECTION,
                )
            )
        found.append(vote)
    return tuple(found)


def _estimated(zone: SchoolZone, since: date) -> tuple[Closing, ...]:
    """Return the school holidays that past decrees let expect, from a day on."""
    import holidays

    days = holidays.country_holidays(
        "FR",
        subdiv=f"Zone {zone}",
        categories=("school",),
        years=range(since.year, YEARS.stop),
        language="fr",
    )
    spans: list[tuple[date, date, str]] = []
    for day, name in sorted(days.items()):
        if day < since:
            continue
        if spans and spans[-1][1] == day - _ONE_DAY and spans[-1][2] == name:
            spans[-1] = (spans[-1][0], day, name)
        else:
            spans.append((day, day, name))
    return tuple(
        Closing(
            first,
            last,
            f"{_sentence(name)}, zone {zone}",
            ESTIMATE,
            estimated=True,
            kind=_kind(name),
        )
        for first, last, name in spans
    )


def _closing(row: dict[str, str], label: str, *, estimated: bool) -> Closing:
    return Closing(
        date.fromisoformat(row["first_day"]),
        date.fromisoformat(row["last_day"]),
        label,
        row["source"],
        estimated,
        _kind(row["label"]),
    )


def _kind(label: str) -> ClosingKind:
    return ClosingKind.BRIDGE if "pont" in label.lower() else ClosingKind.SCHOOL_HOLIDAY


def _sentence(name: str) -> str:
    """Return a name of `holidays` as the middle of a French sentence."""
    lowered = (
        name[0].lower() + name[1:]
        if name.startswith(("Vacances", "Pont", "Jour ", "Lundi "))
        else name
    )
    return lowered.replace("'", "’")


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    text = (resources.files("pret.plan") / "data" / name).read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))
