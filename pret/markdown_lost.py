"""What somebody typed in Markdown that no document shows, told with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from pret.markdown import MOST_NESTING, leads, parser

#: line from 1 or None, where, found, remedy: the end of a `Problem`.
Lost = tuple[int | None, str, str, str]

_CELLS = re.compile(r"(?<!\\)\|")
#: What names a language of code after the backticks (`python`, `c++`).
_ONE_WORD = re.compile(r"[a-z0-9+#.-]*\Z")
_REWRITE = "Écrivez-le dans le texte, ou retirez-le."


def lost_text(text: str) -> tuple[Lost, ...]:
    """Return what reading a text as Markdown leaves out, in reading order.

    Pictures (they come in through `photos/`), addresses that no document links to, titles of
    links, cells beyond the last column, words after the backticks that open a block of code, and
    what is nested too deep to be read.
    """
    tokens = parser().parse(text.replace("\x00", "\ufffd"))
    rows = text.split("\n")
    found: list[Lost] = []
    for place, token in enumerate(tokens):
        found += _of_block(token)
        if token.type == "tr_open" and token.map:
            ends = next(n for n in range(place, len(tokens)) if tokens[n].type == "tr_close")
            width = sum(each.type in ("th_open", "td_open") for each in tokens[place:ends])
            found += _beyond(rows[token.map[0]], token.map[0] + 1, width)
    return tuple(found)


def _beyond(row: str, line: int, width: int) -> Iterator[Lost]:
    """Yield the cells of a table's row that are beyond its last column."""
    cells = _CELLS.split(row.strip().lstrip("> ").removeprefix("|").removesuffix("|"))
    if len(cells) > width:
        words = " | ".join(cell.strip() for cell in cells[width:])
        columns = f"{width} colonne{'s' if width > 1 else ''}"
        remedy = f"Le tableau a {columns} : ajoutez-en, ou écrivez « \\| » pour une barre."
        yield line, "", f"cases en trop, non reprises : « {words[:60]} ».", remedy


def _of_block(token: Token) -> Iterator[Lost]:
    line = token.map[0] + 1 if token.map else None
    if token.type == "inline":
        for inline in token.children or ():
            yield from _of_inline(inline, line)
    elif token.type == "fence" and not _ONE_WORD.match(info := token.info.strip()):
        yield line, "", f"« {info[:60]} », après les accents graves, n’est pas repris.", _REWRITE
    elif token.type in ("blockquote_open", "list_item_open") and token.level >= MOST_NESTING - 1:
        remedy = "Écrivez-le moins loin de la marge."
        yield line, "", f"texte imbriqué sur plus de {MOST_NESTING // 2} niveaux.", remedy


def _of_inline(token: Token, line: int | None) -> Iterator[Lost]:
    target = str(token.attrs.get("href", ""))
    title = str(token.attrs.get("title", ""))
    if token.type == "image":
        remedy = "Déposez-la dans « photos/ », avec sa légende et son crédit."
        yield line, "", f"image non reprise : « {token.content[:60]} ».", remedy
    elif token.type == "link_open" and not leads(target):
        remedy = "Donnez une adresse qui commence par https://, http:// ou mailto:."
        yield line, "", f"adresse non reprise : « {target[:60]} ».", remedy
    if token.type == "link_open" and title:
        yield line, "", f"le titre d’un lien n’est pas repris : « {title[:60]} ».", _REWRITE
