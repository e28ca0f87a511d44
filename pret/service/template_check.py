"""Templates held against what exists: all that would stop a document, told at once."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from pret.compose.template_names import name_faults
from pret.domain.documents import DocumentKind
from pret.domain.references import DocumentReference
from pret.domain.tree_document import Status
from pret.errors import TemplateError
from pret.problems import PretError, Problem
from pret.render.blog import BlogPost
from pret.render.charts import drawn
from pret.render.html_page import HtmlWriter, page_names
from pret.render.pdf import PdfWriter
from pret.service.beginning import begin
from pret.service.blog import BLOG, blog_names, feed_names
from pret.service.index import index_names
from pret.service.session import Session
from pret.service.specimens import specimens
from pret.settings import Settings
from pret.vault.records import IssuedFile

_EMPTY = "essai"
_FIRST_DAY = date(2027, 1, 11)
#: A file and a post as they are once issued, to fill the pages that list them.
_ISSUED = IssuedFile("preparation/planning", "essai/00-preparation/planning.pdf", "0" * 64, 1000)
_POST = BlogPost(
    address="../billet.html",
    reference="essai/immersion-1/blog-post-1",
    entry="essai/immersion-1/billet.md",
    title="Billet",
    day=_FIRST_DAY,
    day_label="11 janvier 2027",
    author="Un organisme",
    summary="Un résumé.",
    status=Status.IN_REVIEW,
    not_before=None,
    picture=None,
    minutes=1,
)


def template_problems(settings: Settings, programmes: Iterable[str]) -> tuple[Problem, ...]:
    """Return what is wrong with the templates, in the order of the documents, each fault once.

    Each template is read for names that do not exist, then filled with an empty programme and with
    those given; the layout of PDF and of web pages is tried on documents that use all of it.
    """
    if absent := tuple(_absent(settings.templates)):
        return absent
    found: dict[Problem, None] = {}
    with _empty_programme(settings) as session:
        for look in (_wording, _layout, _pages):
            found |= dict.fromkeys(_told(look, session))
    for code in programmes:
        with Session(settings, code) as session:
            found |= dict.fromkeys(_told(_wording, session))
    return (*found, *_strays(settings.templates / "documents"))


def _absent(templates: Path) -> Iterator[Problem]:
    """Yield the folders without which nothing can be read."""
    for name in ("documents", "pdf", "html"):
        if not (templates / name).is_dir():
            yield Problem(
                f"templates/{name}",
                None,
                "",
                "ce dossier n’existe pas.",
                "Remettez-le tel que Prêt l’a livré, ou corrigez PRET_TEMPLATES.",
            )


def _told(look: Callable[[Session], Iterable[Problem]], session: Session) -> Iterator[Problem]:
    """Yield what one look finds; the theme, which two of them need, may be what is wrong."""
    try:
        yield from look(session)
    except TemplateError as error:
        yield from error.problems


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
            yield from error.problems


def _layout(session: Session) -> Iterator[Problem]:
    """Yield the faults of the layout of PDF: of its files, then of what documents use in them."""
    session.printer  # noqa: B018 - the Word reference, which may be an expert's own
    with PdfWriter(session.settings.templates, session.theme) as writer:
        first, *others = specimens()
        faults = writer.layout_faults(first)
        yield from (problem for fault in faults for problem in fault.problems)
        for document in () if faults else (first, *others):
            shown, images = drawn(document, session.theme)
            try:
                writer.write(shown, images)
            except TemplateError as error:
                yield from error.problems
            except PretError as error:
                yield Problem("templates/pdf", None, "mise en page", str(error), "")


def _pages(session: Session) -> Iterator[Problem]:
    """Yield the faults of the web pages: syntax and names of all, then what filling them shows."""
    theme, templates = session.theme, session.settings.templates
    writer, documents = HtmlWriter(templates, theme), [drawn(each, theme) for each in specimens()]
    page = page_names(*documents[0])
    named = {
        "index.html.j2": index_names(session, {session.milestones[0].code: [_ISSUED]}, BLOG),
        "blog.html.j2": blog_names(session, [_POST]),
        "feed.xml.j2": feed_names(session, [_POST]),
    }
    faulty: set[str] = set()
    for path in sorted((templates / "html").glob("*.j2")):
        for problem in _page_faults(writer, path.name, named.get(path.name, page)):
            faulty.add(path.name)
            yield problem
    every = [("page.html.j2", page_names(*each)) for each in documents]
    for name, names in (*every, *named.items()):
        if faulty.isdisjoint((name, "frame.html.j2")):  # what all pages share
            try:
                writer.fill(name, **names)
            except TemplateError as error:
                yield from error.problems


def _page_faults(writer: HtmlWriter, name: str, names: Mapping[str, object]) -> Iterator[Problem]:
    try:
        tree = writer.parsed(name)
    except TemplateError as error:
        yield from error.problems
    else:
        yield from name_faults(tree, f"templates/html/{name}", {**names, **writer.everywhere})


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
