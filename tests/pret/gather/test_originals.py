"""Pictures at their full size: every point, upright, nothing of what came with them."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from memory_cache import MemoryCache
from PIL import Image

from pret.domain.tree import Picture
from pret.errors import UnreadableFileError
from pret.gather.originals import Original, full_size

OWNER = "Nom Secret"
ROOT = Path(__file__).parents[3]


def photo(width_px: int = 2400, height_px: int = 1600, kind: str = "JPEG") -> bytes:
    """A photo as a phone leaves it: lying on its side, with position and owner."""
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = 6, OWNER
    exif.get_ifd(0x8825).update({1: "N", 2: (45.0, 42.0, 0.0)})
    written = io.BytesIO()
    Image.new("RGB", (width_px, height_px), "teal").save(written, kind, exif=exif)
    return written.getvalue()


def left(folder: Path, name: str, content: bytes) -> Original:
    """Leave a file in a programme's folder, as it was when it was gathered."""
    path = folder / "01-study-trip" / "photos" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return Original(f"01-study-trip/photos/{name}", hashlib.sha256(content).hexdigest())


def made(folder: Path, original: Original, cache: MemoryCache) -> tuple[Picture, bytes]:
    found = full_size(folder, original, cache)
    assert isinstance(found, Picture)
    (content,) = (
        each for each in cache.kept.values() if hashlib.sha256(each).hexdigest() == found.key
    )
    return found, content


def test_every_point_is_kept_upright_and_bare(tmp_path: Path) -> None:
    picture, content = made(tmp_path, left(tmp_path, "a.jpg", photo()), MemoryCache())
    assert (picture.width_px, picture.height_px) == (1600, 2400)
    assert picture.media_type == "image/jpeg"
    assert OWNER.encode() not in content
    with Image.open(io.BytesIO(content)) as image:
        assert image.size == (1600, 2400)
        assert not image.getexif()
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_png_stays_a_png_whatever_it_weighs(tmp_path: Path) -> None:
    noise = Image.frombytes("RGB", (120, 80), hashlib.shake_128(b"noise").digest(28_800))
    written = io.BytesIO()
    noise.save(written, "PNG")
    original = left(tmp_path, "plan.png", written.getvalue())
    picture, content = made(tmp_path, original, MemoryCache())
    assert picture.media_type == "image/png"
    with Image.open(io.BytesIO(content)) as image:
        assert image.tobytes() == noise.tobytes()


def test_a_heic_becomes_a_jpeg_with_all_its_points() -> None:
    file = "01-study-trip/photos/IMG_2047.HEIC"
    folder = ROOT / "inputs" / "lycees"
    content = (folder / file).read_bytes()
    original = Original(file, hashlib.sha256(content).hexdigest())
    picture, content = made(folder, original, MemoryCache())
    assert picture.media_type == "image/jpeg"
    assert max(picture.width_px, picture.height_px) > 1600
    assert content.startswith(b"\xff\xd8\xff")


def test_an_unchanged_photo_is_not_read_again(tmp_path: Path) -> None:
    original, cache = left(tmp_path, "a.jpg", photo()), MemoryCache()
    first = full_size(tmp_path, original, cache)
    (tmp_path / original.file).unlink()
    assert full_size(tmp_path, original, cache) == first


@pytest.mark.parametrize("after", [None, photo(300, 200), b"no picture at all"])
def test_a_file_gone_or_changed_since_it_was_gathered_is_told(
    tmp_path: Path, after: bytes | None
) -> None:
    original = left(tmp_path, "a.jpg", photo())
    path = tmp_path / original.file
    path.unlink()
    if after is not None:
        path.write_bytes(after)
    found = full_size(tmp_path, original, MemoryCache())
    assert isinstance(found, UnreadableFileError)
    assert found.file == original.file
    assert "depuis sa lecture" in found.reason
