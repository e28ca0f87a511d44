"""Derived results kept between runs: prepared photos, read notes, rendered documents."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from types import TracebackType
from typing import Self

from pret.failures import StorageError
from pret.vault.ledger import Ledger
from pret.vault.objects import Objects


class Store:
    """Objects by the key of what they were made from; new keys are written to the ledger at once.

    Safe to use from several threads. Everything in it can be made again.
    """

    def __init__(self, ledger: Ledger, objects: Objects) -> None:
        self._ledger, self._objects = ledger, objects
        self._new: dict[str, str] = {}
        self._guard = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.flush()

    def known(self, key: str) -> str | None:
        """Return the hash of the object made from this key, or None when it must be made."""
        with self._guard:
            found = self._new.get(key)
        found = found or self._ledger.cached(key)
        return found if found is not None and self._objects.has(found) else None

    def get(self, key: str) -> bytes | None:
        """Return what was made from this key, or None when it must be made (again)."""
        found = self.known(key)
        return self.intact(found) if found is not None else None

    def put(self, key: str, content: bytes) -> str:
        """Keep what was made from this key; return its SHA-256 in hexadecimal."""
        made = self._objects.put(content)
        with self._guard:
            self._new[key] = made
        return made

    def holds(self, hashes: Iterable[str]) -> bool:
        """Tell whether all these objects are there and undamaged."""
        return all(self.intact(each) is not None for each in hashes)

    def intact(self, sha256: str) -> bytes | None:
        """Return an object by its own hash, or None when it is damaged or gone."""
        try:
            return self._objects.get(sha256)
        except StorageError:
            return None  # it can be made again, and putting it back mends it

    def object(self, sha256: str) -> bytes:
        """Return an object by its own hash."""
        return self._objects.get(sha256)

    def flush(self) -> None:
        """Write the new keys to the ledger, in one transaction."""
        with self._guard:
            new, self._new = self._new, {}
        if new:
            self._ledger.remember(new)
