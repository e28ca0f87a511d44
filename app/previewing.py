"""`pret preview`: one document made for the eye, and again each time that something is saved."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from rich.console import Console

from app import screens
from pret.domain.documents import OutputFormat
from pret.problems import PretError
from pret.service.making import render_now
from pret.service.preview import write_preview
from pret.service.session import Session
from pret.settings import Settings

#: What people save at once (an editor writes, renames, touches) is one change.
_ONE_SAVE_MS, _LOOK_EVERY_MS = 150, 50

Changes = Iterable[Iterable[Path]]


class Preview:
    """One document, its formats and where its files go."""

    def __init__(
        self,
        settings: Settings,
        programme: str,
        document: str,
        formats: tuple[OutputFormat, ...],
        folder: Path | None,
        out: Console,
    ) -> None:
        # What has just been saved is what one wants to see: no file is held back as being written.
        self._settings = replace(settings, quiet_s=0.0)
        self._programme, self._document = programme, document
        self._formats, self._folder, self._out = formats, folder, out

    def show(self, session: Session) -> None:
        """Make the document once and show what there is to see."""
        reference = session.reference(self._document)
        content, made = render_now(session, reference, self._formats)
        files = write_preview(session.settings, session.code, self._folder, reference.stem, content)
        gathered = session.gathered(reference.milestone)
        screens.show_built(self._out, made, files, gathered, session.command)

    def once(self) -> None:
        """Make the document once. Raises PretError."""
        with self._session() as session:
            self.show(session)

    def follow(self, changes: Changes) -> None:
        """Make the document after each change; a mistake is told, and mended by the next one.

        changes: the files of each save; none when the watch begins.
        """
        session = self._session()
        try:
            for changed in changes:
                if any(self._changes_the_look(path) for path in changed):
                    session.__exit__(None, None, None)
                    session = self._session()
                session.reread()
                self._tried(session)
        finally:
            session.__exit__(None, None, None)

    def _session(self) -> Session:
        return Session(self._settings, self._programme)

    def _changes_the_look(self, path: Path) -> bool:
        templates = self._settings.templates
        wording = path.is_relative_to(templates / "documents")
        return path.name == "programme.yaml" or (path.is_relative_to(templates) and not wording)

    def _tried(self, session: Session) -> None:
        start = time.perf_counter()
        try:
            self.show(session)
        except PretError as error:
            screens.show_error(self._out, error)
        took_s = f"{time.perf_counter() - start:.1f}".replace(".", ",")
        now = datetime.now().astimezone()
        self._out.print(
            f"[dim]{now:%H:%M:%S}, en {took_s} s. J’attends le prochain enregistrement ; "
            "Ctrl-C pour arrêter.[/dim]"
        )


def saved(folders: Iterable[Path]) -> Iterator[list[Path]]:
    """Yield no file once the folders are watched, then the files of each save, until Ctrl-C."""
    from watchfiles import watch  # late: only a watched preview needs it

    logging.getLogger("watchfiles").setLevel(logging.ERROR)  # it tells of Ctrl-C in English
    begun = False
    for changes in watch(
        *folders,
        debounce=_ONE_SAVE_MS,
        step=_LOOK_EVERY_MS,
        rust_timeout=_ONE_SAVE_MS,
        yield_on_timeout=True,
        raise_interrupt=False,
    ):
        if changes or not begun:
            begun = True
            yield sorted(Path(path) for _, path in changes)
