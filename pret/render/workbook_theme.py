"""The theme part of a workbook: Excel wants one, though our cells name their own colours."""

from __future__ import annotations

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_COLOURS = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "1D2733",
    "lt2": "E8ECEE",
    "accent1": "0B5A5E",
    "accent2": "A43A1C",
    "accent3": "7A5200",
    "accent4": "4A5663",
    "accent5": "9AA7B0",
    "accent6": "E4F0EF",
    "hlink": "0B5A5E",
    "folHlink": "4A5663",
}


def theme_part() -> bytes:
    """Return xl/theme/theme1.xml."""
    colours = "".join(
        f'<a:{slot}><a:srgbClr val="{colour}"/></a:{slot}>' for slot, colour in _COLOURS.items()
    )
    faces = '<a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/>'
    ink = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{width}">{ink}</a:ln>' for width in (6350, 12700, 19050))
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<a:theme xmlns:a="{_DRAWING}" name="Pret"><a:themeElements>'
        f'<a:clrScheme name="Pret">{colours}</a:clrScheme><a:fontScheme name="Pret">'
        f"<a:majorFont>{faces}</a:majorFont><a:minorFont>{faces}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Pret"><a:fillStyleLst>{ink * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{ink * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    ).encode()
