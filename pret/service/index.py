"""The page that lists a programme's published documents, for those who collect them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

import jinja2
from markupsafe import Markup

from pret.compose import french
from pret.domain.milestones import Milestone
from pret.render.theme_css import css_variables
from pret.service.printer import load_theme
from pret.service.session import Session
from pret.vault.ledger import IssuedFile

_KINDS = {"docx": "Word", "pdf": "PDF", "xlsx": "Excel", "odt": "ODT"}


def index_page(session: Session) -> bytes:
    """Return the page, from the ledger's record of what was issued last."""
    latest = {(run.milestone, run.phase): run for run in session.ledger.runs(session.code)}
    shown = []
    for milestone in session.milestones:
        files = [
            file
            for (code, _), run in latest.items()
            if code == milestone.code
            for file in run.files
        ]
        if files:
            shown.append(_milestone(session, milestone, files))
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(session.settings.templates),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    programme = session.programme.programme.value
    theme = load_theme(session.settings.templates)
    page = environment.get_template("index.html.j2").render(
        title=programme.title,
        subtitle=programme.policy,
        milestones=shown,
        css=Markup(css_variables(theme)),  # noqa: S704 - our own style sheet
    )
    return page.encode()


def _milestone(
    session: Session, milestone: Milestone, files: Iterable[IssuedFile]
) -> dict[str, Any]:
    by_document: dict[str, list[IssuedFile]] = {}
    for file in files:
        by_document.setdefault(file.document, []).append(file)
    labels = {ref.code: ref.label for ref in session.references(milestone)}
    planned = session.programme.calendar.value.planned(milestone.code)
    last = (planned.last_day or planned.first_day) if planned is not None else None
    return {
        "label": milestone.label,
        "dates": french.day_range(planned.first_day, last) if planned and last else "",
        "documents": [
            {"label": labels.get(code, code), "files": [_file(file) for file in here]}
            for code, here in by_document.items()
        ],
    }


def _file(file: IssuedFile) -> dict[str, str]:
    suffix = file.path.rpartition(".")[2]
    return {
        "address": quote(file.path.partition("/")[2]),
        "kind": _KINDS.get(suffix, suffix),
        "size": french.size(file.size_bytes),
    }
