"""Two versions side by side: nothing lost, nothing invented, and what changed is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pret.compose.comparison import compared
from pret.compose.comparison_summary import changes, said
from pret.compose.comparison_words import notes
from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import (
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
from pret.domain.tree_document import Document, Status
from pret.domain.tree_walk import walk

HERE = Origin(OriginKind.NOTE, "03-lab-day-1/notes/n.md", line=3)


def text(words: str) -> tuple[Inline, ...]:
    return (Text(words, HERE),)


def paragraph(words: str) -> Paragraph:
    return Paragraph(text(words))


def document(*blocks: Block) -> Document:
    return Document(
        title="Compte rendu",
        subtitle="",
        programme="Essai",
        reference="essai/lab-day-1/minutes",
        day=date(2027, 5, 11),
        day_label="11 mai 2027",
        status=Status.IN_REVIEW,
        blocks=blocks,
        contents=True,
    )


def table(*rows: str, columns: int = 2) -> Table:
    def cells(row: str) -> tuple[tuple[Block, ...], ...]:
        return tuple((paragraph(cell),) for cell in row.split("|"))

    share = Column(1 / columns)
    return Table(
        text("Décisions"), (share,) * columns, cells(rows[0]), tuple(map(cells, rows[1:])), HERE
    )


def figure(key: str, caption: str) -> Figure:
    return Figure(Picture(key * 64, 4, 3, "Un mur"), text(caption), text("© A"), 80, HERE)


def one(old: str, new: str) -> str:
    """Return one paragraph's comparison as people would write it: [-old-]{+new+}."""
    (block,) = compared(document(paragraph(old)), document(paragraph(new))).blocks
    assert isinstance(block, Paragraph)
    signs = {Style.DELETED: "[-%s-]", Style.INSERTED: "{+%s+}"}
    return "".join(
        signs[each.style] % said(each.content, each.style)
        if isinstance(each, Styled)
        else said((each,), Style.INSERTED)
        for each in block.content
    )


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Le hall est ouvert.", "Le hall est ouvert.", "Le hall est ouvert."),
        ("Le hall est ouvert.", "Le hall est fermé.", "Le hall est [-ouvert-]{+fermé+}."),
        ("On ferme à 18 h.", "On ferme le hall à 18 h.", "On ferme{+ le hall+} à 18 h."),
        ("deux mots ici", "trois signes ici", "[-deux mots-]{+trois signes+} ici"),
        ("l’élève", "l’élue", "[-l’élève-]{+l’élue+}"),
        ("", "Tout est neuf.", "{+Tout est neuf.+}"),
    ],
)
def test_a_paragraph_is_compared_in_words(old: str, new: str, shown: str) -> None:
    assert one(old, new) == shown


def test_a_paragraph_written_anew_is_not_cut_to_pieces() -> None:
    shown = one("Les élèves arrivent à huit heures.", "Le gardien part vers midi, sauf lundi.")
    assert shown.count("[-") == 1


def test_what_changed_is_told_by_section_and_kind() -> None:
    old = document(
        Heading(1, text("En bref"), "s-en-bref"),
        paragraph("Le hall reste ouvert le soir."),
        Heading(1, text("Décisions"), "s-decisions"),
        table("Quoi|Qui", "Peindre le mur|Ana", "Ranger la salle|Léo"),
        paragraph("On se revoit en juin."),
    )
    new = document(
        Heading(1, text("En bref"), "s-en-bref"),
        paragraph("Le hall reste ouvert le samedi."),
        Heading(1, text("Décisions"), "s-decisions"),
        table("Quoi|Qui", "Peindre le mur|Zoé"),
        paragraph("On se revoit en juin."),
        paragraph("La suite est au calendrier."),
    )
    told = [
        (str(each.kind), each.section, each.before, each.after)
        for each in changes(compared(old, new))
    ]
    assert told == [
        ("changed", "En bref", "Le hall reste ouvert le soir.", "Le hall reste ouvert le samedi."),
        ("removed", "Décisions", "Ranger la salle | Léo", ""),
        ("changed", "Décisions", "Ana", "Zoé"),
        ("added", "Décisions", "", "La suite est au calendrier."),
    ]


def test_the_same_text_read_from_other_lines_has_not_changed() -> None:
    moved = Paragraph((Text("Le hall.", replace(HERE, line=90)),))
    made = compared(document(paragraph("Le hall.")), document(moved))
    assert changes(made) == ()
    assert made.blocks == (moved,)


def test_a_picture_that_went_is_told_in_words_and_one_that_came_is_shown() -> None:
    made = compared(document(figure("a", "Le mur")), document(figure("b", "La cour")))
    gone, came = made.blocks
    assert isinstance(gone, Paragraph)
    assert said(gone.content, Style.DELETED) == "[Image retirée] Le mur"
    assert isinstance(came, Figure)
    assert came.picture.key == "b" * 64


