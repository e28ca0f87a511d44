"""Whatever a person types arrives as the same text in every format, never as code.

Each example is one document that holds many texts, each between two words that nothing else says.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pikepdf
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree, html

from pret.domain.documents import OutputFormat
from pret.domain.invisible import INVISIBLE
from pret.markdown_lost import lost_text
from pret.render.workbook import Sheet, SheetColumn
from pret.service.making import render_now
from pret.service.stated import stated

if TYPE_CHECKING:
    from conftest import Place

    from pret.service.session import Session

FOLDER = "03-lab-day-1"
MINUTES = "lab-day-1/minutes"
FORMATS = (
    OutputFormat.WORD,
    OutputFormat.ODT,
    OutputFormat.PDF,
    OutputFormat.HTML,
    OutputFormat.WORKBOOK,
)
#: The only address that the texts below may make a link of.
ADDRESS = "https://a.fr/x"

PIECES = (
    *("[[[[", "]]", "***", "**a**", "_b_", "~~c~~", "# ", "## ", "| ", " | ", "|---|", "- ", "+ "),
    *("1. ", "2) ", "> ", "`", "``` ", "~~~", "    ", "\\", "\\\\", "![i](/etc/passwd)", "[^1]"),
    *(
        "[l](javascript:alert(1))",
        "[l](file:///etc/passwd)",
        "[a]: /x",
        "[en]{en}",
        "<b>",
        "</w:t>",
    ),
    *("<script>alert(1)</script>", "<!-- x -->", "<?php 1 ?>", "&amp;", "&lt;", "&#60;", "&x;"),
    *("]]>", "<![CDATA[", "<!ENTITY e SYSTEM 'file:///etc/passwd'>", "&e;", "{{ 7*7 }}", "}}"),
    *("{% raw %}", "{# c #}", "{{ facts }}", '#read("/etc/passwd")', "$x$", "= ", "/ x: y", "@r"),
    *("#let a = 1", "<label>", "=cmd|' /C calc'!A0", "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "%s"),
    *("_x0041_", "\\input{x}", "$$e$$", "javascript:alert(1)", 'HYPERLINK "https://b.fr"'),
    *("a.fr", "w@a.fr", "Été", "œuvre", "« oui »", '"dit"', "l'eau", "...", "?", " !", " ;", " : "),
    *("12 000 €", "1er", "XXe", "8 h 30", "10:30", ":-)", "M. Roux", "\u00a0", "\u202f", "\u2009"),
    *("\u00ad", "\u200d", "\u200c", "\u200e", "\u200f", "e\u0301", "\u0301", "a\u0308\u0323", "ﬁ"),
    *(
        "👩‍👩‍👧",
        "🇫🇷",
        "👍🏽",
        "😀",
        "漢字",
        "שלום",
        "مرحبا",
        "Привет",
        "Ωμέγα",
        "\ue000",
        "\U000f1234",
    ),
    *("\U0010fffd", "İ", "ẞ", "ﷺ", "𝒳", "\u2028", "\u2029", " ", "  ", "x" * 300, "/a" * 150),
)
#: What no format prints: taken out of notes and tables, and told.
HIDDEN = ("\x01", "\x08", "\x1b", "\x7f", "\x85", "\u202a", "\u202e", "\u2066", "\ufeff", "\ufffe")
HIDDEN_MARKS = ("\U000f0000", "\U000f0001", "\U000f0003", "\ufdd0", "\ufdd1", "\ufdd2")

ANY_SIGN = st.characters(exclude_categories=("Cs",), exclude_characters="\r\n\x0b\x0c\x00")
LINES = st.lists(
    st.sampled_from(PIECES) | st.text(ANY_SIGN, max_size=3), min_size=1, max_size=7
).map("".join)
FULL_LINES = LINES.map(lambda line: INVISIBLE.sub("", line)).filter(lambda line: bare(line) != "")
HIDDEN_LINES = st.lists(
    st.sampled_from((*PIECES, *HIDDEN, *HIDDEN_MARKS)), min_size=1, max_size=7
).map("".join)
MARKDOWN = st.lists(
    st.sampled_from((*PIECES, "\n", "\n\n", f"[lien]({ADDRESS})")), min_size=1, max_size=12
)


def bare(text: str) -> str:
    """Return text without what typography may change: spaces and a closed list of signs."""
    text = unicodedata.normalize("NFC", text)
    for set_sign, typed in (("…", "..."), ("’", "'"), *((each, '"') for each in "“”«»")):
        text = text.replace(set_sign, typed)
    # Hints of where a word may break are no characters of the text: pandoc drops some of them.
    return "".join(sign for sign in text if not sign.isspace() and sign not in "\u200b\u00ad")


def word(place: str, rank: int, end: str = "") -> str:
    """Return a word that nothing else says; its digits keep it from being hyphenated."""
    return f"z{place}{rank}q{end}z"


def escaped(text: str) -> str:
    """Return a text as somebody would protect it who knows Markdown."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def _hour(cell: str) -> str:
    """Return a cell with an hour that stands alone as documents print it."""
    return "10 h 30" if cell.strip() == "10:30" else cell


