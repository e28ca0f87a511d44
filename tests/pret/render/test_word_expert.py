"""An expert's own Word file as the reference of every document."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.shared import Mm, RGBColor
from lxml import etree
from PIL import Image
from trees import ORIGIN, W, line, part, text, words

from pret.domain.tree import (
    Callout,
    CalloutKind,
    Column,
    Figure,
    Heading,
    Landscape,
    Picture,
    Table,
)
from pret.domain.tree_document import Document, Status
from pret.errors import TemplateError
from pret.render.theme import Theme
from pret.render.word import write_word
from pret.render.word_expert import expert_reference
from pret.render.word_reference import reference_docx
from pret.render.word_styles import NAMES
from pret.render.zip_stable import read_zip, write_zip

OURS = reference_docx(Theme.load(Path(__file__).parents[3] / "templates/theme.yaml"))


def png(colour: str) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(made, "PNG")
    return made.getvalue()


PHOTO = png("teal")
KEY = hashlib.sha256(PHOTO).hexdigest()


GRID = Table(
    text("Sites"),
    (Column(0.4), Column(0.6)),
    ((line("Nom"),), (line("Ville"),)),
    (((line("Lovelace"),), (line("Die"),)),),
    ORIGIN,
)
DOCUMENT = Document(
    title="Compte rendu",
    subtitle="Journée 1",
    programme="Prêt à déployer",
    reference="lycees/lab-day-1/minutes",
    day=date(2027, 3, 18),
    day_label="18 mars 2027",
    status=Status.DRAFT,
    blocks=(
        Heading(1, text("Vu")),
        line("Texte."),
        Callout(CalloutKind.DECISION, (line("Ouvrir."),)),
        Figure(
            Picture(KEY, 40, 30, "La cour.", media_type="image/png"),
            text("La cour"),
            (),
            60.0,
            ORIGIN,
        ),
        GRID,
        Landscape((replace(GRID, caption=text("Large")),)),
        line("Fin."),
    ),
    contents=True,
)


def packed(file: docx.document.Document) -> bytes:
    made = io.BytesIO()
    file.save(made)
    return made.getvalue()


def experts_file() -> docx.document.Document:
    """Return a file as an expert makes it from an empty one, with a head of its own."""
    file = docx.Document()
    section = file.sections[0]
    section.page_width, section.page_height = Mm(200), Mm(280)
    section.left_margin = section.right_margin = Mm(30)
    file.styles["Heading 1"].font.name = "Georgia"
    file.styles["Heading 1"].font.color.rgb = RGBColor(0xAA, 0x11, 0x22)
    file.styles["Normal"].font.name = "Verdana"
    head = section.header.paragraphs[0]
    head.add_run().add_picture(io.BytesIO(png("orange")), width=Mm(20))
    for kind, code in (
        ("begin", ""),
        ("", ' DOCPROPERTY "pret-status" \\* MERGEFORMAT '),
        ("separate", ""),
        ("t", "statut"),
        ("end", ""),
    ):
        node = OxmlElement(
            "w:fldChar"
            if kind in ("begin", "separate", "end")
            else "w:t"
            if kind
            else "w:instrText"
        )
        if node.tag.endswith("fldChar"):
            node.set(f"{W}fldCharType", kind)
        else:
            node.text = code
        head.add_run()._r.append(node)
    file.add_paragraph("Un texte de l’experte, qui ne va nulle part.")
    file.core_properties.author = "Experte Nommée"
    return file


def made_with(reference: bytes, document: Document = DOCUMENT) -> bytes:
    return write_word(document, {KEY: PHOTO}, reference=reference, heading_pages=None)


@pytest.fixture(scope="module")
def made() -> bytes:
    return made_with(expert_reference(packed(experts_file()), OURS))


def test_the_auditor_of_word_files_finds_nothing(
    made: bytes, docx_faults: Callable[[bytes], list[str]]
) -> None:
    assert docx_faults(made) == []
    own = expert_reference(packed(experts_file()), OURS)
    assert docx_faults(own) == []


def test_the_expert_s_styles_stay_and_those_that_lack_come_from_ours(made: bytes) -> None:
    read = docx.Document(io.BytesIO(made))
    assert read.styles["Heading 1"].font.name == "Georgia"
    assert str(read.styles["Heading 1"].font.color.rgb) == "AA1122"
    assert read.styles["Normal"].font.name == "Verdana"
    defined = {style.name.casefold() for style in read.styles}
    assert {name.casefold() for name in NAMES.values()} <= defined
    ids = [style.get(f"{W}styleId") for style in part(made, "word/styles.xml").iter(f"{W}style")]
    assert len(ids) == len(set(ids))
    assert "Ouvrir." in [
        p.text.partition(": ")[2] for p in read.paragraphs if p.style.name == "Encadré décision"
    ]


def test_the_expert_s_page_holds_and_tables_fill_it_in_both_directions(made: bytes) -> None:
    sections = docx.Document(io.BytesIO(made)).sections
    assert [(round(s.page_width.mm), round(s.page_height.mm)) for s in sections] == [
        (200, 280),
        (280, 200),
        (200, 280),
    ]
    grids = [
        sum(int(column.get(f"{W}w", "0")) for column in grid.iter(f"{W}gridCol"))
        for grid in part(made).iter(f"{W}tbl")
    ]
    assert [round(width / 1440 * 25.4) for width in grids] == [140, 220]


def test_the_expert_s_head_shows_our_fields_and_keeps_its_picture(made: bytes) -> None:
    parts = read_zip(made)
    heads = [name for name in parts if name.startswith("word/header")]
    shown = [words(etree.fromstring(parts[name])) for name in heads]
    assert any("Document de travail — brouillon, version 0.1" in each for each in shown)
    assert png("orange") in [parts[name] for name in parts if name.startswith("word/media/")]
    feet = [words(etree.fromstring(parts[n])) for n in parts if n.startswith("word/footer")]
    assert any("Réf. lycees/lab-day-1/minutes" in each for each in feet)


def test_nothing_else_of_the_expert_s_file_is_taken_over(made: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(made)) as container:
        for name in container.namelist():
            content = container.read(name).decode("utf-8", "replace")
            assert "Experte Nommée" not in content
            assert "ne va nulle part" not in content
    assert [n.get(f"{W}val") for n in part(made, "word/settings.xml").iter("{*}compatSetting")] == [
        "15"
    ]


def test_a_file_of_ours_that_was_only_recoloured_gives_the_same_document() -> None:
    parts = read_zip(OURS)
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"PretCallout", b"Encadr")
    again = made_with(expert_reference(write_zip(parts, date(2027, 1, 1)), OURS))
    assert words(part(again)) == words(part(made_with(OURS)))
    assert {n.get(f"{W}val") for n in part(again).iter(f"{W}pStyle")} == {
        n.get(f"{W}val") for n in part(made_with(OURS)).iter(f"{W}pStyle")
    }


def test_a_title_page_of_the_expert_s_own_is_for_the_first_page_only() -> None:
    file = experts_file()
    file.sections[0].different_first_page_header_footer = True
    file.sections[0].first_page_header.paragraphs[0].text = "Papier à en-tête"
    made = made_with(expert_reference(packed(file), OURS))
    sections = list(part(made).iter(f"{W}sectPr"))
    assert [s.find(f"{W}titlePg") is not None for s in sections] == [True, False, False]
    firsts = [[n for n in s if n.get(f"{W}type") == "first"] for s in sections]
    assert [bool(found) for found in firsts] == [True, False, False]


@pytest.mark.parametrize(
    ("told", "colour", "family"),
    [
        (b"", "silver", False),
        (b'<w:color w:val="auto"/>', "silver", False),
        (b'<w:rFonts w:ascii="Georgia"/><w:color w:val="C0FFEE"/>', "#C0FFEE", True),
    ],
)
def test_the_watermark_takes_what_the_expert_s_own_style_tells(
    told: bytes, colour: str, family: bool
) -> None:
    parts = read_zip(packed(experts_file()))
    own = (
        b'<w:style w:type="character" w:styleId="PretWatermark"><w:name w:val="Filigrane"/><w:rPr>'
    )
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(
        b"</w:styles>", own + told + b"</w:rPr></w:style></w:styles>"
    )
    made = read_zip(made_with(expert_reference(write_zip(parts, date(2027, 1, 1)), OURS)))
    heads = [etree.fromstring(made[name]) for name in made if name.startswith("word/header")]
    assert {
        n.get("fillcolor") for h in heads for n in h.iter("{*}shape") if n.get("alt") == ""
    } == {colour}
    styles = {str(n.get("style")) for h in heads for n in h.iter("{*}textpath") if n.get("string")}
    assert {"font-family:'Georgia'" in style for style in styles} == {family}
    assert {"font-family" in style for style in styles} == {family}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is absent")
def test_a_file_saved_by_libreoffice_serves_too(
    tmp_path: Path, docx_faults: Callable[[bytes], list[str]]
) -> None:
    (tmp_path / "given.docx").write_bytes(OURS)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    call = ["soffice", profile, "--headless", "--convert-to", "odt", "given.docx"]
    subprocess.run(call, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    call[3:] = ["--convert-to", "docx", "--outdir", "saved", "given.odt"]
    subprocess.run(call, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    own = expert_reference((tmp_path / "saved/given.docx").read_bytes(), OURS)
    made = made_with(own)
    assert docx_faults(made) == []
    defined = {s.get(f"{W}styleId") for s in part(made, "word/styles.xml").iter(f"{W}style")}
    assert {n.get(f"{W}val") for n in part(made).iter(f"{W}pStyle", f"{W}rStyle")} <= defined
    assert {"Heading1", "PretCalloutDecision", "PretTableText"} <= defined


def without(name: str) -> bytes:
    parts = read_zip(packed(experts_file()))
    del parts[name]
    return write_zip(parts, date(2027, 1, 1))


def landscape() -> bytes:
    file = experts_file()
    section = file.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    return packed(file)


def narrow() -> bytes:
    file = experts_file()
    file.sections[0].left_margin = Mm(100)
    return packed(file)


def without_margins() -> bytes:
    parts = read_zip(packed(experts_file()))
    root = etree.fromstring(parts["word/document.xml"])
    for node in list(root.iter(f"{W}pgMar")):
        node.getparent().remove(node)
    parts["word/document.xml"] = etree.tostring(root)
    return write_zip(parts, date(2027, 1, 1))


def damaged(name: str) -> bytes:
    parts = read_zip(packed(experts_file()))
    assert name in parts
    return write_zip({**parts, name: b"<w:styles"}, date(2027, 1, 1))


def torn() -> bytes:
    """Return a file in which the compressed text of the styles is damaged."""
    whole = bytearray(packed(experts_file()))
    with zipfile.ZipFile(io.BytesIO(whole)) as container:
        start = container.getinfo("word/styles.xml").header_offset + 30 + len("word/styles.xml")
    whole[start + 8 : start + 40] = bytes([0xFF]) * 32
    return bytes(whole)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b"not a zip", "pas un fichier Word"),
        (packed(experts_file())[:900], "pas un fichier Word"),
        (without("word/styles.xml"), "pas un fichier Word"),
        (damaged("word/styles.xml"), "abîmé"),
        (damaged("word/numbering.xml"), "abîmé"),
        (damaged("word/_rels/document.xml.rels"), "abîmé"),
        (torn(), "abîmé"),
        (without_margins(), "marges absents"),
        (landscape(), "portrait"),
        (narrow(), "80 mm"),
    ],
    ids=[
        *("text", "cut", "no styles", "damaged styles", "damaged lists", "damaged links", "torn"),
        *("no margins", "landscape", "narrow"),
    ],
)
def test_a_file_that_cannot_serve_is_refused_in_a_sentence(given: bytes, said: str) -> None:
    with pytest.raises(TemplateError, match=said) as refused:
        expert_reference(given, OURS)
    assert refused.value.file == "reference.docx"
