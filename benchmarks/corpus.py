"""The sample's documents as other tools can take them: JSON blocks and Markdown, with pictures.

Drawn figures are left out: the other ways have no means to draw them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pret.domain.documents import SHAPES, OutputFormat
from pret.domain.tree import (
    Block,
    BulletList,
    Callout,
    Card,
    Figure,
    Gallery,
    Heading,
    Landscape,
    NumberedList,
    Paragraph,
    Quotation,
    Table,
)
from pret.domain.tree_document import Document
from pret.domain.tree_walk import plain, walk
from pret.service.session import Session

Blocks = list[dict[str, Any]]
#: What Markdown would read as its own.
_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~^$@])")
_ASKED = {OutputFormat.WORD, OutputFormat.PDF}


def write_corpus(session: Session, folder: Path, *, scaled: bool) -> int:
    """Write every document made in Word and PDF; return how many.

    scaled: with pictures at their printed size, as Prêt prepares them, or as they were left.
    """
    folder.mkdir(parents=True)
    pictures = _scaled(session, folder) if scaled else _originals(session)
    count = 0
    for milestone in session.milestones:
        for reference in session.references(milestone):
            if not set(SHAPES[reference.kind].formats) >= _ASKED:
                continue
            composed = session.composer.compose(
                reference, session.programme, session.sources(reference)
            )
            count += 1
            _write(composed.document, pictures, folder / f"{count:02d}-{reference.stem}")
    return count


def _originals(session: Session) -> Mapping[str, Path]:
    """Return each picture's file as the team left it; the others read no HEIC: scaled ones then."""
    found = {}
    for milestone in session.milestones:
        folder = session.settings.inputs / session.code / milestone.folder / "photos"
        for prepared in session.gathered(milestone).photos:
            file = folder / prepared.photo.file
            if file.suffix.lower() in {".jpg", ".jpeg", ".png"}:
                found[prepared.picture.key] = file
    return found


def _scaled(session: Session, folder: Path) -> Mapping[str, Path]:
    found = {}
    for milestone in session.milestones:
        for prepared in session.gathered(milestone).photos:
            picture = prepared.picture
            suffix = picture.media_type.partition("/")[2].replace("jpeg", "jpg")
            file = folder / f"{picture.key}.{suffix}"
            file.write_bytes(session.store.object(picture.key))
            found[picture.key] = file
    return found


def _write(document: Document, pictures: Mapping[str, Path], stem: Path) -> None:
    blocks = list(_blocks(document.blocks, pictures))
    content = {"title": document.title, "blocks": blocks}
    stem.with_name(f"{stem.name}.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    stem.with_name(f"{stem.name}.md").write_text(_markdown(document.title, blocks), "utf-8")


def _blocks(blocks: tuple[Block, ...], pictures: Mapping[str, Path]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        match block:
            case Heading(level, content):
                yield {"kind": f"h{min(level, 3)}", "text": plain(content)}
            case Paragraph(content):
                yield {"kind": "p", "text": plain(content)}
            case BulletList(items) | NumberedList(items):
                yield from ({"kind": "item", "text": _words(item)} for item in items)
            case Figure() if block.picture.key in pictures:
                file = str(pictures[block.picture.key])
                yield {"kind": "picture", "file": file, "text": plain(block.caption)}
            case Gallery(figures):
                yield from _blocks(figures, pictures)
            case Table():
                rows = [[_words(cell) for cell in row] for row in (block.head, *block.body)]
                yield {"kind": "table", "rows": rows}
            case Card(title, inner):
                yield from _blocks((title, *inner), pictures)
            case Callout(_, inner) | Quotation(inner) | Landscape(inner):
                yield from _blocks(inner, pictures)
            case _:
                pass


def _words(blocks: tuple[Block, ...]) -> str:
    said = (each.content for each in walk(blocks) if isinstance(each, Paragraph | Heading))
    return " ".join(plain(content) for content in said)


def _markdown(title: str, blocks: Blocks) -> str:
    lines = [f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\nlang: fr\n---\n"]
    for block in blocks:
        text = _SIGNS.sub(r"\\\1", block.get("text", "")).strip()
        match block["kind"]:
            case "item":
                lines.append(f"- {text}\n")
            case "picture":
                lines.append(f"\n![{text}]({block['file']}){{width=15cm}}\n")
            case "table":
                lines.append(_pipe_table(block["rows"]))
            case "p":
                lines.append(f"\n{text}\n")
            case kind:
                lines.append(f"\n{'#' * int(kind[1])} {text}\n")
    return "\n".join(lines)


def _pipe_table(rows: list[list[str]]) -> str:
    head, *body = [[_SIGNS.sub(r"\\\1", cell).replace("\n", " ") for cell in row] for row in rows]
    lines = [head, ["---"] * len(head), *body]
    return "\n" + "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"
