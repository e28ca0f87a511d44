"""Rules of duration and order: C1 to C7, C10, C12."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date, timedelta

from pret.domain.french import count_of, long_day
from pret.domain.milestones import LabDayRule, MilestoneKind
from pret.plan.findings import Dated, Found, Plan, months_after

AXIS_MONTHS = (6, 9)
PROGRAMME_MONTHS = 18
BEFORE_MONTHS = 1
AFTER_DAYS = 14
TRIP_DAYS = (2, 3)
WEEK_DAYS = 5
BETWEEN_WEEKS_DAYS = 21
LAB_DAY_WORKING_DAYS = (5, 20)
RESTITUTION_DAYS = (21, 56)
METHOD_WEEKS = 3
METHOD_LAB_DAYS = 3


def axis_1(plan: Plan) -> Iterator[Found]:
    """C1: from the study trip's first day to the closing seminar, 6 to 9 months, weeks over."""
    trip = plan.one(MilestoneKind.STUDY_TRIP)
    seminar = plan.one(MilestoneKind.CLOSING_SEMINAR)
    if trip and seminar:
        yield from _between(
            trip, seminar, seminar.last, "du voyage d’étude au séminaire de clôture"
        )
    if seminar:
        for week in plan.of(MilestoneKind.IMMERSION_WEEK):
            yield from _follows(week, seminar)


def axis_2(plan: Plan) -> Iterator[Found]:
    """C2: from the closing seminar to the last restitution, 6 to 9 months, workshops in order."""
    seminar = plan.one(MilestoneKind.CLOSING_SEMINAR)
    workshops = plan.of(MilestoneKind.PROSPECTIVE_WORKSHOP)
    if seminar and workshops:
        last = max(workshops, key=lambda each: each.planned.end)
        told = "du séminaire de clôture à la dernière restitution"
        yield from _between(seminar, last, last.planned.end, told)
    in_order = (seminar, *workshops) if seminar else workshops
    for before, after in itertools.pairwise(in_order):
        yield from _follows(before, after)


def whole_programme(plan: Plan) -> Iterator[Found]:
    """C3: 18 months in all, at least a month before the study trip and two weeks after the rest.

    Nothing begins before the programme does, nor ends before it begins.
    """
    start = plan.programme.start
    limit = months_after(start, PROGRAMME_MONTHS)
    trip = plan.one(MilestoneKind.STUDY_TRIP)
    closure = plan.one(MilestoneKind.CLOSURE)
    if trip and trip.first < months_after(start, BEFORE_MONTHS):
        yield Found(
            trip.code,
            (trip.first,),
            f"moins d’un mois sépare le début du programme ({long_day(start)}) du voyage d’étude.",
            f"Placez-le à partir du {long_day(months_after(start, BEFORE_MONTHS))}.",
        )
    for each in plan.dated:
        if each.first < start and each is not trip:
            told = f"{each.label} commence avant le programme ({long_day(start)})."
            remedy = "Repoussez ce temps fort, ou avancez le début du programme (start)."
            yield Found(each.code, (each.first,), told, remedy)
        if each.last < each.first:
            told = f"{each.label} finit avant de commencer."
            yield Found(each.code, (each.first,), told, "Corrigez first_day ou last_day.")
        if each.planned.end > limit:
            yield Found(
                each.code,
                (each.planned.end,),
                f"{each.label} finit après les 18 mois du programme ({long_day(limit)}).",
                "Avancez ce temps fort, ou repoussez le début du programme (start).",
            )
    ends = [
        each
        for kind in (MilestoneKind.CLOSING_SEMINAR, MilestoneKind.PROSPECTIVE_WORKSHOP)
        for each in plan.of(kind)
    ]
    if closure and ends:
        earliest = max(each.planned.end for each in ends) + timedelta(days=AFTER_DAYS)
        if closure.first < earliest:
            yield Found(
                closure.code,
                (closure.first,),
                "moins de deux semaines séparent la dernière rencontre de la clôture.",
                f"Placez la clôture à partir du {long_day(earliest)}.",
            )
    scenario = plan.one(MilestoneKind.DEPLOYMENT_SCENARIO)
    preparation = plan.one(MilestoneKind.PREPARATION)
    if closure and scenario:
        yield from _follows(scenario, closure)
    if preparation and trip:
        yield from _begins_after(preparation, trip)
    if scenario and ends:
        yield from _begins_after(ends[-1], scenario)


