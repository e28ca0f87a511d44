"""Automatic styles of an ODT file: what one place needs beside its named style.

Page breaks, sizes of tables and cells, alignment of a column. All looks are in the named styles.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pret.render.odt_xml import named, node
from pret.render.openxml import Element

#: In which element of a style the properties of each family stand.
_PROPERTIES = {
    "paragraph": "style:paragraph-properties",
    "text": "style:text-properties",
    "table": "style:table-properties",
    "table-column": "style:table-column-properties",
    "table-row": "style:table-row-properties",
    "table-cell": "style:table-cell-properties",
    "graphic": "style:graphic-properties",
}
_PREFIXES = {
    "paragraph": "P",
    "text": "T",
    "table": "Tableau",
    "table-column": "Colonne",
    "table-row": "Ligne",
    "table-cell": "Cellule",
    "graphic": "Image",
}
#: Not a property of a style: it stands in the style itself, and starts a page of that style.
MASTER = "style:master-page-name"

Values = Mapping[str, str]


_STYLE_NAMES = {named("text:style-name"), named("table:style-name"), named("draw:style-name")}
KEEP = {"fo:keep-with-next": "always"}
BREAK = {"fo:break-before": "page"}


@dataclass(slots=True)
class Automatic:
    """The automatic styles of one document; two places with the same needs share one."""

    names: dict[tuple[str, str, tuple[tuple[str, str], ...]], str] = field(default_factory=dict)
    made: dict[str, tuple[str, str, dict[str, str]]] = field(default_factory=dict)

    def style(self, family: str, values: Values, parent: str = "") -> str:
        """Return the name of a style with these properties over a parent's."""
        if parent in self.made:
            _, base, before = self.made[parent]
            parent, values = base, {**before, **values}
        key = (family, parent, tuple(sorted(values.items())))
        name = self.names.get(key)
        if name is None:
            name = f"{_PREFIXES[family]}{len(self.names) + 1}"
            self.names[key] = name
            self.made[name] = (family, parent, dict(values))
        return name

    def parent(self, name: str) -> str:
        """Return the named style under a style, or the style itself when it is a named one."""
        return self.made[name][1] if name in self.made else name

    def adjust(self, block: Element, values: Values) -> None:
        """Give a paragraph, a heading or a table more properties.

        A list is adjusted at its first paragraph, an index at its title.
        """
        target = first_of(block)
        family = "table" if target.tag == named("table:table") else "paragraph"
        attribute = named("table:style-name" if family == "table" else "text:style-name")
        target.set(attribute, self.style(family, values, target.get(attribute, "")))

    def elements(self, text: Iterable[Element]) -> list[Element]:
        """Return the styles that a text uses, in the order in which they were first needed."""
        used = {
            value
            for block in text
            for each in block.iter()
            for key, value in each.items()
            if key in _STYLE_NAMES
        }
        return [self._element(name, *each) for name, each in self.made.items() if name in used]

    def _element(self, name: str, family: str, parent: str, values: Values) -> Element:
        made = node("style:style", {"style:name": name, "style:family": family})
        if parent:
            made.set(named("style:parent-style-name"), parent)
        own = {key: value for key, value in values.items() if key != MASTER}
        if MASTER in values:
            made.set(named(MASTER), values[MASTER])
        if own:
            made.append(node(_PROPERTIES[family], own))
        return made


def first_of(block: Element) -> Element:
    """Return what stands first in a block and can bear a style of its own."""
    if block.tag in (named("text:p"), named("text:h"), named("table:table")):
        return block
    found = next(block.iter(named("text:p"), named("text:h"), named("table:table")), None)
    return block if found is None else found
