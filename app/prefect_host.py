"""Where Prefect runs: its settings, its database, and a server when there is none.

Prefect is imported inside the functions: that costs a second, and Prefect reads its settings from
the environment the first time that it is imported.
"""

from __future__ import annotations

import contextvars
import gc
import json
import os
import secrets
import socket
import sys
import threading
import time
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import prefect_database
from app.kept import shorten
from pret.failures import OrchestratorError
from pret.vault.disk import told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, MutableMapping

    import uvicorn

#: Asked of Prefect unless the user asked otherwise: nothing sent outside, nothing on the terminal.
OUR_SETTINGS: Mapping[str, str] = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "PREFECT_LOGGING_SETTINGS_PATH": str(Path(__file__).with_name("prefect_logging.yml")),
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    "PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED": "true",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    # One transaction a second instead of one per change of a task's state: SQLite answers
    # "database is locked" when this recorder and a client write at the same time.
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",
}
#: Other names under which Prefect accepts the settings above.
OTHER_NAMES: Mapping[str, str] = {
    "PREFECT_LOGGING_SETTINGS_PATH": "PREFECT_LOGGING_CONFIG_PATH",
    "PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED": "PREFECT_SERVER_CSRF_PROTECTION_ENABLED",
}
#: In Prefect's home, left by a server of ours that stays: {"url": "http://…/api", "pid": 123}.
ANNOUNCEMENT = "server.json"
REACH_TIMEOUT_S = 4.0
START_TIMEOUT_S = 120.0
STOP_TIMEOUT_S = 10.0


def prepare_environment(state: Path, environ: MutableMapping[str, str]) -> None:
    """Add Prefect's home and our settings to environ; what is there already stays.

    state: our state folder; Prefect lives in its subfolder `prefect`, which is created.
    To be called before the first import of prefect, which reads os.environ once.
    Raises StorageError or DiskFullError when the folder cannot be made.
    """
    home = Path(environ.setdefault("PREFECT_HOME", str(state / "prefect")))
    with told(home, state):
        home.mkdir(parents=True, exist_ok=True)
    for name, value in OUR_SETTINGS.items():
        if OTHER_NAMES.get(name, name) not in environ:
            environ.setdefault(name, value)


def make_database(state: Path, say: Callable[[str], None] = lambda _sentence: None) -> None:
    """Create Prefect's database ahead of time: the first start is then as fast as the next ones.

    Does nothing when it is there and up to date, or when Prefect was given another database.
    Raises OrchestratorError when Prefect cannot create it.
    """
    environ = dict(os.environ)
    prepare_environment(state, environ)
    with prefect_database.made(Path(environ["PREFECT_HOME"]).expanduser().absolute(), say):
        pass


