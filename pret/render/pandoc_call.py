"""Calls of the bundled pandoc: always sandboxed, with a limit on time and on memory."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from importlib.util import find_spec
from pathlib import Path

from pret.child import run_limited
from pret.errors import ToolFailedError

_TIMEOUT_S = 60.0
# pandoc limits its own heap; past it, it stops with the code that run_limited knows.
_LIMITS = ("+RTS", "-M512M", "-RTS", "--sandbox")


def default_reference() -> bytes:
    """Return the reference file that pandoc carries."""
    argv = (_binary(), "--print-default-data-file", "reference.docx")
    return run_limited("pandoc", argv, b"", timeout_s=_TIMEOUT_S)


def tree_to_docx(tree: bytes, reference: bytes, day: date) -> bytes:
    """Write a pandoc JSON tree as docx.

    day: stamped on the file, as noon in universal time, so that the same tree gives the same bytes.
    Raises ToolLimitError past a minute or 512 MB, ToolFailedError on any other refusal.
    """
    stamp = datetime.combine(day, time(12), UTC)
    with tempfile.TemporaryDirectory(prefix="pret-") as folder:
        model = Path(folder) / "reference.docx"
        model.write_bytes(reference)
        options = ("-f", "json", "-t", "docx", f"--reference-doc={model}", "-o", "-")
        return run_limited(
            "pandoc",
            (_binary(), *_LIMITS, *options),
            tree,
            timeout_s=_TIMEOUT_S,
            environ={"SOURCE_DATE_EPOCH": str(int(stamp.timestamp()))},
        )


@functools.cache
def _binary() -> str:
    # Looking for the file costs less than importing pypandoc, which starts pandoc to find it.
    found: Sequence[str] = ()
    spec = find_spec("pypandoc")
    if spec is not None and spec.submodule_search_locations:
        found = [
            str(binary)
            for folder in spec.submodule_search_locations
            if (binary := Path(folder) / "files" / "pandoc").is_file()
        ]
    if not found:
        raise ToolFailedError("pandoc", "le programme n'est pas installé dans l'environnement.")
    return found[0]
