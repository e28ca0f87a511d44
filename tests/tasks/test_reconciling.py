"""What differs between the calendar and Prefect's runs, decided without Prefect."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prefect.client.schemas.objects import StateType

from pret.clock import RealClock
from pret.domain.milestones import MilestoneKind, Phase
from pret.service.agenda import Agenda, Appointment, Choices
from tasks.reconciling import (
    ATTEMPTS,
    REMOVED,
    Comparison,
    Kind,
    KnownRun,
    differences,
)

NOW = datetime(2027, 5, 3, 7, 30, tzinfo=UTC)
LATE_DAYS = 7


def appointment(due: date = date(2027, 5, 12), **changes: object) -> Appointment:
    made = Appointment("lycees", "lab-day-1", MilestoneKind.LAB_DAY, Phase.COMPLETE, due)
    return replace(made, **changes)  # type: ignore[arg-type]


def run_of(wanted: Appointment, **changes: object) -> KnownRun:
    run = KnownRun(
        uuid4(),
        wanted.key,
        wanted.run_name,
        StateType.SCHEDULED,
        "Scheduled",
        "",
        wanted.starts.astimezone(UTC),
        NOW - timedelta(days=3),
        0,
    )
    return replace(run, **changes)  # type: ignore[arg-type]


def compared(
    wanted: list[Appointment],
    runs: list[KnownRun],
    now: datetime = NOW,
    done: frozenset[str] = frozenset(),
) -> Comparison:
    by_key = {one.key: one for one in wanted}
    agenda = Agenda(by_key, (), frozenset({"lycees"}), done, Choices({}, {}))
    return differences(agenda, runs, now, RealClock(), LATE_DAYS)


def kinds(found: Comparison) -> list[Kind]:
    return [each.kind for each in found.differences]


def test_a_missing_run_is_booked_at_nine_in_paris_on_its_day() -> None:
    (found,) = compared([appointment()], []).differences
    assert (found.kind, found.starts) == (Kind.BOOK, datetime(2027, 5, 12, 7, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("due", "hour"),
    [
        (date(2027, 3, 26), 8),  # winter time
        (date(2027, 3, 29), 7),  # the day after clocks went forward
        (date(2027, 10, 29), 7),
        (date(2027, 11, 2), 8),  # after they went back
    ],
)
def test_nine_in_paris_follows_the_change_of_clocks(due: date, hour: int) -> None:
    now = datetime(2027, 3, 1, tzinfo=UTC)
    (found,) = compared([appointment(due)], [], now).differences
    assert found.starts == datetime(due.year, due.month, due.day, hour, 0, tzinfo=UTC)


def test_what_is_booked_at_its_date_is_left_alone() -> None:
    assert kinds(compared([appointment()], [run_of(appointment())])) == []


def test_a_date_that_moved_moves_its_run() -> None:
    run = run_of(appointment(date(2027, 5, 20)))
    (found,) = compared([appointment()], [run]).differences
    assert (found.kind, found.run, found.starts) == (
        Kind.MOVE,
        run,
        datetime(2027, 5, 12, 7, 0, tzinfo=UTC),
    )


def test_a_run_that_is_late_already_waits_for_somebody_to_serve_it() -> None:
    late = appointment(date(2027, 5, 1))
    assert kinds(compared([late], [run_of(late)])) == []


def test_a_run_moved_while_it_is_late_goes_to_its_new_date() -> None:
    late = appointment(date(2027, 5, 1))
    (found,) = compared([appointment()], [run_of(late)]).differences
    assert (found.kind, found.starts) == (Kind.MOVE, datetime(2027, 5, 12, 7, 0, tzinfo=UTC))


def test_a_run_missing_though_its_day_is_past_is_booked_now() -> None:
    (found,) = compared([appointment(date(2027, 4, 30))], []).differences
    assert (found.kind, found.starts) == (Kind.BOOK, NOW)


def test_past_a_week_a_run_asks_instead_of_starting() -> None:
    late = appointment(date(2027, 4, 20))
    assert compared([late], []).late == (late,)
    assert kinds(compared([late], [])) == []
    assert kinds(compared([late], [run_of(late)])) == [Kind.CANCEL]


def test_a_run_of_what_is_not_wanted_any_more_is_removed() -> None:
    run = run_of(appointment())
    assert kinds(compared([], [run])) == [Kind.CANCEL]
    assert kinds(compared([], [replace(run, state=StateType.CANCELLED)])) == []
    assert kinds(compared([], [replace(run, state=StateType.RUNNING)])) == []


def test_runs_of_another_machine_on_the_same_server_are_left_alone() -> None:
    elsewhere = run_of(replace(appointment(), programme="gares"))
    assert kinds(compared([], [elsewhere])) == []


def test_what_was_removed_comes_back_with_its_milestone_and_what_people_cancelled_does_not() -> (
    None
):
    run = run_of(appointment(), state=StateType.CANCELLED, message=REMOVED)
    assert kinds(compared([appointment()], [run])) == [Kind.REARM]
    assert kinds(compared([appointment()], [replace(run, message="Annulé par Claire")])) == []


def test_a_crashed_run_is_armed_again_until_the_cap() -> None:
    past = appointment(date(2027, 5, 2))
    run = run_of(past, state=StateType.CRASHED, run_count=ATTEMPTS - 1)
    (found,) = compared([past], [run]).differences
    assert (found.kind, found.starts) == (Kind.REARM, NOW)
    over = compared([past], [replace(run, run_count=ATTEMPTS)])
    assert (kinds(over), over.given_up) == ([], (past,))


@pytest.mark.parametrize(
    ("state", "minutes", "expected"),
    [
        (StateType.RUNNING, 30, []),
        (StateType.RUNNING, 90, [Kind.REARM]),
        (StateType.PENDING, 2, []),
        (StateType.PENDING, 15, [Kind.REARM]),
    ],
)
def test_what_was_abandoned_is_armed_again_and_what_goes_on_is_not(
    state: StateType, minutes: int, expected: list[Kind]
) -> None:
    past = appointment(date(2027, 5, 3))
    run = run_of(past, state=state, run_count=1, since=NOW - timedelta(minutes=minutes))
    assert kinds(compared([past], [run])) == expected


def test_what_failed_is_tried_again_on_the_next_working_day() -> None:
    past = appointment(date(2027, 4, 30))
    friday = datetime(2027, 4, 30, 8, 0, tzinfo=UTC)
    run = run_of(past, state=StateType.FAILED, run_count=1, since=friday)
    (found,) = compared([past], [run], friday + timedelta(minutes=5)).differences
    assert (found.kind, found.starts) == (Kind.REARM, datetime(2027, 5, 3, 7, 0, tzinfo=UTC))
    armed = replace(run, state=StateType.SCHEDULED, starts=found.starts)
    assert kinds(compared([past], [armed], friday + timedelta(minutes=20))) == []


def test_a_phase_made_before_its_day_keeps_its_run_when_its_date_moves_on() -> None:
    run = run_of(appointment(), state=StateType.COMPLETED, run_count=1)
    assert kinds(compared([appointment()], [run])) == [Kind.REARM]
    past = appointment(date(2027, 5, 3))
    assert kinds(compared([past], [run_of(past, state=StateType.COMPLETED)])) == []


def test_a_reminder_whose_hour_has_come_is_not_removed_by_that_of_the_next_day() -> None:
    today, tomorrow = (appointment(due, again=True) for due in (date(2027, 5, 3), date(2027, 5, 4)))
    assert today.key != tomorrow.key
    assert kinds(compared([tomorrow], [run_of(today)])) == [Kind.BOOK]
    assert kinds(compared([], [run_of(tomorrow)])) == [Kind.CANCEL]


@given(
    due=st.dates(date(2027, 4, 20), date(2028, 6, 30)),
    booked=st.none() | st.dates(date(2027, 4, 20), date(2028, 6, 30)),
)
def test_what_was_mended_does_not_differ_any_more(due: date, booked: date | None) -> None:
    wanted = appointment(due)
    runs = [] if booked is None else [run_of(replace(wanted, due=booked))]
    before = compared([wanted], runs)
    after = [
        run_of(wanted, starts=each.starts)
        if each.kind is not Kind.CANCEL
        else replace(run_of(wanted), state=StateType.CANCELLED, message=REMOVED)
        for each in before.differences
    ]
    assert kinds(compared([wanted], after or runs)) == []


@pytest.mark.parametrize(
    "key", ["lycees/lab-day-1/complete", "lycees/lab-day-1/complete/2027-05-04"]
)
@pytest.mark.parametrize(
    ("state", "hours"),
    [
        (StateType.CRASHED, 0),
        (StateType.FAILED, 0),
        (StateType.RUNNING, 2),
        (StateType.PENDING, 1),
    ],
)
def test_what_broke_though_its_phase_is_published_is_closed(
    state: StateType, hours: int, key: str
) -> None:
    since = NOW - timedelta(hours=hours)
    run = run_of(appointment(), key=key, state=state, since=since, run_count=1)
    done = frozenset({"lycees/lab-day-1/complete"})
    assert kinds(compared([], [run], done=done)) == [Kind.CLOSE]
    assert kinds(compared([], [run])) == []


@pytest.mark.parametrize(
    "state", [StateType.RUNNING, StateType.PENDING, StateType.COMPLETED, StateType.CANCELLED]
)
def test_what_is_under_way_or_over_is_not_closed(state: StateType) -> None:
    run = run_of(appointment(), state=state, since=NOW, run_count=1)
    assert kinds(compared([], [run], done=frozenset({run.key}))) == []


def test_a_phase_published_before_its_day_and_broken_since_is_armed_again() -> None:
    run = run_of(appointment(), state=StateType.CRASHED)
    assert kinds(compared([appointment()], [run], done=frozenset({run.key}))) == [Kind.REARM]


@pytest.mark.parametrize(("crashes", "again"), [(1, [Kind.REARM]), (2, [Kind.REARM]), (3, [])])
def test_what_never_began_is_tried_three_times(crashes: int, again: list[Kind]) -> None:
    wanted = appointment(date(2027, 5, 3))
    run = run_of(wanted, state=StateType.CRASHED, crashes=crashes)
    found = compared([wanted], [run])
    assert kinds(found) == again
    assert found.given_up == (() if again else (wanted,))
