"""The worker process of the PDF writer, seen from ours: started late, killable, replaceable."""

from __future__ import annotations

import json
import math
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pret.failures import ToolFailedError, ToolLimitError

if TYPE_CHECKING:
    from collections.abc import Mapping

TOOL = "typst"
_WORKER = Path(__file__).with_name("typst_worker.py")


class TypstProcess:
    """One worker process at a time, which compiles job folders.

    Started by the first job; replaced after a failure.
    """

    def __init__(self, home: Path, fonts: Path, *, timeout_s: float, memory_bytes: int) -> None:
        """Take a folder of our own for the worker's messages, and the folder of the fonts.

        timeout_s: for one job, the worker's start included. memory_bytes: its address space.
        """
        self._said, self._fonts = home / "stderr", fonts
        self._timeout_s, self._memory_bytes = timeout_s, memory_bytes
        self._worker: subprocess.Popen[bytes] | None = None

    def ask(self, job: Mapping[str, Any]) -> dict[str, Any]:
        """Give a job to the worker and return its answer; a worker that failed is not kept.

        Raises ToolLimitError past a limit, ToolFailedError when the worker ends otherwise.
        """
        worker = self._started()
        cpu_s = (
            math.ceil(self._timeout_s * (os.cpu_count() or 1)) + 1
        )  # more than the deadline allows
        question = json.dumps(dict(job) | {"cpu_s": cpu_s}).encode() + b"\n"
        try:
            return dict(json.loads(self._exchange(worker, question)))
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Kill the worker, if there is one, and the copy of it that is at a job."""
        worker, self._worker = self._worker, None
        if worker is not None:
            if worker.poll() is None:
                os.killpg(worker.pid, signal.SIGKILL)
            worker.communicate()

    def _started(self) -> subprocess.Popen[bytes]:
        """Return the worker, started if need be."""
        if self._worker is None:
            with self._said.open("wb") as said:
                self._worker = subprocess.Popen(
                    [sys.executable, "-I", _WORKER, self._fonts, str(self._memory_bytes)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=said,
                    bufsize=0,
                    # A proxy that nothing answers: typst must not fetch packages.
                    env={"LANG": "C.UTF-8", "HTTPS_PROXY": "http://127.0.0.1:9"},
                    start_new_session=True,
                )
        return self._worker

    def _exchange(self, worker: subprocess.Popen[bytes], question: bytes) -> bytes:
        """Write one line to the worker and return the line that it answers."""
        if worker.stdin is None or worker.stdout is None:
            raise ValueError("the worker has no pipes")
        deadline = time.monotonic() + self._timeout_s
        answer = b""
        try:
            worker.stdin.write(question)
        except BrokenPipeError:
            raise self._death(worker.wait()) from None
        while not answer.endswith(b"\n"):
            left_s = max(0.0, deadline - time.monotonic())
            if not select.select([worker.stdout], [], [], left_s)[0]:
                raise ToolLimitError(TOOL, f"plus de {self._timeout_s:g} secondes de calcul")
            part = worker.stdout.read(1 << 16)
            if not part:
                raise self._death(worker.wait())
            answer += part
        return answer

    def _death(self, code: int) -> ToolFailedError | ToolLimitError:
        """Return the error for a worker that ended in the middle of a job."""
        if code == -signal.SIGXCPU:
            return ToolLimitError(TOOL, f"plus de {self._timeout_s:g} secondes de calcul")
        said = self._said.read_text("utf-8", "replace")
        if "memory allocation" in said or "MemoryError" in said:
            return ToolLimitError(TOOL, "mémoire épuisée")
        if "overflowed its stack" in said:
            return ToolLimitError(TOOL, "texte imbriqué trop profondément")
        return ToolFailedError(TOOL, f"arrêt brutal (code {code}). {said[-300:].strip()}".strip())
