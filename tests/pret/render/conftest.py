"""What tests of several writers share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pret.render.pdf import PdfWriter
from pret.render.theme import Theme

TEMPLATES = Path(__file__).parents[3] / "templates"


@pytest.fixture(scope="module")
def writer() -> Iterator[PdfWriter]:
    """A writer of PDFs, open for one module's tests."""
    with PdfWriter(TEMPLATES, Theme.load(TEMPLATES / "theme.yaml")) as opened:
        yield opened
