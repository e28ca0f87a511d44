"""Each milestone's flow on a real Prefect server: it makes, publishes, tells and books."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    ArtifactFilter,
    ArtifactFilterKey,
    FlowRunFilter,
    FlowRunFilterTags,
)
from prefect.client.schemas.objects import FlowRun, StateType

from flows.catalogue import FLOWS
from flows.sitting import Report, Silence, sitting
from pret.domain.milestones import Milestone, MilestoneKind, Phase, phases
from pret.domain.references import references
from pret.errors import ProblemsError, UnknownMilestoneError
from pret.failures import RunFailedError
from pret.service.beginning import begin
from pret.service.session import Session
from pret.settings import Settings

ROOT = Path(__file__).parent.parent.parent
DATES = {
    "preparation": "2031-01-13",
    "study-trip": "2031-03-11",
    "immersion-1": "2031-04-07",
    "lab-day-1": "2031-05-13",
    "immersion-2": "2031-05-19",
    "lab-day-2": "2031-06-10",
    "immersion-3": "2031-09-22",
    "lab-day-3": "2031-10-07",
    "closing-seminar": "2031-10-16",
    "workshop-1": "2031-12-09",
    "workshop-2": "2032-03-09",
    "workshop-3": "2032-05-18",
    "deployment-scenario": "2032-06-01",
    "closure": "2032-06-24",
}


def write_calendar(settings: Settings, code: str, dates: dict[str, str]) -> None:
    lines = ["version: 1", "milestones:"]
    for milestone, day in dates.items():
        lines += [f"  - milestone: {milestone}", f"    first_day: {day}", "    status: firm"]
    (settings.inputs / code / "calendar.yaml").write_text("\n".join(lines) + "\n", "utf-8")


@pytest.fixture
def settings(tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    """An empty programme of the standard shape, with dates; its code is the test's own."""
    made = Settings(
        inputs=tmp_path / "inputs",
        outputs=tmp_path / "outputs",
        templates=ROOT / "templates",
        state=tmp_path / "state",
        quiet_s=0,
    )
    begin(made, code_of(request), "Les gares", datetime(2031, 1, 13, tzinfo=UTC).date())
    write_calendar(made, code_of(request), DATES)
    return made


def code_of(request: pytest.FixtureRequest) -> str:
    """Return a programme code of the test's own: runs of other tests are then not in the way."""
    return "p" + "".join(sign for sign in request.node.name.lower() if sign.isalnum())[-40:]


@pytest.fixture
def session(settings: Settings, request: pytest.FixtureRequest) -> Iterator[Session]:
    with sitting(settings, code_of(request), Silence()) as opened:
        yield opened.session


class Heard(Silence):
    """Keeps what a listener hears."""

    def __init__(self) -> None:
        self.reports: list[Report] = []
        self.refusals: list[ProblemsError] = []

    def ends(self, report: Report) -> None:
        self.reports.append(report)

    def refused(self, error: ProblemsError) -> None:
        self.refusals.append(error)


def run(session: Session, milestone: Milestone, phase: Phase) -> Report:
    state = FLOWS[milestone.kind](session.code, milestone.code, phase, return_state=True)
    result = state.result()
    assert isinstance(result, Report)
    return result


def booked(code: str) -> list[FlowRun]:
    tags = FlowRunFilter(tags=FlowRunFilterTags(all_=[f"programme:{code}"]))
    with get_client(sync_client=True) as client:
        found = client.read_flow_runs(flow_run_filter=tags)
    return sorted(found, key=lambda each: each.next_scheduled_start_time or datetime.now(UTC))


@pytest.mark.parametrize("kind", MilestoneKind)
def test_each_kind_of_milestone_makes_what_it_owes(session: Session, kind: MilestoneKind) -> None:
    milestone = next(each for each in session.milestones if each.kind is kind)
    for phase in phases(kind):
        report = run(session, milestone, phase)
        assert report.outcome is not None
        owed = references(milestone, session.gathered(milestone).facts.value)
        assert [made.reference for made in report.outcome.made] == [
            each for each in owed if each.phase is phase
        ]
        for made in report.outcome.made:
            assert all((session.settings.outputs / path).is_file() for path in made.files)
        assert report.failed == ()


