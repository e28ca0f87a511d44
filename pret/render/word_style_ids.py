"""Ids of styles brought back to ours, when the reference file was saved by another program.

Word and LibreOffice give styles the ids that suit their language (`Titre1`); names stay.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pret.render.openxml import parse, w
from pret.render.word_contents import DEPTH
from pret.render.word_styles import NAMES, contents_id, heading_id

_HEADING_LEVELS = range(1, 5)
_REFERENCES = re.compile(
    rb'(<w:(?:pStyle|rStyle|basedOn|next|link) w:val="|w:styleId=")([^"]*)(?=")'
)


def restore_style_ids(parts: dict[str, bytes]) -> None:
    """Rename the styles of a package that bear our names under other ids, wherever used."""
    renamed = _renamed(parts["word/styles.xml"])
    if not renamed:
        return

    def ours(found: re.Match[bytes]) -> bytes:
        return found[1] + renamed.get(found[2], found[2])

    for name, content in parts.items():
        if name.startswith("word/") and name.endswith(".xml"):
            parts[name] = _REFERENCES.sub(ours, content)


def _renamed(style_sheet: bytes) -> Mapping[bytes, bytes]:
    wanted = {name.casefold(): str(style) for style, name in NAMES.items()}
    wanted |= {f"heading {level}": heading_id(level) for level in _HEADING_LEVELS}
    wanted |= {f"toc {level}": contents_id(level) for level in range(1, DEPTH + 1)}
    wanted |= {"default paragraph font": "DefaultParagraphFont", "normal table": "TableNormal"}
    renamed: dict[bytes, bytes] = {}
    styles = list(parse(style_sheet).iter(w("style")))
    taken = {style.get(w("styleId"), "") for style in styles}
    for style in styles:
        name = style.find(w("name"))
        own = style.get(w("styleId"), "")
        ours = "" if name is None else wanted.get(name.get(w("val"), "").casefold(), "")
        # LibreOffice may keep two styles whose names differ in capitals only: one becomes ours.
        if ours and ours not in taken:
            taken.add(ours)
            renamed[own.encode()] = ours.encode()
    return renamed
