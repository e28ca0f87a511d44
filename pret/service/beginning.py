"""A new programme from the standard shape: every file that will be asked for, ready to fill."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import jinja2

from pret.domain.milestones import LabDayRule, milestones
from pret.errors import ProgrammeExistsError
from pret.service.blank_facts import blank_facts
from pret.settings import Settings
from pret.vault.disk import Tree
from pret.vault.ledger import Ledger
from pret.vault.publish import publish

_FOLDERS = {
    "notes": "vos notes : Markdown, Word, ODT, HTML ou texte",
    "photos": "vos photos, avec photos.yaml : légende, texte alternatif, crédit, personnes",
    "interviews": "un fichier .yaml par entretien",
    "tables": "vos tableaux : Excel ou CSV",
    "reports": "ce que d’autres ont écrit",
}


def begin(settings: Settings, code: str, title: str, start: date) -> tuple[str, ...]:
    """Write a new programme's folder; return the files written, relative to the inputs.

    code: lower-case letters, digits and dashes.
    Raises ProgrammeExistsError: nothing is overwritten.
    """
    folder = settings.inputs / code
    if folder.exists():
        raise ProgrammeExistsError(f"{folder.parent.name}/{folder.name}")
    contents = standard_files(settings.templates, code, title, start)
    files = {f"{code}/{name}": content.encode() for name, content in contents.items()}
    ledger = Ledger.open(settings.ledger_address)
    written = publish(settings.inputs, files, ledger).written
    for name in contents:
        milestone, _, inside = name.partition("/")
        for subfolder in _FOLDERS if inside else ():
            Tree(folder / milestone / subfolder).make()
    return written


def standard_files(templates: Path, code: str, title: str, start: date) -> Mapping[str, str]:
    """Return the files of the standard shape: path in the programme's folder → content."""
    environment = jinja2.Environment(  # noqa: S701 - YAML, not HTML; the values are checked
        loader=jinja2.FileSystemLoader(templates / "new"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    standard = milestones(
        immersion_weeks=3, lab_days=3, workshops=3, lab_day_rule=LabDayRule.AFTER_EACH_WEEK
    )
    # YAML's double quotes escape as JSON's do.
    quoted = json.dumps(" ".join(title.split()), ensure_ascii=False)[1:-1]
    named = {"code": code, "title": quoted, "start": start.isoformat()}
    found = {
        name.removesuffix(".j2"): environment.get_template(name).render(named, milestones=standard)
        for name in sorted(environment.list_templates())
    }
    found["LISEZ-MOI.txt"] = "Dans le dossier de chaque temps fort :\n\n" + "".join(
        f"{name} : {purpose}.\n" for name, purpose in _FOLDERS.items()
    )
    for milestone in standard:
        found[f"{milestone.folder}/milestone.yaml"] = blank_facts(milestone)
    return found
