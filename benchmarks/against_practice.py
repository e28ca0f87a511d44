"""Prêt beside the other ways to the same documents: same texts, same photos, one run.

`make bench-practice` prints seconds, ratios and peak memory. Each case is a process of its own; its
memory is the sum over its children of what each has of its own, looked at ten times a second.

- cold: from the photos as the team left them, nothing known. scaled: photos at printed size already
  (for Prêt: prepared in its store; for the others: given so).
- Word and PDF are made in every case; « all formats » is what `pret run` makes and publishes.
- re-render: one word changed, in a session that stays open, as `pret preview --watch` does.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.corpus import write_corpus
from benchmarks.whole_programme import (
    PROGRAMME,
    ROOT,
    WORD_AND_PDF,
    forget_documents,
    make_everything,
    settings_in,
    word_and_pdf,
)
from pret.domain.documents import OutputFormat
from pret.service.making import render_now
from pret.service.session import Session
from pret.settings import Settings

OTHERS = Path(os.environ.get("BENCH_PYTHON", ROOT / ".venv-bench" / "bin" / "python"))
ROUNDS = 5
MEGA = 1_000_000
#: Two looks at one memory, some milliseconds apart, differ by less than this part.
_SAME = 0.05


@dataclass(frozen=True, slots=True)
class Measure:
    """What a process took. peak_bytes: of it and its children together."""

    seconds: float
    peak_bytes: int


def main() -> None:
    """Run every case and print the table."""
    with tempfile.TemporaryDirectory(prefix="pret-bench-") as home:
        place = Path(home)
        count = prepare(place)
        cases = dict(run_cases(place))
        show(count, cases)
        show_re_renders(place)


def prepare(place: Path) -> int:
    """Write both corpora, and a store in which all photos are prepared; return the count."""
    with Session(settings_in(place / "prepared"), PROGRAMME) as session:
        write_corpus(session, place / "originals", scaled=False)
        return write_corpus(session, place / "scaled", scaled=True)


def run_cases(place: Path) -> Iterator[tuple[str, Measure]]:
    """Yield each case's name and what it took."""
    ours = [sys.executable, "-m", "benchmarks.against_practice"]
    yield "Prêt, Word and PDF, cold", measured([*ours, "word-and-pdf", str(place / "cold")])
    shutil.copytree(place / "prepared", place / "warm")
    yield "Prêt, Word and PDF, photos known", measured([*ours, "word-and-pdf", str(place / "warm")])
    yield "Prêt, all formats, cold", measured([*ours, "all-formats", str(place / "all")])
    yield "Prêt, all formats, photos known", measured([*ours, "again", str(place / "all")])
    for way in ("docxtpl", "pandoc", "weasyprint"):
        for corpus in ("originals", "scaled"):
            words = [way, str(place / corpus), str(place / f"{way}-{corpus}")]
            yield (
                f"{way}, {corpus}",
                measured([str(OTHERS), str(ROOT / "benchmarks" / "practice.py"), *words]),
            )


def measured(command: Sequence[str]) -> Measure:
    """Run a command and return what it took; its failure is ours."""
    start = time.perf_counter()
    running = subprocess.Popen(command, cwd=ROOT)
    peak = [0]
    done = threading.Event()

    def look() -> None:
        while not done.wait(0.1):
            peak[0] = max(peak[0], family_bytes(running.pid))

    watcher = threading.Thread(target=look)
    watcher.start()
    code = running.wait()
    seconds = time.perf_counter() - start
    done.set()
    watcher.join()
    if code:
        raise SystemExit(f"{' '.join(command)} ended with {code}")
    return Measure(seconds, peak[0])


def family_bytes(pid: int, parent_bytes: int = 0) -> int:
    """Return the proportional memory of a process and of all its children, in bytes.

    parent_bytes: of the process that started it. A child that is being started runs for some
    milliseconds in its parent's own memory (vfork(2)), which must not count twice.
    """
    own = total = 0
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8").splitlines():
            if line.startswith("Pss:"):
                own = int(line.split()[1]) * 1024
        total = 0 if abs(own - parent_bytes) < _SAME * parent_bytes else own
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in map(int, (task / "children").read_text().split()):
                total += family_bytes(child, own)
    except (OSError, ValueError):
        return total  # it ended while we looked
    return total


