"""The look: the house's theme refused in French, a programme's own colours merged over it."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest

from pret.domain.documents import OutputFormat
from pret.errors import TemplateError
from pret.service.look import load_theme
from pret.service.making import make, render_now

if TYPE_CHECKING:
    from conftest import Place

TEMPLATES = Path(__file__).parents[3] / "templates"
GOLDENS = Path(__file__).with_name("goldens")


def with_look(place: Place, look: str) -> None:
    place.change("programme.yaml", "coordinator", f"{look}\ncoordinator")


def golden(name: str, told: str) -> None:
    assert told == (GOLDENS / name).read_text("utf-8")


def refused(folder: Path, **changes: str) -> str:
    """Return how a theme is refused once some of its words are replaced."""
    text = (TEMPLATES / "theme.yaml").read_text("utf-8")
    for old, new in changes.items():
        text, count = re.subn(
            rf"^(\s*){old}:.*$", rf"\g<1>{new}", text, count=1, flags=re.MULTILINE
        )
        assert count == 1
    (folder / "theme.yaml").write_text(text, "utf-8")
    with pytest.raises(TemplateError) as refusal:
        load_theme(folder)
    return f"{refusal.value}\n"


def test_a_theme_that_cannot_be_used_is_told_with_each_line_to_change(tmp_path: Path) -> None:
    told = [
        refused(tmp_path, muted='muted: "8A97A3"', ochre_light='ochre_light: "B08A30"'),
        refused(tmp_path, ink="ink: noir", warm="wram: A43A1C", paper="paper: a6"),
        refused(tmp_path, word_text='word_text: "Verdana"'),
        refused(tmp_path, pdf_text="pdf_text: 'Sans\"; color'", title="title: grand"),
        refused(tmp_path, version="version: 2"),
        refused(tmp_path, colours="colours"),
    ]
    golden("theme-refusals.txt", "\n".join(told))


@pytest.mark.parametrize("spoilt", ["accent: bleu marqué".encode("cp1252"), b"accent: \x01bleu"])
def test_a_theme_that_is_no_text_is_told_with_what_to_do(tmp_path: Path, spoilt: bytes) -> None:
    (tmp_path / "theme.yaml").write_bytes(spoilt)
    with pytest.raises(TemplateError, match="enregistrez-le en UTF-8"):
        load_theme(tmp_path)


def test_a_programmes_colours_are_those_of_its_documents_and_the_rest_is_the_houses(
    place: Place,
) -> None:
    with_look(place, "look: {accent: 5b2a86, accent_light: F1EAF7}")
    with place.session() as session:
        assert session.programme.problems == ()
        house = load_theme(TEMPLATES)
        changed = {"accent": "5b2a86", "accent_light": "F1EAF7"}
        assert session.theme.colours.model_dump() == house.colours.model_dump() | changed
        assert session.theme.fonts == house.fonts
        reference = session.reference("lab-day-1/minutes")
        content, _ = render_now(session, reference, (OutputFormat.PDF,))
    with pikepdf.open(io.BytesIO(content[OutputFormat.PDF])) as pdf:
        drawn = pdf.pages[0].Contents.read_bytes()
    assert b"0.35686275 0.16470589 0.5254902 scn" in drawn
    assert b"0.043137256 0.3529412 0.36862746 scn" not in drawn


def test_colours_that_cannot_be_read_are_told_with_their_line_and_the_houses_are_kept(
    place: Place,
) -> None:
    with_look(place, "look:\n  accent: 7FB5B5\n  warm_light: 777777\n  ochre: 5A3C00")
    with place.session() as session:
        told = "".join(f"{problem}\n" for problem in session.programme.problems)
        assert session.theme == load_theme(TEMPLATES)
        made = make(session, session.reference("lab-day-1/minutes"))
    assert made.files
    golden("look-refusals.txt", told)


def test_a_value_that_is_no_colour_or_is_lost_behind_a_hash_is_told_and_the_others_stay(
    place: Place,
) -> None:
    look = 'look:\n  accent: violet\n  warm: #A43A1C\n  ochre: "#5a3c00"\n  gold: FFD700'
    with_look(place, look)
    with place.session() as session:
        told = "".join(f"{problem}\n" for problem in session.programme.problems)
        assert session.theme.colours.ochre == "5a3c00"
        assert session.theme.colours.accent == load_theme(TEMPLATES).colours.accent
    golden("look-values.txt", told)


def test_documents_are_made_again_when_only_the_look_changes(place: Place) -> None:
    def made() -> dict[str, str]:
        with place.session() as session:
            return dict(make(session, session.reference("lab-day-1/minutes")).files)

    before, again = made(), made()
    with_look(place, "look: {accent: 5B2A86}")
    after = made()
    assert again == before
    assert set(after) == set(before)
    assert all(after[path] != before[path] for path in before)
