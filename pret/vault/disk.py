"""The one module that writes to a disk: a file is whole or absent, and no link is followed.

A write is: temporary file in the same folder, fsync, rename, fsync of the folder. Folders are
entered one name at a time by descriptor, so that a link planted below the root leads nowhere.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import secrets
import stat
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pret.failures import BusyError, DiskFullError, StorageError
from pret.vault.names import safe_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

#: Room that a write leaves free on the disk, whatever its own size.
RESERVE_BYTES = 200_000_000

#: Synchronisation clients leave `*.part` alone.
_PART = re.compile(r"\.pret-\d+-[0-9a-f]{8}\.part")
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_REASONS = {
    **dict.fromkeys((errno.EACCES, errno.EPERM), "droits insuffisants"),
    errno.EROFS: "disque en lecture seule",
    errno.EIO: "erreur matérielle du disque",
    errno.ELOOP: "un lien symbolique occupe cette place",
    errno.ENOTDIR: "un fichier ou un lien occupe la place d’un dossier",
    errno.EISDIR: "un dossier occupe la place du fichier",
    errno.ENOENT: "le fichier ou son dossier a disparu",
    errno.ENAMETOOLONG: "nom trop long",
    **dict.fromkeys((errno.EMFILE, errno.ENFILE), "trop de fichiers ouverts"),
}


class Effects(Protocol):
    """What is done to a disk: one method for each act that may fail, or be the last one of all.

    Folders and files are open descriptors; names are single names in that folder.
    """

    def make_folder(self, parent: int, name: str, mode: int) -> None: ...
    def create(self, folder: int, name: str, mode: int) -> int: ...
    def write(self, file: int, content: bytes) -> None: ...
    def sync(self, file: int) -> None: ...
    def rename(self, folder: int, old: str, new: str) -> None: ...
    def sync_folder(self, folder: int) -> None: ...
    def remove(self, folder: int, name: str) -> None: ...
    def free_bytes(self, folder: int) -> int: ...


class Posix:
    """The real disk."""

    def make_folder(self, parent: int, name: str, mode: int) -> None:
        os.mkdir(name, mode, dir_fd=parent)

    def create(self, folder: int, name: str, mode: int) -> int:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        return os.open(name, flags, mode, dir_fd=folder)

    def write(self, file: int, content: bytes) -> None:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(file, rest) :]

    def sync(self, file: int) -> None:
        os.fsync(file)

    def rename(self, folder: int, old: str, new: str) -> None:
        os.rename(old, new, src_dir_fd=folder, dst_dir_fd=folder)

    def sync_folder(self, folder: int) -> None:
        try:
            os.fsync(folder)
        except OSError as error:
            if error.errno != errno.EINVAL:  # some network file systems sync names by themselves
                raise

    def remove(self, folder: int, name: str) -> None:
        os.unlink(name, dir_fd=folder)

    def free_bytes(self, folder: int) -> int:
        room = os.fstatvfs(folder)
        return room.f_bavail * room.f_frsize


POSIX: Effects = Posix()


@dataclass(frozen=True, slots=True)
class Tree:
    """A folder and what is below it; paths are posix, relative to it.

    root: may be absent (made on the first write), or reached through a link: that is the
    administrator's choice. Below it, links are refused.
    private: what is made can be read by its owner only.
    All methods raise DiskFullError when room is lacking, StorageError for any other refusal.
    """

    root: Path
    effects: Effects = POSIX
    private: bool = False

    def read(self, path: str) -> bytes | None:
        """Return the file's content, or None when there is no such file."""
        *above, name = safe_parts(path)
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        with self._told(path):
            try:
                with self._opened(above, make=False) as folder:
                    file = os.open(name, flags, dir_fd=folder)
            except FileNotFoundError:
                return None
            with _closing(file):
                if not stat.S_ISREG(os.fstat(file).st_mode):
                    raise OSError(errno.EISDIR, name)
                with open(file, "rb", closefd=False) as stream:
                    return stream.read()

    def has(self, path: str) -> bool:
        """Tell whether the file is there, without opening it."""
        with self._told(path):
            return self.root.joinpath(*safe_parts(path)).is_file()

    def write(self, path: str, content: bytes, allowed: Callable[[], bool] | None = None) -> bool:
        """Make the file whole and durable under its name, in place of any file there.

        allowed: asked at the last moment; when it answers no, nothing is changed and the result
        is False.
        """
        *above, name = safe_parts(path)
        with self._told(path), self._opened(above, make=True) as folder:
            self._sweep(folder)
            part, file = self._new_part(folder)
            try:
                self.effects.write(file, content)
                self.effects.sync(file)  # after a failure here: drop the file, never sync it again
                if allowed is not None and not allowed():
                    return False
                self.effects.rename(folder, part, name)
                part = ""
            finally:
                if part:
                    with suppress(OSError):  # the first error is the one to tell
                        self.effects.remove(folder, part)
                os.close(file)
            self.effects.sync_folder(folder)
        return True

    def remove(self, path: str) -> None:
        """Remove the file, durably."""
        *above, name = safe_parts(path)
        with self._told(path), self._opened(above, make=False) as folder:
            self.effects.remove(folder, name)
            self.effects.sync_folder(folder)

    def make(self) -> None:
        """Make the root when it is absent."""
        with self._told(""), self._opened((), make=True):
            pass

    def settle(self, path: str) -> None:
        """Remove what a killed writer left in this folder and make its names durable.

        path: "" for the root. A folder that does not exist is settled.
        """
        parts = safe_parts(path) if path else ()
        with (
            self._told(path),
            suppress(FileNotFoundError),
            self._opened(parts, make=False) as folder,
        ):
            self._sweep(folder)
            self.effects.sync_folder(folder)

    def require_room(self, expected_bytes: int, reserve_bytes: int = RESERVE_BYTES) -> None:
        """Raise DiskFullError unless three times the expected size and the reserve are free.

        Three times: the object, the temporary file and the file that it replaces.
        """
        needed_bytes = 3 * expected_bytes + reserve_bytes
        with self._told(""), self._opened((), make=True) as folder:
            if self.effects.free_bytes(folder) < needed_bytes:
                raise DiskFullError(str(self.root), needed_bytes)

    @contextmanager
    def locked(self, path: str, holder: str) -> Iterator[None]:
        """Hold this file's lock, which the system frees even after kill -9.

        Raises BusyError(holder) at once when somebody else holds it.
        """
        *above, name = safe_parts(path)
        flags = os.O_RDONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        with self._told(path), self._opened(above, make=True) as folder:
            file = os.open(name, flags, 0o600, dir_fd=folder)
        with _closing(file):
            with self._told(path):
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    raise BusyError(holder) from None
            try:
                yield
            finally:  # said aloud: a forked child that outlives us shares the lock
                fcntl.flock(file, fcntl.LOCK_UN)

    @contextmanager
    def _opened(self, parts: Sequence[str], *, make: bool) -> Iterator[int]:
        """Yield a descriptor of the folder below the root."""
        anchor, missing = self._anchor() if make else (self.root, ())
        here = os.open(anchor, _FOLDER)
        try:
            for name in (*missing, *parts):
                below = self._entered(here, name, make=make)
                os.close(here)
                here = below
            yield here
        finally:
            os.close(here)

    def _anchor(self) -> tuple[Path, tuple[str, ...]]:
        """Return the nearest folder above that exists, and the names from there to the root."""
        root = self.root.absolute()
        anchor = next(folder for folder in (root, *root.parents) if folder.exists())
        return anchor, root.relative_to(anchor).parts

    def _entered(self, parent: int, name: str, *, make: bool) -> int:
        flags = _FOLDER | os.O_NOFOLLOW
        try:
            return os.open(name, flags, dir_fd=parent)
        except FileNotFoundError:
            if not make:
                raise
        with suppress(FileExistsError):  # somebody else has just made it
            self.effects.make_folder(parent, name, 0o700 if self.private else 0o777)
        self.effects.sync_folder(parent)
        return os.open(name, flags, dir_fd=parent)

    def _new_part(self, folder: int) -> tuple[str, int]:
        """Return a new temporary file, locked for as long as its writer lives."""
        while True:
            name = f".pret-{os.getpid()}-{secrets.token_hex(4)}.part"
            file = self.effects.create(folder, name, 0o600 if self.private else 0o666)
            with suppress(OSError):  # no locks here: then nobody sweeps here either
                fcntl.flock(file, fcntl.LOCK_EX)
            if os.fstat(file).st_nlink:  # not swept between its making and its locking
                return name, file
            os.close(file)

    def _sweep(self, folder: int) -> None:
        """Remove the temporary files of dead writers, which hold no lock any more.

        The process number in the name would not tell: it comes back after a restart in a container.
        """
        for name in os.listdir(folder):
            if _PART.fullmatch(name):
                with suppress(OSError):  # being written, or just gone; a later sweep tries again
                    self._remove_orphan(folder, name)

    def _remove_orphan(self, folder: int, name: str) -> None:
        file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
        with _closing(file):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.effects.remove(folder, name)

    def _told(self, path: str) -> AbstractContextManager[None]:
        return told(self.root / path, self.root)


@contextmanager
def told(place: Path, disk: Path) -> Iterator[None]:
    """Turn the system's errors into the users'. place: what is touched. disk: where it lies."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFullError(str(disk)) from error
        code = errno.errorcode.get(error.errno or 0, "inconnue")
        reason = _REASONS.get(error.errno or 0, f"erreur du système : {code}")
        raise StorageError(str(place), reason) from error


@contextmanager
def _closing(file: int) -> Iterator[None]:
    try:
        yield
    finally:
        os.close(file)
