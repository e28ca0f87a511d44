from __future__ import annotations

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from pret.domain.statuses import Decision
from pret.domain.tree_document import Status
from pret.failures import BusyError, DiskFullError, NewerLedgerError, StorageError
from pret.vault.database import Database
from pret.vault.ledger import Ledger
from pret.vault.records import Booking, IssuedFile, RunRecord, SetAside
from pret.vault.schema import METADATA, SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RUN = RunRecord(
    programme="lycees",
    milestone="lab-day-1",
    phase="complete",
    manifest="m1",
    files=(
        IssuedFile("minutes", "lycees/03/cr.pdf", "bb", 20),
        IssuedFile("minutes", "lycees/03/cr.docx", "aa", 10),
    ),
    set_aside=(SetAside("photos/z.jpg", "cc", "photo illisible"),),
    missing_count=2,
)
BOOKING = Booking("lycees", "lab-day-2", "prepare", date(2027, 3, 1), "lycees/lab-day-2/prepare")


def _path(ledger: Ledger) -> str:
    return ledger._at.place


def test_a_run_comes_back_as_it_was_recorded_in_order(ledger: Ledger) -> None:
    assert ledger.last_run("lycees", "lab-day-1", "complete") is None
    assert ledger.record_run(RUN)
    assert ledger.last_run("lycees", "lab-day-1", "complete") == RUN
    assert Ledger.open(f"sqlite:///{_path(ledger)}").runs("lycees") == (RUN,)


def test_recording_a_run_again_changes_nothing(ledger: Ledger) -> None:
    ledger.record_run(RUN)
    assert not ledger.record_run(RUN)
    assert ledger.runs("lycees") == (RUN,)


def test_runs_come_in_order_each_with_its_own_files(ledger: Ledger) -> None:
    bare = replace(RUN, manifest="m2", files=(), set_aside=(), missing_count=0)
    others = (replace(RUN, phase="prepare"), replace(RUN, milestone="lab-day-2"), bare)
    for run in (RUN, *others, replace(RUN, programme="musees")):
        assert ledger.record_run(run)
    assert ledger.runs("lycees") == (RUN, *others)
    assert ledger.last_run("lycees", "lab-day-1", "complete") == bare
    assert ledger.last_run("lycees", "lab-day-1", "prepare") == others[0]


def test_a_manifest_that_comes_back_after_another_is_the_last_run_again(ledger: Ledger) -> None:
    changed = replace(RUN, manifest="m2")
    assert [ledger.record_run(run) for run in (RUN, changed, RUN, RUN)] == [True, True, True, False]
    assert ledger.runs("lycees") == (RUN, changed, RUN)


def test_a_run_that_cannot_be_recorded_whole_is_not_recorded_at_all(ledger: Ledger) -> None:
    broken = replace(RUN, set_aside=(SetAside("a", "b", None),))  # type: ignore[arg-type]
    with pytest.raises(sa.exc.IntegrityError):
        ledger.record_run(broken)
    assert ledger.runs("lycees") == ()
    assert ledger.issued_hashes("lycees/03/cr.docx") == frozenset()


def test_every_content_ever_issued_at_a_path_is_known(ledger: Ledger) -> None:
    ledger.record_run(RUN)
    ledger.issue({"lycees/03/cr.docx": "dd", "lycees/index.json": "ee"})
    ledger.issue({"lycees/03/cr.docx": "aa"})
    ledger.issue({})
    assert ledger.issued_hashes("lycees/03/cr.docx") == {"aa", "dd"}
    assert ledger.issued_hashes("lycees/index.json") == {"ee"}
    assert ledger.issued_hashes("ailleurs") == frozenset()


def test_a_booking_stands_until_its_date_moves(ledger: Ledger) -> None:
    later = replace(BOOKING, due=date(2027, 3, 8), run_key="lycees/lab-day-2/prepare/2")
    assert [ledger.book(one) for one in (BOOKING, BOOKING, later, later)] == [
        True,
        False,
        True,
        False,
    ]
    assert ledger.bookings("lycees") == (later,)


def test_bookings_come_earliest_first(ledger: Ledger) -> None:
    early = replace(BOOKING, phase="complete", due=date(2026, 12, 31))
    for booking in (BOOKING, early, replace(BOOKING, programme="musees")):
        ledger.book(booking)
    assert ledger.bookings("lycees") == (early, BOOKING)


