"""Prefect reads its settings once a process: each trial is a process of its own."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from app import prefect_database
from app.prefect_host import ANNOUNCEMENT, prepare_environment

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Begins each trial: notes what is said, and each address outside this machine that is looked for.
PREAMBLE = """
import sys
from pathlib import Path
said, outside = [], []
def watch(event, args):
    if event == "socket.getaddrinfo" and args[0] not in (None, "localhost", "127.0.0.1"):
        outside.append(args[0])
    if event == "socket.connect" and isinstance(args[1], tuple) and args[1][0] != "127.0.0.1":
        outside.append(args[1][0])
sys.addaudithook(watch)
from app.prefect_host import make_database, server
state = Path(sys.argv[1])
"""


def environment(**more: str) -> dict[str, str]:
    """This process' environment, without what it says of Prefect."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT")}
    return kept | more


def trial(state: Path, code: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PREAMBLE + code, str(state)],
        env=environment(**environ),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder with Prefect's database, made over what an interrupted making left."""
    state = tmp_path_factory.mktemp("state d’essai")
    (state / "prefect").mkdir()
    (state / "prefect" / f"{prefect_database.DATABASE}.part").write_text("half a database")
    done = trial(state, "make_database(state, said.append); print(len(said), outside)")
    assert (done.returncode, done.stdout, done.stderr) == (0, "1 []\n", "")
    return state


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture(scope="module")
def permanent(tmp_path_factory: pytest.TempPathFactory, made: Path) -> Iterator[tuple[str, int]]:
    """A server with all of Prefect's services: its address and the id of its process."""
    home, port = tmp_path_factory.mktemp("permanent"), free_port()
    database = made / "prefect" / prefect_database.DATABASE
    (home / prefect_database.DATABASE).write_bytes(database.read_bytes())
    environ = environment(PREFECT_HOME=str(home), PREFECT_SERVER_UI_ENABLED="false")
    prepare_environment(home, environ)
    command = [sys.executable, "-m", "prefect", "server", "start", "--port", str(port)]
    with (home / "out.txt").open("wb") as out:
        process = subprocess.Popen(command, env=environ, stdout=out, stderr=out)
    url = f"http://127.0.0.1:{port}/api"
    try:
        wait_for(url, process)
        yield url, process.pid
    finally:
        process.terminate()
        process.wait(30)


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        try:
            httpx.get(f"{url}/health", timeout=2)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("Prefect's server does not start")