def show(count: int, cases: dict[str, Measure]) -> None:
    """Print seconds, memory and the ratios asked for."""
    print(f"{count} documents, Word and PDF, seconds of this run")
    for name, case in cases.items():
        print(f"  {name:<36}{case.seconds:>8.1f} s{case.peak_bytes / MEGA:>8.0f} MB")
    cold, known = cases["Prêt, Word and PDF, cold"], cases["Prêt, Word and PDF, photos known"]
    for name, other, ours, goal in (
        ("practice / Prêt, cold", "docxtpl, originals", cold, "7 at least"),
        ("practice scaled / Prêt, photos known", "docxtpl, scaled", known, "4 at least"),
        ("practice scaled / Prêt, cold", "docxtpl, scaled", cold, ""),
        ("plain pandoc and typst / Prêt, cold", "pandoc, originals", cold, ""),
        ("plain, scaled / Prêt, photos known", "pandoc, scaled", known, ""),
        ("WeasyPrint / Prêt, cold", "weasyprint, originals", cold, ""),
        ("WeasyPrint, scaled / Prêt, photos known", "weasyprint, scaled", known, ""),
    ):
        ratio = cases[other].seconds / ours.seconds
        print(f"  {name:<42}{ratio:>6.1f}{f'  (goal: {goal})' if goal else ''}")
    peak = max(case.peak_bytes for name, case in cases.items() if name.startswith("Prêt"))
    print(f"  peak memory of Prêt: {peak / MEGA:.0f} MB (goal: under 600 MB)")


def show_re_renders(place: Path) -> None:
    """Print how long a document takes after one word has changed."""
    inputs = place / "inputs"
    shutil.copytree(ROOT / "inputs", inputs)
    settings = replace(settings_in(place / "prepared"), inputs=inputs)
    facts = inputs / PROGRAMME / "03-lab-day-1" / "milestone.yaml"
    for code, formats, goal in (
        ("lab-day-1/minutes", WORD_AND_PDF, "minutes, Word and PDF, warm: under 0.4 s"),
        ("lab-day-1/minutes", (OutputFormat.PDF,), "minutes, one word changed: under 0.5 s"),
        ("booklet", (OutputFormat.PDF,), "booklet, one word changed: under 1.5 s"),
    ):
        with Session(settings, PROGRAMME) as session, edited(facts) as change:
            render_now(session, session.reference(code), formats)
            took = []
            for number in range(ROUNDS):
                change(number)
                start = time.perf_counter()
                session.reread()
                render_now(session, session.reference(code), formats)
                took.append(time.perf_counter() - start)
        print(f"  {min(took):.2f} to {max(took):.2f} s  {goal}")


@contextmanager
def edited(file: Path) -> Iterator[Callable[[int], None]]:
    """Give what changes one word of a file, differently each time; put it back afterwards."""
    before = file.read_text("utf-8")
    word = "Vingt-quatre personnes"
    if word not in before:
        raise SystemExit(f"{file} does not say « {word} »")

    def change(number: int) -> None:
        file.write_text(before.replace(word, f"{word} {number}"), "utf-8")

    try:
        yield change
    finally:
        file.write_text(before, "utf-8")


def again(settings: Settings) -> None:
    """Make everything once more, with photos and notes known."""
    forget_documents(settings)
    make_everything(settings)


CASES: dict[str, Callable[[Settings], object]] = {
    "word-and-pdf": word_and_pdf,
    "all-formats": make_everything,
    "again": again,
}

if __name__ == "__main__":
    if len(sys.argv) > 1:
        CASES[sys.argv[1]](settings_in(Path(sys.argv[2])))
    else:
        main()
