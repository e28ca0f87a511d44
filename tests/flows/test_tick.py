"""The tick on a real Prefect server: booked once, moved, removed, rebuilt, and nothing the rest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterTags
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.exceptions import PrefectHTTPStatusError
from prefect.states import Crashed, Pending, Running

from flows.catalogue import DEPLOYMENT, FLOWS
from flows.choices import offer_choices
from flows.tick import Tick, in_short, reconcile, tick
from pret.clock import at_run_hour
from pret.domain.milestones import MilestoneKind, Phase
from pret.service.agenda import BOOKED_TAG, Choices, agenda
from pret.service.beginning import begin
from pret.service.following import publish_dates
from pret.service.refreshing import Refreshed
from pret.service.session import Session
from pret.settings import Settings
from tasks.booking import book_run, ensure_deployment
from tasks.mending import drop_begun
from tasks.reconciling import ATTEMPTS, TAKEN_BACK, Kind

ROOT = Path(__file__).parent.parent.parent
NOW = datetime(2031, 1, 14, 8, 30, tzinfo=UTC)
#: Other tests book runs of other programmes on the same server.
OURS = [BOOKED_TAG, "programme:veille"]
CALENDAR = """\
version: 1
milestones:
  - {milestone: preparation, first_day: 2031-01-13, last_day: 2031-02-28, status: firm}
  - {milestone: study-trip, first_day: 2031-03-11, last_day: 2031-03-13, status: firm}
  - {milestone: lab-day-1, first_day: 2031-05-13, status: firm}
  - {milestone: closure, first_day: 2032-06-24, status: option}
