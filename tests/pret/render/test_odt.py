"""The ODT writer, on a document that has one of everything."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import openxml_audit
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image
from trees import ORIGIN, Album, figure, line, part, table, text

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
    Footnote,
    Foreign,
    Gallery,
    Heading,
    Inline,
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
from pret.domain.tree_document import Document, Logo, Status
from pret.domain.tree_walk import walk
from pret.render.odt import write_odt
from pret.render.odt_pictures import with_density
from pret.render.odt_xml import NAMESPACES, named
from pret.render.openxml import printable
from pret.render.theme import Theme

ROOT = Path(__file__).parents[3]
THEME = Theme.load(ROOT / "templates/theme.yaml")
PICTURES = Album()
SCHEMA = Path(openxml_audit.__file__).parent / "odf/schemas/odf-1.3"


def drawn(alt: str) -> Picture:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>'
    key = hashlib.sha256(svg).hexdigest()
    PICTURES[key] = svg
    fallback = PICTURES.picture(40, 20, alt, "white", "PNG")
    return Picture(key, 40, 20, alt, media_type="image/svg+xml", fallback_key=fallback.key)


YARD = PICTURES.picture(40, 30, "La cour vue du préau.", "teal")
PLAN = PICTURES.picture(30, 40, "Le plan du rez-de-chaussée.", "red", "PNG")
ORNAMENT = PICTURES.picture(20, 20, "", "gray")
CHART = drawn("Dépenses par poste : trois barres.")


INLINES: tuple[Inline, ...] = (
    *text("Texte <text:p>&amp; ]]> <?office page?> "),
    Styled(Style.EMPHASIS, (Styled(Style.EMPHASIS, text("deux fois penché")),)),
    *(Styled(style, text(f"<{style.value}>")) for style in Style),
    LineBreak(),
    Code("code()", ORIGIN),
    Foreign("en-GB", text("learning centre")),
    Foreign("pas une langue", text("ailleurs")),
    Link("https://example.org/a?b=1&c={d}", text("le carnet")),
    Link("#annex", text("voir les annexes")),
    Link("javascript:alert(1)", text("lien refusé")),
    Link("https://example.org/", (Link("#annex", text("lien dans un lien")),)),
    Footnote(
        (
            Paragraph((*text("Note, "), Link("#seen", text("plus haut")))),
            Heading(2, text("Titre de note")),
            table(1, "Tableau de note"),
            figure(YARD, 20, "Image de note"),
            Paragraph((Footnote((line("note de note"),)),)),
        )
    ),
)
BLOCKS: tuple[Block, ...] = (
    Heading(1, text("Ce que nous avons vu"), "seen"),
    Paragraph(INLINES),
    line("On voit :"),
    BulletList(((line("un"), BulletList(((line("sous-point"),),))), (line("deux"),), ())),
    NumberedList(((line("trois"), table(1)), (line("quatre"),)), start=3),
    line("Après la liste."),
    Quotation((line("« On mange debout. »"),), text("Élève de première")),
    Quotation((line("Sans auteur."),)),
    *(Callout(kind, (line("Premier."), line("Second."))) for kind in CalloutKind),
    Callout(CalloutKind.INFO, (BulletList(((line("dans l’encadré"),),)),), text("Clé")),
    Heading(2, text("Images")),
    figure(YARD, 120, "La cour", "© Lina Moreau"),
    Gallery((figure(PLAN, 60, "Le plan"), figure(YARD, 60, "", "© équipe"))),
    figure(ORNAMENT, 30),
    figure(CHART, 100, "Les dépenses"),
    replace(table(3, "Dépenses"), total_rows=1),
    table(2),
    Landscape((Heading(2, text("Grille")), replace(table(2, "Large"), small=True))),
    Landscape((replace(table(2, "Émargement"), row_height_mm=14.0), figure(YARD, 900))),
    PageBreak(),
    Heading(1, text("Un chapitre")),
    Heading(2, text("Les fiches")),
    Card(Heading(3, text("Le préau")), (line("Texte de la fiche."), table(1)), text("P3")),
    Table(
        text("Cellules riches"),
        (Column(0.4, Align.RIGHT), Column(0.6)),
        ((line("Thème"),), (line("Contenu"),)),
        (((line("A"),), (table(1, shares=(0.5, 0.5)), figure(YARD, 500))), ((), ())),
        ORIGIN,
    ),
    Heading(1, text("Annexes"), "annex"),
    Heading(2, text("Dernier titre")),
    CodeBlock("ligne 1\n  <b>", ORIGIN),
)
DOCUMENT = Document(
    title="Compte rendu & suites",
    subtitle="Restaurant, foyer, internat",
    programme="Prêt à déployer",
    reference="lycees/lab-day-1/minutes",
    day=date(2027, 3, 18),
    day_label="18 mars 2027",
    status=Status.DRAFT,
    blocks=BLOCKS,
    organisations=("La 27e Région", "Région Centre-Ouest"),
    mentions=("Avec le soutien de la Région.",),
    keywords=("lycée", "labo"),
    contents=True,
    cover=True,
    cover_picture=YARD,
    logos=(Logo("La 27e Région", PLAN), Logo("Région Centre-Ouest", None)),
)
HEADINGS = [block for block in walk(BLOCKS) if isinstance(block, Heading)]
PAGES = tuple(range(3, 3 + len(HEADINGS)))


def write(document: Document) -> bytes:
    return write_odt(document, PICTURES, THEME, heading_pages=None)


def only(*blocks: Block) -> Document:
    plain = replace(DOCUMENT, blocks=blocks, cover=False, cover_picture=None, contents=False)
    return replace(plain, logos=())


@pytest.fixture(scope="module")
def made() -> bytes:
    return write_odt(DOCUMENT, PICTURES, THEME, heading_pages=PAGES)


@pytest.fixture(scope="module")
def schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(SCHEMA / "OpenDocument-v1.3-schema.rng"))


def found(packed: bytes, path: str, name: str = "content.xml") -> list[etree._Element]:
    return part(packed, name).xpath(path, namespaces=NAMESPACES)


def said(node: etree._Element) -> str:
    """Return what a reader sees of an element: its spaces, tabs and line breaks included."""
    signs = {"s": " ", "tab": "\t", "line-break": "\n"}

    def pieces(of: etree._Element) -> Iterator[str]:
        local = etree.QName(of).localname
        if local in signs:
            yield signs[local] * int(of.get(named("text:c"), "1"))
        yield of.text or ""
        for child in of:
            yield from pieces(child)
            yield child.tail or ""

    return "".join(pieces(node))


def style_chain(packed: bytes, style: str) -> list[str]:
    """Return the names of a paragraph's style and of those that it is based on."""
    path = f"//style:style[@style:name='{style}']/@style:parent-style-name"
    above = found(packed, path) or found(packed, path, "styles.xml")
    return [style, *(style_chain(packed, str(above[0])) if above else [])]


