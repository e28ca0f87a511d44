"""A document is approved and published as it is, and no longer once it changed."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import docx
import pytest
from lxml import html

from pret.domain.milestones import phases
from pret.domain.statuses import Decision
from pret.domain.tree_document import Status
from pret.errors import OUTCOME, NotApprovedError, StatusRefusedError
from pret.failures import BusyError
from pret.service.approval import approve, publish_document, review, withdraw
from pret.service.checking import check
from pret.service.index import listing_pages
from pret.service.making import is_done, make
from pret.service.stated import stated
from pret.vault.lock import programme_lock

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Place

    from pret.domain.statuses import Standing
    from pret.service.approval import Decided
    from pret.service.making import Outcome
    from pret.service.session import Session

    Use = Callable[..., Decided]

DAY = date(2027, 6, 1)
MINUTES = "lab-day-1/minutes"
FACTS = "03-lab-day-1/milestone.yaml"


def decide(place: Place, use: Use, code: str = MINUTES) -> Decided:
    """Take a decision in a sitting of its own, as each command does."""
    with place.session() as session:
        return use(session, session.reference(code), DAY)


def standing(place: Place, code: str = MINUTES) -> Standing:
    with place.session() as session:
        return stated(session, session.reference(code)).standing


def told_in_word(place: Place, code: str = MINUTES) -> str:
    """Return what the published Word file says of its status and version, in its properties."""
    with place.session() as session:
        path = session.reference(code).path(place.code, "docx")
    properties = docx.Document(io.BytesIO((place.settings.outputs / path).read_bytes()))
    return f"{properties.core_properties.content_status} {properties.core_properties.version}"


def all_done(session: Session) -> bool:
    return all(
        is_done(session, each, phase) for each in session.milestones for phase in phases(each.kind)
    )


def test_an_approved_document_says_so_at_once_in_its_files(made: Place) -> None:
    before = made.outputs()
    decided = decide(made, approve)
    assert decided.standing.status is Status.APPROVED
    assert told_in_word(made) == "validé 1.0"
    after = made.outputs()
    changed = {path for path in after if after[path] != before.get(path)}
    assert {path.rpartition("/")[2].partition(".")[0] for path in changed} == {
        "compte-rendu-journee-labo-1",
        "index",
    }
    with made.session() as session:
        assert all_done(session)


def test_approving_and_publishing_twice_is_the_same_as_once(
    made: Place, run_through: Callable[..., list[Outcome]]
) -> None:
    decide(made, approve)
    assert decide(made, approve).outcome is None
    decide(made, publish_document)
    assert told_in_word(made) == "publié 1.0"
    files = made.outputs()
    assert decide(made, publish_document).outcome is None
    assert decide(made, approve).standing.status is Status.PUBLISHED
    with made.session() as session:
        assert run_through(session) == []
        assert len(session.ledger.decisions("gare")) == 2
    assert made.outputs() == files


def test_what_changed_since_falls_back_in_review_and_check_says_since_when(made: Place) -> None:
    decide(made, approve)
    made.change(FACTS, "Poser un tapis.", "Poser un grand tapis.")
    found = standing(made)
    assert (found.status, found.version, found.changed) == (Status.IN_REVIEW, "1.2", True)
    with made.session() as session:
        state = check(session, session.milestone("lab-day-1"))
        (minutes,) = [each for each in state.documents if each.reference.code == MINUTES]
        assert minutes.standing.decision is not None
        assert minutes.standing.decision.day == DAY
        assert not all_done(session)
    assert decide(made, approve).standing.version == "2.0"


def test_a_line_added_above_a_text_or_another_document_s_change_takes_nothing_back(
    made: Place,
) -> None:
    decide(made, approve)
    made.change(FACTS, "version: 1\n", "# une remarque\n\nversion: 1\n")
    made.change("01-study-trip/milestone.yaml", "Revenir la nuit.", "Revenir à l’aube.")
    assert standing(made).status is Status.APPROVED


def test_a_change_taken_back_gives_the_approval_back(made: Place) -> None:
    decide(made, approve)
    made.change(FACTS, "Poser un tapis.", "Poser un grand tapis.")
    assert standing(made).status is Status.IN_REVIEW
    made.change(FACTS, "Poser un grand tapis.", "Poser un tapis.")
    assert standing(made).status is Status.APPROVED


def test_a_document_with_gaps_is_refused_with_each_of_them(made: Place) -> None:
    made.change(FACTS, 'tips: ["Poser un tapis."]\n', "")
    made.change(FACTS, "remarks_by: 2027-05-25\n", "")
    with pytest.raises(StatusRefusedError) as refused:
        decide(made, approve)
    assert [each.where for each in refused.value.problems] == [
        "Astuces",
        "Date limite des remarques",
    ]
    assert {each.file for each in refused.value.problems} == {FACTS}
    assert OUTCOME[StatusRefusedError] == (31, 409)
    with made.session() as session:
        assert session.ledger.decisions("gare") == ()


def test_a_document_with_a_fault_of_accessibility_is_refused_with_its_place(made: Place) -> None:
    made.change("03-lab-day-1/photos/photos.yaml", "alt: Un banc", "alt: IMG_0001.jpg")
    with pytest.raises(StatusRefusedError, match="nom de fichier") as refused:
        decide(made, approve)
    (problem,) = refused.value.problems
    assert problem.file == "03-lab-day-1/photos/photos.yaml"
    assert problem.line == 3


def test_nothing_is_published_that_was_not_approved_or_changed_since(made: Place) -> None:
    with pytest.raises(NotApprovedError, match="pret approve lab-day-1/minutes"):
        decide(made, publish_document)
    decide(made, approve)
    made.change(FACTS, "Poser un tapis.", "Poser un grand tapis.")
    with pytest.raises(NotApprovedError, match="changé depuis"):
        decide(made, publish_document)
    assert OUTCOME[NotApprovedError] == (32, 409)


def test_a_withdrawn_document_stays_so_until_it_is_reviewed_again(made: Place) -> None:
    decide(made, approve)
    decide(made, publish_document)
    decide(made, withdraw)
    assert told_in_word(made) == "retiré 1.0"
    made.change(FACTS, "Poser un tapis.", "Poser un grand tapis.")
    assert standing(made).status is Status.WITHDRAWN
    for use in (approve, publish_document):
        with pytest.raises(NotApprovedError, match="retiré"):
            decide(made, use)
    assert decide(made, review).standing.status is Status.IN_REVIEW
    assert told_in_word(made) == "en relecture 1.2"
    assert decide(made, review).outcome is None


def test_a_decision_waits_for_no_run_at_work(made: Place) -> None:
    with programme_lock(made.settings.state, made.code), pytest.raises(BusyError):
        decide(made, approve)


def test_a_decision_that_stopped_before_its_files_were_made_is_finished_by_the_next(
    made: Place,
) -> None:
    with made.session() as session:
        reference = session.reference(MINUTES)
        found = stated(session, reference)
        session.ledger.decide("gare", Decision(MINUTES, Status.APPROVED, found.content, DAY))
    assert told_in_word(made) == "en relecture 0.2"
    assert decide(made, approve).outcome is not None
    assert told_in_word(made) == "validé 1.0"


def test_a_quick_look_bears_the_status_too(made: Place) -> None:
    decide(made, approve)
    with made.session() as session:
        reference = session.reference(MINUTES)
        assert make(session, reference).files
        assert stated(session, reference).composed.document.version == "1.0"


def listed(place: Place) -> dict[str, str]:
    """Return the status that the list of documents gives to each, by its label."""
    page = html.fromstring((place.settings.outputs / place.code / "index.html").read_bytes())
    names = page.xpath("//span[@class='name']")
    return {
        str(each.text).strip(): str(each.xpath("string(span[@class='status'])")) for each in names
    }


def test_the_list_of_documents_gives_the_status_of_each_as_its_files_do(made: Place) -> None:
    assert listed(made)["Compte rendu de journée labo"] == "en relecture, version 0.2"
    decide(made, approve)
    decide(made, withdraw, "preparation/planning")
    assert listed(made)["Planning"].startswith("retiré, version 0.")


def test_a_status_that_an_older_version_did_not_keep_is_read_in_the_tree(made: Place) -> None:
    with made.session() as session:
        before = listing_pages(session)
        for run in session.ledger.runs(made.code):
            for file in run.files:
                session.store.put(f"standing:{file.sha256}", b"gone")
        known = session.store.get
        session.store.get = lambda key: None if key.startswith("standing:") else known(key)  # type: ignore[method-assign]
        assert listing_pages(session) == before
