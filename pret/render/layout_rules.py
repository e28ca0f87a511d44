"""Rules of layout that the PDF and the Word file share, so that both look like one document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pret.domain.tree import (
    Block,
    BulletList,
    Callout,
    Card,
    Figure,
    Heading,
    Inline,
    NumberedList,
    PageBreak,
    Paragraph,
    Picture,
    Quotation,
    Style,
    Styled,
)
from pret.domain.tree_document import STATUS_LABELS, Document, Status
from pret.domain.tree_walk import plain, walk

_WARNINGS = {
    Status.DRAFT: "Document de travail — brouillon",
    Status.WITHDRAWN: "Document retiré",
}
#: Headings listed in the contents, at most: more would not fit on one page.
_CONTENTS_MOST_ENTRIES = 42
_CONTENTS_DEPTH = 2
_COVER_MOST_NAMES = 5
_FITTED_MOST = 3
#: A longer title of a boxed passage stands on a line of its own.
_RUN_IN_MOST_SIGNS = 60
_MM_PER_INCH, _BLEED_PPI = 25.4, 200
# What number and title need on an opening page (`templates/pdf/book.typ`).
_OPENING_TITLE_MM = 99.0
# Millimetres. The text is 162 mm wide on a portrait page of our theme.
_ROW_MM, _ROW_GAP_MM, _ROW_TALLEST_MM = 158.0, 4.0, 104.0


def contents_depth(document: Document) -> int:
    """Return the level down to which the contents list headings: 2, or 1 for long documents.

    A document whose chapters open on full pages lists these: what they hold is told below each.
    """
    if opening_pages(document.blocks):
        return 1
    listed = [
        block
        for block in walk(document.blocks)
        if isinstance(block, Heading) and block.level <= _CONTENTS_DEPTH
    ]
    return _CONTENTS_DEPTH if len(listed) <= _CONTENTS_MOST_ENTRIES else 1


def body_and_ending(document: Document) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return the text, and the small print that ends it when it stands under the contents instead.

    Such as the cover's credit: alone at the end of the document it could open a page
    (`templates/pdf/document.typ` does the same).
    """
    last = document.blocks[-1] if document.cover and document.contents and document.blocks else None
    if not isinstance(last, Paragraph) or not all(map(_is_small, last.content)):
        return document.blocks, ()
    return document.blocks[:-1], document.blocks[-1:]


def _is_small(inline: Inline) -> bool:
    return isinstance(inline, Styled) and inline.style is Style.CREDIT


def programme_line(document: Document) -> str:
    """Return the programme's name as printed beside the title; nothing when both are the same."""
    same = document.programme.strip().casefold() == document.title.strip().casefold()
    return "" if same else document.programme


def cover_names(document: Document) -> tuple[str, ...]:
    """Return the organisations as a cover names them: a line each, or many in one paragraph.

    Many lines would run into the logos at the foot of the page (`templates/pdf/cover.typ`).
    """
    names = document.organisations
    return names if len(names) <= _COVER_MOST_NAMES else (" · ".join(names),)


def issuer(document: Document) -> str:
    """Return who issues a document, as printed at the foot of its pages."""
    return " · ".join(document.authors or document.organisations[:1]) or document.programme


def warning(document: Document) -> str:
    """Return what a draft or a withdrawn document says of itself beside its version, or ""."""
    return _WARNINGS.get(document.status, "")


def status_line(document: Document) -> str:
    """Return a document's state as printed: « validé, version 1.0 »."""
    state = warning(document) or STATUS_LABELS[document.status]
    return f"{state}, version {document.version}"


def watermark(document: Document) -> str:
    """Return the word that lies across every page of a draft or a withdrawn document, or ""."""
    return STATUS_LABELS[document.status].upper() if warning(document) else ""


def numbers_of_headings(document: Document) -> dict[str, int]:
    """Return the number, from 1 in reading order, of each heading that has an id."""
    found: dict[str, int] = {}
    headings = (block for block in walk(document.blocks) if isinstance(block, Heading))
    for number, heading in enumerate(headings, start=1):
        if heading.id:
            found.setdefault(heading.id, number)
    return found


def runs_in(callout: Callout) -> bool:
    """Tell whether the title of a boxed passage stands on the line of its only paragraph."""
    alone = len(callout.blocks) == 1 and isinstance(callout.blocks[0], Paragraph)
    return alone and len(plain(callout.title)) <= _RUN_IN_MOST_SIGNS


