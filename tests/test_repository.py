"""Rules of the repository that no other tool checks."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from pret.domain.documents import DocumentKind

ROOT = Path(__file__).parent.parent
TEXTS = (".py", ".md", ".toml", ".lock", ".j2", ".typ", ".yaml", ".yml", ".txt", ".csv")
#: Where files may be written: the vault, and writers' and readers' own temporary folders.
WRITERS = {
    "pret/vault/disk.py",
    "pret/render/pdf.py",
    "pret/render/typst_worker.py",
    "pret/render/pandoc_call.py",
}
WRITING = {"write_text", "write_bytes", "touch", "rename", "replace", "unlink", "rmtree"}


def sources() -> Iterator[Path]:
    for folder in ("app", "flows", "tasks", "pret", "tests", "benchmarks", "docs", "templates"):
        yield from (path for path in (ROOT / folder).rglob("*") if path.suffix in TEXTS)
    yield from (path for path in ROOT.iterdir() if path.suffix in TEXTS or path.name == "Makefile")


def test_every_version_is_pinned_with_its_hashes() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    entries = re.split(r"\n(?=\S)", lock.strip())
    assert len(entries) > 100
    for entry in entries:
        assert re.match(r"[A-Za-z0-9_.\[\]-]+==\S+", entry), entry[:60]
        assert "--hash=sha256:" in entry, entry[:60]


def test_no_file_holds_an_index_address_or_a_path_of_a_machine() -> None:
    banned = re.compile(
        r"--(extra-)?index-url|--find-links|https?://[^\s\"']+/simple\b"
        r"|(?<![\w.<])/(work|home/\w+|root)/"
    )
    here = Path(__file__)
    allowed = re.compile(r"--no-emit-(index-url|find-links)")
    for path in sources():
        if path == here:
            continue
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
            found = banned.search(allowed.sub("", line))
            assert not found, f"{path.relative_to(ROOT)}:{number}: {line.strip()}"


@pytest.mark.parametrize("name", ["uv.lock", "poetry.lock"])
def test_no_lock_that_records_an_index_is_kept(name: str) -> None:
    assert not (ROOT / name).exists()


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_kind_of_document_has_its_template(kind: DocumentKind) -> None:
    assert (ROOT / "templates" / "documents" / f"{kind}.md.j2").is_file()


def test_only_the_vault_writes_files() -> None:
    for path in (ROOT / "pret").rglob("*.py"):
        name = path.relative_to(ROOT).as_posix()
        if name in WRITERS:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                on_text = node.func.attr == "replace" and len(node.args) == 2
                wrote = node.func.attr in WRITING and not on_text
                assert not wrote, f"{name}:{node.lineno}: {ast.unparse(node)[:80]}"


def test_no_swallowed_error() -> None:
    for path in sources():
        if path.suffix != ".py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                assert [type(each) for each in node.body] != [ast.Pass], f"{path}:{node.lineno}"


def test_no_example_of_a_property_is_timed() -> None:
    assert settings.default is not None
    assert settings.default.deadline is None
