from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from app.prefect_database import CHOSEN, DAMAGED, DATABASE, is_ready, made, put_aside_damaged

if TYPE_CHECKING:
    from pathlib import Path


def test_a_home_without_database_is_not_ready(tmp_path: Path) -> None:
    assert not is_ready(tmp_path)


def test_a_database_that_another_made_is_not_ready(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / DATABASE)) as database:
        database.execute("create table flow (id)")
        database.execute("pragma user_version = 30707")
    assert not is_ready(tmp_path)


def test_nothing_is_made_when_another_database_was_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CHOSEN, "postgresql+asyncpg://prefect@127.0.0.1/prefect")
    said: list[str] = []
    with made(tmp_path, said.append):
        pass
    assert (list(tmp_path.iterdir()), said) == ([], [])


def test_an_interrupted_making_leaves_no_database(tmp_path: Path) -> None:
    def started() -> bool:
        return any(file.stat().st_size for file in tmp_path.glob(f"{DATABASE}*-wal"))

    def interrupted() -> None:
        deadline = time.monotonic() + 60
        with made(tmp_path, lambda _sentence: None):
            while not started() and time.monotonic() < deadline:
                time.sleep(0.01)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(tmp_path.glob(f"{DATABASE}.part*"))
    assert not (tmp_path / DATABASE).exists()


def test_a_damaged_database_is_put_aside_and_told(tmp_path: Path) -> None:
    file = filled_database(tmp_path)
    content = file.read_bytes()
    file.write_bytes(content[:4096] + b"\x5a" * 20_000 + content[24_096:])
    (tmp_path / f"{DATABASE}-shm").touch()
    told: list[str] = []
    put_aside_damaged(tmp_path, told.append)
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {DAMAGED, f"{DAMAGED}-shm"}
    assert DAMAGED in told[0]


def test_a_file_that_is_no_database_is_put_aside_too(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(b"\x5a" * 8192)
    put_aside_damaged(tmp_path, lambda _sentence: None)
    assert (tmp_path / DAMAGED).exists()


def test_a_sound_database_and_one_that_is_held_stay(tmp_path: Path) -> None:
    file = filled_database(tmp_path)
    put_aside_damaged(tmp_path, pytest.fail)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("begin exclusive")
        put_aside_damaged(tmp_path, pytest.fail)
    assert file.exists()


def filled_database(home: Path) -> Path:
    file = home / DATABASE
    with closing(sqlite3.connect(file)) as database:
        database.execute("create table flow (id, name)")
        database.executemany("insert into flow values (?, ?)", [(n, "x" * 400) for n in range(200)])
        database.commit()
    return file
