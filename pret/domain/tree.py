"""The document tree: what compose builds, what the one pass reworks and what every writer reads.

The tree is the contract between composing and rendering. Each piece of text keeps its `Origin`, so
that an edit made in an issued Word file can be brought back to the place it came from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pret.domain.charts import Chart


class OriginKind(StrEnum):
    """Where a piece of text comes from."""

    TEMPLATE = "template"
    FIELD = "field"
    NOTE = "note"
    COMPUTED = "computed"


@dataclass(frozen=True, slots=True)
class Origin:
    """The place a piece of text comes from.

    file: posix path, relative to the programme's folder for inputs, to `templates/` for wording.
    path: for fields, the YAML path (`decisions[2].due`), empty otherwise.
    line: line in that file, from 1, or None where the format has no lines.
    """

    kind: OriginKind
    file: str
    path: str = ""
    line: int | None = None


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
class Logo:
    """An organisation's mark. name: the organisation, which the alternative text says.

    picture: None while nobody has given a usable file; `gap` is then printed in its place.
    """

    name: str
    picture: Picture | None

    @property
    def gap(self) -> str:
        """Return the visible mark that stands for a logo that is not there."""
        return f"[À COMPLÉTER\u00a0: logo ({self.name})]"


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


class Status(StrEnum):
    """A document's state in its life cycle."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


STATUS_LABELS = {
    Status.DRAFT: "brouillon",
    Status.IN_REVIEW: "en relecture",
    Status.APPROVED: "validé",
    Status.PUBLISHED: "publié",
    Status.WITHDRAWN: "retiré",
}


@dataclass(frozen=True, slots=True)
class Document:
    """One composed document, ready for every writer.

    reference: kept in the file's properties (`lycees/lab-day-1/minutes`).
    day: the civil date that the document bears; made files are stamped with it, not with the clock.
    landscape: the whole document is in landscape.
    contents: a table of contents is wanted. cover: a title page of its own is wanted.
    organisations: authors and partners in protocol order, as printed.
    logos: the organisations' marks, in protocol order; empty where the kind shows none.
    cards: the PDF lays the document's cards as A6 cards on A4 sheets, fronts then backs.
    not_before: it is under embargo until that day, or None.
    """

    title: str
    subtitle: str
    programme: str
    reference: str
    day: date
    day_label: str
    status: Status
    blocks: tuple[Block, ...]
    version: str = "0.1"
    language: str = "fr-FR"
    organisations: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    landscape: bool = False
    contents: bool = False
    cover: bool = False
    cover_picture: Picture | None = None
    logos: tuple[Logo, ...] = ()
    cards: bool = False
    not_before: date | None = None
    missing: tuple[str, ...] = field(default=())


def children(block: Block) -> tuple[Block, ...]:
    """Return the blocks directly inside a block, in reading order."""
    match block:
        case BulletList(items) | NumberedList(items):
            return tuple(inner for item in items for inner in item)
        case Quotation(blocks) | Callout(_, blocks) | Landscape(blocks):
            return blocks
        case Card(title, blocks):
            return (title, *blocks)
        case Gallery(figures):
            return figures
        case Table():
            rows = (block.head, *block.body)
            return tuple(inner for row in rows for cell in row for inner in cell)
        case _:
            return ()


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield every block, parents before children, in reading order."""
    for block in blocks:
        yield block
        yield from walk(children(block))


def plain(content: tuple[Inline, ...]) -> str:
    """Return inline content as plain text, without notes."""
    parts: list[str] = []
    for inline in content:
        match inline:
            case Text(value) | Code(value):
                parts.append(value)
            case LineBreak():
                parts.append(" ")
            case Styled(_, inner) | Foreign(_, inner) | Link(_, inner):
                parts.append(plain(inner))
            case Footnote():
                pass
    return "".join(parts)


def pictures(document: Document) -> tuple[Picture, ...]:
    """Return each distinct picture of a document once: cover, logos, then in reading order."""
    found: dict[str, Picture] = {}
    if document.cover_picture is not None:
        found[document.cover_picture.key] = document.cover_picture
    for logo in document.logos:
        if logo.picture is not None:
            found.setdefault(logo.picture.key, logo.picture)
    for block in walk(document.blocks):
        if isinstance(block, Figure):
            found.setdefault(block.picture.key, block.picture)
    return tuple(found.values())
