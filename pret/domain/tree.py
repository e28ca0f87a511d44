"""The blocks of the document tree: what compose builds, reworks once, and every writer reads.

The tree is the contract between composing and rendering. Each piece of text keeps its `Origin`, so
that an edit made in an issued Word file can be brought back to the place it came from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from pret.domain.charts import Chart
from pret.domain.origins import Origin

_ADDRESS = re.compile(r"(https?://|mailto:)[^\s\x00-\x20\x7f]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Text:
    """A run of plain text, spaces included. Never empty in a finished tree."""

    value: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A forced line break inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Code:
    """Verbatim text: no typography is applied to it."""

    value: str
    origin: Origin


class Style(StrEnum):
    """What a stretch of inline text is marked as."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    STRIKEOUT = "strikeout"
    MISSING = "missing"  # the visible mark [À COMPLÉTER : …] of a draft
    CREDIT = "credit"  # photo credits, sources, small print
    LEAD = "lead"  # a run-in label, such as « Porteur : »
    INSERTED = "inserted"  # in a comparison: what the newer version says
    DELETED = "deleted"  # in a comparison: what the older version said


@dataclass(frozen=True, slots=True)
class Styled:
    """Inline text marked with one style."""

    style: Style
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Foreign:
    """A passage in another language than the document's (BCP 47 tag, such as `en`)."""

    language: str
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link: target is an http(s) or mailto address, or `#id` of a heading of this document."""

    target: str
    content: tuple[Inline, ...]


def is_address(target: str) -> bool:
    """Tell whether a link leads to the web or to a mailbox; no other kind is made a link."""
    return _ADDRESS.fullmatch(target) is not None


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the foot of the page."""

    blocks: tuple[Block, ...]


Inline = Text | LineBreak | Code | Styled | Foreign | Link | Footnote


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading. level: 1 to 4; the document's title is not one of them."""

    level: int
    content: tuple[Inline, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class BulletList:
    """An unordered list; each item is a sequence of blocks."""

    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class NumberedList:
    """An ordered list; start is the first number, from 0."""

    items: tuple[tuple[Block, ...], ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's words, set apart. attribution: who says so (empty for none)."""

    blocks: tuple[Block, ...]
    attribution: tuple[Inline, ...] = ()


class CalloutKind(StrEnum):
    """What a boxed passage is for; writers give each its look."""

    KEY = "key"  # à retenir, en bref
    DECISION = "decision"
    TENSION = "tension"
    QUESTION = "question"
    WARNING = "warning"  # garde-fou, écueil
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Callout:
    """A boxed passage with an optional run-in title."""

    kind: CalloutKind
    blocks: tuple[Block, ...]
    title: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A prepared picture: upright JPEG or PNG without metadata.

    key: SHA-256 of its bytes in hexadecimal, by which writers receive the bytes.
    alt: alternative text; empty only when decorative.
    chart: what a drawn figure shows; its key is empty until `pret.render` has drawn it.
    fallback_key: for a drawn figure (SVG), the key of the same picture as PNG.
    """

    key: str
    width_px: int
    height_px: int
    alt: str
    decorative: bool = False
    media_type: str = "image/jpeg"
    chart: Chart | None = None
    fallback_key: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its caption and credit.

    width_mm: printed width; the height follows from the picture's proportions.
    bleed: right after the heading that opens a chapter, it fills the opening page where the format
    allows it, under the heading; elsewhere it is a figure like any other.
    origin: the line of the photo's entry, for messages of the lint.
    """

    picture: Picture
    caption: tuple[Inline, ...]
    credit: tuple[Inline, ...]
    width_mm: float
    origin: Origin
    bleed: bool = False


@dataclass(frozen=True, slots=True)
class Gallery:
    """Figures laid side by side where the format allows it, one after another elsewhere."""

    figures: tuple[Figure, ...]
    columns: int = 2


class Align(StrEnum):
    """Horizontal alignment of a column."""

    LEFT = "left"
    RIGHT = "right"
    CENTER = "center"


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column. share: part of the table's width; shares of a table add up to 1."""

    share: float
    align: Align = Align.LEFT


Cell = tuple["Block", ...]
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A data table with exactly one header row (repeated on each page by the writers).

    head: one cell a column, none empty (accessibility gate). body: at least one row.
    row_height_mm: minimal height of body rows (attendance sheets), or None.
    total_rows: how many of the last body rows are totals, set in bold.
    small: set in the smaller table size (wide grids).
    """

    caption: tuple[Inline, ...]
    columns: tuple[Column, ...]
    head: Row
    body: tuple[Row, ...]
    origin: Origin
    row_height_mm: float | None = None
    total_rows: int = 0
    small: bool = False


@dataclass(frozen=True, slots=True)
class Landscape:
    """Blocks on pages of their own, turned to landscape."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A sheet about one thing (a prototype, a proposal, a site): kept together where it fits.

    label: short code shown as a tag (`P3`), may be empty.
    """

    title: Heading
    blocks: tuple[Block, ...]
    label: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Verbatim lines."""

    value: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts a new page."""


Block = (
    Paragraph
    | Heading
    | BulletList
    | NumberedList
    | Quotation
    | Callout
    | Figure
    | Gallery
    | Table
    | Landscape
    | Card
    | CodeBlock
    | PageBreak
)
