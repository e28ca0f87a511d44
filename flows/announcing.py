"""What Prefect's pages show of a run: its documents, what is missing, what comes next."""

from __future__ import annotations

from pathlib import Path

from prefect.artifacts import create_markdown_artifact, create_table_artifact

from flows.sitting import Report
from pret.compose.french import long_day
from pret.domain.milestones import PHASE_LABELS
from pret.service.index import size_in_words
from pret.service.session import Session


def announce(session: Session, report: Report) -> None:
    """Leave a summary, and a table of what is missing when anything is."""
    key = f"{session.code}-{report.milestone.code}-{report.phase}"
    create_markdown_artifact(
        _summary(session, report), key=key, description=f"Bilan : {report.milestone.label}"
    )
    rows = missing_rows(report)
    if rows:
        create_table_artifact(
            rows,
            key=f"{key}-manques",
            description=f"Ce qui manque : {report.milestone.label}",
        )


def missing_rows(report: Report) -> list[dict[str, str]]:
    """Return what is missing or to be mended, one row each, with the file and line."""
    if report.outcome is None:
        return []
    rows = [
        {
            "Document": made.reference.label,
            "À faire": f"compléter : {gap.label}",
            "Où": gap.file + (f", ligne {gap.line}" if gap.line else ""),
        }
        for made in report.outcome.made
        for gap in made.gaps
    ]
    rows += [
        {"Document": "", "À faire": f"{problem.found} {problem.remedy}", "Où": problem.file}
        for problem in report.outcome.material.problems
    ]
    rows += [
        {"Document": "", "À faire": f"remplacer : {aside.reason}", "Où": aside.path}
        for aside in report.outcome.material.set_aside
    ]
    return rows


def _summary(session: Session, report: Report) -> str:
    lines = [f"# {report.milestone.label} : {PHASE_LABELS[report.phase]}", ""]
    if report.outcome is None:
        lines.append("Rien n’avait changé : rien n’a été refait.")
    else:
        lines += _documents(session.settings.outputs, report)
    lines += [f"- Inachevé : {sentence}" for sentence in report.failed]
    lines += ["", "## Prochaine étape", ""]
    lines += [
        f"- {booked.step.milestone.label}, {PHASE_LABELS[booked.step.phase]} : "
        f"{long_day(booked.step.due)} à 9 h"
        for booked in report.booked
    ] or ["- Aucune : c’était la dernière."]
    return "\n".join(lines)


def _documents(outputs: Path, report: Report) -> list[str]:
    assert report.outcome is not None  # noqa: S101 - the caller looked
    lines = ["## Documents", ""]
    for made in report.outcome.made:
        links = ", ".join(
            f"[{path.rpartition('.')[2]}]({(outputs / path).as_uri()})"
            f" ({size_in_words((outputs / path).stat().st_size)})"
            for path in made.files
        )
        gaps = f" — {len(made.gaps)} champs à compléter" if made.gaps else ""
        lines.append(f"- **{made.reference.label}** : {links}{gaps}")
    kept = report.outcome.published.kept
    lines += [f"- Conservé, car modifié à la main : {path}" for path in kept]
    return lines
