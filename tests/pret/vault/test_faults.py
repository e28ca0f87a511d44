"""One run of the vault, stopped at each of its effects in turn, then run again.

The rule: after any fault each published file is whole, old or new; after the next run that is
left in peace, the tree and the ledger are the same as if nothing had happened.

As a program, `test_faults.py kill FOLDER` forks, kills and compares, and prints what it found;
a process of its own, because pytest's may have threads, which a fork does not survive.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from datetime import date
from functools import cache, partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from pret.failures import DiskFullError, StorageError
from pret.problems import PretError
from pret.vault.disk import POSIX, Effects, Posix
from pret.vault.ledger import Ledger
from pret.vault.lock import programme_lock
from pret.vault.objects import Objects
from pret.vault.publish import publish
from pret.vault.records import Booking, IssuedFile, RunRecord, SetAside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SAME = "lycees/03/cr.pdf"
OLD = {
    "lycees/03/cr.docx": b"old minutes",
    SAME: b"the same",
    "lycees/03/tri.docx": b"old, to be edited",
    "lycees/index.json": b"old index",
}
NEW = {
    "lycees/03/cr.docx": b"new minutes" * 2000,
    SAME: b"the same",
    "lycees/03/tri.docx": b"new",
    "lycees/04/photos/plan.jpg": b"new picture",
    "lycees/index.json": b"new index",
}
EDITED = {"lycees/03/tri.docx": b"edited by hand"}
WHOLE = {path: {OLD.get(path), NEW.get(path), EDITED.get(path)} for path in NEW}


class Faulty(Posix):
    """The real disk, on which the nth point is struck.

    Points are before each effect, in the middle of a write, and, when it listens to the ledger,
    before each statement and commit there.
    """

    def __init__(self, strike: Callable[[int], None]) -> None:
        self.seen = 0
        self._strike = strike

    def point(self, *_: object, **__: object) -> None:
        self.seen += 1
        self._strike(self.seen)

    def listen(self, ledger: Ledger) -> None:
        for name in ("before_cursor_execute", "commit"):
            sa.event.listen(ledger._at._engine, name, self.point, named=True)

    def make_folder(self, parent: int, name: str, mode: int) -> None:
        self.point()
        super().make_folder(parent, name, mode)

    def create(self, folder: int, name: str, mode: int) -> int:
        self.point()
        return super().create(folder, name, mode)

    def write(self, file: int, content: bytes) -> None:
        self.point()
        super().write(file, content[: len(content) // 2])
        self.point()
        super().write(file, content[len(content) // 2 :])

    def sync(self, file: int) -> None:
        self.point()
        super().sync(file)

    def rename(self, folder: int, old: str, new: str) -> None:
        self.point()
        super().rename(folder, old, new)

    def sync_folder(self, folder: int) -> None:
        self.point()
        super().sync_folder(folder)

    def remove(self, folder: int, name: str) -> None:
        self.point()
        super().remove(folder, name)

    def free_bytes(self, folder: int) -> int:
        self.point()
        return super().free_bytes(folder)


@cache  # a ledger holds nothing open, and SQLAlchemy prepares each statement once
def _open(folder: Path) -> Ledger:
    return Ledger.open(f"sqlite:///{folder}/state/ledger.db")


def _run(folder: Path, files: dict[str, bytes], effects: Effects = POSIX) -> None:
    """One whole run, as the service does it."""
    state = folder / "state"
    ledger = _open(folder)
    if isinstance(effects, Faulty):
        effects.listen(ledger)
    with programme_lock(state, "lycees"):
        objects = Objects(state / "objects", effects)
        derived = {path: objects.put(files[path]) for path in ("lycees/03/cr.docx", SAME)}
        ledger.remember(derived)
        publish(folder / "outputs", files, ledger, effects=effects, reserve_bytes=0)
        issued = (IssuedFile("d", path, _hash(made), len(made)) for path, made in files.items())
        aside = (SetAside("photos/z.jpg", "cc", "illisible"),)
        manifest = _hash(b"".join(files.values()))
        ledger.record_run(
            RunRecord("lycees", "lab-day-1", "complete", manifest, tuple(issued), aside, 0)
        )
        ledger.book(Booking("lycees", "lab-day-2", "prepare", date(2027, 3, 1), manifest))


def _scene(folder: Path) -> Path:
    """A programme whose last version is published, and one document edited since."""
    _run(folder, OLD)
    for path, content in EDITED.items():
        (folder / "outputs" / path).write_bytes(content)
    return folder


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _state(folder: Path) -> dict[str, Any]:
    """All that a user or a later run can see."""
    ledger = _open(folder)
    return {
        "outputs": _files(folder / "outputs"),
        "objects": _files(folder / "state/objects"),
        "runs": ledger.runs("lycees"),
        "bookings": ledger.bookings("lycees"),
        "cache": {path: ledger.cached(path) for path in NEW},
        "issued": {path: ledger.issued_hashes(path) for path in NEW},
    }


def _torn(folder: Path) -> list[str]:
    """Return the published files that are neither the old version nor the new one."""
    found = _files(folder / "outputs")
    return [
        path
        for path, content in found.items()
        if not path.endswith(".part") and content not in WHOLE.get(path, set())
    ]


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _fresh(scene: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(scene, folder)
    return folder


def _expected(scene: Path, folder: Path) -> dict[str, Any]:
    _run(_fresh(scene, folder), NEW)
    return _state(folder)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: hundreds of runs need not wait for a disk."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else tmp_path) as made:
        yield Path(made)


# --- errors that the disk reports ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "for_good"), [(errno.ENOSPC, True), (errno.EIO, True), (errno.EIO, False)]
)
def test_a_disk_that_refuses_any_effect_leaves_whole_files_and_the_next_run_completes_them(
    folder: Path, code: int, for_good: bool
) -> None:
    scene = _scene(folder / "scene")
    expected = _expected(scene, folder / "peace")
    wanted_error = DiskFullError if code == errno.ENOSPC else StorageError
    for nth in count(1):
        stage = _fresh(scene, folder / "fault")
        effects = Refusing(code, nth, for_good=for_good)
        told = _refusal(stage, effects)
        if told is None:
            assert effects.seen < nth
        else:
            assert isinstance(told, wanted_error)
            assert "disque" in str(told)
        assert _torn(stage) == []
        if not for_good:
            assert not [path for path in _files(stage) if path.endswith(".part")]
        _run(stage, NEW)
        assert _state(stage) == expected
        if told is None:
            break
    assert nth > 30


def _refusal(folder: Path, effects: Effects = POSIX) -> PretError | None:
    """Make a run and return the error with which it ended."""
    try:
        _run(folder, NEW, effects)
    except PretError as told:
        return told
    return None


class Refusing(Faulty):
    """A disk that answers with this error at the nth point, or from there on."""

    def __init__(self, code: int, nth: int, *, for_good: bool) -> None:
        super().__init__(self._refuse)
        self._code, self._nth, self._for_good = code, nth, for_good

    def listen(self, ledger: Ledger) -> None:
        """The ledger's own disk is SQLite's affair."""

    def _refuse(self, seen: int) -> None:
        if seen == self._nth or (self._for_good and seen > self._nth):
            raise OSError(self._code, os.strerror(self._code))


# --- kill -9 ------------------------------------------------------------------------------------


def test_a_run_killed_at_any_point_is_completed_by_the_next_one(folder: Path) -> None:
    found = _report("kill", folder)
    assert found["points"] > 80
    assert found["bad"] == []


def test_a_run_killed_twice_is_completed_by_the_third(folder: Path) -> None:
    assert _report("kill-twice", folder) == {"points": 20, "bad": []}


def test_processes_that_publish_at_once_leave_one_whole_set(folder: Path) -> None:
    found = _report("race", folder)
    assert found["reads"] > 0
    assert found["bad"] == []


def _report(kind: str, folder: Path) -> dict[str, Any]:
    said = subprocess.run(
        [sys.executable, __file__, kind, str(folder)], capture_output=True, check=False, text=True
    )
    assert said.returncode == 0, said.stderr
    report: dict[str, Any] = json.loads(said.stdout)
    return report


def _child(act: Callable[[], None]) -> int:
    """Start this act in a process of its own and return its number."""
    process = os.fork()
    if process:
        return process
    try:
        act()
        os._exit(0)
    except BaseException as error:
        print(repr(error), file=sys.stderr)  # noqa: T201
        os._exit(1)


def _ended(process: int) -> int:
    """Wait and return the exit code, or minus the signal."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def _killed_at(nth: int) -> Faulty:
    def strike(seen: int) -> None:
        if seen == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    return Faulty(strike)


