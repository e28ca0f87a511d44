"""The sandboxed Jinja environment in which templates are filled."""

from __future__ import annotations

import threading
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.sandbox import SandboxedEnvironment
from jinja2.tests import TESTS
from markupsafe import Markup

from pret.compose import markers
from pret.compose.template_syntax import syntax_words
from pret.compose.vocabulary import first_upper, lower_first
from pret.errors import TemplateError

#: The filters that templates have besides jinja's.
OWN_FILTERS = {"lower_first": lower_first, "first_upper": first_upper}


class TemplateEnvironment(SandboxedEnvironment):
    """Fills trusted templates with values that are not.

    Undefined names are errors; every printed value is escaped for Markdown and carries its source;
    every line of wording carries its place in its template. files: template names by number.
    """

    def __init__(self, loader: jinja2.BaseLoader) -> None:
        self.files: list[str] = []
        self._numbering = threading.Lock()
        super().__init__(
            loader=loader,
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            finalize=_finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            cache_size=200,
        )
        self.filters |= OWN_FILTERS

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        with self._numbering:  # several documents are composed at once
            number = len(self.files)
            self.files.append(name or "?")
        for data in tree.find_all(nodes.TemplateData):
            data.data = markers.mark_lines(data.data, number, data.lineno)
        return tree

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Allow what the sandbox allows, and nothing of the views' own workings (`name_`)."""
        return not attr.endswith("_") and super().is_safe_attribute(obj, attr, value)


def _finalize(value: Any) -> Any:
    """Escape a printed value; a value without a source is the product's own words."""
    if value is None:
        raise TypeError(
            "une valeur facultative est absente : entourez-la de {% if … %}, ou déclarez-la due"
        )
    if isinstance(value, jinja2.Undefined):
        return str(value)  # raises, with the name that does not exist
    if hasattr(value, "__html__"):
        return value
    if isinstance(value, (dict, list, tuple)) or callable(value):
        raise TypeError(
            f"« {type(value).__name__} » ne s’imprime pas : choisissez un de ses champs"
        )
    return Markup(markers.escaped(str(value)))  # noqa: S704 - escaped for Markdown


def _known(kind: str) -> frozenset[str]:
    """Return the names of all filters, or of all tests."""
    return frozenset({**FILTERS, **OWN_FILTERS} if kind == "filter" else TESTS)


def template_fault(error: Exception, name: str) -> TemplateError:
    """Return what went wrong in a template as an error with its file and line."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        found, remedy = syntax_words(error.message or "", _known)
        return TemplateError(_under(error.name or name), error.lineno, f"{found} {remedy}")
    if isinstance(error, jinja2.TemplateNotFound):
        return TemplateError(_under(str(error.name)), None, "ce modèle n’existe pas.")
    if isinstance(error, UnicodeDecodeError):
        spoilt = error.object.count(b"\n", 0, error.start) + 1
        found = "ce n’est pas du texte en UTF-8. Enregistrez ce fichier de nouveau, en UTF-8."
        return TemplateError(_under(name), spoilt, found)
    file, line = _place_in_template(error, name)
    if isinstance(error, jinja2.UndefinedError):
        found = f"nom inconnu : {error.message}."
    elif isinstance(error, SecurityError):
        found = f"interdit dans un modèle : {error}."
    else:
        found = f"{error}."
    return TemplateError(_under(file), line, found)


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


def _under(name: str) -> str:
    return f"documents/{name}"
