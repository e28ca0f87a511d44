"""The whole sample programme, timed: cold, photos warm, unchanged; and what each part takes.

`python -m benchmarks.whole_programme` prints seconds and ratios of one run on this machine.

- Word and PDF: no state at all, and these two formats only, not published: what bare compares with.
- cold: no state at all; photos are decoded, notes read, every document rendered in all its formats.
- warm: photos and notes are known, every document is rendered again.
- unchanged: nothing is to be made; only told so.
- bare: the same pandoc and typst calls alone, one after another, with nothing around them.
- with Prefect: `pret run --all` from a command line, empty state, database made at setup.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import typst

from benchmarks.stopwatch import Stopwatch
from pret.domain.documents import SHAPES, OutputFormat
from pret.domain.milestones import phases
from pret.domain.references import DocumentReference
from pret.render import fonts, typst_process, word
from pret.service import making
from pret.service.session import Session
from pret.settings import Settings

ROOT = Path(__file__).parent.parent
PROGRAMME = "lycees"
WORD_AND_PDF = (OutputFormat.WORD, OutputFormat.PDF)


def main() -> None:
    """Run every case and print the table."""
    with tempfile.TemporaryDirectory(prefix="pret-bench-") as home:
        calls = Calls(Path(home) / "jobs")
        with calls.recorded():
            word_and_pdf(settings_in(Path(home) / "recorded"))
        bare = calls.bare()
        two = timed(settings_in(Path(home) / "two"), word_and_pdf)
        settings = settings_in(Path(home))
        cold = timed(settings, make_everything)
        forget_documents(settings)
        warm = timed(settings, make_everything)
        unchanged = timed(settings, make_everything)
        with_prefect = prefect_case(Path(home))
    cases = {"Word and PDF": two, "cold": cold, "warm": warm, "unchanged": unchanged}
    show(cases, bare, with_prefect)


def settings_in(home: Path) -> Settings:
    """Return settings whose state and outputs are under a folder."""
    return Settings.from_environ(
        {"PRET_STATE": f"{home}/state", "PRET_OUTPUTS": f"{home}/outputs", "PRET_QUIET_S": "0"},
        ROOT,
    )


def timed(settings: Settings, make: Callable[[Settings], int]) -> Mapping[str, float]:
    """Make the documents of the sample without Prefect; return seconds by part."""
    watch = Stopwatch()
    with watch.over_parts():
        start = time.perf_counter()
        made = make(settings)
        watch.seconds["total"] = time.perf_counter() - start
    return dict(watch.seconds) | {"documents": float(made)}


def make_everything(settings: Settings) -> int:
    """Make and publish every phase of every milestone; return how many documents were made."""
    count = 0
    with Session(settings, PROGRAMME) as session:
        for milestone, following in itertools.zip_longest(
            session.milestones, session.milestones[1:]
        ):
            if following is not None:
                session.gather_ahead(following)  # as the command line does
            for phase in phases(milestone.kind):
                read = making.material(session, milestone, phase)
                if read.current:
                    continue
                # As a flow does: several at once, in the session's own threads.
                made = tuple(session.pool.map(partial(making.make, session), read.documents))
                making.issue(session, milestone, phase, read, made)
                count += len(made)
    return count


def word_and_pdf(settings: Settings) -> int:
    """Gather, compose and render every document in Word and PDF, several at once; count them."""
    count = 0
    with Session(settings, PROGRAMME) as session:

        def make(reference: DocumentReference) -> None:
            formats = tuple(each for each in WORD_AND_PDF if each in SHAPES[reference.kind].formats)
            content, _ = making.render_now(session, reference, formats)
            for output_format, made in content.items():
                path = settings.outputs / f"{reference.code}.{output_format}"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(made)

        for milestone, following in itertools.zip_longest(
            session.milestones, session.milestones[1:]
        ):
            if following is not None:
                session.gather_ahead(following)
            count += len(list(session.pool.map(make, session.references(milestone))))
    return count


def forget_documents(settings: Settings) -> None:
    """Make as if our own code had changed: prepared photos and notes stay, documents do not."""
    with closing(sqlite3.connect(settings.state / "ledger.db")) as ledger:
        ledger.execute("delete from cache where key like 'made:%'")
        ledger.commit()
    shutil.rmtree(settings.outputs)  # the ledger's runs stay: a missing output is made again


class Calls:
    """The bare calls of the outside tools, recorded once, then run again alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pandoc: list[Callable[[], object]] = []
        self.typst: list[tuple[Path, int]] = []
        self.guard = threading.Lock()

    @contextmanager
    def recorded(self) -> Iterator[None]:
        """Keep the arguments of every call made inside."""
        write, ask = word.tree_to_docx, typst_process.TypstProcess.ask

        def writing(*arguments: Any) -> bytes:
            with self.guard:
                self.pandoc.append(lambda: write(*arguments))
            return write(*arguments)

        def asking(process: Any, job: Mapping[str, Any]) -> dict[str, Any]:
            if "timestamp" in job:  # a PDF; drawings made for Word are not what bare compares with
                with self.guard:
                    kept = self.folder / str(len(self.typst))
                    shutil.copytree(job["folder"], kept)
                    self.typst.append((kept, job["timestamp"]))
            return ask(process, job)

        word.tree_to_docx = writing
        typst_process.TypstProcess.ask = asking  # type: ignore[method-assign]
        try:
            yield
        finally:
            word.tree_to_docx = write
            typst_process.TypstProcess.ask = ask  # type: ignore[method-assign]

    def bare(self) -> Mapping[str, float]:
        """Run every call again, one after another; return the seconds of each tool."""
        start = time.perf_counter()
        for call in self.pandoc:
            call()
        after_pandoc = time.perf_counter()
        faces = [str(file) for file in fonts.bundled_fonts()]
        folders = sorted({str(Path(face).parent) for face in faces})
        for job, stamp in self.typst:
            compiler = typst.Compiler(root=str(job), font_paths=folders, ignore_system_fonts=True)
            compiler.compile(
                input=str(job / "document.typ"),
                format="pdf",
                timestamp=stamp,
                pdf_standards=["ua-1", "a-2a"],
            )
        return {"pandoc": after_pandoc - start, "typst": time.perf_counter() - after_pandoc}


