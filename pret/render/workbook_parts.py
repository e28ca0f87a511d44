"""The XML of a workbook: sheets, shared texts, cell formats, and the package around them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from pret.render.workbook_looks import CellLook, styles_part
from pret.render.workbook_theme import theme_part

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

# ECMA-376 18.3.1.63: the numbers of paper sizes.
_A4, _A3 = 9, 8
# Wider sheets would be printed too small to read.
_LEGIBLE_ON_A4_CHARS, _LEGIBLE_ON_A3_CHARS = 210, 300
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


@dataclass(slots=True)
class SheetXml:
    """A sheet in the making; its first row is the header.

    choices: what may be typed in a column, by its number from 1.
    """

    name: str
    widths_chars: tuple[float, ...]
    is_filtered: bool = True
    choices: dict[int, tuple[str, ...]] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    @property
    def extent(self) -> tuple[str, int]:
        """Return the last column's name and the last row's number."""
        return column_name(max(1, len(self.widths_chars))), len(self.rows)

    def _paper(self) -> str:
        """Return the printing set-up: A4, then A3, then several A3 side by side, still legible."""
        wide_chars = sum(self.widths_chars)
        paper = _A4 if wide_chars <= _LEGIBLE_ON_A4_CHARS else _A3
        sheets = 1 + int(max(0, wide_chars - 1) // _LEGIBLE_ON_A3_CHARS)
        return (
            f'<pageSetup paperSize="{paper}" orientation="landscape" fitToWidth="{sheets}"'
            ' fitToHeight="0"/>'
        )

    def _validations(self) -> str:
        """Return the lists of what may be typed, down to the last row."""
        lists = "".join(
            '<dataValidation type="list" allowBlank="1" showErrorMessage="1"'
            f' errorTitle="Valeur hors liste" error={quoteattr(_allowed(values))}'
            f' sqref="{column_name(place)}2:{column_name(place)}{max(2, len(self.rows))}">'
            f"<formula1>{escape(chr(34) + ','.join(values) + chr(34))}</formula1></dataValidation>"
            for place, values in self.choices.items()
        )
        count = len(self.choices)
        return f'<dataValidations count="{count}">{lists}</dataValidations>' if count else ""

    def xml(self, title: str, *, is_first: bool) -> bytes:
        """Return the sheet: header frozen and filtered, printed over the paper's width."""
        last, count = self.extent
        columns = "".join(
            f'<col min="{place}" max="{place}" width="{width:g}" customWidth="1"/>'
            for place, width in enumerate(self.widths_chars, start=1)
        )
        rows = "".join(row.xml(number) for number, row in enumerate(self.rows, start=1))
        # An ampersand starts a code in heads and feet; doubled, it stands for itself.
        head = escape("&L" + title.replace("&", "&&"))
        filtered = f'<autoFilter ref="A1:{last}{count}"/>' if self.is_filtered else ""
        selected = ' tabSelected="1"' if is_first else ""
        return (
            f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
            f'<dimension ref="A1:{last}{count}"/><sheetViews><sheetView{selected}'
            ' workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft"'
            ' state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/>'
            f'</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols>'
            f"<sheetData>{rows}</sheetData>{filtered}{self._validations()}"
            '<pageMargins left="0.5" right="0.5" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>'
            f"{self._paper()}"
            f"<headerFooter><oddHeader>{head}</oddHeader>"
            "<oddFooter>&amp;L&amp;A&amp;RPage &amp;P sur &amp;N</oddFooter></headerFooter>"
            "</worksheet>"
        ).encode()


