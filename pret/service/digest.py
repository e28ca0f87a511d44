"""What a result depends on, as hashes: inputs, templates, our code, the tools."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import metadata
from pathlib import Path

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
    package = Path(__file__).parent.parent
    files = [*package.rglob("*.py"), *(path for path in templates.rglob("*") if path.is_file())]
    named = {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    relative = {
        name.removeprefix(str(package)).removeprefix(str(templates)): value
        for name, value in named.items()
    }
    return digest([digest_of(relative), *(metadata.version(tool) for tool in _TOOLS)])
