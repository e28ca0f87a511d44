"""Writing a document made for a quick look, outside the published tree."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pret.domain.documents import OutputFormat
from pret.errors import PublishedFolderError
from pret.settings import Settings
from pret.vault.disk import Tree


def write_preview(
    settings: Settings,
    programme: str,
    folder: Path | None,
    stem: str,
    content: Mapping[OutputFormat, bytes],
) -> dict[str, Path]:
    """Write each format under the folder asked for, or `.pret/apercu`; return the files' paths.

    Raises PublishedFolderError for a folder of published documents: only a run publishes.
    """
    where = (folder or settings.state / "apercu" / programme).absolute()
    # Resolved: `vue/../outputs` and a link lead there as well.
    if where.resolve().is_relative_to(settings.outputs.resolve()):
        raise PublishedFolderError(str(folder))
    tree = Tree(where)
    tree.make()
    for output_format, made in content.items():
        tree.write(f"{stem}.{output_format}", made)
    return {str(each): where / f"{stem}.{each}" for each in content}
