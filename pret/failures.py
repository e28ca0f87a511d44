"""What the machine around the product can refuse: tools, disk, ledger, Prefect, mail.

The person did nothing wrong; the message says what stopped and how to go on.
"""

from __future__ import annotations

from pret.problems import PretError


class ToolFailedError(PretError):
    """An outside tool (pandoc, typst) refused its input."""

    def __init__(self, tool: str, reason: str) -> None:
        self.tool, self.reason = tool, reason
        super().__init__(f"{tool} n’a pas pu traiter le document : {reason}")


class ToolLimitError(PretError):
    """An outside tool exceeded its limits of time or memory and was stopped."""

    def __init__(self, tool: str, limit: str) -> None:
        self.tool, self.limit = tool, limit
        super().__init__(
            f"{tool} a été arrêté : {limit}. Un fichier d’entrée est sans doute trop gros ou abîmé."
        )


class DiskFullError(PretError):
    """The disk is full; nothing was half written."""

    def __init__(self, folder: str, needed_bytes: int | None = None) -> None:
        self.folder, self.needed_bytes = folder, needed_bytes
        size = f" (il faut environ {needed_bytes // 1_000_000 + 1} Mo)" if needed_bytes else ""
        super().__init__(
            f"Le disque qui porte {folder} est plein{size}. Libérez de la place puis relancez : "
            "aucun fichier n’a été laissé à moitié écrit."
        )


class StorageError(PretError):
    """The disk refused a reading or a writing for another reason than its size."""

    def __init__(
        self,
        file: str,
        reason: str,
        remedy: str = "Vérifiez les droits de ce dossier et que son disque est branché, puis "
        "relancez.",
    ) -> None:
        self.file, self.reason, self.remedy = file, reason, remedy
        super().__init__(f"{file} : écriture ou lecture impossible ({reason}). {remedy}")


class BusyError(PretError):
    """Another run is at work on the same programme."""

    def __init__(self, programme: str) -> None:
        self.programme = programme
        super().__init__(
            f"Un autre traitement est en cours sur « {programme} ». Attendez qu’il se termine, "
            "puis relancez : rien n’est perdu."
        )


class NewerLedgerError(PretError):
    """The ledger was written by a newer version of the product."""

    def __init__(self, file: str, found: int, known: int) -> None:
        self.file, self.found, self.known = file, found, known
        super().__init__(
            f"{file} vient d’une version plus récente de Prêt (schéma {found}, connu : {known}). "
            "Mettez Prêt à jour."
        )


class OrchestratorError(PretError):
    """The Prefect server cannot be started or reached."""

    def __init__(
        self,
        reason: str,
        remedy: str = "Vérifiez PREFECT_API_URL, ou retirez cette variable pour utiliser le "
        "serveur intégré.",
    ) -> None:
        self.reason, self.remedy = reason, remedy
        super().__init__(f"Le serveur Prefect ne répond pas : {reason} {remedy}")


class AlreadyServedError(PretError):
    """Another `pret serve` is at work on this machine."""

    def __init__(self) -> None:
        super().__init__(
            "« pret serve » tourne déjà sur cette machine : arrêtez-le d’abord (Ctrl-C dans sa "
            "fenêtre), ou servez-vous-en."
        )


class NoAddressError(PretError):
    """Nobody can receive a notice. malformed: an address is there, which is none."""

    def __init__(self, person: str, *, malformed: bool = False) -> None:
        # The address itself is somebody's: what is raised may be kept by Prefect.
        told = (
            "a un courriel mal écrit : corrigez" if malformed else "n’a pas de courriel : ajoutez"
        )
        super().__init__(
            f"La coordination ({person}) {told} « email: » à son entrée dans people.yaml."
        )


class MailNotSentError(PretError):
    """A mail could not be sent; nothing was recorded as sent."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"Le courriel n’est pas parti : {reason} {remedy}")


class RunFailedError(PretError):
    """A milestone's run ended without having made everything."""

    def __init__(self, run: str, reasons: tuple[str, ...]) -> None:
        self.run, self.reasons = run, reasons
        super().__init__(f"{run} : inachevé. " + " ".join(reasons))
