"""The week's letters as Prefect runs them: shown always, mailed after somebody sent a first one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    ArtifactFilter,
    ArtifactFilterKey,
    LogFilter,
    LogFilterFlowRunId,
)
from prefect.client.schemas.objects import State, StateType

from flows.notices import notices, send
from pret.vault.records import SentNotice

if TYPE_CHECKING:
    from conftest import Place, Postman

ADDRESS = "zoe.quilleboeuf@exemple.fr"


@pytest.fixture
def mailed(
    place: Place,
    mail_server: Callable[..., AbstractContextManager[Postman]],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[tuple[Place, Postman]]:
    """A programme whose coordinator has an address, and the server that takes its mail."""
    name = "name: Zoé Quilleboeuf"
    place.change("people.yaml", name, f"{name}\n    email: {ADDRESS}")
    with mail_server() as server:
        for setting in ("inputs", "outputs", "templates", "state"):
            monkeypatch.setenv(f"PRET_{setting.upper()}", str(getattr(place.settings, setting)))
        monkeypatch.setenv("PRET_SMTP_URL", server.url)
        monkeypatch.setenv("PRET_MAIL_FROM", "pret@exemple.fr")
        yield place, server


def agree(place: Place) -> None:
    """Record a letter of long ago, as somebody sent it by hand."""
    with place.session() as session:
        session.ledger.record_notice(SentNotice("gare", "2020-W01", 0))


def kept_of(state: State[object]) -> str:
    """Return all that Prefect keeps of a run of letters: what it shows, its states, its logs."""
    run = state.state_details.flow_run_id
    with get_client(sync_client=True) as client:
        shown = client.read_artifacts(
            artifact_filter=ArtifactFilter(key=ArtifactFilterKey(any_=["gare-semaine"]))
        )
        logs = client.read_logs(LogFilter(flow_run_id=LogFilterFlowRunId(any_=[run])))
    return "\n".join([str(state), *map(str, shown), *(log.message for log in logs)])


def test_a_letter_is_shown_and_stays_here_until_somebody_sent_a_first_one(
    mailed: tuple[Place, Postman],
) -> None:
    place, server = mailed
    state = notices(return_state=True)
    assert (state.type, state.message) == (StateType.COMPLETED, "Lettres envoyées : 0.")
    assert "La gare ouverte" in kept_of(state)
    assert server.mails == []
    agree(place)
    assert notices(return_state=True).message == "Lettres envoyées : 1."
    assert notices(return_state=True).message == "Lettres envoyées : 0."
    assert len(server.mails) == 1


def test_a_mail_that_does_not_go_out_is_tried_again_a_few_times_and_told_by_codes_alone(
    mailed: tuple[Place, Postman], monkeypatch: pytest.MonkeyPatch
) -> None:
    place, server = mailed
    agree(place)
    server.refuses = b"RCPT"
    monkeypatch.setattr("flows.notices.send", send.with_options(retry_delay_seconds=0))
    state = notices(return_state=True)
    assert state.type is StateType.FAILED
    assert state.message == "Sans lettre : gare ; « pret notices » dit pourquoi."
    assert server.mails == []
    assert server.asked.count(b"RCPT") == 1 + 3
    kept = kept_of(state)
    assert ADDRESS not in kept
    assert "Quilleboeuf" not in kept
    server.refuses = b""
    assert notices(return_state=True).message == "Lettres envoyées : 1."


def test_an_address_that_is_none_is_not_tried_again(mailed: tuple[Place, Postman]) -> None:
    place, server = mailed
    agree(place)
    place.change("people.yaml", ADDRESS, "zoe")
    assert notices(return_state=True).type is StateType.FAILED
    assert server.asked == []