def study_trip(plan: Plan) -> Iterator[Found]:
    """C4: two or three consecutive working days, before the first immersion week."""
    trip = plan.one(MilestoneKind.STUDY_TRIP)
    if trip is None:
        return
    least, most = TRIP_DAYS
    if not least <= len(trip.days) <= most:
        told = f"le voyage d’étude dure {len(trip.days)} jours au lieu de {least} ou {most}."
        yield Found(trip.code, trip.days[:1], told, "Corrigez first_day ou last_day.")
    off = tuple(day for day in trip.days if day.weekday() > 4)
    if off:
        told = "le voyage d’étude n’est pas fait de jours ouvrés consécutifs."
        yield Found(trip.code, off, told, "Placez-le entre un lundi et un vendredi.")
    weeks = plan.of(MilestoneKind.IMMERSION_WEEK)
    if weeks and weeks[0].first <= trip.last:
        told = "le voyage d’étude n’est pas fini quand l’immersion commence."
        yield Found(trip.code, (trip.last,), told, "Il précède la première semaine d’immersion.")


def immersion_weeks(plan: Plan) -> Iterator[Found]:
    """C5: weeks of five days from Monday to Friday, in order, at the same base camp."""
    weeks = plan.of(MilestoneKind.IMMERSION_WEEK)
    for week in weeks:
        if week.first.weekday() != 0 or len(week.days) != WEEK_DAYS:
            told = f"{week.label} ne va pas d’un lundi à un vendredi."
            yield Found(week.code, (week.first, week.last), told, "Corrigez ses deux dates.")
    for before, week in itertools.pairwise(weeks):
        yield from _follows(before, week)
    for week in weeks[1:]:
        if week.site != weeks[0].site:
            told = f"{week.label} n’a pas le même camp de base que la première."
            yield Found(week.code, (week.first,), told, "Donnez le même site à toutes (site).")


def weeks_of_the_method(plan: Plan) -> Iterator[Found]:
    """C5, notice: the methodological note has three immersion weeks."""
    weeks = plan.of(MilestoneKind.IMMERSION_WEEK)
    if weeks and plan.programme.calendar.immersion_weeks != METHOD_WEEKS:
        told = "la note méthodologique prévoit trois semaines d’immersion."
        remedy = "Rien à faire si c’est voulu ; sinon, immersion_weeks."
        yield Found(weeks[0].code, (), told, remedy)


def lab_days(plan: Plan) -> Iterator[Found]:
    """C6: one day each, at the place that the programme's lab-day rule gives it."""
    for each in plan.of(MilestoneKind.LAB_DAY):
        if len(each.days) != 1:
            told = f"{each.label} dure {len(each.days)} jours au lieu d’un."
            yield Found(each.code, each.days[:1], told, "Ôtez last_day.")
    for before, after in itertools.pairwise(plan.dated):
        kinds = {before.milestone.kind, after.milestone.kind}
        if MilestoneKind.LAB_DAY in kinds and after.first <= before.last:
            told = f"{after.label} n’est pas après {before.label}."
            remedy = "La place des journées labo est celle de lab_day_rule, dans programme.yaml."
            yield Found(after.code, (after.first,), told, remedy)


def lab_days_of_the_method(plan: Plan) -> Iterator[Found]:
    """C6, notice: the methodological note counts three lab days, whatever the reading."""
    settings = plan.programme.calendar
    fewer = settings.lab_days < METHOD_LAB_DAYS or (
        settings.lab_day_rule is LabDayRule.BETWEEN_WEEKS
        and settings.immersion_weeks - 1 < METHOD_LAB_DAYS
    )
    if fewer and (days := plan.of(MilestoneKind.LAB_DAY)):
        told = "la note méthodologique prévoit trois journées labo entre les semaines d’immersion."
        remedy = "Rien à faire si c’est voulu ; sinon, lab_days et lab_day_rule."
        yield Found(days[0].code, (), told, remedy)


