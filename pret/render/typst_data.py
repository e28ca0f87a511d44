"""The document tree as plain data (dictionaries, lists, strings) for the PDF layout.

Text only ever travels as data, so nothing that people write is read as typst markup.
The kinds (`k`) are those that templates/pdf/blocks.typ and inline.typ draw.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, assert_never

from pret.domain.tree import (
    Block,
    BulletList,
    Callout,
    Card,
    Cell,
    Code,
    CodeBlock,
    Figure,
    Footnote,
    Foreign,
    Gallery,
    Heading,
    Inline,
    Landscape,
    LineBreak,
    Link,
    NumberedList,
    PageBreak,
    Paragraph,
    Quotation,
    Style,
    Styled,
    Table,
    Text,
    is_address,
)
from pret.domain.tree_document import STATUS_LABELS, Document
from pret.domain.tree_walk import plain, walk
from pret.render.layout_rules import (
    contents_depth,
    fitted,
    issuer,
    leads,
    opening_pages,
    openings,
    portrait,
    programme_line,
    runs_in,
    told_below,
    warning,
    watermark,
)
from pret.render.typst_pictures import logo_data, picture_data
from pret.render.typst_text import VERBATIM, clean, language_of, run

if TYPE_CHECKING:
    from collections.abc import Iterator

Data = dict[str, Any]

# What no line can break: words are cut at spaces (no-break ones apart), hyphens and break marks.
_UNBREAKABLE = re.compile(r"[^ \u200b\-–—]+")


def document_data(document: Document) -> Data:
    """Return a document as data; the theme is added by the writer."""
    headings = (block for block in walk(document.blocks) if isinstance(block, Heading))
    anchors = frozenset(heading.id for heading in headings if heading.id)
    cover = document.cover_picture
    lang, region = language_of(document.language)
    return {
        "title": clean(document.title),
        "subtitle": clean(document.subtitle),
        "programme": clean(programme_line(document)),
        "issuer": clean(issuer(document)),
        "day_label": clean(document.day_label),
        "status": STATUS_LABELS[document.status],
        "version": f"version {clean(document.version)}",
        "mark": warning(document),
        "watermark": watermark(document),
        "lang": lang,
        "region": region,
        "organisations": [clean(name) for name in document.organisations],
        "authors": [clean(name) for name in document.authors or document.organisations],
        "mentions": [clean(mention) for mention in document.mentions],
        "keywords": [clean(keyword) for keyword in document.keywords],
        "landscape": document.landscape,
        "cards": document.cards,
        "contents": document.contents,
        "contents_depth": contents_depth(document),
        "cover": document.cover,
        "cover_picture": None if cover is None else picture_data(cover),
        "logos": [logo_data(logo) for logo in document.logos],
        "blocks": _Encoder(anchors).whole(document.blocks),
    }


def _texts(cell: Cell) -> Iterator[str]:
    """Yield the texts of a cell's blocks, for an estimate of the room that they take."""
    for block in walk(cell):
        match block:
            case Paragraph(content) | Heading(_, content):
                yield plain(content)
            case CodeBlock(value):
                yield value
            case _:
                pass


