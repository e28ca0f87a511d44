"""Documents that show everything a layout can be asked for, to try the layout on."""

from __future__ import annotations

from datetime import date

from pret.domain.charts import Span, Timeline
from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import (
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Card,
    Code,
    CodeBlock,
    Column,
    Figure,
    Footnote,
    Foreign,
    Gallery,
    Heading,
    Landscape,
    LineBreak,
    Link,
    NumberedList,
    PageBreak,
    Paragraph,
    Picture,
    Quotation,
    Style,
    Styled,
    Table,
    Text,
)
from pret.domain.tree_document import Document, Logo, Status

_HERE = Origin(OriginKind.COMPUTED, "")
_DAY = date(2027, 5, 11)


def specimens() -> tuple[Document, ...]:
    """Return small documents: a plain one, one a kind of block, a covered one, a sheet of cards.

    One a kind of block, since a layout that fails tells its first fault only.
    """
    covered = (Heading(1, _words("Un")), *_BLOCKS, Heading(2, _words("Deux")), _LAST)
    return (
        _document(_LAST),
        *(_document(Heading(1, _words("Un")), block) for block in _BLOCKS),
        _document(*covered, cover=True, contents=True, logos=(Logo("Un organisme", None),)),
        _document(*covered, landscape=True, status=Status.WITHDRAWN),
        _document(Heading(1, _words("Cartes")), _CARD, _CARD, cards=True),
    )


def _words(said: str) -> tuple[Text, ...]:
    return (Text(said, _HERE),)


_CARD = Card(Heading(2, _words("Carte")), (Paragraph(_words("Dessous.")),), _words("P1"))
_TIMELINE = Timeline((Span("Journée labo 1", "11 mai 2027", _DAY, _DAY, "Axe 1"),))
_FIGURE = Figure(
    Picture("", 800, 400, "Un calendrier", chart=_TIMELINE),
    _words("Légende"),
    _words("Crédit"),
    100.0,
    _HERE,
)
_LAST = Paragraph((Styled(Style.CREDIT, _words("Fin")),))
_BLOCKS: tuple[Block, ...] = (
    Paragraph(
        (
            *(Styled(style, _words("mot ")) for style in Style),
            *(LineBreak(), Code("code", _HERE)),
            Foreign("en", _words("learning by doing")),
            Link("https://example.org/page", _words("une page")),
            Footnote((Paragraph(_words("En bas.")),)),
        )
    ),
    BulletList(((Paragraph(_words("un")),), (Paragraph(_words("deux")),))),
    NumberedList(((Paragraph(_words("un")),), (Paragraph(_words("deux")),)), start=3),
    Quotation((Paragraph(_words("Dit.")),), _words("Quelqu’un")),
    *(Callout(kind, (Paragraph(_words("Dit.")),), _words("Titre")) for kind in CalloutKind),
    Table(
        _words("Un tableau"),
        (Column(0.5), Column(0.5)),
        ((Paragraph(_words("A")),), (Paragraph(_words("B")),)),
        (((Paragraph(_words("1")),), (Paragraph(_words("2")),)),) * 2,
        _HERE,
        total_rows=1,
    ),
    Landscape((Paragraph(_words("En travers.")),)),
    _CARD,
    CodeBlock("une ligne\nune autre", _HERE),
    _FIGURE,
    Gallery((_FIGURE, _FIGURE)),
    PageBreak(),
)


def _document(
    *blocks: Block,
    status: Status = Status.DRAFT,
    cover: bool = False,
    contents: bool = False,
    landscape: bool = False,
    cards: bool = False,
    logos: tuple[Logo, ...] = (),
) -> Document:
    return Document(
        "Essai",
        "Sous-titre",
        "Programme",
        "essai/closure/booklet",
        _DAY,
        "11 mai 2027",
        status,
        (*blocks, _LAST),
        organisations=("Un organisme",),
        authors=("Un organisme",),
        mentions=("Une mention.",),
        logos=logos,
        cover=cover,
        contents=contents,
        landscape=landscape,
        cards=cards,
    )
