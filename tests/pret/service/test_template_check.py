"""All that is wrong with the templates is told at once; those that ship have no fault."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pret.service.template_check import template_problems

if TYPE_CHECKING:
    from conftest import Place

    from pret.settings import Settings


@pytest.fixture
def mine(place: Place, tmp_path: Path) -> Settings:
    """Return settings whose templates may be changed."""
    templates = tmp_path / "templates"
    shutil.copytree(place.settings.templates, templates)
    return replace(place.settings, templates=templates)


def plant(settings: Settings, file: str, old: str, new: str) -> None:
    path = settings.templates / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def told(settings: Settings, *programmes: str) -> list[str]:
    return [str(each) for each in template_problems(settings, programmes)]


def test_the_templates_that_ship_have_no_fault(place: Place) -> None:
    assert told(place.settings, place.code) == []


def test_faults_of_several_templates_and_of_the_layout_are_told_at_once(mine: Settings) -> None:
    plant(mine, "documents/minutes.md.j2", "facts.decisions", "facts.decision")
    plant(mine, "documents/planning.md.j2", "programme.policy", "programme.polici")
    plant(mine, "documents/site-grid.md.j2", "{% endfor %}", "{% endfr %}")
    plant(mine, "pdf/cover.typ", "#let cover() = {", "#let cover() = (")
    plant(mine, "pdf/table.typ", "#let inset", "#let ")
    plant(mine, "html/index.html.j2", "{% endfor %}", "{% endfr %}")
    plant(mine, "html/page.html.j2", "{{ body }}", "{{ boddy }}")
    plant(mine, "html/page.html.j2", "{{ issuer }}", "{{ isuer }}")
    plant(mine, "html/blog.html.j2", "post.minutes", "post.minuts")
    (mine.templates / "documents" / "tract.md.j2").write_text("Bonjour", "utf-8")
    found = told(mine)
    for wanted in (
        r"documents/minutes.md.j2, ligne \d+ — « decision » : .*Écrivez « decisions »",
        r"documents/planning.md.j2, ligne 2 — « polici » : .*« policy »",
        r"documents/site-grid.md.j2, ligne \d+ : .*endfor",
        r"pdf/cover.typ, ligne \d+ : ce qui est ouvert ici n’est pas refermé. Ajoutez",
        r"pdf/table.typ, ligne \d+ : il manque ici une valeur ou un nom. Écrivez-le.",
        r"html/index.html.j2, ligne \d+ : .*« endfr »",
        r"html/page.html.j2, ligne \d+ — « boddy » : ce nom n’existe pas. Écrivez « body ».",
        r"html/page.html.j2, ligne \d+ — « isuer » : ce nom n’existe pas. Écrivez « issuer ».",
        r"html/blog.html.j2, ligne \d+ : « minuts » : ce champ n’existe pas ici.",
        r"tract.md.j2 : .*ne sert pas",
    ):
        assert any(re.search(wanted, each) for each in found), (wanted, found)
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("file", "old", "new", "wanted"),
    [
        ("pdf/table.typ", "\n}", "\n  inconnu()\n}", "« inconnu » : ce nom n’existe pas"),
        ("pdf/cards.typ", "#let sheets(", "#let sheets(autre, ", "il manque la valeur"),
        ("pdf/figure.typ", "\n}", "\n  none.champ\n}", "cette valeur est absente"),
        ("html/index.html.j2", "{{ file.kind }}", "{{ file.knd }}", "« knd » : ce champ n’existe"),
        ("html/feed.xml.j2", "post.moment", "post.momnt", "« momnt » : ce champ n’existe pas ici"),
        ("html/blog.html.j2", "post.minutes", "post.minutes + title", "« + »"),
        ("html/page.html.j2", "{{ body }}", "{{ body | uper }}", "Écrivez « upper »"),
    ],
)
def test_a_layout_or_a_page_that_fails_as_it_is_used_is_told_with_its_line(
    mine: Settings, file: str, old: str, new: str, wanted: str
) -> None:
    plant(mine, file, old, new)
    found = told(mine)
    assert any(
        each.startswith(f"templates/{file.partition('/')[0]}/") and ", ligne " in each
        for each in found
    )
    assert any(wanted in each for each in found), found


@pytest.mark.parametrize("folder", ["documents", "pdf", "html"])
def test_a_folder_that_is_not_there_is_told_without_more(mine: Settings, folder: str) -> None:
    shutil.rmtree(mine.templates / folder)
    (found,) = told(mine)
    assert found.startswith(f"templates/{folder} : ce dossier n’existe pas. Remettez-le")


@pytest.mark.parametrize("file", ["pdf/document.typ", "html/style.css", "documents/minutes.md.j2"])
def test_a_file_that_is_not_there_is_told_by_name(mine: Settings, file: str) -> None:
    (mine.templates / file).unlink()
    assert any(each.startswith(f"templates/{file} : ce ") for each in told(mine))


def test_each_fault_of_the_theme_is_told(mine: Settings) -> None:
    plant(mine, "theme.yaml", "colours:", "colors:")
    found = told(mine)
    assert len([each for each in found if each.startswith("templates/theme.yaml")]) >= 2


def test_a_fault_that_only_real_content_shows_is_found_with_a_programme(
    mine: Settings, place: Place
) -> None:
    plant(
        mine,
        "documents/minutes.md.j2",
        "{% set title %}",
        "{% for each in facts.decisions %}{{ 1 // 0 }}{% endfor %}{% set title %}",
    )
    assert told(mine) == []
    assert any("minutes.md.j2, ligne 1" in each for each in told(mine, place.code))


def test_a_heading_that_skips_a_level_in_the_wording_is_a_fault_of_the_template(
    mine: Settings,
) -> None:
    plant(mine, "documents/workshop-report.md.j2", "\n# La question", "\n### La question")
    assert any("workshop-report.md.j2, ligne " in each and "niveau" in each for each in told(mine))


def test_a_template_saved_in_another_encoding_is_told_with_its_line(mine: Settings) -> None:
    path = mine.templates / "documents" / "minutes.md.j2"
    path.write_bytes(b"bonjour\n\xe9t\xe9\n" + path.read_bytes())
    (found,) = told(mine)
    assert "templates/documents/minutes.md.j2, ligne 2" in found
    assert "Enregistrez ce fichier de nouveau, en UTF-8" in found
