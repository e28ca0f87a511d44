"""The rows of a run's event, and of what belongs to it, in a connection that is open."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection, Select, Table


def manifest(connection: Connection, selection: Select[Any]) -> str | None:
    """Return the manifest of the first event selected."""
    found = connection.execute(selection.limit(1)).first()
    return None if found is None else str(found.manifest)


def fill(
    connection: Connection, table: Table, event: int, owned: Sequence[Mapping[str, Any]]
) -> None:
    """Insert what belongs to the event, in its order."""
    if owned:
        connection.execute(
            table.insert(),
            [{"event": event, "position": place, **one} for place, one in enumerate(owned)],
        )


def owned(
    connection: Connection, table: Table, events: Sequence[int]
) -> Mapping[int, list[dict[str, Any]]]:
    """Return what belongs to each event, in its order."""
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = connection.execute(
        table.select().where(table.c.event.in_(events)).order_by(table.c.event, table.c.position)
    )
    for row in rows:
        values = row._asdict()
        del values["position"]
        found[values.pop("event")].append(values)
    return found
