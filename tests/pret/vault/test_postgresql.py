"""The ledger on a PostgreSQL server of its own, started on this machine for these tests."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from pret.domain.statuses import Decision
from pret.domain.tree_document import Status
from pret.failures import BusyError, StorageError
from pret.vault.database import Database
from pret.vault.ledger import Ledger
from pret.vault.records import Booking, IssuedFile, RunRecord, SentNotice

if TYPE_CHECKING:
    from conftest import Place

RUN = RunRecord(
    "lycees",
    "lab-day-1",
    "complete",
    "m1",
    (IssuedFile("minutes", "lycees/03/cr.pdf", "bb", 20),),
    (),
    2,
)


@pytest.fixture
def url(postgresql: Callable[[], str]) -> str:
    return postgresql()


def test_all_that_is_recorded_comes_back(url: str) -> None:
    ledger = Ledger.open(url)
    booking = Booking(
        "lycees", "lab-day-2", "prepare", date(2027, 3, 1), "lycees/lab-day-2/prepare"
    )
    decision = Decision("lab-day-1/minutes", Status.APPROVED, "c1", date(2027, 5, 20))
    assert ledger.record_run(RUN)
    assert not ledger.record_run(RUN)
    assert ledger.book(booking)
    assert not ledger.book(booking)
    ledger.decide("lycees", decision)
    ledger.record_notice(SentNotice("lycees", "2027-W19", 1))
    ledger.remember({"dates/lycees": "aa"})
    again = Ledger.open(url)
    assert again.runs("lycees") == (RUN,)
    assert again.bookings("lycees") == (booking,)
    assert again.decisions("lycees") == (decision,)
    assert again.last_notice("lycees") == SentNotice("lycees", "2027-W19", 1)
    assert again.cached_under("dates/") == {"lycees": "aa"}
    assert again.last_runs().keys() == {("lycees", "lab-day-1", "complete")}


def test_many_write_the_same_at_once_and_each_takes_its_turn(url: str) -> None:
    def write(number: int) -> None:
        ledger = Ledger.open(url)
        ledger.remember({"one": str(number), "two": str(number)})
        ledger.record_run(replace(RUN, milestone=f"lab-day-{number}"))
        ledger.issue({"a": "1", "b": "2"})

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(24)))
    ledger = Ledger.open(url)
    assert ledger.cached("one") == ledger.cached("two")
    assert len(ledger.runs("lycees")) == 24
    assert ledger.issued_hashes("a") == {"1"}


def test_a_writer_that_waits_too_long_says_that_another_one_is_at_it(url: str) -> None:
    first, second = Database(url), Database(url, busy_timeout_s=0.2)
    with first.writing(), pytest.raises(BusyError), second.writing():
        pass
    with first.writing(), second.reading() as view:  # readers wait for nobody
        assert view.execute(sa.select(sa.func.count()).select_from(Database.events)).scalar() == 0


def test_a_base_that_is_away_or_refuses_is_told_without_its_password(url: str) -> None:
    Ledger.open(url)
    away = sa.make_url(url).set(password="secret-word")  # noqa: S106 - not one
    for wrong in (away.set(port=1), away.set(database="absent")):
        with pytest.raises(StorageError, match="PRET_LEDGER_URL") as told:
            Ledger.open(wrong.render_as_string(hide_password=False))
        assert "secret-word" not in str(told.value)
    with Database(url).writing() as connection:
        connection.exec_driver_sql("CREATE ROLE reader LOGIN")
    with pytest.raises(StorageError, match="droits insuffisants"):
        Ledger.open(sa.make_url(url).set(username="reader").render_as_string()).record_run(RUN)


def test_a_programme_is_made_whole_on_it_as_on_sqlite(
    url: str, place: Place, run_through: Callable[..., object]
) -> None:
    there = replace(place, settings=replace(place.settings, ledger_url=url))
    for each in (place.fresh("lite"), there):
        with each.session() as session:
            run_through(session, "study-trip", "lab-day-1")
    assert there.outputs() == place.fresh("lite").outputs()
    assert not (there.settings.state / "ledger.db").exists()
