"""The blocks of a document as the elements of an ODT file's text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from pret.domain.tree import (
    Align,
    Block,
    BulletList,
    Callout,
    Card,
    CodeBlock,
    Figure,
    Gallery,
    Heading,
    Inline,
    Landscape,
    NumberedList,
    PageBreak,
    Paragraph,
    Quotation,
    Style,
    Styled,
    Table,
)
from pret.domain.tree_walk import children, plain
from pret.render.beside import Beside, beside
from pret.render.layout_rules import leads, opening_pages, openings
from pret.render.odt_automatic import BREAK, KEEP, MASTER, Automatic, first_of
from pret.render.odt_boxes import BoxMaker, CalloutWriter
from pret.render.odt_figures import FigureWriter
from pret.render.odt_frames import FrameMaker
from pret.render.odt_inlines import InlineWriter, anchor
from pret.render.odt_lists import ListPlace, list_style_name
from pret.render.odt_names import style_name
from pret.render.odt_pages import Sheet, page_name
from pret.render.odt_pictures import Album
from pret.render.odt_places import Listed, Place
from pret.render.odt_styles import heading_style
from pret.render.odt_tables import TableWriter, lines_of
from pret.render.odt_xml import (
    add_text,
    named,
    node,
    paragraph,
    paragraphs,
    says,
    span,
)
from pret.render.openxml import Element
from pret.render.theme import Theme
from pret.render.word_style_spec import StyleSpec
from pret.render.word_styles import CARD_STYLES, StyleId, heading_id

# About half a page: a longer sheet may break after its title.
_LONGEST_WHOLE_CARD_LINES = 24


@dataclass(slots=True)
class BlockWriter:
    """Writes blocks; remembers the headings and pictures that it met, in reading order.

    portrait, landscape: the pages at hand. lying: the whole document is in landscape.
    """

    automatic: Automatic
    album: Album
    theme: Theme
    specs: Mapping[str, StyleSpec]
    inner: dict[str, int]
    portrait: Sheet
    landscape: Sheet
    lying: bool
    headings: list[Listed] = field(default_factory=list)
    inlines: InlineWriter = field(init=False)
    tables: TableWriter = field(init=False)
    figures: FigureWriter = field(init=False)
    boxes: BoxMaker = field(init=False)
    callouts: CalloutWriter = field(init=False)
    frames: FrameMaker = field(init=False)

    def __post_init__(self) -> None:
        self.inlines = InlineWriter(self.automatic, self.inner, self._note)
        self.tables = TableWriter(self.automatic, self.theme, self._cell)
        self.figures = FigureWriter(self.inlines, self.album, self.portrait)
        self.boxes = BoxMaker(self.automatic, self.specs)
        self.callouts = CalloutWriter(self.boxes, self.inlines, self.blocks)
        self.frames = FrameMaker(self.automatic)

    def blocks(self, row: Sequence[Block], place: Place) -> list[Element]:
        """Write blocks in a row; page breaks are borne by what follows them."""
        opens, pages = openings(row), opening_pages(row)
        made: list[Element] = []
        broken = turned = False
        for number, block in enumerate(row):
            before = row[number - 1] if number else None
            following = row[number + 1] if number + 1 < len(row) else None
            if isinstance(block, PageBreak):
                broken = place.top
                continue
            opening = pages.get(number - 1)
            if opening is not None and place.top:
                made += self.figures.opening(opening, place)
                broken = True
                continue
            elements = self._block(block, place, before, opens=number in opens)
            if not elements:
                continue
            if leads(block, following):
                self.automatic.adjust(elements[-1], KEEP)
            turns = isinstance(block, Landscape) and place.top and not self.lying
            if turned and not turns:
                self.start_page(elements[0], {MASTER: page_name(landscape=False)})
            elif broken and not turns:
                self.start_page(elements[0], BREAK)
            broken, turned = False, turns
            made += elements
        return made

    def start_page(self, block: Element, how: Mapping[str, str]) -> None:
        """Let a block start a page, at its top. how: a break, or the page style that starts."""
        self.automatic.adjust(block, how)
        self.boxes.flush(first_of(block))

    def _block(
        self, block: Block, place: Place, before: Block | None, *, opens: bool
    ) -> list[Element]:
        match block:
            case Paragraph(content):
                return [self._paragraph(content, place, before)]
            case Heading():
                return [self.heading(block, StyleId.CHAPTER if opens else None)]
            case BulletList(items):
                return self._list(items, place, None)
            case NumberedList(items, start):
                return self._list(items, place, start)
            case Figure():
                return self.figures.figure(block, place)
            case Gallery(figures, columns):
                return self.figures.gallery(figures, columns, place)
            case Table():
                return self._table(block, place)
            case CodeBlock(value):
                return [paragraph(style_name(StyleId.CODE_BLOCK), value)]
            case PageBreak():
                return []
            case Quotation() | Callout() | Landscape() | Card():
                return self._frame(block, place, before)
            case _:
                assert_never(block)

    def _frame(
        self, block: Quotation | Callout | Landscape | Card, place: Place, before: Block | None
    ) -> list[Element]:
        match block:
            case Quotation():
                return self._quotation(block, place)
            case Callout():
                return self.callouts.write(block, place, before)
            case Landscape(blocks):
                return self._turned(blocks, place)
            case Card():
                return self._card(block, place)
            case _:
                assert_never(block)

    def _paragraph(self, content: Iterable[Inline], place: Place, before: Block | None) -> Element:
        style: str = place.text
        apart = isinstance(before, BulletList | NumberedList | Table)
        if place.text is StyleId.BODY and apart:
            style = StyleId.BODY_FIRST
        made = self.inlines.paragraph(style_name(style), content)
        if place.align is not Align.LEFT:
            self.automatic.adjust(made, {"fo:text-align": _ALIGNED[place.align]})
        return made

    def heading(
        self, heading: Heading, style: StyleId | None, label: tuple[Inline, ...] = ()
    ) -> Element:
        """Write a heading with its bookmark; a label becomes a tag in front of its text."""
        content = heading.content
        if self.inlines.inside_note:  # notes are not in the outline
            strong = (Styled(Style.STRONG, content),)
            return self.inlines.paragraph(style_name(StyleId.FOOTNOTE), strong)
        mark = anchor(len(self.headings) + 1)
        shown = " ".join(part for part in (plain(label), plain(content)) if part)
        self.headings.append(Listed(heading.level, shown, mark))
        name = style_name(style) if style is not None else heading_style(heading.level)
        made = node("text:h", {"text:style-name": name, "text:outline-level": str(heading.level)})
        made.append(node("text:bookmark-start", {"text:name": mark}))
        if label:
            # The no-break spaces widen the tag's background.
            tag = span(style_name(StyleId.TAG), "\u00a0")
            self.inlines.into(tag, label)
            add_text(tag, "\u00a0")
            made.append(tag)
            add_text(made, "\u2002")
        self.inlines.into(made, content)
        made.append(node("text:bookmark-end", {"text:name": mark}))
        return made

    def _list(
        self, items: Sequence[tuple[Block, ...]], place: Place, start: int | None
    ) -> list[Element]:
        """Write a list; what a list cannot hold, such as a table, stands between its parts."""
        inner = replace(place, text=place.item, top=False, depth=place.depth + 1)
        style = list_style_name(place.lists, numbered=start is not None)
        made = [node("text:list", {"text:style-name": style})]
        for number, item in enumerate(items):
            entry = node("text:list-item")
            made[-1].append(entry)
            if start not in (None, 1) and number == 0:
                entry.set(named("text:start-value"), str(start))
            elements = self.blocks(item, inner) or [paragraph(style_name(place.item))]
            if place.lists is ListPlace.BOX:
                self.boxes.indent(elements, inner)
            for element in elements:
                if element.tag in _LISTED:
                    entry.append(element)
                    continue
                entry = node("text:list-header")
                rest = {"text:style-name": style, "text:continue-numbering": "true"}
                made += [element, node("text:list", rest, entry)]
        return [each for each in made if each.tag != named("text:list") or says(each)]

    def _quotation(self, quotation: Quotation, place: Place) -> list[Element]:
        inner = replace(place, text=StyleId.QUOTE, top=False)
        shown = self._beside(quotation, place)
        made = self.blocks(quotation.blocks if shown is None else shown.words, inner)
        if quotation.attribution:
            said_by = paragraph(style_name(StyleId.ATTRIBUTION), "—\u00a0")
            made.append(self.inlines.into(said_by, quotation.attribution))
        elif made:
            self.automatic.adjust(paragraphs(made)[-1], {"fo:keep-with-next": "auto"})
        return made if shown is None else self._set_beside(shown, made)

    def _beside(self, block: Card | Quotation, place: Place) -> Beside | None:
        narrow = self.inlines.inside_note or place.lists is ListPlace.CELL
        return None if narrow else beside(block)

    def _set_beside(self, shown: Beside, words: list[Element]) -> list[Element]:
        if words:
            self.boxes.flush(first_of(words[0]))
        picture = self.frames.beside(self.figures.beside(shown), shown)
        made = [picture, *words, self.frames.below(shown)]
        self.boxes.keep_together(made)
        return made

    def _turned(self, blocks: tuple[Block, ...], place: Place) -> list[Element]:
        if not place.top or self.lying:
            return self.blocks(blocks, place)
        room = replace(place, width_mm=self.landscape.width_mm, height_mm=self.landscape.height_mm)
        made = self.blocks(blocks, room)
        if made:
            self.start_page(made[0], {MASTER: page_name(landscape=True)})
        return made

    def _card(self, card: Card, place: Place) -> list[Element]:
        shown = self._beside(card, place)
        inner = replace(place, top=False)
        banded = shown is None or not shown.portrait
        style = CARD_STYLES.get(heading_id(card.title.level)) if banded else None
        title = self.heading(card.title, style, card.label)
        words = self.blocks(card.blocks if shown is None else shown.words, inner)
        if shown is not None:
            return self._set_beside(shown, [title, *words])
        made = [title, *words]
        if len(made) > 1 and made[1].tag == named("text:p"):
            self.automatic.adjust(made[1], KEEP)
        if lines_of(card.blocks, place.width_mm) <= _LONGEST_WHOLE_CARD_LINES:
            self.boxes.keep_together(made)
        return made

    def _table(self, table: Table, place: Place) -> list[Element]:
        if self.inlines.inside_note:  # notes hold no tables: their words stay, cell by cell
            return self.blocks((Paragraph(table.caption), *children(table)), place)
        made: list[Element] = []
        if table.caption:
            caption = paragraph(style_name(StyleId.TABLE_CAPTION))
            caption.append(self.inlines.caption_number("Tableau"))
            made.append(self.inlines.into(caption, table.caption))
        return [*made, self.tables.write(table, place.width_mm)]

    def _cell(
        self, blocks: tuple[Block, ...], style: StyleId, align: Align, width_mm: float
    ) -> list[Element]:
        height_mm = self.portrait.height_mm
        place = Place(width_mm, height_mm, style, style, ListPlace.CELL, align, top=False)
        return self.blocks(blocks, place)

    def _note(self, blocks: tuple[Block, ...]) -> list[Element]:
        sheet, style = self.portrait, StyleId.FOOTNOTE
        place = Place(sheet.width_mm, sheet.height_mm, style, style, top=False)
        return self.blocks(blocks, place) or [paragraph(style_name(style))]


_LISTED = frozenset(named(name) for name in ("text:p", "text:h", "text:list"))
_ALIGNED = {Align.RIGHT: "end", Align.CENTER: "center"}
