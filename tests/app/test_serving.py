"""What stops `pret serve` before it begins is told with what to do."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.doctoring import prefect_signs
from app.serving import PORT_SETTING, _alone, _announced, _free_port, serve
from pret.errors import SettingError
from pret.failures import OrchestratorError, StorageError

if TYPE_CHECKING:
    from conftest import Place


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield int(other.getsockname()[1])


def test_a_port_that_somebody_listens_at_is_not_ours(
    taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PORT_SETTING, str(taken))
    with pytest.raises(OrchestratorError, match=f"port {taken}.*--port 4201"):
        _free_port(0.3)


def test_a_port_that_is_given_back_is_taken(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        monkeypatch.setenv(PORT_SETTING, str(other.getsockname()[1]))
    assert _free_port(0) != taken


@pytest.mark.parametrize("written", ["http", "-1", "70000", "42,5"])
def test_what_is_no_port_is_told_as_a_setting(
    written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PORT_SETTING, written)
    with pytest.raises(SettingError, match=PORT_SETTING):
        _free_port()


def test_a_chosen_server_that_does_not_answer_is_told(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = place.settings.state / "prefect"
    home.mkdir(parents=True)
    monkeypatch.setenv("PREFECT_HOME", str(home))
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    with pytest.raises(OrchestratorError, match="injoignable"):
        serve(place.settings, pytest.fail)


@pytest.mark.parametrize("held", [_alone, lambda home: _announced(home, "http://x/api")])
def test_a_home_that_cannot_be_written_is_told(held: object, tmp_path: Path) -> None:
    assert callable(held)
    (tmp_path / "prefect").touch()
    block: AbstractContextManager[None] = held(tmp_path / "prefect")
    with pytest.raises(StorageError, match="occupe la place"), block:
        pytest.fail("it began")


def test_doctor_tells_a_state_that_cannot_be_written(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.setenv("PREFECT_HOME", str(place.settings.state / "file" / "prefect"))
    place.settings.state.mkdir(exist_ok=True)
    (place.settings.state / "file").touch()
    (sign,) = prefect_signs(place.settings, datetime(2027, 1, 5, tzinfo=UTC))
    assert sign.name == "Dossier de Prefect"
    assert "occupe la place" in sign.remedy
