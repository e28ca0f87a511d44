"""Prefect's SQLite database, migrated once per version of Prefect, in a process of its own.

That process is this module, run with the file as its argument.
"""

from __future__ import annotations

import asyncio
import fcntl
import gc
import os
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from pret.failures import OrchestratorError
from pret.vault.disk import told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DATABASE = "prefect.db"
DAMAGED = f"{DATABASE}.damaged"
LOG_FILE = "prefect.log"
MIGRATION_TIMEOUT_S = 300.0
#: Setting by which Prefect is given another database.
CHOSEN = "PREFECT_SERVER_DATABASE_CONNECTION_URL"
#: SQLite's connection address in Prefect's words; the file's absolute path follows.
ADDRESS = "sqlite+aiosqlite:///"


def is_ready(home: Path) -> bool:
    """Tell whether the database in Prefect's home is the installed version's."""
    return _stamp_of(home / DATABASE) == _stamp()


def put_aside_damaged(home: Path, say: Callable[[str], None]) -> None:
    """Put the database aside when SQLite finds it damaged; a new one is made in its place.

    What it holds comes back: bookings from the calendars, what was made from the ledger.
    """
    database = home / DATABASE
    if not database.exists() or not _is_damaged(database):
        return
    for beside in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            database.with_name(DATABASE + beside).replace(home / (DAMAGED + beside))
    say(
        f"La base de Prefect était abîmée : mise de côté sous {DAMAGED}, elle se refait d’après "
        "les calendriers et le registre."
    )


def _is_damaged(database: Path) -> bool:
    try:
        with closing(sqlite3.connect(database)) as connection:
            found: tuple[str] = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        code = error.sqlite_errorcode & 0xFF  # the higher bits are details
        return code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
    return found != ("ok",)


@contextmanager
def made(home: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Make sure that the database is ready at the end of the block, which runs meanwhile.

    home: Prefect's home. say: receives a sentence when there is something to do.
    A new file appears whole or not at all; one that another version made is migrated where it is,
    as Prefect itself does. Two callers at once wait for each other.
    Nothing is made when Prefect was given another database: its server migrates that one.
    Raises OrchestratorError when Prefect cannot make it.
    """
    if CHOSEN in os.environ or is_ready(home):
        yield
        return
    home.mkdir(parents=True, exist_ok=True)
    place = home / f"{DATABASE}.lock"
    with told(place, home):
        lock = place.open("w")
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_ready(home):
            yield
            return
        say("Préparation de la base de Prefect (une seule fois, une dizaine de secondes)…")
        with _migrated(home):
            yield


@contextmanager
def _migrated(home: Path) -> Iterator[None]:
    """Migrate the database in a child process while the block runs."""
    target = home / DATABASE
    worked_on = target if target.exists() else target.with_name(f"{DATABASE}.part")
    if worked_on != target:
        for left in home.glob(f"{DATABASE}.part*"):
            left.unlink()
    with _migration(worked_on, home) as child:
        try:
            yield
            with suppress(subprocess.TimeoutExpired):
                child.wait(MIGRATION_TIMEOUT_S)
        finally:
            child.kill()
            child.wait()
    if child.returncode != 0:
        raise OrchestratorError(
            f"la base {target} n'a pas pu être préparée (détails dans {home / LOG_FILE}).",
            "Vérifiez la place sur le disque, puis relancez.",
        )
    worked_on.replace(target)


def _migration(file: Path, home: Path) -> subprocess.Popen[bytes]:
    """Start the process that migrates the file; what it says goes to Prefect's log."""
    chosen = {
        "PREFECT_HOME": str(home),
        CHOSEN: f"{ADDRESS}{file}",
    }
    with (home / LOG_FILE).open("ab") as log:
        return subprocess.Popen(
            # -P: the current folder is the user's, nothing is imported from it
            [sys.executable, "-P", "-m", __name__, str(file)],
            env=os.environ | chosen,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )


def _stamp() -> int:
    """Return the installed Prefect's version as SQLite keeps it: 3.8.8 is 30808."""
    major, minor, micro = (int(part) for part in version("prefect").split(".")[:3])
    return major * 10_000 + minor * 100 + micro


def _stamp_of(database: Path) -> int:
    """Return the version for which a database was made; 0 if it is absent or was not made by us.

    Read from the file itself, since opening it with SQLite would leave two files beside it
    (offset 60 of the header is `user_version`: https://www.sqlite.org/fileformat.html).
    """
    try:
        with database.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        return 0
    return int.from_bytes(header[60:64], "big") if header.startswith(b"SQLite format 3") else 0


async def _migrate() -> None:
    """Bring the database of Prefect's settings to its newest schema, with its types of blocks."""
    from prefect.server.database import provide_database_interface
    from prefect.server.models.block_registration import run_block_auto_registration

    database = provide_database_interface()
    await database.create_db()
    async with await database.session() as session:
        await run_block_auto_registration(session=session)
    await (await database.engine()).dispose()


def main(file: Path) -> None:
    """Migrate the file, which Prefect's environment names too, and stamp it last."""
    gc.disable()  # the migrations take twice as long with it
    asyncio.run(_migrate())
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA user_version = {_stamp()}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
