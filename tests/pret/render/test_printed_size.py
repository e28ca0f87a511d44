"""Photos are no larger than they are printed, and nothing else is touched."""

from __future__ import annotations

import io
from datetime import date

import pytest
from PIL import Image

from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import Block, Callout, CalloutKind, Figure, Gallery, Picture
from pret.domain.tree_document import Document, Status
from pret.domain.tree_walk import walk
from pret.render.printed_size import at_printed_size, shrunk, smaller

HERE = Origin(OriginKind.NOTE, "photos.yaml", line=3)


def figure(width_mm: float, width_px: int = 1600, **more: object) -> Figure:
    kind = str(more.pop("media_type", "image/jpeg"))
    picture = Picture("a" * 64, width_px, width_px * 3 // 4, "La cour", media_type=kind)
    return Figure(picture, (), (), width_mm, HERE, bool(more.get("bleed")))


def document(*blocks: Block) -> Document:
    return Document("T", "", "P", "p/d", date(2027, 5, 11), "", Status.DRAFT, blocks)


def widths(*blocks: Block) -> list[int]:
    made = at_printed_size(document(*blocks), smaller)
    return [each.picture.width_px for each in walk(made.blocks) if isinstance(each, Figure)]


@pytest.mark.parametrize(
    ("width_mm", "width_px"), [(28, 320), (79, 640), (97, 900), (110, 900), (162, 1600)]
)
def test_a_photo_has_two_hundred_points_an_inch_at_least(width_mm: float, width_px: int) -> None:
    assert widths(figure(width_mm)) == [width_px]
    assert width_px / (width_mm / 25.4) >= 200


def test_a_photo_of_an_opening_is_not_made_larger_than_its_text_asks() -> None:
    assert widths(figure(162, 2100)) == [1280]


def test_a_width_that_halving_gives_is_taken_when_it_is_nearly_the_one_asked_for() -> None:
    assert widths(figure(79, 1296)) == [648]
    assert widths(figure(79, 1280)) == [640]
    assert widths(figure(79, 1500)) == [640]


def test_what_fills_a_page_a_drawing_and_a_small_photo_stay() -> None:
    assert widths(figure(162, 2100, bleed=True)) == [2100]
    assert widths(figure(79, media_type="image/svg+xml")) == [1600]
    assert widths(figure(79, media_type="image/png")) == [1600]
    assert widths(figure(79, 700)) == [700]


def test_photos_of_a_gallery_follow_their_place_in_the_row_at_any_depth() -> None:
    gallery = Gallery((figure(79), figure(79)))
    assert widths(Callout(CalloutKind.KEY, (gallery,))) == [640, 640]


def test_a_smaller_photo_keeps_its_proportions_and_has_no_metadata() -> None:
    written = io.BytesIO()
    Image.effect_noise((1600, 1200), 60).convert("RGB").save(written, "JPEG")
    wanted = smaller(figure(79).picture, 640)
    content = shrunk(written.getvalue(), wanted)
    assert content == shrunk(written.getvalue(), wanted)
    with Image.open(io.BytesIO(content)) as made:
        assert (made.size, made.format) == ((640, 480), "JPEG")
        assert not made.getexif()


@pytest.mark.parametrize("size", [(1296, 972), (1297, 973)])
def test_a_photo_left_at_half_its_size_is_the_size_that_it_is_told_to_have(
    size: tuple[int, int],
) -> None:
    written = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(written, "JPEG")
    picture = Picture("a" * 64, *size, "La cour", media_type="image/jpeg")
    wanted = smaller(picture, 640)
    with Image.open(io.BytesIO(shrunk(written.getvalue(), wanted))) as made:
        assert made.size == (wanted.width_px, wanted.height_px)
    assert wanted.width_px in (648, 649)
