"""`pret doctor`: is everything there that makes documents, and does Prefect do what it should?"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import typer
from rich.console import Console
from rich.markup import escape

from app import prefect_host, screens
from app.kept import LOG_FILE
from app.opening import machine_settings, out
from app.usage import FrenchCommand
from pret.domain.french import count_of
from pret.failures import OrchestratorError
from pret.problems import PretError
from pret.settings import Settings
from pret.vault.ledger import Ledger

if TYPE_CHECKING:
    from tasks.reconciling import KnownRun

#: Below this, a whole programme's documents may not fit any more.
LEAST_FREE_BYTES = 1_000_000_000
#: The scheduler writes runs ahead every minute.
SCHEDULER_SILENCE = timedelta(minutes=30)
SICK = 3
#: Prefect's names of the states of what did not end well.
_BROKEN = {"Crashed": "s’est interrompue", "Failed": "a échoué"}

#: Tells whether a file or folder lets us do something: os.access.
May: TypeAlias = Callable[[Path, int], bool]


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing looked at. remedy: what to do when it is not well, empty when it is."""

    name: str
    found: str
    remedy: str = ""


def add_to(app: typer.Typer) -> None:
    """Add the command to the others."""
    app.command("doctor", cls=FrenchCommand)(doctor_command)


def doctor_command() -> None:
    """Examine l’installation et Prefect, et dit quoi faire de ce qui ne va pas."""
    settings = machine_settings()
    signs = [*machine_signs(settings), *prefect_signs(settings, datetime.now(UTC))]
    for sign in signs:
        show_sign(out, sign)
    sick = sum(bool(sign.remedy) for sign in signs)
    if sick:
        screens.say(out, f"[bold]{count_of(sick, 'point')} à voir.[/bold]")
        raise typer.Exit(SICK)
    out.print("[bold green]Tout va bien.[/bold green]")


def show_sign(console: Console, sign: Sign) -> None:
    """Show one thing looked at, with a mark that needs no colour to be read."""
    colour = "yellow" if sign.remedy else "green"
    told = f"[{colour}]{escape(sign.name)}[/{colour}] : {escape(sign.found)}. {sign.remedy}"
    screens.say(console, told.rstrip(), "! " if sign.remedy else "✓ ")


def machine_signs(settings: Settings, may: May = os.access) -> Iterator[Sign]:
    """Look at the tools, the folders, the disks and the ledger."""
    yield Sign("Prêt", version("pret"))
    yield Sign("Prefect", version("prefect"))
    yield _pandoc()
    for name, folder in (("inputs", settings.inputs), ("templates", settings.templates)):
        if folder.is_dir():
            yield Sign(f"Dossier {name}", screens.shown(folder))
        else:
            remedy = f"Créez-le, ou réglez PRET_{name.upper()}."
            yield Sign(f"Dossier {name}", f"{folder} n’existe pas", remedy)
    yield from _room(settings)
    for name, folder in (("d’état", settings.state), ("outputs", settings.outputs)):
        refused = _refused(folder, may)
        if refused is not None:
            remedy = f"Rendez {screens.shown(folder)} à celui qui lance Prêt (« chown -R »)."
            yield Sign(f"Dossier {name}", f"{refused} est protégé", remedy)
    yield _ledger(settings, may)


def _room(settings: Settings) -> Iterator[Sign]:
    """Look at the room left on the disks of the outputs and of the state, if they are two."""
    there = (_there(settings.outputs), _there(settings.state))
    places = {place.stat().st_dev: place for place in there}
    for place in places.values():
        free = shutil.disk_usage(place).free
        name = "Place libre" if len(places) == 1 else f"Place libre, {screens.shown(place)}"
        if free >= LEAST_FREE_BYTES:
            yield Sign(name, f"{free // 10**9} Go")
        else:
            yield Sign(name, f"{free // 10**6} Mo", "Libérez au moins 1 Go.")


def _there(folder: Path) -> Path:
    """Return a folder, or what there is of the way to it."""
    return next(each for each in (folder, *folder.parents) if each.exists())


def _refused(folder: Path, may: May) -> Path | None:
    """Return the first folder in which we may not write, or file that we may not read.

    Those that another account left: Prêt was run once by root, or a backup was restored by it.
    """
    top = _there(folder)
    if not may(top, os.W_OK | os.X_OK):
        return top
    for place, folders, files in os.walk(folder):
        wanted = [(name, os.R_OK | os.W_OK | os.X_OK) for name in folders]
        wanted += [(name, os.R_OK) for name in files]
        for name, how in sorted(wanted):
            if not may(Path(place, name), how):
                return Path(place, name)
    return None


