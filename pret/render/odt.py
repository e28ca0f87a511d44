"""The ODT writer: the document tree as an OpenDocument 1.3 text, written straight from the tree."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pret.domain.tree_document import Document
from pret.render.layout_rules import body_and_ending, contents_depth, numbers_of_headings
from pret.render.odt_automatic import BREAK, MASTER, Automatic
from pret.render.odt_blocks import BlockWriter
from pret.render.odt_cover import cover
from pret.render.odt_front import contents, title_block
from pret.render.odt_inlines import language_properties
from pret.render.odt_names import style_name
from pret.render.odt_package import (
    MIMETYPE,
    manifest_part,
    meta_part,
    settings_part,
    xml_parts,
)
from pret.render.odt_pages import master_pages, page_layouts, page_name, sheet
from pret.render.odt_pictures import Album
from pret.render.odt_places import Place
from pret.render.odt_styles import font_faces, named_specs, named_styles
from pret.render.odt_watermark import lay_watermark
from pret.render.odt_xml import named, node, paragraph, part, root
from pret.render.openxml import Element
from pret.render.theme import Theme
from pret.render.word_style_spec import StyleSpec
from pret.render.word_styles import StyleId
from pret.render.zip_stable import write_zip

_SEQUENCES = ("Figure", "Tableau")
# The title block stands apart from the text.
_AFTER_TITLE = {"fo:margin-top": "2pt", "fo:margin-bottom": "16pt"}
_FRENCH = {"fo:language": "fr", "fo:country": "FR"}


def write_odt(
    document: Document,
    pictures: Mapping[str, bytes],
    theme: Theme,
    *,
    heading_pages: tuple[int, ...] | Callable[[], tuple[int, ...]] | None,
) -> bytes:
    """Return a document as an ODT file; the same arguments give the same bytes.

    pictures: bytes of each picture by its key.
    heading_pages: the page of each heading of the document, whatever its level, in reading order
    (an estimate is fine: LibreOffice computes its own on update), or what gives them when they are
    needed, or None to show no page numbers.
    """
    automatic, specs = Automatic(), named_specs(theme)
    album = Album(automatic)
    page = sheet(theme, landscape=document.landscape)
    writer = BlockWriter(
        automatic,
        album,
        theme,
        specs,
        inner=numbers_of_headings(document),
        portrait=page,
        landscape=sheet(theme, landscape=True),
        lying=document.landscape,
    )
    place = Place(page.width_mm, page.height_mm)
    text, ending = (writer.blocks(blocks, place) for blocks in body_and_ending(document))
    pages = heading_pages() if callable(heading_pages) else heading_pages
    body = _assembled(document, writer, (text, ending), pages)
    parts = {
        "content.xml": _content(theme, automatic, body),
        "styles.xml": _styles(theme, specs, document),
        "meta.xml": meta_part(document),
        "settings.xml": settings_part(),
    }
    kinds = xml_parts(parts) | {name: kind for name, (kind, _) in album.parts.items()}
    parts |= album.files(pictures)
    parts["META-INF/manifest.xml"] = manifest_part(kinds)
    parts["mimetype"] = MIMETYPE.encode()
    return write_zip(parts, document.day)


def _assembled(
    document: Document,
    writer: BlockWriter,
    written: tuple[list[Element], list[Element]],
    pages: tuple[int, ...] | None,
) -> list[Element]:
    """Return the whole text: front matter on its pages, contents, then the blocks.

    written: the text, and the small print that stands under the contents instead of at its end.
    """
    text, ending = written
    lying, adjust = document.landscape, writer.automatic.adjust
    page = sheet(writer.theme, landscape=lying)
    if document.cover:
        front = cover(document, writer.album, writer.automatic, writer.theme)
    else:
        front = title_block(document, writer.album, page)
        for last in front[-1:]:
            adjust(last, _AFTER_TITLE)
    listed: list[Element] = []
    if document.contents:
        listed = contents(writer.headings, pages, contents_depth(document))
    rest = [*listed, *ending, *text]
    if front:
        first = page_name(landscape=lying, cover=document.cover, first=not document.cover)
        adjust(front[0], {MASTER: first})
    if rest and document.cover:
        writer.start_page(rest[0], {MASTER: page_name(landscape=lying)})
    if (listed or ending) and text and document.cover:
        writer.start_page(text[0], BREAK)
    whole = front + rest
    # A text never ends on a table: LibreOffice adds a line of text, which could open a page.
    if whole and whole[-1].tag == named("table:table"):
        adjust(whole[-1], {"fo:margin-bottom": "0pt"})
        whole.append(paragraph(style_name(StyleId.SPACER)))
    return whole


def _content(theme: Theme, automatic: Automatic, body: list[Element]) -> bytes:
    counted = [
        node("text:sequence-decl", {"text:display-outline-level": "0", "text:name": name})
        for name in _SEQUENCES
    ]
    text = node("office:text", None, node("text:sequence-decls", None, *counted), *body)
    return part(
        root(
            "office:document-content",
            node("office:scripts"),
            font_faces(theme),
            node("office:automatic-styles", None, *automatic.elements(body)),
            node("office:body", None, text),
        )
    )


def _styles(theme: Theme, specs: Mapping[str, StyleSpec], document: Document) -> bytes:
    language = language_properties(document.language) or _FRENCH
    masters = master_pages(document)
    automatic = [*page_layouts(theme), *lay_watermark(masters, document, theme)]
    return part(
        root(
            "office:document-styles",
            font_faces(theme),
            named_styles(theme, specs, language),
            node("office:automatic-styles", None, *automatic),
            node("office:master-styles", None, *masters),
        )
    )