FACE = figure(YARD, 28, credit="© Lina Moreau")
WORDS = (line("Compte les chaises."), line("Et les marches."))
BESIDE = (
    Card(Heading(3, text("Inès")), (FACE, *WORDS)),
    Quotation((FACE, line("Arrêté, chez moi.")), text("Karim")),
    line("Ce qui suit."),
)


OTHER_SHAPES = [
    replace(DOCUMENT, cover=False, contents=False),
    replace(DOCUMENT, landscape=True, cover=False, status=Status.PUBLISHED),
    replace(DOCUMENT, organisations=(), mentions=(), programme="Compte rendu & suites"),
    only(),
    only(Landscape((table(1),)), PageBreak(), line("fin")),
    only(PageBreak(), table(1), PageBreak(), PageBreak()),
    only(NumberedList(((table(1),), (line("a"), table(1), line("b"))), start=0)),
    only(*BESIDE),
]
SHAPE_IDS = [
    "no cover",
    "landscape",
    "no names",
    "empty",
    "landscape first",
    "breaks",
    "lists",
    "portraits",
]


@pytest.mark.parametrize("document", [DOCUMENT, *OTHER_SHAPES], ids=["all", *SHAPE_IDS])
def test_every_part_is_valid_against_the_schema_of_opendocument_1_3(
    document: Document, schema: etree.RelaxNG
) -> None:
    packed = write(document)
    for name in ("content.xml", "styles.xml", "meta.xml", "settings.xml"):
        root = part(packed, name)
        for node in root.iter("*"):  # LibreOffice's extension: the standard allows foreign ones
            node.attrib.pop(named("loext:decorative"), None)
            node.attrib.pop(named("loext:clear"), None)
        assert schema.validate(root), schema.error_log


