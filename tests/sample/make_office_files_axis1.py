"""Make the Word, OpenDocument and Excel files of the sample's first milestones (00 to 05).

Run `python tests/sample/make_office_files_axis1.py inputs/lycees`. The files look like what people
leave: bold lines for headings, bullets typed by hand, empty paragraphs, comments and tracked
insertions. The same texts give the same bytes, so that a second run changes nothing.

Texts are in `texts/axis1/`: `.txt` become Word, `.md` become OpenDocument, `.csv` become sheets.
In a `.txt`, `# ` and `## ` start real headings, `**…**` on its own is a bold line,
`{#author|text|comment#}` is commented text and `{+author|text+}` is a tracked insertion.
"""

from __future__ import annotations

import csv
import os
import re
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import docx
import pypandoc
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from openpyxl import Workbook
from openpyxl.styles import Font

TEXTS = Path(__file__).parent / "texts" / "axis1"
ISO = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """A file to make. sheets: title → file of texts, for a workbook."""

    target: str
    text: str = ""
    author: str = ""
    day: date = date(2027, 1, 11)
    sheets: Mapping[str, str] | None = None

    @property
    def moment(self) -> datetime:
        """Return the fixed moment written into the file, in UTC."""
        return datetime(self.day.year, self.day.month, self.day.day, 18, 30, tzinfo=UTC)


FILES = (
    OfficeFile(
        "00-preparation/tables/notes-separees.xlsx",
        author="Agathe Poncet",
        day=date(2027, 2, 26),
        sheets={"Notes séparées": "notes-jurys.csv", "Frais de visite": "frais-visites.csv"},
    ),
    OfficeFile(
        "01-study-trip/notes/jour-3-villefontaine.docx",
        "jour-3-villefontaine.txt",
        "Jeanne Le Bihan",
        date(2027, 3, 18),
    ),
    OfficeFile(
        "01-study-trip/notes/petit-carnet-die.odt",
        "petit-carnet-die.md",
        "Tom Ferrand",
        date(2027, 3, 17),
    ),
    OfficeFile(
        "01-study-trip/reports/bilan-budgets-participatifs.docx",
        "bilan-budgets-participatifs.txt",
        "Direction des lycées",
        date(2026, 9, 22),
    ),
    OfficeFile(
        "01-study-trip/reports/le-soir-dans-les-internats.odt",
        "le-soir-dans-les-internats.md",
        "Olivier Guérin",
        date(2026, 11, 17),
    ),
    OfficeFile(
        "02-immersion-1/notes/jour-5-vendredi.odt",
        "jour-5-vendredi.md",
        "Malik Aouad",
        date(2027, 4, 30),
    ),
    OfficeFile(
        "02-immersion-1/notes/billet-fenetre-allumee.docx",
        "billet-fenetre-allumee.txt",
        "Inès Caradec",
        date(2027, 4, 30),
    ),
    OfficeFile(
        "02-immersion-1/tables/portes-fermees.xlsx",
        author="Nora Idrissi",
        day=date(2027, 4, 30),
        sheets={"Portes relevées": "portes.csv", "Synthèse des portes": "portes-synthese.csv"},
    ),
    OfficeFile(
        "03-lab-day-1/notes/notes-de-seance-11-mai.docx",
        "notes-de-seance-11-mai.txt",
        "Yann Descamps",
        date(2027, 5, 11),
    ),
    OfficeFile(
        "04-immersion-2/notes/mercredi-atelier.odt",
        "mercredi-atelier.md",
        "Jeanne Le Bihan",
        date(2027, 5, 26),
    ),
    OfficeFile(
        "04-immersion-2/tables/jeu-du-hall-resultats.xlsx",
        author="Tom Ferrand",
        day=date(2027, 5, 25),
        sheets={
            "Résultats table par table": "jeu-tables.csv",
            "Cartes-solutions": "jeu-cartes.csv",
        },
    ),
    OfficeFile(
        "05-lab-day-2/notes/notes-de-seance-8-juin.docx",
        "notes-de-seance-8-juin.txt",
        "Yann Descamps",
        date(2027, 6, 8),
    ),
)

_MARK = re.compile(r"\{#(.+?)\|(.+?)\|(.+?)#\}|\{\+(.+?)\|(.+?)\+\}")


