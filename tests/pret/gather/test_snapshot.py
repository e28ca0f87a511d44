"""A folder read once: whole files, files being written, names that cannot be used."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pret.gather.snapshot import take_snapshot


@dataclass
class FakeClock:
    """A clock that stands still, and runs something whenever it is asked to wait."""

    time_s: float = field(default_factory=time.time)
    waited_s: list[float] = field(default_factory=list)
    meanwhile: Callable[[], object] = lambda: None

    def now(self) -> float:
        return self.time_s

    def wait(self, seconds: float) -> None:
        self.waited_s.append(seconds)
        self.meanwhile()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "lundi.md").write_bytes(b"# Lundi\n")
    (tmp_path / "notes" / "mardi.md").write_bytes(b"# Mardi\n")
    return tmp_path


def test_files_are_given_by_name_with_their_hash(folder: Path) -> None:
    snapshot = take_snapshot(folder, ["notes"], quiet_s=0)
    assert list(snapshot.files) == ["notes/lundi.md", "notes/mardi.md"]
    file = snapshot.files["notes/lundi.md"]
    assert file.content == b"# Lundi\n"
    assert file.sha256 == hashlib.sha256(b"# Lundi\n").hexdigest()


def test_only_the_hash_is_kept_of_files_that_are_only_listed(folder: Path) -> None:
    snapshot = take_snapshot(folder, ["notes"], quiet_s=0, hashed_only=lambda _: True)
    file = snapshot.files["notes/lundi.md"]
    assert file.content == b""
    assert file.sha256 == hashlib.sha256(b"# Lundi\n").hexdigest()


def test_an_absent_folder_is_an_empty_one(tmp_path: Path) -> None:
    snapshot = take_snapshot(tmp_path, ["notes"], quiet_s=0)
    assert snapshot.files == {}
    assert snapshot.set_aside == ()


def test_a_fresh_copy_is_read_after_one_wait_for_the_whole_folder(folder: Path) -> None:
    clock = FakeClock()
    snapshot = take_snapshot(folder, ["notes"], quiet_s=2, clock=clock)
    assert len(snapshot.files) == 2
    assert len(clock.waited_s) == 1
    assert 0 < clock.waited_s[0] <= 2


def test_old_files_are_read_without_waiting(folder: Path) -> None:
    clock = FakeClock(time_s=time.time() + 3600)
    snapshot = take_snapshot(folder, ["notes"], quiet_s=2, clock=clock)
    assert len(snapshot.files) == 2
    assert clock.waited_s == []


def test_a_file_still_changing_is_set_aside_and_the_rest_is_read(folder: Path) -> None:
    place = folder / "notes" / "mardi.md"
    clock = FakeClock(meanwhile=lambda: place.write_bytes(b"# Mardi\nencore\n"))
    snapshot = take_snapshot(folder, ["notes"], quiet_s=2, clock=clock)
    assert list(snapshot.files) == ["notes/lundi.md"]
    assert [one.file for one in snapshot.set_aside] == ["notes/mardi.md"]
    assert "en cours d’écriture" in snapshot.set_aside[0].reason


def test_a_copy_that_bears_an_old_date_counts_as_just_written(folder: Path) -> None:
    for place in (folder / "notes").iterdir():
        os.utime(place, (1_000_000_000, 1_000_000_000))
    clock = FakeClock()
    take_snapshot(folder, ["notes"], quiet_s=2, clock=clock)
    assert len(clock.waited_s) == 1


def test_a_restored_date_does_not_hide_a_change(folder: Path) -> None:
    place = folder / "notes" / "mardi.md"
    status = place.stat()

    def rewrite() -> None:
        place.write_bytes(b"# MARDI\n")
        os.utime(place, ns=(status.st_atime_ns, status.st_mtime_ns))

    snapshot = take_snapshot(folder, ["notes"], quiet_s=2, clock=FakeClock(meanwhile=rewrite))
    assert list(snapshot.files) == ["notes/lundi.md"]


def test_a_file_that_vanishes_while_waiting_is_told(folder: Path) -> None:
    clock = FakeClock(meanwhile=(folder / "notes" / "mardi.md").unlink)
    snapshot = take_snapshot(folder, ["notes"], quiet_s=2, clock=clock)
    assert [one.reason.split(".")[0] for one in snapshot.set_aside] == [
        "fichier disparu pendant la lecture"
    ]


def test_an_empty_file_is_set_aside(folder: Path) -> None:
    (folder / "notes" / "vide.md").touch()
    snapshot = take_snapshot(folder, ["notes"], quiet_s=0)
    assert [(one.file, one.reason) for one in snapshot.set_aside] == [
        ("notes/vide.md", "fichier vide (0 octet). Déposez-le de nouveau.")
    ]


@pytest.mark.parametrize(
    "name",
    [".~lock.note.docx#", "~$note.docx", "note.part", "note.tmp", ".DS_Store", "Thumbs.db", ".~x"],
)
def test_what_programs_leave_behind_is_ignored(folder: Path, name: str) -> None:
    (folder / "notes" / name).write_bytes(b"x")
    snapshot = take_snapshot(folder, ["notes"], quiet_s=0)
    assert len(snapshot.files) == 2
    assert snapshot.set_aside == ()


@pytest.mark.parametrize(
    "name",
    [
        "lundi (conflicted copy 2027-03-16).md",
        "lundi_conflict-20270316.md",
        "lundi (copie en conflit de Jeanne).md",
        "lundi.sync-conflict-20270316.md",
    ],
)
def test_a_copy_in_conflict_is_told_and_not_read(folder: Path, name: str) -> None:
    (folder / "notes" / name).write_bytes(b"x")
    snapshot = take_snapshot(folder, ["notes"], quiet_s=0)
    assert [one.file for one in snapshot.set_aside] == [f"notes/{name}"]
    assert len(snapshot.files) == 2


def test_links_are_never_followed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("ailleurs")
    (outside / "secret.md").write_bytes(b"secret")
    (folder / "notes" / "lien.md").symlink_to(outside / "secret.md")
    (folder / "notes" / "dossier").symlink_to(outside)
    snapshot = take_snapshot(folder, ["notes"], quiet_s=0)
    assert len(snapshot.files) == 2
    assert [(one.file, one.reason.split(".")[0]) for one in snapshot.set_aside] == [
        ("notes/dossier", "c’est un lien"),
        ("notes/lien.md", "c’est un lien"),
    ]


def test_what_is_no_file_is_not_opened(folder: Path) -> None:
    os.mkfifo(folder / "notes" / "tube.md")
    snapshot = take_snapshot(folder, ["notes"], quiet_s=0)
    assert [one.file for one in snapshot.set_aside] == ["notes/tube.md"]
    assert "autre chose qu’un fichier" in snapshot.set_aside[0].reason


def test_two_names_that_look_the_same_are_both_set_aside(folder: Path) -> None:
    (folder / "notes" / "e\u0301te\u0301.md").write_bytes(b"a")
    (folder / "notes" / "\u00e9t\u00e9.md").write_bytes(b"b")
    snapshot = take_snapshot(folder, ["notes"], quiet_s=0)
    assert len(snapshot.files) == 2
    assert [one.file for one in snapshot.set_aside] == ["notes/été.md"]
    assert "même nom" in snapshot.set_aside[0].reason


@pytest.mark.parametrize("name", ["a\nb.md", "a\u202eb.md", "a\x07.md", os.fsdecode(b"a\xff.md")])
def test_a_name_with_invisible_characters_is_set_aside(folder: Path, name: str) -> None:
    (folder / "notes" / name).write_bytes(b"x")
    snapshot = take_snapshot(folder, ["notes"], quiet_s=0)
    assert len(snapshot.files) == 2
    assert "�" in snapshot.set_aside[0].file


def test_a_name_that_looks_like_an_option_is_only_a_name(folder: Path) -> None:
    (folder / "notes" / "--output=x.md").write_bytes(b"x")
    assert "notes/--output=x.md" in take_snapshot(folder, ["notes"], quiet_s=0).files