@dataclass(slots=True)
class WorkbookXml:
    """A workbook in the making. title: printed at the head of each page."""

    title: str
    sheets: list[SheetXml] = field(default_factory=list)
    texts: dict[str, int] = field(default_factory=dict)
    looks: dict[CellLook, int] = field(default_factory=dict)

    def shared(self, text: str) -> int:
        """Return the number of a text among the shared ones, added if new."""
        return self.texts.setdefault(text, len(self.texts))

    def style(self, look: CellLook) -> int:
        """Return the number of a cell format, added if new; number 0 is Excel's default."""
        return self.looks.setdefault(look, len(self.looks) + 1)

    def parts(self) -> dict[str, bytes]:
        """Return the parts of the package, without its properties."""
        return {
            "[Content_Types].xml": self._types(),
            "_rels/.rels": _package_relations(),
            "xl/workbook.xml": self._workbook(),
            "xl/_rels/workbook.xml.rels": self._relations(),
            "xl/theme/theme1.xml": theme_part(),
            "xl/styles.xml": styles_part(self.looks),
            "xl/sharedStrings.xml": self._shared_texts(),
        } | {
            f"xl/worksheets/sheet{number}.xml": sheet.xml(self.title, is_first=number == 1)
            for number, sheet in enumerate(self.sheets, start=1)
        }

    def _types(self) -> bytes:
        parts = {
            "/xl/workbook.xml": f"{_TYPE}.sheet.main+xml",
            "/xl/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
            "/xl/styles.xml": f"{_TYPE}.styles+xml",
            "/xl/sharedStrings.xml": f"{_TYPE}.sharedStrings+xml",
            "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
            "/docProps/app.xml": (
                "application/vnd.openxmlformats-officedocument.extended-properties+xml"
            ),
        } | {
            f"/xl/worksheets/sheet{number}.xml": f"{_TYPE}.worksheet+xml"
            for number in range(1, len(self.sheets) + 1)
        }
        overrides = "".join(
            f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items()
        )
        return (
            f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
        ).encode()

    def _workbook(self) -> bytes:
        sheets = "".join(
            f'<sheet name={quoteattr(sheet.name)} sheetId="{number}" r:id="rId{number}"/>'
            for number, sheet in enumerate(self.sheets, start=1)
        )
        names = "".join(_names(sheet, place) for place, sheet in enumerate(self.sheets))
        return (
            f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView/>'
            f"</bookViews><sheets>{sheets}</sheets><definedNames>{names}</definedNames></workbook>"
        ).encode()

    def _relations(self) -> bytes:
        targets = [f"worksheets/sheet{number}.xml" for number in range(1, len(self.sheets) + 1)]
        kinds = ["worksheet"] * len(targets) + ["theme", "styles", "sharedStrings"]
        targets += ["theme/theme1.xml", "styles.xml", "sharedStrings.xml"]
        return _relations(
            (f"{_OFFICE}/{kind}", target) for kind, target in zip(kinds, targets, strict=True)
        )

    def _shared_texts(self) -> bytes:
        items = "".join(
            f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in self.texts
        )
        return f'{_HEAD}<sst xmlns="{_MAIN}" uniqueCount="{len(self.texts)}">{items}</sst>'.encode()


def column_name(number: int) -> str:
    """Return the letters of a column; number: from 1 (A) to 16,384 (XFD)."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _allowed(values: tuple[str, ...]) -> str:
    return f"Valeurs possibles : {', '.join(values)}."


def _names(sheet: SheetXml, place: int) -> str:
    """Return the names by which Excel knows a sheet's filter and its repeated header row."""
    last, count = sheet.extent
    quoted = "'" + sheet.name.replace("'", "''") + "'"
    filtered = (
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{place}" hidden="1">'
        f"{escape(quoted)}!$A$1:${last}${count}</definedName>"
    )
    return (
        f"{filtered if sheet.is_filtered else ''}"
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{place}">'
        f"{escape(quoted)}!$1:$1</definedName>"
    )


def _package_relations() -> bytes:
    return _relations(
        (
            (f"{_OFFICE}/officeDocument", "xl/workbook.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{_OFFICE}/extended-properties", "docProps/app.xml"),
        )
    )


def _relations(targets: Iterable[tuple[str, str]]) -> bytes:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'.encode()
    )
