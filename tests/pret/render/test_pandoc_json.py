"""The tree as pandoc's JSON."""

from __future__ import annotations

import json

from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import (
    Column,
    Figure,
    Footnote,
    Heading,
    Link,
    Paragraph,
    Picture,
    Table,
    Text,
)
from pret.render.pandoc_json import PandocTree
from pret.render.pandoc_nodes import to_json

ORIGIN = Origin(OriginKind.TEMPLATE, "documents/minutes.md.j2")
PICTURE = Picture("a" * 64, 40, 30, "La cour")


def text(value: str) -> tuple[Text, ...]:
    return (Text(value, ORIGIN),)


def test_text_with_spaces_is_one_node() -> None:
    made = PandocTree({}).blocks([Paragraph(text("Un texte, deux espaces."))])
    assert made == [{"t": "Para", "c": [{"t": "Str", "c": "Un texte, deux espaces."}]}]


def test_a_link_leads_to_the_web_or_to_a_known_heading_and_nowhere_else() -> None:
    tree = PandocTree({"annex": 7})
    targets = []
    for target in ("https://example.org", "mailto:a@example.org", "#annex", "#gone", "file:///x"):
        (node, *_) = tree.words.row([Link(target, text("là"))])
        targets.append(node["c"][2][0] if node["t"] == "Link" else None)
    assert targets == ["https://example.org", "mailto:a@example.org", "#pret-7", None, None]


def test_a_note_inside_a_note_becomes_brackets() -> None:
    inner = Footnote((Paragraph(text("dedans")),))
    made = PandocTree({}).words.row([Footnote((Paragraph((*text("dehors"), inner)),))])
    assert json.dumps(made).count('"Note"') == 1
    assert [node["c"] for node in made[0]["c"][0]["c"]] == ["dehors", " (", "dedans", ")"]


def test_headings_tables_and_pictures_of_notes_are_left_out_of_the_registers() -> None:
    tree = PandocTree({})
    table = Table((), (Column(1.0),), ((Paragraph(text("T")),),), (((),),), ORIGIN)
    figure = Figure(PICTURE, (), (), 50, ORIGIN)
    tree.words.row([Footnote((Heading(2, text("Titre")), table, figure))])
    assert (tree.headings, tree.tables, tree.pictures) == ([], [], {})


def test_a_figure_keeps_the_proportions_of_its_picture() -> None:
    image = PandocTree({}).image(PICTURE, 120)
    assert image["c"][0][2] == [["width", "12.000cm"], ["height", "9.000cm"]]


def test_captions_are_numbered_in_the_order_of_the_text() -> None:
    tree = PandocTree({})
    tree.blocks([Figure(PICTURE, text("un"), (), 50, ORIGIN), Figure(PICTURE, (), (), 50, ORIGIN)])
    tree.blocks([Figure(PICTURE, text("deux"), (), 50, ORIGIN)])
    assert tree.numbered == {"Figure": 2}


def test_the_whole_tree_is_told_in_its_language() -> None:
    assert json.loads(to_json([], "fr-FR"))["meta"]["lang"]["c"] == "fr-FR"