def test_the_manifest_is_valid_and_lists_every_part(made: bytes) -> None:
    manifest = part(made, "META-INF/manifest.xml")
    schema = etree.RelaxNG(etree.parse(SCHEMA / "OpenDocument-v1.3-manifest-schema.rng"))
    assert schema.validate(manifest), schema.error_log
    listed = {str(node.get(named("manifest:full-path"))) for node in manifest}
    with zipfile.ZipFile(io.BytesIO(made)) as container:
        names = set(container.namelist())
    assert listed == names - {"mimetype", "META-INF/manifest.xml"} | {"/"}


@pytest.mark.parametrize("document", [DOCUMENT, *OTHER_SHAPES], ids=["all", *SHAPE_IDS])
def test_the_auditor_of_open_documents_finds_nothing(
    document: Document, odt_faults: Callable[[bytes], list[str]]
) -> None:
    assert odt_faults(write(document)) == []


def test_the_media_type_comes_first_and_is_stored(made: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(made)) as container:
        first = container.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert container.read("mimetype") == b"application/vnd.oasis.opendocument.text"
    assert made[30:38] == b"mimetype"


def test_the_same_document_gives_the_same_bytes(made: bytes) -> None:
    assert write_odt(DOCUMENT, dict(PICTURES), THEME, heading_pages=lambda: PAGES) == made


def test_the_file_says_what_it_is(made: bytes) -> None:
    told = {
        etree.QName(node).localname: node.text
        for node in found(made, "//office:meta/*[not(self::meta:user-defined)]", "meta.xml")
    }
    assert told["generator"] == "Prêt"
    assert (told["title"], told["subject"]) == ("Compte rendu & suites", "Prêt à déployer")
    assert (told["language"], told["creation-date"]) == ("fr-FR", "2027-03-18T12:00:00")
    assert len(found(made, "//meta:keyword", "meta.xml")) == 2
    own = {
        str(node.get(named("meta:name"))): node.text
        for node in found(made, "//meta:user-defined", "meta.xml")
    }
    assert own["pret-reference"] == "lycees/lab-day-1/minutes@0.1"
    assert own["pret-status"] == "Document de travail — brouillon, version 0.1"


def test_every_picture_has_its_bytes_and_its_alternative_text(made: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(made)) as container:
        names = [name for name in container.namelist() if name.startswith("Pictures/")]
        held = {container.read(name) for name in names}
    shown = {YARD, PLAN, ORNAMENT, CHART}
    real = {PICTURES[each.key] for each in shown} | {PICTURES[CHART.fallback_key]}
    assert held == {with_density(each) if each == PICTURES[YARD.key] else each for each in real}
    frames = found(made, "//draw:frame[draw:image]")
    assert len(frames) == 9
    for frame in frames:
        alt = frame.findtext(named("svg:desc"))
        assert bool(alt) == (frame.get(named("loext:decorative")) is None)
    alts = {frame.findtext(named("svg:desc")) for frame in frames}
    assert alts == {YARD.alt, PLAN.alt, CHART.alt, None}


def test_a_drawn_figure_comes_as_vectors_first_then_as_points(made: bytes) -> None:
    frame = found(made, f"//draw:frame[svg:desc='{CHART.alt}']")[0]
    kinds = [image.get(named("draw:mime-type")) for image in frame.iter(named("draw:image"))]
    assert kinds == ["image/svg+xml", "image/png"]


