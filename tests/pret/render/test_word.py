"""The Word writer, on a document that has one of everything."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from lxml import etree
from trees import ORIGIN, Album, W, figure, line, part, table, text, word_reference, words

from pret.domain.tree import (
    Align,
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Card,
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
    Quotation,
    Style,
    Styled,
    Table,
)
from pret.domain.tree_document import Document, Status
from pret.domain.tree_walk import walk
from pret.render.word import write_word
from pret.render.zip_stable import read_zip, write_zip

ROOT = Path(__file__).parents[3]
DAY = date(2027, 3, 18)
MM = 1440 / 25.4
PICTURES = Album()


YARD = PICTURES.picture(40, 30, "La cour vue du préau.", "teal")
PLAN = PICTURES.picture(30, 40, "Le plan du rez-de-chaussée.", "red", "PNG")
ORNAMENT = PICTURES.picture(20, 20, "", "gray")


BLOCKS: tuple[Block, ...] = (
    Heading(1, text("Ce que nous avons vu"), "seen"),
    Paragraph(
        (
            *text("Texte <w:p>&amp; ]]> <?pret page?> "),
            Styled(Style.EMPHASIS, (Styled(Style.EMPHASIS, text("deux fois penché")),)),
            Styled(Style.STRONG, text("gras")),
            Styled(Style.SUPERSCRIPT, text("e")),
            Styled(Style.SUBSCRIPT, text("2")),
            Styled(Style.STRIKEOUT, text("barré")),
            Styled(Style.MISSING, text("[À COMPLÉTER : date]")),
            Styled(Style.CREDIT, text("petit texte")),
            LineBreak(),
            Code("code()", ORIGIN),
            Foreign("en-GB", text("learning centre")),
            Link("https://example.org/a?b=1&c=2", text("le carnet")),
            Link("#annex", text("voir les annexes")),
            Link("javascript:alert(1)", text("lien refusé")),
            Footnote((Paragraph((*text("Note, "), Link("#seen", text("plus haut")))),)),
        )
    ),
    Paragraph((Styled(Style.LEAD, text("Porteur : ")), *text("le lycée"))),
    BulletList(((line("un"), BulletList(((line("sous-point"),),))), (line("deux"),))),
    NumberedList(((line("trois"),), (line("quatre"),)), start=3),
    line("Après la liste."),
    Quotation((line("« On mange debout. »"),), text("Élève de première")),
    *(Callout(kind, (line("Premier."), line("Second."))) for kind in CalloutKind),
    Callout(CalloutKind.KEY, (BulletList(((line("dans l’encadré"),),)),), text("Clé")),
    Heading(2, text("Images")),
    figure(YARD, 120, "La cour", "© Lina Moreau"),
    Gallery((figure(PLAN, 60, "Le plan"), figure(YARD, 60, "", "© équipe"))),
    figure(ORNAMENT, 30),
    replace(table(3, "Dépenses"), total_rows=1),
    table(2),
    table(2),
    Landscape((Heading(2, text("Grille")), replace(table(2, "Large"), small=True))),
    Landscape((replace(table(2, "Émargement"), row_height_mm=14.0), figure(YARD, 900))),
    PageBreak(),
    Card(Heading(3, text("Le préau")), (line("Texte de la fiche."), table(1)), text("P3")),
    Table(
        text("Cellules riches"),
        (Column(0.4, Align.RIGHT), Column(0.6)),
        ((line("Thème"),), (line("Contenu"),)),
        (((line("A"),), (table(1, shares=(0.5, 0.5)), figure(YARD, 500))), ((), ())),
        ORIGIN,
    ),
    Heading(1, text("Annexes"), "annex"),
    Heading(4, text("Niveau quatre")),
    CodeBlock("ligne 1\n  <b>", ORIGIN),
)
DOCUMENT = Document(
    title="Compte rendu & suites",
    subtitle="Restaurant, foyer, internat",
    programme="Prêt à déployer",
    reference="lycees/lab-day-1/minutes",
    day=DAY,
    day_label="18 mars 2027",
    status=Status.DRAFT,
    blocks=BLOCKS,
    organisations=("La 27e Région", "Région Centre-Ouest"),
    mentions=("Avec le soutien de la Région.",),
    keywords=("lycée",),
    contents=True,
    cover=True,
    cover_picture=YARD,
)
HEADINGS = [block for block in walk(BLOCKS) if isinstance(block, Heading)]


@pytest.fixture(scope="module")
def reference() -> bytes:
    return word_reference()


@pytest.fixture(scope="module")
def made(reference: bytes) -> bytes:
    pages = tuple(range(3, 3 + len(HEADINGS)))
    return write_word(DOCUMENT, PICTURES, reference=reference, heading_pages=pages)


def write(document: Document, reference: bytes) -> bytes:
    return write_word(document, PICTURES, reference=reference, heading_pages=None)


def only(*blocks: Block) -> Document:
    return replace(DOCUMENT, blocks=blocks, cover=False, cover_picture=None, contents=False)


def styles_used(root: etree._Element) -> set[str]:
    return {str(node.get(f"{W}val")) for node in root.iter(f"{W}pStyle", f"{W}rStyle")}


def table_width(node: etree._Element) -> int:
    return sum(int(column.get(f"{W}w", "0")) for column in node.findall(f"{W}tblGrid/{W}gridCol"))


def test_the_auditor_of_word_files_finds_nothing(
    made: bytes, docx_faults: Callable[[bytes], list[str]]
) -> None:
    assert docx_faults(made) == []


@pytest.mark.parametrize(
    "document",
    [
        replace(DOCUMENT, cover=False, contents=False),
        replace(DOCUMENT, landscape=True, cover=False),
        only(),
        only(Landscape((table(1),)), PageBreak()),
        only(PageBreak(), table(1), PageBreak(), PageBreak()),
    ],
    ids=["without cover", "landscape", "empty", "landscape first", "breaks everywhere"],
)
def test_the_auditor_finds_nothing_in_other_shapes(
    document: Document, reference: bytes, docx_faults: Callable[[bytes], list[str]]
) -> None:
    assert docx_faults(write(document, reference)) == []


def test_the_same_document_gives_the_same_bytes(made: bytes, reference: bytes) -> None:
    pages = tuple(range(3, 3 + len(HEADINGS)))
    again = write_word(DOCUMENT, dict(PICTURES), reference=reference, heading_pages=pages)
    assert again == made


def test_every_word_arrives_as_text(made: bytes) -> None:
    told = words(part(made))
    assert "Texte <w:p>&amp; ]]> <?pret page?> deux fois penché" in told
    for value in ("[À COMPLÉTER : date]", "lien refusé", "sous-point", "— Élève", "P3"):
        assert value in told.replace("\u00a0", " ")
    assert "Note, plus haut" in words(part(made, "word/footnotes.xml"))


def test_nothing_of_our_own_marks_and_stand_ins_is_left(made: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(made)) as container:
        for name in container.namelist():
            if name.endswith(".xml"):
                assert b"<?pret" not in container.read(name)
                assert b"data:image" not in container.read(name)


def test_python_docx_reads_headings_tables_and_properties(made: bytes) -> None:
    read = docx.Document(io.BytesIO(made))
    found = [each.text for each in read.paragraphs if each.style.name.startswith("Heading")]
    assert len(found) == len(HEADINGS)
    assert "\u00a0P3\u00a0\u2002Le préau" in found
    assert read.core_properties.title == "Compte rendu & suites"
    assert read.core_properties.author == "La 27e Région ; Région Centre-Ouest"
    assert read.core_properties.created.isoformat().startswith("2027-03-18T12:00:00")
    assert read.core_properties.language == "fr-FR"


def test_the_file_carries_the_reference_by_which_it_is_recognised(made: bytes) -> None:
    values = {
        str(node.get("name")): "".join(node.itertext())
        for node in part(made, "docProps/custom.xml")
    }
    assert values["pret-reference"] == "lycees/lab-day-1/minutes@0.1"


def test_each_picture_has_its_real_bytes_and_its_alternative_text(made: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(made)) as container:
        media = {container.read(n) for n in container.namelist() if n.startswith("word/media/")}
    assert media == set(PICTURES.values())
    placed = part(made).iter("{*}inline", "{*}anchor")
    frames = [each for each in placed if each.find(".//{*}pic") is not None]
    assert len(frames) == 7
    for frame in frames:
        outer, inner = next(frame.iter("{*}docPr")), next(frame.iter("{*}cNvPr"))
        assert outer.get("descr") == inner.get("descr")
        decorative = next(frame.iter("{*}decorative"), None)
        assert bool(outer.get("descr")) == (decorative is None)


def test_no_picture_is_wider_than_its_page_or_its_cell(made: bytes) -> None:
    root = part(made)
    widths = [int(str(node.get("cx"))) / 36_000 for node in root.iter("{*}extent")]
    page_mm, cell_mm = 297 - 48, 0.6 * 162
    assert max(widths) < page_mm
    assert widths[-1] < cell_mm


def test_captions_are_numbered_in_french_with_fields(made: bytes) -> None:
    root = part(made)
    captions = [
        words(node)
        for node in root.iter(f"{W}p")
        if {"ImageCaption", "TableCaption"} & styles_used(node)
    ]
    assert "Figure\u00a01 – La cour© Lina Moreau" in captions
    assert "Tableau\u00a01 – Dépenses" in captions
    assert "Figure\u00a02 – Le plan© équipe" in captions
    fields = [str(node.get(f"{W}instr")).split()[1] for node in root.iter(f"{W}fldSimple")]
    assert (fields.count("Figure"), fields.count("Tableau")) == (2, 4)


def test_tables_fill_their_section_and_repeat_their_header_row(made: bytes) -> None:
    root = part(made)
    nodes = list(root.iter(f"{W}tbl"))
    portrait, landscape = round(162 * MM), round(249 * MM)
    tops = [round(table_width(node) / 10) for node in nodes]
    assert tops.count(round(landscape / 10)) == 2
    assert tops.count(round(portrait / 10)) == 5
    for node in nodes:
        rows = node.findall(f"{W}tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert node.find(f"{W}tblPr/{W}tblLayout").get(f"{W}type") == "fixed"
        for row in rows:
            cells = [int(c.get(f"{W}w", "0")) for c in row.findall(f"{W}tc/{W}tcPr/{W}tcW")]
            assert sum(cells) == table_width(node)


def test_columns_share_the_width_out_as_the_tree_says(made: bytes) -> None:
    first = next(part(made).iter(f"{W}tbl"))
    widths = [int(node.get(f"{W}w", "0")) for node in first.iter(f"{W}gridCol")]
    assert [round(width / sum(widths), 2) for width in widths] == [0.5, 0.2, 0.3]


def test_a_table_inside_a_cell_is_narrower_than_the_cell(made: bytes) -> None:
    inner = next(node for node in part(made).iter(f"{W}tbl") if node.getparent().tag == f"{W}tc")
    assert 0 < table_width(inner) < 0.6 * 162 * MM


def test_totals_small_text_and_row_heights_reach_the_cells(made: bytes) -> None:
    root = part(made)
    totals = [words(p) for p in root.iter(f"{W}p") if "PretTableTotal" in styles_used(p)]
    assert totals == ["case 2-0", "case 2-1", "case 2-2"]
    assert {"PretTableHeadSmall", "PretTableTextSmall"} <= styles_used(root)
    heights = [int(node.get(f"{W}val", "0")) for node in root.iter(f"{W}trHeight")]
    assert heights == [round(14 * MM)] * 2


def test_every_section_has_its_heads_and_only_the_first_is_a_title_page(made: bytes) -> None:
    sections = list(part(made).iter(f"{W}sectPr"))
    turned = [s.find(f"{W}pgSz").get(f"{W}orient") for s in sections]
    assert turned == [None, "landscape", "landscape", None]
    assert [s.find(f"{W}titlePg") is not None for s in sections] == [True, False, False, False]
    for section in sections:
        kinds = [
            node.tag
            for node in section
            if "Reference" in node.tag and node.get(f"{W}type") == "default"
        ]
        assert kinds == [f"{W}headerReference", f"{W}footerReference"]
        assert section.find(f"{W}footnotePr") is None


def test_heads_and_feet_tell_programme_title_issuer_state_and_page(made: bytes) -> None:
    head = words(part(made, "word/header1.xml"))
    assert head == "Prêt à déployer · Compte rendu & suitesBROUILLON"
    foot = part(made, "word/footer1.xml")
    state = "Document de travail — brouillon, version 0.1"
    whole = f"La 27e Région · {state}Page 1 sur 1Réf. lycees/lab-day-1/minutes"
    assert words(foot) == whole
    fields = [str(node.get(f"{W}instr")).strip() for node in foot.iter(f"{W}fldSimple")]
    assert fields[-3:] == ["PAGE", "NUMPAGES", "DOCPROPERTY pret-document"]


def test_landscape_at_the_end_leaves_no_empty_page(reference: bytes) -> None:
    root = part(write(only(line("Texte"), Landscape((table(1),))), reference))
    sections = [s.find(f"{W}pgSz").get(f"{W}orient") for s in root.iter(f"{W}sectPr")]
    assert sections == [None, "landscape"]


def test_a_page_break_belongs_to_what_follows_it(reference: bytes) -> None:
    root = part(write(only(line("Avant"), PageBreak(), line("Après"), PageBreak()), reference))
    broken = [p for p in root.iter(f"{W}p") if p.find(f"{W}pPr/{W}pageBreakBefore") is not None]
    assert [words(each) for each in broken] == ["Après"]


def test_the_contents_are_filled_in_and_lead_to_the_headings(made: bytes) -> None:
    root = part(made)
    contents = next(root.iter(f"{W}sdt"))
    lines = [words(p) for p in contents.iter(f"{W}p")]
    assert lines == ["Sommaire", "Ce que nous avons vu3", "Images4", "Grille5", "Annexes7"]
    anchors = {node.get(f"{W}anchor") for node in root.iter(f"{W}hyperlink")} - {None}
    assert anchors <= {node.get(f"{W}name") for node in root.iter(f"{W}bookmarkStart")}
    assert not any(node.get(f"{W}dirty") for node in root.iter(f"{W}fldChar"))


def test_without_known_pages_the_contents_show_no_number(reference: bytes) -> None:
    contents = next(part(write(DOCUMENT, reference)).iter(f"{W}sdt"))
    assert [words(p) for p in contents.iter(f"{W}p")][1] == "Ce que nous avons vu"
    assert "PAGEREF" not in "".join(n.text or "" for n in contents.iter(f"{W}instrText"))


def test_pages_for_other_headings_than_those_of_the_document_are_refused(reference: bytes) -> None:
    with pytest.raises(ValueError, match="pages for 1"):
        write_word(DOCUMENT, PICTURES, reference=reference, heading_pages=(3,))


def test_each_kind_of_passage_has_a_style_that_the_file_defines(made: bytes) -> None:
    used = styles_used(part(made))
    defined = {str(s.get(f"{W}styleId")) for s in part(made, "word/styles.xml").iter(f"{W}style")}
    assert used <= defined
    expected = {f"PretCallout{kind.value.title()}" for kind in CalloutKind}
    expected |= {"Quote", "PretAttribution", "ListParagraph", "SourceCode", "PretTitleCover"}
    expected |= {"PretMissing", "PretCredit", "PretLead", "PretTag", "VerbatimChar"}
    assert expected <= used


def test_a_boxed_passage_without_a_title_is_named_after_its_kind(made: bytes) -> None:
    boxed = [
        words(p)
        for p in part(made).iter(f"{W}p")
        if any(style.startswith("PretCallout") for style in styles_used(p))
    ]
    at = boxed.index("Garde-fou")
    assert boxed[at : at + 2] == ["Garde-fou", "Premier."]
    assert "Clé" in boxed


def test_two_boxes_of_one_kind_in_a_row_stay_two_boxes(reference: bytes) -> None:
    box = Callout(CalloutKind.DECISION, (line("Ouvrir."), line("Fermer.")))
    root = part(write(only(box, box), reference))
    edges = [
        p.find(f"{W}pPr/{W}ind").get(f"{W}right")
        for p in root.iter(f"{W}p")
        if "PretCalloutDecision" in styles_used(p)
    ]
    assert len(edges) == 6
    assert len(set(edges[:3])) == len(set(edges[3:])) == 1
    assert edges[0] != edges[3]


def test_a_short_card_keeps_together_and_a_long_one_may_break(reference: bytes) -> None:
    def kept(lines: int) -> int:
        card = Card(Heading(3, text("Fiche")), tuple(line("Texte") for _ in range(lines)))
        root = part(write(only(card), reference))
        return sum(1 for _ in root.iter(f"{W}keepNext"))

    assert kept(4) == 4
    assert kept(60) == 1  # its first words stay with its title


def test_a_card_that_ends_with_a_table_is_not_tied_to_what_follows(reference: bytes) -> None:
    card = Card(Heading(3, text("Fiche")), (line("Texte"), table(2)))
    rows = list(part(write(only(card, line("Suite")), reference)).iter(f"{W}tr"))
    assert [bool(list(row.iter(f"{W}keepNext"))) for row in rows] == [True, True, False]


def test_a_passage_in_another_language_says_so(made: bytes) -> None:
    passages = [
        words(run)
        for run in part(made).iter(f"{W}r")
        if run.find(f"{W}rPr/{W}lang") is not None
        and run.find(f"{W}rPr/{W}lang").get(f"{W}val") == "en-GB"
    ]
    assert passages == ["learning centre"]


def test_word_opens_the_file_in_french_and_not_in_compatibility_mode(made: bytes) -> None:
    modes = [
        node.get(f"{W}val") for node in part(made, "word/settings.xml").iter("{*}compatSetting")
    ]
    assert modes == ["15"]
    defaults = next(part(made, "word/styles.xml").iter(f"{W}lang"))
    assert defaults.get(f"{W}val") == "fr-FR"


def test_a_reference_saved_by_a_french_word_gives_the_same_text(
    made: bytes, reference: bytes
) -> None:
    parts = read_zip(reference)
    french = {"Heading1": "Titre1", "BodyText": "Corpsdetexte", "PretTableText": "Textedetableau"}
    for name in ("word/styles.xml", "word/document.xml"):
        for ours, theirs in french.items():
            parts[name] = parts[name].replace(f'"{ours}"'.encode(), f'"{theirs}"'.encode())
    pages = tuple(range(3, 3 + len(HEADINGS)))
    again = write_word(DOCUMENT, PICTURES, reference=write_zip(parts, DAY), heading_pages=pages)
    assert read_zip(again)["word/document.xml"] == read_zip(made)["word/document.xml"]


def test_characters_that_xml_cannot_carry_are_dropped(
    reference: bytes, docx_faults: Callable[[bytes], list[str]]
) -> None:
    odd = "a\x00b\x07c\ud800d\ufffee"
    document = only(Heading(1, text(odd)), Paragraph((Code(odd, ORIGIN),)), CodeBlock(odd, ORIGIN))
    packed = write(replace(document, title=odd, contents=True), reference)
    assert docx_faults(packed) == []
    assert words(part(packed)).count("abcde") == 5


def test_a_short_title_stands_on_the_line_of_its_only_paragraph(reference: bytes) -> None:
    short = Callout(CalloutKind.INFO, (line("Ouvrir à huit heures."),), text("Conseil"))
    long = replace(
        short,
        title=text(
            "Un lieu ouvert le soir a deux tenants de deux maisons différentes, ou il n’ouvre pas"
        ),
    )
    root = part(write(only(short, long), reference))
    boxed = [words(p) for p in root.iter(f"{W}p") if "PretCalloutInfo" in styles_used(p)]
    assert boxed[0] == "Conseil\u00a0: Ouvrir à huit heures."
    assert boxed[2] == "Ouvrir à huit heures."


def test_the_figures_of_a_gallery_stand_side_by_side(reference: bytes) -> None:
    figures = [each for each in walk(DOCUMENT.blocks) if isinstance(each, Figure)][:2]
    assert len(figures) == 2
    root = part(write(only(Gallery(tuple(figures), 2)), reference))
    rows = [sum(1 for _ in p.iter(f"{W}drawing")) for p in root.iter(f"{W}p")]
    assert max(rows) == 2


def test_a_heading_with_a_page_of_its_own_opens_a_chapter_and_stays_a_heading(
    reference: bytes,
) -> None:
    title = Heading(1, text("Les prototypes"))
    row = (line("Avant"), PageBreak(), title, PageBreak(), line("Après"))
    root = part(write(only(*row), reference))
    found = next(p for p in root.iter(f"{W}p") if words(p) == "Les prototypes")
    assert "Heading1" in styles_used(found)
    assert found.find(f"{W}pPr/{W}pageBreakBefore") is not None
    assert found.find(f"{W}pPr/{W}pBdr/{W}top") is not None


def test_a_programme_that_bears_the_title_is_named_once(reference: bytes) -> None:
    once = replace(DOCUMENT, title=DOCUMENT.programme, status=Status.PUBLISHED)
    made = write(once, reference)
    assert words(part(made, "word/header1.xml")) == DOCUMENT.programme
