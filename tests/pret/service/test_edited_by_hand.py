"""A Word file that somebody edited since it was issued is never overwritten."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx

from pret.errors import OUTCOME, EditedOutputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Place

    from pret.service.making import Outcome

MINUTES = "gare/03-lab-day-1/compte-rendu-journee-labo-1"


def edit(content: bytes) -> bytes:
    """Return a Word file with one more sentence, as a reviewer leaves it."""
    opened = docx.Document(io.BytesIO(content))
    opened.add_paragraph("Une remarque de Madame la proviseure.")
    saved = io.BytesIO()
    opened.save(saved)
    return saved.getvalue()


def test_the_edited_file_is_kept_and_told_while_the_others_are_replaced(
    made: Place, run_through: Callable[..., list[Outcome]]
) -> None:
    before = made.outputs()
    mine = edit(before[f"{MINUTES}.docx"])
    (made.settings.outputs / f"{MINUTES}.docx").write_bytes(mine)
    made.change("03-lab-day-1/milestone.yaml", "Poser un tapis.", "Poser un grand tapis.")
    with made.session() as session:
        published = [each.published for each in run_through(session, "lab-day-1")]
    assert [path for each in published for path in each.kept] == [f"{MINUTES}.docx"]
    after = made.outputs()
    assert after[f"{MINUTES}.docx"] == mine
    assert after[f"{MINUTES}.pdf"] != before[f"{MINUTES}.pdf"]


def test_once_moved_away_the_new_version_takes_its_place(
    made: Place, run_through: Callable[..., list[Outcome]]
) -> None:
    place = made.settings.outputs / f"{MINUTES}.docx"
    issued = place.read_bytes()
    place.write_bytes(edit(issued))
    made.change("03-lab-day-1/milestone.yaml", "Poser un tapis.", "Poser un grand tapis.")
    with made.session() as session:
        run_through(session, "lab-day-1")
    place.rename(place.with_name("compte-rendu-relu.docx"))
    with made.session() as session:
        run_through(session, "lab-day-1")
    assert place.read_bytes() != issued
    assert place.with_name("compte-rendu-relu.docx").is_file()


def test_an_edited_file_whose_inputs_did_not_change_stays_and_nothing_is_made(
    made: Place, run_through: Callable[..., list[Outcome]]
) -> None:
    place = made.settings.outputs / f"{MINUTES}.docx"
    mine = edit(place.read_bytes())
    place.write_bytes(mine)
    with made.session() as session:
        assert run_through(session) == []
    assert place.read_bytes() == mine


def test_the_sentence_names_the_file_and_what_to_do() -> None:
    told = EditedOutputError((f"{MINUTES}.docx",))
    assert f"{MINUTES}.docx" in str(told)
    assert "Renommez ou déplacez" in str(told)
    assert OUTCOME[type(told)] == (19, 409)
