"""A cache that forgets: what gathering keeps, without a disk."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field


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
