"""Make the Word, ODT and Excel files of the sample programme's second half.

Run as `python tests/sample/make_office_files_axis2.py inputs/lycees`: the same bytes each time.
Texts are in `texts/axis2/`: Markdown for ODT; for Word, paragraphs in a small mark-up that stands
for what people do (a bold line as a heading, a typed bullet, `{+added|author|when+}` for a tracked
insertion, `{>comment|author|when<}` at the start of the paragraph that it is about).
"""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
import pypandoc
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

TEXTS = Path(__file__).parent / "texts" / "axis2"
FIXED = datetime(2028, 6, 30, 9, 0, tzinfo=UTC)

#: Word files: where, which text, who wrote it.
WORD_FILES = (
    (
        "06-immersion-3/notes/billet-une-fenetre-allumee.docx",
        "06-billet-une-fenetre-allumee.txt",
        "Malik Aouad",
    ),
    (
        "07-lab-day-3/notes/notes-du-secretaire.docx",
        "07-compte-rendu-secretaire.txt",
        "Yann Descamps",
    ),
    (
        "08-closing-seminar/notes/ce-qui-na-pas-marche.docx",
        "08-ce-qui-na-pas-marche.txt",
        "Inès Caradec",
    ),
    (
        "08-closing-seminar/reports/note-securite-incendie.docx",
        "08-note-securite-incendie.txt",
        "Service sécurité incendie",
    ),
    (
        "12-deployment-scenario/reports/avis-organisations-syndicales.docx",
        "12-avis-organisations-syndicales.txt",
        "Lucien Morel",
    ),
)

ODT_FILES = (
    ("06-immersion-3/notes/mardi-28-die.odt", "06-mardi-28-die.md"),
    ("10-workshop-2/notes/journees-minutees.odt", "10-journees-minutees.md"),
)

_TRACKED = re.compile(r"\{\+(?P<text>.+?)\|(?P<author>[^|]+)\|(?P<when>[^|]+)\+\}")
_COMMENT = re.compile(r"\{>(?P<text>.+?)\|(?P<author>[^|]+)\|(?P<when>[^|]+)<\}")
_ITALIC = re.compile(r"\*([^*]+)\*")
_DATES = re.compile(rb"(<(?:dcterms:\w+)[^>]*>)[^<]*(</dcterms:)")
_ODT_DATES = re.compile(rb"(<(?:dc:date|meta:creation-date)>)[^<]*(</)")

Cell = str | int | float | None


