"""`pret doctor`: what is not well is told with what to do."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from app.doctoring import Sign, machine_signs, prefect_signs, show_sign

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
