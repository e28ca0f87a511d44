"""A programme from preparation to closure by schedule alone, through everything that can die.

`pret serve` in a process of its own, a real Prefect server on loopback, and a clock on which a day
lasts a fraction of a second. What is counted is what the ledger says was made.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from prefect.client.schemas.objects import StateType

from pret.clock import RUN_HOUR, Clock, at_run_hour
from pret.domain.milestones import phases
from pret.service.agenda import BOOKED_TAG
from pret.service.session import UNFINISHED
from pret.vault.ledger import Ledger
from tasks.reconciling import ATTEMPTS

if TYPE_CHECKING:
    from conftest import Place

DAY = re.compile(r"\d{4}-\d\d-\d\d")
ROOT = Path(__file__).parent.parent.parent
FIRST_DAY = date(2027, 1, 11)
DAY_S = 0.35
START_S = 25.0
TRIGGERS = 30
#: What waits, far ahead, for the test to give it a day: a slow machine keeps the order too.
LATER, FAR = ("lab-day-1", "closing-seminar", "deployment-scenario", "closure"), date(2040, 5, 7)


@dataclass
class Served:
    """`pret serve` over a programme, killed and started again at will."""

    place: Place
    environ: dict[str, str]
    clock: Clock
    process: subprocess.Popen[bytes] | None = None
    where: Path = ROOT

    @property
    def home(self) -> Path:
        return self.place.settings.state / "prefect"

    def start(self) -> None:
        with (self.place.settings.state / "told.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "app.cli", "serve"],
                cwd=self.where,
                env=self.environ,
                stdout=log,
                stderr=log,
            )

    def tick(self) -> None:
        self.call("tick")

    def call(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "app.cli", *words],
            cwd=self.where,
            env=self.environ,
            check=False,
            capture_output=True,
            text=True,
        )
        return " ".join(done.stdout.replace("\u00a0", " ").split())

    def stop(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(60) == 0

    def kill(self, words: str) -> None:
        """Kill the process whose command holds some words, with what it started."""
        for pid in self.pids(words):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)

    def pids(self, words: str) -> list[int]:
        """Return the processes of ours whose command holds some words, heads of their groups."""
        found = []
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            with contextlib.suppress(OSError, ValueError):
                command = path.read_bytes().replace(b"\0", b" ").decode()
                pid = int(path.parent.name)
                ours = str(self.home).encode() in (path.parent / "environ").read_bytes()
                if words in command and ours and os.getpgid(pid) == pid:
                    found.append(pid)
        return found

    def made(self) -> Counter[str]:
        """Return how many times each phase was made, by the ledger."""
        runs = Ledger.open(self.place.settings.ledger_address).runs(self.place.code)
        assert not [run for run in runs if run.manifest.startswith(UNFINISHED)]
        return Counter(f"{run.milestone}/{run.phase}" for run in runs)

    def wait_until(self, what: str, true: object, limit_s: float = 300) -> None:
        assert callable(true)
        deadline = time.monotonic() + limit_s
        while not true():
            ended = self.process is not None and self.process.poll() is not None
            if ended or time.monotonic() > deadline:
                pytest.fail(f"never happened: {what}; made: {dict(self.made())}\n{self.log()}")
            time.sleep(0.2)

    def log(self) -> str:
        said = (self.place.settings.state / "told.log").read_text("utf-8")
        ran = (self.home / "serve.log").read_text("utf-8", "replace")
        return f"{said[-3000:]}\n{ran[-6000:]}"

    def day(self) -> date:
        return self.clock.civil(datetime.now(UTC)).date()


@pytest.fixture
def served(place: Place) -> Iterator[Served]:
    settings = place.settings
    settings.state.mkdir(parents=True, exist_ok=True)
    calendar = place.folder / "calendar.yaml"
    calendar.write_text(calendar.read_text("utf-8").replace("}", ", reminders: false}"), "utf-8")
    for code in LATER:
        begins(place, code, FAR)
    clock = Clock(FIRST_DAY, datetime.now(UTC) + timedelta(seconds=START_S), DAY_S)
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environ = kept | {
        "PRET_INPUTS": str(settings.inputs),
        "PRET_OUTPUTS": str(settings.outputs),
        "PRET_STATE": str(settings.state),
        "PRET_QUIET_S": "0",
        "PRET_WORKERS": "1",
        "PRET_LATE_DAYS": "5000",
        "PRET_TICK_S": "20",
        "PRET_CLOCK": f"{FIRST_DAY} {clock.begins.isoformat()} {DAY_S}",
        "PREFECT_SERVER_API_PORT": str(free_port()),
        "PYTHONPATH": str(ROOT),
    }
    one = Served(place, environ, clock)
    try:
        yield one
    finally:
        if one.process is not None and one.process.poll() is None:
            one.process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                one.process.wait(30)
        for words in ("flows.serving", "prefect server", "app.cli serve"):
            one.kill(words)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_programme_runs_to_its_end_by_schedule_alone_through_every_accident(
    served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    with served.place.session() as session:
        expected = {
            f"{milestone.code}/{phase}"
            for milestone in session.milestones
            for phase in phases(milestone.kind)
        }
    served.start()
    served.wait_until("the first bookings", lambda: booked(served))
    hours = booked(served)
    served.wait_until("the first phase", lambda: served.made()["preparation/prepare"])

    # The server is killed, and comes back by itself.
    served.kill("prefect server")
    served.wait_until("the study trip's invitation", lambda: served.made()["study-trip/prepare"])

    # The runner is killed with the flow that it had begun.
    served.wait_until("a run under way", lambda: running(served))
    served.kill("flows.serving")
    served.wait_until("the runner again", lambda: served.pids("flows.serving"))

    # Both at once.
    served.kill("prefect server")
    served.kill("flows.serving")
    served.wait_until("both again", lambda: served.pids("flows.serving"))
    served.wait_until("the study trip's dossier", lambda: served.made()["study-trip/complete"])

    # A milestone moves while its run is late: the runner sleeps over its hour.
    (runner,) = served.pids("flows.serving")
    os.kill(runner, signal.SIGSTOP)
    begins(served.place, "lab-day-1", served.day() + timedelta(days=5))
    served.tick()
    late = served.clock.moment(at_run_hour(served.day() + timedelta(days=10)))
    served.wait_until("the lab day is past", lambda: datetime.now(UTC) > late)
    assert not served.made()["lab-day-1/complete"]
    moved = served.day() + timedelta(days=60)
    begins(served.place, "lab-day-1", moved)
    for days, code in ((80, "closing-seminar"), (81, "deployment-scenario")):
        begins(served.place, code, moved + timedelta(days=days))
    begins(served.place, "closure", winter_day(moved + timedelta(days=150)))
    served.tick()
    hours |= booked(served)
    os.kill(runner, signal.SIGCONT)
    served.wait_until("the lab day on its new date", lambda: served.made()["lab-day-1/complete"])
    assert served.day() >= moved

    # Prefect loses everything.
    served.stop()
    assert not served.pids("flows.serving")
    assert not served.pids("prefect server")
    assert not (served.home / "server.json").exists()
    for path in served.home.glob("prefect.db*"):
        path.unlink()
    served.start()
    served.wait_until("the seminar", lambda: served.made()["closing-seminar/complete"])

    # Thirty hands at once, while the calendar goes on.
    trigger(served, "lab-day-1", "complete", TRIGGERS)
    served.wait_until("the end", lambda: set(served.made()) == expected, 600)
    served.wait_until("every hand answered", lambda: not waiting(served), 600)
    served.stop()

    counts = served.made()
    with capsys.disabled():
        sys.stdout.write(f" {len(expected)} phases, made: {sorted(counts.items())}; booked at: ")
        sys.stdout.write(", ".join(f"{hour:%d/%m/%Y %H:%M %Z}" for hour in sorted(hours)))
    assert {hour.time() for hour in hours} == {RUN_HOUR}
    # Clocks go forward in March, and back in October: there are bookings on each side.
    zones = [hour.tzname() for hour in sorted(hours)]
    assert {("CET", "CEST"), ("CEST", "CET")} <= set(pairwise(zones))
    # The planning is published again each time that dates have changed: twice here.
    assert 1 <= counts.pop("preparation/prepare") <= 3
    assert dict(counts) == dict.fromkeys(expected - {"preparation/prepare"}, 1)


def test_a_flow_that_cannot_be_loaded_is_tried_three_times_and_told(served: Served) -> None:
    """As after an update that went wrong: the flows' own processes cannot load their code."""
    code = served.place.settings.state / "code"
    for name in ("app", "flows", "tasks", "pret"):
        shutil.copytree(ROOT / name, code / name)
    with (code / "flows/preparation.py").open("a") as flow:
        flow.write("import os\nif 'PREFECT__FLOW_RUN_ID' in os.environ:\n    import absent\n")
    served.environ |= {
        "PYTHONPATH": str(code),
        "PRET_TEMPLATES": str(ROOT / "templates"),
        # The morning after the first day, for ever.
        "PRET_CLOCK": f"{FIRST_DAY + timedelta(days=1)} {datetime.now(UTC).isoformat()} 1e6",
        "PRET_TICK_S": "3600",
    }
    served.where = code
    served.start()
    for attempt in range(1, ATTEMPTS + 1):
        served.wait_until(f"crash {attempt}", lambda times=attempt: crashes(served) == times)
        served.tick()
    # Neither the automation, which has heard of three crashes, nor the last tick armed it again.
    assert "interrompu plusieurs fois" in served.call("tick")
    assert crashes(served) == ATTEMPTS
    told = served.call("doctor")
    assert "Travail préparatoire – préparer » ne démarre pas (3 essais)" in told
    assert "serve.log dit pourquoi" in told
    served.stop()


