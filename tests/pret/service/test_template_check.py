"""All that is wrong with the templates is told at once; those that ship have no fault."""

from __future__ import annotations

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
    plant(mine, "pdf/cover.typ", "#let cover() = {", "#let cover() = {{")
    (mine.templates / "documents" / "tract.md.j2").write_text("Bonjour", "utf-8")
    found = told(mine)
    assert len(found) == 5
    assert any("minutes.md.j2, ligne " in each and "« decisions »" in each for each in found)
    assert any("planning.md.j2, ligne 2" in each and "« policy »" in each for each in found)
    assert any("site-grid.md.j2, ligne " in each and "endfor" in each for each in found)
    assert any("templates/pdf/cover.typ, ligne " in each for each in found)
    assert any("tract.md.j2" in each and "ne sert pas" in each for each in found)


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
