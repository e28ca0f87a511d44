"""Names typed where nobody is to be named: words of an interview, captions, notes.

Codes are printed as each person agreed; a name that was typed as text would be printed as it is.
What is told of it goes to logs too: it gives the code, never the name.
Source: docs/guide.md, « Les entretiens et l’anonymat ».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pret.domain.facts import Facts
from pret.domain.gathered import Sourced
from pret.domain.material import Anonymity, Interview, Note, PreparedPhoto
from pret.domain.people import Person
from pret.domain.tree import Heading, Paragraph
from pret.domain.tree_walk import plain, walk
from pret.gather.crosscheck import mentions, placed
from pret.problems import Problem

#: A shorter word is an initial, or « de », « la ».
_LEAST_LETTERS = 3


def interview_names(interview: Sourced[Interview], people: Iterable[Person]) -> Iterator[Problem]:
    """Yield the names found in an interview that names nobody.

    Looked for: whole names; in the pseudonym, and of the person interviewed, each word of a name.
    """
    value = interview.value
    if value.anonymity is Anonymity.NAMED:
        return
    for mention in mentions(value):
        for person in people:
            own = person.code == value.person or mention.key == "speaker"
            if not _names(_words(person) if own else (person.name,), mention.text):
                continue
            said = f"ce texte nomme {person.code}, dans un entretien qui ne nomme personne."
            remedy = "Mettez sa fonction à la place de son nom, ou des points de suspension."
            if mention.key == "speaker":
                said = f"ce pseudonyme est dans le nom de {person.code}."
                remedy = "Choisissez-en un autre, ou retirez-le."
            yield placed(interview, mention.loc, said, remedy)


def photo_names(photos: Iterable[PreparedPhoto], people: Iterable[Person]) -> Iterator[Problem]:
    """Yield the names, in the words of a photo, of those on it who are never named in public."""
    hidden = {each.code: each for each in people if each.minor or not each.named}
    for photo in photos:
        for person in (hidden[code] for code in photo.photo.people if code in hidden):
            said = " ".join(filter(None, (photo.photo.caption, photo.photo.alt)))
            if _names(_words(person), said):
                where = f"photo {photo.photo.file}"
                yield Problem(photo.origin.file, photo.origin.line, where, *_never_named(person))


def minors_names(
    facts: Sourced[Facts], notes: Iterable[tuple[str, Note]], people: Iterable[Person]
) -> Iterator[Problem]:
    """Yield the names of minors in facts and notes. notes: each with its file."""
    minors = [each for each in people if each.minor]
    for person in minors:
        for mention in mentions(facts.value):
            if _names((person.name,), mention.text):
                yield placed(facts, mention.loc, *_never_named(person))
        for file, note in notes:
            words = (
                plain(block.content)
                for block in walk(note.blocks)
                if isinstance(block, Paragraph | Heading)
            )
            if _names((person.name,), "\n".join(words)):
                yield Problem(file, None, "", *_never_named(person))


def _never_named(person: Person) -> tuple[str, str]:
    why = "une personne mineure" if person.minor else "que people.yaml dit de ne pas nommer"
    said = f"ce texte nomme {person.code}, {why}."
    return said, "Mettez sa fonction à la place de son nom."


def _words(person: Person) -> tuple[str, ...]:
    return tuple(word for word in person.name.split() if len(word) >= _LEAST_LETTERS)


def _names(names: Iterable[str], text: str) -> bool:
    """Tell whether one of some names stands in a text as words of their own."""
    every = (r"\s+".join(re.escape(word) for word in name.split()) for name in names)
    return any(re.search(rf"(?<!\w){name}(?!\w)", text) for name in every)
