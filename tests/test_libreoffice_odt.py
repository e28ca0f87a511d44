"""ODT files through LibreOffice: what it reads, keeps and shows. Skipped where it is absent."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest
from lxml import etree
from PIL import Image
from trees import ORIGIN, W, line, part, text

from pret.domain.tree import (
    Column,
    Figure,
    Footnote,
    Heading,
    Landscape,
    Paragraph,
    Picture,
    Table,
)
from pret.domain.tree_document import Document, Status
from pret.render.odt import write_odt
from pret.render.odt_xml import NAMESPACES, named
from pret.render.theme import Theme

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")

ROOT = Path(__file__).parent.parent
_BYTES = io.BytesIO()
Image.new("RGB", (80, 60), "teal").save(_BYTES, "JPEG")
YARD = Picture(sha256(_BYTES.getvalue()).hexdigest(), 80, 60, "La cour vue du préau.")
PICTURES = {YARD.key: _BYTES.getvalue()}


def table(caption: str) -> Table:
    rows = tuple(((line(f"lieu {row}"),), (line("ouvert"),)) for row in range(2))
    head = ((line("Lieu"),), (line("État"),))
    return Table(text(caption), (Column(0.4), Column(0.6)), head, rows, ORIGIN)


DOCUMENT = Document(
    title="Compte rendu",
    subtitle="Restaurant, foyer, internat",
    programme="Prêt à déployer",
    reference="lycees/lab-day-1/minutes",
    day=date(2027, 3, 18),
    day_label="18 mars 2027",
    status=Status.DRAFT,
    blocks=(
        Heading(1, text("Ce que nous avons vu")),
        Paragraph((*text("On mange debout"), Footnote((line("Le midi seulement."),)))),
        Heading(2, text("La cour")),
        Figure(YARD, text("La cour"), text("© équipe"), 100, ORIGIN),
        table("Les lieux"),
        Landscape((Heading(2, text("Grille")), table("Tous les lieux"))),
        Heading(2, text("Suites")),
        line("Rien\u202f: tout  est   dit.\tFin."),
    ),
    contents=True,
    cover=True,
    cover_picture=YARD,
)


@pytest.fixture(scope="module")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """Return our file as LibreOffice writes it again in the format of a suffix."""
    folder = tmp_path_factory.mktemp("libreoffice")
    theme = Theme.load(ROOT / "templates/theme.yaml")
    source = folder / "made.odt"
    source.write_bytes(write_odt(DOCUMENT, PICTURES, theme, heading_pages=(3, 3, 4, 5)))
    known: dict[str, bytes] = {}

    def converted(suffix: str) -> bytes:
        if suffix not in known:
            target = folder / suffix
            subprocess.run(
                [
                    str(SOFFICE),
                    f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                    "--headless",
                    "--convert-to",
                    suffix,
                    "--outdir",
                    str(target),
                    str(source),
                ],
                check=True,
                capture_output=True,
                timeout=180,
            )
            known[suffix] = (target / f"made.{suffix}").read_bytes()
        return known[suffix]

    return converted


def found(root: etree._Element, path: str) -> list[etree._Element]:
    return root.xpath(path, namespaces=NAMESPACES)


def test_an_odt_saved_again_keeps_headings_and_their_levels(
    convert: Callable[[str], bytes],
) -> None:
    content = part(convert("odt"), "content.xml")
    levels = [str(each) for each in found(content, "//text:h/@text:outline-level")]
    assert levels == ["1", "2", "2", "2"]


def test_an_odt_saved_again_keeps_alternative_texts(convert: Callable[[str], bytes]) -> None:
    content = part(convert("odt"), "content.xml")
    alts = [each.text for each in found(content, "//draw:frame/svg:desc")]
    assert alts == [YARD.alt, YARD.alt]


def test_an_odt_saved_again_keeps_header_rows_notes_numbers_and_contents(
    convert: Callable[[str], bytes],
) -> None:
    content = part(convert("odt"), "content.xml")
    assert len(found(content, "//table:table/table:table-header-rows")) == 2
    assert len(found(content, "//text:note[@text:note-class='footnote']")) == 1
    names = [str(each) for each in found(content, "//text:sequence/@text:name")]
    assert names == ["Figure", "Tableau", "Tableau"]
    entries = found(content, "//text:table-of-content/text:index-body/text:p")
    assert len(entries) == 4
    assert "".join(entries[0].itertext()) == "Ce que nous avons vu3"


def test_an_odt_saved_again_keeps_its_named_styles(convert: Callable[[str], bytes]) -> None:
    styles = part(convert("odt"), "styles.xml")
    shown = {str(each) for each in found(styles, "//style:style/@style:display-name")}
    assert {"Encadré décision", "Légende de tableau", "Texte de tableau", "Heading 1"} <= shown


def test_a_word_file_saved_from_it_keeps_what_readers_need(
    convert: Callable[[str], bytes],
) -> None:
    packed = convert("docx")
    document = part(packed, "word/document.xml")
    outlined = [
        str(style.get(f"{W}styleId"))
        for style in part(packed, "word/styles.xml").iter(f"{W}style")
        if style.find(f"{W}pPr/{W}outlineLvl") is not None
    ]
    used = [str(each.get(f"{W}val")) for each in document.iter(f"{W}pStyle")]
    assert len([each for each in used if each in outlined]) == 4
    frames = document.iter("{*}inline", "{*}anchor")
    shown = [each for each in frames if each.find(".//{*}pic") is not None]
    assert {each.find("{*}docPr").get("descr") for each in shown} == {YARD.alt}
    assert len(list(document.iter(f"{W}tblHeader"))) == 2
    turns = [each.get(f"{W}orient", "portrait") for each in document.iter(f"{W}pgSz")]
    assert turns == ["portrait", "portrait", "landscape", "portrait"]
    assert "Le midi seulement." in "".join(part(packed, "word/footnotes.xml").itertext())


def test_the_pages_turn_and_turn_back(convert: Callable[[str], bytes]) -> None:
    with pikepdf.open(io.BytesIO(convert("pdf"))) as pdf:
        sizes = [[float(each) for each in page.mediabox] for page in pdf.pages]
    wide = [right - left > top - bottom for left, bottom, right, top in sizes]
    assert wide == [False, False, False, True, False]


def test_the_text_is_read_with_all_of_its_spaces(convert: Callable[[str], bytes]) -> None:
    last = found(part(convert("odt"), "content.xml"), "//office:text/text:p")[-1]
    counted = sum(int(each.get(named("text:c"), "1")) for each in last.iter(named("text:s")))
    assert counted == 3
    assert len(list(last.iter(named("text:tab")))) == 1
