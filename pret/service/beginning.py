"""A new programme from the standard shape: every file that will be asked for, ready to fill."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import jinja2

from pret.domain.facts import FACTS
from pret.domain.fields import hint_of, label_of, owed_by
from pret.domain.milestones import LabDayRule, Milestone, milestones
from pret.errors import ProgrammeExistsError
from pret.settings import Settings
from pret.vault.ledger import Ledger
from pret.vault.publish import publish

_FOLDERS = {
    "notes": "Vos notes : Markdown, Word, ODT, HTML ou texte.",
    "photos": "Vos photos, avec photos.yaml : légende, texte alternatif, crédit, personnes.",
    "interviews": "Un fichier par entretien.",
    "tables": "Vos tableaux : Excel ou CSV.",
    "reports": "Ce que d’autres ont écrit.",
}


def begin(settings: Settings, code: str, title: str, start: date) -> tuple[str, ...]:
    """Write a new programme's folder; return the files written, relative to the inputs.

    code: lower-case letters, digits and dashes.
    Raises ProgrammeExistsError: nothing is overwritten.
    """
    folder = settings.inputs / code
    if folder.exists():
        raise ProgrammeExistsError(str(folder))
    files = {
        f"{code}/{name}": content.encode()
        for name, content in standard_files(settings.templates, code, title, start).items()
    }
    ledger = Ledger.open(settings.ledger_url or f"sqlite:///{settings.state / 'ledger.db'}")
    return publish(settings.inputs, files, ledger).written


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
    named = {"code": code, "title": title.replace('"', "”"), "start": start.isoformat()}
    found = {
        name.removesuffix(".j2"): environment.get_template(name).render(named, milestones=standard)
        for name in sorted(environment.list_templates())
    }
    for milestone in standard:
        found[f"{milestone.folder}/milestone.yaml"] = _milestone_file(milestone)
        for subfolder, purpose in _FOLDERS.items():
            found[f"{milestone.folder}/{subfolder}/LISEZ-MOI.txt"] = purpose + "\n"
    return found


def _milestone_file(milestone: Milestone) -> str:
    """Return a `milestone.yaml` with every field asked for, as comments to fill."""
    model = FACTS[milestone.kind]
    lines = [f"# {milestone.label}", "# Retirez le dièse d’une ligne pour la remplir.", ""]
    lines.append("version: 1")
    for name in model.model_fields:
        if name == "version":
            continue
        asked = "demandé" if owed_by(model, name) is not None else "facultatif"
        hint = hint_of(model, name)
        lines += ["", f"# {label_of(model, name)} ({asked}{' : ' + hint if hint else ''})"]
        lines.append(f"# {name}:")
    return "\n".join(lines) + "\n"
