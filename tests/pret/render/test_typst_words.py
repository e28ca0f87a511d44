"""What typst says of the layout is told in French, with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

from pret.errors import TemplateError
from pret.problems import PretError
from pret.render.typst_words import refusal


def told(tmp_path: Path, source: str) -> PretError:
    (tmp_path / "document.typ").write_text(source, "utf-8")
    with pytest.raises(typst.TypstError) as refused:
        typst.Compiler(str(tmp_path / "document.typ"), root=str(tmp_path)).compile(format="pdf")
    return refusal(refused.value.message, refused.value.diagnostic)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("\n#foo(3)", "ligne 2 : « foo » : ce nom n’existe pas."),
        ("#let x = (1, 2", "ce qui est ouvert ici n’est pas refermé."),
        ('#"abc', "ce texte n’est pas refermé."),
        ("#rect()) ]", "ce signe ne ferme rien."),
        ("#let x = ", "il manque ici une valeur ou un nom."),
        ("#(1 2)", "il manque ici une virgule"),
        ("#box(width: 3)[]", "n’est pas du bon genre"),
        ("#let f(x) = x\n#f()", "il manque la valeur « x »."),
        ('#text(fnt: "x")[a]', "« fnt » n’est pas un réglage d’ici."),
        ("#let f(x) = x\n#f(1, 2)", "il y a ici une valeur de trop."),
        ("#let g( = 3", "ce que typst nomme « equals sign » n’est pas attendu ici."),
        ('#import "b.typ": x', "le fichier « b.typ » n’existe pas."),
        ('#json("no.json")', "le fichier « no.json » n’existe pas."),
        ("#let d = (a: 1)\n#d.b", "« b » n’existe pas ici."),
        ("#calc.foo", "« foo » n’existe pas ici."),
        ('#"abc".foo()', "« foo » n’existe pas pour cette valeur."),
        ("#none.a", "cette valeur est absente."),
        ("#(1 / 0)", "une division par zéro."),
        ('#(1 + "a")', "(message d’origine : cannot add integer and string)"),
        ("#(1, 2).at(5)", "cette liste est plus courte que cela."),
        ('#read("../a.txt")', "ce fichier n’est pas dans templates/pdf."),
        ("#ref(<no>)", "l’étiquette « no » n’existe pas."),
        ('#rgb("zz")', "ce n’est pas une couleur."),
        ('#panic("hop")', "typst s’arrête ici (message d’origine : panicked with: hop)."),
    ],
)
def test_each_frequent_fault_has_its_sentence_and_its_line(
    tmp_path: Path, source: str, said: str
) -> None:
    fault = told(tmp_path, source)
    assert isinstance(fault, TemplateError)
    assert fault.file == "pdf/document.typ"
    assert fault.line
    assert said in str(fault)


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    fault = told(tmp_path, "#let a = (1\n\n#let b = [\n")
    assert isinstance(fault, TemplateError)
    assert {problem.line for problem in fault.problems} == {1, 3}


def test_a_refusal_without_a_place_keeps_the_words_it_came_with() -> None:
    assert str(refusal("something odd.", "")).endswith("(message d’origine : something odd).")