@dataclass(frozen=True)
class Typed:
    """What one example types: single lines, lines with hidden characters, free Markdown."""

    lines: list[str]
    hidden: list[str]
    markdown: list[list[str]]

    @cached_property
    def expected(self) -> dict[tuple[str, int], str]:
        """Return by place and rank the text that must arrive there."""
        told = {("tip", rank): text for rank, text in enumerate(self.lines)}
        told |= {("cell", rank): text for rank, text in enumerate(self.lines)}
        told |= {("prose", rank): text for rank, text in enumerate(self.lines)}
        told |= {("md", rank): text for rank, text in enumerate(self.lines)}
        told |= {("pic", rank): text for rank, text in enumerate(self.lines[:2])}
        told |= {("txt", rank): INVISIBLE.sub("", text) for rank, text in enumerate(self.hidden)}
        told |= {
            ("csv", rank): _hour(INVISIBLE.sub("", text)) for rank, text in enumerate(self.hidden)
        }
        return told

    @cached_property
    def free(self) -> str:
        """Return one text of free Markdown; each piece is followed by a word of its own."""
        count = iter(range(10_000))
        return "\n\n".join(
            "".join(f"{piece}{word('free', next(count)).upper()}" for piece in pieces)
            for pieces in self.markdown
        )


TYPED = st.builds(
    Typed,
    st.lists(FULL_LINES, min_size=12, max_size=12),
    st.lists(HIDDEN_LINES, min_size=12, max_size=12),
    st.lists(MARKDOWN, min_size=4, max_size=4),
)


def between(place: str, texts: list[str]) -> Iterator[str]:
    """Yield texts, each after and before a word of its own."""
    for rank, text in enumerate(texts):
        yield from (word(place, rank), text, word(place, rank, "end"))


