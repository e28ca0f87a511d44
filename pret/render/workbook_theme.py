"""The theme part of a workbook: what Excel offers to who adds cells of their own."""

from __future__ import annotations

from pret.render.theme import Theme

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_ROLES = {
    "dk2": "ink",
    "lt2": "neutral_light",
    "accent1": "accent",
    "accent2": "warm",
    "accent3": "ochre",
    "accent4": "muted",
    "accent5": "line",
    "accent6": "accent_light",
    "hlink": "accent",
    "folHlink": "muted",
}


def theme_part(theme: Theme) -> bytes:
    """Return xl/theme/theme1.xml."""
    slots = {"dk1": "000000", "lt1": "FFFFFF"}
    slots |= {slot: theme.colours.of(role) for slot, role in _ROLES.items()}
    colours = "".join(
        f'<a:{slot}><a:srgbClr val="{colour}"/></a:{slot}>' for slot, colour in slots.items()
    )
    face = theme.fonts.word_text
    faces = f'<a:latin typeface="{face}"/><a:ea typeface=""/><a:cs typeface=""/>'
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
