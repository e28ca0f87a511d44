"""A small programme on disk, goldens that a person can read, the real material if present."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]

PROGRAMME = """\
version: 1
code: essai
title: Le lycée ouvert
policy: Les lieux de vie des lycées
start: 2027-01-11
partners:
  - {code: region, name: Conseil régional, role: funder}
  - {code: academie, name: Académie, role: state}
sites:
  - code: lovelace
    name: Lycée Ada-Lovelace
    kind: Lycée technique
    town: Vénissieux
    base_camp: true
    referent: P-002
  - {code: die, name: Lycée du Diois, kind: Lycée rural, town: Die, zone: A}
team:
  - {person: P-001, duty: Coordination}
coordinator: P-001
budget:
  total: 100
  posts:
    - code: residence
      label: Résidence
      total: 100
      lines:
        - {code: paie, label: Rémunérations, planned: 80}
        - {code: deplacements, label: Déplacements, planned: 20}
  funding:
    - {partner: region, amount: 100}
"""
PEOPLE = """\
version: 1
people:
  - {code: P-001, name: Jeanne Le Bihan, role: coordination}
  - {code: P-002, name: Karim Aït, role: staff, site: lovelace}
consents:
  - code: C-001
    person: P-002
    kind: image
    uses: [public]
    first_day: 2027-01-01
    last_day: 2030-01-01
    signed_by: lui-même
"""
CALENDAR = """\
version: 1
milestones:
  - {milestone: study-trip, first_day: 2027-03-16, last_day: 2027-03-18}
"""


@pytest.fixture
def programme_folder(tmp_path: Path) -> Path:
    """A programme that has nothing wrong, with empty milestones."""
    folder = tmp_path / "essai"
    folder.mkdir()
    (folder / "programme.yaml").write_text(PROGRAMME, encoding="utf-8")
    (folder / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    (folder / "calendar.yaml").write_text(CALENDAR, encoding="utf-8")
    return folder


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare a text with the golden file of that name; PRET_UPDATE_GOLDENS=1 writes it."""

    def compare(name: str, text: str) -> None:
        file = Path(__file__).parent / "goldens" / name
        if os.environ.get("PRET_UPDATE_GOLDENS"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert file.is_file(), f"{file} is missing; PRET_UPDATE_GOLDENS=1 writes it"
        assert text == file.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def real_folder() -> Path:
    """Photos and posts that nobody here made; tests that need them skip without them."""
    folder = Path(os.environ.get("PRET_REAL") or ROOT.parent / "shared" / "real")
    if not folder.is_dir():
        pytest.skip(f"real material is not in {folder} (PRET_REAL)")
    return folder
