"""Small trees and pictures that tests of several writers use, and how to look into files."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

from lxml import etree
from PIL import Image

from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import Column, Figure, Paragraph, Picture, Table, Text
from pret.render.theme import Theme
from pret.render.word_reference import reference_docx

ORIGIN = Origin(OriginKind.NOTE, "notes/day.md", line=3)
#: The namespace of WordprocessingML, as lxml writes it.
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEMPLATES = Path(__file__).parents[2] / "templates"


def text(value: str) -> tuple[Text, ...]:
    """Return inline content of plain words."""
    return (Text(value, ORIGIN),)


def line(value: str) -> Paragraph:
    """Return a paragraph of plain words."""
    return Paragraph(text(value))


def figure(shown: Picture, width_mm: float, caption: str = "", credit: str = "") -> Figure:
    """Return a picture printed at a width; without words, it has no caption."""
    return Figure(
        shown, text(caption) if caption else (), text(credit) if credit else (), width_mm, ORIGIN
    )


def table(rows: int, caption: str = "", shares: tuple[float, ...] = (0.5, 0.2, 0.3)) -> Table:
    """Return a table whose cells say their row and column. shares: of the width, by column."""
    head = tuple((line(f"Colonne {place}"),) for place, _ in enumerate(shares))
    body = tuple(
        tuple((line(f"case {row}-{place}"),) for place, _ in enumerate(shares))
        for row in range(rows)
    )
    columns = tuple(Column(share) for share in shares)
    return Table(text(caption) if caption else (), columns, head, body, ORIGIN)


class Album(dict[str, bytes]):
    """The pictures of a test's trees, by key: what a writer is given beside the document."""

    def picture(
        self, width_px: int, height_px: int, alt: str, colour: str, kind: str = "JPEG"
    ) -> Picture:
        """Make a flat picture and keep its bytes. kind: JPEG or PNG; no alt: it is decorative."""
        made = io.BytesIO()
        Image.new("RGB", (width_px, height_px), colour).save(made, kind)
        key = hashlib.sha256(made.getvalue()).hexdigest()
        self[key] = made.getvalue()
        return Picture(key, width_px, height_px, alt, not alt, f"image/{kind.lower()}")


def part(packed: bytes, name: str = "") -> etree._Element:
    """Return a part of a Word or ODT file; by default, the one that holds the text."""
    with zipfile.ZipFile(io.BytesIO(packed)) as container:
        main = "content.xml" if "content.xml" in container.namelist() else "word/document.xml"
        return etree.fromstring(container.read(name or main))


def words(root: etree._Element) -> str:
    """Return all that a part of a Word file says, in a row."""
    return "".join(node.text or "" for node in root.iter(f"{W}t"))


def style(node: etree._Element) -> str:
    """Return the style of a paragraph of a Word file, or nothing."""
    found = node.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else str(found.get(f"{W}val"))


def word_reference() -> bytes:
    """Return the reference file of the house look."""
    return reference_docx(Theme.load(_TEMPLATES / "theme.yaml"))
