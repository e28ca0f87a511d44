"""The bundled fonts."""

from __future__ import annotations

from pret.render.fonts import bundled_fonts


def test_each_face_is_bundled_once_so_that_no_choice_is_left_to_the_folder() -> None:
    files = bundled_fonts()
    assert len({file.name for file in files}) == len(files) == 6
    assert all(file.suffix == ".otf" and file.is_file() for file in files)
