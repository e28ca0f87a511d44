"""The PDF writer."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import page
import pikepdf
import pytest
from PIL import Image

from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import (
    Align,
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Card,
    Cell,
    Code,
    CodeBlock,
    Column,
    Figure,
    Footnote,
    Foreign,
    Gallery,
    Heading,
    Landscape,
    LineBreak,
    Link,
    NumberedList,
    PageBreak,
    Paragraph,
    Picture,
    Quotation,
    Style,
    Styled,
    Table,
    Text,
)
from pret.domain.tree_document import Document, Status, pictures
from pret.domain.tree_walk import walk
from pret.errors import TemplateError
from pret.failures import ToolFailedError, ToolLimitError
from pret.render.pdf import PdfWriter
from pret.render.theme import Theme
from pret.render.typst_process import TypstProcess

if TYPE_CHECKING:
    pass

TEMPLATES = Path(__file__).parents[3] / "templates"
THEME = Theme.load(TEMPLATES / "theme.yaml")
HERE = Origin(OriginKind.TEMPLATE, "documents/essai.md.j2")
SENTENCE = (
    "À la rentrée, l’équipe a suivi trois jours durant les agents de l’atelier\u202f; elle a "
    "dessiné avec eux le parcours d’une demande de réparation. "
)
#: Each would be markup, or code, if it were ever read as typst source.
LOOKS_LIKE_MARKUP = (
    "= titre",
    "== titre",
    "- tiret",
    "+ plus",
    "/ terme: sens",
    "/",
    "1. un",
    '#read("x")',
    "*_`$@<>",
    "<etiquette> @renvoi",
    "// commentaire /* */",
    "[x](y) {z} \\u{41} ~ --- ...",
    "“droits” 'simples' \"doubles\"",
)


def drawing(width_px: int, height_px: int, kind: str) -> tuple[Picture, bytes]:
    """Return a flat picture and its bytes. kind: JPEG or PNG."""
    held = io.BytesIO()
    Image.new("RGB", (width_px, height_px), (120, 150, 140)).save(held, kind)
    content = held.getvalue()
    key = hashlib.sha256(content).hexdigest()
    alt = "Dessin d’essai"
    return Picture(key, width_px, height_px, alt, media_type=f"image/{kind.lower()}"), content


WIDE, WIDE_BYTES = drawing(160, 120, "JPEG")
TALL, TALL_BYTES = drawing(60, 90, "PNG")
PICTURES = {WIDE.key: WIDE_BYTES, TALL.key: TALL_BYTES}


def text(value: str) -> Text:
    return Text(value, HERE)


def paragraph(value: str) -> Paragraph:
    return Paragraph((text(value),))


def heading(level: int, value: str, mark: str = "") -> Heading:
    return Heading(level, (text(value),), mark)


def figure(picture: Picture, caption: str, width_mm: float = 120) -> Figure:
    return Figure(
        picture, (text(caption),) if caption else (), (text("Photo : L. M."),), width_mm, HERE
    )


def cell(*values: str) -> Cell:
    return tuple(paragraph(value) for value in values)


def table(
    caption: str, rows: int, *, row_height_mm: float | None = None, small: bool = False
) -> Table:
    """Return a table of three columns with a total."""
    body = tuple((cell(f"Ligne {row}"), cell(SENTENCE), cell(f"{row} 400")) for row in range(rows))
    return Table(
        caption=(text(caption),) if caption else (),
        columns=(Column(0.12), Column(0.68), Column(0.2, Align.RIGHT)),
        head=(cell("Anticonstitutionnellement"), cell("Ce qui est prévu"), cell("Montant (€)")),
        body=(*body, (cell("Total"), (), cell("166 200"))),
        origin=HERE,
        row_height_mm=row_height_mm,
        total_rows=1,
        small=small,
    )


def running_text() -> tuple[Block, ...]:
    """Return blocks that hold every kind of inline."""
    note = Footnote(
        (Paragraph((text("Voir "), Link("https://exemple.fr/a", (text("là"),)))), paragraph("b"))
    )
    styled = tuple(Styled(style, (text(f"{style} "),)) for style in Style)
    links = (
        Link("#propositions", (text("plus loin"),)),
        Link("#nulle-part", (text("nulle part"),)),
        Link("mailto:a@exemple.fr", (text("nous écrire"),)),
    )
    foreign = Foreign("en", (text("a design sprint"),))
    return (
        Heading(1, (text("Ce que nous avons vu"), note, LineBreak(), text("en mars")), "vu"),
        Paragraph(
            (text(SENTENCE), note, LineBreak(), Code("x = 1", HERE), foreign, *styled, *links)
        ),
        Paragraph(()),
    )


def blocks_of_every_kind() -> tuple[Block, ...]:
    nested = BulletList(((paragraph("un"), BulletList((cell("deux"),))), cell("trois")))
    listed = NumberedList((cell("a"), (paragraph("b"), NumberedList((cell("c"),)))), start=3)
    callouts = tuple(Callout(kind, (paragraph(SENTENCE),)) for kind in CalloutKind)
    card = Card(
        heading(2, "Le comptoir mobile"),
        (paragraph(SENTENCE), table("", 2), callouts[0], figure(TALL, "", 40), PageBreak()),
        (text("P3"),),
    )
    return (
        *running_text(),
        heading(2, "Listes"),
        nested,
        listed,
        BulletList((cell("seul"),)),
        Quotation((paragraph(SENTENCE), paragraph("b")), (text("Karim, agent"),)),
        Quotation((nested,)),
        *callouts,
        Callout(CalloutKind.KEY, (nested,), (text("En bref"),)),
        figure(WIDE, "La cour"),
        Gallery(
            (
                figure(WIDE, "a"),
                figure(TALL, "b"),
                figure(replace(WIDE, alt="", decorative=True), ""),
            )
        ),
        table("Budget", 3),
        PageBreak(),
        heading(1, "Propositions", "propositions"),
        card,
        Card(heading(2, "Sans étiquette"), (nested,)),
        Landscape(
            (heading(2, "Grille"), table("Longue grille", 60, small=True), PageBreak(), card)
        ),
        table("", 3, row_height_mm=14),
        Table((), (Column(1.0),), (cell("Haute"),), ((cell(*([SENTENCE] * 80)),),), HERE),
        CodeBlock('ligne\n\t= #read("x")\n```', HERE),
        *(paragraph(value) for value in LOOKS_LIKE_MARKUP),
        BulletList(tuple(cell(value) for value in LOOKS_LIKE_MARKUP)),
        PageBreak(),
    )


def document(*blocks: Block) -> Document:
    return Document(
        title="Dossier du voyage d’étude",
        subtitle="Trois lycées, trois jours",
        programme="Le lycée, maison commune",
        reference="lycees/study-trip/dossier",
        day=date(2026, 3, 12),
        day_label="12 mars 2026",
        status=Status.DRAFT,
        blocks=blocks,
        organisations=("Le laboratoire", "La Région"),
        mentions=("Document de travail.",),
        keywords=("lycée",),
    )


def faults(content: bytes, profile: page.ValidationProfile) -> list[str]:
    """Return what an independent validator finds against a profile.

    It takes a compressed stream that ends with a carriage return for a wrong length: that finding
    counts only if qpdf, through pikepdf, sees a fault too.
    """
    found = page.validate_pdf_bytes(content, profile=profile).failures
    rules = [f"{failure.rule_id}: {failure.message}" for failure in found]
    if rules and all("STREAM-LENGTH-001" in rule for rule in rules):
        with pikepdf.open(io.BytesIO(content)) as opened:
            return list(opened.check_pdf_syntax())
    return rules


def assert_accessible_and_archivable(content: bytes) -> None:
    assert faults(content, page.ValidationProfile.PDF_UA_1) == []
    assert faults(content, page.ValidationProfile.PDF_A_2A) == []


def titles(items: list[pikepdf.OutlineItem]) -> list[str]:
    """Return the bookmarks' titles in reading order."""
    return [title for item in items for title in (item.title, *titles(item.children))]


