"""The ledger's connection: pragmas, transactions, and the database's refusals in users' words."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from pret.failures import BusyError, DiskFullError, NewerLedgerError, StorageError
from pret.problems import PretError
from pret.vault import schema
from pret.vault.disk import Tree

if TYPE_CHECKING:
    from collections.abc import Iterator

BUSY_TIMEOUT_S = 10

#: DELETE, not WAL: on a full disk WAL ends the process by SIGBUS. EXTRA: the folder is synced too.
_PRAGMAS = ("journal_mode=DELETE", "synchronous=EXTRA", "secure_delete=ON", "foreign_keys=ON")
_ADDRESS = (
    "Écrivez par exemple sqlite:////srv/pret/ledger.db, ou postgresql+psycopg://nom:motdepasse@"
    'machine/base avec le pilote psycopg installé (pip install "psycopg[binary]").'
)
_AWAY = "Vérifiez que la base est démarrée, et PRET_LEDGER_URL ; puis relancez."
_WRITES = "pret_writes"
#: Writers of one PostgreSQL database wait for each other under this number, SQLite's lock there.
_TURN = 20_261_128
#: PostgreSQL's own codes (its manual, appendix A).
_PG_DISK_FULL, _PG_LOCKED, _PG_REFUSED = "53100", "55P03", "42501"


class Database:
    """The ledger's file or server; `reading` and `writing` are its transactions."""

    events = schema.EVENTS
    deliveries = schema.DELIVERIES
    quarantine = schema.QUARANTINE
    issues = schema.ISSUES
    decisions = schema.DECISIONS
    bookings = schema.BOOKINGS
    notices = schema.NOTICES
    cache = schema.CACHE

    def __init__(self, url: str, busy_timeout_s: float = BUSY_TIMEOUT_S) -> None:
        """Open it, making folder and tables when absent. Raises as `Ledger.open` does."""
        try:
            address = sa.make_url(url)
            self.place = address.render_as_string(hide_password=True)
            self._sqlite = address.get_backend_name() == "sqlite"
            make = _sqlite_engine if self._sqlite else _server_engine
            self._engine = self._views = make(address, busy_timeout_s)
        except (ArgumentError, ModuleNotFoundError) as error:
            raise StorageError("PRET_LEDGER_URL", "adresse inutilisable", _ADDRESS) from error
        if self._sqlite and address.database:
            self.place = address.database
            Tree(Path(self.place).parent, private=True).make()
        if not self._sqlite:
            self._views = self._engine.execution_options(isolation_level="REPEATABLE READ")
        self._prepare()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """One consistent view; works on a read-only disk."""
        with self._told(), self._views.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """All or nothing; waits its turn, BUSY_TIMEOUT_S at most."""
        engine = self._engine.execution_options(**{_WRITES: True})
        with self._told(), engine.connect() as connection, connection.begin():
            yield connection

    def verify(self) -> None:
        """Have SQLite read every page; a server looks after its own. Raises StorageError."""
        if self._sqlite:
            with self.reading() as connection:
                found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
            if found != "ok":
                raise _damaged(self.place)

    def _prepare(self) -> None:
        if self._sqlite:
            with self.reading() as connection:
                if self._version(connection) == schema.SCHEMA_VERSION:
                    return
        with self.writing() as connection:
            schema.METADATA.create_all(connection)  # only those that another process has not made
            if self._sqlite and self._version(connection) != schema.SCHEMA_VERSION:
                connection.exec_driver_sql(f"PRAGMA user_version={schema.SCHEMA_VERSION}")

    def _version(self, connection: sa.Connection) -> int:
        found = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        if found > schema.SCHEMA_VERSION:
            raise NewerLedgerError(self.place, found, schema.SCHEMA_VERSION)
        return found

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn the database's refusals into the users' errors; a wrong statement stays a bug."""
        try:
            yield
        except (IntegrityError, ProgrammingError) as error:
            if getattr(error.orig, "sqlstate", None) == _PG_REFUSED:
                raise StorageError(self.place, "droits insuffisants", _AWAY) from error
            raise
        except DBAPIError as error:
            raise _refusal(self.place, error.orig) from error


# A connection costs 0.1 ms to SQLite, some to a server; keeping none open leaves nothing to share
# between processes, and nothing of before when a server was started again.


def _server_engine(address: sa.URL, busy_timeout_s: float) -> sa.Engine:
    if address.get_backend_name() != "postgresql":
        raise ArgumentError("ni SQLite ni PostgreSQL")
    waits = {"options": f"-c lock_timeout={int(1000 * busy_timeout_s)}"}
    engine = sa.create_engine(address, poolclass=NullPool, connect_args=waits)
    sa.event.listen(engine, "begin", _take_turn)
    return engine


def _sqlite_engine(address: sa.URL, busy_timeout_s: float) -> sa.Engine:
    if address.database in {None, "", ":memory:"}:
        raise ArgumentError("un registre en mémoire ne garderait rien")
    engine = sa.create_engine(address, poolclass=NullPool, connect_args={"timeout": busy_timeout_s})
    sa.event.listen(engine, "connect", _set_up)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # `_begin` says BEGIN, not the driver
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").fetchall()
    except sqlite3.Error:  # nobody else would close it
        connection.close()
        raise


def _begin(connection: sa.Connection) -> None:
    """Take the write lock at once: a transaction that reads first could not wait for it later."""
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _take_turn(connection: sa.Connection) -> None:
    """Have writers go one after the other, as SQLite has them; readers wait for nobody."""
    if connection.get_execution_options().get(_WRITES):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")


def _server_refusal(place: str, cause: BaseException | None) -> PretError:
    code = getattr(cause, "sqlstate", None)
    if code == _PG_DISK_FULL:
        return DiskFullError(place)
    if code == _PG_LOCKED:
        return BusyError("registre")
    first_line = str(cause).partition("\n")[0]
    return StorageError(place, f"message d’origine : {first_line}", _AWAY)


def _damaged(place: str) -> StorageError:
    return StorageError(place, "registre abîmé", "Reprenez sa dernière sauvegarde.")


def _refusal(place: str, cause: BaseException | None) -> PretError:
    if not isinstance(cause, sqlite3.Error):
        return _server_refusal(place, cause)
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF  # the higher bits are details
    match code:
        case sqlite3.SQLITE_FULL:
            return DiskFullError(place)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return BusyError("registre")
        case sqlite3.SQLITE_IOERR:
            reason = "erreur matérielle du disque"
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN:
            reason = "droits insuffisants ou disque en lecture seule"
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return _damaged(place)
        case _:
            reason = f"message d’origine : {cause}"
    return StorageError(place, reason)
