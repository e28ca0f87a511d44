"""Where the bundled fonts are: the PDF uses no font of the machine."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from pret.failures import ToolFailedError

#: The weights that the layout uses. OpenType only: the package holds each face twice, and which of
#: two equal faces typst takes would depend on the order of the folder.
_FACES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")


_FALLBACKS = "NotoSans*.ttf", "NotoEmoji*.ttf"


def bundled_fonts() -> tuple[Path, ...]:
    """Return the font files that the PDF uses: those of the text, then those for the other signs.

    typst itself carries Libertinus Serif and DejaVu Sans Mono.
    Raises ToolFailedError when a package or a face is missing.
    """
    return (*text_faces(), *fallback_faces())


def text_faces() -> tuple[Path, ...]:
    """Return Source Sans, which the layout asks for (package font-source-sans-pro)."""
    folder = _folder("font_source_sans_pro") / "files"
    faces = tuple(folder / f"SourceSansPro-{face}.otf" for face in _FACES)
    for file in faces:
        if not file.is_file():
            raise ToolFailedError("typst", f"la police {file.name} manque dans {folder}.")
    return faces


def fallback_faces() -> tuple[Path, ...]:
    """Return the Noto fonts, for scripts, symbols and emoji (package manimgx-fonts)."""
    folder = _folder("manimgx_fonts")
    found = sorted(file for pattern in _FALLBACKS for file in folder.glob(pattern))
    return tuple(file for file in found if "Italic" not in file.name)


def _folder(package: str) -> Path:
    """Return the folder of an installed package, which is not imported."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        name = package.replace("_", "-")
        raise ToolFailedError("typst", f"le paquet de polices {name} n'est pas installé.")
    return Path(spec.origin).parent
