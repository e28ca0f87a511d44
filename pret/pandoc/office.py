"""Word, ODT and HTML files read into the document tree.

What comes out of a user's file is an allow-list: text, emphasis, lists, quotations, notes, regular
tables and links to the web. Raw code, pictures and attributes never pass.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pret.domain.tree import Block
from pret.errors import UnreadableFileError
from pret.failures import ToolFailedError, ToolLimitError
from pret.pandoc.call import run_pandoc
from pret.pandoc.tidy import tidied
from pret.pandoc.tree import Reader, TooDeepError

OfficeFormat = Literal["docx", "odt", "html"]

_READERS: Mapping[OfficeFormat, str] = {
    "docx": "docx",
    "odt": "odt",
    "html": "html-native_divs-native_spans-raw_html-tex_math_dollars",
}
_TIMEOUT_S = 20
_MOST_DEPTH = 150

_TOO_DEEP = "document trop imbriqué. Copiez-en le texte dans un document neuf."

#: Paragraphs that pandoc takes out of the text for their style, in the order of a first page.
_FRONT = ("title", "subtitle", "author", "date", "abstract")


@dataclass(frozen=True, slots=True)
class Converted:
    """A file's text. lost: in French, what of it was not taken over."""

    blocks: tuple[Block, ...]
    lost: tuple[str, ...]


def read_office(content: bytes, format: OfficeFormat, file: str) -> tuple[Block, ...]:  # noqa: A002
    """Read a Word, ODT or HTML (in UTF-8) file as blocks.

    Each text bears `Origin(NOTE, file, "bloc 12")`, the rank of its block in the file, from 1.
    Raises UnreadableFileError when pandoc refuses the file or when it is nested too deep.
    """
    return office_tree(office_json(content, format, file), format, file).blocks


def office_json(content: bytes, format: OfficeFormat, file: str) -> bytes:  # noqa: A002
    """Return pandoc's own tree of a file, as JSON: the costly half of reading it.

    Raises UnreadableFileError.
    """
    if format == "html":
        content = _closed_html(content, file)
    options = ("-f", _READERS[format], "-t", "json")
    try:
        return run_pandoc(options, content, timeout_s=_TIMEOUT_S)
    except ToolLimitError as limit:
        reason = f"lecture arrêtée ({limit.limit}). Coupez le fichier en plusieurs."
        raise UnreadableFileError(file, reason) from limit
    except ToolFailedError as refusal:
        reason = f"fichier {format} illisible. Ouvrez-le et enregistrez-le de nouveau."
        raise UnreadableFileError(file, reason) from refusal


def _closed_html(content: bytes, file: str) -> bytes:
    """Return a page with every element closed: twenty unclosed lists keep pandoc busy for hours."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        page = html.document_fromstring(content, parser=parser)
    except etree.ParserError:  # nothing but spaces
        return b""
    depth = 0
    for event, _ in etree.iterwalk(page, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _MOST_DEPTH:
            raise UnreadableFileError(file, _TOO_DEEP)
    closed: bytes = html.tostring(page, encoding="utf-8")
    return closed


def office_tree(tree: bytes, format: OfficeFormat, file: str) -> Converted:  # noqa: A002
    """Return our tree from pandoc's JSON.

    Raises UnreadableFileError when the file is nested deeper than anybody writes.
    """
    reader = Reader(file)
    try:
        given = json.loads(tree)
        front = [
            block
            for key in _FRONT
            if key in given["meta"] and format != "html"  # a page's title is not in its text
            for block in reader.front(given["meta"][key], is_title=key == "title")
        ]
        blocks = [*front, *reader.top(given["blocks"])]
    except (RecursionError, TooDeepError):
        raise UnreadableFileError(file, _TOO_DEEP) from None
    return Converted(tidied(blocks), reader.lost())
