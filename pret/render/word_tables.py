"""Tables of a Word document: widths, repeated header rows, heights, totals and their styles."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pret.domain.tree import Align, Table
from pret.render.openxml import (
    CELL_MARGINS,
    Element,
    cell_room,
    element,
    is_list_item,
    paragraph,
    properties,
    set_property,
    style_of,
    twips,
    w,
)
from pret.render.word_sections import Room
from pret.render.word_styles import StyleId

_LIST_INDENT = 220  # twips a level, inside cells
_TWIPS_PER_SIGN = 95  # an average letter of the table's text
# A row that may not break is pushed to the next page; a longer one than this must break.
_LONGEST_WHOLE_ROW_LINES = 30
_LONGEST_WHOLE_TABLE_LINES = 12
_LINES_A_PICTURE = 12
_PLAIN_STYLES = ("", StyleId.COMPACT, StyleId.BODY, StyleId.BODY_FIRST, StyleId.LIST)
_RULE = {"val": "single", "sz": "8", "space": "0", "color": "auto"}


def lay_tables(tables: Iterable[Table], sections: Sequence[tuple[Room, list[Element]]]) -> None:
    """Give each table of the text the width of its place and its row by row properties.

    tables: as in the tree, in the order of the text.
    """
    places = (place for room, blocks in sections for place in _places(room, blocks))
    for table, (node, width) in zip(tables, places, strict=True):
        _lay_table(table, node, width)


def separate_tables(body: Element) -> None:
    """Put a thin paragraph between tables that would merge, and at the end."""
    for node in body.findall(w("tbl")):
        after = node.getnext()
        if after is None or after.tag in (w("tbl"), w("sectPr")):
            node.addnext(paragraph(StyleId.SPACER))
        elif style_of(after) == StyleId.LIST:
            set_property(after, element("spacing", before="120"))


def _places(room: Room, blocks: Iterable[Element]) -> Iterator[tuple[Element, int]]:
    """Yield every table with its width in twips, outer ones before those in their cells."""
    for block in blocks:
        for node in block.iter(w("tbl")):
            cell = next(node.iterancestors(w("tc")), None)
            # An outer table is laid before those in its cells: its cells know their widths.
            yield node, room.width if cell is None else cell_room(cell)


def _lay_table(table: Table, node: Element, room: int) -> None:
    frame = node.find(w("tblPr"))
    grid = node.find(w("tblGrid"))
    if frame is None or grid is None:
        raise ValueError("pandoc wrote a table without properties or without a grid")
    indent = frame.find(w("tblInd"))
    width = room - (int(indent.get(w("w"), "0")) if indent is not None else 0)
    widths = _shared_out(width, [column.share for column in table.columns])
    for name in ("tblW", "jc", "tblLayout"):
        for old in frame.findall(w(name)):
            frame.remove(old)
    frame.insert(1, element("tblW", type="dxa", w=str(width)))
    look = next(frame.iter(w("tblLook")))
    look.addprevious(element("tblLayout", type="fixed"))
    grid[:] = [element("gridCol", w=str(value)) for value in widths]
    rows = node.findall(w("tr"))
    for index, row in enumerate(rows):
        _lay_row(table, row, index, widths)
    _keep_rows(table, rows, widths)


def _keep_rows(table: Table, rows: Sequence[Element], widths: Sequence[int]) -> None:
    """Keep a short table whole, and the last rows of any table with the row before them."""
    short = sum(_lines(row, widths) for row in rows) <= _LONGEST_WHOLE_TABLE_LINES
    kept = rows[:-1] if short else rows[-1 - max(1, table.total_rows) : -1]
    for row in kept:
        for block in row.iter(w("p")):
            set_property(block, element("keepNext"))


def _lay_row(table: Table, row: Element, index: int, widths: Sequence[int]) -> None:
    """index: 0 is the header row."""
    own = row.find(w("trPr"))
    if own is None:
        own = element("trPr")
        row.insert(0, own)
    if _lines(row, widths) <= _LONGEST_WHOLE_ROW_LINES:
        own.insert(0, element("cantSplit"))
    tall = table.row_height_mm if index else None
    if tall is not None:
        height = twips(tall)
        own.append(element("trHeight", val=height, hRule="atLeast"))
    totals_from = len(table.body) - table.total_rows + 1
    style = _text_style(table, is_head=index == 0, is_total=index >= totals_from)
    ruled = bool(table.total_rows) and index == totals_from
    cells = zip(row.findall(w("tc")), widths, table.columns, strict=True)
    for cell, width, column in cells:
        _lay_cell(cell, width, ruled=ruled, centred=tall is not None)
        for block in cell.findall(w("p")):
            _lay_text(block, style, column.align)


def _lay_cell(cell: Element, width: int, *, ruled: bool, centred: bool) -> None:
    for old in cell.findall(w("tcPr")):
        cell.remove(old)
    own = element("tcPr", element("tcW", w=str(width), type="dxa"))
    if ruled:
        own.append(element("tcBorders", element("top", **_RULE)))
    if centred:
        own.append(element("vAlign", val="center"))
    cell.insert(0, own)


def _lay_text(block: Element, style: str, align: Align) -> None:
    """Set a cell's paragraph; inside a table in a cell, pandoc adds the outer alignment too."""
    if style_of(block) in _PLAIN_STYLES:
        set_property(block, element("pStyle", val=style))
        if is_list_item(block):
            _indent_item(block)
    for old in block.findall(f"{w('pPr')}/{w('jc')}"):
        properties(block).remove(old)
    if align is not Align.LEFT:
        set_property(block, element("jc", val=align.value))


def _indent_item(block: Element) -> None:
    level = next(block.iter(w("ilvl")), None)
    depth = 1 + int(level.get(w("val"), "0") if level is not None else 0)
    indent = str(depth * _LIST_INDENT)
    set_property(block, element("ind", left=indent, hanging=str(_LIST_INDENT)))


def _text_style(table: Table, *, is_head: bool, is_total: bool) -> str:
    if is_head:
        return StyleId.TABLE_HEAD_SMALL if table.small else StyleId.TABLE_HEAD
    if is_total:
        return StyleId.TABLE_TOTAL_SMALL if table.small else StyleId.TABLE_TOTAL
    return StyleId.TABLE_TEXT_SMALL if table.small else StyleId.TABLE_TEXT


def _shared_out(width: int, shares: Sequence[float]) -> list[int]:
    """Share a width out in whole twips that add up to it."""
    whole = math.fsum(shares)
    edges = [round(width * math.fsum(shares[:index]) / whole) for index in range(len(shares) + 1)]
    return [right - left for left, right in pairwise(edges)]


def _lines(row: Element, widths: Sequence[int]) -> int:
    """Estimate how many lines a row's longest cell takes."""
    longest = 1
    for cell, width in zip(row.findall(w("tc")), widths, strict=True):
        signs_a_line = max(4, (width - CELL_MARGINS) // _TWIPS_PER_SIGN)
        lines = sum(
            1
            + sum(len(text.text or "") for text in block.iter(w("t"))) // signs_a_line
            + _LINES_A_PICTURE * sum(1 for _ in block.iter(w("drawing")))
            for block in cell.iter(w("p"))
        )
        longest = max(longest, lines)
    return longest
