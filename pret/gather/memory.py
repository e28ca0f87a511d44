"""The memory of large pictures, given back to the machine as soon as it is free."""

from __future__ import annotations

import ctypes
import functools
import sys

#: mallopt(3): the parameter, and the size from which a block is mapped apart.
_M_MMAP_THRESHOLD = -3
_LARGE_BYTES = 1 << 20


@functools.cache
def give_large_blocks_back() -> None:
    """Have each block of a mebibyte or more returned to the system when it is freed.

    glibc raises that size to the largest block freed so far, up to 32 MiB: the pictures that follow
    then lie among small things that stay, and a hundred megabytes remain taken after the last one.
    Other C libraries are left as they are.
    """
    if sys.platform != "linux":
        return
    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt"):
        library.mallopt(_M_MMAP_THRESHOLD, _LARGE_BYTES)
