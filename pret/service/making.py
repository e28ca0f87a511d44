"""Making the documents of one phase of one milestone, publishing them and recording it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath

from pret.clock import at_run_hour
from pret.compose.views import Gap
from pret.domain.documents import SHAPES, DocumentKind, OutputFormat
from pret.domain.milestones import Milestone, Phase
from pret.domain.references import DocumentReference
from pret.domain.schedule import DateStatus, Step, following_steps, steps
from pret.domain.withheld import Withheld
from pret.errors import FormatNotOfferedError, ProblemsError
from pret.problems import Problem
from pret.service.agenda import booking_key
from pret.service.blog import BLOG, FEED
from pret.service.checking import problems_of, unread_problems
from pret.service.dates import date_files
from pret.service.digest import digest, digest_of, tools
from pret.service.glyphs import glyph_problems
from pret.service.index import listing_pages, listing_paths
from pret.service.outdated import note_dates_borne
from pret.service.package import packing_of
from pret.service.session import UNFINISHED, Session
from pret.service.stated import stated
from pret.service.workbooks import sheets_of
from pret.vault.publish import Published, publish, retire
from pret.vault.records import Booking, IssuedFile, RunRecord, SetAside


@dataclass(frozen=True, slots=True)
class Made:
    """One document made. files: path under the outputs → hash of its content.

    undrawn: the characters that its PDF cannot show, each with its place.
    """

    reference: DocumentReference
    files: Mapping[str, str]
    gaps: tuple[Gap, ...]
    problems: tuple[Problem, ...]
    withheld: tuple[Withheld, ...]
    undrawn: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """What a phase will be made from. current: made already, and still as it was published.

    problems: what is to be mended in the milestone's folder, and what it lacks.
    """

    manifest: str
    current: bool
    documents: tuple[DocumentReference, ...]
    problems: tuple[Problem, ...]
    set_aside: tuple[SetAside, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a phase came to."""

    milestone: Milestone
    phase: Phase
    made: tuple[Made, ...]
    published: Published
    material: Material


def material(session: Session, milestone: Milestone, phase: Phase) -> Material:
    """Read what a phase depends on, and tell whether it is made already."""
    refuse_unread(session, milestone)
    documents = tuple(ref for ref in session.references(milestone) if ref.phase is phase)
    gathered = session.gathered(milestone)
    sources = {
        f"{code}/{name}": value
        for reference in documents
        for code, source in session.sources(reference).items()
        for name, value in source.hashes.items()
    }
    manifest = digest(
        [
            tools(session.settings.templates),
            digest_of(session.programme.hashes),
            digest_of(sources),
            *(reference.code for reference in documents),
            *_decided(session, documents),
        ]
    )
    aside = (*session.programme.set_aside, *gathered.set_aside)
    return Material(
        manifest,
        _is_current(session, milestone, phase, manifest),
        documents,
        (*session.programme.problems, *problems_of(session, milestone)),
        tuple(SetAside(each.file, each.sha256, each.reason) for each in aside),
    )


def _decided(session: Session, documents: tuple[DocumentReference, ...]) -> list[str]:
    """Return what was decided of these documents: they bear it."""
    codes = {reference.code for reference in documents}
    return [
        f"{each.document} {each.status} {each.content}"
        for each in session.ledger.decisions(session.code)
        if each.document in codes
    ]


def refuse_unread(session: Session, milestone: Milestone) -> None:
    """Refuse to publish over good documents when what they rest on cannot be read.

    A quick look (`build`, `check`) stays possible: the documents then come out with their marks.
    Raises ProblemsError.
    """
    if unread := unread_problems(session, milestone):
        raise ProblemsError(unread)


def _is_current(session: Session, milestone: Milestone, phase: Phase, manifest: str) -> bool:
    last = session.ledger.last_run(session.code, milestone.code, phase)
    if last is None or last.manifest != manifest:
        return False
    outputs = session.settings.outputs
    # A file edited by hand stands too: it is kept as it is, so nothing would be made of it.
    return all((outputs / file.path).is_file() for file in last.files)


def is_cancelled(session: Session, milestone: Milestone) -> bool:
    """Tell whether the calendar says that a milestone is cancelled."""
    planned = session.programme.calendar.value.planned(milestone.code)
    return planned is not None and planned.status is DateStatus.CANCELLED


def is_done(session: Session, milestone: Milestone, phase: Phase) -> bool:
    """Tell whether a phase is made as its inputs stand now, and what follows it is booked."""
    bookings = {
        (each.milestone, each.phase): each.due for each in session.ledger.bookings(session.code)
    }
    booked = all(
        bookings.get((each.step.milestone.code, each.step.phase)) == each.step.due
        for each in to_book(session, milestone, phase)
    )
    read = material(session, milestone, phase)
    posts = any(each.kind is DocumentKind.BLOG_POST for each in read.documents)
    return booked and read.current and _are_listed(session, posts=posts)


