"""The names of the styles in our Word files: what an expert finds in Word's list of styles."""

from __future__ import annotations

from enum import StrEnum

from pret.domain.tree import CalloutKind


class StyleId(StrEnum):
    """Ids of the styles that the writer sets, as they stand in the file."""

    NORMAL = "Normal"
    BODY = "BodyText"
    BODY_FIRST = "FirstParagraph"
    COMPACT = "Compact"
    LIST = "ListParagraph"
    TITLE = "Title"
    SUBTITLE = "Subtitle"
    PROGRAMME = "PretProgramme"
    FACTS = "PretFacts"
    TITLE_COVER = "PretTitleCover"
    SUBTITLE_COVER = "PretSubtitleCover"
    PROGRAMME_COVER = "PretProgrammeCover"
    DAY_COVER = "PretDayCover"
    ORGANISATION = "PretOrganisation"
    MENTION = "PretMention"
    IMPRINT = "PretImprint"
    CONTENTS_TITLE = "TOCHeading"
    CHAPTER = "PretChapter"
    CARD_2 = "PretCard2"
    CARD_3 = "PretCard3"
    CARD_4 = "PretCard4"
    QUOTE = "Quote"
    ATTRIBUTION = "PretAttribution"
    CAPTION = "Caption"
    TABLE_CAPTION = "TableCaption"
    IMAGE_CAPTION = "ImageCaption"
    FIGURE = "Figure"
    FIGURE_CAPTIONED = "CaptionedFigure"
    TABLE_TEXT = "PretTableText"
    TABLE_TEXT_SMALL = "PretTableTextSmall"
    TABLE_HEAD = "PretTableHead"
    TABLE_HEAD_SMALL = "PretTableHeadSmall"
    TABLE_TOTAL = "PretTableTotal"
    TABLE_TOTAL_SMALL = "PretTableTotalSmall"
    CODE_BLOCK = "SourceCode"
    FOOTNOTE = "FootnoteText"
    HEADER = "Header"
    FOOTER = "Footer"
    SPACER = "PretSpacer"
    CALLOUT_KEY = "PretCalloutKey"
    CALLOUT_DECISION = "PretCalloutDecision"
    CALLOUT_TENSION = "PretCalloutTension"
    CALLOUT_QUESTION = "PretCalloutQuestion"
    CALLOUT_WARNING = "PretCalloutWarning"
    CALLOUT_INFO = "PretCalloutInfo"
    MISSING = "PretMissing"
    CREDIT = "PretCredit"
    LEAD = "PretLead"
    WATERMARK = "PretWatermark"
    LOGOS = "PretLogos"
    TAG = "PretTag"
    CODE = "VerbatimChar"
    LINK = "Hyperlink"
    NOTE_MARK = "FootnoteReference"


#: The name under which Word lists each style. Built-in names are English in the file; Word
#: translates them on screen. pandoc's `custom-style` attribute finds styles by these names.
NAMES: dict[StyleId, str] = {
    StyleId.NORMAL: "Normal",
    StyleId.BODY: "Body Text",
    StyleId.BODY_FIRST: "First Paragraph",
    StyleId.COMPACT: "Compact",
    StyleId.LIST: "List Paragraph",
    StyleId.TITLE: "Title",
    StyleId.SUBTITLE: "Subtitle",
    StyleId.PROGRAMME: "Programme",
    StyleId.FACTS: "Date et organisations",
    StyleId.TITLE_COVER: "Couverture titre",
    StyleId.SUBTITLE_COVER: "Couverture sous-titre",
    StyleId.PROGRAMME_COVER: "Couverture programme",
    StyleId.DAY_COVER: "Couverture date",
    StyleId.ORGANISATION: "Couverture organisation",
    StyleId.MENTION: "Mentions",
    StyleId.IMPRINT: "Référence et statut",
    StyleId.CONTENTS_TITLE: "TOC Heading",
    StyleId.CHAPTER: "Chapitre",
    StyleId.CARD_2: "Fiche titre 2",
    StyleId.CARD_3: "Fiche titre 3",
    StyleId.CARD_4: "Fiche titre 4",
    StyleId.QUOTE: "Quote",
    StyleId.ATTRIBUTION: "Attribution",
    StyleId.CAPTION: "caption",
    StyleId.TABLE_CAPTION: "Table Caption",
    StyleId.IMAGE_CAPTION: "Image Caption",
    StyleId.FIGURE: "Figure",
    StyleId.FIGURE_CAPTIONED: "Captioned Figure",
    StyleId.TABLE_TEXT: "Texte de tableau",
    StyleId.TABLE_TEXT_SMALL: "Texte de tableau serré",
    StyleId.TABLE_HEAD: "En-tête de tableau",
    StyleId.TABLE_HEAD_SMALL: "En-tête de tableau serré",
    StyleId.TABLE_TOTAL: "Total de tableau",
    StyleId.TABLE_TOTAL_SMALL: "Total de tableau serré",
    StyleId.CODE_BLOCK: "Source Code",
    StyleId.FOOTNOTE: "footnote text",
    StyleId.HEADER: "header",
    StyleId.FOOTER: "footer",
    StyleId.SPACER: "Intervalle",
    StyleId.CALLOUT_KEY: "Encadré à retenir",
    StyleId.CALLOUT_DECISION: "Encadré décision",
    StyleId.CALLOUT_TENSION: "Encadré tension",
    StyleId.CALLOUT_QUESTION: "Encadré question",
    StyleId.CALLOUT_WARNING: "Encadré vigilance",
    StyleId.CALLOUT_INFO: "Encadré information",
    StyleId.MISSING: "À compléter",
    StyleId.CREDIT: "Crédit",
    StyleId.LEAD: "Amorce",
    StyleId.TAG: "Étiquette",
    StyleId.WATERMARK: "Filigrane",
    StyleId.LOGOS: "Logos",
    StyleId.CODE: "Verbatim Char",
    StyleId.LINK: "Hyperlink",
    StyleId.NOTE_MARK: "footnote reference",
}

CALLOUT_STYLES: dict[CalloutKind, StyleId] = {
    CalloutKind.KEY: StyleId.CALLOUT_KEY,
    CalloutKind.DECISION: StyleId.CALLOUT_DECISION,
    CalloutKind.TENSION: StyleId.CALLOUT_TENSION,
    CalloutKind.QUESTION: StyleId.CALLOUT_QUESTION,
    CalloutKind.WARNING: StyleId.CALLOUT_WARNING,
    CalloutKind.INFO: StyleId.CALLOUT_INFO,
}


#: What a boxed passage without a title is called: its kind must not be told by colour alone.
CALLOUT_TITLES: dict[CalloutKind, str] = {
    CalloutKind.KEY: "À retenir",
    CalloutKind.DECISION: "Décision",
    CalloutKind.TENSION: "Tension",
    CalloutKind.QUESTION: "Question",
    CalloutKind.WARNING: "Garde-fou",
    CalloutKind.INFO: "À savoir",
}


#: The style that the title of a sheet takes in place of its heading's.
CARD_STYLES: dict[str, StyleId] = {
    "Heading2": StyleId.CARD_2,
    "Heading3": StyleId.CARD_3,
    "Heading4": StyleId.CARD_4,
}


def heading_id(level: int) -> str:
    """Return the id of a heading's style; level: 1 to 4."""
    return f"Heading{level}"


def contents_id(level: int) -> str:
    """Return the id of the style of a contents entry; level: 1 or 2."""
    return f"TOC{level}"