def test_a_note_that_changed_is_told_though_its_paragraph_reads_the_same() -> None:
    def noted(words: str) -> Document:
        return document(Paragraph((*text("Le hall."), Footnote((paragraph(words),)))))

    told = changes(compared(noted("Vu le 3 mai."), noted("Vu le 4 mai.")))
    assert [(each.before, each.after) for each in told] == [("Vu le 3 mai.", "Vu le 4 mai.")]


def test_a_table_of_another_shape_is_replaced_whole() -> None:
    old, new = table("A|B", "1|2"), table("A|B|C", "1|2|3", columns=3)
    gone, came = compared(document(old), document(new)).blocks
    assert isinstance(gone, Table)
    assert isinstance(came, Table)
    assert (len(gone.columns), len(came.columns)) == (2, 3)


def test_a_mark_stands_inside_links_which_word_cannot_put_inside_a_change() -> None:
    linked = Paragraph((Link("https://example.org", text("la page")),))
    (made,) = compared(document(), document(linked)).blocks
    assert made == Paragraph(
        (Link("https://example.org", (Styled(Style.INSERTED, text("la page")),)),)
    )


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30)
leaves = st.one_of(
    words.filter(bool).map(lambda value: Text(value, HERE)),
    words.filter(bool).map(lambda value: Code(value, HERE)),
    st.just(LineBreak()),
)
inlines = st.recursive(
    st.lists(leaves, max_size=3).map(tuple),
    lambda inner: st.one_of(
        inner.map(lambda content: (Styled(Style.STRONG, content),)),
        inner.map(lambda content: (Link("https://example.org", content),)),
        inner.map(lambda content: (Foreign("en", content),)),
        inner.map(lambda content: (Text("mot", HERE), Footnote((Paragraph(content),)))),
    ),
    max_leaves=4,
)
simple = st.one_of(
    inlines.map(Paragraph),
    inlines.map(lambda content: Heading(2, content, "s-x")),
    words.map(lambda value: CodeBlock(value, HERE)),
    st.just(PageBreak()),
    st.sampled_from([figure("a", "Le mur"), figure("b", "La cour")]),
    st.just(Gallery((figure("a", "Le mur"), figure("b", "La cour")))),
)
some = st.lists(simple, max_size=3).map(tuple)
framed = st.one_of(
    simple,
    some.map(lambda blocks: BulletList((blocks, (paragraph("fin"),)))),
    some.map(lambda blocks: NumberedList((blocks,))),
    some.map(lambda blocks: Callout(CalloutKind.KEY, blocks, text("Titre"))),
    some.map(lambda blocks: Quotation(blocks, text("Léo"))),
    some.map(lambda blocks: Card(Heading(2, text("P1"), "s-p1"), blocks, text("P1"))),
    some.map(Landscape),
    st.lists(st.tuples(words, words), min_size=1, max_size=3).map(
        lambda rows: Table(
            text("T"),
            (Column(0.5), Column(0.5)),
            ((paragraph("A"),), (paragraph("B"),)),
            tuple(((paragraph(a),), (paragraph(b),)) for a, b in rows),
            HERE,
        )
    ),
)
documents = st.lists(framed, max_size=4).map(lambda blocks: document(*blocks))


def version(compared_document: Document, style: Style) -> str:
    """Return all that one version says, notes apart, without spaces between blocks.

    How many spaces or line breaks stand somewhere is no change of words.
    """
    parts: list[str] = []
    for block in walk(compared_document.blocks):
        match block:
            case Paragraph(content) | Heading(content=content):
                parts.append(said(content, style))
            case Quotation(_, attribution):
                parts.append(said(attribution, style))
            case Callout(_, _, title):
                parts.append(said(title, style))
            case Card(_, _, label):
                parts.append(said(label, style))
            case Table():
                parts.append(said(block.caption, style))
            case CodeBlock(value):
                parts.append(value.replace("\n", ""))
            case _:
                pass
    return "".join(" ".join(part.split()) for part in parts)


def tells_all(document: Document) -> bool:
    """Tell whether a version has neither picture nor note: those that went are told otherwise."""
    blocks = list(walk(document.blocks))
    contents = [each.content for each in blocks if isinstance(each, Paragraph | Heading)]
    noted = any(True for content in contents for _ in notes(content))
    return not noted and not any(isinstance(each, Figure) for each in blocks)


@given(documents, documents)
def test_without_what_went_a_comparison_says_what_the_newer_version_says(
    old: Document, new: Document
) -> None:
    assert version(compared(old, new), Style.INSERTED) == version(new, Style.INSERTED)


@given(documents.filter(tells_all), documents)
def test_without_what_came_a_comparison_says_what_the_older_version_says(
    old: Document, new: Document
) -> None:
    assert version(compared(old, new), Style.DELETED) == version(old, Style.DELETED)


@given(documents)
def test_a_version_compared_with_itself_has_no_change(same: Document) -> None:
    assert changes(compared(same, same)) == ()
    assert compared(same, same).blocks == same.blocks
