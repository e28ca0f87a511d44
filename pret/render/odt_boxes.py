"""Paragraphs of an ODT file that stand together: boxed passages, and what shares a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from pret.domain.tree import Block, Callout, Paragraph, Style
from pret.domain.tree_walk import plain
from pret.render.layout_rules import runs_in
from pret.render.odt_automatic import KEEP, Automatic
from pret.render.odt_inlines import InlineWriter
from pret.render.odt_lists import BOX_STEP_MM, ListPlace
from pret.render.odt_names import STYLED, encoded, style_name
from pret.render.odt_places import Place
from pret.render.odt_style_xml import MM_PER_PT, paragraph_properties
from pret.render.odt_tables import lines_of
from pret.render.odt_xml import add_text, mm, named, paragraph, paragraphs, pt, span
from pret.render.openxml import Element
from pret.render.word_style_spec import StyleSpec
from pret.render.word_styles import CALLOUT_STYLES, CALLOUT_TITLES, StyleId

_INNER_GAP = "4pt"
_LONGEST_WHOLE_CALLOUT_LINES = 16


@dataclass(frozen=True, slots=True)
class BoxMaker:
    """Lays paragraphs so that the rules and backgrounds of their styles make one box.

    specs: the named styles, by their id.
    """

    automatic: Automatic
    specs: Mapping[str, StyleSpec]

    def join(self, box: list[Element]) -> None:
        """Close up the paragraphs of a box; its first and last keep their distance outwards."""
        lines = self.specs[StyleId.CALLOUT_KEY].lines
        before, after = pt(lines.before_pt or 0), pt(lines.after_pt or 0)
        for place, each in enumerate(box):
            gaps = {
                "fo:margin-top": "0pt" if place else before,
                "fo:margin-bottom": after if place == len(box) - 1 else _INNER_GAP,
            }
            self.automatic.adjust(each, gaps)

    def indent(self, item: list[Element], place: Place) -> None:
        """Indent an item inside its box, whose rule and background keep their place.

        LibreOffice draws them from where the first line starts, and takes rules for one value:
        all are told again.
        """
        box = self.specs[place.text].lines
        gap_mm = sum(rule.gap_pt for rule in box.borders if rule.side == "left") * MM_PER_PT
        left_mm = (place.depth - 1) * BOX_STEP_MM + gap_mm
        own = paragraph_properties(box)
        hanging = {
            "fo:margin-left": mm(float(own["fo:margin-left"].removesuffix("mm")) + BOX_STEP_MM),
            "fo:text-indent": mm(-BOX_STEP_MM),
            "fo:padding-left": mm(left_mm),
        }
        under = {"fo:text-indent": mm(0), "fo:padding-left": mm(left_mm + BOX_STEP_MM)}
        for number, each in enumerate(item):
            if each.tag == named("text:p"):
                self.automatic.adjust(each, {**own, **(under if number else hanging)})

    def flush(self, block: Element) -> None:
        """Take the distance above a paragraph away; LibreOffice wants both distances told."""
        name = str(block.get(named("text:style-name")))
        own = self.automatic.parent(name)
        known = next((spec for spec in self.specs.values() if style_name(spec.id) == own), None)
        if known is not None:
            gaps = {"fo:margin-top": "0pt", "fo:margin-bottom": pt(known.lines.after_pt or 0)}
            self.automatic.adjust(block, gaps)

    def keep_together(self, blocks: list[Element]) -> None:
        whole = paragraphs(blocks)
        for each in whole if blocks[-1].tag == named("table:table") else whole[:-1]:
            self.automatic.adjust(each, KEEP)


@dataclass(frozen=True, slots=True)
class CalloutWriter:
    """Writes boxed passages. blocks: writes blocks in a row at a place."""

    boxes: BoxMaker
    inlines: InlineWriter
    blocks: Callable[[Sequence[Block], Place], list[Element]]

    def write(self, callout: Callout, place: Place, before: Block | None) -> list[Element]:
        """Write a boxed passage: paragraphs of one style whose rules and backgrounds join."""
        style = CALLOUT_STYLES[callout.kind]
        inner = replace(place, text=style, item=style, lists=ListPlace.BOX, top=False)
        opening = paragraph(style_name(style))
        strong = span(encoded(STYLED[Style.STRONG]))
        opening.append(self._title(callout, strong))
        rest = callout.blocks
        if runs_in(callout) and isinstance(rest[0], Paragraph):
            if not plain(callout.title).rstrip().endswith(tuple(".:!?…")):
                add_text(strong, "\u00a0:")
            add_text(opening, " ")
            self.inlines.into(opening, rest[0].content)
            rest = rest[1:]
        made = [opening, *self.blocks(rest, inner)]
        box = paragraphs(made)
        self.boxes.join(box)
        if lines_of(callout.blocks, place.width_mm) <= _LONGEST_WHOLE_CALLOUT_LINES:
            self.boxes.keep_together(made)
        if isinstance(before, Callout) and before.kind is callout.kind:
            made.insert(0, paragraph(style_name(StyleId.SPACER)))
        return made

    def _title(self, callout: Callout, strong: Element) -> Element:
        if callout.title:
            return self.inlines.into(strong, callout.title)
        add_text(strong, CALLOUT_TITLES[callout.kind])
        return strong
