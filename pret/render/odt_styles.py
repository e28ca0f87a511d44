"""The named styles of an ODT file: those of the Word file, and what only OpenDocument names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pret.domain.tree import Style
from pret.render.odt_cover import cover_specs
from pret.render.odt_lists import list_styles
from pret.render.odt_names import (
    CAPTION_NUMBER,
    DRAFT_MARK,
    DRAFT_TAG,
    INDEX_LINK,
    NOTE_SYMBOL,
    PICTURE,
    STYLED,
    encoded,
    style_name,
)
from pret.render.odt_pages import wide_styles
from pret.render.odt_style_xml import UNDERLINED, completed, style_element
from pret.render.odt_xml import mm, node, pt
from pret.render.openxml import Element
from pret.render.theme import Fallback, Theme
from pret.render.word_look import styles
from pret.render.word_style_spec import StyleSpec
from pret.render.word_styles import StyleId, heading_id

#: OpenDocument's words for kinds of families: the generic name, LibreOffice's, the pitch.
_KINDS = {
    "sans": ("sans-serif", "swiss", "variable"),
    "serif": ("serif", "roman", "variable"),
    "mono": ("monospace", "modern", "fixed"),
}
# Of the space that Word's styles put between lines.
_LEADING = 0.6
_LEVELS = 10
_HEADING_LEVELS = 4


def font_faces(theme: Theme) -> Element:
    """Return the fonts that the styles name, each with what may replace it."""
    faces = (_font_face(each, fallback) for each, fallback in sorted(theme.word_fallbacks.items()))
    return node("office:font-face-decls", None, *faces)


def _font_face(font: str, fallback: Fallback) -> Element:
    generic, own, pitch = _KINDS[fallback.kind]
    quoted = (f"'{family}'" if " " in family else family for family in (font, fallback.family))
    return node(
        "style:font-face",
        {
            "style:name": font,
            "svg:font-family": ", ".join((*quoted, generic)),
            "style:font-family-generic": own,
            "style:font-pitch": pitch,
        },
    )


def named_styles(
    theme: Theme, specs: Mapping[str, StyleSpec], language: Mapping[str, str]
) -> Element:
    """Return every style that an expert may change.

    specs: of `named_specs`. language: attributes of the text's language.
    """
    return node(
        "office:styles",
        None,
        *_defaults(language),
        *(style_element(spec) for spec in specs.values()),
        *_characters(theme),
        _pictures(),
        _outline(),
        *list_styles(theme, specs[StyleId.CALLOUT_KEY].lines.left_mm or 0),
        _notes(),
    )


def named_specs(theme: Theme) -> dict[str, StyleSpec]:
    """Return the styles that Word's share with OpenDocument's, by their id."""
    shared = {spec.id: _tightened(spec) for spec in (*styles(theme), *wide_styles(theme))}
    return completed(tuple(cover_specs(theme, shared).values()))


def _tightened(spec: StyleSpec) -> StyleSpec:
    """Set lines as close as the PDF does, so that pages are about the same: the contents say so."""
    line = spec.lines.line
    if line is None or line <= 1:
        return spec
    return replace(spec, lines=replace(spec.lines, line=round(1 + (line - 1) * _LEADING, 2)))


def _defaults(language: Mapping[str, str]) -> list[Element]:
    lines = {
        "fo:orphans": "2",
        "fo:widows": "2",
        "fo:hyphenation-ladder-count": "no-limit",
        "style:text-autospace": "ideograph-alpha",
        "style:tab-stop-distance": mm(12.5),
        "style:writing-mode": "page",
    }
    letters = {**language, "fo:hyphenate": "false", "style:use-window-font-color": "false"}
    return [
        node(
            "style:default-style",
            {"style:family": "paragraph"},
            node("style:paragraph-properties", lines),
            node("style:text-properties", letters),
        ),
        *(node("style:default-style", {"style:family": each}) for each in ("text", "table-cell")),
        node(
            "style:default-style",
            {"style:family": "table"},
            node("style:table-properties", {"table:border-model": "collapsing"}),
        ),
        node(
            "style:default-style",
            {"style:family": "table-row"},
            node("style:table-row-properties", {"fo:keep-together": "auto"}),
        ),
    ]


def _characters(theme: Theme) -> list[Element]:
    """Return the character styles of marks that Word makes without a style."""
    colours = theme.colours
    struck = {"style:text-line-through-style": "solid", "style:text-line-through-type": "single"}
    looks: dict[str, dict[str, str]] = {
        STYLED[Style.EMPHASIS]: {"fo:font-style": "italic"},
        STYLED[Style.STRONG]: {"fo:font-weight": "bold"},
        STYLED[Style.SUPERSCRIPT]: {"style:text-position": "super 65%"},
        STYLED[Style.SUBSCRIPT]: {"style:text-position": "sub 65%"},
        STYLED[Style.STRIKEOUT]: struck,
        STYLED[Style.INSERTED]: {**UNDERLINED, "fo:color": f"#{colours.accent}"},
        STYLED[Style.DELETED]: {**struck, "fo:color": f"#{colours.warm}"},
        NOTE_SYMBOL: {},
        INDEX_LINK: {},
        DRAFT_MARK: {"fo:color": f"#{colours.warm}", "fo:font-weight": "bold"},
        DRAFT_TAG: {
            "fo:color": "#FFFFFF",
            "fo:font-weight": "bold",
            "fo:background-color": f"#{colours.warm}",
        },
        CAPTION_NUMBER: {"fo:color": f"#{colours.accent}", "fo:font-weight": "bold"},
    }
    return [_character(name, look) for name, look in looks.items()]


def _character(name: str, look: Mapping[str, str]) -> Element:
    own = {
        "style:name": encoded(name),
        "style:display-name": name,
        "style:family": "text",
    }
    return node("style:style", own, *([node("style:text-properties", look)] if look else []))


def _pictures() -> Element:
    own = {"style:name": PICTURE, "style:family": "graphic"}
    look = {
        "text:anchor-type": "as-char",
        "style:vertical-pos": "top",
        "style:vertical-rel": "baseline",
        "fo:margin": pt(0),
        "fo:padding": pt(0),
        "fo:border": "none",
    }
    return node("style:style", own, node("style:graphic-properties", look))


def _outline() -> Element:
    """Return the outline: headings have levels, and no numbers in front."""
    return node(
        "text:outline-style",
        {"style:name": "Outline"},
        *(
            node("text:outline-level-style", {"text:level": str(level), "style:num-format": ""})
            for level in range(1, _LEVELS + 1)
        ),
    )


def _notes() -> Element:
    return node(
        "text:notes-configuration",
        {
            "text:note-class": "footnote",
            "text:default-style-name": style_name(StyleId.FOOTNOTE),
            "text:citation-style-name": encoded(NOTE_SYMBOL),
            "text:citation-body-style-name": style_name(StyleId.NOTE_MARK),
            "style:num-format": "1",
            "text:start-value": "0",
            "text:footnotes-position": "page",
            "text:start-numbering-at": "document",
        },
    )


def heading_style(level: int) -> str:
    """Return the name of a heading's style; level: 1 to 4."""
    return style_name(heading_id(min(level, _HEADING_LEVELS)))
