"""Calls of pandoc: its own fixed options first, sandboxed, limited in time and memory."""

from __future__ import annotations

import functools
import importlib.metadata
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from pret.child import run_limited
from pret.failures import ToolFailedError

# Haskell reserves address space, so that the heap is limited by its own option, not by the system.
_LIMITS = ("+RTS", "-M512M", "-RTS", "--sandbox")


def run_pandoc(
    arguments: Sequence[str], given: bytes, *, timeout_s: float = 60, epoch: int | None = None
) -> bytes:
    """Run pandoc on the given standard input and return its standard output.

    arguments: written by us, never by a user. epoch: seconds since 1970 stamped on what is made.
    Raises ToolLimitError past a limit, ToolFailedError when pandoc refuses its input.
    """
    environ = {} if epoch is None else {"SOURCE_DATE_EPOCH": str(epoch)}
    argv = (_binary(), *_LIMITS, *arguments)
    return run_limited("pandoc", argv, given, timeout_s=timeout_s, environ=environ)


@functools.cache
def pandoc_version() -> str:
    """Return the version of the wheel that carries pandoc, which changes whenever pandoc does."""
    return importlib.metadata.version("pypandoc_binary")


@functools.cache
def _binary() -> str:
    # Looking for the file costs less than importing pypandoc, which starts pandoc to find it.
    spec = find_spec("pypandoc")
    folders = spec.submodule_search_locations if spec is not None else None
    for folder in folders or ():
        binary = Path(folder) / "files" / "pandoc"
        if binary.is_file():
            return str(binary)
    raise ToolFailedError("pandoc", "il n’est pas installé dans l’environnement (pypandoc_binary).")
