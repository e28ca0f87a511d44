"""A process that `pret serve` keeps alive, and that never outlives it.

This module, run with a process's number and a command, becomes that command, which the kernel ends
when that process is gone, even killed: two runners or a server without a master would be left.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pret.vault.disk import told

LOG_FILE = "serve.log"
STOP_TIMEOUT_S = 10.0
#: A process that dies at once is started again after longer and longer, up to this.
LONGEST_PAUSE_S = 60.0
LOG_MAX_BYTES = 5_000_000
#: prctl(2): the signal that a process gets when the one that started it is gone.
_PR_SET_PDEATHSIG = 1


@dataclass(slots=True)
class Kept:
    """A process that is kept alive.

    name: in French, with its article. home: where its log is.
    before_again: what to do between its death and its start.
    """

    name: str
    command: list[str]
    settings: Mapping[str, str]
    home: Path
    process: subprocess.Popen[bytes] | None = None
    before_again: Callable[[], None] = field(default=lambda: None)
    pause_s: float = field(default=1.0)
    started: float = field(default=0.0)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Start the process, and end it and its group at the end of the block."""
        self.start()
        try:
            yield
        finally:
            self.stop()

    def start(self) -> None:
        """Start the process as the head of a group; what it says goes to a log in our state."""
        environ = {**self.settings, **os.environ}
        with told(self.home / LOG_FILE, self.home):
            log = (self.home / LOG_FILE).open("ab")
        with log:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", __name__, str(os.getpid()), *self.command],
                env=environ,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.started = time.monotonic()

    def start_again(self) -> None:
        """Start the process that died, later and later when it does not live long."""
        lived_s = time.monotonic() - self.started
        self.pause_s = 1.0 if lived_s > LONGEST_PAUSE_S else min(2 * self.pause_s, LONGEST_PAUSE_S)
        self.stop()
        time.sleep(self.pause_s)
        self.before_again()
        self.start()

    def stop(self) -> None:
        """End the process, and whatever it started, at once if it does not in time."""
        process = self.process
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(STOP_TIMEOUT_S)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def is_dead(self) -> bool:
        """Tell whether the process ended by itself."""
        return self.process is not None and self.process.poll() is not None


def shorten(log: Path) -> None:
    """Keep one former log beside the current one, so that it cannot grow for ever.

    The file stays the same one: others that have it open, to append, go on at its new end.
    """
    with contextlib.suppress(FileNotFoundError):
        if log.stat().st_size <= LOG_MAX_BYTES:
            return
        former = log.with_name(f"{log.name}.1")
        try:
            shutil.copyfile(log, former)
        except OSError:  # no room for both: the latest is worth less than the room
            former.unlink(missing_ok=True)
        with told(log, log.parent):
            os.truncate(log, 0)


def main(master: int, command: list[str]) -> None:
    """Become a command that ends with its master, the process that started this one."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() == master:  # it may be gone since before the kernel was asked
        os.execv(command[0], command)  # noqa: S606 - our own command


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
