"""A preview follows what people save, and outlives their mistakes."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pikepdf
import pytest
from docx.shared import RGBColor
from rich.console import Console

from app.previewing import Preview
from pret.domain.documents import OutputFormat
from pret.service.expert import write_reference

if TYPE_CHECKING:
    from conftest import Place

FACTS = "03-lab-day-1/milestone.yaml"
PATIENCE_S = 60


class Screen:
    """A console whose words can be read."""

    def __init__(self) -> None:
        self.console = Console(file=io.StringIO(), width=200)

    def told(self) -> str:
        file = self.console.file
        assert isinstance(file, io.StringIO)
        return file.getvalue()


def preview(place: Place, folder: Path, screen: Screen) -> Preview:
    formats = (OutputFormat.WORD,)
    return Preview(place.settings, place.code, "lab-day-1/minutes", formats, folder, screen.console)


def test_each_save_makes_the_document_again(place: Place, tmp_path: Path) -> None:
    made: list[bytes] = []

    def saves() -> Iterator[list[Path]]:
        yield []
        (file,) = tmp_path.glob("vue/*.docx")
        made.append(file.read_bytes())
        place.change(FACTS, "Poser un tapis.", "Poser un grand tapis.")
        yield [place.folder / FACTS]
        made.append(file.read_bytes())

    preview(place, tmp_path / "vue", Screen()).follow(saves())
    assert len(made) == 2
    assert made[0] != made[1]


def test_a_mistake_is_told_and_the_next_save_mends_it(place: Place, tmp_path: Path) -> None:
    screen = Screen()

    def saves() -> Iterator[list[Path]]:
        yield []
        place.change("programme.yaml", "code: gare", "code: [gare")
        yield [place.folder / "programme.yaml"]
        place.change("programme.yaml", "code: [gare", "code: gare")
        yield [place.folder / "programme.yaml"]

    preview(place, tmp_path / "vue", screen).follow(saves())
    first, broken, mended, _ = screen.told().split("Ctrl-C pour arrêter.")
    assert "programme.yaml, ligne" in broken
    assert "docx" in first
    assert "docx" in mended


def test_a_template_that_is_saved_is_read_again(place: Place, tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(place.settings.templates, templates)
    mine = replace(place, settings=replace(place.settings, templates=templates))
    wording = templates / "documents" / "minutes.md.j2"
    made: list[bytes] = []

    def saves() -> Iterator[list[Path]]:
        yield []
        (file,) = tmp_path.glob("vue/*.docx")
        made.append(file.read_bytes())
        wording.write_text(wording.read_text("utf-8") + "\n\nUn mot de plus.\n", "utf-8")
        yield [wording]
        made.append(file.read_bytes())

    preview(mine, tmp_path / "vue", Screen()).follow(saves())
    assert made[0] != made[1]


def test_a_word_reference_that_is_saved_is_taken_from_then_on(place: Place, tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(place.settings.templates, templates)
    mine = replace(place, settings=replace(place.settings, templates=templates))
    made: list[bytes] = []

    def saves() -> Iterator[list[Path]]:
        reference = write_reference(mine.settings)
        yield []
        (file,) = tmp_path.glob("vue/*.docx")
        made.append(file.read_bytes())
        restyled = docx.Document(str(reference))
        restyled.styles["Heading 1"].font.color.rgb = RGBColor(0xAA, 0x11, 0x22)
        restyled.save(str(reference))
        yield [reference]
        made.append(file.read_bytes())

    preview(mine, tmp_path / "vue", Screen()).follow(saves())
    colours = [docx.Document(io.BytesIO(each)).styles["Heading 1"].font.color.rgb for each in made]
    assert colours[0] != RGBColor(0xAA, 0x11, 0x22)
    assert colours[1] == RGBColor(0xAA, 0x11, 0x22)


@pytest.mark.skipif(sys.platform != "linux", reason="signals as on Linux")
def test_a_watched_preview_follows_a_real_save_and_stops_on_ctrl_c(
    place: Place, tmp_path: Path
) -> None:
    settings = place.settings
    environment = {
        **os.environ,
        "PRET_INPUTS": str(settings.inputs),
        "PRET_OUTPUTS": str(settings.outputs),
        "PRET_STATE": str(settings.state),
        "PYTHONUNBUFFERED": "1",
    }
    words = ("preview", "lab-day-1/minutes", "--watch", "--to", str(tmp_path / "vue"))
    log = (tmp_path / "log").open("w+")
    watching = subprocess.Popen(
        [sys.executable, "-m", "app.cli", *words], env=environment, stdout=log, stderr=log
    )

    def waits(times: int) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while (tmp_path / "log").read_text("utf-8").count("Ctrl-C pour arrêter") < times:
            assert watching.poll() is None, (tmp_path / "log").read_text("utf-8")
            assert time.monotonic() < deadline
            time.sleep(0.05)

    try:
        waits(1)
        place.change(FACTS, "Poser un tapis.", "Poser un grand tapis.")
        waits(2)
        (file,) = tmp_path.glob("vue/*.pdf")
        with pikepdf.open(file) as opened:
            assert len(opened.pages) >= 1
        watching.send_signal(signal.SIGINT)
        assert watching.wait(PATIENCE_S) == 0
    finally:
        watching.kill()
        log.close()