def workshops(plan: Plan) -> Iterator[Found]:
    """C7: three at most, one day each, and a restitution later."""
    for each in plan.of(MilestoneKind.PROSPECTIVE_WORKSHOP):
        if len(each.days) != 1:
            told = f"{each.label} dure {len(each.days)} jours au lieu d’un."
            yield Found(each.code, each.days[:1], told, "Ôtez last_day.")
        if each.planned.restitution is None:
            told = f"{each.label} n’a pas de date de restitution."
            yield Found(each.code, (), told, "Ajoutez restitution.")
        elif each.planned.restitution <= each.last:
            told = f"la restitution de {each.label} ne vient pas après lui."
            yield Found(each.code, (each.planned.restitution,), told, "Corrigez restitution.")


def time_to_prototype(plan: Plan) -> Iterator[Found]:
    """C10: three weeks between two immersion weeks, and a lab day 5 to 20 open days after its own.

    Days are counted as the school does: those on which the site of the lab day is open.
    """
    for before, week in itertools.pairwise(plan.of(MilestoneKind.IMMERSION_WEEK)):
        gap_days = (week.first - before.last).days
        if 0 < gap_days < BETWEEN_WEEKS_DAYS:
            told = f"{gap_days} jours séparent {before.label} de {week.label}."
            remedy = "Comptez trois semaines, le temps de fabriquer."
            yield Found(week.code, (week.first,), told, remedy)
    least, most = LAB_DAY_WORKING_DAYS
    for before, lab in itertools.pairwise(plan.at_sites):
        kinds = (before.milestone.kind, lab.milestone.kind)
        if kinds != (MilestoneKind.IMMERSION_WEEK, MilestoneKind.LAB_DAY):
            continue
        between = (
            before.last + timedelta(days=n) for n in range(1, (lab.first - before.last).days)
        )
        count = sum(plan.almanac.is_open(lab.site, day) for day in between) + 1
        if lab.first > before.last and not least <= count <= most:
            told = f"{lab.label} vient {count} jours ouvrés après {before.label}."
            yield Found(lab.code, (lab.first,), told, f"Visez {least} à {most} jours ouvrés.")


def restitutions(plan: Plan) -> Iterator[Found]:
    """C12: a restitution 3 to 8 weeks after its workshop."""
    least, most = RESTITUTION_DAYS
    for each in plan.of(MilestoneKind.PROSPECTIVE_WORKSHOP):
        restitution = each.planned.restitution
        if restitution is None or restitution <= each.last:
            continue
        gap_days = (restitution - each.last).days
        if not least <= gap_days <= most:
            told = f"la restitution de {each.label} vient {count_of(gap_days, 'jour')} après lui."
            yield Found(each.code, (restitution,), told, "Visez 3 à 8 semaines.")


def _begins_after(before: Dated, after: Dated) -> Iterator[Found]:
    """Say when a milestone begins before the one that it may overlap, but comes after."""
    if after.first < before.first:
        told = f"{after.label} commence avant ce qui précède : {before.label}."
        yield Found(after.code, (after.first,), told, "Remettez-les dans l’ordre.")


def _follows(before: Dated, after: Dated) -> Iterator[Found]:
    """Say when a milestone begins before the end of the one that it comes after."""
    if after.first <= before.last:
        told = f"{after.label} commence avant la fin de ce qui précède : {before.label}."
        yield Found(after.code, (after.first,), told, "Remettez-les dans l’ordre.")


def _between(begins: Dated, ends: Dated, end: date, told: str) -> Iterator[Found]:
    """Say when an axis, from a milestone's first day to a day, lasts less or more than it may."""
    least, most = AXIS_MONTHS
    earliest, latest = months_after(begins.first, least), months_after(begins.first, most)
    if not earliest <= end <= latest:
        short = "moins de 6 mois" if end < earliest else "plus de 9 mois"
        remedy = f"Visez entre le {long_day(earliest)} et le {long_day(latest)}."
        yield Found(ends.code, (end,), f"{told} : {short}.", remedy)
