"""The table of a sheet: the part by which Excel knows its name, its columns and its total."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SUM = "SUBTOTAL(109,"  # what Excel itself writes for a sum that leaves out hidden rows


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table. title: the text of its header cell, different from all others.

    formula: the one of all its rows, which Excel gives to new rows too; empty for none.
    total_text, total_formula: what its cell of the total row holds, one of them or none.
    """

    title: str
    formula: str = ""
    total_text: str = ""
    total_formula: str = ""

    def xml(self, number: int) -> str:
        """Return the `tableColumn` element; number: from 1."""
        kind, inside = "", ""
        if self.formula:
            inside += f"<calculatedColumnFormula>{escape(self.formula)}</calculatedColumnFormula>"
        if self.total_text:
            kind = f" totalsRowLabel={quoteattr(self.total_text)}"
        elif self.total_formula.startswith(_SUM):
            kind = ' totalsRowFunction="sum"'
        elif self.total_formula:
            kind = ' totalsRowFunction="custom"'
            inside += f"<totalsRowFormula>{escape(self.total_formula)}</totalsRowFormula>"
        return (
            f'<tableColumn id="{number}" name={quoteattr(self.title)}{kind}>{inside}</tableColumn>'
        )


@dataclass(frozen=True, slots=True)
class TableXml:
    """A table whose header is the sheet's first row. rows: how many are below, total apart.

    name: what formulas call it: letters and underscores, unlike those of the other tables.
    last_column: its letters. has_total: whether a total row ends it.
    """

    name: str
    columns: tuple[TableColumn, ...]
    last_column: str
    rows: int
    has_total: bool

    def xml(self, number: int) -> bytes:
        """Return the part; number: the table's own among all of the workbook, from 1."""
        filtered = f"A1:{self.last_column}{self.rows + 1}"
        whole = f"A1:{self.last_column}{self.rows + 1 + self.has_total}"
        total = 'totalsRowCount="1"' if self.has_total else 'totalsRowShown="0"'
        columns = "".join(each.xml(place) for place, each in enumerate(self.columns, start=1))
        return (
            f'{_HEAD}<table xmlns="{_MAIN}" id="{number}" name="{self.name}"'
            f' displayName="{self.name}" ref="{whole}" {total}>'
            f'<autoFilter ref="{filtered}"/>'
            f'<tableColumns count="{len(self.columns)}">{columns}</tableColumns>'
            '<tableStyleInfo showFirstColumn="0" showLastColumn="0" showRowStripes="0"'
            ' showColumnStripes="0"/></table>'
        ).encode()
