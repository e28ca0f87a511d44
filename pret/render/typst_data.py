"""The document tree as plain data (dictionaries, lists, strings) for the PDF layout.

Text only ever travels as data, so nothing that people write is read as typst markup.
The kinds (`k`) are those that templates/pdf/blocks.typ and inline.typ draw.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, assert_never
from unicodedata import category

from pret.domain.tree import (
    STATUS_LABELS,
    Block,
    BulletList,
    Callout,
    Card,
    Cell,
    Code,
    CodeBlock,
    Document,
    Figure,
    Footnote,
    Foreign,
    Gallery,
    Heading,
    Inline,
    Landscape,
    LineBreak,
    Link,
    Logo,
    NumberedList,
    PageBreak,
    Paragraph,
    Picture,
    Quotation,
    Status,
    Style,
    Styled,
    Table,
    Text,
    plain,
    walk,
)
from pret.render.layout_rules import (
    contents_depth,
    issuer,
    leads,
    opening_pages,
    openings,
    portrait,
    programme_line,
    runs_in,
    told_below,
    watermark,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

Data = dict[str, Any]

#: Shown in place of a character that no bundled font can draw.
STAND_IN = "□"

_MARKS = {Status.DRAFT: "Document de travail — brouillon", Status.WITHDRAWN: "Document retiré"}
_SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", "image/svg+xml": "svg"}
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x20]+\Z", re.IGNORECASE)
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}))?\Z")

# A line may break inside a long address, after these signs; the layout leaves no character there.
_LONG_WORD = re.compile(r"\S{14,}")
_BREAK_AFTER = re.compile(r"(?<=[/@_.?&=])(?=\w)")
_ZERO_WIDTH_SPACE = "\u200b"

# What no line can break: words are cut at spaces (no-break ones apart), hyphens and break marks.
_UNBREAKABLE = re.compile(r"[^ \u200b\-–—]+")

# What PDF/A refuses in text or what would change its structure: controls, byte-order mark.
_UNPRINTABLE = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0xFEFF, 0xFFFE, 0xFFFF])
_UNPRINTABLE |= {ord("\t"): " ", ord("\n"): " ", ord("\r"): " ", 0x2028: " ", 0x2029: " "}
_VERBATIM = _UNPRINTABLE | {ord("\t"): "    ", ord("\n"): "\n"}


def document_data(document: Document) -> Data:
    """Return a document as data; the theme is added by the writer."""
    headings = (block for block in walk(document.blocks) if isinstance(block, Heading))
    anchors = frozenset(heading.id for heading in headings if heading.id)
    cover = document.cover_picture
    lang, region = _language(document.language)
    return {
        "title": _clean(document.title),
        "subtitle": _clean(document.subtitle),
        "programme": _clean(programme_line(document)),
        "issuer": _clean(issuer(document)),
        "day_label": _clean(document.day_label),
        "status": STATUS_LABELS[document.status],
        "version": f"version {_clean(document.version)}",
        "mark": _MARKS.get(document.status, ""),
        "watermark": watermark(document),
        "lang": lang,
        "region": region,
        "organisations": [_clean(name) for name in document.organisations],
        "authors": [_clean(name) for name in document.authors or document.organisations],
        "mentions": [_clean(mention) for mention in document.mentions],
        "keywords": [_clean(keyword) for keyword in document.keywords],
        "landscape": document.landscape,
        "cards": document.cards,
        "contents": document.contents,
        "contents_depth": contents_depth(document),
        "cover": document.cover,
        "cover_picture": None if cover is None else _picture(cover),
        "logos": [_logo(logo) for logo in document.logos],
        "blocks": _Encoder(anchors).whole(document.blocks),
    }


def _clean(value: str) -> str:
    return value.translate(_UNPRINTABLE)


def stand_in(sign: str) -> str:
    """Return what is printed for a sign that no font can draw: nothing for joiners and accents."""
    return "" if category(sign) in {"Cf", "Mn", "Me"} else STAND_IN


def _run(value: str) -> str:
    """Return text with a break opportunity after the signs of long addresses."""
    cleaned = _clean(value)
    return _LONG_WORD.sub(lambda word: _BREAK_AFTER.sub(_ZERO_WIDTH_SPACE, word[0]), cleaned)


def _language(tag: str) -> tuple[str, str | None]:
    """Return language and region (or None) of a BCP 47 tag; French when it is not one."""
    found = _LANGUAGE.match(tag)
    return (found[1].lower(), found[2].upper() if found[2] else None) if found else ("fr", "FR")


def _picture(picture: Picture) -> Data:
    return {
        "file": picture_name(picture),
        "ratio": picture.width_px / picture.height_px,
        "width_px": picture.width_px,
        "alt": _clean(picture.alt),
        "decorative": picture.decorative,
    }


def _logo(logo: Logo) -> Data:
    if logo.picture is None:
        return {"picture": None, "gap": _clean(logo.gap)}
    return {"picture": _picture(logo.picture), "gap": ""}


def picture_name(picture: Picture) -> str:
    """Return the file name under which the layout finds a picture."""
    return f"{picture.key}.{_SUFFIXES[picture.media_type]}"


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
                "about": [_clean(title) for title in told_below(blocks, place)],
                "figure": made[place + 1] if picture is not None else None,
            }
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
                return {"k": "verbatim", "value": value.translate(_VERBATIM)}
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
        anchor = (
            "" if heading.id in self._placed else heading.id
        )  # typst refuses a label given twice
        self._placed.add(anchor)
        content = self._inlines(heading.content)
        return {
            "k": "heading",
            "level": heading.level,
            "id": anchor,
            "opens": False,
            "content": content,
        }

    def _figure(self, figure: Figure) -> Data:
        picture = _picture(figure.picture)
        if (
            figure.caption and figure.picture.decorative
        ):  # a captioned figure owes a text (PDF/UA-1)
            picture |= {"decorative": False, "alt": _clean(plain(figure.caption))}
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
        """Return a cell with its number of signs and the length of its longest unbreakable word."""
        texts = [_run(text) for text in _texts(cell)]
        words = (word for text in texts for word in _UNBREAKABLE.findall(text))
        return {
            "blocks": self.blocks(cell),
            "signs": sum(map(len, texts)),
            "longest": max(map(len, words), default=0),
        }

    def _inlines(self, content: tuple[Inline, ...]) -> list[str | Data]:
        """Return inlines as data, neighbouring texts joined into one string."""
        made: list[str | Data] = []
        for inline in content:
            if not isinstance(inline, Text):
                made.append(self._inline(inline))
            elif made and isinstance(made[-1], str):
                made[-1] += _run(inline.value)
            else:
                made.append(_run(inline.value))
        return made

    def _inline(self, inline: LineBreak | Code | Styled | Foreign | Link | Footnote) -> Data:
        match inline:
            case LineBreak():
                return {"k": "break"}
            case Code(value):
                return {"k": "code", "value": _clean(value)}
            case Styled(style, content):
                return {"k": "style", "style": style.value, "content": self._inlines(content)}
            case Foreign(language, content):
                lang, region = _language(language)
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
        if _ADDRESS.match(target):
            return {"k": "address", "target": target, "content": content}
        return {"k": "plain", "content": content}


def _without_headings(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return a note's blocks, headings as strong paragraphs: notes are not in the outline."""
    return tuple(
        Paragraph((Styled(Style.STRONG, block.content),)) if isinstance(block, Heading) else block
        for block in blocks
    )
