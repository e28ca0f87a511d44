"""What people can get wrong or ask for in vain, and the one table of all errors.

A `PretError` carries a sentence in French that says where, what and what to do. A bug is never a
`PretError`: it shows its traceback on the command line and is a 500 on the web.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter

from pret.failures import (
    AlreadyServedError,
    BusyError,
    DiskFullError,
    MailNotSentError,
    NewerLedgerError,
    NoAddressError,
    OrchestratorError,
    RunFailedError,
    StorageError,
    ToolFailedError,
    ToolLimitError,
)
from pret.problems import PretError, Problem


class ProblemsError(PretError):
    """Several problems found in the inputs, told all at once."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class StatusRefusedError(ProblemsError):
    """A document cannot be approved or published as it is."""

    def __init__(self, document: str, wanted: str, problems: tuple[Problem, ...]) -> None:
        self.document, self.wanted = document, wanted
        super().__init__(problems)


class NotApprovedError(PretError):
    """A document cannot be published, or approved, from where it stands."""

    def __init__(self, document: str, status: str, remedy: str) -> None:
        self.document, self.status, self.remedy = document, status, remedy
        super().__init__(f"{document} est « {status} ». {remedy}")


class ProgrammeMissingError(PretError):
    """The folder holds no programme."""

    def __init__(self, folder: str, others: tuple[str, ...] = ()) -> None:
        self.folder, self.others = folder, others
        known = f" Programmes trouvés : {', '.join(others)}." if others else ""
        super().__init__(
            f"{folder} : il n’y a pas de fichier programme.yaml dans ce dossier.{known} "
            "Vérifiez le nom du programme, ou créez-en un avec « pret new NOM »."
        )


class ProgrammeExistsError(PretError):
    """A new programme would overwrite an existing one."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        super().__init__(f"{folder} existe déjà. Choisissez un autre nom : rien n’a été écrit.")


class UnknownMilestoneError(PretError):
    """No milestone has this code."""

    def __init__(self, asked: str, known: tuple[str, ...], near: str | None) -> None:
        self.asked, self.known = asked, known
        hint = f" Vouliez-vous dire « {near} » ?" if near else ""
        super().__init__(
            f"Le temps fort « {asked} » n’existe pas.{hint} Temps forts : {', '.join(known)}."
        )


class UnknownDocumentError(PretError):
    """No document has this code."""

    def __init__(self, asked: str, known: tuple[str, ...], near: str | None) -> None:
        self.asked, self.known = asked, known
        hint = f" Vouliez-vous dire « {near} » ?" if near else ""
        groups = groupby((code.partition("/") for code in known), key=itemgetter(0))
        listed = " ; ".join(
            f"{milestone}/{', '.join(kind for _, _, kind in codes)}" for milestone, codes in groups
        )
        super().__init__(f"Le document « {asked} » n’existe pas.{hint} Documents : {listed}.")


class TemplateError(PretError):
    """A template cannot be used. others: what else is wrong, told at the same time."""

    problems: tuple[Problem, ...]

    def __init__(self, file: str, line: int | None, found: str, *others: TemplateError) -> None:
        self.file, self.line, self.found = file, line, found
        self.problems = (
            Problem(f"templates/{file}", line, "", found, ""),
            *(problem for each in others for problem in each.problems),
        )
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnreadableFileError(PretError):
    """A user's file cannot be read; it is set aside and the rest goes on."""

    def __init__(self, file: str, reason: str) -> None:
        self.file, self.reason = file, reason
        super().__init__(f"{file} : {reason}")


class EditedOutputError(PretError):
    """Word files were edited by hand since they were issued; they are kept as they are."""

    def __init__(self, files: tuple[str, ...]) -> None:
        self.files = files
        super().__init__(
            "Modifié à la main depuis sa publication, donc conservé tel quel : "
            + ", ".join(files)
            + ". Renommez ou déplacez le fichier pour recevoir la nouvelle version à sa place."
        )


