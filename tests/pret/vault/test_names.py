from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pret.failures import StorageError
from pret.vault.disk import Tree
from pret.vault.names import check_together, safe_parts

ANY_NAME = st.text(max_size=12) | st.sampled_from(["..", ".", "", "a", "É", "CON", "~", "a\\b"])


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../a.docx",
        "a/../../b.docx",
        "a/./b.docx",
        "a//b.docx",
        "a/",
        "a\x00.docx",
        "a\nb.docx",
        "C:/a.docx",
        "a\\..\\b.docx",
        "nul.docx",
        "COM1",
        "a.docx ",
        "a./b.docx",
        "quoi ?.docx",
        "a\u202ecod.exe",
        "e\u0301te.docx",
        "a\ud800.docx",
        "é" * 128,
    ],
)
def test_a_path_that_some_system_cannot_hold_or_that_leaves_the_folder_is_refused(
    path: str,
) -> None:
    with pytest.raises(StorageError):
        safe_parts(path)


@pytest.mark.parametrize(
    "path",
    ["lycees/03-labo/compte-rendu.docx", "Été « 2026 ».pdf", "a/b/c/d", ".caché", "com.docx"],
)
def test_an_ordinary_french_path_is_accepted(path: str) -> None:
    assert "/".join(safe_parts(path)) == path


def test_two_names_that_differ_by_capitals_only_are_refused_together() -> None:
    with pytest.raises(StorageError, match="majuscules"):
        check_together(["a/Note.docx", "a/note.docx"])


def test_a_file_cannot_have_the_name_of_another_ones_folder() -> None:
    with pytest.raises(StorageError, match="dossier"):
        check_together(["a/b/c.docx", "A/b"])


@given(st.lists(ANY_NAME, min_size=1, max_size=4))
@settings(max_examples=150)
def test_whatever_its_name_a_file_is_refused_or_lands_below_the_root(names: list[str]) -> None:
    path = "/".join(names)
    with TemporaryDirectory() as home:
        root = Path(home) / "a" / "root"
        try:
            Tree(root).write(path, b"content")
        except StorageError:
            assert not any(one.is_file() for one in Path(home).rglob("*"))
        else:
            (made,) = (one for one in Path(home).rglob("*") if one.is_file())
            assert made.relative_to(root).as_posix() == path
            assert Tree(root).read(path) == b"content"
