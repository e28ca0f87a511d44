"""The ledger: what was done, what was issued, what is booked.

SQLAlchemy, which takes 0.2 s to import, is only loaded by `Ledger.open`.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from pret.domain.statuses import Decision
from pret.domain.tree_document import Status
from pret.vault.event_rows import fill, manifest, owned
from pret.vault.records import Booking, IssuedFile, LastRun, RunRecord, SentNotice, SetAside

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection, Select

    from pret.vault.database import Database


class Ledger:
    """The truth about what was done. Order is by sequence number, never by a clock.

    Its methods raise DiskFullError, StorageError, or BusyError after 10 s of waiting for another
    writer; then nothing was recorded. It holds codes, paths and hashes, no name of a person.
    """

    def __init__(self, database: Database) -> None:
        self._at = database

    @classmethod
    def open(cls, url: str) -> Ledger:
        """Open the ledger at this SQLAlchemy address, making its folder and tables when absent.

        Raises NewerLedgerError when a newer version of the product wrote it.
        """
        from pret.vault.database import Database

        return cls(Database(url))

    def verify(self) -> None:
        """Read the whole ledger. Raises StorageError when it is damaged."""
        self._at.verify()

    def record_run(self, run: RunRecord) -> bool:
        """Record the event, its files and what it set aside, together or not at all.

        False when it is already the last one of its milestone and phase: nothing is written. A
        manifest that comes back after another one is a new event.
        """
        last = self._of_phase(run.programme, run.milestone, run.phase)
        with self._at.reading() as connection:
            if manifest(connection, last) == run.manifest:
                return False
        with self._at.writing() as connection:
            if manifest(connection, last) == run.manifest:  # another process was faster
                return False
            event = self._new_event(connection, run)
            fill(connection, self._at.deliveries, event, [asdict(file) for file in run.files])
            fill(connection, self._at.quarantine, event, [asdict(one) for one in run.set_aside])
            self._add_issues(connection, {(file.path, file.sha256) for file in run.files})
        return True

    def last_run(self, programme: str, milestone: str, phase: str) -> RunRecord | None:
        """Return the most recent run of this phase, or None."""
        found = self._runs(self._of_phase(programme, milestone, phase).limit(1))
        return found[0] if found else None

    def last_runs(self) -> Mapping[tuple[str, str, str], LastRun]:
        """Return what the last run of each phase came to: programme, milestone, phase → result.

        One query for all programmes, however many there are.
        """
        from sqlalchemy import func, select  # late: see the top of this module

        events = self._at.events
        latest = select(func.max(events.c.sequence)).group_by(
            events.c.programme, events.c.milestone, events.c.phase
        )
        with self._at.reading() as connection:
            rows = connection.execute(events.select().where(events.c.sequence.in_(latest)))
            return {
                (row.programme, row.milestone, row.phase): LastRun(row.manifest, row.missing_count)
                for row in rows
            }

    def runs(self, programme: str) -> tuple[RunRecord, ...]:
        """Return all runs of the programme, the first one first."""
        events = self._at.events
        return self._runs(
            events.select().where(events.c.programme == programme).order_by(events.c.sequence)
        )

    def runs_after(self, programme: str, sequence: int) -> tuple[tuple[int, RunRecord], ...]:
        """Return the runs recorded after an event, the first one first, each with its number."""
        events = self._at.events
        later = (
            events.select()
            .where(events.c.programme == programme)
            .where(events.c.sequence > sequence)
            .order_by(events.c.sequence)
        )
        with self._at.reading() as connection:
            numbers = [int(row.sequence) for row in connection.execute(later)]
        return tuple(zip(numbers, self._runs(later), strict=False))

    def issue(self, hashes: Mapping[str, str]) -> None:
        """Note that these contents are about to be published: path -> SHA-256."""
        issues, wanted = self._at.issues, set(hashes.items())
        with self._at.reading() as connection:
            known = connection.execute(issues.select().where(issues.c.path.in_(list(hashes))))
            missing = wanted - {(row.path, row.sha256) for row in known}
        if missing:
            with self._at.writing() as connection:
                self._add_issues(connection, missing)

    def issued_hashes(self, path: str) -> frozenset[str]:
        """Return the SHA-256 of every content ever issued at this published path."""
        issues = self._at.issues
        with self._at.reading() as connection:
            found = connection.execute(issues.select().where(issues.c.path == path))
            return frozenset(row.sha256 for row in found)

    def decide(self, programme: str, decision: Decision) -> None:
        """Record what was decided of a document."""
        with self._at.writing() as connection:
            values = {"programme": programme, **asdict(decision)}
            connection.execute(self._at.decisions.insert(), values)

    def decisions(self, programme: str) -> tuple[Decision, ...]:
        """Return all that was decided of the programme's documents, the first one first."""
        decisions = self._at.decisions
        mine = decisions.select().where(decisions.c.programme == programme)
        with self._at.reading() as connection:
            found = connection.execute(mine.order_by(decisions.c.sequence))
            return tuple(
                Decision(row.document, Status(row.status), row.content, row.day) for row in found
            )

    def book(self, booking: Booking) -> bool:
        """Book the phase, or move its booking; False when it stands already."""
        bookings = self._at.bookings
        same = (
            (bookings.c.programme == booking.programme)
            & (bookings.c.milestone == booking.milestone)
            & (bookings.c.phase == booking.phase)
        )
        stands = booking in self.bookings(booking.programme)
        if not stands:
            with self._at.writing() as connection:
                connection.execute(bookings.delete().where(same))
                connection.execute(bookings.insert(), asdict(booking))
        return not stands

    def bookings(self, programme: str) -> tuple[Booking, ...]:
        """Return the programme's bookings, the earliest first."""
        bookings = self._at.bookings
        order = (bookings.c.due, bookings.c.milestone, bookings.c.phase)
        with self._at.reading() as connection:
            found = connection.execute(
                bookings.select().where(bookings.c.programme == programme).order_by(*order)
            )
            return tuple(Booking(**row._asdict()) for row in found)

    def record_notice(self, sent: SentNotice) -> None:
        """Record that a week's notice went out; once is enough."""
        if self.notice_of(sent.programme, sent.week) is None:
            with self._at.writing() as connection:
                connection.execute(self._at.notices.insert(), asdict(sent))

    def notice_of(self, programme: str, week: str) -> SentNotice | None:
        """Return the notice of a week, or None when it did not go out."""
        notices = self._at.notices
        return self._notice(
            notices.select().where(notices.c.programme == programme).where(notices.c.week == week)
        )

    def last_notice(self, programme: str) -> SentNotice | None:
        """Return the last notice that went out, or None."""
        notices = self._at.notices
        mine = notices.select().where(notices.c.programme == programme)
        return self._notice(mine.order_by(notices.c.week.desc()))

    def _notice(self, selection: Select[Any]) -> SentNotice | None:
        with self._at.reading() as connection:
            found = connection.execute(selection.limit(1)).first()
            return None if found is None else SentNotice(**found._asdict())

    def cached(self, key: str) -> str | None:
        """Return the object that this derivation gave, or None.

        key: hash of all that it depends on, the tools' versions included.
        """
        cache = self._at.cache
        with self._at.reading() as connection:
            found = connection.execute(cache.select().where(cache.c.key == key)).first()
            return None if found is None else str(found.object)

    def cached_under(self, prefix: str) -> dict[str, str]:
        """Return the objects of all keys that begin so, by the rest of the key."""
        cache = self._at.cache
        with self._at.reading() as connection:
            rows = connection.execute(cache.select().where(cache.c.key.startswith(prefix)))
            return {str(row.key).removeprefix(prefix): str(row.object) for row in rows}

    def remember(self, entries: Mapping[str, str]) -> None:
        """Remember what derivations gave, in one transaction: key -> object."""
        if not entries:
            return
        cache = self._at.cache
        with self._at.writing() as connection:
            for key in entries:
                connection.execute(cache.delete().where(cache.c.key == key))
            connection.execute(
                cache.insert(), [{"key": key, "object": kept} for key, kept in entries.items()]
            )

    def _of_phase(self, programme: str, milestone: str, phase: str) -> Select[Any]:
        """Return the selection of this phase's events, the last one first."""
        events = self._at.events
        return (
            events.select()
            .where(events.c.programme == programme)
            .where(events.c.milestone == milestone)
            .where(events.c.phase == phase)
            .order_by(events.c.sequence.desc())
        )

    def _new_event(self, connection: Connection, run: RunRecord) -> int:
        """Insert the event and return its sequence number."""
        of_phase = self._of_phase(run.programme, run.milestone, run.phase)
        before = connection.execute(of_phase)
        values = {
            "programme": run.programme,
            "milestone": run.milestone,
            "phase": run.phase,
            "manifest": run.manifest,
            "occurrence": sum(row.manifest == run.manifest for row in before),
            "missing_count": run.missing_count,
        }
        connection.execute(self._at.events.insert(), values)
        return int(connection.execute(of_phase.limit(1)).scalar_one())

    def _add_issues(self, connection: Connection, wanted: set[tuple[str, str]]) -> None:
        issues = self._at.issues
        paths = sorted({path for path, _ in wanted})
        known = connection.execute(issues.select().where(issues.c.path.in_(paths)))
        missing = sorted(wanted - {(row.path, row.sha256) for row in known})
        if missing:
            connection.execute(
                issues.insert(), [{"path": path, "sha256": sha256} for path, sha256 in missing]
            )

    def _runs(self, selection: Select[Any]) -> tuple[RunRecord, ...]:
        with self._at.reading() as connection:
            events = connection.execute(selection).all()
            sequences = [event.sequence for event in events]
            files = owned(connection, self._at.deliveries, sequences)
            aside = owned(connection, self._at.quarantine, sequences)
        return tuple(
            RunRecord(
                event.programme,
                event.milestone,
                event.phase,
                event.manifest,
                tuple(IssuedFile(**file) for file in files[event.sequence]),
                tuple(SetAside(**one) for one in aside[event.sequence]),
                event.missing_count,
            )
            for event in events
        )
