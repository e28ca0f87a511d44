"""The week's letter: what it says, and that it goes out once, to one person, after a click."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pret.domain.milestones import Phase
from pret.domain.statuses import Decision
from pret.domain.tree_document import Status
from pret.failures import MailNotSentError, NoAddressError
from pret.problems import PretError
from pret.service.guests import calls_public_bodies
from pret.service.making import issue, make, material
from pret.service.notices import may_go_alone, notice, send_notice, was_sent
from pret.service.session import Session
from pret.service.stated import stated

if TYPE_CHECKING:
    from conftest import Place, Postman

    MailServer = Callable[..., AbstractContextManager[Postman]]

LAB_WEEK = date(2027, 5, 13)


@pytest.fixture
def postman(mail_server: MailServer) -> Iterator[Postman]:
    with mail_server() as server:
        yield server


def with_mail(place: Place, url: str) -> Place:
    place.change(
        "people.yaml", "name: Zoé Quilleboeuf", "name: Zoé Quilleboeuf\n    email: z@ex.fr"
    )
    return replace(
        place, settings=replace(place.settings, smtp_url=url, mail_from="pret@exemple.fr")
    )


def run(place: Place, code: str) -> None:
    with place.session() as session:
        milestone = session.milestone(code)
        read = material(session, milestone, Phase.COMPLETE)
        made = tuple(make(session, reference) for reference in read.documents)
        issue(session, milestone, Phase.COMPLETE, read, made)


def send(session: Session, day: date = LAB_WEEK) -> None:
    send_notice(session, notice(session, day))


def test_a_week_says_what_is_held_what_is_due_and_what_was_published(place: Place) -> None:
    run(place, "lab-day-1")
    with place.session() as session:
        found = notice(session, LAB_WEEK)
    assert found.week == "2027-W19"
    assert [line.partition(",")[0] for line in found.held] == ["Journée labo 1"]
    assert any("rendre compte" in line for line in found.due)
    (published,) = found.published
    assert published == "Journée labo 1 : compte rendu de journée labo"


def test_what_is_to_be_sent_is_told_in_the_week_of_its_last_day(place: Place) -> None:
    with place.session() as session:
        monday = notice(session, date(2027, 4, 26)).to_send
        before = notice(session, date(2027, 4, 25)).to_send
        forms = notice(session, date(2027, 3, 26)).to_send
    assert monday == ("Journée labo 1 : convocation, le lundi 26\u00a0avril 2027",)
    assert before == ()
    assert forms == (
        "Semaine d’immersion 1 : autorisations des élèves mineurs, le lundi 22\u00a0mars 2027",
    )


def test_public_bodies_are_called_earlier_when_there_are_some(place: Place) -> None:
    week = date(2027, 4, 11)  # thirty days before the lab day, a Sunday
    with place.session() as session:
        (before,) = notice(session, week).to_send
    place.change("programme.yaml", "role: operator", "role: state")
    with place.session() as session:
        added, first = notice(session, week).to_send
    assert (
        first == before == "Séminaire de clôture : retenir la date, le vendredi 9\u00a0avril 2027"
    )
    assert added.startswith("Journée labo 1 : convocation des organismes publics, le vendredi 9")


def test_public_bodies_are_those_of_the_guests_once_guests_are_named(place: Place) -> None:
    place.change("programme.yaml", "role: operator", "role: state")

    def called(code: str) -> bool:
        with place.session() as session:
            return calls_public_bodies(session, session.milestone(code))

    assert (called("lab-day-1"), called("closure")) == (True, True)
    place.change("people.yaml", "organisation: Le Laboratoire", "organisation: Une association")
    assert (called("lab-day-1"), called("closure")) == (False, True)  # no guests yet: partners
    place.change("people.yaml", "role: staff", "role: elected")
    assert called("lab-day-1")


def test_nobody_is_called_to_what_is_held_or_cancelled(place: Place) -> None:
    lab = "first_day: 2027-05-11, status: firm"
    place.change("calendar.yaml", lab, lab.replace("firm", "cancelled"))
    with place.session() as session:
        assert notice(session, date(2027, 4, 26)).to_send == ()


def test_a_decision_is_waited_for_when_a_document_changed_after_it(place: Place) -> None:
    code = "lab-day-1/minutes"
    with place.session() as session:
        assert notice(session, LAB_WEEK).to_decide == ()
        content = stated(session, session.reference(code)).content
        session.ledger.decide("gare", Decision(code, Status.APPROVED, content, LAB_WEEK))
        assert notice(session, LAB_WEEK).to_decide == ()
    place.change("03-lab-day-1/milestone.yaml", "purpose: Regarder", "purpose: Revoir")
    with place.session() as session:
        reference = session.reference(code)
        session.ledger.decide("gare", Decision(code, Status.APPROVED, "autre", LAB_WEEK))
        (line,) = notice(session, LAB_WEEK).to_decide
    assert line.startswith(f"{reference.label} : a changé depuis qu’il a été validé")
    assert code in line


def test_a_week_without_anything_says_so(place: Place) -> None:
    with place.session() as session:
        found = notice(session, date(2029, 5, 13))
    assert found.text == "Rien à signaler cette semaine."


def test_a_letter_has_words_and_a_page_for_the_coordinator_alone(
    place: Place, postman: Postman
) -> None:
    with with_mail(place, postman.url).session() as session:
        send(session)
    message = message_from_bytes(postman.mails[0], policy=policy.default)
    assert message["To"] == "Zoé Quilleboeuf <z@ex.fr>"
    assert message["Message-ID"] == "<2027-W19.gare@pret-a-deployer>"
    text, page = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert page is not None
    assert "Journée labo 1" in text.get_content()
    assert '<html lang="fr">' in page.get_content()
    assert message["Date"].datetime is not None


def test_nothing_goes_alone_before_somebody_sent_a_first_letter(
    place: Place, postman: Postman
) -> None:
    with with_mail(place, postman.url).session() as session:
        assert not may_go_alone(session)
        send(session)
        assert may_go_alone(session)
        assert was_sent(session, notice(session, LAB_WEEK))
        assert not was_sent(session, notice(session, date(2027, 5, 20)))


def test_the_next_letter_tells_what_was_published_since(place: Place, postman: Postman) -> None:
    place = with_mail(place, postman.url)
    run(place, "study-trip")
    with place.session() as session:
        send(session)
    run(place, "lab-day-1")
    with place.session() as session:
        found = notice(session, date(2027, 5, 20))
    assert [line.partition(" :")[0] for line in found.published] == ["Journée labo 1"]


def test_a_coordinator_without_address_is_told_where_to_write_it(
    place: Place, postman: Postman
) -> None:
    settings = replace(place.settings, smtp_url=postman.url, mail_from="a@b.fr")
    with replace(place, settings=settings).session() as session:
        with pytest.raises(NoAddressError, match=r"people\.yaml"):
            send(session)
        assert not may_go_alone(session)
    assert postman.mails == []


@pytest.mark.parametrize("address", ["zoe", "zoé à l’accueil", "a@b@c", "<z@ex.fr>"])
def test_an_address_that_is_none_is_told_without_being_repeated(
    place: Place, postman: Postman, address: str
) -> None:
    place = with_mail(place, postman.url)
    place.change("people.yaml", "email: z@ex.fr", f'email: "{address}"')
    with place.session() as session, pytest.raises(PretError) as refusal:
        send(session)
    assert address not in "".join(traceback.format_exception(refusal.value))
    assert postman.mails == []


@pytest.mark.parametrize("refuses", [b"RCPT", b"MAIL", b"DATA"])
def test_a_mail_that_does_not_go_out_is_told_and_not_recorded(
    place: Place, mail_server: MailServer, refuses: bytes
) -> None:
    with (
        mail_server(refuses=refuses) as server,
        with_mail(place, server.url).session() as session,
    ):
        with pytest.raises(MailNotSentError) as refusal:
            send(session)
        assert "z@ex.fr" not in "".join(traceback.format_exception(refusal.value))
        assert not may_go_alone(session)


def test_a_server_that_is_away_or_not_set_is_told(place: Place) -> None:
    place = with_mail(place, "smtp://127.0.0.1:9")
    with place.session() as session, pytest.raises(MailNotSentError, match="ne répond pas"):
        send(session)
    unset = replace(place, settings=replace(place.settings, smtp_url=""))
    with unset.session() as session, pytest.raises(MailNotSentError, match="PRET_SMTP_URL"):
        send(session)


def test_a_port_that_is_no_number_is_told(place: Place) -> None:
    place = with_mail(place, "smtp://moi:secret@exemple.fr:abc")
    with place.session() as session, pytest.raises(MailNotSentError, match="mal écrite") as refusal:
        send(session)
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize("scheme", ["smtps", "smtp"])
def test_mail_goes_over_tls_to_a_server_that_proves_who_it_is(
    place: Place,
    mail_server: MailServer,
    certificate: Path,
    monkeypatch: pytest.MonkeyPatch,
    scheme: str,
) -> None:
    with mail_server(certificate=certificate, from_the_start=scheme == "smtps") as server:
        at = f"{scheme}://moi:mot%20de%20passe@127.0.0.1:{server.server_address[1]}"
        with with_mail(place, at).session() as session:
            with pytest.raises(MailNotSentError, match="SSLCertVerificationError"):
                send(session)
            assert server.mails == []
            monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
            send(session)
    assert len(server.mails) == 1
    assert server.passwords == ["moi\0mot de passe"]


def test_a_password_is_never_said_in_the_open_to_another_machine(
    place: Place, mail_server: MailServer
) -> None:
    with mail_server(address="127.0.0.2") as server:
        at = f"smtp://moi:secret@127.0.0.2:{server.server_address[1]}"
        with (
            with_mail(place, at).session() as session,
            pytest.raises(MailNotSentError, match="chiffrée"),
        ):
            send(session)
    assert server.passwords == []


def test_a_password_that_is_refused_is_told(place: Place, mail_server: MailServer) -> None:
    with mail_server(refuses=b"AUTH") as server:
        at = server.url.replace("//", "//moi:secret@")
        with (
            with_mail(place, at).session() as session,
            pytest.raises(MailNotSentError, match="identification"),
        ):
            send(session)


def test_the_password_is_in_no_representation_of_the_settings(place: Place) -> None:
    assert "secret" not in repr(replace(place.settings, smtp_url="smtp://a:secret@b"))
