from __future__ import annotations

import ctypes
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(
    not hasattr(ctypes.CDLL(None), "mallopt"), reason="glibc's mallopt is missing"
)

#: Eight threads, one after another, take and free the same 40 MB; each keeps a small thing.
_ONE_AFTER_ANOTHER = """
import resource, threading
from pathlib import Path
from pret.service.memory import share_one_heap

def taken_bytes():
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()

def work(turn, done):
    turn.wait()
    taken = [bytearray(50_000) for _ in range(800)]
    kept.append(bytearray(50_000))
    taken.clear()
    done.set()
    over.wait()

{call}
before, kept, over = taken_bytes(), [], threading.Event()
turns = [(threading.Event(), threading.Event()) for _ in range(8)]
threads = [threading.Thread(target=work, args=turn) for turn in turns]
for thread in threads:
    thread.start()
for turn, done in turns:
    turn.set()
    done.wait()
print(taken_bytes() - before)
over.set()
"""


def _left_bytes(call: str) -> int:
    program = _ONE_AFTER_ANOTHER.format(call=call)
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    return int(ran.stdout)


def test_what_a_thread_has_freed_serves_the_next() -> None:
    assert _left_bytes("") > 200_000_000
    assert _left_bytes("share_one_heap()") < 60_000_000
