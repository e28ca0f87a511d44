"""The issued versions of a document, and what changed from one to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pret.compose.comparison import compared
from pret.compose.comparison_summary import Change, changes
from pret.domain.documents import OutputFormat
from pret.domain.references import DocumentReference
from pret.domain.tree_data import decoded
from pret.domain.tree_document import STATUS_LABELS, Document
from pret.errors import NoVersionError
from pret.service.printer import tree_key
from pret.service.session import Session
from pret.service.stated import stated

FORMATS = (OutputFormat.WORD, OutputFormat.HTML)


@dataclass(frozen=True, slots=True)
class Version:
    """An issued version. number: from 1, in the order in which versions were issued."""

    number: int
    document: Document

    @property
    def label(self) -> str:
        """Return « version 2 (en relecture, 0.1) »."""
        status = STATUS_LABELS[self.document.status]
        return f"version {self.number} ({status}, {self.document.version})"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side. old, new: their names in French."""

    old: str
    new: str
    document: Document
    changes: tuple[Change, ...]


def versions(session: Session, reference: DocumentReference) -> tuple[Version, ...]:
    """Return the issued versions of a document whose trees can be read, the first one first."""
    found: list[Document] = []
    for run in session.ledger.runs(session.code):
        for file in run.files:
            document = _tree(session, file.sha256) if file.document == reference.code else None
            if document is not None and document not in found[-1:]:
                found.append(document)
    return tuple(Version(number, each) for number, each in enumerate(found, start=1))


def _tree(session: Session, sha256: str) -> Document | None:
    kept = session.store.get(tree_key(sha256))
    if kept is None:
        return None
    try:
        return decoded(kept)
    except ValueError:
        return None  # written by an older version of the product, whose trees had another shape


def comparison(
    session: Session, reference: DocumentReference, since: int | None = None
) -> Comparison:
    """Compare an issued version with what the inputs give now.

    since: the number of the older version; by default the last one that says something else.
    Raises NoVersionError, with the versions there are, when nothing can be compared.
    """
    current = stated(session, reference).composed.document
    known = versions(session, reference)
    asked = [each for each in known if since is None or each.number == since]
    if not asked:
        raise NoVersionError(reference.label, since, tuple(each.label for each in known))
    for version in reversed(asked):
        made = compared(version.document, current)
        told = changes(made)
        if told or version is asked[0]:
            return Comparison(version.label, "version actuelle", _titled(made, version), told)
    raise AssertionError("the first version asked for is always returned")


def _titled(document: Document, since: Version) -> Document:
    return replace(document, subtitle=f"Comparaison avec la {since.label}", cover=False)


def render_comparison(session: Session, made: Comparison) -> Mapping[OutputFormat, bytes]:
    """Render a comparison as Word, with tracked changes, and as HTML."""
    return session.printer.render(made.document, (), FORMATS)
