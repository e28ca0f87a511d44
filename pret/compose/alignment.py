"""Two sequences set side by side: what stays, what is rewritten, what comes and goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeVar

T = TypeVar("T")

#: Two passages with fewer words in common, out of 1, are not one passage rewritten.
REWRITTEN_AT_LEAST = 0.35


@dataclass(frozen=True, slots=True)
class Side(Generic[T]):
    """One place of an alignment: both versions, or one of them and None."""

    old: T | None
    new: T | None
    same: bool = False  # both say the same words


def aligned(
    olds: Sequence[T],
    news: Sequence[T],
    words: Callable[[T], tuple[str, ...]],
    alike: Callable[[T, T], bool],
) -> Iterator[Side[T]]:
    """Yield two sequences side by side, in reading order, each item once.

    words: what an item says. alike: whether one may be the other rewritten (their kinds agree).
    """
    old_words, new_words = [words(each) for each in olds], [words(each) for each in news]
    matcher = SequenceMatcher(None, old_words, new_words, autojunk=False)
    for change, start, end, new_start, new_end in matcher.get_opcodes():
        if change == "equal":
            for old, new in zip(olds[start:end], news[new_start:new_end], strict=True):
                yield from (Side(old, new, same=True),) if alike(old, new) else _apart(old, new)
            continue
        likeness = [
            [
                _likeness(old_words[row], new_words[column])
                if alike(olds[row], news[column])
                else 0.0
                for column in range(new_start, new_end)
            ]
            for row in range(start, end)
        ]
        for row, column in _pairs(likeness, end - start, new_end - new_start):
            yield Side(
                olds[start + row] if row is not None else None,
                news[new_start + column] if column is not None else None,
            )


def _apart(old: T, new: T) -> tuple[Side[T], Side[T]]:
    return Side(old, None), Side(None, new)


def _likeness(old: tuple[str, ...], new: tuple[str, ...]) -> float:
    """Return the share of words in common, from 0 to 1; two silent passages are alike."""
    total = len(old) + len(new)
    return 2 * (Counter(old) & Counter(new)).total() / total if total else 1.0


def _pairs(
    likeness: Sequence[Sequence[float]], rows: int, columns: int
) -> list[tuple[int | None, int | None]]:
    """Return the pairing in order whose likenesses add up to most; what is left stands alone."""
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            paired = likeness[row][column]
            kept = best[row + 1][column + 1] + paired if paired >= REWRITTEN_AT_LEAST else 0.0
            best[row][column] = max(kept, best[row + 1][column], best[row][column + 1])
    found: list[tuple[int | None, int | None]] = []
    row = column = 0
    while row < rows and column < columns:
        paired = likeness[row][column]
        together = paired >= REWRITTEN_AT_LEAST
        if together and best[row][column] == best[row + 1][column + 1] + paired:
            found.append((row, column))
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            found.append((row, None))
            row += 1
        else:
            found.append((None, column))
            column += 1
    found += [(each, None) for each in range(row, rows)]
    found += [(None, each) for each in range(column, columns)]
    return found
