"""The Word writer: the document tree through pandoc, then one pass over the file that it wrote."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from pret.domain.tree_document import Document
from pret.render.layout_rules import body_and_ending, contents_depth, numbers_of_headings, watermark
from pret.render.openxml import Element, parse, serialise, tidy_runs, w
from pret.render.pandoc_call import tree_to_docx
from pret.render.pandoc_inlines import INNER_LINK
from pret.render.pandoc_json import PandocTree
from pret.render.pandoc_nodes import to_json
from pret.render.word_blocks import lay_callouts, lay_cards, lay_lists, lay_openings
from pret.render.word_changes import lay_changes, sign_changes, tidy_changes
from pret.render.word_contents import lay_contents, widen_contents
from pret.render.word_cover import lay_cover
from pret.render.word_dressing import Looks, looks_of
from pret.render.word_frames import lay_beside, lay_bleeds, lay_foot
from pret.render.word_front import front_matter
from pret.render.word_marks import anchor_name
from pret.render.word_parts import (
    lay_numbering,
    lay_properties,
    lay_running_heads,
    widen_running_heads,
)
from pret.render.word_pictures import describe, fit, put_real_bytes
from pret.render.word_sections import (
    has_landscape,
    lay_page_breaks,
    lay_sections,
    open_without_header,
    room_of,
    rooms,
    turned,
)
from pret.render.word_style_ids import restore_style_ids
from pret.render.word_tables import lay_tables, separate_tables
from pret.render.word_watermark import add_first_head, lay_watermark
from pret.render.zip_stable import read_zip, write_zip

_TEXT = "word/document.xml"
_NOTES = "word/footnotes.xml"


def write_word(
    document: Document,
    pictures: Mapping[str, bytes],
    *,
    reference: bytes,
    heading_pages: tuple[int, ...] | Callable[[], tuple[int, ...]] | None,
) -> bytes:
    """Return a document as a Word file; the same arguments give the same bytes.

    pictures: bytes of each picture by its key. reference: a file of `reference_docx`.
    heading_pages: the page of each heading of the document, whatever its level, in reading order
    (an estimate is fine: Word computes its own on update), or what gives them when they are needed,
    or None to show no page numbers.
    Raises ToolLimitError or ToolFailedError when pandoc gives up.
    """
    tree = PandocTree(numbers_of_headings(document))
    body_blocks, _ending = body_and_ending(document)
    blocks = [*front_matter(document, tree), *tree.blocks(body_blocks)]
    written = tree_to_docx(to_json(blocks, document.language), reference, document.day)
    parts = read_zip(written)
    restore_style_ids(parts)
    root = parse(parts[_TEXT])
    body = root[0]
    pages = heading_pages() if callable(heading_pages) else heading_pages
    lay_contents(body, tree.headings, pages, contents_depth(document))
    lay_lists(body)
    lay_openings(body)
    lay_callouts(body)
    lay_beside(body, tree.lacks_mm)
    looks = looks_of(parts["word/styles.xml"])
    lay_cards(body, looks)
    _lay_pages(parts, body, document, looks)
    lay_tables(tree.tables, list(rooms(body)))
    separate_tables(body)
    _lay_runs(parts, root, tree, document.day)
    lay_bleeds(body, tree.bleeding)
    if document.cover:
        lay_cover(body, document, looks)
    _fit_pictures(body)
    parts[_TEXT] = serialise(root)
    put_real_bytes(parts, tree.pictures, pictures)
    lay_numbering(parts)
    lay_running_heads(parts, document)
    if watermark(document):
        lay_watermark(parts, watermark(document))
    lay_properties(parts, document)
    return write_zip(parts, document.day)


def _lay_pages(parts: dict[str, bytes], body: Element, document: Document, looks: Looks) -> None:
    """Make the sections, each with its running heads, and the page breaks."""
    portrait = body[-1]
    landscape = portrait
    if document.landscape or has_landscape(body):
        upright, lying = room_of(portrait), room_of(turned(portrait, {}))
        wide = widen_running_heads(parts, upright.width, lying.width)
        landscape = turned(portrait, wide)
        if document.landscape:
            body.replace(portrait, landscape)
            portrait = landscape
            widen_contents(body, upright.width, lying.width)
    lay_sections(body, portrait, landscape)
    lay_foot(body, room_of(portrait).width, looks)
    lay_page_breaks(body, looks)
    head_id = add_first_head(parts) if watermark(document) else ""
    open_without_header(body, with_footer=not document.cover, head_id=head_id)


def _fit_pictures(body: Element) -> None:
    """Make all pictures hold on their pages."""
    for room, placed in rooms(body):
        for block in placed:
            fit(block, *room.picture_emu)


def _lay_runs(parts: dict[str, bytes], root: Element, tree: PandocTree, day: date) -> None:
    """Finish what stands inside paragraphs: pictures, tracked changes, links."""
    describe(root, tree.pictures)
    notes = parse(parts[_NOTES])
    lay_changes(root)
    tidy_changes(notes)
    sign_changes((root, notes), day)
    for part in (root, notes):
        tidy_runs(part)
        for link in part.iter(w("hyperlink")):
            target = link.get(w("anchor"), "")
            if target.startswith(INNER_LINK):
                link.set(w("anchor"), anchor_name(int(target.removeprefix(INNER_LINK))))
    parts[_NOTES] = serialise(notes)
