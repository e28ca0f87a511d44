"""What people are told: one thing to mend with its place, and the base of all errors."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend.

    file: posix path relative to the programme's folder (empty when no file is concerned).
    line: line in that file, from 1, or None.
    where: the field or the entry, in the users' words (empty for the whole file).
    found: what is wrong. remedy: what to write or do instead.
    """

    file: str
    line: int | None
    where: str
    found: str
    remedy: str

    def __str__(self) -> str:
        place = self.file + (f", ligne {self.line}" if self.line else "")
        head = " — ".join(part for part in (place, self.where) if part)
        return f"{head} : {self.found} {self.remedy}".strip()


class PretError(Exception):
    """Base of all errors whose message is meant for the person at the keyboard."""
