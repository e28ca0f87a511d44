"""The PDF writer: the tree as data, laid out by typst in a worker process that can be killed."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from pret.domain.tree_document import pictures as pictures_of
from pret.errors import TemplateError
from pret.failures import DiskFullError, ToolLimitError
from pret.render.fonts import bundled_fonts
from pret.render.theme import THEME_FILE, Theme, lines_of
from pret.render.typst_data import document_data
from pret.render.typst_pictures import picture_name
from pret.render.typst_process import TOOL, TypstProcess
from pret.render.typst_text import STAND_IN, stand_in
from pret.render.typst_words import refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    from pret.domain.tree_document import Document

_GLYPH_ROUNDS = 4
#: What typst compiles; it imports the other files of the layout.
_MAIN = "document.typ"
_NO_LAYOUT = "ce fichier n’existe pas. Remettez le dossier templates/pdf tel que Prêt l’a livré."
_DRAWING_PAGE = """\
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image("drawing.svg")
"""

# typst's messages about what it could not show, and how it writes invisible characters.
_GLYPH = re.compile(r'(?:the text|codepoint) `"((?:[^"\\]|\\.)+?)"`')
_UNKNOWN_FONT = (
    "« {} » : police inconnue. Écrivez, sous « fonts », une de celles que Prêt apporte : voyez "
    "docs/experts/look.md."
)
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished PDF.

    heading_pages: page of each heading of the tree, from 1, in reading order (notes apart).
    replaced: the characters that no bundled font can draw, printed as « □ » or left out.
    """

    content: bytes
    heading_pages: tuple[int, ...]
    replaced: tuple[str, ...] = ()


