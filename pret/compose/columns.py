"""Columns of tables, and rows made from records, as templates describe them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pret.compose.views import plain_value
from pret.domain.tree import Align


class TableColumn:
    """A column of a table: its title, and how a row gives its cell."""

    def __init__(self, title: Any, value: Any, share: float, align: str) -> None:
        self.title, self.value, self.share, self.align = title, value, share, Align(align)

    def of(self, row: Any) -> Any:
        """Return the cell's value: a field's, or what a function or macro makes of the row."""
        if callable(self.value):
            return self.value(row)
        found = row
        for name in str(self.value).split("."):
            found = found[name] if isinstance(found, dict) else getattr(found, name)
        return found


def column(title: Any, value: Any = None, share: float = 1, align: str = "left") -> TableColumn:
    """Describe a column of `table`.

    value: the path of a field (`owner`, `person.name`), or a function or macro of the row; None
    leaves cells empty, to be filled by hand. share: width in parts. align: left, right or center.
    """
    return TableColumn(title, value if value is not None else (lambda _row: ""), share, align)


def lookup(listed: str, field: str, key: Any, shown: str) -> Callable[[Any], Any]:
    """Return what gives a row the `shown` field of its `listed` entry whose `field` is `key`."""

    def of(row: Any) -> Any:
        for entry in getattr(row, listed):
            if getattr(entry, field) == key:
                return getattr(entry, shown)
        return "–"

    return of


def pluck(items: Any, field: str) -> Any:
    """Return one field of each item of a list; the mark of an owed list that is empty stays."""
    if getattr(items, "missing_", None) is not None:
        return items
    return [getattr(item, field) for item in items]


def grouped(items: Any, field: str) -> list[tuple[Any, list[Any]]]:
    """Return items by the value of a field, in the order in which the values first come."""
    found: dict[Any, tuple[Any, list[Any]]] = {}
    for item in items:
        value = getattr(item, field)
        found.setdefault(plain_value(value), (value, []))[1].append(item)
    return list(found.values())


def blank_rows(count: int) -> list[str]:
    """Return rows without content, for tables that are filled by hand."""
    return [""] * count