class _Encoder:
    """Turns the blocks of one document into data."""

    def __init__(self, anchors: frozenset[str]) -> None:
        """anchors: the ids of the document's headings, the only internal targets of links."""
        self._anchors = anchors
        self._placed: set[str] = set()

    def whole(self, blocks: tuple[Block, ...]) -> list[Data]:
        """Return a document's own blocks; a full-page opening takes its picture in."""
        made = self.blocks(blocks)
        pages = opening_pages(blocks)
        for number, (place, picture) in enumerate(pages.items(), start=1):
            heading = blocks[place]
            assert isinstance(heading, Heading)  # noqa: S101 - narrows the type
            made[place] |= {
                "chapter": number,
                "signs": len(plain(heading.content)),
                "about": [clean(title) for title in told_below(blocks, place)],
                "figure": made[place + 1] if picture is not None else None,
            }
        for place in fitted(blocks):
            made[place]["fits"] = True
        taken = {place + 1 for place, picture in pages.items() if picture is not None}
        return [each for place, each in enumerate(made) if place not in taken]

    def blocks(self, blocks: tuple[Block, ...]) -> list[Data]:
        opens = openings(blocks)
        made = [self._block(block) for block in blocks]
        for place, each in enumerate(made):
            following = blocks[place + 1] if place + 1 < len(blocks) else None
            if leads(blocks[place], following):
                each["leads"] = True
            if place in opens:
                each["opens"] = True
        return made

    def _block(self, block: Block) -> Data:
        match block:
            case Paragraph(content):
                return {"k": "paragraph", "content": self._inlines(content)}
            case Heading():
                return self._heading(block)
            case BulletList(items):
                return {"k": "bullets", "items": [self.blocks(item) for item in items]}
            case NumberedList(items, start):
                items_data = [self.blocks(item) for item in items]
                return {"k": "numbers", "items": items_data, "start": start}
            case Figure():
                return self._figure(block)
            case Gallery(figures, columns):
                drawn = [self._figure(figure) for figure in figures]
                return {"k": "gallery", "figures": drawn, "columns": max(1, columns)}
            case Table():
                return self._table(block)
            case CodeBlock(value):
                return {"k": "verbatim", "value": value.translate(VERBATIM)}
            case PageBreak():
                return {"k": "pagebreak"}
            case Quotation() | Callout() | Landscape() | Card():
                return self._frame(block)
            case _:
                assert_never(block)

    def _frame(self, block: Quotation | Callout | Landscape | Card) -> Data:
        match block:
            case Quotation(blocks, attribution):
                signs = sum(len(text) for text in _texts(blocks))
                made = {"k": "quotation", "by": self._inlines(attribution), "signs": signs}
                return made | self._beside(blocks)
            case Callout(kind, blocks, title):
                name = self._inlines(title)
                inner = self.blocks(blocks)
                return {
                    "k": "callout",
                    "kind": kind.value,
                    "title": name,
                    "run_in": runs_in(block),
                    "blocks": inner,
                }
            case Landscape(blocks):
                return {"k": "landscape", "blocks": self.blocks(blocks)}
            case Card(title, blocks, label):
                heading, tag = self._heading(title), self._inlines(label)
                signs = len(plain(title.content))
                made = {"k": "card", "title": heading, "label": tag, "signs": signs}
                return made | self._beside(blocks)
            case _:
                assert_never(block)

    def _beside(self, blocks: tuple[Block, ...]) -> Data:
        """Return blocks, apart from the portrait that stands beside them."""
        figure = portrait(blocks)
        if figure is None:
            return {"portrait": None, "blocks": self.blocks(blocks)}
        return {"portrait": self._figure(figure), "blocks": self.blocks(blocks[1:])}

    def _heading(self, heading: Heading) -> Data:
        # typst refuses a label given twice.
        anchor = "" if heading.id in self._placed else heading.id
        self._placed.add(anchor)
        made = {"k": "heading", "level": heading.level, "id": anchor, "opens": False}
        return made | {"content": self._inlines(heading.content)}

    def _figure(self, figure: Figure) -> Data:
        picture = picture_data(figure.picture)
        if (
            figure.caption and figure.picture.decorative
        ):  # a captioned figure owes a text (PDF/UA-1)
            picture |= {"decorative": False, "alt": clean(plain(figure.caption))}
        return {
            "k": "figure",
            "picture": picture,
            "width_mm": figure.width_mm,
            "caption": self._inlines(figure.caption),
            "credit": self._inlines(figure.credit),
        }

    def _table(self, table: Table) -> Data:
        return {
            "k": "table",
            "caption": self._inlines(table.caption),
            "shares": [column.share for column in table.columns],
            "aligns": [column.align.value for column in table.columns],
            "head": [self._cell(cell) for cell in table.head],
            "body": [[self._cell(cell) for cell in row] for row in table.body],
            "row_height_mm": table.row_height_mm,
            "totals": table.total_rows,
            "small": table.small,
        }

    def _cell(self, cell: Cell) -> Data:
        """Return a cell with its number of signs and the longest of its unbreakable words."""
        texts = [run(text) for text in _texts(cell)]
        words = (word for text in texts for word in _UNBREAKABLE.findall(text))
        return {
            "blocks": self.blocks(cell),
            "signs": sum(map(len, texts)),
            "longest": max(words, key=len, default=""),
        }

    def _inlines(self, content: tuple[Inline, ...]) -> list[str | Data]:
        """Return inlines as data, neighbouring texts joined into one string."""
        made: list[str | Data] = []
        for inline in content:
            if not isinstance(inline, Text):
                made.append(self._inline(inline))
            elif made and isinstance(made[-1], str):
                made[-1] += run(inline.value)
            else:
                made.append(run(inline.value))
        return made

    def _inline(self, inline: LineBreak | Code | Styled | Foreign | Link | Footnote) -> Data:
        match inline:
            case LineBreak():
                return {"k": "break"}
            case Code(value):
                return {"k": "code", "value": clean(value)}
            case Styled(style, content):
                return {"k": "style", "style": style.value, "content": self._inlines(content)}
            case Foreign(language, content):
                lang, region = language_of(language)
                inner = self._inlines(content)
                return {"k": "foreign", "lang": lang, "region": region, "content": inner}
            case Link(target, content):
                return self._link(target, self._inlines(content))
            case Footnote(blocks):
                return {"k": "note", "blocks": self.blocks(_without_headings(blocks))}
            case _:
                assert_never(inline)

    def _link(self, target: str, content: list[str | Data]) -> Data:
        """Return a link, or its plain words when the target is neither an address nor a heading."""
        if target.startswith("#") and target[1:] in self._anchors:
            return {"k": "anchor", "target": target[1:], "content": content}
        if is_address(target):
            return {"k": "address", "target": target, "content": content}
        return {"k": "plain", "content": content}


def _without_headings(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return a note's blocks, headings as strong paragraphs: notes are not in the outline."""
    return tuple(
        Paragraph((Styled(Style.STRONG, block.content),)) if isinstance(block, Heading) else block
        for block in blocks
    )
