from __future__ import annotations

from pathlib import Path

import pytest

from pret.errors import ChangedMeanwhileError
from pret.vault.disk import Tree
from pret.vault.own_files import go_back, replace_own


def trees(tmp_path: Path) -> tuple[Tree, Tree]:
    (tmp_path / "own").mkdir()
    return Tree(tmp_path / "own"), Tree(tmp_path / "state", private=True)


def test_what_a_file_was_is_kept_and_one_goes_back_and_back_again(tmp_path: Path) -> None:
    own, state = trees(tmp_path)
    own.write("a.yaml", b"one")
    replace_own(own, "a.yaml", b"two", seen=b"one", state=state, programme="p")
    assert own.read("a.yaml") == b"two"
    assert go_back(own, "a.yaml", state=state, programme="p")
    assert own.read("a.yaml") == b"one"
    assert go_back(own, "a.yaml", state=state, programme="p")
    assert own.read("a.yaml") == b"two"


def test_a_file_that_changed_since_it_was_read_is_left_alone(tmp_path: Path) -> None:
    own, state = trees(tmp_path)
    own.write("a.yaml", b"edited")
    with pytest.raises(ChangedMeanwhileError):
        replace_own(own, "a.yaml", b"two", seen=b"one", state=state, programme="p")
    assert own.read("a.yaml") == b"edited"
    assert state.read("former/p/a.yaml") is None


def test_a_file_that_somebody_has_made_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    own, state = trees(tmp_path)
    own.write("a.yaml", b"theirs")
    with pytest.raises(ChangedMeanwhileError):
        replace_own(own, "a.yaml", b"ours", seen=None, state=state, programme="p")
    assert own.read("a.yaml") == b"theirs"


def test_without_a_former_content_there_is_no_way_back(tmp_path: Path) -> None:
    own, state = trees(tmp_path)
    own.write("a.yaml", b"one")
    assert not go_back(own, "a.yaml", state=state, programme="p")
    assert own.read("a.yaml") == b"one"
