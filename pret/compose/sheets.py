"""Tables that a team left in its folder, set as tables of a document."""

from __future__ import annotations

import re
from datetime import time
from decimal import Decimal, InvalidOperation

from pret.compose import markers
from pret.domain import french
from pret.domain.material import DataTable
from pret.domain.origins import Origin
from pret.domain.tree import Align, Block, Column, Paragraph, Table, Text

#: How many letters a line of a table as wide as the page holds, measured on a printed page.
_LINE_LETTERS = 112
_SMALL_LINE_LETTERS = 126
#: What a cell's two sides take of a line, in letters: 4.2 mm of 162, in the small size.
_PADDING_LETTERS = 3.4
#: How wide letters are beside the average of a text with its spaces; a title is in bold.
_WIDTHS = dict.fromkeys("ijlI'’.,:;!|", 0.6) | dict.fromkeys("frt()-", 0.8)
_WIDTHS |= {"s": 1.0, "m": 1.95, "w": 1.7, "M": 2.0, "W": 2.0}
_WIDTH, _CAPITAL_WIDTH, _TITLE_WIDTH = 1.2, 1.4, 1.05
#: No column is wider than this because of one long cell.
_LONGEST_WANTED_LETTERS = 40
_SMALL_FROM_COLUMNS = 6

_CLOCK = re.compile(r"^([01]?\d|2[0-3]) ?[:hH] ?([0-5]\d)$")
_DAY = re.compile(r"^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$")
_BREAKABLE = re.compile(r"(?<=[^\W\d])-| ")
_EURO = re.compile(r"€")


def set_table(table: DataTable) -> Table | None:
    """Return a team's table, its first row as header; None when it has no row."""
    if not table.rows:
        return None
    origin, count = table.origin, len(table.head)
    rows = [tuple((*row, *[""] * count)[:count]) for row in table.rows]
    columns = [
        _column(title, [row[index] for row in rows], table.numeric[index])
        for index, title in enumerate(table.head)
    ]
    small = count >= _SMALL_FROM_COLUMNS
    aligns = [Align.RIGHT if numeric else Align.LEFT for numeric in table.numeric]
    shares = _shares(table.head, columns, _SMALL_LINE_LETTERS if small else _LINE_LETTERS)
    return Table(
        caption=(Text(table.title, origin),),
        columns=tuple(Column(share, align) for share, align in zip(shares, aligns, strict=True)),
        head=tuple((Paragraph((Text(title, origin),)),) for title in table.head),
        body=tuple(
            tuple(_cell(value, origin) for value in row) for row in zip(*columns, strict=True)
        ),
        origin=origin,
        small=small,
    )


def _column(title: str, cells: list[str], numeric: bool) -> list[str]:
    """Return a column's cells with hours and days as in French, and numbers that line up."""
    if not numeric:
        return [_day(_hour(cell)) for cell in cells]
    numbers = [_number(cell) for cell in cells]
    decimals = max((_decimals(number) for number in numbers if number is not None), default=0)
    if not decimals:
        return cells
    wanted = max(decimals, 2) if _EURO.search(title) else decimals
    return [
        cell if number is None else f"{number:.{wanted}f}".replace(".", ",")
        for cell, number in zip(cells, numbers, strict=True)
    ]


def _hour(cell: str) -> str:
    found = _CLOCK.match(cell.strip())
    return french.hour(time(int(found[1]), int(found[2]))) if found else cell


def _day(cell: str) -> str:
    """Return a day in figures as « 29 sept. 2027 »; what is written otherwise stays."""
    found = french.parse_day(cell) if _DAY.match(cell) else None
    return f"{french.brief_day(found)} {found.year}" if found else cell


def _number(cell: str) -> Decimal | None:
    """Return a cell as a number; None when it is empty or written otherwise (« 2,5 % »)."""
    try:
        return Decimal(re.sub(r"\s", "", cell).replace(",", "."))
    except InvalidOperation:
        return None


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _cell(value: str, origin: Origin) -> tuple[Block, ...]:
    clean = markers.cleaned(value)
    return (Paragraph((Text(clean, origin),)),) if clean else ()


def _wide(word: str) -> float:
    """Return how wide a word is, in average letters."""
    return sum(_WIDTHS.get(sign, _CAPITAL_WIDTH if sign.isupper() else _WIDTH) for sign in word)


def _shares(head: tuple[str, ...], columns: list[list[str]], line: int) -> tuple[float, ...]:
    """Return the columns' widths: none narrower than its longest word, long texts share the rest.

    line: letters of a whole line.
    """
    least: list[float] = []
    wanted: list[float] = []
    for title, cells in zip(head, columns, strict=True):
        bold = max(map(_wide, _BREAKABLE.split(title))) * _TITLE_WIDTH
        plain = max(_wide(each) for cell in cells for each in _BREAKABLE.split(cell))
        word = min(max(bold, plain), _LONGEST_WANTED_LETTERS)  # a longer one breaks
        longest = max(len(each) for each in cells)  # a title may take several lines
        least.append(word + _PADDING_LETTERS)
        wanted.append(max(word, min(longest, _LONGEST_WANTED_LETTERS)) + _PADDING_LETTERS)
    spare = max(0, line - sum(least))
    asked = sum(wanted) - sum(least)
    share = min(1.0, spare / asked) if asked else 0.0
    widths = [low + share * (high - low) for low, high in zip(least, wanted, strict=True)]
    whole = sum(widths)
    return tuple(width / whole for width in widths)
