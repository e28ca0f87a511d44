"""Pictures made ready: upright, small, without metadata, the same bytes each time."""

from __future__ import annotations

import contextlib
import hashlib
import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from memory_cache import MemoryCache
from PIL import Image

from pret.domain.tree import Picture
from pret.errors import UnreadableFileError
from pret.gather.photos import prepare
from pret.gather.picture_code import Preparation, encode
from pret.gather.snapshot import ReadFile

OWNER = "Nom Secret"


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    written = io.BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def scene(width_px: int = 240, height_px: int = 160) -> Image.Image:
    """Something with as many colours as a photo."""
    noise = hashlib.shake_128(b"scene").digest(width_px * height_px * 3)
    return Image.frombytes("RGB", (width_px, height_px), noise)


def phone_photo() -> bytes:
    """A photo as a phone leaves it: lying on its side, with position and owner."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x013B] = OWNER
    exif.get_ifd(0x8825).update({1: "N", 2: (45.0, 42.0, 0.0)})
    return saved(scene(), "JPEG", exif=exif, comment=OWNER.encode())


def huge_png(width_px: int, height_px: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        checked = kind + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">IIBBBBB", width_px, height_px, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(encode(content, "photo", Preparation()).content))


def file_of(name: str, content: bytes) -> ReadFile:
    return ReadFile(name, content, hashlib.sha256(content).hexdigest())


def test_a_photo_is_upright_and_says_nothing_of_its_owner() -> None:
    encoded = encode(phone_photo(), "photo.jpg", Preparation())
    assert (encoded.width_px, encoded.height_px) == (160, 240)
    assert OWNER.encode() not in encoded.content
    assert dict(Image.open(io.BytesIO(encoded.content)).getexif()) == {}
    assert Image.open(io.BytesIO(encoded.content)).info.keys() <= {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
    }


def test_a_turned_png_is_upright_too() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert opened(saved(scene(), "PNG", exif=exif)).size == (160, 240)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize(
    ("size", "prepared"),
    [
        ((2000, 1000), (1280, 640)),
        ((2592, 1944), (1296, 972)),
        ((1945, 2593), (973, 1297)),
        ((1500, 600), (1500, 600)),
        ((3200, 2400), (1280, 960)),
        ((100, 90), (100, 90)),
    ],
)
def test_the_longest_side_has_1280_points_or_a_fifth_more_when_halving_does(
    kind: str, size: tuple[int, int], prepared: tuple[int, int]
) -> None:
    assert opened(saved(scene(*size), kind)).size == prepared


def test_the_same_photo_gives_the_same_bytes() -> None:
    how = Preparation()
    assert encode(phone_photo(), "a", how).content == encode(phone_photo(), "b", how).content


def test_a_plan_stays_sharp_and_a_photo_kept_as_png_becomes_a_jpeg() -> None:
    plan = encode(saved(Image.new("RGB", (800, 600), "white"), "PNG"), "plan.png", Preparation())
    photo = encode(saved(scene(), "PNG"), "photo.png", Preparation())
    assert (plan.media_type, photo.media_type) == ("image/png", "image/jpeg")


def test_a_logo_is_kept_without_loss() -> None:
    logo = encode(saved(scene(), "PNG"), "logo.png", Preparation(800, lossless=True))
    kept = Image.open(io.BytesIO(logo.content))
    assert logo.media_type == "image/png"
    assert kept.tobytes() == scene().tobytes()


def test_a_logo_loses_the_white_around_it_and_an_all_white_one_stays() -> None:
    framed = Image.new("RGBA", (60, 50), (0, 0, 0, 0))
    framed.paste("navy", (10, 15, 50, 35))
    logo = encode(saved(framed, "PNG"), "logo.png", Preparation(800, lossless=True))
    assert (logo.width_px, logo.height_px) == (40, 20)
    blank = saved(Image.new("RGB", (60, 50), "white"), "PNG")
    assert encode(blank, "logo.png", Preparation(800, lossless=True)).width_px == 60


@pytest.mark.parametrize(
    ("image", "kind", "expected"),
    [
        (Image.new("RGBA", (40, 40), (255, 0, 0, 128)), "PNG", (255, 127, 127)),
        (Image.new("LA", (40, 40), (0, 0)), "PNG", (255, 255, 255)),
        (Image.new("I;16", (40, 40), 40_000), "PNG", (156, 156, 156)),
        (Image.new("1", (40, 40), 1), "PNG", (255, 255, 255)),
        (Image.new("P", (40, 40)), "PNG", (0, 0, 0)),
        (Image.new("L", (40, 40), 100), "JPEG", (100, 100, 100)),
        (Image.new("CMYK", (40, 40), (0, 0, 0, 0)), "JPEG", (255, 255, 255)),
        (Image.new("RGB", (40, 40), "white"), "WEBP", (255, 255, 255)),
    ],
)
def test_every_kind_of_colour_becomes_plain(
    image: Image.Image, kind: str, expected: tuple[int, int, int]
) -> None:
    assert opened(saved(image, kind)).convert("RGB").getpixel((5, 5)) == expected


def test_the_content_counts_and_not_the_name() -> None:
    assert encode(saved(scene(), "PNG"), "photo.jpg", Preparation()).media_type == "image/jpeg"


def test_what_follows_a_picture_does_not_pass() -> None:
    polyglot = saved(scene(), "JPEG") + b"<script>alert(1)</script>"
    assert b"script" not in encode(polyglot, "photo.jpg", Preparation()).content


FRAMES = [Image.new("RGB", (20, 20), "red"), Image.new("RGB", (20, 20), "blue")]

REFUSED: dict[str, Callable[[], bytes]] = {
    "I1, 900 millions de points": lambda: huge_png(30_000, 30_000),
    "I2, 169 millions de points": lambda: huge_png(13_000, 13_000),
    "I3, JPEG tronqué": lambda: saved(scene(), "JPEG")[:9000],
    "I3, PNG tronqué": lambda: saved(scene(), "PNG")[:9000],
    "I4, texte": lambda: b"bonjour",
    "I9, GIF": lambda: saved(FRAMES[0], "GIF"),
    "I9, BMP": lambda: saved(FRAMES[0], "BMP"),
    "I9, TIFF": lambda: saved(FRAMES[0], "TIFF"),
    "I9, WebP animé": lambda: saved(FRAMES[0], "WEBP", save_all=True, append_images=FRAMES[1:]),
    "I9, PNG animé": lambda: saved(FRAMES[0], "PNG", save_all=True, append_images=FRAMES[1:]),
    "I11, SVG": lambda: b"<svg xmlns='x'><script/></svg>",
    "PDF": lambda: b"%PDF-1.7",
    "HEIC abîmé": lambda: b"\x00\x00\x00\x18ftypheic" + bytes(50),
}


@pytest.mark.filterwarnings("error")
def test_each_picture_that_cannot_be_used_is_refused_with_its_reason(
    golden: Callable[[str, str], None],
) -> None:
    told: list[str] = []
    for name, make in REFUSED.items():
        with pytest.raises(UnreadableFileError) as refusal:
            encode(make(), "photos/image", Preparation())
        told.append(f"{name}\n  {refusal.value}\n")
    golden("photo-refusals.txt", "\n".join(told))


def test_a_photo_is_decoded_once_and_then_remembered() -> None:
    cache = MemoryCache()
    photo = file_of("a.jpg", phone_photo())
    first = prepare([(photo, Preparation())], cache)
    # The content is gone: only what was remembered can answer.
    again = prepare([(ReadFile("a.jpg", b"", photo.sha256), Preparation())], cache)
    assert first == again
    picture = first["a.jpg"]
    assert isinstance(picture, Picture)
    assert (
        picture.key == hashlib.sha256(encode(photo.content, "a", Preparation()).content).hexdigest()
    )


def test_a_picture_lost_from_the_cache_is_made_again() -> None:
    cache = MemoryCache()
    photo = file_of("a.jpg", phone_photo())
    first = prepare([(photo, Preparation())], cache)
    del cache.kept[Preparation().key(photo.sha256)]
    assert prepare([(photo, Preparation())], cache) == first


def test_one_damaged_photo_does_not_stop_the_others() -> None:
    files = [file_of("a.jpg", phone_photo()[:3000]), file_of("b.jpg", phone_photo())]
    prepared = prepare([(file, Preparation()) for file in files], MemoryCache())
    assert isinstance(prepared["a.jpg"], UnreadableFileError)
    assert isinstance(prepared["b.jpg"], Picture)


@settings(max_examples=60)
@given(st.data())
def test_a_spoilt_photo_is_made_or_refused_and_never_anything_else(data: st.DataObject) -> None:
    content = bytearray(saved(scene(60, 40), data.draw(st.sampled_from(["JPEG", "PNG", "WEBP"]))))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    with contextlib.suppress(UnreadableFileError):
        encoded = encode(bytes(content), "photo", Preparation())
        assert Image.open(io.BytesIO(encoded.content)).size == (encoded.width_px, encoded.height_px)


def test_real_photos_come_out_upright_and_clean(real_folder: Path) -> None:
    turned = 0
    for path in sorted((real_folder / "photos").iterdir()):
        encoded = encode(path.read_bytes(), path.name, Preparation(400))
        image = Image.open(io.BytesIO(encoded.content))
        assert dict(image.getexif()) == {}
        assert b"GPS" not in encoded.content
        assert b"http" not in encoded.content
        if path.name.startswith("orientation_portrait"):
            assert image.height > image.width
            turned += 1
        elif path.name.startswith("orientation_landscape"):
            assert image.width > image.height
            turned += 1
    assert turned == 7


def test_turned_real_photos_show_the_same_scene(real_folder: Path) -> None:
    def small(name: str) -> bytes:
        content = (real_folder / "photos" / name).read_bytes()
        encoded = encode(content, name, Preparation(150))
        image = Image.open(io.BytesIO(encoded.content)).convert("L")
        # Its corner only: each copy bears its own number in the middle.
        return image.crop((0, 0, 60, 40)).resize((6, 4)).tobytes()

    upright = small("orientation_portrait_1.jpg")
    for number in (3, 6, 8):
        turned = small(f"orientation_portrait_{number}.jpg")
        assert max(abs(a - b) for a, b in zip(upright, turned, strict=True)) < 25
