"""One heap for all threads, so that what one has freed serves the next."""

from __future__ import annotations

import ctypes
import functools
import sys

#: mallopt(3): the parameter that limits how many heaps there are.
_M_ARENA_MAX = -8


@functools.cache
def share_one_heap() -> None:
    """Have the threads started from now on take memory from the main thread's heap.

    glibc gives each a heap of its own, which keeps what the pictures took there: a hundred
    megabytes once a programme is made. Other C libraries are left as they are.
    """
    if sys.platform != "linux":
        return
    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt"):
        library.mallopt(_M_ARENA_MAX, 1)