"""


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Settings]:
    made = Settings(
        inputs=tmp_path / "inputs",
        outputs=tmp_path / "outputs",
        templates=ROOT / "templates",
        state=tmp_path / "state",
        quiet_s=0,
    )
    begin(made, "veille", "Les gares", datetime(2031, 1, 13, tzinfo=UTC).date())
    write(made, CALENDAR)
    yield made
    forget()


def write(settings: Settings, calendar: str) -> None:
    (settings.inputs / "veille/calendar.yaml").write_text(calendar, "utf-8")


def runs() -> dict[str, FlowRun]:
    with get_client(sync_client=True) as client:
        found = client.read_flow_runs(
            flow_run_filter=FlowRunFilter(tags=FlowRunFilterTags(all_=OURS))
        )
    return {run.idempotency_key or "": run for run in found}


def forget() -> None:
    """Lose the runs, as a database that was wiped does."""
    with get_client(sync_client=True) as client:
        for run in client.read_flow_runs(
            flow_run_filter=FlowRunFilter(tags=FlowRunFilterTags(all_=OURS))
        ):
            client.delete_flow_run(run.id)


def mended(settings: Settings, now: datetime = NOW) -> list[Kind]:
    return [each.kind for each in reconcile(settings, now).mended]


def test_every_dated_phase_is_booked_to_the_end_and_a_second_tick_does_nothing(
    settings: Settings,
) -> None:
    assert mended(settings) == [Kind.BOOK] * 8
    booked = runs()
    assert len(booked) == 8
    last = booked["veille/closure/complete"].next_scheduled_start_time
    assert last == at_run_hour(datetime(2032, 6, 25, tzinfo=UTC).date())
    assert reconcile(settings, NOW) == Tick((), (), (), ())
    assert {key: run.id for key, run in runs().items()} == {
        key: run.id for key, run in booked.items()
    }


def test_what_moves_in_the_calendar_moves_in_prefect(settings: Settings) -> None:
    reconcile(settings, NOW)
    before = runs()["veille/lab-day-1/complete"]
    write(settings, CALENDAR.replace("2031-05-13", "2031-05-20"))
    assert mended(settings) == [Kind.MOVE, Kind.MOVE]
    after = runs()["veille/lab-day-1/complete"]
    assert after.id == before.id
    assert after.next_scheduled_start_time == at_run_hour(datetime(2031, 5, 21, tzinfo=UTC).date())
    assert mended(settings) == []


def test_a_milestone_cancelled_then_held_after_all_loses_its_runs_and_gets_them_back(
    settings: Settings,
) -> None:
    reconcile(settings, NOW)
    lab = "first_day: 2031-05-13, status: firm"
    write(settings, CALENDAR.replace(lab, lab.replace("firm", "cancelled")))
    assert mended(settings) == [Kind.CANCEL, Kind.CANCEL]
    assert runs()["veille/lab-day-1/prepare"].state_type is StateType.CANCELLED
    write(settings, CALENDAR)
    assert mended(settings) == [Kind.REARM, Kind.REARM]
    assert mended(settings) == []


def test_bookings_lost_with_prefects_database_are_made_again(settings: Settings) -> None:
    reconcile(settings, NOW)
    forget()
    assert mended(settings) == [Kind.BOOK] * 8
    assert mended(settings) == []


def test_a_run_that_crashed_is_armed_again(settings: Settings) -> None:
    reconcile(settings, NOW)
    run = runs()["veille/preparation/prepare"]
    with get_client(sync_client=True) as client:
        client.set_flow_run_state(run.id, Crashed(message="machine éteinte"), force=True)
    assert mended(settings) == [Kind.REARM]
    assert runs()["veille/preparation/prepare"].state_type is StateType.SCHEDULED


def test_a_run_killed_after_its_phase_was_published_says_so_in_prefect(settings: Settings) -> None:
    reconcile(settings, NOW)
    run = runs()["veille/preparation/prepare"]
    with Session(settings, "veille") as session:
        publish_dates(session)
    with get_client(sync_client=True) as client:
        client.set_flow_run_state(run.id, Crashed(message="machine éteinte"), force=True)
    assert mended(settings, NOW) == [Kind.CLOSE]
    closed = runs()["veille/preparation/prepare"]
    assert (closed.state_type, closed.state_name) == (StateType.COMPLETED, TAKEN_BACK)
    assert mended(settings, NOW) == []
    assert runs()["veille/preparation/prepare"].state == closed.state


def test_what_is_a_week_late_is_told_and_not_booked(settings: Settings) -> None:
    late = datetime(2031, 2, 20, 8, 0, tzinfo=UTC)
    done = reconcile(settings, late)
    assert {each.key for each in done.late} == {
        "veille/preparation/prepare",
        "veille/study-trip/prepare",
    }
    assert not {"veille/preparation/prepare", "veille/study-trip/prepare"} & set(runs())


def test_a_programme_that_cannot_be_read_does_not_stop_the_others(settings: Settings) -> None:
    (settings.inputs / "abime").mkdir()
    (settings.inputs / "abime/programme.yaml").write_text("version: [\n", "utf-8")
    done = reconcile(settings, NOW)
    assert [code for code, _ in done.unread] == ["abime"]
    assert len(done.mended) == 8


def test_a_damaged_calendar_removes_nothing(settings: Settings) -> None:
    reconcile(settings, NOW)
    write(settings, "version: [\n")
    done = reconcile(settings, NOW)
    assert done.mended == ()
    assert [code for code, _ in done.unread] == ["veille"]


def test_the_flow_says_what_it_did_in_one_sentence(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("inputs", "outputs", "templates", "state"):
        monkeypatch.setenv(f"PRET_{name.upper()}", str(getattr(settings, name)))
    write(settings, CALENDAR.replace("2031", "2091").replace("2032", "2092"))
    state = tick(return_state=True)
    assert state.message == "8 écarts réparés."
    assert in_short(reconcile(settings, datetime.now(UTC)), Refreshed()) == "Tout est à jour."


def test_dates_that_moved_are_published_again_by_the_flow(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("inputs", "outputs", "templates", "state"):
        monkeypatch.setenv(f"PRET_{name.upper()}", str(getattr(settings, name)))
    with Session(settings, "veille") as session:
        publish_dates(session)
    write(settings, CALENDAR.replace("2031", "2091").replace("2032", "2092"))
    state = tick(return_state=True)
    assert state.message is not None
    assert state.message.startswith("dates publiées à nouveau pour veille, ")
    assert b"20910311" in (settings.outputs / "veille/calendrier.ics").read_bytes()


def test_a_reminder_is_booked_for_the_next_working_day_while_something_is_missing(
    settings: Settings,
) -> None:
    from flows.sitting import Silence, sitting

    with sitting(settings, "veille", Silence()):
        state = FLOWS[MilestoneKind.LAB_DAY](
            "veille", "lab-day-1", Phase.COMPLETE, return_state=True
        )
    assert state.name == "Matériau attendu"
    friday = datetime(2031, 5, 16, 8, 0, tzinfo=UTC)
    reconcile(settings, friday)
    key = "veille/lab-day-1/complete/2031-05-19"
    monday = at_run_hour((friday + timedelta(days=3)).date())
    assert runs()[key].next_scheduled_start_time == monday
    for civil in (monday.replace(hour=0, minute=15), monday.replace(hour=8, minute=59), monday):
        reconcile(settings, civil.astimezone(UTC))
        assert runs()[key].next_scheduled_start_time == monday, civil
    assert "veille/lab-day-1/complete/2031-05-20" in runs()
    write(
        settings, CALENDAR.replace("05-13, status: firm", "05-13, status: firm, reminders: false")
    )
    assert Kind.CANCEL in mended(settings, friday)
    assert runs()[key].state_type is StateType.CANCELLED


def test_a_phase_made_by_hand_in_the_morning_keeps_its_run_of_nine_o_clock(
    settings: Settings,
) -> None:
    from flows.sitting import Silence, sitting

    reconcile(settings, NOW)
    with sitting(settings, "veille", Silence()):
        FLOWS[MilestoneKind.LAB_DAY]("veille", "lab-day-1", Phase.PREPARE, return_state=True)
    key = "veille/lab-day-1/prepare"
    nine = runs()[key].next_scheduled_start_time
    assert nine is not None
    for minutes in (-120, 0, 5):
        reconcile(settings, nine + timedelta(minutes=minutes))
        assert runs()[key].state_type is StateType.SCHEDULED, minutes


def form(flow: str) -> dict[str, Any]:
    with get_client(sync_client=True) as client:
        found = client.read_deployment_by_name(f"{flow}/{DEPLOYMENT}").parameter_openapi_schema
    assert found is not None
    properties: dict[str, Any] = found["properties"]
    return properties


def test_forms_offer_the_programmes_and_milestones_there_are_by_name(settings: Settings) -> None:
    reconcile(settings, NOW)
    reconcile(settings, NOW)
    asked = form("journee-labo")
    assert asked["programme"]["enum"] == ["veille"]
    assert asked["programme"]["default"] == "veille"
    assert "default" not in asked["milestone"]
    assert asked["programme"]["description"] == "veille : Les gares."
    assert asked["milestone"]["enum"] == ["lab-day-1", "lab-day-2", "lab-day-3"]
    assert "lab-day-2 : Journée labo 2" in asked["milestone"]["description"]
    assert [each["title"] for each in asked.values()] == ["Programme", "Temps fort", "Étape"]


def test_a_form_follows_the_programmes_and_what_it_does_not_know_yet_is_booked_all_the_same(
    settings: Settings,
) -> None:
    reconcile(settings, NOW)
    reconcile(settings, NOW)
    write(settings, CALENDAR.replace("2031-05-13", "2031-05-20"))
    with get_client(sync_client=True) as client:
        deployment = client.read_deployment_by_name(f"journee-labo/{DEPLOYMENT}")
        stale = Choices({"autre": ""}, dict.fromkeys(MilestoneKind, ("lab-day-9",)))
        offer_choices(client, stale)
        given = runs()["veille/lab-day-1/prepare"].parameters
        with pytest.raises(PrefectHTTPStatusError, match="409"):
            client.create_flow_run_from_deployment(deployment.id, parameters=given)
        client.delete_flow_run(runs()["veille/lab-day-1/prepare"].id)
        run = book_run(
            "journee-labo", DEPLOYMENT, given, NOW, "veille/lab-day-1/prepare", "a", OURS
        )
        assert str(runs()["veille/lab-day-1/prepare"].id) == run
    begin(settings, "nouveau", "Les quais", datetime(2031, 1, 13, tzinfo=UTC).date())
    reconcile(settings, NOW)
    assert form("journee-labo")["programme"]["enum"] == ["nouveau", "veille"]
    assert "veille/lab-day-1/complete" in runs()


def test_registering_for_a_booking_keeps_the_lists_of_a_form(settings: Settings) -> None:
    reconcile(settings, NOW)
    reconcile(settings, NOW)
    ensure_deployment(FLOWS[MilestoneKind.LAB_DAY], DEPLOYMENT)
    assert form("journee-labo")["programme"]["enum"] == ["veille"]


def test_forms_that_offer_what_there_is_are_left_alone(settings: Settings) -> None:
    reconcile(settings, NOW)
    with get_client(sync_client=True) as client:
        there = agenda(settings, settings.clock.civil(NOW)).choices
        offer_choices(client, there)
        assert offer_choices(client, there) == 0


def test_what_a_dead_runner_was_about_to_run_waits_and_what_it_ran_is_armed_again(
    settings: Settings,
) -> None:
    reconcile(settings, NOW)
    about, ran = (runs()[f"veille/lab-day-1/{phase}"].id for phase in Phase)
    with get_client(sync_client=True) as client:
        client.set_flow_run_state(about, Pending(), force=True)
        client.set_flow_run_state(ran, Running(), force=True)
        assert drop_begun(client, DEPLOYMENT, "Prêt a été arrêté") == 2
    assert runs()["veille/lab-day-1/prepare"].state_type is StateType.SCHEDULED
    assert runs()["veille/lab-day-1/complete"].state_type is StateType.CRASHED


def test_a_run_that_never_begins_is_tried_as_often_as_any_other(settings: Settings) -> None:
    reconcile(settings, NOW)
    run = runs()["veille/preparation/prepare"]
    for attempt in range(1, ATTEMPTS + 1):
        with get_client(sync_client=True) as client:
            client.set_flow_run_state(run.id, Crashed(message="ne se charge pas"), force=True)
        again = reconcile(settings, NOW)
        assert [each.kind for each in again.mended] == [Kind.REARM] * (attempt < ATTEMPTS)
    assert [each.key for each in again.given_up] == ["veille/preparation/prepare"]
