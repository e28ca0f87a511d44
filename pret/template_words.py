"""What jinja says of a template, in French, with its file, its line and what to write instead.

Wording and web pages are both jinja templates, and their faults are told alike.
"""

from __future__ import annotations

import difflib
import re

import jinja2
from jinja2.exceptions import SecurityError

from pret.errors import TemplateError

#: Faults of syntax: what is found, then what to write; `{0}`, `{1}` are what jinja names.
_SYNTAX = (
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
#: Faults that only filling a template shows, as jinja or Python says them.
_FILLING = (
    (r"^'(\w+)' is undefined", "« {0} » : ce nom n’existe pas.", "Corrigez-le, ou définissez-le."),
    (
        r"^'?None(?:Type object)?'? has no (?:attribute|element) '?(\w+)'?",
        "« {0} » est lu dans une valeur absente.",
        "Entourez-le de {{% if … %}}.",
    ),
    (
        r" has no attribute '(\w+)'",
        "« {0} » : ce champ n’existe pas ici.",
        "Corrigez son nom.",
    ),
    (
        r" has no element '?(\w+)'?",
        "il n’y a pas d’élément {0} ici.",
        "Testez-le par {{% if … %}}.",
    ),
    (
        r"unsupported operand type\(s\) for (\S+): ",
        "ces deux valeurs ne se combinent pas par « {0} ».",
        "Pour mettre des mots bout à bout, écrivez ~.",
    ),
    (
        r"can only concatenate (\w+) ",
        "ces deux valeurs ne s’additionnent pas.",
        "Pour mettre des mots bout à bout, écrivez ~.",
    ),
    (
        r"not supported between instances of",
        "ces deux valeurs ne se comparent pas : l’une des deux est peut-être absente.",
        "Testez-la d’abord par {{% if … %}}.",
    ),
    (
        r"division (?:or modulo )?by zero|modulo by zero",
        "une division par zéro.",
        "Testez le diviseur.",
    ),
    (
        r"object is not iterable",
        "une boucle passe sur ce qui n’est pas une liste.",
        "Donnez-lui une liste.",
    ),
    (
        r"object is not callable",
        "ce qui est appelé n’est pas une fonction.",
        "Retirez les parenthèses, ou corrigez le nom.",
    ),
    (
        r"(\w+)\(\) missing \d+ required \S+ arguments?: (.+)",
        "« {0} » attend encore : {1}.",
        "Ajoutez-le entre les parenthèses.",
    ),
    (
        r"(\w+)\(\) got an unexpected keyword argument '(\w+)'",
        "« {0} » n’a pas d’argument « {1} ».",
        "Retirez-le, ou corrigez son nom.",
    ),
    (
        r"(\w+)\(\) takes .+ positional arguments? but",
        "« {0} » reçoit trop de valeurs.",
        "Retirez celles de trop.",
    ),
    (
        r"access to attribute '(\w+)' .* is unsafe",
        "« {0} » est interdit dans un modèle.",
        "Choisissez un champ de la liste.",
    ),
)
_NO_SUCH = re.compile(r"No (filter|test) named '(.+?)'")
_NAMES = {"filter": "le filtre", "test": "le test"}


class UnusableValueError(Exception):
    """A template asks for what cannot be. Its words are ours: what is wrong and what to write."""


def template_fault(
    error: Exception, name: str, folder: str, environment: jinja2.Environment
) -> TemplateError:
    """Return what went wrong in a template as an error with its file and line.

    name: the template that was filled. folder: of the templates, as told to people.
    """
    if isinstance(error, jinja2.TemplateSyntaxError):
        found = syntax_words(error.message or "", environment)
        return TemplateError(f"{folder}/{error.name or name}", error.lineno, found)
    if isinstance(error, jinja2.TemplateNotFound):
        absent = "ce modèle n’existe pas. Remettez-le, ou retirez ce qui le demande."
        return TemplateError(f"{folder}/{error.name}", None, absent)
    if isinstance(error, UnicodeDecodeError):
        spoilt = error.object.count(b"\n", 0, error.start) + 1
        found = "ce n’est pas du texte en UTF-8. Enregistrez ce fichier de nouveau, en UTF-8."
        return TemplateError(f"{folder}/{name}", spoilt, found)
    file, line = _place_in_template(error, name)
    return TemplateError(f"{folder}/{file}", line, _filling_words(error))


def syntax_words(message: str, environment: jinja2.Environment) -> str:
    """Return what is wrong with a template's syntax and what to write. message: jinja's."""
    absent = _NO_SUCH.search(message)
    if absent is None:
        return _told(message, _SYNTAX) or f"syntaxe fautive {_original(message)}."
    kind, name = absent.groups()
    known = environment.filters if kind == "filter" else environment.tests
    near = difflib.get_close_matches(name, sorted(known), 1, 0.5)
    return f"{_NAMES[kind]} « {name} » n’existe pas. " + (
        f"Écrivez « {near[0]} »." if near else "Retirez-le."
    )


def _filling_words(error: Exception) -> str:
    said = (error.message if isinstance(error, jinja2.TemplateError) else None) or str(error)
    if isinstance(error, UnusableValueError):
        return f"{said}."
    what = (
        "interdit dans un modèle" if isinstance(error, SecurityError) else "ce modèle s’arrête ici"
    )
    return _told(said, _FILLING) or f"{what} {_original(f'{type(error).__name__}, {said}')}."


def _told(message: str, sentences: tuple[tuple[str, str, str], ...]) -> str:
    """Return the sentences for what jinja says; empty when it is not a frequent case."""
    for pattern, found, remedy in sentences:
        match = re.search(pattern, message, re.DOTALL)
        if match is not None:
            said = [group or "" for group in match.groups()]
            return f"{found.format(*said)} {remedy.format(*said)}"
    return ""


def _original(message: str) -> str:
    return f"(message d’origine : {message.rstrip('.')})"


def _place_in_template(error: Exception, name: str) -> tuple[str, int | None]:
    """Return the deepest place of the traceback that is a template's."""
    place: tuple[str, int | None] = (name, None)
    trace = error.__traceback__
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__jinja_template__")
        if module is not None:
            place = (module.name or name, module.get_corresponding_lineno(trace.tb_lineno))
        trace = trace.tb_next
    return place
