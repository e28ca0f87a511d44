"""The look of the Word files: every style, with the theme's fonts, sizes and colours."""

from __future__ import annotations

from pret.render.theme import Theme
from pret.render.word_look_front import cover, title_block
from pret.render.word_style_spec import Border, Letters, Lines, StyleSpec, styled
from pret.render.word_styles import NAMES, StyleId, contents_id, heading_id


def text_width_mm(theme: Theme) -> float:
    """Return the width of the text on a portrait page, in millimetres."""
    return theme.page.width_mm - 2 * theme.page.margin_side_mm


def styles(theme: Theme) -> tuple[StyleSpec, ...]:
    """Return every style that the reference file defines or redefines."""
    return (
        *_running_text(theme),
        *_beside_text(theme),
        *_headings(theme),
        *_titles_apart(theme),
        *title_block(theme),
        *cover(theme),
        *_contents(theme),
        *_captions(theme),
        *_table_texts(theme),
        *_callouts(theme),
        *_characters(theme),
    )


def _running_text(theme: Theme) -> tuple[StyleSpec, ...]:
    colours, sizes = theme.colours, theme.sizes_pt
    normal = StyleSpec(
        id=StyleId.NORMAL,
        name="Normal",
        letters=Letters(theme.fonts.word_text, sizes.word_text, colours.ink),
        lines=Lines(before_pt=0, after_pt=0, line=1.0),
        built_in=True,
        default=True,
    )
    quote = Lines(4, 4, left_mm=8, right_mm=8, keep_next=True, keep_lines=True)
    own = StyleId
    body = Lines(0, theme.spacing.word_paragraph_pt, theme.spacing.word_line)
    return (
        normal,
        styled(own.BODY, body, parent=own.NORMAL, built_in=True),
        styled(own.BODY_FIRST, Lines(6), following=own.BODY),
        styled(own.COMPACT, Lines(0, 2)),
        styled(own.LIST, Lines(0, 2, 1.1), built_in=True),
        styled(own.QUOTE, quote, Letters(italic=True, colour=colours.accent), built_in=True),
        styled(
            own.ATTRIBUTION,
            Lines(0, 9, left_mm=8, right_mm=8),
            Letters(size_pt=sizes.caption + 0.5, colour=colours.muted),
        ),
    )


def _beside_text(theme: Theme) -> tuple[StyleSpec, ...]:
    """Code, notes, heads and feet of pages, and the line that parts two tables."""
    colours, sizes = theme.colours, theme.sizes_pt
    muted = Letters(size_pt=sizes.caption, colour=colours.muted)
    head_rule = Border("bottom", colours.line, 0.5, 4)
    foot_rule = Border("top", colours.line, 0.5, 4)
    tab_mm = text_width_mm(theme)
    own, plain = StyleId, colours.neutral_light
    return (
        styled(
            own.CODE_BLOCK,
            Lines(4, 8, 1.0, left_mm=2, right_mm=2, borders=_padding(plain), fill=plain),
            Letters(theme.fonts.word_code, sizes.caption),
        ),
        styled(
            own.FOOTNOTE,
            Lines(0, 2),
            Letters(size_pt=sizes.caption),
            parent=own.NORMAL,
            built_in=True,
        ),
        styled(
            own.HEADER,
            Lines(0, 0, borders=(head_rule,), right_tab_mm=tab_mm),
            muted,
            parent=own.NORMAL,
            built_in=True,
        ),
        styled(
            own.FOOTER,
            Lines(0, 0, borders=(foot_rule,), right_tab_mm=tab_mm),
            muted,
            parent=own.NORMAL,
            built_in=True,
        ),
        styled(own.SPACER, Lines(0, 0, exact_pt=2), Letters(size_pt=1), parent=own.NORMAL),
    )


def _headings(theme: Theme) -> tuple[StyleSpec, ...]:
    colours, sizes = theme.colours, theme.sizes_pt
    looks = (
        (sizes.heading_1, colours.accent, Lines(17, 4)),
        (sizes.heading_2, colours.accent, Lines(15, 3)),
        (sizes.heading_3, colours.ink, Lines(12, 2)),
        (sizes.heading_4, colours.muted, Lines(10, 1)),
    )
    return tuple(
        StyleSpec(
            id=heading_id(level),
            name=f"heading {level}",
            parent=StyleId.NORMAL,
            following=StyleId.BODY_FIRST,
            letters=Letters(theme.fonts.word_display, size_pt, colour, bold=True),
            lines=Lines(
                lines.before_pt, lines.after_pt, keep_next=True, keep_lines=True, outline=level - 1
            ),
            built_in=True,
        )
        for level, (size_pt, colour, lines) in enumerate(looks, start=1)
    )


def _titles_apart(theme: Theme) -> tuple[StyleSpec, ...]:
    """Return the looks of headings that open a chapter or a sheet; they stay headings."""
    colours, sizes = theme.colours, theme.sizes_pt
    bar = Border("top", colours.accent, 3, 8)
    band = (*_padding(colours.accent_light), Border("left", colours.accent, 3, 8))
    cards = {2: StyleId.CARD_2, 3: StyleId.CARD_3, 4: StyleId.CARD_4}
    return (
        styled(
            StyleId.CHAPTER,
            Lines(0, 20, borders=(bar,)),
            Letters(size_pt=sizes.heading_1 * 1.4),
            parent=heading_id(1),
            following=StyleId.BODY_FIRST,
        ),
        *(
            styled(
                style,
                Lines(18, 8, left_mm=4, right_mm=2, borders=band, fill=colours.accent_light),
                parent=heading_id(level),
                following=StyleId.BODY_FIRST,
            )
            for level, style in cards.items()
        ),
    )


