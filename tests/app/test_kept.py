"""What `pret serve` starts never outlives it, and its logs stay short."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from app.kept import LOG_MAX_BYTES, Kept, shorten

#: Starts one process that would last, says its number, and waits.
MASTER = """\
import sys, time
from pathlib import Path
from app.kept import Kept
lasting = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(600)"]
kept = Kept("il", lasting, {}, Path(sys.argv[1]))
kept.start()
print(kept.process.pid, flush=True)
time.sleep(600)
"""


def test_what_is_kept_ends_with_its_master_even_killed(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", MASTER, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as master:
        assert master.stdout is not None
        kept = int(master.stdout.readline())
        wait_until_up(tmp_path)
        assert is_alive(kept)
        master.kill()
    deadline = time.monotonic() + 60
    while is_alive(kept):
        assert time.monotonic() < deadline, "it outlived its master"
        time.sleep(0.05)


def test_what_is_kept_is_its_command_with_its_settings_and_ends_when_asked(tmp_path: Path) -> None:
    lasting = "import os, time; print('up', os.environ['SAID'], flush=True); time.sleep(600)"
    kept = Kept("il", [sys.executable, "-c", lasting], {"SAID": "what was asked"}, tmp_path)
    with kept.running():
        wait_until_up(tmp_path)
        assert kept.process is not None
        command = Path(f"/proc/{kept.process.pid}/cmdline").read_bytes()
        assert lasting.encode() in command
        assert b"app.kept" not in command
        assert not kept.is_dead()
    assert kept.is_dead()
    assert "up what was asked" in (tmp_path / "serve.log").read_text("utf-8")


def test_a_long_log_is_cut_while_others_go_on_writing_to_it(tmp_path: Path) -> None:
    log = tmp_path / "serve.log"
    with log.open("ab", buffering=0) as writer:
        writer.write(b"a" * LOG_MAX_BYTES)
        shorten(log)
        assert log.stat().st_size == LOG_MAX_BYTES
        writer.write(b"b")
        shorten(log)
        writer.write(b"c")
    assert log.read_bytes() == b"c"
    assert (tmp_path / "serve.log.1").read_bytes() == b"a" * LOG_MAX_BYTES + b"b"
    shorten(tmp_path / "absent.log")


def test_a_long_log_without_room_for_a_former_one_is_cut(tmp_path: Path) -> None:
    log = tmp_path / "serve.log"
    log.write_bytes(b"a" * (LOG_MAX_BYTES + 1))
    (tmp_path / "serve.log.1").symlink_to("/dev/full")
    shorten(log)
    assert log.read_bytes() == b""
    assert not (tmp_path / "serve.log.1").is_symlink()


def wait_until_up(home: Path) -> None:
    deadline = time.monotonic() + 60
    while "up" not in (home / "serve.log").read_text("utf-8"):
        assert time.monotonic() < deadline, "it never started"
        time.sleep(0.05)


def is_alive(pid: int) -> bool:
    """Tell whether a process runs; one that ended and that nobody asked about yet does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