class PdfWriter:
    """Writes documents as PDF/UA-1 and PDF/A-2a, byte-identical for the same input.

    Holds one worker process; use one writer a thread, and close it.
    """

    def __init__(
        self,
        templates: Path,
        theme: Theme,
        *,
        timeout_s: float = 60.0,
        memory_bytes: int = 2_000_000_000,
    ) -> None:
        """Take the folder that holds `pdf/*.typ` and the look; limits are for one document."""
        self._layout, self._theme = templates / "pdf", theme.model_dump()
        self._timeout_s, self._memory_bytes = timeout_s, memory_bytes
        self._home: Path | None = None
        self._process: TypstProcess | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop the worker and remove the temporary files; the writer can be used again."""
        if self._process is not None:
            self._process.stop()
        if self._home is not None:
            shutil.rmtree(self._home)
        self._home = self._process = None

    def write(self, document: Document, pictures: Mapping[str, bytes]) -> Pdf:
        """Lay a document out and return its PDF.

        pictures: the bytes of every picture of the document, by key.
        Raises ToolFailedError when typst refuses the document, TemplateError with every place of
        the layout that it refuses, ToolLimitError past a limit, DiskFullError when the temporary
        folder is full.
        """
        home, process = self._opened()
        midnight = datetime(document.day.year, document.day.month, document.day.day, tzinfo=UTC)
        job = home / "job"
        try:
            data = json.dumps(document_data(document) | {"theme": self._theme}, ensure_ascii=False)
            self._furnish(job, document, pictures)
            theme_file = self._layout.parent / THEME_FILE
            return _compile(process, job, data, int(midnight.timestamp()), theme_file)
        except RecursionError:
            raise ToolLimitError(TOOL, "texte imbriqué trop profondément") from None
        except OSError as fault:
            if "No space left" not in str(fault):
                raise
            raise DiskFullError(str(home)) from None
        finally:
            shutil.rmtree(job, ignore_errors=True)

    def raster(self, svg: bytes, ppi: int) -> bytes:
        """Return an SVG drawing as PNG, at its own size; the same fonts as in the PDF.

        Raises what `write` raises.
        """
        home, process = self._opened()
        job = home / "job"
        try:
            job.mkdir()
            (job / "drawing.svg").write_bytes(svg)
            (job / _MAIN).write_text(_DRAWING_PAGE, "utf-8")
            answer = process.ask({"folder": str(job), "ppi": ppi})
            if "error" in answer:
                raise refusal(**answer["error"])
            return (job / "page.png").read_bytes()
        except OSError as fault:
            if "No space left" not in str(fault):
                raise
            raise DiskFullError(str(home)) from None
        finally:
            shutil.rmtree(job, ignore_errors=True)

    def layout_faults(self, document: Document) -> tuple[TemplateError, ...]:
        """Return what keeps the files of the layout from being read, one file after another.

        document: any one without pictures, which they read. A fault inside a function only shows
        when a document calls it. Raises what `write` raises, TemplateError apart.
        """
        home, process = self._opened()
        job = home / "job"
        found: list[TemplateError] = []
        try:
            self._furnish(job, document, {})
            data = json.dumps(document_data(document) | {"theme": self._theme}, ensure_ascii=False)
            (job / "document.json").write_text(data, "utf-8")
            for file in sorted(self._layout.glob("*.typ")):
                if file.name != _MAIN:
                    (job / _MAIN).write_text(f'#import "{file.name}"\n', "utf-8")
                    answer = process.ask({"folder": str(job), "ppi": 10})
                    found += _layout_fault(answer)
        finally:
            shutil.rmtree(job, ignore_errors=True)
        return tuple(found)

    def _opened(self) -> tuple[Path, TypstProcess]:
        """Return the temporary folder, with links to the fonts, and the worker process."""
        if self._home is None or self._process is None:
            self._home = Path(tempfile.mkdtemp(prefix="pret-pdf-"))
            fonts = self._home / "fonts"
            fonts.mkdir()
            for file in bundled_fonts():
                (fonts / file.name).symlink_to(file)
            self._process = TypstProcess(
                self._home, fonts, timeout_s=self._timeout_s, memory_bytes=self._memory_bytes
            )
        return self._home, self._process

    def _furnish(self, job: Path, document: Document, pictures: Mapping[str, bytes]) -> None:
        """Fill a job folder with the layout and the pictures; typst reads nothing outside of it."""
        if not (self._layout / _MAIN).is_file():
            raise TemplateError(f"pdf/{_MAIN}", None, _NO_LAYOUT)
        (job / "pictures").mkdir(parents=True)
        for file in sorted(self._layout.glob("*.typ")):
            shutil.copyfile(file, job / file.name)
        for picture in pictures_of(document):
            (job / "pictures" / picture_name(picture)).write_bytes(pictures[picture.key])


def _compile(process: TypstProcess, job: Path, data: str, timestamp: int, theme_file: Path) -> Pdf:
    """Compile a job; characters that no font can draw are replaced and the job is run again."""
    replaced: set[str] = set()
    for _ in range(_GLYPH_ROUNDS):
        stand_ins = {ord(sign): stand_in(sign) for sign in replaced}
        shown = data.translate(stand_ins)
        for drawing in (job / "pictures").glob("*.svg") if replaced else ():
            drawing.write_text(drawing.read_text("utf-8").translate(stand_ins), "utf-8")
        (job / "document.json").write_bytes(shown.encode("utf-8", "replace"))
        answer = process.ask({"folder": str(job), "timestamp": timestamp})
        undrawn = _undrawn(answer.get("error", {}).get("diagnostic", ""))
        if not undrawn - replaced:
            break
        replaced |= undrawn
    if "error" in answer:
        raise refusal(**answer["error"])
    _check_fonts(answer["warnings"], theme_file)
    return Pdf((job / "document.pdf").read_bytes(), tuple(answer["pages"]), tuple(sorted(replaced)))


def _layout_fault(answer: Mapping[str, Any]) -> list[TemplateError]:
    fault = refusal(**answer["error"]) if "error" in answer else None
    if fault is not None and not isinstance(fault, TemplateError):
        raise fault
    return [] if fault is None else [fault]


def _undrawn(diagnostic: str) -> set[str]:
    """Return the characters that typst says it cannot show; ASCII is in every font."""
    quoted = "".join(_GLYPH.findall(diagnostic))
    shown = _ESCAPE.sub(lambda code: chr(int(code[1], 16)), quoted)
    return {sign for sign in shown if not sign.isascii() and sign != STAND_IN}


def _check_fonts(warnings: list[Any], theme_file: Path) -> None:
    """Raise TemplateError if the theme names a font that is not bundled: typst only warns."""
    for warning in warnings:
        if "unknown font family" in warning:
            family = warning.rsplit(":", 1)[-1].strip()
            line = _line_of_font(theme_file, family)
            raise TemplateError(THEME_FILE, line, _UNKNOWN_FONT.format(family))


def _line_of_font(theme_file: Path, family: str) -> int | None:
    """Return the line where the theme names a font, in small letters; None when it is not there."""
    if not theme_file.is_file():
        return None
    text = theme_file.read_text("utf-8")
    lines = lines_of(text)
    named = (key for key, value in Theme.parsed(text).fonts if value.lower() == family)
    return next((lines[f"fonts.{key}"] for key in named), None)
