"""Photos and their entries: each without the other is told; the rest is prepared."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from memory_cache import MemoryCache
from PIL import Image

from pret.domain.origins import OriginKind
from pret.gather.photo_entries import GatheredPhotos, gather_photos
from pret.gather.snapshot import take_snapshot


def jpeg(colour: str = "green", size: tuple[int, int] = (60, 40)) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, colour).save(written, "JPEG")
    return written.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "02" / "photos"
    place.mkdir(parents=True)
    return place


def gathered(folder: Path) -> GatheredPhotos:
    root = folder.parents[1]
    snapshot = take_snapshot(root, ["02/photos"], quiet_s=0)
    return gather_photos(snapshot, "02/photos", MemoryCache())


def test_photos_come_in_the_order_of_their_list(folder: Path) -> None:
    for name in ("a.jpg", "b.jpg"):
        (folder / name).write_bytes(jpeg((name[0] == "a" and "red") or "blue"))
    text = "version: 1\nphotos:\n  - {file: b.jpg, alt: Un hall}\n  - {file: a.jpg}\n"
    (folder / "photos.yaml").write_text(text, "utf-8")
    found = gathered(folder)
    assert [prepared.photo.file for prepared in found.photos] == ["b.jpg", "a.jpg"]
    first = found.photos[0]
    assert (first.origin.kind, first.origin.path, first.origin.line) == (
        OriginKind.FIELD,
        "photos[0]",
        3,
    )
    assert (first.picture.alt, first.picture.width_px) == ("Un hall", 60)
    assert found.problems == ()


def test_a_photo_that_opens_a_chapter_is_prepared_larger(folder: Path) -> None:
    for name in ("grande.jpg", "simple.jpg"):
        (folder / name).write_bytes(jpeg(size=(2800, 2100)))
    text = "version: 1\nphotos:\n  - {file: simple.jpg}\n  - {file: grande.jpg, tags: [cover]}\n"
    (folder / "photos.yaml").write_text(text, "utf-8")
    widths_px = [prepared.picture.width_px for prepared in gathered(folder).photos]
    assert widths_px == [1400, 2100]


def test_everything_that_does_not_match_is_told_at_once(
    folder: Path, golden: Callable[[str, str], None]
) -> None:
    (folder / "IMG_01.JPG").write_bytes(jpeg())
    (folder / "seule.jpg").write_bytes(jpeg())
    (folder / "abimee.jpg").write_bytes(jpeg()[:300])
    (folder / "vide.jpg").touch()
    text = """\
version: 1
photos:
  - {file: img_01.jpg}
  - {file: absente.jpg}
  - {file: abimee.jpg}
  - {file: abimee.jpg}
  - {file: vide.jpg}
  - {legende: sans fichier}
"""
    (folder / "photos.yaml").write_text(text, "utf-8")
    found = gathered(folder)
    assert found.photos == ()
    told = [str(problem) for problem in found.problems]
    told += [f"écarté : {one.file} : {one.reason}" for one in found.set_aside]
    golden("photo-entries.txt", "\n".join(told) + "\n")


def test_a_refused_entry_is_not_told_again_as_a_photo_without_entry(folder: Path) -> None:
    (folder / "a.jpg").write_bytes(jpeg())
    text = "version: 1\nphotos:\n  - {file: a.jpg, people: [Karim]}\n"
    (folder / "photos.yaml").write_text(text, "utf-8")
    assert len(gathered(folder).problems) == 1


def test_photos_without_list_are_told_once(folder: Path) -> None:
    for name in ("a.jpg", "b.jpg"):
        (folder / name).write_bytes(jpeg())
    problems = gathered(folder).problems
    assert [problem.file for problem in problems] == ["02/photos/photos.yaml"]
    assert "photos (2)" in problems[0].found


def test_a_list_that_cannot_be_read_leaves_only_its_own_problem(folder: Path) -> None:
    (folder / "a.jpg").write_bytes(jpeg())
    (folder / "photos.yaml").write_bytes(b"photos:\n\t- file: a.jpg\n")
    assert [problem.line for problem in gathered(folder).problems] == [2]


def test_the_list_may_be_a_workbook(folder: Path) -> None:
    (folder / "a.jpg").write_bytes(jpeg())
    book = openpyxl.Workbook()
    book.active.append(["Fichier", "Légende", "Personnes reconnaissables"])
    book.active.append(["a.jpg", "La cour", "P-001 ; P-002"])
    book.save(folder / "photos.xlsx")
    found = gathered(folder)
    assert found.problems == ()
    assert found.photos[0].photo.people == ("P-001", "P-002")
    assert found.photos[0].origin.line == 2


def test_names_written_in_two_codes_of_accents_match(folder: Path) -> None:
    (folder / "e\u0301te\u0301.jpg").write_bytes(jpeg())
    text = "version: 1\nphotos:\n  - {file: \u00e9t\u00e9.jpg}\n"
    (folder / "photos.yaml").write_text(text, "utf-8")
    assert len(gathered(folder).photos) == 1
