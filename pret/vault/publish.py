"""Publishing: what is made goes to the readers' folder, what people edited there is kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from pret.vault.disk import POSIX, RESERVE_BYTES, Effects, Tree
from pret.vault.names import check_together

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pret.vault.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Published:
    """What became of each file, in the order given.

    kept: edited by hand since it was issued, or never issued by us; left as it is.
    """

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    kept: tuple[str, ...]


class _Verdict(Enum):
    WRITE = auto()
    UNCHANGED = auto()
    KEEP = auto()


def publish(
    outputs: Path,
    files: Mapping[str, bytes],
    ledger: Ledger,
    *,
    effects: Effects = POSIX,
    reserve_bytes: int = RESERVE_BYTES,
) -> Published:
    """Write the files that differ, in the order given: put last the one that names the others.

    files: posix path relative to outputs -> content; the ledger knows files by these paths.
    Each file is whole or absent; one that is identical is not touched; one that was edited by
    hand is never overwritten. An unsafe name is refused before anything is written.
    Raises DiskFullError or StorageError; the same call again then completes the set.
    """
    check_together(files)
    tree = Tree(outputs, effects)
    verdicts = {path: _verdict(tree, path, content, ledger) for path, content in files.items()}
    wanted = [path for path, verdict in verdicts.items() if verdict is _Verdict.WRITE]
    if wanted:
        tree.require_room(sum(len(files[path]) for path in wanted), reserve_bytes)
    # Issued before written: a run killed in between must not take its own file for an edited one.
    ledger.issue(
        {path: _hash(files[path]) for path in files if verdicts[path] is not _Verdict.KEEP}
    )
    for path in wanted:
        verdicts[path] = _replace(tree, path, files[path], ledger)
    for folder in _folders(files):
        tree.settle(folder)
    return Published(
        *(
            tuple(path for path in files if verdicts[path] is verdict)
            for verdict in (_Verdict.WRITE, _Verdict.UNCHANGED, _Verdict.KEEP)
        )
    )


def retire(
    outputs: Path, paths: Iterable[str], ledger: Ledger, *, effects: Effects = POSIX
) -> tuple[str, ...]:
    """Remove files that are owed no more; return those kept because they were edited by hand.

    Only what was issued at its path is removed: its content stays in the objects.
    """
    tree = Tree(outputs, effects)
    kept = []
    for path in paths:
        there = tree.read(path)
        if there is None:
            continue
        if _is_edited(there, path, ledger):
            kept.append(path)
        else:
            tree.remove(path)
    return tuple(kept)


def edited(outputs: Path, paths: Iterable[str], ledger: Ledger) -> tuple[str, ...]:
    """Return those of the files whose content was never issued at their path: edited by hand."""
    tree = Tree(outputs)
    return tuple(path for path in paths if _is_edited(tree.read(path), path, ledger))


def _replace(tree: Tree, path: str, content: bytes, ledger: Ledger) -> _Verdict:
    """Write one file unless somebody saved it in the meantime."""
    verdict = _Verdict.WRITE

    def still() -> bool:
        nonlocal verdict
        verdict = _verdict(tree, path, content, ledger)
        return verdict is _Verdict.WRITE

    tree.write(path, content, still)
    return verdict


def _verdict(tree: Tree, path: str, content: bytes, ledger: Ledger) -> _Verdict:
    there = tree.read(path)
    if there == content:
        return _Verdict.UNCHANGED
    return _Verdict.KEEP if _is_edited(there, path, ledger) else _Verdict.WRITE


def _is_edited(there: bytes | None, path: str, ledger: Ledger) -> bool:
    """Tell whether somebody's work is there; an empty file, left by a failed copy, holds none."""
    if not there:
        return False
    return _hash(there) not in ledger.issued_hashes(path)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _folders(paths: Iterable[str]) -> tuple[str, ...]:
    """Return every folder above the files, the deepest last; "" is the root."""
    parts = (path.split("/")[:-1] for path in paths)
    return tuple(
        sorted({"/".join(above[:depth]) for above in parts for depth in range(len(above) + 1)})
    )
