"""The Word reference file: pandoc's own package with our styles, page, header, footer, settings."""

from __future__ import annotations

import re
from datetime import date

from pret.render.openxml import (
    Element,
    W,
    element,
    field_simple,
    paragraph,
    parse,
    part_reference,
    serialise,
    text_run,
    twips,
)
from pret.render.pandoc_call import default_reference
from pret.render.theme import Theme
from pret.render.word_look import styles
from pret.render.word_parts import add_part
from pret.render.word_styles import StyleId
from pret.render.zip_stable import read_zip, write_zip

# The reference has no day of its own: only the documents made from it do.
_DAY = date(2000, 1, 1)
_LANGUAGE = "fr-FR"
_HEADER_MM = 12

_SETTINGS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>
<w:characterSpacingControl w:val="doNotCompress"/><w:compat>
<w:compatSetting w:name="compatibilityMode"
 w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:themeFontLang w:val="{_LANGUAGE}"/><w:clrSchemeMapping w:bg1="light1" w:t1="dark1"
 w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2" w:accent3="accent3"
 w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink"
 w:followedHyperlink="followedHyperlink"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>
</w:settings>"""

_TABLE_STYLES = """<w:styles xmlns:w="{w}">
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>
<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr>
<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>
<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>
<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:styleId="Table"><w:name w:val="Table"/><w:basedOn w:val="TableNormal"/>
<w:qFormat/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>
<w:top w:val="single" w:sz="8" w:space="0" w:color="{accent}"/>
<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{accent}"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{line}"/></w:tblBorders><w:tblCellMar>
<w:top w:w="45" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="30" w:type="dxa"/>
<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>
<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{accent}"/></w:tcBorders>
<w:shd w:val="clear" w:color="auto" w:fill="{accent_light}"/>
<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style></w:styles>"""


def reference_docx(theme: Theme) -> bytes:
    """Return the reference file for a theme; the same theme gives the same bytes."""
    parts = read_zip(default_reference())
    parts["word/styles.xml"] = serialise(_style_sheet(theme))
    parts["word/settings.xml"] = _SETTINGS.encode()
    parts["word/fontTable.xml"] = serialise(_font_table(theme))
    parts["word/theme/theme1.xml"] = _office_theme(parts["word/theme/theme1.xml"], theme)
    ids = (
        add_part(parts, "header1.xml", "header", serialise(_header())),
        add_part(parts, "footer1.xml", "footer", serialise(_footer())),
    )
    parts["word/document.xml"] = serialise(_body(theme, *ids))
    return write_zip(parts, _DAY)


def _style_sheet(theme: Theme) -> Element:
    defaults = element(
        "docDefaults",
        element(
            "rPrDefault",
            element(
                "rPr",
                element("rFonts", **dict.fromkeys(_FONT_SLOTS, theme.fonts.word_text)),
                element("sz", val=str(round(theme.sizes_pt.word_text * 2))),
                element("lang", val=_LANGUAGE, eastAsia=_LANGUAGE, bidi="ar-SA"),
            ),
        ),
        element("pPrDefault", element("pPr")),
    )
    colours = theme.colours
    tables = _TABLE_STYLES.format(
        w=W, accent=colours.accent, accent_light=colours.accent_light, line=colours.line
    )
    own = (style.element() for style in styles(theme))
    return element("styles", defaults, *own, *parse(tables.encode()))


#: How a font table calls kinds of families (ECMA-376, ST_FontFamily).
_FAMILIES = {"sans": "swiss", "serif": "roman", "mono": "modern"}
_FONT_SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")


def _font_table(theme: Theme) -> Element:
    """Return the families that the styles name, each with what replaces it where it is absent."""
    table = element("fonts")
    for family, fallback in theme.word_fallbacks.items():
        font = element(
            "font",
            element("altName", val=fallback.family),
            element("charset", val="00"),
            element("family", val=_FAMILIES[fallback.kind]),
            element("pitch", val="fixed" if fallback.kind == "mono" else "variable"),
        )
        font.set(f"{{{W}}}name", family)
        table.append(font)
    return table


def _header() -> Element:
    return element(
        "hdr",
        paragraph(
            StyleId.HEADER,
            field_simple("SUBJECT", "Programme"),
            text_run(" · "),
            field_simple("TITLE", "Titre"),
        ),
    )


def _footer() -> Element:
    return element(
        "ftr",
        paragraph(
            StyleId.FOOTER,
            field_simple("DOCPROPERTY pret-issuer", "organisme"),
            text_run(" · "),
            field_simple("DOCPROPERTY pret-status", "statut"),
            element("r", element("tab")),
            text_run("Page "),
            field_simple("PAGE", "1"),
            text_run(" sur "),
            field_simple("NUMPAGES", "1"),
            element("r", element("br")),
            text_run("Réf. "),
            field_simple("DOCPROPERTY pret-document", "référence"),
        ),
    )


def _body(theme: Theme, header_id: str, footer_id: str) -> Element:
    width, height = (twips(mm) for mm in (theme.page.width_mm, theme.page.height_mm))
    page, distance = theme.page, twips(_HEADER_MM)
    section = element(
        "sectPr",
        part_reference("headerReference", header_id, "default"),
        part_reference("footerReference", footer_id, "default"),
        element("pgSz", w=width, h=height),
        element(
            "pgMar",
            top=twips(page.margin_top_mm),
            right=twips(page.margin_side_mm),
            bottom=twips(page.margin_bottom_mm),
            left=twips(page.margin_side_mm),
            header=distance,
            footer=distance,
            gutter="0",
        ),
    )
    sample = paragraph(StyleId.BODY, text_run("Modifiez les styles de ce fichier, pas son texte."))
    return element("document", element("body", sample, section))


def _office_theme(part: bytes, theme: Theme) -> bytes:
    """Give Word's own palette and font menu the theme's colours and fonts."""
    colours = theme.colours
    text = part.decode()
    palette = {
        "dk2": colours.ink,
        "lt2": colours.accent_light,
        "accent1": colours.accent,
        "accent2": colours.warm,
        "accent3": colours.ochre,
        "accent4": colours.muted,
        "accent5": colours.line,
        "hlink": colours.accent,
        "folHlink": colours.muted,
    }
    for slot, colour in palette.items():
        text = re.sub(rf'(<a:{slot}>\s*<a:srgbClr val=")[^"]*', rf"\g<1>{colour}", text)
    for slot, font in (("major", theme.fonts.word_display), ("minor", theme.fonts.word_text)):
        text = re.sub(
            rf"(<a:{slot}Font>\s*)<a:latin [^>]*>", rf'\g<1><a:latin typeface="{font}"/>', text
        )
    return text.encode()
