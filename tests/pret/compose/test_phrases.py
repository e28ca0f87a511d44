from __future__ import annotations

from types import SimpleNamespace

from pret.compose.block_words import BlockWords
from pret.compose.filled import FilledReader
from pret.compose.phrases import Phrases, otherwise
from pret.compose.views import Filling, Value
from pret.compose.vocabulary import Vocabulary
from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import Block, Paragraph, Style, Styled
from pret.domain.tree_walk import plain

HERE = Origin(OriginKind.FIELD, "08-closing-seminar/milestone.yaml", "prototypes[0].hypothesis")


def labelled(label: str, value: str, sign: str = " :") -> tuple[Block, ...]:
    filling = Filling()
    words = Vocabulary(filling, FilledReader(filling, [], "essai.md.j2"))
    Phrases(BlockWords(words)).labelled(label, Value(value, HERE, filling), sign)
    return filling.grafts[-1]


def test_a_label_stands_on_the_line_of_the_first_paragraph() -> None:
    first, second = labelled("Hypothèse", "Un bord suffit.\n\nOn y reste.")
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert plain(first.content) == "Hypothèse : Un bord suffit."
    assert plain(second.content) == "On y reste."


def test_a_label_that_is_a_sentence_ends_with_one_full_stop() -> None:
    for label in ("Le hall dort", "Le hall dort.", "Qui dort ?"):
        (only,) = labelled(label, "On y reste.", ".")
        assert isinstance(only, Paragraph)
        ended = label if label[-1] in ".?" else f"{label}."
        assert plain(only.content) == f"{ended} On y reste."


def test_light_markdown_is_understood_after_a_label() -> None:
    (only,) = labelled("Constat", "Le hall est **vide** à midi.")
    assert isinstance(only, Paragraph)
    styles = [each.style for each in only.content if isinstance(each, Styled)]
    assert styles == [Style.LEAD, Style.STRONG]


def test_a_list_after_a_label_keeps_the_label_above_it() -> None:
    first, *rest = labelled("Constats", "- un\n- deux")
    assert isinstance(first, Paragraph)
    assert plain(first.content) == "Constats :"
    assert len(rest) == 1


def test_a_dash_or_nothing_becomes_a_word() -> None:
    row = SimpleNamespace(dates="du 1er au 3 mai")
    assert otherwise(lambda each: each.dates, "pas de test")(row) == "du 1er au 3 mai"
    assert otherwise(lambda _: "–", "pas de test")(row) == "pas de test"
    assert otherwise(lambda _: "", "pas de test")(row) == "pas de test"
