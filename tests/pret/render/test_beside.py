"""Which pictures stand beside words in Word and ODT, and how much longer than these they are."""

from __future__ import annotations

import pytest

from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import (
    Block,
    Callout,
    CalloutKind,
    Card,
    Figure,
    Heading,
    Paragraph,
    Picture,
    Quotation,
    Text,
)
from pret.render.beside import beside

HERE = Origin(OriginKind.NOTE, "notes/day.md", line=3)


def line(value: str) -> Paragraph:
    return Paragraph((Text(value, HERE),))


def figure(
    width_mm: float, caption: str = "Au guichet", size_px: tuple[int, int] = (4, 3)
) -> Figure:
    told = (Text(caption, HERE),) if caption else ()
    return Figure(Picture("key", *size_px, "Une photo."), told, (), width_mm, HERE)


def card(*blocks: Block) -> Card:
    return Card(Heading(3, (Text("Marges", HERE),)), blocks)


def test_a_bare_picture_that_comes_first_is_an_upright_portrait() -> None:
    bare = figure(28, caption="")
    for block in (card(bare, line("Vu.")), Quotation((bare, line("Vu.")))):
        shown = beside(block)
        assert shown is not None
        assert (shown.portrait, shown.figure, shown.words) == (True, bare, (line("Vu."),))
        assert shown.shown_mm == (28.0, pytest.approx(37.3, abs=0.1))


@pytest.mark.parametrize(("size_px", "shown_mm"), [((4, 3), (54.0, 40.5)), ((3, 4), (45.0, 60.0))])
def test_the_only_small_picture_of_a_sheet_keeps_its_shape(
    size_px: tuple[int, int], shown_mm: tuple[float, float]
) -> None:
    small = figure(78, size_px=size_px)
    shown = beside(card(line("Vu."), small, line("Dit.")))
    assert shown is not None
    assert (shown.portrait, shown.words) == (False, (line("Vu."), line("Dit.")))
    assert shown.shown_mm == shown_mm


@pytest.mark.parametrize(
    "block",
    [
        card(line("Vu.")),
        card(figure(78)),
        card(line("Vu."), figure(110)),
        card(line("Vu."), figure(78), figure(78)),
        card(line("Vu."), figure(78), Callout(CalloutKind.KEY, (line("Dit."),))),
        Quotation((line("Vu."), figure(78))),
    ],
    ids=["none", "no words", "large", "two", "box", "quotation"],
)
def test_other_pictures_stay_in_their_place(block: Card | Quotation) -> None:
    assert beside(block) is None


def test_the_shorter_the_words_the_more_room_is_kept_below_them() -> None:
    found = [beside(card(line("mot " * words), figure(78))) for words in (1, 60, 400)]
    one, some, many = (shown.lack_mm if shown else -1.0 for shown in found)
    assert 40.5 > one > some > many == 0.0
