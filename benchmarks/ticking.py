"""The tick over a thousand programmes on a real Prefect server: all booked, then nothing to do.

`python -m benchmarks.ticking [PROGRAMMES]` prints seconds of one run.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from app import prefect_host
from pret.settings import Settings

ROOT = Path(__file__).parent.parent
#: The sample starts in January 2027.
NOW = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
ROUNDS = 5


def main() -> None:
    """Copy the sample's own files as many programmes, then tick."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory(prefix="pret-bench-") as home:
        os.environ.setdefault("PREFECT_HOME", f"{home}/prefect")
        settings = Settings.from_environ(
            {f"PRET_{name}": f"{home}/{name.lower()}" for name in ("INPUTS", "OUTPUTS", "STATE")}
            | {"PRET_QUIET_S": "0"},
            ROOT,
        )
        copy_programmes(settings.inputs, count)
        with prefect_host.server(settings.state, print):
            measure(settings, count)


def copy_programmes(inputs: Path, count: int) -> None:
    """Write as many programmes as asked for, each with the sample's dates."""
    sample = ROOT / "inputs" / "lycees"
    for rank in range(count):
        code = f"p{rank}"
        folder = inputs / code
        folder.mkdir(parents=True)
        shutil.copy(sample / "calendar.yaml", folder)
        text = (sample / "programme.yaml").read_text("utf-8")
        (folder / "programme.yaml").write_text(text.replace("code: lycees", f"code: {code}", 1))


def measure(settings: Settings, count: int) -> None:
    """Print what the first tick and the following ones take."""
    from flows.tick import reconcile

    start = time.perf_counter()
    booked = len(reconcile(settings, NOW).mended)
    print(f"{count} programmes, first tick: {booked} runs booked in {_since(start):.1f} s")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        done = reconcile(settings, NOW)
        print(f"  nothing to do: {_since(start):.2f} s ({len(done.mended)} mended)")


def _since(start: float) -> float:
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
