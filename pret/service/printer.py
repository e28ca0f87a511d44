"""Rendering composed documents in every format that they are owed in, or finding them made."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from functools import cached_property
from types import TracebackType
from typing import Self

from pret.domain.documents import SHAPES, OutputFormat
from pret.domain.references import DocumentReference
from pret.domain.tree import Document, pictures
from pret.render.pdf import Pdf, PdfWriter
from pret.render.theme import Theme
from pret.render.word import write_word
from pret.render.word_reference import reference_docx
from pret.render.workbook import Sheet, write_workbook
from pret.service.digest import digest, tools
from pret.service.store import Store
from pret.settings import Settings


class Printer:
    """Turns trees into files. Each thread that prints has a PDF worker of its own."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings, self._store = settings, store
        self._own = threading.local()
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
        for worker in self._workers:
            worker.close()

    @cached_property
    def _theme(self) -> Theme:
        return Theme.load(self._settings.templates / "theme.yaml")

    @cached_property
    def _reference(self) -> bytes:
        key = digest(["reference.docx", tools(self._settings.templates)])
        found = self._store.get(key)
        if found is None:
            found = reference_docx(self._theme)
            self._store.put(key, found)
        return found

    def files(
        self, reference: DocumentReference, document: Document, sheets: tuple[Sheet, ...]
    ) -> Mapping[OutputFormat, str]:
        """Return the hash of the file in each format owed; only what changed is rendered again."""
        formats = SHAPES[reference.kind].formats
        key = digest([repr(document), repr(sheets), *formats, tools(self._settings.templates)])
        known = self._store.get(f"made:{key}")
        if known is not None:
            return {OutputFormat(name): made for name, made in json.loads(known).items()}
        made = {
            output_format: self._store.put(f"{output_format}:{key}", content)
            for output_format, content in self.render(document, sheets, formats).items()
        }
        self._store.put(f"made:{key}", json.dumps(made, sort_keys=True).encode())
        return made

    def render(
        self, document: Document, sheets: tuple[Sheet, ...], formats: tuple[OutputFormat, ...]
    ) -> dict[OutputFormat, bytes]:
        """Render a document now. The PDF comes first: it knows the pages of Word's contents."""
        images = {picture.key: self._store.object(picture.key) for picture in pictures(document)}
        found: dict[OutputFormat, bytes] = {}
        pages: tuple[int, ...] | None = None
        if OutputFormat.PDF in formats:
            pdf: Pdf = self._pdf().write(document, images)
            found[OutputFormat.PDF], pages = pdf.content, pdf.heading_pages
        if OutputFormat.WORD in formats:
            found[OutputFormat.WORD] = write_word(
                document, images, reference=self._reference, heading_pages=pages
            )
        if OutputFormat.WORKBOOK in formats:
            found[OutputFormat.WORKBOOK] = write_workbook(document.title, sheets, document.day)
        return {each: found[each] for each in formats}

    def _pdf(self) -> PdfWriter:
        worker: PdfWriter | None = getattr(self._own, "pdf", None)
        if worker is None:
            worker = self._own.pdf = PdfWriter(self._settings.templates, self._theme)
            with self._guard:
                self._workers.append(worker)
        return worker
