"""The document tree's blocks and inlines as HTML."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, assert_never

from markupsafe import Markup

from pret.domain.tree import (
    Align,
    Block,
    BulletList,
    Callout,
    Card,
    CodeBlock,
    Column,
    Figure,
    Gallery,
    Heading,
    Landscape,
    NumberedList,
    PageBreak,
    Paragraph,
    Picture,
    Quotation,
    Row,
    Table,
)
from pret.domain.tree_document import Document
from pret.domain.tree_walk import plain, walk
from pret.render.html_inlines import HtmlInlines
from pret.render.html_markup import joined, tag, verbatim
from pret.render.layout_rules import openings, portrait
from pret.render.word_styles import CALLOUT_TITLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: Width of the PDF's text: a figure takes the same part of the column here.
_TEXT_MM = 162.0
#: From this number of columns on, a table may be wider than a phone and is scrolled on its own.
_WIDE_COLUMNS = 4
#: Drawings hold small words: on a phone they are scrolled rather than shrunk.
_DRAWN = "image/svg+xml"


class HtmlBlocks(HtmlInlines):
    """Writes the blocks of one document; figures, tables and notes are numbered on the way."""

    def __init__(self, document: Document, images: Mapping[str, bytes]) -> None:
        """images: the bytes of every picture of the document, by key."""
        headings = (block for block in walk(document.blocks) if isinstance(block, Heading))
        super().__init__(frozenset(heading.id for heading in headings if heading.id))
        self._images = images
        self._placed: set[str] = set()
        self._figures = self._tables = 0
        self._inside_note = False

    def blocks(self, blocks: tuple[Block, ...]) -> Markup:
        """Return blocks in a row."""
        opens = openings(blocks)
        made = [self._block(block, opens=place in opens) for place, block in enumerate(blocks)]
        return joined((each for each in made if each), "\n")

    def notes(self) -> Markup:
        """Return the notes called so far, each with the way back; to be written last.

        A note called by a note follows it in the list.
        """
        self._inside_note = True
        made: list[Markup] = []
        while len(made) < len(self._notes):
            number = len(made) + 1
            back = tag(
                "a",
                "↩",
                href=f"#appel-{number}",
                role="doc-backlink",
                aria_label=f"Retour à l’appel de la note {number}",
            )
            made.append(
                tag(
                    "aside",
                    tag("p", f"{number}.", class_="number"),
                    tag("div", self.blocks(self._notes[number - 1].blocks)),
                    tag("p", back, class_="back"),
                    id=f"note-{number}",
                    role="doc-footnote",
                )
            )
        return joined(made, "\n")

    def picture(self, picture: Picture, alt: str | None = None, *, at_once: bool = False) -> Markup:
        """Return a picture with its bytes in the page.

        alt: in place of its own alternative text. at_once: it is seen as the page opens.
        """
        own = "" if picture.decorative else picture.alt
        head = f"data:{picture.media_type};base64,"
        # Markup already, since base 64 has nothing to escape: some of them are large.
        content = Markup(base64.b64encode(self._images[picture.key]).decode())  # noqa: S704
        return tag(
            "img",
            src=Markup.escape(head) + content,
            alt=own if alt is None else alt,
            width=picture.width_px,
            height=picture.height_px,
            loading=None if at_once else "lazy",
            decoding="async",
        )

    def _block(self, block: Block, *, opens: bool = False) -> Markup:
        match block:
            case Paragraph(content):
                return tag("p", self.inlines(content))
            case Heading():
                return self._heading(block, "opens" if opens else None)
            case BulletList(items):
                return tag("ul", self._items(items))
            case NumberedList(items, start):
                return tag("ol", self._items(items), start=None if start == 1 else start)
            case Figure():
                return self._figure(block)
            case Gallery():
                return self._gallery(block)
            case Table():
                return self._table(block)
            case CodeBlock(value):
                return tag("pre", tag("code", verbatim(value)), tabindex="0")
            case PageBreak():
                return Markup()
            case Quotation() | Callout() | Landscape() | Card():
                return self._frame(block)
            case _:
                assert_never(block)

    def _frame(self, block: Quotation | Callout | Landscape | Card) -> Markup:
        match block:
            case Quotation(blocks, attribution):
                face, words = self._face_and_words(blocks)
                said = tag("blockquote", words)
                if not attribution:
                    return joined((face, said))
                by = tag("figcaption", "— ", self.inlines(attribution))
                return tag("figure", face, said, by, class_="quotation")
            case Callout():
                return self._callout(block)
            case Landscape(blocks):
                return tag("div", self.blocks(blocks), class_="landscape")
            case Card(title, blocks, label):
                code = (tag("span", self.inlines(label), class_="code"), " ") if label else ()
                heading = self._heading(title, None, *code)
                return tag("section", heading, *self._face_and_words(blocks), class_="card")
            case _:
                assert_never(block)

    def _face_and_words(self, blocks: tuple[Block, ...]) -> tuple[Markup, Markup]:
        """Return the portrait that stands beside somebody's words, if any, and the words."""
        face = portrait(blocks)
        if face is None:
            return Markup(), self.blocks(blocks)
        return self._figure(face, class_="face"), self.blocks(blocks[1:])

    def _callout(self, callout: Callout) -> Markup:
        """Return a boxed passage; its kind, which the colour tells, is said in words as well."""
        kind = CALLOUT_TITLES[callout.kind]
        title = self.inlines(callout.title)
        if not title:
            title = Markup.escape(kind)
        elif plain(callout.title) != kind:
            title = joined((tag("span", f"{kind}\u00a0: ", class_="unseen"), title))
        label = tag("p", title, class_="label")
        return tag("aside", label, self.blocks(callout.blocks), class_=f"callout {callout.kind}")

    def _heading(self, heading: Heading, class_: str | None, *before: Markup) -> Markup:
        content = joined((*before, self.inlines(heading.content)))
        if self._inside_note:
            return tag("p", tag("strong", content))
        anchor = None if heading.id in self._placed else heading.id or None
        self._placed.add(heading.id)
        # The document's title is the page's only first heading.
        return tag(f"h{heading.level + 1}", content, id=anchor, class_=class_)

    def _items(self, items: Iterable[tuple[Block, ...]]) -> Markup:
        return joined(tag("li", self._tight(item)) for item in items)

    def _tight(self, blocks: tuple[Block, ...]) -> Markup:
        """Return the blocks of an item or a cell; a paragraph that stands alone is bare."""
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
            return self.inlines(blocks[0].content)
        return self.blocks(blocks)

    def _figure(
        self, figure: Figure, style: str | None = None, class_: str | None = None
    ) -> Markup:
        share = min(100.0, 100 * figure.width_mm / _TEXT_MM)
        caption = self._caption(figure)
        picture = self.picture(figure.picture)
        if figure.picture.media_type == _DRAWN:
            picture = _scrolled(picture, aria_label="Dessin")
        return tag(
            "figure",
            picture,
            tag("figcaption", caption) if caption else Markup(),
            class_="bleed" if figure.bleed else class_,
            style=style or f"--share:{share:.0f}%",
        )

    def _caption(self, figure: Figure) -> Markup:
        parts: list[Markup] = []
        if figure.caption:
            self._figures += 1
            number = tag("span", f"Figure\u00a0{self._figures} – ", class_="number")
            parts.append(joined((number, self.inlines(figure.caption))))
        if figure.credit:
            parts.append(tag("small", self.inlines(figure.credit), class_="credit"))
        return joined(parts, " ")

    def _gallery(self, gallery: Gallery) -> Markup:
        """Return figures in rows; those of a row are of equal height, each as wide as its shape."""
        columns = max(1, gallery.columns)
        rows = []
        for start in range(0, len(gallery.figures), columns):
            row = gallery.figures[start : start + columns]
            figures = [self._figure(each, f"--ratio:{_ratio(each.picture):.3f}") for each in row]
            share = f"--share:{100 * len(row) / columns:.0f}%"
            rows.append(tag("div", *figures, class_="row", style=share))
        return tag("div", *rows, class_="gallery")

    def _table(self, table: Table) -> Markup:
        first_total = len(table.body) - table.total_rows
        body, totals = table.body[:first_total], table.body[first_total:]
        caption = None
        if table.caption:
            self._tables += 1
            caption = f"tableau-{self._tables}"
        head = joined(
            tag("th", self._tight(cell), scope="col", class_=_aligned(column))
            for cell, column in zip(table.head, table.columns, strict=True)
        )
        height = None if table.row_height_mm is None else f"height:{table.row_height_mm:g}mm"
        whole = tag(
            "table",
            self._table_caption(table, caption),
            tag("colgroup", *(_width(column) for column in table.columns)),
            tag("thead", tag("tr", head)),
            tag("tbody", self._rows(body, table, height)) if body else "",
            tag("tfoot", self._rows(totals, table, height)) if totals else "",
            class_="small" if table.small else None,
        )
        if len(table.columns) < _WIDE_COLUMNS:
            return whole
        named = {"aria_labelledby": caption} if caption else {"aria_label": "Tableau"}
        return _scrolled(whole, **named)

    def _table_caption(self, table: Table, anchor: str | None) -> Markup:
        if anchor is None:
            return Markup()
        number = tag("span", f"Tableau\u00a0{self._tables} – ", class_="number")
        return tag("caption", number, self.inlines(table.caption), id=anchor)

    def _rows(self, rows: Iterable[Row], table: Table, height: str | None) -> Markup:
        return joined(
            tag(
                "tr",
                *(
                    tag("td", self._tight(cell), class_=_aligned(column))
                    for cell, column in zip(row, table.columns, strict=True)
                ),
                style=height,
            )
            for row in rows
        )


def _scrolled(content: Markup, **named: str) -> Markup:
    """Return what a narrow screen scrolls on its own, from the keyboard as well."""
    return tag("div", content, class_="scrolled", role="group", tabindex="0", **named)


def _width(column: Column) -> Markup:
    """Return the width of a column, as a part of its table's."""
    return tag("col", style=f"width:{100 * column.share:.2f}%")


def _aligned(column: Column) -> str | None:
    return None if column.align is Align.LEFT else column.align.value


def _ratio(picture: Picture) -> float:
    return picture.width_px / max(picture.height_px, 1)
