"""`pret serve`: Prefect's server, the runner and the automations, in one command.

The server and the runner are processes of their own, each leading a group that is ended with it.
One that dies is started again; what it had begun is armed again by the tick.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from app import prefect_database, screens
from app.kept import LOG_FILE, Kept, shorten
from app.opening import machine_settings, out
from app.prefect_host import (
    ANNOUNCEMENT,
    announced_url,
    check_reachable,
    prepare_environment,
    shown_url,
)
from app.ticking import show_tick
from app.usage import FrenchCommand
from pret.errors import SettingError
from pret.failures import AlreadyServedError, OrchestratorError
from pret.settings import Settings
from pret.vault.disk import told

HOST, PORT = "127.0.0.1", 4200
PORT_SETTING = "PREFECT_SERVER_API_PORT"
SERVER_COMMAND = [sys.executable, "-m", "prefect", "server", "start"]
RUNNER_COMMAND = [sys.executable, "-m", "flows.serving"]
START_TIMEOUT_S = 120.0
#: How long a runner waits for a server that is started again, too.
AGAIN_TIMEOUT_S = 60.0
LOOK_S = 1.0
#: How long what an earlier server holds of its port is waited for.
PORT_TIMEOUT_S = 15.0
#: Asked of the server that we start, unless the user asked otherwise.
SERVER_SETTINGS: Mapping[str, str] = {
    "PREFECT_SERVER_API_HOST": HOST,
    "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": "",
    # Finished runs are forgotten after 90 days: what matters of them is in the ledger.
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
}
#: Asked of the runner and of the flows that it starts.
RUNNER_SETTINGS: Mapping[str, str] = {"PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30"}


def add_to(app: typer.Typer) -> None:
    """Add the command to the others."""
    app.command("serve", cls=FrenchCommand)(serve_command)


def serve_command(
    port: Annotated[
        int | None,
        typer.Option(
            "--port", metavar="PORT", min=1, max=65535, help="Port du serveur. Par défaut : 4200."
        ),
    ] = None,
) -> None:
    """Lance Prefect : les étapes au calendrier se font à leur heure, jusqu’à Ctrl-C."""
    settings = machine_settings()
    prepare_environment(settings.state, os.environ)
    if port is not None:
        os.environ[PORT_SETTING] = str(port)
    with _stopped_by_signals(), _alone(Path(os.environ["PREFECT_HOME"])):
        serve(settings, lambda sentence: screens.say(out, sentence))


def serve(settings: Settings, say: Callable[[str], None]) -> None:
    """Keep a server and a runner alive until interrupted, and leave nothing behind.

    A server that the user chose, or that is announced already, is used and left alone.
    Raises OrchestratorError when the server does not start, or does not answer.
    """
    home = Path(os.environ["PREFECT_HOME"]).expanduser().absolute()
    with ExitStack() as stack:
        kept: list[Kept] = []
        chosen = os.environ.get("PREFECT_API_URL")
        if chosen:
            check_reachable(chosen)
        url = chosen or announced_url(home)
        if url is None:
            server = Kept("le serveur Prefect", SERVER_COMMAND, SERVER_SETTINGS, home)
            port = _free_port()
            url = f"http://{HOST}:{port}/api"
            prefect_database.put_aside_damaged(home, say)
            with prefect_database.made(home, say):
                say("Démarrage du serveur Prefect…")
            stack.enter_context(server.running())
            _wait_until_healthy(url, server, home)
            stack.enter_context(_announced(home, url))
            kept.append(server)
        os.environ["PREFECT_API_URL"] = url
        stack.enter_context(_talking_to(url))
        _make_ready(settings)
        stack.callback(_drop_begun, "Prêt a été arrêté")
        runner = Kept("l’exécution des étapes", RUNNER_COMMAND, RUNNER_SETTINGS, home)
        runner.before_again = lambda: _take_up(url)
        stack.enter_context(runner.running())
        kept.append(runner)
        say(f"[bold green]Prêt est en service.[/bold green] Suivi : {shown_url(url)[:-4]}")
        say("Les étapes au calendrier se font à leur heure. Pour arrêter : Ctrl-C.")
        _watch(kept, home, say)


def _watch(kept: list[Kept], home: Path, say: Callable[[str], None]) -> None:
    """Start again whatever dies, and keep the logs short, until interrupted."""
    while True:
        time.sleep(LOOK_S)
        for log in (LOG_FILE, prefect_database.LOG_FILE):
            shorten(home / log)
        for each in kept:
            if each.is_dead():
                when = datetime.now(UTC).astimezone().strftime("%H:%M")
                say(f"[yellow]{when} {each.name} s’est arrêté : relance.[/yellow]")
                each.start_again()


@contextmanager
def _talking_to(url: str) -> Iterator[None]:
    """Have Prefect's clients of this process talk to a server."""
    from prefect.settings import PREFECT_API_URL, temporary_settings

    with temporary_settings({PREFECT_API_URL: url}):
        yield


