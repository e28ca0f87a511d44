"""What jinja says of a template's syntax, in French, with what to write instead."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable

#: What is found, then what to write; `{0}`, `{1}` are what jinja names.
_SENTENCES = (
    (
        r"Encountered unknown tag '(.+?)'.*innermost block that needs to be closed is '(.+?)'",
        "la balise « {0} » n’est pas attendue ici : le bloc « {1} » est encore ouvert.",
        "Fermez-le d’abord par {{% end{1} %}}, ou corrigez « {0} ».",
    ),
    (
        r"Encountered unknown tag '(.+?)'",
        "la balise « {0} » n’existe pas.",
        "Écrivez par exemple {{% if … %}}, {{% for … in … %}} ou {{% set … %}}.",
    ),
    (
        r"Unexpected end of template.*innermost block that needs to be closed is '(.+?)'",
        "le modèle se termine alors que le bloc « {0} » est encore ouvert.",
        "Fermez-le par {{% end{0} %}}.",
    ),
    (
        r"expected token 'end of print statement', got '(.+?)'",
        "« {0} » n’est pas attendu dans cette valeur.",
        "Refermez la valeur par }}}} avant, ou séparez les mots par un opérateur.",
    ),
    (
        r"expected token 'end of statement block', got '(.+?)'",
        "« {0} » n’est pas attendu dans cette balise.",
        "Refermez la balise par %}} avant.",
    ),
    (
        r"expected token '(.+?)', got '(.+?)'",
        "« {1} » est écrit là où « {0} » est attendu.",
        "Écrivez « {0} » à cet endroit.",
    ),
    (
        r"unexpected '?end of template|got 'end of template'",
        "le modèle se termine trop tôt.",
        "Refermez la dernière balise ou la dernière parenthèse.",
    ),
    (
        r"unexpected '(.+?)'(?:, expected '(.+?)')?",
        "« {0} » n’est pas attendu ici.",
        "Vérifiez que chaque {{{{, {{% et parenthèse est refermé par son pendant.",
    ),
)
_NO_SUCH = re.compile(r"No (filter|test) named '(.+?)'")
_NAMES = {"filter": "le filtre", "test": "le test"}


def syntax_words(message: str, known: Callable[[str], Iterable[str]]) -> tuple[str, str]:
    """Return what is wrong and what to write.

    message: jinja's, in English. known: the names of all filters, or of all tests.
    """
    absent = _NO_SUCH.search(message)
    if absent is not None:
        kind, name = absent.groups()
        near = difflib.get_close_matches(name, sorted(known(kind)), 1, 0.5)
        remedy = f"Écrivez « {near[0]} »." if near else "Retirez-le."
        return f"{_NAMES[kind]} « {name} » n’existe pas.", remedy
    for pattern, found, remedy in _SENTENCES:
        match = re.search(pattern, message, re.DOTALL)
        if match is not None:
            said = [group or "" for group in match.groups()]
            return found.format(*said), remedy.format(*said)
    return f"syntaxe : {message}.", "Comparez avec un modèle voisin."
