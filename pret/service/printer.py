"""Rendering composed documents in every format that they are owed in, or finding them made."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from pret.domain.documents import SHAPES, OutputFormat
from pret.domain.references import DocumentReference
from pret.domain.tree import Picture
from pret.domain.tree_data import encoded
from pret.domain.tree_document import STATUS_LABELS, Document, pictures
from pret.render.charts import FALLBACK_PPI, drawn, with_fallbacks
from pret.render.html_page import HtmlWriter
from pret.render.odt import write_odt
from pret.render.package import write_package
from pret.render.package_notice import Terms
from pret.render.pdf import Pdf, PdfWriter
from pret.render.printed_size import at_printed_size, shrunk, sized_key, smaller
from pret.render.theme import Theme
from pret.render.word import write_word
from pret.render.word_expert import NAME as EXPERT_REFERENCE
from pret.render.word_expert import expert_reference
from pret.render.word_reference import reference_docx
from pret.render.workbook import Sheet, write_workbook
from pret.service.digest import digest, tools
from pret.service.package import Packing
from pret.service.store import Store
from pret.settings import Settings

#: The formats that need a drawing as pixels too.
_WITHOUT_VECTORS = frozenset({OutputFormat.WORD, OutputFormat.ODT})
#: Formats that need the PDF: it knows on which page each heading stands.
_PAGED = frozenset({OutputFormat.PDF, OutputFormat.WORD, OutputFormat.ODT})


def pixels_key(sha256: str, templates: Path) -> str:
    """Return the key under which the store keeps the PNG of a drawing, by the hash of its SVG."""
    return f"png:{sha256}:{tools(templates)}"


def tree_key(sha256: str) -> str:
    """Return the key under which the store keeps the tree that a Word file was made from."""
    return f"tree:{sha256}"


def standing_key(sha256: str) -> str:
    """Return the key under which the store keeps the status that a Word file bears, in words."""
    return f"standing:{sha256}"


def standing_words(document: Document) -> str:
    """Return « validé, version 1.0 »."""
    return f"{STATUS_LABELS[document.status]}, version {document.version}"


class Printer:
    """Turns trees into files. Each thread that makes PDFs has a worker process of its own."""

    def __init__(self, settings: Settings, store: Store, theme: Theme) -> None:
        self._settings, self._store, self._theme = settings, store, theme
        #: What files are made with, whatever the document.
        self._means = (tools(settings.templates), theme.model_dump_json())
        self._reference = self._word_reference()
        self.pages = HtmlWriter(settings.templates, self._theme)
        self._own = threading.local()
        self._pdfs = ThreadPoolExecutor(settings.workers)
        self._workers: list[PdfWriter] = []
        self._guard = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pdfs.shutdown()
        for worker in self._workers:
            worker.close()

    def _word_reference(self) -> bytes:
        path = self._settings.templates / EXPERT_REFERENCE
        theirs = path.read_bytes() if path.is_file() else b""
        key = digest(["reference.docx", hashlib.sha256(theirs).hexdigest(), *self._means])
        found = self._store.get(key)
        if found is None:
            found = reference_docx(self._theme)
            if theirs:
                found = expert_reference(theirs, found)
            self._store.put(key, found)
        return found

    def files(
        self,
        reference: DocumentReference,
        document: Document,
        sheets: tuple[Sheet, ...],
        packing: Packing,
    ) -> Mapping[OutputFormat, str]:
        """Return the hash of the file in each format owed; only what changed is rendered again."""
        formats = SHAPES[reference.kind].formats
        own = (repr(document), repr(sheets), *packing.parts(document))
        key = digest([*own, *formats, *self._means])
        known = self._store.get(f"made:{key}")
        kept: dict[str, str] = json.loads(known) if known is not None else {}
        if kept and self._store.holds(kept.values()):
            return {each: kept[each] for each in formats}
        made = {
            output_format: self._store.put(f"{output_format}:{key}", content)
            for output_format, content in self.render(document, sheets, formats, packing).items()
        }
        # Under the Word file only, which says all: two trees may give the same workbook.
        self._store.put(tree_key(made[OutputFormat.WORD]), encoded(document))
        self._store.put(standing_key(made[OutputFormat.WORD]), standing_words(document).encode())
        self._store.put(f"made:{key}", json.dumps(made, sort_keys=True).encode())
        return made

    def render(
        self,
        document: Document,
        sheets: tuple[Sheet, ...],
        formats: tuple[OutputFormat, ...],
        packing: Packing | None = None,
    ) -> dict[OutputFormat, bytes]:
        """Render a document now; its PDF, made beside the others, knows the pages of contents.

        packing: without it, a package holds the pictures as they are printed.
        """
        composed = document
        document, images = self._with_pictures(document, formats)
        found: dict[OutputFormat, bytes] = {}
        if not _PAGED.isdisjoint(formats):
            pdf = self._pdfs.submit(self._write_pdf, document, images)
        packing = packing or Packing()
        if OutputFormat.PACKAGE in formats:
            # Photos as they were prepared, decoded while the other formats are written.
            whole, _ = drawn(composed, self._theme)
            full = self._pdfs.submit(packing.full_pictures, whole, self._store)

        def heading_pages() -> tuple[int, ...]:
            return pdf.result().heading_pages

        if OutputFormat.WORD in formats:
            found[OutputFormat.WORD] = write_word(
                document, images, reference=self._reference, heading_pages=heading_pages
            )
        if OutputFormat.ODT in formats:
            found[OutputFormat.ODT] = write_odt(
                document, images, self._theme, heading_pages=heading_pages
            )
        if OutputFormat.PDF in formats:
            found[OutputFormat.PDF] = pdf.result().content
        if OutputFormat.HTML in formats:
            found[OutputFormat.HTML] = self.pages.write(document, images)
        if OutputFormat.WORKBOOK in formats:
            found[OutputFormat.WORKBOOK] = write_workbook(
                document.title, sheets, document.day, self._theme
            )
        if OutputFormat.PACKAGE in formats:
            found[OutputFormat.PACKAGE] = self._package(whole, images, full.result(), packing.terms)
        return {each: found[each] for each in formats}

    def _package(
        self,
        document: Document,
        images: Mapping[str, bytes],
        full: Mapping[str, Picture],
        terms: Terms,
    ) -> bytes:
        def content(key: str) -> bytes:
            return images[key] if key in images else self._store.object(key)

        return write_package(document, full, content, self._chapter, terms)

    def _chapter(self, document: Document) -> bytes:
        """Return a chapter as a Word file; one that did not change is found."""
        key = digest(["chapter", repr(document), *self._means])
        found = self._store.get(key)
        if found is None:
            found = write_word(document, {}, reference=self._reference, heading_pages=None)
            self._store.put(key, found)
        return found

    def _with_pictures(
        self, document: Document, formats: tuple[OutputFormat, ...]
    ) -> tuple[Document, dict[str, bytes]]:
        """Return the document with its charts drawn, and the bytes of all its pictures by key."""
        document, images = drawn(at_printed_size(document, self._sized), self._theme)
        if not _WITHOUT_VECTORS.isdisjoint(formats):
            document = with_fallbacks(document, lambda key: self._raster(key, images[key]))
        for picture in pictures(document):
            for key in filter(None, (picture.key, picture.fallback_key)):
                if key not in images:
                    images[key] = self._store.object(key)
        return document, images

    def _sized(self, picture: Picture, width_px: int) -> Picture:
        """Return a photo in a smaller width, made once for all documents that print it so."""
        wanted = smaller(picture, width_px)
        name = sized_key(picture.key, width_px)
        known = self._store.known(name)
        if known is None or not self._store.holds([known]):
            known = self._store.put(name, shrunk(self._store.object(picture.key), wanted))
        return replace(wanted, key=known)

    def _raster(self, key: str, svg: bytes) -> str:
        """Return the key of a drawing's PNG, made once for all documents that show it."""
        name = pixels_key(key, self._settings.templates)
        known = self._store.known(name)
        if known is not None and self._store.holds([known]):
            return known
        made = self._pdfs.submit(lambda: self._pdf().raster(svg, FALLBACK_PPI)).result()
        return self._store.put(name, made)

    def undrawn(self, document: Document) -> tuple[str, ...]:
        """Return the characters of a document that no bundled font draws."""
        drawn_document, images = self._with_pictures(document, (OutputFormat.PDF,))
        return self._pdfs.submit(self._write_pdf, drawn_document, images).result().replaced

    def _write_pdf(self, document: Document, images: Mapping[str, bytes]) -> Pdf:
        return self._pdf().write(document, images)

    def _pdf(self) -> PdfWriter:
        worker: PdfWriter | None = getattr(self._own, "pdf", None)
        if worker is None:
            worker = self._own.pdf = PdfWriter(self._settings.templates, self._theme)
            with self._guard:
                self._workers.append(worker)
        return worker
