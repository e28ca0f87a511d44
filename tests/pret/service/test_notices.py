"""The week's letter: what it says, and that it goes out once, to one person, after a click."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

import pytest

from pret.domain.milestones import Phase
from pret.errors import MailNotSentError, NoAddressError
from pret.service.making import issue, make, material
from pret.service.notices import may_go_alone, notice, send_notice, was_sent
from pret.service.session import Session

if TYPE_CHECKING:
    from conftest import Place

LAB_WEEK = date(2027, 5, 13)


class Postman(socketserver.ThreadingTCPServer):
    """A mail server on this machine that keeps what it is given."""

    daemon_threads = True

    def __init__(self, *, refuses: bytes = b"") -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.refuses, self.mails = refuses, list[bytes]()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class _Talk(socketserver.StreamRequestHandler):
    server: Postman

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if self.server.refuses and word == self.server.refuses:
                self.wfile.write(b"550 no\r\n")
            elif word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                kept = []
                while (said := self.rfile.readline()) != b".\r\n":
                    kept.append(said)
                self.server.mails.append(b"".join(kept))
                self.wfile.write(b"250 kept\r\n")
            elif word == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            else:
                self.wfile.write(b"250 yes\r\n")


@pytest.fixture
def postman() -> Iterator[Postman]:
    with served(Postman()) as server:
        yield server


class served:  # noqa: N801 - used as a function
    """Serve mail while the block runs."""

    def __init__(self, server: Postman) -> None:
        self.server = server

    def __enter__(self) -> Postman:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self.server

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()


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


@pytest.mark.parametrize("refuses", [b"RCPT", b"MAIL", b"DATA"])
def test_a_mail_that_does_not_go_out_is_told_and_not_recorded(place: Place, refuses: bytes) -> None:
    with (
        served(Postman(refuses=refuses)) as server,
        with_mail(place, server.url).session() as session,
    ):
        with pytest.raises(MailNotSentError):
            send(session)
        assert not may_go_alone(session)


def test_a_server_that_is_away_or_not_set_is_told(place: Place) -> None:
    place = with_mail(place, "smtp://127.0.0.1:9")
    with place.session() as session, pytest.raises(MailNotSentError, match="ne répond pas"):
        send(session)
    unset = replace(place, settings=replace(place.settings, smtp_url=""))
    with unset.session() as session, pytest.raises(MailNotSentError, match="PRET_SMTP_URL"):
        send(session)


def test_the_password_is_in_no_representation_of_the_settings(place: Place) -> None:
    assert "secret" not in repr(replace(place.settings, smtp_url="smtp://a:secret@b"))