def _make_ready(settings: Settings) -> None:
    """Install the automations, drop what an earlier runner had begun, and tick once."""
    from flows.automations import install
    from flows.tick import reconcile

    install()
    _drop_begun("Aucune exécution n’était plus en vie")
    done = reconcile(settings, datetime.now(UTC))
    show_tick(out, done, settings)


def _take_up(url: str) -> None:
    """Have what a dead runner had begun armed again, once the server answers.

    Its runs died with it; those that had not yet given a sign of life are missed by nobody else.
    """
    deadline = time.monotonic() + AGAIN_TIMEOUT_S
    while not _is_healthy(url) and time.monotonic() < deadline:
        time.sleep(LOOK_S)
    _drop_begun("L’exécution des étapes s’était arrêtée")


def _drop_begun(message: str) -> None:
    import httpx
    from prefect.client.orchestration import get_client

    from flows.catalogue import DEPLOYMENT
    from tasks.mending import drop_begun

    # A server that is gone already keeps its runs as they are: the next start drops them.
    with contextlib.suppress(httpx.HTTPError), get_client(sync_client=True) as client:
        drop_begun(client, DEPLOYMENT, message)


def _free_port(timeout_s: float = PORT_TIMEOUT_S) -> int:
    """Return the port to serve at, once nothing listens there.

    Somebody else's Prefect that answers there would be taken for ours.
    Raises OrchestratorError when it stays taken, SettingError when it is no port.
    """
    written = os.environ.get(PORT_SETTING) or str(PORT)
    if not (written.isdecimal() and 0 < int(written) < 65536):
        raise SettingError(PORT_SETTING, written, "un port, par exemple 4201")
    deadline = time.monotonic() + timeout_s
    while True:
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, int(written)))
            return int(written)
        if time.monotonic() > deadline:
            raise OrchestratorError(
                f"le port {written} de cette machine est pris ou réservé.",
                "Choisissez-en un autre : « pret serve --port 4201 », ou "
                f"{PORT_SETTING}=4201 dans ses réglages.",
            )
        time.sleep(0.2)


def _wait_until_healthy(url: str, server: Kept, home: Path) -> None:
    deadline = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < deadline and not server.is_dead():
        if _is_healthy(url):
            return
        time.sleep(0.2)
    raise OrchestratorError(
        f"le serveur Prefect ne démarre pas (détails dans {home / LOG_FILE}).",
        f"Relancez ; si cela se répète, supprimez {home} : il se refait tout seul.",
    )


def _is_healthy(url: str) -> bool:
    with (
        contextlib.suppress(urllib.error.URLError, OSError),
        urllib.request.urlopen(f"{url}/health", timeout=2),  # noqa: S310 - our own address
    ):
        return True
    return False


@contextmanager
def _announced(home: Path, url: str) -> Iterator[None]:
    """Let other commands find the server while the block runs."""
    place = home / ANNOUNCEMENT
    with told(place, home):
        place.write_text(json.dumps({"url": url, "pid": os.getpid()}), "utf-8")
    try:
        yield
    finally:
        place.unlink(missing_ok=True)


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Hold the place of the one that serves. Raises AlreadyServedError when it is taken."""
    place = home / "serve.lock"
    with told(place, home):
        lock = place.open("w")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyServedError from None
        yield


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """Turn SIGTERM into an interruption, and end quietly on either."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    except KeyboardInterrupt:
        out.print("Prêt est arrêté.")
    finally:
        signal.signal(signal.SIGTERM, before)
