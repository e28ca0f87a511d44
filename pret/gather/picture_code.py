"""One picture decoded whole and encoded anew: upright, in sRGB, scaled down, no metadata.

Whatever it claims to be: this is what keeps positions, names, hidden tails and damaged halves out
of the documents.
"""

from __future__ import annotations

import functools
import importlib.metadata
import io
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pret.errors import UnreadableFileError

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 60_000_000
#: The text's width, 162 mm, at 200 points an inch.
PHOTO_SIDE_PX = 1280
#: A photo that opens a document or a chapter: two thirds of an A4 page at 200 points an inch,
#: cut out of a photo in 4:3, need 1,559 points on the short side.
OPENING_SIDE_PX = 2100
LOGO_SIDE_PX = 800
JPEG_QUALITY = 82

#: A side this much longer than asked for is left so: halving is cheap and any other scaling is not.
_MOST_OVER = 1.2
_FEW_COLOURS = 4096
#: A point this close to white, on 255, counts as white: scaling leaves such traces.
_NEARLY_WHITE = 8
_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")


@dataclass(frozen=True, slots=True)
class Preparation:
    """How a picture is prepared. side_px: its longest side, or up to a fifth more.

    lossless: a logo, kept as PNG and without the white around it: the layout leaves its own.
    keeps_png: a PNG stays one, whatever it weighs.
    """

    side_px: int = PHOTO_SIDE_PX
    lossless: bool = False
    keeps_png: bool = False
    quality: int = JPEG_QUALITY

    def key(self, sha256: str) -> str:
        """Return what the prepared picture of a source is kept under."""
        kind = "logo/3" if self.lossless else "full/1" if self.keeps_png else "photo/2"
        return f"{kind}/{_versions()}/{self.side_px}/{self.quality}/{sha256}"


@dataclass(frozen=True, slots=True)
class Encoded:
    """A prepared picture's bytes and size."""

    content: bytes
    width_px: int
    height_px: int
    media_type: str


def encode(content: bytes, file: str, how: Preparation) -> Encoded:
    """Return a picture's bytes made anew; the same for the same bytes.

    Raises UnreadableFileError with the reason.
    """
    kind = _kind(content)
    if kind in _REFUSED:
        raise UnreadableFileError(file, _REFUSED[kind])
    try:
        return _encoded(_decoded(content, kind, file, how), how, png=kind == "PNG")
    except UnreadableFileError:
        raise
    except Exception as fault:  # decoders raise anything at all on damaged bytes
        bomb = isinstance(fault, MemoryError) or "Bomb" in type(fault).__name__
        raise UnreadableFileError(file, _TOO_LARGE if bomb else _DAMAGED) from fault


_DAMAGED = "photo abîmée ou incomplète. Déposez de nouveau l’original."
_TOO_LARGE = (
    f"image démesurée : {MOST_PIXELS // 1_000_000} millions de points au plus. "
    "Exportez-la plus petite."
)
_REFUSED: Mapping[str, str] = {
    "": "ce n’est pas une photo. Déposez un fichier JPEG, PNG, HEIC ou WebP.",
    "SVG": "les images SVG ne sont pas acceptées. Exportez-la en PNG.",
    "GIF": "les images GIF ne sont pas acceptées. Exportez-la en PNG.",
    "TIFF": "les images TIFF ne sont pas acceptées. Exportez-la en JPEG.",
    "BMP": "les images BMP ne sont pas acceptées. Exportez-la en PNG.",
    "PDF": "c’est un PDF. Déposez-le dans « reports/ », ou exportez la page en PNG.",
}


def _kind(content: bytes) -> str:
    """Return the format of a picture by its first bytes, never by its name."""
    start = content[:16]
    if start[4:8] == b"ftyp":
        return "HEIF" if start[8:12] in _HEIF_BRANDS else ""
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "WEBP"
    if content.lstrip()[:5].lower() in (b"<?xml", b"<svg ", b"<svg>"):
        return "SVG"
    beginnings = {
        b"\xff\xd8\xff": "JPEG",
        b"\x89PNG\r\n\x1a\n": "PNG",
        b"GIF8": "GIF",
        b"II*\x00": "TIFF",
        b"MM\x00*": "TIFF",
        b"BM": "BMP",
        b"%PDF": "PDF",
    }
    return next((kind for mark, kind in beginnings.items() if start.startswith(mark)), "")


