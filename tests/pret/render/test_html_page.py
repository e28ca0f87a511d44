"""Documents as web pages: parsed as a browser does, and held against what the tree says."""

from __future__ import annotations

import base64
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from pret.domain.origins import Origin, OriginKind
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
from pret.domain.tree_document import Document, Logo, Status, pictures
from pret.errors import TemplateError
from pret.render.html_page import HtmlWriter, summary
from pret.render.theme import Theme

TEMPLATES = Path(__file__).parents[3] / "templates"
THEME = Theme.load(TEMPLATES / "theme.yaml")
WRITER = HtmlWriter(TEMPLATES, THEME)
HERE = Origin(OriginKind.TEMPLATE, "documents/essai.md.j2")
PHOTO = Picture("a" * 64, 1600, 1200, "La cour, vue du préau")
DRAWN = Picture("b" * 64, 800, 400, "Le calendrier", media_type="image/svg+xml")
#: Some of what people paste: the markup of everything that we write with, and odd characters.
PIECES = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "</style>",
        "-->",
        "&amp;",
        "&eacute;",
        '"',
        "'",
        "]]>",
        "{{ x }}",
        "{% raw %}",
        "\x00",
        "\x0b",
        "\r\n",
        "\u202f",
        "\u2028",
        "\ufeff",
        "מִלָּה",
        "👩🏽‍🌾",
        "\ud800",
        "<",
        "\x85",
    ]
)
TYPED = st.lists(st.text(max_size=8) | PIECES, min_size=1, max_size=6).map("".join).filter(bool)


def text(value: str) -> tuple[Text, ...]:
    return (Text(value, HERE),)


def paragraph(value: str) -> Paragraph:
    return Paragraph(text(value))


def figure(picture: Picture = PHOTO, caption: str = "La cour", *, bleed: bool = False) -> Figure:
    words = text(caption) if caption else ()
    return Figure(picture, words, text("© Les résidents"), 162, HERE, bleed)


def table(columns: int = 2, caption: str = "Les lieux", totals: int = 0) -> Table:
    cells = tuple((paragraph(f"case {rank}"),) for rank in range(columns))
    head = tuple((paragraph(f"Colonne {rank}"),) for rank in range(columns))
    widths = (Column(1 / columns, Align.RIGHT),) * columns
    words = text(caption) if caption else ()
    return Table(words, widths, head, (cells, cells), HERE, total_rows=totals)


def document(*blocks: Block) -> Document:
    return Document(
        title="Un titre & <un autre>",
        subtitle="Sous-titre",
        programme="Le lycée ouvert",
        reference="lycees/essai",
        day=date(2027, 3, 12),
        day_label="vendredi 12 mars 2027",
        status=Status.IN_REVIEW,
        blocks=blocks,
        organisations=("Conseil régional",),
        mentions=("Avec le soutien du Conseil régional",),
    )


def page(made: Document) -> html.HtmlElement:
    images = {picture.key: f"<{picture.key}>".encode() for picture in pictures(made)}
    content = WRITER.write(made, images)
    assert content == HtmlWriter(TEMPLATES, THEME).write(made, images)
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    return html.document_fromstring(content, parser=parser)


def said(element: html.HtmlElement) -> str:
    return str(element.text_content())


def body(*blocks: Block) -> html.HtmlElement:
    return page(document(*blocks)).find_class("body")[0]


FULL = replace(
    document(
        PageBreak(),
        Heading(1, (*text("Le 1"), Styled(Style.SUPERSCRIPT, text("er"))), "s-un"),
        figure(bleed=True),
        Paragraph(
            (
                *text("Voir "),
                Link("#s-deux", text("plus loin")),
                Footnote((paragraph("Une note."), BulletList(((paragraph("un point"),),)))),
                Link("https://exemple.fr/?a=1&b=2", text("le site")),
                Foreign("en", text("lab")),
                LineBreak(),
                Code("x < y", HERE),
            )
        ),
        Heading(2, text("Dedans"), "s-dedans"),
        Callout(CalloutKind.DECISION, (paragraph("Acheter."),), text("Ce qui est dit")),
        Quotation((paragraph("Je reste."),), text("Une élève")),
        Gallery((figure(DRAWN, "Le temps"), figure()), 2),
        Heading(1, text("Deux"), "s-deux"),
        Landscape((table(6), table(2, "Le total", 1))),
        Card(Heading(2, text("Le banc"), "s-banc"), (paragraph("Un banc."),), text("P1")),
        NumberedList(((paragraph("un"), paragraph("suite")),), 3),
        CodeBlock("\n  deux\nlignes", HERE),
    ),
    contents=True,
    cover=True,
    cover_picture=PHOTO,
    logos=(Logo("Conseil régional", replace(PHOTO, key="c" * 64)),),
)


