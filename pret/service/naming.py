"""Whether the folders of a programme bear the names that its own files give them."""

from __future__ import annotations

from pathlib import Path

from pret.domain.milestones import Milestone
from pret.domain.references import slugged
from pret.problems import Problem


def naming_problems(folder: str, code: str) -> tuple[Problem, ...]:
    """Return what is wrong with a programme's names: its folder bears its code."""
    if slugged(folder) != folder:
        told, remedy = f"le dossier s’appelle « {folder} ».", f"Renommez-le « {slugged(folder)} »."
        return (Problem("programme.yaml", None, "dossier", told, remedy),)
    if code != folder:
        told = f"le code est « {code} » et le dossier « {folder} »."
        remedy = f"Écrivez « code: {folder} », ou renommez le dossier."
        return (Problem("programme.yaml", None, "code", told, remedy),)
    return ()


def stray_folders(folder: Path, milestones: tuple[Milestone, ...]) -> tuple[Problem, ...]:
    """Return the numbered folders that belong to no milestone, with the name that fits."""
    named = {milestone.folder: milestone for milestone in milestones}
    by_code = {milestone.code: milestone for milestone in milestones}
    found = []
    for path in sorted(folder.iterdir()):
        number, _, code = path.name.partition("-")
        if not path.is_dir() or not number.isdigit() or path.name in named:
            continue
        meant = by_code.get(code)
        remedy = (
            f"Renommez-le {meant.folder}."
            if meant is not None
            else "Renommez-le, ou retirez-le du dossier du programme."
        )
        found.append(Problem(path.name, None, "", "ce dossier n’est à aucun temps fort.", remedy))
    return tuple(found)
