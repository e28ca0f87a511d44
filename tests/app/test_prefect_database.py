from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from app.prefect_database import CHOSEN, DATABASE, is_ready, made

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
