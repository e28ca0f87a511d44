"""French typography: spaces and signs, and nothing where none is wanted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pret.compose.typography import french_blocks, set_in_french
from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import (
    Code,
    Column,
    Footnote,
    Foreign,
    Inline,
    Link,
    Paragraph,
    Style,
    Styled,
    Table,
    Text,
)
from pret.domain.tree_walk import plain

if TYPE_CHECKING:
    from pret.domain.tree import Block

HERE = Origin(OriginKind.NOTE, "notes/a.md", "", 1)
THERE = Origin(OriginKind.FIELD, "milestone.yaml", "a", 2)


def french(text: str) -> str:
    return plain(set_in_french((Text(text, HERE),)))


def raised(content: tuple[Inline, ...]) -> list[str]:
    """Return the stretches of text that are raised, once each."""
    found: list[str] = []
    for inline in content:
        if isinstance(inline, Styled):
            inner = raised(inline.content)
            found += [plain(inline.content)] if inline.style is Style.SUPERSCRIPT else inner
    return found


# Below, ~ stands for U+00A0 and _ for U+202F.
@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Vraiment ?", "Vraiment_?"),
        ("Oui ; non !", "Oui_; non_!"),
        ("Bonjour! Qui? Vous;", "Bonjour_! Qui_? Vous_;"),
        ("Quoi ?!", "Quoi_?!"),
        ("(vraiment?)", "(vraiment_?)"),
        ("Lieu : la cour", "Lieu~: la cour"),
        ("Lieu: la cour", "Lieu~: la cour"),
        ("« bonjour »", "«_bonjour_»"),
        ("«bonjour»", "«_bonjour_»"),
        ("« Qui ? »", "«_Qui_?_»"),
        ('On l’appelle "la halle".', "On l’appelle «_la halle_»."),
        ('« un "tiers" lieu »', "«_un “tiers” lieu_»"),
        ("166 200 €", "166_200~€"),
        ("166200€", "166_200~€"),
        ("1200,50 €", "1_200,50~€"),
        ("le 12 000e visiteur", "le 12_000e visiteur"),
        ("1 234 567 habitants", "1_234_567 habitants"),
        ("40 % et 12 km, soit 100%", "40~% et 12~km, soit 100~%"),
        ("de 9 h 30 à 17 h", "de 9~h~30 à 17~h"),
        ("l'élève, d'\"Ada\"", "l’élève, d’«_Ada_»"),
        ("un 'tit mot", "un ’tit mot"),
        ("et puis...", "et puis…"),
        ("M. Benali et Mme Roche", "M.~Benali et Mme~Roche"),
        ("MM. Benali et Roche, n° 3, p. 12", "MM.~Benali et Roche, n°~3, p.~12"),
        ("quartier de Chastel, 26150 Die", "quartier de Chastel, 26150~Die"),
        ("deux  espaces ,  trop", "deux espaces , trop"),
        ("trop   ?", "trop_?"),
    ],
)
def test_spaces_and_signs_are_those_of_the_imprimerie_nationale(typed: str, printed: str) -> None:
    assert french(typed) == printed.replace("~", "\u00a0").replace("_", "\u202f")


@pytest.mark.parametrize(
    "typed",
    [
        "10:30",
        "« 12:30 »".replace(" ", "\u202f"),
        "http://exemple.fr/a?b=1",
        "https://exemple.fr/l'accueil?x=1200%20€;y!",
        "ecrire@exemple.fr",
        "ratio 3:1",
        "En 2027 430 élèves",
        "26150 habitants",
        "04 75 22 00 00",
        "+33 475 220 000",
        "le 2027-05-11",
        "C++ ;-)",
        "bravo :) et :smile: !".replace(" !", "\u202f!"),
        "a?b",
        "Tom &amp; Ada",
        'un écran de 12" et un de 14"',
        "le I er",
        "un « mot",
        "R2D2, 0x3e, 2e-5",
        "Ve et Xe",
        "Cie, Vie, mIe",
        "5'30",
        "les 'petits' mots",
        "....",
        '<a href="x">',
    ],
)
def test_hours_addresses_years_numbers_and_signs_that_mean_something_are_left_alone(
    typed: str,
) -> None:
    kept = typed.replace("« mot", "«\u202fmot")
    set_ = set_in_french((Text(typed, HERE),))
    assert plain(set_) == kept
    assert raised(set_) == []


@pytest.mark.parametrize(
    ("typed", "up"),
    [
        ("le 1er juin", ["er"]),
        ("la 1re fois, la 1ère", ["re", "ère"]),
        ("la 27e Région", ["e"]),
        ("le XXIe siècle et le IIe", ["e", "e"]),
        ("le Ve siècle, François Ier", ["e", "er"]),
        ("la 2de et les 3es", ["de", "es"]),
        ("le 12 000e visiteur", ["e"]),
        ("l'11e, (4e)", ["e", "e"]),
    ],
)
def test_ordinals_are_raised(typed: str, up: list[str]) -> None:
    assert raised(set_in_french((Text(typed, HERE),))) == up


def test_what_is_raised_already_is_not_raised_again() -> None:
    once = set_in_french((Text("le 1er juin, la 27e", HERE),))
    assert raised(once) == ["er", "e"]
    assert set_in_french(once) == once
    typed = (Text("le 1", HERE), Styled(Style.SUPERSCRIPT, (Text("er", HERE),)))
    assert set_in_french(typed) == typed


@pytest.mark.parametrize(
    "inline",
    [
        Code("a ? b : c", HERE),
        Foreign("en", (Text('Is it "open" : yes ?', HERE),)),
        Link("https://exemple.fr/l'a?b", (Text("https://exemple.fr/l'a?b", HERE),)),
        Link("mailto:d'ici@exemple.fr", (Text("d'ici@exemple.fr", HERE),)),
    ],
)
def test_code_addresses_and_foreign_passages_are_never_touched(inline: Inline) -> None:
    content = (Text("Voyez ", HERE), inline, Text(" ?", HERE))
    assert set_in_french(content) == (content[0], inline, Text("\u202f?", HERE))


def test_the_words_of_a_link_are_set_and_its_address_is_not() -> None:
    (link,) = set_in_french((Link("https://exemple.fr/a?b", (Text("Qui ?", HERE),)),))
    assert link == Link("https://exemple.fr/a?b", (Text("Qui\u202f?", HERE),))


def test_footnotes_are_set_too() -> None:
    (note,) = set_in_french((Footnote((Paragraph((Text("Ah !", HERE),)),)),))
    assert note == Footnote((Paragraph((Text("Ah\u202f!", HERE),)),))


def test_a_name_is_not_bound_in_a_table_where_the_column_would_cut_it() -> None:
    words = (Paragraph((Text("M. Benali : 3 km ?", HERE),)),)
    table = Table((Text("M. Benali", HERE),), (Column(1),), (words,), ((words,),), HERE)
    blocks: tuple[Block, ...] = (table, *words)
    (set_table, paragraph) = french_blocks(blocks)
    assert isinstance(set_table, Table)
    assert plain(set_table.caption) == "M.\u00a0Benali"
    for cell in (set_table.head[0], set_table.body[0][0]):
        assert cell == (Paragraph((Text("M. Benali\u00a0: 3\u00a0km\u202f?", HERE),)),)
    assert paragraph == Paragraph((Text("M.\u00a0Benali\u00a0: 3\u00a0km\u202f?", HERE),))


def test_names_are_bound_in_a_cell_that_lists_several() -> None:
    listed = "Mme Agathe Poncet, M. Olivier Guérin, M. Yann Descamps et Mme Nadia Kessler"
    words = (Paragraph((Text(listed, HERE),)),)
    (made,) = french_blocks((Table((), (Column(1),), (words,), ((words,),), HERE),))
    assert isinstance(made, Table)
    (cell,) = made.body[0][0]
    assert isinstance(cell, Paragraph)
    assert re.findall(r"(?:M\.|Mme)(.)", plain(cell.content)) == ["\u00a0"] * 4


def test_a_rule_reaches_across_two_origins_without_mixing_them() -> None:
    content: tuple[Inline, ...] = (Text("Qui décide", THERE), Text(" ?", HERE))
    assert set_in_french(content) == (Text("Qui décide", THERE), Text("\u202f?", HERE))


def test_a_rule_reaches_into_bold() -> None:
    content: tuple[Inline, ...] = (
        Styled(Style.STRONG, (Text("Lieu", HERE),)),
        Text(" : ici", HERE),
    )
    assert plain(set_in_french(content)) == "Lieu\u00a0: ici"


#: What the rules look at, so that the properties are tried where something happens.
PIECES = [
    *"aéeIVXr1209.:;!?«»'\"()-€%,h\u00a0\u202f…M\n ",
    *("M. ", "1er ", " siècle", "km", "...", "http://a.b/c?d=1", "12:30", ":-)", " 000", "  "),
]
texts = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def bare(text: str) -> str:
    """Return text without what typography may change: spaces and a closed list of signs."""
    for set_sign, typed in (("…", "..."), ("’", "'"), ("“", '"'), ("”", '"'), ("«", '"')):
        text = text.replace(set_sign, typed)
    return "".join(sign for sign in text.replace("»", '"') if not sign.isspace())


@given(st.one_of(texts, st.text(st.characters(blacklist_categories=("Cs", "Co", "Cn")))))
def test_typography_changes_spaces_and_signs_only(typed: str) -> None:
    assert bare(french(typed)) == bare(typed)


@settings(max_examples=500)
@given(texts)
def test_typography_done_twice_is_typography_done_once(typed: str) -> None:
    once = set_in_french((Text(typed, HERE),))
    assert plain(set_in_french(once)) == plain(once)


@given(st.lists(texts, max_size=5))
def test_cutting_a_paragraph_in_runs_changes_nothing_of_what_it_becomes(runs: list[str]) -> None:
    """Each run keeps its own origin, and all of them together read as the whole does."""
    # « … » is one sign: it cannot stand in two runs, and goes to the first of them.
    assume("..." not in "".join(runs) or any("..." in run for run in runs))
    places = [Origin(OriginKind.NOTE, "notes/a.md", "", place) for place in range(len(runs))]
    content = tuple(Text(words, place) for words, place in zip(runs, places, strict=True))
    cut = set_in_french(content)
    assert plain(cut) == french("".join(runs))
    flat = [
        (text.origin.line, text.value)
        for inline in cut
        for text in (inline.content if isinstance(inline, Styled) else (inline,))
        if isinstance(text, Text)
    ]
    assert [line for line, _ in flat] == sorted(line for line, _ in flat if line is not None)
    for place, words in zip(places, runs, strict=True):
        assert bare("".join(value for line, value in flat if line == place.line)) == bare(words)


@given(texts, texts)
def test_no_sign_of_a_code_or_of_an_address_is_changed(before: str, inside: str) -> None:
    code, link = Code(inside, HERE), Link(f"https://a.b/{inside}", (Text("https://a.b", HERE),))
    found = set_in_french((Text(before, HERE), code, Text(before, THERE), link))
    assert [each for each in found if isinstance(each, (Code, Link))] == [code, link]
