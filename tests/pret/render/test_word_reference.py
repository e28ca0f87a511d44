"""The reference file through which experts restyle the Word documents."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from pret.render.openxml import parse, w
from pret.render.theme import Theme
from pret.render.word_reference import reference_docx
from pret.render.word_styles import NAMES, StyleId
from pret.render.zip_stable import read_zip

LOOK = Path(__file__).parents[3] / "templates/theme.yaml"
THEME = Theme.load(LOOK)


@pytest.fixture(scope="module")
def made() -> bytes:
    return reference_docx(THEME)


def test_the_same_theme_gives_the_same_bytes(made: bytes) -> None:
    assert reference_docx(THEME) == made


def test_the_bytes_do_not_depend_on_what_else_was_imported() -> None:
    # Importing openpyxl registers prefixes that lxml then gives to every element of the process.
    made = """
import hashlib, sys
from pathlib import Path
from pret.render.theme import Theme
from pret.render.word_reference import reference_docx
theme = Theme.load(Path(sys.argv[1]))
alone = reference_docx(theme)
import openpyxl
print(reference_docx(theme) == alone)
"""
    said = subprocess.run([sys.executable, "-c", made, str(LOOK)], capture_output=True, check=True)
    assert said.stdout.strip() == b"True"


def test_the_auditor_finds_nothing(made: bytes, tmp_path: Path) -> None:
    path = tmp_path / "reference.docx"
    path.write_bytes(made)
    assert OpenXmlValidator(FileFormat.MICROSOFT_365).validate(path).errors == []


def test_every_style_of_the_writer_is_defined_under_its_name(made: bytes) -> None:
    defined = {style.style_id for style in docx.Document(io.BytesIO(made)).styles}
    assert set(StyleId) <= defined
    assert set(NAMES) == set(StyleId)


def test_the_theme_decides_of_fonts_colours_and_page(made: bytes) -> None:
    theme = THEME.model_copy(
        update={
            "fonts": THEME.fonts.model_copy(update={"word_text": "Verdana"}),
            "colours": THEME.colours.model_copy(update={"accent": "123456"}),
            "page": THEME.page.model_copy(update={"margin_side_mm": 30}),
        }
    )
    packed = reference_docx(theme)
    read = docx.Document(io.BytesIO(packed))
    palette = read_zip(packed)["word/theme/theme1.xml"].decode()
    assert '<a:srgbClr val="123456"' in palette
    assert '<a:latin typeface="Verdana"/>' in palette
    assert read.styles["Normal"].font.name == "Verdana"
    assert str(read.styles["Heading 1"].font.color.rgb) == "123456"
    assert round(read.sections[0].left_margin.mm) == 30
    assert round(read.sections[0].page_width.mm) == 210


def test_the_font_table_names_what_replaces_each_family_of_the_styles(made: bytes) -> None:
    table = parse(read_zip(made)["word/fontTable.xml"])
    named = {
        font.get(w("name")): {etree.QName(each).localname: each.get(w("val")) for each in font}
        for font in table
    }
    assert named == {
        "Calibri": {"altName": "Carlito", "charset": "00", "family": "swiss", "pitch": "variable"},
        "Consolas": {
            "altName": "DejaVu Sans Mono",
            "charset": "00",
            "family": "modern",
            "pitch": "fixed",
        },
    }