class PublishedFolderError(PretError):
    """A quick look would be written among the published documents."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        super().__init__(
            f"{folder} contient les documents publiés : un aperçu n’y est pas écrit. "
            "Choisissez un autre dossier."
        )


class SettingError(PretError):
    """A setting of the environment is not what it should be."""

    def __init__(self, name: str, found: str, wanted: str) -> None:
        self.name, self.found, self.wanted = name, found, wanted
        super().__init__(f"{name} vaut « {found} » : écrivez {wanted}, ou retirez ce réglage.")


class AmbiguousDocumentError(PretError):
    """Several documents answer to this name."""

    def __init__(self, asked: str, found: tuple[str, ...]) -> None:
        self.asked, self.found = asked, found
        super().__init__(
            f"Plusieurs documents s’appellent « {asked} » : {', '.join(found)}. Écrivez par "
            f"exemple « {found[0]} »."
        )


class FormatNotOfferedError(PretError):
    """A document is not made in this format."""

    def __init__(self, document: str, asked: str, offered: tuple[str, ...]) -> None:
        self.document, self.asked, self.offered = document, asked, offered
        super().__init__(
            f"{document} ne se fait pas en {asked}. Formats possibles : {', '.join(offered)}."
        )


class NoVersionError(PretError):
    """A document has no issued version to be compared with, or not the one asked for."""

    def __init__(self, document: str, asked: int | None, known: tuple[str, ...]) -> None:
        self.document, self.asked, self.known = document, asked, known
        if known:
            told = f"n’a pas de version {asked}. Versions : {' ; '.join(known)}."
        else:
            told = "n’a encore aucune version publiée. Publiez-la d’abord avec « pret run »."
        super().__init__(f"{document} : ce document {told}")


class ReferenceExistsError(PretError):
    """There is already an expert's Word reference; nothing is written over it."""

    def __init__(self, file: str) -> None:
        self.file = file
        super().__init__(
            f"{file} existe déjà : il est gardé tel quel. Renommez-le ou déplacez-le pour repartir "
            "de l’allure de Prêt."
        )


class NoPlanError(PretError):
    """No plan gives everything that is asked. demands: the fewest that cannot be had together."""

    REMEDY = "Renoncez à l’une de ces demandes, dans programme.yaml ou calendar.yaml."

    def __init__(self, demands: tuple[str, ...]) -> None:
        self.demands = demands
        told = " ; ".join(demands)
        super().__init__(f"Aucun plan ne respecte ensemble : {told}. {self.REMEDY}")


class MoveRefusedError(PretError):
    """A milestone cannot be moved, cancelled or said closed in this way."""

    def __init__(self, milestone: str, found: str, remedy: str) -> None:
        self.milestone, self.found, self.remedy = milestone, found, remedy
        super().__init__(f"{milestone} {found} {remedy}")


class ChangedMeanwhileError(PretError):
    """A person's file changed between its reading and its writing."""

    def __init__(self, file: str) -> None:
        self.file = file
        super().__init__(
            f"{file} vient d’être modifié : rien n’a été écrit. Relancez la commande : elle le "
            "relira."
        )


class NothingToUndoError(PretError):
    """No plan was accepted: there is nothing to go back to."""

    def __init__(self, programme: str) -> None:
        self.programme = programme
        super().__init__(
            f"Aucun plan de « {programme} » n’a été accepté ici : il n’y a rien à annuler."
        )


#: The one place where errors meet the outside world: (exit code, HTTP status).
#: Exit codes 0 to 2 are taken: success, bug, wrong usage of the command line.
OUTCOME: Mapping[type[PretError], tuple[int, int]] = {
    ProblemsError: (10, 422),
    ProgrammeMissingError: (11, 404),
    ProgrammeExistsError: (12, 409),
    UnknownMilestoneError: (13, 404),
    UnknownDocumentError: (14, 404),
    TemplateError: (15, 500),
    UnreadableFileError: (16, 422),
    ToolFailedError: (17, 500),
    ToolLimitError: (18, 422),
    EditedOutputError: (19, 409),
    DiskFullError: (20, 507),
    StorageError: (21, 500),
    BusyError: (22, 423),
    NewerLedgerError: (23, 500),
    OrchestratorError: (24, 503),
    RunFailedError: (25, 500),
    SettingError: (26, 500),
    AmbiguousDocumentError: (27, 404),
    FormatNotOfferedError: (28, 404),
    PublishedFolderError: (29, 409),
    NoVersionError: (40, 404),
    StatusRefusedError: (31, 409),
    NotApprovedError: (32, 409),
    ReferenceExistsError: (41, 409),
    AlreadyServedError: (42, 409),
    NoAddressError: (45, 409),
    MailNotSentError: (46, 502),
    NoPlanError: (43, 409),
    MoveRefusedError: (44, 409),
    ChangedMeanwhileError: (47, 409),
    NothingToUndoError: (48, 404),
}
