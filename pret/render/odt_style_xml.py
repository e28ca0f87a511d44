"""A named style of an ODT file, from the same value as the Word file's style."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pret.render.odt_names import encoded, shown_name, style_name
from pret.render.odt_xml import mm, named, node, pt
from pret.render.openxml import Element
from pret.render.word_style_spec import Border, Letters, Lines, StyleSpec

MM_PER_PT = 25.4 / 72
_SIDES = ("top", "bottom", "left", "right")


def completed(specs: Sequence[StyleSpec]) -> dict[str, StyleSpec]:
    """Return the styles by id, each with all four distances around its paragraphs.

    LibreOffice takes a style that tells one of two opposite distances for one that sets the other
    to nothing; its parent's is lost.
    """
    by_id = {spec.id: spec for spec in specs}
    return {
        spec.id: replace(
            spec,
            lines=replace(
                spec.lines,
                before_pt=_inherited(by_id, spec, "before_pt"),
                after_pt=_inherited(by_id, spec, "after_pt"),
                left_mm=_inherited(by_id, spec, "left_mm"),
                right_mm=_inherited(by_id, spec, "right_mm"),
            ),
        )
        for spec in specs
    }


def _inherited(by_id: Mapping[str, StyleSpec], spec: StyleSpec, name: str) -> float | None:
    found: float | None = getattr(spec.lines, name)
    parent = by_id.get(spec.parent)
    if found is not None or parent is None:
        return found
    return _inherited(by_id, parent, name)


def style_element(spec: StyleSpec) -> Element:
    """Return the `style:style` element of a style."""
    name = shown_name(spec.id)
    made = node(
        "style:style",
        {
            "style:name": encoded(name),
            "style:display-name": name,
            "style:family": "text" if spec.kind == "character" else "paragraph",
        },
    )
    if spec.kind == "paragraph":
        _paragraph_style(spec, made)
    letters = text_properties(spec.letters)
    if letters:
        made.append(node("style:text-properties", letters))
    return made


def _paragraph_style(spec: StyleSpec, made: Element) -> None:
    made.set(named("style:class"), "text")
    if spec.parent:
        made.set(named("style:parent-style-name"), style_name(spec.parent))
    if spec.following:
        made.set(named("style:next-style-name"), style_name(spec.following))
    if spec.lines.outline is not None:
        made.set(named("style:default-outline-level"), str(spec.lines.outline + 1))
    properties = node("style:paragraph-properties", paragraph_properties(spec.lines))
    if spec.lines.right_tab_mm is not None:
        properties.append(_tab_stops(spec.lines))
    if len(properties) or properties.attrib:
        made.append(properties)


def text_properties(letters: Letters) -> dict[str, str]:
    """Return how letters look, as attributes."""
    made: dict[str, str] = {}
    if letters.font is not None:
        made["style:font-name"] = letters.font
    if letters.size_pt is not None:
        made["fo:font-size"] = pt(letters.size_pt)
    if letters.colour is not None:
        made["fo:color"] = f"#{letters.colour}"
    if letters.bold is not None:
        made["fo:font-weight"] = "bold" if letters.bold else "normal"
    if letters.italic is not None:
        made["fo:font-style"] = "italic" if letters.italic else "normal"
    if letters.underline:
        made |= UNDERLINED
    if letters.raised:
        made["style:text-position"] = "super 65%"
    if letters.fill is not None:
        made["fo:background-color"] = f"#{letters.fill}"
    if letters.spacing_pt:
        made["fo:letter-spacing"] = pt(letters.spacing_pt)
    return made


UNDERLINED = {
    "style:text-underline-style": "solid",
    "style:text-underline-width": "auto",
    "style:text-underline-color": "font-color",
}


def paragraph_properties(lines: Lines) -> dict[str, str]:
    """Return how paragraphs stand, as attributes."""
    made: dict[str, str] = {}
    if lines.before_pt is not None:
        made["fo:margin-top"] = pt(lines.before_pt)
    if lines.after_pt is not None:
        made["fo:margin-bottom"] = pt(lines.after_pt)
    if lines.line is not None:
        made["fo:line-height"] = f"{round(lines.line * 100)}%"
    if lines.exact_pt is not None:
        made["fo:line-height"] = pt(lines.exact_pt)
    if lines.keep_next is not None:
        made["fo:keep-with-next"] = "always" if lines.keep_next else "auto"
    if lines.keep_lines:
        made["fo:keep-together"] = "always"
    if lines.fill is not None:
        made["fo:background-color"] = f"#{lines.fill}"
    return made | _borders(lines)


def _borders(lines: Lines) -> dict[str, str]:
    """Return rules and indents: Word counts indents to the text, OpenDocument to the rule."""
    made: dict[str, str] = {}
    rules = {rule.side: rule for rule in lines.borders}
    if rules:
        for side in _SIDES:
            made[f"fo:border-{side}"] = _rule(rules[side]) if side in rules else "none"
            made[f"fo:padding-{side}"] = pt(rules[side].gap_pt if side in rules else 0)
    for side, indent_mm in (("left", lines.left_mm), ("right", lines.right_mm)):
        if indent_mm is not None:
            rule = rules.get(side)
            taken = (rule.gap_pt + rule.size_pt) * MM_PER_PT if rule is not None else 0
            made[f"fo:margin-{side}"] = mm(max(0.0, indent_mm - taken))
    return made


def _rule(rule: Border) -> str:
    return f"{pt(rule.size_pt)} solid #{rule.colour}"


def _tab_stops(lines: Lines) -> Element:
    stop = node(
        "style:tab-stop",
        {"style:position": mm(lines.right_tab_mm or 0), "style:type": "right"},
    )
    if lines.leader == "dot":
        stop.set(named("style:leader-style"), "dotted")
        stop.set(named("style:leader-text"), ".")
    return node("style:tab-stops", None, stop)
