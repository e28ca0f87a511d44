"""The week's notice of a programme: what is due, what is missing, what was published.

It names milestones, documents and counts; nobody but the coordinator receives it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from html import escape

from pret.domain.documents import SHAPES, Audience, DocumentKind
from pret.domain.french import count_of, day_range, long_day
from pret.domain.milestones import (
    PHASE_LABELS,
)
from pret.domain.schedule import DateStatus, steps, working_day_until
from pret.domain.tree_document import Status
from pret.failures import NoAddressError
from pret.plan.rules_days import sent_ahead
from pret.service.guests import calls_public_bodies
from pret.service.mail import send
from pret.service.session import Session
from pret.service.standing import decided
from pret.vault.records import SentNotice

_SIGNATURE = "Prêt. « pret status » dit où en est tout le programme."
_CLOSED = (DateStatus.CANCELLED, DateStatus.POSTPONED)


@dataclass(frozen=True, slots=True)
class Notice:
    """What a week has to say.

    held: the milestones of the week, with their days. to_send: what is to be sent to people by a
    day of this week. due: phases that are run by themselves this week. missing: milestones made
    with values missing, and how many. to_decide: documents that wait for a decision. published:
    documents that were made since the last notice, by milestone. until: last event of the ledger
    that it covers.
    """

    programme: str
    title: str
    monday: date
    held: tuple[str, ...]
    to_send: tuple[str, ...]
    due: tuple[str, ...]
    missing: tuple[str, ...]
    to_decide: tuple[str, ...]
    published: tuple[str, ...]
    until: int

    @property
    def week(self) -> str:
        """Return the week's number (ISO 8601): `2027-W19`."""
        year, week, _ = self.monday.isocalendar()
        return f"{year}-W{week:02d}"

    @property
    def message_id(self) -> str:
        """Return its mail's identifier, the same for the same week: a repeat is recognised."""
        return f"<{self.week}.{self.programme}@pret-a-deployer>"

    @property
    def subject(self) -> str:
        """Return the mail's subject."""
        return f"{self.title} : {day_range(self.monday, self.monday + timedelta(days=6))}"

    @property
    def sections(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return the parts that have something to say, each with its heading."""
        parts = (
            ("Cette semaine", self.held),
            ("À envoyer cette semaine au plus tard", self.to_send),
            ("Se fait tout seul", self.due),
            ("Il manque", self.missing),
            ("Attend votre décision", self.to_decide),
            ("Publié depuis la dernière fois", self.published),
        )
        return tuple((heading, lines) for heading, lines in parts if lines)

    @property
    def text(self) -> str:
        """Return the notice as plain text."""
        if not self.sections:
            return "Rien à signaler cette semaine."
        return "\n\n".join(
            "\n".join((heading, *(f"- {line}" for line in lines)))
            for heading, lines in self.sections
        )

    @property
    def html(self) -> str:
        """Return the notice as the body of a page."""
        if not self.sections:
            return f"<p>{escape(self.text)}</p>"
        return "".join(
            f'<h2 style="font-size: 1.1em">{escape(heading)}</h2><ul>'
            + "".join(f"<li>{escape(line)}</li>" for line in lines)
            + "</ul>"
            for heading, lines in self.sections
        )


def notice(session: Session, today: date) -> Notice:
    """Return the notice of the week of a day."""
    programme = session.programme.programme.value
    monday = today - timedelta(days=today.weekday())
    last = session.ledger.last_notice(session.code)
    published, until = _published(session, last)
    return Notice(
        session.code,
        programme.title,
        monday,
        _held(session, monday),
        _to_send(session, monday),
        tuple(
            f"{long_day(step.due)} : {step.milestone.label}, {PHASE_LABELS[step.phase]}"
            for step in steps(programme, session.programme.calendar.value)
            if monday <= step.due <= monday + timedelta(days=6)
        ),
        _missing(session),
        _to_decide(session),
        published,
        until,
    )


def mail(session: Session, found: Notice, sender: str) -> EmailMessage:
    """Return the notice as a mail to the coordinator. Raises NoAddressError when she has none."""
    programme = session.programme.programme.value
    coordinator = next(
        (
            each
            for each in session.programme.people.value.people
            if each.code == programme.coordinator
        ),
        None,
    )
    if coordinator is None or coordinator.email is None:
        raise NoAddressError(programme.coordinator)
    message = EmailMessage()
    message["Subject"] = found.subject
    message["From"] = sender
    try:
        message["To"] = Address(coordinator.name, addr_spec=coordinator.email)
    except (ValueError, HeaderParseError):  # not chained: the address is in it
        raise NoAddressError(programme.coordinator, malformed=True) from None
    message["Message-ID"] = found.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(f"{found.text}\n\n-- \n{_SIGNATURE}\n")
    message.add_alternative(_page(found), subtype="html")
    return message


def _page(found: Notice) -> str:
    """Return the notice as a page that mail readers show: styles in place, nothing loaded."""
    title = escape(found.subject)
    return (
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{title}</title></head>'
        '<body style="font-family: sans-serif; line-height: 1.5; color: #1d2733; '
        'max-width: 40em; margin: 1em auto; padding: 0 1em">'
        f'<h1 style="font-size: 1.4em; color: #0b5a5e">{title}</h1>{found.html}'
        f'<p style="font-size: 0.85em; color: #4a5663">{escape(_SIGNATURE)}</p></body></html>'
    )


def was_sent(session: Session, found: Notice) -> bool:
    """Tell whether the notice of this week went out already."""
    return session.ledger.notice_of(session.code, found.week) is not None


def may_go_alone(session: Session) -> bool:
    """Tell whether somebody sent a notice of this programme by hand once: the next ones may go."""
    return session.ledger.last_notice(session.code) is not None


def send_notice(session: Session, found: Notice) -> None:
    """Mail the notice to the coordinator, then record it, so that it goes out once.

    Raises NoAddressError, MailNotSentError; nothing is recorded then.
    """
    settings = session.settings
    send(settings, mail(session, found, settings.mail_from))
    session.ledger.record_notice(SentNotice(session.code, found.week, found.until))


def _held(session: Session, monday: date) -> tuple[str, ...]:
    sunday = monday + timedelta(days=6)
    found: list[str] = []
    for milestone in session.milestones:
        planned = session.programme.calendar.value.planned(milestone.code)
        if planned is None or planned.status in _CLOSED:
            continue
        last = planned.last_day or planned.first_day
        if planned.first_day <= sunday and last >= monday:
            place = f", {planned.place}" if planned.place else ""
            found.append(f"{milestone.label}, {day_range(planned.first_day, last)}{place}")
        if planned.restitution and monday <= planned.restitution <= sunday:
            found.append(f"Restitution, {milestone.label}, le {long_day(planned.restitution)}")
    return tuple(found)


def _to_send(session: Session, monday: date) -> tuple[str, ...]:
    """Return what rules C15 and C16 want sent by a day of the week, in the order of these days."""
    week = range(monday.toordinal(), monday.toordinal() + 7)
    departments = session.programme.programme.value.departments
    found: list[tuple[date, str]] = []
    for milestone in session.milestones:
        planned = session.programme.calendar.value.planned(milestone.code)
        if planned is None or planned.status in (*_CLOSED, DateStatus.HELD):
            continue
        public = calls_public_bodies(session, milestone)
        for ahead_days, name in sent_ahead(milestone, public=public):
            last = working_day_until(planned.first_day - timedelta(days=ahead_days), departments)
            if last.toordinal() in week:
                found.append((last, f"{milestone.label} : {name}, le {long_day(last)}"))
    return tuple(line for _, line in sorted(found))


def _to_decide(session: Session) -> tuple[str, ...]:
    """Return the documents that changed after a decision, and those to be published."""
    found: list[str] = []
    for reference, standing in decided(session):
        if standing.changed:
            command = session.command(f"approve {reference.code}")
            told = f"a changé depuis qu’il a été validé (« {command} »)"
            found.append(f"{reference.label} : {told}")
        elif (
            standing.status is Status.APPROVED
            and SHAPES[reference.kind].audience is Audience.PUBLIC
        ):
            command = session.command(f"publish {reference.code}")
            found.append(f"{reference.label} : validé, à publier (« {command} »)")
    return tuple(found)


def _missing(session: Session) -> tuple[str, ...]:
    latest = {run.milestone: run for run in session.ledger.runs(session.code)}
    return tuple(
        f"{milestone.label} : {count_of(latest[milestone.code].missing_count, 'champ')} à "
        f"compléter (« {session.command(f'check {milestone.code}')} »)"
        for milestone in session.milestones
        if milestone.code in latest and latest[milestone.code].missing_count
    )


def _published(session: Session, last: SentNotice | None) -> tuple[tuple[str, ...], int]:
    """Return the documents made since a notice, milestone by milestone, and the last event."""
    since = last.until if last is not None else 0
    by_milestone: dict[str, dict[str, None]] = {}
    until = since
    for sequence, run in session.ledger.runs_after(session.code, since):
        until = sequence
        documents = by_milestone.setdefault(run.milestone, {})
        documents |= dict.fromkeys(_label(file.document) for file in run.files)
    return tuple(
        f"{milestone.label} : {', '.join(_lowered(each) for each in by_milestone[milestone.code])}"
        for milestone in session.milestones
        if by_milestone.get(milestone.code)
    ), until


def _label(code: str) -> str:
    """Return the French name of a document from its code: `lab-day-1/minutes`."""
    name = code.partition("/")[2]
    kind, _, number = name.rpartition("-")
    if number.isdigit():
        return f"{SHAPES[DocumentKind(kind)].label} {number}"
    return SHAPES[DocumentKind(name)].label


def _lowered(label: str) -> str:
    return label[0].lower() + label[1:]