def test_no_picture_is_wider_than_its_page_or_its_cell(made: bytes) -> None:
    widths = [
        float(str(frame.get(named("svg:width"))).removesuffix("mm"))
        for frame in found(made, "//draw:frame")
    ]
    assert max(widths) <= 297 - 2 * THEME.page.margin_side_mm
    assert widths[-1] < 0.6 * (210 - 2 * THEME.page.margin_side_mm)


def test_captions_are_numbered_in_french_with_fields(made: bytes) -> None:
    captions = [said(node) for node in found(made, "//text:p[.//text:sequence]")]
    assert "Figure\u00a01 – La cour\n© Lina Moreau" in captions
    assert "Figure\u00a03 – Les dépenses" in captions
    assert "Tableau\u00a02 – Large" in captions
    names = [node.get(named("text:name")) for node in found(made, "//text:sequence")]
    assert (names.count("Figure"), names.count("Tableau")) == (3, 4)
    formulas = {node.get(named("text:formula")) for node in found(made, "//text:sequence")}
    assert formulas == {"ooow:Figure+1", "ooow:Tableau+1"}


def test_every_table_repeats_its_header_row_and_fills_its_place(made: bytes) -> None:
    tables = found(made, "//table:table")
    assert len(tables) == 8
    for node in tables:
        assert len(node.findall(f"{named('table:table-header-rows')}/*")) == 1
    widths = found(made, "//style:table-properties/@style:width")
    assert {"162.00mm", "249.00mm"} <= set(map(str, widths))


def test_the_columns_of_a_table_share_its_width_out(made: bytes) -> None:
    node = found(made, "//table:table[.//text:p='case 2-0']")[0]
    names = [each.get(named("table:style-name")) for each in node.iter(named("table:table-column"))]
    widths = [found(made, f"//style:style[@style:name='{name}']/*")[0] for name in names]
    sizes = [
        float(str(each.get(named("style:column-width"))).removesuffix("mm")) for each in widths
    ]
    assert sizes == [81.0, 32.4, 48.6]


def test_totals_are_bold_and_signature_rows_are_tall(made: bytes) -> None:
    total = found(made, "//text:p[.='case 2-0']/@text:style-name")[0]
    assert str(total) == "Total_20_de_20_tableau"
    heights = found(made, "//style:table-row-properties/@style:min-row-height")
    assert [str(each) for each in heights] == ["14.00mm"]


def test_pages_turn_where_the_document_says_and_turn_back(made: bytes) -> None:
    masters = {
        str(node.get(named("style:name"))): str(node.get(named("style:master-page-name")))
        for node in found(made, "//style:style[@style:master-page-name]")
    }
    used = found(made, "//office:text//@text:style-name | //office:text//@table:style-name")
    turns = [masters[name] for name in map(str, used) if name in masters]
    landscape = "Page_20_paysage"
    assert turns == ["Couverture", "Page", landscape, landscape, "Page"]
    pages = {
        str(node.get(named("style:name"))): str(node.get(named("style:page-layout-name")))
        for node in found(made, "//style:master-page", "styles.xml")
    }
    assert set(turns) <= set(pages)
    layout = f"//style:page-layout[@style:name='{pages[landscape]}']/*"
    size = found(made, layout, "styles.xml")[0]
    assert size.get(named("fo:page-width")) == "297.00mm"


def test_a_page_break_is_borne_by_what_follows_it(made: bytes) -> None:
    breaks = found(made, "//style:style[*/@fo:break-before='page']/@style:name")
    broken = [
        said(node)
        for name in map(str, breaks)
        for node in found(made, f"//office:text/*[@text:style-name='{name}']")
    ]
    assert broken == [HEADINGS[0].content[0].value]  # type: ignore[union-attr]
    packed = write(only(line("avant"), PageBreak(), Heading(1, text("Un chapitre")), PageBreak()))
    style = str(found(packed, "//text:h/@text:style-name")[0])
    assert found(packed, f"//style:style[@style:name='{style}']/*/@fo:break-before") == ["page"]
    assert style_chain(packed, style)[1:3] == ["Chapitre", "Heading_20_1"]


