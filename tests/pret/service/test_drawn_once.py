"""Drawn figures in the service: pixels only where a format needs them, and once."""

from __future__ import annotations

import io

from PIL import Image

from pret.domain.documents import OutputFormat
from pret.domain.tree_document import Document
from pret.render.charts import drawn
from pret.render.zip_stable import read_zip
from pret.service.printer import pixels_key
from pret.service.session import Session


def planning(session: Session) -> Document:
    reference = session.reference("planning")
    return session.composer.compose(
        reference, session.programme, session.sources(reference)
    ).document


def pixels_kept(session: Session) -> int:
    """Return how many PNG pictures are kept (those of the inputs are read by other documents)."""
    kept = (path for path in session.settings.state.rglob("*") if path.is_file())
    return sum(path.read_bytes().startswith(b"\x89PNG") for path in kept)


def test_pixels_are_made_for_word_only_and_once(session: Session) -> None:
    document = planning(session)
    before = pixels_kept(session)
    session.printer.render(document, (), (OutputFormat.PDF,))
    assert pixels_kept(session) == before
    first = session.printer.render(document, (), (OutputFormat.WORD,))
    assert pixels_kept(session) == before + 1
    assert session.printer.render(document, (), (OutputFormat.WORD,)) == first
    assert pixels_kept(session) == before + 1


def test_pixels_that_are_kept_are_not_made_again(session: Session) -> None:
    document = planning(session)
    [drawing] = drawn(document, session.theme)[1]
    kept = io.BytesIO()
    Image.new("RGB", (3, 2), "teal").save(kept, "PNG")
    session.store.put(pixels_key(drawing, session.settings.templates), kept.getvalue())
    made = session.printer.render(document, (), (OutputFormat.WORD,))[OutputFormat.WORD]
    assert kept.getvalue() in read_zip(made).values()