def make_all(programme: Path) -> tuple[Path, ...]:
    """Write every file under a programme's folder and return their paths."""
    made: list[Path] = []
    for wanted in FILES:
        path = programme / wanted.target
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".docx":
            _write_word(wanted, path)
        elif path.suffix == ".odt":
            _write_open_document(wanted, path)
        else:
            _write_workbook(wanted, path)
        _settle(path, wanted.moment)
        made.append(path)
    return tuple(made)


def _write_word(wanted: OfficeFile, path: Path) -> None:
    document = docx.Document()
    properties = document.core_properties
    properties.author = properties.last_modified_by = wanted.author
    properties.title = Path(wanted.text).stem
    properties.created = properties.modified = wanted.moment.replace(tzinfo=None)
    for line in (TEXTS / wanted.text).read_text(encoding="utf-8").splitlines():
        _write_line(document, line, wanted.moment)
    document.save(str(path))


def _write_line(document: Document, line: str, moment: datetime) -> None:
    if heading := re.match(r"(#{1,2}) (.+)", line):
        document.add_heading(heading[2], level=len(heading[1]))
    elif bold := re.fullmatch(r"\*\*(.+)\*\*", line):
        document.add_paragraph().add_run(bold[1]).bold = True
    else:
        _write_marked(document, document.add_paragraph(), line, moment)


def _write_marked(document: Document, into: Paragraph, line: str, moment: datetime) -> None:
    at = 0
    for mark in _MARK.finditer(line):
        into.add_run(line[at : mark.start()])
        if mark[1]:
            comment = document.add_comment(
                into.add_run(mark[2]), text=mark[3], author=mark[1], initials=_initials(mark[1])
            )
            comment._comment_elm.date = moment
        else:
            _insert_tracked(into, mark[5], mark[4], moment)
        at = mark.end()
    into.add_run(line[at:])


def _insert_tracked(into: Paragraph, text: str, author: str, moment: datetime) -> None:
    insertion = OxmlElement("w:ins")
    insertion.set(qn("w:id"), "900")
    insertion.set(qn("w:author"), author)
    insertion.set(qn("w:date"), moment.strftime(ISO))
    insertion.append(into.add_run(text)._r)
    into._p.append(insertion)


def _initials(name: str) -> str:
    return "".join(part[0] for part in name.split())


def _write_open_document(wanted: OfficeFile, path: Path) -> None:
    os.environ["SOURCE_DATE_EPOCH"] = str(int(wanted.moment.timestamp()))
    pypandoc.convert_file(
        str(TEXTS / wanted.text),
        "odt",
        format="markdown",
        outputfile=str(path),
        extra_args=[f"--metadata=author={wanted.author}", "--metadata=lang=fr-FR"],
    )


def _write_workbook(wanted: OfficeFile, path: Path) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = book.properties.lastModifiedBy = wanted.author
    book.properties.created = wanted.moment.replace(tzinfo=None)
    for title, source in (wanted.sheets or {}).items():
        sheet = book.create_sheet(title)
        with (TEXTS / source).open(encoding="utf-8", newline="") as opened:
            for row in csv.reader(opened, delimiter=";"):
                sheet.append([_typed(cell) for cell in row])
        for cell in sheet[1]:
            cell.font = Font(bold=True)
            sheet.column_dimensions[cell.column_letter].width = max(12, len(str(cell.value)) + 2)
        sheet.freeze_panes = "A2"
    book.save(path)


def _typed(cell: str) -> str | int | float | date | None:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell):
        return date.fromisoformat(cell)
    if re.fullmatch(r"-?\d+", cell):
        return int(cell)
    if re.fullmatch(r"-?\d+\.\d+", cell):
        return float(cell)
    return cell or None


def _settle(path: Path, moment: datetime) -> None:
    """Write the archive again with fixed dates: in the list of its members and in its metadata."""
    with zipfile.ZipFile(path) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    stamp = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
    fixed = moment.strftime(ISO).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name, moment.timetuple()[:6])
            plain = name == "mimetype"
            info.compress_type = zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, stamp.sub(rb"\g<1>" + fixed, content))


if __name__ == "__main__":
    for made in make_all(Path(sys.argv[1])):
        sys.stdout.write(f"{made}\n")
