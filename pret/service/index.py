"""The page that lists a programme's published documents, for those who collect them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from pret.domain import french
from pret.domain.documents import OutputFormat
from pret.domain.milestones import Milestone
from pret.domain.tree_data import decoded
from pret.service.blog import BLOG, FEED, blog_pages, is_blogging
from pret.service.printer import standing_key, standing_words, tree_key
from pret.service.session import Session
from pret.vault.records import IssuedFile

#: The page that lists a programme's documents, in its folder of the outputs.
INDEX = "index.html"
_KINDS = {
    "docx": "Word",
    "pdf": "PDF",
    "xlsx": "Excel",
    "odt": "ODT",
    "html": "Page web",
    "zip": "Dossier pour le graphiste",
}


def listing_pages(session: Session) -> dict[str, bytes]:
    """Return the pages that list what was issued last, by their path under the outputs.

    The blog and its feed come first, when there is a post to show; the list of documents is last.
    """
    blog, issued = blog_pages(session, _issued(session)), _issued_last(session)
    names = index_names(session, issued, BLOG if blog else "")
    page = session.printer.pages.fill("index.html.j2", **names)
    return blog | {f"{session.code}/{INDEX}": page}


def listing_paths(session: Session, *, with_blog: bool) -> tuple[str, ...]:
    """Return where the pages that should be there are. with_blog: the blog is looked at too."""
    wanted = [INDEX]
    if with_blog and is_blogging(session, _issued(session)):
        wanted += [BLOG, FEED]
    return tuple(f"{session.code}/{each}" for each in wanted)


def _issued(session: Session) -> list[IssuedFile]:
    return [file for files in _issued_last(session).values() for file in files]


def _issued_last(session: Session) -> dict[str, list[IssuedFile]]:
    """Return the files issued last, by milestone."""
    latest = {(run.milestone, run.phase): run for run in session.ledger.runs(session.code)}
    return {
        milestone.code: [
            file
            for (code, _), run in latest.items()
            if code == milestone.code
            for file in run.files
        ]
        for milestone in session.milestones
    }


def index_names(
    session: Session, issued: Mapping[str, list[IssuedFile]], blog: str
) -> dict[str, object]:
    """Return what the list of documents may name.

    issued: by milestone. blog: address of the list of posts, empty for none.
    """
    programme = session.programme.programme.value
    return {
        "title": programme.title,
        "subtitle": programme.policy,
        "language": programme.language,
        "blog": blog,
        "milestones": [
            _milestone(session, milestone, issued[milestone.code])
            for milestone in session.milestones
            if issued.get(milestone.code)
        ],
    }


def _milestone(
    session: Session, milestone: Milestone, files: Iterable[IssuedFile]
) -> dict[str, Any]:
    by_document: dict[str, list[IssuedFile]] = {}
    for file in files:
        by_document.setdefault(file.document, []).append(file)
    labels = {ref.code: ref.label for ref in session.references(milestone)}
    planned = session.programme.calendar.value.planned(milestone.code)
    last = (planned.last_day or planned.first_day) if planned is not None else None
    return {
        "label": milestone.label,
        "dates": french.day_range(planned.first_day, last) if planned and last else "",
        "documents": [
            {
                "label": labels.get(code, code),
                "status": _status(session, here),
                "files": [_file(file) for file in here],
            }
            for code, here in by_document.items()
        ],
    }


def _status(session: Session, files: Iterable[IssuedFile]) -> str:
    """Return the status that a document bore when it was issued; empty when that is not known."""
    suffix = f".{OutputFormat.WORD}"
    word = next((file.sha256 for file in files if file.path.endswith(suffix)), "")
    said = session.store.get(standing_key(word))
    if said is None:  # issued by a version that did not keep it: its tree says it
        tree = session.store.get(tree_key(word))
        try:
            said = standing_words(decoded(tree)).encode() if tree is not None else b""
        except ValueError:  # a tree of another version
            said = b""
        session.store.put(standing_key(word), said)
    return said.decode()


def _file(file: IssuedFile) -> dict[str, str]:
    suffix = file.path.rpartition(".")[2]
    return {
        "address": quote(file.path.partition("/")[2]),
        "kind": _KINDS.get(suffix, suffix),
        "size": french.size(file.size_bytes),
    }
