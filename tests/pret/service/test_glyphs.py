"""A character that the PDF cannot draw is told with its place; the other formats keep it."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import docx
import pytest

from pret.domain.documents import OutputFormat
from pret.domain.origins import Origin, OriginKind
from pret.errors import StatusRefusedError
from pret.service import glyphs
from pret.service.approval import approve, publish_document
from pret.service.checking import check
from pret.service.glyphs import glyph_problems
from pret.service.making import render_now
from pret.service.stated import stated

if TYPE_CHECKING:
    from conftest import Place

    from pret.problems import Problem
    from pret.service.session import Session

FACTS = "03-lab-day-1/milestone.yaml"
MINUTES = "lab-day-1/minutes"


def told(session: Session) -> tuple[Problem, ...]:
    return glyph_problems(session, stated(session, session.reference(MINUTES)).composed.document)


def test_what_the_fonts_draw_is_told_of_nothing(place: Place) -> None:
    place.change(
        FACTS, "Poser un tapis.", "Poser un tapis → Ωμέγα, Привет, ☐ ✓ ½ ᵉ œuf “ici” — 3 €."
    )
    with place.session() as session:
        assert told(session) == ()


def test_a_character_that_no_font_draws_is_told_with_its_line_in_check_and_build(
    place: Place,
) -> None:
    place.change(FACTS, "Poser un tapis.", "Poser un tapis 龜 漢.")
    text = (place.folder / FACTS).read_text("utf-8")
    line = text[: text.index("龜")].count("\n") + 1
    with place.session() as session:
        turtle, han = told(session)
        assert (turtle.file, turtle.line) == (FACTS, line)
        assert turtle.where == "« 龜 » (U+9F9C)"
        assert "« □ » y est imprimé ; les autres formats le gardent" in turtle.found
        assert han.where.startswith("« 漢 » (U+6F22")
        (state,) = [
            each
            for each in check(session, session.milestone("lab-day-1")).documents
            if each.reference.code == MINUTES
        ]
        assert state.undrawn == (turtle, han)
        assert state.complete
        formats = (OutputFormat.WORD, OutputFormat.PDF)
        content, made = render_now(session, session.reference(MINUTES), formats)
        assert made.undrawn == (turtle, han)
    body = docx.Document(io.BytesIO(content[OutputFormat.WORD])).element.xml
    assert "龜" in body


@pytest.mark.parametrize(
    ("sign", "where"),
    [
        ("漢", "« 漢 » (U+6F22)"),
        ("a\u20dd", "« \u25cc\u20dd » (U+20DD)"),
        ("\U000e0061", "caractère invisible (U+E0061)"),
        ("\ue000", "caractère sans dessin (U+E000)"),
    ],
)
def test_a_character_is_told_as_it_is_seen_and_by_its_code(sign: str, where: str) -> None:
    problem = glyphs._problem(sign[-1], Origin(OriginKind.NOTE, "notes/a.md", "", 3))
    assert (problem.where, problem.line) == (where, 3)
    assert problem.remedy == "Dites-le en mots, ou retirez-le."


def test_what_the_probe_finds_is_what_the_pdf_replaces(place: Place) -> None:
    """The probe is a page of a few words; the document's own PDF must find the same."""
    place.change(
        FACTS, "Poser un tapis.", "Un 👩‍👩‍👧 tapis, é̊, \ue000, שלום, 漢字, ⸘, ᚠ, 𝒳, ⠿ et ₿."
    )
    with place.session() as session:
        document = stated(session, session.reference(MINUTES)).composed.document
        replaced = session.printer.undrawn(document)
        assert replaced
        found = glyphs._undrawn(session, " ".join(_words(document)))
        assert found == frozenset(replaced)


def _words(document: object) -> list[str]:
    return [
        word
        for text, _ in glyphs._texts(document)  # type: ignore[arg-type]
        for word in glyphs._UNCOMMON.findall(text)
    ]


def test_the_common_signs_that_are_not_asked_about_are_drawn_in_every_face(
    place: Place,
) -> None:
    common = [
        chr(code) for code in range(0x21, 0x180) if glyphs._UNCOMMON.search(chr(code)) is None
    ]
    signs = [*common, *"‘’“”„†‡•…‰‹›€™–—−\u202f\u2011"]
    assert not any(glyphs._UNCOMMON.search(sign) for sign in signs)
    with place.session() as session:
        assert session.printer.undrawn(glyphs._probe(" ".join(signs))) == ()


def test_a_document_that_the_pdf_cannot_show_is_not_published(made: Place) -> None:
    made.change(FACTS, "Poser un tapis.", "Poser un tapis 龜.")
    with made.session() as session:
        reference = session.reference(MINUTES)
        approve(session, reference, date(2027, 6, 1))
        with pytest.raises(StatusRefusedError, match=r"U\+9F9C"):
            publish_document(session, reference, date(2027, 6, 2))
