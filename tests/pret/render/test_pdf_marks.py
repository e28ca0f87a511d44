"""What a PDF bears beside its words: logos, and the mark of its status."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import Heading, Landscape, PageBreak, Paragraph, Picture, Text
from pret.domain.tree_document import Document, Logo, Status
from pret.render.pdf import Pdf, PdfWriter
from pret.render.theme import Theme

TEMPLATES = Path(__file__).parents[3] / "templates"
THEME = Theme.load(TEMPLATES / "theme.yaml")
A4_PT = 841.89
HERE = Origin(OriginKind.TEMPLATE, "documents/essai.md.j2")


def drawing(name: str, width_px: int, height_px: int) -> tuple[Logo, bytes]:
    held = io.BytesIO()
    Image.new("RGB", (width_px, height_px), (20, 60, 120)).save(held, "PNG")
    key = hashlib.sha256(held.getvalue()).hexdigest()
    alt = f"Logo : {name}"
    picture = Picture(key, width_px, height_px, alt, media_type="image/png")
    return Logo(name, picture), held.getvalue()


WIDE, WIDE_BYTES = drawing("La Région", 300, 60)
SQUARE, SQUARE_BYTES = drawing("L’Académie", 90, 90)
TALL, TALL_BYTES = drawing("Le labo", 60, 160)
PICTURES = {
    logo.picture.key: content
    for logo, content in ((WIDE, WIDE_BYTES), (SQUARE, SQUARE_BYTES), (TALL, TALL_BYTES))
    if logo.picture is not None
}
ABSENT = Logo("La Caisse", None)


def document(status: Status, *, cover: bool = False, logos: tuple[Logo, ...] = ()) -> Document:
    """Return a document of a page, one in landscape, and another."""
    heading = Heading(1, (Text("Le quai", HERE),), "quai")
    said = Paragraph((Text("Le quai est vide.", HERE),))
    return Document(
        title="Compte rendu",
        subtitle="",
        programme="La gare ouverte",
        reference="gare/lab-day-1/minutes",
        day=date(2027, 5, 11),
        day_label="11 mai 2027",
        status=status,
        blocks=(heading, said, PageBreak(), Landscape((said,)), said),
        organisations=("La Région", "Le labo"),
        cover=cover,
        logos=logos,
    )


@pytest.fixture(scope="module")
def write() -> Iterator[Callable[[Document], Pdf]]:
    with PdfWriter(TEMPLATES, THEME) as writer:
        yield lambda each: writer.write(each, PICTURES)


def colours(page: pikepdf.Page, inside: str) -> set[str]:
    """Return the colours that a page uses inside stretches marked so, as hexadecimal digits."""
    found: set[str] = set()
    marks: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC" | "BMC":
                marks.append(str(operands[0]))
            case "EMC":
                marks.pop()
            case "scn" | "rg" if inside in marks:
                parts = [round(float(each) * 255) for each in operands if not _is_name(each)]
                found.add("".join(f"{part:02X}" for part in parts))
            case _:
                pass
    return found


def _is_name(operand: object) -> bool:
    return isinstance(operand, pikepdf.Name)


def alternatives(content: bytes) -> list[str]:
    """Return the alternative texts of the first page's pictures, in reading order."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [
            str(operands[1]["/Alt"])
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
            if str(operator) == "BDC" and "/Alt" in operands[1]
        ]


@pytest.mark.parametrize("status", list(Status))
def test_each_page_of_a_draft_or_a_withdrawn_document_is_marked_behind_its_text_and_no_other(
    status: Status, write: Callable[[Document], Pdf]
) -> None:
    made = write(document(status)).content
    with pikepdf.open(io.BytesIO(made)) as pdf:
        marked = [THEME.colours.watermark in colours(page, "/Artifact") for page in pdf.pages]
    assert marked == [status in (Status.DRAFT, Status.WITHDRAWN)] * 3


def test_the_cover_of_a_draft_bears_a_tag_that_no_picture_hides(
    write: Callable[[Document], Pdf],
) -> None:
    def tagged(status: Status) -> bool:
        made = write(document(status, cover=True)).content
        with pikepdf.open(io.BytesIO(made)) as pdf:
            return THEME.colours.warm in colours(pdf.pages[0], "/Artifact")

    assert (tagged(Status.DRAFT), tagged(Status.IN_REVIEW)) == (True, False)


@pytest.mark.parametrize("cover", [True, False])
def test_logos_are_drawn_in_protocol_order_each_with_its_name(
    cover: bool, write: Callable[[Document], Pdf]
) -> None:
    first = write(document(Status.IN_REVIEW, cover=cover, logos=(WIDE, SQUARE, TALL)))
    turned = write(document(Status.IN_REVIEW, cover=cover, logos=(TALL, WIDE, SQUARE)))
    names = ["Logo : La Région", "Logo : L’Académie", "Logo : Le labo"]
    assert alternatives(first.content) == names
    assert alternatives(turned.content) == [names[2], names[0], names[1]]


def placed(content: bytes) -> list[pikepdf.Matrix]:
    """Return where each picture of the first page lies: the matrix that the unit square takes."""
    found: list[pikepdf.Matrix] = []
    matrices = [pikepdf.Matrix()]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
            match str(operator):
                case "q":
                    matrices.append(matrices[-1])
                case "Q":
                    matrices.pop()
                case "cm":
                    matrices[-1] = pikepdf.Matrix(*map(float, operands)) @ matrices[-1]
                case "Do":
                    found.append(matrices[-1])
                case _:
                    pass
    return found


def test_logos_of_unlike_shapes_cover_equal_areas(write: Callable[[Document], Pdf]) -> None:
    made = write(document(Status.IN_REVIEW, cover=True, logos=(WIDE, SQUARE)))
    wide, square = (abs(each.a * each.d) * (25.4 / 72) ** 2 for each in placed(made.content))
    assert wide == pytest.approx(square, rel=0.01)
    assert wide > 200


@pytest.mark.parametrize("count", [1, 4, 9, 14])
@pytest.mark.parametrize("cover", [True, False])
def test_a_draft_with_many_logos_and_one_missing_is_accessible_and_archivable(
    cover: bool,
    count: int,
    write: Callable[[Document], Pdf],
    pdf_faults: Callable[[bytes], list[str]],
) -> None:
    logos = (*((WIDE, SQUARE, TALL) * 5)[:count], ABSENT)
    made = write(replace(document(Status.DRAFT, cover=cover), logos=logos))
    assert pdf_faults(made.content) == []
    assert len(alternatives(made.content)) == count
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        assert THEME.colours.warm_light in colours(pdf.pages[0], "/Artifact")
        assert len(pdf.pages) == 3 + cover


@pytest.mark.parametrize("count", [5, 6, 14])
def test_the_names_on_a_cover_stand_clear_of_its_logos(
    count: int, write: Callable[[Document], Pdf]
) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    names = tuple(f"Organisation {rank}" for rank in range(count))
    logos = ((WIDE, SQUARE, TALL) * 5)[:count]
    planned = document(Status.IN_REVIEW, cover=True, logos=logos)
    made = write(replace(planned, organisations=names, authors=("Le labo",))).content
    command = ["pdftotext", "-l", "1", "-bbox", "-", "-"]
    told = subprocess.run(command, input=made, capture_output=True, check=True).stdout.decode()
    lowest_pt = max(map(float, re.findall(r'yMax="([\d.]+)">Organisation<', told)))
    highest_pt = A4_PT - max(max(each.f, each.f + each.d) for each in placed(made))
    assert lowest_pt < highest_pt
