"""Posts and photos that nobody here made, from a folder beside the checkout when there is one.

PRET_REAL names the folder: `posts/` holds web pages, `photos/` pictures of real devices.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from PIL import Image, ImageChops, ImageStat

from pret.domain.tree import Style, Styled
from pret.domain.tree_walk import plain, walk
from pret.service.making import make

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Place

    from pret.domain.gathered import GatheredMilestone

ROOT = Path(__file__).parent.parent
REAL = Path(os.environ.get("PRET_REAL", ROOT.parent / "shared" / "real"))
WEEK = "02-immersion-1"
DAMAGED = ("corrupted.jpg", "invalid_image01088.jpg", "invalid_image01713.jpg")

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the folder of real material is absent")


def photos_of(folder: Path) -> list[Path]:
    return sorted((folder / "photos").iterdir())


@pytest.fixture
def week(place: Place) -> Place:
    """The small programme, whose immersion week holds the real posts and photos."""
    for post in sorted((REAL / "posts").iterdir()):
        shutil.copyfile(post, place.folder / WEEK / "notes" / post.name)
    listed = []
    for photo in photos_of(REAL):
        shutil.copyfile(photo, place.folder / WEEK / "photos" / photo.name)
        name = photo.stem.replace("_", " ")
        listed.append({"file": photo.name, "caption": name, "alt": name, "credit": "Inconnu"})
    listing = yaml.safe_dump({"version": 1, "photos": listed}, allow_unicode=True)
    (place.folder / WEEK / "photos" / "photos.yaml").write_text(listing, "utf-8")
    (place.folder / WEEK / "photos" / "banc.jpg").unlink()
    facts = place.folder / WEEK / "milestone.yaml"
    days = [
        f"  - {{day: 2027-04-{number:02d}, site: nord, authors: [P-001], note: {post.name}}}\n"
        for number, post in enumerate(sorted((REAL / "posts").iterdir()), 13)
    ]
    text = facts.read_text("utf-8")
    facts.write_text(text.replace("findings:", f"{''.join(days)}findings:", 1), "utf-8")
    return place


def gathered(place: Place) -> GatheredMilestone:
    with place.session() as session:
        return session.gathered(session.milestone("immersion-1"))


def test_every_post_becomes_a_note_with_its_words(week: Place) -> None:
    notes = {note.name: note for note in gathered(week).notes}
    posts = sorted((REAL / "posts").iterdir())
    assert len(posts) == 14
    for post in posts:
        said = notes[post.name]
        words = " ".join(plain(getattr(b, "content", ())) for b in walk(said.blocks))
        source = re.sub(r"<[^>]+>", " ", post.read_text("utf-8"))
        assert len(words.split()) > 0.85 * len(re.findall(r"\w+", source)) * 0.8, post.name
        assert "<" not in said.title
        assert not re.search(r"&(nbsp|amp|#\d+);|</?\w+>", words), post.name


def test_only_damaged_photos_are_set_aside_and_each_with_a_reason(week: Place) -> None:
    found = gathered(week)
    aside = {one.file.rpartition("/")[2]: one.reason for one in found.set_aside}
    assert set(aside) <= set(DAMAGED)
    assert all(reason.endswith(".") for reason in aside.values())
    shown = {each.photo.file for each in found.photos}
    assert shown | set(aside) == {photo.name for photo in photos_of(REAL)}
    assert shown & set(aside) == set()


def test_every_photo_shown_is_small_plain_and_bare(week: Place) -> None:
    with week.session() as session:
        photos = session.gathered(session.milestone("immersion-1")).photos
        contents = {each.photo.file: session.store.object(each.picture.key) for each in photos}
    assert any(name.lower().endswith((".heic", ".heif")) for name in contents)
    for name, content in contents.items():
        with Image.open(io.BytesIO(content)) as picture:
            assert picture.format in ("JPEG", "PNG"), name
            assert max(picture.size) <= 1280 * 1.2, name
            assert not picture.getexif(), name
            assert not {"icc_profile", "comment", "xmp", "exif"} & set(picture.info), name
        assert b"Exif\0\0" not in content
        assert b"http://ns.adobe.com" not in content


@pytest.mark.parametrize("shape", ["landscape", "portrait"])
def test_every_orientation_comes_out_upright(week: Place, shape: str) -> None:
    """The same scene was saved in every orientation: upright, all are alike."""
    with week.session() as session:
        photos = session.gathered(session.milestone("immersion-1")).photos
        pictures = [
            Image.open(io.BytesIO(session.store.object(each.picture.key))).convert("L")
            for each in photos
            if each.photo.file.startswith(f"orientation_{shape}")
        ]
    assert len(pictures) > 2
    first, *others = [picture.resize((16, 16)) for picture in pictures]
    for other in others:
        (apart,) = ImageStat.Stat(ImageChops.difference(first, other)).mean
        assert apart < 12


def test_the_field_notebook_of_the_posts_is_valid_in_word_and_pdf(
    week: Place,
    docx_faults: Callable[[bytes], list[str]],
    pdf_faults: Callable[[bytes], list[str]],
) -> None:
    with week.session() as session:
        made = make(session, session.reference("immersion-1/field-notebook"))
        files = {path.rpartition(".")[2]: key for path, key in made.files.items()}
        word, pdf = (session.store.object(files[suffix]) for suffix in ("docx", "pdf"))
    assert docx_faults(word) == []
    assert pdf_faults(pdf) == []
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        text = re.sub(r"<[^>]+>", "", package.read("word/document.xml").decode())
    assert "évaluation" in text
    assert len(text.split()) > 10_000
    assert b"Exif\0\0" not in pdf


def test_styles_of_the_posts_are_kept(week: Place) -> None:
    styles = {
        inline.style
        for note in gathered(week).notes
        for block in walk(note.blocks)
        for inline in getattr(block, "content", ())
        if isinstance(inline, Styled)
    }
    assert {Style.STRONG, Style.EMPHASIS} <= styles
