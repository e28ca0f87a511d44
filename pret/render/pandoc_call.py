"""What the Word writer asks of pandoc."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime, time
from pathlib import Path

from pret.pandoc import run_pandoc


def default_reference() -> bytes:
    """Return the reference file that pandoc carries."""
    return run_pandoc(("--print-default-data-file", "reference.docx"), b"")


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
        return run_pandoc(options, tree, epoch=int(stamp.timestamp()))
