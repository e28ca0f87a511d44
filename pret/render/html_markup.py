"""HTML written piece by piece: text is escaped on its way in, so nothing people wrote is markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from pret.render.openxml import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

_VOID = frozenset({"br", "col", "img"})
# What the parsing of HTML would change or refuse: carriage returns, controls, byte-order marks.
_CONTROLS = dict.fromkeys([*range(0x7F, 0xA0), 0xFEFF])
_LINE_ENDS = dict.fromkeys(map(ord, "\t\n\r\u2028\u2029"), " ")
#: BCP 47, as far as a browser needs it.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")


def words(value: str) -> str:
    """Return running text without controls, its line ends as spaces."""
    return printable(value).translate(_CONTROLS | _LINE_ENDS)


def verbatim(value: str) -> str:
    """Return verbatim text without controls; its lines stay."""
    return printable(value.replace("\r\n", "\n").replace("\r", "\n")).translate(_CONTROLS)


def tag(name: str, *content: str, **attributes: str | int | None) -> Markup:
    """Return an element. content: plain text is escaped, markup stays.

    attributes: `class_` is class, `aria_label` is aria-label; None leaves the attribute out.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_attribute(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    opened = f"<{name}{written}>"
    whole = opened if name in _VOID else f"{opened}{joined(content)}</{name}>"
    return Markup(whole)  # noqa: S704 - every part was escaped above


def _attribute(value: str | int) -> Markup:
    return value if isinstance(value, Markup) else escape(words(str(value)))


def joined(parts: Iterable[str], between: str = "") -> Markup:
    """Return pieces in a row; plain text is escaped."""
    return Markup(between).join(parts)  # noqa: S704 - `between` is ours


def language(tag_found: str) -> str | None:
    """Return a language tag that a browser understands, or None."""
    return tag_found if _LANGUAGE.match(tag_found) else None
