"""Errors meet the outside world in one table."""

from __future__ import annotations

from pret import errors, failures, problems
from pret.errors import OUTCOME, AmbiguousDocumentError
from pret.failures import StorageError
from pret.problems import PretError, Problem


def test_every_error_has_an_exit_code_and_a_status_of_its_own() -> None:
    every = {
        value
        for module in (problems, failures, errors)
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, PretError) and value is not PretError
    }
    assert set(OUTCOME) == every
    codes = [code for code, _ in OUTCOME.values()]
    assert len(codes) == len(set(codes))
    assert min(codes) > 3  # 0 to 3 are success, bug, wrong usage, incomplete


def test_a_problem_says_where_what_and_what_to_do() -> None:
    problem = Problem("milestone.yaml", 12, "date", "le 2027-02-30 n’existe pas.", "Corrigez.")
    assert str(problem) == (
        "milestone.yaml, ligne 12 — date : le 2027-02-30 n’existe pas. Corrigez."
    )


def test_what_the_disk_refuses_and_a_name_of_several_documents_come_with_a_remedy() -> None:
    assert "Vérifiez les droits" in str(StorageError("/srv/x", "droits insuffisants"))
    assert str(StorageError("a/b", "trop long", "Renommez-le.")).endswith("Renommez-le.")
    several = AmbiguousDocumentError("minutes", ("lab-day-1/minutes", "lab-day-2/minutes"))
    assert "Écrivez par exemple « lab-day-1/minutes »." in str(several)