def test_derived_results_are_remembered_and_replaced(ledger: Ledger) -> None:
    ledger.remember({"a": "1", "b": "2"})
    ledger.remember({"b": "3"})
    ledger.remember({})
    assert [ledger.cached(key) for key in "abc"] == ["1", "3", None]
    ledger.remember({"dates/x": "4", "dates/y": "5"})
    assert ledger.cached_under("dates/") == {"x": "4", "y": "5"}


def test_decisions_come_back_in_order_for_their_programme(ledger: Ledger) -> None:
    approved = Decision("booklet", Status.APPROVED, "aa", date(2027, 6, 2))
    taken_back = Decision("booklet", Status.IN_REVIEW, "aa", date(2027, 6, 1))
    for each in (approved, taken_back, approved):
        ledger.decide("lycees", each)
    ledger.decide("musees", taken_back)
    assert ledger.decisions("lycees") == (approved, taken_back, approved)
    assert Ledger.open(f"sqlite:///{_path(ledger)}").decisions("musees") == (taken_back,)


#: The ledger as the first version of the product made it, with one of everything in it.
FIRST_SCHEMA = """\
CREATE TABLE events (sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  programme VARCHAR NOT NULL, milestone VARCHAR NOT NULL, phase VARCHAR NOT NULL,
  manifest VARCHAR NOT NULL, occurrence INTEGER NOT NULL, missing_count INTEGER NOT NULL,
  UNIQUE (programme, milestone, phase, manifest, occurrence));
CREATE TABLE deliveries (event INTEGER NOT NULL, position INTEGER NOT NULL,
  document VARCHAR NOT NULL, path VARCHAR NOT NULL, sha256 VARCHAR NOT NULL,
  size_bytes BIGINT NOT NULL, PRIMARY KEY (event, position),
  FOREIGN KEY(event) REFERENCES events (sequence));
CREATE TABLE quarantine (event INTEGER NOT NULL, position INTEGER NOT NULL,
  path VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, reason VARCHAR NOT NULL,
  PRIMARY KEY (event, position), FOREIGN KEY(event) REFERENCES events (sequence));
CREATE TABLE issues (path VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, PRIMARY KEY (path, sha256));
CREATE TABLE bookings (programme VARCHAR NOT NULL, milestone VARCHAR NOT NULL,
  phase VARCHAR NOT NULL, due DATE NOT NULL, run_key VARCHAR NOT NULL,
  PRIMARY KEY (programme, milestone, phase));
CREATE TABLE cache ("key" VARCHAR NOT NULL PRIMARY KEY, object VARCHAR NOT NULL);
INSERT INTO events VALUES (1, 'lycees', 'lab-day-1', 'complete', 'm1', 0, 2);
INSERT INTO deliveries VALUES (1, 0, 'minutes', 'lycees/03/cr.pdf', 'bb', 20);
INSERT INTO deliveries VALUES (1, 1, 'minutes', 'lycees/03/cr.docx', 'aa', 10);
INSERT INTO quarantine VALUES (1, 0, 'photos/z.jpg', 'cc', 'photo illisible');
INSERT INTO issues VALUES ('lycees/03/cr.pdf', 'bb');
INSERT INTO bookings VALUES
  ('lycees', 'lab-day-2', 'prepare', '2027-03-01', 'lycees/lab-day-2/prepare');
INSERT INTO cache VALUES ('k', 'o');
PRAGMA user_version = 1;
"""


def test_a_ledger_of_the_first_version_is_brought_up_to_date_and_loses_nothing(
    tmp_path: Path,
) -> None:
    file = tmp_path / "ledger.db"
    with sqlite3.connect(file) as old:
        old.executescript(FIRST_SCHEMA)
    old.close()
    ledger = Ledger.open(f"sqlite:///{file}")
    assert ledger.runs("lycees") == (RUN,)
    assert ledger.bookings("lycees") == (BOOKING,)
    assert ledger.issued_hashes("lycees/03/cr.pdf") == {"bb"}
    assert ledger.cached("k") == "o"
    assert ledger.decisions("lycees") == ()
    decision = Decision("booklet", Status.APPROVED, "aa", date(2027, 6, 2))
    ledger.decide("lycees", decision)
    again = Ledger.open(f"sqlite:///{file}")
    assert again.decisions("lycees") == (decision,)
    assert again.runs("lycees") == (RUN,)


