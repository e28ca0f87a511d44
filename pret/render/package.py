"""The designer's package of a document: texts by chapter, full-size pictures by name, data."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pret.domain.tree import Picture
from pret.domain.tree_document import Document
from pret.render.package_chapters import chapter_document, chapters_of, numbered
from pret.render.package_data import csv_of, data_sets, json_of
from pret.render.package_notice import Contents, Terms, notice
from pret.render.package_pictures import (
    PrintedPicture,
    drawings,
    picture_file,
    printed_pictures,
)
from pret.render.package_text import text_of
from pret.render.zip_stable import write_zip

Part = bytes | Callable[[], bytes]

_PICTURE_HEAD = (
    "Fichier",
    "Légende",
    "Crédit",
    "Texte alternatif",
    "Chapitre",
    "Largeur (points)",
    "Hauteur (points)",
    "Largeur imprimée (mm)",
    "Largeur à 300 ppp (mm)",
    "Remarque",
)


def write_package(
    document: Document,
    full: Mapping[str, Picture],
    content: Callable[[str], bytes],
    word: Callable[[Document], bytes],
    terms: Terms,
) -> bytes:
    """Return a document's package as a zip file; the same arguments give the same bytes.

    document: with its charts drawn. full: the full-size picture by the key of the printed one;
    where it lacks one, the printed picture is given and told. content: gives a picture's bytes by
    its key; asked for one picture at a time. word: writes a document as a Word file.
    """
    chapters = chapters_of(document)
    pictures = printed_pictures(document, chapters, full)
    drawn = drawings(document, chapters)
    names = {each.picture.key: each.file for each in (*pictures, *drawn)}
    parts: dict[str, Part] = {}
    for chapter in chapters:
        made = chapter_document(document, chapter, names)
        parts[f"textes/{chapter.name}.docx"] = word(made)
        parts[f"textes/{chapter.name}.txt"] = _text_part(text_of(made.blocks))
    logos = _logos(document, full)
    shown = {each.file: each.given for each in (*pictures, *drawn)} | logos
    for file, picture in shown.items():
        parts[file] = _later(content, picture.key)
    if pictures:
        parts["images/images.csv"] = csv_of(_PICTURE_HEAD, map(_picture_row, pictures))
    data = data_sets(chapters)
    for number, each in enumerate(data, start=1):
        parts[f"donnees/{numbered(number, each.title)}.csv"] = csv_of(each.head, each.rows)
        parts[f"donnees/{numbered(number, each.title)}.json"] = json_of(each)
    lacking = [logo.name for logo in document.logos if logo.picture is None]
    held = Contents(len(chapters), pictures, len(drawn), len(logos), lacking, len(data))
    parts["LISEZ-MOI.txt"] = _text_part(notice(document, held, terms))
    return write_zip(parts, document.day)


def _later(content: Callable[[str], bytes], key: str) -> Callable[[], bytes]:
    return lambda: content(key)


def _text_part(text: str) -> bytes:
    """Return text as any editor of any system reads it."""
    return ("\ufeff" + text.replace("\n", "\r\n")).encode()


def _logos(document: Document, full: Mapping[str, Picture]) -> dict[str, Picture]:
    found: dict[str, Picture] = {}
    for number, logo in enumerate(document.logos, start=1):
        if logo.picture is not None:
            given = full.get(logo.picture.key, logo.picture)
            found[picture_file("logos", number, logo.name, given)] = given
    return found


def _picture_row(each: PrintedPicture) -> tuple[str | int, ...]:
    return (
        each.file.partition("/")[2],
        each.caption,
        each.credit,
        each.picture.alt,
        each.chapter,
        each.given.width_px,
        each.given.height_px,
        round(each.width_mm),
        each.width_at_print_ppi_mm,
        each.note,
    )
