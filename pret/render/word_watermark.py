"""The word that lies across every page of a draft or a withdrawn document.

It stands in the running heads, in the very form of Word's own watermarks: Word offers to remove it,
LibreOffice shows it, and screen readers pass over it as over all of a running head.
"""

from __future__ import annotations

from lxml import etree

from pret.render.openxml import Element, W, element, paragraph, parse, run, serialise, text_run, w
from pret.render.word_parts import add_part, running_heads
from pret.render.word_styles import StyleId

_V, _O = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office"
# ECMA-376 part 4, 19.1: the preset shape 136, plain text stretched to a frame.
_SHAPE = f"""<w:r xmlns:w="{W}" xmlns:v="{_V}" xmlns:o="{_O}"><w:rPr><w:noProof/></w:rPr><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
 path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>
<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/>
<v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/>
<v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>
<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom"
 o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>
<v:textpath on="t" fitshape="t"/><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>
<v:shape id="PowerPlusWaterMarkObject" type="#_x0000_t136" alt="" o:allowincell="f" stroked="f">
<v:textpath/></v:shape></w:pict></w:r>"""
_PLACE = (
    "position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:{height}pt;rotation:315;"
    "z-index:-251658752;mso-position-horizontal:center;"
    "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
    "mso-position-vertical-relative:margin"
)
# Points. The diagonal must fit the shorter side of the text's room, whichever way the page lies.
_LETTER_WIDTH, _HEIGHT = 50, 84
# The colour of the watermarks that Word itself lays, by its name in VML.
_UNTOLD_COLOUR = "silver"


def watermark_look(style_sheet: bytes) -> tuple[str, str]:
    """Return the colour and the font of a style sheet's watermark, as VML writes them.

    Every reference has the style: the theme gives it in ours, and ours completes an expert's. An
    expert's own may tell no colour, or no font: then Word's own watermark colour, or an empty name.
    """
    style = f".//{w('style')}[@{w('styleId')}='{StyleId.WATERMARK}']/{w('rPr')}"
    sheet = parse(style_sheet)
    colour, font = sheet.find(f"{style}/{w('color')}"), sheet.find(f"{style}/{w('rFonts')}")
    told = "auto" if colour is None else colour.get(w("val"), "auto")
    return (
        _UNTOLD_COLOUR if told == "auto" else f"#{told}",
        "" if font is None else font.get(w("ascii"), ""),
    )


def lay_watermark(parts: dict[str, bytes], word: str) -> None:
    """Lay a word across all pages of a package, and say it at the right of each running head."""
    look = watermark_look(parts["word/styles.xml"])
    heads = (name for name in running_heads(parts) if name.startswith("word/header"))
    for number, name in enumerate(heads, start=1):
        root = parse(parts[name])
        _mark(root, word, look, number)
        parts[name] = serialise(root)


def _mark(root: Element, word: str, look: tuple[str, str], number: int) -> None:
    colour, font = look
    shape = parse(_SHAPE.encode())
    frame = next(shape.iter(f"{{{_V}}}shape"))
    frame.set("id", f"PowerPlusWaterMarkObject{number}")
    frame.set(f"{{{_O}}}spid", f"_x0000_s{2048 + number}")
    frame.set("style", _PLACE.format(width=_LETTER_WIDTH * len(word), height=_HEIGHT))
    frame.set("fillcolor", colour)
    path = next(frame.iter(f"{{{_V}}}textpath"))
    family = f"font-family:'{font}';" if font else ""
    path.set("style", f"{family}font-size:1pt;font-weight:bold")
    path.set("string", word)
    block = next(root.iter(w("p")), None)
    if block is None:
        block = paragraph(StyleId.HEADER)
        root.append(block)
    if next(block.iter(w("t")), None) is not None:
        block.append(run(element("tab")))
    block.extend((text_run(word), shape))


def add_first_head(parts: dict[str, bytes]) -> str:
    """Add the running head of a title page, empty, and return the id of its relation."""
    plain = paragraph(StyleId.HEADER)
    plain[0].extend((element("pBdr", element("bottom", val="nil")), element("jc", val="right")))
    head = etree.Element(w("hdr"), nsmap={"w": W})
    head.append(plain)
    return add_part(parts, "header_first.xml", "header", serialise(head))