def _are_listed(session: Session, *, posts: bool) -> bool:
    """Tell whether the pages that list the documents are there; the blog only for posts."""
    outputs = session.settings.outputs
    return all((outputs / path).is_file() for path in listing_paths(session, with_blog=posts))


def make(session: Session, reference: DocumentReference) -> Made:
    """Compose and render one document; what is made already is found, not made again."""
    sources = session.sources(reference)
    composed = stated(session, reference).composed
    sheets = sheets_of(reference, sources[reference.milestone.code], session.programme)
    packing = packing_of(session, reference)
    files = session.printer.files(reference, composed.document, sheets, packing)
    return Made(
        reference,
        {reference.path(session.code, each): made for each, made in files.items()},
        composed.gaps,
        composed.problems,
        composed.withheld,
        glyph_problems(session, composed.document),
    )


def issue(
    session: Session,
    milestone: Milestone,
    phase: Phase,
    read: Material,
    made: tuple[Made, ...],
) -> Outcome:
    """Publish what was made, then record it; the page that lists the documents comes last."""
    files = {path: session.store.object(key) for each in made for path, key in each.files.items()}
    session.store.flush()
    outputs = session.settings.outputs
    published = publish(outputs, files, session.ledger)
    last = session.ledger.last_run(session.code, milestone.code, phase)
    owed_no_more = [file.path for file in last.files if file.path not in files] if last else []
    retire(outputs, owed_no_more, session.ledger)
    session.ledger.record_run(
        RunRecord(
            programme=session.code,
            milestone=milestone.code,
            phase=phase,
            manifest=read.manifest,
            files=tuple(
                IssuedFile(each.reference.code, path, key, len(files[path]))
                for each in made
                for path, key in each.files.items()
            ),
            set_aside=tuple(_unnamed(each) for each in read.set_aside),
            missing_count=sum(len(each.gaps) + len(each.problems) for each in made),
        )
    )
    if phase is Phase.PREPARE:
        note_dates_borne(session, milestone)
        session.store.flush()
    listing = listing_pages(session)
    publish(outputs, date_files(session) | listing, session.ledger)
    blog = (f"{session.code}/{each}" for each in (BLOG, FEED))
    retire(outputs, [path for path in blog if path not in listing], session.ledger)
    return Outcome(milestone, phase, made, published, read)


def _unnamed(aside: SetAside) -> SetAside:
    """Return a file set aside without its name, which may be somebody's: the hash tells which."""
    path = PurePosixPath(aside.path)
    return SetAside(f"{path.parent}/{aside.sha256[:12]}{path.suffix}", aside.sha256, aside.reason)


@dataclass(frozen=True, slots=True)
class BookedStep:
    """A step to book: when its run starts, and under which key."""

    step: Step
    starts: datetime
    key: str


def to_book(session: Session, milestone: Milestone, phase: Phase) -> tuple[BookedStep, ...]:
    """Return the steps to book once a phase has been run, each at 09:00 in Paris on its day.

    One whose day is past and that was made already is not run again.
    """
    source, clock = session.programme, session.settings.clock
    ordered = steps(source.programme.value, source.calendar.value)
    today = clock.civil(datetime.now(UTC)).date()
    return tuple(
        BookedStep(
            step,
            clock.moment(at_run_hour(step.due)),
            booking_key(session.code, step.milestone.code, step.phase),
        )
        for step in following_steps(ordered, milestone, phase)
        if step.due > today or not _was_made(session, step)
    )


def _was_made(session: Session, step: Step) -> bool:
    last = session.ledger.last_run(session.code, step.milestone.code, step.phase)
    return last is not None and not last.manifest.startswith(UNFINISHED)


def record_booking(session: Session, booked: BookedStep) -> bool:
    """Record a booking in the ledger; False when nothing changed."""
    step = booked.step
    return session.ledger.book(
        Booking(session.code, step.milestone.code, step.phase, step.due, booked.key)
    )


def render_now(
    session: Session, reference: DocumentReference, formats: tuple[OutputFormat, ...]
) -> tuple[dict[OutputFormat, bytes], Made]:
    """Render one document for a quick look: nothing is published or recorded.

    Raises FormatNotOfferedError for a format that this kind of document is not made in.
    """
    offered = SHAPES[reference.kind].formats
    for each in formats:
        if each not in offered:
            raise FormatNotOfferedError(reference.label, each, tuple(map(str, offered)))
    sources = session.sources(reference)
    composed = stated(session, reference).composed
    sheets = sheets_of(reference, sources[reference.milestone.code], session.programme)
    packing = packing_of(session, reference)
    content = session.printer.render(composed.document, sheets, formats, packing)
    undrawn = glyph_problems(session, composed.document)
    made = Made(reference, {}, composed.gaps, composed.problems, composed.withheld, undrawn)
    return content, made
