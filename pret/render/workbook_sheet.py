"""The XML of one sheet: rows, panes that stay in sight, lists to choose from, printing."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from pret.render.workbook_table import TableXml

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_A4 = 9  # ECMA-376 18.3.1.63: the numbers of paper sizes
# Columns wider than this, together, would be printed too small to read on one page.
_LEGIBLE_CHARS = 205
_LINE_PT, _TALLEST_ROW_PT = 15, 405  # Excel refuses more than 409


@dataclass(slots=True)
class Row:
    """A row in the making: each call adds the next cell. style: number of a cell format.

    lines: how many lines of text its highest cell takes, from 1.
    """

    cells: list[tuple[str, str, int]] = field(default_factory=list)
    lines: int = 1

    def text(self, shared: int, style: int) -> None:
        """Add a text, by its number among the shared texts."""
        self.cells.append((' t="s"', f"<v>{shared}</v>", style))

    def number(self, value: str, style: int) -> None:
        """Add a number, in digits with a decimal point."""
        self.cells.append(("", f"<v>{value}</v>", style))

    def formula(self, formula: str, value: str, style: int, *, is_text: bool) -> None:
        """Add a formula, without its equal sign, and the value that it had when written."""
        kind = ' t="str"' if is_text else ""
        self.cells.append((kind, f"<f>{escape(formula)}</f><v>{escape(value)}</v>", style))

    def empty(self, style: int) -> None:
        """Add an empty cell."""
        self.cells.append(("", "", style))

    def xml(self, number: int) -> str:
        """Return the row; number: from 1."""
        cells = "".join(
            f'<c r="{column_name(place)}{number}" s="{style}"{kind}>{content}</c>'
            for place, (kind, content, style) in enumerate(self.cells, start=1)
        )
        # Not marked as chosen by hand, so that Excel fits the row anew when somebody edits it.
        height_pt = min(_LINE_PT * self.lines, _TALLEST_ROW_PT)
        return f'<row r="{number}" ht="{height_pt}">{cells}</row>'


@dataclass(frozen=True, slots=True)
class Choice:
    """A list to choose from. cells: where it is offered, as `B2:B1000`.

    source: the list as Excel writes it: values between double quotes, or a range.
    refusal: what is told, in French, to who types something else.
    """

    cells: str
    source: str
    refusal: str

    def xml(self) -> str:
        """Return the `dataValidation` element."""
        return (
            '<dataValidation type="list" allowBlank="1" showErrorMessage="1"'
            f' errorTitle="Valeur hors liste" error={quoteattr(self.refusal)}'
            f' sqref="{self.cells}"><formula1>{escape(self.source)}</formula1></dataValidation>'
        )


@dataclass(frozen=True, slots=True)
class SheetXml:
    """A sheet; its first row is the table's header.

    heads: how many first columns stay in sight on screen and are printed on each page.
    """

    name: str
    widths_chars: tuple[float, ...]
    table: TableXml
    heads: int
    choices: tuple[Choice, ...]
    rows: tuple[Row, ...]

    def printed_heads(self) -> str:
        """Return the defined name's content: the row and the columns printed on each page."""
        quoted = escape("'" + self.name.replace("'", "''") + "'")
        columns = f"{quoted}!$A:${column_name(self.heads)}," if self.heads else ""
        return f"{columns}{quoted}!$1:$1"

    def _pages_across(self) -> int:
        """Return on how many pages side by side the columns are printed, heads on each."""
        heads, wide = sum(self.widths_chars[: self.heads]), sum(self.widths_chars)
        return max(1, math.ceil((wide - heads) / (_LEGIBLE_CHARS - heads)))

    def _panes(self) -> str:
        """Return what stays in sight: the header row, and the columns that are heads."""
        first = f"{column_name(self.heads + 1)}2"
        if not self.heads:
            return (
                f'<pane ySplit="1" topLeftCell="{first}" activePane="bottomLeft" state="frozen"/>'
                f'<selection pane="bottomLeft" activeCell="{first}" sqref="{first}"/>'
            )
        return (
            f'<pane xSplit="{self.heads}" ySplit="1" topLeftCell="{first}"'
            ' activePane="bottomRight" state="frozen"/><selection pane="topRight"/>'
            f'<selection pane="bottomLeft"/>'
            f'<selection pane="bottomRight" activeCell="{first}" sqref="{first}"/>'
        )

    def xml(self, title: str, *, is_first: bool) -> bytes:
        """Return the sheet, printed on A4 in landscape. title: at the head of each page."""
        columns = "".join(
            f'<col min="{place}" max="{place}" width="{width:g}" customWidth="1"/>'
            for place, width in enumerate(self.widths_chars, start=1)
        )
        rows = "".join(row.xml(number) for number, row in enumerate(self.rows, start=1))
        lists = "".join(each.xml() for each in self.choices)
        count = len(self.choices)
        validations = f'<dataValidations count="{count}">{lists}</dataValidations>' if count else ""
        # An ampersand starts a code in heads and feet; doubled, it stands for itself.
        head = escape("&L" + title.replace("&", "&&"))
        selected = ' tabSelected="1"' if is_first else ""
        last = f"{column_name(len(self.widths_chars))}{len(self.rows)}"
        return (
            f'{_HEAD}<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
            '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
            f'<dimension ref="A1:{last}"/><sheetViews><sheetView{selected} workbookViewId="0">'
            f'{self._panes()}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
            f"<cols>{columns}</cols><sheetData>{rows}</sheetData>{validations}"
            '<pageMargins left="0.4" right="0.4" top="0.7" bottom="0.6" header="0.3" footer="0.3"/>'
            f'<pageSetup paperSize="{_A4}" orientation="landscape"'
            f' fitToWidth="{self._pages_across()}" fitToHeight="0"/>'
            f"<headerFooter><oddHeader>{head}</oddHeader>"
            "<oddFooter>&amp;L&amp;A&amp;RPage &amp;P sur &amp;N</oddFooter></headerFooter>"
            '<tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>'
        ).encode()


def column_name(number: int) -> str:
    """Return the letters of a column; number: from 1 (A) to 16,384 (XFD)."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
