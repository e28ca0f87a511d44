"""Replanning: what is asked for, what stays, what moves and why."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pret.domain.milestones import Milestone
from pret.domain.programme import Programme
from pret.domain.schedule import Calendar, DateStatus
from pret.errors import MoveRefusedError, NoPlanError
from pret.plan.almanac import almanac
from pret.plan.changes import Cancelled, Change, Closed, Moved, asked_by
from pret.plan.choices import Choice
from pret.plan.model import solve
from pret.plan.replanning import Proposal, propose
from pret.plan.staying import question_of_change
from pret.plan.verifier import errors, verify
from tests.pret.plan.conftest import programme_of
from tests.pret.plan.test_model import every_plan
from tests.pret.plan.test_verifier import calendar_of

Build = Callable[..., Programme]
EARLY = date(2027, 1, 12)
PROGRAMME = programme_of("B")
NAMED = {milestone.code: milestone for milestone in PROGRAMME.milestones()}
PLACED = [code for code in NAMED if code not in ("preparation", "deployment-scenario")]


def with_status(status: DateStatus, *but: str) -> Calendar:
    """Return the worked plan, all its dates of one status but some that are firm."""
    calendar = calendar_of()
    entries = tuple(
        entry if entry.milestone in but else entry.model_copy(update={"status": status})
        for entry in calendar.milestones
    )
    return calendar.model_copy(update={"milestones": entries})


OPTIONS = with_status(DateStatus.OPTION)


def proposed(change: Change, calendar: Calendar = OPTIONS, today: date = EARLY) -> Proposal:
    return propose(PROGRAMME, almanac(PROGRAMME), calendar, change, today)


def moved(proposal: Proposal) -> list[str]:
    return [move.milestone.code for move in proposal.moves]


def why(proposal: Proposal, code: str) -> str:
    return " | ".join(next(m.reasons for m in proposal.moves if m.milestone.code == code))


def first_day(proposal: Proposal, code: str) -> date:
    entry = proposal.after.planned(code)
    assert entry is not None
    return entry.first_day


def test_a_day_that_is_a_public_holiday_is_named_and_the_next_open_day_proposed() -> None:
    proposal = proposed(Moved(NAMED["lab-day-1"], date(2027, 5, 17)))
    assert proposal.asked == ("le 17\u00a0mai 2027 est férié : lundi de Pentecôte",)
    assert first_day(proposal, "lab-day-1") == date(2027, 5, 18)
    assert moved(proposal) == ["lab-day-1"]


def test_a_week_asked_for_from_a_wednesday_begins_on_its_monday() -> None:
    proposal = proposed(Moved(NAMED["immersion-3"], date(2027, 9, 22)))
    assert first_day(proposal, "immersion-3") == date(2027, 9, 20)
    assert proposal.asked == (
        "une semaine d’immersion commence un lundi : le lundi 20\u00a0septembre 2027",
    )


def test_a_saturday_is_had_only_where_it_is_flagged_and_by_one_day() -> None:
    saturday = date(2027, 5, 15)
    assert first_day(proposed(Moved(NAMED["lab-day-1"], saturday)), "lab-day-1") == date(
        2027, 5, 18
    )
    flagged = programme_of("B", saturdays=True)

    def had(code: str, day: date) -> date:
        asked = Moved(NAMED[code], day)
        return first_day(propose(flagged, almanac(flagged), OPTIONS, asked, EARLY), code)

    assert had("lab-day-1", saturday) == saturday
    assert had("study-trip", date(2027, 3, 19)) == date(2027, 3, 22)


def test_what_moves_becomes_an_option_again() -> None:
    proposal = proposed(Moved(NAMED["lab-day-1"], date(2027, 5, 18)), with_status(DateStatus.FIRM))
    entry = proposal.after.planned("lab-day-1")
    assert entry is not None
    assert entry.status is DateStatus.OPTION


def test_what_follows_moves_only_as_far_as_it_must_with_its_reason() -> None:
    proposal = proposed(Moved(NAMED["immersion-3"], date(2027, 10, 18)))
    assert moved(proposal) == ["immersion-3", "lab-day-3", "closing-seminar"]
    assert why(proposal, "lab-day-3") == (
        "rester le mardi 12\u00a0octobre 2027 est impossible : "
        "la journée labo 3 vient après la semaine d’immersion 3"
    )
    assert errors(proposal.found_after) == ()


def test_what_staying_would_cost_others_is_told_in_days() -> None:
    closed = Closed(NAMED["immersion-2"], date(2027, 5, 24), date(2027, 5, 26))
    assert why(proposed(closed), "lab-day-1") == (
        "la semaine d’immersion 2 vient après la journée labo 1 | "
        "rester le mardi 11\u00a0mai 2027 coûterait : 3 jours de moins que 5 à 20 jours ouvrés "
        "entre la semaine d’immersion 2 et la journée labo 2 ; 7 jours de moins que 10 à 27 jours "
        "entre la semaine d’immersion 2 et la journée labo 2"
    )


def test_a_rule_that_staying_would_break_is_told_in_days() -> None:
    proposal = proposed(Moved(NAMED["workshop-3"], date(2028, 6, 27), restitution=True))
    assert moved(proposal) == ["workshop-3", "closure"]
    assert why(proposal, "closure") == (
        "rester le jeudi 29\u00a0juin 2028 enfreindrait une règle : 12 jours de moins que "
        "deux semaines au moins avant la clôture"
    )


def test_a_firm_date_is_dearer_to_move_than_an_option() -> None:
    closed = Closed(NAMED["immersion-2"], date(2027, 5, 24), date(2027, 5, 26))
    assert moved(proposed(closed)) == ["lab-day-1", "immersion-2"]
    assert moved(proposed(closed, with_status(DateStatus.OPTION, "lab-day-1"))) == ["immersion-2"]


def test_a_place_that_closes_lets_nothing_of_its_site_on_those_days() -> None:
    proposal = proposed(Closed(NAMED["lab-day-1"], date(2027, 5, 10), date(2027, 5, 25)))
    assert set(moved(proposal)) >= {"lab-day-1", "immersion-2"}
    assert why(proposal, "lab-day-1") == "le lieu est fermé le mardi 11\u00a0mai 2027"
    assert errors(proposal.found_after) == ()


def test_a_place_that_closes_on_other_days_moves_nothing() -> None:
    proposal = proposed(Closed(NAMED["lab-day-1"], date(2027, 5, 12), date(2027, 5, 14)))
    assert proposal.moves == ()


def test_a_cancelled_milestone_moves_nothing_else() -> None:
    proposal = proposed(Cancelled(NAMED["lab-day-2"]))
    assert moved(proposal) == ["lab-day-2"]
    entry = proposal.after.planned("lab-day-2")
    assert entry is not None
    assert entry.status is DateStatus.CANCELLED


def test_a_rule_that_what_was_held_breaks_is_flagged_and_not_hidden() -> None:
    held = OPTIONS.milestones[:9]
    past = tuple(entry.model_copy(update={"status": DateStatus.HELD}) for entry in held[:8])
    calendar = OPTIONS.model_copy(update={"milestones": (*past, *OPTIONS.milestones[8:])})
    late = Moved(NAMED["closing-seminar"], date(2027, 12, 20))
    proposal = proposed(late, calendar, date(2027, 10, 14))
    assert first_day(proposal, "closing-seminar") == date(2027, 12, 20)
    assert {finding.rule.code for finding in errors(proposal.found_after)} == {"C1"}


def test_notices_that_can_no_longer_be_given_in_time_are_told() -> None:
    proposal = proposed(
        Moved(NAMED["lab-day-1"], date(2027, 5, 18)), OPTIONS, today=date(2027, 4, 30)
    )
    assert proposal.late == {
        "Journée labo 1": ("retenir la date : 60 jours avant, il en reste 18",)
    }


def test_public_bodies_are_only_named_where_they_are_called() -> None:
    change, today = Moved(NAMED["immersion-1"], date(2027, 4, 12)), date(2027, 4, 1)
    calendar = with_status(DateStatus.FIRM)
    proposal = propose(
        PROGRAMME, almanac(PROGRAMME), calendar, change, today, public=lambda _: True
    )
    assert proposal.late == {
        "Semaine d’immersion 1": (
            "autorisations des élèves mineurs : 21 jours avant, il en reste 11",
        )
    }
    change, today = Moved(NAMED["lab-day-1"], date(2027, 5, 18)), date(2027, 4, 30)
    proposal = propose(
        PROGRAMME, almanac(PROGRAMME), calendar, change, today, public=lambda _: True
    )
    assert proposal.late["Journée labo 1"] == (
        "retenir la date : 60 jours avant, il en reste 18",
        "convocation des organismes publics : 30 jours avant, il en reste 18",
    )


def test_the_preparation_moves_alone_and_still_ends_before_the_trip() -> None:
    proposal = proposed(Moved(NAMED["preparation"], date(2027, 2, 1)))
    entry = proposal.after.planned("preparation")
    assert entry is not None
    assert (entry.first_day, entry.last_day) == (date(2027, 2, 1), date(2027, 3, 5))
    assert moved(proposal) == ["preparation"]
    assert proposal.late == {}  # nobody is called to it


def test_a_date_that_no_plan_can_keep_is_told_with_what_forbids_it_and_the_nearest_one() -> None:
    proposal = proposed(Moved(NAMED["closure"], date(2028, 9, 5)))
    assert proposal.choice == Choice(
        ("18 mois pour le programme entier", "la clôture et restitution le 5\u00a0septembre 2028"),
        date(2028, 7, 11),
    )
    assert {finding.rule.code for finding in errors(proposal.found_after)} == {"C3"}
    there = proposed(Moved(NAMED["closure"], date(2028, 7, 11)))
    assert (there.choice, errors(there.found_after)) == (None, ())
    further = proposed(Moved(NAMED["closure"], date(2028, 7, 12)))
    assert further.choice is not None


def test_a_day_before_the_first_that_rules_allow_has_its_nearest_one_too() -> None:
    proposal = proposed(Moved(NAMED["study-trip"], date(2027, 1, 26)))
    assert proposal.choice is not None
    assert proposal.choice.nearest == date(2027, 2, 15)  # a Monday, for three days


def test_the_closure_follows_a_scenario_that_begins_after_it() -> None:
    proposal = proposed(Moved(NAMED["deployment-scenario"], date(2028, 7, 3)))
    assert moved(proposal) == ["deployment-scenario", "closure"]
    assert why(proposal, "closure") == (
        "rester le jeudi 29\u00a0juin 2028 est impossible : la clôture et restitution vient après "
        "le scénario de déploiement (à partir du 3\u00a0juillet 2028)"
    )
    assert (proposal.choice, errors(proposal.found_after)) == (None, ())


def test_a_scenario_begins_after_the_last_workshop_whatever_is_asked() -> None:
    proposal = proposed(Moved(NAMED["deployment-scenario"], date(2028, 5, 2)))
    assert first_day(proposal, "deployment-scenario") == date(2028, 5, 17)
    (told,) = proposal.asked
    assert told == (
        "le scénario de déploiement suit ce qui le précède : pas avant le mercredi 17\u00a0mai 2028"
    )


def test_an_axis_that_a_cancelled_workshop_leaves_too_short_is_made_long_enough() -> None:
    proposal = proposed(Cancelled(NAMED["workshop-3"]))
    entry = proposal.after.planned("workshop-2")
    assert entry is not None
    assert entry.restitution == date(2028, 4, 21)
    assert errors(proposal.found_after) == ()


@pytest.mark.parametrize(
    ("change", "status", "told"),
    [
        (
            Moved(NAMED["study-trip"], date(2027, 5, 4)),
            DateStatus.HELD,
            "a le statut « tenu », le 16",
        ),
        (Cancelled(NAMED["study-trip"]), DateStatus.HELD, "a le statut « tenu », le 16"),
        (Moved(NAMED["lab-day-1"], EARLY), DateStatus.OPTION, "n’est pas à venir"),
        (Cancelled(NAMED["lab-day-1"]), DateStatus.CANCELLED, "a le statut « annulé »"),
        (
            Moved(NAMED["lab-day-1"], date(2027, 5, 18), restitution=True),
            DateStatus.OPTION,
            "n’a pas de restitution",
        ),
    ],
)
def test_what_makes_no_sense_is_refused_with_what_to_do(
    change: Change, status: DateStatus, told: str
) -> None:
    with pytest.raises(MoveRefusedError, match=told):
        proposed(change, with_status(status))


def test_an_order_that_cannot_be_is_refused_with_the_dates_that_forbid_it() -> None:
    calendar = with_status(DateStatus.HELD)
    entries = tuple(
        entry.model_copy(update={"status": DateStatus.FIRM})
        if entry.milestone == "lab-day-1"
        else entry
        for entry in calendar.milestones
    )
    with pytest.raises(NoPlanError, match="la journée labo 1 le 1er\u00a0juin 2027"):
        proposed(
            Moved(NAMED["lab-day-1"], date(2027, 6, 1)),
            calendar.model_copy(update={"milestones": entries}),
        )


def test_what_the_plan_already_does_badly_is_not_mended_along_with_something_else() -> None:
    entries = tuple(
        entry.model_copy(update={"first_day": date(2027, 10, 4)})
        if entry.milestone == "lab-day-3"
        else entry
        for entry in OPTIONS.milestones
    )
    calendar = OPTIONS.model_copy(update={"milestones": entries})
    assert moved(proposed(Moved(NAMED["workshop-1"], date(2027, 12, 9)), calendar)) == [
        "workshop-1"
    ]


def test_a_scenario_that_ends_late_stays_when_what_is_around_it_does() -> None:
    entries = tuple(
        entry.model_copy(update={"last_day": date(2028, 6, 26)})
        if entry.milestone == "deployment-scenario"
        else entry
        for entry in OPTIONS.milestones
    )
    calendar = OPTIONS.model_copy(update={"milestones": entries})
    assert moved(proposed(Moved(NAMED["lab-day-1"], date(2027, 5, 18)), calendar)) == ["lab-day-1"]
    assert moved(proposed(Moved(NAMED["closure"], date(2028, 6, 30)), calendar)) == [
        "deployment-scenario",
        "closure",
    ]


def test_an_undated_milestone_is_given_its_date_and_the_others_wait(build: Build) -> None:
    calendar = OPTIONS.model_copy(update={"milestones": OPTIONS.milestones[:3]})
    proposal = proposed(Moved(NAMED["lab-day-1"], date(2027, 5, 11)), calendar)
    assert moved(proposal) == ["lab-day-1"]
    assert [entry.milestone for entry in proposal.after.milestones] == [
        "preparation",
        "study-trip",
        "immersion-1",
        "lab-day-1",
    ]


@st.composite
def changes(draw: st.DrawFn) -> tuple[Calendar, Change]:
    """Return the worked plan, part of it held, other dates firm or options, and a change."""
    held = draw(st.integers(0, 5))
    entries = tuple(
        entry.model_copy(
            update={
                "status": DateStatus.HELD
                if rank < held
                else draw(st.sampled_from((DateStatus.FIRM, DateStatus.OPTION)))
            }
        )
        for rank, entry in enumerate(calendar_of().milestones)
    )
    calendar = Calendar(version=1, milestones=entries)
    code = draw(st.sampled_from([each for each in PLACED if entries_after(calendar, held, each)]))
    milestone: Milestone = NAMED[code]
    entry = calendar.planned(code)
    assert entry is not None
    day = entry.first_day + timedelta(days=draw(st.integers(-30, 60)))
    change = draw(
        st.sampled_from((Moved(milestone, day), Cancelled(milestone), Closed(milestone, day, day)))
    )
    return calendar, change


def entries_after(calendar: Calendar, held: int, code: str) -> bool:
    return [entry.milestone for entry in calendar.milestones].index(code) >= held


@settings(max_examples=25)
@given(changes())
def test_what_was_held_never_moves_and_what_is_new_is_verified(
    drawn: tuple[Calendar, Change],
) -> None:
    calendar, change = drawn
    today = max(
        (entry.end for entry in calendar.milestones if entry.status is DateStatus.HELD),
        default=EARLY,
    )
    assume(not isinstance(change, Moved) or change.day > today)
    try:
        proposal = proposed(change, calendar, today)
    except NoPlanError:
        assume(False)
        raise
    for entry in calendar.milestones:
        if entry.status is DateStatus.HELD:
            assert proposal.after.planned(entry.milestone) == entry
    for move in proposal.moves:
        assert move.after is not None
        assert move.milestone == change.milestone or move.reasons
    assert proposal == proposed(change, calendar, today)
    if proposal.choice is None:
        assert errors(proposal.found_after) == ()
    seen = almanac(PROGRAMME)
    if not isinstance(change, Closed):
        assert proposal.found_after == verify(PROGRAMME, proposal.after, seen)


@settings(max_examples=25)
@given(st.sampled_from(PLACED))
def test_moving_a_milestone_to_its_own_day_changes_nothing(code: str) -> None:
    entry = OPTIONS.planned(code)
    assert entry is not None
    assert proposed(Moved(NAMED[code], entry.first_day)).moves == ()


@settings(max_examples=15)
@given(changes(), st.randoms(use_true_random=False))
def test_no_other_choice_of_the_same_days_changes_less(
    drawn: tuple[Calendar, Change], chance: object
) -> None:
    calendar, change = drawn
    assume(isinstance(change, Moved) and change.day > EARLY)
    asked, _ = asked_by(PROGRAMME, almanac(PROGRAMME), calendar, change, EARLY)
    question = question_of_change(asked)
    assume(question.prices)  # none when the order of what was held forbids the change
    kept = {}
    for number, point in enumerate(question.points):
        prices = question.prices[point.key]
        now = asked.day(point.key)
        some = sorted(prices)[number % 3 :: max(1, len(prices) // 3)][:2]
        chosen = {*some, *([now.toordinal()] if now and now.toordinal() in prices else [])}
        kept[point.key] = {day: prices[day] for day in chosen}
    first = tuple(itertools.islice(question.points, 9))
    keys = {point.key for point in first}
    windows = tuple(
        each
        for each in question.windows
        if each.after in keys and (each.before in keys or each.before == "start")
    )
    small = replace(question, points=first, windows=windows, prices=kept)
    every = min(every_plan(small), default=None)
    answer = solve(small)
    if every is None:
        assert answer is None
    else:
        assert answer is not None
        assert (answer.cost, tuple(answer.days.values())) == every
