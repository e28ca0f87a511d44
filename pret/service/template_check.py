"""Templates held against what exists: all that would stop a document, told at once."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from pret.domain.documents import DocumentKind, OutputFormat
from pret.domain.references import DocumentReference
from pret.errors import PretError, Problem, TemplateError
from pret.service.beginning import begin
from pret.service.session import Session
from pret.settings import Settings

_EMPTY = "essai"
_FIRST_DAY = date(2027, 1, 11)


def template_problems(settings: Settings, programmes: Iterable[str]) -> tuple[Problem, ...]:
    """Return what is wrong with the templates, in the order of the documents, each fault once.

    Each template is read for names that do not exist, then filled with an empty programme and with
    those given; the layout then makes one document in Word and PDF.
    """
    found: dict[Problem, None] = {}
    with _empty_programme(settings) as session:
        found |= dict.fromkeys(_wording(session))
        found |= dict.fromkeys(_layout(session))
    for code in programmes:
        with Session(settings, code) as session:
            found |= dict.fromkeys(_wording(session))
    return (*found, *_strays(settings.templates / "documents"))


@contextmanager
def _empty_programme(settings: Settings) -> Iterator[Session]:
    """Open a new programme in which nothing is filled: drafts must come out all the same."""
    with tempfile.TemporaryDirectory(prefix="pret-modeles-") as home:
        apart = replace(
            settings,
            inputs=Path(home) / "inputs",
            outputs=Path(home) / "outputs",
            state=Path(home) / "state",
            ledger_url="",
            quiet_s=0.0,
        )
        begin(apart, _EMPTY, "Essai", _FIRST_DAY)
        with Session(apart, _EMPTY) as session:
            yield session


def _references(session: Session) -> Iterator[DocumentReference]:
    for milestone in session.milestones:
        yield from session.references(milestone)


def _wording(session: Session) -> Iterator[Problem]:
    for reference in _references(session):
        sources = session.sources(reference)
        try:
            faults = session.composer.faults(reference, session.programme, sources)
            yield from faults
            if not faults:
                composed = session.composer.compose(reference, session.programme, sources)
                yield from (
                    replace(problem, file=f"templates/documents/{problem.file}")
                    for problem in composed.problems
                    if problem.file.endswith(".j2")
                )
        except TemplateError as error:
            yield Problem(f"templates/{error.file}", error.line, "", error.found, "")


def _layout(session: Session) -> Iterator[Problem]:
    """Make the shortest document there is: a fault of the layout shows in any of them."""
    formats = (OutputFormat.WORD, OutputFormat.PDF)
    for reference in _references(session):
        if reference.kind is DocumentKind.AGENDA:
            try:
                composed = session.composer.compose(
                    reference, session.programme, session.sources(reference)
                )
                session.printer.render(composed.document, (), formats)
            except TemplateError as error:
                yield Problem(f"templates/{error.file}", error.line, "", error.found, "")
            except PretError as error:
                yield Problem("templates/pdf", None, "mise en page", str(error), "")
            return


def _strays(folder: Path) -> Iterator[Problem]:
    """Yield the files that bear the name of no kind of document: nothing would ever use them."""
    known = {f"{kind}.md.j2" for kind in DocumentKind}
    for path in sorted(folder.iterdir()):
        if path.name not in known and not path.name.startswith("."):
            yield Problem(
                f"templates/documents/{path.name}",
                None,
                "",
                "aucun document ne porte ce nom : ce fichier ne sert pas.",
                "Renommez-le comme le document qu’il écrit, ou retirez-le.",
            )
