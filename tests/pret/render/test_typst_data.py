"""The document tree as data."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import (
    Block,
    Code,
    CodeBlock,
    Column,
    Figure,
    Footnote,
    Foreign,
    Heading,
    Inline,
    Link,
    Paragraph,
    Picture,
    Style,
    Styled,
    Table,
    Text,
)
from pret.domain.tree_document import Document, Status
from pret.render.typst_data import document_data
from pret.render.typst_pictures import picture_name
from pret.render.typst_text import STAND_IN, stand_in

HERE = Origin(OriginKind.TEMPLATE, "documents/essai.md.j2")
PHOTO = Picture("a" * 64, 1600, 1200, "La cour")


def text(value: str) -> Text:
    return Text(value, HERE)


def document(*blocks: Block) -> Document:
    return Document(
        title="Titre",
        subtitle="",
        programme="Programme",
        reference="lycees/essai",
        day=date(2026, 3, 12),
        day_label="12 mars 2026",
        status=Status.DRAFT,
        blocks=blocks,
    )


def encoded(block: Block) -> dict[str, Any]:
    made: dict[str, Any] = document_data(document(block))["blocks"][0]
    return made


def inlines(*content: Inline) -> list[Any]:
    made: list[Any] = encoded(Paragraph(content))["content"]
    return made


def test_neighbouring_texts_become_one_string() -> None:
    assert inlines(text("un "), text("deux"), Code("x", HERE), text("trois")) == [
        "un deux",
        {"k": "code", "value": "x"},
        "trois",
    ]


def test_line_ends_become_spaces_and_controls_vanish() -> None:
    assert inlines(text("a\nb\tc\x07\ufeffd")) == ["a b cd"]


def test_verbatim_lines_keep_their_ends() -> None:
    assert encoded(CodeBlock("a\n\tb\x07", HERE))["value"] == "a\n    b"


def test_long_addresses_may_break_after_their_signs_and_words_may_not() -> None:
    assert inlines(text("prenom.nom@exemple.fr")) == ["prenom.\u200bnom@\u200bexemple.\u200bfr"]
    assert inlines(text("Fin.Début et/ou")) == ["Fin.Début et/ou"]


def test_a_link_to_a_heading_is_kept_only_if_the_heading_exists() -> None:
    heading = Heading(1, (text("Titre"),), "la")
    link = Paragraph((Link("#la", (text("ici"),)), Link("#ailleurs", (text("là"),))))
    kinds = [
        inline["k"] for inline in document_data(document(heading, link))["blocks"][1]["content"]
    ]
    assert kinds == ["anchor", "plain"]


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("https://exemple.fr/a", "address"),
        ("MAILTO:a@exemple.fr", "address"),
        ("javascript:alert(1)", "plain"),
        ("file:///etc/passwd", "plain"),
        ("https://exemple.fr/a b", "plain"),
        ("#", "plain"),
    ],
)
def test_only_web_and_mail_addresses_are_links(target: str, kind: str) -> None:
    assert inlines(Link(target, (text("lien"),)))[0]["k"] == kind


def test_an_id_given_twice_marks_the_first_heading_only() -> None:
    title = Heading(1, (text("Titre"),), "la")
    assert [block["id"] for block in document_data(document(title, title))["blocks"]] == ["la", ""]


def test_a_heading_in_a_note_is_not_one_of_the_outline() -> None:
    note = inlines(Footnote((Heading(1, (text("Titre"),), "note"),)))[0]
    assert note["blocks"] == [
        {
            "k": "paragraph",
            "content": [{"k": "style", "style": "strong", "content": ["Titre"]}],
        }
    ]


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("en", ("en", None)),
        ("en-GB", ("en", "GB")),
        ("zh-Hans-CN", ("zh", "CN")),
        ("?", ("fr", "FR")),
    ],
)
def test_language_tags_are_split(tag: str, language: tuple[str, str | None]) -> None:
    foreign = inlines(Foreign(tag, (text("word"),)))[0]
    assert (foreign["lang"], foreign["region"]) == language


def test_cells_tell_how_long_their_text_and_their_longest_word_are() -> None:
    cell = (Paragraph((text("105 400 euros, "), Styled(Style.STRONG, (text("demi-pension"),)))),)
    table = Table((), (Column(1.0),), (cell,), ((cell,),), HERE)
    assert [encoded(table)["head"][0][key] for key in ("signs", "longest")] == [27, "pension"]


def test_a_captioned_decorative_picture_takes_its_caption_as_text() -> None:
    decorative = replace(PHOTO, alt="", decorative=True)
    captioned = encoded(Figure(decorative, (text("Légende"),), (), 80, HERE))["picture"]
    assert (captioned["alt"], captioned["decorative"]) == ("Légende", False)
    assert encoded(Figure(decorative, (), (), 80, HERE))["picture"]["decorative"]


def test_pictures_are_named_by_their_content_and_kind() -> None:
    assert picture_name(PHOTO) == "a" * 64 + ".jpg"
    assert picture_name(replace(PHOTO, media_type="image/png")).endswith(".png")


def test_a_draft_and_a_withdrawn_document_carry_a_mark_and_the_others_none() -> None:
    marks = {status: document_data(replace(document(), status=status))["mark"] for status in Status}
    assert {status for status, mark in marks.items() if mark} == {Status.DRAFT, Status.WITHDRAWN}
    assert marks[Status.DRAFT] == "Document de travail — brouillon"


def test_what_no_font_draws_is_shown_as_a_box_and_joiners_as_nothing() -> None:
    assert [stand_in(sign) for sign in "😀漢\u200d\ufe0f"] == [STAND_IN, STAND_IN, "", ""]


def test_the_data_is_plain_json() -> None:
    data = document_data(document(Paragraph((text("a"),))))
    assert json.loads(json.dumps(data)) == data


def test_a_word_that_no_line_can_hold_may_break_between_any_two_letters() -> None:
    assert inlines(text("x" * 40)) == ["\u200b".join("x" * 40)]
    assert inlines(text("x" * 39)) == ["x" * 39]
    marked = "e\u0301" * 40
    assert inlines(text(marked)) == [marked]
