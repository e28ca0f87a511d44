"""What the command line says about its own use, in French: typer has these words in English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typer import Context, TyperException

_WORDS = {
    "ARGUMENTS_PANEL_TITLE": "Arguments",
    "OPTIONS_PANEL_TITLE": "Options",
    "COMMANDS_PANEL_TITLE": "Commandes",
    "REQUIRED_LONG_STRING": "[obligatoire]",
    "DEFAULT_STRING": "[par défaut : {}]",
}

_SENTENCES = (
    (r"Missing argument '(.+)'\.", r"il manque {}."),
    (r"Missing option '(.+)'\.", r"il manque {}."),
    (r"Missing command\.", "il manque une commande."),
    (r"No such command '(.+?)'\.(?: Did you mean '?(.+?)'?\?)?", "« {} » n’est pas une commande."),
    (r"No such option: (\S+)(?: .*?([\w-]+)[?)])?", "« {} » n’est pas une option."),
    (r"Option '(.+)' requires an argument\.", "l’option {} attend une valeur."),
    (r"Option '(.+)' does not take a value\.", "l’option {} ne prend pas de valeur."),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.+)\)", "« {} » est de trop."),
    (r"Invalid value: (.+)", "{}"),
    (
        r"Invalid value for (.+?): .*'(.*)' is not one of (.+)\.",
        "{} : « {1} » n’est pas parmi {2}.",
    ),
    (
        r"Invalid value for (.+?): Input should be greater than or equal to (\S+)",
        "{} : écrivez {1} ou plus.",
    ),
    (
        r"Invalid value for (.+?): Input should be less than or equal to (\S+)",
        "{} : écrivez {1} ou moins.",
    ),
    (
        r"Invalid value for (.+?): Input should be a valid integer.*",
        "{} attend un nombre entier.",
    ),
    (r"Invalid value for (.+?): (.+)", "{} : {1}"),
)


class FrenchGroup(TyperGroup):
    """All the commands, with help in French."""

    def get_usage(self, ctx: Any) -> str:
        """Return how the command is called."""
        return _in_french(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option that shows the help."""
        return _explained(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the help."""
        _set_words()
        _hide_types(self.get_params(ctx), ctx)
        super().format_help(ctx, formatter)


class FrenchCommand(TyperCommand):
    """One command, with help in French."""

    def get_usage(self, ctx: Any) -> str:
        """Return how the command is called."""
        return _in_french(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option that shows the help."""
        return _explained(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the help."""
        _set_words()
        _hide_types(self.get_params(ctx), ctx)
        super().format_help(ctx, formatter)


def mistake(error: TyperException) -> str:
    """Return a wrong use of the command line as a sentence, with what to type to learn more."""
    said = error.format_message()
    for pattern, sentence in _SENTENCES:
        match = re.fullmatch(pattern, said, re.DOTALL)
        if match is not None:
            said = _filled(sentence, match)
            break
    context: Context | None = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "pret"
    return f"{said[:1].upper()}{said[1:]} Voyez « {command} --help »."


def _filled(sentence: str, match: re.Match[str]) -> str:
    """Return the sentence with what was found; a second finding, if any, is a suggestion."""
    found = [group.replace("'", "") if group else "" for group in match.groups()]
    if "{1}" in sentence:
        return sentence.replace("{}", "{0}", 1).format(*found)
    near = f" Vouliez-vous dire « {found[1]} » ?" if len(found) > 1 and found[1] else ""
    return sentence.format(*found) + near


def _in_french(usage: str) -> str:
    usage = usage.replace("Usage: ", "Usage : ").replace("COMMAND [ARGS]...", "COMMANDE …")
    return re.sub(r"\{(\w+)\}", r"\1", usage)


def _explained(option: Any) -> Any:
    if option is not None:
        option.help = "Affiche cette aide."
    return option


def _hide_types(params: Iterable[Any], ctx: Any) -> None:
    """Leave out « <bool> » and « <str> »: what to type is told in words."""
    for param in params:
        if str(param.display_type_rich(ctx=ctx) or "").startswith("<"):
            param.display_type_rich = lambda ctx: None  # noqa: ARG005 - typer gives it by name


def _set_words() -> None:
    from typer import rich_utils  # only loaded when help is shown

    for name, words in _WORDS.items():
        setattr(rich_utils, name, words)
