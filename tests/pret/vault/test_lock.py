from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pret.failures import BusyError, StorageError
from pret.vault.lock import programme_lock

if TYPE_CHECKING:
    from pathlib import Path

HOLDER = """
import sys
from pathlib import Path
from pret.vault.lock import programme_lock
with programme_lock(Path(sys.argv[1]), "lycees"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_run_on_the_same_programme_is_told_at_once(tmp_path: Path) -> None:
    with (
        programme_lock(tmp_path, "lycees"),
        pytest.raises(BusyError, match="lycees"),
        programme_lock(tmp_path, "lycees"),
    ):
        pass


def test_another_programme_and_a_later_run_are_free(tmp_path: Path) -> None:
    with programme_lock(tmp_path, "lycees"), programme_lock(tmp_path, "musees"):
        pass
    with programme_lock(tmp_path, "lycees"):
        pass


def test_a_run_that_fails_frees_its_programme(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), programme_lock(tmp_path, "lycees"):
        _ = 1 / 0
    with programme_lock(tmp_path, "lycees"):
        pass


def test_a_killed_run_frees_its_programme(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(BusyError), programme_lock(tmp_path, "lycees"):
            pass
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
        with programme_lock(tmp_path, "lycees"):
            pass


@pytest.mark.parametrize("programme", ["", "../lycees", "a/b", ".."])
def test_a_code_that_is_not_one_name_is_refused(tmp_path: Path, programme: str) -> None:
    with pytest.raises(StorageError), programme_lock(tmp_path / "state", programme):
        pass
    assert list(tmp_path.iterdir()) == []
