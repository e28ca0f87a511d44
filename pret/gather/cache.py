"""Where what is costly to make again is kept: prepared pictures, notes read from office files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Protocol


class Cache(Protocol):
    """A store of made contents by what they were made from."""

    def get(self, key: str) -> bytes | None:
        """Return the content kept under a key, or None."""
        ...

    def put(self, key: str, content: bytes) -> str:
        """Keep a content under a key; return the SHA-256 of the content, in hexadecimal."""
        ...


@dataclass(frozen=True, slots=True)
class MemoryCache:
    """A cache that lasts as long as the process."""

    kept: dict[str, bytes] = field(default_factory=dict)

    def get(self, key: str) -> bytes | None:
        """Return the content kept under a key, or None."""
        return self.kept.get(key)

    def put(self, key: str, content: bytes) -> str:
        """Keep a content under a key; return the SHA-256 of the content, in hexadecimal."""
        self.kept[key] = content
        return hashlib.sha256(content).hexdigest()
