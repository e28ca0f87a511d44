"""The worker process of the PDF writer: compiles one job folder after another until its input ends.

Run by its path, so that it imports typst and nothing of Prêt. One JSON line in, one JSON line out.
A job folder holds document.typ and what it reads; the PDF is left there as document.pdf, or its
first page as page.png.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any, TextIO


def compile_job(compiler: Any, job: dict[str, Any]) -> dict[str, Any]:
    """Compile one job and return its answer.

    job: `folder` (absolute path), `cpu_s` (seconds of calculation at most), and `timestamp`
    (seconds since 1970) for a PDF or `ppi` for a PNG.
    Answer: `pages` (the page of each heading of a PDF) and `warnings`, or `error` with typst's
    `message` and `diagnostic` (every fault at once).
    """
    import typst

    folder = Path(job["folder"])
    try:
        if "ppi" in job:
            drawn = compiler.compile(format="png", ppi=job["ppi"])
            (folder / "page.png").write_bytes(drawn if isinstance(drawn, bytes) else drawn[0])
            return {"pages": [], "warnings": []}
        content, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=job["timestamp"]
        )
        pages = json.loads(compiler.query("<heading-pages>", field="value", one=True))
        (folder / "document.pdf").write_bytes(content)
    except typst.TypstError as refusal:
        return {"error": {"message": refusal.message, "diagnostic": refusal.diagnostic}}
    except MemoryError:
        return {"error": {"message": "out of memory", "diagnostic": ""}}
    except OSError as fault:
        return {"error": {"message": str(fault), "diagnostic": ""}}
    return {"pages": pages, "warnings": [warning.message for warning in warnings]}


def answer_apart(fonts: Any, job: dict[str, Any], answers: TextIO) -> int:
    """Compile one job in a copy of this process and write its answer; return how the copy ended.

    typst keeps what it has laid out and looks through all of it after each document: a copy starts
    with nothing kept, and gives its memory back. Return: its exit code, or minus the signal that
    ended it.
    """
    import typst

    copy = os.fork()
    if copy:
        return os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])
    # One left behind in a loop must end by itself.
    resource.setrlimit(resource.RLIMIT_CPU, (job["cpu_s"], resource.RLIM_INFINITY))
    folder = Path(job["folder"])
    compiler = typst.Compiler(
        str(folder / "document.typ"),
        root=str(folder),
        font_paths=fonts,
        ignore_system_fonts=True,
    )
    print(json.dumps(compile_job(compiler, job)), file=answers, flush=True)
    os._exit(0)  # at once: nothing of it is worth taking apart


def serve(fonts_folder: str, memory_bytes: int) -> None:
    """Answer jobs read from the standard input, each under a limit of address space.

    A copy that ends without an answer ends this process in the same way.
    """
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # nothing else may write between the answers
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import typst

    fonts = typst.Fonts(include_system_fonts=False, font_paths=[fonts_folder])
    for line in sys.stdin:
        code = answer_apart(fonts, json.loads(line), answers)
        if code < 0:
            signal.signal(-code, signal.SIG_DFL)
            os.kill(os.getpid(), -code)
        if code:
            sys.exit(code)


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