def test_heads_and_feet_say_title_status_reference_and_page(made: bytes) -> None:
    page = found(made, "//style:master-page[@style:name='Page']", "styles.xml")[0]
    head, foot = (said(each) for each in page)
    assert head.removeprefix("BROUILLON") == (
        "Prêt à déployer · Compte rendu & suites\tDocument de travail — brouillon, version 0.1"
    )
    assert "page 1 sur 1" in foot
    assert "lycees/lab-day-1/minutes" in foot
    fields = {etree.QName(node).localname for node in page.iter("*")}
    assert {"title", "subject", "page-number", "page-count", "user-defined"} <= fields


def test_a_published_document_bears_no_mark_of_a_draft() -> None:
    packed = write(replace(DOCUMENT, status=Status.PUBLISHED))
    told = "".join([*part(packed, "styles.xml").itertext(), *part(packed).itertext()])
    assert "brouillon" not in told.lower().replace(f"<{Style.MISSING.value}>", "")
    assert found(packed, "//draw:custom-shape", "styles.xml") == []


def test_a_draft_bears_its_word_across_every_page_and_on_its_cover(made: bytes) -> None:
    words = [said(each) for each in found(made, "//style:header//draw:custom-shape", "styles.xml")]
    assert words == ["BROUILLON"] * 4  # upright and turned, first page or not
    tags = found(made, "//text:span[@text:style-name='Étiquette_20_de_20_brouillon']")
    assert [said(each).strip("\u00a0") for each in tags] == ["BROUILLON"]


def test_the_cover_is_filled_to_the_edges_by_its_picture_cropped_not_stretched(made: bytes) -> None:
    frame = found(made, "//draw:frame")[0]
    wide, high = (
        float(str(frame.get(named(f"svg:{side}"))).removesuffix("mm"))
        for side in ("width", "height")
    )
    assert wide == 210
    style = frame.get(named("draw:style-name"))
    clip = str(found(made, f"//style:style[@style:name='{style}']/*/@fo:clip")[0])
    top, right, bottom, left = (float(each) for each in re.findall(r"[\d.]+(?=mm)", clip))
    px_mm = 25.4 / 96
    shown = (YARD.width_px * px_mm - left - right) / (YARD.height_px * px_mm - top - bottom)
    assert shown == pytest.approx(wide / high, rel=0.01)
    page = found(made, "//style:page-layout[contains(@style:name, 'Couverture')]/*", "styles.xml")
    assert page[0].get(named("fo:margin-left")) == "0.00mm"


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_cropped_picture_tells_its_density_and_keeps_its_points(kind: str) -> None:
    shown = PICTURES.picture(50, 40, "Un plan.", "navy", kind)
    packed = write(replace(DOCUMENT, cover_picture=shown))
    with zipfile.ZipFile(io.BytesIO(packed)) as container:
        name = next(each for each in container.namelist() if shown.key in each)
        content = container.read(name)
    with (
        Image.open(io.BytesIO(content)) as read,
        Image.open(io.BytesIO(PICTURES[shown.key])) as own,
    ):
        assert [round(each) for each in read.info["dpi"]] == [96, 96]
        assert read.tobytes() == own.tobytes()


def test_the_contents_list_the_headings_with_their_pages_and_links(made: bytes) -> None:
    entries = found(made, "//text:index-body/text:p")
    listed = [(heading, page) for heading, page in zip(HEADINGS, PAGES, strict=True)]
    wanted = [
        f"{heading.content[0].value}\t{page}"  # type: ignore[union-attr]
        for heading, page in listed
        if heading.level <= 2
    ]
    assert [said(entry) for entry in entries] == wanted
    marks = set(map(str, found(made, "//text:bookmark-start/@text:name")))
    for entry in entries:
        assert entry[0].get(named("xlink:href"), "").removeprefix("#") in marks


