from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from pret.failures import DiskFullError, StorageError
from pret.vault.disk import Posix, Tree


class Recorder(Posix):
    """The real disk, with a list of what was done to it."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def create(self, folder: int, name: str, mode: int) -> int:
        self.done.append("create")
        return super().create(folder, name, mode)

    def write(self, file: int, content: bytes) -> None:
        self.done.append("write")
        super().write(file, content)

    def sync(self, file: int) -> None:
        self.done.append("sync")
        super().sync(file)

    def rename(self, folder: int, old: str, new: str) -> None:
        self.done.append("rename")
        super().rename(folder, old, new)

    def sync_folder(self, folder: int) -> None:
        self.done.append("sync_folder")
        super().sync_folder(folder)

    def free_bytes(self, folder: int) -> int:  # noqa: ARG002 — the method of a protocol
        return 1_000_000


def test_a_write_syncs_the_content_before_the_name_and_the_name_before_it_returns(
    tmp_path: Path,
) -> None:
    recorder = Recorder()
    Tree(tmp_path, recorder).write("a.docx", b"content")
    assert recorder.done == ["create", "write", "sync", "rename", "sync_folder"]


def test_a_new_folder_is_synced_into_its_parent(tmp_path: Path) -> None:
    recorder = Recorder()
    Tree(tmp_path / "new", recorder).write("a/b.docx", b"content")
    assert recorder.done[:2] == ["sync_folder", "sync_folder"]


def test_a_link_to_a_folder_is_not_entered(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.docx").write_bytes(b"theirs")
    root = tmp_path / "root"
    root.mkdir()
    (root / "link").symlink_to(outside)
    with pytest.raises(StorageError, match="lien"):
        Tree(root).write("link/a.docx", b"ours")
    with pytest.raises(StorageError, match="lien"):
        Tree(root).read("link/a.docx")
    assert (outside / "a.docx").read_bytes() == b"theirs"
    assert len(list(outside.iterdir())) == 1


def test_a_link_in_place_of_a_file_is_neither_read_nor_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"theirs")
    root = tmp_path / "root"
    root.mkdir()
    (root / "a.docx").symlink_to(secret)
    with pytest.raises(StorageError, match="lien symbolique"):
        Tree(root).read("a.docx")
    Tree(root).write("a.docx", b"ours")
    assert secret.read_bytes() == b"theirs"
    assert not (root / "a.docx").is_symlink()


def test_the_root_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    (tmp_path / "outputs").symlink_to(tmp_path / "share")
    Tree(tmp_path / "outputs").write("a.docx", b"content")
    assert (tmp_path / "share/a.docx").read_bytes() == b"content"


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_what_is_not_a_file_cannot_be_read_as_one(tmp_path: Path, make: object) -> None:
    assert callable(make)
    make(tmp_path / "a.docx")
    with pytest.raises(StorageError, match=r"a\.docx"):
        Tree(tmp_path).read("a.docx")


def test_a_file_in_place_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(StorageError, match="la place d’un dossier"):
        Tree(tmp_path).write("a/b.docx", b"content")


def test_the_temporary_file_of_a_dead_writer_is_swept_and_a_living_ones_is_not(
    tmp_path: Path,
) -> None:
    orphan, living = (tmp_path / f".pret-{os.getpid()}-0000000{n}.part" for n in (1, 2))
    orphan.write_bytes(b"ha")
    living.write_bytes(b"ha")
    with living.open("rb") as writer:
        fcntl.flock(writer, fcntl.LOCK_EX)
        Tree(tmp_path).settle("")
    assert list(tmp_path.iterdir()) == [living]


def test_a_last_minute_no_leaves_everything_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"theirs")
    assert not Tree(tmp_path).write("a.docx", b"ours", lambda: False)
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"theirs"]


def test_what_is_private_is_for_its_owner_only(tmp_path: Path) -> None:
    Tree(tmp_path / "state", private=True).write("a/b", b"content")
    modes = [(tmp_path / one).stat().st_mode & 0o777 for one in ("state", "state/a", "state/a/b")]
    assert modes == [0o700, 0o700, 0o600]


def test_lack_of_room_is_told_before_anything_is_written(tmp_path: Path) -> None:
    tree = Tree(tmp_path, Recorder())
    tree.require_room(200_000, 400_000)
    with pytest.raises(DiskFullError, match="plein") as told:
        tree.require_room(200_001, 400_000)
    assert told.value.needed_bytes == 1_000_003
    assert list(tmp_path.iterdir()) == []
