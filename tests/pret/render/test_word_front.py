"""What a Word document bears beside its text: watermark, logos, chapter openings."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator
from trees import ORIGIN, Album, W, line, word_reference, words

from pret.domain.tree import Heading, Landscape, Paragraph, Style, Styled, Text
from pret.domain.tree_document import Document, Logo, Status
from pret.render.theme import Theme
from pret.render.word import write_word
from pret.render.word_reference import reference_docx

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
EMU_PER_MM = 36_000
PICTURES = Album()


LOGOS = (
    Logo("Région", PICTURES.picture(40, 40, "Logo de la Région.", "red", "PNG")),
    Logo("Caisse", PICTURES.picture(160, 40, "Logo de la Caisse.", "blue", "PNG")),
    Logo("Académie", None),
)
DOCUMENT = Document(
    title="Compte rendu",
    subtitle="",
    programme="Prêt à déployer",
    reference="lycees/lab-day-1/minutes",
    day=date(2027, 3, 18),
    day_label="18 mars 2027",
    status=Status.DRAFT,
    blocks=(line("Texte."), Landscape((line("Large."),)), line("Fin.")),
    organisations=("La 27e Région",),
    logos=LOGOS,
)


@pytest.fixture(scope="module")
def reference() -> bytes:
    return word_reference()


def write(document: Document, reference: bytes) -> zipfile.ZipFile:
    made = write_word(document, PICTURES, reference=reference, heading_pages=None)
    return zipfile.ZipFile(io.BytesIO(made))


def heads_of(package: zipfile.ZipFile) -> list[list[etree._Element]]:
    """Return the heads that each section shows, in order."""
    relations = etree.fromstring(package.read("word/_rels/document.xml.rels"))
    parts = {str(node.get("Id")): str(node.get("Target")) for node in relations}
    root = etree.fromstring(package.read("word/document.xml"))
    return [
        [
            etree.fromstring(package.read(f"word/{parts[str(node.get(f'{R}id'))]}"))
            for node in section.findall(f"{W}headerReference")
        ]
        for section in root.iter(f"{W}sectPr")
    ]


def watermarks(head: etree._Element) -> list[str]:
    return [str(node.get("string")) for node in head.iter("{*}textpath") if node.get("string")]


@pytest.mark.parametrize(
    ("status", "word"), [(Status.DRAFT, "BROUILLON"), (Status.WITHDRAWN, "RETIRÉ")]
)
@pytest.mark.parametrize("cover", [True, False])
def test_a_draft_says_so_across_every_page_and_in_words(
    status: Status, word: str, cover: bool, reference: bytes
) -> None:
    package = write(replace(DOCUMENT, status=status, cover=cover), reference)
    sections = heads_of(package)
    assert [len(heads) for heads in sections] == [2, 1, 1]  # the first page has a head of its own
    for head in (head for heads in sections for head in heads):
        assert watermarks(head) == [word]
        assert words(head).endswith(word)
    shapes = [
        node.get("id") for heads in sections[:2] for h in heads for node in h.iter("{*}shape")
    ]
    assert len(set(shapes)) == 3


def test_a_document_in_another_state_bears_no_watermark(reference: bytes) -> None:
    for heads in heads_of(write(replace(DOCUMENT, status=Status.IN_REVIEW), reference)):
        assert [watermarks(head) for head in heads] == [[]]


def test_the_theme_gives_the_watermark_its_colour(reference: bytes) -> None:
    theme = Theme.load(Path(__file__).parents[3] / "templates/theme.yaml")
    colours = theme.colours.model_copy(update={"watermark": "C0FFEE"})
    own = reference_docx(theme.model_copy(update={"colours": colours}))
    head = heads_of(write(DOCUMENT, own))[0][0]
    assert next(head.iter("{*}shape")).get("fillcolor") == "#C0FFEE"


@pytest.mark.parametrize(
    ("contents", "order"),
    [(True, ["Petits caractères", "Texte"]), (False, ["Texte", "Petits caractères"])],
)
def test_the_small_print_that_ends_a_document_stands_under_its_contents(
    contents: bool, order: list[str], reference: bytes
) -> None:
    small = Paragraph((Styled(Style.CREDIT, (Text("Petits caractères", ORIGIN),)),))
    blocks = (Heading(1, (Text("Vu", ORIGIN),)), line("Texte"), Landscape((line("Large"),)), small)
    document = replace(DOCUMENT, cover=True, contents=contents, blocks=blocks)
    root = etree.fromstring(write(document, reference).read("word/document.xml"))
    said = [words(block) for block in root.iter(f"{W}p")]
    assert [each for each in said if each in order] == order


@pytest.mark.parametrize("cover", [True, False])
def test_logos_stand_on_one_line_in_protocol_order_and_look_of_one_size(
    cover: bool, reference: bytes
) -> None:
    root = etree.fromstring(
        write(replace(DOCUMENT, cover=cover), reference).read("word/document.xml")
    )
    rows = [
        p
        for p in root.iter(f"{W}p")
        if p.find(f"{W}pPr/{W}pStyle[@{W}val='PretLogos']") is not None
    ]
    assert len(rows) == 1
    assert [node.get("descr") for node in rows[0].iter("{*}docPr")] == [
        "Logo de la Région.",
        "Logo de la Caisse.",
    ]
    extents = list(rows[0].iter("{*}extent"))
    sizes = [[int(str(node.get(side))) / EMU_PER_MM for side in ("cx", "cy")] for node in extents]
    areas = [wide_mm * high_mm for wide_mm, high_mm in sizes]
    assert abs(areas[0] - areas[1]) < 0.02 * areas[0]
    assert "[À COMPLÉTER\u00a0: logo (Académie)]" in words(rows[0])
    assert not list(root.iter("{*}txbxContent"))


def test_many_logos_take_two_rows_that_hold_in_the_page(reference: bytes) -> None:
    many = tuple(
        Logo(
            f"Partenaire {place}",
            PICTURES.picture(160 + place, 40, f"Logo {place}.", "green", "PNG"),
        )
        for place in range(7)
    )
    root = etree.fromstring(
        write(replace(DOCUMENT, logos=many), reference).read("word/document.xml")
    )
    rows = [
        p
        for p in root.iter(f"{W}p")
        if p.find(f"{W}pPr/{W}pStyle[@{W}val='PretLogos']") is not None
    ]
    assert [len(list(row.iter("{*}extent"))) for row in rows] == [4, 3]
    for row in rows:
        widths_mm = [int(str(node.get("cx"))) / EMU_PER_MM for node in row.iter("{*}extent")]
        assert sum(widths_mm) + 8 * (len(widths_mm) - 1) <= 162.1


@pytest.mark.parametrize(("landscape", "width"), [(False, "9184"), (True, "14116")])
def test_logos_mentions_and_state_stand_at_the_foot_of_the_cover(
    landscape: bool, width: str, reference: bytes
) -> None:
    document = replace(DOCUMENT, cover=True, landscape=landscape, mentions=("Avec la Région",))
    root = etree.fromstring(write(document, reference).read("word/document.xml"))
    framed = [
        p
        for p in root.iter(f"{W}p")
        if p.find(f"{W}pPr/{W}framePr[@{W}yAlign='bottom']") is not None
    ]
    assert [p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") for p in framed] == [
        "PretLogos",
        "PretMention",
        "PretImprint",
    ]
    frames = {tuple(p.find(f"{W}pPr/{W}framePr").items()) for p in framed}
    assert len(frames) == 1  # paragraphs of unlike frames would be set apart
    assert framed[0].find(f"{W}pPr/{W}framePr").get(f"{W}w") == width
    rules = {etree.tostring(p.find(f"{W}pPr/{W}pBdr")) for p in framed}
    assert len(rules) == 1  # LibreOffice makes no frame of paragraphs with unlike rules
    # Word ties a frame to the paragraph after it: that one is still on the cover.
    after = framed[-1].getnext()
    assert after.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "PretSpacer"
    assert after.find(f"{W}pPr/{W}pageBreakBefore") is None
    assert after.getnext().find(f"{W}pPr/{W}pageBreakBefore") is not None


@pytest.mark.parametrize("landscape", [True, False])
def test_the_auditor_of_word_files_finds_nothing(
    landscape: bool, reference: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "made.docx"
    document = replace(DOCUMENT, landscape=landscape, cover=True)
    path.write_bytes(write_word(document, PICTURES, reference=reference, heading_pages=None))
    errors = OpenXmlValidator(FileFormat.MICROSOFT_365).validate(path).errors
    assert [str(error) for error in errors] == []
