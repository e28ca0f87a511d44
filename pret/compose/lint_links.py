"""Links whose words say where they lead: whoever hears a list of links hears only these."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pret.compose.lint_words import normalised, origin_of, problem_at
from pret.compose.over_tree import Content, contents
from pret.domain.origins import Origin
from pret.domain.tree import Block, Foreign, Link, Styled
from pret.domain.tree_walk import plain
from pret.problems import Problem

_SAYING_NOTHING = frozenset(
    {
        *(
            "ici",
            "là",
            "cliquez ici",
            "cliquer ici",
            "lien",
            "ce lien",
            "le lien",
            "voir",
            "voir ici",
        ),
        *("lire", "lire la suite", "lire plus", "la suite", "suite", "plus", "en savoir plus"),
        *("savoir plus", "plus d'informations", "cette page", "site", "ce site", "article"),
        *("télécharger", "document", "pdf", "here", "click here", "read more"),
    }
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)
_NAMED = "Nommez la page vers laquelle il mène."


def link_problems(blocks: tuple[Block, ...]) -> Iterator[Problem]:
    """Yield what is wrong with the words of links, notes and cells included."""
    targets: dict[str, str] = {}
    for content in contents(blocks):
        before = origin_of(content)
        for link in _links(content):
            yield from _link(link, targets, before)


def _links(content: Content) -> Iterator[Link]:
    for inline in content:
        match inline:
            case Link():
                yield inline
            case Styled(_, inner) | Foreign(_, inner):
                yield from _links(inner)
            case _:
                pass


def _link(link: Link, targets: dict[str, str], before: Origin | None) -> Iterator[Problem]:
    """Yield what is wrong with a link. targets: where the same words led, in reading order."""
    shown = plain(link.content).strip()
    words, origin = normalised(shown), origin_of(link.content) or before
    if not words:
        yield problem_at(origin, "", f"le lien vers {link.target} n’a pas d’intitulé.", _NAMED)
    elif words in _SAYING_NOTHING:
        found = f"l’intitulé du lien vers {link.target} ne dit rien."
        yield problem_at(origin, shown, found, _NAMED)
    elif _ADDRESS.match(shown):
        yield problem_at(origin, shown, "l’intitulé de ce lien est une adresse.", _NAMED)
    elif targets.setdefault(words, link.target) != link.target:
        found = f"le même intitulé mène à {targets[words]} et à {link.target}."
        yield problem_at(origin, shown, found, "Dites ce qui les distingue.")
