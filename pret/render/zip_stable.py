"""The one writer of zip containers (Word, ODT, Excel): same parts and same day, same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date

# An Office package starts with its table of content types, then its relationships; an OpenDocument
# one with its media type, which is read in place and so never compressed.
_MEDIA_TYPE = "mimetype"
_FIRST = (_MEDIA_TYPE, "[Content_Types].xml", "_rels/.rels")
_ALREADY_COMPRESSED = (".jpg", ".jpeg", ".png", ".docx")
# zip dates cannot be older: the format counts years from 1980.
_OLDEST = date(1980, 1, 1)


def read_zip(packed: bytes, most_bytes: int | None = None) -> dict[str, bytes]:
    """Return the parts of a container, by name, folders left out.

    most_bytes: the most that all parts may take, for a container that is not of our own making.
    Raises OverflowError past it.
    """
    with zipfile.ZipFile(io.BytesIO(packed)) as container:
        size_bytes = sum(entry.file_size for entry in container.infolist())
        if most_bytes is not None and size_bytes > most_bytes:
            raise OverflowError(size_bytes)
        return {
            name: container.read(name) for name in container.namelist() if not name.endswith("/")
        }


def write_zip(parts: Mapping[str, bytes | Callable[[], bytes]], day: date) -> bytes:
    """Return a container of the given parts, in a fixed order and all dated noon of `day`.

    A part may be what gives its bytes: it is asked when its turn comes, and not kept.
    """
    stamp = max(day, _OLDEST)
    first = [name for name in _FIRST if name in parts]
    rest = sorted(name for name in parts if name not in first)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as container:
        for name in first + rest:
            entry = zipfile.ZipInfo(name, (stamp.year, stamp.month, stamp.day, 12, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o100600 << 16
            entry.compress_type = _method(name)
            part = parts[name]
            container.writestr(entry, part() if callable(part) else part, compresslevel=6)
    return made.getvalue()


def _method(name: str) -> int:
    whole = name == _MEDIA_TYPE or name.lower().endswith(_ALREADY_COMPRESSED)
    return zipfile.ZIP_STORED if whole else zipfile.ZIP_DEFLATED