def bookmarks(content: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(content)) as opened, opened.open_outline() as outline:
        return titles(outline.root)


@pytest.mark.parametrize(
    ("landscape", "cover", "contents"),
    [
        (False, "", False),
        (False, "plain", True),
        (False, "pictured", False),
        (True, "", True),
        (True, "pictured", True),
    ],
)
def test_every_kind_of_block_is_accessible_and_archivable(
    writer: PdfWriter, landscape: bool, cover: str, contents: bool
) -> None:
    whole = replace(
        document(*blocks_of_every_kind()),
        landscape=landscape,
        contents=contents,
        cover=bool(cover),
        cover_picture=WIDE if cover == "pictured" else None,
    )
    made = writer.write(whole, PICTURES)
    assert_accessible_and_archivable(made.content)
    headings = [block for block in walk(whole.blocks) if isinstance(block, Heading)]
    assert len(made.heading_pages) == len(headings)
    assert list(made.heading_pages) == sorted(made.heading_pages)
    assert made.replaced == ()


def test_the_validator_of_these_tests_sees_an_untagged_file() -> None:
    held = io.BytesIO()
    with pikepdf.new() as empty:
        empty.add_blank_page()
        empty.save(held)
    assert faults(held.getvalue(), page.ValidationProfile.PDF_UA_1)


