from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from pret.failures import StorageError
from pret.vault.disk import Posix
from pret.vault.objects import Objects

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = b"un contenu"
KEY = hashlib.sha256(CONTENT).hexdigest()


def test_a_content_comes_back_by_its_hash(tmp_path: Path) -> None:
    objects = Objects(tmp_path / "objects")
    assert not objects.has(KEY)
    assert objects.put(CONTENT) == KEY
    assert objects.has(KEY)
    assert objects.get(KEY) == CONTENT


def test_an_object_lies_under_the_beginning_of_its_hash(tmp_path: Path) -> None:
    Objects(tmp_path).put(CONTENT)
    assert (tmp_path / KEY[:2] / KEY).read_bytes() == CONTENT


def test_putting_a_content_again_does_not_touch_it(tmp_path: Path) -> None:
    objects = Objects(tmp_path)
    objects.put(CONTENT)
    before = (tmp_path / KEY[:2] / KEY).stat()
    objects.put(CONTENT)
    after = (tmp_path / KEY[:2] / KEY).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_putting_a_content_again_makes_its_name_durable(tmp_path: Path) -> None:
    class Counting(Posix):
        synced = 0

        def sync_folder(self, folder: int) -> None:
            self.synced += 1
            super().sync_folder(folder)

    Objects(tmp_path).put(CONTENT)
    effects = Counting()
    Objects(tmp_path, effects).put(CONTENT)
    assert effects.synced == 1


@pytest.mark.parametrize("damage", [b"", CONTENT[:-1], b"autre chose"])
def test_a_damaged_object_is_told_and_putting_it_again_mends_it(
    tmp_path: Path, damage: bytes
) -> None:
    objects = Objects(tmp_path)
    objects.put(CONTENT)
    (tmp_path / KEY[:2] / KEY).write_bytes(damage)
    with pytest.raises(StorageError, match="abîmé"):
        objects.get(KEY)
    objects.put(CONTENT)
    assert objects.get(KEY) == CONTENT


@pytest.mark.parametrize("key", [KEY, "", "../../etc/passwd", KEY.upper(), KEY + "\n"])
def test_an_unknown_key_is_told(tmp_path: Path, key: str) -> None:
    objects = Objects(tmp_path)
    assert not objects.has(key)
    with pytest.raises(StorageError, match="pas dans le coffre"):
        objects.get(key)
