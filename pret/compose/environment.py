"""The sandboxed Jinja environment in which templates are filled."""

from __future__ import annotations

import threading
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from pret.compose import markers
from pret.compose.vocabulary import first_upper, lower_first
from pret.template_words import UnusableValueError

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
        raise UnusableValueError(
            "une valeur facultative est absente : entourez-la de {% if … %}, ou déclarez-la due"
        )
    if isinstance(value, jinja2.Undefined):
        return str(value)  # raises, with the name that does not exist
    if hasattr(value, "__html__"):
        return value
    if isinstance(value, (dict, list, tuple)) or callable(value):
        raise UnusableValueError(
            f"« {type(value).__name__} » ne s’imprime pas : choisissez un de ses champs"
        )
    return Markup(markers.escaped(str(value)))  # noqa: S704 - escaped for Markdown
