"""The cover of a Word document: its picture to the page's edges, the title on a ground below it.

Both stand at their places on the page, and so does the foot; the day and the names follow as text.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from pret.domain.tree_document import Document
from pret.render.layout_rules import cover_names, programme_line, watermark
from pret.render.openxml import (
    TWIPS_PER_MM,
    WP,
    A,
    Element,
    W,
    element,
    elements_of,
    paragraph,
    parse,
    set_property,
    style_of,
    twips,
    w,
)
from pret.render.word_dressing import Looks
from pret.render.word_frames import THIN_LINE
from pret.render.word_logos import LOGOS_ROOM_MM
from pret.render.word_pictures import DECORATIVE, DECORATIVE_URI, EMU_PER_MM, float_at_top
from pret.render.word_sections import room_of
from pret.render.word_styles import StyleId

_PANEL = (StyleId.PROGRAMME_COVER, StyleId.TITLE_COVER, StyleId.SUBTITLE_COVER)
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
# A rectangle behind the text ([MS-ODRAWXML] 2.23), as wide as the page, told to be decoration.
_GROUND = f"""<w:r xmlns:w="{W}" xmlns:wp="{WP}" xmlns:a="{A}" xmlns:mc="{_MC}" xmlns:wps="{_WPS}">
<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0"
 distR="0" simplePos="0" relativeHeight="1" behindDoc="1" locked="0" layoutInCell="1"
 allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="page">
<wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV relativeFrom="page">
<wp:posOffset>{{top}}</wp:posOffset></wp:positionV><wp:extent cx="{{wide}}" cy="{{high}}"/>
<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="790000" name="Fond du titre">
<a:extLst><a:ext uri="{{{DECORATIVE_URI}}}"><adec:decorative
 xmlns:adec="{DECORATIVE}" val="1"/></a:ext>
</a:extLst></wp:docPr><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_WPS}"><wps:wsp>
<wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{{wide}}" cy="{{high}}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="{{fill}}"/>
</a:solidFill><a:ln><a:noFill/></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor>
</w:drawing></mc:Choice></mc:AlternateContent></w:r>"""
# The picture has the same share of the page as in the PDF, where all else leaves it that.
_PICTURE_SHARE, _LEAST_SHARE = 0.42, 0.1
# Millimetres: what each line takes, with what parts it from the next, and the letters of a title
# and a subtitle, on average.
_PROGRAMME_MM, _TITLE_LINE_MM, _SUBTITLE_LINE_MM, _LINES_APART_MM = 8.0, 13.5, 6.6, 2.8
_TITLE_SIGN_MM, _SUBTITLE_SIGN_MM = 6.2, 2.7
_ABOVE_MM, _BELOW_MM = 12.0, 10.0
_DAY_MM, _NAME_MM, _LOGOS_MM, _MENTION_MM, _IMPRINT_MM = 19.0, 6.0, 31.0, 4.4, 11.0
# Above the title of a cover without a picture.
_WITHOUT_PICTURE_MM = 70.0


def lay_cover(body: Element, document: Document, looks: Looks) -> None:
    """Stand the picture and the title of a cover on their page.

    The ground is that of the title's style: without one, in an expert's reference file, the title
    follows the picture as any text.
    """
    section = next(body.iter(w("sectPr")))
    size = section.find(w("pgSz"))
    panel = [each for each in elements_of(body) if style_of(each) in _PANEL]
    fill = looks.ground(StyleId.TITLE_COVER)
    picture, first = document.cover_picture, next(elements_of(body))
    if size is None:
        return
    wide, high = (int(size.get(w(side), "0")) / TWIPS_PER_MM for side in "wh")
    text_mm = room_of(section).width / TWIPS_PER_MM
    tall_mm = _panel_mm(document, text_mm)
    top_mm = 0.0
    if picture is not None:
        rows = sum(style_of(each) == StyleId.LOGOS for each in elements_of(body))
        rows *= math.ceil(LOGOS_ROOM_MM / text_mm)
        foot_mm = _margin(section, "bottom") / TWIPS_PER_MM + rows * _LOGOS_MM
        top_mm = _picture_mm(document, high, tall_mm + foot_mm)
        set_property(first, element("spacing", before="0", after="0", **THIN_LINE))
        shown = (round(wide * EMU_PER_MM), round(top_mm * EMU_PER_MM))
        float_at_top(next(first.iter(f"{{{WP}}}inline")), picture, shown, below_mm=0)
    elif panel and fill:
        tall_mm += _WITHOUT_PICTURE_MM - _ABOVE_MM
        first = paragraph(StyleId.SPACER)
        body.insert(0, first)
    if panel and fill:
        sizes = {"top": top_mm, "wide": wide, "high": tall_mm}
        emu = {name: round(size_mm * EMU_PER_MM) for name, size_mm in sizes.items()}
        first.append(parse(_GROUND.format(fill=fill, **emu).encode()))
        above_mm = _ABOVE_MM if picture else _WITHOUT_PICTURE_MM
        set_property(panel[0], element("spacing", before=twips(above_mm), after="160"))
        _stand(panel, section, top_mm, tall_mm)


def _stand(panel: Sequence[Element], section: Element, top_mm: float, tall_mm: float) -> None:
    """Stand the title's lines in one frame at their height of the page, over the ground.

    Their own ground stays, without the rules that widen it: a longer title is still legible.
    """
    frame = {
        "w": str(room_of(section).width),
        "h": twips(tall_mm),
        "hRule": "atLeast",
        "wrap": "around",
        "hAnchor": "page",
        "x": str(_margin(section, "left")),
        "vAnchor": "page",
        "y": twips(max(top_mm, 0.1)),
    }
    for line in panel:
        set_property(line, element("framePr", **frame))
        sides = (element(side, val="nil") for side in ("top", "left", "bottom", "right"))
        set_property(line, element("pBdr", *sides))
        set_property(line, element("ind", left="0", right="0"))


def _margin(section: Element, side: str) -> int:
    """Return a margin of a section, in twips."""
    margins = section.find(w("pgMar"))
    return 0 if margins is None else int(margins.get(w(side), "0"))


def _picture_mm(document: Document, page_mm: float, taken_mm: float) -> float:
    """Return the height of a cover's picture. taken_mm: by what is not told here."""
    names = cover_names(document)
    lines = (
        len(names)
        + bool(watermark(document))
        + (2 if len(document.organisations) > len(names) else 0)
    )
    taken_mm += _DAY_MM + lines * _NAME_MM + _IMPRINT_MM + len(document.mentions) * _MENTION_MM
    return max(page_mm * _LEAST_SHARE, min(page_mm * _PICTURE_SHARE, page_mm - taken_mm))


def _panel_mm(document: Document, wide_mm: float) -> float:
    """Return how high the title's lines are, with what is above and below, by a rough count."""
    lines = max(1, math.ceil(len(document.title) * _TITLE_SIGN_MM / wide_mm))
    tall_mm = _ABOVE_MM + lines * _TITLE_LINE_MM + _LINES_APART_MM + _BELOW_MM
    if document.subtitle:
        lines = math.ceil(len(document.subtitle) * _SUBTITLE_SIGN_MM / wide_mm)
        tall_mm += lines * _SUBTITLE_LINE_MM + _LINES_APART_MM
    return tall_mm + (_PROGRAMME_MM if programme_line(document) else 0.0)