def test_the_same_document_gives_the_same_bytes_in_another_process(writer: PdfWriter) -> None:
    whole = replace(document(*blocks_of_every_kind()), contents=True, cover=True)
    writer.write(document(paragraph("autre")), {})
    with PdfWriter(TEMPLATES, THEME) as other:
        assert other.write(whole, PICTURES).content == writer.write(whole, PICTURES).content


def test_text_that_looks_like_markup_is_printed_as_it_is(writer: PdfWriter) -> None:
    made = writer.write(document(*(heading(1, value) for value in LOOKS_LIKE_MARKUP)), {})
    assert bookmarks(made.content) == list(LOOKS_LIKE_MARKUP)


def test_headings_are_found_on_their_pages(writer: PdfWriter) -> None:
    blocks = (
        heading(1, "un"),
        heading(2, "deux"),
        PageBreak(),
        Card(heading(1, "trois"), (paragraph("a"),)),
        Landscape((heading(2, "quatre"),)),
        heading(1, "cinq"),
    )
    assert writer.write(document(*blocks), {}).heading_pages == (1, 1, 2, 3, 4)
    covered = replace(document(*blocks), cover=True, contents=True)
    assert writer.write(covered, {}).heading_pages == (3, 3, 4, 5, 6)


def test_no_blank_page_follows_a_landscape_page_or_a_page_break_at_the_end(
    writer: PdfWriter,
) -> None:
    for last in (Landscape((paragraph("b"),)), PageBreak()):
        made = writer.write(document(paragraph("a"), last), {})
        with pikepdf.open(io.BytesIO(made.content)) as opened:
            assert len(opened.pages) == 1 + isinstance(last, Landscape)


def test_properties_come_from_the_document_and_never_from_the_clock(writer: PdfWriter) -> None:
    made = writer.write(document(paragraph("a")), {})
    with pikepdf.open(io.BytesIO(made.content)) as opened:
        assert str(opened.docinfo["/Title"]) == "Dossier du voyage d’étude"
        assert str(opened.docinfo["/Author"]) == "Le laboratoire, La Région"
        assert str(opened.docinfo["/CreationDate"]).startswith("D:20260312000000")
        assert str(opened.Root["/Lang"]).startswith("fr")


def test_only_the_bundled_fonts_are_used_and_they_draw_what_french_needs(writer: PdfWriter) -> None:
    made = writer.write(
        document(paragraph("« É À Ç Œ œ » ’ … – — € ° → ✓ • ᵉ 1\u202f000\u00a0km ½ ☐ ‑")), {}
    )
    assert made.replaced == ()
    with pikepdf.open(io.BytesIO(made.content)) as opened:
        names = {
            str(item["/FontName"]).split("+")[-1]
            for item in opened.objects
            if isinstance(item, pikepdf.Dictionary) and "/FontName" in item
        }
    families = ("SourceSansPro", "LibertinusSerif", "DejaVuSansMono")
    assert names
    assert all(name.startswith(families) for name in names)


def test_characters_that_no_font_draws_are_replaced_and_told(writer: PdfWriter) -> None:
    made = writer.write(document(heading(1, "Bravo 字 à 漢"), paragraph("👨‍👩‍👧 \ue000")), {})
    assert {"字", "漢", "\ue000"} == set(made.replaced)
    assert bookmarks(made.content) == ["Bravo □ à □"]
    assert_accessible_and_archivable(made.content)


def test_scripts_symbols_and_emoji_are_drawn_and_accessible(writer: PdfWriter) -> None:
    made = writer.write(document(heading(1, "Bravo 😀"), paragraph("🚲 مرحبا שלום हिन्दी ☂ ★")), {})
    assert made.replaced == ()
    assert bookmarks(made.content) == ["Bravo 😀"]
    assert_accessible_and_archivable(made.content)