def test_the_environment_keeps_prefect_at_home_and_quiet(tmp_path: Path) -> None:
    environ: dict[str, str] = {}
    prepare_environment(tmp_path, environ)
    assert environ["PREFECT_HOME"] == str(tmp_path / "prefect")
    assert environ["DO_NOT_TRACK"] == "1"
    assert environ["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert Path(environ["PREFECT_LOGGING_SETTINGS_PATH"]).is_file()


def test_the_environment_never_changes_what_the_user_set(tmp_path: Path) -> None:
    theirs = {
        "PREFECT_HOME": str(tmp_path / "theirs"),
        "PREFECT_API_URL": "http://prefect.example/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "true",
        "PREFECT_LOGGING_CONFIG_PATH": "theirs.yml",
    }
    environ = dict(theirs)
    prepare_environment(tmp_path, environ)
    assert theirs.items() <= environ.items()
    assert "PREFECT_LOGGING_SETTINGS_PATH" not in environ


def test_the_database_is_made_whole_and_only_once(made: Path) -> None:
    home = made / "prefect"
    assert prefect_database.is_ready(home)
    assert not list(home.glob("*.part*"))
    before = (home / prefect_database.DATABASE).stat()
    again = trial(made, "make_database(state, said.append); print(said, 'prefect' in sys.modules)")
    assert (again.stdout, again.stderr) == ("[] False\n", "")
    assert (home / prefect_database.DATABASE).stat() == before


def test_a_database_that_cannot_be_made_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    broken = {"PREFECT_SERVER_API_PORT": "not a number"}
    done = trial(tmp_path, "make_database(state)", **broken)
    assert "OrchestratorError" in done.stderr
    assert "prefect.log" in done.stderr
    assert not prefect_database.is_ready(tmp_path / "prefect")
    assert not (tmp_path / "prefect" / prefect_database.DATABASE).exists()
    assert "not a number" in (tmp_path / "prefect" / "prefect.log").read_text("utf-8")


FLOWS = """
with server(state, said.append):
    import threading
    from prefect import flow, get_run_logger, task
    @task
    def step(number): get_run_logger().info("step"); return number
    @flow
    def works(): return [step(number) for number in range(5)]
    @flow
    def breaks(): raise ValueError("broken on purpose")
    works()
    try:
        breaks()
    except ValueError:
        pass
print(said[0], said[-1], outside, [t.name for t in threading.enumerate() if "server" in t.name])
"""


def test_flows_run_on_a_server_of_our_own_that_is_quiet_and_stays_at_home(made: Path) -> None:
    done = trial(made, FLOWS)
    expected = "Démarrage du serveur Prefect intégré… Serveur prêt. [] []\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, expected, "")
    with closing(sqlite3.connect(made / "prefect" / prefect_database.DATABASE)) as database:
        tasks = database.execute("select state_type, count(*) from task_run group by 1")
        assert tasks.fetchall() == [("COMPLETED", 5)]
        flows = database.execute("select state_type, count(*) from flow_run group by 1")
        assert dict(flows.fetchall()) == {"COMPLETED": 1, "FAILED": 1}
    assert "broken on purpose" in (made / "prefect" / "prefect.log").read_text("utf-8")


TELL_URL = """
with server(state, said.append):
    from prefect.client.orchestration import get_client
    with get_client(sync_client=True) as client:
        print(client.api_url, client.api_healthcheck(), said)
"""


def test_the_server_of_the_user_is_used(made: Path, permanent: tuple[str, int]) -> None:
    url, _ = permanent
    done = trial(made, TELL_URL, PREFECT_API_URL=url)
    assert (done.stdout, done.stderr) == (f"{url}/ None ['Serveur Prefect : {url}']\n", "")


def test_the_server_of_the_user_must_answer(tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}/api"
    done = trial(tmp_path, TELL_URL, PREFECT_API_URL=url)
    assert "OrchestratorError" in done.stderr
    assert f"{url} est injoignable" in done.stderr


def test_our_own_server_is_used_while_it_lives(made: Path, permanent: tuple[str, int]) -> None:
    url, pid = permanent
    announcement = made / "prefect" / ANNOUNCEMENT
    announcement.write_text(json.dumps({"url": url, "pid": pid}), "utf-8")
    try:
        done = trial(made, TELL_URL)
    finally:
        announcement.unlink()
    assert (done.stdout, done.stderr) == (f"{url}/ None ['Serveur Prefect : {url}']\n", "")


def test_a_server_that_is_announced_but_gone_is_replaced(made: Path) -> None:
    announcement = made / "prefect" / ANNOUNCEMENT
    gone = {"url": f"http://127.0.0.1:{free_port()}/api", "pid": os.getpid()}
    announcement.write_text(json.dumps(gone), "utf-8")
    try:
        done = trial(made, TELL_URL)
    finally:
        announcement.unlink()
    assert gone["url"] not in done.stdout
    assert ("Serveur prêt." in done.stdout, done.stderr) == (True, "")


CRON = """
import time
with server(state, said.append):
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.actions import DeploymentScheduleCreate
    from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterId
    from prefect.client.schemas.schedules import CronSchedule
    daily = DeploymentScheduleCreate(schedule=CronSchedule(cron="0 7 * * *"))
    with get_client(sync_client=True) as client:
        flow = client.create_flow_from_name("guard")
        made = client.create_deployment(flow, "daily", schedules=[daily])
        only = DeploymentFilter(id=DeploymentFilterId(any_=[made]))
        deadline = time.monotonic() + 60
        while not (runs := client.read_flow_runs(deployment_filter=only)):
            assert time.monotonic() < deadline, "no run was scheduled in a minute"
            time.sleep(0.25)
print(all(run.auto_scheduled for run in runs))
"""


def test_a_schedule_makes_runs_with_the_pinned_versions(
    made: Path, permanent: tuple[str, int]
) -> None:
    """With SQLAlchemy 2.1 Prefect's scheduler makes none, and only its log says so."""
    done = trial(made, CRON, PREFECT_API_URL=permanent[0])
    assert (done.stdout, done.stderr) == ("True\n", "")