def test_headings_keep_their_level_and_are_in_the_outline(made: bytes) -> None:
    levels = [int(str(each)) for each in found(made, "//text:h/@text:outline-level")]
    assert levels == [heading.level for heading in HEADINGS]
    for node in found(made, "//text:h"):
        chain = style_chain(made, str(node.get(named("text:style-name"))))
        assert f"Heading_20_{node.get(named('text:outline-level'))}" in chain


def test_links_go_to_addresses_and_headings_and_nowhere_else(made: bytes) -> None:
    links = {
        said(node): node.get(named("xlink:href"))
        for node in found(made, "//text:a[not(ancestor::text:table-of-content)]")
    }
    annex = len(HEADINGS) - 1
    assert links["voir les annexes"] == f"#titre-{annex}"
    assert links["plus haut"] == "#titre-1"
    assert links["le carnet"] == "https://example.org/a?b=1&c=%7Bd%7D"
    assert links["lien dans un lien"] == "https://example.org/"
    assert "lien refusé" not in links


def test_foreign_passages_tell_their_language(made: bytes) -> None:
    name = found(made, "//text:span[.='learning centre']/@text:style-name")[0]
    own = found(made, f"//style:style[@style:name='{name}']/style:text-properties")[0]
    assert own.get(named("fo:language")) == "en"
    assert own.get(named("fo:country")) == "GB"
    default = found(made, "//style:default-style//@fo:language", "styles.xml")
    assert [str(each) for each in default] == ["fr"]


def test_a_note_holds_all_of_its_words(made: bytes) -> None:
    note = found(made, "//text:note")
    assert len(note) == 1
    told = said(note[0])
    for value in (
        "Note, plus haut",
        "Titre de note",
        "case 0-2",
        "Image de note",
        "(note de note)",
    ):
        assert value in told


def test_a_list_starts_at_its_number_and_goes_on_after_a_table(made: bytes) -> None:
    starts = found(made, "//text:list-item/@text:start-value")
    assert [str(each) for each in starts] == ["3"]
    goes_on = found(made, "//table:table/following-sibling::*[1][@text:continue-numbering='true']")
    assert said(goes_on[0]) == "quatre"


def test_a_logo_that_nobody_gave_is_said(made: bytes) -> None:
    marks = found(made, "//text:span[@text:style-name='À_20_compléter']")
    assert "[À COMPLÉTER\u00a0: logo (Région Centre-Ouest)]" in [said(each) for each in marks]


def test_logos_mentions_and_state_stand_at_the_foot_of_the_cover() -> None:
    packed = write(replace(DOCUMENT, mentions=("Avec la Région",)))
    (box,) = found(packed, "//draw:text-box")
    assert [each.get(named("text:style-name")) for each in box] == [
        "Couverture_20_logos",
        "Couverture_20_mention",
        "Référence_20_et_20_statut",
    ]
    frame = box.getparent()
    style = frame.get(named("draw:style-name"))
    (look,) = found(packed, f"//style:style[@style:name='{style}']/style:graphic-properties")
    assert look.get(named("style:vertical-pos")) == "bottom"
    assert look.get(named("style:vertical-rel")) == "page"
    # The frame goes with the last words of the cover: the next paragraph opens the next page.
    assert said(frame.getparent()).endswith(DOCUMENT.organisations[-1])


def test_a_portrait_stands_beside_the_words_that_it_goes_with() -> None:
    packed = write(only(*BESIDE))
    text_of = found(packed, "//office:text/*[self::text:p or self::text:h]")
    order = [said(each).removeprefix(YARD.alt) for each in text_of]
    face = "© Lina Moreau"
    words = ["Inès", "Compte les chaises.", "Et les marches."]
    quoted = ["Arrêté, chez moi.", "—\u00a0Karim"]
    # The frame stands in a line of its own: no heading holds it; what follows is under both.
    assert order[order.index(face) :] == [face, *words, "\n", face, *quoted, "\n", "Ce qui suit."]
    breaks = found(packed, "//text:line-break")
    assert [each.get(named("loext:clear")) for each in breaks] == ["all", "all"]
    for frame in found(packed, "//draw:frame[draw:text-box]"):
        style = frame.get(named("draw:style-name"))
        (look,) = found(packed, f"//style:style[@style:name='{style}']/style:graphic-properties")
        assert look.get(named("style:wrap")) == "right"
        assert frame.get(named("svg:width")) == "28.00mm"
        (image,) = frame.iter(named("draw:image"))
        shown = image.getparent()
        assert (shown.get(named("svg:width")), shown.get(named("svg:height"))) == (
            "28.00mm",
            "37.33mm",
        )