def test_no_path_of_the_machine_is_in_the_file(writer: PdfWriter) -> None:
    made = writer.write(document(figure(WIDE, "a"), figure(TALL, "b")), PICTURES)
    with pikepdf.open(io.BytesIO(made.content)) as opened:
        held = io.BytesIO()
        opened.save(held, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
    assert b"pret-pdf-" not in held.getvalue()
    assert WIDE.key.encode() not in held.getvalue()


@pytest.mark.parametrize(
    ("blocks", "said"),
    [
        ((heading(2, "deux"),), "niveau 1"),
        ((heading(1, "un"), heading(3, "trois")), "sauté"),
        ((Heading(1, ()),), "vide"),
        ((figure(replace(WIDE, alt=""), "Légende"),), "texte de remplacement"),
        ((figure(replace(TALL, key="0" * 64), "Légende"),), "illisible"),
    ],
)
def test_what_accessibility_refuses_is_told_in_french(
    writer: PdfWriter, blocks: tuple[Block, ...], said: str
) -> None:
    wrong = document(*blocks)
    given = {picture.key: PICTURES.get(picture.key, b"abime") for picture in pictures(wrong)}
    with pytest.raises(ToolFailedError, match=said):
        writer.write(wrong, given)
    assert writer.write(document(paragraph("a")), {}).content


def test_text_nested_too_deeply_is_refused(writer: PdfWriter) -> None:
    def nested(depth: int) -> Block:
        block: Block = paragraph("fond")
        for _ in range(depth):
            block = Callout(CalloutKind.KEY, (BulletList(((block,),)),))
        return block

    assert writer.write(document(nested(4)), {}).content
    with pytest.raises(ToolFailedError, match="profondément"):
        writer.write(document(nested(60)), {})
    with pytest.raises(ToolLimitError, match="profondément"):
        writer.write(document(nested(4000)), {})


def test_a_font_that_is_not_bundled_is_refused() -> None:
    fonts = THEME.fonts.model_copy(update={"pdf_text": "Police Inconnue"})
    with (
        PdfWriter(TEMPLATES, THEME.model_copy(update={"fonts": fonts})) as writer,
        pytest.raises(TemplateError, match="« police inconnue » : police inconnue"),
    ):
        writer.write(document(paragraph("a")), {})


def test_a_font_that_is_not_bundled_is_told_with_its_line_in_the_theme(tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(TEMPLATES, templates)
    text = (templates / "theme.yaml").read_text("utf-8")
    changed = text.replace('pdf_text: "Source Sans Pro"', 'pdf_text: "Police Inconnue"')
    (templates / "theme.yaml").write_text(changed, "utf-8")
    line = changed.splitlines().index('  pdf_text: "Police Inconnue"') + 1
    with (
        PdfWriter(templates, Theme.parsed(changed)) as writer,
        pytest.raises(TemplateError) as refused,
    ):
        writer.write(document(paragraph("a")), {})
    assert (refused.value.file, refused.value.line) == ("theme.yaml", line)


def layout(folder: Path, source: str) -> Path:
    """Make a folder of templates whose whole PDF layout is one typst source."""
    (folder / "pdf").mkdir(exist_ok=True)
    (folder / "pdf" / "document.typ").write_text(source, "utf-8")
    return folder


ENDLESS = "#for a in range(100000) { for b in range(100000) { let c = a * b } }"
SMALLEST = '#set document(title: "a")\n#metadata(()) <heading-pages>\nbon'


def test_a_document_that_takes_all_memory_is_stopped_and_the_next_one_is_made(
    tmp_path: Path,
) -> None:
    with PdfWriter(layout(tmp_path, '#("a" * 3000000000)'), THEME) as writer:
        with pytest.raises(ToolLimitError, match="mémoire"):
            writer.write(document(), {})
        layout(tmp_path, SMALLEST)
        assert writer.write(document(), {}).content.startswith(b"%PDF")


def test_a_document_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    with PdfWriter(layout(tmp_path, ENDLESS), THEME, timeout_s=0.5) as writer:
        with pytest.raises(ToolLimitError, match=r"0\.5 secondes"):
            writer.write(document(), {})
        assert writer._process is not None
        assert writer._process._worker is None


def test_a_worker_left_behind_in_a_loop_ends_by_itself(tmp_path: Path) -> None:
    (layout(tmp_path, ENDLESS) / "pdf").rename(tmp_path / "job")
    (tmp_path / "fonts").mkdir()
    process = TypstProcess(tmp_path, tmp_path / "fonts", timeout_s=60, memory_bytes=2_000_000_000)
    worker = process._started()
    job = {"folder": str(tmp_path / "job"), "timestamp": 0, "cpu_s": 1}
    with pytest.raises(ToolLimitError, match="secondes"):
        process._exchange(worker, json.dumps(job).encode() + b"\n")
    process.stop()


def test_the_layout_reads_nothing_outside_of_its_job_folder(tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text("secret")
    for path in ("../../secret.txt", "/etc/passwd", str(outside)):
        with (
            PdfWriter(layout(tmp_path, f'#read("{path}")'), THEME) as writer,
            pytest.raises(TemplateError, match=r"document\.typ, ligne 1"),
        ):
            writer.write(document(), {})


def test_a_closed_writer_leaves_no_process_and_no_file() -> None:
    writer = PdfWriter(TEMPLATES, THEME)
    writer.write(document(figure(WIDE, "a")), PICTURES)
    home, process = writer._opened()
    worker = process._worker
    assert worker is not None
    assert [entry.name for entry in home.iterdir() if entry.name == "job"] == []
    writer.close()
    assert worker.poll() is not None
    assert not home.exists()


def test_what_one_document_took_is_given_back_before_the_next(tmp_path: Path) -> None:
    with PdfWriter(layout(tmp_path, '#let kept = "a" * 600000000\n' + SMALLEST), THEME) as writer:
        writer.write(document(), {})
        worker = writer._opened()[1]._worker
        assert worker is not None
        assert held_bytes(worker.pid) < 100_000_000
        writer.write(document(), {})
        assert writer._opened()[1]._worker is worker


def test_a_document_stopped_in_time_leaves_no_process(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (layout(tmp_path, ENDLESS) / "pdf").rename(tmp_path / "job")
    process = TypstProcess(home, tmp_path, timeout_s=1, memory_bytes=2_000_000_000)
    worker = process._started()
    with pytest.raises(ToolLimitError, match="secondes"):
        process.ask({"folder": str(tmp_path / "job"), "timestamp": 0})
    assert running_in_group(worker.pid) == []


def running_in_group(group: int) -> list[int]:
    """Return the processes of a group that still run."""
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it ended while we looked
            state, _, pgrp = file.read_text("utf-8").rpartition(")")[2].split()[:3]
            if int(pgrp) == group and state != "Z":
                found.append(int(file.parent.name))
    return found


def held_bytes(pid: int) -> int:
    """Return the memory that a process holds now."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) * 1024


def rows_on_pages(content: bytes) -> list[int]:
    """Return how many rows of a table, « Rang 3 », each page shows."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    ran = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return [len(re.findall(r"\bRang \d", page)) for page in ran.stdout.decode().split("\f")]


def elements(node: pikepdf.Object, kind: str) -> int:
    """Return how many elements of a kind a structure holds."""
    if isinstance(node, pikepdf.Array):
        return sum(elements(each, kind) for each in node)
    if not isinstance(node, pikepdf.Dictionary):
        return 0
    return (str(node.get("/S")) == kind) + (elements(node["/K"], kind) if "/K" in node else 0)


@pytest.mark.parametrize("count", [1, 3, 4, 9])
def test_a_table_has_a_row_for_each_of_its_rows(writer: PdfWriter, count: int) -> None:
    body = tuple((cell(f"Rang {row}"), cell("b")) for row in range(count))
    drawn = Table((), (Column(0.5), Column(0.5)), (cell("A"), cell("B")), body, HERE)
    with pikepdf.open(io.BytesIO(writer.write(document(drawn), {}).content)) as opened:
        root = opened.Root["/StructTreeRoot"]["/K"]
        assert elements(root, "/TR") == count + 1
        assert elements(root, "/TD") == 2 * count


def test_no_row_of_a_table_is_alone_on_a_page_at_its_start_or_at_its_end(writer: PdfWriter) -> None:
    def ranks(count: int) -> Table:
        body = tuple((cell(f"Rang {row}"),) for row in range(count))
        return Table((text("Rangs"),), (Column(1.0),), (cell("Tête"),), body, HERE)

    starts = [(PageBreak(), *[paragraph(SENTENCE)] * lines, ranks(28)) for lines in range(8, 20)]
    ends = [(PageBreak(), ranks(count)) for count in range(28, 46)]
    blocks = [block for each in (*starts, *ends) for block in each]
    counts = rows_on_pages(writer.write(document(*blocks), {}).content)
    assert sum(counts) == 28 * 12 + sum(range(28, 46))
    assert 2 in counts
    assert 1 not in counts


def test_a_word_of_a_cell_is_cut_only_where_its_column_is_too_narrow(writer: PdfWriter) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    head = (cell("Vertes Villefontaine"), cell("Anticonstitutionnellement"), cell("Remarque"))
    columns = (Column(0.1525), Column(0.15), Column(0.6975))  # 20.5 mm for the first word
    drawn = Table((), columns, head, (head,), HERE)
    content = writer.write(document(drawn), {}).content
    ran = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    told = ran.stdout.decode()
    assert told.count("Villefontaine") == 2
    assert "Anticonstitutionnellement" not in told