def _decoded(content: bytes, kind: str, file: str, how: Preparation) -> Image:
    """Return the whole picture, upright, in sRGB, scaled down."""
    from PIL import ImageOps

    image = _opened(content, kind)
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise UnreadableFileError(file, _TOO_LARGE)
    if getattr(image, "n_frames", 1) > 1 and image.format in ("PNG", "WEBP"):
        raise UnreadableFileError(file, "image animée. Exportez-en une vue fixe.")
    if kind == "JPEG":
        # Decodes at half or quarter size when that is enough.
        image.draft("RGB", _within(image.size, how.side_px))
    image.load()
    profile = image.info.get("icc_profile")
    image = _scaled(_flat(image), how.side_px)
    if kind != "HEIF":  # its decoder has applied the turns already
        image = ImageOps.exif_transpose(image)
    return _in_srgb(image, profile)


def _scaled(image: Image, side_px: int) -> Image:
    """Return a picture cut down to a side: by a whole number of points, then only if need be."""
    from PIL import Image

    factor = max(image.size) // side_px
    if factor > 1:
        image = image.reduce(factor)
    if max(image.size) <= side_px * _MOST_OVER:
        return image
    return image.resize(_within(image.size, side_px), Image.Resampling.BICUBIC)


def _within(size: tuple[int, int], side_px: int) -> tuple[int, int]:
    """Return a size with the same proportions whose longest side is side_px, or less as it was."""
    scale = min(1.0, side_px / max(size))
    width, height = size
    return max(1, round(width * scale)), max(1, round(height * scale))


def _opened(content: bytes, kind: str) -> Image:
    """Return a picture whose size is known and whose points are not decoded yet."""
    from PIL import Image

    if kind == "HEIF":
        import pillow_heif

        heif = pillow_heif.open_heif(io.BytesIO(content), convert_hdr_to_8bit=True)
        width, height = heif.size
        if width * height > MOST_PIXELS:
            raise Image.DecompressionBombError
        found: Image.Image = heif.to_pillow()
        return found
    with warnings.catch_warnings():
        # Its own limit is told on the screen; ours comes right after.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        return Image.open(io.BytesIO(content), formats=(kind,))


def _flat(image: Image) -> Image:
    """Return a picture in RGB (or CMYK, still to be converted), on white where it lets through."""
    from PIL import Image

    if image.mode in ("RGB", "CMYK"):
        return image
    exif = image.getexif()
    if image.mode.startswith(("I;16", "I")):  # 16 bits a point
        flat = image.point(lambda value: value / 256, "L") if image.mode != "I" else image
        flat = flat.convert("RGB")
    elif image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        flat = Image.new("RGB", image.size, "white")
        flat.paste(clear, mask=clear.getchannel("A"))
    else:
        flat = image.convert("RGB")
    flat.info["exif"] = exif.tobytes()  # its orientation is still to be applied
    return flat


def _in_srgb(image: Image, profile: bytes | None) -> Image:
    """Return a picture in sRGB; a profile that cannot be used counts as none."""
    from PIL import ImageCms

    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if "sRGB" in ImageCms.getProfileName(source) and image.mode == "RGB":
                return image
            target = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None  # a damaged profile: the picture's own values are kept
        if converted is not None:
            return converted
    return image if image.mode == "RGB" else image.convert("RGB")


def _encoded(image: Image, how: Preparation, *, png: bool) -> Encoded:
    from PIL import Image

    # A picture of its own, so that nothing that came with the source is written.
    clean = Image.new("RGB", image.size)
    clean.paste(image)
    size = clean.size
    if how.lossless:
        clean = _trimmed(clean)
        return Encoded(_as_png(clean), *clean.size, "image/png")
    if how.keeps_png and png:
        whole = io.BytesIO()
        clean.save(whole, "PNG")  # a palette would take half a second a picture to find
        return Encoded(whole.getvalue(), *size, "image/png")
    jpeg = io.BytesIO()
    clean.save(jpeg, "JPEG", quality=how.quality)
    drawn = _as_png(clean) if png and clean.getcolors(_FEW_COLOURS) is not None else None
    if drawn is not None and len(drawn) < len(jpeg.getvalue()):
        return Encoded(drawn, *size, "image/png")
    return Encoded(jpeg.getvalue(), *size, "image/jpeg")


def _trimmed(image: Image) -> Image:
    """Return a picture without the white margin around what it shows."""
    from PIL import ImageChops

    shown = ImageChops.invert(image).point(lambda value: 255 if value > _NEARLY_WHITE else 0)
    return image.crop(shown.getbbox()) if shown.getbbox() is not None else image


def _as_png(image: Image) -> bytes:
    """Return a picture as PNG, with a palette when its colours fit one without loss."""
    from PIL import Image as Images

    written = io.BytesIO()
    if image.getcolors(256) is not None:
        image = image.quantize(256, dither=Images.Dither.NONE)
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


@functools.cache
def _versions() -> str:
    """Return the versions of the decoders: another one may give other bytes."""
    wheels = ("pillow", "pillow_heif")
    return "-".join(importlib.metadata.version(wheel) for wheel in wheels)