def openings(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the places of the headings that open a chapter: first level, right after a break.

    None where no chapter has a page of its own: the headings of one level then look alike.
    """
    return _after_breaks(blocks) if opening_pages(blocks) else frozenset()


def _after_breaks(blocks: Sequence[Block]) -> frozenset[int]:
    return frozenset(
        place
        for place, (before, block) in enumerate(pairwise(blocks), start=1)
        if isinstance(before, PageBreak) and isinstance(block, Heading) and block.level == 1
    )


def opening_pages(blocks: Sequence[Block]) -> dict[int, Figure | None]:
    """Return the places of the headings that have a page of their own, with its picture if any.

    Such a heading opens a chapter and is followed by a picture that bleeds, or by a page break.
    """
    found: dict[int, Figure | None] = {}
    for place in sorted(_after_breaks(blocks)):
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        if isinstance(following, Figure) and following.bleed:
            found[place] = following
        elif isinstance(following, PageBreak):
            found[place] = None
    return found


def bleeds(picture: Picture, page_width_mm: float) -> bool:
    """Tell whether a chapter's picture has points enough to span its opening page."""
    return picture.width_px >= page_width_mm / _MM_PER_INCH * _BLEED_PPI


def bleed_height_mm(picture: Picture, page_width_mm: float, page_height_mm: float) -> float:
    """Return the height of a picture that spans its opening page, above the chapter's title."""
    own_mm = page_width_mm * picture.height_px / picture.width_px
    return min(own_mm, page_height_mm - _OPENING_TITLE_MM)


def fitted(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the places of the photos of a book that may be set smaller, to end a page.

    The first three after each page break: the size of one depends on that of those before it, and
    typst lays a document out five times at most (https://typst.app/docs/reference/context/).
    """
    if not opening_pages(blocks):
        return frozenset()
    found: list[int] = []
    left = 0
    for place, block in enumerate(blocks):
        if isinstance(block, PageBreak) or (isinstance(block, Figure) and block.bleed):
            left = _FITTED_MOST
        elif isinstance(block, Figure) and not _is_drawn(block) and left:
            found.append(place)
            left -= 1
    return frozenset(found)


def _is_drawn(figure: Figure) -> bool:
    """Tell whether a picture is a chart, whose letters would be too small."""
    return figure.picture.media_type == "image/svg+xml"


def portrait(blocks: Sequence[Block]) -> Figure | None:
    """Return the picture that stands beside the words of a card or a quotation: first, bare."""
    first = blocks[0] if blocks else None
    return first if isinstance(first, Figure) and not first.caption else None


def told_below(blocks: Sequence[Block], place: int) -> tuple[str, ...]:
    """Return the titles of a chapter's sections, for the contents. place: of its heading."""
    titles = []
    for block in blocks[place + 1 :]:
        heading = block.title if isinstance(block, Card) else block
        if isinstance(heading, Heading) and heading.level == 1:
            break
        if isinstance(heading, Heading) and heading.level == _CONTENTS_DEPTH:
            titles.append(plain(heading.content))
    return tuple(titles)


def leads(block: Block, following: Block | None) -> bool:
    """Tell whether a block stays with the next: it announces a list, or its source is below."""
    if isinstance(following, BulletList | NumberedList) and isinstance(block, Paragraph):
        return plain(block.content).rstrip().endswith(":")
    return isinstance(block, Paragraph | Quotation) and _is_source(following)


def _is_source(block: Block | None) -> bool:
    """Tell whether a paragraph is in small letters only: a source, a signature, a mention."""
    return isinstance(block, Paragraph) and all(
        isinstance(each, Styled) and each.style is Style.CREDIT for each in block.content
    )


def gallery_rows(
    figures: Sequence[Figure], columns: int
) -> Iterator[tuple[tuple[Figure, float], ...]]:
    """Yield a gallery's rows, each figure with its width in millimetres.

    The pictures of a row are of equal height; those of a last, shorter row keep about their size.
    """
    columns = max(1, columns)
    for start in range(0, len(figures), columns):
        row = figures[start : start + columns]
        ratios = [each.picture.width_px / max(each.picture.height_px, 1) for each in row]
        room_mm = (_ROW_MM - _ROW_GAP_MM * (columns - 1)) * len(row) / columns
        high_mm = min(room_mm / sum(ratios), _ROW_TALLEST_MM)
        yield tuple((each, high_mm * ratio) for each, ratio in zip(row, ratios, strict=True))
