"""Documents as web pages: one file, nothing loaded from elsewhere, nothing that runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jinja2
from jinja2 import nodes
from markupsafe import Markup

from pret.domain.tree import Block, Callout, CalloutKind, Heading, Paragraph
from pret.domain.tree_document import STATUS_LABELS, Document
from pret.domain.tree_walk import plain, walk
from pret.errors import TemplateError
from pret.render.html_blocks import HtmlBlocks
from pret.render.html_look import colours_and_fonts
from pret.render.html_markup import joined, language, tag, words
from pret.render.layout_rules import contents_depth, issuer, programme_line, warning
from pret.template_words import template_fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pret.render.theme import Theme

#: Nothing is loaded, nothing runs: pictures and style are in the page itself.
POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'"
)
_SUMMARY_MOST_SIGNS = 480
_NO_SHEET = "ce fichier n’existe pas, ou n’est pas en UTF-8. Remettez celui que Prêt a livré."


class HtmlWriter:
    """Fills the page templates of `templates/html`. One writer serves every thread.

    everywhere: the names that every template has.
    """

    def __init__(self, templates: Path, theme: Theme) -> None:
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(templates / "html", encoding="utf-8"),
            autoescape=True,
            finalize=_printable,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        try:
            sheet = (templates / "html" / "style.css").read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise TemplateError("html/style.css", None, _NO_SHEET) from error
        look = f"{colours_and_fonts(theme)}\n{sheet}"
        # The sheet is part of the product's templates; nothing that people write gets into it.
        self.everywhere = {"look": Markup(look), "policy": POLICY}  # noqa: S704
        self._environment.globals |= self.everywhere

    def fill(self, template: str, **names: object) -> bytes:
        """Return a page filled from a template; values are escaped.

        Raises TemplateError, with the line.
        """
        try:
            # Not `render`, which hides the line of a fault from who looks for it.
            return str(self._environment.get_template(template).make_module(names)).encode()
        except Exception as error:  # a template may do anything that Python refuses
            raise template_fault(error, template, "html", self._environment) from error

    def parsed(self, template: str) -> nodes.Template:
        """Return a template read and not filled. Raises TemplateError, with the line."""
        loader = self._environment.loader
        assert loader is not None  # noqa: S101 - given above
        try:
            source, _, _ = loader.get_source(self._environment, template)
            return self._environment.parse(source, template)
        except (jinja2.TemplateError, UnicodeDecodeError) as error:
            raise template_fault(error, template, "html", self._environment) from error

    def write(self, document: Document, images: Mapping[str, bytes]) -> bytes:
        """Return a document as a page. images: the bytes of its pictures, by key."""
        return self.fill("page.html.j2", **page_names(document, images))


def page_names(document: Document, images: Mapping[str, bytes]) -> dict[str, object]:
    """Return what the template of a page may name."""
    writer = HtmlBlocks(document, images)
    cover = document.cover_picture
    return {
        "document": document,
        "language": language(document.language) or "fr",
        "summary": summary(document),
        "programme": programme_line(document),
        "issuer": issuer(document),
        "status": STATUS_LABELS[document.status],
        "mark": warning(document),
        "cover": None if cover is None else writer.picture(cover, at_once=True),
        "logos": [
            writer.picture(logo.picture, alt=logo.name)
            if logo.picture
            else tag("mark", logo.gap, class_="missing")
            for logo in document.logos
        ],
        "body": writer.blocks(document.blocks),
        "contents": _contents(document, writer),
        "notes": writer.notes(),
    }


def _printable(value: object) -> object:
    """Return a value of a template without its controls; it is escaped after that."""
    return words(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def summary(document: Document) -> str:
    """Return what a document is about: its first « à retenir », else its first paragraph."""
    keys = (each for each in walk(document.blocks) if isinstance(each, Callout))
    told = next((each.blocks for each in keys if each.kind is CalloutKind.KEY), document.blocks)
    said = next((plain(each.content) for each in told if isinstance(each, Paragraph)), "")
    said = words(said).strip()
    if len(said) <= _SUMMARY_MOST_SIGNS:
        return said
    return said[:_SUMMARY_MOST_SIGNS].rpartition(" ")[0] + "\u00a0…"


def _contents(document: Document, writer: HtmlBlocks) -> Markup:
    """Return the list of contents, the second level inside the first."""
    if not document.contents:
        return Markup()
    depth = contents_depth(document)
    items: list[tuple[Heading, list[Heading]]] = []
    for heading in _headings(document.blocks):
        if heading.level == 1 or not items:
            items.append((heading, []))
        elif heading.level <= depth:
            items[-1][1].append(heading)
    return tag("ol", *(_item(writer, first, inner) for first, inner in items))


def _item(writer: HtmlBlocks, first: Heading, inner: list[Heading]) -> Markup:
    below = tag("ol", *(tag("li", _link(writer, each)) for each in inner)) if inner else Markup()
    return tag("li", joined((_link(writer, first), below)))


def _link(writer: HtmlBlocks, heading: Heading) -> Markup:
    return tag("a", writer.entry(heading), href=f"#{heading.id}")


def _headings(blocks: tuple[Block, ...]) -> Iterator[Heading]:
    for block in walk(blocks):
        if isinstance(block, Heading) and block.id:
            yield block