@pytest.mark.parametrize(("width_mm", "beside"), [(78, True), (110, False)])
def test_the_only_small_picture_of_a_sheet_stands_beside_its_words(
    width_mm: float, beside: bool
) -> None:
    blocks = (line("Compte."), figure(YARD, width_mm, "Au guichet"), line("Vu."))
    boxes = found(write(only(Card(Heading(3, text("Marges")), blocks))), "//draw:text-box")
    shown = [said(each[-1]) for each in boxes]
    assert shown == (["Figure\u00a01 – Au guichet"] if beside else [])
    sizes = [
        [each.get(named(f"svg:{side}")) for side in ("width", "height")]
        for box in boxes
        for each in box.iter(named("draw:frame"))
    ]
    assert sizes == ([["54.00mm", "40.50mm"]] if beside else [])


def opening(width_px: int, height_px: int) -> tuple[Block, ...]:
    """Return a chapter that opens with a picture, after other words."""
    shown = figure(
        PICTURES.picture(width_px, height_px, "La vallée.", "green"), 162, "Trois lycées"
    )
    bleed = replace(shown, bleed=True)
    return (line("Avant."), PageBreak(), Heading(1, text("Terrains")), bleed, line("Après."))


def look_of(packed: bytes, node: etree._Element, attribute: str, kind: str) -> etree._Element:
    """Return the properties of the automatic style that an element names."""
    style = node.get(named(attribute))
    (look,) = found(packed, f"//style:style[@style:name='{style}']/style:{kind}-properties")
    return look


@pytest.mark.parametrize(
    ("size_px", "shown"), [((2100, 1400), "140.00mm"), ((2100, 2800), "198.00mm")]
)
def test_a_picture_that_opens_a_chapter_spans_its_page(
    size_px: tuple[int, int], shown: str
) -> None:
    packed = write(only(*opening(*size_px)))
    (frame,) = found(packed, "//draw:frame")
    sides = [frame.get(named(f"svg:{side}")) for side in ("width", "height")]
    assert sides == ["210.00mm", shown]
    look = look_of(packed, frame, "draw:style-name", "graphic")
    assert {look.get(named(f"style:{axis}-rel")) for axis in ("vertical", "horizontal")} == {"page"}
    # Its title comes first for whoever has the document read; what follows has the next page.
    title, host, caption, after = found(packed, "//text:h | //text:h/following-sibling::*")
    assert [each.tag for each in host] == [named("draw:frame")]
    assert said(caption).startswith("Figure")
    breaks = [look_of(packed, each, "text:style-name", "paragraph") for each in (title, after)]
    assert [each.get(named("fo:break-before")) for each in breaks] == ["page", "page"]


def test_a_picture_with_few_points_is_not_blown_up_to_its_page() -> None:
    (frame,) = found(write(only(*opening(1280, 960))), "//draw:frame")
    assert frame.get(named("text:anchor-type")) == "as-char"


TITLE = Heading(2, text("Terrains"))
STARTED = {
    "a break": only(line("Avant."), PageBreak(), TITLE, line("Vu.")),
    "a turned page": only(line("Avant."), Landscape((TITLE, line("Vu.")))),
    "after a turned page": only(Landscape((line("Large."),)), TITLE, line("Vu.")),
    "after the contents": replace(DOCUMENT, blocks=(TITLE, line("Vu."))),
}


