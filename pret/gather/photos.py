"""A programme's pictures made ready for print, several at once, and kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from pret.domain.tree import Picture
from pret.errors import UnreadableFileError
from pret.gather.cache import Cache
from pret.gather.picture_code import Encoded, Preparation, encode
from pret.gather.snapshot import ReadFile

Prepared = Picture | UnreadableFileError


def prepare(
    wanted: Sequence[tuple[ReadFile, Preparation]], cache: Cache, *, workers: int = 2
) -> dict[str, Prepared]:
    """Return, by file name, each prepared picture (without alternative text) or why there is none.

    Those in the cache are not decoded again. The cache is used from this thread only.
    """
    found: dict[str, Prepared] = {}
    missing: list[tuple[ReadFile, Preparation]] = []
    for file, how in wanted:
        kept = kept_picture(cache, how.key(file.sha256))
        if kept is None:
            missing.append((file, how))
        else:
            found[file.name] = kept
    # Decoding and encoding release the interpreter's lock: threads are enough.
    with ThreadPoolExecutor(max(1, workers)) as pool:
        for (file, how), encoded in zip(missing, pool.map(_tried, missing), strict=True):
            if isinstance(encoded, UnreadableFileError):
                found[file.name] = encoded
            else:
                found[file.name] = _keep(cache, how.key(file.sha256), encoded)
    return {file.name: found[file.name] for file, _ in wanted}


def _tried(wanted: tuple[ReadFile, Preparation]) -> Encoded | UnreadableFileError:
    file, how = wanted
    try:
        return encode(file.content, file.name, how)
    except UnreadableFileError as refusal:
        return refusal


def kept_picture(cache: Cache, key: str) -> Picture | None:
    """Return a picture made before, if both its bytes and its size are still kept."""
    told, content = cache.get(f"{key}/size"), cache.get(key)
    if told is None or content is None:
        return None
    size = json.loads(told)
    sha256 = hashlib.sha256(content).hexdigest()
    return Picture(sha256, size["width_px"], size["height_px"], "", media_type=size["media_type"])


def _keep(cache: Cache, key: str, encoded: Encoded) -> Picture:
    sha256 = cache.put(key, encoded.content)
    size = {
        "width_px": encoded.width_px,
        "height_px": encoded.height_px,
        "media_type": encoded.media_type,
    }
    cache.put(f"{key}/size", json.dumps(size, sort_keys=True).encode())
    return Picture(sha256, encoded.width_px, encoded.height_px, "", media_type=encoded.media_type)
