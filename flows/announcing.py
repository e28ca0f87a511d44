"""What Prefect's pages show of a run: its documents, what is missing, what comes next."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from prefect.artifacts import create_markdown_artifact, create_table_artifact

from flows.sitting import Report
from pret.domain.french import count_of, long_day, size
from pret.domain.milestones import PHASE_LABELS
from pret.problems import Problem
from pret.service.session import Session


def announce(session: Session, report: Report) -> None:
    """Leave a summary, and a table of what is missing when anything is."""
    # Keys hold lower-case letters, digits and dashes: so do a programme's code and a milestone's.
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


def count_failed(report: Report) -> str:
    """Say how many documents failed, and how to know why (reasons may quote what people wrote)."""
    return f"{len(report.failed)} à refaire ; « pret run {report.milestone.code} » dit pourquoi."


def missing_rows(report: Report) -> list[dict[str, str]]:
    """Return what is missing or to be mended, one row each, with the file and line.

    Prefect keeps these rows: they say where and what to do, never what people wrote, nor the
    names of the files that they left (`pret check` shows both).
    """
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
        {"Document": made.reference.label, "À faire": problem.remedy, "Où": _place(problem)}
        for made in report.outcome.made
        for problem in made.problems
    ]
    rows += [
        {"Document": "", "À faire": problem.remedy, "Où": _place(problem)}
        for problem in report.outcome.material.problems
    ]
    rows += [
        {"Document": "", "À faire": aside.reason, "Où": str(PurePosixPath(aside.path).parent)}
        for aside in report.outcome.material.set_aside
    ]
    return rows


def _place(problem: Problem) -> str:
    folder = PurePosixPath(problem.file)
    file = problem.file if folder.suffix in (".yaml", ".csv", ".j2") else str(folder.parent)
    return file + (f", ligne {problem.line}" if problem.line else "")


def _summary(session: Session, report: Report) -> str:
    lines = [f"# {report.milestone.label} : {PHASE_LABELS[report.phase]}", ""]
    if report.outcome is None:
        lines.append("Rien n’avait changé : rien n’a été refait.")
    else:
        lines += _documents(session.settings.outputs, report)
    lines += [f"- Inachevé : {count_failed(report)}"] if report.failed else []
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
            f" ({size((outputs / path).stat().st_size)})"
            for path in made.files
        )
        gaps = f" — {count_of(len(made.gaps), 'champ')} à compléter" if made.gaps else ""
        absent = f"{count_of(len(made.undrawn), 'caractère')} hors du PDF"
        undrawn = f" — {absent}" if made.undrawn else ""
        lines.append(f"- **{made.reference.label}** : {links}{gaps}{undrawn}")
    kept = report.outcome.published.kept
    lines += [f"- Conservé, car modifié à la main : {path}" for path in kept]
    return lines