@contextmanager
def server(state: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Give the code inside a Prefect server: the user's, ours that stays, or one for the occasion.

    The user's is the one of PREFECT_API_URL; ours is announced in Prefect's home. The third lives
    in this process, on a free local port and with a password of its own, and ends with the block.
    say: receives a short sentence about each thing that takes time.
    Raises OrchestratorError when the user's server does not answer or the third does not start.
    """
    if "prefect" not in sys.modules:
        prepare_environment(state, os.environ)
    with _imports_for_good():
        from prefect.settings import PREFECT_API_URL, get_current_settings, temporary_settings
    home = get_current_settings().home
    chosen: str | None = PREFECT_API_URL.value()
    if chosen:
        check_reachable(chosen)
    url = chosen or announced_url(home)
    if url is None:
        with _embedded(home, say):
            yield
        return
    say(f"Serveur Prefect : {shown_url(url)}")
    with temporary_settings({PREFECT_API_URL: url}):
        try:
            yield
        finally:
            _send_what_is_left()


@contextmanager
def _embedded(home: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Run Prefect's API server in a thread of this process."""
    say("Démarrage du serveur Prefect intégré…")
    shorten(home / prefect_database.LOG_FILE)
    making = prefect_database.made(home, say) if _database_is_ours(home) else nullcontext()
    with making, _imports_for_good():
        from prefect.server.api.server import create_app
        from prefect.settings import temporary_settings

        from app.prefect_asgi import PatientApp
    # With its protocol named, so that asyncio turns Nagle's algorithm off: 40 ms a request.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        settings = _embedded_settings(home, listener.getsockname()[1])
        with (
            temporary_settings(settings),
            _served(PatientApp(create_app(ephemeral=True)), listener, home),
        ):
            say("Serveur prêt.")
            yield


def _database_is_ours(home: Path) -> bool:
    """Tell whether Prefect uses the database that it keeps in its home by default."""
    from prefect.settings import get_current_settings

    url = get_current_settings().server.database.connection_url
    ours = f"{prefect_database.ADDRESS}{home / prefect_database.DATABASE}"
    return url is not None and url.get_secret_value() == ours


def _embedded_settings(home: Path, port: int) -> dict[Any, Any]:
    """Return Prefect's settings for a server of our own in this process."""
    import prefect.settings as names

    password = f"pret:{secrets.token_urlsafe(24)}"
    chosen: dict[Any, Any] = {
        names.PREFECT_API_URL: f"http://127.0.0.1:{port}/api",
        names.PREFECT_API_KEY: None,
        names.PREFECT_API_AUTH_STRING: password,
        names.PREFECT_SERVER_API_AUTH_STRING: password,
        # Its thread takes a second to end after each flow, and nobody listens to it here.
        names.PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None,
        # The states of tasks are written once, at the end: a server that stops while it writes
        # them would cancel its own transaction, and keep the database locked for a minute.
        names.PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE: 1_000_000,
        names.PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL: 86_400,
        # The same, and four fifths of the database's growth, for a page that is not served here.
        names.PREFECT_API_SERVICES_EVENT_PERSISTER_ENABLED: False,
    }
    if _database_is_ours(home) and prefect_database.is_ready(home):
        chosen |= {
            names.PREFECT_SERVER_DATABASE_MIGRATE_ON_START: False,
            names.PREFECT_SERVER_REGISTER_BLOCKS_ON_START: False,
            names.PREFECT_SERVER_MEMOIZE_BLOCK_AUTO_REGISTRATION: False,
        }
    return chosen


@contextmanager
def _served(app: Any, listener: socket.socket, home: Path) -> Iterator[None]:
    """Serve the ASGI app on the listener from a thread, until the end of the block."""
    import uvicorn

    config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="on")
    config.timeout_graceful_shutdown = int(STOP_TIMEOUT_S / 2)
    api = uvicorn.Server(config)
    thread = threading.Thread(
        target=contextvars.copy_context().run,  # Prefect keeps its settings in a context variable
        args=(api.run, [listener]),
        name="prefect-server",
        daemon=True,
    )
    thread.start()
    try:
        _wait_for_start(api, thread, home)
        yield
    finally:
        _send_what_is_left()
        api.should_exit = True
        thread.join(STOP_TIMEOUT_S)
        api.force_exit = True
        thread.join(1)


def _wait_for_start(api: uvicorn.Server, thread: threading.Thread, home: Path) -> None:
    """Return when the server answers. Raises OrchestratorError when it will not."""
    deadline = time.monotonic() + START_TIMEOUT_S
    while not api.started:
        if not thread.is_alive() or time.monotonic() > deadline:
            log = home / prefect_database.LOG_FILE
            raise OrchestratorError(
                f"le serveur intégré ne démarre pas (détails dans {log}).",
                "Relancez ; si cela se répète, supprimez ce dossier : il sera recréé.",
            )
        time.sleep(0.005)


def _send_what_is_left() -> None:
    """Send the events and logs that Prefect's workers still hold, then stop those workers."""
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker

    for worker in (APILogWorker, EventsWorker):
        worker.drain_all(timeout=STOP_TIMEOUT_S / 2)


def check_reachable(url: str) -> None:
    """Raise OrchestratorError unless a Prefect server answers at url, and lets us in."""
    import httpx
    from prefect.client.orchestration import get_client
    from prefect.settings import PREFECT_API_URL, PREFECT_CLIENT_MAX_RETRIES, temporary_settings

    with temporary_settings({PREFECT_API_URL: url, PREFECT_CLIENT_MAX_RETRIES: 0}):
        try:
            with get_client({"timeout": REACH_TIMEOUT_S}, sync_client=True) as client:
                client.api_version()
        except httpx.HTTPStatusError as error:
            code = error.response.status_code
            raise OrchestratorError(
                f"{shown_url(url)} répond par un refus (code {code})."
            ) from error
        except (httpx.HTTPError, httpx.InvalidURL, RuntimeError, ValueError) as error:
            reason = f"{shown_url(url)} est injoignable ({type(error).__name__})."
            raise OrchestratorError(reason) from error


def shown_url(url: str) -> str:
    """Return an address without the password that it may hold."""
    return url.rpartition("@")[2]


def announced_url(home: Path) -> str | None:
    """Return the address of our own server when one is announced, alive and reachable."""
    try:
        told = json.loads((home / ANNOUNCEMENT).read_text("utf-8"))
        url, pid = str(told["url"]), int(told["pid"])
        os.kill(pid, 0)
        check_reachable(url)
    except (OSError, ValueError, KeyError, TypeError, OrchestratorError):
        return None
    return url


@contextmanager
def _imports_for_good() -> Iterator[None]:
    """Import without the garbage collector, and let it never visit what was imported.

    It would take a fifth of the time of the imports, and a second at the end of the process.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