def test_the_next_milestone_is_booked_at_nine_in_paris_under_its_own_name(
    session: Session,
) -> None:
    run(session, session.milestone("study-trip"), Phase.COMPLETE)
    (only,) = booked(session.code)
    assert only.name == f"{session.code} – Semaine d’immersion 1 – rendre compte"
    assert only.state_type is StateType.SCHEDULED
    due = only.next_scheduled_start_time
    assert due is not None
    assert due.astimezone(ZoneInfo("Europe/Paris")) == datetime(
        2031, 4, 8, 9, 0, tzinfo=ZoneInfo("Europe/Paris")
    )
    assert only.parameters == {
        "programme": session.code,
        "milestone": "immersion-1",
        "phase": "complete",
    }
    assert only.idempotency_key == f"{session.code}/immersion-1/complete"


def test_a_second_run_makes_nothing_again_and_books_nothing_twice(session: Session) -> None:
    trip = session.milestone("study-trip")
    run(session, trip, Phase.COMPLETE)
    before = {
        path: path.stat().st_mtime_ns
        for path in session.settings.outputs.rglob("*")
        if path.is_file()
    }
    report = run(session, trip, Phase.COMPLETE)
    assert report.outcome is None
    assert len(booked(session.code)) == 1
    assert before == {path: path.stat().st_mtime_ns for path in before}


def test_a_date_that_moved_moves_its_run(
    settings: Settings, request: pytest.FixtureRequest
) -> None:
    code = code_of(request)
    for day in ("2031-04-07", "2031-04-14"):
        write_calendar(settings, code, DATES | {"immersion-1": day})
        with sitting(settings, code, Silence()) as opened:
            run(opened.session, opened.session.milestone("study-trip"), Phase.COMPLETE)
    (week,) = [
        each for each in booked(code) if each.idempotency_key == f"{code}/immersion-1/complete"
    ]
    assert week.next_scheduled_start_time is not None
    assert week.next_scheduled_start_time.date().isoformat() == "2031-04-15"


def test_what_is_due_before_the_next_milestone_is_over_is_booked_with_it(
    session: Session,
) -> None:
    run(session, session.milestone("lab-day-1"), Phase.COMPLETE)
    keys = {str(each.idempotency_key).partition("/")[2] for each in booked(session.code)}
    assert keys == {"immersion-2/complete", "lab-day-2/prepare"}


def test_a_cancelled_milestone_is_neither_run_nor_booked(
    settings: Settings, request: pytest.FixtureRequest
) -> None:
    code = code_of(request)
    calendar = settings.inputs / code / "calendar.yaml"
    written = calendar.read_text("utf-8")
    cancelled = "2031-04-07\n    status: cancelled"
    calendar.write_text(written.replace("2031-04-07\n    status: firm", cancelled), "utf-8")
    with sitting(settings, code, Silence()) as opened:
        week = opened.session.milestone("immersion-1")
        state = FLOWS[week.kind](code, week.code, Phase.COMPLETE, return_state=True)
        assert state.type is StateType.CANCELLED
        run(opened.session, opened.session.milestone("study-trip"), Phase.COMPLETE)
    assert not (settings.outputs / code / week.folder).exists()
    keys = {str(each.idempotency_key).partition("/")[2] for each in booked(code)}
    assert keys == {"lab-day-1/prepare", "lab-day-1/complete", "lab-day-2/prepare"}