def leave(place: Place, typed: Typed) -> None:
    """Write what was typed in the lab day's folder."""
    folder = place.folder / FOLDER
    for name in ("notes", "tables", "photos"):
        (folder / name).mkdir(exist_ok=True)
    lines, hidden = typed.lines, typed.hidden
    prose = "\n\n".join(escaped(text).strip() for text in between("prose", lines))
    facts = {
        "version": "1",
        "tips": list(between("tip", lines)),
        "crossings": [
            {"subject": word("cell", rank), "common": text, "different": word("cell", rank, "end")}
            for rank, text in enumerate(lines)
        ],
        # Not in `points`: once these are written, session notes are annexed no more.
        "sites": [{"site": "nord", "text": prose}, {"site": "halte", "text": typed.free}],
    }
    (folder / "milestone.yaml").write_text(_yaml(facts), "utf-8")
    notes = {
        "a.md": "\n\n".join(escaped(text).strip() for text in between("md", lines)),
        "b.txt": "\n\n".join(between("txt", hidden)),
        "c.md": typed.free.replace("\u2028", " ").replace("FREE", "NOTE"),
    }
    for name, text in notes.items():
        (folder / "notes" / name).write_text(text, "utf-8")
    table = io.StringIO(newline="")
    writer = csv.writer(table, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow(["Début", "Texte", "Fin"])
    for rank, text in enumerate(hidden):
        writer.writerow([word("csv", rank), text, word("csv", rank, "end")])
    (folder / "tables" / "t.csv").write_text(table.getvalue(), "utf-8", newline="")
    photo = {
        "file": "banc.jpg",
        "caption": f"{word('pic', 0)} {lines[0]} {word('pic', 0, 'end')}",
        "alt": f"{word('alt', 0)} {lines[2]}"[:140],
        "credit": f"{word('pic', 1)} {lines[1]} {word('pic', 1, 'end')}",
    }
    (folder / "photos" / "photos.yaml").write_text(_yaml({"version": "1", "photos": [photo]}))


def _yaml(facts: dict[str, object]) -> str:
    """Return values as YAML, which is JSON but for what YAML takes for line ends."""
    written = json.dumps(facts, ensure_ascii=False, indent=1)
    return "".join(_coded(sign) for sign in written)


def _coded(sign: str) -> str:
    """Return a sign by its code where it would end a line, or join the letter of a code (\\n)."""
    joins = sign in "\u2028\u2029" or unicodedata.category(sign).startswith("M")
    return f"\\U{ord(sign):08x}" if joins else sign


WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}href"


def part(content: bytes, name: str) -> etree._Element:
    """Return one part of a package, parsed without the product's help."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read(name))


def read_word(content: bytes) -> str:
    """Return the text of a Word file, paragraphs parted by spaces."""
    said: list[str] = []
    for each in part(content, "word/document.xml").iter():
        if each.tag == f"{WORD}t":
            said.append(each.text or "")
        elif each.tag in (f"{WORD}p", f"{WORD}br", f"{WORD}tab"):
            said.append(" ")
        elif each.tag == f"{WORD}noBreakHyphen":
            said.append("\u2011")
        elif each.tag == f"{WORD}softHyphen":
            said.append("\u00ad")
    return "".join(said)


def read_odt(content: bytes) -> str:
    """Return the text of an ODT file."""
    body = part(content, "content.xml").find(".//{*}body")
    assert body is not None
    return "".join(body.itertext())


def read_html(content: bytes) -> str:
    """Return the text of a web page's body."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    return str(html.document_fromstring(content, parser=parser).body.text_content())


