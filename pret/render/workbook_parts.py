"""The package of a workbook: its sheets with their tables, shared texts, looks, and relations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from pret.render.theme import Theme
from pret.render.workbook_looks import CellLook, styles_part
from pret.render.workbook_sheet import SheetXml
from pret.render.workbook_theme import theme_part

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


@dataclass(slots=True)
class WorkbookXml:
    """A workbook in the making. title: printed at the head of each page."""

    title: str
    theme: Theme
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
        found = {
            "[Content_Types].xml": self._types(),
            "_rels/.rels": _package_relations(),
            "xl/workbook.xml": self._workbook(),
            "xl/_rels/workbook.xml.rels": self._relations(),
            "xl/theme/theme1.xml": theme_part(self.theme),
            "xl/styles.xml": styles_part(self.looks, self.theme),
            "xl/sharedStrings.xml": self._shared_texts(),
        }
        for number, sheet in enumerate(self.sheets, start=1):
            link = ((f"{_OFFICE}/table", f"../tables/table{number}.xml"),)
            found |= {
                f"xl/worksheets/sheet{number}.xml": sheet.xml(self.title, is_first=number == 1),
                f"xl/worksheets/_rels/sheet{number}.xml.rels": _relations(link),
                f"xl/tables/table{number}.xml": sheet.table.xml(number),
            }
        return found

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
        }
        for number in range(1, len(self.sheets) + 1):
            parts[f"/xl/worksheets/sheet{number}.xml"] = f"{_TYPE}.worksheet+xml"
            parts[f"/xl/tables/table{number}.xml"] = f"{_TYPE}.table+xml"
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
        names = "".join(
            f'<definedName name="_xlnm.Print_Titles" localSheetId="{place}">'
            f"{sheet.printed_heads()}</definedName>"
            for place, sheet in enumerate(self.sheets)
        )
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
