"""Where the bundled fonts are: the PDF uses no font of the machine."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from pret.errors import ToolFailedError

#: The weights that the layout uses. OpenType only: the package holds each face twice, and which of
#: two equal faces typst takes would depend on the order of the folder.
_FACES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")


def bundled_fonts() -> tuple[Path, ...]:
    """Return the font files of the package font-source-sans-pro that the PDF layout uses.

    typst itself carries the others: Libertinus Serif and DejaVu Sans Mono.
    Raises ToolFailedError when the package or a face is missing.
    """
    spec = find_spec("font_source_sans_pro")
    if spec is None or spec.origin is None:
        raise ToolFailedError(
            "typst", "le paquet de polices font-source-sans-pro n'est pas installé."
        )
    folder = Path(spec.origin).parent / "files"
    files = tuple(folder / f"SourceSansPro-{face}.otf" for face in _FACES)
    for file in files:
        if not file.is_file():
            raise ToolFailedError("typst", f"la police {file.name} manque dans {folder}.")
    return files
