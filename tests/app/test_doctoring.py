"""`pret doctor`: what is not well is told with what to do."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from prefect.client.schemas.objects import StateType
from rich.console import Console

from app.doctoring import Sign, _broken, machine_signs, prefect_signs, show_sign
from pret.vault.ledger import Ledger
from tasks.reconciling import KnownRun

if TYPE_CHECKING:
    from conftest import Place

NOW = datetime(2027, 1, 5, tzinfo=UTC)


def test_a_machine_that_has_everything_is_well(place: Place) -> None:
    signs = list(machine_signs(place.settings))
    assert [sign for sign in signs if sign.remedy] == []
    assert {"Prêt", "Prefect", "pandoc", "Place libre"} <= {sign.name for sign in signs}


def test_a_folder_that_is_absent_is_told_with_its_setting(place: Place) -> None:
    away = replace(place.settings, inputs=place.settings.inputs / "ailleurs")
    (sick,) = [sign for sign in machine_signs(away) if sign.remedy]
    assert "PRET_INPUTS" in sick.remedy


def test_a_ledger_is_looked_at_and_never_made(place: Place) -> None:
    file = place.settings.state / "ledger.db"
    assert told(place, "Registre").found == "pas encore commencé"
    assert not file.exists()
    Ledger.open(place.settings.ledger_address)
    assert told(place, "Registre") == Sign("Registre", "en bon état")
    content = file.read_bytes()
    file.write_bytes(content[:4096] + b"\x5a" * 20_000 + content[24_096:])
    assert "dernière sauvegarde" in told(place, "Registre").remedy
    file.write_bytes(b"\x5a" * 8192)
    assert "registre abîmé" in told(place, "Registre").remedy


def test_what_another_account_left_is_told(place: Place) -> None:
    Ledger.open(place.settings.ledger_address)
    away = place.settings.outputs / "gare" / "03-lab-day-1"
    away.mkdir(parents=True)
    kept = place.settings.state / "objects" / "ab"
    kept.parent.mkdir()
    kept.touch()
    ledger = place.settings.state / "ledger.db"
    for left, name in ((away, "Dossier outputs"), (kept, "Dossier d’état"), (ledger, "Registre")):
        writes = os.R_OK if left is kept else os.W_OK

        def may(path: Path, how: int, left: Path = left, writes: int = writes) -> bool:
            return path != left or not how & writes

        (sick,) = [sign for sign in machine_signs(place.settings, may) if sign.remedy]
        assert (sick.name, sick.found) == (name, f"{left} est protégé")


def told(place: Place, name: str) -> Sign:
    (sign,) = [sign for sign in machine_signs(place.settings) if sign.name == name]
    return sign


def test_without_a_server_what_starts_one_is_told(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_HOME", str(place.settings.state / "prefect"))
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    (sign,) = prefect_signs(place.settings, NOW)
    assert "pret serve" in sign.remedy


def test_a_sign_is_read_without_its_colours() -> None:
    screen = Console(file=io.StringIO(), width=80, color_system=None)
    show_sign(screen, Sign("Place libre", "82 Go"))
    show_sign(screen, Sign("Dossier [x]", "absent", "Créez-le."))
    assert isinstance(screen.file, io.StringIO)
    well, sick = screen.file.getvalue().replace("\u00a0", " ").splitlines()
    assert (well, sick) == ("✓ Place libre : 82 Go.", "! Dossier [x] : absent. Créez-le.")


def test_a_step_that_cannot_start_and_one_that_failed_are_told_apart() -> None:
    run = KnownRun(
        uuid4(), "a/b/c", "lycees – préparer", StateType.CRASHED, "Crashed", "", None, NOW, 0, 3
    )
    lost = _broken("Exécution", run, Path("/x/serve.log"))
    assert lost.found == "« lycees – préparer » ne démarre pas (3 essais)"
    assert "/x/serve.log dit pourquoi" in lost.remedy
    failed = replace(run, state=StateType.FAILED, state_name="Failed", run_count=1, crashes=0)
    assert "pret check" in _broken("Exécution", failed, Path("/x/serve.log")).remedy


def test_with_a_server_flows_automations_and_late_runs_are_looked_at(
    place: Place, prefect_server: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from prefect.automations import Automation
    from prefect.settings import PREFECT_API_URL

    from flows.automations import install, installed
    from flows.tick import reconcile

    monkeypatch.setenv("PREFECT_API_URL", str(PREFECT_API_URL.value()))
    before = {sign.name: sign for sign in prefect_signs(place.settings, NOW)}
    assert before["Calendrier et réservations"].remedy == "« pret tick » les répare."
    try:
        install()
        assert install() == ()
        assert len(installed()) == 2
        reconcile(place.settings, NOW)
        after = {sign.name: sign for sign in prefect_signs(place.settings, NOW)}
    finally:
        # The server is that of other tests too, which crash runs and look at them.
        for name in installed():
            Automation.read(name=name).delete()
    assert after["Automatisations"] == Sign("Automatisations", "2 sur 2")
    assert after["Calendrier et réservations"].remedy == ""
