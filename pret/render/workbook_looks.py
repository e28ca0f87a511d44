"""How the cells of a workbook look: number formats, and the theme's fonts and colours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from xml.sax.saxutils import quoteattr

from pret.render.theme import Theme

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

#: Number formats. 40C is French (France): euros and dates stay French on any machine.
EUROS = "#,##0.00\\ [$€-40C]"
NUMBER = "#,##0"
NUMBER_WITH_DECIMALS = "#,##0.###"
DATE = "[$-40C]dd/mm/yyyy"
PERCENT = "0\\ %"
GENERAL = "General"

_QUOTED = ' quotePrefix="1"'
_FIRST_OWN_FORMAT = 164  # ECMA-376 part 1, 18.8.30: the numbers below are built in


class Place(Enum):
    """Where a cell stands in its table; the value is the number of its font, ground and border."""

    BODY = (0, 0, 1)
    HEAD = (2, 2, 2)
    TOTAL = (1, 0, 3)


@dataclass(frozen=True, slots=True)
class CellLook:
    """How a cell is shown. is_figure: set to the right."""

    place: Place
    is_figure: bool = False
    number_format: str = GENERAL
    quoted: bool = False

    def shown(self, number_format: str = GENERAL, *, quoted: bool = False) -> CellLook:
        """Return the same look with another format."""
        return replace(self, number_format=number_format, quoted=quoted)

    def xml(self, format_id: int) -> str:
        """Return the `xf` element."""
        font, fill, border = self.place.value
        side = "right" if self.is_figure else "left"
        vertical = "center" if self.place is Place.HEAD else "top"
        # LibreOffice forgets the indent of some figures that may be wrapped.
        wrap = "" if self.is_figure and self.place is not Place.HEAD else ' wrapText="1"'
        return (
            f'<xf numFmtId="{format_id}" fontId="{font}" fillId="{fill}" borderId="{border}"'
            f' xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"'
            f' applyAlignment="1"{_QUOTED if self.quoted else ""}>'
            f'<alignment horizontal="{side}" indent="1" vertical="{vertical}"{wrap}/></xf>'
        )


def styles_part(looks: Iterable[CellLook], theme: Theme) -> bytes:
    """Return xl/styles.xml; the looks are numbered from 1, number 0 is Excel's default."""
    looks = tuple(looks)
    formats = sorted({look.number_format for look in looks} - {GENERAL})
    numbers = {GENERAL: 0} | {
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
        + f"{_pieces(theme)}"
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        f'</cellStyleXfs><cellXfs count="{len(looks) + 1}">'
        f'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>{cells}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    ).encode()


def _pieces(theme: Theme) -> str:
    """Return the fonts, grounds and borders, in the order of the numbers of `Place`."""
    colours = theme.colours
    bold, inked = "<b/>", f'<color rgb="FF{colours.accent}"/>'
    fonts = "".join(_font(theme, *each) for each in (("", ""), (bold, ""), (bold, inked)))
    borders = (
        _border("", ""),
        _border("", _line("bottom", "thin", colours.line)),
        _border("", _line("bottom", "medium", colours.accent)),
        _border(_line("top", "medium", colours.accent), _line("bottom", "thin", colours.line)),
    )
    return (
        f'<fonts count="3">{fonts}</fonts>'
        '<fills count="3"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid">'
        f'<fgColor rgb="FF{colours.accent_light}"/><bgColor indexed="64"/></patternFill></fill>'
        f'</fills><borders count="{len(borders)}">{"".join(borders)}</borders>'
    )


def _font(theme: Theme, weight: str, colour: str) -> str:
    size, face = theme.sizes_pt.word_text, theme.fonts.word_text
    return f'<font>{weight}<sz val="{size:g}"/>{colour}<name val="{face}"/><family val="2"/></font>'


def _line(side: str, style: str, colour: str) -> str:
    return f'<{side} style="{style}"><color rgb="FF{colour}"/></{side}>'


def _border(top: str, bottom: str) -> str:
    return f"<border><left/><right/>{top or '<top/>'}{bottom or '<bottom/>'}<diagonal/></border>"