def repack(made: bytes) -> bytes:
    """Return a zip-based office file with fixed dates, its parts in their order."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(made)) as old, zipfile.ZipFile(packed, "w") as new:
        for item in old.infolist():
            stamp = f"{FIXED:%Y-%m-%dT%H:%M:%SZ}".encode()
            part = _DATES.sub(rb"\g<1>" + stamp + rb"\g<2>", old.read(item))
            part = _ODT_DATES.sub(rb"\g<1>" + stamp + rb"\g<2>", part)
            entry = zipfile.ZipInfo(item.filename, FIXED.timetuple()[:6])
            stored = item.filename == "mimetype"
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            new.writestr(entry, part)
    return packed.getvalue()


def add_tracked(paragraph: Paragraph, text: str, author: str, when: str, number: int) -> None:
    """Append a tracked insertion to a paragraph."""
    insertion = OxmlElement("w:ins")
    insertion.set(qn("w:id"), str(number))
    insertion.set(qn("w:author"), author)
    insertion.set(qn("w:date"), when)
    insertion.append(paragraph.add_run(text)._r)
    paragraph._p.append(insertion)


def add_text(paragraph: Paragraph, text: str) -> None:
    """Append text to a paragraph, `*italic*` as italic."""
    for position, part in enumerate(_ITALIC.split(text)):
        if part:
            paragraph.add_run(part).italic = True if position % 2 else None


def add_body(paragraph: Paragraph, text: str, number: int) -> None:
    """Append text with its tracked insertions."""
    start = 0
    for found in _TRACKED.finditer(text):
        add_text(paragraph, text[start : found.start()])
        add_tracked(paragraph, found["text"], found["author"], found["when"], number)
        start = found.end()
    add_text(paragraph, text[start:])


def add_line(document: Document, line: str, number: int) -> None:
    """Add one paragraph: a bold line stands for a heading, a typed dash for a list."""
    paragraph = document.add_paragraph()
    if line.startswith("**") and line.endswith("**"):
        paragraph.add_run(line.strip("*")).bold = True
        return
    comment = _COMMENT.match(line)
    add_body(paragraph, line[comment.end() :] if comment else line, number)
    if comment:
        initials = "".join(word[0] for word in comment["author"].split())
        made = document.add_comment(
            paragraph.runs, text=comment["text"], author=comment["author"], initials=initials
        )
        made._comment_elm.set(qn("w:date"), comment["when"])


def word_file(text: str, author: str) -> bytes:
    """Return a Word file as a hurried person leaves it; a blank line more is an empty paragraph."""
    document = docx.Document()
    document.core_properties.author = author
    document.core_properties.last_modified_by = author
    number = 100
    for blank_lines, block in re.findall(r"(\n*)([^\n]+)", text):
        if len(blank_lines) > 2:
            document.add_paragraph()
        number += 1
        add_line(document, block, number)
    made = BytesIO()
    document.save(made)
    return repack(made.getvalue())


def odt_file(text: str, where: Path) -> bytes:
    """Return an ODT file made from Markdown."""
    pypandoc.convert_text(text, "odt", format="markdown-smart", outputfile=str(where))
    return repack(where.read_bytes())


def fill(
    book: Workbook, title: str, rows: Iterable[tuple[Cell, ...]], widths: tuple[int, ...]
) -> None:
    """Add a sheet whose first row is its header."""
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"


def workbook_file(book: Workbook) -> bytes:
    """Return a workbook without its first, empty sheet."""
    del book["Sheet"]
    made = BytesIO()
    book.save(made)
    return repack(made.getvalue())


EVENINGS: tuple[tuple[str, int, int, int, str], ...] = (
    ("mardi 28 septembre", 15, 4, 3, "première soirée"),
    ("mercredi 29 septembre", 11, 2, 6, "club d’échecs"),
    ("jeudi 30 septembre", 15, 5, 3, "radiateur en panne à 18 h 50"),
    ("mardi 5 octobre", 15, 6, 3, ""),
    ("mercredi 6 octobre", 17, 5, 6, "dispute pour la lampe du fond"),
    ("jeudi 7 octobre", 16, 6, 3, ""),
    ("mardi 12 octobre", 15, 7, 5, "participants de la journée labo non comptés"),
    ("mercredi 13 octobre", 25, 8, 8, "échecs et soirée de révision"),
    ("jeudi 14 octobre", 18, 8, 3, "dîner à 18 h 15, pas d’assiette tiède"),
    ("mardi 19 octobre", 5, 2, 2, "fermé à 18 h 40, chauffage arrêté"),
    ("mercredi 20 octobre", 12, 5, 4, "dernier soir du test"),
)

REQUESTS: tuple[tuple[str, int, int, int, int], ...] = (
    ("Clés et ouverture de salles", 17, 2, 11, 9),
    ("Température, chauffage, lumière", 15, 4, 14, 13),
    ("Menu et horaires du self", 12, 3, 12, 11),
    ("Mobilier et rangement", 11, 3, 9, 8),
    ("Signalements de pannes", 9, 4, 12, 11),
    ("Transports et sorties", 2, 8, 4, 1),
    ("Autres", 5, 1, 2, 2),
)

HALL_COUNTS = (
    ("avril, moyenne de trois jours", 14, "équipe et élèves"),
    ("mercredi 29 septembre", 27, "équipe"),
    ("jeudi 30 septembre", 41, "agente d’accueil"),
    ("vendredi 1er octobre", 47, "élèves du guichet"),
    ("lundi 4 octobre", 55, "élèves du guichet"),
    ("mardi 5 octobre", 58, "élèves du guichet"),
    ("jeudi 7 octobre", 61, "équipe"),
    ("vendredi 8 octobre", 52, "élèves du guichet"),
    ("lundi 11 octobre", 57, "élèves du guichet"),
    ("mercredi 13 octobre", 54, "équipe"),
    ("vendredi 15 octobre", 56, "élèves du guichet"),
    ("lundi 18 octobre", 60, "élèves du guichet"),
    ("mercredi 20 octobre", 56, "équipe"),
)


def logbook() -> Workbook:
    """Return the prototypes' counts, one sheet a prototype."""
    book = Workbook()
    evenings: list[tuple[Cell, ...]] = [
        ("Soirée", "Internes", "Externes", "Habitants", "Total", "Remarque")
    ]
    evenings += [
        (day, boarders, others, locals_, boarders + others + locals_, remark)
        for day, boarders, others, locals_, remark in EVENINGS
    ]
    fill(book, "P2 Soirées du CDI", evenings, (24, 10, 10, 10, 8, 44))
    requests: list[tuple[Cell, ...]] = [
        ("Objet", "Vénissieux", "Die", "Arrivées à échéance", "Répondues en dix jours")
    ]
    fill(book, "P4 Demandes au guichet", [*requests, *REQUESTS], (34, 12, 8, 20, 24))
    hall: list[tuple[Cell, ...]] = [("Relevé de 10 h 10", "Personnes arrêtées ou assises", "Par")]
    fill(book, "P1 Hall à 10 h 10", [*hall, *HALL_COUNTS], (32, 28, 24))
    return book