def _ledger(settings: Settings, may: May) -> Sign:
    """Look at the ledger, without making one: nothing says what was done but it."""
    file = settings.ledger_file
    if not settings.ledger_url and not file.exists():
        return Sign("Registre", "pas encore commencé")
    try:
        Ledger.open(settings.ledger_address).verify()
    except PretError as error:
        return Sign("Registre", "inutilisable", str(error))
    if not settings.ledger_url and not may(file, os.W_OK):
        return Sign("Registre", f"{file} est protégé", "Donnez-vous le droit d’y écrire.")
    return Sign("Registre", "en bon état")


def _pandoc() -> Sign:
    import pypandoc

    try:
        return Sign("pandoc", str(pypandoc.get_pandoc_version()))
    except OSError:
        return Sign("pandoc", "absent", "Réinstallez : « make clean », puis « make run ».")


def prefect_signs(settings: Settings, now: datetime) -> Iterator[Sign]:
    """Look at the server that the user chose or that is served; without one, say how to get it."""
    try:
        prefect_host.prepare_environment(settings.state, os.environ)
    except PretError as error:
        yield Sign("Dossier de Prefect", "inutilisable", str(error))
        return
    home = Path(os.environ["PREFECT_HOME"]).expanduser().absolute()
    url = os.environ.get("PREFECT_API_URL") or prefect_host.announced_url(home)
    if url is None:
        yield Sign(
            "Serveur Prefect",
            "aucun n’est en service",
            "Les étapes au calendrier ne se font pas seules : lancez « pret serve ».",
        )
        return
    shown = prefect_host.shown_url(url)
    try:
        prefect_host.check_reachable(url)
    except OrchestratorError as error:
        yield Sign("Serveur Prefect", str(error), "Relancez « pret serve ».")
        return
    yield Sign("Serveur Prefect", shown)
    from prefect.settings import PREFECT_API_URL, temporary_settings

    with temporary_settings({PREFECT_API_URL: url}):
        yield from _inside(settings, now)


def _inside(settings: Settings, now: datetime) -> Iterator[Sign]:
    """Look at what the server holds: flows, automations, runs in trouble."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterName
    from prefect.client.schemas.objects import StateType

    from flows.automations import automations, installed
    from flows.catalogue import DEPLOYMENT
    from flows.serving import deployments
    from flows.tick import preview, tick
    from tasks.mending import known_runs, last_run_of

    serve = "Lancez ou relancez « pret serve »."
    with get_client(sync_client=True) as client:
        named = DeploymentFilter(name=DeploymentFilterName(any_=[DEPLOYMENT]))
        found = len(client.read_deployments(deployment_filter=named, limit=200))
        wanted = len(deployments(settings))
        well = found >= wanted
        yield Sign("Étapes enregistrées", f"{found} sur {wanted}", "" if well else serve)
        missing = {each.name for each in automations()} - installed()
        yield Sign(
            "Automatisations",
            f"{len(automations()) - len(missing)} sur {len(automations())}",
            serve if missing else "",
        )
        runs = list(known_runs(client))
        last_tick = last_run_of(client, tick.name)
    late = [
        run
        for run in runs
        if run.state is StateType.SCHEDULED and run.starts and now - run.starts > SCHEDULER_SILENCE
    ]
    if late:
        told = count_of(len(late), "étape") + " en retard"
        yield Sign("Exécutions", told, serve)
    log = Path(os.environ["PREFECT_HOME"]) / LOG_FILE
    yield from _watch_sign(last_tick, log)
    yield from (_broken("Exécution", run, log) for run in runs if run.state_name in _BROKEN)
    compared = preview(settings, now)
    count = len(compared.differences)
    yield Sign(
        "Calendrier et réservations",
        "d’accord" if not count else count_of(count, "écart"),
        "« pret tick » les répare." if count else "",
    )
    for each in compared.late:
        yield Sign("En retard", each.run_name, f"« pret run {each.milestone} » la fait.")


def _watch_sign(last: KnownRun | None, log: Path) -> Iterator[Sign]:
    """Look at the last tick: without ticks nothing that is booked follows the calendars."""
    if last is not None and last.state_name in _BROKEN:
        yield _broken("Veille du calendrier", last, log)
    elif last is not None:
        yield Sign("Veille du calendrier", "faite")


def _broken(name: str, run: KnownRun, log: Path) -> Sign:
    """Tell a run that crashed or failed, and what to do.

    One that crashed before it began could not be loaded: a module is absent, or damaged.
    """
    if run.crashes and not run.run_count:
        return Sign(
            name,
            f"« {run.name} » ne démarre pas ({count_of(run.crashes, 'essai')})",
            f"Prêt est peut-être abîmé : {screens.shown(log)} dit pourquoi. Réinstallez (« make "
            "clean », « make run »), relancez « pret serve » ; « pret run » fait ce qui manque.",
        )
    remedy = "« pret check » dit ce qui bloque ; « pret run » la relance."
    return Sign(name, f"« {run.name} » {_BROKEN[run.state_name]}", remedy)