def test_a_page_loads_nothing_and_runs_nothing() -> None:
    tree = page(FULL)
    (policy,) = (each.get("content") for each in tree.iter("meta") if each.get("http-equiv"))
    assert policy is not None
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert not list(tree.iter("script", "link", "iframe", "object", "embed", "base", "form"))
    assert {each.get("src", "").partition(":")[0] for each in tree.iter("img")} == {"data"}
    assert "url(" not in said(next(tree.iter("style")))
    assert "@import" not in said(next(tree.iter("style")))
    assert not [key for each in tree.iter("*") for key in each.attrib if key.startswith("on")]


def test_a_page_has_its_landmarks_and_a_way_to_the_content() -> None:
    tree = page(FULL)
    assert tree.get("lang") == "fr-FR"
    for name in ("header", "main", "footer"):
        assert len(tree.body.findall(name)) == 1
    assert [each.get("aria-labelledby") for each in tree.iter("nav")] == ["sommaire"]
    first = next(tree.body.iter("a"))
    assert first.get("href") == "#contenu"
    assert tree.get_element_by_id("contenu").tag == "main"
    assert [said(each) for each in tree.iter("h1")] == ["Un titre & <un autre>"]
    assert said(next(tree.iter("title"))) == "Un titre & <un autre> — Le lycée ouvert"
    (day,) = tree.iter("time")
    assert (day.get("datetime"), said(day)) == ("2027-03-12", "vendredi 12 mars 2027")


def test_the_first_of_a_month_is_raised_and_the_day_is_text_still() -> None:
    (day,) = page(replace(document(), day_label="1er juin <2027>")).xpath("//time")
    assert [each.text for each in day.iter("sup")] == ["er"]
    assert day.text_content() == "1er juin <2027>"