def _kill_each(home: Path) -> dict[str, Any]:
    scene = _scene(home / "scene")
    expected = _expected(scene, home / "peace")
    bad: list[str] = []
    for nth in count(1):
        folder = _fresh(scene, home / "fault")
        ended = _ended(_child(partial(_run, folder, NEW, _killed_at(nth))))
        bad += _faults(folder, expected, f"point {nth}")
        if ended != -signal.SIGKILL:
            return {"points": nth - 1, "bad": bad + [f"exit {ended}"] * (ended != 0)}
    raise AssertionError


def _kill_twice(home: Path) -> dict[str, Any]:
    scene = _scene(home / "scene")
    expected = _expected(scene, home / "peace")
    dice, bad = random.Random(7), list[str]()  # noqa: S311 — the same pairs each time
    for _ in range(20):
        folder = _fresh(scene, home / "fault")
        pair = (dice.randint(1, 90), dice.randint(1, 90))
        for nth in pair:
            _ended(_child(partial(_run, folder, NEW, _killed_at(nth))))
        bad += _faults(folder, expected, f"points {pair}")
    return {"points": 20, "bad": bad}


def _faults(folder: Path, expected: dict[str, Any], where: str) -> list[str]:
    """Return what is wrong after a kill, then after a run left in peace."""
    found = [f"{where}: {path} torn" for path in _torn(folder)]
    _run(folder, NEW)
    state = _state(folder)
    return found + [f"{where}: {part}" for part in expected if state[part] != expected[part]]


