"""What the designer's package needs beside the tree: the pictures' originals, and whom to ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pret.domain.documents import SHAPES, OutputFormat
from pret.domain.facts.closure import ClosureFacts
from pret.domain.references import DocumentReference
from pret.domain.tree import Picture
from pret.domain.tree_document import Document, pictures
from pret.gather.cache import Cache
from pret.gather.originals import Original, full_size
from pret.render.package_notice import Terms
from pret.service.session import Session


@dataclass(frozen=True, slots=True)
class Packing:
    """What a package is made from beside its document.

    folder: the programme's. originals: by the key of the prepared picture.
    """

    folder: Path = Path()
    originals: Mapping[str, Original] = field(default_factory=dict)
    terms: Terms = field(default_factory=Terms)

    def parts(self, document: Document) -> Iterator[str]:
        """Yield what makes one package differ from another, beside its document.

        That an original is there counts: put back, it takes the place of the reduced picture.
        """
        yield repr(self.terms)
        for _, original in self._printed(document):
            yield f"{original} {(self.folder / original.file).is_file()}"

    def full_pictures(self, document: Document, cache: Cache) -> dict[str, Picture]:
        """Return the full-size picture by the key of each printed one, made one at a time.

        Those whose original is not to be had any more are left out.
        """
        found: dict[str, Picture] = {}
        for key, original in self._printed(document):
            made = full_size(self.folder, original, cache)
            if isinstance(made, Picture):
                found[key] = made
        return found

    def _printed(self, document: Document) -> Iterator[tuple[str, Original]]:
        for picture in pictures(document):
            if picture.key in self.originals:
                yield picture.key, self.originals[picture.key]


def packing_of(session: Session, reference: DocumentReference) -> Packing:
    """Return what a document's package is made from; nothing for a kind that has none."""
    if OutputFormat.PACKAGE not in SHAPES[reference.kind].formats:
        return Packing()
    folder = session.settings.inputs / session.code
    terms = Terms(session.programme.programme.value.licence, _contact(session, reference))
    return Packing(folder, dict(_originals(session, reference)), terms)


def _originals(session: Session, reference: DocumentReference) -> Iterator[tuple[str, Original]]:
    for gathered in session.sources(reference).values():
        for prepared in gathered.photos:
            file = f"{gathered.milestone.folder}/photos/{prepared.photo.file}"
            yield prepared.picture.key, Original(file, gathered.hashes[file])
    source = session.programme
    for partner in source.programme.value.partners:
        logo = source.logos.get(partner.code)
        if logo is not None and partner.logo is not None:
            yield logo.key, Original(partner.logo, source.hashes[partner.logo])


def _contact(session: Session, reference: DocumentReference) -> str:
    """Return whom to ask, if she may be named to the public, as the colophon does."""
    facts = session.gathered(reference.milestone).facts.value
    code = facts.contact if isinstance(facts, ClosureFacts) else None
    everybody = session.programme.people.value.people
    person = next((each for each in everybody if each.code == code), None)
    if person is None or not person.named or person.minor:
        return ""
    said = ", ".join(filter(None, (person.name, person.function, person.organisation)))
    return f"{said} ({person.email})" if person.email else said
