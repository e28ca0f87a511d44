"""How the cells of a workbook look: number formats, fonts, grounds and borders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from xml.sax.saxutils import quoteattr

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

#: Number formats. 40C is French (France): euros and dates stay French on any machine.
EUROS = "#,##0\\ [$€-40C]"
EUROS_AND_CENTS = "#,##0.00\\ [$€-40C]"
NUMBER = "#,##0"
NUMBER_WITH_DECIMALS = "#,##0.###"
DATE = "[$-40C]dd/mm/yyyy"
PERCENT = "0\\ %"
_GENERAL = "General"
_QUOTED = ' quotePrefix="1"'
_FIRST_OWN_FORMAT = 164  # ECMA-376 part 1, 18.8.30: the numbers below are built in

_STYLE_PIECES = (
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE8ECEE"/><bgColor indexed="64"/>'
    "</patternFill></fill></fills>"
    '<borders count="3"><border><left/><right/><top/><bottom/><diagonal/></border>'
    '<border><left/><right/><top/><bottom style="thin"><color rgb="FF9AA7B0"/></bottom>'
    '<diagonal/></border><border><left/><right/><top/><bottom style="medium">'
    '<color rgb="FF4A5663"/></bottom><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
)


@dataclass(frozen=True, slots=True)
class CellLook:
    """How a cell is shown. is_head: bold on a grey ground. is_figure: set to the right."""

    is_head: bool = False
    is_figure: bool = False
    number_format: str = _GENERAL
    quoted: bool = False

    def shown(self, number_format: str = _GENERAL, *, quoted: bool = False) -> CellLook:
        """Return the same look with another format."""
        return replace(self, number_format=number_format, quoted=quoted)

    def xml(self, format_id: int) -> str:
        """Return the `xf` element."""
        font, fill, border = (1, 2, 2) if self.is_head else (0, 0, 1)
        side = 'horizontal="right" indent="1"' if self.is_figure else 'horizontal="left"'
        vertical = "center" if self.is_head else "top"
        return (
            f'<xf numFmtId="{format_id}" fontId="{font}" fillId="{fill}" borderId="{border}"'
            f' xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"'
            f' applyAlignment="1"{_QUOTED if self.quoted else ""}>'
            f'<alignment {side} vertical="{vertical}" wrapText="1"/></xf>'
        )


#: Looks by whether the column holds figures.
HEAD_LOOK = {figure: CellLook(is_head=True, is_figure=figure) for figure in (False, True)}
BODY_LOOK = {figure: CellLook(is_figure=figure) for figure in (False, True)}


def styles_part(looks: Iterable[CellLook]) -> bytes:
    """Return xl/styles.xml; the looks are numbered from 1, number 0 is Excel's default."""
    looks = tuple(looks)
    formats = sorted({look.number_format for look in looks} - {_GENERAL})
    numbers = {_GENERAL: 0} | {
        code: number for number, code in enumerate(formats, start=_FIRST_OWN_FORMAT)
    }
    own = "".join(
        f'<numFmt numFmtId="{numbers[code]}" formatCode={quoteattr(code)}/>' for code in formats
    )
    cells = "".join(look.xml(numbers[look.number_format]) for look in looks)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<styleSheet xmlns="{_MAIN}">'
        + (f'<numFmts count="{len(formats)}">{own}</numFmts>' if formats else "")
        + f'{_STYLE_PIECES}<cellXfs count="{len(looks) + 1}">'
        f'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>{cells}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    ).encode()