@pytest.mark.parametrize("document", STARTED.values(), ids=STARTED)
def test_what_starts_a_page_stands_at_its_top(document: Document) -> None:
    """LibreOffice wants both distances of a paragraph told, or loses the other."""
    packed = write(document)
    (title,) = found(packed, "//text:h")
    look = look_of(packed, title, "text:style-name", "paragraph")
    assert look.get(named("fo:margin-top")) == "0pt"
    assert look.get(named("fo:margin-bottom")) == "3pt"


@pytest.mark.parametrize(
    ("contents", "order"),
    [(True, ["Petits caractères", "Texte"]), (False, ["Texte", "Petits caractères"])],
)
def test_the_small_print_that_ends_a_document_stands_under_its_contents(
    contents: bool, order: list[str]
) -> None:
    small = Paragraph((Styled(Style.CREDIT, text("Petits caractères")),))
    blocks = (Heading(1, text("Vu")), line("Texte"), small)
    packed = write(replace(DOCUMENT, contents=contents, blocks=blocks))
    told = [said(each) for each in found(packed, "//office:text/text:p")]
    assert [each for each in told if each in order] == order


def test_the_contents_stand_at_the_top_of_their_page() -> None:
    packed = write(DOCUMENT)
    (title,) = found(packed, "//text:index-title/text:p")
    look = look_of(packed, title, "text:style-name", "paragraph")
    assert look.get(named("fo:margin-top")) == "0pt"


def test_in_a_cell_a_portrait_stays_above_the_words() -> None:
    cells = ((BESIDE[1],), (line("Oui"),))
    columns = (Column(0.5), Column(0.5))
    told = Table((), columns, ((line("Dit"),), (line("Vu"),)), (cells,), ORIGIN)
    assert found(write(only(told)), "//draw:text-box") == []


def test_every_style_that_is_used_exists(made: bytes) -> None:
    attributes = "@text:style-name | //@table:style-name | //@style:parent-style-name"
    used = set(map(str, found(made, f"//{attributes} | //@draw:style-name")))
    used |= set(map(str, found(made, f"//{attributes}", "styles.xml")))
    names = "//@style:name"
    assert used <= set(map(str, found(made, names) + found(made, names, "styles.xml")))


def test_looks_are_in_named_styles_only(made: bytes) -> None:
    """An expert restyles the text from the named styles: automatic ones set no letters."""
    letters = found(made, "//office:automatic-styles//style:text-properties")
    assert {key for each in letters for key in each.attrib} == {
        named("fo:language"),
        named("fo:country"),
    }


TYPED = st.text(st.sampled_from(" \t\n\r\u00a0ab<&\x00\ud800") | st.characters())


@given(st.lists(TYPED, min_size=1, max_size=3))
@example(["a  b", " c ", "d\r\n e"])
def test_whatever_is_typed_arrives_as_the_same_text(values: list[str]) -> None:
    """Words, spaces, tabs and line breaks; what XML cannot carry is dropped, as in Word."""
    runs = tuple(Text(value, ORIGIN) for value in values)
    document = only(
        Paragraph(runs), BulletList(((Paragraph(runs),),)), CodeBlock(values[0], ORIGIN)
    )
    packed = write(document)
    body = found(packed, "//office:text")[0]
    wanted = "".join(printable(value) for value in values)
    texts = [said(node) for node in body.iter(named("text:p"))]
    assert texts[-3:-1] == [_lines(wanted, values)] * 2
    assert texts[-1] == _lines(printable(values[0]), values[:1])
    for run in body.itertext():  # a program that reads the file may drop all other spaces
        assert "  " not in run
        assert run == run.strip(" ")


def _lines(wanted: str, values: list[str]) -> str:
    """Return text with each run's line ends as one sign."""
    runs = [printable(value).replace("\r\n", "\n").replace("\r", "\n") for value in values]
    return "".join(runs)


def test_a_text_never_ends_on_a_table() -> None:
    end = "//office:text/*[last()]"
    last = found(write(only(line("Avant"), table(2))), end)[0]
    assert (last.tag, said(last)) == (named("text:p"), "")
    assert said(found(write(only(table(2), line("Après"))), end)[0]) == "Après"
