"""Tracked changes: accepting all gives exactly the newer document, refusing all the older one."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator
from trees import ORIGIN, W, part, word_reference

from pret.domain.tree import (
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Cell,
    Code,
    Column,
    Footnote,
    Heading,
    Inline,
    Landscape,
    Link,
    PageBreak,
    Paragraph,
    Quotation,
    Style,
    Styled,
    Table,
    Text,
)
from pret.domain.tree_document import Document, Status
from pret.render.word import write_word

#: How a version is written: each stretch of text with the change that it bears, or none.
Version = Callable[[Style | None, tuple[Inline, ...]], tuple[Inline, ...]]


def both(style: Style | None, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return content if style is None else (Styled(style, content),)


def newer(style: Style | None, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return () if style is Style.DELETED else content


def older(style: Style | None, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return () if style is Style.INSERTED else content


ADDED, GONE = Style.INSERTED, Style.DELETED


def blocks(version: Version) -> tuple[Block, ...]:
    """Return one text of everything, in one of its versions."""

    def say(*parts: str | Inline | tuple[Style, str | Inline]) -> tuple[Inline, ...]:
        made: list[Inline] = []
        for said in parts:
            style, content = said if isinstance(said, tuple) else (None, said)
            inline = Text(content, ORIGIN) if isinstance(content, str) else content
            made += version(style, (inline,))
        return tuple(made)

    def kept(content: tuple[Inline, ...]) -> tuple[Block, ...]:
        return (Paragraph(content),) if content else ()

    def row(*cells: tuple[Inline, ...]) -> tuple[tuple[Cell, ...], ...]:
        return (tuple(kept(cell) for cell in cells),) if any(cells) else ()

    link = Link("https://example.org/", (Text("le carnet", ORIGIN),))
    note = Footnote((Paragraph(say("Note ", (ADDED, "neuve "), (GONE, "vieille "), "ici.")),))
    boxed = kept(say((GONE, "Fermer.")))
    quoted = kept(say((ADDED, "« Oui. »")))
    gone_caption, table_rows = say((GONE, "Coûts")), row(say((GONE, "x")), say((GONE, "y")))
    gone_table = (
        (
            Table(
                gone_caption,
                _COLUMNS,
                row(say((GONE, "a")), say((GONE, "b")))[0],
                table_rows,
                ORIGIN,
            ),
        )
        if table_rows
        else ()
    )
    items = (say("un"), say((ADDED, "deux")), say((GONE, "trois")), say("qua", (ADDED, "tre")))
    rows = (
        *row(say("1"), say("un")),
        *row(say((ADDED, "2")), say((ADDED, "deux"))),
        *row(say((GONE, "3")), ()),
        *row(say((GONE, "4")), say("quatre", (ADDED, " bis"))),
    )
    title = say((GONE, "Ancien titre"))
    return (
        Heading(1, say("Ce que ", (ADDED, "nous avons "), "vu")),
        Paragraph(
            say("Un ", (ADDED, "<w:ins>&"), (ADDED, link), (GONE, link), (GONE, note), " mot")
        ),
        Paragraph(say("Fin ", (ADDED, note), (GONE, Code("code()", ORIGIN)), ".")),
        *kept(say((ADDED, "Tout neuf "), (ADDED, Styled(Style.STRONG, (Text("gras", ORIGIN),))))),
        *kept(say((GONE, "Tout parti "), (GONE, link), (GONE, note))),
        *((Heading(2, title),) if title else ()),
        BulletList(tuple(kept(item) for item in items if item)),
        *((Callout(CalloutKind.DECISION, boxed),) if boxed else ()),
        *((Quotation(quoted, say((ADDED, "Élève"))),) if quoted else ()),
        *gone_table,
        Paragraph(say("Entre deux.")),
        Table(say("Sites"), _COLUMNS, row(say("Nº"), say("Nom"))[0], rows, ORIGIN),
        Landscape((Paragraph(say("Large.")), *kept(say((GONE, "Dernier de la page large."))))),
        PageBreak(),
        Paragraph(say("Fin.")),
        *kept(say((ADDED, "Puis un mot."))),
        Paragraph(say("Vraiment fini.")),
    )


_COLUMNS = (Column(0.3), Column(0.7))


def document(version: Version) -> Document:
    return Document(
        title="Compte rendu",
        subtitle="",
        programme="Prêt à déployer",
        reference="lycees/lab-day-1/minutes",
        day=date(2027, 3, 18),
        day_label="18 mars 2027",
        status=Status.DRAFT,
        blocks=blocks(version),
        contents=True,
    )


@pytest.fixture(scope="module")
def reference() -> bytes:
    return word_reference()


@pytest.fixture(scope="module")
def compared(reference: bytes) -> bytes:
    return write_word(document(both), {}, reference=reference, heading_pages=None)


def settled(root: etree._Element, kept: str, dropped: str) -> etree._Element:
    """Accept all (`ins`, `del`) or refuse all (`del`, `ins`) as ECMA-376 17.13.5 tells it."""
    root = copy.deepcopy(root)
    for row in list(root.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{W}{dropped}") is not None:
            row.getparent().remove(row)
    for grid in list(root.iter(f"{W}tbl")):
        if grid.find(f"{W}tr") is None:
            grid.getparent().remove(grid)
    for block in reversed(list(root.iter(f"{W}p"))):
        lost = block.find(f"{W}pPr/{W}rPr/{W}{dropped}") is not None
        for change in list(block.iter(f"{W}{dropped}")):
            change.getparent().remove(change)
        if lost:  # the paragraph joins the next one
            following = block.getnext()
            assert following is not None
            rest = [child for child in block if child.tag != f"{W}pPr"]
            assert not [child for child in rest if child.tag == f"{W}r"] or following.tag == f"{W}p"
            assert block.find(f"{W}pPr/{W}sectPr") is None
            block.getparent().remove(block)
    for node in root.iter(f"{W}delText"):
        node.tag = f"{W}t"
    for change in list(root.iter(f"{W}{kept}")):
        for child in list(change):
            change.addprevious(child)
        change.getparent().remove(change)
    return root


def told(root: etree._Element) -> list[str]:
    """Return the text paragraph by paragraph with its style, cells told apart."""
    lines = []
    for block in root.iter(f"{W}p"):
        if any(node.tag == f"{W}sdt" for node in block.iterancestors()):
            continue  # the table of contents is Word's to update
        words = "".join(
            "[note]" if node.tag == f"{W}footnoteReference" else node.text or ""
            for node in block.iter(f"{W}t", f"{W}delText", f"{W}footnoteReference")
        )
        place = "| " if next(block.iterancestors(f"{W}tc"), None) is not None else ""
        style = block.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else style.get(f"{W}val")
        name = "BodyText" if name == "FirstParagraph" else name  # they differ in spacing only
        if name != "PretSpacer":
            lines.append(f"{place}{name}: {words}")
    return lines


def test_accepting_all_gives_exactly_the_newer_text(compared: bytes, reference: bytes) -> None:
    wanted = write_word(document(newer), {}, reference=reference, heading_pages=None)
    assert told(settled(part(compared), "ins", "del")) == told(part(wanted))


def test_refusing_all_gives_exactly_the_older_text(compared: bytes, reference: bytes) -> None:
    wanted = write_word(document(older), {}, reference=reference, heading_pages=None)
    old = told(settled(part(compared), "del", "ins"))
    # Word counts captions again when it updates fields: the deleted table lends its number.
    renumbered = [line.replace("Tableau\u00a02", "Tableau\u00a01") for line in told(part(wanted))]
    assert old == renumbered


def test_notes_change_too(compared: bytes) -> None:
    notes = part(compared, "word/footnotes.xml")
    assert "Note neuve ici." in "".join(
        node.text or "" for node in settled(notes, "ins", "del").iter(f"{W}t")
    )


def test_the_auditor_of_word_files_finds_nothing(compared: bytes, tmp_path: Path) -> None:
    path = tmp_path / "made.docx"
    path.write_bytes(compared)
    errors = OpenXmlValidator(FileFormat.MICROSOFT_365).validate(path).errors
    assert [str(error) for error in errors] == []


def test_each_change_has_its_own_number_and_the_document_s_day(compared: bytes) -> None:
    roots = [part(compared), part(compared, "word/footnotes.xml")]
    changes = [node for root in roots for node in root.iter(f"{W}ins", f"{W}del")]
    assert len(changes) > 20
    assert len({node.get(f"{W}id") for node in changes}) == len(changes)
    assert {node.get(f"{W}author") for node in changes} == {"Prêt"}
    assert {node.get(f"{W}date") for node in changes} == {"2027-03-18T12:00:00Z"}


def test_deleted_words_are_never_plain_text_and_links_hold_their_changes(compared: bytes) -> None:
    root = part(compared)
    for deletion in root.iter(f"{W}del"):
        assert not list(deletion.iter(f"{W}t", f"{W}instrText"))
        assert not list(deletion.iter(f"{W}hyperlink", f"{W}fldSimple"))
    assert any(link.find(f"{W}del") is not None for link in root.iter(f"{W}hyperlink"))
    # A deleted field is spelt out: in one element it would stay, empty, once accepted.
    assert not list(root.iterfind(f".//{W}fldSimple/{W}del"))
    assert "SEQ Tableau" in "".join(node.text or "" for node in root.iter(f"{W}delInstrText"))


def test_a_deleted_heading_leaves_the_contents(compared: bytes) -> None:
    contents = next(part(compared).iter(f"{W}sdt"))
    lines = ["".join(node.itertext()) for node in contents.iter(f"{W}hyperlink")]
    assert lines == ["Ce que nous avons vu"]


def test_a_document_without_changes_has_none(reference: bytes) -> None:
    plain = replace(document(newer), contents=False)
    root = part(write_word(plain, {}, reference=reference, heading_pages=None))
    assert not list(root.iter(f"{W}ins", f"{W}del"))
