"""What a result depends on, as hashes: inputs, templates, our code, the tools."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from enum import Enum
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

from pret.domain.origins import Origin
from pret.domain.tree_document import Document, Status

_TOOLS = (
    "pypandoc_binary",
    "typst",
    "Pillow",
    "pillow-heif",
    "openpyxl",
    "lxml",
    "Jinja2",
    "markdown-it-py",
    "font-source-sans-pro",
    "manimgx-fonts",
)


def digest(parts: Iterable[str]) -> str:
    """Return the SHA-256 of texts, each told apart from the next."""
    whole = hashlib.sha256()
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        whole.update(len(encoded).to_bytes(8, "big"))
        whole.update(encoded)
    return whole.hexdigest()


def digest_of(hashes: Mapping[str, str]) -> str:
    """Return the digest of named hashes, whatever their order."""
    return digest(part for pair in sorted(hashes.items()) for part in pair)


@lru_cache(maxsize=8)
def tools(templates: Path) -> str:
    """Return the digest of all that makes documents: our code, templates and tools' versions."""
    shaping = {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in shaping_files(Path(__file__).parent.parent, templates).items()
    }
    return digest([digest_of(shaping), *(metadata.version(tool) for tool in _TOOLS)])


def shaping_files(package: Path, templates: Path) -> dict[str, Path]:
    """Return the files of ours that shape documents, by name: code, official days, templates."""
    ours = (path for pattern in ("*.py", "*.csv") for path in package.rglob(pattern))
    # Word and LibreOffice put such a file beside each one that they hold open.
    theirs = (
        path
        for path in templates.rglob("*")
        if path.is_file() and not path.name.startswith(("~$", ".~lock."))
    )
    return {
        str(path).removeprefix(str(package)).removeprefix(str(templates)): path
        for path in (*ours, *theirs)
    }


def content_digest(document: Document) -> str:
    """Return the digest of all that a document says and shows, whatever its status and version.

    Where a text comes from does not count: a line added above it in its file changes nothing.
    """
    return digest(_said(replace(document, status=Status.DRAFT, version="", entry="")))


def _said(value: Any) -> Iterator[str]:
    """Yield what a value says; a field at its default says nothing, so that new ones may come."""
    if isinstance(value, Origin):
        return
    if isinstance(value, tuple):
        yield f"({len(value)}"
        for each in value:
            yield from _said(each)
    elif is_dataclass(value):
        yield type(value).__name__
        for each in fields(value):
            inner = getattr(value, each.name)
            if inner != _default(each):
                yield each.name
                yield from _said(inner)
    else:
        yield str(value.value if isinstance(value, Enum) else value)


def _default(each: Field[Any]) -> Any:
    return each.default_factory() if each.default_factory is not MISSING else each.default
