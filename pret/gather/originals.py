"""Pictures at their full size, from the files that people left: for whoever lays them out anew."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pret.errors import UnreadableFileError
from pret.gather.cache import Cache
from pret.gather.photos import Prepared, kept_picture, prepare
from pret.gather.picture_code import MOST_PIXELS, Preparation
from pret.gather.snapshot import take_snapshot

_QUALITY = 92
#: Nothing is scaled down: no side of a picture that we read is as long as that.
_FULL = Preparation(MOST_PIXELS, keeps_png=True, quality=_QUALITY)
_GONE = "l’original n’est plus dans le dossier, ou il a changé depuis sa lecture."


@dataclass(frozen=True, slots=True)
class Original:
    """The file that a prepared picture was made from.

    file: posix path relative to the programme's folder. sha256: of what was read, in hexadecimal.
    """

    file: str
    sha256: str


def full_size(folder: Path, original: Original, cache: Cache) -> Prepared:
    """Return a picture with all its points, upright, in sRGB, without any metadata.

    folder: the programme's. One that was made before is found in the cache, whatever became of its
    file; else the file is read again, and must be the one that was gathered.
    """
    kept = kept_picture(cache, _FULL.key(original.sha256))
    if kept is not None:
        return kept
    inside = original.file.rpartition("/")[0]
    found = take_snapshot(
        folder, (inside,), quiet_s=0, wanted=lambda name: name == original.file
    ).files.get(original.file)
    if found is None or found.sha256 != original.sha256:
        return UnreadableFileError(original.file, _GONE)
    return prepare([(found, _FULL)], cache, workers=1)[found.name]
