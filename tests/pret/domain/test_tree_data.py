"""A tree kept as JSON comes back as it was, or is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from pret.domain.charts import Bar, BudgetBars, Span, Timeline
from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import (
    Align,
    Callout,
    CalloutKind,
    Card,
    Column,
    Figure,
    Footnote,
    Heading,
    Paragraph,
    Picture,
    Style,
    Styled,
    Table,
    Text,
)
from pret.domain.tree_data import decoded, encoded
from pret.domain.tree_document import Document, Logo, Status

HERE = Origin(OriginKind.FIELD, "01-study-trip/milestone.yaml", "site.name", 4)
WORDS = (Text("Un « mur » \ud800 \u202f!", HERE),)
TREE = Document(
    title="Dossier",
    subtitle="",
    programme="Essai",
    reference="essai/study-trip/dossier",
    day=date(2027, 3, 18),
    day_label="18 mars",
    status=Status.APPROVED,
    version="1.0",
    logos=(Logo("Le labo", Picture("c" * 64, 9, 9, "Logo", media_type="image/png")),),
    missing=("Lieu",),
    blocks=(
        Card(Heading(2, WORDS, "s-un"), (Paragraph((Styled(Style.LEAD, WORDS),)),), WORDS),
        Callout(CalloutKind.TENSION, (Paragraph((Footnote((Paragraph(WORDS),)),)),)),
        Table(
            WORDS,
            (Column(1.0, Align.RIGHT),),
            ((Paragraph(WORDS),),),
            (((Paragraph(WORDS),),),),
            HERE,
            total_rows=1,
        ),
        Figure(
            Picture(
                "",
                10,
                5,
                "Budget",
                chart=BudgetBars(
                    (Bar("Paye", "Résidence", Decimal("9.50"), Decimal(0), Decimal(0)),), True
                ),
            ),
            WORDS,
            (),
            162.0,
            HERE,
            bleed=True,
        ),
        Figure(
            Picture(
                "",
                10,
                5,
                "Frise",
                chart=Timeline(
                    (
                        Span(
                            "Voyage", "16 au 18 mars", date(2027, 3, 16), date(2027, 3, 18), "Axe 1"
                        ),
                    )
                ),
            ),
            WORDS,
            (),
            162.0,
            HERE,
        ),
    ),
)


def test_a_document_comes_back_as_it_was() -> None:
    assert decoded(encoded(TREE)) == TREE


def test_the_same_document_gives_the_same_bytes() -> None:
    assert encoded(TREE) == encoded(decoded(encoded(TREE)))


@pytest.mark.parametrize(
    "kept",
    [
        b'{"@":"Document","title":"x","colour_of_the_sky":"blue"}',
        b'{"@":"Hologram"}',
        b'["no document"]',
        b"not JSON",
        b'{"@":"Status","value":"lost"}',
    ],
)
def test_what_another_version_of_the_product_kept_is_refused(kept: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        decoded(kept)
