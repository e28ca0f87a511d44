from __future__ import annotations

import ctypes
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(
    not hasattr(ctypes.CDLL(None), "mallopt"), reason="glibc's mallopt is missing"
)

_LARGE_AMONG_SMALL = """
import resource
from pathlib import Path
from pret.gather.memory import give_large_blocks_back

def taken_bytes():
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()

{call}
bytearray(8_000_000)
before = taken_bytes()
large, small = [], []
for _ in range(40):
    large.append(bytearray(4_000_000))
    small.append(bytearray(5_000))
del large
print(taken_bytes() - before)
"""


def _left_bytes(call: str) -> int:
    program = _LARGE_AMONG_SMALL.format(call=call)
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    return int(ran.stdout)


def test_large_blocks_are_given_back_although_small_ones_lie_between_them() -> None:
    assert _left_bytes("") > 100_000_000
    assert _left_bytes("give_large_blocks_back()") < 10_000_000
