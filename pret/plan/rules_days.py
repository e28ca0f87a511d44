"""Rules of days and seasons: C8, C9, C11, C13 to C17."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from pret.domain.closings import ClosingKind, SeasonKind
from pret.domain.documents import DocumentKind
from pret.domain.french import day_range, long_day
from pret.domain.milestones import Milestone, MilestoneKind, Phase, documents_owed
from pret.domain.programme import PartnerRole, Programme
from pret.domain.schedule import preparation_day
from pret.plan.findings import Dated, Found, Plan

CONVOCATION_DAYS = 15
PUBLIC_BODY_DAYS = 30
SAVE_THE_DATE_DAYS = 60
MINORS_FORMS_DAYS = 21
#: Days ahead, and what is sent to those who are called to a meeting (rule C15).
LEAD_TIMES = (
    (SAVE_THE_DATE_DAYS, "retenir la date"),
    (PUBLIC_BODY_DAYS, "convocation des organismes publics"),
    (CONVOCATION_DAYS, "convocation"),
)
_SATURDAY, _SUNDAY = 5, 6
_BUSY_SCHOOL = (SeasonKind.RETURN, SeasonKind.EXAMS, SeasonKind.LAST_WEEK)
#: Work in an office: it has a beginning and an end, not a day when people meet.
_SPANS = (MilestoneKind.PREPARATION, MilestoneKind.DEPLOYMENT_SCENARIO)
_SIGNED = (MilestoneKind.CLOSING_SEMINAR, MilestoneKind.CLOSURE)
PUBLIC_ROLES = frozenset({PartnerRole.FUNDER, PartnerRole.STATE, PartnerRole.HOST})


def open_sites(plan: Plan) -> Iterator[Found]:
    """C8: no milestone at a site while it is closed, immersion weeks and lab days first of all."""
    for each in plan.dated:
        if each.site is None or each.milestone.kind in _SPANS:
            continue
        met = dict.fromkeys(
            closing for day in each.days for closing in plan.almanac.closings(each.site, day)[:1]
        )
        for closing in met:
            days = tuple(day for day in each.days if closing.holds(day))
            told = f"{day_range(days[0], days[-1])}, le site est fermé : {closing.label}."
            remedy = "Choisissez des jours où il est ouvert : « pret capacity » les donne."
            yield Found(each.code, days, told, remedy, closing.estimated)


def busy_schools(plan: Plan) -> Iterator[Found]:
    """C9: avoid the return to school, exams and the last week before holidays."""
    for each in plan.at_sites:
        met = dict.fromkeys(
            season
            for day in each.days
            for season in plan.almanac.seasons(each.site, day)
            if season.kind in _BUSY_SCHOOL
        )
        for season in met:
            days = tuple(day for day in each.days if season.holds(day))
            told = f"{each.label} tombe pendant : {season.label}."
            remedy = "Décalez-la, ou vérifiez avec l’établissement."
            yield Found(each.code, days, told, remedy, season.estimated)


def participants_at_work(plan: Plan) -> Iterator[Found]:
    """C11: no workshop in a week of school holidays of the sites' zones."""
    for each in plan.of(MilestoneKind.PROSPECTIVE_WORKSHOP):
        monday = each.first - timedelta(days=each.first.weekday())
        week = [monday + timedelta(days=rank) for rank in range(5)]
        met = dict.fromkeys(
            closing
            for site in plan.programme.sites
            for day in week
            for closing in plan.almanac.closings(site.code, day)
            if closing.kind is ClosingKind.SCHOOL_HOLIDAY
        )
        for closing in met:
            told = f"{each.label} tombe dans une semaine de vacances : {closing.label}."
            remedy = "Des participants seront absents : choisissez une autre semaine."
            yield Found(each.code, (each.first,), told, remedy, closing.estimated)


def year_ends(plan: Plan) -> Iterator[Found]:
    """C13: what closes an axis is not held while partners close their year."""
    yield from _signed_during(
        plan,
        (SeasonKind.YEAR_END,),
        "les dernières factures de l’année passent fin novembre",
        "Prévoyez les factures avant, ou sur l’exercice suivant.",
    )


def elections(plan: Plan) -> Iterator[Found]:
    """C14: no public restitution in the months before a local election, nor during any election."""
    yield from _signed_during(
        plan,
        (SeasonKind.PRE_ELECTION, SeasonKind.ELECTION),
        "la communication des collectivités et des agents publics y est encadrée",
        "Demandez un avis juridique, ou tenez-la sans communication publique.",
        restitutions=True,
    )


