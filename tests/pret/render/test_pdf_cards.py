"""Cards on sheets: each back falls behind its front, and no word is cut off in silence."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import Block, BulletList, Card, Figure, Heading, Paragraph, Picture, Text
from pret.domain.tree_document import Document, Status
from pret.failures import ToolFailedError
from pret.render.pdf import PdfWriter
from pret.render.theme import Theme

TEMPLATES = Path(__file__).parents[3] / "templates"
THEME = Theme.load(TEMPLATES / "theme.yaml")
HERE = Origin(OriginKind.TEMPLATE, "documents/essai.md.j2")
SHEET_MM = (210.0, 297.0)
SAFE_MM = 5.0
PROBLEM = "Personne ne sait qui ouvre la salle après dix-huit heures, ni qui la range. "


def photo() -> tuple[Picture, bytes]:
    held = io.BytesIO()
    Image.new("RGB", (800, 600), (120, 150, 140)).save(held, "JPEG")
    key = hashlib.sha256(held.getvalue()).hexdigest()
    return Picture(key, 800, 600, "Une salle vide"), held.getvalue()


PHOTO, PHOTO_BYTES = photo()


def paragraph(words: str) -> Paragraph:
    return Paragraph((Text(words, HERE),))


def heading(level: int, words: str) -> Heading:
    return Heading(level, (Text(words, HERE),))


def card(number: int, *, problem: str = PROBLEM, title: str = "") -> Card:
    blocks: tuple[Block, ...] = (
        paragraph("Dire qui ouvre, qui range, qui répond."),
        Figure(PHOTO, (Text("La salle", HERE),), (Text("© A. B.", HERE),), 79, HERE),
        heading(3, f"Problème {number}"),
        paragraph(problem),
        heading(3, f"Difficultés {number}"),
        BulletList(((paragraph("Tenir le carnet."),), (paragraph("Payer les heures."),))),
    )
    return Card(heading(2, title or f"Carte {number}"), blocks, (Text(f"C{number}", HERE),))


def document(*cards: Card) -> Document:
    return Document(
        title="Cartes des propositions",
        subtitle="",
        programme="Le lycée ouvert",
        reference="lycees/closing-seminar/proposal-cards",
        day=date(2027, 10, 21),
        day_label="21 octobre 2027",
        status=Status.IN_REVIEW,
        blocks=(heading(1, "Mode d’emploi"), paragraph("Imprimez recto verso."), *cards),
        cards=True,
    )


def places(content: bytes) -> dict[str, tuple[int, float, float]]:
    """Return title → page from 1, and millimetres from the left and from the top."""
    found: dict[str, tuple[int, float, float]] = {}

    def note(items: list[pikepdf.OutlineItem], pages: list[pikepdf.Object]) -> None:
        for item in items:
            page, _, left, top, *_ = item.destination
            point = (float(left) / 72 * 25.4, SHEET_MM[1] - float(top) / 72 * 25.4)
            found[item.title] = (pages.index(page) + 1, *point)
            note(item.children, pages)

    with pikepdf.open(io.BytesIO(content)) as opened, opened.open_outline() as outline:
        note(outline.root, [page.obj for page in opened.pages])
    return found


def words_of(content: bytes) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    ran = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return " ".join(ran.stdout.decode("utf-8").split())


def test_four_cards_make_a_sheet_and_each_back_is_behind_its_front(
    writer: PdfWriter, pdf_faults: Callable[[bytes], list[str]]
) -> None:
    made = writer.write(
        document(*(card(number) for number in range(1, 7))), {PHOTO.key: PHOTO_BYTES}
    )
    assert pdf_faults(made.content) == []
    found = places(made.content)
    for number in range(1, 7):
        front_page, front_left, front_top = found[f"Carte {number}"]
        back_page, back_left, back_top = found[f"Problème {number}"]
        first = 3 if number <= 4 else 5  # after the note's sheet; a sheet has two pages
        assert (front_page, back_page) == (first, first + 1)
        column, row = (number - 1) % 2, (number - 1) % 4 // 2
        assert column * 105 + SAFE_MM < front_left < column * 105 + 52
        # Turned along the long edge, left and right change places; top and bottom do not.
        assert (1 - column) * 105 + SAFE_MM < back_left < (1 - column) * 105 + 52
        for top in (front_top, back_top):
            assert row * 148.5 + SAFE_MM < top < row * 148.5 + 60


def test_every_page_of_the_sheets_is_a4(
    writer: PdfWriter,
) -> None:
    made = writer.write(document(card(1)), {PHOTO.key: PHOTO_BYTES})
    with pikepdf.open(io.BytesIO(made.content)) as opened:
        assert len(opened.pages) == 4
        for page in opened.pages:
            assert [round(float(side) / 72 * 25.4) for side in page.mediabox] == [0, 0, 210, 297]


def test_the_theme_decides_of_the_sheet_that_cards_are_cut_from() -> None:
    page = THEME.page.model_copy(update={"card_sheet": "a3"})
    with PdfWriter(TEMPLATES, THEME.model_copy(update={"page": page})) as other:
        made = other.write(document(card(1)), {PHOTO.key: PHOTO_BYTES}).content
    with pikepdf.open(io.BytesIO(made)) as pdf:
        sizes = [
            [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] for page in pdf.pages
        ]
    assert [297, 420] in sizes


def test_a_card_keeps_its_place_in_the_structure(writer: PdfWriter) -> None:
    made = writer.write(document(card(1), card(2)), {PHOTO.key: PHOTO_BYTES})
    assert made.heading_pages == (1, 3, 3, 4, 4, 4, 4)


def test_a_long_text_is_set_smaller_and_stays_whole(writer: PdfWriter) -> None:
    made = writer.write(document(card(1, problem=PROBLEM * 14)), {PHOTO.key: PHOTO_BYTES})
    words = words_of(made.content)
    assert words.count("ni qui la range") == 14
    assert "Payer les heures" in words
    assert "suite au cahier" not in words


def test_a_text_too_long_for_its_card_says_where_the_rest_is(writer: PdfWriter) -> None:
    made = writer.write(document(card(7, problem=PROBLEM * 60)), {PHOTO.key: PHOTO_BYTES})
    words = words_of(made.content)
    assert "Problème 7 … suite au cahier de propositions, fiche C7" in words
    assert "Payer les heures" in words  # only the text that is too long gives way
    with pikepdf.open(io.BytesIO(made.content)) as opened:
        assert len(opened.pages) == 4


def test_a_title_too_long_for_its_card_is_refused_in_french(writer: PdfWriter) -> None:
    with pytest.raises(ToolFailedError, match="son titre est trop long"):
        writer.write(document(card(1, title="Une salle ouverte " * 120)), {PHOTO.key: PHOTO_BYTES})


def test_a_document_of_cards_without_any_card_is_its_note(writer: PdfWriter) -> None:
    made = writer.write(document(), {})
    with pikepdf.open(io.BytesIO(made.content)) as opened:
        assert len(opened.pages) == 1
