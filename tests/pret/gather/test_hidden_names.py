"""Names typed where nobody is to be named are told, by code, with their place."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from memory_cache import MemoryCache

from pret.domain.material import Photo, PreparedPhoto
from pret.domain.milestones import Milestone, MilestoneKind
from pret.domain.origins import Origin, OriginKind
from pret.domain.people import People
from pret.domain.tree import Picture
from pret.gather.hidden_names import photo_names
from pret.gather.milestone import gather_milestone
from pret.gather.programme import gather_programme

LAB_DAY = Milestone(MilestoneKind.LAB_DAY, 3)
PEOPLE = """\
version: 1
people:
  - {code: P-001, name: Jeanne Le Roux, role: staff}
  - {code: P-002, name: Léo Petit, role: user, minor: true}
  - {code: P-003, name: Anne Martin, role: elected, named: false}
"""
INTERVIEW = """\
version: 1
code: E-01
day: 2027-05-01
role: Agente
site: lovelace
person: P-001
anonymity: %s
summary: %s
quotes:
  - text: J’ouvre à cinq heures.
    speaker: %s
"""


def told(folder: Path, **files: str) -> list[str]:
    """Return what is told of names in a milestone that holds some files besides its people."""
    (folder / "people.yaml").write_text(PEOPLE, "utf-8")
    for path, text in files.items():
        file = folder / "03-lab-day-1" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    cache = MemoryCache()
    programme = gather_programme(folder, cache, quiet_s=0)
    problems = gather_milestone(folder, LAB_DAY, programme, cache, quiet_s=0).problems
    found = [str(each) for each in problems if "nom de P-" in each.found or "nomme" in each.found]
    assert not any(name in each for each in found for name in ("Jeanne", "Léo", "Anne"))
    return found


@pytest.mark.parametrize(
    ("anonymity", "summary", "speaker", "places"),
    [
        ("role", "Elle est là.", "Camille", []),
        ("role", "Jeanne est là.", "Camille", ["ligne 8 — Résumé de l’entretien (summary)"]),
        (
            "anonymous",
            "Mme Le\n  Roux est là.",
            "Lou",
            ["ligne 8 — Résumé de l’entretien (summary)"],
        ),
        ("role", "Les Rouxel sont là, le roux aussi.", "Lou", []),
        ("role", "Léo Petit aussi.", "Camille", ["ligne 8 — Résumé de l’entretien (summary)"]),
        ("role", "Léo aussi.", "Anne", ["ligne 11 — Verbatims 1, Pseudonyme (quotes[0].speaker)"]),
        ("named", "Jeanne est là.", "Jeanne", []),
    ],
)
def test_an_interview_that_names_nobody_names_nobody(
    programme_folder: Path, anonymity: str, summary: str, speaker: str, places: list[str]
) -> None:
    text = INTERVIEW % (anonymity, summary, speaker)
    found = told(programme_folder, **{"interviews/e.yaml": text})
    assert [each.split(" : ")[0].partition(", ")[2] for each in found] == places


def test_a_minor_is_named_in_no_fact_and_no_note(programme_folder: Path) -> None:
    found = told(
        programme_folder,
        **{
            "milestone.yaml": "version: 1\nopen_points: [Le car de Léo Petit, Anne Martin]\n",
            "notes/a.md": "- un mot de *Léo Petit*\n",
            "notes/b.md": "Léo, ou Petit.\n",
        },
    )
    said = "ce texte nomme P-002, une personne mineure. Mettez sa fonction à la place de son nom."
    assert found == [
        f"03-lab-day-1/milestone.yaml, ligne 2 — Points ouverts 1 (open_points[0]) : {said}",
        f"03-lab-day-1/notes/a.md : {said}",
    ]


@pytest.mark.parametrize(
    ("code", "caption", "told_of"),
    [
        ("P-001", "Jeanne au guichet", False),
        ("P-002", "Léo attend", True),
        ("P-002", "Il attend", False),
        ("P-003", "La maire, Mme Martin", True),
    ],
)
def test_the_words_of_a_photo_do_not_name_who_is_never_named_on_it(
    code: str, caption: str, told_of: bool
) -> None:
    people = People.model_validate(yaml.safe_load(PEOPLE)).people
    photo = Photo(file="a.jpg", caption=caption, people=(code,))
    origin = Origin(OriginKind.FIELD, "photos.yaml", "photos[0]", 3)
    prepared = PreparedPhoto(photo, Picture("0", 1, 1, "Une halle"), origin)
    problems = list(photo_names([prepared], people))
    assert [(each.line, each.where) for each in problems] == [(3, "photo a.jpg")] * told_of
