"""The names of the styles in our ODT files: what an expert finds in LibreOffice's list.

Those that LibreOffice has by itself keep its own names: it shows them in the reader's language.
"""

from __future__ import annotations

import re
from functools import cache

from pret.domain.tree import Style
from pret.render.word_styles import NAMES, StyleId

_BUILT_IN = {
    StyleId.NORMAL: "Standard",
    StyleId.BODY: "Text body",
    StyleId.TITLE: "Title",
    StyleId.SUBTITLE: "Subtitle",
    StyleId.CONTENTS_TITLE: "Contents Heading",
    StyleId.QUOTE: "Quotations",
    StyleId.CAPTION: "Caption",
    StyleId.CODE_BLOCK: "Preformatted Text",
    StyleId.FOOTNOTE: "Footnote",
    StyleId.HEADER: "Header",
    StyleId.FOOTER: "Footer",
    StyleId.CODE: "Source Text",
    StyleId.LINK: "Internet link",
    StyleId.NOTE_MARK: "Footnote anchor",
}
#: Styles whose name in Word is English; LibreOffice has none of them.
_FRENCH = {
    StyleId.BODY_FIRST: "Premier paragraphe",
    StyleId.COMPACT: "Paragraphe serré",
    StyleId.LIST: "Paragraphe de liste",
    StyleId.TABLE_CAPTION: "Légende de tableau",
    StyleId.IMAGE_CAPTION: "Légende d’image",
    StyleId.FIGURE: "Image",
    StyleId.FIGURE_CAPTIONED: "Image légendée",
}
_NUMBERED = (("Heading", "Heading"), ("TOC", "Contents"))

#: Character styles for the marks of inline text.
STYLED = {
    Style.EMPHASIS: "Emphasis",
    Style.STRONG: "Strong Emphasis",
    Style.SUPERSCRIPT: "Exposant",
    Style.SUBSCRIPT: "Indice",
    Style.STRIKEOUT: "Barré",
    Style.INSERTED: "Ajout",
    Style.DELETED: "Suppression",
    Style.MISSING: NAMES[StyleId.MISSING],
    Style.CREDIT: NAMES[StyleId.CREDIT],
    Style.LEAD: NAMES[StyleId.LEAD],
}
NOTE_SYMBOL = "Footnote Symbol"
INDEX_LINK = "Index Link"
DRAFT_TAG = "Étiquette de brouillon"
DRAFT_MARK = "Mention de brouillon"
CAPTION_NUMBER = "Numéro de légende"
PICTURE = "Graphics"


@cache
def shown_name(style: str) -> str:
    """Return the name under which LibreOffice lists a style, from its id in the Word files."""
    for word, own in _NUMBERED:
        if style.startswith(word) and style[len(word) :].isdigit():
            return f"{own} {style[len(word) :]}"
    known = {**NAMES, **_FRENCH, **_BUILT_IN}
    return next((name for key, name in known.items() if key == style), style)


@cache
def encoded(name: str) -> str:
    """Return a style's name as it stands in the file: XML allows no spaces in it."""
    return re.sub(r"[^\w.-]", lambda sign: f"_{ord(sign[0]):x}_", name)


def style_name(style: str) -> str:
    """Return the name in the file of a style, from its id in the Word files."""
    return encoded(shown_name(style))