@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.sampled_from("xy"), st.integers(1, 3).map(str)),
        max_size=12,
    )
)
@settings(max_examples=15)
def test_the_ledger_agrees_with_a_list(steps: list[tuple[str, str, str]]) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        ledger, model = Ledger.open(f"sqlite:///{folder}/l.db"), list[RunRecord]()
        for milestone, phase, manifest in steps:
            run = replace(RUN, milestone=milestone, phase=phase, manifest=manifest)
            same = [old for old in model if (old.milestone, old.phase) == (milestone, phase)]
            new = not same or same[-1] != run
            assert ledger.record_run(run) == new
            model += [run] * new
        assert ledger.runs("lycees") == tuple(model)


def test_the_file_is_written_in_the_safest_way(ledger: Ledger) -> None:
    with ledger._at.reading() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
        ]
    assert found == ["delete", 3, 1, 1]


def test_a_ledger_of_a_newer_version_is_left_alone(ledger: Ledger) -> None:
    with sqlite3.connect(_path(ledger)) as connection:
        connection.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    connection.close()
    with pytest.raises(NewerLedgerError, match="plus récente"):
        Ledger.open(f"sqlite:///{_path(ledger)}")


def test_a_damaged_ledger_is_told(tmp_path: Path) -> None:
    (tmp_path / "l.db").write_bytes(b"not a database, " * 100)
    with pytest.raises(StorageError, match="registre abîmé"):
        Ledger.open(f"sqlite:///{tmp_path}/l.db")


@pytest.mark.parametrize("url", ["", "ledger.db", "sqlite://", "sqlite:///:memory:", "nosql://h/b"])
def test_an_address_that_leads_nowhere_is_told(url: str) -> None:
    with pytest.raises(StorageError, match="adresse inutilisable"):
        Ledger.open(url)


def test_a_folder_in_place_of_the_ledger_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="impossible"):
        Ledger.open(f"sqlite:///{tmp_path}")


def test_a_full_disk_is_told_and_nothing_of_the_run_is_recorded(ledger: Ledger) -> None:
    @sa.event.listens_for(ledger._at._engine, "connect")
    def full(connection: sqlite3.Connection, _entry: object) -> None:
        connection.execute("PRAGMA max_page_count=1")  # no page more than there are

    files = tuple(IssuedFile("d", f"{n}.docx", f"{n:064}", n) for n in range(500))
    with pytest.raises(DiskFullError, match="plein"):
        ledger.record_run(replace(RUN, files=files))
    assert ledger.runs("lycees") == ()
    assert Ledger.open(f"sqlite:///{_path(ledger)}").record_run(replace(RUN, files=files))


def test_a_ledger_that_stays_locked_is_told(ledger: Ledger) -> None:
    impatient = Ledger(Database(f"sqlite:///{_path(ledger)}", busy_timeout_s=0.01))
    with ledger._at.writing(), pytest.raises(BusyError, match="registre"):
        impatient.remember({"a": "1"})
    impatient.remember({"a": "1"})


def test_a_reader_does_not_wait_for_a_writer(ledger: Ledger) -> None:
    ledger.record_run(RUN)
    impatient = Ledger(Database(f"sqlite:///{_path(ledger)}", busy_timeout_s=0.01))
    with ledger._at.writing():
        assert impatient.runs("lycees") == (RUN,)


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (lambda ledger: ledger.record_run(RUN), 1),
        (lambda ledger: ledger.remember({"a": "1", "b": "2"}), 0),
        (lambda ledger: ledger.issue({"a": "1"}), 0),
    ],
)
def test_many_writers_at_once_take_their_turn(
    tmp_path: Path, act: Callable[[Ledger], bool | None], expected: int
) -> None:
    def one(_number: int) -> bool | None:  # each opens the ledger itself, the first one makes it
        return act(Ledger.open(f"sqlite:///{tmp_path}/l.db"))

    with ThreadPoolExecutor(8) as pool:
        assert sum(bool(done) for done in pool.map(one, range(24))) == expected


def test_every_table_can_be_made_on_postgresql() -> None:
    for table in METADATA.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=postgresql.dialect()))


def test_importing_the_ledger_does_not_load_sqlalchemy() -> None:
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, pret.vault.ledger, pret.vault.publish; print('sqlalchemy' in sys.modules)",
        ],
        capture_output=True,
        check=True,
        text=True,
    )
    assert said.stdout == "False\n"
