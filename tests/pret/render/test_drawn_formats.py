"""Drawn figures in the PDF and in Word: vector, valid, with their words."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pikepdf
import pytest
from lxml import etree
from PIL import Image

from pret.domain.charts import Balance, Chart, Part, SitePoint, SiteScheme
from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import Figure, Heading, Picture, Text
from pret.domain.tree_document import Document, Status
from pret.render.charts import FALLBACK_PPI, drawn, with_fallbacks
from pret.render.pdf import PdfWriter
from pret.render.theme import Theme
from pret.render.word import write_word
from pret.render.word_reference import reference_docx
from pret.render.zip_stable import read_zip

TEMPLATES = Path(__file__).parents[3] / "templates"
THEME = Theme.load(TEMPLATES / "theme.yaml")
HERE = Origin(OriginKind.COMPUTED, "programme.yaml")
TABLE = Balance(("Atelier",), (Part("Agents", (4,)), Part("Usagers", (2,))))
ALT = "6 personnes : 4 agents, 2 usagers."


def document(*charts: Chart) -> tuple[Document, dict[str, bytes]]:
    figures = (
        Figure(Picture("", 1, 1, ALT, chart=chart), (Text("La table", HERE),), (), 130, HERE)
        for chart in charts
    )
    blocks = (Heading(1, (Text("Autour de la table", HERE),)), *figures)
    day = date(2027, 5, 11)
    return drawn(Document("Titre", "", "Essai", "e/d", day, "", Status.DRAFT, blocks), THEME)


def with_pixels(
    writer: PdfWriter, made: tuple[Document, dict[str, bytes]]
) -> tuple[Document, dict[str, bytes]]:
    drawing, images = made

    def raster(key: str) -> str:
        png = writer.raster(images[key], FALLBACK_PPI)
        images[name := hashlib.sha256(png).hexdigest()] = png
        return name

    return with_fallbacks(drawing, raster), images


def test_a_drawing_is_vector_in_a_pdf_that_is_accessible_and_archivable(
    writer: PdfWriter, pdf_faults: Callable[[bytes], list[str]]
) -> None:
    made = writer.write(*document(TABLE)).content
    assert pdf_faults(made) == []
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert not [each for page in pdf.pages for each in page.get_images()]
        alts = [
            str(each.get("/Alt"))
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and "/Alt" in each
        ]
    assert alts == [ALT]


def test_a_sign_that_no_font_draws_is_replaced_and_told(writer: PdfWriter) -> None:
    sites = tuple(SitePoint(name, "gare", "Lille", False) for name in ("Gare 日", "Gare 2"))
    assert writer.write(*document(SiteScheme(sites))).replaced == ("日",)


def test_the_pixels_of_a_drawing_have_its_shape_and_are_always_the_same(writer: PdfWriter) -> None:
    drawing, images = document(TABLE)
    picture = next(each.picture for each in drawing.blocks if isinstance(each, Figure))
    made = writer.raster(images[picture.key], FALLBACK_PPI)
    with Image.open(io.BytesIO(made)) as png:
        assert abs(png.width - picture.width_px) <= 1
        assert abs(png.height - picture.height_px) <= 1
        assert len(png.convert("L").getcolors()) > 2  # something is drawn
    assert made == writer.raster(images[picture.key], FALLBACK_PPI)


def test_word_holds_the_pixels_and_the_drawing_beside_them(
    writer: PdfWriter, docx_faults: Callable[[bytes], list[str]]
) -> None:
    other = Balance(("Atelier",), (Part("Agents", (1,)),))
    made, images = with_pixels(writer, document(TABLE, other, TABLE))
    file = write_word(made, images, reference=reference_docx(THEME), heading_pages=None)
    assert docx_faults(file) == []
    opened = docx.Document(io.BytesIO(file))
    shapes = list(opened.inline_shapes)
    assert len(shapes) == 3
    keys = [each.picture for each in made.blocks if isinstance(each, Figure)]
    for shape, picture in zip(shapes, keys, strict=True):
        blip = shape._inline.graphic.graphicData.pic.blipFill.blip
        vector = blip.xpath(".//*[local-name()='svgBlip']")[0]
        embed = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
        parts = opened.part.related_parts
        assert parts[blip.embed].blob == images[picture.fallback_key]
        assert parts[vector.get(embed)].blob == images[picture.key]
        assert shape._inline.docPr.get("descr") == ALT
    types = etree.fromstring(read_zip(file)["[Content_Types].xml"])
    assert sum(each.get("ContentType") == "image/svg+xml" for each in types) == 2


def test_on_a_landscape_page_of_word_a_drawing_keeps_its_width(writer: PdfWriter) -> None:
    made, images = with_pixels(writer, document(TABLE))
    blocks = tuple(
        replace(each, width_mm=240) if isinstance(each, Figure) else each for each in made.blocks
    )
    lying = replace(made, blocks=blocks, landscape=True)
    file = write_word(lying, images, reference=reference_docx(THEME), heading_pages=None)
    shape = docx.Document(io.BytesIO(file)).inline_shapes[0]
    picture = next(each.picture for each in blocks if isinstance(each, Figure))
    assert shape.width.mm == pytest.approx(240, abs=0.5)
    assert shape.width / shape.height == pytest.approx(picture.width_px / picture.height_px, 0.01)
