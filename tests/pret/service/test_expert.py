"""An expert's Word reference, from the file that is written for them to the documents made."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.shared import RGBColor

from pret.domain.documents import OutputFormat
from pret.errors import OUTCOME, ReferenceExistsError, TemplateError
from pret.service.digest import tools
from pret.service.expert import write_reference
from pret.service.making import render_now
from pret.service.session import Session
from pret.settings import Settings

ROOT = Path(__file__).parents[3]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings.from_environ({}, ROOT)
    shutil.copytree(made.templates, tmp_path / "templates")
    return replace(made, templates=tmp_path / "templates", state=tmp_path / "state")


def test_the_reference_is_written_once_and_never_over_another(settings: Settings) -> None:
    path = write_reference(settings)
    assert path == settings.templates / "reference.docx"
    path.write_bytes(b"restyled")
    with pytest.raises(ReferenceExistsError, match="existe déjà"):
        write_reference(settings)
    assert path.read_bytes() == b"restyled"
    assert OUTCOME[ReferenceExistsError] == (41, 409)


def test_another_reference_makes_the_documents_anew_and_a_lock_file_does_not(
    settings: Settings,
) -> None:
    tools.cache_clear()
    before = tools(settings.templates)
    (settings.templates / "~$reference.docx").write_bytes(b"open")
    tools.cache_clear()
    assert tools(settings.templates) == before
    write_reference(settings)
    tools.cache_clear()
    assert tools(settings.templates) != before


def test_the_expert_s_styles_reach_the_documents(settings: Settings) -> None:
    path = write_reference(settings)
    restyled = docx.Document(str(path))
    restyled.styles["Heading 1"].font.color.rgb = RGBColor(0xAA, 0x11, 0x22)
    restyled.save(str(path))
    tools.cache_clear()
    with Session(settings, "lycees") as session:
        invitation = session.reference("lab-day-1/invitation")
        content, _made = render_now(session, invitation, (OutputFormat.WORD,))
    read = docx.Document(io.BytesIO(content[OutputFormat.WORD]))
    assert str(read.styles["Heading 1"].font.color.rgb) == "AA1122"


def test_a_reference_that_cannot_serve_is_told_in_a_sentence(settings: Settings) -> None:
    (settings.templates / "reference.docx").write_bytes(b"PK but not a Word file")
    tools.cache_clear()
    with (
        pytest.raises(TemplateError, match="ce n’est pas un fichier Word"),
        Session(settings, "lycees") as session,
    ):
        render_now(session, session.reference("lab-day-1/invitation"), (OutputFormat.WORD,))
