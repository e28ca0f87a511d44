"""The worker process of the PDF writer: compiles one job folder after another until its input ends.

Run by its path, so that it imports typst and nothing of Prêt. One JSON line in, one JSON line out.
A job folder holds document.typ and what it reads; the PDF is left there as document.pdf, or its
first page as page.png.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any


def compile_job(compiler: Any, job: dict[str, Any]) -> dict[str, Any]:
    """Compile one job and return its answer.

    job: `folder` (absolute path), `cpu_s` (see limit_cpu), and `timestamp` (seconds since 1970)
    for a PDF or `ppi` for a PNG.
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


def limit_cpu(cpu_s: int) -> None:
    """Let this process use cpu_s more seconds: one left behind in a loop must end by itself."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used_s = int(usage.ru_utime + usage.ru_stime)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used_s + cpu_s, hard))


def peak_bytes() -> int:
    """Return the most memory that this process has held.

    From /proc, since getrusage's figure starts at what the parent held when it forked.
    """
    for line in Path("/proc/self/status").read_text("utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def serve(fonts_folder: str, memory_bytes: int) -> None:
    """Answer jobs read from the standard input, under a limit of address space."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # nothing else may write between the answers
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import typst

    fonts = typst.Fonts(include_system_fonts=False, font_paths=[fonts_folder])
    for line in sys.stdin:
        job = json.loads(line)
        limit_cpu(job["cpu_s"])
        folder = Path(job["folder"])
        compiler = typst.Compiler(
            str(folder / "document.typ"),
            root=str(folder),
            font_paths=fonts,
            ignore_system_fonts=True,
        )
        answer = compile_job(compiler, job)
        answer["peak_bytes"] = peak_bytes()
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
