"""The command `pret`: each command is a few lines over the use cases.

Prefect is imported by `run`, `setup`, `serve`, `tick` and `doctor` only: the others answer at once.
"""

from __future__ import annotations

import sys
from datetime import date
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from typer.models import CommandInfo

from app import (
    capacity,
    comparing,
    dates,
    decisions,
    doctoring,
    noticing,
    planning,
    screens,
    serving,
    ticking,
    typography,
)
from app.opening import (
    DocumentArgument,
    FolderOption,
    ProgrammeOption,
    machine_settings,
    open_session,
    out,
    typed_day,
)
from app.standing_screen import show_standing
from app.templates import templates_app
from app.usage import FrenchCommand, FrenchGroup, mistake
from pret.domain.documents import OutputFormat
from pret.domain.milestones import Milestone, Phase, phases
from pret.errors import OUTCOME, EditedOutputError
from pret.failures import RunFailedError
from pret.problems import PretError

app = typer.Typer(
    name="pret",
    cls=FrenchGroup,
    help="Prêt : les documents d’un programme « Prêt à déployer », de la préparation au livret.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


app.add_typer(templates_app, name="templates", rich_help_panel="Installation et modèles")


@app.command("check", cls=FrenchCommand)
def check_command(
    milestone: Annotated[
        str | None,
        typer.Argument(metavar="TEMPS_FORT", help="Un seul temps fort, par exemple lab-day-1."),
    ] = None,
    programme: ProgrammeOption = None,
) -> None:
    """Dit ce qui manque, par temps fort et par document. N’écrit rien."""
    from app.check_screen import INCOMPLETE, show_check
    from pret.service.checking import check
    from pret.service.plan_check import check_plan

    with open_session(programme) as session:
        wanted = [session.milestone(milestone)] if milestone else list(session.milestones)
        plan = check_plan(session.programme, wanted)
        states = [check(session, each) for each in wanted]
        complete = show_check(out, session.programme, plan, states)
    if not complete:
        raise typer.Exit(INCOMPLETE)


@app.command("status", cls=FrenchCommand)
def status_command(programme: ProgrammeOption = None) -> None:
    """Dit où en est le programme, ce qui vient ensuite et quand."""
    from pret.service.standing import standing

    with open_session(programme) as session:
        show_standing(out, standing(session), session.command)


@app.command("build", cls=FrenchCommand)
def build_command(
    document: DocumentArgument,
    programme: ProgrammeOption = None,
    output_format: Annotated[
        list[OutputFormat] | None,
        typer.Option(
            "--format", "-f", help="Format voulu ; plusieurs fois possible.", metavar="EXT"
        ),
    ] = None,
    to: FolderOption = None,
) -> None:
    """Fait un document tout de suite, pour voir : rien n’est publié ni enregistré."""
    from pret.domain.documents import SHAPES
    from pret.service.making import render_now
    from pret.service.preview import write_preview

    with open_session(programme) as session:
        reference = session.reference(document)
        formats = tuple(output_format or SHAPES[reference.kind].formats)
        with out.status(f"{reference.label}…"):
            content, made = render_now(session, reference, formats)
            files = write_preview(session.settings, session.code, to, reference.stem, content)
        gathered = session.gathered(reference.milestone)
        screens.show_built(out, made, files, gathered, session.command)


@app.command("preview", cls=FrenchCommand)
def preview_command(
    document: DocumentArgument,
    watch: Annotated[
        bool,
        typer.Option("--watch", "-w", help="Refait l’aperçu à chaque enregistrement."),
    ] = False,
    programme: ProgrammeOption = None,
    output_format: Annotated[
        list[OutputFormat] | None,
        typer.Option("--format", "-f", help="Format voulu ; par défaut pdf.", metavar="EXT"),
    ] = None,
    to: FolderOption = None,
) -> None:
    """Montre un document en PDF, et le refait à chaque enregistrement si on le demande."""
    from app.previewing import Preview, saved

    with open_session(programme) as session:
        session.reference(document)  # a wrong name is told at once
        settings, code = session.settings, session.code
    formats = tuple(output_format or (OutputFormat.PDF,))
    preview = Preview(settings, code, document, formats, to, out)
    if watch:
        preview.follow(saved((settings.inputs / code, settings.templates)))
    else:
        preview.once()


@app.command("run", cls=FrenchCommand)
def run_command(
    milestone: Annotated[
        str | None,
        typer.Argument(metavar="TEMPS_FORT", help="Par exemple lab-day-1."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Tous les temps forts, dans l’ordre.")
    ] = False,
    phase: Annotated[
        Phase | None,
        typer.Option(help="prepare (avant) ou complete (après) ; par défaut les deux."),
    ] = None,
    programme: ProgrammeOption = None,
) -> None:
    """Fait et publie les documents d’un temps fort, puis réserve la suite au calendrier."""
    if milestone is None and not everything:
        raise typer.BadParameter("donnez un temps fort, ou --all pour tous.")
    if milestone is not None and everything:
        raise typer.BadParameter(f"donnez « {milestone} » ou --all, pas les deux.")
    from app.running import run_phases
    from pret.service.making import is_cancelled

    with open_session(programme) as session:
        named = list(session.milestones) if everything else [session.milestone(milestone or "")]
        wanted = [each for each in named if not is_cancelled(session, each)]
        for each in named:
            if each not in wanted:
                screens.say(out, f"{each.label} : annulé au calendrier, rien à faire.")
        todo = [(each, step) for each in wanted for step in _phases(each, phase)]
        reports = run_phases(session, todo, out)
    screens.show_reports(out, session, reports)
    kept = tuple(
        path
        for report in reports
        if report.outcome is not None
        for path in report.outcome.published.kept
    )
    failed = tuple(sentence for report in reports for sentence in report.failed)
    if failed:
        raise RunFailedError("Des documents n’ont pas pu être faits", failed)
    if kept:
        raise EditedOutputError(kept)


def _phases(milestone: Milestone, phase: Phase | None) -> tuple[Phase, ...]:
    owed = phases(milestone.kind)
    return owed if phase is None else tuple(each for each in owed if each is phase)


capacity.add_to(app)
comparing.add_to(app)
dates.add_to(app)
decisions.add_to(app)
doctoring.add_to(app)
noticing.add_to(app)
planning.add_to(app)
serving.add_to(app)
ticking.add_to(app)
typography.add_to(app)


@app.command("new", cls=FrenchCommand)
def new_command(
    name: Annotated[str, typer.Argument(metavar="NOM", help="Nom du dossier, par exemple gares.")],
    title: Annotated[
        str | None, typer.Option("--title", metavar="TITRE", help="Titre du programme.")
    ] = None,
    start: Annotated[
        str | None,
        typer.Option("--start", metavar="DATE", help="Premier jour du programme."),
    ] = None,
) -> None:
    """Crée un programme à partir de la forme standard, prêt à remplir."""
    from pret.domain.references import slugged
    from pret.service.beginning import begin

    first_day = typed_day(start) if start else date.today().replace(day=1)  # noqa: DTZ011 - the edge
    if slugged(name) != name:
        near = slugged(name, unnamed="gares")
        raise typer.BadParameter(f"écrivez « {near} » : minuscules, chiffres et tirets.")
    settings = machine_settings()
    files = begin(settings, name, title or name.capitalize(), first_day)
    screens.show_new(out, settings.inputs / name, files)


@app.command("setup", cls=FrenchCommand)
def setup_command() -> None:
    """Prépare la base de Prefect, pour que les démarrages suivants soient plus rapides."""
    from app.prefect_host import make_database

    make_database(machine_settings().state, lambda sentence: out.print(sentence, style="dim"))
    out.print("Prêt est installé. Essayez : [bold]pret status[/bold]")


#: The commands in the order in which one meets them, by panel of the help.
_PANELS = {
    "Au quotidien": ("new", "check", "status", "build", "preview", "run"),
    "Relire et décider": ("compare", "typography", "approve", "publish", "withdraw", "review"),
    "Calendrier": ("capacity", "plan", "move", "calendar", "notices", "tick", "serve"),
    "Installation et modèles": ("setup", "doctor"),
}


def _arrange() -> None:
    """Show the commands of the help by panel; one that is in none comes last, under its own."""
    names = [name for panel in _PANELS.values() for name in panel]

    def place(command: CommandInfo) -> int:
        name = command.name or getattr(command.callback, "__name__", "")
        for panel, inside in _PANELS.items():
            if name in inside:
                command.rich_help_panel = panel
                return names.index(name)
        return len(names)

    app.registered_commands.sort(key=place)


_arrange()


err = Console(stderr=True, highlight=False)


def main() -> None:
    """Run the command line; a user's mistake is a sentence and an exit code, never a traceback."""
    try:
        sys.exit(app(standalone_mode=False))
    except PretError as error:
        screens.show_error(err, error)
        sys.exit(OUTCOME[type(error)][0])
    except typer.TyperException as error:
        if error.format_message():  # empty when a group without a word has shown its help
            screens.say(err, f"[bold red]Erreur.[/bold red] {escape(mistake(error))}")
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
