"""What the experts of the documents' look begin with."""

from __future__ import annotations

from pathlib import Path

from pret.errors import ReferenceExistsError
from pret.render.word_expert import NAME
from pret.render.word_reference import reference_docx
from pret.service.look import load_theme
from pret.settings import Settings
from pret.vault.disk import Tree


def write_reference(settings: Settings) -> Path:
    """Write our Word reference where an expert's is looked for, and return its path.

    Raises ReferenceExistsError when there is one, TemplateError for a fault in the theme.
    """
    path = settings.templates / NAME
    made = reference_docx(load_theme(settings.templates))
    if not Tree(settings.templates).write(NAME, made, allowed=lambda: not path.exists()):
        raise ReferenceExistsError(str(path))
    return path
