"""One run at a time on a programme."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from pret.failures import StorageError
from pret.vault.disk import Tree
from pret.vault.names import safe_parts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def programme_lock(state: Path, programme: str) -> Iterator[None]:
    """Hold the programme for the time of a run.

    state: folder that is not synchronised. programme: its code, one name.
    Raises BusyError at once when another run holds it.
    """
    if len(safe_parts(programme)) > 1:
        raise StorageError(
            programme, "un code de programme n’a pas de barre oblique", "Renommez-le."
        )
    with Tree(state, private=True).locked(f"locks/{programme}.lock", programme):
        yield