def crashes(served: Served) -> int:
    """Return how many times the first phase crashed, as long as it is not armed again."""
    from prefect.client.orchestration import get_client

    with client(served), get_client(sync_client=True) as prefect:
        found = runs_in(served, "CRASHED", tag="milestone:preparation")
        return sum(
            state.type is StateType.CRASHED
            for run in found
            for state in prefect.read_flow_run_states(run)
        )


def begins(place: Place, code: str, first_day: date) -> None:
    """Give a milestone another first day in calendar.yaml, and as many days as it had."""
    path = place.folder / "calendar.yaml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    rank = next(rank for rank, line in enumerate(lines) if f"milestone: {code}," in line)
    days = [date.fromisoformat(each) for each in DAY.findall(lines[rank])]
    shift = first_day - days[0]
    lines[rank] = DAY.sub(
        lambda found: str(date.fromisoformat(found[0]) + shift),
        lines[rank],
    )
    path.write_text("".join(lines), "utf-8")


def winter_day(day: date) -> date:
    """Return a day, or the first one after it on which clocks are those of winter for long."""
    return day if day.month in (12, 1, 2) else date(day.year, 12, 1)


def booked(served: Served) -> set[datetime]:
    """Return when the runs that have not come yet are booked, in Paris, to the minute.

    One that is late is booked for now, and those that wait for a day are far ahead.
    """
    from prefect.client.orchestration import get_client

    now = datetime.now(UTC)
    with client(served), get_client(sync_client=True) as prefect:
        found = [
            prefect.read_flow_run(each) for each in runs_in(served, "SCHEDULED", tag=BOOKED_TAG)
        ]
    starts = [run.next_scheduled_start_time for run in found if not run.run_count]
    # A microsecond is a quarter of a second of that clock.
    civil = [
        (served.clock.civil(each) + timedelta(seconds=30)).replace(second=0, microsecond=0)
        for each in starts
        if each is not None and each > now
    ]
    return {each for each in civil if each.year < FAR.year}


