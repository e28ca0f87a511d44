"""What every command opens first: the settings of the machine, the programme, the screen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, TypeAlias

import typer
from rich.console import Console

from pret.domain.fields import YEARS
from pret.domain.french import DAYS, parse_day
from pret.errors import ProgrammeMissingError
from pret.service.session import Session, programmes
from pret.settings import Settings

ROOT = Path(__file__).parent.parent

out = Console(highlight=False)

ProgrammeOption = Annotated[
    str | None,
    typer.Option(
        "--programme",
        "-p",
        metavar="NOM",
        help="Dossier du programme dans inputs/. Inutile s’il n’y en a qu’un.",
    ),
]
DocumentArgument = Annotated[
    str,
    typer.Argument(metavar="DOCUMENT", help="Par exemple lab-day-1/minutes, ou booklet."),
]
FolderOption = Annotated[
    Path | None,
    typer.Option("--to", "-t", metavar="DOSSIER", help="Où écrire. Par défaut : .pret/apercu."),
]


#: How a command is typed: what follows « pret » → the whole line.
Typed: TypeAlias = Callable[[str], str]


def machine_settings() -> Settings:
    """Return what the environment says, with everything else in the product's own folder."""
    return Settings.from_environ(os.environ, ROOT)


@contextmanager
def open_session(programme: str | None) -> Iterator[Session]:
    """Open the programme asked for, or the only one there is."""
    settings = machine_settings()
    known = programmes(settings)
    if not programme and len(known) > 1:
        raise typer.BadParameter(
            f"il y a plusieurs programmes ({', '.join(known)}) : dites lequel avec --programme NOM."
        )
    if not programme and not known:
        raise ProgrammeMissingError(str(settings.inputs))
    with Session(settings, programme or known[0]) as session:
        yield session


def typed_day(written: str) -> date:
    """Return a day that was typed, in figures or in French. Raises typer.BadParameter."""
    day = parse_day(written)
    if day is not None and day.year not in YEARS:
        raise typer.BadParameter(f"« {written} » est de l’an {day.year} : corrigez l’année.")
    if day is None:
        first, *rest = written.lower().removeprefix("le ").split() or [""]
        doubt = " Vérifiez le jour de la semaine." if rest and first in DAYS else ""
        raise typer.BadParameter(
            f"« {written} » n’est pas une date.{doubt} Écrivez par exemple 2027-05-10."
        )
    return day
