"""What the page of a post tells to the blog."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import Callout, CalloutKind, Figure, Paragraph, Picture, Text
from pret.domain.tree_document import Document, Status
from pret.render.blog import may_appear, read_post, thumbnail
from pret.render.html_page import HtmlWriter
from pret.render.theme import Theme

TEMPLATES = Path(__file__).parents[3] / "templates"
WRITER = HtmlWriter(TEMPLATES, Theme.load(TEMPLATES / "theme.yaml"))
HERE = Origin(OriginKind.NOTE, "notes/billet.md", line=1)
DRAWN = Picture("a" * 64, 90, 60, "Un dessin", media_type="image/svg+xml")
PHOTO = Picture("b" * 64, 90, 60, "Un banc")


def words(value: str) -> tuple[Text, ...]:
    return (Text(value, HERE),)


POST = Document(
    title="Un banc & <b>deux</b>",
    subtitle="",
    programme="La gare ouverte",
    reference="gare/immersion-1/blog-post-1",
    day=date(2027, 4, 16),
    day_label="vendredi 16 avril 2027",
    status=Status.IN_REVIEW,
    blocks=(
        Callout(CalloutKind.KEY, (Paragraph(words("On attend « debout » & mal.")),)),
        Figure(DRAWN, (), (), 90, HERE),
        Figure(PHOTO, (), (), 90, HERE),
        Paragraph(words("mot " * 660)),
    ),
    authors=("Le Laboratoire",),
)
IMAGES = {DRAWN.key: b"<svg/>", PHOTO.key: b"a photo"}


def test_a_post_is_read_from_its_page_as_it_was_written() -> None:
    post = read_post(WRITER.write(POST, IMAGES), "../02/billet.html")
    assert (post.title, post.summary) == (POST.title, "On attend « debout » & mal.")
    assert (post.reference, post.author) == (POST.reference, "Le Laboratoire")
    assert (post.day, post.day_label, post.moment) == (
        POST.day,
        POST.day_label,
        "2027-04-16T12:00:00Z",
    )
    assert (post.picture, post.minutes, post.not_before) == (b"a photo", 3, None)
    bare = read_post(WRITER.write(replace(POST, blocks=()), {}), "billet.html")
    assert (bare.picture, bare.minutes, bare.summary) == (None, 1, "")


@pytest.mark.parametrize("status", Status)
def test_neither_drafts_nor_withdrawn_posts_appear(status: Status) -> None:
    post = read_post(WRITER.write(replace(POST, status=status), IMAGES), "billet.html")
    assert post.status is status
    assert may_appear(post) is (status not in (Status.DRAFT, Status.WITHDRAWN))


def test_a_post_under_embargo_does_not_appear() -> None:
    held = replace(POST, not_before=date(2027, 5, 2))
    post = read_post(WRITER.write(held, IMAGES), "billet.html")
    assert post.not_before == date(2027, 5, 2)
    assert not may_appear(post)


@pytest.mark.parametrize(("mode", "kind"), [("RGB", "JPEG"), ("RGBA", "PNG"), ("L", "JPEG")])
def test_a_thumbnail_is_a_small_jpeg_of_the_same_shape(mode: str, kind: str) -> None:
    written = io.BytesIO()
    Image.new(mode, (1600, 900)).save(written, kind)
    small = thumbnail(written.getvalue())
    assert small == thumbnail(written.getvalue())
    with Image.open(io.BytesIO(small)) as opened:
        assert (opened.format, opened.size) == ("JPEG", (560, 315))