def test_what_people_wrote_is_not_told_to_prefect(
    settings: Settings, request: pytest.FixtureRequest
) -> None:
    code = code_of(request)
    facts = settings.inputs / code / "03-lab-day-1" / "milestone.yaml"
    facts.write_text("version: 1\npresent: [Anatole Wizernes", "utf-8")
    heard = Heard()
    with sitting(settings, code, heard) as opened:
        lab_day = opened.session.milestone("lab-day-1")
        state = FLOWS[lab_day.kind](code, lab_day.code, Phase.COMPLETE, return_state=True)
    assert state.type is StateType.FAILED
    assert "Wizernes" not in str(state.message)
    assert heard.refusals
    assert not (settings.outputs / code).exists()


def test_one_document_that_fails_does_not_stop_the_others(
    settings: Settings, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(ROOT / "templates", templates)
    (templates / "documents" / "agenda.md.j2").write_text("{{ inconnu }}", "utf-8")
    broken = Settings(settings.inputs, settings.outputs, templates, settings.state, quiet_s=0)
    code = code_of(request)
    heard = Heard()
    with sitting(broken, code, heard) as opened:
        lab_day = opened.session.milestone("lab-day-1")
        with pytest.raises(RunFailedError, match="1 à refaire"):
            run(opened.session, lab_day, Phase.PREPARE)
    (failed,) = heard.reports[0].failed
    assert "agenda.md.j2, ligne 1" in failed
    published = {path.name for path in (settings.outputs / code).rglob("*.docx")}
    assert published == {
        "invitation-journee-labo-1.docx",
        "feuille-emargement-journee-labo-1.docx",
    }
    with sitting(settings, code, Silence()) as opened:  # once the template is mended
        report = run(opened.session, opened.session.milestone("lab-day-1"), Phase.PREPARE)
    assert report.outcome is not None
    assert len(report.outcome.made) == 3


def test_a_word_file_edited_by_hand_is_kept_and_told(
    settings: Settings, request: pytest.FixtureRequest
) -> None:
    code = code_of(request)
    with sitting(settings, code, Silence()) as opened:
        run(opened.session, opened.session.milestone("lab-day-1"), Phase.PREPARE)
    edited = settings.outputs / code / "03-lab-day-1" / "invitation-journee-labo-1.docx"
    edited.write_bytes(b"ce que la coordinatrice a ecrit")
    facts = settings.inputs / code / "03-lab-day-1" / "milestone.yaml"
    facts.write_text("version: 1\nmeeting:\n  place: La cour\n", "utf-8")
    with sitting(settings, code, Silence()) as opened:
        report = run(opened.session, opened.session.milestone("lab-day-1"), Phase.PREPARE)
    assert report.outcome is not None
    kept = report.outcome.published.kept
    assert kept == (f"{code}/03-lab-day-1/invitation-journee-labo-1.docx",)
    assert edited.read_bytes() == b"ce que la coordinatrice a ecrit"


def test_a_run_leaves_a_summary_and_a_table_of_what_is_missing(session: Session) -> None:
    run(session, session.milestone("lab-day-1"), Phase.COMPLETE)
    key = f"{session.code}-lab-day-1-complete"
    with get_client(sync_client=True) as client:
        found = client.read_artifacts(
            artifact_filter=ArtifactFilter(key=ArtifactFilterKey(any_=[key, f"{key}-manques"]))
        )
    by_key = {artifact.key: str(artifact.data) for artifact in found}
    rows = json.loads(by_key[f"{key}-manques"])
    assert "Compte rendu de journée labo" in by_key[key]
    assert "## Prochaine étape" in by_key[key]
    assert "compléter : Relevé de décisions" in [row["À faire"] for row in rows]


def test_a_milestone_of_another_kind_is_refused_in_words(session: Session) -> None:
    with pytest.raises(UnknownMilestoneError, match="lab-day-1"):
        FLOWS[MilestoneKind.LAB_DAY](session.code, "study-trip", Phase.COMPLETE)


def test_a_phase_that_does_not_exist_is_refused_by_the_form(session: Session) -> None:
    from prefect.exceptions import ParameterTypeError

    with pytest.raises(ParameterTypeError):
        FLOWS[MilestoneKind.LAB_DAY](session.code, "lab-day-1", "plus tard")
