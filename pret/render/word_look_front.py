"""The look of what stands before a Word document's text: title and cover."""

from __future__ import annotations

from pret.render.theme import Theme
from pret.render.word_style_spec import Border, Letters, Lines, StyleSpec, styled
from pret.render.word_styles import StyleId


def title_block(theme: Theme) -> tuple[StyleSpec, ...]:
    """Return the styles of the title at the head of a text."""
    colours, sizes, own = theme.colours, theme.sizes_pt, StyleId
    display = theme.fonts.word_display
    rule = Border("top", colours.accent, 1, 5)
    title = Letters(display, round(sizes.heading_1 * 1.4), colours.accent, bold=True)
    subtitle = Letters(display, sizes.subtitle - 2, colours.muted, bold=False)
    facts = Letters(size_pt=sizes.caption, colour=colours.muted)
    return (
        styled(
            own.PROGRAMME,
            Lines(0, 6, keep_next=True),
            Letters(size_pt=10, colour=colours.accent, bold=True),
            parent=own.NORMAL,
        ),
        styled(
            own.TITLE,
            Lines(0, 6, 0.95, keep_next=True),
            title,
            parent=own.NORMAL,
            following=own.SUBTITLE,
            built_in=True,
        ),
        styled(
            own.SUBTITLE,
            Lines(0, 8, keep_next=True),
            subtitle,
            parent=own.NORMAL,
            following=own.BODY,
            built_in=True,
        ),
        styled(own.FACTS, Lines(4, 2, borders=(rule,)), facts, parent=own.NORMAL),
        styled(own.MENTION, Lines(0, 1), facts, parent=own.NORMAL),
        styled(own.LOGOS, Lines(16, 10, keep_next=True, middle=True), parent=own.NORMAL),
    )


def cover(theme: Theme) -> tuple[StyleSpec, ...]:
    """Return the styles of a cover.

    The title stands on a panel: neighbours with equal rules and indents make one surface.
    """
    colours, sizes, own = theme.colours, theme.sizes_pt, StyleId
    fill = colours.accent
    panel = tuple(Border(side, fill, 1, 14) for side in ("top", "left", "bottom", "right"))

    def panelled(style: StyleId, parent: StyleId, before_pt: float, size_pt: float) -> StyleSpec:
        lines = Lines(before_pt, 8, left_mm=5, right_mm=5, keep_next=True, borders=panel, fill=fill)
        return styled(style, lines, Letters(size_pt=size_pt, colour="FFFFFF"), parent=parent)

    rule = Border("top", colours.line, 0.5, 6)
    day = Letters(size_pt=13, colour=colours.accent, bold=True)
    return (
        panelled(own.PROGRAMME_COVER, own.PROGRAMME, 14, 11.5),
        panelled(own.TITLE_COVER, own.TITLE, 0, sizes.title),
        panelled(own.SUBTITLE_COVER, own.SUBTITLE, 0, sizes.subtitle),
        styled(own.DAY_COVER, Lines(24, 8), day, parent=own.NORMAL),
        styled(own.ORGANISATION, Lines(0, 3), parent=own.NORMAL),
        styled(own.IMPRINT, Lines(10, 0, borders=(rule,)), parent=own.MENTION),
    )