def prefect_case(home: Path) -> Mapping[str, float]:
    """Time the command line itself, with Prefect: setup, first run, second run."""
    environ = os.environ | {
        "PRET_STATE": str(home / "p" / "state"),
        "PRET_OUTPUTS": str(home / "p" / "outputs"),
        "PRET_QUIET_S": "0",
    }
    seconds: dict[str, float] = {}
    for name, arguments in (
        ("setup", ["setup"]),
        ("first", ["run", "--all", "-p", PROGRAMME]),
        ("second", ["run", "--all", "-p", PROGRAMME]),
    ):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "app.cli", *arguments],
            env=environ,
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        seconds[name] = time.perf_counter() - start
    return seconds


def show(
    cases: Mapping[str, Mapping[str, float]],
    bare: Mapping[str, float],
    with_prefect: Mapping[str, float],
) -> None:
    """Print what was measured, as seconds and as ratios of this run."""
    whole = bare["pandoc"] + bare["typst"]
    print(f"{'case':<14}{'total s':>9}{'pandoc':>9}{'typst':>9}{'photos':>9}{'ratio':>8}")
    for name, case in cases.items():
        print(
            f"{name:<14}{case['total']:>9.2f}{case['pandoc']:>9.2f}{case['typst']:>9.2f}"
            f"{case['photos']:>9.2f}{case['total'] / whole:>8.2f}"
        )
    print(f"{'bare':<14}{whole:>9.2f}{bare['pandoc']:>9.2f}{bare['typst']:>9.2f}")
    print(f"documents: {cases['cold']['documents']:.0f}; shares are summed over threads")
    print("with Prefect: " + json.dumps({k: round(v, 2) for k, v in with_prefect.items()}))
    print(f"Word and PDF / bare = {cases['Word and PDF']['total'] / whole:.2f} (goal: 1.5 at most)")
    print(f"unchanged = {cases['unchanged']['total']:.2f} s (goal: under 1 s)")


if __name__ == "__main__":
    main()
