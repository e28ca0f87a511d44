"""YAML as coordinators write it: what is read, and what each refusal says."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pret.compose import markers
from pret.domain.invisible import INVISIBLE
from pret.errors import ProblemsError
from pret.gather.yaml_reader import MOST_BYTES, MOST_NODES, read_yaml

REFUSED = {
    "Y1, bombe d’alias": b"a: &a [x, x]\nb: [*a, *a]\n",
    "Y2, bombe de fusion": b"a: {x: 1}\nb:\n  <<: {y: 2}\n",
    "Y3, crochets emboîtés": b"a: " + b"[" * 5000,
    "Y4, trop de valeurs": b"a: [\n" + b"{b: c},\n" * 11_000 + b"]",
    "Y4, trop gros": b"a: " + b"x" * MOST_BYTES,
    "Y6, clé en double": b"titre: a\nlieu: b\ntitre: c\n",
    "Y7, objet Python": b"a: !!python/object/apply:os.system [id]\n",
    "Y8, tabulation": b"a:\n\tb: c\n",
    "Y12, deux-points": b"titre: Atelier 1 : la cour\n",
    "Y12, deux-points et guillemets": b'titre: dire "oui" : la cour\n',
    "Y13, guillemets courbes": "titre: “a: b”\n".encode(),
    "Y13, guillemets français": "titre: « a : b »\n".encode(),
    "Y14, espace insécable, clé": "a:\n\u00a0\u00a0b: c\n".encode(),
    "Y14, espace insécable, élément": "a:\n\u00a0\u00a0- c\n".encode(),
    "Y14, espaces mêlées": "a:\n  \u00a0- c\n".encode(),
    "Y14, espace insécable, suite": "a: x\n\u00a0\u00a0b: c\n".encode(),
    "Y15, latin-1": "a: b\ntitre: été\n".encode("latin-1"),
    "Y15, UTF-16 coupé": "a: b\n".encode("utf-16")[:-1],
    "Y15, caractère nul": b"a: b\nb: \x00c\n",
    "Y15, sens inversé": "a: b\u202ec\n".encode(),
    "Y17, deux documents": b"a: b\n---\nc: d\n",
    "Y17, liste": b"- a\n- b\n",
    "Y17, texte": b"bonjour",
    "Y17, vide": b"",
    "Y17, seulement un commentaire": b"# rien\n",
    "Y18, alias de soi-même": b"a: &x [*x]\n",
    "Y19, arobase": b"a: @jeanne\n",
    "Y19, étoile": b"a: *important\n",
    "Y19, pour cent": b"a: %a\n",
    "Y19, accent grave": b"a: `x`\n",
    "guillemet ouvert": b'a: "bonjour\nb: c\n',
    "crochet ouvert": b"a: [x, y\nb: c\n",
    "texte après le guillemet": b'a: "bonjour" le monde\n',
    "pas d’espace après les deux-points": b"titre:valeur\nb: c\n",
    "ligne décalée": b"a: b\n   c: d\n",
    "ligne perdue": b"a: b\nbonjour\nc: d\n",
    "clé composée": b"? [a, b]\n: c\n",
    "deux fautes à la fois": b"a: &x b\nc: d\nc: e\n",
}


def test_every_refusal_names_the_line_and_what_to_write(golden: Callable[[str, str], None]) -> None:
    told: list[str] = []
    for name, content in REFUSED.items():
        with pytest.raises(ProblemsError) as refusal:
            read_yaml(content, "milestone.yaml")
        told.append(f"{name}\n" + "".join(f"  {one}\n" for one in refusal.value.problems))
    golden("yaml-refusals.txt", "\n".join(told))


@pytest.mark.parametrize("written", ["no", "on", "12:30", "010", "01000", "1_000", "2026-02-30"])
def test_a_value_stays_the_text_that_was_typed(written: str) -> None:
    assert read_yaml(f"a: {written}\n".encode(), "x.yaml").data == {"a": written}


def test_only_true_false_and_nothing_are_not_text() -> None:
    parsed = read_yaml(b'a: true\nb: false\nc: null\nd: ~\ne:\nf: "true"\n', "x.yaml")
    assert parsed.data == {"a": True, "b": False, "c": None, "d": None, "e": None, "f": "true"}


def test_a_value_may_begin_with_a_no_break_space() -> None:
    assert read_yaml("a: \u00a0b\n".encode(), "x.yaml").data == {"a": "\u00a0b"}


def test_marks_of_windows_are_understood() -> None:
    expected = {"a": "é", "c": "d"}
    assert read_yaml("\ufeffa: é\r\nc: d\r\n".encode(), "x.yaml").data == expected
    for utf_16 in ("utf-16", "utf-16-le", "utf-16-be"):
        assert read_yaml("a: é\r\nc: d\r\n".encode(utf_16), "x.yaml").data == expected


def test_accents_typed_in_two_codes_read_alike() -> None:
    assert read_yaml("a: e\u0301te\u0301\n".encode(), "x.yaml").data == {"a": "été"}


def test_each_value_knows_its_line() -> None:
    parsed = read_yaml(
        b"version: 1\n\ndecisions:\n  - text: a\n    due: b\n  - text: c\n", "x.yaml"
    )
    assert parsed.lines == {
        "": 1,
        "version": 1,
        "decisions": 3,
        "decisions[0]": 4,
        "decisions[0].text": 4,
        "decisions[0].due": 5,
        "decisions[1]": 6,
        "decisions[1].text": 6,
    }


def test_a_text_cut_by_a_number_sign_is_told() -> None:
    parsed = read_yaml(b"titre: Salle #3\nlieu: #4\nvrai: x # commentaire\n", "x.yaml")
    assert parsed.data == {"titre": "Salle", "lieu": None, "vrai": "x"}
    assert [(one.line, one.where) for one in parsed.warnings] == [(1, "titre"), (2, "lieu")]
    assert "« #3 »" in parsed.warnings[0].found


def test_a_number_sign_inside_a_block_of_text_is_kept() -> None:
    parsed = read_yaml(b"a: |\n  Salle #3\n  # suite\n", "x.yaml")
    assert parsed.data == {"a": "Salle #3\n# suite\n"}
    assert parsed.warnings == ()


def test_as_many_values_as_allowed_are_read() -> None:
    count = MOST_NODES // 2
    parsed = read_yaml(b"a:\n" + b"- x\n" * count, "x.yaml")
    assert isinstance(parsed.data, dict)
    assert parsed.data["a"] == ["x"] * count


@settings(max_examples=150)
@given(st.text(alphabet="ab:-#[]{}\"'&*!|>%@`?, \n\t\u00a0é", max_size=80))
def test_whatever_is_typed_is_read_or_refused_with_a_sentence(text: str) -> None:
    with contextlib.suppress(ProblemsError):
        assert isinstance(read_yaml(text.encode(), "x.yaml").data, dict)


@pytest.mark.parametrize("typed", ["\\x01", "\\u202e", "\\ufeff", "\\U000F0000", "\\ufdd0", "\\N"])
def test_an_invisible_character_written_by_its_code_is_refused_with_its_line(typed: str) -> None:
    with pytest.raises(ProblemsError) as refused:
        read_yaml(f'version: 1\na: "un {typed} deux"\n'.encode(), "a.yaml")
    (told,) = refused.value.problems
    assert (told.line, told.where) == (2, "a")
    assert "caractère invisible U+" in told.found


def test_the_marks_that_composing_reserves_are_refused_in_what_is_read() -> None:
    assert INVISIBLE.fullmatch(markers.OPEN)
    reserved = (chr(code) for code in range(0x110000) if markers.cleaned(chr(code)) == "\ufffd")
    assert all(INVISIBLE.fullmatch(each) for each in reserved if each != "\ufffd")
