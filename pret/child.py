"""Outside tools run as killable children, with a limit on time.

Their memory is theirs to limit: pandoc takes +RTS -M, the PDF worker limits itself.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

from pret.failures import ToolFailedError, ToolLimitError


def run_limited(
    tool: str,
    argv: Sequence[str],
    given: bytes,
    *,
    timeout_s: float,
    folder: Path | None = None,
    environ: dict[str, str] | None = None,
) -> bytes:
    """Run a command on the given standard input and return its standard output.

    tool: its name in messages. timeout_s: after which its whole process group is killed.
    environ: added to a minimal environment, which holds neither the user's settings nor proxies.
    Raises ToolLimitError past a limit, ToolFailedError when it exits with another code than 0.
    """

    process = subprocess.Popen(
        list(argv),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env={"PATH": os.defpath, "LANG": "C.UTF-8"} | (environ or {}),
        start_new_session=True,
    )
    try:
        made, said = process.communicate(given, timeout=timeout_s)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise ToolLimitError(tool, f"plus de {timeout_s:g} secondes de calcul") from None
    if process.returncode == 251:  # GHC's runtime: heap exhausted
        raise ToolLimitError(tool, "mémoire épuisée")
    if process.returncode != 0:
        reason = said.decode("utf-8", "replace").strip()[:500] or f"code {process.returncode}"
        raise ToolFailedError(tool, reason)
    return made
