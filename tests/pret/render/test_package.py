"""The designer's package: the booklet's own words and pictures, by chapter and by name."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pret.domain.charts import Bar, BudgetBars
from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import (
    Align,
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Card,
    Column,
    Figure,
    Footnote,
    Gallery,
    Heading,
    Landscape,
    PageBreak,
    Paragraph,
    Picture,
    Quotation,
    Table,
    Text,
)
from pret.domain.tree_document import Document, Logo, Status
from pret.render.package import write_package
from pret.render.package_chapters import numbered
from pret.render.package_data import csv_of
from pret.render.package_notice import Terms

HERE = Origin(OriginKind.FIELD, "milestone.yaml", "x", 1)
TERMS = Terms("CC BY-SA 4.0", "Zoé Quilleboeuf (zoe@example.org)")


def words(value: str) -> tuple[Text, ...]:
    return (Text(value, HERE),)


def paragraph(value: str) -> Paragraph:
    return Paragraph(words(value))


def picture(key: str, width_px: int = 3000, media_type: str = "image/jpeg") -> Picture:
    return Picture(key, width_px, width_px * 2 // 3, f"Alternative {key}", media_type=media_type)


def figure(key: str, caption: str = "Le quai à midi", width_mm: float = 162.0) -> Figure:
    return Figure(picture(key), words(caption), words("© Le Labo"), width_mm, HERE)


def table(*rows: tuple[str, ...], caption: str = "Le budget") -> Table:
    made = tuple(tuple((paragraph(cell),) for cell in row) for row in rows)
    columns = tuple(Column(1 / len(rows[0]), Align.LEFT) for _ in rows[0])
    return Table(words(caption), columns, made[0], made[1:], HERE)


def document(*blocks: Block) -> Document:
    return Document(
        title="La gare ouverte",
        subtitle="Récit",
        programme="La gare ouverte",
        reference="gare/closure/booklet",
        day=date(2028, 6, 29),
        day_label="29 juin 2028",
        status=Status.IN_REVIEW,
        blocks=blocks,
        cover=True,
        contents=True,
        cover_picture=picture("cover"),
        logos=(Logo("Région", picture("logo", 400, "image/png")), Logo("Académie", None)),
    )


NOTE = Footnote((paragraph("La note."),))
BOOK = document(
    PageBreak(),
    Heading(1, words("Éditos")),
    Paragraph((*words("Le début"), NOTE)),
    PageBreak(),
    Heading(1, words("Le récit : l’œuvre des jours")),
    replace(figure("p1"), bleed=True),
    Quotation((replace(figure("p2"), caption=()), paragraph("On attend.")), words("Une agente")),
    Gallery((figure("p3", "Un banc"), figure("p1"))),
    Card(Heading(2, words("Le banc")), (paragraph("Il tient."),), words("P1")),
    Callout(CalloutKind.KEY, (BulletList(((paragraph("un"),), (paragraph("deux"),))),)),
    Landscape((table(("Poste", "Prévu"), ("Repas", "12 €"), ("=cmd|'/C calc'!A0", "-3")),)),
)


def word_file(made: Document) -> bytes:
    """Stand for the Word writer: what it was given, in words."""
    return repr((made.title, made.blocks, made.cover, made.contents)).encode()


def full_pictures(made: Document) -> dict[str, Picture]:
    keys = ("cover", "p1", "p2", "p3", "logo", "not printed")
    return {key: picture(f"full {key}", 6000) for key in keys} if made.cover_picture else {}


def packed(made: Document = BOOK, full: dict[str, Picture] | None = None) -> dict[str, bytes]:
    given = full_pictures(made) if full is None else full
    content = write_package(made, given, lambda key: f"<{key}>".encode(), word_file, TERMS)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_a_package_holds_each_chapter_each_picture_once_and_each_table() -> None:
    assert sorted(packed()) == [
        "LISEZ-MOI.txt",
        "donnees/01-le-budget.csv",
        "donnees/01-le-budget.json",
        "images/01-couverture-alternative-cover.jpg",
        "images/02-le-quai-a-midi.jpg",
        "images/03-alternative-p2.jpg",
        "images/04-un-banc.jpg",
        "images/images.csv",
        "logos/01-region.jpg",
        "textes/01-editos.docx",
        "textes/01-editos.txt",
        "textes/02-le-recit-l-oeuvre-des-jours.docx",
        "textes/02-le-recit-l-oeuvre-des-jours.txt",
    ]


def test_pictures_are_the_full_size_ones_and_only_those_printed() -> None:
    found = packed()
    assert found["images/02-le-quai-a-midi.jpg"] == b"<full p1>"
    assert found["images/01-couverture-alternative-cover.jpg"] == b"<full cover>"
    assert b"<full not printed>" not in found.values()
    written = rows(found["images/images.csv"])
    assert written[2] == [
        *("02-le-quai-a-midi.jpg", "Le quai à midi", "© Le Labo", "Alternative p1"),
        *("Le récit : l’œuvre des jours", "6000", "4000", "210", "508", ""),
    ]


def test_a_chapter_says_all_that_it_says_in_the_booklet_and_names_its_pictures() -> None:
    found = packed()
    first = found["textes/01-editos.txt"].decode("utf-8-sig")
    assert first == "Éditos\r\n\r\nLe début [note\u00a0: La note.]"
    second = found["textes/02-le-recit-l-oeuvre-des-jours.txt"].decode("utf-8-sig")
    assert second.replace("\r\n", "\n").split("\n\n") == [
        "Le récit : l’œuvre des jours",
        "[Image\u00a0: images/02-le-quai-a-midi.jpg]\nLe quai à midi\n© Le Labo",
        "[Image\u00a0: images/03-alternative-p2.jpg]\n© Le Labo",
        "On attend.",
        "— Une agente",
        "[Image\u00a0: images/04-un-banc.jpg]\nUn banc\n© Le Labo",
        "[Image\u00a0: images/02-le-quai-a-midi.jpg]\nLe quai à midi\n© Le Labo",
        "P1 Le banc",
        "Il tient.",
        "– un",
        "– deux",
        "Le budget",
        "Poste\tPrévu\nRepas\t12 €\n=cmd|'/C calc'!A0\t-3",
    ]


def test_the_word_file_of_a_chapter_has_neither_cover_nor_contents_nor_picture() -> None:
    given: list[Document] = []

    def keep(made: Document) -> bytes:
        given.append(made)
        return b""

    write_package(BOOK, full_pictures(BOOK), lambda _: b"", keep, TERMS)
    assert [plain_title(each) for each in given] == ["Éditos", "Le récit : l’œuvre des jours"]
    for each in given:
        assert (each.cover, each.contents, each.cover_picture, each.logos) == (
            False,
            False,
            None,
            (),
        )
        assert not {"Figure", "Gallery", "PageBreak", "Landscape"} & set(
            re.findall(r"(\w+)\(", repr(each.blocks))
        )


def plain_title(made: Document) -> str:
    heading = made.blocks[0]
    assert isinstance(heading, Heading)
    return "".join(each.value for each in heading.content if isinstance(each, Text))


def test_text_before_the_first_chapter_is_not_lost() -> None:
    found = packed(document(paragraph("Avant tout."), Heading(1, words("Un"))))
    assert found["textes/01-la-gare-ouverte.txt"].decode("utf-8-sig") == "Avant tout."
    assert "textes/02-un.docx" in found


def test_text_that_looks_like_a_formula_stays_text_in_a_csv_and_as_it_is_in_json() -> None:
    found = packed()
    assert rows(found["donnees/01-le-budget.csv"]) == [
        ["Poste", "Prévu"],
        ["Repas", "12 €"],
        ["'=cmd|'/C calc'!A0", "'-3"],
    ]
    told = json.loads(found["donnees/01-le-budget.json"])
    assert told["rows"][1] == ["=cmd|'/C calc'!A0", "-3"]
    assert "apostrophe" in found["LISEZ-MOI.txt"].decode()


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4))
def test_no_cell_of_a_csv_starts_like_a_formula_and_none_is_lost(cells: list[str]) -> None:
    (written,) = [rows(csv_of(cells, ()))[0] if any(cells) else cells]
    if len(cells) == 1 and not cells[0]:
        return
    for cell, before in zip(written, cells, strict=True):
        assert cell.removeprefix("'") == before.removeprefix("'")
        assert not cell.lstrip().startswith(("=", "+", "-", "@"))
        assert not cell.startswith(("\t", "\r", "\n"))


@given(st.integers(1, 199), st.text())
def test_file_names_are_short_and_safe_whatever_the_caption(number: int, caption: str) -> None:
    name = f"{numbered(number, caption)}.json"
    assert re.fullmatch(r"\d{2,3}-[a-z0-9]+(-[a-z0-9]+)*\.json", name)
    assert len(name) <= 60


def test_names_are_unique_even_when_captions_are_the_same() -> None:
    made = document(Heading(1, words("Un")), *(figure(f"p{n}", "x") for n in range(120)))
    names = [PurePosixPath(name).name for name in packed(made, {}) if name.startswith("images/")]
    assert len(set(names)) == len(names) == 122  # the cover and the list with them


def test_a_picture_whose_original_is_gone_is_given_as_printed_and_told() -> None:
    full = full_pictures(BOOK)
    del full["p3"]
    found = packed(full=full)
    assert found["images/04-un-banc.jpg"] == b"<p3>"
    assert rows(found["images/images.csv"])[4][-1] == "original introuvable, image réduite"
    notice = found["LISEZ-MOI.txt"].decode()
    assert "ORIGINAUX INTROUVABLES" in notice
    assert "- images/04-un-banc.jpg\r\n" in notice
    assert "ORIGINAUX" not in packed()["LISEZ-MOI.txt"].decode()


def test_a_picture_with_too_few_points_for_its_width_is_told() -> None:
    full = full_pictures(BOOK) | {"p3": picture("full p3", 600)}
    found = packed(full=full)
    row = rows(found["images/images.csv"])[4]
    assert row[7:] == ["77", "50", "198 ppp à la largeur imprimée, moins de 200"]
    told = "- images/04-un-banc.jpg : 198 ppp à 77 mm ; bonne jusqu’à 50 mm de large (300 ppp)"
    assert told in found["LISEZ-MOI.txt"].decode()


def test_the_notice_says_what_may_be_done_whom_to_ask_and_what_is_lacking() -> None:
    told = packed()["LISEZ-MOI.txt"].decode("utf-8-sig")
    assert "Textes et données : CC BY-SA 4.0." in told
    assert "Zoé Quilleboeuf (zoe@example.org)" in told
    assert "LOGOS ENCORE À DEMANDER\r\n\r\n- Académie" in told
    assert "images/ (4)" in told


@pytest.mark.parametrize("spending", [False, True])
def test_data_of_a_drawn_budget_hold_what_it_shows_and_no_more(*, spending: bool) -> None:
    bar = Bar("Repas", "Vie", Decimal("1200.50"), Decimal(900), Decimal(800))
    drawing = replace(
        picture("svg", media_type="image/svg+xml"), chart=BudgetBars((bar,), spending)
    )
    shown = replace(figure("svg", "Le budget"), picture=drawing)
    found = packed(document(Heading(1, words("Repères")), shown), {})
    assert found["dessins/01-le-budget.svg"] == b"<svg>"
    assert found["donnees/01-le-budget.csv"].decode("utf-8-sig").splitlines() == (
        ["Poste;Ligne;Prévu;Engagé;Payé", "Vie;Repas;1200,50;900;800"]
        if spending
        else ["Poste;Ligne;Prévu", "Vie;Repas;1200,50"]
    )
    numbers = json.loads(found["donnees/01-le-budget.json"])["rows"][0][2:]
    assert numbers == ([1200.5, 900, 800] if spending else [1200.5])
    assert "images/02-le-budget.svg" not in found


def test_the_same_book_gives_the_same_bytes() -> None:
    arguments = (full_pictures(BOOK), lambda key: key.encode(), word_file, TERMS)
    assert write_package(BOOK, *arguments) == write_package(BOOK, *arguments)