#: Post, unit, what one unit costs (least, most), and its units in each stage (least, most).
COSTS: tuple[tuple[str, str, int, int, tuple[int, int, int], tuple[int, int, int]], ...] = (
    ("Temps des référents des lieux", "lycée et par an", 3800, 7600, (3, 24, 80), (3, 24, 80)),
    ("Enveloppe libre", "lycée et par an", 2000, 3000, (3, 24, 80), (3, 24, 80)),
    ("Compagnonnage", "an, d’un poste à un poste et demi", 58000, 87000, (1, 2, 2), (1, 2, 2)),
    ("Ouvertures du soir", "lycée ouvert et par an", 4608, 4608, (2, 6, 12), (3, 12, 25)),
    ("Matière pour le mobilier", "nouveau lycée", 2000, 3500, (3, 9, 28), (3, 9, 28)),
    ("Formation", "nouveau lycée", 900, 1500, (3, 9, 28), (3, 9, 28)),
    ("Revues annuelles et évaluation", "an", 12000, 18000, (1, 2, 2), (1, 2, 2)),
    ("Bureau de contrôle et assurances", "nouveau lycée", 400, 800, (3, 9, 28), (3, 9, 28)),
)

ASSUMPTIONS: tuple[tuple[str, str, str], ...] = (
    ("Lycées engagés", "3, puis 12, puis 40", "Scénario, étapes 1 à 3"),
    ("Années de lycée sur cinq ans", "107", "3 × 1 + 12 × 2 + 40 × 2"),
    ("Coût annuel d’un agent à temps plein", "38 000 €", "Direction des ressources humaines"),
    ("Temps de référent", "de 0,1 à 0,2 équivalent temps plein", "Essai de mars 2028"),
    (
        "Heures d’ouverture par lycée",
        "192 par an",
        "Trois soirs de deux heures, 32 semaines",
    ),
    ("Coût d’une heure d’ouverture", "24 €", "Moyenne lycée et association"),
    ("Poste de compagnonnage", "58 000 € par an", "Coût complet, déplacements compris"),
)


def cost_rows() -> list[tuple[Cell, ...]]:
    """Return what each post costs by stage, then the sums."""
    rows: list[tuple[Cell, ...]] = []
    for post, unit, least, most, few, many in COSTS:
        low = [least * units for units in few]
        high = [most * units for units in many]
        by_stage = [amount for pair in zip(low, high, strict=True) for amount in pair]
        rows.append((post, unit, *by_stage, sum(low), sum(high)))
    sums = [sum(int(row[column] or 0) for row in rows) for column in range(2, 10)]
    return [*rows, ("Total", None, *sums)]


def costs() -> Workbook:
    """Return the costs of the deployment scenario."""
    book = Workbook()
    fill(
        book,
        "Hypothèses",
        [("Hypothèse", "Valeur", "Source"), *ASSUMPTIONS],
        (40, 36, 48),
    )
    head: tuple[Cell, ...] = ("Poste", "Unité")
    head += tuple(f"Étape {stage}, {bound}" for stage in (1, 2, 3) for bound in ("min", "max"))
    head += ("Total, min", "Total, max")
    fill(book, "Coûts par étape", [head, *cost_rows()], (36, 34, *[14] * 8))
    sheet = book["Coûts par étape"]
    for row in sheet.iter_rows(min_row=2, min_col=3):
        for cell in row:
            cell.number_format = '#,##0" €"'
    return book


def main(programme: Path) -> None:
    """Write all files under the programme's folder."""
    for name, source, author in WORD_FILES:
        made = word_file((TEXTS / source).read_text(encoding="utf-8"), author)
        write(programme / name, made)
    for name, source in ODT_FILES:
        target = programme / name
        target.parent.mkdir(parents=True, exist_ok=True)
        write(target, odt_file((TEXTS / source).read_text(encoding="utf-8"), target))
    tables = (
        ("06-immersion-3/tables/releves-des-prototypes.xlsx", logbook()),
        ("12-deployment-scenario/tables/couts-du-deploiement.xlsx", costs()),
    )
    for name, book in tables:
        write(programme / name, workbook_file(book))


def write(target: Path, content: bytes) -> None:
    """Write one file and say so."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    sys.stdout.write(f"{target} ({len(content)} octets)\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python tests/sample/make_office_files_axis2.py inputs/lycees")
    main(Path(sys.argv[1]))
