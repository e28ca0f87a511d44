"""A folder's files read once, each whole: nothing is read again later, nor half written.

A sync client or an editor may be writing while we read. A file that changed a moment ago is looked
at twice, `quiet_s` apart; it is read when both looks are alike, else set aside until the next time.
One wait serves the whole folder, so that a fresh copy of a programme is read at once.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pret.domain.gathered import SetAsideFile

MOST_FILE_BYTES = 200 << 20
_CHUNK_BYTES = 1 << 20
_MOST_FILES = 2_000

_IGNORED = re.compile(
    r"^(\..*|~\$.*|.*\.part|.*\.tmp|.*\.crdownload|Thumbs\.db|desktop\.ini)$", re.IGNORECASE
)
_CONFLICT = re.compile(
    r"\(conflicted copy|_conflict-|\.sync-conflict-|\(copie en conflit", re.IGNORECASE
)
#: Controls, directions that reverse a name, bytes that are no text.
_UNSAFE_NAME = re.compile("[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Clock(Protocol):
    """The time of files, and how to let some pass."""

    def now(self) -> float:
        """Return seconds since 1970."""
        ...

    def wait(self, seconds: float) -> None:
        """Return after that many seconds."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> float:
        """Return seconds since 1970."""
        return time.time()

    def wait(self, seconds: float) -> None:
        """Return after that many seconds."""
        time.sleep(seconds)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file as it was read.

    name: posix path relative to the programme's folder, in NFC. content: empty when only its hash
    was wanted.
    """

    name: str
    content: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Files by name, in the order of names, and those that could not be taken."""

    files: Mapping[str, ReadFile]
    set_aside: tuple[SetAsideFile, ...]

    def under(self, folder: str) -> tuple[ReadFile, ...]:
        """Return the files of a folder and of those inside it."""
        return tuple(file for name, file in self.files.items() if name.startswith(f"{folder}/"))

    def hashes(self) -> dict[str, str]:
        """Return name → SHA-256 of what was read."""
        return {name: file.sha256 for name, file in self.files.items()}


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file as a look found it: it did not change while all of this is alike."""

    size_bytes: int
    mtime_ns: int
    ctime_ns: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> _Seen:
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)

    def age_s(self, now: float) -> float:
        """Return the seconds since the last change; a restored mtime does not hide one."""
        return abs(now - max(self.mtime_ns, self.ctime_ns) / 1e9)


class _UntakenError(Exception):
    """A file cannot be taken now; the message says why and what to do."""


_WRITING = "fichier en cours d’écriture. Il sera lu au prochain passage, une fois enregistré."


def take_snapshot(
    root: Path,
    paths: Sequence[str],
    *,
    quiet_s: float,
    wanted: Callable[[str], bool] = lambda _: True,
    hashed_only: Callable[[str], bool] = lambda _: False,
    clock: Clock | None = None,
) -> Snapshot:
    """Read files under a programme's folder.

    paths: relative to root, files or folders (read with all they hold); absent ones count as empty.
    wanted: names to take; temporary files and hidden ones never are. hashed_only: names whose
    content is not kept. quiet_s: 0 takes every file as it is.
    """
    clock = clock or SystemClock()
    aside: list[SetAsideFile] = []
    found: dict[str, Path] = {}
    for path in paths:
        for name, place in _listed(root, root / path, aside):
            if _is_taken(name, found, aside) and wanted(name):
                found[name] = place
    settled = _settled({name: found[name] for name in sorted(found)}, quiet_s, clock, aside)
    files: dict[str, ReadFile] = {}
    for name, (place, seen) in settled.items():
        try:
            content, sha256 = _read(place, seen, keep=not hashed_only(name))
        except (OSError, _UntakenError) as refusal:
            aside.append(SetAsideFile(name, "", _reason(refusal)))
        else:
            files[name] = ReadFile(name, content, sha256)
    return Snapshot(files, tuple(sorted(aside, key=lambda one: one.file)))


def _listed(root: Path, place: Path, aside: list[SetAsideFile]) -> Iterator[tuple[str, Path]]:
    """Yield the name and the place of each file, folders opened, links never followed."""
    waiting = [place]
    count = 0
    while waiting:
        place = waiting.pop()
        name = _name(root, place)
        try:
            mode = place.lstat().st_mode
            if stat.S_ISDIR(mode):
                inside = sorted(place.iterdir(), reverse=True)
                waiting += [inner for inner in inside if not _IGNORED.match(inner.name)]
                continue
        except FileNotFoundError:
            continue
        except OSError as refusal:
            aside.append(SetAsideFile(name, "", _reason(refusal)))
            continue
        count += 1
        if count > _MOST_FILES:
            reason = (
                f"plus de {_MOST_FILES} fichiers dans ce dossier. Rangez-en une partie ailleurs."
            )
            aside.append(SetAsideFile(name, "", reason))
            return
        if not stat.S_ISREG(mode):
            kind = "un lien" if stat.S_ISLNK(mode) else "autre chose qu’un fichier"
            reason = f"c’est {kind}. Déposez le fichier lui-même à sa place."
            aside.append(SetAsideFile(name, "", reason))
            continue
        yield name, place


def _name(root: Path, place: Path) -> str:
    return unicodedata.normalize("NFC", place.relative_to(root).as_posix())


def _is_taken(name: str, found: dict[str, Path], aside: list[SetAsideFile]) -> bool:
    """Tell whether a file is taken; those whose name is no good are set aside."""
    base = name.rsplit("/", 1)[-1]
    if _UNSAFE_NAME.search(name):
        shown = _UNSAFE_NAME.sub("�", name)
        reason = "son nom contient un caractère invisible. Renommez-le en lettres et chiffres."
        aside.append(SetAsideFile(shown, "", reason))
    elif _CONFLICT.search(base):
        reason = (
            "copie de conflit laissée par la synchronisation. Comparez-la avec l’original, gardez "
            "un seul des deux fichiers sous le nom d’origine."
        )
        aside.append(SetAsideFile(name, "", reason))
    elif name in found:
        del found[name]
        reason = (
            "deux fichiers portent ce même nom (leurs accents sont codés autrement). Renommez "
            "l’un des deux."
        )
        aside.append(SetAsideFile(name, "", reason))
    else:
        return all(one.file != name for one in aside)
    return False


def _settled(
    found: Mapping[str, Path], quiet_s: float, clock: Clock, aside: list[SetAsideFile]
) -> dict[str, tuple[Path, _Seen]]:
    """Return how files looked, having waited once when one of them just changed.

    Reading refuses those that do not look the same any more.
    """
    first = {name: seen for name, place in found.items() if (seen := _look(name, place, aside))}
    now = clock.now()
    ages_s = [seen.age_s(now) for seen in first.values()]
    youngest_s = min(ages_s, default=quiet_s)
    if youngest_s < quiet_s:
        clock.wait(quiet_s - youngest_s)
    return {name: (found[name], seen) for name, seen in first.items()}


def _look(name: str, place: Path, aside: list[SetAsideFile]) -> _Seen | None:
    try:
        return _Seen.of(place.lstat())
    except OSError as refusal:
        aside.append(SetAsideFile(name, "", _reason(refusal)))
        return None


def _read(place: Path, seen: _Seen, *, keep: bool) -> tuple[bytes, str]:
    """Read a file that looks as it was seen, and still does afterwards."""
    if seen.size_bytes == 0:
        msg = "fichier vide (0 octet). Déposez-le de nouveau."
        raise _UntakenError(msg)
    if seen.size_bytes > MOST_FILE_BYTES:
        msg = f"fichier de {seen.size_bytes >> 20} Mo, pour {MOST_FILE_BYTES >> 20} Mo au plus."
        raise _UntakenError(msg)
    handle = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        if _Seen.of(os.fstat(handle)) != seen:
            raise _UntakenError(_WRITING)
        content, sha256 = _content(file.read(MOST_FILE_BYTES)) if keep else (b"", _hashed(file))
        if _Seen.of(os.fstat(handle)) != seen or _Seen.of(place.lstat()) != seen:
            raise _UntakenError(_WRITING)
    if keep and len(content) != seen.size_bytes:
        raise _UntakenError(_WRITING)
    return content, sha256


def _content(content: bytes) -> tuple[bytes, str]:
    return content, hashlib.sha256(content).hexdigest()


def _hashed(file: Readable) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(_CHUNK_BYTES):
        digest.update(chunk)
    return digest.hexdigest()


class Readable(Protocol):
    """What bytes can be read from."""

    def read(self, size_bytes: int, /) -> bytes:
        """Return at most that many bytes, none at the end."""
        ...


def _reason(refusal: Exception) -> str:
    if isinstance(refusal, _UntakenError):
        return str(refusal)
    if isinstance(refusal, PermissionError):
        return "lecture interdite. Donnez le droit de le lire au compte qui fait tourner Prêt."
    if isinstance(refusal, FileNotFoundError):
        return "fichier disparu pendant la lecture. Déposez-le de nouveau."
    said = refusal.strerror if isinstance(refusal, OSError) and refusal.strerror else str(refusal)
    return f"lecture impossible ({said}). Déposez-le de nouveau."
