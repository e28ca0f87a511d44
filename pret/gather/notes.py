"""Notes as people write them (.md .txt .docx .odt .html), each as a tree of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pret.domain.material import Note
from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import Block, Heading, Paragraph, Text
from pret.domain.tree_walk import plain
from pret.errors import UnreadableFileError
from pret.gather.archive import Remark, check_archive
from pret.gather.cache import Cache
from pret.gather.snapshot import ReadFile
from pret.gather.text_gate import Decoded, decode_kindly, dropped_problems
from pret.markdown import read_markdown
from pret.markdown_lost import lost_text
from pret.pandoc import OfficeFormat, office_json, office_tree, pandoc_version
from pret.pandoc.tidy import compacted, tidied
from pret.problems import Problem

_FORMATS = ".md, .txt, .docx, .odt ou .html"
_ELSEWHERE: Mapping[str, str] = {
    "doc": "ancien format de Word. Enregistrez-le au format .docx.",
    "dot": "modèle de Word. Enregistrez-le au format .docx.",
    "docm": "document Word avec macros. Enregistrez-le au format .docx.",
    "rtf": "format RTF. Enregistrez-le au format .docx.",
    "pdf": "un PDF n’est pas une note. Déposez-le dans « reports/ ».",
    "pages": "format d’Apple. Exportez-le au format .docx.",
    "gdoc": "raccourci vers un document en ligne. Téléchargez-le au format .docx.",
} | dict.fromkeys(
    ("jpg", "jpeg", "png", "heic", "heif", "webp"),
    "une image n’est pas une note. Déposez-la dans « photos/ ».",
)


def read_note(file: ReadFile, cache: Cache) -> tuple[Note, tuple[Problem, ...]]:
    """Return a note and remarks on how it was read.

    Raises UnreadableFileError.
    """
    name = file.name.rsplit("/", 1)[-1]
    suffix = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    match suffix:
        case "md" | "markdown":
            decoded = decode_kindly(file.content, file.name)
            blocks = read_markdown(decoded.text, file.name)
            lost = (Problem(file.name, *each) for each in lost_text(decoded.text))
            problems = (*_remarks(decoded, file), *lost)
        case "txt":
            decoded = decode_kindly(file.content, file.name)
            blocks, problems = _plain_text(decoded.text, file.name), _remarks(decoded, file)
        case "docx" | "odt" | "html" | "htm":
            office: OfficeFormat = "html" if suffix == "htm" else suffix
            blocks, problems = _office(file, office, cache)
        case _:
            reason = f"ce format n’est pas lu. Enregistrez la note en {_FORMATS}."
            raise UnreadableFileError(file.name, _ELSEWHERE.get(suffix, reason))
    if not blocks:
        found, remedy = "la note ne contient aucun texte.", "Complétez-la, ou retirez-la."
        problems = (*problems, Problem(file.name, None, "", found, remedy))
    blocks = compacted(blocks)
    return Note(name, _title(blocks, name), blocks), problems


def _remarks(decoded: Decoded, file: ReadFile) -> tuple[Problem, ...]:
    dropped = tuple(dropped_problems(decoded, file.name))
    if not decoded.old_windows:
        return dropped
    return (
        *dropped,
        Problem(
            file.name,
            None,
            "",
            "la note est en Windows-1252, et a été lue ainsi.",
            "Vérifiez les accents, puis enregistrez-la en UTF-8.",
        ),
    )


def _title(blocks: tuple[Block, ...], name: str) -> str:
    first = next((plain(b.content).strip() for b in blocks if isinstance(b, Heading)), "")
    words = re.sub(r"[-_]+", " ", name.rsplit(".", 1)[0]).strip()
    return first or words[:1].upper() + words[1:]


def _plain_text(text: str, file: str) -> tuple[Block, ...]:
    """Return plain text as paragraphs, parted by empty lines or by typed bullets."""
    blocks: list[Block] = []
    lines: list[str] = []
    first = 1
    for number, line in enumerate([*text.split("\n"), ""], 1):
        starts = re.match(r"^\s*[-–•*] ", line) is not None
        if lines and (starts or not line.strip()):
            origin = Origin(OriginKind.NOTE, file, "", first)
            blocks.append(Paragraph((Text(" ".join(lines), origin),)))
            lines = []
        if line.strip():
            first = first if lines else number
            lines.append(line.strip())
    return tidied(blocks)


def _office(
    file: ReadFile, office: OfficeFormat, cache: Cache
) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    """Read an office file; pandoc's tree is kept, since a start of pandoc costs most."""
    key = f"note/1/{pandoc_version()}/{office}/{file.sha256}"
    content = file.content
    remarks: tuple[Remark, ...] = ()
    told: tuple[Problem, ...] = ()
    if office == "html":
        decoded = decode_kindly(file.content, file.name, long_lines=True)
        content, told = decoded.text.encode(), tuple(dropped_problems(decoded, file.name))
    else:
        remarks = check_archive(file.content, office, file.name)
    tree = cache.get(key)
    if tree is None:
        tree = office_json(content, office, file.name)
        cache.put(key, tree)
    converted = office_tree(tree, office, file.name)
    problems = [Problem(file.name, None, "", *remark) for remark in remarks]
    problems += [Problem(file.name, None, "", lost, "") for lost in converted.lost]
    return converted.blocks, (*told, *problems)