def client(served: Served) -> contextlib.AbstractContextManager[object]:
    from prefect.settings import PREFECT_API_URL, temporary_settings

    port = served.environ["PREFECT_SERVER_API_PORT"]
    return temporary_settings({PREFECT_API_URL: f"http://127.0.0.1:{port}/api"})


def running(served: Served) -> set[UUID]:
    """Return the runs under way."""
    return runs_in(served, "RUNNING")


def waiting(served: Served) -> set[UUID]:
    """Return the runs of hands that are not over."""
    return runs_in(served, "SCHEDULED", "PENDING", "RUNNING", tag="main")


def runs_in(served: Served, *states: str, tag: str = "") -> set[UUID]:
    """Return the runs in some states, none while the server is away."""
    import httpx
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import (
        FlowRunFilter,
        FlowRunFilterState,
        FlowRunFilterStateType,
        FlowRunFilterTags,
    )
    from prefect.client.schemas.objects import StateType

    types = FlowRunFilterStateType(any_=[StateType[each] for each in states])
    wanted = FlowRunFilter(
        state=FlowRunFilterState(type=types), tags=FlowRunFilterTags(all_=[tag]) if tag else None
    )
    with client(served), get_client(sync_client=True) as prefect:
        try:
            return {run.id for run in prefect.read_flow_runs(flow_run_filter=wanted, limit=200)}
        except httpx.HTTPError:
            return set()


def trigger(served: Served, milestone: str, phase: str, times: int) -> None:
    """Start a phase by hand, as the button of Prefect's page does, many times at once."""
    from prefect.client.orchestration import get_client

    with client(served), get_client(sync_client=True) as prefect:
        deployment = prefect.read_deployment_by_name("journee-labo/pret")
        for _ in range(times):
            prefect.create_flow_run_from_deployment(
                deployment.id,
                parameters={
                    "programme": served.place.code,
                    "milestone": milestone,
                    "phase": phase,
                },
                tags=["main"],
            )
