"""`pret templates`: what an expert needs who changes wording, look or layout."""

from __future__ import annotations

import typer

from app import screens
from app.opening import machine_settings, out
from app.usage import FrenchCommand, FrenchGroup
from pret.errors import ProblemsError
from pret.service.session import programmes

templates_app = typer.Typer(
    cls=FrenchGroup,
    help="Les modèles : les vérifier, en changer l’aspect.",
    no_args_is_help=True,
)


@templates_app.callback()
def templates_group() -> None:
    """Les modèles : les vérifier, en changer l’aspect."""


@templates_app.command("check", cls=FrenchCommand)
def check_command() -> None:
    """Cherche les fautes de tous les modèles, avec fichier, ligne et ce qu’il faut écrire."""
    from pret.service.template_check import template_problems

    settings = machine_settings()
    with out.status("Lecture des modèles, avec un programme vide puis avec les vôtres…"):
        found = template_problems(settings, programmes(settings))
    if found:
        raise ProblemsError(found)
    screens.say(out, "[bold green]Aucune faute[/bold green] dans les modèles.")


@templates_app.command("reference", cls=FrenchCommand)
def reference_command() -> None:
    """Écrit templates/reference.docx : restylez-le dans Word, tous les documents suivront."""
    from pret.service.expert import write_reference

    path = write_reference(machine_settings())
    screens.say(
        out,
        f"{path} est écrit. Modifiez-y les styles, la page, l’en-tête et le pied, pas le texte : "
        "tous les documents Word suivront. Supprimez-le pour revenir à l’allure de Prêt.",
    )
