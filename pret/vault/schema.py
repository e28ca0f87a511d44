"""The ledger's tables. They hold codes, paths and hashes; no name of a person, no text."""

from __future__ import annotations

import sqlalchemy as sa

#: Raised by one with each change of the tables. A new table is made when an older ledger is opened;
#: a change of an existing one needs its migration in `Database`.
#: 2: decisions. 3: notices.
SCHEMA_VERSION = 3

METADATA = sa.MetaData()


def _text(name: str, *, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String, nullable=False, primary_key=key)


def _of_event() -> tuple[sa.Column[int], sa.Column[int]]:
    """Return the two columns of a list that belongs to an event: whose, and which place in it."""
    return (
        sa.Column("event", sa.ForeignKey("events.sequence"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
    )


#: What was done. occurrence: how many times this manifest was recorded before, as when an input
#: is changed and changed back.
EVENTS = sa.Table(
    "events",
    METADATA,
    sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=True),
    _text("programme"),
    _text("milestone"),
    _text("phase"),
    _text("manifest"),
    sa.Column("occurrence", sa.Integer, nullable=False),
    sa.Column("missing_count", sa.Integer, nullable=False),
    sa.UniqueConstraint("programme", "milestone", "phase", "manifest", "occurrence"),
    sqlite_autoincrement=True,
)

#: The files that an event made.
DELIVERIES = sa.Table(
    "deliveries",
    METADATA,
    *_of_event(),
    _text("document"),
    _text("path"),
    _text("sha256"),
    sa.Column("size_bytes", sa.BigInteger, nullable=False),
)

#: The inputs that an event set aside.
QUARANTINE = sa.Table(
    "quarantine", METADATA, *_of_event(), _text("path"), _text("sha256"), _text("reason")
)

#: Every content that we put, or were about to put, at a published path.
ISSUES = sa.Table("issues", METADATA, _text("path", key=True), _text("sha256", key=True))

#: What was decided of documents, in order; content: SHA-256 of what the document said then.
DECISIONS = sa.Table(
    "decisions",
    METADATA,
    sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=True),
    _text("programme"),
    _text("document"),
    _text("status"),
    _text("content"),
    sa.Column("day", sa.Date, nullable=False),
    sqlite_autoincrement=True,
)

#: The weekly notices that went out. until: last event that each told.
NOTICES = sa.Table(
    "notices",
    METADATA,
    _text("programme", key=True),
    _text("week", key=True),
    sa.Column("until", sa.Integer, nullable=False),
)

BOOKINGS = sa.Table(
    "bookings",
    METADATA,
    _text("programme", key=True),
    _text("milestone", key=True),
    _text("phase", key=True),
    sa.Column("due", sa.Date, nullable=False),
    _text("run_key"),
)

#: Derived results: hash of all that they depend on, to the object that they gave.
CACHE = sa.Table("cache", METADATA, _text("key", key=True), _text("object"))
