"""A file that a person owns: replaced whole, and only as long as it is the one that was read.

What it was before is kept, so that one can go back, and back again.
"""

from __future__ import annotations

from pret.errors import ChangedMeanwhileError
from pret.vault.disk import Tree

_FORMER = "former"


def replace_own(
    own: Tree, path: str, content: bytes, *, seen: bytes | None, state: Tree, programme: str
) -> None:
    """Put content in place of a person's file, and keep what was there.

    own, path: the file. seen: what it held when it was read, None when there was none. state: where
    the former content is kept.
    Raises ChangedMeanwhileError when it holds something else by now: nothing is written; and, as
    `Tree.write`, DiskFullError and StorageError.
    """
    if own.read(path) != seen:
        raise ChangedMeanwhileError(path)
    if seen is not None:
        state.write(f"{_FORMER}/{programme}/{path}", seen)
    if not own.write(path, content, allowed=lambda: own.read(path) == seen):
        raise ChangedMeanwhileError(path)


def go_back(own: Tree, path: str, *, state: Tree, programme: str) -> bool:
    """Exchange a person's file with what it was before; False when nothing was kept.

    Once more, and it is as it was. Raises as `replace_own`.
    """
    former = state.read(f"{_FORMER}/{programme}/{path}")
    if former is None:
        return False
    replace_own(own, path, former, seen=own.read(path), state=state, programme=programme)
    return True
