"""The one writer of containers."""

from __future__ import annotations

import io
import zipfile
from datetime import date

from pret.render.zip_stable import read_zip, write_zip

PARTS = {
    "b.xml": b"<b/>",
    "a.jpg": b"\xff\xd8",
    "_rels/.rels": b"<r/>",
    "[Content_Types].xml": b"t",
}
DAY = date(2027, 3, 18)


def test_the_order_in_which_parts_are_given_does_not_matter() -> None:
    assert write_zip(PARTS, DAY) == write_zip(dict(reversed(PARTS.items())), DAY)


def test_types_and_relations_come_first_and_every_entry_bears_the_day() -> None:
    with zipfile.ZipFile(io.BytesIO(write_zip(PARTS, DAY))) as container:
        assert container.namelist() == ["[Content_Types].xml", "_rels/.rels", "a.jpg", "b.xml"]
        assert {entry.date_time for entry in container.infolist()} == {(2027, 3, 18, 12, 0, 0)}


def test_what_was_written_is_read_back() -> None:
    assert read_zip(write_zip(PARTS, DAY)) == PARTS


def test_a_day_before_the_format_s_first_one_is_replaced_by_it() -> None:
    assert read_zip(write_zip(PARTS, date(1955, 1, 1))) == PARTS
