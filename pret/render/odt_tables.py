"""Tables of an ODT file: widths, repeated header rows, heights and totals."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pret.domain.tree import (
    Align,
    Block,
    Cell,
    CodeBlock,
    Column,
    Figure,
    Heading,
    Paragraph,
    Row,
    Table,
)
from pret.domain.tree_walk import plain, walk
from pret.render.odt_automatic import Automatic
from pret.render.odt_names import style_name
from pret.render.odt_xml import mm, node, paragraph
from pret.render.openxml import Element
from pret.render.theme import Theme
from pret.render.word_styles import StyleId

#: The space between a cell's edges and its text, in millimetres, each side.
_PADDING_X_MM, _PADDING_Y_MM = 1.7, 0.65
_MM_PER_SIGN = 1.75  # an average letter of running text
_LINES_A_PICTURE = 12
# A row that may not break is pushed to the next page; a longer one than this must break.
_LONGEST_WHOLE_ROW_LINES = 30
_LONGEST_WHOLE_TABLE_LINES = 14

CellBlocks = Callable[[tuple[Block, ...], StyleId, Align, float], list[Element]]


@dataclass(slots=True)
class TableWriter:
    """Writes tables. cell_blocks: writes a cell's blocks, given style, alignment and width."""

    automatic: Automatic
    theme: Theme
    cell_blocks: CellBlocks
    written: int = 0

    def write(self, table: Table, width_mm: float) -> Element:
        """Return a table as wide as the column that it stands in."""
        self.written += 1
        widths = _shared_out(width_mm, table.columns)
        made = node(
            "table:table",
            {
                "table:name": f"Tableau {self.written}",
                "table:style-name": self._table_style(table, width_mm, widths),
            },
        )
        for width in widths:
            style = self.automatic.style("table-column", {"style:column-width": mm(width)})
            made.append(node("table:table-column", {"table:style-name": style}))
        head = self._row(table, 0, table.head, widths)
        made.append(node("table:table-header-rows", None, head))
        for number, row in enumerate(table.body, start=1):
            made.append(self._row(table, number, row, widths))
        return made

    def _table_style(self, table: Table, width_mm: float, widths: Sequence[float]) -> str:
        lines = sum(_row_lines(row, widths) for row in (table.head, *table.body))
        whole = lines <= _LONGEST_WHOLE_TABLE_LINES
        return self.automatic.style(
            "table",
            {
                "style:width": mm(width_mm),
                "table:align": "left",
                "fo:margin-top": "2pt",
                "fo:margin-bottom": "8pt",
                "table:border-model": "collapsing",
                "style:may-break-between-rows": "false" if whole else "true",
            },
        )

    def _row(self, table: Table, number: int, row: Row, widths: Sequence[float]) -> Element:
        """Write a row. number: 0 is the header row."""
        whole = _row_lines(row, widths) <= _LONGEST_WHOLE_ROW_LINES
        own = {"fo:keep-together": "always" if whole else "auto"}
        if number and table.row_height_mm is not None:
            own["style:min-row-height"] = mm(table.row_height_mm)
        made = node("table:table-row", {"table:style-name": self.automatic.style("table-row", own)})
        text = _text_style(table, number)
        for place, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            room_mm = widths[place] - 2 * _PADDING_X_MM
            style = self._cell_style(table, number, place)
            blocks = self.cell_blocks(cell, text, column.align, room_mm)
            own = {"table:style-name": style, "office:value-type": "string"}
            made.append(node("table:table-cell", own, *(blocks or [paragraph(style_name(text))])))
        return made

    def _cell_style(self, table: Table, number: int, place: int) -> str:
        colours = self.theme.colours
        strong, light = f"0.7pt solid #{colours.accent}", f"0.4pt solid #{colours.line}"
        first_total = len(table.body) - table.total_rows + 1
        last = number == len(table.body)
        filled = number == 0 or number >= first_total
        signed = table.row_height_mm is not None
        top = f"1pt solid #{colours.accent}" if number == 0 else "none"
        if number and number == first_total:
            top = strong
        own = {
            "fo:padding-left": mm(_PADDING_X_MM),
            "fo:padding-right": mm(_PADDING_X_MM),
            "fo:padding-top": mm(_PADDING_Y_MM),
            "fo:padding-bottom": mm(_PADDING_Y_MM),
            "fo:border-top": top,
            "fo:border-bottom": strong if number == 0 or last else light,
            "fo:border-left": light if signed and place else "none",
            "fo:border-right": "none",
            "style:vertical-align": "bottom" if number == 0 else "middle" if signed else "top",
        }
        if filled:
            own["fo:background-color"] = f"#{colours.accent_light}"
        return self.automatic.style("table-cell", own)


def _text_style(table: Table, number: int) -> StyleId:
    if number == 0:
        return StyleId.TABLE_HEAD_SMALL if table.small else StyleId.TABLE_HEAD
    if number > len(table.body) - table.total_rows:
        return StyleId.TABLE_TOTAL_SMALL if table.small else StyleId.TABLE_TOTAL
    return StyleId.TABLE_TEXT_SMALL if table.small else StyleId.TABLE_TEXT


def _shared_out(width_mm: float, columns: Sequence[Column]) -> list[float]:
    """Share a width out so that the columns, each in whole hundredths, add up to it."""
    shares = [column.share for column in columns]
    whole = math.fsum(shares)
    edges = [
        round(width_mm * math.fsum(shares[:place]) / whole, 2) for place in range(len(shares) + 1)
    ]
    return [right - left for left, right in pairwise(edges)]


def lines_of(blocks: Iterable[Block], width_mm: float) -> int:
    """Estimate how many lines blocks take in a column."""
    signs_a_line = max(4, int(width_mm / _MM_PER_SIGN))
    lines = 0
    for block in walk(tuple(blocks)):
        match block:
            case Paragraph(content) | Heading(_, content):
                lines += 1 + len(plain(content)) // signs_a_line
            case CodeBlock(value):
                lines += 1 + value.count("\n")
            case Figure():
                lines += _LINES_A_PICTURE
            case _:
                pass
    return lines


def _row_lines(row: Sequence[Cell], widths: Sequence[float]) -> int:
    cells = zip(row, widths, strict=True)
    return max((lines_of(cell, width - 2 * _PADDING_X_MM) for cell, width in cells), default=1)