def _contents(theme: Theme) -> tuple[StyleSpec, ...]:
    tab_mm = text_width_mm(theme)
    heading = StyleSpec(
        id=StyleId.CONTENTS_TITLE,
        name=NAMES[StyleId.CONTENTS_TITLE],
        parent=StyleId.NORMAL,
        following=StyleId.BODY,
        letters=Letters(
            theme.fonts.word_display,
            theme.sizes_pt.heading_2 + 2,
            theme.colours.accent,
            bold=True,
        ),
        lines=Lines(18, 8, keep_next=True),
        built_in=True,
    )
    entries = (
        (Letters(bold=True), Lines(6, 2, right_tab_mm=tab_mm, leader="dot")),
        (Letters(), Lines(0, 2, left_mm=6, right_tab_mm=tab_mm, leader="dot")),
    )
    return (
        heading,
        *(
            StyleSpec(
                id=contents_id(level),
                name=f"toc {level}",
                parent=StyleId.NORMAL,
                letters=letters,
                lines=lines,
                built_in=True,
            )
            for level, (letters, lines) in enumerate(entries, start=1)
        ),
    )


def _captions(theme: Theme) -> tuple[StyleSpec, ...]:
    look = Letters(size_pt=theme.sizes_pt.caption, colour=theme.colours.muted)
    own = StyleId
    return (
        styled(own.CAPTION, Lines(0, 0), look, parent=own.NORMAL, built_in=True),
        styled(
            own.TABLE_CAPTION,
            Lines(12, 4, keep_next=True, keep_lines=True),
            Letters(bold=True),
            parent=own.CAPTION,
        ),
        styled(own.IMAGE_CAPTION, Lines(4, 12, keep_lines=True), parent=own.CAPTION),
        styled(own.FIGURE, Lines(8, 8), parent=own.NORMAL),
        styled(
            own.FIGURE_CAPTIONED,
            Lines(after_pt=0, keep_next=True),
            parent=own.FIGURE,
        ),
    )


def _table_texts(theme: Theme) -> tuple[StyleSpec, ...]:
    own, sizes = StyleId, theme.sizes_pt
    tight = Letters(size_pt=sizes.table_small)
    return (
        styled(own.TABLE_TEXT, Lines(0, 2, 1.05), Letters(size_pt=sizes.table), parent=own.NORMAL),
        styled(own.TABLE_TEXT_SMALL, Lines(after_pt=1, line=1.0), tight, parent=own.TABLE_TEXT),
        styled(
            own.TABLE_HEAD,
            Lines(keep_next=True),
            Letters(colour=theme.colours.accent, bold=True),
            parent=own.TABLE_TEXT,
        ),
        styled(own.TABLE_HEAD_SMALL, Lines(line=1.0), tight, parent=own.TABLE_HEAD),
        styled(own.TABLE_TOTAL, Lines(), Letters(bold=True), parent=own.TABLE_TEXT),
        styled(own.TABLE_TOTAL_SMALL, Lines(line=1.0), tight, parent=own.TABLE_TOTAL),
    )


def _callouts(theme: Theme) -> tuple[StyleSpec, ...]:
    colours, own = theme.colours, StyleId
    looks = {
        own.CALLOUT_KEY: (colours.accent, colours.accent_light),
        own.CALLOUT_DECISION: (colours.ochre, colours.ochre_light),
        own.CALLOUT_TENSION: (colours.warm, colours.warm_light),
        own.CALLOUT_QUESTION: (colours.ochre, colours.ochre_light),
        own.CALLOUT_WARNING: (colours.warm, colours.warm_light),
        own.CALLOUT_INFO: (colours.accent, colours.accent_light),
    }
    return tuple(
        styled(
            style,
            Lines(
                6,
                6,
                1.1,
                left_mm=4,
                right_mm=2,
                keep_lines=True,
                borders=(*_padding(fill), Border("left", bar, 3, 8)),
                fill=fill,
            ),
        )
        for style, (bar, fill) in looks.items()
    )


def _padding(fill: str) -> tuple[Border, ...]:
    """Return rules of the background's own colour: they carry it past the text."""
    return (
        Border("top", fill, 0.5, 4),
        Border("bottom", fill, 0.5, 4),
        Border("right", fill, 0.5, 4),
    )


def _characters(theme: Theme) -> tuple[StyleSpec, ...]:
    colours = theme.colours
    looks = {
        StyleId.MISSING: Letters(colour=colours.warm, bold=True, fill=colours.warm_light),
        StyleId.CREDIT: Letters(size_pt=theme.sizes_pt.caption - 1, colour=colours.muted),
        StyleId.LEAD: Letters(colour=colours.accent, bold=True),
        StyleId.WATERMARK: Letters(theme.fonts.word_display, colour=colours.watermark, bold=True),
        StyleId.TAG: Letters(colour="FFFFFF", bold=True, fill=colours.accent),
        StyleId.CODE: Letters(theme.fonts.word_code, theme.sizes_pt.table),
        StyleId.LINK: Letters(colour=colours.accent, underline=True),
        StyleId.NOTE_MARK: Letters(raised=True),
    }
    built_in = {StyleId.LINK, StyleId.NOTE_MARK}
    return tuple(
        StyleSpec(
            id=style,
            name=NAMES[style],
            kind="character",
            parent="DefaultParagraphFont",
            letters=letters,
            built_in=style in built_in,
        )
        for style, letters in looks.items()
    )