def _race(home: Path) -> dict[str, Any]:
    """Two processes publish the same paths, in turns of different contents; a third one reads."""

    def version(number: int, path: str) -> bytes:
        payload = f"{path} {number}".encode() * 3000
        return _hash(payload).encode() + payload

    def publisher() -> None:
        ledger = _open(home)
        for number in range(12):
            files = {path: version(number, path) for path in NEW}
            if publish(home / "outputs", files, ledger, reserve_bytes=0).kept:
                raise AssertionError("kept")

    _open(home)
    children = [_child(publisher) for _ in range(2)]
    bad, reads = list[str](), 0
    while children:
        children = [one for one in children if os.waitpid(one, os.WNOHANG) == (0, 0)]
        for path in NEW:
            target = home / "outputs" / path
            if target.exists():
                found, reads = target.read_bytes(), reads + 1
                bad += [f"torn {path}"] * (found[:64].decode() != _hash(found[64:]))
    last = {path: version(11, path) for path in NEW}
    publish(home / "outputs", last, _open(home), reserve_bytes=0)
    return {"reads": reads, "bad": bad + ["tree"] * (_files(home / "outputs") != last)}


# --- a real full disk, a real read-only disk ------------------------------------------------------


@contextmanager
def _small_disk(folder: Path, size_kib: int) -> Iterator[Path]:
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size_kib}k", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if made.returncode != 0:
        pytest.skip("mounting a small disk is not allowed here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_is_really_full_leaves_whole_files_and_room_made_completes_them(
    tmp_path: Path,
) -> None:
    scene = _scene(tmp_path / "scene")
    expected = _expected(scene, tmp_path / "peace")
    refused = 0
    with _small_disk(tmp_path / "disk", 600) as disk:
        for free_kib in range(0, 140, 4):
            folder = _fresh(scene, disk / "fault")
            room = os.statvfs(disk)
            ballast = disk / "ballast"
            ballast.write_bytes(bytes(room.f_bavail * room.f_frsize - free_kib * 1024))
            told = _refusal(folder)
            assert told is None or isinstance(told, DiskFullError)
            refused += told is not None
            assert _torn(folder) == []
            ballast.unlink()
            _run(folder, NEW)
            assert _state(folder) == expected
    assert 0 < refused < 35


def test_on_a_read_only_disk_work_that_is_done_stays_done(tmp_path: Path) -> None:
    with _small_disk(tmp_path / "disk", 2000) as disk:
        _run(disk, OLD)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        ledger = Ledger.open(f"sqlite:///{disk}/state/ledger.db")
        assert publish(disk / "outputs", OLD, ledger).unchanged == tuple(OLD)
        with pytest.raises(StorageError, match="lecture seule"):
            publish(disk / "outputs", NEW, _open(disk), reserve_bytes=0)
        with pytest.raises(StorageError, match="lecture seule"):
            _run(disk, NEW)


if __name__ == "__main__":
    KINDS = {"kill": _kill_each, "kill-twice": _kill_twice, "race": _race}
    json.dump(KINDS[sys.argv[1]](Path(sys.argv[2])), sys.stdout)
