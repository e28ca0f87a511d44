"""Pictures as files: JPEG, PNG of few colours or HEIC, with what a camera writes."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pillow_heif
from PIL import Image, TiffImagePlugin

Rational = TiffImagePlugin.IFDRational

SPOTS = {
    "lovelace": (45.69721, 4.88604, 189.0),
    "giono": (44.75312, 5.37018, 412.0),
    "veil": (45.61294, 5.14873, 214.0),
}
"""Latitude, longitude (degrees) and height (metres) of each site."""

DEVICES = {
    "IMG": ("Apple", "iPhone 15", "20.4.1"),
    "DSC": ("NIKON CORPORATION", "NIKON Z 30", "Ver.01.10"),
    "P10": ("Panasonic", "DC-G100", "Ver.1.3"),
}
"""Make, model and software, by the first three letters of a file's name."""

_STORED = {
    3: Image.Transpose.ROTATE_180,
    6: Image.Transpose.ROTATE_90,
    8: Image.Transpose.ROTATE_270,
}
"""How upright pixels are turned before they are stored, by orientation."""


@dataclass(frozen=True)
class Shot:
    """What the camera knew."""

    device: str
    artist: str
    day: date
    minute: int
    """Minutes after 8 in the morning."""
    site: str | None
    located: bool
    orientation: int = 1


def save(image: Image.Image, path: Path, shot: Shot, *, quality: int, colours: int) -> None:
    """Write the picture in the format of its suffix."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(encoded(image, path.suffix.lower(), shot, quality=quality, colours=colours))


def encoded(image: Image.Image, suffix: str, shot: Shot, *, quality: int, colours: int) -> bytes:
    """The bytes of the file."""
    if suffix == ".png":
        return _png(image, colours)
    stored = image.transpose(_STORED[shot.orientation]) if shot.orientation in _STORED else image
    exif = exif_of(shot, stored.size).tobytes()
    target = io.BytesIO()
    if suffix == ".heic":
        heif = pillow_heif.from_pillow(stored)
        heif.save(target, quality=quality, exif=exif, matrix_coefficients=1)
    else:
        stored.save(target, "JPEG", quality=quality, exif=exif, optimize=True, dpi=(72, 72))
    return target.getvalue()


def exif_of(shot: Shot, size_px: tuple[int, int]) -> Image.Exif:
    """The EXIF block of a shot."""
    exif = Image.Exif()
    make, model, software = DEVICES.get(shot.device, ("", "", "Pillow"))
    hour, minute = divmod(8 * 60 + shot.minute, 60)
    taken = f"{shot.day:%Y:%m:%d} {hour:02d}:{minute:02d}:{shot.minute * 7 % 60:02d}"
    if make:
        exif[0x010F], exif[0x0110] = make, model
    exif[0x0112] = shot.orientation
    exif[0x0131], exif[0x0132], exif[0x013B] = software, taken, shot.artist
    details = exif.get_ifd(0x8769)
    details[0x9003] = details[0x9004] = taken
    details[0xA002], details[0xA003] = size_px
    if shot.located and shot.site in SPOTS:
        _locate(exif, shot, hour, minute)
    return exif


def _locate(exif: Image.Exif, shot: Shot, hour: int, minute: int) -> None:
    latitude, longitude, height = SPOTS[shot.site or ""]
    nudge = shot.minute % 17 / 40000
    place = exif.get_ifd(0x8825)
    place[0] = b"\x02\x03\x00\x00"
    place[1], place[2] = "N", _degrees(latitude + nudge)
    place[3], place[4] = "E", _degrees(longitude - nudge)
    place[5], place[6] = b"\x00", Rational(round(height * 10), 10)
    place[7] = (Rational(hour, 1), Rational(minute, 1), Rational(0, 1))
    place[29] = f"{shot.day:%Y:%m:%d}"


def _degrees(angle: float) -> tuple[Rational, Rational, Rational]:
    whole = int(angle)
    minutes = int((angle - whole) * 60)
    seconds = round(((angle - whole) * 60 - minutes) * 60 * 100)
    return (Rational(whole, 1), Rational(minutes, 1), Rational(seconds, 100))


def _png(image: Image.Image, colours: int) -> bytes:
    target = io.BytesIO()
    few = image.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(target, "PNG", optimize=True)
    return target.getvalue()