def test_headings_follow_each_other_without_a_gap() -> None:
    levels = [int(each.tag[1]) for each in page(FULL).iter("h1", "h2", "h3", "h4", "h5")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_ids_are_unique_and_every_link_inside_the_page_leads_somewhere() -> None:
    tree = page(FULL)
    ids = [each.get("id") for each in tree.iter("*") if each.get("id")]
    assert len(ids) == len(set(ids))
    inner = [href[1:] for each in tree.iter("a") if (href := each.get("href", "")).startswith("#")]
    assert len(inner) >= 6
    assert set(inner) <= set(ids)
    named = [each.get("aria-labelledby") for each in tree.iter("*") if each.get("aria-labelledby")]
    assert set(named) <= set(ids)


def test_a_page_has_none_of_the_faults_that_every_page_is_held_against(
    html_faults: Callable[[bytes], list[str]],
) -> None:
    images = {picture.key: b"<svg/>" for picture in pictures(FULL)}
    content = WRITER.write(FULL, images)
    assert html_faults(content) == []
    spoilt = (
        content.replace(b' alt="Le calendrier"', b"")
        .replace(b'scope="col"', b"")
        .replace(b'id="s-deux"', b'id="s-un"')
        .replace(b"<h3", b"<h4")
        .replace(b"default-src", b"img-src")
        .replace(b"</main>", b'<script src="x.js"></script></main>')
    )
    assert len(html_faults(spoilt)) == 7


def test_an_id_given_twice_stays_on_the_first_heading() -> None:
    heading = Heading(1, text("Titre"), "s-la")
    assert [each.get("id") for each in body(heading, heading).iter("h2")] == ["s-la", None]


def test_contents_say_the_headings_without_their_notes() -> None:
    noted = Heading(1, (*text("Le titre"), Footnote((paragraph("Une note."),))), "s-la")
    tree = page(replace(document(noted), contents=True))
    (nav,) = tree.iter("nav")
    assert [said(each) for each in nav.iter("a")] == ["Le titre"]
    assert len(tree.xpath("//*[@role='doc-noteref']")) == 1
    (nav,) = page(FULL).iter("nav")
    assert [said(each) for each in nav.iter("a")] == ["Le 1er", "Deux"]


def test_contents_hold_the_second_level_inside_the_first() -> None:
    titles = [(1, "Un"), (2, "Dedans"), (3, "Plus bas"), (2, "Encore"), (1, "Deux")]
    headings = (Heading(level, text(title), f"s-{title}") for level, title in titles)
    (nav,) = page(replace(document(*headings), contents=True)).iter("nav")
    top = nav.findall("ol/li")
    assert [said(each[0]) for each in top] == ["Un", "Deux"]
    assert [said(each) for each in top[0].iterfind("ol/li/a")] == ["Dedans", "Encore"]


def test_a_note_and_its_call_lead_to_each_other() -> None:
    inner = Footnote((Paragraph((*text("Première"), Footnote((paragraph("Seconde"),)))),))
    tree = page(document(Paragraph((*text("Mot"), inner))))
    calls = tree.xpath("//*[@role='doc-noteref']")
    notes = tree.xpath("//*[@role='doc-footnote']")
    backs = tree.xpath("//*[@role='doc-backlink']")
    assert [each.get("href") for each in calls] == ["#note-1", "#note-2"]
    assert [each.get("id") for each in notes] == ["note-1", "note-2"]
    assert [each.get("href")[1:] for each in backs] == [each.get("id") for each in calls]
    assert "Seconde" in said(notes[1])


def test_figures_and_tables_are_numbered_as_in_the_pdf() -> None:
    made = body(figure(), figure(caption=""), figure(), table(), table(caption=""), table())
    assert [said(each) for each in made.iter("figcaption")] == [
        "Figure\u00a01 – La cour © Les résidents",
        "© Les résidents",
        "Figure\u00a02 – La cour © Les résidents",
    ]
    assert [said(each) for each in made.iter("caption")] == [
        "Tableau\u00a01 – Les lieux",
        "Tableau\u00a02 – Les lieux",
    ]


def test_pictures_are_in_the_page_with_their_alternative_texts() -> None:
    tree = page(FULL)
    assert [each.get("alt") for each in tree.iter("img")] == [
        PHOTO.alt,
        PHOTO.alt,
        "Le calendrier",
        PHOTO.alt,
        "Conseil régional",
    ]
    sources = [each.get("src") for each in tree.iter("img")]
    kind, _, content = sources[2].partition(";base64,")
    assert kind == "data:image/svg+xml"
    assert base64.b64decode(content) == f"<{DRAWN.key}>".encode()
    (plain_one,) = body(figure(replace(PHOTO, alt="", decorative=True))).iter("img")
    assert plain_one.get("alt") == ""


def test_a_logo_that_is_missing_is_marked_as_such() -> None:
    made = page(replace(document(), logos=(Logo("Académie", None),)))
    (mark,) = made.find_class("logos")[0].find_class("missing")
    assert "logo (Académie)" in said(mark)


def test_tables_have_headers_and_wide_ones_can_be_scrolled_from_the_keyboard() -> None:
    made = body(table(2, totals=1), table(6), table(5, ""))
    assert {each.get("scope") for each in made.iter("th")} == {"col"}
    assert [len(each.findall(".//tr")) for each in made.iter("tbody", "tfoot")] == [1, 1, 2, 2]
    first, second = made.find_class("scrolled")
    assert (first.get("tabindex"), first.get("aria-labelledby")) == ("0", "tableau-2")
    assert second.get("aria-label") == "Tableau"


def test_a_drawing_can_be_scrolled_and_a_photo_is_not() -> None:
    made = body(figure(DRAWN), figure())
    (scrolled,) = made.find_class("scrolled")
    assert [each.get("alt") for each in scrolled.iter("img")] == [DRAWN.alt]
    assert scrolled.get("tabindex") == "0"


def test_a_portrait_stands_beside_the_words_of_a_card_and_of_a_quotation() -> None:
    bare = figure(caption="")
    card = Card(Heading(2, text("Ana Roux"), "s-ana"), (bare, paragraph("Elle compte.")))
    quoted = Quotation((bare, paragraph("Je compte.")), text("Ana Roux"))
    made = body(card, quoted, bare)
    faces = made.xpath("//figure[@class='face']")
    assert [face.getparent().get("class") for face in faces] == ["card", "quotation"]
    assert all(face.getnext().text_content().endswith("compte.") for face in faces)


def test_the_kind_of_a_box_is_said_in_words() -> None:
    boxes = [Callout(kind, (paragraph("Mots."),), text("Titre")) for kind in CalloutKind]
    labels = [said(each) for each in body(*boxes).find_class("label")]
    assert len({label.partition("\u00a0: ")[0] for label in labels}) == len(CalloutKind)
    assert all(label.endswith("\u00a0: Titre") for label in labels)
    untitled = body(Callout(CalloutKind.TENSION, (paragraph("Mots."),)))
    assert [said(each) for each in untitled.find_class("label")] == ["Tension"]


def test_each_style_has_its_element() -> None:
    styled = Paragraph(tuple(Styled(style, text(style.value)) for style in Style))
    found = {said(each): each.tag for each in body(styled).find("p")}
    assert found == {
        "emphasis": "em",
        "strong": "strong",
        "superscript": "sup",
        "subscript": "sub",
        "strikeout": "s",
        "missing": "mark",
        "credit": "small",
        "lead": "strong",
        "inserted": "ins",
        "deleted": "del",
    }


def test_a_foreign_passage_says_its_language() -> None:
    made = body(Paragraph((Foreign("en-GB", text("word")), Foreign('"><b', text("mot")))))
    assert [each.get("lang") for each in made.iter("span")] == ["en-GB", None]


@pytest.mark.parametrize(
    ("target", "links"),
    [
        ("https://exemple.fr/a", 1),
        ("MAILTO:a@exemple.fr", 1),
        ("javascript:alert(1)", 0),
        ("data:text/html,x", 0),
        ("https://exemple.fr/a b", 0),
        ("#ailleurs", 0),
    ],
)
def test_only_web_and_mail_addresses_are_links(target: str, links: int) -> None:
    made = body(Paragraph((Link(target, text("le lien")),)))
    assert len(list(made.iter("a"))) == links
    assert said(made).strip() == "le lien"


@pytest.mark.parametrize(
    ("status", "mark"),
    [
        (Status.DRAFT, "Document de travail — brouillon"),
        (Status.WITHDRAWN, "Document retiré"),
        (Status.IN_REVIEW, None),
    ],
)
def test_a_page_shows_what_a_draft_is(status: Status, mark: str | None) -> None:
    tree = page(replace(document(), status=status))
    assert [said(each) for each in tree.find_class("mark")] == ([mark] if mark else [])
    assert next(tree.iter("article")).get("data-status") == status.value


def test_a_summary_is_the_first_key_box_or_else_the_first_paragraph() -> None:
    key = Callout(CalloutKind.KEY, (paragraph("L’essentiel."),))
    assert summary(document(paragraph("Début."), key)) == "L’essentiel."
    assert summary(document(paragraph("Début."))) == "Début."
    assert summary(document()) == ""
    assert len(summary(document(paragraph("mot " * 400)))) < 490


def as_shown(value: str) -> str:
    """Return what people typed as any format may show it: line ends as spaces, no controls."""
    spaced = re.sub("[\t\n\r\u2028\u2029]", " ", value)
    return re.sub("[\x00-\x1f\x7f-\x9f\ufeff\ud800-\udfff\ufffe\uffff]", "", spaced)


@given(TYPED)
def test_whatever_people_type_arrives_as_the_same_text(typed: str) -> None:
    inline: tuple[Inline, ...] = text(typed)
    made = replace(
        document(
            Paragraph((*inline, Styled(Style.STRONG, inline), Code(typed, HERE))),
            Figure(replace(PHOTO, alt=typed), inline, (), 80, HERE),
            Callout(CalloutKind.INFO, (Paragraph(inline),), inline),
            table(2, typed),
        ),
        title=typed,
        mentions=(typed,),
    )
    tree = page(made)
    shown = as_shown(typed)
    article = next(tree.iter("article"))
    assert said(article.find_class("body")[0].find("p")) == shown * 3
    assert said(next(tree.iter("h1"))) == shown
    assert next(article.iter("img")).get("alt") == shown
    assert said(next(article.iter("figcaption"))) == f"Figure\u00a01 – {shown}"
    assert said(next(article.iter("caption"))) == f"Tableau\u00a01 – {shown}"
    assert said(article.find_class("callout")[0][1]) == shown
    assert said(next(tree.iter("footer")).find("p")) == shown
    assert not list(tree.iter("script"))


def test_verbatim_lines_stay_lines() -> None:
    assert said(next(body(CodeBlock("\n  a\r\n\tb\x07", HERE)).iter("code"))) == "\n  a\n\tb"


@pytest.mark.parametrize(
    ("fault", "told"),
    [("{% endfr %}", "ligne 1 : la balise « endfr » n’existe pas"), ("{{ nobody }}", "« nobody »")],
)
def test_a_fault_in_a_page_template_is_told_with_its_file(
    tmp_path: Path, fault: str, told: str
) -> None:
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    page = tmp_path / "templates" / "html" / "page.html.j2"
    page.write_text(fault + page.read_text("utf-8"), "utf-8")
    with pytest.raises(TemplateError, match=told) as refused:
        HtmlWriter(tmp_path / "templates", THEME).write(document(), {})
    assert (refused.value.file, refused.value.line) == ("html/page.html.j2", 1)
