"""The pictures of the sample programme: every file told, nothing told twice, and real metadata."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pillow_heif
import pytest
import yaml
from PIL import Image

PROGRAMME = Path(__file__).parents[2] / "inputs" / "lycees"
FOLDERS = sorted(PROGRAMME.glob("*/photos"))
ORIENTATION, GPS = 0x0112, 0x8825
LONGEST_ALT = 150
HEAVIEST_BYTES = 22_000_000


def entries(folder: Path) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = yaml.safe_load((folder / "photos.yaml").read_text("utf-8"))[
        "photos"
    ]
    return told


def pictures(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name != "photos.yaml")


EVERY = [entry for folder in FOLDERS for entry in entries(folder)]
FILES = [path for folder in FOLDERS for path in pictures(folder)]


@pytest.fixture(scope="module")
def exif() -> dict[str, Image.Exif]:
    pillow_heif.register_heif_opener()
    read = {}
    for path in FILES:
        with Image.open(path) as image:
            read[path.name] = image.getexif()
    return read


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_every_entry_has_its_file_and_every_file_its_entry(folder: Path) -> None:
    assert sorted(entry["file"] for entry in entries(folder)) == [p.name for p in pictures(folder)]


def test_there_are_at_least_forty_different_pictures_of_less_than_22_megabytes() -> None:
    contents = {path.read_bytes() for path in FILES}
    assert len(FILES) == len(contents) >= 40
    assert sum(map(len, contents)) < HEAVIEST_BYTES


def test_an_alternative_text_describes_shortly_and_is_not_the_caption() -> None:
    for entry in EVERY:
        assert 20 < len(entry["alt"]) <= LONGEST_ALT, entry["file"]
        assert entry["alt"] != entry["caption"], entry["file"]
    assert len({entry["alt"] for entry in EVERY}) == len(EVERY)
    assert len({entry["caption"] for entry in EVERY}) == len(EVERY)


def test_every_entry_has_a_credit_and_a_real_date() -> None:
    for entry in EVERY:
        assert entry["credit"], entry["file"]
        assert isinstance(entry["day"], date), entry["file"]


def test_one_portrait_a_site_one_map_and_two_pictures_a_prototype_at_the_closing() -> None:
    tags = [tag for entry in EVERY for tag in entry.get("tags", [])]
    for code in ("lovelace", "giono", "veil"):
        assert tags.count(f"portrait:{code}") == 1
    assert tags.count("map") == 1
    closing = [
        tag for entry in entries(PROGRAMME / "08-closing-seminar/photos") for tag in entry["tags"]
    ]
    for number in range(1, 6):
        assert closing.count(f"prototype:P{number}") >= 2


def test_exactly_one_picture_shows_somebody_who_refused() -> None:
    refused = [entry for entry in EVERY if len(entry["people"]) != len(entry["consents"])]
    assert [entry["people"] for entry in refused] == [["P-031"]]


def test_at_least_eight_sources_tell_where_and_by_whom_they_were_taken(
    exif: dict[str, Image.Exif],
) -> None:
    located = [name for name, block in exif.items() if block.get_ifd(GPS)]
    assert len(located) >= 8
    assert all(exif[name].get(0x010F) and exif[name].get(0x013B) for name in located)


def test_at_least_five_sources_are_stored_turned_in_three_ways(exif: dict[str, Image.Exif]) -> None:
    turned = [block.get(ORIENTATION, 1) for block in exif.values()]
    assert len([value for value in turned if value != 1]) >= 5
    assert {3, 6, 8} <= set(turned)


def test_one_source_is_heic() -> None:
    assert len([path for path in FILES if path.suffix.lower() == ".heic"]) == 1
