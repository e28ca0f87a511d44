"""Paragraphs of a Word document that stand together: lists, boxed passages, sheets."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pret.render.openxml import (
    Element,
    element,
    elements_of,
    is_list_item,
    set_property,
    style_of,
    w,
)
from pret.render.word_dressing import Looks
from pret.render.word_frames import is_framed, is_portrait
from pret.render.word_marks import Mark, marks
from pret.render.word_sections import drop
from pret.render.word_styles import CALLOUT_STYLES, CARD_STYLES, StyleId

_CALLOUTS = frozenset(CALLOUT_STYLES.values())
_TITLE_ENDS = (StyleId.FACTS, StyleId.MENTION)
_PLAIN_STYLES = ("", StyleId.COMPACT, StyleId.BODY, StyleId.BODY_FIRST)
# Twips. The first two are those of the callouts' style in the reference file.
_CALLOUT_LEFT, _CALLOUT_RIGHT = 227, 113
_HANGING, _LEVEL = 300, 400
_INNER_GAP = 80
# About half a page: a longer sheet may break after its title.
_LONGEST_WHOLE_CARD_LINES = 24
_LONGEST_WHOLE_CALLOUT_LINES = 16
_SIGNS_A_LINE = 90
_LINES_A_PICTURE = 14


def lay_lists(root: Element) -> None:
    """Give list items of the running text their style."""
    for block in root.iter(w("p")):
        if is_list_item(block) and style_of(block) in _PLAIN_STYLES:
            set_property(block, element("pStyle", val=StyleId.LIST))


def lay_openings(body: Element) -> None:
    """Set text apart from the list or table before it, and tie what announces a list to it."""
    for before, after in pairwise(elements_of(body)):
        if is_list_item(after) and _announces(before):
            set_property(before, element("keepNext"))
        ends = before.tag == w("tbl") or is_list_item(before) or style_of(before) in _TITLE_ENDS
        if ends and style_of(after) == StyleId.BODY:
            set_property(after, element("pStyle", val=StyleId.BODY_FIRST))


def _announces(block: Element) -> bool:
    words = "".join(text.text or "" for text in block.iter(w("t")))
    return block.tag == w("p") and not is_list_item(block) and words.rstrip().endswith(":")


def lay_callouts(body: Element) -> None:
    """Make each boxed passage one box, apart from the next."""
    starts: set[Element] = set()
    for mark, node in marks(body):
        if mark is Mark.CALLOUT:
            following = node.getnext()
            starts.update(() if following is None else (following,))
            drop(node)
    touching = False
    for box, follows_its_like in _boxes(body, starts):
        # Boxes of one kind that touch would merge; Word and LibreOffice only merge equal indents.
        touching = follows_its_like and not touching
        _keep_together(box, _LONGEST_WHOLE_CALLOUT_LINES)
        for block in box:
            _indent(block, _CALLOUT_RIGHT + touching)
        for before, after in pairwise(box):
            filled = is_list_item(before) == is_list_item(after)
            _space(before, after=_INNER_GAP if filled else 0)
            _space(after, before=0)


def _boxes(body: Element, starts: set[Element]) -> Iterator[tuple[list[Element], bool]]:
    """Yield each box's paragraphs, and whether the box follows one of its kind."""
    box: list[Element] = []
    follows = False
    for block in body.iter(w("p")):
        if style_of(block) not in _CALLOUTS:
            continue
        touches = bool(box) and block.getprevious() is box[-1]
        alike = touches and style_of(block) == style_of(box[-1])
        if alike and block not in starts:
            box.append(block)
            continue
        if box:
            yield box, follows
        box, follows = [block], alike
    if box:
        yield box, follows


def _indent(block: Element, right: int) -> None:
    indent = {"right": str(right)}
    if is_list_item(block):
        level = next(block.iter(w("ilvl")), None)
        depth = int(level.get(w("val"), "0")) if level is not None else 0
        left = _CALLOUT_LEFT + _HANGING + depth * _LEVEL
        indent |= {"left": str(left), "hanging": str(_HANGING)}
    set_property(block, element("ind", **indent))


def _space(block: Element, **gaps: int) -> None:
    old = block.find(f"{w('pPr')}/{w('spacing')}")
    known = {} if old is None else {str(key).rpartition("}")[2]: str(v) for key, v in old.items()}
    wanted = known | {key: str(value) for key, value in gaps.items()}
    set_property(block, element("spacing", **wanted))


def lay_cards(body: Element, looks: Looks) -> None:
    """Dress the title of each sheet, and keep the sheet on one page where it is short enough."""
    card: list[Element] | None = None
    for node in list(body):
        mark = _mark(node)
        if mark is Mark.CARD:
            card = []
        elif mark is Mark.CARD_END and card is not None:
            titles = [each for each in card if style_of(each) in CARD_STYLES]
            for title in titles[:1]:
                _dress(title, card, looks)
            _tie_opening(card)
            _keep_together(card, _LONGEST_WHOLE_CARD_LINES)
            card = None
        elif card is not None and isinstance(node.tag, str):
            card.append(node)
    for mark, node in marks(body):
        if mark in (Mark.CARD, Mark.CARD_END):
            drop(node)


def _dress(title: Element, card: list[Element], looks: Looks) -> None:
    """Give a title its band, but beside a portrait; beside a picture it starts at its top."""
    framed = [each for each in card if is_framed(each)]
    if any(is_portrait(each) for each in framed):
        return
    looks.dress_card(title)
    if framed:
        _space(title, before=0)


def _tie_opening(card: list[Element]) -> None:
    """Keep the first words of a sheet with what follows: its title never stands almost alone."""
    title = next((place for place, each in enumerate(card) if style_of(each) in CARD_STYLES), 0)
    for block in card[title + 1 : title + 2]:
        if block.tag == w("p") and not is_list_item(block):
            set_property(block, element("keepNext"))


def _mark(node: Element) -> Mark | None:
    return next((mark for mark, found in marks(node) if found is node), None)


def _keep_together(blocks: list[Element], longest_lines: int) -> None:
    """Keep blocks on one page unless they take more lines than that, by a rough count."""
    paragraphs = [each for block in blocks for each in block.iter(w("p"))]
    lines = sum(
        1
        + sum(len(text.text or "") for text in each.iter(w("t"))) // _SIGNS_A_LINE
        + _LINES_A_PICTURE * sum(1 for _ in each.iter(w("drawing")))
        for each in paragraphs
        if not is_framed(each)  # it stands beside the others
    )
    if lines <= longest_lines:
        # Any cell of a row ties the whole row to what follows.
        rows = blocks[-1].findall(w("tr"))
        last = set(rows[-1].iter(w("p"))) if rows else {paragraphs[-1]}
        for each in paragraphs:
            if each not in last:
                set_property(each, element("keepNext"))
