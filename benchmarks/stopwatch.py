"""How long each outside tool takes inside a run, summed over threads."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from pret.gather import photos
from pret.pandoc import office
from pret.render import typst_process, word


class Stopwatch:
    """Adds up the seconds spent in each part."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {"pandoc": 0.0, "typst": 0.0, "photos": 0.0}
        self._guard = threading.Lock()

    @contextmanager
    def over_parts(self) -> Iterator[None]:
        """Time pandoc, typst and the photos while the block runs."""
        with ExitStack() as stack:
            stack.enter_context(self._over(word, "tree_to_docx", "pandoc"))
            stack.enter_context(self._over(office, "run_pandoc", "pandoc"))
            stack.enter_context(self._over(typst_process.TypstProcess, "ask", "typst"))
            stack.enter_context(self._over(photos, "encode", "photos"))
            yield

    @contextmanager
    def _over(self, owner: Any, name: str, part: str) -> Iterator[None]:
        real: Callable[..., Any] = getattr(owner, name)

        def watched(*arguments: Any, **named: Any) -> Any:
            start = time.perf_counter()
            try:
                return real(*arguments, **named)
            finally:
                with self._guard:
                    self.seconds[part] += time.perf_counter() - start

        setattr(owner, name, watched)
        try:
            yield
        finally:
            setattr(owner, name, real)
