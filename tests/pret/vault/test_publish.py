from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pret.failures import DiskFullError, StorageError
from pret.vault.disk import Posix
from pret.vault.ledger import Ledger
from pret.vault.publish import Published, edited, publish

if TYPE_CHECKING:
    from pathlib import Path

CR, INDEX = "lycees/03/cr.docx", "lycees/index.json"
FILES = {CR: b"version 1", INDEX: b"{}"}


def test_new_files_are_written_in_the_order_given(outputs: Path, ledger: Ledger) -> None:
    assert publish(outputs, FILES, ledger) == Published((CR, INDEX), (), ())
    assert (outputs / CR).read_bytes() == b"version 1"
    assert (outputs / CR).stat().st_mtime_ns <= (outputs / INDEX).stat().st_mtime_ns


def test_publishing_again_touches_nothing(outputs: Path, ledger: Ledger) -> None:
    publish(outputs, FILES, ledger)
    before = (outputs / CR).stat()
    assert publish(outputs, FILES, ledger) == Published((), (CR, INDEX), ())
    after = (outputs / CR).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_new_version_replaces_the_one_that_was_issued(outputs: Path, ledger: Ledger) -> None:
    publish(outputs, FILES, ledger)
    assert publish(outputs, {CR: b"version 2"}, ledger).written == (CR,)
    assert (outputs / CR).read_bytes() == b"version 2"


def test_a_file_edited_by_hand_is_kept_and_the_others_go_on(outputs: Path, ledger: Ledger) -> None:
    publish(outputs, FILES, ledger)
    (outputs / CR).write_bytes(b"version 1, relue")
    done = publish(outputs, {CR: b"version 2", INDEX: b"{2}"}, ledger)
    assert done == Published((INDEX,), (), (CR,))
    assert (outputs / CR).read_bytes() == b"version 1, relue"
    assert edited(outputs, FILES, ledger) == (CR,)


def test_the_edited_file_once_moved_away_the_new_version_takes_its_place(
    outputs: Path, ledger: Ledger
) -> None:
    publish(outputs, FILES, ledger)
    (outputs / CR).write_bytes(b"version 1, relue")
    publish(outputs, {CR: b"version 2"}, ledger)
    (outputs / CR).rename(outputs / "lycees/03/cr-relu.docx")
    assert publish(outputs, {CR: b"version 2"}, ledger).written == (CR,)
    assert edited(outputs, FILES, ledger) == ()


def test_a_file_that_we_never_issued_is_kept_even_when_the_ledger_is_new(
    outputs: Path, ledger: Ledger
) -> None:
    (outputs / CR).parent.mkdir(parents=True)
    (outputs / CR).write_bytes(b"un autre travail")
    assert publish(outputs, FILES, ledger).kept == (CR,)


def test_a_content_issued_elsewhere_is_an_edit_here(outputs: Path, ledger: Ledger) -> None:
    publish(outputs, FILES, ledger)
    (outputs / CR).write_bytes(FILES[INDEX])
    assert publish(outputs, {CR: b"version 2"}, ledger).kept == (CR,)


def test_an_older_issued_version_that_was_put_back_is_ours_to_replace(
    outputs: Path, ledger: Ledger
) -> None:
    publish(outputs, FILES, ledger)
    publish(outputs, {CR: b"version 2"}, ledger)
    (outputs / CR).write_bytes(b"version 1")
    assert publish(outputs, {CR: b"version 3"}, ledger).written == (CR,)


def test_after_the_loss_of_the_ledger_identical_files_are_ours_again(
    outputs: Path, ledger: Ledger, tmp_path: Path
) -> None:
    publish(outputs, FILES, ledger)
    new = Ledger.open(f"sqlite:///{tmp_path}/new.db")
    assert publish(outputs, FILES, new).unchanged == (CR, INDEX)
    assert publish(outputs, {CR: b"version 2"}, new).written == (CR,)


def test_an_empty_file_left_by_a_failed_copy_is_replaced(outputs: Path, ledger: Ledger) -> None:
    publish(outputs, FILES, ledger)
    (outputs / CR).write_bytes(b"")
    assert edited(outputs, [CR, "lycees/absent.docx"], ledger) == ()
    assert publish(outputs, FILES, ledger).written == (CR,)


def test_a_file_saved_while_its_new_version_is_being_written_is_kept(
    outputs: Path, ledger: Ledger
) -> None:
    class Meanwhile(Posix):
        """A disk on which a colleague saves the document just after we have looked at it."""

        def sync(self, file: int) -> None:
            (outputs / CR).write_bytes(b"version 1, relue")
            super().sync(file)

    publish(outputs, FILES, ledger)
    assert publish(outputs, {CR: b"version 2"}, ledger, effects=Meanwhile()).kept == (CR,)
    assert (outputs / CR).read_bytes() == b"version 1, relue"


def test_a_file_of_a_run_that_died_is_not_taken_for_an_edited_one(
    outputs: Path, ledger: Ledger
) -> None:
    class Dying(Posix):
        """A disk whose machine stops just after a file has taken its name."""

        def rename(self, folder: int, old: str, new: str) -> None:
            super().rename(folder, old, new)
            raise KeyboardInterrupt

    publish(outputs, FILES, ledger)
    with pytest.raises(KeyboardInterrupt):
        publish(outputs, {CR: b"version 2"}, ledger, effects=Dying())
    assert (outputs / CR).read_bytes() == b"version 2"
    assert publish(outputs, {CR: b"version 3"}, ledger).written == (CR,)


def test_names_that_a_dead_run_left_are_made_durable_and_its_rests_removed(
    outputs: Path, ledger: Ledger
) -> None:
    class Counting(Posix):
        synced = 0

        def sync_folder(self, folder: int) -> None:
            self.synced += 1
            super().sync_folder(folder)

    publish(outputs, FILES, ledger)
    (outputs / "lycees/03/.pret-1-01234567.part").write_bytes(b"ha")
    effects = Counting()
    assert publish(outputs, FILES, ledger, effects=effects).unchanged == (CR, INDEX)
    assert effects.synced == len(["outputs", "lycees", "03"])
    assert [path.name for path in (outputs / "lycees/03").iterdir()] == ["cr.docx"]


@pytest.mark.parametrize("name", ["../a.docx", "/tmp/a.docx", "a/../../b", "LYCEES/03/CR.docx"])
def test_with_one_unsafe_name_nothing_is_written(outputs: Path, ledger: Ledger, name: str) -> None:
    with pytest.raises(StorageError):
        publish(outputs, {**FILES, name: b"content"}, ledger)
    assert not outputs.exists()


def test_nothing_is_written_through_a_link(outputs: Path, ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    outputs.mkdir()
    (outputs / "lycees").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StorageError, match="lien"):
        publish(outputs, FILES, ledger)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_nearly_full_disk_is_told_before_anything_is_written(
    outputs: Path, ledger: Ledger
) -> None:
    with pytest.raises(DiskFullError, match="Mo"):
        publish(outputs, FILES, ledger, reserve_bytes=10**18)
    assert list(outputs.iterdir()) == []


def test_on_a_nearly_full_disk_what_is_already_published_is_no_error(
    outputs: Path, ledger: Ledger
) -> None:
    publish(outputs, FILES, ledger)
    assert publish(outputs, FILES, ledger, reserve_bytes=10**18).unchanged == (CR, INDEX)
