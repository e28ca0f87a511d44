"""Contents kept under their own hash: written once, verified each time."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from pret.failures import StorageError
from pret.vault.disk import POSIX, Effects, Tree

if TYPE_CHECKING:
    from pathlib import Path

_KEY = re.compile(r"[0-9a-f]{64}")
_AGAIN = "Relancez : il sera refait ; sinon, reprenez-le d’une sauvegarde."


class Objects:
    """A store of contents: folder/aa/<SHA-256>, where aa is the hash's beginning."""

    def __init__(self, folder: Path, effects: Effects = POSIX) -> None:
        self._tree = Tree(folder, effects, private=True)

    def put(self, content: bytes) -> str:
        """Keep this content and return its key, its SHA-256 in hexadecimal.

        A content that is already there is compared; a damaged one is replaced.
        """
        key = hashlib.sha256(content).hexdigest()
        if self._tree.read(_path(key)) == content:
            self._tree.settle(key[:2])  # its writer may have been killed just after the rename
        else:
            self._tree.write(_path(key), content)
        return key

    def get(self, key: str) -> bytes:
        """Return the content. Raises StorageError when it is absent or damaged."""
        content = self._tree.read(_path(key)) if _KEY.fullmatch(key) else None
        if content is None:
            raise StorageError(key, "cet objet n’est pas dans le coffre", _AGAIN)
        if hashlib.sha256(content).hexdigest() != key:
            raise StorageError(
                str(self._tree.root / _path(key)),
                "contenu abîmé",
                _AGAIN,
            )
        return content

    def has(self, key: str) -> bool:
        """Tell whether the object is there; only `get` tells whether it is sound."""
        return bool(_KEY.fullmatch(key)) and self._tree.has(_path(key))


def _path(key: str) -> str:
    return f"{key[:2]}/{key}"
