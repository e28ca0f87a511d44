"""What Prefect keeps of a run: counts, never what people wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.announcing import _documents
from flows.sitting import Report
from pret.domain.milestones import Phase
from pret.service.making import issue, make, material

if TYPE_CHECKING:
    from conftest import Place


def test_characters_that_the_pdf_does_not_show_are_counted_and_not_quoted(place: Place) -> None:
    place.change("03-lab-day-1/milestone.yaml", "Poser un tapis.", "Poser un tapis 龜, 漢.")
    with place.session() as session:
        day = session.milestone("lab-day-1")
        read = material(session, day, Phase.COMPLETE)
        made = tuple(make(session, reference) for reference in read.documents)
        outcome = issue(session, day, Phase.COMPLETE, read, made)
        report = Report(day, Phase.COMPLETE, outcome, (), ())
        told = "\n".join(_documents(session.settings.outputs, report))
    assert "Compte rendu de journée labo" in told
    assert "2 caractères hors du PDF" in told
    assert "龜" not in told
