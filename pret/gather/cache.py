"""Where what is costly to make again is kept: prepared pictures, notes read from office files."""

from __future__ import annotations

from typing import Protocol


class Cache(Protocol):
    """A store of made contents by what they were made from."""

    def get(self, key: str) -> bytes | None:
        """Return the content kept under a key, or None."""
        ...

    def put(self, key: str, content: bytes) -> str:
        """Keep a content under a key; return the SHA-256 of the content, in hexadecimal."""
        ...
