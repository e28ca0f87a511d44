"""What is registered for a work pool, in containers, and in the forms of Prefect's pages."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from prefect.utilities.callables import parameter_schema

from flows.catalogue import DEPLOYMENT, FLOWS
from flows.notices import NOTICES_CRON, notices
from flows.serving import TICK_CRON, deployments, tick_schedule
from flows.tick import tick
from pret.settings import Settings

ROOT = Path(__file__).parent.parent.parent
SETTINGS = Settings.from_environ({}, ROOT)
COMPOSE = shutil.which("docker-compose")


def entries() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))[
        "deployments"
    ]
    return found


def test_prefect_yaml_deploys_every_flow_under_the_name_that_bookings_ask_for() -> None:
    wanted = {
        f"{flow.fn.__module__}.{flow.fn.__name__}" for flow in (*FLOWS.values(), tick, notices)
    }
    given = {entry["entrypoint"].replace("/", ".").replace(".py:", ".") for entry in entries()}
    assert given == wanted
    assert {entry["name"] for entry in entries()} == {DEPLOYMENT}
    for entry in entries():
        file, _, function = entry["entrypoint"].partition(":")
        assert re.search(rf"^def {function}\(", (ROOT / file).read_text("utf-8"), re.MULTILINE)


def test_schedules_are_the_same_served_and_in_a_work_pool() -> None:
    scheduled = [entry["schedules"] for entry in entries() if "schedules" in entry]
    assert scheduled == [
        [{"cron": cron, "timezone": "Europe/Paris"}] for cron in (TICK_CRON, NOTICES_CRON)
    ]
    served = [each.flow_name for each in deployments(SETTINGS) if each.schedules]
    assert served == [tick.name, notices.name]
    assert tick_schedule(replace(SETTINGS, tick_s=20)).interval.total_seconds() == 20  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", FLOWS)
def test_a_form_asks_for_typed_values_explained_in_french(kind: Any) -> None:
    schema = parameter_schema(FLOWS[kind])
    asked = schema.properties
    assert list(asked) == ["programme", "milestone", "phase"]
    assert all("exemple" in asked[name]["description"] for name in ("programme", "milestone"))
    assert "avant" in asked["phase"]["description"]
    assert schema.definitions["Phase"]["enum"] == ["prepare", "complete"]
    assert schema.required == ["programme", "milestone", "phase"]


@pytest.mark.skipif(COMPOSE is None, reason="docker-compose is not installed")
def test_the_compose_file_is_one() -> None:
    told = subprocess.run(
        [str(COMPOSE), "-f", str(ROOT / "compose.yaml"), "config"],
        env={"PATH": "/usr/bin:/bin", "POSTGRES_PASSWORD": "a", "PREFECT_AUTH": "b:c"},
        capture_output=True,
        check=True,
    )
    services = yaml.safe_load(told.stdout)["services"]
    assert set(services) == {"database", "server", "worker"}
    # Nothing but Prefect's pages leaves the containers, and only to this machine.
    published = [str(port) for each in services.values() for port in each.get("ports", ())]
    assert all("127.0.0.1" in port for port in published)


def test_the_image_is_made_from_the_lock_file_alone() -> None:
    said = (ROOT / "Dockerfile").read_text("utf-8")
    installs = [line for line in said.splitlines() if "pip install" in line]
    assert all("--no-deps" in line for line in installs)
    assert any("--require-hashes -r requirements.lock" in line for line in installs)
    assert re.search(r"^FROM python:3\.1[123]", said, re.MULTILINE)
