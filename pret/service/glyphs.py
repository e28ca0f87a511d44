"""The characters that the PDF cannot draw, each with the line that it was typed on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from pret.compose.over_tree import Content, contents
from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import Code, CodeBlock, Foreign, Link, Paragraph, Styled, Text
from pret.domain.tree_document import Document, Status
from pret.domain.tree_walk import walk
from pret.problems import Problem
from pret.render.typst_text import stand_in
from pret.service.digest import digest, tools
from pret.service.session import Session

_NOWHERE = Origin(OriginKind.COMPUTED, "")
#: Words with a sign that is not one of the bundled fonts' own: ASCII, Latin-1, Latin Extended-A and
#: the signs of French typography are drawn whatever the face.
_UNCOMMON = re.compile(r"\S*[^\s!-~\u00a0-\u017f‘’“”„†‡•…‰‹›€™–—−\u202f\u2011\u200b]\S*")


def glyph_problems(session: Session, document: Document) -> tuple[Problem, ...]:
    """Return each character that no bundled font draws, once a line, in reading order.

    Only the PDF is concerned: the other formats keep it. A typst of its own is asked, with nothing
    but the uncommon words of the document, and its answer kept.
    """
    texts = list(_texts(document))
    words = dict.fromkeys(word for text, _ in texts for word in _UNCOMMON.findall(text))
    if not words:
        return ()
    undrawn = _undrawn(session, " ".join(words))
    found = ((sign, origin) for text, origin in texts for sign in text if sign in undrawn)
    return tuple(_problem(*each) for each in dict.fromkeys(found))


def _undrawn(session: Session, words: str) -> frozenset[str]:
    """Return the characters of these words that no bundled font draws."""
    key = digest(["undrawn", words, tools(session.settings.templates)])
    known = session.store.get(key)
    if known is None:
        known = "".join(session.printer.undrawn(_probe(words))).encode()
        session.store.put(key, known)
    return frozenset(known.decode())


def _probe(words: str) -> Document:
    """Return a document that says these words and nothing else."""
    day = date(2000, 1, 1)  # of a page that nobody sees
    paragraph = Paragraph((Text(words, _NOWHERE),))
    return Document("Essai", "", "", "", day, "", Status.PUBLISHED, (paragraph,))


def _texts(document: Document) -> Iterator[tuple[str, Origin]]:
    """Yield every text that is drawn, with its place where it has one."""
    front = (
        *(document.title, document.subtitle, document.programme, document.day_label),
        *(*document.organisations, *document.authors, *document.mentions),
    )
    yield from ((text, _NOWHERE) for text in front)
    for content in contents(document.blocks):
        yield from _inlines(content)
    for block in walk(document.blocks):
        if isinstance(block, CodeBlock):
            yield block.value, block.origin


def _inlines(content: Content) -> Iterator[tuple[str, Origin]]:
    for inline in content:
        match inline:
            case Text(value, origin) | Code(value, origin):
                yield value, origin
            case Styled(_, inner) | Foreign(_, inner) | Link(_, inner):
                yield from _inlines(inner)
            case _:
                pass


def _problem(sign: str, origin: Origin) -> Problem:
    instead = f"« {stand_in(sign)} » y est imprimé" if stand_in(sign) else "il n’y paraît pas"
    return Problem(
        origin.file,
        origin.line,
        f"{_shown(sign)} (U+{ord(sign):04X})",
        f"aucune police du PDF ne le dessine : {instead} ; les autres formats le gardent.",
        "Dites-le en mots, ou retirez-le.",
    )


def _shown(sign: str) -> str:
    """Return a sign as people see it: an accent on a dotted circle, a joiner by what it is."""
    match unicodedata.category(sign):
        case "Cf" | "Co" | "Cn":
            return "caractère invisible" if stand_in(sign) == "" else "caractère sans dessin"
        case "Mn" | "Me":
            return f"« \u25cc{sign} »"
        case _:
            return f"« {sign} »"