def has_public_bodies(programme: Programme) -> bool:
    """Tell whether some partners are public bodies, which need more time to come."""
    return any(partner.role in PUBLIC_ROLES for partner in programme.partners)


def convocations(plan: Plan) -> Iterator[Found]:
    """C15: invitations go out 15 days ahead at least, 30 for public bodies."""
    least_days = PUBLIC_BODY_DAYS if has_public_bodies(plan.programme) else CONVOCATION_DAYS
    for each in plan.dated:
        if each.milestone.kind in _SPANS or not documents_owed(each.milestone.kind, Phase.PREPARE):
            continue
        sent = preparation_day(plan.programme, each.first)
        if (each.first - sent).days < least_days:
            told = f"les convocations partent {(each.first - sent).days} jours avant {each.label}."
            remedy = f"Prévoyez {least_days} jours : prepare_days, ou une date plus tardive."
            yield Found(each.code, (sent,), told, remedy)


def minors_forms(plan: Plan) -> Iterator[Found]:
    """C16: image and interview forms of minors leave three weeks before the first week."""
    weeks = plan.of(MilestoneKind.IMMERSION_WEEK)
    preparation = plan.one(MilestoneKind.PREPARATION)
    if not weeks or preparation is None:
        return
    sent = weeks[0].first - timedelta(days=MINORS_FORMS_DAYS)
    if sent < preparation.last:
        told = (
            f"les autorisations des élèves mineurs partent trois semaines avant {weeks[0].label}, "
            f"le {long_day(sent)} au plus tard : la préparation n’est pas finie."
        )
        yield Found(weeks[0].code, (sent,), told, "Finissez la préparation plus tôt.")


def working_days(plan: Plan) -> Iterator[Found]:
    """C17: nobody meets on a Sunday or a public holiday, nor on a Saturday unless it is flagged."""
    saturdays = plan.programme.calendar.saturdays
    for each in plan.dated:
        if each.milestone.kind in _SPANS:
            continue
        restitution = each.planned.restitution
        for day in (*each.days, *((restitution,) if restitution else ())):
            if day.weekday() == _SUNDAY:
                yield Found(each.code, (day,), f"le {long_day(day)} est un dimanche.", _OTHER_DAY)
            elif day.weekday() == _SATURDAY and not saturdays:
                remedy = f"{_OTHER_DAY} Ou écrivez « saturdays: true » dans programme.yaml."
                yield Found(each.code, (day,), f"le {long_day(day)} est un samedi.", remedy)
            if each.site is not None and day != restitution:
                continue  # a site is closed on its public holidays: rule C8
            for closing in plan.almanac.closings(None, day):
                if closing.kind is ClosingKind.PUBLIC_HOLIDAY:
                    told = f"le {long_day(day)} est férié : {closing.label}."
                    yield Found(each.code, (day,), told, _OTHER_DAY)


def sent_ahead(milestone: Milestone, *, public: bool) -> tuple[tuple[int, str], ...]:
    """Return what is sent so many days ahead of a milestone at the latest (rules C15 and C16).

    public: public bodies are called to it. Nobody is called to what owes no invitation.
    """
    if milestone.kind is MilestoneKind.IMMERSION_WEEK and milestone.number == 1:
        return ((MINORS_FORMS_DAYS, "autorisations des élèves mineurs"),)
    if DocumentKind.INVITATION not in documents_owed(milestone.kind, Phase.PREPARE):
        return ()
    return tuple(each for each in LEAD_TIMES if public or each[0] != PUBLIC_BODY_DAYS)


def lead_times_missed(each: Dated, today: date, *, public: bool) -> tuple[str, ...]:
    """Return which notices can no longer be given in time for a milestone, from a day on.

    public: as in `sent_ahead`.
    """
    left_days = (each.first - today).days
    return tuple(
        f"{name} : {days} jours avant, il en reste {max(left_days, 0)}"
        for days, name in sent_ahead(each.milestone, public=public)
        if left_days < days
    )


_OTHER_DAY = "Choisissez un autre jour."


def _signed_during(
    plan: Plan,
    kinds: tuple[SeasonKind, ...],
    why: str,
    remedy: str,
    *,
    restitutions: bool = False,
) -> Iterator[Found]:
    """Say which public moments, and restitutions if asked, fall in some seasons."""
    for each in plan.dated:
        days = list(each.days) if each.milestone.kind in _SIGNED else []
        if restitutions and each.planned.restitution:
            days.append(each.planned.restitution)
        for day in days:
            for season in plan.almanac.seasons(None, day):
                if season.kind in kinds:
                    told = f"le {long_day(day)}, {season.label} : {why}."
                    yield Found(each.code, (day,), told, remedy, season.estimated)