def read_pdf(content: bytes) -> str:
    """Return the text of a PDF, as another program reads it."""
    command = ["pdftotext", "-q", "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()


def told(said: str, place: str, rank: int) -> str:
    """Return what stands between the two words of a text, which must be there once or more."""
    found = re.search(f"{word(place, rank)}(.*?){word(place, rank, 'end')}", said, re.DOTALL)
    assert found is not None, f"{place} {rank} is not there"
    return found[1]


BULLET = re.compile("^[•▪●◦‣·\uf0b7][ \t\u00a0\u202f]+")


def check_same(said: str, typed: Typed, form: str) -> None:
    """Hold every text against what was typed."""
    for (place, rank), text in typed.expected.items():
        wanted = BULLET.sub("", text.strip()) if place == "txt" else text
        got = told(said, place, rank)
        assert bare(got) == bare(wanted), f"{form}, {place} {rank}: {text!r} came as {got!r}"


def check_free(said: str, typed: Typed, form: str) -> None:
    """Hold that every word of free Markdown arrives, or that its paragraph is told of a loss."""
    told_lines = {line for line, *_ in lost_text(typed.free)}
    is_told = False
    for number, row in enumerate(typed.free.split("\n"), 1):
        is_told = number in told_lines or (is_told and row.strip() != "")
        absent = [each for each in re.findall(r"ZFREE\d+QZ", row) if each not in said]
        assert is_told or not absent, f"{form}: {absent} of {typed.free!r}"


FIELDS = re.compile(r"\s*(PAGE|NUMPAGES|TOC|SEQ|PAGEREF|REF|STYLEREF|HYPERLINK \\l)\b")


def check_word_code(content: bytes) -> None:
    """Hold that a Word file has no field, link or object but the product's own."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if name.endswith(".rels"):
                for each in etree.fromstring(package.read(name)):
                    outside = each.get("TargetMode") == "External"
                    assert not outside or each.get("Target") == ADDRESS, each.attrib
    body = part(content, "word/document.xml")
    for each in body.iter(f"{WORD}instrText", f"{WORD}fldSimple"):
        assert FIELDS.match(each.text or each.get(f"{WORD}instr") or ""), each.text
    forbidden = ("object", "altChunk", "subDoc", "footnoteReference", "del", "ins")
    assert not list(body.iter(*(f"{WORD}{name}" for name in forbidden)))


def check_odt_code(content: bytes) -> None:
    """Hold that an ODT file has no script, field or link but the product's own."""
    body = part(content, "content.xml")
    for each in body.iter(f"{TEXT}a"):
        assert each.get(XLINK) == ADDRESS or each.get(XLINK, "").startswith("#"), each.attrib
    forbidden = ("script", "note", "execute-macro", "conditional-text", "dde-connection")
    assert not list(body.iter(*(f"{TEXT}{name}" for name in forbidden)))
    assert not list(body.iter("{*}event-listener", "{*}script", "{*}object"))


def check_html_code(content: bytes) -> None:
    """Hold that a web page has no script, handler, form or address but the product's own."""
    tree = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8"))
    assert not list(tree.iter("script", "iframe", "object", "embed", "form", "base", "b"))
    for each in tree.body.iter("*"):
        assert not any(name.startswith("on") for name in each.attrib), each.attrib
        assert each.get("href", ADDRESS) == ADDRESS or each.get("href", "").startswith("#")
        assert each.get("src", "data:").startswith("data:")


def check_pdf_code(content: bytes) -> None:
    """Hold that a PDF has no script and no address but the product's own."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") is not None:
                assert str(each.S) not in ("/JavaScript", "/Launch", "/SubmitForm", "/GoToR")
                if str(each.S) == "/URI":
                    assert str(each.URI) == ADDRESS


def check_workbook(content: bytes, lines: list[str]) -> None:
    """Hold that a workbook's cells are the texts, and that none is a formula or a link."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/")]
        for name in sheets:
            written = package.read(name)
            assert b"<f" not in written
            assert b"<hyperlink" not in written
    (sheet,) = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert all(cell.data_type != "f" for cell in cells)
    assert [bare(str(cell.value)) for cell in cells] == [bare(line) for line in lines]


@pytest.fixture(scope="module")
def sitting(
    tmp_path_factory: pytest.TempPathFactory, small_programme: Callable[[Path], Place]
) -> Iterator[tuple[Place, Session]]:
    """A small programme and one session over it, for all the examples."""
    place = small_programme(tmp_path_factory.mktemp("any-text"))
    with place.session() as session:
        yield place, session


def rendered(
    sitting: tuple[Place, Session], typed: Typed, formats: tuple[OutputFormat, ...]
) -> dict[OutputFormat, bytes]:
    """Return the minutes that hold what was typed."""
    place, session = sitting
    leave(place, typed)
    session.reread()
    read = session.gathered(session.milestone("lab-day-1"))
    assert not [each for each in read.problems if each.file.endswith(".yaml")]
    assert not read.set_aside
    document = stated(session, session.reference(MINUTES)).composed.document
    rows = tuple((line,) for line in typed.lines)
    sheet = Sheet("Textes", "Textes", (SheetColumn("Texte", 60, "text"),), rows)
    return session.printer.render(document, (sheet,), formats)


SETTINGS = settings(
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # one example is a whole document
    suppress_health_check=list(HealthCheck),
)


@settings(SETTINGS, max_examples=25)
@given(TYPED)
def test_what_is_typed_is_the_same_text_on_the_page_and_in_the_workbook(
    sitting: tuple[Place, Session], typed: Typed
) -> None:
    made = rendered(sitting, typed, (OutputFormat.HTML, OutputFormat.WORKBOOK))
    said = read_html(made[OutputFormat.HTML])
    check_same(said, typed, "html")
    check_free(said, typed, "html")
    check_html_code(made[OutputFormat.HTML])
    check_workbook(made[OutputFormat.WORKBOOK], typed.lines)


@settings(SETTINGS, max_examples=4)
@given(TYPED)
def test_what_is_typed_is_the_same_text_in_word_odt_and_pdf(
    sitting: tuple[Place, Session], typed: Typed
) -> None:
    made = rendered(sitting, typed, FORMATS)
    for form, read in ((OutputFormat.WORD, read_word), (OutputFormat.ODT, read_odt)):
        said = read(made[form])
        check_same(said, typed, form)
        check_free(said, typed, form)
    check_word_code(made[OutputFormat.WORD])
    check_odt_code(made[OutputFormat.ODT])
    check_pdf_code(made[OutputFormat.PDF])
    if shutil.which("pdftotext"):
        said = bare(read_pdf(made[OutputFormat.PDF]))
        for place, rank in typed.expected:
            assert word(place, rank) in said
            assert word(place, rank, "end") in said


@settings(SETTINGS, max_examples=10)
@given(TYPED)
def test_what_is_taken_out_is_told_with_its_line(
    sitting: tuple[Place, Session], typed: Typed
) -> None:
    place, session = sitting
    leave(place, typed)
    session.reread()
    gathered = session.gathered(session.milestone("lab-day-1"))
    for file, found in (("notes/b.txt", gathered.remarks), ("tables/t.csv", gathered.problems)):
        lines = (place.folder / FOLDER / file).read_text("utf-8").split("\n")
        hidden = {number for number, line in enumerate(lines, 1) if INVISIBLE.search(line)}
        told_lines = {
            each.line for each in found if each.file.endswith(file) and "invisible" in each.found
        }
        assert told_lines == hidden


def test_a_note_of_a_megabyte_of_one_line_is_told_and_of_many_is_printed(
    sitting: tuple[Place, Session],
) -> None:
    place, session = sitting
    leave(place, Typed(["un"] * 3, ["deux"] * 3, [["trois"]]))
    note = place.folder / FOLDER / "notes" / "b.txt"
    note.write_text("mot " * 250_000, "utf-8")
    session.reread()
    (aside,) = session.gathered(session.milestone("lab-day-1")).set_aside
    assert "ligne de 1000000 caractères" in aside.reason
    note.write_text(("mot " * 250 + "\n\n") * 1_000, "utf-8")
    session.reread()
    content, _ = render_now(session, session.reference(MINUTES), (OutputFormat.PDF,))
    with pikepdf.open(io.BytesIO(content[OutputFormat.PDF])) as pdf:
        assert len(pdf.pages) > 100


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_a_word_longer_than_a_line_is_whole_on_the_pages_of_a_pdf(
    sitting: tuple[Place, Session],
) -> None:
    endless = "ÿ" * 300
    made = rendered(sitting, Typed([endless] * 3, ["a"], [["a"]]), (OutputFormat.PDF,))
    # Three tips, cells, paragraphs of a field and of a note, a caption and a credit.
    assert read_pdf(made[OutputFormat.PDF]).count("ÿ") == 300 * 14
